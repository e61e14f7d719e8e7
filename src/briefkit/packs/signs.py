"""The signs that another document begins at a block, each with its weight and its words.

What is weighed is structure: sections that begin anew, a title above them, page numbers that start again, running
heads and looks that change, a publisher or a person of whom nothing was said before. No wording of any document is
known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, takewhile

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, fold
from briefkit.packs.outline import CORE, LATE, TOP, Heading, Outline
from briefkit.packs.pages import Page
from briefkit.place.content import EARLY
from briefkit.place.names import names_case
from briefkit.place.publishers import find_publishers
from briefkit.place.subjects import find_subject
from briefkit.tidy.weights import NUMBERED_LABEL

Sign = tuple[float, str]

MOST_BY_NAMES = 3.5
"""What the names at the head of a text can weigh together."""

BANNER = "a publisher, a series or a date is named there"
ANOTHER_PUBLISHER = "another publisher is named there"

_PIECE = re.compile(r"(?i)^(?:appendix|appendices|annex|chapter|part|section|volume|box|table|figure)\b")
_CONTINUED = re.compile(r"(?i)\bcont(?:inued|['’]?d|\.)?\W*$")
_AHEAD_SECTIONS, _AHEAD_WORDS, _NEAR = 8, 1200, 40
_LONG = 150
"""So many words of other matter are told in a text without pages; fewer are its own last lines."""
EDGE = 2.0
"""Pages that differ as much are not of one text: what stands behind such an edge says nothing of what is before it."""
_COUNTED, _MOST_OF_A_PAGE = 12, 200
_LONGEST = 5000
"""More words than several briefings have: what is so long is seldom one of several."""
_MOST_OF_ALL = 3
"""A briefing with so many of its own sections may end in links or addresses."""
_CLOSING = frozenset({"recommendations", "questions", "resources", "contact"})
_TELLING_WORDS = 20
"""So many words of running text a page must have before the size of its type says anything."""


class Start:
    """A block with which a document may begin.

    ``start`` is the first block of the text before it, ``end`` the first block that is no more looked at.
    """

    def __init__(self, outline: Outline, start: int, at: int, end: int) -> None:
        self.outline, self.start, self.at, self.end = outline, start, at, end
        self.title = outline.title_from(at, end)
        self.own = outline.title_from(start, at)
        titles = {one.at for one in (self.title, self.own) if one is not None}
        self.seen = [one for one in outline.headings_between(start, at) if one.is_section and one.at not in titles]
        self.sections = {section for n, section in outline.sections_between(start, at) if n not in titles}
        near = takewhile(lambda one: outline.words(at, one[0]) <= _AHEAD_WORDS, outline.sections_between(at, end))
        self.below = list(islice((one for one in near if one[0] not in titles), _AHEAD_SECTIONS))
        self.ahead: list[SectionName] = [section for _, section in self.below]

    @cached_property
    def signs(self) -> list[Sign]:
        """What looks and structure say."""
        return [*self._by_sections(), *self._by_title(), *self._by_place()]

    @cached_property
    def begins_anew(self) -> bool:
        """Whether the sections of a briefing come after a briefing that has had its own."""
        if self.title is None or len(set(self.ahead) & CORE) < 2 or not self._was_whole:
            return False
        if self.title.known and self.title.section not in EARLY:
            return False
        first = next((n for n, section in self.below[:2] if section in EARLY), None)
        return first is not None and not self._is_under_another(first)

    @cached_property
    def _was_whole(self) -> bool:
        """Whether the text before has come to its end: to what should be done, or to its links after all else."""
        own = self.sections & CORE
        return bool(own & LATE) or (len(own) >= _MOST_OF_ALL and bool(self.sections & LATE))

    @cached_property
    def _come_again(self) -> bool:
        if self.title is None:
            return False
        return len(set(self.ahead) & CORE) >= 2 and len(set(self.ahead[:4]) & self.sections) >= 2

    @cached_property
    def is_in_line(self) -> bool:
        """Whether it stands in a line of like texts: a title like the one before it, above the same kinds of sections
        or at the top of a page."""
        if self.title is None or not self.looks_like_its_forerunner or len(set(self.ahead) & CORE) < 2:
            return False
        page = self.outline.page_of(self.at)
        alike = self.begins_anew or self._come_again or (page is not None and page.start == self.at)
        return alike and self._is_above_headings(self.title)

    @property
    def looks_like_its_forerunner(self) -> bool:
        """Whether its title has the look of the title before it."""
        title, own = self.title, self.own
        return title is not None and own is not None and own.look == title.look and own.at != title.at

    def _is_under_another(self, section: int) -> bool:
        """Whether a bigger heading stands between the title and a section: then that one begins something.

        At the top of a page a line above may be smaller than the headings.
        """
        if self.title is None:
            return False
        between = self.outline.headings_between(self.title.at + 1, section + 1)
        below = self._on_its_page() if self.outline.begins_page(self.at) else frozenset()
        return not all(self.title.is_as_big_as(one) or one.at in below for one in between)

    def _on_its_page(self) -> frozenset[int]:
        """The blocks at the top of the page that it begins; in a text without fixed pages the first few."""
        page = self.outline.page_of(self.at)
        return frozenset(
            n for n in self._after(TOP if page is None else _MOST_OF_A_PAGE) if self.outline.page_of(n) is page
        )

    def _by_sections(self) -> Iterator[Sign]:
        if self.below and self._is_under_another(self.below[0][0]):
            yield -2.0, "a bigger heading follows"
            return
        if self.begins_anew:
            yield 2.0, "its sections begin anew"
        elif self._come_again:
            yield 1.0, "sections come again"
        if self.has_same_headings:
            yield 1.5, "the same headings come again"
        is_long = self.outline.page_of(self.at) is not None or self.outline.words(self.at, self.end) >= _LONG
        if is_long and len(self.sections & CORE) >= 2 and self._was_whole and not CORE.intersection(self.ahead):
            yield 1.0, "a whole briefing stands before it and none of its sections come after it"

    @cached_property
    def has_same_headings(self) -> bool:
        """Whether two or more headings over text stand on both sides, in one order."""
        after = (one for one in self.outline.headings_between(self.at, self.end) if one.opens_text)
        again, place = 0, self.start
        for one in islice(after, _AHEAD_SECTIONS):
            before = self.outline.over_text(fold(one.text), place, self.at)
            if before is not None:
                again, place = again + 1, before + 1
        return again >= 2

    def _by_title(self) -> Iterator[Sign]:
        title = self.title
        if title is None:
            return
        if title.known or _CONTINUED.search(title.text) or (_is_closing(title) and not self.stands_apart):
            yield -2.0, "a heading of a section stands there"
        elif self._is_above_headings(title):
            yield 1.5, "a title stands above its headings"
        if self._is_smaller:
            yield -1.0, "the headings before it are bigger"
        elif self._looks_like_a_section:
            yield -1.5, "it looks like the headings before it"
        elif self.looks_like_its_forerunner:
            yield (2.5 if self.is_in_line else 1.0), "it looks like the title before it"
        if _PIECE.match(title.text) or NUMBERED_LABEL.match(title.text) or self._counts_on(title):
            yield -3.0, "it is a piece of what stands before it"
        elif not self.outline.begins_page(self.at) and self._stands_beside_section(title):
            yield -5.0, "a section of several texts stands beside it"

    @cached_property
    def _looks_like_a_section(self) -> bool:
        """Whether its title has the look of a section's heading before it: chapters begin on new pages too."""
        return self.title is not None and not self._is_smaller and any(self.title.look == one.look for one in self.seen)

    @cached_property
    def _is_smaller(self) -> bool:
        return self.title is not None and not all(self.title.is_as_big_as(one) for one in self.seen)

    def _sections_below(self, title: Heading) -> Sequence[Heading]:
        return [one for one in self.outline.headings_between(title.at + 1, self.end) if one.is_section]

    def _is_above_headings(self, title: Heading) -> bool:
        """Whether a title is bigger than the headings below it, and no smaller than those before it."""
        below = self._sections_below(title)
        if not below or self._is_under_another(below[0].at):
            return False
        return all(title.stands_above(one) for one in below[:4]) and all(title.is_as_big_as(one) for one in self.seen)

    def _stands_beside_section(self, title: Heading) -> bool:
        """Whether a section that looks like the title follows after those below it: it is for all texts beside it."""
        below = self._sections_below(title)
        if not below or not title.stands_above(below[0]):
            return False
        beside = (one for one in _until_anew(takewhile(title.is_as_big_as, below)) if one.look == title.look)
        return any(one.section in CORE and _is_plain(one.text) for one in beside)

    def _counts_on(self, title: Heading) -> bool:
        """Whether a number in front of the title follows that of a heading that looks like it: "4." after "3."."""
        number = self.outline.number_of(title.at)
        before = (one for one in self.outline.headings_between(self.start, self.at) if one.look == title.look)
        return number is not None and number - 1 in {self.outline.number_of(one.at) for one in before}

    def _is_numbered_on(self) -> bool:
        """Whether the paragraphs are counted through: "13." after "12."."""
        before, after = (
            (self.outline.number_of(n) for n in some if self.outline.heading_at(n) is None)
            for some in (reversed(self._before(_COUNTED)), self._after(_COUNTED))
        )
        last, following = next(filter(None, before), 0), next(filter(None, after), 0)
        return last >= _MOST_OF_ALL and following == last + 1

    def _by_place(self) -> Iterator[Sign]:
        if self._is_numbered_on():
            yield -5.0, "the paragraphs are numbered on"
        if self.outline.words(self.start, self.at) > _LONGEST:
            yield -1.5, "what stands before it is a long report"
        if self.outline.breaks_page(self.at):
            yield (2.5 if self.begins_anew and not self._looks_like_a_section else 1.5), "a new page begins"
        if self.outline.page_of(self.at) is None:
            sizes = [self._common_size(some) for some in (self._before(8), self._after(12))]
            if None not in sizes and sizes[0] != sizes[1]:
                yield (1.5 if self.begins_anew else 0.5), "the type has another size"
        elif self.outline.begins_page(self.at):
            yield from self._by_page
        else:
            yield -1.0, "in the middle of a page"

    @cached_property
    def _by_page(self) -> Sequence[Sign]:
        page, first = self.outline.page_of(self.at), self.outline.page_of(self.start)
        if page is None or first is None or page.start != self.at:
            return ()
        pages = (self.outline.pages.get(number) for number in range(first.number, page.number))
        return tuple(page_signs([one for one in pages if one is not None], page))

    @property
    def stands_apart(self) -> bool:
        """Whether its page differs from those before it as pages of another hand do."""
        return sum(weight for weight, _ in self._by_page) >= EDGE

    def _before(self, number: int) -> Sequence[int]:
        return self.outline.texts_between(self.start, self.at)[-number:]

    def _after(self, number: int) -> Sequence[int]:
        return self.outline.texts_between(self.at, self.end)[:number]

    def _common_size(self, some: Sequence[int]) -> float | None:
        counted: Counter[float] = Counter()
        for n in some:
            if self.outline.heading_at(n) is None:
                for run in self.outline.blocks[n].runs:
                    if run.size is not None:
                        counted[run.size] += len(run.text)
        return counted.most_common(1)[0][0] if counted else None

    def by_names(self, lexicon: Lexicon) -> Iterator[Sign]:
        """Who is named at the head: a case, a kind of review, a publisher; and whether nobody spoke of them before."""
        title, outline = self.title, self.outline
        top = [n for n in self._after(TOP) if outline.page_of(n) is outline.page_of(self.at)]
        if title is not None and (names_case(title.text, "") or lexicon.reviews(title.text)):
            yield 1.0, "its title names a case or a review"
        elif any(outline.is_banner(n) for n in top[:4]):
            yield 1.0, BANNER
        publishers = [name for name, _ in find_publishers([(outline.blocks[n].text, 4.0) for n in top])]
        if publishers and not any(outline.says(name, self.start, self.at) for name in publishers):
            yield 1.5, ANOTHER_PUBLISHER
        near = outline.text(self.at, min(self.end, self.at + _NEAR))
        subject = find_subject(title.text, near) if title is not None else None
        if subject is not None and not outline.says(subject, self.start, self.at):
            yield 1.0, "another person is named there"


def _until_anew(headings: Iterable[Heading]) -> Iterator[Heading]:
    """The headings of sections up to where those of the next text begin."""
    late = False
    for one in headings:
        if late and one.section in EARLY:
            return
        late = late or one.section in LATE & CORE
        yield one


def _is_plain(heading: str) -> bool:
    """Whether a heading is short and names nobody: that of a section and no title."""
    return len(heading.split()) <= TOP and not names_case(heading, "") and find_subject(heading, "") is None


def _is_closing(title: Heading) -> bool:
    """Whether a heading stands over the end of a briefing: "Where to get help" is the title of none."""
    return title.opens_text and title.section in _CLOSING and len(title.text.split()) <= TOP


def page_signs(part: Sequence[Page], page: Page) -> Iterator[Sign]:
    """The signs that ``page`` belongs to another document than the pages ``part`` before it (at least one)."""
    yield from _by_number(part, page)
    heads = frozenset[str]().union(*(one.heads for one in part))
    if heads and page.heads:
        if heads & page.heads:
            yield -1.5, "the running head goes on"
        else:
            yield 2.0, "another running head begins"
    elif part[-1].heads or page.heads:
        yield 1.0, "the running head begins or ends"
    if page.form and not any(one.form for one in part):
        yield 1.5, "an empty form stands there"
    sizes = [one.size for one in part if one.size and one.words >= _TELLING_WORDS]
    if page.words >= _TELLING_WORDS and page.size and sizes and all(abs(size - page.size) >= 0.4 for size in sizes):
        yield 1.5, "the type has another size"
    inks = frozenset[str]().union(*(one.inks for one in part))
    if inks != page.inks and not inks & page.inks:
        yield 1.0, "the headings have another colour"
    margins = [one.margin for one in part if one.margin is not None]
    if all(one.landscape != page.landscape for one in part):
        yield 1.0, "the page lies the other way"
    elif page.margin is not None and margins and all(abs(margin - page.margin) >= 3.0 for margin in margins):
        yield 0.5, "the margin is another"


def _by_number(part: Sequence[Page], page: Page) -> Iterator[Sign]:
    before = part[-1]
    if page.printed is None:
        return
    if before.printed is not None:
        if page.printed == 1 or page.printed < before.printed:
            yield 3.0, "the page numbers begin anew"
        elif page.printed == before.printed + 1:
            yield -1.5, "the page numbers run on"
    elif page.printed == page.number - part[0].number + 1:
        yield -1.5, "the page numbers run on"
    elif page.printed == 1:
        yield 1.5, "page numbers begin"
