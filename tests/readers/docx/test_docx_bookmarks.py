"""Bookmarks, references and links: what works becomes a link, what is broken becomes plain words and one remark."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.readers.docx.links import read_instruction, safe_address
from wordfiles import blocks_of, box, codes, field, p, r, result_of, table, texts


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


def test_a_double_that_does_not_end_is_told_to_be_both() -> None:
    _, double = result_of(p(start("one", 1), "a", end(1), start("ONE", 2), "b")).value.bookmarks
    assert double.state == "duplicate"
    assert double.note.endswith("it begins and does not end")


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
    assert (diagnostic.code, diagnostic.where) == ("BK202", "paragraph 2, after “Meet early (see”")
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
        ("https://a.example/a b\t<c>", "https://a.example/a%20b%3Cc%3E"),
        ("mailto:a@b.example?subject=Child K", "mailto:a@b.example?subject=Child%20K"),
        ("java script:x", None),
        ("\\\\server\\share\\x.docx", None),
        ("..\\policies\\x.docx", None),
        ("file://server/x", None),
        ("java\tscript:x", None),
        ("http:", None),
        ("data:text/html,x", None),
    ],
)
def test_safe_addresses(url: str, safe: str | None) -> None:
    assert safe_address(url) == safe


def test_a_refused_link_is_told_with_the_words_before_it_and_none_behind() -> None:
    long = "x" * 200
    result = result_of(
        p("Read ", field(' HYPERLINK "file://a/b" ', r("this")), " after.")
        + p(long, " ", field(' HYPERLINK "file://a/b" ', r("that")))
    )
    assert [said.where for said in result.diagnostics] == [
        "paragraph 1, after “Read”",
        f"paragraph 2, after “…{'x' * 60}”",
    ]


def test_a_broken_reference_in_a_drop_cap_has_its_paragraph() -> None:
    cap = p("T", field(" REF _Gone \\h ", r("h")), properties='<w:framePr w:dropCap="drop"/>')
    (said,) = result_of(cap + p("e family")).diagnostics
    assert (said.code, said.where) == ("BK202", "paragraph 1")


def test_instructions() -> None:
    assert read_instruction(" PAGEREF _Toc1 \\h ").bookmark == "_Toc1"
    assert read_instruction('HYPERLINK \\l "_Ref2"').bookmark == "_Ref2"
    assert read_instruction("").sort == ""
    assert read_instruction("PAGE \\* MERGEFORMAT").bookmark == ""


def leads(body: str, **parts: str) -> dict[str, str | None]:
    """Where each bookmark leads: the first words of its block."""
    document = result_of(body, (), **parts).value
    words = {block.id: block.text for block in document.blocks}
    return {mark.name: words.get(mark.target or "") for mark in document.bookmarks}


def test_crossed_nested_and_zero_length_bookmarks_are_whole() -> None:
    body = p(start("A", 1), "a", start("B", 2), "b", end(1), "c", end(2), start("zero", 3), end(3))
    assert states(body) == [("A", "ok"), ("B", "ok"), ("zero", "ok")]
    assert texts(body) == ["abc"]


def test_bookmarks_across_cells_and_between_rows() -> None:
    columns = '<w:bookmarkStart w:id="7" w:name="cells" w:colFirst="0" w:colLast="1"/>'
    body = (
        start("round", 1)
        + table((p(columns, "one"), p("two", end(7))), (p(start("down", 2), "three"), p("four")))
        + p("after", end(2))
        + end(1)
    )
    assert leads(body) == {"round": "one", "cells": "one", "down": "three"}
    assert {state for _, state in states(body)} == {"ok"}


def test_bookmarks_in_boxes_margins_and_notes() -> None:
    body = p("Anchor", box(p(start("box", 1), "in the box", end(1)))) + p(
        "Marked", '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    notes = f'<w:footnote w:id="2">{p(start("note", 1), "the note", end(1))}</w:footnote>'
    found = leads(body, footnotes=notes, header1=p(start("head", 1), "the header", end(1)))
    assert found == {"head": "the header", "box": "in the box", "note": "the note"}


def test_the_same_number_in_another_part_closes_nothing() -> None:
    body = p("text", end(1))
    made = result_of(body, header1=p(start("head", 1), "the header")).value
    assert [(mark.name, mark.state) for mark in made.bookmarks] == [("head", "unmatched"), ("", "unmatched")]


def test_bookmarks_in_deleted_text_are_kept_and_its_words_are_not() -> None:
    gone = f"<w:del>{start('gone', 1)}<w:r><w:delText>away</w:delText></w:r></w:del>"
    body = p("See ", '<w:hyperlink w:anchor="GONE">' + r("there") + "</w:hyperlink>") + p(gone, end(1), "stays")
    assert leads(body) == {"gone": "stays"}
    assert texts(body) == ["See there", "stays"]
    assert codes(result_of(body)) == ["BK206"]


@pytest.mark.parametrize("name", ["Größe_1", "a b", "&amp;&lt;x", "x" * 400, "REF", "日本"])
def test_any_name_works(name: str) -> None:
    linked = p(start(name), "here", end()) + p(f'<w:hyperlink w:anchor="{name}">{r("go")}</w:hyperlink>')
    assert blocks_of(linked)[1].runs[0].link == "#b0001"


def test_words_own_bookmarks_are_quiet_where_they_are_missing() -> None:
    to = '<w:hyperlink w:anchor="{}">' + r("x") + "</w:hyperlink>"
    assert codes(result_of(p(to.format("_GoBack"), to.format("_top")))) == []
    whole = p(start("_Toc5", 1), "h", end(1), start("_Hlk5", 2), end(2), start("_GoBack", 3), end(3))
    assert codes(result_of(whole)) == []


def test_a_line_of_contents_is_told_once_and_in_passing() -> None:
    inside = field(" PAGEREF _Toc1 \\h ", r("4"))
    line = f'<w:hyperlink w:anchor="_Toc1">{r("Background")}{inside}</w:hyperlink>'
    (said,) = result_of(p(field(' TOC \\o "1-3" ', line))).diagnostics
    assert (said.code, said.severity, said.where) == ("BK202", "info", "paragraph 1, at “Background4”")


def test_each_broken_reference_has_one_remark_with_its_own_place() -> None:
    gone = field(" REF _Gone \\h ", r("x"))
    result = result_of(p("First ", gone, " then ", gone) + table((p("Cell ", gone),)))
    assert [said.where for said in result.diagnostics] == [
        "paragraph 1, after “First”",
        "paragraph 1, after “First x then”",
        "table 1, row 1, column 1, paragraph 1, after “Cell”",
    ]


@pytest.mark.parametrize("instruction", [" REF _Gone \\h ", ' HYPERLINK "file://secret/x" '])
def test_no_hidden_word_names_a_place(instruction: str) -> None:
    vanished = r("Secretname ", "<w:vanish/>")
    off = box(p("Secretname is here ", field(instruction, r("x"))), at=(-900, -900, 50, 20), fallback=False)
    result = result_of(p("Shown ", vanished, field(instruction, r("x"))) + p("Anchor", off))
    assert len(result.diagnostics) >= 2
    assert not any("Secretname" in f"{said.message} {said.where}" for said in result.diagnostics)


def test_a_note_whose_mark_is_hidden_is_hidden_with_it() -> None:
    mark = '<w:r><w:rPr>{}</w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    body = p("One", mark.format("<w:vanish/>", 2), mark.format("", 3))
    notes = f'<w:footnote w:id="2">{p("secret")}</w:footnote><w:footnote w:id="3">{p("shown")}</w:footnote>'
    assert texts(body, footnotes=notes) == ["One1", "shown"]


def test_the_mark_of_a_note_leads_to_the_note() -> None:
    body = p("One", '<w:r><w:footnoteReference w:id="2"/></w:r>', " two")
    made = blocks_of(body, footnotes=f'<w:footnote w:id="2">{p("The note.")}</w:footnote>')
    assert [(run.text, run.link) for run in made[0].runs] == [("One", None), ("1", "#b0002"), (" two", None)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("se"), st.integers(0, 3), st.sampled_from("abA"), st.booleans()), max_size=12)
)
def test_any_row_of_bookmark_ends_settles_without_loss(events: list[tuple[str, int, str, bool]]) -> None:
    pieces: list[str] = []
    for number, (sort, key, name, between) in enumerate(events):
        mark = start(name, key) if sort == "s" else end(key)
        pieces.append(mark + p(f"w{number}") if between else p(mark, f"w{number}"))
    document = result_of("".join(pieces) + p("end")).value
    assert [block.text for block in document.blocks] == [*(f"w{number}" for number in range(len(events))), "end"]
    begun = [name for sort, _, name, _ in events if sort == "s"]
    assert [mark.name for mark in document.bookmarks if mark.name] == begun
    states = [mark.state for mark in document.bookmarks]
    assert states.count("duplicate") == len(begun) - len({name.casefold() for name in begun})
    assert all(mark.target for mark in document.bookmarks if mark.name)
