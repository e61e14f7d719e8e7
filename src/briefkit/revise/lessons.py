"""What a correction teaches: all or most of what stood under one heading was moved to one and the same section.

Two ends are compared, as everywhere: the items that conversion made and where their source characters stand now. A
single sentence that was moved says nothing of its heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from briefkit.briefing import Absorbed, Briefing, Item, SectionName
from briefkit.lexicon import fold, load_lexicon
from briefkit.model import Span
from briefkit.place.names import names_case
from briefkit.publishers import Line, is_slip, key
from briefkit.segment import sentences
from briefkit.tidy.weights import NUMBERED_LABEL

MOST = 0.75
"""So large a part of the items under a heading speaks for the heading."""
_LEAST_SENTENCES = 2
_LONGEST_HEADING = 12
_OPENERS = frozenset({"heading", "section-label", "lead-in", "caption"})
_THEMES = frozenset({"theme"})


class Lesson(msgspec.Struct, frozen=True):
    """A line for the heading map, and the section in which conversion had placed most of what stood below it."""

    line: Line
    was: SectionName


_Point = tuple[int, str, int]


class _Head(msgspec.Struct, frozen=True):
    """A heading as it first stands there, and each place in the source where its words do."""

    told: Absorbed
    at: list[_Point]

    def above(self, point: _Point) -> _Point | None:
        """The nearest of its places above a point."""
        return max((place for place in self.at if place <= point), default=None)


class _Placed(msgspec.Struct, frozen=True):
    """An item of the conversion: what placed it, and where it stood at each of the three times.

    ``opener`` is the heading, label or introduction that its reason names; ``theme`` the theme below that, if any.
    """

    opener: str | None
    theme: str | None
    made: SectionName
    before: SectionName | None
    now: SectionName
    sentences: int
    keeps_theme: bool


def find_lessons(made: Briefing, before: Briefing, now: Briefing) -> tuple[Lesson, ...]:
    """What the briefing ``now`` corrects in headings, by the order of the source.

    ``made`` is what conversion made, ``before`` what was rendered last: only what was moved since then is a correction,
    so that a briefing which is rendered again does not take back what another one taught later.
    """
    heads = _heads(made)
    placed = tuple(_placed(made, before, now, heads))
    openers = {
        one: list(group) for one, group in _grouped(placed, "opener").items() if heads[one].told.role in _OPENERS
    }
    lessons: dict[str, Lesson] = {}
    for one, group in openers.items():
        lesson = _lesson(heads[one], group, now)
        if lesson is not None:
            lessons[one] = lesson
    for one, group in _grouped(placed, "theme").items():
        lesson = _lesson(heads[one], group, now)
        if lesson is not None and not _explained(lesson, group, lessons):
            lessons[one] = lesson
    return tuple(lessons[one] for one in heads if one in lessons)


def other_spelling(made: Briefing, now: Briefing) -> str | None:
    """The name that the document gives its publisher, where a person mended a slip of the pen in it; else ``None``."""
    written, right = made.publisher, now.publisher
    if not written or not right or key(written) == key(right):
        return None
    return written if is_slip(key(written), key(right)) else None


def _heads(made: Briefing) -> dict[str, _Head]:
    """The headings, introductions, captions and themes of the source by their folded words, in its order."""
    found: dict[str, _Head] = {}
    for told in made.absorbed:
        if told.role in _OPENERS | _THEMES and fold(told.text) and told.spans:
            found.setdefault(fold(told.text), _Head(told, [])).at.append(_point(told))
    return found


def _point(text: Absorbed | Item) -> _Point:
    """Where a text begins: the numbers of blocks go up with the order of reading."""
    first = text.spans[0]
    return len(first.block), first.block, first.start


def _placed(made: Briefing, before: Briefing, now: Briefing, heads: dict[str, _Head]) -> Iterator[_Placed]:
    places_before, places_now = _places(before), _places(now)
    for section, item in made.sections.each():
        there = _found(item, places_now)
        if item.origin != "source" or there is None:
            continue
        opener, theme = _named(item, heads), fold(item.theme or "")
        then = _found(item, places_before)
        yield _Placed(
            opener=opener,
            theme=theme if opener and _is_below(theme, opener, item, heads) else None,
            made=section,
            before=then[0] if then else None,
            now=there[0],
            sentences=len(sentences(item.text)),
            keeps_theme=fold(there[1].theme or "") == theme,
        )


def _named(item: Item, heads: dict[str, _Head]) -> str | None:
    """The heading that the reason of an item names first, folded."""
    why = " ".join(item.why.split())
    hits = [(why.find(f"‘{_bare(head.told.text)}"), -len(head.told.text), one) for one, head in heads.items()]
    return min((hit for hit in hits if hit[0] >= 0), default=(0, 0, None))[2]


def _is_below(theme: str, opener: str, item: Item, heads: dict[str, _Head]) -> bool:
    """Whether a theme stands between an item and what placed it. A label, or the caption of a column, is nearer."""
    if theme not in heads or heads[theme].told.role not in _THEMES or heads[opener].told.role == "caption":
        return False
    own, other = heads[theme].above(_point(item)), heads[opener].above(_point(item))
    return own is not None and (other is None or own >= other)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(" :.–—-")


_Places = dict[str, list[tuple[Span, SectionName, Item]]]


def _places(briefing: Briefing) -> _Places:
    found: _Places = {}
    for section, item in briefing.sections.each():
        if item.origin != "suggested":
            for span in item.spans:
                found.setdefault(span.block, []).append((span, section, item))
    return found


def _found(item: Item, places: _Places) -> tuple[SectionName, Item] | None:
    """The section in which most of an item stands, and what stands there; ``None`` where that is less than half."""
    letters: Counter[SectionName] = Counter()
    first: dict[SectionName, Item] = {}
    for span in item.spans:
        for other, section, there in places.get(span.block, ()):
            common = min(span.end, other.end) - max(span.start, other.start)
            if common > 0:
                letters[section] += common
                first.setdefault(section, there)
    if not letters:
        return None
    [(section, most)] = letters.most_common(1)
    return (section, first[section]) if 2 * most > sum(map(len, item.spans)) else None


def _grouped(placed: Iterable[_Placed], by: str) -> dict[str, list[_Placed]]:
    groups: dict[str, list[_Placed]] = {}
    for one in placed:
        name: str | None = getattr(one, by)
        if name is not None:
            groups.setdefault(name, []).append(one)
    return groups


def _lesson(head: _Head, group: list[_Placed], now: Briefing) -> Lesson | None:
    section = _most(one.now for one in group)
    moved = [one for one in group if one.now == section and one.before != section]
    there = [one for one in group if one.now == section]
    if section is None or not moved or _most(one.before for one in group) == section:
        return None
    if sum(one.sentences for one in there) < _LEAST_SENTENCES or not _is_general(head.told.text, now):
        return None
    keeps = head.told.role in _THEMES and all(one.keeps_theme for one in there)
    was = Counter(one.made for one in group).most_common(1)[0][0]
    return Lesson(Line(_bare(head.told.text), section, keeps), was)


def _explained(lesson: Lesson, group: list[_Placed], lessons: dict[str, Lesson]) -> bool:
    """Whether the headings above a theme teach the same, and the theme, which no rule knows, follows them."""
    told = [lessons.get(one.opener or "") for one in group]
    follows = load_lexicon().heading(lesson.line.heading) is None
    return follows and all(other is not None and other.line.section == lesson.line.section for other in told)


def _most(sections: Iterable[SectionName | None]) -> SectionName | None:
    """The section of at least :data:`MOST` of them, or ``None``."""
    counts = Counter(sections)
    [(section, count)] = counts.most_common(1)
    return section if count >= MOST * counts.total() else None


def _is_general(words: str, now: Briefing) -> bool:
    """Whether a heading may stand over another document as well: not numbered, no person's name, no long sentence."""
    if NUMBERED_LABEL.match(words) or len(words.split()) > _LONGEST_HEADING:
        return False
    if now.subject and fold(now.subject) in fold(words):
        return False
    text = "\n".join(item.text for _, item in now.sections.each())
    return not names_case(words, text) and not _is_used_as_a_name(words, text)


def _is_used_as_a_name(words: str, text: str) -> bool:
    """Whether a heading of one word has its capital inside a sentence too ("Daryll"; not "Neglect")."""
    word = _bare(words)
    return word.isalpha() and re.search(rf"[a-z,;] {word}\b", text) is not None
