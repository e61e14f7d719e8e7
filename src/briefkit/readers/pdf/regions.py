"""Where text stands on the page: boxes, bars behind headings, columns; and the order in which the eye follows them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor

from briefkit.readers.pdf.areas import Item, Region, Stack, box_of
from briefkit.readers.pdf.lines import Line, join_lines, only_marker, same_row
from briefkit.readers.pdf.numbers import tie_numbers
from briefkit.readers.pdf.panels import panels_of
from briefkit.readers.pdf.sides import are_pairs, is_loud, label_rows, part_at

_MAX_ITEMS = 1500
"""Lines of one page among which columns are looked for; a page with more is read in the order of its lines."""


def arrange(items: Sequence[Item], size: float) -> list[Stack]:
    """The items as stacks in reading order: each stack is one column of one band, from top to bottom.

    ``size`` is the usual type size in points. Lines on one baseline within a stack are joined.
    """
    ordered = _number(_cut(tie_numbers(items, size), size, 0), items)
    return [stack for stack in (_tidy_rows(stack, size) for stack in ordered) if stack]


def _cut(items: list[Item], size: float, depth: int) -> list[Stack]:
    rows = _box_rows(items)
    if rows:
        first, last = rows[0][0].box[1], max(box.box[3] for box in rows[-1])
        above: list[Item] = [item for item in items if isinstance(item, Line) and item.middle < first]
        below: list[Item] = [item for item in items if isinstance(item, Line) and item.middle > last]
        grid: list[Stack] = [[box] for row in rows for box in row]
        return [*_cut(above, size, depth + 1), *grid, *_cut(below, size, depth + 1)]
    gutter = _gutter(items, size) if depth < 8 and len(items) > 1 else None
    if gutter is None:
        return [sorted(items, key=lambda item: (box_of(item)[1], box_of(item)[0]))] if items else []
    g0, g1 = gutter
    items = [piece for item in items for piece in part_at(item, g0, g1)]
    crossing = sorted((i for i in items if box_of(i)[0] < g0 - 1 and box_of(i)[2] > g1 + 1), key=_middle)
    sides = [i for i in items if not (box_of(i)[0] < g0 - 1 and box_of(i)[2] > g1 + 1)]
    stacks: list[Stack] = []
    for band in _bands(crossing, sides):
        if isinstance(band, list):
            found = panels_of(_columns(band, size, 0), size)
            if found is not None:
                stacks.extend(_cut(found.before, size, depth + 1))
                stacks.extend([panel] for panel in found.panels)
                continue
            centre = (g0 + g1) / 2
            left = [i for i in band if (box_of(i)[0] + box_of(i)[2]) / 2 < centre]
            right = [i for i in band if (box_of(i)[0] + box_of(i)[2]) / 2 >= centre]
            if are_pairs(left, right, size):
                stacks.append(sorted(band, key=lambda item: (box_of(item)[1], box_of(item)[0])))
                continue
            labelled = label_rows(left, right, size)
            for labels, texts in labelled:
                stacks.extend([labels] if labels else [])
                stacks.extend(_cut(texts, size, depth + 1))
            if not labelled:
                stacks.extend(_cut(left, size, depth + 1))
                stacks.extend(_cut(right, size, depth + 1))
        else:
            stacks.append([band])
    return _merge_spanning(stacks)


def _columns(items: list[Item], size: float, depth: int) -> list[list[Item]]:
    """The columns that no item crosses, from left to right."""
    gutter = _gutter(items, size) if depth < 4 and len(items) > 1 else None
    if gutter is None or any(box_of(i)[0] < gutter[0] - 1 and box_of(i)[2] > gutter[1] + 1 for i in items):
        return [items]
    centre = (gutter[0] + gutter[1]) / 2
    sides: tuple[list[Item], list[Item]] = ([], [])
    for item in items:
        sides[(box_of(item)[0] + box_of(item)[2]) / 2 >= centre].append(item)
    return [column for side in sides for column in _columns(side, size, depth + 1)]


def _merge_spanning(stacks: list[Stack]) -> list[Stack]:
    """Neighbouring full-width lines as one stack, so that a paragraph above columns stays whole."""
    merged: list[Stack] = []
    for stack in stacks:
        if merged and len(stack) == 1 and _spans_alike(merged[-1], stack[0]):
            merged[-1].append(stack[0])
        else:
            merged.append(list(stack))
    return merged


def _spans_alike(above: Stack, item: Item) -> bool:
    last = above[-1]
    if isinstance(last, Region) or isinstance(item, Region):
        return False
    return abs(last.x0 - item.x0) < 2 * item.size and 0 <= item.top - last.top < 2.2 * item.size


def _middle(item: Item) -> float:
    box = box_of(item)
    return (box[1] + box[3]) / 2


def _bands(crossing: list[Item], sides: list[Item]) -> list[list[Item] | Item]:
    """What stands above, between and below the full-width items."""
    bands: list[list[Item] | Item] = []
    rest = sorted(sides, key=_middle)
    for item in crossing:
        above = [i for i in rest if _middle(i) < _middle(item)]
        rest = rest[len(above) :]
        if above:
            bands.append(above)
        bands.append(item)
    if rest:
        bands.append(rest)
    return bands


def _gutter(items: list[Item], size: float) -> tuple[float, float] | None:
    """The empty strip between two columns that the fewest items cross, or ``None``."""
    if len(items) > _MAX_ITEMS:
        return None
    # Half points are fine enough, and bound the work on a page strewn with text.
    edges = sorted({ceil(box_of(i)[2] * 2) / 2 for i in items})
    starts = sorted({floor(box_of(i)[0] * 2) / 2 for i in items})
    total = sum(_rows(i) for i in items)
    best: tuple[float, float, float] | None = None
    for end in edges:
        after = bisect_right(starts, end)
        start = starts[after] if after < len(starts) else None
        if start is None or start - end < 0.65 * size:
            continue
        found = _weigh_gutter(items, end, start, size)
        if found is None or found > 0.34 * total:
            continue
        if best is None or (found, -(start - end)) < (best[0], -(best[2] - best[1])):
            best = (found, end, start)
    return None if best is None else (best[1], best[2])


def _weigh_gutter(items: list[Item], g0: float, g1: float, size: float) -> float | None:
    """How many rows cross the strip, or ``None`` where it does not part two columns that stand side by side."""
    left: list[Item] = []
    right: list[Item] = []
    crossing = 0
    for item in items:
        x0, _, x1, _ = box_of(item)
        if x1 <= g0 + 0.5:
            left.append(item)
        elif x0 >= g1 - 0.5:
            right.append(item)
        else:
            crossing += _rows(item)
    if _beside(left, right) < 3 or _beside(right, left) < 3:
        return None
    return float(crossing) if _wide(left, size) and _wide(right, size) else None


def _wide(items: list[Item], size: float) -> bool:
    """Whether the items are a column of text and no list numbers or dates in the margin."""
    x0 = min(box_of(i)[0] for i in items)
    x1 = max(box_of(i)[2] for i in items)
    letters = sum(len(i.text) for i in items if isinstance(i, Line))
    lines = sum(isinstance(i, Line) for i in items)
    if lines == len(items) and x1 - x0 > 2 * size and all(isinstance(i, Line) and is_loud(i, size) for i in items):
        return True
    return x1 - x0 > 6 * size and (not lines or letters / lines > 8 or any(isinstance(i, Region) for i in items))


def _rows(item: Item) -> int:
    return max(item.rows, 1) if isinstance(item, Region) else 1


def _beside(these: list[Item], those: list[Item]) -> int:
    """How many rows of ``these`` have something of ``those`` at their side."""
    spans = _merged(sorted((box_of(i)[1] + 1, box_of(i)[3] - 1) for i in those))
    tops = [top for top, _ in spans]
    count = 0
    for item in these:
        _, top, _, base = box_of(item)
        before = bisect_left(tops, base) - 1
        if before >= 0 and spans[before][1] > top:
            count += max(_rows(item), 3) if isinstance(item, Region) else 1
    return count


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Sorted stretches with those that overlap made one."""
    out: list[tuple[float, float]] = []
    for top, base in spans:
        if out and top <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], base))
        else:
            out.append((top, base))
    return out


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
    apart = all(max(b.box[3] for b in above) <= below[0].box[1] + 4 for above, below in pairwise(rows))
    wide = sum(len(row) > 1 for row in rows)
    return [sorted(row, key=lambda box: box.box[0]) for row in rows] if apart and wide > 1 else []


_LEADING_NUMBER = re.compile(r"^\D{0,8}?(\d{1,2})\b")


def _number(stacks: list[Stack], items: Sequence[Item]) -> list[Stack]:
    """Boxes that are numbered from 1 without a gap are read in the order of their numbers."""
    boxes = [item for item in items if isinstance(item, Region) and item.kind == "box"]
    numbered = {id(box): _number_of(box) for box in boxes}
    numbers = sorted(n for n in numbered.values() if n is not None)
    if len(numbers) < 3 or numbers != list(range(1, len(numbers) + 1)) or len(numbers) < 0.6 * len(boxes):
        return stacks
    in_order = iter(sorted((b for b in boxes if numbered[id(b)]), key=lambda b: numbered[id(b)] or 0))
    return [
        [next(in_order) if isinstance(item, Region) and numbered.get(id(item)) else item for item in stack]
        for stack in stacks
    ]


def _number_of(region: Region) -> int | None:
    if not region.lines:
        return _number_of(region.regions[0]) if region.regions else None
    first = min(region.lines, key=lambda line: (line.top, line.x0))
    match = _LEADING_NUMBER.match(first.text.strip())
    return int(match[1]) if match else None


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
        if rows and any(same_row(piece, item) for piece in rows[-1][:3]):
            rows[-1].append(item)
        else:
            rows.append([item])
    out.extend(_join_rows(rows, size))
    lines = [item for item in out if isinstance(item, Line)]
    fence = max((line.x1 for line in lines), default=0.0)
    for line in lines:
        line.fence = max(line.fence, fence)
    return out


def _join_rows(rows: list[list[Line]], size: float) -> list[Line]:
    joined: list[Line] = []
    for row in rows:
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
