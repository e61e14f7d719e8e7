from __future__ import annotations

import pytest

from briefkit.cli.printing import columns, in_words
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
