"""What explain says is what became of the source: nothing is told twice, nothing that was decided is left out."""

from __future__ import annotations

from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.explain import Explained, explain
from briefkit.model import Document
from briefkit.place import place
from briefkit.tidy import tidy
from documents import WORDS, block, document


def explained(read: Document) -> tuple[Explained, ...]:
    tidied = tidy(read).value
    return explain(read, tidied, place(tidied).value)


def test_a_heading_names_what_came_to_stand_under_it() -> None:
    told = explained(document("# What happened?", "Wren was four months old.", "# Shared records", "Nobody rang back."))
    heading, story, theme, finding = (one.decisions[0] for one in told)
    assert heading.why == "the name of a section"
    assert heading.opened == {"background": 1}
    assert (story.section, story.outcome) == ("background", "placed")
    assert story.confidence is not None
    assert story.confidence > 0.9
    assert not story.unsure
    assert theme.why == "a theme"
    assert theme.opened == {"findings": 1}
    assert finding.theme == "Shared records"


def test_what_is_under_no_heading_is_marked_unsure() -> None:
    (told,) = explained(document("It was a quiet street with a shop at each end."))
    assert [one.unsure for one in told.decisions] == [True]


def test_a_text_set_aside_has_its_reason_in_words() -> None:
    read = document("# Findings", "The plan was lost.")
    page = block(3, "Page 2", layer="footer", aside="page-number")
    told = explained(msgspec.structs.replace(read, blocks=(*read.blocks, page)))
    assert [(one.outcome, one.why) for one in told[-1].decisions] == [("set_aside", "page number")]


def test_what_nobody_sees_is_not_told() -> None:
    read = document("# Findings", "The plan was lost.")
    hidden = block(3, "secret", layer="hidden")
    told = explained(msgspec.structs.replace(read, blocks=(*read.blocks, hidden)))
    assert [one.block for one in told] == ["b0001", "b0002"]


LINES = st.lists(
    st.tuples(st.sampled_from(["", "# ", "- "]), st.lists(WORDS, min_size=1, max_size=8)).map(
        lambda line: line[0] + " ".join(line[1])
    ),
    max_size=8,
)


@given(LINES)
@settings(deadline=None)
def test_every_decision_is_told_once(lines: list[str]) -> None:
    read = document(*lines)
    tidied = tidy(read).value
    briefing = place(tidied).value
    told = [one for each in explain(read, tidied, briefing) for one in each.decisions if one.outcome != "continued"]
    decided = [item.text for _, item in briefing.sections.each() if item.origin != "suggested" and item.spans]
    decided += [one.text for one in briefing.absorbed if one.spans]
    decided += [one.text for one in briefing.set_aside if one.spans]
    assert Counter(one.text for one in told) == Counter(decided)


def test_pairs_owners_and_deadlines_are_told() -> None:
    asked, because = (
        "The trust should read each letter aloud. Owner: Ward Board. By when: May 2031",
        "Reasons: Five were lost.",
    )
    told = explained(document("# What happened?", "Wren was four months old.", "# Recommendations", asked, because))
    (decision,), reasons = told[3].decisions, told[4].decisions
    assert (decision.owner, decision.deadline, decision.completes) == ("Ward Board", "May 2031", None)
    assert [one.completes for one in reasons if one.outcome == "placed"] == [asked]


def test_what_one_heading_opened_is_not_counted_for_a_shorter_one() -> None:
    told = explained(
        document("# Learning", "Always ask who is at home.", "# Questions", "# Learning points", "Ask again.")
    )
    assert [each.decisions[0].opened for each in told if each.decisions[0].text == "Learning"] == [{"learning": 1}]
