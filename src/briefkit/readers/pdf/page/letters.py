"""Where letters stand: pdfium is asked for many at once, without a step of Python for each."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Sequence
from ctypes import create_string_buffer
from itertools import islice, repeat
from math import isfinite
from operator import sub

import msgspec

from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page.frame import Frame

LEVEL = 0.01
"""Points by which the tops and the bases of the letters of one word may differ."""

_ABOVE, _BELOW = 0.9, 0.21
"""How high and how deep fonts are, as shares of their size, where they do not tell: as Arial, Times and Helvetica."""

_TOUCHING, _OPEN = 0.02, 0.1
"""Shares of the size: how far the letters around a space that lies under one may stand apart; how wide it must be."""

_NOWHERE = -10_000.0
"""An edge that is no number, in a damaged file: off any page."""

_NARROWEST = 0.5
"""Points: what overlaps by less is no ligature but a kerned pair."""

Edges = tuple[list[float], list[float], list[float], list[float]]


class Letters(msgspec.Struct, gc=False):
    """The boxes of letters side by side, in points from the page's top left; ``gaps`` is the space after each."""

    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bases: list[float]
    gaps: list[float]

    def is_level(self, start: int, end: int) -> bool:
        """Whether the letters ``start`` to ``end`` have one top and one base."""
        for heights in (self.tops, self.bases):
            part = heights[start:end]
            # Counting is four times as fast as looking for the highest and the lowest, and nearly always enough.
            if part.count(part[0]) != end - start and max(part) - min(part) > LEVEL:
                return False
        return True

    def cuts(self, start: int, end: int, narrow: float, wide: float) -> list[int]:
        """The letters after ``start`` and before ``end`` with a gap in front that is no gap within a word."""
        gaps = self.gaps[start : end - 1]
        if not gaps or (max(gaps) <= wide and min(gaps) >= narrow):
            return []
        return [n for n, gap in enumerate(gaps, start + 1) if not narrow <= gap <= wide]

    def edges(self, start: int, end: int) -> Sequence[float]:
        """Left and right of each letter from ``start`` up to but without ``end``, from the left of the first."""
        x0 = self.lefts[start]
        pairs = zip(self.lefts[start:end], self.rights[start:end], strict=True)
        return array("f", [x - x0 for pair in pairs for x in pair])


def is_overlaid(last: float, left: float, right: float, first: float, size: float) -> bool:
    """Whether a typed space from ``left`` to ``right`` parts no words: the letter after it lies on it.

    ``last`` is the right edge of the letter before, ``first`` the left edge of the one after; all in points, as is the
    ``size`` of the type.
    LibreOffice, and whoever parts words by hand, takes the space back. Words that are set so tightly that they touch
    leave their space its place, but for what the next letter hangs over to the left.
    """
    near = _TOUCHING * size
    return abs(first - last) < near and abs(first - left) < near and right - left > _OPEN * size


def make_letters(lefts: list[float], tops: list[float], rights: list[float], bases: list[float]) -> Letters:
    """The letters with these edges."""
    return Letters(lefts, tops, rights, bases, list(map(sub, islice(lefts, 1, None), rights)))


def chars_of(text: int, count: int) -> str:
    """The characters of a text page (its address), ``count`` of them, one for each index that pdfium knows."""
    room = create_string_buffer(2 * count + 2)
    written = bindings.text_range(text, 0, count, room)
    chars = room.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(chars) == count:
        return chars
    # Characters without a meaning are left out there, and those beyond the basic plane come in two halves here.
    return "".join([chr(bindings.text_code(text, index)) for index in range(count)])


def boxes_of(text: int, indices: Sequence[int], frame: Frame) -> Edges:
    """Lefts, tops, rights and bases of the characters of a text page (its address) at these ``indices``."""
    count = len(indices)
    room = array("f", bytes(16 * count))
    start = room.buffer_info()[0]
    deque(map(bindings.text_box, repeat(text), indices, range(start, start + 16 * count, 16)), maxlen=0)
    if not isfinite(sum(room)):
        room = array("f", [edge if isfinite(edge) else _NOWHERE for edge in room])
    # FS_RECTF: left, top, right, bottom.
    lefts, tops, rights, bases = (room[n::4].tolist() for n in range(4))
    if frame.turn:
        boxes = [frame.place(*box) for box in zip(lefts, bases, rights, tops, strict=True)]
        lefts, tops, rights, bases = ([box[n] for box in boxes] for n in range(4))
        return lefts, tops, rights, bases
    left, top = frame.left, frame.top
    if left:
        lefts, rights = [x - left for x in lefts], [x - left for x in rights]
    return lefts, [top - y for y in tops], rights, [top - y for y in bases]


def stand_on_origins(text: int, indices: Sequence[int], sizes: Sequence[float], edges: Edges, frame: Frame) -> None:
    """Put tops and bases in ``edges`` right for letters whose font does not tell how high and how deep it is.

    pdfium then gives each the height of its own ink (of "had" another than of "gap"); where it stands is known all the
    same. ``sizes`` are those of such letters in points as printed, and 0 for all others.
    """
    flat = [n for n, size in enumerate(sizes) if size]
    room = array("d", bytes(16 * len(flat)))
    start = room.buffer_info()[0]
    xs, ys = range(start, start + 16 * len(flat), 16), range(start + 8, start + 16 * len(flat) + 8, 16)
    deque(map(bindings.text_origin, repeat(text), [indices[n] for n in flat], xs, ys), maxlen=0)
    _, tops, _, bases = edges
    for n, x, y in zip(flat, room[::2], room[1::2], strict=True):
        stands = frame.place(x, y, x, y)[1]
        tops[n], bases[n] = stands - _ABOVE * sizes[n], stands + _BELOW * sizes[n]


def part_ligatures(edges: Edges, items: Sequence[int | None]) -> Letters:
    """The letters with these edges, those of one ligature parted; ``items`` tells text objects from each other."""
    lefts, tops, rights, bases = edges
    _part_ligatures(lefts, rights, items)
    return make_letters(lefts, tops, rights, bases)


def _part_ligatures(lefts: list[float], rights: list[float], items: Sequence[int | None]) -> None:
    """One ligature, several letters: pdfium gives each of them the whole box, and they share it from left to right."""
    close = [n for n, gap in enumerate(map(sub, islice(lefts, 1, None), rights)) if gap < -_NARROWEST]
    for one in close:
        other = one + 1
        same = items[one] == items[other] and abs(rights[one] - rights[other]) < LEVEL
        if same and lefts[other] < lefts[one] + LEVEL and rights[other] > lefts[other]:
            lefts[other] = rights[one] = (lefts[one] + rights[other]) / 2
