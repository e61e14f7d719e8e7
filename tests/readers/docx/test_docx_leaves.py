"""Pages are told where the page ends noted in the file agree with its properties, and nowhere else."""

from __future__ import annotations

import pytest

from briefkit.model import NEW_PAGE, Document
from briefkit.readers.docx import read
from wordfiles import MAIN, blocks_of, p, packed, part, r, relations, table

NOTED = "<w:r><w:lastRenderedPageBreak/></w:r>"
BREAK = '<w:r><w:br w:type="page"/></w:r>'
APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def laid_out(body: str, pages: int | None) -> Document:
    """A file with that body whose properties name so many pages."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
        MAIN: part("document", f"<w:body>{body}</w:body>"),
    }
    if pages is not None:
        parts["docProps/app.xml"] = f'<Properties xmlns="{APP}"><Pages>{pages}</Pages></Properties>'
    return read(packed(parts)).value


def pages_of(document: Document) -> list[tuple[str, int | None]]:
    """The words and pages of the blocks."""
    return [(block.text, block.origin.page) for block in document.blocks]


def test_a_break_and_the_note_behind_it_are_one_page() -> None:
    body = p("one") + p(BREAK) + p(NOTED, "two") + p("still") + p(NOTED, "three")
    document = laid_out(body, 3)
    assert document.pages == 3
    assert pages_of(document) == [("one", 1), ("two", 2), ("still", 2), ("three", 3)]
    assert str(document.blocks[1].origin) == "page 2, paragraph 3"
    assert {block.origin.part for block in document.blocks} == {MAIN}


def test_a_break_without_a_note_turns_the_page_where_words_follow() -> None:
    body = p("one") + p(NOTED, "two") + p(NOTED, "three") + p(NOTED, "four") + p("and", BREAK) + p("five")
    assert pages_of(laid_out(body, 5))[3:] == [("four", 4), ("and", 4), ("five", 5)]


def test_a_row_across_two_pages_turns_one_page_whatever_its_cells_note() -> None:
    row = (p("a") + p(NOTED, "b"), p("c") + p(NOTED, "d"))
    document = laid_out(table(row) + p("e"), 2)
    assert pages_of(document) == [("a", 1), ("b", 2), ("c", 1), ("d", 2), ("e", 2)]


@pytest.mark.parametrize("pages", [None, 1, 9])
def test_notes_that_the_properties_do_not_bear_out_are_not_believed(pages: int | None) -> None:
    document = laid_out(p("one") + p(NOTED, "two"), pages)
    assert document.pages is None
    assert pages_of(document) == [("one", None), ("two", None)]


def test_the_first_words_after_a_page_break_say_that_a_page_begins() -> None:
    blocks = blocks_of(f"{p(r('One'))}{p(BREAK)}{p(r('Two'))}{p(r('Three'))}")
    assert [NEW_PAGE in block.evidence for block in blocks] == [False, True, False]


def test_a_paragraph_that_wants_a_page_of_its_own_says_so() -> None:
    blocks = blocks_of(f"{p(r('One'))}{p(r('Two'), properties='<w:pageBreakBefore/>')}{p(r('Three'))}")
    assert [NEW_PAGE in block.evidence for block in blocks] == [False, True, False]
