"""Large first letters beside their text become part of its first word; labels that look like them stay."""

from __future__ import annotations

import pytest

from paperfiles import draw, line, read_bytes, texts

_WIDTHS = {"T": 0.61, "W": 0.94, "A": 0.72, "Z": 0.61, "I": 0.28}
"""Of the letters of Helvetica, in their size."""
_BEFORE = line("The panel met twice in the spring of that year.", 60, 760)
_AFTER = line("Nothing more was heard from the other school.", 60, 400)


def _text(first: str, rows: list[str], *, size: float, over: int, bold: bool = True, late: bool = False) -> str:
    """``rows`` with an initial of ``over`` lines before the first of them."""
    step = 1.25 * size
    large = ((over - 1) * step + 0.72 * size) / 0.72
    shift = (_WIDTHS[first] + 0.1) * large
    initial = line(first, 60, 650 - (over - 1) * step, round(large, 1), "B" if bold else "F")
    beside = "".join(line(row, 60 + (shift if n < over else 0), 650 - n * step, size) for n, row in enumerate(rows))
    return beside + initial if late else initial + beside


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(("size", "over"), [(11, 2), (9, 3), (10, 4), (12, 2)])
@pytest.mark.parametrize(
    ("first", "rows"),
    [
        (
            "T",
            ["he aunt who had looked after them for", "a year wrote to the school, and nobody", "answered her letter"],
        ),
        ("W", ["hen the baby was born, the nurse had", "asked for a second visit, which was not", "made that month."]),
        ("A", ["ll of the children had been seen by a", "doctor, but none of them alone, and no", "record was kept."]),
        ("Z", ["ofia had lived with her father in the", "north of the county until she was six", "years old."]),
        ("W", ["HEN THE aunt had looked after them for", "a year, she wrote to the school, and no", "answer came."]),
    ],
)
def test_an_initial_is_the_first_letter_of_its_word(
    first: str, rows: list[str], size: float, over: int, late: bool
) -> None:
    found = texts(read_bytes(draw(_BEFORE + _text(first, rows, size=size, over=over, late=late) + _AFTER)))
    assert found[0].startswith("The panel met")
    assert found[1] == first + " ".join(rows)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("first", "rest"),
    [("A", "nurse from the clinic had seen him"), ("I", "wanted to stay with my brother and"), ("A", "HOME VISIT was")],
)
def test_an_initial_that_is_a_word_stays_one(first: str, rest: str) -> None:
    rows = [rest, "nobody had asked the school about it", "until the end of the year."]
    found = texts(read_bytes(draw(_BEFORE + _text(first, rows, size=10, over=2) + _AFTER)))
    assert found[1] == f"{first} {' '.join(rows)}"


def test_letters_that_number_parts_of_a_page_are_no_initials() -> None:
    parts = [("A", "BOUT HALF of them", "were seen alone."), ("B", "ALL VISITS in May", "were not announced.")]
    drawn = "".join(
        line(letter, 60, 580 - 90 * n, 30, "B") + line(one, 95, 600 - 90 * n, 11) + line(two, 95, 586 - 90 * n, 11)
        for n, (letter, one, two) in enumerate(parts)
    )
    found = " ".join(texts(read_bytes(draw(_BEFORE + drawn))))
    assert "ABOUT" not in found
    assert "BALL" not in found


def test_a_large_letter_beside_one_line_is_no_initial() -> None:
    found = texts(
        read_bytes(draw(_BEFORE + line("T", 60, 590, 30, "B") + line("his is beside it", 95, 600, 11) + _AFTER))
    )
    assert "This" not in " ".join(found)
