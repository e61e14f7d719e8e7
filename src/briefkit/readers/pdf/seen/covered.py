"""Words that may be hidden by what was painted later, by a clip or by a layer: which ones are worth a closer look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import c_float

import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import THIN, Shape
from briefkit.readers.pdf.page.words import Word

_MANY = 4
"""So many thin lines on one word may hide it together."""
_MOST_OBJECTS = 60_000
_DEPTH = 4


def painted_over(page: pdfium.PdfPage, lines: list[Line], shapes: list[Shape]) -> Iterator[tuple[Word, Shape]]:
    """Words over which a larger shape was painted later, with the first such shape.

    The shape may still be clear, clipped or elsewhere within its box: that is for the eye to say.
    """
    late = [shape for shape in shapes if shape.after]
    if not late:
        return
    wide = [shape for shape in late if min(shape.width, shape.height) > THIN]
    thin = [shape for shape in late if min(shape.width, shape.height) <= THIN]
    pairs = [
        (word, shape)
        for line in lines
        for shape in wide
        if _overlap(line.box, shape.box)
        for word in line.words
        if _hides(shape, word)
    ]
    if len(thin) >= _MANY:
        pairs.extend(_hatched(lines, thin))
    if not pairs:
        return
    order = _order(page)
    told: set[int] = set()
    for word, shape in pairs:
        if id(word) not in told and order.get(word.of, 0) < shape.after:
            told.add(id(word))
            yield word, shape


def _hides(shape: Shape, word: Word) -> bool:
    x0, top, x1, base = shape.box
    tall = word.base - word.top
    if shape.fill is None and not shape.picture and shape.thick < 0.3 * tall:
        return False  # a frame
    wide = min(x1, word.x1) - max(x0, word.x0)
    high = min(base, word.base) - max(top, word.top)
    # A part of a word may be a name: "Wren's".
    return wide > min(0.3 * (word.x1 - word.x0), 0.8 * tall) and high > 0.3 * tall


def _hatched(lines: list[Line], thin: list[Shape]) -> Iterator[tuple[Word, Shape]]:
    """Words on which several thin lines lie, with the last of these."""
    for line in lines:
        near = [shape for shape in thin if _overlap(line.box, shape.box)]
        if len(near) < _MANY:
            continue
        for word in line.words:
            upon = [shape for shape in near if _overlap((word.x0, word.top, word.x1, word.base), shape.box)]
            if len(upon) >= _MANY:
                yield word, upon[-1]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _order(page: pdfium.PdfPage) -> dict[int, int]:
    """The number of each text object (by its address) in painting order, from 0."""
    order: dict[int, int] = {}
    count = min(max(raw.FPDFPage_CountObjects(page.raw), 0), _MOST_OBJECTS)
    address = bindings.address_of(page.raw)
    _number((bindings.page_object(address, n) for n in range(count)), order, 0)
    return order


def _number(items: Iterable[int], order: dict[int, int], depth: int) -> None:
    for item in items:
        kind = bindings.object_kind(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            order[item] = len(order)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            count = min(max(bindings.form_count(item), 0), _MOST_OBJECTS)
            _number((bindings.form_object(item, n) for n in range(count)), order, depth + 1)


def clipped_away(lines: list[Line], frame: Frame) -> list[Line]:
    """Lines whose first word lies outside of the path to which its object is clipped."""
    return [line for line in lines if line.words[0].of > 0 and _is_outside(line, frame)]


def _is_outside(line: Line, frame: Frame) -> bool:
    item = raw.cast(line.words[0].of, raw.FPDF_PAGEOBJECT)
    clip = raw.FPDFPageObj_GetClipPath(item)
    paths = raw.FPDFClipPath_CountPaths(clip)
    x, y = c_float(), c_float()
    for path in range(max(paths, 0)):
        xs: list[float] = []
        ys: list[float] = []
        for n in range(max(raw.FPDFClipPath_CountPathSegments(clip, path), 0)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, n), x, y)
            xs.append(x.value)
            ys.append(y.value)
        if not xs or max(xs) - min(xs) < 0.1 or max(ys) - min(ys) < 0.1:
            return True
        shown = frame.place(min(xs), min(ys), max(xs), max(ys))
        if not _overlap(shown, line.box):
            return True
    return False


def see_through(lines: list[Line]) -> list[Line]:
    """Lines whose first word is clear in part, blended or masked."""
    return [line for line in lines if line.words[0].of > 0 and bindings.object_is_clear(line.words[0].of)]


def on_a_layer(lines: list[Line]) -> list[Line]:
    """Lines whose first word belongs to optional content, or stands in a form object (which may)."""
    return [line for line in lines if line.words[0].of > 0]
