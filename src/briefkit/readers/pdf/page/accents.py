"""Accents that are drawn over their letter, as signs of their own, become one letter with it."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from briefkit.readers.pdf.page.words import Word

_MARKS = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307",
    "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
"""Accents that take room of their own, and the marks that go with the letter before them."""
_ACCENT = re.compile("[`´ˆ˜¯˘˙¨˚˝ˇ¸˛]")
_REACH = 8
"""Words before and after an accent among which its letter is looked for: it is drawn next to it."""
_LONGEST = 60
"""Letters of a word that are looked at: what is longer is none."""
_OVERLAP = 0.6
"""The share of its width by which an accent lies over its letter."""
_RISE = 0.45
"""How much higher the accent of a capital may stand, as a share of the size."""


def with_accents(words: list[Word]) -> list[Word]:
    """The words, those letters accented over which an accent is drawn; any other accent stays a sign of its own."""
    if not _ACCENT.search("".join([word.text for word in words])):
        return words
    found = list(words)
    gone: dict[int, set[int]] = {}
    for at, word in enumerate(words):
        for match in _ACCENT.finditer(word.text):
            place = _letter_under(found, at, match.start())
            if place is not None:
                other, n, letter = place
                text = found[other].text
                found[other] = msgspec.structs.replace(found[other], text=text[:n] + letter + text[n + 1 :])
                gone.setdefault(at, set()).add(match.start())
    if not gone:
        return words
    kept: list[Word] = []
    spaced = False
    for at, word in enumerate(found):
        for part in _parted(word, gone[at]) if at in gone else [word]:
            if spaced:
                part.spaced = True
            kept.append(part)
            spaced = False
        if at in gone and len(gone[at]) == len(word.text):
            # What parted the accent from the word before parts the letter that is drawn next.
            spaced = spaced or word.spaced
    return kept


def _letter_under(words: list[Word], at: int, place: int) -> tuple[int, int, str] | None:
    """Of the accent at ``place`` in the word ``at``: the word and the place of its letter, and the two as one."""
    accent = words[at]
    x0, x1 = accent.x0 + accent.edges[2 * place], accent.x0 + accent.edges[2 * place + 1]
    size = accent.look.size
    for other in sorted(range(max(at - _REACH, 0), min(at + _REACH + 1, len(words))), key=lambda n: abs(n - at)):
        word = words[other]
        if not -0.1 * size < word.base - accent.base < _RISE * size or abs(word.look.size - size) > 0.2 * size:
            continue
        if word.x1 < x0 or word.x0 > x1 or len(word.text) > _LONGEST:
            continue
        for n, char in enumerate(word.text):
            left, right = word.x0 + word.edges[2 * n], word.x0 + word.edges[2 * n + 1]
            if min(right, x1) - max(left, x0) < _OVERLAP * (x1 - x0) or not char.isalpha():
                continue
            letter = unicodedata.normalize("NFC", char + _MARKS[accent.text[place]])
            if len(letter) == 1:
                return other, n, letter
    return None


def _parted(word: Word, gone: set[int]) -> list[Word]:
    """The pieces of a word without the letters at these places."""
    pieces: list[Word] = []
    at = 0
    for place in (*sorted(gone), len(word.text)):
        if at < place:
            pieces.append(word.cut(at, place))
        at = place + 1
    return pieces
