"""How a deadline is written, and what only looks like one."""

from __future__ import annotations

import pytest

from briefkit.deadlines import DEADLINE, LAST_DATE, TIME

DUE = (
    "Within 3 months|within six weeks of publication|By June 2031|by 31 March 2031|By the end of March 2031|Immediately"
    "|with immediate effect|By the end of the financial year|before Easter 2031|No later than 30/06/2031|Ongoing"
    "|Within 6-9 months|By Q3 2031|To be completed by autumn 2031|in the next 12 months|By mid-May 2031"
    "|within twenty-eight days"
)
NOT_DUE = (
    "By the school|Within the family|Before the birth|by telephone|Within reach|In June she moved"
    "|Immediately the nurse rang"
    "|Within 3 months of his birth she had moved twice"
)


@pytest.mark.parametrize("words", DUE.split("|")[:-1])
def test_a_deadline_needs_no_caption(words: str) -> None:
    assert DEADLINE.fullmatch(words)
    assert TIME.search(words)


@pytest.mark.parametrize("words", NOT_DUE.split("|"))
def test_other_words_are_no_deadline(words: str) -> None:
    assert DEADLINE.fullmatch(words) is None


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The trust will audit its letters by September 2031.", "by September 2031"),
        ("The board will write to all schools (by May 2031).", "by May 2031"),
        ("The panel will report before the end of July", "before the end of July"),
        ("The trust should answer a referral within five working days.", None),
        ("Children born by May 2031 should be seen by a nurse.", None),
        ("The plan should be shared with everyone by the school.", None),
    ],
)
def test_a_date_counts_at_the_very_end(sentence: str, said: str | None) -> None:
    found = LAST_DATE.search(sentence)
    assert (found[1] if found else None) == said
