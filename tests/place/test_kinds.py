from __future__ import annotations

import pytest

from briefkit.lexicon import load_lexicon
from briefkit.place.kinds import find_nation, find_review_type


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("Otterby Regional Safeguarding Board, see otterby.wales", "Wales"),
        ("Otterby Child Protection Committee and Police Scotland", "Scotland"),
        ("The Safeguarding Board for Northern Ireland", "Northern Ireland"),
        ("Otterby Safeguarding Children Partnership", ""),
    ],
)
def test_the_nation_is_that_of_the_bodies_named(text: str, nation: str) -> None:
    assert find_nation(text) == nation


@pytest.mark.parametrize(
    ("line", "nation", "name"),
    [
        ("SCR Child B", "", "Serious Case Review"),
        ("SCR Child B", "Scotland", "Significant Case Review"),
        ("A serious case review of Child B", "Scotland", "Serious Case Review"),
        ("APR 3/2022", "Wales", "Adult Practice Review"),
        ("DARDR Ines", "", "Domestic Abuse Related Death Review"),
        ("Learning from SUSR 1/2025", "Wales", "Single Unified Safeguarding Review"),
        ("A thematic review of serious case reviews", "", "Thematic Review"),
        ("A case review, later a rapid review", "", "Rapid Review"),
        ("MAPPA Serious Case Review", "", "MAPPA Serious Case Review"),
    ],
)
def test_a_short_form_means_what_it_means_in_the_nation(line: str, nation: str, name: str) -> None:
    found = find_review_type([line], load_lexicon(), nation)  # type: ignore[arg-type]
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "line", ["Infant CPR for carers", "AI and online harm", "The Child Safeguarding Practice Review Panel"]
)
def test_what_only_looks_like_a_review_is_none(line: str) -> None:
    assert find_review_type([line], load_lexicon()) is None
