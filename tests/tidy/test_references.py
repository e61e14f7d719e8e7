"""The words of broken fields: set aside, told once with their place, the sentence around them unchanged."""

from __future__ import annotations

import msgspec
import pytest

from briefkit.model import Bookmark, Document, Origin
from briefkit.tidy.references import part_broken_references
from documents import block, document

LOST = "Error! Reference source not found."


@pytest.mark.parametrize(
    ("text", "kept", "aside"),
    [
        (f"Ring the team (see {LOST}) the same day.", "Ring the team the same day.", f"(see {LOST})"),
        (f"Ring as set out in {LOST} The nurse", "Ring as set out in. The nurse", LOST[:-1]),
        (f"For more see {LOST}", "For more see.", LOST[:-1]),
        (f"For more see {LOST}.", "For more see.", LOST),
        (f"The table {LOST} shows two visits.", "The table shows two visits.", LOST),
        (f"{LOST} was the plan.", "was the plan.", LOST),
        ("Go to Error! Hyperlink reference not valid. now", "Go to now", "Error! Hyperlink reference not valid."),
        ("Figure Error! No text of specified style in document. shows", "Figure shows", None),
        ("By Error! Unknown document property name., May", "By, May", None),
        ("No table of contents entries found.", "", "No table of contents entries found."),
    ],
)
def test_the_sentence_around_stays(text: str, kept: str, aside: str | None) -> None:
    result = part_broken_references(document(text))
    first, second = result.value.blocks
    assert (first.text, first.aside) == (kept, "")
    assert second.aside == "broken-reference"
    assert second.text == (aside or second.text)
    assert [said.code for said in result.diagnostics] == ["BK202"]
    letters = sorted(letter for letter in text if letter.isalnum())
    assert sorted(letter for letter in first.text + second.text if letter.isalnum()) == letters


def test_the_place_is_named_by_the_words_before_it() -> None:
    (said,) = part_broken_references(document(f"The nurse rang twice as in {LOST} Then she wrote.")).diagnostics
    assert said.where.endswith("after “rang twice as in”")


def test_what_the_reader_told_is_not_told_again() -> None:
    made = document(f"See {LOST} and {LOST}, both", "An error! It was mended.")
    origin = made.blocks[0].origin
    known = msgspec.structs.replace(made, bookmarks=(Bookmark("_Ref1", "broken", origin),))
    assert len(part_broken_references(known).diagnostics) == 1
    elsewhere = msgspec.structs.replace(made, bookmarks=(Bookmark("_Ref1", "broken", Origin("other")),))
    assert len(part_broken_references(elsewhere).diagnostics) == 2


@pytest.mark.parametrize(
    "fields", [{"layer": "header"}, {"aside": "repeated"}, {"evidence": ("table of contents",)}, {"layer": "hidden"}]
)
def test_what_is_on_no_page_of_the_briefing_is_left_alone(fields: dict[str, object]) -> None:
    made = Document((block(1, f"Plan {LOST}", **fields),))
    result = part_broken_references(made)
    assert result.value == made
    assert not result.diagnostics
