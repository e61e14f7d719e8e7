"""Documents inside a document (``w:altChunk``): read in their place, bounded, and never from outside the file."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from agreement import differences
from briefkit.model import Source
from briefkit.readers.docx import chunks, read
from wordfiles import MAIN, codes, p, packed, part, r, relations, table, word

HTML = (
    "<html><head><title>Tab</title><style>p {}</style></head><body><h1>Heading</h1><p>Words <b>in bold</b>.</p>"
    '<p style="display:none">unseen</p><ul><li>item</li></ul><table><tr><td>a</td><td>b</td></tr></table></body></html>'
)
MAIL = (
    'From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b1"\r\n\r\n--b1\r\n'
    'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    "<html><body><p>Caf=C3=A9 words</p></body></html>\r\n--b1\r\nContent-Type: image/png\r\n\r\nunseen\r\n--b1--\r\n"
)


def holding(name: str, content: str | bytes, body: str = "", external: bool = False) -> Source:
    arrow = ("chunk", "aFChunk", f"https://example.org/{name}" if external else name)
    inner = body or f'{p("Before.")}<w:altChunk r:id="chunk"/>{p("After.")}'
    return packed(
        {
            "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
            MAIN: part("document", f"<w:body>{inner}</w:body>"),
            "word/_rels/document.xml.rels": relations(arrow),
            f"word/{name}": content,
        }
    )


def shown(source: Source) -> list[str]:
    return [block.text for block in read(source).value.blocks if block.layer != "hidden"]


WORD = word(
    p("Inner words") + p(r("unseen", "<w:vanish/>")) + p("marked", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    styles='<w:style w:type="paragraph" w:styleId="X"><w:name w:val="heading 2"/></w:style>',
    footnotes=f'<w:footnote w:id="2">{p("Inner note")}</w:footnote>',
).data


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("c.html", HTML, ["Heading", "Words in bold.", "item", "a", "b"]),
        ("c.htm", HTML.encode("utf-16"), ["Heading", "Words in bold.", "item", "a", "b"]),
        ("c.mht", MAIL, ["Café words"]),
        ("c.txt", "First line\nsecond <line>", ["First line", "second <line>"]),
        ("c.rtf", r"{\rtf1\ansi Words\par more {\v unseen}{\header unseen}\par}", ["Words", "more"]),
        ("c.docx", WORD, ["Inner words", "marked1", "Inner note"]),
        ("c.html", "<p> </p>", []),
    ],
)
def test_every_kind_is_read_in_its_place(name: str, content: str | bytes, expected: list[str]) -> None:
    source = holding(name, content)
    result = read(source)
    assert shown(source) == ["Before.", *expected, "After."]
    assert "BK204" not in codes(result)
    assert {block.origin.part for block in result.value.blocks} <= {MAIN, f"word/{name}"}
    assert differences(source, result.value) == {}


def test_structure_and_containers_are_kept() -> None:
    document = read(holding("c.html", HTML)).value
    kinds = {block.text: block.kind for block in document.blocks}
    assert (kinds["Heading"], kinds["item"]) == ("heading", "bullet")
    cells = [container for container in document.containers if container.kind == "cell"]
    assert [(cell.row, cell.column) for cell in cells] == [(1, 1), (1, 2)]
    assert {block.container for block in document.blocks} <= {container.id for container in document.containers}


def test_in_a_cell_it_stands_in_that_cell() -> None:
    source = holding("c.txt", "In the cell", table(('<w:altChunk r:id="chunk"/>',)))
    assert [(block.text, block.container) for block in read(source).value.blocks] == [("In the cell", "table1.r1c1")]


@pytest.mark.parametrize(
    "source",
    [
        holding("c.html", HTML, external=True),
        holding("c.docx", b"PK\x03\x04 and nothing else"),
        holding(
            "c.xml", '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><w/></pkg:package>'
        ),
        holding("other.html", HTML, f'{p("Before.")}<w:altChunk r:id="missing"/>{p("After.")}'),
    ],
)
def test_what_cannot_be_read_is_said(source: Source) -> None:
    result = read(source)
    assert shown(source) == ["Before.", "After."]
    assert "BK204" in codes(result)
    assert differences(source, result.value) == {}


def test_documents_inside_documents_end_somewhere() -> None:
    content = word(p("Deepest")).data
    for depth in range(chunks.DEEPEST + 2):
        content = holding("c.docx", content, f'{p(f"Depth {depth}")}<w:altChunk r:id="chunk"/>').data
    source = Source("x.docx", content, "", "")
    result = read(source)
    assert len(result.value.blocks) == chunks.DEEPEST + 1
    assert "BK204" in codes(result)


def test_a_swollen_chunk_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.readers.docx.book.ROOM", 100_000)
    made = BytesIO()
    with ZipFile(made, "w", 8) as archive:
        archive.writestr("_rels/.rels", relations(("rId1", "officeDocument", MAIN)))
        archive.writestr(MAIN, part("document", f"<w:body>{p('x' * 200_000)}</w:body>"))
    result = read(holding("c.docx", made.getvalue()))
    assert "BK204" in codes(result)
    assert [block.text for block in result.value.blocks] == ["Before.", "After."]


def test_a_master_document_says_what_it_lacks() -> None:
    result = read(word(p("Before.") + '<w:subDoc r:id="s"/>', (("s", "subDocument", "file:///c:/part.docx"),)))
    assert [block.text for block in result.value.blocks] == ["Before."]
    assert "BK213" in codes(result)
