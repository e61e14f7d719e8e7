"""What must be chosen together, and what can't be chosen at all."""

from __future__ import annotations

from briefkit.condense.cues import load_cues
from briefkit.condense.parts import part_items
from briefkit.condense.units import find_units
from briefkit.place import place
from briefkit.tidy import tidy
from documents import document


def needs(*lines: str) -> dict[str, set[str] | None]:
    """What each piece needs beside itself, by their words; ``None``: it can't be chosen."""
    tidied = tidy(document(*lines)).value
    found = find_units(place(tidied).value, tidied, 100)
    words = [found.items[unit.item].text(unit.at) for unit in found.units]
    return {
        words[number]: None if unit.needs is None else {words[each] for each in unit.needs} - {words[number]}
        for number, unit in enumerate(found.units)
    }


def test_a_sentence_that_leans_needs_the_one_before() -> None:
    told = needs("# Findings", "The nurse wrote a long letter. However, it went to an old address in another town.")
    assert told["However, it went to an old address in another town."] == {"The nurse wrote a long letter."}


def test_a_paragraph_that_opens_with_one_that_leans_can_only_be_left() -> None:
    told = needs("# Findings", "They had never met the man who lived there.")
    assert told["They had never met the man who lived there."] is None


def test_an_introduction_without_its_list_is_never_chosen() -> None:
    told = needs("# Findings", "The record of the visits said that:", "# Learning", "Ask who lives in the home.")
    assert told["The record of the visits said that:"] is None


def test_a_fragment_without_an_introduction_is_never_chosen() -> None:
    told = needs(
        "# Findings",
        "Schools teach many things in the year.",
        "- boundaries and consent",
        "- Nobody asked who lived in the home.",
    )
    assert told["boundaries and consent"] is None
    assert told["Nobody asked who lived in the home."] == set()


def test_a_fragment_under_a_heading_is_introduced_by_it() -> None:
    told = needs(
        "# What went well", "- the way in which the school listened", "# Findings", "Nobody asked the man there."
    )
    assert told["the way in which the school listened"] == set()


def test_the_items_of_a_short_list_stand_together() -> None:
    told = needs("# Findings", "The record of the visits named:", "- the mother", "- two neighbours", "- a dog")
    assert told["the mother"] is not None
    assert {"two neighbours", "a dog"} <= told["the mother"]


TOLD = "The social worker of the ward had not been told by anybody of the letters about the {}:"


def test_a_list_inside_a_list_goes_with_what_introduces_both() -> None:
    outer, inner = TOLD.format("school"), TOLD.format("father")
    items = ["The nurse had kept all of the letters in two books.", "Nobody looked at the calendar there for a year."]
    told = needs("# What we learned", f"- {outer}", f"- {items[0]}", f"- {inner}", f"- {items[1]}")
    everything = {outer, inner, *items}
    assert told == {words: everything - {words} for words in everything}


def test_a_list_longer_than_a_briefing_is_passed_over() -> None:
    items = [f"The nurse had kept letter {number} in the old book." for number in range(300)]
    told = needs("# What we learned", f"- {TOLD.format('school')}", *(f"- {item}" for item in items))
    assert set(told.values()) == {None}
    assert len(told) == 301


def test_half_a_sentence_is_never_chosen() -> None:
    told = needs(
        "# Findings", "the home of the family and what they had, but nobody knew it.", "Nobody asked the man there."
    )
    assert told["the home of the family and what they had, but nobody knew it."] is None


def test_the_back_of_a_report_is_never_chosen() -> None:
    told = needs(
        "# Findings",
        "Nobody asked the man there.",
        "# Appendix A: Panel",
        "The panel had nine members from three towns.",
    )
    assert told["The panel had nine members from three towns."] is None


def test_a_paragraph_that_is_counted_is_no_item_of_a_list() -> None:
    lines = [f"{number}. The nurse wrote letter {number} to the house." for number in range(1, 40)]
    tidied = tidy(document("# Findings", *lines)).value
    kinds = {parted.item.kind for parted in part_items(place(tidied).value, tidied)}
    assert kinds == {"paragraph"}
    few = tidy(document("# Findings", *lines[:5])).value
    assert {parted.item.kind for parted in part_items(place(few).value, few)} == {"numbered"}


def test_the_cues_are_read_once() -> None:
    assert load_cues() is load_cues()
