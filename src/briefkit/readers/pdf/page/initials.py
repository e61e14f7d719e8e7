"""Initials: the large first letter of a text, beside its first lines, becomes the first letter of its first word."""

from __future__ import annotations

from array import array
from itertools import pairwise
from operator import attrgetter

import msgspec

from briefkit.readers.pdf.page.lines import Line, make_line
from briefkit.readers.pdf.page.words import Word
from briefkit.readers.pdf.wordlist import COMMON, frequency_of

_LARGE = 1.6
"""How many times as large as its text an initial is at least; one over two lines has twice its size and more."""
_ASCENT, _DEPTH = 0.72, 0.21
"""The height of capitals, and how far the font box reaches below the line: shares of the size in most fonts."""
_NEAREST, _FARTHEST = -0.1, 0.4
"""The gap between an initial and its text, as shares of the size of the initial."""
_FLUSH = 1.2
"""How far apart the lines beside an initial may begin, in their size; text may follow the shape of the letter."""
_LEADING = 2.2
_QUOTES = "“‘\"'"
_MOST = 60
"""Initials of a page; one with more lone letters has another use for them."""
_WORDS = frozenset("AIO")
"""Letters that are words: with these the next word is looked at."""


def with_initials(lines: list[Line]) -> list[Line]:
    """The lines of a page, each initial in the first word of its text and all lines beside it beginning where it does.

    What is no initial stays as it is.
    """
    large = [line for line in lines if _may_begin_with_initial(line)]
    if not 0 < len(large) <= _MOST or _is_row_of_labels(large):
        return lines
    for line in large:
        _set_in(line, lines)
    return [line for line in lines if line.words]


def _may_begin_with_initial(line: Line) -> bool:
    first = line.words[0]
    if len(first.text) > 2 or not _is_capital(first.text):
        return False
    return len(line.words) == 1 or first.look.size > _LARGE * line.words[1].look.size


def _is_capital(text: str) -> bool:
    return text[-1].isalpha() and text[-1].isupper() and text[:-1] in {"", *_QUOTES}


def _is_row_of_labels(lines: list[Line]) -> bool:
    """Whether the letters are those of an alphabet: A, B, C before the parts of a page."""
    letters = sorted({line.words[0].text[-1] for line in lines})
    return any(ord(other) - ord(one) == 1 for one, other in pairwise(letters)) and len(letters) > 1


def _set_in(large: Line, lines: list[Line]) -> None:
    """Put the initial that ``large`` begins with into its word; without words, ``large`` is no line any more."""
    initial, own = large.words[0], large.words[1:]
    beside = sorted((line for line in lines if line is not large and _stands_beside(initial, line.words)), key=_TOP)
    if own and _stands_beside(initial, own):
        beside = sorted([*beside, large], key=_TOP)
    while len(beside) > 1 and not _is_next(beside[-2], beside[-1]):
        beside.pop()
    if len(beside) < 2 or (own and large not in beside):
        return
    first = beside[0]
    words = own if first is large else first.words
    if not _is_level(initial, words[0]) or (space := _space(initial, words)) is None:
        return
    head = words[0]
    letter = msgspec.structs.replace(initial, top=head.top, base=head.base, look=head.look, spaced=False, raised=False)
    for line in beside[1:]:
        _begin_at(initial.x0, line, own if line is large else line.words)
    for word in words:
        word.raised = word.raised and word.look != head.look
    head.spaced = space
    _become(first, [letter, *words])
    if large not in beside:
        large.words = []


_TOP = attrgetter("base")


def _stands_beside(initial: Word, words: list[Word]) -> bool:
    """Whether a line of these words stands to the right of the initial and within its height."""
    if not words:
        return False
    word = words[0]
    large, size = initial.look.size, word.look.size
    gap = word.x0 - initial.x1
    stands, foot = word.base - _DEPTH * size, initial.base - _DEPTH * large
    return (
        not word.look.turned
        and large > _LARGE * size
        and _NEAREST * large <= gap <= max(_FARTHEST * large, size)
        and foot - _ASCENT * large < stands < foot + 0.4 * size
    )


def _is_next(line: Line, other: Line) -> bool:
    """Whether the one line is followed by the other in the same text."""
    one, two = (
        next((word for word in each.words if word.look.size == each.size), each.words[0]) for each in (line, other)
    )
    size = one.look.size
    return (
        abs(size - two.look.size) < 0.1 * size
        and 0.7 * size < two.base - one.base < _LEADING * size
        and abs(two.x0 - one.x0) < _FLUSH * size
    )


def _is_level(initial: Word, head: Word) -> bool:
    """Whether the initial reaches up to about the height of the line that begins with ``head``, or beyond it."""
    large, size = initial.look.size, head.look.size
    upper = initial.base - (_DEPTH + _ASCENT) * large
    return -1.5 * size < upper - (head.base - (_DEPTH + _ASCENT) * size) < 0.6 * size


def _space(initial: Word, words: list[Word]) -> bool | None:
    """Whether a space stands between the initial and the words; ``None`` where it is no initial of theirs.

    Small letters go on with the word that it begins, unless they are a word themselves and none together (then it is a
    label: Q before a question); where it may be a word of its own the commoner reading is taken.
    Capitals do so only if that makes a commoner word of the first of them: a label may stand before a heading.
    """
    letter = initial.text[-1]
    parts = [words[0].text]
    for word in words[1:]:
        if word.spaced:
            break
        parts.append(word.text)
    rest = "".join(parts).rstrip(".,;:!?’”)'\"")
    if not (rest[:1].islower() or rest.isupper()):
        return None
    joined, alone = frequency_of((letter + rest).casefold()), frequency_of(rest.casefold())
    if rest[:1].islower() and letter not in _WORDS and joined < COMMON <= alone:
        return None
    if rest[:1].islower() or joined > alone:
        return letter in _WORDS and alone > joined
    return True if letter in _WORDS and alone else None


def _begin_at(x0: float, line: Line, words: list[Word]) -> None:
    """Let the line begin at ``x0``, further to the left: its first letter reaches up to there."""
    first = words[0]
    by = first.x0 - x0
    edges = array("f", [0.0, *(edge + by for edge in first.edges[1:])])
    _become(line, [msgspec.structs.replace(first, x0=x0, edges=edges, spaced=False), *words[1:]])


def _become(line: Line, words: list[Word]) -> None:
    """Make the line one of these words."""
    made = make_line(words, line.band, line.dot)
    for name in ("words", "text", "x0", "top", "x1", "base", "look", "uniform"):
        setattr(line, name, getattr(made, name))
