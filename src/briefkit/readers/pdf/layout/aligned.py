"""Tables without a grid: rules under their rows or every other row shaded, and columns that show in the text alone."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

import msgspec

from briefkit.model import Box
from briefkit.readers.pdf.layout.areas import Region, merged, union, with_equal_ends
from briefkit.readers.pdf.layout.sides import is_loud
from briefkit.readers.pdf.page.lines import Line, make_line
from briefkit.readers.pdf.page.shapes import WHITE, Shape, lightness

_MAX_BANDS = 200
_MAX_SHAPES = 400
_NEIGHBOURS = 12
"""Lines just above one, among which the one over it is looked for."""
_TIGHT = 0.3
"""The most that parts two lines of a row where nothing is drawn between rows, as a share of the type size."""
_GAP = 0.6
"""The strip between two columns is at least so wide, as a share of the type size."""
_SHARE = 0.34
"""The largest share of rows that may run over the strip between two columns (cells that were merged)."""


class _Zone(msgspec.Struct):
    """Where rows may stand: the x of both ends, the rows as stretches of y, and whether they are told by shading."""

    x0: float
    x1: float
    bands: list[tuple[float, float]]
    shaded: bool = False


def aligned_tables(lines: list[Line], shapes: list[Shape], size: float, known: list[Region]) -> list[Region]:
    """The tables of a page whose rows are drawn (rules, shading) and whose columns are not.

    ``known`` are the tables with a grid; what lies in them is left alone. ``size`` is the usual type size in points.
    """
    free = [line for line in lines if not any(_inside(line, table.box) for table in known)]
    found: list[Region] = []
    shaded = [zone for zone in _shaded_zones(shapes, known) if _has_rows_between(zone, free)]
    shaded = [zone for zone in shaded if _is_one(zone, free, size)]
    for zone in (*_ruled_zones(shapes, known), *shaded, *_lone_zones(shapes, known, free, size)):
        held = [line for line in free if zone.x0 - 4 < line.x0 and line.x1 < zone.x1 + 4]
        for part in _parts_of(zone, held, size):
            if any(_meets(part, table.box) for table in found):
                continue
            table = _table_in(part, held, size)
            if table is not None:
                found.append(table)
    return found


def _parts_of(zone: _Zone, lines: list[Line], size: float) -> list[_Zone]:
    """The zone cut where it holds running text: two tables of one width with what is said between them.

    Such a band has many more lines than the others, and they cross the columns of the rows above or below.
    """
    rows = _rows_in(zone, lines)
    heights = [len({round(line.base / 4) for line in row}) for row in rows]
    usual = sorted(heights)[len(rows) // 2]
    for number, row in enumerate(rows):
        if heights[number] < 2 * usual + 3:
            continue
        for others in (rows[:number], rows[number + 1 :]):
            starts = columns_in([other for other in others if other], size) if others else []
            if starts and sum(_crosses(line, starts) for line in row) > _SHARE * len(row):
                halves = (zone.bands[:number], zone.bands[number + 1 :])
                return [
                    part
                    for bands in halves
                    if len(bands) > 1
                    for part in _parts_of(_Zone(zone.x0, zone.x1, bands), lines, size)
                ]
    return [zone]


def _rows_in(zone: _Zone, lines: list[Line]) -> list[list[Line]]:
    return [[line for line in lines if top - 1 < line.middle < base + 1] for top, base in zone.bands]


def _crosses(line: Line, starts: list[float]) -> bool:
    """Whether the line runs over the start of a column and no word of it begins there."""
    return any(line.x0 < start - 4 and line.x1 > start + 4 and not _parted(line, start) for start in starts)


def _has_rows_between(zone: _Zone, lines: list[Line]) -> bool:
    """Whether text stands between every two shaded areas: between boxes there is nothing but room."""
    middles = [line.middle for line in lines if zone.x0 - 4 < line.x0 and line.x1 < zone.x1 + 4]
    return all(any(top < middle < base for middle in middles) for top, base in zone.bands[1::2])


def _is_one(zone: _Zone, lines: list[Line], size: float) -> bool:
    """Whether all rows together have as many columns as those above or below the highest stretch between two shaded.

    Two tables of one width with one below the other are shaded alike, and the head of the second stands between.
    """
    held = [line for line in lines if zone.x0 - 4 < line.x0 and line.x1 < zone.x1 + 4]
    rows = _rows_in(zone, held)
    middle = max(range(1, len(rows), 2), key=lambda number: zone.bands[number][1] - zone.bands[number][0])
    parts = [[row for row in part if row] for part in (rows[:middle], rows[middle + 1 :])]
    one, other = (_starts_of(part, size) for part in parts)
    return len(columns_in([row for row in rows if row], size)) >= min(len(one), len(other))


def _starts_of(rows: list[list[Line]], size: float) -> list[float]:
    """The x at which the columns of some rows begin, but for the first; of a single row those of its words."""
    if len(rows) > 1:
        return columns_in(rows, size)
    return [
        x0 for x0, _ in merged(sorted(word for row in rows for line in row for word in _words(line)), _GAP * size)[1:]
    ]


def _inside(line: Line, box: Box) -> bool:
    return box[0] < (line.x0 + line.x1) / 2 < box[2] and box[1] < line.middle < box[3]


def _meets(zone: _Zone, box: Box) -> bool:
    return zone.bands[0][0] < box[3] and box[1] < zone.bands[-1][1] and zone.x0 < box[2] and box[0] < zone.x1


def _ruled_zones(shapes: list[Shape], known: list[Region]) -> list[_Zone]:
    """Rules of equal length one below the other, three at least; what stands between two of them is a row."""
    flat = [s.box for s in shapes if s.height < 3 and s.width > 6 and not s.picture]
    flat = [box for box in flat if not any(_touches(box, table.box) for table in known)]
    rules = _level(flat)
    zones: list[_Zone] = []
    for group in with_equal_ends(rules, 2):
        heights = [(box[1] + box[3]) / 2 for box in group]
        if 3 <= len(group) <= _MAX_BANDS:
            zones.append(_Zone(group[0][0], group[0][2], list(pairwise(heights))))
    return zones


def _shaded_zones(shapes: list[Shape], known: list[Region]) -> list[_Zone]:
    """Areas of one colour and width one below the other; they and what stands between them are rows."""
    zones: list[_Zone] = []
    fills: dict[str, list[Box]] = {}
    for shape in shapes:
        if not shape.fill or shape.picture or not 8 < shape.height < 160:
            continue
        if 0.5 < lightness(shape.fill) < WHITE and not any(_touches(shape.box, table.box) for table in known):
            fills.setdefault(shape.fill, []).append(shape.box)
    for boxes in fills.values():
        for group in with_equal_ends(_level(boxes), 2):
            steps = [below[1] - above[3] for above, below in pairwise(group)]
            if len(group) < 2 or len(group) > _MAX_BANDS or min(steps) < 5 or max(steps) > 160:
                continue
            bands = [(group[0][1], group[0][3])]
            for above, below in pairwise(group):
                bands.extend(((above[3], below[1]), (below[1], below[3])))
            zones.append(_Zone(group[0][0], group[0][2], bands, shaded=True))
    return zones


def _lone_zones(shapes: list[Shape], known: list[Region], lines: list[Line], size: float) -> list[_Zone]:
    """Single shaded rows, a head or a stripe of a short table, with two rows at least that have the same columns."""
    zones: list[_Zone] = []
    for shape in shapes[:_MAX_SHAPES]:
        box = shape.box
        if not shape.fill or shape.picture or not 8 < shape.height < 160 or shape.width < 10 * size:
            continue
        if lightness(shape.fill) >= WHITE or any(_touches(box, table.box) for table in known):
            continue
        row = [o for o in lines if box[1] - 1 < o.middle < box[3] + 1 and box[0] - 4 < o.x0 and o.x1 < box[2] + 4]
        starts = [x0 for x0, _ in merged(sorted(word for line in row for word in _words(line)), _GAP * size)[1:]]
        if not starts:
            continue
        held = [line for line in lines if box[0] - 4 < line.x0 and line.x1 < box[2] + 4]
        bands = _grown([(box[1], box[3])], held, starts)
        if len(bands) > 2:
            zones.append(_Zone(box[0], box[2], bands))
    return zones


def _grown(bands: list[tuple[float, float]], lines: list[Line], starts: list[float]) -> list[tuple[float, float]]:
    """The rows with those above and below them that have the same columns and that nothing was drawn for."""
    grown = list(bands)
    room = _room_between(lines)
    while above := _next_row(lines, grown[0][0], starts, upwards=True, room=room):
        grown.insert(0, above)
    while below := _next_row(lines, grown[-1][1], starts, upwards=False, room=room):
        grown.append(below)
    return grown


def _room_between(lines: list[Line]) -> float:
    """The most that parts two lines of a row, as a share of the type size: measured where a sentence surely goes on."""
    gaps: list[float] = []
    ordered = sorted(lines, key=lambda line: line.top)
    for number, line in enumerate(ordered):
        if line.text[:1].islower():
            over = [o for o in ordered[max(number - _NEIGHBOURS, 0) : number] if o.x0 < line.x1 and o.x1 > line.x0]
            above = max((o.base for o in over if o.base < line.middle), default=None)
            if above is not None:
                gaps.append((line.top - above) / max(line.size, 1.0))
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    return max(_TIGHT, 1.1 * usual + 0.02)


def _touches(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] + 1 and other[1] - 1 < box[3]


def _level(boxes: list[Box]) -> list[Box]:
    """Pieces on one height that touch, as one."""
    out: list[Box] = []
    for box in sorted(boxes, key=lambda box: (round(box[1]), box[0])):
        last = out[-1] if out else None
        if last and abs(last[1] - box[1]) < 1.5 and abs(last[3] - box[3]) < 1.5 and box[0] < last[2] + 2:
            out[-1] = union(last, box)
        else:
            out.append(box)
    return out


def _table_in(zone: _Zone, lines: list[Line], size: float) -> Region | None:
    """The table of a zone: two columns and two rows at least, with words in most of the cells; else ``None``."""
    rows = _rows_in(zone, lines)
    if sum(bool(row) for row in rows) < 2:
        return None
    starts = columns_in([row for row in rows if row], size)
    if not starts or _are_labels(rows, starts, size):
        return None
    if zone.shaded:
        bands = _grown(zone.bands, lines, starts)
    else:
        above = _next_row(lines, zone.bands[0][0], starts, upwards=True)
        below = _next_row(lines, zone.bands[-1][1], starts, upwards=False)
        bands = [*([above] if above else []), *zone.bands, *([below] if below else [])]
    edges = [zone.x0, *(start - 3 for start in starts), zone.x1]
    cells: list[Region] = []
    number = 0
    for top, base in bands:
        words = [word for line in lines if top - 1 < line.middle < base + 1 for word in _words(line)]
        if not words:
            continue
        number += 1
        held = [column for column in range(len(edges) - 1) if any(_stands(w, edges, column) for w in words)]
        for column in held:
            box = (edges[column], top, edges[column + 1], base)
            cells.append(Region(box, None, [], [], "cell", number, column + 1))
    if number < 2 or len(cells) < 1.3 * number:
        return None
    table = Region(cells[0].box, None, [], cells, "table")
    table.box = (zone.x0, bands[0][0], zone.x1, bands[-1][1])
    return table


def _are_labels(rows: list[list[Line]], starts: list[float], size: float) -> bool:
    """Whether two columns are labels and the texts that they head: each stands out, and what is beside it does not."""
    first = [line for row in rows for line in row if line.x0 < starts[0] - 3]
    rest = [line for row in rows for line in row if line.x0 >= starts[0] - 3]
    if len(starts) > 1 or not first or not rest:
        return False
    return all(is_loud(line, size) for line in first) and not any(is_loud(line, size) for line in rest)


def _stands(word: tuple[float, float], edges: list[float], column: int) -> bool:
    return edges[column] <= word[0] + 1 < edges[column + 1]


def _words(line: Line) -> list[tuple[float, float]]:
    """Left and right end of each word."""
    words: list[tuple[float, float]] = []
    for word in line.words:
        if words and not word.spaced:
            words[-1] = (words[-1][0], max(words[-1][1], word.x1))
        else:
            words.append((word.x0, word.x1))
    return words


def columns_in(rows: list[list[Line]], size: float) -> list[float]:
    """The x at which each column but the first begins: right of a strip that (nearly) no row runs over."""
    stretches = [merged(sorted(word for line in row for word in _words(line)), _GAP * size) for row in rows]
    edges = sorted({start for row in stretches for start, _ in row})
    found: list[float] = []
    for start in edges:
        ends = [max((end for _, end in row if end <= start + 0.5), default=None) for row in stretches]
        over = sum(any(x0 < start - 1 and x1 > start + 1 for x0, x1 in row) for row in stretches)
        begin = sum(any(abs(x0 - start) < 1.5 for x0, _ in row) for row in stretches)
        left = [end for end in ends if end is not None]
        # What is set to the right begins level nowhere, but nothing runs over the strip at its left.
        aligned = begin > 1 or not over
        if over > _SHARE * len(rows) or not aligned or not left or start - max(left) < _GAP * size - 0.5:
            continue
        if found and (start - found[-1] < 1.5 * size or _is_empty(stretches, found[-1], start)):
            continue
        found.append(start)
    return _kept(found, stretches)


def _is_empty(stretches: list[list[tuple[float, float]]], start: float, end: float) -> bool:
    """Whether in no row anything stands wholly between ``start`` and ``end``: they are one column, set to the right."""
    return not any(start - 1.5 <= x0 and x1 < end for row in stretches for x0, x1 in row)


def _kept(starts: list[float], stretches: list[list[tuple[float, float]]]) -> list[float]:
    """The starts without those that begin no cell in most rows and so only happen to stand right of a gap."""
    least = max(2, len(stretches) // 4)
    counts = dict.fromkeys(starts, 0)
    for row in stretches:
        for x0, _ in row:
            at = bisect_right(starts, x0 + 1.5) - 1
            if at >= 0:
                counts[starts[at]] += 1
    return [start for start in starts if counts[start] >= least]


def _next_row(
    lines: list[Line], edge: float, starts: list[float], *, upwards: bool, room: float = 0.75
) -> tuple[float, float] | None:
    """The row just above the first or below the last that was drawn, where its words stand in the same columns.

    ``room`` is the most that parts two lines of a row, as a share of the type size.
    """
    side = [line for line in lines if (line.middle < edge if upwards else line.middle > edge)]
    side.sort(key=lambda line: -line.base if upwards else line.top)
    row: list[Line] = []
    reach = edge
    for line in side:
        gap = reach - line.base if upwards else line.top - reach
        if gap > (room * row[-1].size if row else line.size):
            break
        row.append(line)
        reach = min(reach, line.top) if upwards else max(reach, line.base)
    columns = {bisect_right(starts, line.x0 + 1.5) for line in row}
    if len(columns) < 2 or any(_crosses(line, starts) for line in row):
        return None
    return (reach - 1, edge) if upwards else (edge, reach + 1)


def cut_at(line: Line, starts: list[float]) -> list[Line]:
    """The line, cut where a word begins at the start of a column after more than a word space."""
    room = 0.8 * _GAP * line.size
    cuts = [
        number
        for number, (last, word) in enumerate(pairwise(line.words), start=1)
        if word.spaced and word.x0 - last.x1 > room and any(abs(word.x0 - start) < 1.5 for start in starts)
    ]
    if not cuts:
        return [line]
    parts = [line.words[start:end] for start, end in pairwise((0, *cuts, len(line.words)))]
    return [make_line(part, line.band, line.dot and not number) for number, part in enumerate(parts)]


def _parted(line: Line, start: float) -> bool:
    """Whether a word of the line begins at the start of a column, after more than a word space."""
    words = _words(line)
    room = 0.8 * _GAP * line.size
    return any(abs(x0 - start) < 1.5 and x0 - end > room for (_, end), (x0, _) in pairwise(words))
