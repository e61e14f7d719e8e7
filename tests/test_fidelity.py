from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from briefkit.briefing import Absorbed, Aside, Briefing, DateFound, Item, Sections
from briefkit.fidelity import compare_wording, find_unsaid
from briefkit.model import Document, Run, Span, TextBlock
from briefkit.place import place
from briefkit.tidy import tidy
from documents import block, document, documents, run


def briefing(text: str, *spans: Span) -> Briefing:
    return Briefing("T", Sections(learning=(Item(text, spans),)))


def with_note_number(at: int, text: str, number: str) -> Document:
    """A block with a computed note number, as Word's reader makes it: a raised run that stands for no character."""
    raised = Run(number, Span("b0001", at, at), script="super")
    plain = block(1, text)
    return Document(
        (TextBlock("b0001", (run(text[:at], "b0001", 0), raised, run(text[at:], "b0001", at)), plain.origin),)
    )


@settings(max_examples=150, deadline=None)
@given(documents())
def test_what_is_placed_says_what_the_source_says(given_document: Document) -> None:
    assert compare_wording(given_document, place(tidy(given_document).value).value) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ring the team first.",
        "Always ring the duty team first.",
        "Ring the duty first team.",
        "First ring the duty team.",
        "Ring the duty tame first.",
        "Grin the duty team first.",
        "Ring the duty team first.¹",
        "Ring the duty team first1.",
        "1 Ring the duty team first.",
    ],
)
def test_what_differs_is_an_error_with_its_place(text: str) -> None:
    source = document("Ring the duty team first.")
    (said,) = compare_wording(source, briefing(text, Span("b0001", 0, 25)))
    assert (said.code, said.severity, said.where) == ("BK505", "error", "line 1")


def test_spaces_punctuation_and_mended_letters_are_no_change() -> None:
    source = Document((block(1, "The  motherâ€™s\nview"),))
    assert compare_wording(source, briefing("The mother’s view.", Span("b0001", 0, 20))) == ()


def test_a_computed_note_number_stands_where_the_reader_put_it() -> None:
    source = with_note_number(8, "Ask her. Then write.", "2")
    whole = Span("b0001", 0, 20)
    for text in ("Ask her.² Then write.", "Ask her. Then write."):
        assert compare_wording(source, briefing(text, whole)) == ()
    for text in ("Ask her.³ Then write.", "Ask her. Then write.²", "Ask her.² Then write.²"):
        assert [said.code for said in compare_wording(source, briefing(text, whole))] == ["BK505"]
    for text, part in (("Ask her.²", Span("b0001", 0, 8)), ("² Then write.", Span("b0001", 8, 20))):
        assert compare_wording(source, briefing(text, part)) == ()


def test_garbled_letters_beside_a_computed_number_are_mended() -> None:
    source = with_note_number(14, "The motherâ€™s view", "4")
    assert compare_wording(source, briefing("The mother’s⁴ view", Span("b0001", 0, 19))) == ()


def test_pieces_of_several_blocks_stand_in_the_order_of_their_spans() -> None:
    source = document("Hearing:", "ask the child", "Sight:")
    spans = (Span("b0001", 0, 8), Span("b0002", 0, 13))
    assert compare_wording(source, briefing("Hearing: – ask the child", *spans)) == ()
    assert compare_wording(source, briefing("ask the child – Hearing:", *reversed(spans))) == ()
    assert [said.code for said in compare_wording(source, briefing("ask the child – Hearing:", *spans))] == ["BK505"]


def test_a_text_that_stands_for_nothing_is_an_error() -> None:
    (said,) = compare_wording(document("Ask."), briefing("Ask."))
    assert (said.code, said.where) == ("BK505", "")
    computed = with_note_number(3, "Ask.", "7")
    assert compare_wording(computed, Briefing("T", absorbed=(Absorbed("7.", "marker"),))) == ()
    assert [said.code for said in compare_wording(computed, Briefing("T", absorbed=(Absorbed("8.", "marker"),)))] == [
        "BK505"
    ]


def test_asides_dates_and_candidates_are_compared_too() -> None:
    source = document("Agreed on 3 May 2021.")
    date = Span("b0001", 10, 20)
    kept = Briefing("T", dates=(DateFound("3 May 2021", "publication", (date,)),))
    assert compare_wording(source, kept) == ()
    for wrong in (
        Briefing("T", dates=(DateFound("5 May 2021", "publication", (date,)),)),
        Briefing("T", set_aside=(Aside("May 3 2021", "repeated", (date,)),)),
        Briefing("T", candidates=(Item("2021 May 3", (date,), origin="suggested"),)),
    ):
        assert [said.code for said in compare_wording(source, wrong)] == ["BK505"]


def test_what_a_person_wrote_is_theirs() -> None:
    edited = Briefing("T", Sections(learning=(Item("New words.", (Span("b0001", 0, 3),), origin="edited"),)))
    assert compare_wording(document("Old words."), edited) == ()


@settings(max_examples=100, deadline=None)
@given(documents())
def test_no_heading_of_items_disappears(given_document: Document) -> None:
    assert find_unsaid(given_document, place(tidy(given_document).value).value) == ()


@pytest.mark.parametrize("role", ["theme", "label", "lead-in"])
def test_a_heading_that_no_item_carries_is_named(role: str) -> None:
    source = document("Step 4:", "Ask the child.")
    absorbed = Absorbed("Step 4:", role, (Span("b0001", 0, 7),))
    item = Item("Ask the child.", (Span("b0002", 0, 14),))
    (said,) = find_unsaid(source, Briefing("T", Sections(learning=(item,)), absorbed=(absorbed,)))
    assert (said.code, said.severity, said.where) == ("BK506", "warning", "line 1")
    assert "Step 4:" in said.message
    for name in ("theme", "label", "lead_in"):
        for words in ("step  4", "For step 4: ask"):
            carrying = msgspec.structs.replace(item, **{name: words})
            assert find_unsaid(source, Briefing("T", Sections(learning=(carrying,)), absorbed=(absorbed,))) == ()
        cut = msgspec.structs.replace(item, **{name: "Step 42"})
        assert find_unsaid(source, Briefing("T", Sections(learning=(cut,)), absorbed=(absorbed,)))


def test_a_section_says_its_own_label_and_computed_words_stand_for_nothing() -> None:
    source = document("Learning:", "Ask.")
    said = Absorbed("Learning:", "section-label", (Span("b0001", 0, 9),))
    assert find_unsaid(source, Briefing("T", absorbed=(said, Absorbed("4.", "marker")))) == ()


def test_a_typed_number_stands_with_its_item() -> None:
    source = document("4. Ask the child.")
    item = Item("Ask the child.", (Span("b0001", 3, 17),))
    for role, marker, wanted in (("number", "4.", 1), ("marker", "(b)", 1), ("marker", "o", 0), ("marker", "•", 0)):
        absorbed = (Absorbed(marker, role, (Span("b0001", 0, 2),)),)
        assert len(find_unsaid(source, Briefing("T", Sections(learning=(item,)), absorbed=absorbed))) == wanted
        numbered = msgspec.structs.replace(item, number=marker)
        assert find_unsaid(source, Briefing("T", Sections(learning=(numbered,)), absorbed=absorbed)) == ()
        assert find_unsaid(source, Briefing("T", absorbed=absorbed)) == (), "a heading's number"
