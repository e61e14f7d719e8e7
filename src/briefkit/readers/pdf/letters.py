"""Where the letters of a page stand: pdfium is asked for all of them at once, without a step of Python for each."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Sequence
from ctypes import create_string_buffer
from itertools import islice, repeat
from operator import sub

import msgspec

from briefkit.readers.pdf import bindings
from briefkit.readers.pdf.frame import Frame


class Letters(msgspec.Struct, gc=False):
    """The boxes of letters in the order of the stream, in points from the page's top left.

    ``gaps`` is the empty space after each but the last. ``edges`` are the left and right edges once more, in the small
    form in which words keep them.
    """

    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bases: list[float]
    gaps: list[float]
    edges: tuple[Sequence[float], Sequence[float]]

    def is_level(self, start: int, end: int) -> bool:
        """Whether the letters ``start`` to ``end`` have one top and one base."""
        for heights in (self.tops, self.bases):
            part = heights[start:end]
            # Counting is four times as fast as looking for the highest and the lowest, and nearly always enough.
            if part.count(part[0]) != end - start and max(part) - min(part) > _LEVEL:
                return False
        return True

    def cuts(self, start: int, end: int, narrow: float, wide: float) -> list[int]:
        """The letters after ``start`` and before ``end`` with a gap in front that is no gap within a word."""
        gaps = self.gaps[start : end - 1]
        if not gaps or (max(gaps) <= wide and min(gaps) >= narrow):
            return []
        return [n for n, gap in enumerate(gaps, start + 1) if not narrow <= gap <= wide]


_LEVEL = 0.01


def make_letters(lefts: list[float], tops: list[float], rights: list[float], bases: list[float]) -> Letters:
    """The letters with these edges."""
    gaps = list(map(sub, islice(lefts, 1, None), rights))
    return Letters(lefts, tops, rights, bases, gaps, (array("f", lefts), array("f", rights)))


def chars_of(text: int, count: int) -> str:
    """The characters of a text page (its address), ``count`` of them, one for each index that pdfium knows."""
    room = create_string_buffer(2 * count + 2)
    written = bindings.text_range(text, 0, count, room)
    chars = room.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(chars) == count:
        return chars
    # Characters without a meaning are left out there, and those beyond the basic plane come in two halves here.
    return "".join([chr(bindings.text_code(text, index)) for index in range(count)])


def letters_of(text: int, items: list[int | None], frame: Frame) -> Letters:
    """The boxes of the characters of a text page (its address). ``items`` are the text objects that they are of."""
    count = len(items)
    room = array("f", bytes(16 * count))
    start = room.buffer_info()[0]
    deque(map(bindings.text_box, repeat(text), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    # FS_RECTF: left, top, right, bottom.
    lefts, tops, rights, bases = (room[n::4].tolist() for n in range(4))
    if frame.turn:
        boxes = [frame.place(*box) for box in zip(lefts, bases, rights, tops, strict=True)]
        lefts, tops, rights, bases = ([box[n] for box in boxes] for n in range(4))
    else:
        if frame.left:
            lefts, rights = [x - frame.left for x in lefts], [x - frame.left for x in rights]
        tops, bases = [frame.top - y for y in tops], [frame.top - y for y in bases]
    _part_ligatures(lefts, rights, items)
    return make_letters(lefts, tops, rights, bases)


def _part_ligatures(lefts: list[float], rights: list[float], items: list[int | None]) -> None:
    """One ligature, several letters: pdfium gives each of them the whole box, and they share it from left to right."""
    close = [n for n, gap in enumerate(map(sub, islice(lefts, 1, None), rights)) if gap < -_NARROWEST]
    for one in close:
        other = one + 1
        same = items[one] == items[other] and abs(rights[one] - rights[other]) < _LEVEL
        if same and lefts[other] < lefts[one] + _LEVEL and rights[other] > lefts[other]:
            lefts[other] = rights[one] = (lefts[one] + rights[other]) / 2


_NARROWEST = 0.5
"""Points: what overlaps by less is no ligature but a kerned pair."""
