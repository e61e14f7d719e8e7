"""Boxes, bars and tables among the shapes of a page, and which of the lines stand in them."""

from __future__ import annotations

from briefkit.model import Box
from briefkit.readers.pdf.layout.aligned import aligned_tables
from briefkit.readers.pdf.layout.areas import Region, alike, area, union, within
from briefkit.readers.pdf.layout.bars import dissolve_bars
from briefkit.readers.pdf.layout.rules import boxes_of_rules
from briefkit.readers.pdf.layout.sides import give_heads, open_sides
from briefkit.readers.pdf.layout.stripes import drop_stripes
from briefkit.readers.pdf.layout.tables import nearest_cell, tables_of
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.lines import Line, make_line
from briefkit.readers.pdf.page.shapes import WHITE, Shape, lightness
from briefkit.readers.pdf.page.words import Word

_WHOLE = 0.8
"""The share of a cell's width from which a frame in it is as wide as the cell."""


def region_page(
    lines: list[Line], shapes: list[Shape], frame: Frame, size: float, carried: list[float] | None = None
) -> Region:
    """The page as a region: its boxes and tables with their lines, the rest as lines of its own.

    ``size`` is the usual type size in points. Lines on a coloured bar get its colour as ``band`` and stay outside.
    ``carried`` are the column edges of the table at the foot of the page before.
    """
    page = Region((0.0, 0.0, frame.width, frame.height), None, [], [])
    tables = tables_of(shapes, carried)
    tables.extend(aligned_tables(lines, shapes, size, tables))
    cells = [cell for table in tables for cell in table.regions]
    found = [*cells, *(b for b in _boxes(shapes, frame) if not any(alike(b.box, r.box) for r in (*cells, *tables)))]
    for box in boxes_of_rules(shapes):
        if not any(alike(box, other.box) for other in (*found, *tables)) and not any(within(c.box, box) for c in cells):
            found.append(Region(box, None, [], []))
    found.sort(key=lambda region: area(region.box), reverse=True)
    for line in _split_at(cells, lines):
        holder = next((region for region in reversed(found) if _holds(region.box, line)), page)
        if holder.kind != "cell":
            inner = [table for table in tables if within(table.box, holder.box)]
            holder = nearest_cell(inner, line) or holder
        holder.lines.append(line)
    _open_frames(found, cells)
    drop_stripes(found, page, size)
    give_heads(found, size)
    open_sides(found, page, size)
    dissolve_bars(found, page, size)
    _nest(found, tables, page)
    return page


def _open_frames(found: list[Region], cells: list[Region]) -> None:
    """Take out frames that fill the width of a table's cell: a table of one cell within a cell parts nothing."""
    for region in [region for region in found if region.kind == "box" and not region.filled and region.lines]:
        around = [cell for cell in cells if within(region.box, cell.box)]
        cell = min(around, key=lambda cell: area(cell.box), default=None)
        if cell is not None and region.box[2] - region.box[0] > _WHOLE * (cell.box[2] - cell.box[0]):
            cell.lines.extend(region.lines)
            found.remove(region)


def _nest(found: list[Region], tables: list[Region], page: Region) -> None:
    """Put each area that holds anything into the smallest one around it, and tables into the page or a box."""
    homes = {id(cell): table for table in tables for cell in table.regions}
    for table in tables:
        table.regions = []
    alive = [region for region in found if region.lines]
    known = {id(region) for region in alive}
    for region in alive:
        if id(region) in homes:
            continue
        outer = [other for other in found if other is not region and within(region.box, other.box)]
        parent = min(outer, key=lambda other: area(other.box), default=None)
        crowded = parent is not None and any(within(r.box, parent.box) for r in alive if r is not region)
        if parent is not None and (parent.lines or id(parent) in homes or crowded):
            parent.regions.append(region)
            if id(parent) not in known:
                known.add(id(parent))
                alive.append(parent)
        else:
            page.regions.append(region)
    for cell in found:
        if id(cell) in homes and (cell.lines or cell.regions):
            homes[id(cell)].regions.append(cell)
    for table in tables:
        if not table.regions:
            continue
        table.regions.sort(key=lambda cell: (cell.row, cell.column))
        outer = [r for r in alive if id(r) not in homes and within(table.box, r.box)]
        min(outer, key=lambda other: area(other.box), default=page).regions.append(table)


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
    pieces: list[list[Word]] = [[]]
    waiting = list(borders)
    for word in line.words:
        if word.spaced and waiting and word.x0 > waiting[0] - 2:
            waiting = [x for x in waiting if x > word.x0 + 2]
            pieces.append([])
        pieces[-1].append(word)
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
        filled = shape.fill if shape.fill and lightness(shape.fill) < WHITE else None
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
            above.box = union(above.box, shape.box)
            continue
        found.append(Region(shape.box, filled, [], []))
        if len(found) > 300:
            break
    return found


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
