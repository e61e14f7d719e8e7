"""The census of a Word file, against parts written here by hand."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.census import count
from briefkit.model import Source

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:future="http://example.org/future" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "word/document.xml"


def packed(parts: dict[str, str | bytes]) -> Source:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return Source("x.docx", made.getvalue(), DOCX, "")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>"


def word_file(body: str, parts: dict[str, str] | None = None) -> Source:
    return packed({MAIN: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>", **(parts or {})})


def shown(source: Source, part: str = MAIN) -> str:
    return " ".join(next(tally.text for tally in count(source).tallies if tally.part == part).split())


def alternatives(required: str) -> str:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    return (
        f"<mc:AlternateContent><mc:Choice Requires='{required}'>{box.format('new')}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box.format('old')}</w:pict></mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("One") + paragraph("two"), "One two"),
        (
            "<w:p><w:del><w:r><w:delText>Gone</w:delText><w:t>too</w:t></w:r></w:del><w:ins><w:r><w:t>In</w:t></w:r></w:ins></w:p>",
            "In",
        ),
        (
            f"<w:p><w:moveFrom>{paragraph('Old')}</w:moveFrom><w:moveTo><w:r><w:t>New</w:t></w:r></w:moveTo></w:p>",
            "New",
        ),
        (
            f"<w:p><w:r>{alternatives('wps')}</w:r></w:p>",
            "new",
        ),
        (
            f"<w:p><w:r>{alternatives('future')}<w:t>after</w:t></w:r></w:p>",
            "old after",
        ),
        ("<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><a:t>y</a:t></w:r></w:p>", "xy"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + paragraph("Click here")
            + "</w:sdtContent></w:sdt>"
            + paragraph("Real"),
            "Real",
        ),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr w:val='0'/></w:sdtPr><w:sdtContent>"
            + paragraph("Typed")
            + "</w:sdtContent></w:sdt>",
            "Typed",
        ),
        (
            "<w:p><w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:br/><w:t>line</w:t></w:r></w:p>",
            "well-known line",
        ),
    ],
)
def test_counts_what_a_person_sees(body: str, expected: str) -> None:
    assert shown(word_file(body)) == expected


def test_strict_files_are_counted_too() -> None:
    strict = f"<w:document {SPACES}><w:body>{paragraph('Strict')}</w:body></w:document>"
    assert shown(packed({MAIN: strict.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")})) == "Strict"


def _mark(step: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{step}'/></w:r>"


def _field(code: str, result: str) -> str:
    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return f"{_mark('begin')}{instruction}{_mark('separate')}{result}{_mark('end')}"


def test_the_arguments_of_a_field_are_not_displayed() -> None:
    inner = _field("REF a", "<w:r><w:t>argument</w:t></w:r>")
    code = f"<w:r><w:instrText>IF </w:instrText></w:r>{inner}"
    result = "<w:r><w:t>result</w:t></w:r>"
    body = f"<w:p>{_mark('begin')}{code}{_mark('separate')}{result}{_mark('end')}</w:p>"
    assert shown(word_file(body)) == "result"


def test_a_field_that_never_ends_hides_nothing() -> None:
    assert shown(word_file(f"<w:p>{_mark('begin')}<w:r><w:t>kept</w:t></w:r></w:p>{paragraph('also')}")) == "kept also"


STYLES = f"""<w:styles {SPACES}><w:style w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="Sub"><w:basedOn w:val="Hid"/></w:style>
<w:style w:styleId="Seen"><w:basedOn w:val="Hid"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>"""


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        (paragraph("secret", "<w:rPr><w:vanish/></w:rPr>"), 6),
        (paragraph("plain", "<w:rPr><w:vanish w:val='false'/></w:rPr>"), 0),
        (paragraph("secret", "<w:rPr><w:rStyle w:val='Sub'/></w:rPr>"), 6),
        (paragraph("plain", "<w:rPr><w:rStyle w:val='Seen'/></w:rPr>"), 0),
        ("<w:p><w:pPr><w:pStyle w:val='Hid'/></w:pPr><w:r><w:t>secret</w:t></w:r></w:p>", 6),
        ("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>plain</w:t></w:r></w:p>", 0),
        (paragraph("plain", "<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>"), 0),
    ],
)
def test_vanished_text_is_counted_as_hidden(body: str, hidden: int) -> None:
    (tally,) = count(word_file(body, {"word/styles.xml": STYLES})).tallies
    assert tally.hidden_letters == hidden
    assert ("plain" in tally.text) == (hidden == 0)


def _relations(**targets: str) -> str:
    rows = "".join(
        f'<Relationship Id="{identifier}" Type="{RELATION}/{kind.rstrip("123456789.xml")}" Target="{kind}"/>'
        for identifier, kind in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def test_only_headers_and_notes_that_show_are_counted() -> None:
    notes = "".join(
        f"<w:footnote w:id='{number}' {kind}>{paragraph(text)}</w:footnote>"
        for number, kind, text in ((0, "w:type='separator'", "line"), (1, "", "kept"), (2, "", "orphan"))
    )
    body = (
        "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p><w:sectPr><w:headerReference w:type='default' r:id='a'/>"
        "<w:headerReference w:type='first' r:id='b'/></w:sectPr>"
    )
    parts: dict[str, str | bytes] = {
        MAIN: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(a="header1.xml", b="header2.xml", c="footnotes.xml"),
        "word/header1.xml": f"<w:hdr {SPACES}>{paragraph('Running')}</w:hdr>",
        "word/header2.xml": f"<w:hdr {SPACES}>{paragraph('First')}</w:hdr>",
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{notes}</w:footnotes>",
    }
    found = {tally.part: tally.text.strip() for tally in count(packed(parts)).tallies}
    assert found == {MAIN: "", "word/header1.xml": "Running", "word/footnotes.xml": "kept"}
    parts[MAIN] = str(parts[MAIN]).replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    assert "word/header2.xml" in {tally.part for tally in count(packed(parts)).tallies}


def test_the_words_of_a_diagram_are_counted_under_its_own_part() -> None:
    drawing = (
        '<w:p><w:r><w:drawing><d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="d"/>'
        "</w:drawing></w:r></w:p>"
    )
    points = "".join(f"<d:pt type='{kind}'><a:p><a:r><a:t>{kind}</a:t></a:r></a:p></d:pt>" for kind in ("node", "pres"))
    parts: dict[str, str | bytes] = {
        MAIN: f"<w:document {SPACES}><w:body>{drawing}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(d="diagram.xml"),
        "word/diagram.xml": f'<m {SPACES} xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram">{points}</m>',
    }
    assert shown(packed(parts), "word/diagram.xml") == "node"


def test_entities_are_never_expanded() -> None:
    kind = "<!DOCTYPE x [<!ENTITY a 'boom'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    bomb = f"{kind}<w:document {SPACES}><w:body>{paragraph('A&a;&f;B')}</w:body></w:document>"
    assert shown(packed({MAIN: bomb})) == "AB"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_word_file_gives_a_note(content: bytes) -> None:
    census = count(Source("x.docx", content, DOCX, ""))
    assert census.tallies == ()
    assert census.note


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_file_never_raises(place: int, value: int) -> None:
    content = bytearray(word_file(paragraph("Words") * 3).data)
    content[place % len(content)] = value
    count(Source("x.docx", bytes(content), DOCX, ""))
