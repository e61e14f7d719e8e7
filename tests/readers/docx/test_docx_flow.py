"""The estimate of where paragraphs stand: left out where no box needs it, the same where one does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefkit.readers.docx.drafts import BoxDraft, Cell, Draft, Piece, Place, Position
from briefkit.readers.docx.layout import flow
from briefkit.readers.docx.layout.papers import Page
from briefkit.readers.docx.styles.looks import Look

PAPER = Page(lanes=((72.0, 220.0), (310.0, 220.0)))
CELLS = (None, Cell("table1", 1, 0.0, 100.0), Cell("table1", 2, 100.0, 0.0))


@st.composite
def drafts(draw: st.DrawFn) -> list[Draft]:
    """Paragraphs on a few pages, some in cells, some with a box."""
    made: list[Draft] = []
    lane = 0
    for _ in range(draw(st.integers(1, 25))):
        cell = draw(st.sampled_from(CELLS))
        words = "word " * draw(st.integers(0, 300))
        lane += draw(st.sampled_from([0, 0, 0, 1]))
        draft = Draft(Place("part", "body", "body", cell=cell), "path", pieces=[Piece(words, Look(size=12.0))])
        draft.leaf, draft.lane, draft.above = draw(st.integers(1, 4)), lane, draw(st.sampled_from([0.0, 30.0]))
        if draw(st.integers(0, 6)) == 0:
            on_page = draw(st.booleans())
            at = Position(80.0, 100.0, 150.0, 200.0, on_page=on_page, wrap=draw(st.sampled_from(["", "around"])))
            draft.boxes = [BoxDraft("box1", at, [])]
        made.append(draft)
    return made


@given(drafts())
def test_pages_without_boxes_change_nothing_on_those_that_have_some(made: list[Draft]) -> None:
    pages = {draft.leaf for draft in made if draft.boxes}
    spots = flow.lay_out(made, PAPER)
    everywhere = [*made, *(_anchor(page) for page in {1, 2, 3, 4} - pages)]
    for one, other in zip(spots, flow.lay_out(everywhere, PAPER), strict=False):
        assert one.draft is other.draft
        assert one == other or one.draft.leaf not in pages


def _anchor(page: int) -> Draft:
    """A paragraph without words whose box stands in nobody's way: it makes its page one that is reckoned."""
    draft = Draft(Place("part", "body", "body"), "path")
    draft.leaf, draft.boxes = page, [BoxDraft("box2", Position(0.0, 0.0, 10.0, 10.0), [])]
    return draft
