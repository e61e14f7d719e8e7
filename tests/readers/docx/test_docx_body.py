"""A long body is read block by block: what comes out is what the whole tree gives."""

from __future__ import annotations

import pytest
from lxml import etree

from briefkit.diagnostics import Result
from briefkit.model import Document, Source
from briefkit.readers.docx import body, read
from briefkit.readers.docx.names import W
from wordfiles import box, field, p, packed, r, table, word

SECTION = '<w:sectPr><w:pgSz w:w="8000" w:h="12000"/><w:pgMar w:left="500" w:right="500" w:top="500"/></w:sectPr>'
OPEN_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
BODIES = {
    "paragraphs": p("One.") + p(r("Two", "<w:b/>"), " and three."),
    "a table and a section": p("One.") + table((p("a"), p("b"))) + p("Two.", properties=SECTION) + p("Three."),
    "fields over paragraphs": p(field("PAGE", "7")) + p(OPEN_FIELD, "Read all the same.") + p("And this."),
    "a field closed in the next paragraph": p(OPEN_FIELD) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "Shown."),
    "boxes": p("Beside.", box(p("In the box."), at=(300, 100, 100, 50))) + p("After."),
    "white words": p(r("White.", '<w:color w:val="FFFFFF"/>')) + p("Black."),
    "entities and comments": "<!-- nothing -->" + p("One.") + "stray" + p("Two."),
    "nothing": "",
}


def both_ways(source: Source, monkeypatch: pytest.MonkeyPatch) -> tuple[Result[Document], Result[Document]]:
    monkeypatch.setattr(body, "LONG", 10**9)
    whole = read(source)
    monkeypatch.setattr(body, "LONG", 0)
    monkeypatch.setattr(body, "PIECE", 17)
    return whole, read(source)


@pytest.mark.parametrize("blocks", BODIES.values(), ids=BODIES)
def test_block_by_block_gives_what_the_tree_gives(blocks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, long = both_ways(word(blocks), monkeypatch)
    assert long == whole


def test_a_page_colour_before_the_body_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    white = p(r("White.", '<w:color w:val="FFFFFF"/>'))
    content = (
        f'<w:document xmlns:w="{W.strip("{}")}"><w:background w:color="003366"/><w:body>{white}</w:body></w:document>'
    )
    whole, long = both_ways(packed({"word/document.xml": content}), monkeypatch)
    assert long == whole
    assert [block.layer for block in long.value.blocks] == ["body"]


@pytest.mark.parametrize("tail", ["<w:p><w:r><w:t>Half", "<w:p></w:r>" + p("After.")])
def test_what_stands_before_damage_is_read(tail: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = f'<w:document xmlns:w="{W.strip("{}")}"><w:body>{p("One.")}{p("Two.")}{tail}'
    whole, long = both_ways(packed({"word/document.xml": content}), monkeypatch)
    assert [block.text for block in long.value.blocks][:2] == ["One.", "Two."]
    assert long == whole


def test_what_nests_too_deep_is_read_as_one_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = p("Deep.")
    for _ in range(120):
        nested = table((nested,))
    whole, long = both_ways(word(nested + p("After.")), monkeypatch)
    assert long == whole


def test_a_block_is_dropped_when_the_next_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "PIECE", 256)
    many = "".join(p(f"Paragraph {number}.") for number in range(200))
    content = f'<w:document xmlns:w="{W.strip("{}")}"><w:body>{many}</w:body></w:document>'.encode()
    held: list[int] = []
    texts: list[str] = []
    for block in body.parse_blocks(content):
        parent = block.getparent()
        held.append(len(parent) if parent is not None else 0)
        texts.append("".join(block.itertext()))
    assert texts == [f"Paragraph {number}." for number in range(200)]
    assert max(held) < 20


def test_damage_ends_the_blocks_or_is_raised() -> None:
    content = f'<w:document xmlns:w="{W.strip("{}")}"><w:body>{p("One.")}<w:p></w:document>'.encode()
    with pytest.raises(etree.XMLSyntaxError):
        list(body.parse_blocks(content))
    assert "".join(next(body.parse_blocks(content, recover=True)).itertext()) == "One."
