"""Which item of the edited briefing comes from which item of the record before."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from rapidfuzz import fuzz

from briefkit.briefing import Aside, Briefing, Item
from briefkit.census.tally import letters
from briefkit.model import Span
from briefkit.revise.draft import DraftItem

_ALIKE = 60.0
"""At this ratio (0 to 100) two texts are one that was reworded; below it they are two."""
_SAME_PLACE = 8.0
"""What standing in the same section adds to the ratio."""
_SHORTEST_PIECE = 20


class Part(msgspec.Struct, frozen=True):
    """What an edited item was before: the item, its section (or ``set_aside``), the spans that it still stands for.

    ``is_whole``: the text is word for word that of the source, be it all or a piece of ``was``.
    """

    was: Item
    section: str
    spans: tuple[Span, ...]
    is_whole: bool


class Match(msgspec.Struct, frozen=True):
    """For each edited item its part (``None``: added); the items or pieces that are gone; what is still set aside."""

    parts: tuple[Part | None, ...]
    removed: tuple[tuple[str, Item], ...]
    asides_left: tuple[Aside, ...]


class _Old(msgspec.Struct):
    section: str
    item: Item
    taken: list[tuple[int, int]] = []

    @property
    def is_free(self) -> bool:
        return not self.taken


def matched(items: tuple[DraftItem, ...], before: Briefing) -> Match:
    """Compares by equal text first, then pieces of what was split, then what was joined, then likeness."""
    olds = [_Old(section, item) for section, item in before.sections.each()]
    candidates = [_Old("one_thing", msgspec.structs.replace(one, origin="suggested")) for one in before.candidates]
    asides = [_Old("set_aside", Item(aside.text, aside.spans)) for aside in before.set_aside]
    parts: list[Part | None] = [None] * len(items)
    for step in (_equal, _piece, _joined):
        for number, one in enumerate(items):
            if parts[number] is None:
                parts[number] = step(one, olds) or (_equal(one, candidates, asides) if step is _equal else None)
    _by_likeness(items, parts, olds)
    removed = tuple(gone for old in olds if old.item.origin != "suggested" for gone in _remains(old))
    left = tuple(aside for aside, old in zip(before.set_aside, asides, strict=True) if old.is_free)
    return Match(tuple(parts), removed, left)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _equal(one: DraftItem, *pools: list[_Old]) -> Part | None:
    wanted = _flat(one.item.text)
    found = [old for pool in pools for old in pool if old.is_free and _flat(old.item.text) == wanted]
    if not found:
        return None
    # A sentence that is only proposed stands a second time in its own section: each copy finds its own.
    best = max(found, key=lambda old: (old.section == one.section, old.item.origin != "suggested"))
    best.taken.append((0, len(best.item.text)))
    return Part(best.item, best.section, best.item.spans, is_whole=True)


def _piece(one: DraftItem, olds: list[_Old]) -> Part | None:
    """An item that is word for word a piece of an old one which was split or shortened."""
    text = one.item.text
    if len(text) < _SHORTEST_PIECE:
        return None
    for old in sorted(olds, key=lambda old: old.section != one.section):
        start = old.item.text.find(text)
        end = start + len(text)
        if start < 0 or not _is_exact(old.item) or any(start < there and here < end for here, there in old.taken):
            continue
        old.taken.append((start, end))
        return Part(old.item, old.section, _cut(old.item.spans, start, end), is_whole=True)
    return None


def _joined(one: DraftItem, olds: list[_Old]) -> Part | None:
    """An item that holds several old ones word for word."""
    text = _flat(one.item.text)
    held = [
        old for old in olds if old.is_free and len(old.item.text) >= _SHORTEST_PIECE and _flat(old.item.text) in text
    ]
    if len(held) < 2:
        return None
    for old in held:
        old.taken.append((0, len(old.item.text)))
    spans = tuple(span for old in held for span in old.item.spans)
    was = msgspec.structs.replace(held[0].item, text=" ".join(old.item.text for old in held), spans=spans)
    return Part(was, held[0].section, spans, is_whole=len(letters(was.text)) == len(letters(text)))


def _by_likeness(items: tuple[DraftItem, ...], parts: list[Part | None], olds: list[_Old]) -> None:
    """Pairs what is left, the most alike first."""
    pairs: list[tuple[float, int, int]] = []
    for number, one in enumerate(items):
        if parts[number] is not None:
            continue
        for place, old in enumerate(olds):
            ratio = fuzz.ratio(one.item.text, old.item.text, score_cutoff=_ALIKE) if old.is_free else 0.0
            if ratio:
                pairs.append((-ratio - _SAME_PLACE * (old.section == one.section), number, place))
    for _, number, place in sorted(pairs):
        old = olds[place]
        if parts[number] is None and old.is_free:
            old.taken.append((0, len(old.item.text)))
            parts[number] = Part(old.item, old.section, old.item.spans, is_whole=False)


def _remains(old: _Old) -> Iterator[tuple[str, Item]]:
    """What of an old item stands nowhere any more."""
    at = 0
    for start, end in [*sorted(old.taken), (len(old.item.text), len(old.item.text))]:
        text = old.item.text[at:start]
        if letters(text) or (not old.taken and text):
            begin = at + len(text) - len(text.lstrip())
            until = at + len(text.rstrip())
            spans = old.item.spans if old.is_free else _cut(old.item.spans, begin, until)
            yield old.section, msgspec.structs.replace(old.item, text=old.item.text[begin:until], spans=spans)
        at = end


def _is_exact(item: Item) -> bool:
    """Whether each character of the text is one character of its spans, so that the two can be cut alike."""
    return sum(len(span) for span in item.spans) == len(item.text)


def _cut(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    cut: list[Span] = []
    at = 0
    for span in spans:
        here, there = max(start - at, 0), min(end - at, len(span))
        if here < there:
            cut.append(Span(span.block, span.start + here, span.start + there))
        at += len(span)
    return tuple(cut)
