from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.diagnostics import Result
from briefkit.model import Container, Document, Source
from briefkit.pipeline import normalise
from briefkit.theme import load
from briefkit.tidy import tidy
from briefkit.tidy.characters import mend_characters, unmangled
from briefkit.tidy.furniture import mark_forms, mark_furniture
from briefkit.tidy.headings import find_headings
from briefkit.tidy.levels import level_headings
from briefkit.tidy.lines import split_leads, split_lines
from briefkit.tidy.lists import take_markers
from briefkit.tidy.runs import remap
from documents import block, document, documents, letters_of


@settings(max_examples=150, deadline=None)
@given(documents())
def test_no_source_letter_leaves_its_span(given_document: Document) -> None:
    text = {
        (run.span.block, run.span.start + n)
        for b in given_document.blocks
        for run in b.runs
        for n, char in enumerate(run.text)
        if char.isalnum()
    }
    assert text <= letters_of(tidy(given_document).value)


@settings(max_examples=50, deadline=None)
@given(documents())
def test_tidying_twice_changes_no_word(given_document: Document) -> None:
    once = tidy(given_document).value
    twice = tidy(once).value
    assert [b.text for b in once.blocks] == [b.text for b in twice.blocks]


def test_mojibake_is_mended_and_reported_with_its_place() -> None:
    result = mend_characters(document("The motherâ€™s view was not sought."))
    assert result.value.blocks[0].text == "The mother’s view was not sought."
    assert [(d.code, d.where) for d in result.diagnostics] == [("BK310", "line 1")]


def test_invisible_marks_go_without_a_word() -> None:
    result = mend_characters(document("safe\u00adguarding\u200b\u00a0board"))
    assert result.value.blocks[0].text == "safeguarding board"
    assert result.diagnostics == ()


def test_direction_marks_cannot_turn_a_line_round() -> None:
    assert mend_characters(document("seen \u202eby\u2066 a\u2069 nurse")).value.blocks[0].text == "seen by a nurse"


@pytest.mark.parametrize(
    "text", ["Â\u00a0The nurse asked.", "The nurse asked.Â\u00a0", "Â\u00a0The nurse asked.Â\u00a0"]
)
def test_mojibake_at_the_edge_stays_accounted_for(text: str) -> None:
    tidied = mend_characters(document(text)).value
    assert tidied.blocks[0].text == "The nurse asked."
    assert letters_of(tidied) >= {("b0001", place) for place, char in enumerate(text) if char.isalnum()}
    record = normalise(Source("a.txt", text.encode(), "text/plain", ""), Result(document(text)), load("house"))
    assert not {said.code for said in record.diagnostics if said.severity == "error"}


def test_mojibake_alone_in_a_block_stays_accounted_for() -> None:
    tidied = mend_characters(document("Â\u00a0", "The nurse asked.")).value
    assert tidied.blocks[0].text == ""
    assert ("b0001", 0) in letters_of(tidied)


def test_remap_leaves_what_is_equal_uncut() -> None:
    runs = remap(block(1, "one twoo three").runs, "one two three")
    assert "".join(r.text for r in runs) == "one two three"
    assert sum(len(r.span) for r in runs) == len("one twoo three")
    assert any(r.text == "one two" or r.text.startswith("one ") for r in runs)


@given(st.text("ab c.", min_size=1, max_size=60), st.sets(st.integers(0, 59)))
def test_remap_of_exchanged_characters_keeps_each_in_its_place(text: str, places: set[int]) -> None:
    source = "".join("\u00a0" if at in places else char for at, char in enumerate(text))
    runs = remap(block(1, source).runs, text)
    assert "".join(r.text for r in runs) == text
    assert [r.span.start for r in runs] == [0, *(r.span.end for r in runs[:-1])]
    assert runs[-1].span.end == len(text)


@settings(max_examples=500, deadline=None)
@given(
    st.text(
        st.one_of(st.sampled_from("£‘’“”–—…\u00a0\u200b\u202f\t\n"), st.characters(min_codepoint=32, max_codepoint=126))
    )
)
def test_what_is_held_for_clean_is_nothing_that_the_mender_would_touch(text: str) -> None:
    assert unmangled(text) == text or re.search("[‘’“”–—…\u00a0]£", text)


@given(
    st.text("abc d.", max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.sampled_from(["", "x", "yz"])), max_size=6),
)
def test_remap_gives_the_wanted_text_and_keeps_every_span(text: str, changes: list[tuple[int, str]]) -> None:
    source = f"-{text}-"
    wanted = list(source)
    for place, new in changes:
        if 0 < place < len(source) - 1:
            wanted[place] = new
    runs = remap(block(1, source).runs, "".join(wanted))
    assert "".join(r.text for r in runs) == "".join(wanted)
    assert sum(len(r.span) for r in runs) == len(source)


def test_a_line_break_parts_a_bold_line_from_its_text() -> None:
    made = split_lines(Document((block(1, ("Background\n", {"bold": True}), "Ash was four weeks old."),))).value
    assert [b.text for b in made.blocks] == ["Background", "Ash was four weeks old."]


def test_a_line_break_inside_a_sentence_becomes_a_space() -> None:
    made = split_lines(
        document("Nobody asked the grandmother, who was in the house on\nmost evenings, what she saw.")
    ).value
    assert [b.text for b in made.blocks] == [
        "Nobody asked the grandmother, who was in the house on most evenings, what she saw."
    ]


def test_a_further_line_of_a_numbered_item_gets_no_number_of_its_own() -> None:
    item = block(1, "Record each assessment.\nEvery decision needs one.\n4) Tell the family.", kind="numbered", level=1)
    made = split_lines(Document((item,))).value
    assert [(b.text, b.kind) for b in made.blocks] == [
        ("Record each assessment.", "numbered"),
        ("Every decision needs one.", "paragraph"),
        ("4) Tell the family.", "numbered"),
    ]


def test_a_known_heading_glued_to_another_line_is_parted() -> None:
    made = split_leads(document("Learning from the Alder ReviewBackground")).value
    assert [(b.text, b.kind) for b in made.blocks] == [
        ("Learning from the Alder Review", "paragraph"),
        ("Background", "heading"),
    ]


def test_a_bold_lead_is_a_heading_and_a_bold_label_is_not() -> None:
    bold = {"bold": True}
    lead = split_leads(Document((block(1, ("What worked well ", bold), "The nurse rang twice that day."),))).value
    label = split_leads(Document((block(1, ("Learning:", bold), " The nurse should ring twice that day."),))).value
    start = split_leads(
        Document((block(1, ("Bruises on babies", bold), ", however small, matter a great deal."),))
    ).value
    assert [b.kind for b in lead.blocks] == ["heading", "paragraph"]
    assert len(label.blocks) == len(start.blocks) == 1


def test_a_letter_set_low_inside_a_word_parts_no_heading() -> None:
    pieces = (
        ("Our own scale uses a rate E", {"size": 11.0}),
        ("Q of visits in the first year after birth.", {"size": 8.0}),
    )
    assert [b.kind for b in split_leads(Document((block(1, *pieces),))).value.blocks] == ["paragraph"]


def test_page_numbers_and_contents_are_no_text() -> None:
    result = mark_furniture(
        document("OFFICIAL - SENSITIVE", "Page 2 of 9", "Findings ........ 4", "An official visit.")
    )
    assert [b.aside for b in result.value.blocks] == ["", "page-number", "contents", ""]


def test_numbers_of_panels_are_no_text_and_figures_in_a_table_are() -> None:
    def table(*rows: tuple[str, ...]) -> list[str]:
        at = [(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
        cells = [Container(f"t1.r{r}c{c}", "cell", "t1", row=r, column=c) for r, c, _ in at]
        blocks = tuple(block(9 * r + c, text, container=f"t1.r{r}c{c}") for r, c, text in at)
        marked = mark_furniture(Document(blocks, (Container("t1", "table", "body"), *cells))).value
        return [b.text for b in marked.blocks if b.aside]

    assert table(("Year", "Calls"), ("2021", "41"), ("2022", "9"), ("2023", "60")) == []
    assert table(("1", "Background"), ("2", "Findings"), ("3", "What next")) == ["1", "2", "3"]


def test_a_figure_set_big_in_a_box_is_no_page_number() -> None:
    text = block(1, ("The partnership looked at three reviews of the year.", {"size": 11.0}))
    held = (Container("x", "box", "body"),)
    lone = [
        block(2, (digits, {"size": size}), container="x") for digits, size in (("57", 36.0), ("57", 11.0), ("2", 36.0))
    ]
    asides = [mark_furniture(Document((text, b), held)).value.blocks[1].aside for b in lone]
    assert asides == ["", "page-number", "page-number"]


def test_a_blank_form_is_set_aside_and_a_table_of_words_is_not() -> None:
    cells = tuple(Container(f"c{n}", "cell", "t1", row=1 + n // 3, column=1 + n % 3) for n in range(6))
    containers = (Container("body", "body"), Container("t1", "table", "body"), *cells)
    captions = tuple(block(n, text, container=f"c{n}") for n, text in ((1, "Team"), (2, "Date of meeting")))
    full = tuple(block(n, f"Words in cell {n}", container=f"c{n}") for n in range(6))
    assert {b.aside for b in mark_forms(Document(captions, containers)).value.blocks} == {"form"}
    assert {b.aside for b in mark_forms(Document(full, containers)).value.blocks} == {""}


def test_typed_bullets_become_markers() -> None:
    made = take_markers(document("• Ask again", "o Write it down", "- Ring", "2) Count", "Oak House was closed")).value
    assert [(b.kind, b.text) for b in made.blocks] == [
        ("bullet", "Ask again"),
        ("bullet", "Write it down"),
        ("bullet", "Ring"),
        ("numbered", "Count"),
        ("paragraph", "Oak House was closed"),
    ]


BODY = "The health visitor saw the baby twice and wrote down what each adult in the room had said to her."


def test_bold_lines_above_text_are_headings_with_their_evidence() -> None:
    made = find_headings(
        document("*The first visit*", BODY, "*This whole sentence was set in bold by somebody.*", BODY)
    ).value
    assert [b.kind for b in made.blocks] == ["heading", "paragraph", "paragraph", "paragraph"]
    assert "bold line" in made.blocks[0].evidence


def test_plain_text_headings_are_short_lines_above_text() -> None:
    plain = Document(tuple(block(n, line) for n, line in enumerate(("Moving house", BODY, "Home visits", BODY), 1)))
    assert [b.kind for b in find_headings(plain).value.blocks] == ["heading", "paragraph", "heading", "paragraph"]


def test_a_list_of_short_lines_has_no_headings() -> None:
    plain = Document(tuple(block(n, line) for n, line in enumerate((BODY, "Bruising protocol", "Sleep leaflet"), 1)))
    assert {b.kind for b in find_headings(plain).value.blocks} == {"paragraph"}


def test_bigger_headings_are_higher() -> None:
    sizes = (20.0, 14.0, 14.0, 12.0)
    blocks = tuple(block(n, ("Heading", {"size": size}), kind="heading") for n, size in enumerate(sizes, 1))
    assert [b.level for b in level_headings(Document(blocks)).value.blocks] == [1, 2, 2, 3]
