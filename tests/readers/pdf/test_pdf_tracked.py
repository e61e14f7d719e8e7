"""Capitals that are set apart are words; single letters in a text are not."""

from __future__ import annotations

import pytest

from paperfiles import draw, line, read_bytes, texts

_AROUND = line("The panel met twice in the spring of that year.", 60, 700)
_CLOSING = line("Nothing more was heard from the other school.", 60, 500)
_WIDTHS = {"I": 0.278, "M": 0.833, "W": 0.944, "E": 0.667, "F": 0.611, "L": 0.611, "T": 0.611, "S": 0.667}
"""Of capitals of Helvetica-Bold, in their size; most others are near 0.722."""


def _read(content: str) -> str:
    found = texts(read_bytes(draw(_AROUND + content + _CLOSING)))
    assert len(found) == 3
    return found[1]


def _placed(words: str, size: float, gap: float, between: float) -> str:
    """Letters placed one by one, ``gap`` apart, words ``between`` apart (both as shares of the size)."""
    x, drawn = 60.0, ""
    for char in words:
        if char == " ":
            x += (between - gap) * size
        else:
            drawn += line(char, x, 600, size, "B")
            x += (_WIDTHS.get(char, 0.722) + gap) * size
    return drawn


@pytest.mark.parametrize(("size", "step"), [(14, 16), (11, 13.5), (20, 21), (9, 10.4)])
@pytest.mark.parametrize("words", ["LEARNING POINTS", "THE FAMILY", "WHAT WILL IMPROVE"])
def test_letters_on_a_fixed_step_are_words(words: str, size: float, step: float) -> None:
    drawn = "".join(line(char, 60 + step * n, 600, size, "B") for n, char in enumerate(words) if char != " ")
    assert _read(drawn) == words


@pytest.mark.parametrize(("gap", "between"), [(0.2, 0.55), (0.4, 0.9), (0.6, 1.3), (0.15, 0.5)])
@pytest.mark.parametrize("size", [9, 13, 18])
@pytest.mark.parametrize("words", ["LEARNING POINTS", "KEY ISSUES", "WHAT WILL IMPROVE"])
def test_letters_an_even_gap_apart_are_words(words: str, size: float, gap: float, between: float) -> None:
    assert _read(_placed(words, size, gap, between)) == words


@pytest.mark.parametrize(("gap", "between"), [(250, 700), (400, 1000), (600, 1100)])
@pytest.mark.parametrize(
    ("apart", "solid"), [("LEARNING", "POINTS"), ("NEXT", "STEPS IN MAY"), ("CHILDREN", "what they said")]
)
def test_a_word_set_apart_by_kerning_beside_words_that_are_not(apart: str, solid: str, gap: int, between: int) -> None:
    shown = f" -{gap} ".join(f"({char})" for char in apart)
    assert _read(f"BT /B 14 Tf 60 600 Td [{shown} -{between} ({solid})] TJ ET\n") == f"{apart} {solid}"
    assert _read(f"BT /B 14 Tf 60 600 Td [({solid}) -{between} {shown}] TJ ET\n") == f"{solid} {apart}"


@pytest.mark.parametrize(
    "words", ["Choose A B C D or E now", "Plan B", "Classes A B C D", "A B C D are the first letters", "I A M no word"]
)
def test_single_capitals_in_a_text_stay_apart(words: str) -> None:
    assert _read(line(words, 60, 600, 11)) == words
    kerned = " -300 ".join(f"({word})" for word in words.split(" "))
    assert _read(f"BT /F 11 Tf 60 600 Td [{kerned}] TJ ET\n") == words


@pytest.mark.parametrize("space", [0.0, 0.28])
def test_the_dots_of_a_leader_that_stand_apart_leave_the_words_before_them_apart(space: float) -> None:
    """With ``space`` (in sizes) the words stand apart by room alone, as TeX sets them; without it by typed spaces."""
    if space:
        entry = line("Our", 60, 600, 10) + line("foreword", 60 + 16.7 + 10 * space, 600, 10)
    else:
        entry = line("Our foreword", 60, 600, 10)
    dots = "".join(line(".", 126 + 5 * n, 600, 10) for n in range(30))
    found = read_bytes(draw(_AROUND + entry + dots + line("7", 281, 600, 10) + _CLOSING))
    assert f"Our foreword {'. ' * 30}7" in [block.text for block in found.blocks]
