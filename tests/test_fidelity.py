from __future__ import annotations

from hypothesis import given, settings

from briefkit.briefing import Briefing, Item, Sections
from briefkit.fidelity import compare_wording
from briefkit.model import Document, Span
from briefkit.place import place
from briefkit.tidy import tidy
from documents import block, document, documents


def briefing(text: str, *spans: Span) -> Briefing:
    return Briefing("T", Sections(learning=(Item(text, spans),)))


@settings(max_examples=150, deadline=None)
@given(documents())
def test_what_is_placed_says_what_the_source_says(given_document: Document) -> None:
    assert compare_wording(given_document, place(tidy(given_document).value).value) == ()


def test_a_lost_word_and_an_added_word_are_errors_with_their_place() -> None:
    source = document("Ring the duty team first.")
    whole = Span("b0001", 0, 25)
    for text in ("Ring the team first.", "Always ring the duty team first."):
        (said,) = compare_wording(source, briefing(text, whole))
        assert (said.code, said.severity, said.where) == ("BK505", "error", "line 1")


def test_spaces_mended_letters_and_note_marks_are_no_change() -> None:
    source = Document((block(1, "The  motherâ€™s\nview"),))
    assert compare_wording(source, briefing("The mother’s view¹", Span("b0001", 0, 20))) == ()


def test_what_a_person_wrote_is_theirs() -> None:
    edited = Briefing("T", Sections(learning=(Item("New words.", (Span("b0001", 0, 3),), origin="edited"),)))
    assert compare_wording(document("Old words."), edited) == ()
