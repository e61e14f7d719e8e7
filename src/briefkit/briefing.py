"""The schema: what a briefing holds, whoever published it. Every piece of text keeps the spans it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from briefkit.model import Span

SectionName = Literal[
    "background",
    "findings",
    "good_practice",
    "learning",
    "recommendations",
    "one_thing",
    "questions",
    "resources",
    "contact",
    "about",
]

SECTIONS: tuple[SectionName, ...] = get_args(SectionName)

ANCHOR = r"^[A-Za-z][A-Za-z_]{0,19}[0-9]{1,12}$"
"""What the anchor of an item looks like: Word takes it for a bookmark, and no id of the web page's own has a digit."""

OVER_LENGTH = "over-length"
"""The reason of what was left out of a long report when it was condensed; the web page shows it in the whole text."""

OF_NO_BRIEFING = "not-of-this-briefing"
"""The reason of what a file holds besides its briefings: an agenda, a letter, an empty form."""

CORE: tuple[SectionName, ...] = ("background", "findings", "learning", "one_thing")


class Link(msgspec.Struct, frozen=True):
    """A link in an item: its words, and its address (http, https, mailto or tel only) or ``#anchor`` of an item."""

    text: str
    url: str


class Stated(msgspec.Struct, frozen=True):
    """What the source names for an item: who owns it, or by when it is due; word for word, with the words' places.

    ``caption`` is what the source prints before it (``Lead agency``), without its colon or dash; ``None`` where the
    words speak for themselves (``Within 3 months``).
    """

    text: str
    caption: str | None = None
    spans: tuple[Span, ...] = ()

    @property
    def line(self) -> str:
        """The caption and the words, as a page prints them."""
        return f"{self.caption}: {self.text}" if self.caption else self.text


class Item(msgspec.Struct, frozen=True):
    """One bullet, one paragraph or, where a label splits a paragraph, one part of it. Plain text, never reworded.

    ``theme`` is the theme heading it stood under; ``label`` the printed label that says something
    (``Recommendation 3``); ``number`` the number that the source prints before a numbered item (``4.``); ``lead_in``
    the words that introduce the list it stands in (``Practitioners should:``), to be printed once before the first item
    of a run of items that share them.
    ``anchor`` is the name by which links of the briefing lead to the item (``#b0012`` leads to the anchor ``b0012``).
    ``belongs_to`` is the anchor of the item that this one completes: a recommendation of which it is the reason, a
    finding of which it is the learning. That one stands earlier in the source and may stand in another section.
    ``owner`` and ``deadline`` are what the source names for it; the words stand in the text too (see ``tail``).
    ``origin`` is ``suggested`` only for a proposed one thing: a verbatim sentence that also stands in its own section;
    ``edited`` is text a person changed or added after conversion.
    ``why`` says in words which rule placed it; ``confidence`` is 0 to 1.
    """

    text: str
    spans: tuple[Span, ...] = ()
    kind: Literal["paragraph", "bullet", "numbered"] = "paragraph"
    theme: str | None = None
    label: str | None = None
    number: str | None = None
    lead_in: str | None = None
    links: tuple[Link, ...] = ()
    anchor: str | None = None
    belongs_to: str | None = None
    owner: Stated | None = None
    deadline: Stated | None = None
    origin: Literal["source", "suggested", "edited"] = "source"
    why: str = ""
    confidence: float = 1.0

    @property
    def stated(self) -> tuple[Stated, ...]:
        """The owner and the deadline, in this order, as far as the source names them."""
        return tuple(one for one in (self.owner, self.deadline) if one is not None)

    @property
    def tail(self) -> int:
        """Where in the text the words begin that only say who and by when; its length where none stand at its end.

        They begin behind a sentence, or behind a dash where the source had them in a cell of their own. A bracket and
        a date that are part of the last sentence are no tail.
        """
        end = len(self.text)
        values = [(value, one.caption) for one in self.stated for value in one.text.split("; ")]
        for value, caption in sorted(values, key=lambda named: -self.text.rfind(named[0])):
            at = self.text.rfind(value, 0, end)
            if at < 0 or any(map(str.isalnum, self.text[at + len(value) : end])):
                break
            printed = re.search(rf"{re.escape(caption)}\W{{0,4}}$", self.text[:at]) if caption else None
            end = printed.start() if printed else at
        return end if re.search(r"(?:[.?!][\"”’)\]]*\s|\s[–—-]\s)$", self.text[:end]) else len(self.text)

    @property
    def words_beside(self) -> tuple[str, ...]:
        """The words of the source that a page prints with the item beside its text and its number."""
        return tuple(filter(None, (self.theme, self.label, self.lead_in, *(one.caption for one in self.stated))))


class Aside(msgspec.Struct, frozen=True):
    """Text that is kept but is no part of the briefing, with the reason (``page-header``, ``repeated`` …)."""

    text: str
    reason: str
    spans: tuple[Span, ...] = ()


class Absorbed(msgspec.Struct, frozen=True):
    """Text that did its work elsewhere: a heading, a theme, a label, a bullet, the title, the publisher's banner."""

    text: str
    role: str
    spans: tuple[Span, ...] = ()


class ReviewType(msgspec.Struct, frozen=True):
    """The kind of review: its short form (``CSPR``) and its name."""

    code: str
    name: str


DateRole = Literal["publication", "review", "incident", "survey_closing", "other"]


class DateFound(msgspec.Struct, frozen=True):
    """A date as the document writes it, and what it is the date of."""

    text: str
    role: DateRole
    spans: tuple[Span, ...] = ()


class Sections(msgspec.Struct, frozen=True):
    """The ten sections in the order of the house."""

    background: tuple[Item, ...] = ()
    findings: tuple[Item, ...] = ()
    good_practice: tuple[Item, ...] = ()
    learning: tuple[Item, ...] = ()
    recommendations: tuple[Item, ...] = ()
    one_thing: tuple[Item, ...] = ()
    questions: tuple[Item, ...] = ()
    resources: tuple[Item, ...] = ()
    contact: tuple[Item, ...] = ()
    about: tuple[Item, ...] = ()

    def of(self, name: SectionName) -> tuple[Item, ...]:
        """The items of one section."""
        items: tuple[Item, ...] = getattr(self, name)
        return items

    def each(self) -> Iterator[tuple[SectionName, Item]]:
        """Every item with its section, in the order of the house."""
        for name in SECTIONS:
            for item in self.of(name):
                yield name, item


class Briefing(msgspec.Struct, frozen=True):
    """A briefing in the one schema, and everything of the source that is not in a section.

    ``candidates`` are up to three verbatim sentences proposed for the one thing where the source has none; the first of
    them also stands in ``sections.one_thing`` with origin ``suggested``.
    """

    title: str
    sections: Sections = Sections()
    subject: str | None = None
    publisher: str | None = None
    review_type: ReviewType | None = None
    date: str | None = None
    dates: tuple[DateFound, ...] = ()
    keywords: tuple[str, ...] = ()
    set_aside: tuple[Aside, ...] = ()
    absorbed: tuple[Absorbed, ...] = ()
    candidates: tuple[Item, ...] = ()
    language: str = "en-GB"

    @property
    def words(self) -> int:
        """How many words stand in the sections; a suggested one thing is counted once, in its own section."""
        return sum(len(item.text.split()) for _, item in self.sections.each() if item.origin != "suggested")


class PartNote(msgspec.Struct, frozen=True):
    """Which part of its file a briefing is: the ``number`` from 1 of ``of`` briefings, and its first and last page."""

    number: int
    of: int
    pages: tuple[int, int] | None = None

    def __str__(self) -> str:
        """In words: ``briefing 2 of 5, pages 3 to 4``."""
        numbered = f"briefing {self.number} of {self.of}" if self.of > 1 else ""
        first, last = self.pages or (0, 0)
        paged = (f"page {first}" if first == last else f"pages {first} to {last}") if self.pages else ""
        return ", ".join(filter(None, (numbered, paged)))


class SourceNote(msgspec.Struct, frozen=True):
    """What the briefing says of the file it came from. No folder, no author.

    ``damaged``: the file was damaged, and what could be read of it was read; text may be missing. ``part`` is there
    where the briefing is only a part of the file.
    """

    name: str
    sha256: str
    media_type: str
    via: tuple[str, ...] = ()
    damaged: bool = False
    part: PartNote | None = None
