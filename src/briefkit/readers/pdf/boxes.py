"""Boxes, bars and tables among the shapes of a page, and which of the lines stand in them."""

from __future__ import annotations

from typing import Any

from briefkit.model import Box
from briefkit.readers.pdf.areas import Region, alike, area, within
from briefkit.readers.pdf.bars import dissolve_bars
from briefkit.readers.pdf.frame import Frame
from briefkit.readers.pdf.glyphs import Glyph
from briefkit.readers.pdf.lines import Line, make_line
from briefkit.readers.pdf.shapes import Shape, lightness
from briefkit.readers.pdf.sides import give_heads, open_sides

_WHITE = 0.985
_MAX_GRID = 400


def region_page(lines: list[Line], shapes: list[Shape], frame: Frame, size: float) -> Region:
    """The page as a region: its boxes and tables with their lines, the rest as lines of its own.

    ``size`` is the usual type size in points. Lines on a coloured bar get its colour as ``band`` and stay outside.
    """
    page = Region((0.0, 0.0, frame.width, frame.height), None, [], [])
    cells = _cells(shapes)
    found = [*cells, *(b for b in _boxes(shapes, frame) if not any(alike(b.box, c.box) for c in cells))]
    found.sort(key=lambda region: area(region.box), reverse=True)
    for line in _split_at(cells, lines):
        holder = next((region for region in reversed(found) if _holds(region.box, line)), page)
        holder.lines.append(line)
    give_heads(found, size)
    open_sides(found, page, size)
    dissolve_bars(found, page, size)
    alive = [region for region in found if region.lines]
    for region in alive:
        outer = [other for other in found if other is not region and within(region.box, other.box)]
        keepers = [o for o in outer if o.lines or o.regions or o.kind == "box"]
        parent = min(keepers, key=lambda o: area(o.box), default=None)
        if parent is not None and (parent.lines or any(within(r.box, parent.box) for r in alive if r is not region)):
            parent.regions.append(region)
            if not parent.lines and parent not in alive:
                alive.append(parent)
        else:
            page.regions.append(region)
    return page


def _split_at(cells: list[Region], lines: list[Line]) -> list[Line]:
    """The lines, cut where the border between two cells runs through a space."""
    if not cells:
        return lines
    out: list[Line] = []
    for line in lines:
        borders = sorted(
            {
                round(x, 1)
                for cell in cells
                if cell.box[1] - 2 <= line.middle <= cell.box[3] + 2
                for x in (cell.box[0], cell.box[2])
                if line.x0 + 2 < x < line.x1 - 2
            }
        )
        out.extend(_pieces(line, borders))
    return out


def _pieces(line: Line, borders: list[float]) -> list[Line]:
    pieces: list[list[Glyph]] = [[]]
    waiting = list(borders)
    for place, glyph in enumerate(line.glyphs):
        if (
            glyph.char == " "
            and waiting
            and place + 1 < len(line.glyphs)
            and line.glyphs[place + 1].x0 > waiting[0] - 2
        ):
            waiting = [x for x in waiting if x > line.glyphs[place + 1].x0 + 2]
            pieces.append([])
        else:
            pieces[-1].append(glyph)
    if len(pieces) == 1:
        return [line]
    return [make_line(piece, dot=line.dot and not n) for n, piece in enumerate(pieces) if piece]


def _boxes(shapes: list[Shape], frame: Frame) -> list[Region]:
    """Filled areas and closed frames that are big enough for text; the page's own background is none."""
    found: list[Region] = []
    for shape in shapes:
        if shape.picture or shape.width < 50 or shape.height < 12:
            continue
        if shape.width > 0.93 * frame.width and shape.height > 0.85 * frame.height:
            continue
        filled = shape.fill if shape.fill and lightness(shape.fill) < _WHITE else None
        if filled is None and shape.stroke is None:
            continue
        if filled is None and shape.height < 18:
            continue
        twin = next((r for r in found if alike(r.box, shape.box)), None)
        if twin is not None:
            twin.filled = twin.filled or filled
            continue
        above = found[-1] if found else None
        if above is not None and filled and above.filled == filled and _stacked(above.box, shape.box):
            above.parts = [*(above.parts or [above.box]), shape.box]
            above.box = _union(above.box, shape.box)
            continue
        found.append(Region(shape.box, filled, [], []))
        if len(found) > 300:
            break
    return found


def _cells(shapes: list[Shape]) -> list[Region]:
    """The cells of ruled tables with at least two rows and two columns."""
    edges = _edges(shapes)
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 3 or len(edges) - upright < 3 or len(edges) > 4 * _MAX_GRID:
        return []
    # Imported only where a page has rules: the library is slow to load.
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges(edges, 3, 3, 3, 3)
    if len(merged) > _MAX_GRID:
        return []
    crossings = edges_to_intersections(merged, 3, 3)
    if len(crossings) > 4 * _MAX_GRID:
        return []
    regions: list[Region] = []
    for number, table in enumerate(cells_to_tables(intersections_to_cells(crossings)), start=1):
        tops = sorted({round(cell[1]) for cell in table})
        lefts = sorted({round(cell[0]) for cell in table})
        if len(tops) < 2 or len(lefts) < 2 or len(table) < 4:
            continue
        for cell in table:
            place = (float(cell[0]), float(cell[1]), float(cell[2]), float(cell[3]))
            kind = f"cell {number}"
            regions.append(
                Region(place, None, [], [], kind, tops.index(round(cell[1])) + 1, lefts.index(round(cell[0])) + 1)
            )
    return regions


def _edges(shapes: list[Shape]) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = []
    for shape in shapes:
        if shape.picture or not (shape.width > 8 or shape.height > 8):
            continue
        x0, top, x1, base = shape.box
        if shape.height < 3:
            edges.append(_edge(x0, (top + base) / 2, x1, (top + base) / 2, "h"))
        elif shape.width < 3:
            edges.append(_edge((x0 + x1) / 2, top, (x0 + x1) / 2, base, "v"))
        elif shape.stroke is not None and shape.width > 12:
            edges.extend((_edge(x0, top, x1, top, "h"), _edge(x0, base, x1, base, "h")))
            edges.extend((_edge(x0, top, x0, base, "v"), _edge(x1, top, x1, base, "v")))
    return edges


def _edge(x0: float, top: float, x1: float, bottom: float, way: str) -> dict[str, Any]:
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


def mark_dots(lines: list[Line], shapes: list[Shape]) -> None:
    """Small filled shapes just left of a line are its bullets: many programs draw bullets instead of printing them."""
    dots = [s for s in shapes if s.fill and 1.2 < s.width < 9 and 1.2 < s.height < 9 and 0.6 < s.width / s.height < 1.7]
    for dot in dots[:500]:
        y = (dot.box[1] + dot.box[3]) / 2
        near = [line for line in lines if line.top - 1 < y < line.base + 1 and 0 < line.x0 - dot.box[2] < 3 * line.size]
        if near:
            min(near, key=lambda line: line.x0).dot = True


def _holds(box: Box, line: Line) -> bool:
    x = (line.x0 + line.x1) / 2
    return (
        box[0] - 2 <= x <= box[2] + 2
        and box[1] - 2 <= line.middle <= box[3] + 2
        and line.x0 > box[0] - 0.25 * (line.x1 - line.x0) - 4
        and line.x1 < box[2] + 0.25 * (line.x1 - line.x0) + 4
    )


def _stacked(above: Box, below: Box) -> bool:
    return abs(above[0] - below[0]) < 2 and abs(above[2] - below[2]) < 2 and -1 < below[1] - above[3] < 1.5


def _union(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
