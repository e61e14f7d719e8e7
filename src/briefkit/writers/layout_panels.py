"""What the pages say, before anything has a size: header, panels, blocks, footer. The PDF and the web page share it.

Nothing is worded here: every text is a briefing's own or one of the house's standing words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from briefkit.briefing import Briefing, Item, SectionName
from briefkit.record import Record
from briefkit.theme import Theme, Tone

WORDS_A_MINUTE = 200
_SAFE = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x20<>\"]+", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>\"]+|www\.[^\s<>\"]+\.[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_TRAILING = ".,;:!?)]}'\"’”"


class Segment(msgspec.Struct, frozen=True):
    """A stretch of text in one look; ``url`` is where it leads."""

    text: str
    bold: bool = False
    url: str | None = None

    @property
    def named(self) -> bool:
        """Whether it is a link whose words are not its address, so that paper must print the address too."""
        return self.url is not None and _BARE.fullmatch(self.text) is None


class Block(msgspec.Struct, frozen=True):
    """One paragraph of a panel. ``number`` is the printed number of a numbered item.

    ``item`` is the index of the item in its section, ``None`` for a theme that leads items in.
    """

    role: Literal["theme", "paragraph", "bullet", "numbered"]
    segments: tuple[Segment, ...]
    number: int | None = None
    item: int | None = None

    @property
    def text(self) -> str:
        """The words of the block."""
        return "".join(segment.text for segment in self.segments)

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
        """How many words its items have, without the themes that lead them in."""
        return sum(block.words for block in self.blocks if block.role != "theme")


class Sheet(msgspec.Struct, frozen=True):
    """The whole briefing, ready to be given sizes. ``particulars`` is the line below the title."""

    language: str
    title: str
    publisher: str
    particulars: tuple[str, ...]
    panels: tuple[PanelText, ...]
    contact: tuple[Block, ...]
    reading_time: str
    web_address: str
    words: int


def compose(record: Record, theme: Theme) -> Sheet:
    """The sheet of a record in the words of the house, which the theme already speaks (:meth:`Theme.speak`)."""
    briefing = record.briefing
    contact = [Block("paragraph", (Segment(theme.contact_line),))] if theme.contact_line else []
    contact += blocks_of(briefing.sections.contact)
    return Sheet(
        language=briefing.language if _LANGUAGE.fullmatch(briefing.language) else "en-GB",
        title=_plain(briefing.title) or theme.words.untitled,
        publisher=_plain(briefing.publisher or theme.partnership),
        particulars=tuple(_particulars(briefing, theme)),
        panels=_panels(briefing, theme),
        contact=tuple(contact),
        reading_time=_reading_time(briefing, theme),
        web_address=_web_address(record, theme),
        words=briefing.words,
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
    """The blocks of a section: a theme once above the items that share it, then each item.

    Numbers start again under a new theme, as they do where a briefing numbers its points by theme. A suggested
    one thing stands without the theme of its own section, and a label that only repeats the theme is not said twice.
    """
    blocks: list[Block] = []
    theme: str | None = None
    number = 0
    for index, item in enumerate(items):
        if not item.text.strip():
            continue
        if item.theme != theme and item.origin != "suggested":
            theme, number = item.theme, 0
            if theme and theme.strip():
                blocks.append(Block("theme", (Segment(_plain(theme), bold=True),)))
        label = _plain(item.label or "")
        if label.casefold().strip(" .:") == _plain(item.theme or "").casefold().strip(" .:"):
            label = ""
        role = item.kind
        if role == "numbered" and label:
            role = "paragraph"
        elif role == "numbered":
            number += 1
        segments = _lead_in(label) + link_up(item)
        blocks.append(Block(role, segments, number if role == "numbered" else None, index))
    return tuple(blocks)


def _lead_in(label: str) -> tuple[Segment, ...]:
    if not label:
        return ()
    colon = "" if label[-1] in ".:;?!–—-" else ":"
    return (Segment(f"{label}{colon} ", bold=True),)


def link_up(item: Item) -> tuple[Segment, ...]:
    """The item's text cut where its links begin and end; a link whose words are not in the text follows it.

    Only http, https, mailto and tel addresses become live; bare addresses in the text do too.
    """
    text = _plain(item.text)
    found: list[tuple[int, int, str]] = []
    after: list[Segment] = []
    at = 0
    for link in item.links:
        words, url = _plain(link.text), safe(link.url)
        start = text.find(words, at) if words else -1
        if url is None:
            continue
        if start >= 0:
            at = start + len(words)
            found.append((start, at, url))
        elif url not in text:
            after += [Segment(" "), Segment(words or url, url=url)]
    taken = [(start, end) for start, end, _ in found]
    for match in _BARE.finditer(text):
        words = match.group().rstrip(_TRAILING)
        start, end = match.start(), match.start() + len(words)
        url = safe(_address(words))
        if url and not any(start < there and here < end for here, there in taken):
            found.append((start, end, url))
    return (*_cut(text, sorted(found)), *after)


def _cut(text: str, links: list[tuple[int, int, str]]) -> Iterator[Segment]:
    at = 0
    for start, end, url in links:
        if start > at:
            yield Segment(text[at:start])
        yield Segment(text[start:end], url=url)
        at = end
    if at < len(text):
        yield Segment(text[at:])


def _address(words: str) -> str:
    if "@" in words and "://" not in words:
        return f"mailto:{words}"
    return words if "://" in words else f"https://{words}"


def safe(url: str) -> str | None:
    """The address where it is one that a reader may follow (http, https, mailto, tel), else ``None``."""
    url = url.strip()
    return url if _SAFE.fullmatch(url) else None


def _particulars(briefing: Briefing, theme: Theme) -> Iterator[str]:
    if briefing.review_type is not None:
        yield _plain(briefing.review_type.name or briefing.review_type.code)
    subject = _plain(briefing.subject or "")
    if subject and subject.casefold() not in briefing.title.casefold():
        yield subject
    if briefing.date:
        yield _plain(briefing.date)
    if briefing.keywords:
        yield f"{theme.words.keywords}: {', '.join(_plain(word) for word in briefing.keywords)}"


def _reading_time(briefing: Briefing, theme: Theme) -> str:
    minutes = max(1, math.ceil(briefing.words / WORDS_A_MINUTE))
    unit = theme.words.minute if minutes == 1 else theme.words.minutes
    return f"{theme.words.reading_time}: {minutes} {unit}"


def _web_address(record: Record, theme: Theme) -> str:
    stem = record.source.name.rpartition(".")[0] or record.source.name
    return safe(theme.web_address.replace("{stem}", stem)) or ""


def _plain(text: str) -> str:
    """Text on one line: any white space is one space."""
    return " ".join(text.split())


def retext(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    """The sheet with every printed text changed; addresses stay as they are."""

    def over(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            msgspec.structs.replace(
                block,
                segments=tuple(msgspec.structs.replace(part, text=change(part.text)) for part in block.segments),
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


def all_text(sheet: Sheet) -> str:
    """Everything that the sheet prints, for a look at its characters."""
    texts: list[str] = []

    def note(text: str) -> str:
        texts.append(text)
        return text

    retext(sheet, note)
    return "\n".join(texts)
