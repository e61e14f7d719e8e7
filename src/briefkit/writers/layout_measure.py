"""How high a panel is at a type size and a width, from exact word widths. Measures are PDF points.

Widths scale with the type size, so a paragraph is measured once in ems; how many lines it takes is counted the way
the layout engine breaks them: greedily, at spaces, after hyphens and dashes, after slashes before a letter.
"""

from __future__ import annotations

import re

import msgspec

from briefkit.writers.layout_fonts import Ruler
from briefkit.writers.layout_panels import Block, PanelText

FLOOR = 9.0
"""No text is smaller than this, in points."""
CEILING = 12.0
LARGE = 14.0
"""The largest type: of most briefings, and of those of few words, which would leave much of the page empty."""
SMALL = 9.0
"""The size of small print, and of nothing smaller."""

GAP = 8.5
"""Between panels, both ways, unless the setting is compact."""

_BREAKS = re.compile(r"(?<=[-–|])(?=[^\W\d])|(?<=/)(?<!://)(?=[^\W\d])|(?<=[?!…])(?=\w)|(?<=—)(?=\S)|(?<=[^\s—])(?=—)")
_TOLERANCE = 0.002
_EVEN = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
"""How much narrower large type may be set, as shares of the room."""
_MARGIN_GIVE = 6.0


class Style(msgspec.Struct, frozen=True):
    """A type size in points and how airy the setting is (0 tight, 1 generous); everything vertical follows.

    ``compact`` is for what would else not go on one page: smaller spaces, the same type.
    """

    size: float
    air: float
    compact: bool = False

    @property
    def leading(self) -> float:
        """Line height as a factor of the type size."""
        return (1.19 if self.compact else 1.22) + 0.16 * self.air

    @property
    def gap(self) -> float:
        """Space between two blocks, in ems."""
        return (0.2 if self.compact else 0.22) + 0.34 * self.air

    @property
    def theme_gap(self) -> float:
        """Space above a theme, in ems."""
        return (0.3 if self.compact else 0.36) + 0.5 * self.air

    @property
    def pad_y(self) -> float:
        """Space above and below the text of a panel."""
        return (4.5 if self.compact else 6.5) + 5 * self.air

    @property
    def head_size(self) -> float:
        """Type size of a panel's title."""
        return max(12.0, self.size * 1.28)

    @property
    def head_gap(self) -> float:
        """Space below a panel's title."""
        return (1 if self.compact else 2) + 4 * self.air

    @property
    def between(self) -> float:
        """Space between panels, both ways."""
        return 6.0 if self.compact else GAP


PAD_X = 11.0
BADGE = 18.0
"""Diameter of a panel's number."""
BADGE_GAP = 6.0
HEAD_LEADING = 1.25
INNER_GAP = 20.0
"""Between the two text columns of a wide panel."""
BULLET_INDENT = 1.05
NUMBER_INDENT = 1.55
"""At least; a list of wider numbers has so much a character and a space more."""
INSET = 1.3
"""How far what completes the block above it stands in from it."""
NUMBER_CHARACTER = 0.58
NUMBER_SPACE = 0.35


class Setting(msgspec.Struct, frozen=True):
    """A panel at a width: its text columns, its natural height, and by how much the lower column is shorter."""

    columns: tuple[tuple[Block, ...], ...]
    height: float
    uneven: float = 0.0


class Measure:
    """Counts lines and heights in one family. Remembers what it counted, so a search over sizes is cheap."""

    def __init__(self, ruler: Ruler) -> None:
        self._ruler = ruler
        self._units: dict[Block, tuple[tuple[float, float], ...]] = {}
        self._lines: dict[tuple[Block, float], int] = {}
        self._titles: dict[tuple[str, float, bool], int] = {}
        self.correction: dict[str, float] = {}
        """By a panel's section: points that the layout engine needed on top of what was counted."""

    def lines(self, block: Block, width: float) -> int:
        """How many lines the block takes at a width in ems."""
        key = (block, round(width, 2))
        counted = self._lines.get(key)
        if counted is None:
            counted = _count(self._break_up(block), key[1])
            if block.below:
                parts = tuple((part.text, part.bold) for part in block.below)
                counted += _count(tuple(_units(self._ruler, parts)), key[1])
            self._lines[key] = counted
        return counted

    def text_lines(self, text: str, width: float, bold: bool = False) -> int:
        """How many lines a plain text takes at a width in ems."""
        key = (text, round(width, 2), bold)
        counted = self._titles.get(key)
        if counted is None:
            counted = self._titles[key] = _count(tuple(_units(self._ruler, ((text, bold),))), key[1])
        return counted

    def even(self, block: Block, width: float) -> float:
        """The width in ems, not above the one given, at which the last line of as many lines is no single word.

        For large type, in which a word alone on the last line is seen at once.
        """
        lines = self.lines(block, width)
        narrower = [share * width for share in _EVEN if lines > 1 and self.lines(block, share * width - 0.1) == lines]
        return min(narrower, default=width)

    def _break_up(self, block: Block) -> tuple[tuple[float, float], ...]:
        units = self._units.get(block)
        if units is None:
            units = tuple(_units(self._ruler, tuple((part.text, part.bold) for part in block.segments)))
            self._units[block] = units
        return units

    def setting(self, panel: PanelText, width: float, style: Style, columns: int = 1) -> Setting:
        """The panel in one or two text columns at an outer width."""
        inner = width - 2 * PAD_X
        split: tuple[tuple[Block, ...], ...] = (panel.blocks,)
        uneven = 0.0
        if columns == 1:
            text = self.column_height(panel, panel.blocks, inner, style)
        else:
            narrow = (inner - INNER_GAP) / 2
            text, split = self._halve(panel, narrow, style)
            uneven = text - min(self.column_height(panel, blocks, narrow, style) for blocks in split)
        height = text + self.head_height(panel, inner, style) + 2 * pad_y(panel, style)
        return Setting(split, height + self.correction.get(panel.section, 0.0), uneven)

    def _halve(self, panel: PanelText, width: float, style: Style) -> tuple[float, tuple[tuple[Block, ...], ...]]:
        blocks = panel.blocks
        heights = self._heights(panel, blocks, width, style)
        whole = sum(high + above for high, above in heights)
        best: tuple[float, tuple[tuple[Block, ...], ...]] = (whole, (blocks,))
        left = whole
        for cut in range(len(blocks) - 1, 0, -1):  # from below: of equals the one with the longer left column
            high, above = heights[cut]
            left -= high + above
            higher = max(left, whole - left - above)
            if not sticks(blocks, cut) and higher < best[0] - 0.01:
                best = (higher, (blocks[:cut], blocks[cut:]))
        return best

    def head_height(self, panel: PanelText, inner: float, style: Style) -> float:
        """The height of a panel's title with the space below it."""
        size = head_size(panel, style)
        room = inner - (BADGE + BADGE_GAP if panel.number else 0)
        title = f"{panel.title} ({panel.mark or 'continued'})" if panel.mark or panel.continued else panel.title
        lines = self.text_lines(title, room / size, bold=True)
        return max(lines * size * HEAD_LEADING, BADGE if panel.number else 0) + style.head_gap

    def column_height(self, panel: PanelText, blocks: tuple[Block, ...], width: float, style: Style) -> float:
        """The height of blocks below each other in a text column of this width."""
        return sum(high + above for high, above in self._heights(panel, blocks, width, style))

    def _heights(
        self, panel: PanelText, blocks: tuple[Block, ...], width: float, style: Style
    ) -> list[tuple[float, float]]:
        """Of each block its height and the space above it."""
        size = text_size(panel, style)
        line = size * style.leading
        room = width / size
        return [
            (self.lines(block, room - indent(block)) * line, space_above(blocks, at, style) * size)
            for at, block in enumerate(blocks)
        ]


def cuts(blocks: tuple[Block, ...]) -> list[int]:
    """Where blocks may be parted: never below a theme or a lead-in, and never between an item and its reasons."""
    return [at for at in range(1, len(blocks)) if not sticks(blocks, at)]


def sticks(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether the block at a place stays with the one before it."""
    return blocks[at - 1].leads or (blocks[at].under and not blocks[at - 1].under)


def space_above(blocks: tuple[Block, ...], at: int, style: Style) -> float:
    """Space above a block in ems: none for a column's first, little below a theme, which leads its items in."""
    if at == 0:
        return 0.0
    if sticks(blocks, at):
        return 0.5 * style.gap
    return style.theme_gap if blocks[at].role == "theme" else style.gap


MOST_EXTRA = 0.16
"""By how much a space between blocks may be wider than solved to fill a heightened panel, in ems."""


def shares(blocks: tuple[Block, ...]) -> tuple[int, ...]:
    """How much of what there is to spare goes above each block: most above a theme, none below one."""
    return tuple(
        0 if at == 0 or sticks(blocks, at) else 2 if block.role == "theme" else 1 for at, block in enumerate(blocks)
    )


def give(panel: PanelText, columns: tuple[tuple[Block, ...], ...], style: Style) -> float:
    """By how many points the panel can be higher and still look filled."""
    if panel.tone in ("callout", "small"):
        return 0.0
    spaces = min(sum(shares(blocks)) for blocks in columns)
    return spaces * MOST_EXTRA * text_size(panel, style) + _MARGIN_GIVE


def indent(block: Block) -> float:
    """How far in ems the text stands in from the column's edge."""
    inset = INSET if block.under else 0.0
    if block.role == "numbered":
        return inset + max(NUMBER_INDENT, NUMBER_SPACE + NUMBER_CHARACTER * block.hang)
    return inset + (BULLET_INDENT if block.role == "bullet" else 0.0)


def pad_y(panel: PanelText, style: Style) -> float:
    """Space above and below a panel's text; small print has no box to keep off."""
    return 2.0 if panel.tone == "small" else style.pad_y


def text_size(panel: PanelText, style: Style) -> float:
    """The type size of a panel's text: small print is small, a short call-out is large."""
    if panel.tone == "small":
        return SMALL
    if panel.tone == "callout":
        words = panel.words
        return style.size * (1.45 if words <= 32 else 1.25 if words <= 60 else 1.08)
    return style.size


def head_size(panel: PanelText, style: Style) -> float:
    """The type size of a panel's title."""
    if panel.tone == "small":
        return SMALL
    return style.size * 1.1 if panel.tone == "callout" else style.head_size


def _units(ruler: Ruler, parts: tuple[tuple[str, bool], ...]) -> list[tuple[float, float]]:
    """Unbreakable pieces as (width, width of the space after), in ems; parts that touch make one piece."""
    units: list[tuple[float, float]] = []
    touches = False
    for text, bold in parts:
        space = ruler.width(" ", bold)
        for word in re.findall(r"[^ ]+| +", text):
            if word[0] == " ":
                if units:
                    units[-1] = (units[-1][0], space)
                touches = False
                continue
            for piece in _BREAKS.split(word):
                width = ruler.width(piece, bold)
                if touches and units:
                    units[-1] = (units[-1][0] + width, 0.0)
                else:
                    units.append((width, 0.0))
                touches = False
            touches = True
    return units


def _count(units: tuple[tuple[float, float], ...], width: float) -> int:
    """Greedy line breaking; a piece wider than the line begins a line of its own and is broken anywhere."""
    lines, used = 1, 0.0
    pending = 0.0
    room = max(width, 1.0) + _TOLERANCE
    for piece, space in units:
        if used and used + pending + piece > room:
            lines, used, pending = lines + 1, 0.0, 0.0
        used += pending + piece
        while used > room:
            lines, used = lines + 1, used - room
        pending = space
    return lines
