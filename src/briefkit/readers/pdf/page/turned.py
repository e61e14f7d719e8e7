"""Words that do not stand level: pages turned as a whole, and the places of turned words on the page as shown.

Turned words are read in the frame in which they are level; then they get their places on the page as shown.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

import msgspec

from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.glyphs import ASLANT
from briefkit.readers.pdf.page.lines import Line, make_line
from briefkit.readers.pdf.page.words import Word

_MOST = 0.6
"""The share of the letters of a page that stand one way, from which the page is read that way."""
_NEARLY_ALL = 0.95
"""That share for letters on their heads, which no table is printed with."""
_LEAST = 12
"""Letters on a page from which it may be turned."""
_SLOPING, _UNEVEN = 0.5, 0.2
"""How far the end of a line is off its beginning where it rises or falls, and a word off that: shares of the size."""
_STEEPEST = 0.3
"""The slope up to which a line goes from left to right."""


def quarter_of(words: Sequence[Word]) -> int:
    """By how many degrees a page must be turned clockwise so that most of its words stand level: 0, 90, 180 or 270."""
    if {word.look.turned for word in words} <= {0}:
        return 0
    counts: Counter[int] = Counter()
    for word in words:
        counts[word.look.turned] += len(word.text)
    if not counts:
        return 0
    turned, letters = counts.most_common(1)[0]
    whole = letters >= _LEAST and letters > (_MOST if turned != 180 else _NEARLY_ALL) * counts.total()
    return turned if turned != ASLANT and whole else 0


def shown(lines: list[Line], frame: Frame) -> list[Line]:
    """The lines, those that were read in a turned frame with their places on the page as shown."""
    return [_shown(line, frame) if line.look.turned > ASLANT else line for line in lines]


def _shown(line: Line, frame: Frame) -> Line:
    return make_line([shown_word(word, frame) for word in line.words])


def set_level(lines: list[Line]) -> list[Line]:
    """The lines, those that rise or fall a little at the height at which they begin, so that they keep their order."""
    return [
        _set_level(line) if abs(line.words[-1].base - line.words[0].base) > _SLOPING * line.size else line
        for line in lines
    ]


def _set_level(line: Line) -> Line:
    first, last = line.words[0], line.words[-1]
    width = last.x0 - first.x0
    slope = (last.base - first.base) / width if width > 0 else 1.0
    by = [slope * (word.x0 - first.x0) for word in line.words]
    even = all(
        abs(word.base - first.base - rise) < _UNEVEN * line.size for word, rise in zip(line.words, by, strict=True)
    )
    if abs(slope) > _STEEPEST or not even:
        return line
    words = [
        msgspec.structs.replace(word, top=word.top - rise, base=word.base - rise)
        for word, rise in zip(line.words, by, strict=True)
    ]
    return make_line(words, line.band, line.dot)


def shown_word(word: Word, frame: Frame) -> Word:
    """A word with its place on the page as shown, if it was read in a turned frame."""
    if word.look.turned <= ASLANT:
        return word
    x0, top, x1, base = frame.back((word.x0, word.top, word.x1, word.base), word.look.turned)
    # All letters have the place of the word: beside each other they are not.
    edges = array("f", [0.0, x1 - x0] * len(word.text))
    return msgspec.structs.replace(word, x0=x0, top=top, x1=x1, base=base, edges=edges)
