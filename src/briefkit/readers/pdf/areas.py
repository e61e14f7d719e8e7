"""What is ordered on a page: lines of text and the drawn areas that hold them."""

from __future__ import annotations

import msgspec

from briefkit.model import Box
from briefkit.readers.pdf.lines import Line


class Region(msgspec.Struct):
    """A box or a table cell drawn on the page with what stands in it, from outside to inside.

    ``parts`` are the boxes that were drawn flush, one below the other, and make it together.
    """

    box: Box
    filled: str | None
    lines: list[Line]
    regions: list[Region]
    kind: str = "box"
    row: int = 0
    column: int = 0
    parts: list[Box] = []

    @property
    def rows(self) -> int:
        """How many lines of text it holds, boxes within included."""
        return len(self.lines) + sum(region.rows for region in self.regions)


Item = Line | Region
Stack = list[Item]


def box_of(item: Item) -> Box:
    """Left, top, right, bottom of a line or a region."""
    return item.box
