"""The frame around the panels: the header band, the running head of later pages, the footer. Measures are points."""

from __future__ import annotations

import msgspec

from briefkit.theme import Logo, Theme
from briefkit.writers.layout_fit import Area
from briefkit.writers.layout_fonts import Ruler
from briefkit.writers.layout_links import Segment
from briefkit.writers.layout_measure import Measure
from briefkit.writers.layout_panels import Block, PanelText, Sheet

PAGE_WIDTH = 595.276
"""A4 portrait."""
PAGE_HEIGHT = 841.89
MARGIN = 29.0
SPACE = 9.5
"""Between the band and the panels, and the panels and the footer."""
ROUNDEL = 76.0
LOGO_HEIGHT, LOGO_WIDEST, LOGO_PAD = 50.0, 120.0, 5.0
"""The logo in the header, on a plate in the colour of paper."""
RULE = 4.5
TOP = 16.0
"""Above the first line of the header band."""
PUBLISHER_SIZE = 11.5
PARTICULARS_SIZE = 9.75
PARTICULARS_LEADING = 1.4
DAMAGED_PAD = 6.0
"""At either side of the line that says that the briefing was made from a damaged file."""
TITLE_LEADING = 1.18
FOOT_SIZE = 9.5
FOOT_LEADING = 1.45
FOOT_PAD = 6.5
BELOW = 13.0
"""Below the last line of the header band."""
_PLAIN = {"margin": MARGIN, "space": SPACE, "roundel": ROUNDEL, "top": TOP, "below": BELOW}
_COMPACT = {"margin": 25.0, "space": 6.5, "roundel": 64.0, "top": 11.0, "below": 9.0}
_COMPACT_TITLE = 20.0
"""The same, and the largest title, where the room is needed for text."""
_TITLE_SIZES = (
    (26.0, 1),
    (24.0, 2),
    (22.0, 2),
    (20.0, 2),
    (18.0, 3),
    (16.0, 4),
    (14.0, 5),
    (12.0, 7),
    (10.0, 10),
    (9.0, 0),
)
_MOST_FOOT_LINES = 4
_MOST_PARTICULARS_LINES = 2
_MOST_RUNNING_LINES, _MOST_RUNNING_WORDS = 2, 40


class Frame(msgspec.Struct, frozen=True):
    """Heights of what stands around the panels; ``head`` is the later pages' running head, ``foot`` their footer.

    ``title_room`` is the width of the title, ``title_width`` of all that the band says.
    ``running`` is the title as later pages repeat it.
    ``particulars`` is the line below the title, of its keywords as many as have room in two lines.
    ``margin`` is at the sides, ``space`` between the band and the panels; ``top`` is above the first line of the band
    and ``below`` below its last one.
    ``contact`` is what the footer says, one paragraph; empty where the contact is a panel of its own.
    """

    title_size: float
    running: str
    title_width: float
    title_room: float
    particulars: str
    band: float
    head: float
    foot: float
    last_foot: float
    contact: tuple[Segment, ...]
    margin: float = MARGIN
    space: float = SPACE
    roundel: float = ROUNDEL
    top: float = TOP
    below: float = BELOW

    @property
    def area(self) -> Area:
        """The room that is left for panels."""
        page = PAGE_HEIGHT - 2 * self.space
        return Area(
            width=PAGE_WIDTH - 2 * self.margin,
            only=page - self.band - self.last_foot,
            first=page - self.band - self.foot,
            middle=page - self.head - self.foot,
            last=page - self.head - self.last_foot,
        )


def frame(sheet: Sheet, theme: Theme, ruler: Ruler, compact: bool = False) -> tuple[Frame, tuple[PanelText, ...]]:
    """The frame of a sheet, and its panels: a contact too long for the footer becomes one of them.

    A *compact* frame leaves more room to the panels.
    """
    measures = _COMPACT if compact else _PLAIN
    width = PAGE_WIDTH - 2 * MARGIN  # also in the wider compact frame, so that its lines are no more
    contact = _one_paragraph(sheet.contact)
    panels = sheet.panels
    lines = _lines(contact, ruler, width / FOOT_SIZE) if contact else 0
    if lines > _MOST_FOOT_LINES:
        panels = _with_contact(sheet, theme)
        contact, lines = (), 0
    room = width - ROUNDEL - 16.0
    if theme.logo is not None:
        room -= logo_width(theme.logo) + 2 * LOGO_PAD + 12.0
    line = _particulars(sheet, theme, ruler, room / PARTICULARS_SIZE)
    sizes = tuple(each for each in _TITLE_SIZES if not compact or each[0] <= _COMPACT_TITLE)
    title_size, height = _title(sheet, line, ruler, room, sizes)
    band = max(measures["top"] + height + measures["below"], measures["roundel"] + 22.0) + RULE
    one_line = FOOT_SIZE * FOOT_LEADING
    running = _running(sheet.title, ruler, (width - 90.0) / 11.0)
    made = Frame(
        title_size=title_size,
        running=running,
        title_width=room,
        title_room=_even(sheet.title, ruler, room / title_size) * title_size,
        particulars=line,
        band=band,
        head=18.0 + 11.0 * 1.3 * _text_lines(running, ruler, (width - 90.0) / 11.0, bold=True) + RULE,
        foot=2 * FOOT_PAD + one_line,
        last_foot=2 * FOOT_PAD + one_line * (lines + 1),
        contact=contact,
        **measures,
    )
    return made, panels


def _running(title: str, ruler: Ruler, width: float) -> str:
    """The title as later pages repeat it: as many of its words as two lines hold."""
    words = title.split()
    for count in range(min(len(words), _MOST_RUNNING_WORDS), 0, -1):
        shorter = " ".join(words[:count]) + (" …" if count < len(words) else "")
        if _text_lines(shorter, ruler, width, bold=True) <= _MOST_RUNNING_LINES:
            return shorter
    return title


def logo_width(logo: Logo) -> float:
    """How wide the logo is printed, in points: as high as there is room, and not too wide."""
    return min(LOGO_HEIGHT * logo.ratio, LOGO_WIDEST)


def _title(
    sheet: Sheet, line: str, ruler: Ruler, width: float, sizes: tuple[tuple[float, int], ...]
) -> tuple[float, float]:
    """The title's size and the height of what stands in the band."""
    for size, most in sizes:
        lines = _text_lines(sheet.title, ruler, width / size, bold=True)
        if lines <= most:
            break
    height = lines * size * TITLE_LEADING
    if sheet.publisher:
        height += PUBLISHER_SIZE * 1.35 * _text_lines(sheet.publisher, ruler, width / PUBLISHER_SIZE, bold=True) + 3.0
    if line:
        lines = _text_lines(line, ruler, width / PARTICULARS_SIZE)
        height += lines * PARTICULARS_SIZE * PARTICULARS_LEADING + 5.0
    if sheet.damaged:
        lines = _text_lines(sheet.damaged, ruler, (width - 2 * DAMAGED_PAD) / PARTICULARS_SIZE, bold=True)
        height += lines * PARTICULARS_SIZE * PARTICULARS_LEADING + DAMAGED_PAD + 5.0
    return size, height


def _particulars(sheet: Sheet, theme: Theme, ruler: Ruler, width: float) -> str:
    """The line below the title: kind of review, subject, date, keywords.

    Keywords that have no room in two lines are left to the web page and to the file's own list of keywords.
    """
    line = " | ".join(sheet.particulars)
    if not (sheet.particulars and sheet.particulars[-1].startswith(f"{theme.words.keywords}: ")):
        return line
    kept, *words = line.split(", ")
    for count in range(len(words), -1, -1):
        shorter = ", ".join((kept, *words[:count])) + (" …" if count < len(words) else "")
        if _text_lines(shorter, ruler, width) <= _MOST_PARTICULARS_LINES:
            return shorter
    return " | ".join(sheet.particulars[:-1])


def _with_contact(sheet: Sheet, theme: Theme) -> tuple[PanelText, ...]:
    numbers = [panel.number for panel in sheet.panels if panel.number]
    panel = PanelText("contact", theme.words.contact, "plain", sheet.contact, max(numbers, default=0) + 1)
    at = next((at for at, each in enumerate(sheet.panels) if each.tone == "small"), len(sheet.panels))
    return (*sheet.panels[:at], panel, *sheet.panels[at:])


def _one_paragraph(blocks: tuple[Block, ...]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for block in blocks:
        if segments:
            segments.append(Segment(" · "))
        segments += block.segments
    return tuple(segments)


def _lines(segments: tuple[Segment, ...], ruler: Ruler, width: float) -> int:
    return Measure(ruler).lines(Block("paragraph", segments), width)


def _even(title: str, ruler: Ruler, width: float) -> float:
    return Measure(ruler).even(Block("paragraph", (Segment(title, bold=True),)), width)


def _text_lines(text: str, ruler: Ruler, width: float, bold: bool = False) -> int:
    return _lines((Segment(text, bold=bold),), ruler, width)
