"""What the pages say, before anything has a size: header, panels, blocks, footer. The PDF and the web page share it.

Nothing is worded here: every text is a briefing's own or one of the house's standing words.
"""

from __future__ import annotations

import itertools
import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from briefkit.briefing import Briefing, Item, SectionName
from briefkit.record import Record
from briefkit.theme import Theme, Tone
from briefkit.writers.layout_links import Segment, link_up, one_line, safe
from briefkit.writers.outline import is_note

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_PLAIN_NUMBER = re.compile(r"([0-9]{1,3})\.?")
_LONGEST_NUMBER = 8
"""A number of more characters is set as the first words of its item."""


class Block(msgspec.Struct, frozen=True):
    """One paragraph of a panel; a *theme* and a *lead* (the words that introduce a list) lead items in.

    ``number`` is the value of a plain number ("4."); ``marker`` is the number as the source prints it where it is no
    plain one ("(b)", "R7"), and ``hang`` how many characters the widest of its list has.
    ``anchor`` is the name by which links of the page lead here.
    ``item`` is the index of the item in its section, ``None`` for what leads in; ``until`` is then the last item led.
    ``below`` is a line of its own below the text: the owner and the deadline. ``under`` says that the block completes
    the one above it (its reasons) and stands in from it; ``pair`` is the anchor of one that it completes elsewhere.
    """

    role: Literal["theme", "lead", "paragraph", "bullet", "numbered"]
    segments: tuple[Segment, ...]
    number: int | None = None
    item: int | None = None
    marker: str = ""
    hang: int = 0
    until: int | None = None
    anchor: str | None = None
    below: tuple[Segment, ...] = ()
    under: bool = False
    pair: str | None = None

    @property
    def leads(self) -> bool:
        """Whether it leads the next block in, and so never stands at the foot of a column."""
        return self.role in ("theme", "lead")

    @property
    def printed_number(self) -> str:
        """What stands before a numbered item; empty for all else."""
        return self.marker or (f"{self.number}." if self.number is not None else "")

    @property
    def style_string(self) -> str:
        """The marker as a CSS string with all but letters and digits as code points, so that it cannot end early."""
        return "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in self.marker)

    @property
    def text(self) -> str:
        """The words of the block."""
        return "".join(segment.text for segment in self.segments)

    @property
    def line_below(self) -> str:
        """The words of the line below the text."""
        return "".join(segment.text for segment in self.below)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


class PanelText(msgspec.Struct, frozen=True):
    """A panel with its blocks. ``number`` is the printed number; the call-out and the small print have none.

    ``mark`` is what must be said of the whole panel (a suggested one thing is "to be confirmed").
    ``continued`` is set on the second and later parts of a panel that pages or columns split.
    """

    section: SectionName | Literal["contact"]
    title: str
    tone: Tone
    blocks: tuple[Block, ...]
    number: int | None = None
    mark: str = ""
    continued: bool = False

    @property
    def words(self) -> int:
        """How many words its items have, without what leads them in."""
        return sum(block.words for block in self.blocks if not block.leads)


class Sheet(msgspec.Struct, frozen=True):
    """The whole briefing, ready to be given sizes. ``particulars`` is the line below the title.

    ``damaged`` is what must be said of a briefing made from a damaged file, else empty.
    """

    language: str
    title: str
    publisher: str
    particulars: tuple[str, ...]
    panels: tuple[PanelText, ...]
    contact: tuple[Block, ...]
    reading_time: str
    web_address: str
    words: int
    damaged: str = ""


def compose(record: Record, theme: Theme) -> Sheet:
    """The sheet of a record in the words of the house, which the theme already speaks (:meth:`Theme.speak`)."""
    briefing = record.briefing
    contact = [Block("paragraph", (Segment(theme.contact_line),))] if theme.contact_line else []
    contact += blocks_of(briefing.sections.contact)
    return Sheet(
        language=briefing.language if _LANGUAGE.fullmatch(briefing.language) else "en-GB",
        title=one_line(briefing.title) or theme.words.untitled,
        publisher=one_line(briefing.publisher or theme.partnership),
        particulars=tuple(_particulars(briefing, theme)),
        panels=_panels(briefing, theme),
        contact=tuple(contact),
        reading_time=_reading_time(briefing, theme),
        web_address=_web_address(record, theme),
        words=briefing.words,
        damaged=theme.words.damaged if record.source.damaged else "",
    )


def _panels(briefing: Briefing, theme: Theme) -> tuple[PanelText, ...]:
    panels: list[PanelText] = []
    number = 0
    for panel in theme.panels:
        items = briefing.sections.of(panel.section)
        blocks = blocks_of(items)
        if not blocks:
            continue
        numbered = panel.tone in ("plain", "good")
        number += numbered
        mark = ""
        if any(item.origin == "suggested" for item in items):
            mark = f"{theme.words.suggested}, {theme.words.to_be_confirmed}"
        panels.append(PanelText(panel.section, panel.title, panel.tone, blocks, number if numbered else None, mark))
    return tuple(panels)


def blocks_of(items: tuple[Item, ...]) -> tuple[Block, ...]:
    """The blocks of a section: a theme once above the items that share it, a lead-in once above its list, the items.

    Numbers are those that the source prints; where it prints none they are counted, again from one under a new theme.
    A suggested one thing stands without the theme of its own section, and a label or a lead-in that only repeats the
    theme is not said twice.
    """
    printed = [(index, item) for index, item in enumerate(items) if item.text.strip()]
    blocks: list[Block] = []
    theme: str | None = None
    lead, number = "", 0
    for at, (index, item) in enumerate(printed):
        if item.theme != theme and item.origin != "suggested":
            theme, lead, number = item.theme, "", 0
            if theme and theme.strip():
                until = _last(printed, at, operator.attrgetter("theme"))
                blocks.append(Block("theme", (Segment(one_line(theme), bold=True),), until=until))
        wanted = one_line(item.lead_in or "")
        if wanted and wanted != lead and not _same(wanted, theme):
            until = _last(printed, at, operator.attrgetter("theme", "lead_in"))
            blocks.append(Block("lead", (Segment(wanted),), until=until))
        lead = lead if is_note(item) and not wanted else wanted
        label = "" if _same(item.label, item.theme) or _same(item.label, item.lead_in) else one_line(item.label or "")
        block = msgspec.structs.replace(_block(item, index, label, number + 1), anchor=item.anchor, below=_below(item))
        if item.belongs_to is not None:
            block = _paired(block, item.belongs_to, blocks)
        number = number if block.number is None else block.number
        blocks.append(block)
    return _align(blocks)


def _last(printed: list[tuple[int, Item]], at: int, key: Callable[[Item], object]) -> int:
    """The index of the last item of the run that begins at a place and shares its key; notes in it end no run."""
    shared = key(printed[at][1])
    run = itertools.takewhile(lambda pair: key(pair[1]) == shared or is_note(pair[1]), printed[at:])
    return [index for index, item in run if key(item) == shared][-1]


def _same(one: str | None, other: str | None) -> bool:
    """Whether two headings say the same, whatever their last sign."""
    return one_line(one or "").casefold().strip(" .:") == one_line(other or "").casefold().strip(" .:")


def _block(item: Item, index: int, label: str, following: int) -> Block:
    """An item as a block: with the number that its source prints, else the one that follows, none beside a label."""
    segments = _name(label) + link_up(without_tail(item))
    own = one_line(item.number or "")
    if own and (own in label or item.text.lstrip().startswith(own)):
        own = ""
    elif len(own) > _LONGEST_NUMBER:
        return Block("paragraph", (*_name(own), *segments), item=index)
    if plain := _PLAIN_NUMBER.fullmatch(own):
        return Block("numbered", segments, int(plain[1]), index)
    if own:
        return Block("numbered", segments, item=index, marker=own)
    if item.kind == "numbered" and not label and not item.number:
        return Block("numbered", segments, following, index)
    return Block("paragraph" if item.kind == "numbered" else item.kind, segments, item=index)


def without_tail(item: Item) -> Item:
    """The item without the words at its end that only say who and by when: those stand on a line below it."""
    if item.tail == len(item.text):
        return item
    text = re.sub(r"\s*[–—-]?\s*$", "", item.text[: item.tail])
    return msgspec.structs.replace(item, text=text, links=tuple(link for link in item.links if link.text in text))


def _below(item: Item) -> tuple[Segment, ...]:
    """The owner and the deadline in the words of the source, where the text does not say them in a sentence."""
    if item.tail == len(item.text):
        return ()
    tail = one_line(item.text[item.tail :])
    segments: list[Segment] = []
    for stated in item.stated:
        if not all(one_line(value) in tail for value in stated.text.split("; ")):
            continue  # it is said in the sentence
        segments += [Segment(" · ")] if segments else []
        segments += [*_name(one_line(stated.caption or "")), Segment(one_line(stated.text))]
    return tuple(segments)


def _paired(block: Block, lead: str, blocks: list[Block]) -> Block:
    """A block that completes another one: it stands under it where that one is right above, else it names it."""
    above = blocks[-1] if blocks else None
    if above is not None and (above.anchor == lead or (above.under and above.pair == lead)):
        return msgspec.structs.replace(block, under=True, pair=lead)
    # One way back is enough for all that completes one item.
    return block if any(other.pair == lead for other in blocks) else msgspec.structs.replace(block, pair=lead)


def _align(blocks: list[Block]) -> tuple[Block, ...]:
    """The items of each list with one indent: that of the widest number."""
    aligned: list[Block] = []
    for _, run in itertools.groupby(blocks, key=lambda block: (block.role, block.under)):
        together = list(run)
        widest = max(len(block.printed_number) for block in together)
        aligned += [msgspec.structs.replace(block, hang=widest) if widest else block for block in together]
    return tuple(aligned)


def _name(label: str) -> tuple[Segment, ...]:
    if not label:
        return ()
    colon = "" if label[-1] in ".:;?!–—-)" else ":"
    return (Segment(f"{label}{colon} ", bold=True),)


def _particulars(briefing: Briefing, theme: Theme) -> Iterator[str]:
    if briefing.review_type is not None:
        yield one_line(briefing.review_type.name or briefing.review_type.code)
    subject = one_line(briefing.subject or "")
    if subject and subject.casefold() not in briefing.title.casefold():
        yield subject
    if briefing.date:
        yield one_line(briefing.date)
    if briefing.keywords:
        yield f"{theme.words.keywords}: {', '.join(one_line(word) for word in briefing.keywords)}"


def _reading_time(briefing: Briefing, theme: Theme) -> str:
    minutes = max(1, math.ceil(briefing.words / theme.words_per_minute))
    unit = theme.words.minute if minutes == 1 else theme.words.minutes
    return f"{theme.words.reading_time}: {minutes} {unit}"


def _web_address(record: Record, theme: Theme) -> str:
    stem = record.source.name.rpartition(".")[0] or record.source.name
    return safe(theme.web_address.replace("{stem}", stem)) or ""


def retext(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    """The sheet with every printed text changed; addresses stay as they are."""

    def over(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            msgspec.structs.replace(
                block,
                segments=tuple(msgspec.structs.replace(part, text=change(part.text)) for part in block.segments),
                below=tuple(msgspec.structs.replace(part, text=change(part.text)) for part in block.below),
            )
            for block in blocks
        )

    panels = tuple(
        msgspec.structs.replace(panel, title=change(panel.title), mark=change(panel.mark), blocks=over(panel.blocks))
        for panel in sheet.panels
    )
    return msgspec.structs.replace(
        sheet,
        title=change(sheet.title),
        publisher=change(sheet.publisher),
        particulars=tuple(change(each) for each in sheet.particulars),
        panels=panels,
        contact=over(sheet.contact),
        reading_time=change(sheet.reading_time),
    )


def without_dead_links(panels: tuple[PanelText, ...], others: Iterable[str | None] = ()) -> tuple[PanelText, ...]:
    """The panels with links to blocks that are on no page turned into plain words; ``others`` are anchors elsewhere."""
    anchors = {*others, *(block.anchor for panel in panels for block in panel.blocks)}
    there = {f"#{anchor}" for anchor in anchors if anchor}
    return tuple(
        msgspec.structs.replace(
            panel,
            blocks=tuple(
                msgspec.structs.replace(block, segments=tuple(_alive(part, there) for part in block.segments))
                for block in panel.blocks
            ),
        )
        for panel in panels
    )


def _alive(part: Segment, there: set[str]) -> Segment:
    dead = part.url is not None and part.url.startswith("#") and part.url not in there
    return msgspec.structs.replace(part, url=None) if dead else part


def all_text(sheet: Sheet) -> str:
    """Everything that the sheet prints, for a look at its characters."""
    texts: list[str] = []

    def note(text: str) -> str:
        texts.append(text)
        return text

    retext(sheet, note)
    return "\n".join(texts)
