from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefkit.model import Run, Span, merge_spans, slice_runs
from documents import block


def test_slice_keeps_the_span_of_each_part() -> None:
    runs = block(1, "One two ", ("three", {"bold": True})).runs
    assert [(r.text, r.span) for r in slice_runs(runs, 4, 10)] == [
        ("two ", Span("b0001", 4, 8)),
        ("th", Span("b0001", 8, 10)),
    ]


def test_a_mended_run_goes_whole_to_whoever_holds_its_first_character() -> None:
    mended = (Run("substance", Span("b1", 0, 11)),)
    assert slice_runs(mended, 0, 3)[0].span == Span("b1", 0, 11)
    assert slice_runs(mended, 3)[0].span == Span("b1", 11, 11)


def test_an_empty_run_at_the_end_is_kept() -> None:
    runs = (Run("text", Span("b1", 0, 4)), Run("", Span("b1", 4, 20)))
    assert slice_runs(runs, 0)[-1].span == Span("b1", 4, 20)
    assert slice_runs(runs, 2)[-1].span == Span("b1", 4, 20)


def test_spans_that_touch_are_joined_and_gaps_stay() -> None:
    spans = [Span("b1", 0, 3), Span("b1", 3, 5), Span("b1", 6, 7), Span("b2", 7, 8), Span("b2", 9, 9)]
    assert merge_spans(spans) == (Span("b1", 0, 5), Span("b1", 6, 7), Span("b2", 7, 8))


@given(st.lists(st.text(max_size=6), max_size=6), st.integers(0, 40), st.integers(0, 40))
def test_slices_tile_the_runs(texts: list[str], first: int, second: int) -> None:
    runs = block(1, *texts).runs if texts else ()
    low, high = sorted((first, second))
    parts = (*slice_runs(runs, 0, low), *slice_runs(runs, low, high), *slice_runs(runs, high))
    assert "".join(r.text for r in parts) == "".join(texts)
    assert merge_spans(r.span for r in parts) == merge_spans(r.span for r in runs)
