"""What is a protective marking, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.markings import inside, meaning, strength


@pytest.mark.parametrize(
    "text",
    [
        "OFFICIAL",
        "[OFFICIAL]",
        "UK OFFICIAL",
        "OFFICIAL-SENSITIVE",
        "OFFICIAL – SENSITIVE",
        "Official - Sensitive",
        "OFFICIAL: SENSITIVE [PERSONAL]",
        "OFFICIAL-SENSITIVE (when complete)",
        "OFFICIAL-SENSITIVE – contains personal data",
        "TOP SECRET",
        "SECRET",
        "RESTRICTED",
        "CONFIDENTIAL",
        "Confidential – not for publication",
        "PRIVATE AND CONFIDENTIAL",
        "Staff in confidence",
        "Not protectively marked",
        "NOT PROTECTIVELY MARKED / DRAFT",
        "DRAFT",
        "FINAL DRAFT v0.3",
        "EMBARGOED until 00:01 on 12 March 2031",
        "Embargoed until Monday",
        "TLP:AMBER",
        "TLP: AMBER+STRICT",
        "Protective marking: Official",
        "GPMS: RESTRICTED",
        "Not for onward distribution",
    ],
)
def test_markings_that_are_one_wherever_they_stand(text: str) -> None:
    assert strength(text) == "strong"


@pytest.mark.parametrize("text", ["Official", "Confidential", "Restricted", "PROTECT", "Draft v2", "Draft for comment"])
def test_words_that_are_a_marking_only_where_one_is_looked_for(text: str) -> None:
    assert strength(text) == "weak"


@pytest.mark.parametrize(
    "text",
    [
        "An official visit.",
        "Official: partners agreed that the plan would change",
        "Confidential information was shared",
        "CONFIDENTIAL: the police held a log of all calls to the home",
        "The report was marked OFFICIAL-SENSITIVE.",
        "Official sensitive information must be kept safe",
        "Restricted diets, and why they matter",
        "SECRET GARDEN",
        "Protect children",
        "The draft was late",
        "Not for the first time",
        "Secret keeping",
        "",
    ],
)
def test_ordinary_lines_are_no_marking(text: str) -> None:
    assert strength(text) == ""
    assert inside(text) == ()


@pytest.mark.parametrize(
    ("text", "marking"),
    [
        ("OFFICIAL-SENSITIVE\tPage 1 of 3", "OFFICIAL-SENSITIVE"),
        ("Wrenford Partnership – OFFICIAL", "OFFICIAL"),
        ("Learning briefing: Baby K [OFFICIAL]", "[OFFICIAL]"),
        ("NOT PROTECTIVELY MARKED | v2", "NOT PROTECTIVELY MARKED"),
        ("OFFICIAL - SENSITIVE\nWrenford", "OFFICIAL - SENSITIVE"),
    ],
)
def test_a_marking_beside_other_words_is_found(text: str, marking: str) -> None:
    assert [text[start:end] for start, end in inside(text)] == [marking]


def test_what_a_marking_asks() -> None:
    assert "embargo" in meaning("EMBARGOED until Monday").step
    assert "agreed version" in meaning("DRAFT").step
    assert "published at all" in meaning("DRAFT – OFFICIAL").step
    assert meaning("NOT PROTECTIVELY MARKED").severity == "info"
    assert meaning("RESTRICTED").severity == "warning"


@given(st.text(st.sampled_from("OFICAL SENTVE-–:[]()|.\tDRAFTembargoed until 1"), max_size=150))
def test_any_text_is_judged(text: str) -> None:
    assert strength(text) in {"", "weak", "strong"}
    assert all(0 <= start < end <= len(text) for start, end in inside(text))
