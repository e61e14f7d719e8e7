"""Tables without rules: columns whose texts begin level, row after row, with room across between the rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from statistics import median

import msgspec

from briefkit.model import Box
from briefkit.readers.pdf.layout.aligned import columns_in, cut_at
from briefkit.readers.pdf.layout.areas import Item, Region, box_of, downwards, union
from briefkit.readers.pdf.layout.sides import is_loud
from briefkit.readers.pdf.page.glyphs import is_bullet
from briefkit.readers.pdf.page.lines import Line, same_row

_FEWEST_ROWS = 3
_NEAR = 12
"""Lines just above one, among which the one over it is looked for."""


def table_of(columns: list[list[Item]], size: float) -> Region | None:
    """The table that ``columns`` (from left to right) make, with its cells row by row; ``None`` where they make none.

    ``size`` is the usual type size in points. Rows are parted by room across all columns, and in nearly every row the
    texts of the columns begin level; or each row is one line, and the columns are three at least.
    """
    if len(columns) < 2 or any(isinstance(item, Region) for column in columns for item in column):
        return None
    stacks = [sorted((i for i in column if isinstance(i, Line)), key=lambda line: line.top) for column in columns]
    for edges in (_rooms(stacks, size), _lines(stacks)):
        rows = _refined(_cut_rows(stacks, edges), size) if len(edges) + 1 >= _FEWEST_ROWS else []
        if rows and _are_rows(rows) and not _are_texts(rows, size):
            return _table(rows)
    return None


def _rooms(stacks: list[list[Line]], size: float) -> list[float]:
    """The heights at which room wider than between two lines goes across all columns."""
    steps = [below.base - above.base for stack in stacks for above, below in pairwise(stack)]
    lines = sorted((line for stack in stacks for line in stack), key=lambda line: line.base)
    usual = min((step for step in steps if step > 0.9 * size), default=0.0)
    if not 0 < usual < 2 * size:
        return []
    edges: list[float] = []
    reach = lines[0].base
    for line in lines[1:]:
        if line.base - reach > 1.15 * usual + 0.5:
            edges.append((reach + line.top) / 2)
        reach = max(reach, line.base)
    return edges


def _lines(stacks: list[list[Line]]) -> list[float]:
    """The heights between rows of one line each, where the columns are three at least; else nothing."""
    shortest = min(stacks, key=len)
    if len(stacks) < 3 or max(len(stack) for stack in stacks) > 1.34 * len(shortest):
        return []
    if any(line.text[:1].islower() for stack in stacks for line in stack):
        return []
    return [(above.base + below.top) / 2 for above, below in pairwise(shortest)]


def _cut_rows(stacks: list[list[Line]], edges: list[float]) -> list[list[list[Line]]]:
    rows: list[list[list[Line]]] = [[[] for _ in stacks] for _ in range(len(edges) + 1)]
    for column, stack in enumerate(stacks):
        at = 0
        for line in stack:
            while at < len(edges) and line.middle > edges[at]:
                at += 1
            rows[at][column].append(line)
    return rows


def _refined(rows: list[list[list[Line]]], size: float) -> list[list[list[Line]]]:
    """The rows with more columns where those show that no gutter told: a column of figures, a narrow one."""
    lines = [[line for cell in row for line in cell] for row in rows]
    starts = columns_in([row for row in lines if row], size)
    if len(starts) + 1 <= len(rows[0]):
        return rows
    refined: list[list[list[Line]]] = []
    for row in lines:
        cells: list[list[Line]] = [[] for _ in range(len(starts) + 1)]
        for line in row:
            if any(line.x0 < start - 1.5 and line.x1 > start for start in starts):
                return rows
            cells[bisect_right(starts, line.x0 + 1.5)].append(line)
        refined.append(cells)
    return refined


def _are_rows(rows: list[list[list[Line]]]) -> bool:
    full = [[cell for cell in row if cell] for row in rows]
    wide = [row for row in full if len(row) > 1]
    if len(wide) < max(_FEWEST_ROWS, 0.75 * len(rows)):
        return False
    level = sum(all(_level(row[0][0], cell[0]) for cell in row) for row in wide)
    if level < 0.9 * len(wide):
        return False
    # Columns of running text have long texts between such rooms; two of them are a table only where cells are short.
    lines = [len(cell) for row in full for cell in row]
    return median(lines) <= (3 if len(rows[0]) > 2 else 2) and max(lines) <= 12


def _are_texts(rows: list[list[list[Line]]], size: float) -> bool:
    """Whether the cells are points of lists or have headings among them: so they are columns of texts."""
    cells = [cell for row in rows for cell in row if cell]
    points = sum(cell[0].dot or cell[0].numbered > 0 or is_bullet(cell[0].text[:1]) for cell in cells)
    if points > 0.25 * len(cells):
        return True
    inner = [cell for row in rows[1:] for cell in row[1:] if cell]
    return sum(is_loud(cell[0], size) for cell in inner) > 0.1 * len(inner)


def _level(one: Line, other: Line) -> bool:
    return same_row(one, other) and (abs(one.base - other.base) < 3 or abs(one.top - other.top) < 3)


def _table(rows: list[list[list[Line]]]) -> Region:
    cells = [
        Region(_around(cell), None, list(cell), [], "cell", number, column)
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=1)
        if cell
    ]
    return Region(reduce(union, (cell.box for cell in cells)), None, [], cells, "table")


def _around(lines: list[Line]) -> Box:
    return reduce(union, (line.box for line in lines))


# -- rows that stand apart from each other and from what is above and below them ---------------------------------------


class Open(msgspec.Struct, frozen=True):
    """A table that stands open on the page, and what stands above it and below."""

    above: list[Item]
    table: Region
    below: list[Item]


def open_table(items: Sequence[Item], size: float) -> Open | None:
    """The first table whose rows are told by room alone, wherever it stands among ``items``; ``None`` without one.

    Three rows at least of three columns follow each other, or of two under a head that stands out; all cells of a row
    begin level, and nothing runs over the strips between the columns. ``size`` is the usual type size in points.
    """
    bands = _bands(items, size)
    start = 0
    for end in range(len(bands) + 1):
        if end < len(bands) and _is_row(bands[end]):
            continue
        if end - start >= _FEWEST_ROWS:
            # What is set in columns just above or below a table may be none of its rows.
            for first, last in ((start, end), (start + 1, end), (start, end - 1)):
                table = _open_rows(bands[first:last], size)
                if table is not None:
                    above = [item for band in bands[:first] for item in band]
                    return Open(above, table, [item for band in bands[last:] for item in band])
        start = end + 1
    return None


def _bands(items: Sequence[Item], size: float) -> list[list[Item]]:
    """The items from top to bottom, parted where more room than between two lines goes across all of them."""
    ordered = downwards(items)
    usual = _leading(ordered, size)
    if not usual:
        return []
    bands: list[list[Item]] = [[]]
    reach = box_of(ordered[0])[3]
    for item in ordered:
        _, _, _, base = box_of(item)
        if bands[-1] and base - reach > 1.15 * usual + 0.5 and box_of(item)[1] > reach - 1:
            bands.append([])
        bands[-1].append(item)
        reach = max(reach, base)
    return bands


def _leading(ordered: list[Item], size: float) -> float:
    """The least distance of two lines of one size that stand over each other, and that is no chance; 0 without any."""
    steps: list[float] = []
    near: deque[Line] = deque(maxlen=_NEAR)
    for line in ordered:
        if not isinstance(line, Line):
            continue
        over = [o for o in near if o.x0 < line.x1 and o.x1 > line.x0 and abs(o.size - line.size) < 0.3]
        step = min([line.base - o.base for o in over if line.base - o.base > 0.9 * line.size], default=0.0)
        if 0 < step < 2 * size:
            steps.append(step)
        near.append(line)
    enough = max(1, len(steps) // 30)
    steps.sort()
    return next((step for step in steps if bisect_right(steps, step + 0.6) >= enough), 0.0)


def _is_row(band: list[Item]) -> bool:
    """Whether two lines at least begin the band level with each other."""
    lines = [item for item in band if isinstance(item, Line)]
    return 1 < len(lines) == len(band) and sum(_level(lines[0], line) for line in lines) > 1


def _open_rows(bands: list[list[Item]], size: float) -> Region | None:
    if len(bands) < _FEWEST_ROWS:
        return None
    lines = [[item for item in band if isinstance(item, Line)] for band in bands]
    starts = columns_in(lines, size)
    rows: list[list[list[Line]]] = []
    for band in lines:
        cells: list[list[Line]] = [[] for _ in range(len(starts) + 1)]
        for line in [piece for whole in band for piece in cut_at(whole, starts)]:
            if any(line.x0 < start - 1.5 and line.x1 > start - 0.3 * size for start in starts):
                return None
            cells[bisect_right(starts, line.x0 + 1.5)].append(line)
        rows.append(cells)
    if not starts or sum(all(row) for row in rows) < max(2, len(rows) / 2):
        return None
    if len(starts) < 2 and not (len(rows) > _FEWEST_ROWS and _has_head(rows, size)):
        return None
    filled = all(any(row[column] for row in rows[1:]) for column in range(len(rows[0])))
    if not filled or not _are_rows(rows) or _are_texts(rows, size) or _are_headed(rows) or _run_on(rows):
        return None
    if _holds_heads(rows, size):
        return None
    return _table([part for row in rows for part in _parted(row)])


def _holds_heads(rows: list[list[list[Line]]], size: float) -> bool:
    """Whether a line of a cell below the first row stands out: panels whose headings are not level with each other.

    A column of which all cells stand out is one of labels.
    """
    for column in range(len(rows[0])):
        cells = [row[column] for row in rows[1:] if row[column]]
        loud = [any(line.band or is_loud(line, size) for line in cell) for cell in cells]
        if any(loud) and not all(loud):
            return True
    return False


def _run_on(rows: list[list[list[Line]]]) -> bool:
    """Whether a third of the cells begin with a small letter: sentences that were cut."""
    begins = [cell[0].text[:1] for row in rows for cell in row if cell]
    return 3 * sum(map(str.islower, begins)) > len(begins)


def _are_headed(rows: list[list[list[Line]]]) -> bool:
    """Whether a row below the first looks in all its cells unlike the next one: panels, each with a heading."""
    looks = [{(line.size, line.look.bold, line.look.colour) for cell in row for line in cell} for row in rows]
    worded = [sum(bool(cell) and any(map(str.isalpha, cell[0].text)) for cell in row) > 1 for row in rows]
    unlike = (len(one) == 1 and one.isdisjoint(other) for one, other in pairwise(looks[1:]))
    return any(differs and says for differs, says in zip(unlike, worded[1:], strict=False))


def _parted(row: list[list[Line]]) -> list[list[list[Line]]]:
    """The rows of a group that no room parts: so many lines in each cell, all level, with figures in two columns."""
    cells = [cell for cell in row if cell]
    count = len(cells[0])
    if count < 2 or any(len(cell) != count for cell in cells):
        return [row]
    figures = sum(all(any(char.isdigit() for char in line.text) for line in cell) for cell in cells)
    level = all(_level(line, other) for cell in cells[1:] for line, other in zip(cells[0], cell, strict=True))
    if figures < 2 or not level or any(line.text[:1].islower() for cell in cells for line in cell):
        return [row]
    return [[cell[number : number + 1] for cell in row] for number in range(count)]


def _has_head(rows: list[list[list[Line]]], size: float) -> bool:
    """Whether each cell of the first row stands out and no other line does."""
    first, *rest = rows
    loud = all(cell and all(is_loud(line, size) for line in cell) for cell in first)
    return loud and not any(is_loud(line, size) for row in rest for cell in row for line in cell)
