"""Whose entry a document gets: never that of another publisher."""

from __future__ import annotations

import pytest

from briefkit.publishers import Line, Publisher, key, mark_of, of_domains, of_name

OTTERBY = Publisher(
    "Otterby Safeguarding Children Partnership",
    (Line("What we noticed", "learning"),),
    ("Otterby SCP",),
    ("otterby-scp.example",),
)
HERTS = Publisher("Hertfordshire Safeguarding Children Partnership")
FEN = Publisher("Fen and Marsh Safeguarding Adults Board", domains=("fen.example",))
ALL = (FEN, HERTS, OTTERBY)


@pytest.mark.parametrize(
    ("named", "whose"),
    [
        ("Otterby Safeguarding Children Partnership", OTTERBY),
        ("THE OTTERBY SAFEGUARDING CHILDREN PARTNERSHIP", OTTERBY),
        ("Otterby Safeguarding Children’s Partnership", OTTERBY),
        ("Otterby Safegaurding Children Partnerhip", OTTERBY),
        ("Otterby SCP", OTTERBY),
        ("Fen & Marsh Safeguarding Adults Board", FEN),
        ("Otterby Safeguarding Adults Board", None),
        ("Otterby", None),
        ("Otterby and Fen Safeguarding Children Partnership", None),
        ("Herefordshire Safeguarding Children Partnership", None),
        ("Bexhill Safeguarding Children Partnership", None),
        ("", None),
        (None, None),
    ],
)
def test_a_name_finds_its_own_entry_and_no_other(named: str | None, whose: Publisher | None) -> None:
    assert of_name(ALL, named) is whose


def test_a_slip_that_could_mean_either_of_two_means_none() -> None:
    two = (
        Publisher("Otterby Safeguarding Partnership"),
        Publisher("Otterby Safeguarding Partnerships"),
    )
    assert of_name(two, "Otterby Safeguarding Partnershiip") is None
    assert of_name(two, "Otterby Safeguarding Partnerships") is two[1]


def test_the_slip_may_be_in_the_file() -> None:
    wrong = Publisher("Otterby Safegaurding Children Partnership")
    assert of_name((wrong,), OTTERBY.name) is wrong
    assert of_name((Publisher("Oterby Safeguarding Children Partnership"),), OTTERBY.name) is None


def test_a_name_of_its_own_goes_before_another_spelling_of_somebody_else() -> None:
    greedy = Publisher("Aber SCP", names=("Otterby Safeguarding Children Partnership",))
    assert of_name((greedy, OTTERBY), OTTERBY.name) is OTTERBY


@pytest.mark.parametrize(
    ("domains", "whose"),
    [
        ({"otterby-scp.example"}, OTTERBY),
        ({"news.Otterby-SCP.example", "gov.uk"}, OTTERBY),
        ({"not-otterby-scp.example"}, None),
        ({"otterby-scp.example", "www.fen.example"}, None),
        (set(), None),
    ],
)
def test_a_domain_finds_the_one_publisher_that_has_it(domains: set[str], whose: Publisher | None) -> None:
    assert of_domains(ALL, domains) is whose


def test_the_mark_changes_with_what_concerns_a_document_and_with_nothing_else() -> None:
    mark = mark_of(ALL, OTTERBY.name)
    assert mark_of((FEN, OTTERBY), OTTERBY.name) == mark
    changed = Publisher(OTTERBY.name, (Line("What we noticed", "findings"),), OTTERBY.names, OTTERBY.domains)
    assert mark_of((FEN, HERTS, changed), OTTERBY.name) != mark
    assert mark_of((HERTS,), OTTERBY.name) == mark_of((), OTTERBY.name) == ""
    assert mark_of(ALL, None) == mark_of((FEN, OTTERBY), "") != ""


def test_names_are_compared_without_case_apostrophes_and_articles() -> None:
    assert key("The Children’s  Board (Otterby & Fen)") == "childrens board otterby and fen"
