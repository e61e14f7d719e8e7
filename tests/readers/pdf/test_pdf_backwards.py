from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.readers.pdf.page.backwards import as_read, from_the_left, is_backwards
from briefkit.readers.pdf.page.glyphs import Look
from briefkit.readers.pdf.page.lines import lines_of
from briefkit.readers.pdf.page.words import Word
from paperfiles import print_html, read_bytes, texts

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
        ("The boy דלי stayed at home", "The boy ילד stayed at home"),
        ("The aunt (רג דלי) wrote, twice", "The aunt (ילד גר) wrote, twice"),
        ("תיבב רג ,Wren דלי", "ילד Wren, גר בבית"),
        ("הז (2024 - 2026) הנשב דליה", "הילד בשנה (2024 - 2026) זה"),
        (".הדות ,12 דומע ואר", "ראו עמוד 12, תודה."),
    ],
)
def test_lines_from_the_right_are_in_reading_order(shown: str, read: str) -> None:
    for given_order in (letters(shown), letters(shown)[::-1]) if is_backwards(shown) else (letters(shown),):
        found = as_read(from_the_left(given_order))
        assert "".join(word.text for word in found) == read.replace(" ", "")
    assert [line.text for line in lines_of(letters(shown))[0]] == [read]


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("The family calls the boy הילד שלנו and his aunt سلمى at home.", "ltr"),
        ("My name (שם) is here, see page 5.", "ltr"),
        ("הילד Wren Marlow, בן 5, גר כאן.", "rtl"),
        ("ראו עמוד 12 או 14, תודה.", "rtl"),
        ("الطفل يعيش مع جدته (سلمى) في البيت منذ عام 2019، وهي تعتني به.", "rtl"),
        ("بچوں کی حفاظت سب کی ذمہ داری ہے۔", "rtl"),
    ],
)
@pytest.mark.parametrize("style", ["", "letter-spacing:2px", "font-weight:bold;font-size:15pt"])
def test_what_weasyprint_prints_from_the_right_is_read_as_it_was_written(
    words: str, direction: str, style: str
) -> None:
    printed = print_html(
        f"<p>The panel met.</p><p dir={direction} style='font-family:DejaVu Sans;{style}'>{words}</p><p>It ended.</p>"
    )
    assert words in texts(read_bytes(printed))


@given(st.text(alphabet="אבגדab12 .,(", min_size=1, max_size=20))
def test_no_letter_is_lost_by_the_order(shown: str) -> None:
    words = letters(shown)
    found = as_read(from_the_left(words))
    # Brackets are mirrored, and which of the two it was nothing tells.
    alike = [word.text.replace(")", "(") for word in found]
    assert sorted(alike) == sorted(char for char in shown if char != " ")


def test_brackets_that_no_such_letter_touches_stay() -> None:
    assert [line.text for line in lines_of(letters("1) דלי 2) aunt"))[0]] == ["1) ילד 2) aunt"]
