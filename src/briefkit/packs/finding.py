"""Where the parts of a document begin, found from its first block to its last."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon
from briefkit.model import Document
from briefkit.packs.outline import CORE, Heading, Outline
from briefkit.packs.parts import Pack, Part, PartKind, Unclear
from briefkit.packs.signs import ANOTHER_PUBLISHER, BANNER, EDGE, MOST_BY_NAMES, Start, page_signs
from briefkit.place.subjects import find_subject

CLEAR, SEEN = 3.5, 3.0
"""What the signs of a boundary must weigh to be one, and to be told of as one that is not clear."""
_COVER_WORDS, _FULL = 40, 5.0
"""A page with fewer words is the cover of what follows, unless the signs against that are many."""
_BRIEFING_WORDS, _SHORT_BRIEFING_WORDS, _TOLD = 150, 40, 3
"""A briefing has so many words, fewer where it has sections; without any its sentences tell of so many."""
_SURE_SECTIONS = 3
_FLOWING = frozenset({"body", "header", "footer"})


class Cut:
    """A boundary: the block that begins there, what its signs weigh and their words."""

    def __init__(self, start: Start, weight: float, why: tuple[str, ...]) -> None:
        self.at, self.title, self.weight, self.why = start.at, start.title, weight, why
        self.is_sibling, self.is_alike = start.is_in_line, start.has_same_headings


def find(document: Document, lexicon: Lexicon) -> Pack:
    """The parts of a tidied document, and the places of which it is not clear whether one begins there."""
    outline = Outline(document, lexicon)
    if not outline.texts:
        return Pack()
    cuts, unsure = _walk(outline, lexicon)
    torn = [cut for cut in cuts if not _is_whole(document, cut.at)]
    whole = [(start, why) for start, why in _stretches(outline, cuts) if not start or _is_whole(document, start)]
    parts = tuple(_parts(outline, lexicon, whole))
    if not any(_is_told_by_sections(outline, part) for part in parts):
        return Pack(tuple(_parts(outline, lexicon, whole[:1])))
    return Pack(parts, tuple(_unclear(outline, cut) for cut in sorted([*torn, *unsure], key=lambda cut: cut.at)))


def _is_told_by_sections(outline: Outline, part: Part) -> bool:
    """Whether a part has the sections of a briefing beyond doubt: other papers come in several pieces too."""
    return part.kind == "briefing" and len(_core(outline, part.start, part.end)) >= _SURE_SECTIONS


def _core(outline: Outline, start: int, end: int) -> frozenset[SectionName]:
    """The sections that only briefings have, of a stretch; its title is none."""
    title = outline.title_from(start, end)
    found = (section for n, section in outline.sections_between(start, end) if title is None or n != title.at)
    return frozenset(section for section in found if section in CORE)


def _unclear(outline: Outline, cut: Cut) -> Unclear:
    """A boundary that is not clear in words: what stands there, and its page."""
    text = cut.title.text if cut.title else outline.blocks[cut.at].text
    page = outline.page_of(cut.at)
    return Unclear(cut.at, f"“{text}”" + (f" (page {page.number})" if page else ""))


def _walk(outline: Outline, lexicon: Lexicon) -> tuple[list[Cut], list[Cut]]:
    """The clear boundaries, and those that are not clear, from the first block to the last."""
    edges = list(_edges(outline))
    start, cuts, unsure = outline.texts[0], list[Cut](), list[Cut]()
    for at in candidates(outline):
        if at <= start:
            continue
        edge = bisect_right(edges, at)
        found = _at_title(Start(outline, start, at, edges[edge] if edge < len(edges) else len(outline.blocks)))
        cut = _weigh(found, lexicon)
        if cut is None:
            continue
        if cut.weight >= CLEAR:
            cuts.append(cut)
            start = cut.at
        else:
            unsure.append(cut)
    return cuts, unsure


def _at_title(start: Start) -> Start:
    """Where titles stand first in a line of like texts, a date or a name above one is the end of the text before."""
    title, own, outline = start.title, start.own, start.outline
    if title is None or own is None or title.at == start.at or outline.begins_page(start.at) or not start.is_in_line:
        return start
    leads = own.at == outline.texts_between(start.start, start.at)[0]
    return Start(outline, start.start, title.at, start.end) if leads else start


def _edges(outline: Outline) -> Iterator[int]:
    """The blocks at which another text plainly goes on, whatever it is."""
    for before, page in pairwise(outline.pages.values()):
        if sum(weight for weight, _ in page_signs([before], page)) >= EDGE:
            yield page.start
    yield from (n for n in outline.texts if outline.breaks_page(n) and outline.page_of(n) is None)


def candidates(outline: Outline) -> list[int]:
    """The blocks with which a text may begin, in order: the tops of pages, and lines of title matter above headings."""
    found = {n for n in outline.texts if outline.begins_page(n)}
    before = {here: there for there, here in pairwise(outline.texts)}
    for heading in outline.headings:
        if heading.known:
            continue
        n = heading.at
        while n in before and not outline.begins_page(n) and _is_title_matter(outline, before[n]):
            n = before[n]
        found.add(n)
    return sorted(found - {outline.texts[0]})


def _is_title_matter(outline: Outline, n: int) -> bool:
    heading = outline.heading_at(n)
    return not heading.known if heading is not None else outline.is_line(n)


def _weigh(start: Start, lexicon: Lexicon) -> Cut | None:
    """A boundary, or ``None`` where there is nothing to tell."""
    weight = sum(weight for weight, _ in start.signs)
    paged, repeats = start.outline.page_of(start.at) is not None, start.begins_anew or start.is_in_line
    if weight + MOST_BY_NAMES < SEEN or not (start.outline.begins_page(start.at) or repeats):
        return None
    names = list(start.by_names(lexicon))
    told = {name for _, name in names}
    if repeats and not (start.has_same_headings or start.stands_apart or told - {BANNER}):
        return None  # chapters of a report name nobody
    signs = [*start.signs, *names]
    weight = sum(weight for weight, _ in signs)
    if start.outline.words(start.start, start.at) < _COVER_WORDS and weight < _FULL:
        return None
    published = ANOTHER_PUBLISHER in told
    if weight < (SEEN if repeats or (paged and published) else CLEAR) or not (paged or repeats or published):
        return None
    return Cut(start, weight, tuple(told for weight, told in signs if weight > 0))


def _is_whole(document: Document, at: int) -> bool:
    """Whether a block of the reader's begins there: nothing is cut in two, and no box or table is torn."""
    spans = [run.span for run in (*document.blocks[at].marker, *document.blocks[at].runs) if len(run.span)]
    flowing = {one.id for one in document.containers if one.kind in _FLOWING}
    before, after = (
        {block.container for block in some if block.layer == "body"}
        for some in (document.blocks[:at], document.blocks[at:])
    )
    return bool(spans) and spans[0].start == 0 and before & after <= flowing


def _stretches(outline: Outline, cuts: list[Cut]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where each part begins, and why.

    Siblings have one look and stand inside the text: what stands above the first and below the last is of no one's.
    """
    found: dict[int, tuple[str, ...]] = {0: ()}
    for n, cut in enumerate(cuts):
        begun = max(found)
        if cut.title is not None and not outline.begins_page(cut.at):
            sibling = _first_sibling(outline, begun, cut) if cut.is_alike else None
            if sibling is not None:
                found[sibling] = ("it looks like the title of the next",)
            following = cuts[n + 1].at if n + 1 < len(cuts) else len(outline.blocks)
            if sibling is not None or cut.is_sibling:
                tail = _tail(outline, cut.title, following)
                found |= {tail: ("it stands beside the titles",)} if tail else {}
        found[cut.at] = cut.why
    yield from sorted(found.items())


def _first_sibling(outline: Outline, start: int, cut: Cut) -> int | None:
    """The heading before a boundary that looks like the title behind it, where nothing but a front stands above it."""
    own = outline.title_from(start, cut.at)
    alike = (one for one in outline.headings_between(start, cut.at) if cut.title and one.look == cut.title.look)
    first = next(alike, None)
    if first is None or own is None or first.at == own.at:
        return None
    fronted = not any(section in CORE for n, section in outline.sections_between(start, first.at) if n != own.at)
    return first.at if fronted else None


def _tail(outline: Outline, title: Heading, end: int) -> int | None:
    """The heading below a text that looks like its title and opens no section of a briefing."""
    below = outline.headings_between(title.at + 1, end)
    return next((one.at for one in below if one.look == title.look and one.section not in CORE), None)


def _parts(outline: Outline, lexicon: Lexicon, starts: list[tuple[int, tuple[str, ...]]]) -> Iterator[Part]:
    ends = [*(start for start, _ in starts[1:]), len(outline.blocks)]
    for (start, why), end in zip(starts, ends, strict=True):
        texts = outline.texts_between(start, end)
        title = outline.title_from(texts[0] if texts else start, end)
        numbers = [page for n in texts if (page := outline.blocks[n].origin.page) is not None]
        yield Part(
            start=start,
            end=end,
            first=_block(outline, start),
            kind=_kind(outline, lexicon, title, start, end),
            title=title.text if title else "",
            pages=(min(numbers), max(numbers)) if numbers else None,
            why=why,
        )


def _block(outline: Outline, n: int) -> str:
    block = outline.blocks[n]
    return next((run.span.block for run in (*block.marker, *block.runs) if len(run.span)), block.id)


def _kind(outline: Outline, lexicon: Lexicon, title: Heading | None, start: int, end: int) -> PartKind:
    """A briefing by its sections, by its title or by what its sentences tell; all else is matter of the pack."""
    words = outline.words(start, end)
    if len(_core(outline, start, end)) >= 2:
        return "briefing" if words >= _SHORT_BRIEFING_WORDS else "matter"
    if words < _BRIEFING_WORDS:
        return "matter"
    if title is not None and (lexicon.reviews(title.text) or find_subject(title.text, outline.text(start, end))):
        return "briefing"
    told = [lexicon.tells(outline.blocks[n].text) for n in outline.texts_between(start, end)]
    return "briefing" if len(CORE.intersection(section for one in told for section in one)) >= _TOLD else "matter"
