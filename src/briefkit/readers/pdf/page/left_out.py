"""Text objects that pdfium leaves out of the text of a page: letters without an outline, words printed twice.

A letter of a font that is not in the file may be in none of pdfium's own either; where it stands alone in its object
that object has no width then, and pdfium passes over it. (Most of these are spaces, but not all.)
"""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import addressof, c_float
from typing import NamedTuple

from pypdfium2 import raw

from briefkit.readers.pdf.page import bindings

_NARROW = 1e-4
_HAIR = 0.05
"""Points by which an object without width is made wider."""
_OFFSET = 0.2
"""How far a second print stands from the first where pdfium drops it, as a share of its width."""

_Bounds = tuple[float, float, float, float]


class LeftOut(NamedTuple):
    """Text objects (addresses) without width whose font is not in the file, and whether others lie on words read."""

    narrow: list[int]
    doubled: bool


def look_at(items: Iterable[int], written: Iterable[int]) -> LeftOut:
    """What the text objects ``items`` are that pdfium left out, of all that are ``written``."""
    boxes = {item: _bounds(item) for item in items}
    narrow = [item for item, box in boxes.items() if box[2] - box[0] < _NARROW]
    inked = {item: box for item, box in boxes.items() if box[2] - box[0] > _NARROW and box[3] - box[1] > _NARROW}
    others = [(item, _bounds(item)) for item in written] if inked else []
    doubled = any(_is_twin(box, other) for item, box in inked.items() for twin, other in others if twin != item)
    return LeftOut([item for item in narrow if not bindings.font_embedded(bindings.object_font(item))], doubled)


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


def _is_twin(one: _Bounds, other: _Bounds) -> bool:
    near = _OFFSET * max(one[2] - one[0], one[3] - one[1])
    return all(abs(a - b) < near for a, b in zip(one, other, strict=True))
