"""Diction: features, judging, and the weights that ship."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.briefing import SECTIONS, SectionName
from briefkit.diction import Diction, Weights, features_of, load_diction, parse_diction

SMALL: Weights[SectionName] = Weights(
    ("findings", "learning"),
    (0.0, 0.0),
    {"was": (1.0, 2.0, -2.0), "should": (1.0, -2.0, 2.0), "<asks>": (1.0, 0.5, -0.5)},
)


def test_names_numbers_and_addresses_count_as_such() -> None:
    found = features_of("In 2019 she told Mrs Ashdown 3 times; see www.fold.example or a@fold.example")
    assert {"<year>", "<name>", "<number>", "<link>", "<mail>", "<no stop>", "^in"} <= set(found)
    assert not any("ashdown" in feature for feature in found)


def test_a_word_that_only_begins_a_sentence_is_a_word() -> None:
    assert "police" in features_of("Police saw Ada.")


def test_only_sentences_without_a_stop_have_none() -> None:
    assert "<no stop>" not in features_of("Who was asked?”")
    assert "<no stop>" in features_of("Poor records")
    assert features_of("• – ") == []


def test_what_speaks_for_a_section_makes_it_likely_and_is_named() -> None:
    first, second = Diction(SMALL).judge(["was", "was"], {})
    assert (first.section, first.words) == ("findings", ("was",))
    assert first.share > 0.9
    assert math.isclose(first.share + second.share, 1.0)


def test_what_is_known_besides_the_wording_counts() -> None:
    told = Diction(SMALL).judge(["<asks>"], {"findings": 0.1, "learning": 0.9})
    assert told[0].section == "learning"


def test_nothing_known_says_nothing() -> None:
    assert Diction(SMALL).judge(["unheard"], {}) == ()


def test_weights_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="was"):
        Diction(Weights(("findings", "learning"), (0.0, 0.0), {"was": (1.0, 2.0)}))
    with pytest.raises(ValueError, match="diction"):
        parse_diction(b'{"version": 1}')


@given(st.text(max_size=200), st.dictionaries(st.sampled_from(SECTIONS), st.floats(0, 1)))
def test_shares_are_shares_whatever_is_read(text: str, leaning: dict[SectionName, float]) -> None:
    judged = load_diction().passages.judge(features_of(text), leaning)
    assert not judged or math.isclose(sum(one.share for one in judged), 1.0)
    assert list(judged) == sorted(judged, key=lambda one: -one.share)


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("background", "Oona was seven when she was taken to hospital with burns; she lived with her mother and aunt."),
        ("findings", "Nobody asked who else lived in the house, and the referral was closed without a visit."),
        ("learning", "Always ask who else is at home, and never assume that another service has checked."),
        ("recommendations", "The Board will audit forty files by March 2026 and report to the partnership."),
        ("questions", "How would you know whether this was happening on your own caseload?"),
        ("about", "A safeguarding adults review is held under section 44 of the Care Act 2014; it does not blame."),
    ],
)
def test_plain_wording_is_judged_plainly(section: str, text: str) -> None:
    assert load_diction().passages.judge(features_of(text), {})[0].section == section


def test_a_topic_is_no_section() -> None:
    assert "theme" in {one.section for one in load_diction().headings.judge(features_of("contact and curiosity"), {})}
