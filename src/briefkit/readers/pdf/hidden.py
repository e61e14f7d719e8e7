"""Text that nobody sees: invisible, in the colour of its ground, covered, clipped, tiny, off the page, switched off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pypdfium2 as pdfium

from briefkit.model import Box
from briefkit.readers.pdf.covered import clipped_away, on_a_layer, painted_over
from briefkit.readers.pdf.frame import Frame
from briefkit.readers.pdf.glyphs import Look
from briefkit.readers.pdf.lines import Line, make_line
from briefkit.readers.pdf.shapes import Shape, lightness
from briefkit.readers.pdf.sight import Sight
from briefkit.readers.pdf.words import Word

_PALE = 0.93
_TINY = 1.5
_ALIKE = 40
"""How far two colours may be apart, all three parts together, so that type in the one may not be seen on the other."""
_SCAN = 0.5
"""The share of the page that pictures fill on a scan."""


class Seeing:
    """What is asked of each page of a document; ``layers`` tells that some layer of it is switched off."""

    def __init__(self, layers: bool = False) -> None:
        self._layers = layers
        self._sight = Sight()

    def part(
        self, page: pdfium.PdfPage, lines: list[Line], shapes: list[Shape], frame: Frame
    ) -> tuple[list[Line], list[Line]]:
        """The lines that a person sees and those that nobody sees; a line of which some words are hidden is parted.

        Invisible type over a picture that fills the page is the text layer of a scan: what it says can be seen.
        """
        scanned = pictured(shapes, frame) > _SCAN
        certain = {id(word) for line in lines for word in _plainly_hidden(line, frame, scanned)}
        doubtful = self._doubtful(page, lines, shapes, frame, scanned)
        asked = {key: pair for key, pair in doubtful.items() if key not in certain}
        if asked:
            unseen = self._sight.unseen(page, frame, [word for word, _ in asked.values()])
            # Without a look at the page the colours and the painting order decide.
            certain |= {key for key, (_, likely) in asked.items() if likely} if unseen is None else unseen
        if not certain:
            return lines, []
        seen: list[Line] = []
        hidden: list[Line] = []
        for line in lines:
            for away, words in groupby(line.words, key=lambda word: id(word) in certain):
                (hidden if away else seen).append(_piece(line, list(words)))
        return seen, hidden

    def _doubtful(
        self, page: pdfium.PdfPage, lines: list[Line], shapes: list[Shape], frame: Frame, scanned: bool
    ) -> dict[int, tuple[Word, bool]]:
        """Words by their ``id`` that may be hidden, and whether they likely are."""
        found: dict[int, tuple[Word, bool]] = {}
        for word, shape in painted_over(page, lines, shapes):
            if not (scanned and shape.picture) and not word.look.hidden:
                found[id(word)] = (word, True)
        for line in clipped_away(lines, frame):
            found.update((id(word), (word, True)) for word in line.words)
        if self._layers:
            found.update((id(word), (word, False)) for line in on_a_layer(lines) for word in line.words)
        for word, likely in _same_colour(lines, shapes):
            found.setdefault(id(word), (word, likely))
        return found


def pictured(shapes: list[Shape], frame: Frame) -> float:
    """The share of the page that its pictures fill; where they overlap, it is counted twice."""
    area = sum(_shown_area(shape.box, frame) for shape in shapes if shape.picture)
    return area / max(frame.width * frame.height, 1.0)


def _shown_area(box: Box, frame: Frame) -> float:
    return max(min(box[2], frame.width) - max(box[0], 0.0), 0.0) * max(
        min(box[3], frame.height) - max(box[1], 0.0), 0.0
    )


def _piece(line: Line, words: list[Word]) -> Line:
    return line if len(words) == len(line.words) else make_line(words)


def _plainly_hidden(line: Line, frame: Frame, scanned: bool) -> Iterator[Word]:
    """The words of a line that are off the page, invisible by their mode or too small to be read."""
    inside = line.x0 >= -1 and line.x1 <= frame.width + 1 and line.top >= -1 and line.base <= frame.height + 1
    for word in line.words:
        look = word.look
        invisible = look.hidden and not scanned
        if invisible or (look.size < _TINY and word.base - word.top < _TINY) or not (inside or _on_page(word, frame)):
            yield word


def _on_page(word: Word, frame: Frame) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.base) / 2
    return -1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1


def _same_colour(lines: list[Line], shapes: list[Shape]) -> Iterator[tuple[Word, bool]]:
    """Words in a colour near that of the paper or of an area on which they stand, and whether nothing else is there."""
    looks = {id(word.look): word.look for line in lines for word in line.words}
    areas = [shape for shape in shapes if shape.fill is not None and min(shape.width, shape.height) > 4]
    pale = {key for key, look in looks.items() if not look.hidden and lightness(look.colour) > _PALE}
    alike = {key: [area for area in areas if _near(look, area)] for key, look in looks.items() if not look.hidden}
    odd = pale | {key for key, found in alike.items() if found}
    if not odd:
        return
    for line in lines:
        for word in line.words:
            key = id(word.look)
            if key not in odd:
                continue
            ground = _ground(word, shapes)
            if ground is None:
                if key in pale:
                    yield word, True
            elif ground.picture:
                if key in pale:
                    yield word, False
            elif ground.fill is not None and _near(word.look, ground):
                yield word, True


def _near(look: Look, area: Shape) -> bool:
    one, other = look.colour, area.fill or "#000000"
    return sum(abs(int(one[n : n + 2], 16) - int(other[n : n + 2], 16)) for n in (1, 3, 5)) < _ALIKE


def _ground(word: Word, shapes: list[Shape]) -> Shape | None:
    """The last filled area or picture on which the middle of a word stands."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.base) / 2
    for shape in reversed(shapes):
        box = shape.box
        if (shape.picture or shape.fill is not None) and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
            return shape
    return None
