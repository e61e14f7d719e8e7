"""What stands in the same words at the same place on page after page, beside the text that changes: slides have it."""

from __future__ import annotations

import re
from collections import Counter

from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.sheets import Sheet

_FEWEST, _LONGEST, _MARGIN = 3, 120, 0.25
_DIGITS = re.compile(r"\d+")
_CLEAR = 1.0
"""How far from the changing text, in its own type size: the head of a table that repeats stands closer."""


def find_standing(sheets: list[Sheet]) -> frozenset[int]:
    """The ``id`` of each line that stands clear of the changing text, alike on three pages and a third of all or more.

    A line that is larger than all that changes on its page is a title, and a page on which nothing changes has none.
    """
    least = max(_FEWEST, len(sheets) / 3)
    # Words are compared only where lines of one size stand at one spot on so many pages.
    spots = [[_spot(line) for line in sheet.lines] for sheet in sheets]
    usual = {spot for spot, count in Counter(spot for held in spots for spot in set(held)).items() if count >= least}
    if not usual:
        return frozenset()
    places = [
        {id(line): (spot, _words(line)) for line, spot in zip(sheet.lines, held, strict=True) if spot in usual}
        for sheet, held in zip(sheets, spots, strict=True)
    ]
    counts = Counter(place for held in places for place in set(held.values()))
    found: set[int] = set()
    for sheet, held in zip(sheets, places, strict=True):
        known = {key for key, place in held.items() if counts[place] >= least}
        alike = [line for line in sheet.lines if id(line) in known]
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


def _spot(line: Line) -> tuple[int, int, float]:
    """Where a line stands, to the point, and its size."""
    return round(line.x0), round(line.base), line.size


def _words(line: Line) -> str:
    """Its words, numbers aside."""
    return _DIGITS.sub("#", line.text.casefold())


def _is_clear(line: Line, changing: list[Line], frame: Frame) -> bool:
    """Whether the line stands in the outer quarter of the page, beyond all that changes on it and apart from it."""
    room = _CLEAR * line.size
    wide, high = frame.width * _MARGIN, frame.height * _MARGIN
    over = line.base < high and line.base + room < min(other.top for other in changing)
    under = line.top > frame.height - high and line.top - room > max(other.base for other in changing)
    left = line.x1 < wide and line.x1 + room < min(other.x0 for other in changing)
    right = line.x0 > frame.width - wide and line.x0 - room > max(other.x1 for other in changing)
    return over or under or left or right
