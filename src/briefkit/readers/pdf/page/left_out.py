"""Text objects that pdfium leaves out of the text of a page: letters without an outline, words printed twice.

A letter of a font that is not in the file may be in none of pdfium's own either; where it stands alone in its object
that object has no width then, and pdfium passes over it. (Most of these are spaces, but not all.)
"""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import addressof, c_float

from pypdfium2 import raw

from briefkit.readers.pdf.page import bindings

_NARROW = 1e-4
_HAIR = 0.05
"""Points by which an object without width is made wider."""
_OFFSET = 0.2
"""How far a second print stands from the first where pdfium drops it, as a share of its width."""

_Bounds = tuple[float, float, float, float]


def widened(items: Iterable[int]) -> list[int]:
    """Those of the text objects (addresses) that have no width and no font in the file; they have a width now.

    What is drawn with a line reaches out by half of that line: so much each of these is given, and nothing of its looks
    is changed.
    """
    found = [item for item in items if _has_no_width(item) and not bindings.font_embedded(bindings.object_font(item))]
    for item in found:
        mode, thick = bindings.object_mode(item), c_float()
        bindings.object_thick(item, addressof(thick))
        bindings.set_mode(item, raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
        bindings.set_thick(item, 2 * _HAIR)
        bindings.transform(item, 1, 0, 0, 1, 0, 0)
        bindings.set_mode(item, mode)
        bindings.set_thick(item, thick.value)
    return found


def _has_no_width(item: int) -> bool:
    left, _, right, _ = _bounds(item)
    return right - left < _NARROW


def _bounds(item: int) -> _Bounds:
    """Left, bottom, right, top of what the object at this address draws, in the units of the page."""
    edges = (c_float * 4)()
    at = addressof(edges)
    bindings.object_bounds(item, at, at + 4, at + 8, at + 12)
    return edges[0], edges[1], edges[2], edges[3]


def printed_again(items: Iterable[int], written: Iterable[int]) -> bool:
    """Whether one of the text objects ``items``, which pdfium left out, lies on another of all that are ``written``."""
    inked = {item: box for item in items if (box := _bounds(item))[2] - box[0] > _NARROW and box[3] - box[1] > _NARROW}
    if not inked:
        return False
    others = [(item, _bounds(item)) for item in written]
    return any(_is_twin(box, other) for item, box in inked.items() for twin, other in others if twin != item)


def _is_twin(one: _Bounds, other: _Bounds) -> bool:
    near = _OFFSET * max(one[2] - one[0], one[3] - one[1])
    return all(abs(a - b) < near for a, b in zip(one, other, strict=True))
