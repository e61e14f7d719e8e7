"""Panels without frames: columns whose headings stand level, row after row, each with its own text below it."""

from __future__ import annotations

import msgspec

from briefkit.readers.pdf.layout.areas import Item, Region, box_of, downwards
from briefkit.readers.pdf.layout.sides import is_loud
from briefkit.readers.pdf.page.lines import Line


class Panels(msgspec.Struct, frozen=True):
    """What stands above the panels, the panels in reading order, and how many rows they stand in."""

    before: list[Item]
    panels: list[Region]
    rows: int


def panels_of(columns: list[list[Item]], size: float) -> Panels | None:
    """The panels that ``columns`` (from left to right) make together; ``None`` where they are columns of running text.

    ``size`` is the usual type size in points. Headings must be level in two rows, or in one row of three columns; a
    heading that stands level with none is looked at as one inside a panel where it is smaller.
    """
    if len(columns) < 2:
        return None
    stacks = [downwards(column) for column in columns]
    heads = [_heads_in(stack, size) for stack in stacks]
    first = _first_row(heads)
    if first is None:
        return None
    rank = max(_rank(line) for line in first)
    start = min(line.top for line in first) - 0.6 * size
    tops = [[line for line in found if line.top >= start and _rank(line) >= rank - 0.5] for found in heads]
    rows = _rows(sorted((line for found in tops for line in found), key=lambda line: line.top), size)
    below = [[item for item in stack if box_of(item)[1] >= start] for stack in stacks]
    if not _are_panels(rows, tops, below):
        return None
    before = [item for stack in stacks for item in stack if box_of(item)[1] < start]
    edges = [row[0].top - 0.6 * size for row in rows[1:]]
    cut = [_cut_at(stack, [start, *edges]) for stack in below]
    return Panels(before, [_panel(held) for row in zip(*cut, strict=True) for held in row if held], len(rows))


def _heads_in(stack: list[Item], size: float) -> list[Line]:
    """The first lines of headings: loud, and not with a line of the same look above."""
    found: list[Line] = []
    last: Line | None = None
    for item in stack:
        loud = item if isinstance(item, Line) and (is_loud(item, size) or _is_figure(item, size)) else None
        if loud is not None and (last is None or abs(_rank(loud) - _rank(last)) > 0.5):
            found.append(loud)
        last = loud
    return found


def _is_figure(line: Line, size: float) -> bool:
    """Whether the line is a figure in large type (``1 in 4``, ``70%``), as leaflets set it above what it counts."""
    text = line.text.strip()
    return line.size > 1.5 * size and len(text) <= 10 and any(char.isdigit() for char in text)


def _first_row(heads: list[list[Line]]) -> list[Line] | None:
    """The first headings that are level in every column."""
    for line in heads[0]:
        row = [line]
        for others in heads[1:]:
            level = next((other for other in others if _level(line, other)), None)
            if level is None:
                break
            row.append(level)
        if len(row) == len(heads):
            return row
    return None


def _level(one: Line, other: Line) -> bool:
    return abs(one.base - other.base) < 3 or abs(one.top - other.top) < 3


def _rank(line: Line) -> float:
    return round(line.size) + 0.3 * line.look.bold + 0.3 * bool(line.band)


def _rows(heads: list[Line], size: float) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in heads:
        if rows and line.top - rows[-1][0].top < 0.6 * size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _are_panels(rows: list[list[Line]], tops: list[list[Line]], below: list[list[Item]]) -> bool:
    level = [row for row in rows if len(row) > 1]
    lonely = [row for row in rows[:-1] if len(row) < 2]
    if lonely or len(level) < (1 if len(below) > 2 else 2):
        return False
    # A row that lacks panels lacks the last ones: a lone heading at the right goes on in its column.
    if any(not any(line in tops[0] for line in row) for row in rows):
        return False
    if not all(_begins_level(row, tops, below, rows) for row in rows):
        return False
    texts = all(len(stack) > len(found) for stack, found in zip(below, tops, strict=True))
    return texts and all(stack[0] is found[0] for stack, found in zip(below, tops, strict=True) if found)


def _begins_level(row: list[Line], tops: list[list[Line]], below: list[list[Item]], rows: list[list[Line]]) -> bool:
    """Whether each column begins a panel with this row or is empty beside it: columns of running text do not."""
    start = min(line.top for line in row) - 1
    after = min((other[0].top for other in rows if other[0].top > row[0].top), default=float("inf")) - 1
    for stack, found in zip(below, tops, strict=True):
        held = [item for item in stack if start <= box_of(item)[1] < after]
        if held and not any(line in found for line in row if any(item is line for item in held)):
            return False
        if any(box_of(item)[1] < start - 1 and box_of(item)[3] > start + 0.5 * row[0].size for item in stack):
            return False
    return True


def _cut_at(stack: list[Item], edges: list[float]) -> list[list[Item]]:
    parts: list[list[Item]] = [[] for _ in edges]
    for item in stack:
        parts[max(n for n, edge in enumerate(edges) if box_of(item)[1] >= edge)].append(item)
    return parts


def _panel(items: list[Item]) -> Region:
    boxes = [box_of(item) for item in items]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    lines = [item for item in items if isinstance(item, Line)]
    return Region(box, None, lines, [item for item in items if isinstance(item, Region)])
