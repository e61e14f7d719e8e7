"""The cues of long reports are data: checked at load, and what they say of openings and headings."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from briefkit.briefing import SECTIONS
from briefkit.condense.cues import load_cues, parse_cues
from briefkit.condense.weighing import leans

CUES = load_cues()
FILE = resources.files("briefkit.data").joinpath("condensing.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "However, the letter was not sent.",
        "This was known to the school.",
        "They had met once.",
        "Some of these were never read.",
        "Both boys came back.",
        "On none of them was it asked.",
        "“It was never my job,” she said.",
        "Each was closed by another worker.",
    ],
)
def test_it_leans_on_the_sentence_before(text: str) -> None:
    assert leans(text, CUES)


@pytest.mark.parametrize(
    "text",
    [
        "This review looks at nine families.",
        "It is important to ask twice.",
        "Both parents worked at night.",
        "Those who knew the child best were not asked.",
        "Itchen Council wrote a letter.",
        "Anders was four years old.",
        "These local safeguarding practice reviews are published.",
    ],
)
def test_it_stands_by_itself(text: str) -> None:
    assert not leans(text, CUES)


@pytest.mark.parametrize(
    ("heading", "landmark"),
    [
        ("Executive summary", "summary"),
        ("Key messages for schools", "summary"),
        ("Conclusions and next steps", "conclusion"),
        ("Terms of reference", "method"),
        ("How the review was done", "method"),
        ("Appendix 2: Agencies", "backmatter"),
        ("Glossary", "backmatter"),
        ("Findings", None),
        ("Contact with the family", None),
    ],
)
def test_headings_name_the_parts_of_a_report(heading: str, landmark: str | None) -> None:
    assert [name for name, pattern in CUES.landmarks.items() if pattern.match(heading)] == [landmark] * bool(landmark)


def test_every_section_has_its_worth_and_the_shares_are_no_more_than_all() -> None:
    assert set(CUES.sections) == set(SECTIONS)
    assert all(0 <= worth.share <= 0.5 for worth in CUES.sections.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n[landmarks]", "\n[landmarks"),
        ("reached = '", "reached = '("),
        ("\n[sections]", "\n[sections]\nunknown = { worth = 1.0, said = '' }"),
        ("\n[openers]", "\n[openers]\nodd = 'x'"),
    ],
)
def test_a_mistake_in_the_file_is_told(old: str, new: str) -> None:
    assert old in FILE
    with pytest.raises(ValueError, match=re.escape("condensing: ")):
        parse_cues(FILE.replace(old, new, 1))
