"""Stripes: tints behind every other row of a table are no boxes."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from briefkit.readers.pdf.layout.areas import Region
from briefkit.readers.pdf.page.lines import Line


def drop_stripes(found: list[Region], page: Region, size: float) -> None:
    """Take out filled boxes of one width and colour where the rows between them have the same columns.

    ``found`` are the areas of the page with their lines, ``page`` holds the rest and gets the lines of the stripes.
    ``size`` is the usual type size in points.
    """
    alike: dict[tuple[int, int, str], list[Region]] = defaultdict(list)
    for region in found:
        if region.kind == "box" and region.filled and region.lines:
            alike[round(region.box[0] / 4), round(region.box[2] / 4), region.filled].append(region)
    for stripes in alike.values():
        stripes.sort(key=lambda stripe: stripe.box[1])
        if len(stripes) > 1 and _have_rows_between(stripes, page.lines, size):
            for stripe in stripes:
                found.remove(stripe)
                page.lines.extend(stripe.lines)


def _have_rows_between(stripes: list[Region], lines: list[Line], size: float) -> bool:
    """Whether each two neighbours have lines between them, and all begin at the same two edges or more."""
    within = [_edges(stripe.lines) for stripe in stripes]
    x0, x1 = stripes[0].box[0], stripes[0].box[2]
    between = [
        _edges([line for line in lines if above.box[3] - 2 < line.middle < below.box[1] + 2 and x0 < line.x0 < x1])
        for above, below in pairwise(stripes)
    ]
    shared = set.intersection(*within, *between)
    return len(shared) > 1 and 4 * (max(shared) - min(shared)) > 5 * size


def _edges(lines: list[Line]) -> set[int]:
    return {round(line.x0 / 4) for line in lines}
