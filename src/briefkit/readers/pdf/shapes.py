"""What is drawn on a page: filled areas, frames, rules, dots and pictures. Boxes are from the page's top left."""

from __future__ import annotations

from ctypes import addressof, c_float, c_uint
from itertools import repeat
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf import bindings
from briefkit.readers.pdf.frame import Frame

MAX_OBJECTS = 60_000
_DEPTH = 4
_MAX_SEGMENTS = 200


class Shape(msgspec.Struct, frozen=True):
    """One drawn thing. ``fill`` and ``stroke`` are ``#rrggbb`` or ``None``; pictures and shadings have ``picture``.

    ``after`` is the number of text objects that are painted before it.
    """

    box: Box
    fill: str | None
    stroke: str | None
    picture: bool = False
    after: int = 0

    @property
    def width(self) -> float:
        """Width in points."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """Height in points."""
        return self.box[3] - self.box[1]


def shapes_of(page: pdfium.PdfPage, frame: Frame) -> list[Shape]:
    """The paths, pictures and shadings of ``page`` in painting order; what lies in form objects is included."""
    drawn = _Drawn()
    address = bindings.address_of(page.raw)
    count = _bounded(bindings.page_count(address))
    _walk(list(map(bindings.page_object, repeat(address), range(count))), frame, _IDENTITY, drawn, 0)
    return drawn.shapes


class _Drawn:
    """The shapes so far, and how many text objects were passed."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.texts = 0

    def add(self, shapes: list[Shape]) -> None:
        """Append what one object draws."""
        late = self.texts
        self.shapes.extend([msgspec.structs.replace(shape, after=late) for shape in shapes] if late else shapes)


def _bounded(count: int) -> int:
    return min(max(count, 0), MAX_OBJECTS)


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _walk(items: list[int], frame: Frame, matrix: _Matrix, drawn: _Drawn, depth: int) -> None:
    """Add the shapes among the page objects at these addresses to what is ``drawn``."""
    for item, kind in zip(items, map(bindings.object_kind, items), strict=True):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn.texts += 1
            continue
        if len(drawn.shapes) > MAX_OBJECTS:
            continue
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < _DEPTH:
                inner = _multiply(_matrix_of(item), matrix)
                count = _bounded(bindings.form_count(item))
                _walk(list(map(bindings.form_object, repeat(item), range(count))), frame, inner, drawn, depth + 1)
            continue
        box = _box(item, frame, matrix)
        if box is None:
            continue
        if kind == raw.FPDF_PAGEOBJ_PATH:
            drawn.add(_paths(item, box, frame, matrix))
        else:
            drawn.add([Shape(box, None, None, True)])


def _paths(item: int, box: Box, frame: Frame, matrix: _Matrix) -> list[Shape]:
    """The shapes of one path: each part of its own; a filled ring is what it looks like, a frame."""
    shape = _path(item, box)
    if shape is None:
        return []
    slanting = shape.fill is None and min(shape.width, shape.height) > 3
    segments = bindings.path_count(item) if slanting or shape.fill is not None else 0
    if slanting and segments < 4:
        # A line across, such as a spoke of a wheel, frames nothing.
        return []
    if shape.fill is None or not 8 <= segments <= _MAX_SEGMENTS:
        return [shape]
    parts = _subpaths(item, segments, frame, _multiply(_matrix_of(item), matrix))
    if len(parts) < 2:
        return [shape]
    if len(parts) == 2 and any(_ring(one, other) for one, other in (parts, parts[::-1])):
        return [Shape(box, None, shape.fill)]
    return [Shape(part, shape.fill, shape.stroke) for part in parts]


def _subpaths(item: int, segments: int, frame: Frame, matrix: _Matrix) -> list[Box]:
    """The box of each part of a path."""
    parts: list[list[tuple[float, float]]] = []
    a, b, c, d, e, f = matrix
    for index in range(segments):
        segment = bindings.path_segment(item, index)
        if bindings.segment_kind(segment) == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        bindings.segment_point(segment, *_FLOATS_AT[:2])
        x, y = _FLOATS[:2]
        parts[-1].append((a * x + c * y + e, b * x + d * y + f))
    return [
        frame.place(min(p[0] for p in part), min(p[1] for p in part), max(p[0] for p in part), max(p[1] for p in part))
        for part in parts
        if len(part) > 1
    ]


def _ring(outer: Box, inner: Box) -> bool:
    margins = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return all(-0.1 <= margin <= 14 for margin in margins) and max(margins) > 0.2


def _matrix_of(item: int) -> _Matrix:
    if not bindings.object_matrix(item, _FLOATS_AT[0]):
        return _IDENTITY
    a, b, c, d, e, f = _FLOATS
    return (a, b, c, d, e, f)


def _multiply(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _box(item: int, frame: Frame, m: _Matrix) -> Box | None:
    if not bindings.object_bounds(item, *_FLOATS_AT[:4]):
        return None
    left, bottom, right, top = _FLOATS[:4]
    if m is not _IDENTITY:
        corners = [
            (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) for x in (left, right) for y in (bottom, top)
        ]
        left, right = min(c[0] for c in corners), max(c[0] for c in corners)
        bottom, top = min(c[1] for c in corners), max(c[1] for c in corners)
    return frame.place(left, bottom, right, top)


def _path(item: int, box: Box) -> Shape | None:
    bindings.path_mode(item, *_WHOLES_AT[:2])
    filled, stroked = _WHOLES[:2]
    fill = _colour(bindings.object_fill, item) if filled else None
    stroke = _colour(bindings.object_stroke, item) if stroked else None
    return Shape(box, fill, stroke) if fill or stroke else None


def _colour(get: Any, item: int) -> str | None:
    if not get(item, *_WHOLES_AT):
        return None
    red, green, blue, alpha = _WHOLES
    return f"#{red:02x}{green:02x}{blue:02x}" if alpha >= 8 else None


# Rooms that pdfium fills, one for all calls: pdfium is never called from two threads.
_FLOATS = (c_float * 6)()
_FLOATS_AT = tuple(addressof(_FLOATS) + 4 * n for n in range(6))
_WHOLES = (c_uint * 4)()
_WHOLES_AT = tuple(addressof(_WHOLES) + 4 * n for n in range(4))


def lightness(colour: str) -> float:
    """How light a ``#rrggbb`` colour is: 0 black to 1 white (Rec. 601 weights)."""
    r, g, b = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return (0.299 * r + 0.587 * g + 0.114 * b) / 255
