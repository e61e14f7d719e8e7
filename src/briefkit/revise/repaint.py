"""A ledger after a person's edits: the entries of spans that were moved or taken out get their new fate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from briefkit.census.tally import letters
from briefkit.ledger import Entry, Fate
from briefkit.model import Span


def repainted(entries: tuple[Entry, ...], spans: tuple[Span, ...], fate: Fate, detail: str) -> tuple[Entry, ...]:
    """The entries, cut where the spans begin and end, those within the spans with the new fate. They tile as before."""
    by_block: dict[str, list[Span]] = {}
    for span in spans:
        by_block.setdefault(span.block, []).append(span)
    painted: list[Entry] = []
    for entry in entries:
        painted.extend(_painted(entry, by_block.get(entry.block, []), fate, detail))
    return tuple(painted)


def _painted(entry: Entry, spans: list[Span], fate: Fate, detail: str) -> Iterator[Entry]:
    edges = {entry.start, entry.end}
    edges |= {edge for span in spans for edge in (span.start, span.end) if entry.start < edge < entry.end}
    places = sorted(edges)
    for start, end in pairwise(places):
        inside = any(span.start <= start and end <= span.end for span in spans)
        new = {"fate": fate, "detail": detail} if inside else {}
        yield msgspec.structs.replace(entry, start=start, end=end, **new)


def moved_letters(by_fate: dict[str, int], old: Fate, new: Fate, text: str) -> None:
    """Moves the letters of ``text`` from one fate to another; never more than there are."""
    count = min(len(letters(text)), by_fate.get(old, 0))
    by_fate[old] = by_fate.get(old, 0) - count
    by_fate[new] = by_fate.get(new, 0) + count
