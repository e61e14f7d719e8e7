from __future__ import annotations

import pytest

from briefkit.cli.printing import MOST_OF_A_KIND, columns, in_short, in_words
from briefkit.diagnostics import Diagnostic


@pytest.mark.parametrize(
    ("message", "printed"),
    [
        ("The one thing is a suggestion: “Ask early”", "The one thing is a suggestion: “Ask early”. Keep it."),
        ("The one thing is a suggestion: “Ask early.”", "The one thing is a suggestion: “Ask early.” Keep it."),
        ("Does this belong here? “Ask early …”", "Does this belong here? “Ask early …” Keep it."),
        ("Does this belong here (sure to 40%)", "Does this belong here (sure to 40%). Keep it."),
        ("It is empty.", "It is empty. Keep it."),
        ("", "Keep it."),
    ],
)
def test_message_and_next_step_are_sentences_of_their_own(message: str, printed: str) -> None:
    assert (
        in_words(Diagnostic("BK402", "warning", message, "page 2", "Keep it")) == f"warning BK402 (page 2): {printed}"
    )


def test_columns_are_aligned() -> None:
    assert columns([("a", "bbb", "c"), ("aaa", "b", "")]) == "a    bbb  c\naaa  b"


def test_many_remarks_of_one_kind_are_summed_up() -> None:
    many = [Diagnostic("BK202", "warning", f"Reference {number} leads nowhere.") for number in range(90)]
    lines = in_short([*many[:40], Diagnostic("BK205", "info", "Bookmarks."), *many[40:]])
    assert len(lines) == MOST_OF_A_KIND + 2
    assert lines[MOST_OF_A_KIND] == "warning BK202: 84 more like this; the JSON has them all."
    other = [Diagnostic("BK320", "info", f"Item {number}.") for number in range(20)]
    assert in_short(other) == [in_words(said) for said in other]
    assert in_short(many[:MOST_OF_A_KIND]) == [in_words(said) for said in many[:MOST_OF_A_KIND]]
