"""Tables that room alone tells, narrow lists side by side, and what only looks like either."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.model import Document
from paperfiles import draw, line, read_bytes, texts

ABOVE = line("All that the harbour keeps is told below, and nothing else is kept there in any of the winters.", 60, 760)
ABOVE += line("The keeper wrote it down each spring, when the boats went out and the mill began to turn.", 60, 748)
BELOW = line("Nobody has counted it since, and the book in which it was written lies in the mill.", 60, 300)

Rows = list[list[list[str]]]


def laid_out(rows: Rows, lefts: list[int], *, head: bool = False) -> str:
    """Rows of cells of lines, parted by room; the first row in bold where it is a ``head``."""
    drawn, y = "", 700
    for number, row in enumerate(rows):
        for cell, left in zip(row, lefts, strict=True):
            for below, text in enumerate(cell):
                drawn += line(text, left, y - 12 * below, font="B" if head and not number else "F")
        y -= 12 * max(map(len, row)) + 10
    return drawn


def cells(document: Document) -> dict[tuple[int, int], str]:
    places = {one.id: (one.row or 0, one.column or 0) for one in document.containers if one.kind == "cell"}
    return {places[block.container]: block.text for block in document.blocks if block.container in places}


ROWS: Rows = [
    [["Boat"], ["What it", "carried"], ["Oars"]],
    [["The Wren", "of Skelt"], ["Salt"], ["8"]],
    [["Heron"], ["Wool and", "some hides"], ["12"]],
    [["Swift"], ["Nothing"], ["4"]],
]


def test_rows_parted_by_room_are_a_table_wherever_they_stand() -> None:
    document = read_bytes(draw(ABOVE + laid_out(ROWS, [60, 200, 340]) + BELOW))
    wanted = {(r, c): " ".join(cell) for r, row in enumerate(ROWS, 1) for c, cell in enumerate(row, 1)}
    assert cells(document) == wanted
    assert [text[:8] for text in texts(document)][:2] == ["All that", "Boat"]
    assert texts(document)[-1].startswith("Nobody")


def test_two_columns_are_a_table_under_a_head_that_stands_out() -> None:
    rows = [row[:2] for row in ROWS]
    assert len(cells(read_bytes(draw(ABOVE + laid_out(rows, [60, 200], head=True) + BELOW)))) == 8
    assert not cells(read_bytes(draw(ABOVE + laid_out(rows, [60, 200]) + BELOW)))


def test_a_row_of_a_group_is_a_row_where_figures_tell() -> None:
    group = [[["Salt", "Wool"], ["120", "90"], ["4", "7"]], [["Hides", "Tar"], ["33", "12"], ["1", "2"]]]
    document = read_bytes(draw(ABOVE + laid_out([ROWS[0], *group], [60, 200, 340]) + BELOW))
    assert [cells(document)[row, 1] for row in range(2, 6)] == ["Salt", "Wool", "Hides", "Tar"]


def test_panels_whose_headings_stand_level_are_no_table() -> None:
    rows = [[["Sea"], ["Mill"], ["Fell"]], [["Boats lie", "still."], ["It turns."], ["Snow."]]] * 2
    drawn, y = "", 700
    for number, row in enumerate(rows):
        drawn += "".join(
            line(text, 60 + 140 * column, y - 12 * below, 10 + (number % 2 == 0) * 0.9)
            for column, cell in enumerate(row)
            for below, text in enumerate(cell)
        )
        y -= 44
    assert not cells(read_bytes(draw(ABOVE + drawn + BELOW)))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(3, 7), min_size=2, max_size=6), min_size=2, max_size=2), st.integers(0, 8))
def test_two_columns_of_prose_are_never_a_table(columns: list[list[int]], room: int) -> None:
    """Each column is paragraphs of so many lines."""
    words = ["Nobody came to the harbour", "in all that long winter and", "the boats lay there until it"]
    drawn = ""
    for number, paragraphs in enumerate(columns):
        y = 700
        for count in paragraphs:
            for at in range(count):
                drawn += line(words[at % 3] if at else words[0], 60 + 240 * number, y, 9)
                y -= 11
            y -= room
    assert not [one for one in read_bytes(draw(drawn)).containers if one.kind == "table"]


LISTS = {
    "Fruit": ["Apples", "Pears", "Plums", "Quinces"],
    "Greens": ["Leeks", "Kale", "Beans", "Chard"],
    "Fish": ["Herring", "Cod", "Trout", "Eel"],
    "Trees": ["Oak", "Ash", "Elm", "Rowan"],
    "Birds": ["Wren", "Robin", "Heron"],
}


@pytest.mark.parametrize("step", [12, 16, 24])
@pytest.mark.parametrize("headed", [True, False])
def test_narrow_lists_side_by_side_are_read_list_by_list(step: int, headed: bool) -> None:
    drawn = "".join(
        line(f"• {word}", 60 + 95 * column, 700 - step * row)
        for column, words in enumerate(LISTS.values())
        for row, word in enumerate(words)
    )
    if headed:
        drawn += "".join(line(name, 60 + 95 * column, 700 + step, font="B") for column, name in enumerate(LISTS))
    said = texts(read_bytes(draw(ABOVE + drawn + BELOW)))[1:-1]
    assert said == [text for name, words in LISTS.items() for text in ([name] if headed else []) + words]


def test_bullets_that_run_over_the_next_list_are_no_lists() -> None:
    drawn = "".join(line(f"• Point {n} that runs on over the other", 60, 700 - 12 * n) for n in range(4))
    drawn += "".join(line(f"• So {n}", 160, 600 - 12 * n) for n in range(4))
    said = texts(read_bytes(draw(ABOVE + drawn + BELOW)))
    assert said[1] == "Point 0 that runs on over the other"
    assert said[-2] == "So 3"
