"""Paragraphs that make a list only together, and dashes that are no bullets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from briefkit.model import Document, TextBlock
from briefkit.readers.docx import read
from briefkit.tidy import tidy
from briefkit.tidy.listlike import find_lists
from documents import documents, letters_of
from wordfiles import p, word

TEXT = "The social worker visited the family at home every week and wrote down what was seen."


def tidied(*lines: str) -> tuple[TextBlock, ...]:
    return tidy(read(word("".join(p(line) for line in lines))).value).value.blocks


@pytest.mark.parametrize("sign", ["+", "~", "»", "Ø", "v", "§", "q"])
def test_neighbours_with_the_same_sign_are_bullets(sign: str) -> None:
    blocks = tidied(TEXT, f"{sign} Ask who lives here", f"{sign} Look at the bedroom", TEXT)
    assert [block.kind for block in blocks] == ["paragraph", "bullet", "bullet", "paragraph"]
    assert blocks[1].text == "Ask who lives here"
    assert "begins like its neighbours" in blocks[1].evidence


@pytest.mark.parametrize(
    "lines",
    [
        ("1 Ask who lives here", "2 Look at the bedroom", "3 Write it down"),
        ("A. Ask who lives here", "B. Look at the bedroom"),
        ("I. Ask who lives here", "II. Look at the bedroom"),
    ],
)
def test_neighbours_that_count_on_are_numbered(lines: tuple[str, ...]) -> None:
    blocks = tidied(*lines)
    assert {block.kind for block in blocks} == {"numbered"}
    assert ["".join(run.text for run in block.marker) for block in blocks] == [line.split(" ")[0] for line in lines]


@pytest.mark.parametrize(
    "lines",
    [
        ("A. Smith wrote the report for us.", TEXT),
        ("2 Children were seen at home.", "3 Visits were made in June."),
        ("2019 Saw more of it.", "2020 Saw less of it."),
        ("+ One leaflet for all", TEXT),
        ("– which was late – he came to the office.", TEXT),
        ("- - - - - - -", TEXT),
        ("£5 Was paid.", "£6 Was paid."),
    ],
)
def test_what_stands_alone_is_no_list(lines: tuple[str, ...]) -> None:
    blocks = tidied(*lines)
    assert [(block.kind in {"bullet", "numbered"}, block.text) for block in blocks] == [(False, line) for line in lines]


def test_dashes_in_a_list_of_dashes_are_bullets() -> None:
    assert {block.kind for block in tidied("– missed visits – three of them", "– no answer at all")} == {"bullet"}


@settings(max_examples=60, deadline=None)
@given(documents())
def test_no_letter_is_lost(given_document: Document) -> None:
    blanks = {
        (run.span.block, run.span.start + n)
        for block in given_document.blocks
        for run in block.runs
        for n, char in enumerate(run.text)
        if char.isspace()
    }
    assert letters_of(find_lists(given_document).value) | blanks == letters_of(given_document)


def test_boxes_that_say_which_are_words_and_boxes_of_a_list_are_bullets() -> None:
    which = [block.text for block in tidied(TEXT, "☒ Police", "☐ Housing", TEXT)]
    assert which == [TEXT, "☒ Police", "☐ Housing", TEXT]
    assert tidied(TEXT, "☒ Police  ☐ Housing", TEXT)[1].text == "☒ Police  ☐ Housing"
    listed = tidied(TEXT, "☐ Read the protocol", "☐ Tell your manager", TEXT)
    assert [block.text for block in listed[1:3]] == ["Read the protocol", "Tell your manager"]
