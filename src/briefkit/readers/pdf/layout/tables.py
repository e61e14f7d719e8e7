"""Ruled tables: their cells in rows and columns, and the tables that go on at the head of the next page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from briefkit.model import Box
from briefkit.readers.pdf.layout.areas import Region, area, union
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import WHITE, Shape, lightness

_MAX_RULES = 6000
"""Drawn rules of one page; one with more is a drawing."""
_MAX_GRID = 600
_NEAR = 3.0
"""Points by which the edges of cells of one row or column may differ."""
_MAX_FILLS = 1000


def tables_of(shapes: list[Shape], carried: list[float] | None = None) -> list[Region]:
    """The ruled tables of a page: regions of the kind ``table`` whose ``regions`` are cells with row and column.

    A table has two rows and columns at least, or one row of three. ``carried`` are the column edges of the table at the
    foot of the page before: a single row of the same columns carries it on.
    """
    cells = _cells_of(shapes)
    found: list[Region] = []
    for boxes in cells:
        tops, lefts = _steps([box[1] for box in boxes]), _steps([box[0] for box in boxes])
        rows, columns = len(tops), len(lefts)
        lone = rows == 1 and (columns > 2 or (carried is not None and alike_columns(_edges_of(boxes), carried)))
        if columns < 2 or (rows < 2 and not lone) or len(boxes) < min(4, rows * columns):
            continue
        held = [
            Region(box, None, [], [], "cell", _step_of(box[1], tops), _step_of(box[0], lefts))
            for box in sorted(boxes, key=lambda box: (_step_of(box[1], tops), box[0]))
        ]
        table = Region(held[0].box, None, [], held, "table", parts=boxes)
        for cell in held:
            table.box = union(table.box, cell.box)
        found.append(table)
    _fill(found, shapes)
    return found


def tables_in(region: Region) -> list[Region]:
    """The tables that stand in an area, those in boxes within it too."""
    inner = [table for held in region.regions if held.kind != "table" for table in tables_in(held)]
    return [*(held for held in region.regions if held.kind == "table"), *inner]


def columns_of(table: Region) -> list[float]:
    """The x of the edges of the columns, from left to right; those of empty cells too."""
    return _edges_of(table.parts or [cell.box for cell in table.regions])


def alike_columns(one: list[float], other: list[float]) -> bool:
    """Whether two tables have the same columns, a few points aside."""
    return len(one) == len(other) and all(abs(a - b) < 1.5 * _NEAR for a, b in zip(one, other, strict=True))


def nearest_cell(tables: list[Region], line: Line) -> Region | None:
    """The cell that a line belongs to which lies in a table but in no cell of it, if there is such a table."""
    for table in tables:
        x0, top, x1, base = table.box
        if x0 - 2 < (line.x0 + line.x1) / 2 < x1 + 2 and top - 2 < line.middle < base + 2:
            return min(table.regions, key=lambda cell: _away(cell.box, line))
    return None


def _away(box: Box, line: Line) -> float:
    x, y = (line.x0 + line.x1) / 2, line.middle
    return max(box[0] - x, x - box[2], 0.0) + 3 * max(box[1] - y, y - box[3], 0.0)


def _cells_of(shapes: list[Shape]) -> list[list[Box]]:
    """The boxes of the cells of each grid of rules."""
    edges = _rules(shapes)
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 3 or len(edges) - upright < 2 or len(edges) > _MAX_RULES:
        return []
    # Imported only where a page has rules: the library is slow to load.
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    if len(merged) > _MAX_GRID:
        return []
    crossings = edges_to_intersections(merged, _NEAR, _NEAR)
    if len(crossings) > 8 * _MAX_GRID:
        return []
    return [
        [(float(cell[0]), float(cell[1]), float(cell[2]), float(cell[3])) for cell in table]
        for table in cells_to_tables(intersections_to_cells(crossings))
    ]


def _rules(shapes: list[Shape]) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = []
    for shape in shapes:
        if shape.picture or not (shape.width > 8 or shape.height > 8):
            continue
        x0, top, x1, base = shape.box
        if shape.height < 3:
            edges.append(_rule(x0, (top + base) / 2, x1, (top + base) / 2, "h"))
        elif shape.width < 3:
            edges.append(_rule((x0 + x1) / 2, top, (x0 + x1) / 2, base, "v"))
        elif shape.stroke is not None and shape.width > 12:
            edges.extend((_rule(x0, top, x1, top, "h"), _rule(x0, base, x1, base, "h")))
            edges.extend((_rule(x0, top, x0, base, "v"), _rule(x1, top, x1, base, "v")))
    return edges


def _rule(x0: float, top: float, x1: float, bottom: float, way: str) -> dict[str, Any]:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": way,
        "object_type": "line",
    }


def _steps(edges: list[float]) -> list[float]:
    """The different edges in order; those that differ by less than a few points are one."""
    ordered = sorted(edges)
    return [ordered[0], *(edge for before, edge in pairwise(ordered) if edge - before > _NEAR)]


def _step_of(edge: float, steps: list[float]) -> int:
    """The number of the step, from 1, that an edge belongs to."""
    return sum(step <= edge + 0.01 for step in steps) or 1


def _edges_of(boxes: list[Box]) -> list[float]:
    return [*_steps([box[0] for box in boxes]), max(box[2] for box in boxes)]


def _fill(tables: list[Region], shapes: list[Shape]) -> None:
    """Give each cell the colour of the area painted behind it."""
    if not tables:
        return
    painted = [s for s in shapes if s.fill and not s.picture and s.width > 12 and s.height > 6][:_MAX_FILLS]
    painted = [shape for shape in painted if shape.fill and lightness(shape.fill) < WHITE]
    for cell in (cell for table in tables for cell in table.regions):
        over = [shape for shape in painted if _shared(cell.box, shape.box) > 0.6 * area(cell.box)]
        cell.filled = over[-1].fill if over else None


def _shared(one: Box, other: Box) -> float:
    return area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))
