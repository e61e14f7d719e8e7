"""What is ordered on a page: lines of text and the drawn areas that hold them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefkit.model import Box
from briefkit.readers.pdf.page.lines import Line


class Region(msgspec.Struct):
    """A box, a table or a cell of one (``kind``) drawn on the page with what stands in it, from outside to inside.

    ``parts`` are the boxes that were drawn flush, one below the other, and make it together; those of a table are all
    its cells, empty ones too.
    ``heads`` are the lines of a box beside it that holds its heading; they are read first.
    """

    box: Box
    filled: str | None
    lines: list[Line]
    regions: list[Region]
    kind: str = "box"
    row: int = 0
    column: int = 0
    parts: list[Box] = []
    heads: list[Line] = []

    @property
    def rows(self) -> int:
        """How many lines of text it holds, boxes within included."""
        return len(self.lines) + sum(region.rows for region in self.regions)


Item = Line | Region
Stack = list[Item]
Span = tuple[float, float]


def box_of(item: Item) -> Box:
    """Left, top, right, bottom of a line or a region."""
    return item.box


def downwards(items: Iterable[Item]) -> Stack:
    """The items from top to bottom, those that begin level from left to right."""
    return sorted(items, key=lambda item: item.box[1::-1])


def area(box: Box) -> float:
    """Square points; 0 for a box turned inside out."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def alike(one: Box, other: Box) -> bool:
    """Whether two boxes are the same but for a few points."""
    return all(abs(a - b) < 4 for a, b in zip(one, other, strict=True))


def within(inner: Box, outer: Box) -> bool:
    """Whether the smaller box lies in the larger, a few points aside."""
    if area(inner) >= area(outer):
        return False
    return inner[0] > outer[0] - 3 and inner[1] > outer[1] - 3 and inner[2] < outer[2] + 3 and inner[3] < outer[3] + 3


def with_equal_ends(boxes: Iterable[Box], near: float) -> list[list[Box]]:
    """The boxes by their left and right ends, ``near`` points aside, each group from top to bottom."""
    groups: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box[1]):
        for group in groups:
            if abs(group[0][0] - box[0]) < near and abs(group[0][2] - box[2]) < near:
                group.append(box)
                break
        else:
            groups.append([box])
    return groups


def merged(spans: Iterable[Span], gap: float = 0.0) -> list[Span]:
    """Sorted stretches; those that overlap or stand no further apart than ``gap`` are one."""
    out: list[Span] = []
    for start, end in spans:
        if out and start <= out[-1][1] + gap:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def union(one: Box, other: Box) -> Box:
    """The smallest box around both."""
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
