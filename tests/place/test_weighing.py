"""Weighing: what a heading, the neighbours and the wording make likely."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from briefkit.briefing import SectionName
from briefkit.lexicon import load_lexicon
from briefkit.place.content import COMMON
from briefkit.place.headings import State
from briefkit.place.weighing import SURE, Shares, among, below, heard, under, weigh

LEXICON = load_lexicon()
ADVICE = "Always ask to see the child alone, and never take a parent's word for it."
STORY = "Mr Tarn was 84 and lived alone; he died at home in March 2021 after a fall."
VAGUE = "The second point."


def test_an_open_heading_makes_its_section_likely() -> None:
    settled = under(State("learning", confidence=0.85, settled=True), early=False)
    inherited = under(State("learning", confidence=0.85), early=False)
    assert settled["learning"] > inherited["learning"] > under(State(), early=False)["learning"]


def test_a_combined_heading_makes_both_its_sections_likely() -> None:
    told = under(State("findings", confidence=0.9, settled=True, either=("findings", "learning")), early=False)
    assert math.isclose(told["findings"], told["learning"])
    assert told["findings"] + told["learning"] > 0.8


def test_a_story_is_likelier_before_anything_else() -> None:
    assert under(State(), early=True)["background"] > under(State(), early=False)["background"]


def test_a_topic_leaves_the_open_section_likely_and_a_telling_heading_does_not() -> None:
    inherited = under(State("findings", confidence=0.9, settled=True), early=False)
    topic = below("Professional curiosity", inherited, LEXICON)
    telling = below("Where can I read the whole report?", inherited, LEXICON)
    assert max(topic, key=topic.__getitem__) == "findings"
    assert max(telling, key=telling.__getitem__) == "resources"


def test_wording_is_weighed_against_what_was_likely() -> None:
    told = weigh((ADVICE,), under(State(), early=False), LEXICON)
    assert told is not None
    assert told.section == "learning"
    firm: Shares = dict.fromkeys(COMMON, 0.001) | {"findings": 1 - 0.001 * (len(COMMON) - 1)}
    kept = weigh((VAGUE,), firm, LEXICON)
    assert kept is not None
    assert kept.section == "findings"


def test_only_a_very_high_share_counts_as_sure() -> None:
    told = weigh((VAGUE,), under(State(), early=False), LEXICON)
    assert told is not None
    assert told.confidence < SURE


def test_a_vague_text_goes_with_its_neighbours() -> None:
    start, anew = under(State(), early=False), {section: under(State(), early=False) for section in COMMON}
    with_advice = among([ADVICE, VAGUE, ADVICE], [0.0, 0.9, 0.9], start, anew, LEXICON)[1]
    with_story = among([STORY, VAGUE, STORY], [0.0, 0.9, 0.9], start, anew, LEXICON)[1]
    assert with_advice["learning"] > with_story["learning"]
    assert with_story["background"] > with_advice["background"]


def test_what_a_text_says_itself_is_not_among_its_neighbours_words() -> None:
    start = under(State(), early=False)
    anew: dict[SectionName, Shares] = dict.fromkeys(COMMON, start)
    assert among([STORY], [0.0], start, anew, LEXICON) == among([ADVICE], [0.0], start, anew, LEXICON)


@given(st.lists(st.sampled_from([ADVICE, STORY, VAGUE, "", "?"]), max_size=12), st.floats(0, 1))
def test_neighbours_give_shares_whatever_stands_there(texts: list[str], stay: float) -> None:
    start = under(State(), early=True)
    anew: dict[SectionName, Shares] = {section: under(State(), section == "about") for section in COMMON}
    for shares in among(texts, [stay] * len(texts), start, anew, LEXICON):
        assert math.isclose(sum(shares.values()), 1.0)
        assert shares.keys() == COMMON.keys()


def test_words_that_say_nothing_say_it_of_all_sections_alike() -> None:
    assert set(heard("", LEXICON).values()) == {1.0}
