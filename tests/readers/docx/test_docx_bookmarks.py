"""Bookmarks, references and links: what works becomes a link, what is broken becomes plain words and one remark."""

from __future__ import annotations

import pytest

from briefkit.readers.docx.links import read_instruction, safe_address
from wordfiles import blocks_of, codes, field, p, r, result_of


def start(name: str, key: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>'


def end(key: int = 1) -> str:
    return f'<w:bookmarkEnd w:id="{key}"/>'


def states(body: str) -> list[tuple[str, str]]:
    return [(bookmark.name, bookmark.state) for bookmark in result_of(body).value.bookmarks]


def test_the_states_of_bookmarks() -> None:
    body = (
        p(start("_GoBack", 0), end(0), "a")
        + p(start("_Hlk1", 2), "b")
        + p(start("twice", 3), "c", end(3), start("Twice", 4), "d", end(4))
        + p("e", end(9))
    )
    assert states(body) == [
        ("_GoBack", "ok"),
        ("_Hlk1", "unmatched"),
        ("twice", "ok"),
        ("Twice", "duplicate"),
        ("", "unmatched"),
    ]
    assert codes(result_of(body)) == ["BK205"]


def test_a_bookmark_between_paragraphs_leads_to_the_next_words() -> None:
    (bookmark,) = result_of(p("a") + start("here") + "<w:p/>" + p("b") + end()).value.bookmarks
    assert (bookmark.state, bookmark.target) == ("ok", "b0002")


def test_a_working_reference_becomes_a_link() -> None:
    body = p(start("_Ref1"), "Chapter", end()) + p("See ", field(" REF _Ref1 \\h ", r("Chapter")), ".")
    assert [(run.text, run.link) for run in blocks_of(body)[1].runs] == [
        ("See ", None),
        ("Chapter", "#b0001"),
        (".", None),
    ]


def test_a_broken_reference_is_told_once_with_its_place() -> None:
    residue = "Error! Reference source not found."
    result = result_of(p("a") + p("Meet early (see ", field(" REF _Ref9 \\h ", r(residue, "<w:b/>")), ")."))
    block = result.value.blocks[1]
    assert [run.text for run in block.runs] == ["Meet early (see ", residue, ")."]
    assert all(run.link is None for run in block.runs)
    (diagnostic,) = result.diagnostics
    assert (diagnostic.code, diagnostic.where) == ("BK202", "paragraph 2")
    assert [(bookmark.name, bookmark.state) for bookmark in result.value.bookmarks] == [("_Ref9", "broken")]


def test_hyperlinks_in_their_three_forms() -> None:
    link = '<w:hyperlink r:id="{}" w:anchor="{}">{}</w:hyperlink>'
    body = p(
        start("here"),
        link.format("rId9", "", r("one")),
        end(),
        field(' HYPERLINK "https://example.org/two" \\l "part" \\o "tip" ', r("two")),
        link.format("", "here", r("three")),
        link.format("", "gone", r("four")),
    )
    result = result_of(body, arrows=(("rId9", "hyperlink", "https://example.org/one"),))
    assert [(run.text, run.link) for run in result.value.blocks[0].runs] == [
        ("one", "https://example.org/one"),
        ("two", "https://example.org/two#part"),
        ("three", "#b0001"),
        ("four", None),
    ]
    assert codes(result) == ["BK202"]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "../other.docx", "java\nscript:x"])
def test_a_dangerous_link_keeps_its_words_only(target: str) -> None:
    result = result_of(p(field(f' HYPERLINK "{target}" ', r("words"))))
    assert result.value.blocks[0].runs[0].link is None
    assert result.value.blocks[0].text == "words"
    assert codes(result) == ["BK203"]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        (" https://a.example/x ", "https://a.example/x"),
        ("MAILTO:a@b.example", "MAILTO:a@b.example"),
        ("tel:0123", "tel:0123"),
        ("java\tscript:x", None),
        ("http:", None),
        ("data:text/html,x", None),
    ],
)
def test_safe_addresses(url: str, safe: str | None) -> None:
    assert safe_address(url) == safe


def test_instructions() -> None:
    assert read_instruction(" PAGEREF _Toc1 \\h ").bookmark == "_Toc1"
    assert read_instruction('HYPERLINK \\l "_Ref2"').bookmark == "_Ref2"
    assert read_instruction("").sort == ""
    assert read_instruction("PAGE \\* MERGEFORMAT").bookmark == ""
