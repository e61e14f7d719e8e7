"""What is drawn on a page: filled areas, frames, rules, dots and pictures. Boxes are from the page's top left."""

from __future__ import annotations

import math
from ctypes import addressof, c_float, c_uint
from functools import lru_cache
from itertools import repeat
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page.frame import Frame

MAX_OBJECTS = 60_000
WHITE = 0.985
"""The lightness from which a filled area looks like the paper."""
THIN = 4.0
"""Points: what is narrower is a rule or an underline and hides no word by itself."""
_DEPTH = 4
_LINE = 3.0
"""Points: the height up to which a path that is not filled is a line, whatever its points are."""
_FRAMING = 4
"""The least number of points of what can frame anything."""
_STRAIGHT = 0.5
_HAIRLINE = 0.01
_MAX_SEGMENTS = 200


class Shape(msgspec.Struct, frozen=True):
    """One drawn thing. ``fill`` and ``stroke`` are ``#rrggbb`` or ``None``; pictures and shadings have ``picture``.

    ``after`` is the number of text objects that are painted before it, ``thick`` the width in points of the line of
    what is not filled.
    """

    box: Box
    fill: str | None
    stroke: str | None
    picture: bool = False
    after: int = 0
    thick: float = 0.0

    @property
    def width(self) -> float:
        """Width in points."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """Height in points."""
        return self.box[3] - self.box[1]


def drawn_on(page: pdfium.PdfPage, frame: Frame) -> Drawn:
    """The paths, pictures and shadings of ``page`` in painting order, and thick lines that frame nothing.

    What lies in form objects is included. A thick line that is level or upright is the bar that it looks like.
    """
    drawn = Drawn(frame)
    address = bindings.address_of(page.raw)
    count = _bounded(bindings.page_count(address))
    _walk(list(map(bindings.page_object, repeat(address), range(count))), _IDENTITY, drawn, 0)
    return drawn


class Drawn:
    """What is drawn on a page, of which ``frame`` is where it stands: ``shapes``, and ``strokes`` that frame nothing.

    ``texts`` numbers the text objects, by their address, from 0 in painting order; no more than ``MAX_OBJECTS``.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.shapes: list[Shape] = []
        self.strokes: list[Shape] = []
        self.texts: dict[int, int] = {}

    def add(self, shapes: list[Shape]) -> None:
        """Append what one object draws."""
        self.shapes.extend([self._late(shape) for shape in shapes] if self.texts else shapes)

    def add_text(self, item: int) -> None:
        """Number the text object at this address."""
        if len(self.texts) < MAX_OBJECTS:
            self.texts[item] = len(self.texts)

    def add_stroke(self, stroke: Shape) -> None:
        """Append a thick line that frames nothing."""
        self.strokes.append(self._late(stroke))

    def _late(self, shape: Shape) -> Shape:
        return msgspec.structs.replace(shape, after=len(self.texts))


def _bounded(count: int) -> int:
    return min(max(count, 0), MAX_OBJECTS)


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _walk(items: list[int], matrix: _Matrix, drawn: Drawn, depth: int) -> None:
    """Add the shapes among the page objects at these addresses to what is ``drawn``."""
    frame = drawn.frame
    for item, kind in zip(items, map(bindings.object_kind, items), strict=True):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn.add_text(item)
            continue
        if len(drawn.shapes) > MAX_OBJECTS:
            continue
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < _DEPTH:
                inner = _multiply(_matrix_of(item), matrix)
                count = _bounded(bindings.form_count(item))
                _walk(list(map(bindings.form_object, repeat(item), range(count))), inner, drawn, depth + 1)
            continue
        box = _box(item, frame, matrix)
        if box is None:
            continue
        if kind == raw.FPDF_PAGEOBJ_PATH:
            found = _paths(item, box, frame, matrix)
            if len(found) == 1 and found[0].thick and bindings.path_count(item) < _FRAMING:
                found, strokes = _lines(item, found[0], frame, matrix)
                for stroke in strokes:
                    drawn.add_stroke(stroke)
            drawn.add(found)
        else:
            drawn.add([Shape(box, None, None, True)])


def _paths(item: int, box: Box, frame: Frame, matrix: _Matrix) -> list[Shape]:
    """The shapes of one path: each part of its own; a filled ring is what it looks like, a frame."""
    shape = _path(item, box)
    if shape is None:
        return []
    if shape.fill is None:
        if min(shape.width, shape.height) <= _LINE:
            return [shape]
        return [msgspec.structs.replace(shape, thick=_thick(item, _multiply(_matrix_of(item), matrix)))]
    segments = bindings.path_count(item)
    if not 8 <= segments <= _MAX_SEGMENTS:
        return [shape]
    parts = _subpaths(item, segments, frame, _multiply(_matrix_of(item), matrix))
    if len(parts) < 2:
        return [shape]
    if len(parts) == 2 and any(_ring(one, other) for one, other in (parts, parts[::-1])):
        return [Shape(box, None, shape.fill)]
    return [Shape(part, shape.fill, shape.stroke) for part in parts]


def _lines(item: int, shape: Shape, frame: Frame, matrix: _Matrix) -> tuple[list[Shape], list[Shape]]:
    """What a path of few points is: a bar where it is thick and straight, else a thick line, or nothing to speak of.

    A thin line across, such as a spoke of a wheel, frames nothing.
    """
    if shape.thick <= THIN:
        return [], []
    parts = _subpaths(item, bindings.path_count(item), frame, _multiply(_matrix_of(item), matrix))
    if len(parts) == 1 and shape.stroke:
        x0, top, x1, base = parts[0]
        half = shape.thick / 2
        if base - top < _STRAIGHT:
            return [Shape((x0, top - half, x1, base + half), shape.stroke, None)], []
        if x1 - x0 < _STRAIGHT:
            return [Shape((x0 - half, top, x1 + half, base), shape.stroke, None)], []
    return [], [shape]


def _thick(item: int, matrix: _Matrix) -> float:
    if not bindings.object_thick(item, _FLOATS_AT[0]):
        return _HAIRLINE
    a, b, c, d = matrix[:4]
    return max(float(_FLOATS[0]) * math.sqrt(abs(a * d - b * c)), _HAIRLINE)


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


@lru_cache(maxsize=1024)
def lightness(colour: str) -> float:
    """How light a ``#rrggbb`` colour is: 0 black to 1 white."""
    return weigh(*(int(colour[n : n + 2], 16) for n in (1, 3, 5))) / 255


def weigh(red: float, green: float, blue: float) -> float:
    """How light three parts are together, in their own unit (ITU-R BT.601, the weights of luma)."""
    return 0.299 * red + 0.587 * green + 0.114 * blue
