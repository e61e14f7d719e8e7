"""The empty strips between columns, and the stretch of the page in which each of them parts what stands there."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence

import msgspec

from briefkit.readers.pdf.layout.areas import Item, Region, Span, box_of, merged
from briefkit.readers.pdf.layout.sides import is_loud, overflow, parting_spaces
from briefkit.readers.pdf.page.lines import Line

_MAX_ITEMS = 6000
"""Lines of one page among which columns are looked for; a page with more is read in the order of its lines."""

_TRIED = 10
"""Strips that are looked at closely, those first that lie between the most text."""

_NEAR = 12
"""Items just above one, among which what stands beside it is looked for."""

_NARROW = 0.65
"""A strip narrower than this many ems is a word space and parts no columns."""


class Gutter(msgspec.Struct, frozen=True):
    """An empty strip from ``x0`` to ``x1`` that nothing crosses between ``top`` and ``base``."""

    x0: float
    x1: float
    top: float
    base: float


class Parted(msgspec.Struct, frozen=True):
    """What stands above the gutter's stretch, at its left, at its right, and below."""

    above: list[Item]
    left: list[Item]
    right: list[Item]
    below: list[Item]


class _Raster:
    """The text of a page in rows of half a line: where ink stands and where there is room between ink."""

    def __init__(self, items: Sequence[Item], size: float) -> None:
        self.step = max(size / 2, 2.0)
        self.origin = min(box_of(item)[1] for item in items)
        high = max(box_of(item)[3] for item in items) - self.origin
        self.rows: list[list[Span]] = [[] for _ in range(min(int(high / self.step) + 2, 4000))]
        for item in items:
            x0, top, x1, base = box_of(item)
            room = 0.22 * (base - top) if isinstance(item, Line) else 1.0
            first, last = self._row(top + room), self._row(base - room)
            # Boxes may stand closer to each other than columns of bare text.
            edges = [x0, x1] if isinstance(item, Line) else [x0 + 0.3 * size, x1 - 0.3 * size]
            if isinstance(item, Line):
                edges[1:1] = [x for space in parting_spaces(item, _NARROW * size) for x in space]
            spans = list(zip(edges[::2], edges[1::2], strict=True))
            for row in range(first, last + 1):
                self.rows[row].extend(spans)
        self.spaces: list[list[Span]] = [self._spaces(row, _NARROW * size) for row in self.rows]

    def _row(self, y: float) -> int:
        return min(max(int((y - self.origin) / self.step), 0), len(self.rows) - 1)

    @staticmethod
    def _spaces(row: list[Span], least: float) -> list[Span]:
        row.sort()
        found: list[Span] = []
        reach = row[0][1] if row else 0.0
        for x0, x1 in row:
            if x0 - reach >= least:
                found.append((reach, x0))
            reach = max(reach, x1)
        return found

    def strips(self) -> list[Span]:
        """The strips that lie in the room between ink in the most rows, at most ``_TRIED``."""
        events = sorted((x, turn) for row in self.spaces for a, b in row for x, turn in ((a, 1), (b, -1)))
        peaks: list[tuple[int, float, float]] = []
        count, rising, since = 0, False, 0.0
        for x, turn in events:
            if turn < 0 and rising and x - since > 0.5:
                peaks.append((count, since, x))
            rising = turn > 0 or (rising and x - since <= 0.5)
            count += turn
            since = x if turn > 0 else since
        peaks.sort(key=lambda peak: (-peak[0], peak[1]))
        return [(a, b) for _, a, b in peaks[:_TRIED]]

    def runs(self, x: float) -> list[tuple[int, float, float]]:
        """The stretches that nothing crosses at ``x``: rows with ink on both sides, top and bottom."""
        found: list[tuple[int, float, float]] = []
        both, start = 0, 0
        for number, row in enumerate([*self.rows, [(x - 2, x + 2)]]):
            if any(a < x - 0.5 and b > x + 0.5 for a, b in row):
                if both:
                    found.append((both, self.origin + start * self.step, self.origin + number * self.step))
                both, start = 0, number + 1
            elif number < len(self.spaces) and any(a <= x <= b for a, b in self.spaces[number]):
                both += 1
        return found


def find_gutter(items: Sequence[Item], size: float) -> Gutter | None:
    """The gutter that parts the longest stretch of text side by side; ``None`` where there are no columns.

    ``size`` is the usual type size in points; something stands beside something else (:func:`has_neighbours`).
    """
    raster = _Raster(items, size)
    runs = [(both, x0, x1, top, base) for x0, x1 in raster.strips() for both, top, base in raster.runs((x0 + x1) / 2)]
    runs.sort(key=lambda run: (-run[0], run[1] - run[2]))
    for both, x0, x1, top, base in runs[:_TRIED]:
        if both < 3:
            break
        gutter = Gutter(x0, x1, top, base)
        if _parts_columns(items, gutter, size):
            return _stretched(items, gutter)
    return None


def _stretched(items: Sequence[Item], gutter: Gutter) -> Gutter:
    """The gutter, longer where a line above or below runs over into it and the next column begins beside that."""
    top, base = gutter.top, gutter.base
    glued = [item for item in items if isinstance(item, Line) and overflow(item, gutter.x0, gutter.x1) is not None]
    for line in sorted(glued, key=_top, reverse=True):
        if line.base < top + line.size and top - line.base < line.size:
            top = min(top, line.top)
    for line in sorted(glued, key=_top):
        if line.top > base - line.size and line.top - base < line.size:
            base = max(base, line.base)
    return gutter if (top, base) == (gutter.top, gutter.base) else Gutter(gutter.x0, gutter.x1, top, base)


def has_neighbours(items: Sequence[Item], size: float) -> bool:
    """Whether anything stands beside anything else; most pages of reports need no closer look."""
    if not 1 < len(items) <= _MAX_ITEMS:
        return False
    reach = -1.0
    near: deque[Item] = deque(maxlen=_NEAR)
    for item in sorted(items, key=_top):
        x0, top, x1, base = box_of(item)
        # The lines of two columns need not stand level: half a line apart, each overlaps two at its side.
        if top + 0.2 * (base - top) < reach and any(_is_beside(other, x0, top, x1, base) for other in near):
            return True
        near.append(item)
        reach = max(reach, base)
    return any(parting_spaces(item, _NARROW * size) for item in items if isinstance(item, Line))


def _is_beside(other: Item, x0: float, top: float, x1: float, base: float) -> bool:
    left, _, right, reach = box_of(other)
    return top + 0.2 * (base - top) < reach and (right <= x0 or x1 <= left)


def _parts_columns(items: Sequence[Item], gutter: Gutter, size: float) -> bool:
    """Whether there are two columns of text side by side in the gutter's stretch, one at each side of it."""
    centre = (gutter.x0 + gutter.x1) / 2
    left, right = sides_of([item for item in items if stands_in(item, gutter)], centre)
    return beside(left, right) > 2 and beside(right, left) > 2 and _wide(left, size) and _wide(right, size)


def stands_in(item: Item, gutter: Gutter) -> bool:
    """Whether the middle of the item stands in the gutter's stretch."""
    box = box_of(item)
    return gutter.top <= (box[1] + box[3]) / 2 <= gutter.base


def sides_of(items: Sequence[Item], x: float) -> tuple[list[Item], list[Item]]:
    """The items left and right of ``x``, by their middles."""
    sides: tuple[list[Item], list[Item]] = ([], [])
    for item in items:
        box = box_of(item)
        sides[(box[0] + box[2]) / 2 >= x].append(item)
    return sides


def _wide(items: list[Item], size: float) -> bool:
    """Whether the items are a column of text and no list numbers or dates in the margin."""
    x0 = min(box_of(i)[0] for i in items)
    x1 = max(box_of(i)[2] for i in items)
    letters = sum(len(i.text) for i in items if isinstance(i, Line))
    lines = sum(isinstance(i, Line) for i in items)
    if lines == len(items) and x1 - x0 > 2 * size and all(isinstance(i, Line) and is_loud(i, size) for i in items):
        return True
    return x1 - x0 > 6 * size and (not lines or letters / lines > 8 or any(isinstance(i, Region) for i in items))


def beside(these: Sequence[Item], those: Sequence[Item]) -> int:
    """How many rows of ``these`` have something of ``those`` at their side."""
    spans = merged(sorted((box_of(i)[1] + 1, box_of(i)[3] - 1) for i in those))
    tops = [top for top, _ in spans]
    count = 0
    for item in these:
        _, top, _, base = box_of(item)
        before = bisect_left(tops, base) - 1
        if before >= 0 and spans[before][1] > top:
            count += max(item.rows, 3) if isinstance(item, Region) else 1
    return count


# -- what stands in the columns, and what above and below them ----------------------------------------------------


def part(items: Sequence[Item], gutter: Gutter, size: float) -> Parted:
    """The items around and in the stretch of ``gutter``.

    What only seems to begin or end a column, because it is short and stands at one side, goes above or below: the last
    line of a full-width paragraph, a heading of what stands below, what is set well apart.
    """
    inside = sorted((i for i in items if stands_in(i, gutter)), key=_top)
    above = [i for i in items if not stands_in(i, gutter) and _middle(i) < gutter.top]
    below = [i for i in items if not stands_in(i, gutter) and _middle(i) >= gutter.top]
    left, right = sides_of(inside, (gutter.x0 + gutter.x1) / 2)
    for side, other in ((left, right), (right, left)):
        begin = min(map(_top, other))
        titles = _titles(side, other, begin, size)
        above.extend(titles)
        del side[: len(titles)]
        while len(side) > 1 and _ends_above(side, above, begin, size):
            above.append(side.pop(0))
        reach = max(box_of(item)[3] for item in other)
        for item in _hangs_below(side, reach, bool(below), size):
            side.remove(item)
            below.append(item)
    return Parted(above, left, right, below)


def _top(item: Item) -> float:
    return box_of(item)[1]


def _middle(item: Item) -> float:
    box = box_of(item)
    return (box[1] + box[3]) / 2


def _titles(side: list[Item], other: list[Item], begin: float, size: float) -> list[Item]:
    """The first items of a column above where the other begins, up to the last in larger type than all below them."""
    count = 0
    for number, item in enumerate(side[:-1], start=1):
        if box_of(item)[3] > begin + 0.35 * size or not isinstance(item, Line):
            break
        if item.size > 1.2 * max(size, _largest(side[number:]), _largest(other)):
            count = number
    return side[:count]


def _largest(items: list[Item]) -> float:
    return max((item.size for item in items if isinstance(item, Line)), default=0.0)


def _ends_above(side: list[Item], above: list[Item], begin: float, size: float) -> bool:
    """Whether the first item of a column is the short last line of a paragraph that runs over both columns."""
    first, then = side[0], side[1]
    if not isinstance(first, Line) or first.base > begin + 0.35 * first.size:
        return False
    last = max((item for item in above if isinstance(item, Line)), key=lambda line: line.base, default=None)
    if last is None or abs(last.size - first.size) > 0.6 or abs(last.x0 - first.x0) > 2 * size:
        return False
    step = first.base - last.base
    return 0 < step < 1.7 * first.size and step < _top(then) - first.top - 0.1 * size


def _hangs_below(side: list[Item], reach: float, more: bool, size: float) -> list[Item]:
    """The last items of a column that stand below all of the other one and belong to what follows both."""
    tail = [item for item in side if _top(item) > reach - 1]
    if not tail or len(tail) == len(side):
        return []
    found: list[Item] = []
    if more:
        for item in reversed(tail):
            if not isinstance(item, Line) or not is_loud(item, size):
                break
            found.insert(0, item)
    rest = side[: len(side) - len(found)]
    rooms = _rooms_above(rest)
    first = len(side) - len(tail)
    usual = max(rooms[1:first], default=size)
    # A column that is longer than its neighbour is common; what follows both is set well apart.
    apart = (1.5 if more else 2.5) * max(usual, 0.8 * size)
    for number in range(max(first, 1), len(rest)):
        if rooms[number] > apart:
            return [*rest[number:], *found]
    return found


def _rooms_above(items: list[Item]) -> list[float]:
    """The room between each item and the nearest above it that stands over it; ``items`` go from top to bottom."""
    reach: dict[int, float] = {}
    rooms: list[float] = []
    for item in items:
        x0, top, x1, base = box_of(item)
        places = range(int(x0 / 8), int(x1 / 8) + 1)
        rooms.append(top - max((reach.get(place, top) for place in places), default=top))
        for place in places:
            reach[place] = max(base, reach.get(place, base))
    return rooms
