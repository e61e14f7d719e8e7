"""Where text stands on the page: boxes, bars behind headings, columns; and the order in which the eye follows them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefkit.readers.pdf.layout.areas import Item, Region, Stack, downwards
from briefkit.readers.pdf.layout.gutters import Gutter, find_gutter, has_neighbours, part, sides_of, stands_in
from briefkit.readers.pdf.layout.lists import lists_in
from briefkit.readers.pdf.layout.numbers import tie_numbers
from briefkit.readers.pdf.layout.panels import panels_of
from briefkit.readers.pdf.layout.ruleless import open_table, table_of
from briefkit.readers.pdf.layout.sequence import in_order_of_numbers
from briefkit.readers.pdf.layout.sides import are_pairs, label_rows, part_at
from briefkit.readers.pdf.layout.wheels import around_a_hub
from briefkit.readers.pdf.page.lines import Line, join_lines, only_marker, same_row

_CUTS = 30
"""No page of a person's making needs more cuts within cuts than this."""


def arrange(items: Sequence[Item], size: float) -> list[Stack]:
    """The items as stacks in reading order: each stack is one column of one band, from top to bottom.

    ``size`` is the usual type size in points. Lines on one baseline within a stack are joined.
    """
    tied = tie_numbers(items, size)
    ordered = in_order_of_numbers(around_a_hub(tied) or _cut(tied, size, 0), size)
    return [stack for stack in (_tidy_rows(stack, size) for stack in ordered) if stack]


def _cut(items: list[Item], size: float, depth: int) -> list[Stack]:
    if depth >= _CUTS or not has_neighbours(items, size):
        return [downwards(items)] if items else []
    opened = open_table(items, size)
    if opened is not None:
        return [*_cut(opened.above, size, depth + 1), [opened.table], *_cut(opened.below, size, depth + 1)]
    gutter = find_gutter(items, size)
    lists = lists_in(items, size) if gutter is None else None
    if lists is not None:
        return [*_cut(lists.above, size, depth + 1), *lists.lists, *_cut(lists.below, size, depth + 1)]
    if gutter is None:
        return [downwards(items)]
    pieces = [piece for item in items for piece in _part_at(item, gutter)]
    parted = part(pieces, gutter, size)
    return [
        *_cut(parted.above, size, depth + 1),
        *_side_by_side(parted.left, parted.right, size, depth + 1),
        *_cut(parted.below, size, depth + 1),
    ]


def _part_at(item: Item, gutter: Gutter) -> list[Item]:
    return part_at(item, gutter.x0, gutter.x1) if stands_in(item, gutter) else [item]


def _side_by_side(left: list[Item], right: list[Item], size: float, depth: int) -> list[Stack]:
    """What stands left and right of a gutter: rows of a grid, panels, labels or a table are read across."""
    both = [*left, *right]
    rows = _box_rows(both)
    if rows:
        return [[box] for row in rows for box in row]
    columns = _columns(both, size, 0)
    found = panels_of(columns, size)
    table = table_of(columns, size) if len(columns) > 2 and (found is None or found.rows < 2) else None
    if table is not None:
        return [[table]]
    if found is not None:
        panels: list[Stack] = [[panel] for panel in found.panels]
        return [*_cut(found.before, size, depth), *panels]
    if are_pairs(left, right, size):
        return [downwards(both)]
    labelled = label_rows(left, right, size)
    if labelled:
        stacks: list[Stack] = []
        for labels, texts in labelled:
            stacks.extend([labels] if labels else [])
            stacks.extend(_cut(texts, size, depth))
        return stacks
    table = table_of(columns, size)
    if table is not None:
        return [[table]]
    return [*_cut(left, size, depth), *_cut(right, size, depth)]


def _columns(items: list[Item], size: float, depth: int) -> list[list[Item]]:
    """The columns that no item crosses, from left to right."""
    gutter = find_gutter(items, size) if depth < 5 and has_neighbours(items, size) else None
    if gutter is None or not all(stands_in(item, gutter) for item in items):
        return [items]
    left, right = sides_of(items, (gutter.x0 + gutter.x1) / 2)
    return [*_columns(left, size, depth + 1), *_columns(right, size, depth + 1)]


def _box_rows(items: list[Item]) -> list[list[Region]]:
    """The rows of a grid of boxes: two rows at least with their tops level, none reaching into the next.

    Such a grid is read row by row; empty where the items are no grid, and boxes of unequal rows are columns.
    """
    boxes = sorted((i for i in items if isinstance(i, Region)), key=lambda box: (round(box.box[1] / 6), box.box[0]))
    if len(boxes) < 4:
        return []
    first, last = boxes[0].box[1], max(box.box[3] for box in boxes)
    if any(isinstance(item, Line) and first <= item.middle <= last for item in items):
        return []
    rows: list[list[Region]] = []
    for box in boxes:
        if rows and abs(rows[-1][0].box[1] - box.box[1]) < 7:
            rows[-1].append(box)
        else:
            rows.append([box])
    rows = [sorted(row, key=lambda box: box.box[0]) for row in rows]
    apart = all(max(b.box[3] for b in above) <= below[0].box[1] + 4 for above, below in pairwise(rows))
    wide = sum(len(row) > 1 for row in rows)
    edge = min(box.box[0] for box in boxes)
    # A row that lacks boxes lacks the last ones: a lone box at the right ends a column.
    filled = all(row[0].box[0] < edge + 7 for row in rows)
    return rows if apart and wide > 1 and filled else []


def _tidy_rows(stack: Stack, size: float) -> Stack:
    """Pieces on one baseline joined from left to right; the right edge of the column noted on each line."""
    out: Stack = []
    rows: list[list[Line]] = []
    for item in stack:
        if isinstance(item, Region):
            out.extend(_join_rows(rows, size))
            rows = []
            out.append(item)
            continue
        row = rows[-1] if rows else []
        level = [piece for piece in row[:3] if piece.base > item.top and same_row(piece, item)]
        if level and not any(_over(piece, item) for piece in row):
            row.append(item)
        else:
            rows.append([item])
    out.extend(_join_rows(rows, size))
    lines = [item for item in out if isinstance(item, Line)]
    fence = max((line.x1 for line in lines), default=0.0)
    for line in lines:
        line.fence = max(line.fence, fence)
    return out


def _over(one: Line, other: Line) -> bool:
    """Whether a line stands below another, though tall letters reach into its row: a figure and its words."""
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    sizes = sorted((one.size, other.size))
    return shared > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0) and sizes[1] > 1.5 * sizes[0]


def _join_rows(rows: list[list[Line]], size: float) -> list[Line]:
    joined: list[Line] = []
    for row in rows:
        if len(row) == 1:
            joined.append(row[0])
            continue
        waiting: list[Line] = []
        for piece in sorted(row, key=lambda line: line.x0):
            if waiting and not _belongs(waiting, piece, size):
                joined.append(join_lines(waiting))
                waiting = []
            waiting.append(piece)
        joined.append(join_lines(waiting))
    return joined


def _belongs(waiting: list[Line], piece: Line, size: float) -> bool:
    last = waiting[-1]
    lonely = len(waiting) == 1 and only_marker(last)
    return lonely or piece.x0 - last.x1 < 7 * size or piece.text.isdigit()
