"""What is drawn on a page: filled areas, frames, rules, dots and pictures. Boxes are from the page's top left."""

from __future__ import annotations

from ctypes import c_float, c_int, c_uint
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf.frame import Frame

MAX_OBJECTS = 60_000
_DEPTH = 4
_MAX_SEGMENTS = 200


class Shape(msgspec.Struct, frozen=True):
    """One drawn thing. ``fill`` and ``stroke`` are ``#rrggbb`` or ``None``; pictures and shadings have ``picture``."""

    box: Box
    fill: str | None
    stroke: str | None
    picture: bool = False

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
    found: list[Shape] = []
    count = raw.FPDFPage_CountObjects(page.raw)
    _walk([raw.FPDFPage_GetObject(page.raw, n) for n in range(_bounded(count))], frame, _IDENTITY, found, 0)
    return found


def _bounded(count: int) -> int:
    return min(max(count, 0), MAX_OBJECTS)


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _walk(items: list[Any], frame: Frame, matrix: _Matrix, found: list[Shape], depth: int) -> None:
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT or len(found) > MAX_OBJECTS:
            continue
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < _DEPTH:
                inner = _multiply(_matrix_of(item), matrix)
                count = _bounded(raw.FPDFFormObj_CountObjects(item))
                held = [raw.FPDFFormObj_GetObject(item, n) for n in range(count)]
                _walk(held, frame, inner, found, depth + 1)
            continue
        box = _box(item, frame, matrix)
        if box is None:
            continue
        if kind == raw.FPDF_PAGEOBJ_PATH:
            found.extend(_paths(item, box, frame, matrix))
        else:
            found.append(Shape(box, None, None, True))


def _paths(item: Any, box: Box, frame: Frame, matrix: _Matrix) -> list[Shape]:
    """The shapes of one path: each part of its own; a filled ring is what it looks like, a frame."""
    shape = _path(item, box)
    if shape is None:
        return []
    segments = raw.FPDFPath_CountSegments(item)
    if shape.fill is None or not 8 <= segments <= _MAX_SEGMENTS:
        return [shape]
    parts = _subpaths(item, segments, frame, _multiply(_matrix_of(item), matrix))
    if len(parts) < 2:
        return [shape]
    if len(parts) == 2 and any(_ring(one, other) for one, other in (parts, parts[::-1])):
        return [Shape(box, None, shape.fill)]
    return [Shape(part, shape.fill, shape.stroke) for part in parts]


def _subpaths(item: Any, segments: int, frame: Frame, matrix: _Matrix) -> list[Box]:
    """The box of each part of a path."""
    parts: list[list[tuple[float, float]]] = []
    x, y = floats(2)
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        a, b, c, d, e, f = matrix
        parts[-1].append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    return [
        frame.place(min(p[0] for p in part), min(p[1] for p in part), max(p[0] for p in part), max(p[1] for p in part))
        for part in parts
        if len(part) > 1
    ]


def _ring(outer: Box, inner: Box) -> bool:
    margins = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return all(-0.1 <= margin <= 14 for margin in margins) and max(margins) > 0.2


def _matrix_of(item: Any) -> _Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, m):
        return _IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _multiply(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _box(item: Any, frame: Frame, m: _Matrix) -> Box | None:
    left, bottom, right, top = floats(4)
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    xs, ys = (left.value, right.value), (bottom.value, top.value)
    if m is not _IDENTITY:
        corners = [(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) for x in xs for y in ys]
        xs = (min(c[0] for c in corners), max(c[0] for c in corners))
        ys = (min(c[1] for c in corners), max(c[1] for c in corners))
    return frame.place(xs[0], ys[0], xs[1], ys[1])


def _path(item: Any, box: Box) -> Shape | None:
    mode, stroked = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    fill = _colour(raw.FPDFPageObj_GetFillColor, item) if mode.value else None
    stroke = _colour(raw.FPDFPageObj_GetStrokeColor, item) if stroked.value else None
    return Shape(box, fill, stroke) if fill or stroke else None


def _colour(get: Any, item: Any) -> str | None:
    r, g, b, a = (c_uint() for _ in range(4))
    if not get(item, r, g, b, a) or a.value < 8:
        return None
    return f"#{r.value:02x}{g.value:02x}{b.value:02x}"


def floats(count: int) -> list[c_float]:
    """Fresh C floats to be filled by pdfium."""
    return [c_float() for _ in range(count)]


def lightness(colour: str) -> float:
    """How light a ``#rrggbb`` colour is: 0 black to 1 white (Rec. 601 weights)."""
    r, g, b = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return (0.299 * r + 0.587 * g + 0.114 * b) / 255
