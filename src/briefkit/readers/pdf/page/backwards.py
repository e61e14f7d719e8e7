"""Words of scripts that are written from right to left: put into the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby, pairwise
from operator import itemgetter

from briefkit.readers.pdf.page.words import Word

_FROM_THE_RIGHT = frozenset(("R", "AL"))
_NEUTRAL = frozenset(("CS", "ON"))
"""Points, commas, brackets, quotation marks (Unicode Standard Annex 9, table 4)."""


_WHERE = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""The blocks in which letters of such scripts stand, beside others: searching them is faster than asking of each."""


def is_backwards(text: str) -> bool:
    """Whether a letter of the text is of a script that is written from right to left."""
    if text.isascii() or not _WHERE.search(text):
        return False
    return any(unicodedata.bidirectional(char) in _FROM_THE_RIGHT for char in text)


def holds_backwards(words: Iterable[Word]) -> bool:
    """Whether one of the words is of such a script."""
    return is_backwards("".join([word.text for word in words]))


def from_the_left(words: list[Word]) -> list[Word]:
    """The words with those of lines from the right in the order in which they stand on the paper, letter by letter."""
    found: list[Word] = []
    for row in _rows(words):
        if any(is_backwards(word.text) for word in row):
            found.extend(_by_place(row))
        else:
            found.extend(row)
    return found


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words of one baseline that follow each other."""
    rows: list[list[Word]] = []
    for word in words:
        last = rows[-1][-1] if rows else None
        if last is not None and abs(last.base - word.base) < 0.3 * max(last.look.size, 1.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _by_place(row: list[Word]) -> list[Word]:
    """Letters from left to right. Spaces where the direction may change are forgotten: where they stood, gaps tell."""
    letters: list[Word] = []
    for word in row:
        if is_backwards(word.text):
            letters.extend(word.cut(n, n + 1) for n in range(len(word.text)))
        else:
            letters.extend(_without_points(word))
    letters.sort(key=lambda letter: letter.x0)
    goes_on = [any(map(_goes_right, letter.text)) for letter in letters]
    for letter, *both in zip(letters[1:], goes_on, goes_on[1:], strict=False):
        letter.spaced = letter.spaced and all(both)
    return letters


def _without_points(word: Word) -> list[Word]:
    """The word, and what stands at its ends that has no direction: that goes with the words on both of its sides."""
    inner = [n for n, char in enumerate(word.text) if unicodedata.bidirectional(char) not in _NEUTRAL]
    if not inner:
        return [word]
    start, end = inner[0], inner[-1] + 1
    points = [*range(start), *range(end, len(word.text))]
    return sorted([word.cut(start, end), *(word.cut(n, n + 1) for n in points)], key=lambda piece: piece.x0)


def as_read(words: list[Word]) -> list[Word]:
    """The words of a line, which come from left to right, in the order in which they are read.

    A line goes the way of most of its letters. Figures and words of the other direction keep the order among themselves
    (Unicode Standard Annex 9, rule L2); signs go with the words on both sides where these agree, else with the line.
    """
    if not holds_backwards(words):
        return words
    from_right = _directions(words)
    if _goes_left(words):
        found = _turned(words, from_right, False)
    else:
        found = []
        for turned, group in groupby(zip(words, from_right, strict=True), key=itemgetter(1)):
            part = [word for word, _ in group]
            found.extend(_turned(part, [True] * len(part), part[0].spaced) if turned else part)
    _pair_brackets(found)
    return found


def _goes_left(words: list[Word]) -> bool:
    letters = [unicodedata.bidirectional(char) for word in words for char in word.text]
    return sum(kind in _FROM_THE_RIGHT for kind in letters) >= letters.count("L")


def _directions(words: list[Word]) -> list[bool]:
    """For each word whether it is read from the right; signs by their neighbours."""
    line = _goes_left(words)
    told = [True if is_backwards(word.text) else False if any(map(_goes_right, word.text)) else None for word in words]
    found: list[bool] = []
    for number, direction in enumerate(told):
        before = next((one for one in reversed(told[:number]) if one is not None), line)
        after = next((one for one in told[number + 1 :] if one is not None), line)
        found.append(direction if direction is not None else before if before == after else line)
    return found


def _turned(words: list[Word], from_right: list[bool], spaced: bool) -> list[Word]:
    """The words from the right; those that go the other way keep their order. The first one is ``spaced``."""
    pieces: list[list[Word]] = []
    for turned, group in groupby(zip(words, from_right, strict=True), key=itemgetter(1)):
        part = [word for word, _ in group]
        pieces.extend([word] for word in part) if turned else pieces.append(part)
    spaces = [piece[0].spaced for piece in pieces]
    found: list[Word] = []
    for number in range(len(pieces) - 1, -1, -1):
        piece = pieces[number]
        piece[0].spaced = spaces[number + 1] if number + 1 < len(pieces) else spaced
        found.extend(piece)
    return found


def _pair_brackets(words: list[Word]) -> None:
    """Let brackets open and close by turns, where they do not: one beside such letters may be mirrored."""
    places = [n for n, word in enumerate(words) if word.text in {"(", ")"}]
    shown = "".join(words[n].text for n in places)
    if len(places) % 2 or shown == "()" * (len(places) // 2):
        return
    from_right = _goes_left(words)
    for number, n in enumerate(places):
        touching = [
            two if two is not words[n] else one for one, two in pairwise(words[max(n - 1, 0) : n + 2]) if not two.spaced
        ]
        if from_right or any(is_backwards(word.text) for word in touching):
            words[n].text = ")" if number % 2 else "("


def _goes_right(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"L", "EN", "AN"}
