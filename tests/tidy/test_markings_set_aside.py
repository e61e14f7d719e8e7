"""Markings in a document: set aside wherever a public body puts them, told once, never a word of the briefing."""

from __future__ import annotations

import pytest

from briefkit import pipeline
from briefkit.model import Container, Document
from briefkit.record import Settings
from briefkit.theme import load
from briefkit.tidy.markings import ASIDE, mark_markings, part_markings
from documents import block, document
from wordfiles import box, p, table, word

BODY = ("The nurse rang twice.", "Nobody wrote it down.", "The plan was late.", "It was mended.", "So far so good.")


def asides(made: Document) -> list[str]:
    return [one.text for one in made.blocks if one.aside == ASIDE]


def test_each_marking_is_told_once_with_the_number_of_its_places() -> None:
    blocks = (
        block(1, "OFFICIAL - SENSITIVE", layer="header"),
        *(block(number, text) for number, text in enumerate(BODY, 2)),
        block(8, "OFFICIAL  - SENSITIVE", layer="footer"),
        block(9, "DRAFT", layer="footer"),
    )
    result = mark_markings(Document(blocks))
    assert len(asides(result.value)) == 3
    assert [(said.code, said.where) for said in result.diagnostics] == [
        ("BK301", "page header, line 1"),
        ("BK301", "page footer, line 9"),
    ]
    assert "It stands in 2 places." in result.diagnostics[0].message


def test_what_nobody_sees_is_not_quoted() -> None:
    result = mark_markings(Document((block(1, "SECRET", layer="hidden"),)))
    assert not result.diagnostics
    assert not asides(result.value)


def test_what_a_reader_set_aside_already_is_told_too() -> None:
    result = mark_markings(Document((block(1, "RESTRICTED", aside="repeated"),)))
    assert asides(result.value) == ["RESTRICTED"]
    assert len(result.diagnostics) == 1


@pytest.mark.parametrize("text", ["Confidential", "PROTECT"])
def test_a_word_that_may_be_a_heading_counts_at_the_edge_and_in_boxes_only(text: str) -> None:
    assert asides(mark_markings(document(text, *BODY)).value) == [text]
    assert asides(mark_markings(document(*BODY, text)).value) == [text]
    assert asides(mark_markings(document(*BODY, text, *BODY)).value) == []
    boxed = Document(
        (*document(*BODY).blocks, block(8, text, container="box1"), *document(*BODY).blocks),
        (Container("body", "body"), Container("box1", "box", "body")),
    )
    assert asides(mark_markings(boxed).value) == [text]


def test_a_list_item_is_no_marking_and_a_caption_goes_with_its_marking() -> None:
    assert asides(mark_markings(document("- OFFICIAL", *BODY)).value) == []
    told = mark_markings(document("Protective marking:", "OFFICIAL", *BODY)).value
    assert asides(told) == ["Protective marking:", "OFFICIAL"]


@pytest.mark.parametrize(
    ("line", "kept", "marking"),
    [
        ("# Learning briefing: Baby Wren [OFFICIAL]", "Learning briefing: Baby Wren", "[OFFICIAL]"),
        ("OFFICIAL-SENSITIVE | Wrenford Partnership", "Wrenford Partnership", "OFFICIAL-SENSITIVE |"),
        ("Wrenford Partnership – OFFICIAL", "Wrenford Partnership", "– OFFICIAL"),
        ("OFFICIAL - SENSITIVE\nWrenford Partnership", "Wrenford Partnership", "OFFICIAL - SENSITIVE"),
    ],
)
def test_a_marking_beside_other_words_gets_its_own_block(line: str, kept: str, marking: str) -> None:
    made = part_markings(document(line, *BODY)).value
    assert [(one.text, one.aside) for one in made.blocks[:2]] == [(kept, ""), (marking, ASIDE)]
    (said,) = mark_markings(made).diagnostics
    assert f"‘{marking.strip(' |–')}’" in said.message


def test_a_sentence_about_a_marking_stays() -> None:
    lines = ("The papers were marked OFFICIAL.", "It was said that the log is OFFICIAL-SENSITIVE information.", *BODY)
    made = document(*lines)
    assert mark_markings(part_markings(made).value).value == made


def test_from_a_word_file_no_marking_reaches_a_section() -> None:
    mark = '<w:r><w:pict><v:shape id="w"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    header = p(mark) + p(box(p("OFFICIAL-SENSITIVE"))) + table((p("RESTRICTED"), p("Wrenford Partnership")))
    source = word(
        p("OFFICIAL – SENSITIVE") + p("Learning from Baby Wren") + p("Background") + p("The nurse rang twice."),
        (),
        header1=header,
        footer1=p("NOT PROTECTIVELY MARKED | Page 1 of 2"),
    )
    made = pipeline.normalise(source, pipeline.read(source, Settings()), load("house"))
    told = [said.message.split("‘")[1].split("’")[0] for said in made.diagnostics if said.code == "BK301"]
    assert sorted(told) == [
        "DRAFT",
        "NOT PROTECTIVELY MARKED",
        "OFFICIAL – SENSITIVE",
        "OFFICIAL-SENSITIVE",
        "RESTRICTED",
    ]
    texts = " ".join(item.text for _, item in made.briefing.sections.each())
    assert "OFFICIAL" not in f"{texts} {made.briefing.title}"
    assert made.ledger.accounted == made.ledger.source_letters
