"""Markdown and text dumps: what is half broken is read as it was meant, and no letter is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.census import letters
from briefkit.errors import UnusableInput
from briefkit.ledger import source_text
from briefkit.model import Source
from briefkit.readers.markup import read_markdown
from marked_up import read, seen

MD = "text/markdown"


def test_a_dump_has_a_paragraph_in_each_line_and_counts_empty_ones() -> None:
    document = read(" LEARNING FROM BABY Q\nThe baby was seen.\n\n\n\tNobody asked.\n")
    assert [block.text for block in document.blocks] == ["LEARNING FROM BABY Q", "The baby was seen.", "Nobody asked."]
    assert [block.origin.line for block in document.blocks] == [1, 2, 5]
    assert document.blocks[2].before == 2.0


@pytest.mark.parametrize("sign", ["·", "•", "-", "*", "–", "➢", "o", "\uf0b7", "·\t"])
def test_bullets_in_all_shapes(sign: str) -> None:
    document = read(f"Staff should:\n{sign} Ask who is at home\n{sign} Write it down\n")
    assert seen(document)[1:] == [("b1", "Ask who is at home"), ("b1", "Write it down")]
    assert document.blocks[1].marker[0].text.strip() == sign.strip()


def test_a_bullet_alone_on_its_line_belongs_to_the_next() -> None:
    assert seen(read("•\nAsk who is at home\n•\nWrite it down\n")) == [
        ("b1", "Ask who is at home"),
        ("b1", "Write it down"),
    ]


def test_numbers_and_depth() -> None:
    document = read("1. one\n2) two\n   - deeper\n(a) letters\n\n2018. A year is a year\n", MD)
    assert [kind for kind, _ in seen(document)] == ["n1", "n1", "b2", "n1", "p"]


def test_half_broken_bold() -> None:
    text = (
        "- Bruises on babies**, however small\n- guard against '**second guessing**'\n- **Never closed\n- a * b ** c\n"
    )
    assert seen(read(text, MD)) == [
        ("b1", "*Bruises on babies*, however small"),
        ("b1", "guard against '*second guessing*'"),
        ("b1", "*Never closed*"),
        ("b1", "a * b  c"),
    ]


def test_the_source_text_keeps_what_is_taken_off() -> None:
    block = read("say **it** \\(now\\)", MD).blocks[0]
    assert block.text == "say it (now)"
    assert len(source_text(block)) == len("say **it** \\(now\\)")
    assert [(run.text, len(run.span)) for run in block.runs[:4]] == [("say ", 4), ("", 2), ("it", 2), ("", 2)]


def test_bold_goes_over_a_line_break_inside_a_paragraph() -> None:
    assert seen(read("**Northmere Partnership\nJuly 2018**", MD)) == [("p", "*Northmere Partnership\nJuly 2018*")]


def test_headings_and_underlined_lines() -> None:
    text = "# One #\n\nTwo\n===\n\nThree\n---\nText\n\n#no heading\n"
    assert [kind for kind, _ in seen(read(text, MD))] == ["h1", "h1", "h2", "p", "p"]


def test_links() -> None:
    document = read("[a \\(b\\)](https://x.org/a_(b)) [dead](#) <https://y.org> c_d@z.org www.w.org.", MD)
    block = document.blocks[0]
    assert block.text == "a (b) dead https://y.org c_d@z.org www.w.org."
    assert {run.text: run.link for run in block.runs if run.link} == {
        "a ": "https://x.org/a_(b)",
        "(": "https://x.org/a_(b)",
        "b": "https://x.org/a_(b)",
        ")": "https://x.org/a_(b)",
        "https://y.org": "https://y.org",
        "c_d@z.org": "mailto:c_d@z.org",
        "www.w.org": "https://www.w.org",
    }


def test_a_link_without_address_is_told() -> None:
    result = read_markdown(Source("a", b"See [the guide](guide.html).", MD, ""))
    assert [said.code for said in result.diagnostics] == ["BK244"]


def test_bookmark_tokens_are_taken_out_and_recorded() -> None:
    document = read("[bookmark: _Hlk1]Risk\n· [bookmark: _GoBack]Ask\n[bookmark: _Toc3]\nThen write\n")
    assert [block.text for block in document.blocks] == ["Risk", "Ask", "Then write"]
    assert [(mark.name, mark.target) for mark in document.bookmarks] == [
        ("_Hlk1", "b0001"),
        ("_GoBack", "b0002"),
        ("_Toc3", "b0003"),
    ]


def test_notes() -> None:
    document = read("the guideline¹ says[^2]\n\n¹ See: <http://example.org/1>\n\n[^2]: Also this\n", MD)
    assert [run.text for run in document.blocks[0].runs if run.script == "super"] == ["¹", "2"]
    assert seen(document)[1:] == [("footnote", "See: http://example.org/1"), ("footnote", "Also this")]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The review looked at how the services of the town had worked with\nthe family over two years, and it found "
        "that the plan had not been\nread by all who were asked to keep to it. It says what should change.\n\n"
        "- Practitioners should ask who lives in the home whenever they visit,\n  and write down what they are told "
        "on the day of that visit.\n"
    )
    assert [block.text.count("\n") for block in read(text).blocks] == [0, 0]
    assert read(text).blocks[0].text.endswith("asked to keep to it. It says what should change.")


def test_tables_are_cells() -> None:
    document = read("| Learning | What to do |\n|---|---|\n| Ask | Ask **twice** |\n", MD)
    assert [(block.container, block.text) for block in document.blocks][-1] == ("t1r2c2", "Ask twice")


def test_front_matter_comments_and_pictures_are_no_text() -> None:
    document = read("---\ntitle: T\n---\n\nText ![a logo](x.png)\n\n<!-- a note -->\n", MD)
    assert [(block.aside, block.layer) for block in document.blocks if block.text != "Text "] == [
        ("front-matter", "body"),
        ("", "hidden"),
        ("", "hidden"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_encodings(encoding: str) -> None:
    text = "Mother’s café – it was “safe”\r\nto go home again\r\n"
    assert read(text.encode(encoding)).blocks[0].text == "Mother’s café – it was “safe”"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x01\x02\x03" * 50, b"%%%", b"a" * 21_000_000])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableInput):
        read(data)


MARKS = "** * _ __ [ ]( ](#) ) < > ` \\ | # --- [^1] ¹ https://a.b/c é".split()
PIECES = st.sampled_from(
    [*MARKS, "- ", "1. ", "· ", "\n", "\n\n", " ", "\t", "[bookmark: _x]", "Baby Q", "was seen."],
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25).map("".join), st.sampled_from(["text/plain", MD]))
def test_nothing_is_lost_whatever_stands_there(text: str, media_type: str) -> None:
    if not any(char.isalnum() for char in text.replace("[bookmark: _x]", "")):
        return
    document = read(text, media_type)
    kept = "".join(letters(source_text(block)) for block in document.blocks)
    for word in ("BabyQ", "wasseen"):
        assert kept.count(word) == letters(text).count(word)
