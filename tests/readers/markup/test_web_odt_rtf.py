"""HTML, OpenDocument and RTF: looks, lists, links, notes, tables, hidden text; broken files end in words."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.errors import UnusableInput
from briefkit.readers import ODT
from marked_up import read, seen

HTML, RTF = "text/html", "application/rtf"


def test_html_as_a_browser_shows_it() -> None:
    document = read(
        """<html lang="en-GB"><head><title>Baby Q</title><style>p {}</style></head><body>
        <header><h1>Learning from <b>Baby Q</b></h1></header><nav><a href="x.html">Home</a></nav>
        <p>The  baby was<br>seen &amp; <em>heard</em> <a href="https://example.org">twice</a>.</p>
        <ul><li>Ask<ol><li>who<li>when</ol><li><p>Write</p><p>it down</p></ul>
        <table><tr><th>One</th><td>Two</td></tr></table><script>alert("x")</script>
        <p style="display: none">Secret</p><div>Loose <p>tight</p> end</div></body></html>""",
        HTML,
    )
    assert (document.title, document.language) == ("Baby Q", "en-GB")
    assert seen(document) == [
        ("h1", "Learning from *Baby Q*"),
        ("p", "Home"),
        ("p", "The baby was\nseen & heard twice."),
        ("b1", "Ask"),
        ("n2", "who"),
        ("n2", "when"),
        ("b1", "Write"),
        ("p", "it down"),
        ("p", "*One*"),
        ("p", "Two"),
        ("hidden", "Secret"),
        ("p", "Loose"),
        ("p", "tight"),
        ("p", "end"),
    ]
    assert document.blocks[1].aside == "navigation"
    assert document.blocks[9].container == "t1r1c2"
    assert [run.link for run in document.blocks[2].runs if run.link] == ["https://example.org"]


def test_html_running_heads_and_feet_are_no_body_text() -> None:
    document = read(
        '<div role="doc-pageheader"><p>OFFICIAL</p></div><p>Words</p><p role="doc-pagefooter">Page 1</p><p>More</p>',
        HTML,
    )
    assert [block.layer for block in document.blocks] == ["header", "body", "footer", "body"]


def test_html_declares_its_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>caf\xe9 \x93q\x94</p></body></html>'
    assert read(page.encode("latin-1"), HTML).blocks[0].text == "café “q”"


def test_html_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(UnusableInput, match="nested"):
        read("<html><body><p>First</p>" + "<div>" * 3000 + "deep" + "</div>" * 3000, HTML)


def test_html_goes_on_behind_a_second_end() -> None:
    page = "<html><body><p>One</p></body></html><p>Two</p></body></html>\n<h2>Three</h2>"
    assert [block.text for block in read(page, HTML).blocks] == ["One", "Two", "Three"]


_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odt(body: str, styles: str = "") -> bytes:
    made = io.BytesIO()
    content = (
        f"<office:document-content {_OFFICE}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", content)
    return made.getvalue()


def test_odt() -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        "</text:list-style>"
    )
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">What happened</text:h><text:p>The <text:span text:style-name="T1">baby'
        '</text:span><text:s text:c="2"/>was'
        "<text:line-break/>seen"
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note'
        '</text:p></text:note-body></text:note> <text:a xlink:href="https://example.org">here</text:a><draw:frame>'
        "<draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>.<office:annotation><text:p>a comment"
        '</text:p></office:annotation></text:p><text:list text:style-name="L1"><text:list-item><text:p>one</text:p>'
        "<text:list><text:list-item><text:p>deeper</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    document = read(odt(body, styles), ODT)
    assert seen(document) == [
        ("h2", "What happened"),
        ("p", "The *baby* was\nseen here."),
        ("p", "In a box"),
        ("footnote", "A note"),
        ("n1", "one"),
        ("b2", "deeper"),
        ("p", "cell"),
    ]
    assert document.blocks[1].runs[1].size == 14.0
    assert document.blocks[4].marker[0].text == "1. "


def test_odt_boxes_with_places_are_read_as_the_eye_meets_them() -> None:
    space = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'

    def box(x: int, y: int, words: str, style: str = "page") -> str:
        place = f'svg:x="{x}cm" svg:y="{y}cm" svg:width="8cm" svg:height="3cm"'
        inner = f"<text:p>{words}</text:p>"
        return (
            f'<text:p {space}><draw:custom-shape draw:style-name="{style}" {place}>{inner}</draw:custom-shape></text:p>'
        )

    styles = '<style:style style:name="page"><style:graphic-properties style:vertical-rel="page"/></style:style>'
    columns = box(11, 2, "Right") + box(1, 8, "Left foot") + box(1, 2, "Left top")
    first = odt(f"<text:p>Before</text:p>{columns}<text:p>After</text:p>{box(1, 1, 'Last')}", styles)
    assert [text for _, text in seen(read(first, ODT))] == ["Before", "Left top", "Left foot", "Right", "After", "Last"]
    flowing = box(11, 2, "One", "text") + box(1, 2, "Two", "text")
    assert [text for _, text in seen(read(odt(flowing, styles), ODT))] == ["One", "Two"]
    cell = "<table:table-cell><text:p>Cell</text:p></table:table-cell>"
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    assert [text for _, text in seen(read(odt(columns + table, styles), ODT))][-1] == "Cell"


def test_odt_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        content = (
            f"{bomb}<office:document-content {_OFFICE}><office:body><office:text><text:p>x&a;&b;y</text:p>"
            "</office:text></office:body></office:document-content>"
        )
        archive.writestr("content.xml", content)
    assert read(made.getvalue(), ODT).blocks[0].text == "xy"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", odt(""), odt("<text:p>")])
def test_broken_odt_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableInput):
        read(data, ODT)


def test_rtf() -> None:
    document = read(
        r"""{\rtf1\ansi\ansicpg1252\deflang2057{\fonttbl{\f0 Arial;}{\f1\fcharset2 Symbol;}}
{\colortbl;\red255\green0\blue0;}
{\stylesheet{\s1 heading 1;}}{\info{\title Baby Q}{\author A. N. Other}}
\pard\s1 What happened\par
\pard The {\b\cf1 baby\'92s} caf\u233?{\super 1}
{ }{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt here}}
{\footnote A note}\line now\par
{\listtext\f1\'b7\tab}\ls1 Ask\par
\pard {\f1\'b7}\tab Write{\v secret}\par
{\*\bkmkstart _GoBack}{\*\unknown rubbish}{\pict 0102}
{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard In a box\par}}}Host\par
\trowd\pard\intbl One\cell Two\cell\row
\pard \emdash end\u-10179?\u-8704?}""",
        RTF,
    )
    assert seen(document) == [
        ("h1", "What happened"),
        ("p", "The *baby’s* café1 here\nnow"),
        ("footnote", "A note"),
        ("b1", "Ask"),
        ("b1", "Write"),
        ("hidden", "secret"),
        ("p", "Host"),
        ("p", "In a box"),
        ("p", "One"),
        ("p", "Two"),
        ("p", "—end😀"),
    ]
    assert (document.title, document.language) == ("Baby Q", "en-GB")
    assert [mark.name for mark in document.bookmarks] == ["_GoBack"]
    assert document.blocks[1].runs[1].colour == "#ff0000"
    assert [run.link for run in document.blocks[1].runs if run.link] == ["https://example.org"]
    assert document.blocks[-2].container == "t1r1c2"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["{", "}", "\\par ", "\\b ", "\\u55?", "\\'e9", "x", "\\footnote ", "\\bin9 ", "\\cell "]))
)
def test_broken_rtf_gives_words_or_a_clear_error(pieces: list[str]) -> None:
    with contextlib.suppress(UnusableInput):
        read("{\\rtf1 " + "".join(pieces), RTF)


def test_opendocument_out_of_order_loses_no_words() -> None:
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    covered = "<table:covered-table-cell><text:p>Under</text:p></table:covered-table-cell>"
    row = f"<table:table-row><text:p>Loose</text:p>{covered}</table:table-row>"
    lists = f"<text:list>{item.format('One')}<text:list>{item.format('Two')}</text:list></text:list>"
    document = read(odt(f"{lists}<table:table>{row}</table:table>"), ODT)
    assert {block.text: block.layer for block in document.blocks} == {
        "One": "body",
        "Two": "body",
        "Loose": "body",
        "Under": "hidden",
    }


_NOTE = '<text:note text:note-class="footnote"><text:note-body><text:p>A note</text:p></text:note-body></text:note>'
_BOX = "<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>"
_INNER = f"<text:p>Inside{_NOTE}{_BOX}</text:p>"
_CELL = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"


@pytest.mark.parametrize("inner", [_INNER, _CELL.format(_INNER), f"<text:section>{_INNER}</text:section>"])
@pytest.mark.parametrize(
    ("display", "shown"),
    [
        ("", True),
        ('text:display="none"', False),
        ('text:display="condition" text:condition="ooow:1" text:is-hidden="true"', False),
        ('text:display="condition" text:condition="ooow:0"', True),
    ],
)
def test_a_hidden_section_is_hidden_with_all_it_holds(display: str, shown: bool, inner: str) -> None:
    document = read(odt(f"<text:p>Before</text:p><text:section {display}>{inner}</text:section>"), ODT)
    unseen = {block.text for block in document.blocks if block.layer == "hidden"}
    assert unseen == (set() if shown else {"Inside", "A note", "In a box"})
    assert len(document.blocks) == 4


def test_fields_that_hide_hide_only_where_they_say_so() -> None:
    def field(kind: str, words: str = "", now: str = "") -> str:
        return f'<text:hidden-{kind} text:condition="ooow:1" {now}>{words}</text:hidden-{kind}>'

    now = 'text:is-hidden="true"'
    body = (
        f"<text:p>{field('paragraph', now=now)}Gone{_BOX}</text:p><text:p>{field('paragraph')}Stays</text:p>"
        f"<text:p>Holds{field('text', 'a secret', now)}{field('text', ' a word')}</text:p>"
    )
    layers = {block.text: block.layer for block in read(odt(body), ODT).blocks}
    assert layers == {
        "Gone": "hidden",
        "In a box": "hidden",
        "Stays": "body",
        "Holds a word": "body",
        "a secret": "hidden",
    }
