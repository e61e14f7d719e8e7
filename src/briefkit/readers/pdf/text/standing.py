"""What stands in the same words at the same place on page after page, beside the text that changes: slides have it."""

from __future__ import annotations

import re
from collections import Counter

from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.sheets import Sheet

_FEWEST, _LONGEST, _MARGIN = 3, 120, 0.25
_CLEAR = 1.0
"""How far from the changing text, in its own type size: the head of a table that repeats stands closer."""


def find_standing(sheets: list[Sheet]) -> frozenset[int]:
    """The ``id`` of each line that stands clear of the changing text, alike on three pages and a third of all or more.

    A line that is larger than all that changes on its page is a title, and a page on which nothing changes has none.
    """
    counts = Counter(key for sheet in sheets for key in {_place(line) for line in sheet.lines})
    least = max(_FEWEST, len(sheets) / 3)
    found: set[int] = set()
    for sheet in sheets:
        alike = [line for line in sheet.lines if counts[_place(line)] >= least]
        known = {id(line) for line in alike}
        changing = [line for line in sheet.lines if id(line) not in known]
        if alike and changing:
            largest = max(line.size for line in changing)
            frame = sheet.frame
            found.update(
                id(line)
                for line in alike
                if line.size < largest and len(line.text) < _LONGEST and _is_clear(line, changing, frame)
            )
    return frozenset(found)


def part_standing(sheets: list[Sheet], standing: frozenset[int]) -> None:
    """Move the lines that ``standing`` names to the running heads and feet of their sheets."""
    for sheet in sheets:
        taken = [line for line in sheet.lines if id(line) in standing]
        if taken:
            half = sheet.frame.height / 2
            sheet.headers.extend(line for line in taken if line.middle < half)
            sheet.footers.extend(line for line in taken if line.middle >= half)
            sheet.lines = [line for line in sheet.lines if id(line) not in standing]


def _place(line: Line) -> tuple[str, int, int, float]:
    """Its words, numbers aside, and where they stand to the point."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.x0), round(line.base), line.size


def _is_clear(line: Line, changing: list[Line], frame: Frame) -> bool:
    """Whether the line stands in the outer quarter of the page, beyond all that changes on it and apart from it."""
    room = _CLEAR * line.size
    wide, high = frame.width * _MARGIN, frame.height * _MARGIN
    over = line.base < high and line.base + room < min(other.top for other in changing)
    under = line.top > frame.height - high and line.top - room > max(other.base for other in changing)
    left = line.x1 < wide and line.x1 + room < min(other.x0 for other in changing)
    right = line.x0 > frame.width - wide and line.x0 - room > max(other.x1 for other in changing)
    return over or under or left or right
