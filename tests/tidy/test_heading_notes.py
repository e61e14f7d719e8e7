"""Headings mean what their words say, whatever note they have."""

from __future__ import annotations

from briefkit.model import Document, Run, Span, TextBlock
from briefkit.tidy.notes import drop_heading_marks, is_note_mark
from documents import block


def marked(words: str, **fields: object) -> TextBlock:
    made = block(1, words, **fields)
    end = len(words)
    mark = Run("4", Span(made.id, end, end), script="super", link="#b0009")
    return TextBlock(made.id, (*made.runs, mark), made.origin, kind=made.kind, level=made.level)


def text_of(made: TextBlock) -> str:
    return drop_heading_marks(Document((made,))).value.blocks[0].text


def test_headings_and_known_lines_lose_the_mark_and_others_keep_it() -> None:
    assert text_of(marked("What the ward did next", kind="heading", level=1)) == "What the ward did next"
    assert text_of(marked("Background")) == "Background"
    assert text_of(marked("The nurse rang twice.")) == "The nurse rang twice.4"


def test_a_raised_number_of_the_author_is_no_mark() -> None:
    typed = block(1, "CO", ("2", {"script": "super"}), kind="heading", level=1)
    assert text_of(typed) == "CO2"
    assert not any(is_note_mark(run) for run in typed.runs)
