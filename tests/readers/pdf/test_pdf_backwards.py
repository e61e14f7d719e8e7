from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.readers.pdf.page.backwards import as_read, from_the_left, is_backwards
from briefkit.readers.pdf.page.glyphs import Look
from briefkit.readers.pdf.page.lines import lines_of
from briefkit.readers.pdf.page.words import Word

LOOK = Look("Any", 10.0, False, False, "#000000")


def letters(shown: str) -> list[Word]:
    """Letters as they stand on the paper from left to right, with the spaces between them as gaps."""
    return [
        Word(char, 6.0 * n, 0.0, 6.0 * n + 5.5, 10.0, LOOK, -1, 1, False, array("f", [0.0, 5.5]))
        for n, char in enumerate(shown)
        if char != " "
    ]


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("הדלי רג", "גר ילדה"),
        ("תיבב Wren רג", "גר Wren בבית"),
        ("ןאל 0800 1234 לע", "על 0800 1234 לאן"),
        ("Wren stayed.", "Wren stayed."),
    ],
)
def test_lines_from_the_right_are_in_reading_order(shown: str, read: str) -> None:
    for given_order in (letters(shown), letters(shown)[::-1]) if is_backwards(shown) else (letters(shown),):
        found = as_read(from_the_left(given_order))
        assert "".join(word.text for word in found) == read.replace(" ", "")
    assert [line.text for line in lines_of(letters(shown))[0]] == [read]


@given(st.text(alphabet="אבגדab12 ", min_size=1, max_size=20))
def test_no_letter_is_lost_by_the_order(shown: str) -> None:
    words = letters(shown)
    found = as_read(from_the_left(words))
    assert sorted(word.text for word in found) == sorted(char for char in shown if char != " ")
