"""Words that may be hidden by what was painted later or by a clip: which ones are worth a closer look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ctypes import addressof, c_float

from briefkit.model import Box
from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import THIN, Shape
from briefkit.readers.pdf.page.words import Word

_MANY = 4
"""So many thin lines on one word may hide it together."""
MOST_PAIRS = 200_000
"""How many pairs of a word (or a line) and a shape are compared on one page; where there are more, all is doubtful."""


def painted_over(lines: list[Line], shapes: list[Shape], order: Mapping[int, int]) -> list[Word]:
    """Words over which a larger shape was painted later; where there are too many shapes to compare, all words.

    ``order`` is the number of each text object in painting order. The shape may still be clear, clipped or elsewhere
    within its box: that is for the eye to say.
    """
    late = _without_twins([shape for shape in shapes if shape.after])
    if not late:
        return []
    if len(lines) * len(late) > MOST_PAIRS:
        return [word for line in lines for word in line.words]
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
    return list({id(word): word for word, shape in pairs if order.get(word.of, 0) < shape.after}.values())


def _without_twins(shapes: list[Shape]) -> list[Shape]:
    """The shapes, of those that are painted on one place in one way only the last: it hides what the others hide."""
    last = {(shape.box, shape.fill is None, shape.picture, shape.thick): shape for shape in shapes}
    return sorted(last.values(), key=lambda shape: shape.after)


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


_POINT = (c_float * 2)()
_POINT_AT = (addressof(_POINT), addressof(_POINT) + 4)
# A room that pdfium fills, as in ``page.shapes``.


def is_clipped(line: Line, frame: Frame) -> bool:
    """Whether the first word of a line, which has a text object, lies outside of the path to which that is clipped."""
    clip = bindings.object_clip(line.words[0].of)
    for path in range(bindings.clip_count(clip) if clip else 0):
        xs: list[float] = []
        ys: list[float] = []
        for n in range(bindings.clip_points(clip, path)):
            bindings.segment_point(bindings.clip_segment(clip, path, n), *_POINT_AT)
            xs.append(_POINT[0])
            ys.append(_POINT[1])
        if not xs or max(xs) - min(xs) < 0.1 or max(ys) - min(ys) < 0.1:
            return True
        shown = frame.place(min(xs), min(ys), max(xs), max(ys))
        if not _overlap(shown, line.box):
            return True
    return False


def is_clear(line: Line) -> bool:
    """Whether the first word of a line, which has a text object, is clear in part, blended or masked."""
    return bool(bindings.object_is_clear(line.words[0].of))
