"""The briefing of the chosen sentences: where they stand, under which heading, with which number."""

from __future__ import annotations

from briefkit.briefing import Briefing
from briefkit.condense import condense
from briefkit.fidelity import compare_wording, find_unsaid
from briefkit.model import Document
from briefkit.place import place
from briefkit.tidy import tidy
from documents import document

STORY = [
    f"The midwife visited in week {n}. The house was warm in that week, and the letter of week {n} lay unread."
    for n in range(30)
]


def condensed(*lines: str, budget: int = 160) -> tuple[Briefing, Document]:
    tidied = tidy(document(*lines, "# Background", *STORY)).value
    made = condense(place(tidied).value, tidied, budget).value
    assert compare_wording(tidied, made) == ()
    assert find_unsaid(tidied, made) == ()
    return made, tidied


def test_what_follows_a_theme_without_one_has_the_heading_of_its_chapter() -> None:
    made, _ = condensed(
        "# Findings",
        "# Theme 1: The key",
        "The panel found that nobody had asked who held the key of the house.",
        "# Conclusions",
        "The panel found that nobody had put the letters side by side.",
    )
    assert [item.theme for item in made.sections.findings] == ["Theme 1: The key", "Conclusions"]


def test_a_label_that_its_theme_repeats_is_shown_once() -> None:
    made, _ = condensed(
        "# Findings",
        "# Theme 1: The key",
        "The panel found that nobody had asked who held the key of the house.",
    )
    assert [(item.theme, item.label) for item in made.sections.findings] == [("Theme 1: The key", None)]


def test_a_theme_of_many_words_is_shown_whole() -> None:
    long = "Theme 2: Services saw a patient or a pupil and hardly ever a house with a key"
    made, _ = condensed(
        "# A review of Baby Finch",
        "# Findings",
        "# Theme 1: The key",
        "The panel found that nobody had put the letters side by side.",
        f"# {long}",
        "The panel found that nobody had asked who held the key of it.",
    )
    assert long in {item.theme for item in made.sections.findings}


def test_a_list_of_which_items_are_left_out_has_bullets() -> None:
    rules = [f"{n}. Ask who holds key {n} of the house before you go in." for n in range(1, 9)]
    made, _ = condensed("# Learning", *rules, budget=90)
    shown = [item for item in made.sections.learning if item.text.startswith("Ask who holds key")]
    assert 0 < len(shown) < len(rules)
    gaps = [item.text for item in shown] != [rule[3:] for rule in rules[: len(shown)]]
    assert {item.number for item in shown} == {None} if gaps else {f"{n}." for n in range(1, len(shown) + 1)}


def test_a_whole_list_keeps_its_numbers() -> None:
    rules = ["1. Ask who holds the key of the house.", "2. Write down the name and the day of the visit."]
    made, _ = condensed("# Learning", *rules)
    assert [item.number for item in made.sections.learning] == ["1.", "2."]
