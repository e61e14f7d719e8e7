"""The small rules of the census of Word: fields, merged cells, styles that hide."""

from __future__ import annotations

import pytest

from briefkit.census.fields import Field, drawn, is_silent
from briefkit.census.merges import Merges
from briefkit.census.vanish import Vanish


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (" MACROBUTTON None Press here", "Press here"),
        (" EQ \\f(1,2) ", "12"),
        (' EQ \\* "Font:Arial" \\o(ab,c)', "abc"),
        (" PAGE ", None),
        ("", None),
    ],
)
def test_words_that_an_instruction_draws(code: str, words: str | None) -> None:
    found = drawn(code)
    assert (None if found is None else "".join(filter(str.isalnum, found))) == (
        None if words is None else words.replace(" ", "")
    )


def test_fields_that_never_show_anything() -> None:
    assert is_silent(' set x "y"')
    assert not is_silent(" SETTINGS ")
    assert not is_silent("  ")


def test_the_entry_of_a_list() -> None:
    assert Field(entries=["a", "b"], chosen={"result": "1"}).choice() == "b"
    assert Field(entries=["a", "b"], chosen={"default": "1"}).choice() == "b"
    assert Field(entries=["a"], chosen={"result": "9"}).choice() == ""
    assert Field(entries=["a"], chosen={"result": "-1"}).choice() == ""


def rows(*lines: str) -> list[bool]:
    """Which cells continue others: ``^`` begins a merge, ``|`` goes on, ``2`` spans two columns, ``.`` is plain."""
    merges, found = Merges(), []
    for line in lines:
        merges.begin_row()
        for cell in line:
            merges.begin_cell()
            continues = cell == "|" and merges.take("vMerge", None)
            if cell == "^":
                merges.take("vMerge", "restart")
            elif cell == "2":
                merges.take("gridSpan", "2")
            found.append(continues)
            merges.end_cell()
        merges.end_row()
    return found


def test_only_a_cell_below_a_merged_one_continues_it() -> None:
    assert rows("^.", "|.") == [False, False, True, False]
    assert rows("|.", "|.") == [False, False, True, False]
    assert rows("2^", "..|") == [False, False, False, False, True]
    assert rows("^", ".", "|") == [False, False, False]


def test_hiding_by_two_styles_is_no_hiding() -> None:
    vanish = Vanish(own={"P": True, "C": True}, based_on={"Q": "P", "Loop": "Loop"}, default_style="")
    assert vanish.hides("Q", "", "")
    assert not vanish.hides("Q", "C", "")
    assert not vanish.hides("Loop", "", "")
    assert Vanish(own={"C": True}, default=True).hides("", "C", "")
    assert not Vanish()
