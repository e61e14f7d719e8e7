"""The order of boxes on one sheet (a slide, a poster, a page of Publisher or Writer), from their rectangles alone.

The order of the file stands where it is one that an eye can follow (row by row, or column by column). Else gaps that
run from top to bottom part columns, left before right; where none does, gaps across part what is above from what is
below; and so on inside each part. Boxes around a wheel are read clockwise from the top.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from briefkit.model import Box

SAME_ROW = 0.02
"""Boxes whose tops differ by less than this share of the sheet's height stand in one row."""

_CUTS = 40
"""No sheet of a person's making needs more cuts within cuts than this."""

_HUB = 0.35
"""A box nearer to the middle than this share of the wheel's radius is its hub and not one of its boxes."""

_RIM = 0.55
_FEWEST_ON_A_WHEEL = 5
_WIDE = 2.0
"""A box wider than this times the usual one around the wheel is a banner and none of them."""

_MOST_BANNERS = 3
"""Titles, logos and contact lines above and below a wheel."""


def in_reading_order(boxes: Sequence[Box], height: float, *, wheel: bool = False) -> list[int]:
    """The numbers of ``boxes`` in the order in which they are read.

    ``height`` is that of the sheet; ``wheel`` says that something round is drawn on it.
    """
    numbers = list(range(len(boxes)))
    if len(boxes) < 2:
        return numbers
    row = SAME_ROW * height
    if wheel and (around := on_a_wheel(boxes, row)):
        return around
    rows, columns = _by_rows(boxes, numbers, row), _cut(boxes, numbers, row)
    return numbers if numbers in (rows, columns) else columns


def _by_rows(boxes: Sequence[Box], numbers: list[int], row: float) -> list[int]:
    rows: list[list[int]] = []
    for number in sorted(numbers, key=lambda one: boxes[one][1]):
        if rows and boxes[number][1] - boxes[rows[-1][0]][1] < row:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [number for line in rows for number in sorted(line, key=lambda one: boxes[one][0])]


def _cut(boxes: Sequence[Box], numbers: list[int], row: float, depth: int = 0) -> list[int]:
    if len(numbers) < 2:
        return numbers
    if depth < _CUTS:
        for axis in (0, 1):
            groups = _split_at_gaps(boxes, numbers, axis)
            if axis == 1:
                groups = _with_columns_whole(boxes, groups)
            if len(groups) > 1:
                return [number for group in groups for number in _cut(boxes, group, row, depth + 1)]
    return _by_rows(boxes, numbers, row)


def _split_at_gaps(boxes: Sequence[Box], numbers: list[int], axis: int) -> list[list[int]]:
    """Groups between which a straight line passes, in the order of the axis; small overlaps are forgiven."""
    groups: list[list[int]] = []
    reach = -math.inf
    for number in sorted(numbers, key=lambda one: boxes[one][axis]):
        start, end = boxes[number][axis], boxes[number][axis + 2]
        if groups and start < reach - min(6.0, (end - start) / 4):
            groups[-1].append(number)
        else:
            groups.append([number])
        reach = max(reach, end)
    return groups


def _with_columns_whole(boxes: Sequence[Box], groups: list[list[int]]) -> list[list[int]]:
    """Rows that follow each other and share a gap from top to bottom are columns under a banner: they stay together."""
    kept: list[list[int]] = []
    for group in groups:
        joined = [*kept[-1], *group] if kept else group
        if kept and len(group) > 1 and len(kept[-1]) > 1 and len(_split_at_gaps(boxes, joined, 0)) > 1:
            kept[-1] = joined
        else:
            kept.append(group)
    return kept


def on_a_wheel(boxes: Sequence[Box], row: float) -> list[int]:
    """The numbers of ``boxes`` in their order where most stand around a wheel, banners above and below it; else empty.

    Boxes whose tops differ by less than ``row`` points stand in one row.
    """
    numbers = sorted(range(len(boxes)), key=lambda one: boxes[one][1])
    above = below = 0
    while above < _MOST_BANNERS and _stands_above(boxes, numbers[: above + 1], numbers[above + 1 :]):
        above += 1
    while below < _MOST_BANNERS and _stands_above(boxes, numbers[: -below - 1], numbers[len(numbers) - below - 1 :]):
        below += 1
    for top, foot in ((0, 0), (above, 0), (0, below), (above, below)):
        wheel = numbers[top : len(numbers) - foot]
        around = _clockwise([boxes[number] for number in wheel])
        if around:
            head, tail = numbers[:top], numbers[len(numbers) - foot :]
            return [*_cut(boxes, head, row), *(wheel[one] for one in around), *_cut(boxes, tail, row)]
    return []


def _stands_above(boxes: Sequence[Box], upper: list[int], lower: list[int]) -> bool:
    """Whether a line across parts some boxes from the others."""
    if not upper or not lower:
        return False
    return max(boxes[one][3] for one in upper) <= min(boxes[one][1] for one in lower)


def _clockwise(boxes: Sequence[Box]) -> list[int]:
    """The boxes around a wheel from twelve o'clock, its hub first; empty where they do not stand around anything."""
    if len(boxes) < _FEWEST_ON_A_WHEEL:
        return []
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    across, down = (right - left) / 2, (bottom - top) / 2
    if across <= 0 or down <= 0:
        return []
    places = []
    for number, box in enumerate(boxes):
        x = ((box[0] + box[2]) / 2 - left - across) / across
        y = ((box[1] + box[3]) / 2 - top - down) / down
        places.append((math.hypot(x, y), math.atan2(x, -y) % (2 * math.pi), number))
    hub = [number for radius, _, number in places if radius < _HUB]
    rim = [(angle, number) for radius, angle, number in places if radius >= _HUB]
    if len(hub) > 1 or len(rim) < _FEWEST_ON_A_WHEEL or any(_HUB <= radius < _RIM for radius, _, _ in places):
        return []
    widths = sorted(boxes[number][2] - boxes[number][0] for _, number in rim)
    if widths[-1] > _WIDE * widths[len(widths) // 2]:
        return []
    steps = sorted(angle for angle, _ in rim)
    widest = max((b - a) % (2 * math.pi) for a, b in zip(steps, [*steps[1:], steps[0] + 2 * math.pi], strict=True))
    if widest > 0.75 * math.pi:
        return []
    # A box a little to the left of the top still stands at twelve o'clock.
    early = math.pi / (2 * len(rim))
    return [*hub, *(number for _, number in sorted(((angle + early) % (2 * math.pi), number) for angle, number in rim))]
