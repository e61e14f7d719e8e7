"""Heading styles on text that is no heading."""

from __future__ import annotations

from briefkit.model import TextBlock
from briefkit.readers.docx import read
from briefkit.tidy import tidy
from wordfiles import p, r, word

TEXT = "The social worker visited the family at home every week and wrote down what was seen."


def tidied(body: str) -> tuple[TextBlock, ...]:
    return tidy(read(word(body)).value).value.blocks


def test_a_style_in_which_a_document_sets_its_text_makes_no_headings() -> None:
    lines = ("He went home at four.", TEXT, "The door was shut when she came.", "Nobody asked him why.", TEXT)
    blocks = tidied("".join(p(line, style="Heading2") for line in lines))
    assert {block.kind for block in blocks} == {"paragraph"}
    assert all("heading style on running text" in block.evidence for block in blocks)


def test_its_headings_are_those_that_look_like_headings() -> None:
    bold = "<w:b/>"
    body = "".join(
        p(r(f"The {word} visit", bold), style="Heading2") + p(TEXT, style="Heading2") * 2
        for word in ("first", "second", "third")
    )
    assert [b.text for b in tidied(body) if b.kind == "heading"] == [
        f"The {n} visit" for n in ("first", "second", "third")
    ]


def test_sentences_above_their_own_text_are_headings_by_style() -> None:
    body = "".join(p(f"Agencies did not share facts {n}.", style="Heading3") + p(f"{TEXT} {TEXT}") for n in range(5))
    assert sum(block.kind == "heading" for block in tidied(body)) == 5


def test_a_long_heading_in_a_heading_style_stays_one() -> None:
    long = "Learning about how agencies work with families who move often between areas and whose children miss school"
    assert tidied(p(long, style="Heading1") + p(TEXT))[0].kind == "heading"


def test_a_blank_paragraph_in_a_heading_style_is_no_heading() -> None:
    blocks = tidied(p("", style="Heading1") + p("   ", style="Heading1") + p("Home visits", style="Heading1") + p(TEXT))
    assert [block.text for block in blocks if block.kind == "heading"] == ["Home visits"]
