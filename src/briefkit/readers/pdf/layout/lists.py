"""Narrow lists side by side, which no gutter of columns parts: they are read list by list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from briefkit.readers.pdf.layout.areas import Item, Stack, box_of, downwards
from briefkit.readers.pdf.layout.sides import is_loud
from briefkit.readers.pdf.page.glyphs import is_bullet
from briefkit.readers.pdf.page.lines import Line

_FEWEST = 3
"""Points of each list."""
_NEAR = 2.0
"""Points by which the bullets of one list may stand out of line."""


class Lists(msgspec.Struct, frozen=True):
    """What stands above the lists, the lists from left to right, and what stands below."""

    above: list[Item]
    lists: list[Stack]
    below: list[Item]


def lists_in(items: Sequence[Item], size: float) -> Lists | None:
    """The lists that stand side by side among ``items``, two at least with three bullets each; ``None`` without such.

    Nothing may run from one over the bullets of the next. Lines that stand out just above them, one over each of two
    lists or more, are their headings. ``size`` is the usual type size in points.
    """
    points = [item for item in items if isinstance(item, Line) and (item.dot or is_bullet(item.text[:1]))]
    columns = [column for column in _columns(points) if len(column) >= _FEWEST]
    if len(columns) < 2:
        return None
    starts = [min(line.x0 for line in column) - _NEAR for column in columns]
    top = max(min(line.top for line in column) for column in columns) - size / 2
    base = max(line.base for column in columns for line in column) + 1
    if any(min(line.top for line in column) < top - size for column in columns):
        return None
    top -= _room_for_heads([item for item in items if _middle(item) < top], starts, top, size)
    held = [item for item in items if top < _middle(item) < base]
    if not all(isinstance(item, Line) and _fits(item, starts) for item in held):
        return None
    stacks: list[Stack] = [[] for _ in starts]
    for item in downwards(held):
        stacks[bisect_right(starts, box_of(item)[0]) - 1].append(item)
    above = [item for item in items if _middle(item) <= top]
    return Lists(above, stacks, [item for item in items if _middle(item) >= base])


def _columns(points: list[Line]) -> list[list[Line]]:
    """The lines by where they begin, from left to right."""
    columns: list[list[Line]] = []
    for line in sorted(points, key=lambda line: line.x0):
        if columns and line.x0 - columns[-1][0].x0 < _NEAR:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _fits(line: Line, starts: list[float]) -> bool:
    """Whether the line stands in one of the lists and does not reach the next."""
    number = bisect_right(starts, line.x0)
    return number > 0 and (number == len(starts) or line.x1 < starts[number])


def _room_for_heads(above: list[Item], starts: list[float], top: float, size: float) -> float:
    """How far above the lists their headings begin; 0 where they have none."""
    near = [item for item in above if box_of(item)[3] > top - 1.5 * size]
    heads = [item for item in near if isinstance(item, Line) and is_loud(item, size) and _fits(item, starts)]
    if len(heads) < 2 or len(heads) < len(near) or len({bisect_right(starts, head.x0) for head in heads}) < 2:
        return 0.0
    return top - min(head.top for head in heads)


def _middle(item: Item) -> float:
    box = box_of(item)
    return (box[1] + box[3]) / 2
