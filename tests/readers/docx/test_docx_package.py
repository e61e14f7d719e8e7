"""Opening a package: what is no Word document is named, what is damaged is survived, what attacks is harmless."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.docx import read
from briefkit.readers.docx.opc import package
from wordfiles import MAIN, MEDIA, SPACES, codes, p, packed, part, relations, table, word

STRICT = "http://purl.oclc.org/ooxml"


def refused(content: bytes) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read(Source("x.docx", content, MEDIA, ""))
    assert caught.value.next_step
    return caught.value


def test_an_empty_file_is_called_empty() -> None:
    assert refused(b"").code == "BK110"


def test_a_web_page_is_no_word_document() -> None:
    assert refused(b"<html><body>Hello</body></html>").code == "BK113"


def test_a_zip_of_other_things_is_no_word_document() -> None:
    assert "no Word document" in str(refused(packed({"notes.txt": "hello"}).data))


def test_a_workbook_is_called_a_workbook() -> None:
    assert "Excel" in str(refused(packed({"xl/workbook.xml": "<workbook/>"}).data))


def test_a_truncated_file_is_called_damaged() -> None:
    content = word(p("Some words that are lost.")).data
    error = refused(content[: len(content) // 2])
    assert error.code == "BK111"
    assert "damaged or incomplete" in str(error)


def test_a_locked_file_says_how_to_take_the_password_off() -> None:
    error = refused(package.OLE_HEAD + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    assert error.code == "BK112"
    assert "clear the password" in error.next_step


def test_an_old_word_file_is_called_old() -> None:
    assert ".doc" in str(refused(package.OLE_HEAD + b"\0" * 600))


def test_a_part_beyond_the_limit_is_refused_before_it_is_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PART_LIMIT", 5000)
    assert refused(word(p("word " * 2000)).data).code == "BK114"


def test_declared_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TOTAL_LIMIT", 5000)
    assert refused(word(p("word " * 2000)).data).code == "BK114"


def test_pictures_may_be_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "TOTAL_LIMIT", 5000)
    body = part("document", f"<w:body>{p('A line.')}</w:body>")
    result = read(packed({MAIN: body, "word/media/image1.emf": b"\0" * 50_000}))
    assert [block.text for block in result.value.blocks] == ["A line."]


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"<a><switch/></a>", True), (b"<a/>", False), ("<a><switch/></a>".encode("utf-16"), True)],
)
def test_a_part_tells_whether_it_mentions_a_word(content: bytes, expected: bool) -> None:
    opened = package.open_package(packed({"word/settings.xml": content}).data)
    assert opened.mentions("word/settings.xml", "switch") is expected
    assert opened.mentions("word/other.xml", "switch") is False


def test_missing_parts_are_survived() -> None:
    result = read(packed({MAIN: part("document", f"<w:body>{p('Alone.', style='Heading1')}</w:body>")}))
    assert [block.text for block in result.value.blocks] == ["Alone."]
    assert result.value.blocks[0].kind == "heading"


def test_a_body_with_another_name_is_found_by_its_relationship() -> None:
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("rId1", "officeDocument", "/word/document2.xml")),
        "word/document2.xml": part("document", f"<w:body>{p('Found.')}</w:body>"),
    }
    result = read(packed(parts))
    assert result.value.blocks[0].origin.part == "word/document2.xml"


def test_a_climbing_entry_is_never_read() -> None:
    source = word(p("Text."))
    grown = BytesIO(source.data)
    with zipfile.ZipFile(grown, "a") as archive:
        archive.writestr("../word/styles.xml", part("styles", ""))
    assert [block.text for block in read(Source("x", grown.getvalue(), MEDIA, "")).value.blocks] == ["Text."]


def test_entities_are_neither_expanded_nor_fetched() -> None:
    body = (
        '<!DOCTYPE w [<!ENTITY big "xxxxxxxx"><!ENTITY file SYSTEM "file:///etc/passwd">]>'
        f"<w:document {SPACES}><w:body><w:p><w:r><w:t>Before &big; between &file; after.</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    result = read(packed({MAIN: body}))
    assert result.value.blocks[0].text == "Before  between  after."
    assert "BK209" in codes(result)


def test_strict_names_are_folded() -> None:
    body = (
        f'<w:document xmlns:w="{STRICT}/wordprocessingml/main"><w:body><w:p><w:r><w:rPr><w:b w:val="true"/>'
        f'<w:sz w:val="14pt"/></w:rPr><w:t>Strict words about {STRICT}/wordprocessingml/main</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    rels = relations(("rId1", "officeDocument", MAIN)).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships", f"{STRICT}/officeDocument/relationships"
    )
    block = read(packed({"_rels/.rels": rels, MAIN: body})).value.blocks[0]
    assert block.text == f"Strict words about {STRICT}/wordprocessingml/main"
    assert block.runs[0].bold
    assert block.runs[0].size == 14


def test_malformed_xml_is_read_up_to_the_damage() -> None:
    body = part("document", f"<w:body>{p('Whole.')}<w:p><w:r><w:t>Half &broken</w:t></w:r></w:body>")
    result = read(packed({MAIN: body}))
    assert result.value.blocks[0].text == "Whole."
    assert "BK200" in codes(result)


@pytest.mark.parametrize("depth", [20, 120, 2000])
def test_tables_in_tables_lose_no_words_and_no_stack(depth: int) -> None:
    inner = p("Innermost.")
    for level in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}{p(f'Level {level}.')}</w:tc></w:tr></w:tbl>"
    blocks = read(word(p("Before.") + inner + p("After."))).value.blocks
    assert [block.text for block in blocks] == [
        "Before.",
        "Innermost.",
        *(f"Level {level}." for level in range(depth)),
        "After.",
    ]


def test_wrappers_in_wrappers_lose_no_words_and_no_stack() -> None:
    inner = "<w:smartTag>" * 200 + "<w:r><w:t>Deep.</w:t></w:r>" + "</w:smartTag>" * 200
    assert [block.text for block in read(word(f"<w:p>{inner}</w:p>")).value.blocks] == ["Deep."]


def test_what_stands_behind_absurd_nesting_is_read() -> None:
    deep = "<w:customXmlPr>" * 400 + "</w:customXmlPr>" * 400
    assert [block.text for block in read(word(p("Before") + deep + p("After"))).value.blocks] == ["Before", "After"]


def test_deleted_words_stay_deleted_below_absurd_nesting() -> None:
    deleted = '<w:p><w:del w:id="1"><w:r><w:delText>gone for good</w:delText></w:r></w:del></w:p>'
    deep = "<w:unheard>" * 400 + deleted + "</w:unheard>" * 400
    assert [block.text for block in read(word(p("Before") + deep + p("After"))).value.blocks] == ["Before", "After"]


def test_thousands_of_empty_paragraphs_are_space() -> None:
    blocks = read(word(p("First.") + "<w:p/>" * 5000 + p("Last."))).value.blocks
    assert [block.text for block in blocks] == ["First.", "Last."]
    assert blocks[1].before == 60000.0


def test_the_title_is_carried_over_and_the_author_is_not() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> A  title </dc:title><dc:creator>J. Quill</dc:creator>'
        "</cp:coreProperties>"
    )
    parts: dict[str, str | bytes] = {
        MAIN: part("document", f"<w:body>{p('Text.')}</w:body>"),
        "docProps/core.xml": core,
    }
    result = read(packed(parts))
    assert result.value.title == "A title"
    assert "Quill" not in repr(result)


def test_a_table_in_no_document_is_no_crash() -> None:
    assert read(word(table((p("a"), "")) + "<w:tbl/>")).value.blocks[0].container == "table1.r1c1"


def with_styles() -> bytes:
    return word(p("All of it."), styles='<w:style w:styleId="a"/>').data


def test_a_file_without_its_index_is_read_if_nothing_else_is_missing() -> None:
    content = with_styles()
    result = read(Source("x", content[: content.index(b"PK\x01\x02")], MEDIA, ""))
    assert [block.text for block in result.value.blocks] == ["All of it."]
    assert [(said.code, said.severity) for said in result.diagnostics] == [("BK215", "warning")]


def test_a_file_that_lost_a_part_with_its_index_is_refused() -> None:
    content = with_styles()
    assert refused(content[: content.rindex(b"PK\x03\x04", 0, content.index(b"PK\x01\x02")) + 5]).code == "BK111"


def test_a_wrong_checksum_does_not_cost_the_text() -> None:
    content = bytearray(word(p("Still here.")).data)
    place = content.index(b"PK\x03\x04", content.index(b"_rels/.rels")) + 14
    content[place : place + 4] = b"\1\2\3\4"  # the local checksum
    index = content.index(MAIN.encode(), content.index(b"PK\x01\x02")) - 46 + 16
    content[index : index + 4] = b"\1\2\3\4"  # the checksum in the index
    result = read(Source("x", bytes(content), MEDIA, ""))
    assert [block.text for block in result.value.blocks] == ["Still here."]
    assert "BK200" in codes(result)


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "", "x", "999999999999999", "1e400"])
def test_absurd_numbers_are_no_crash(value: str) -> None:
    body = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="{value}"/></w:numPr>'
        f'<w:outlineLvl w:val="{value}"/>'
        f'<w:spacing w:before="{value}"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="{value}"/></w:rPr><w:t>Words.</w:t></w:r></w:p>'
        f'<w:sectPr><w:pgSz w:w="{value}" w:h="{value}"/><w:cols w:num="{value}"/></w:sectPr>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="{value}"><w:lvl w:ilvl="{value}"><w:start w:val="{value}"/></w:lvl>'
        "</w:abstractNum>"
        f'<w:num w:numId="{value}"><w:abstractNumId w:val="{value}"/></w:num>'
    )
    assert read(word(body, numbering=numbering)).value.blocks[0].text == "Words."
