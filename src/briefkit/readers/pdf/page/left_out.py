"""Text objects that pdfium leaves out of the text of a page: letters without an outline, words printed twice.

A letter of a font that is not in the file may be in none of pdfium's own either; where it stands alone in its object
that object has no width then, and pdfium passes over it. (Most of these are spaces, but not all.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from ctypes import addressof, c_float
from itertools import islice
from typing import NamedTuple

from pypdfium2 import raw

from briefkit.readers.pdf.page import bindings

_NARROW = 1e-4
_HAIR = 0.05
"""Points by which an object without width is made wider."""
_OFFSET = 0.2
"""How far a second print stands from the first where pdfium drops it, as a share of its width."""

_MOST = 20_000
"""Pairs of text objects that are compared on a page."""

_Bounds = tuple[float, float, float, float]


class LeftOut(NamedTuple):
    """Text objects (addresses) without width whose font is not in the file, and whether others lie on words read."""

    narrow: set[int]
    doubled: bool


def look_at(items: Iterable[int], written: Iterable[int]) -> LeftOut:
    """What the text objects ``items`` are that pdfium left out, of all that are ``written``."""
    boxes = {item: _bounds(item) for item in items}
    narrow = [item for item, box in boxes.items() if box[2] - box[0] < _NARROW]
    inked = {item: box for item, box in boxes.items() if box[2] - box[0] > _NARROW and box[3] - box[1] > _NARROW}
    doubled = bool(inked) and _have_twin(inked, sorted((boxes.get(item) or _bounds(item), item) for item in written))
    return LeftOut({item for item in narrow if not bindings.font_embedded(bindings.object_font(item))}, doubled)


def _have_twin(inked: dict[int, _Bounds], others: list[tuple[_Bounds, int]]) -> bool:
    """Whether something that is ``inked`` lies on another text object; ``others`` are from left to right.

    On a page made of the same few objects over and over the first ones tell.
    """
    left = _MOST
    for item, box in inked.items():
        near = _OFFSET * max(box[2] - box[0], box[3] - box[1])
        start = bisect_left(others, box[0] - near, key=_left_of)
        for other, twin in islice(others, start, bisect_right(others, box[0] + near, key=_left_of)):
            if twin != item and all(abs(a - b) < near for a, b in zip(box, other, strict=True)):
                return True
            left -= 1
        if left < 0:
            break
    return False


def _left_of(other: tuple[_Bounds, int]) -> float:
    return other[0][0]


def twins(items: Iterable[int], originals: Iterable[int]) -> set[int]:
    """Those of the text objects ``items`` (addresses) that draw exactly where one of the ``originals`` does."""
    places = {_bounds(item) for item in originals}
    return {item for item in items if _bounds(item) in places}


def widen(items: Iterable[int]) -> None:
    """Give a width to text objects without one, so that pdfium reads them.

    What is drawn with a line reaches out by half of that line: so much each of these is given, and nothing of its looks
    is changed.
    """
    for item in items:
        mode, thick = bindings.object_mode(item), c_float()
        bindings.object_thick(item, addressof(thick))
        bindings.set_mode(item, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
        bindings.set_thick(item, 2 * _HAIR)
        bindings.transform(item, 1, 0, 0, 1, 0, 0)
        bindings.set_mode(item, mode)
        bindings.set_thick(item, thick.value)


def _bounds(item: int) -> _Bounds:
    """Left, bottom, right, top of what the object at this address draws, in the units of the page."""
    edges = (c_float * 4)()
    at = addressof(edges)
    bindings.object_bounds(item, at, at + 4, at + 8, at + 12)
    return edges[0], edges[1], edges[2], edges[3]
