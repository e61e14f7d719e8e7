"""Numbers that stand alone in the margin, in a circle or large, each tied to the head of the text beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from briefkit.readers.pdf.layout.areas import Item
from briefkit.readers.pdf.page.lines import Line, join_lines

_MAX_NUMBERS = 40


def tie_numbers(items: Sequence[Item], size: float) -> list[Item]:
    """The items with each lone number of a column 1, 2, 3 … made the head of the first line of its text.

    ``size`` is the usual type size in points. Where there are fewer than three such numbers, nothing changes.
    """
    lone = [i for i in items if isinstance(i, Line) and _is_number(i)]
    if not 3 <= len(lone) <= _MAX_NUMBERS:
        return list(items)
    out = list(items)
    for column in _columns(lone):
        heads = _heads_of(column, [i for i in out if isinstance(i, Line)], size)
        for number, head in zip(column, heads, strict=bool(heads)):
            out = [item for item in out if item is not number]
            out[_place(out, head)] = _tied(number, head)
    return out


def _is_number(line: Line) -> bool:
    if line.text[-1:].isalpha():
        return False
    text = line.text.strip()
    return text.isascii() and text.isdigit() and len(text) <= 2


def _place(items: list[Item], item: Item) -> int:
    return next(n for n, other in enumerate(items) if other is item)


def _columns(lone: list[Line]) -> list[list[Line]]:
    """The numbers that stand one below the other and count up from 1, three at least."""
    columns: list[list[Line]] = []
    for line in sorted(lone, key=lambda line: line.middle):
        near = next((c for c in columns if abs(c[0].x0 + c[0].x1 - line.x0 - line.x1) < 8), None)
        if near is None:
            columns.append([line])
        else:
            near.append(line)
    return [c for c in columns if len(c) >= 3 and [int(n.text) for n in c] == list(range(1, len(c) + 1))]


def _heads_of(column: list[Line], lines: list[Line], size: float) -> list[Line]:
    """For each number the first line of its text; empty where the numbers count lines or label no text."""
    edge = max(number.x1 for number in column)
    near = [line for line in lines if edge < line.x0 < edge + 6 * size and not _is_number(line)]
    left = min((line.x0 for line in near), default=0.0)
    texts = sorted((line for line in near if line.x0 < left + 2 * size), key=lambda line: line.middle)
    if len(texts) < 1.5 * len(column):
        return []
    middles = [number.middle for number in column]
    middles.insert(0, 2 * middles[0] - middles[1])
    heads: list[Line] = []
    for above, here in pairwise(middles):
        # Half a line of room: a number may be set a little higher than its heading.
        between = [line for line in texts if above < line.middle <= here + 0.7 * size]
        if not between:
            return []
        heads.append(_after_widest_gap(between, texts))
    return heads if len({id(head) for head in heads}) == len(heads) else []


def _after_widest_gap(between: list[Line], texts: list[Line]) -> Line:
    before = texts.index(between[0])
    chain = [*texts[max(before - 1, 0) : before], *between]
    if len(chain) < 2 or before == 0:
        return between[0]
    return max(pairwise(chain), key=lambda pair: pair[1].top - pair[0].base)[1]


def _tied(number: Line, head: Line) -> Line:
    """The line with the number in front; it looks as the line looked without it."""
    line = join_lines([number, head])
    return msgspec.structs.replace(
        line,
        top=head.top,
        base=head.base,
        look=head.look,
        uniform=head.uniform,
        band=head.band,
        fence=head.fence,
        numbered=len(line.text) - len(head.text),
    )
