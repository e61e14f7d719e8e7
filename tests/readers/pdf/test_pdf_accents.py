"""Accents drawn over their letters are one with them; accents that stand by themselves stay."""

from __future__ import annotations

import unicodedata

import pytest

from briefkit.census.pdf import count_pdf
from briefkit.census.tally import letters
from paperfiles import draw, line, read_bytes, texts

_MARKS = {"´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "¨": "\u0308", "˜": "\u0303", "¸": "\u0327"}
_WIDTHS = dict.fromkeys("aeonhg", 0.556) | {"c": 0.5, "i": 0.222, "m": 0.833, "M": 0.833, "R": 0.722, "r": 0.333}
"""Of letters of Helvetica, in their size."""
_BEFORE = line("The panel met in March.", 60, 700)


def _drawn(word: str, size: float, order: str) -> str:
    """A word in which ``*`` stands before a letter and its accent, which are drawn on one place."""
    before, rest = word.split("*")
    letter, accent, after = rest[0], rest[1], rest[2:]
    x = 60 + sum(_WIDTHS[char] for char in before) * size
    sign = line(accent, x + (_WIDTHS[letter] - 0.333) / 2 * size, 600, size)
    base = line(letter, x, 600, size)
    end = line(after, x + _WIDTHS[letter] * size, 600, size) if after else ""
    return line(before, 60, 600, size) + {"first": sign + base + end, "second": base + sign + end}.get(
        order, base + end + sign
    )


@pytest.mark.parametrize("order", ["first", "second", "last"])
@pytest.mark.parametrize("size", [8, 11, 18])
@pytest.mark.parametrize("word", ["Ren*e´", "m*a`le", "Rh*oˆn", "Ma*n˜ana", "gar*c¸on", "na*i¨ve"])
def test_an_accent_over_its_letter_is_one_with_it(word: str, size: float, order: str) -> None:
    content = draw(_BEFORE + _drawn(word, size, order))
    whole = unicodedata.normalize("NFC", "".join(_MARKS.get(char, char) for char in word if char != "*"))
    assert texts(read_bytes(content)) == ["The panel met in March.", whole]
    (tally,) = count_pdf(content).tallies
    assert sorted(letters(tally.text)) == sorted(letters("The panel met in March." + whole))


@pytest.mark.parametrize("kern", [333, 444])
def test_an_accent_in_the_string_of_its_word(kern: int) -> None:
    """As TeX sets it: the accent, a step back, the letter."""
    shown = f"BT /F 11 Tf 60 600 Td [(Mr Ren) -110 (´) {kern} (e said)] TJ ET\n"
    assert texts(read_bytes(draw(_BEFORE + shown))) == ["The panel met in March.", "Mr René said"]


@pytest.mark.parametrize("words", ["It was don´t and can´t", "He wrote ` and ´ and ¨", "Rate ¸ of 5 ˜ 6"])
def test_accents_that_stand_by_themselves_stay(words: str) -> None:
    assert texts(read_bytes(draw(_BEFORE + line(words, 60, 600)))) == ["The panel met in March.", words]
