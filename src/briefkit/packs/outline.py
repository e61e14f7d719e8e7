"""The headings of a document as a pack is told by them: what each is for, how it looks, and where texts begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

import msgspec

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, fold
from briefkit.model import NEW_PAGE, Document
from briefkit.packs.pages import Page, is_text, pages_of
from briefkit.place.banners import is_banner
from briefkit.tidy.runs import look_of

LATE = frozenset({"learning", "recommendations", "one_thing", "questions", "resources", "contact"})
"""What comes towards the end of a briefing."""
CORE = frozenset({"background", "findings", "good_practice", "learning", "recommendations", "one_thing", "questions"})
"""What a briefing has of its own; addresses and links may stand below several."""

TOP = 6
"""Among so many blocks the title of a text and its publisher are looked for."""
_LONG, _LINE = 25, 12
"""A line of title matter has no more words; what has more and names nothing is running text."""
_PLAINLY, _AS_BIG = 1.15, 0.95
_NUMBERED = re.compile(r"\W*(\d{1,3})[.):](?!\d)")
_NUMBERED_HEADING = re.compile(r"\W*(\d{1,3})(?:[.):](?!\d)|\s|$)")
_LABEL = re.compile(r"^\W*([A-Z][\w’' ]{3,40}?)\s*[:–—-]\s+\S")


class Heading(msgspec.Struct, frozen=True):
    """A heading: its block by number, its section by the lexicon and whether the lexicon has it word for word.

    ``size`` is in points (0: not told); ``look`` tells by the level where the source tells no sizes; ``opens_text``:
    text follows before the next heading.
    """

    at: int
    text: str
    section: SectionName | None
    known: bool
    size: float
    level: int
    look: tuple[bool, float, str | None]
    opens_text: bool

    @property
    def is_section(self) -> bool:
        """Whether it is known what the text below it is for."""
        return self.section is not None and self.opens_text

    @property
    def height(self) -> tuple[float, int, int]:
        """How high it stands: bigger, then of a higher level, then earlier."""
        return self.size, -self.level, -self.at

    def is_as_big_as(self, other: Heading) -> bool:
        """Whether the other is no bigger, or no higher where sizes are not told."""
        if self.size and other.size:
            return self.size >= _AS_BIG * other.size
        return self.level <= other.level

    def is_bigger_than(self, other: Heading) -> bool:
        """Whether it is plainly bigger than the other."""
        return self.size >= _PLAINLY * other.size > 0

    def stands_above(self, other: Heading) -> bool:
        """Whether it is plainly bigger, or as big and of a higher level."""
        return self.is_bigger_than(other) or (self.level < other.level and self.is_as_big_as(other))


class Outline:
    """The headings and the pages of a tidied document.

    ``texts`` are the numbers of the blocks that somebody reads, without running heads; ``sections`` where each section
    begins: headings with text below them, and labels in front of paragraphs.
    """

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.blocks = document.blocks
        self.texts = [n for n, block in enumerate(document.blocks) if is_text(block)]
        self.pages = pages_of(document)
        self.headings = list(_headings(document, self.texts, lexicon))
        self._banners: dict[int, bool] = {}
        self._places = [one.at for one in self.headings]
        self._by_block = {one.at: one for one in self.headings}
        self._words = [0, *accumulate(len(document.blocks[n].text.split()) for n in self.texts)]
        labels = _labels(document, self.texts, lexicon)
        self.sections = sorted([*((h.at, h.section) for h in self.headings if h.is_section and h.section), *labels])
        self._section_places = [n for n, _ in self.sections]

    def texts_between(self, start: int, end: int) -> Sequence[int]:
        """The numbers of the text blocks from ``start`` up to but without ``end``."""
        return self.texts[bisect_left(self.texts, start) : bisect_left(self.texts, end)]

    def headings_between(self, start: int, end: int) -> Sequence[Heading]:
        """The headings from block ``start`` up to but without ``end``."""
        return self.headings[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def sections_between(self, start: int, end: int) -> Sequence[tuple[int, SectionName]]:
        """The beginnings of sections from block ``start`` up to but without ``end``."""
        found = self._section_places
        return self.sections[bisect_left(found, start) : bisect_left(found, end)]

    @cached_property
    def _over_text(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for one in self.headings:
            if one.opens_text:
                found.setdefault(fold(one.text), []).append(one.at)
        return found

    def over_text(self, words: str, start: int, end: int) -> int | None:
        """The first heading over text with these words (as :func:`fold`) from block ``start`` up to but without
        ``end``."""
        places = self._over_text.get(words, [])
        place = bisect_left(places, start)
        return places[place] if place < len(places) and places[place] < end else None

    def words(self, start: int, end: int) -> int:
        """The words of a stretch."""
        return self._words[bisect_left(self.texts, end)] - self._words[bisect_left(self.texts, start)]

    def text(self, start: int, end: int) -> str:
        """All words of a stretch, running heads and feet too."""
        return "\n".join(block.text for block in self.blocks[start:end] if block.layer != "hidden")

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        """All words in small letters, and where each block begins in them."""
        texts = ["" if block.layer == "hidden" else f"{block.text.casefold()}\n" for block in self.blocks]
        return "".join(texts), [0, *accumulate(map(len, texts))]

    def says(self, words: str, start: int, end: int) -> bool:
        """Whether a stretch has these words, running heads and feet too; capitals do not count."""
        text, places = self._folded
        return text.find(words.casefold(), places[start], places[end]) >= 0

    def title_from(self, start: int, end: int) -> Heading | None:
        """The heading that a stretch beginning with block ``start`` is titled by: the biggest above its first text.

        On a page of boxes the title may come anywhere: the biggest of the whole page counts where it is plainly bigger.
        """
        top = list(self._above_text(start, end))
        named = [one for one in top if not one.known and not self.is_banner(one.at)] or top
        best = max(named, key=lambda one: one.height, default=None)
        highest = max((one for one in top if not one.known), key=lambda one: one.height, default=None)
        if best is not None and highest is not None and highest.is_bigger_than(best):
            best = highest  # the series in large type, and no title but the headings
        page = self.page_of(start)
        if page is None or page.start != start:
            return best
        box = self.blocks[start].container
        there = [one for one in self.headings_between(start, end)[:30] if self.page_of(one.at) is page]
        others = [one for one in there if not one.known and self.blocks[one.at].container != box]
        biggest = max(others, key=lambda one: one.height, default=None)
        return biggest if biggest and (best is None or biggest.is_bigger_than(best)) else best

    def _above_text(self, start: int, end: int) -> Iterator[Heading]:
        first = bisect_left(self.texts, start)
        for n in self.texts[first : first + TOP]:
            heading, block = self._by_block.get(n), self.blocks[n]
            if n >= end or self.page_of(n) is not self.page_of(start):
                return
            if heading is not None:
                yield heading
                if heading.is_section:
                    return
            elif not self.is_line(n) and (block.kind != "paragraph" or len(block.text.split()) > _LINE):
                return

    def heading_at(self, n: int) -> Heading | None:
        """The heading that a block is."""
        return self._by_block.get(n)

    def page_of(self, n: int) -> Page | None:
        """The page that a block stands on, where the source has pages."""
        number = self.blocks[n].origin.page
        return self.pages.get(number) if number is not None else None

    def begins_page(self, n: int) -> bool:
        """Whether a page begins with a block, by its place or by its author's will."""
        page = self.page_of(n)
        return (page is not None and page.start == n) or self.breaks_page(n)

    def breaks_page(self, n: int) -> bool:
        """Whether the author of a text without fixed pages began a new one with a block."""
        return NEW_PAGE in self.blocks[n].evidence

    def number_of(self, n: int) -> int | None:
        """The whole number that stands in front of a block: 4 of "4." and of a heading "4 Findings", none of "4.2"."""
        block = self.blocks[n]
        marker = "".join(run.text for run in block.marker)
        pattern = _NUMBERED_HEADING if marker or block.kind == "heading" else _NUMBERED
        number = pattern.match(marker or block.text)
        return int(number.group(1)) if number else None

    def is_line(self, n: int) -> bool:
        """Whether a block is a line of title matter that is no heading: a publisher, a date, a series."""
        return self.blocks[n].kind == "paragraph" and self.is_banner(n)

    def is_banner(self, n: int) -> bool:
        """Whether a block only names a publisher, a date or a series."""
        if n not in self._banners:
            text = self.blocks[n].text
            self._banners[n] = len(text.split()) <= _LONG and is_banner(text)
        return self._banners[n]


def _headings(document: Document, texts: Sequence[int], lexicon: Lexicon) -> Iterator[Heading]:
    for n, after in pairwise([*texts, -1]):
        block = document.blocks[n]
        if block.kind != "heading":
            continue
        exact = lexicon.exact(block.text)
        meant = exact or next(iter(lexicon.families(block.text)), None)
        bold, size, colour, _ = look_of(block.runs)
        yield Heading(
            at=n,
            text=block.text.strip(),
            section=meant.section if meant and meant.section != "metadata" else None,
            known=exact is not None,
            size=size or 0.0,
            level=block.level,
            look=(bold, size or float(-block.level), colour),
            opens_text=after >= 0 and document.blocks[after].kind != "heading",
        )


def _labels(document: Document, texts: Sequence[int], lexicon: Lexicon) -> Iterator[tuple[int, SectionName]]:
    for n in texts:
        if document.blocks[n].kind == "heading":
            continue
        label = _LABEL.match(document.blocks[n].text)
        meant = lexicon.label(label.group(1)) if label else None
        if meant and meant.section != "metadata":
            yield n, meant.section
