"""The order in which an eye goes through the boxes of one page, by where they stand and by their numbers.

It does not depend on the order in which the boxes of a paragraph were drawn, unless they stand at the same place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from briefkit.readers.docx.layout.flow import Placed

LEVEL = 8.0
"""Boxes whose tops differ by less than this many points stand in one row."""

ALIGNED = 2.5
"""Boxes whose tops differ by less than this many points were aligned on purpose."""

CUTS = 40
"""No page of a person's making needs more cuts within cuts than this."""

_LEADING_NUMBER = re.compile(r"^\D{0,8}?(\d{1,2})\b(?!\s*-?\s*min)", re.IGNORECASE)


def in_reading_order(boxes: Sequence[Placed]) -> list[Placed]:
    """Boxes of one page in the order in which they are read.

    Boxes around a hub: the hub, then clockwise from the top. A grid with level rows: row by row. Else a gap from top to
    bottom parts columns, left before right; where none passes, a gap across the whole width parts what is above from
    what is below; and so on inside each part. Where an eye could as well go row by row and each box is anchored in a
    paragraph of its own, the order of these paragraphs says which. Boxes that are numbered from 1 without a gap follow
    their numbers. ``boxes`` come in the order of their anchors.
    """
    boxes = list(boxes)
    if len(boxes) < 2:
        return boxes
    told = len({id(box.anchor) for box in boxes}) == len(boxes)
    if told and boxes == [box for row in rows_of(boxes) for box in row]:
        return by_numbers(boxes)
    return by_numbers(around_a_hub(boxes) or cut(boxes))


def by_numbers(boxes: list[Placed]) -> list[Placed]:
    """Boxes that are numbered from 1 without a gap in the order of their numbers, the others where they are."""
    numbers = {id(box): number_of(box) for box in boxes}
    told = sorted(found for found in numbers.values() if found is not None)
    if len(told) < 3 or told != list(range(1, len(told) + 1)) or len(told) < 0.6 * len(boxes):
        return boxes
    hub = [box for box in boxes if numbers[id(box)] is None and is_amid(box, boxes)]
    others = [box for box in boxes if box not in hub]
    counted = iter(sorted((box for box in boxes if numbers[id(box)]), key=lambda box: numbers[id(box)] or 0))
    return hub[:1] + [next(counted) if numbers[id(box)] else box for box in others] + hub[1:]


def is_amid(box: Placed, boxes: list[Placed]) -> bool:
    """Whether boxes stand on all four sides of a box."""
    return (
        any(other.right <= box.left + 6 for other in boxes)
        and any(other.left >= box.right - 6 for other in boxes)
        and any(other.bottom <= box.top + 6 for other in boxes)
        and any(other.top >= box.bottom - 6 for other in boxes)
    )


def number_of(box: Placed) -> int | None:
    """The number with which the words of a box begin, or ``None``."""
    for draft in box.box.drafts:
        words = (draft.marker.text + " " if draft.marker is not None else "") + draft.visible
        if words.strip():
            match = _LEADING_NUMBER.match(words.strip())
            return int(match[1]) if match else None
    return None


def around_a_hub(boxes: list[Placed]) -> list[Placed] | None:
    """A hub and the boxes that stand around it like the hours of a clock, from the top; ``None`` for anything else."""
    if not 6 <= len(boxes) <= 16:
        return None
    middle = (
        (min(b.left for b in boxes) + max(b.right for b in boxes)) / 2,
        (min(b.top for b in boxes) + max(b.bottom for b in boxes)) / 2,
    )
    hub = min(boxes, key=lambda box: math.dist(centre(box), middle))
    at = centre(hub)
    hours = [(centre(box)[0] - at[0], centre(box)[1] - at[1], box) for box in boxes if box is not hub]
    wide, high = max(abs(x) for x, _, _ in hours), max(abs(y) for _, y, _ in hours)
    if not wide or not high:
        return None
    reach = [math.hypot(x / wide, y / high) for x, y, _ in hours]
    clock = sorted(
        ((math.degrees(math.atan2(x / wide, -y / high)) + 25) % 360, index) for index, (x, y, _) in enumerate(hours)
    )
    gaps = [after - before for (before, _), (after, _) in pairwise([*clock, (clock[0][0] + 360, 0)])]
    if min(reach) < 0.72 or max(reach) > 1.22 or max(gaps) > 110 or min(gaps) < 15:
        return None
    return [hub, *(hours[index][2] for _, index in clock)]


def centre(box: Placed) -> tuple[float, float]:
    """The middle of a box."""
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def rows_of(boxes: list[Placed]) -> list[list[Placed]]:
    """Row by row from the top, each from the left; boxes whose tops nearly agree share a row."""
    rows: list[list[Placed]] = []
    for box in sorted(boxes, key=lambda entry: (entry.top, entry.left)):
        if rows and box.top - rows[-1][0].top < LEVEL:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda entry: (entry.left, entry.top)) for row in rows]


def is_grid(rows: list[list[Placed]]) -> bool:
    """Whether rows stand clear of each other, two of them at least with boxes side by side."""
    if sum(len(row) > 1 for row in rows) < 2:
        return False
    apart = all(max(box.bottom for box in above) <= below[0].top + 6 for above, below in pairwise(rows))
    return apart and all(one.right <= other.left + 6 for row in rows for one, other in pairwise(row))


def cut(boxes: list[Placed], depth: int = 0) -> list[Placed]:
    """Boxes row by row where they are a grid, else by recursive cuts along the gaps between them."""
    if len(boxes) < 2:
        return boxes
    rows = rows_of(boxes)
    if depth < CUTS and not is_grid(rows):
        for low, high in (("left", "right"), ("top", "bottom")):
            groups = split_at_gaps(boxes, low, high)
            if low == "top":
                groups = join_bands(groups)
            if len(groups) > 1:
                return [box for group in groups for box in cut(group, depth + 1)]
    return [box for row in rows for box in row]


def join_bands(bands: list[list[Placed]]) -> list[list[Placed]]:
    """Bands one below the other, those joined between which columns run on: a gap across them is there by chance.

    Columns run on where a line passes from top to bottom through both, and the lower one does not begin level.
    """
    joined: list[list[Placed]] = []
    for band in bands:
        if joined and len(split_at_gaps(joined[-1] + band, "left", "right")) > 1 and not begins_level(band):
            joined[-1] = joined[-1] + band
        else:
            joined.append(band)
    return joined if len(joined) > 1 else bands


def begins_level(band: list[Placed]) -> bool:
    """Whether a band has columns, and the highest boxes of all of them stand at exactly one height."""
    tops = [min(box.top for box in column) for column in split_at_gaps(band, "left", "right")]
    return len(tops) > 1 and max(tops) - min(tops) < ALIGNED


def split_at_gaps(boxes: list[Placed], low: str, high: str) -> list[list[Placed]]:
    """The boxes in groups between which a straight line passes, in the axis's order; small overlaps are forgiven."""
    groups: list[list[Placed]] = []
    reach = float("-inf")
    for box in sorted(boxes, key=lambda entry: (float(getattr(entry, low)), float(getattr(entry, high)))):
        start, end = float(getattr(box, low)), float(getattr(box, high))
        if groups and start < reach - min(6.0, (end - start) / 4):
            groups[-1].append(box)
        else:
            groups.append([box])
        reach = max(reach, end)
    return groups
