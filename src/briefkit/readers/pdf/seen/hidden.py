"""Text that nobody sees: invisible, in the colour of its ground, covered, clipped, tiny, off the page, switched off."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

import pypdfium2 as pdfium

from briefkit.model import Box
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.left_out import twins
from briefkit.readers.pdf.page.lines import Line, make_line
from briefkit.readers.pdf.page.shapes import Drawn, Shape, lightness
from briefkit.readers.pdf.page.words import Word
from briefkit.readers.pdf.seen.covered import MOST_PAIRS, is_clear, is_clipped, painted_over
from briefkit.readers.pdf.seen.sight import Sight

_PALE = 0.93
_TINY = 1.5
_ALIKE = 40
"""How far two colours that are alike may be apart, all three parts (of 255 each) together."""
_SLIPPED = 0.3
"""The share of the height of a line that a mark for blackening must have at least to mean the line."""
_SCAN = 0.5
"""The share of the page that pictures fill on a scan."""


class Seen(NamedTuple):
    """The lines of a page that a person sees and those that nobody sees.

    ``unsure`` counts the words among the hidden ones that were not looked at, for want of time: they may be seen.
    """

    seen: list[Line]
    hidden: list[Line]
    unsure: int = 0


class Seeing:
    """What is asked of each page of a document; ``layers`` tells that some layer of it is switched off.

    ``seconds`` are those in which pages are looked at closely; after that every doubtful word is hidden and told.
    """

    def __init__(self, layers: bool = False, seconds: float = 8.0) -> None:
        self._layers = layers
        self._sight = Sight(seconds)

    def part(self, page: pdfium.PdfPage, words: list[Word], lines: list[Line], drawn: Drawn, marked: list[Box]) -> Seen:
        """The lines parted into seen and hidden; a line of which some words are hidden is cut.

        ``words`` are all those of the page, in these lines or not: a text object without a word may print once more
        what another one printed before on the same place, and pdfium tells of the first only.
        ``marked`` are the places where words were to be blackened. Invisible type over a picture that fills the page is
        the text layer of a scan: what it says can be seen.
        """
        frame = drawn.frame
        scanned = pictured(drawn.shapes, frame) > _SCAN
        certain = {id(word) for line in lines for word in _plainly_hidden(line, frame, scanned)}
        certain.update(id(word) for word in _marked(lines, marked))
        doubtful = self._doubtful(lines, drawn, scanned)
        asked = [word for word, _ in doubtful.values() if id(word) not in certain]
        if not asked:
            return _parted(lines, certain, {}) if certain else Seen(lines, [])
        letters = {
            id(word): [word.cut(n, n + 1) for n in range(len(word.text))]
            for word in asked
            if doubtful[id(word)][1] and len(word.text) > 1
        }
        again = twins(drawn.texts.keys() - {word.of for word in words}, {word.of for word in asked if word.of > 0})
        pieces = [*asked, *chain.from_iterable(letters.values())]
        unseen = self._sight.unseen(page, frame, pieces, again, len(drawn.shapes) + len(drawn.texts))
        if unseen is None:
            return _parted(lines, certain | {id(word) for word in asked}, {})._replace(unsure=len(asked))
        parts = {key: [id(one) in unseen for one in cut] for key, cut in letters.items() if key not in unseen}
        parts = {key: away for key, away in parts.items() if any(both for both in map(all, pairwise(away)))}
        certain.update(id(word) for word in asked if id(word) in unseen)
        return _parted(lines, certain, parts) if certain or parts else Seen(lines, [])

    def _doubtful(self, lines: list[Line], drawn: Drawn, scanned: bool) -> dict[int, tuple[Word, bool]]:
        """Words by their ``id`` that may be hidden, and whether a part of one may be."""
        covering = [shape for shape in (*drawn.shapes, *drawn.strokes) if not (scanned and shape.picture)]
        covered = painted_over(lines, covering, drawn.texts)
        found = {id(word): (word, True) for word in covered if not word.look.hidden}
        # What is on a layer that may be off cannot be told from here, nor what a form object holds.
        others = [
            line
            for line in lines
            if line.words[0].of > 0 and (self._layers or is_clear(line) or is_clipped(line, drawn.frame))
        ]
        for word in chain(chain.from_iterable(line.words for line in others), _same_colour(lines, drawn.shapes)):
            found.setdefault(id(word), (word, False))
        return found


def _parted(lines: list[Line], certain: set[int], parts: dict[int, list[bool]]) -> Seen:
    """The lines without the words ``certain`` to be hidden (by ``id``) and without the hidden letters of ``parts``."""
    seen: list[Line] = []
    hidden: list[Line] = []
    for line in lines:
        pieces = [piece for word in line.words for piece in _pieces(word, certain, parts.get(id(word)))]
        if len(pieces) == len(line.words) and len({away for away, _ in pieces}) == 1:
            (hidden if pieces[0][0] else seen).append(line)
            continue
        for away, group in groupby(pieces, key=itemgetter(0)):
            (hidden if away else seen).append(make_line([word for _, word in group]))
    return Seen(seen, hidden)


def _pieces(word: Word, certain: set[int], part: list[bool] | None) -> Iterator[tuple[bool, Word]]:
    if part is None:
        yield id(word) in certain, word
        return
    at = 0
    for away, group in groupby(part):
        end = at + len(list(group))
        yield away, word.cut(at, end)
        at = end


def _marked(lines: list[Line], marked: list[Box]) -> Iterator[Word]:
    """The words of which a letter stands in a place where words were to be blackened."""
    for line in lines if marked else ():
        for x0, top, x1, base in marked:
            if min(line.base, base) - max(line.top, top) > _SLIPPED * (line.base - line.top):
                yield from (word for word in line.words if any(x0 <= x <= x1 for x in word.middles()))


def pictured(shapes: list[Shape], frame: Frame) -> float:
    """The share of the page that its pictures fill; where they overlap, it is counted twice."""
    area = sum(_shown_area(shape.box, frame) for shape in shapes if shape.picture)
    return area / max(frame.width * frame.height, 1.0)


def _shown_area(box: Box, frame: Frame) -> float:
    return max(min(box[2], frame.width) - max(box[0], 0.0), 0.0) * max(
        min(box[3], frame.height) - max(box[1], 0.0), 0.0
    )


def _plainly_hidden(line: Line, frame: Frame, scanned: bool) -> Iterator[Word]:
    """The words of a line that are off the page, invisible by their mode or too small to be read."""
    inside = line.x0 >= -1 and line.x1 <= frame.width + 1 and line.top >= -1 and line.base <= frame.height + 1
    if line.look.turned:
        # Each of its letters is a word here, and a word of which only the end is cut off is read.
        inside = inside or sum(_on_page(word, frame) for word in line.words) > len(line.words) // 2
    for word in line.words:
        look = word.look
        invisible = look.hidden and not scanned
        if invisible or (look.size < _TINY and word.base - word.top < _TINY) or not (inside or _on_page(word, frame)):
            yield word


def _on_page(word: Word, frame: Frame) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.base) / 2
    return -1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1


def _same_colour(lines: list[Line], shapes: list[Shape]) -> Iterator[Word]:
    """Words in a colour near that of the paper or of an area on which they stand."""
    looks = {id(word.look): word.look for line in lines for word in line.words}
    fills = {shape.fill for shape in shapes if shape.fill is not None and min(shape.width, shape.height) > 4}
    pale = {key for key, look in looks.items() if not look.hidden and lightness(look.colour) > _PALE}
    odd = pale | {
        key for key, look in looks.items() if not look.hidden and any(_is_near(look.colour, fill) for fill in fills)
    }
    if not odd:
        return
    words = [word for line in lines for word in line.words if id(word.look) in odd]
    grounds: dict[Box, Shape] = {}
    for shape in reversed(shapes):
        if shape.picture or shape.fill is not None:
            grounds.setdefault(shape.box, shape)  # of those in one place only the last is seen
    if len(words) * len(grounds) > MOST_PAIRS:
        yield from words
        return
    for word in words:
        ground = _ground(word, grounds)
        if ground is None or ground.picture:
            if id(word.look) in pale:
                yield word
        elif ground.fill is not None and _is_near(word.look.colour, ground.fill):
            yield word


@lru_cache(maxsize=1024)
def _is_near(one: str, other: str) -> bool:
    """Whether two colours (``#rrggbb``) are so much alike that type in the one may not be seen on the other."""
    return sum(abs(int(one[n : n + 2], 16) - int(other[n : n + 2], 16)) for n in (1, 3, 5)) < _ALIKE


def _ground(word: Word, grounds: dict[Box, Shape]) -> Shape | None:
    """The first of these areas and pictures (the uppermost stands first) on which the middle of a word stands."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.base) / 2
    for box, shape in grounds.items():
        if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
            return shape
    return None
