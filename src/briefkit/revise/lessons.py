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
"""So large a part of the items under a heading speaks for the heading; where the lexicon has it as a phrase, all do."""
_LEAST_POINTS = 2
"""Sentences, or parts of one between semicolons: a single one that was moved says nothing of its heading."""
_LONGEST_HEADING = 12
_LABEL = re.compile(r"([A-Z“‘][^\s.:;!?]*(?: [^\s.:;!?]+){0,4}):\s+\S")
_STRONG_CUE = "the sentence "
"""What the reason begins with where a strong cue took a text to its section, whatever it stood under."""
_OPENERS = frozenset({"heading", "section-label", "lead-in", "caption"})
_THEMES = frozenset({"theme"})


class Lesson(msgspec.Struct, frozen=True):
    """A line for the heading map, and the section in which conversion had placed most of what stood below it."""

    line: Line
    was: SectionName


_Point = tuple[int, str, int]


class _Head(msgspec.Struct, frozen=True):
    """The words of a heading as they first stand there, their role, and each place in the source where they do."""

    words: str
    role: str
    at: list[_Point]

    def above(self, point: _Point) -> _Point | None:
        """The nearest of its places above a point."""
        return max((place for place in self.at if place <= point), default=None)


class _Placed(msgspec.Struct, frozen=True):
    """An item of the conversion: what placed it, and where it stood at each of the three times.

    ``opener`` is the heading, label or introduction that its reason names; ``theme`` the theme below that, if any;
    ``label`` the words with a colon that its text begins with, which no rule took for a label.
    """

    opener: str | None
    theme: str | None
    label: str | None
    made: SectionName
    before: SectionName | None
    now: SectionName
    points: int
    keeps_theme: bool


def find_lessons(made: Briefing, before: Briefing, now: Briefing) -> tuple[Lesson, ...]:
    """What the briefing ``now`` corrects in headings, by the order of the source.

    ``made`` is what conversion made, ``before`` what was rendered last: only what was moved since then is a correction,
    so that a briefing which is rendered again does not take back what another one taught later.
    """
    heads = _heads(made)
    placed = tuple(_placed(made, before, now, heads))
    lessons: dict[str, Lesson] = {}
    for by in ("opener", "theme", "label"):
        groups = _grouped(placed, by)
        found = {
            one: _lesson(heads[one], group, now)
            for one, group in groups.items()
            if by != "opener" or _opens(heads[one])
        }
        told = {one: lesson for one, lesson in found.items() if lesson and not _explained(lesson, groups[one], lessons)}
        lessons = {**told, **lessons}
    return tuple(lessons[one] for one in sorted(lessons, key=lambda one: min(heads[one].at)))


def _opens(head: _Head) -> bool:
    """Whether it is more than a theme: what stands under a theme that others follow is grouped by the theme alone."""
    return head.role in _OPENERS


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
            found.setdefault(fold(told.text), _Head(_bare(told.text), told.role, [])).at.append(_point(told))
    for _, item in made.sections.each():
        label = _LABEL.match(item.text)
        if label and fold(label[1]) and item.origin == "source" and item.spans:
            found.setdefault(fold(label[1]), _Head(label[1], "label", [])).at.append(_point(item))
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
        opener, theme, label = _named(item, heads), fold(item.theme or ""), _LABEL.match(item.text)
        then = _found(item, places_before)
        yield _Placed(
            opener=opener,
            theme=theme if _is_below(theme, opener, item, heads) else None,
            label=fold(label[1]) if label and heads[fold(label[1])].role == "label" else None,
            made=section,
            before=then[0] if then else None,
            now=there[0],
            points=len(sentences(item.text)) + item.text.count("; "),
            keeps_theme=fold(there[1].theme or "") == theme,
        )


def _named(item: Item, heads: dict[str, _Head]) -> str | None:
    """The heading that the reason of an item names first, folded."""
    why = " ".join(item.why.split())
    hits = [(why.find(f"‘{head.words}"), -len(head.words), one) for one, head in heads.items() if head.role != "label"]
    return min((hit for hit in hits if hit[0] >= 0), default=(0, 0, None))[2]


def _is_below(theme: str, opener: str | None, item: Item, heads: dict[str, _Head]) -> bool:
    """Whether a theme stands between an item and what placed it. A label, or the caption of a column, is nearer."""
    if theme not in heads or heads[theme].role not in _THEMES:
        return False
    if opener is None:
        return not item.why.startswith(_STRONG_CUE)
    own, other = heads[theme].above(_point(item)), heads[opener].above(_point(item))
    return heads[opener].role != "caption" and own is not None and (other is None or own >= other)


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
    least = 1.0 if load_lexicon().exact(head.words) else MOST
    section = _most((one.now for one in group), least)
    moved = [one for one in group if one.now == section and one.before != section]
    there = [one for one in group if one.now == section]
    if section is None or not moved or _most((one.before for one in group), least) == section:
        return None
    if sum(one.points for one in there) < _LEAST_POINTS or not _is_general(head.words, now):
        return None
    keeps = head.role in _THEMES and all(one.keeps_theme for one in there)
    was = Counter(one.made for one in group).most_common(1)[0][0]
    return Lesson(Line(head.words, section, keeps), was)


def _explained(lesson: Lesson, group: list[_Placed], lessons: dict[str, Lesson]) -> bool:
    """Whether the headings above a theme or label teach the same, and it follows them, for no rule knows its words."""
    told = [lessons.get(one.theme or "") or lessons.get(one.opener or "") for one in group]
    follows = load_lexicon().heading(lesson.line.heading) is None
    return follows and all(other is not None and other.line.section == lesson.line.section for other in told)


def _most(sections: Iterable[SectionName | None], least: float) -> SectionName | None:
    """The section of so large a part of them (0 to 1), or ``None``."""
    counts = Counter(sections)
    [(section, count)] = counts.most_common(1)
    return section if count >= least * counts.total() else None


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
