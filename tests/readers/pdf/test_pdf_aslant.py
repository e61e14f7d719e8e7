"""Text that rises or falls a little is read line by line; letters beneath each other are a word."""

from __future__ import annotations

from math import cos, radians, sin

import pytest

from paperfiles import draw, line, read_bytes, texts

_ROWS = [
    "The nurse asked how each child spent the weekend",
    "and whether anybody came to see",
    "them, but nobody wrote down",
    "what the two brothers said to her on that day in May.",
]


@pytest.mark.parametrize("degrees", [-14, -9, -4, 2, 6, 11, 15])
@pytest.mark.parametrize("size", [9, 13])
def test_a_text_aslant_is_read_line_by_line(degrees: float, size: float) -> None:
    a, b = cos(radians(degrees)), sin(radians(degrees))
    rows = "".join(line(row, 0, -1.3 * size * n, size) for n, row in enumerate(_ROWS))
    content = line("The panel met.", 60, 780) + f"q {a:.4f} {b:.4f} {-b:.4f} {a:.4f} 120 480 cm {rows} Q"
    assert " ".join(texts(read_bytes(draw(content)))) == " ".join(["The panel met.", *_ROWS])


def _stack(word: str, x: float, y: float, size: float, step: float) -> str:
    return "".join(line(char, x, y - step * n, size, "B") for n, char in enumerate(word))


_TEXT = "".join(line(row, 120, 650 - 13 * n) for n, row in enumerate(_ROWS))


@pytest.mark.parametrize(("size", "step"), [(12, 14), (18, 17), (10, 16)])
@pytest.mark.parametrize("word", ["FACTS", "VOICE", "SAFE"])
def test_capitals_beneath_each_other_are_a_word_before_their_text(word: str, size: float, step: float) -> None:
    found = texts(read_bytes(draw(line("The panel met.", 60, 780) + _stack(word, 85, 658, size, step) + _TEXT)))
    assert found == ["The panel met.", word, " ".join(_ROWS)]


def test_first_letters_of_rows_are_no_word() -> None:
    rows = ("See the child alone", "Make notes at once", "Ask again", "Read the file", "Tell others")
    drawn = "".join(
        line(letter, 60, 650 - 20 * n, 16, "B") + line(row, 90, 650 - 20 * n)
        for n, (letter, row) in enumerate(zip("SMART", rows, strict=True))
    )
    assert "SMART" not in " ".join(texts(read_bytes(draw(line("The panel met.", 60, 780) + drawn))))


def test_grades_beneath_each_other_are_no_word() -> None:
    found = texts(read_bytes(draw(line("The panel met.", 60, 780) + _stack("BCABD", 300, 658, 10, 14))))
    assert "BCABD" not in " ".join(found)
