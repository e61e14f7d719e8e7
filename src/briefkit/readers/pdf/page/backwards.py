"""Words of scripts that are written from right to left: put into the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from briefkit.readers.pdf.page.words import Word

_FROM_THE_RIGHT = frozenset(("R", "AL"))


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
    """Letters from left to right. Their spaces are forgotten: before or behind which letter they stood, gaps tell."""
    letters: list[Word] = []
    for word in row:
        if is_backwards(word.text):
            letters.extend(word.cut(n, n + 1) for n in range(len(word.text)))
        else:
            letters.append(word)
    letters.sort(key=lambda letter: letter.x0)
    for letter in letters:
        letter.spaced = letter.spaced and not is_backwards(letter.text)
    return letters


def as_read(words: list[Word]) -> list[Word]:
    """The words of a line, which come from left to right, in the order in which they are read.

    Figures and words of other scripts keep the order among themselves (Unicode Standard Annex 9, rule L2, for a line
    from the right).
    """
    if not holds_backwards(words):
        return words
    pieces: list[list[Word]] = []
    for turned, group in groupby(words, key=lambda word: not any(map(_goes_right, word.text))):
        part = list(group)
        pieces.extend([word] for word in part) if turned else pieces.append(part)
    spaces = [piece[0].spaced for piece in pieces]
    found: list[Word] = []
    for number in range(len(pieces) - 1, -1, -1):
        piece = pieces[number]
        piece[0].spaced = number + 1 < len(pieces) and spaces[number + 1]
        found.extend(piece)
    return found


def _goes_right(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"L", "EN", "AN"}
