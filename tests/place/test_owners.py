"""Who owns a recommendation and by when it is due: read where the source says it, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.briefing import Item, Stated
from briefkit.census import count
from briefkit.ledger import account
from briefkit.lexicon import load_lexicon
from briefkit.model import Source
from briefkit.pipeline import read
from briefkit.place import place
from briefkit.place.owners import owned, stated_in
from briefkit.record import Settings
from briefkit.tidy import tidy

LEXICON = load_lexicon()
HEAD = "# Learning from the Osprey House review\n\n## Recommendations\n\n"
ASKED = "The trust should read every discharge letter aloud."
OTHER = "The council should count its empty beds each night."


def recommended(text: str) -> list[Item]:
    """The recommendations of a Markdown text below their heading; every letter of it is accounted for, once."""
    source = Source("a.md", (HEAD + text).encode(), "text/markdown", "0" * 64)
    document = read(source, Settings()).value
    briefing = place(tidy(document).value).value
    ledger = account(count(source), document, briefing)
    assert (ledger.missing, ledger.twice) == ((), ())
    return list(briefing.sections.recommendations)


def line(stated: Stated | None) -> str | None:
    return stated.line if stated else None


LINES = [
    ("Owner: Director of Nursing", "Owner: Director of Nursing", None),
    ("Owner: Director of Nursing. By when: June 2031", "Owner: Director of Nursing", "By when: June 2031"),
    ("Lead agency – Police", "Lead agency: Police", None),
    ("Lead agency – Police; within 3 months", "Lead agency: Police", "within 3 months"),
    ("Responsible: Head of Housing | Timescale: six weeks", "Responsible: Head of Housing", "Timescale: six weeks"),
    ("Within 3 months", None, "Within 3 months"),
    ("By when? The end of May 2031", None, "By when: The end of May 2031"),
    ("Action by: All schools", "Action by: All schools", None),
    ("Who: ICB, by 31 March 2031", "Who: ICB", "by 31 March 2031"),
    ("Lead Officer(s): Ann Kerr (Trust)", "Lead Officer(s): Ann Kerr (Trust)", None),
    ("Timeframe – immediate", None, "Timeframe: immediate"),
    ("Lead: Ŵyn ap Rhys; by 31 March 2031", "Lead: Ŵyn ap Rhys", "by 31 March 2031"),
    ("Lead: Ŵ; by 31 March 2031", "Lead: Ŵ", "by 31 March 2031"),
    (
        "**Owner:** Director of Children’s Services and Skills",
        "Owner: Director of Children’s Services and Skills",
        None,
    ),
]


@pytest.mark.parametrize(("said", "owner", "deadline"), LINES, ids=[line[0] for line in LINES])
def test_a_line_below_belongs_to_its_recommendation(said: str, owner: str | None, deadline: str | None) -> None:
    first, second = recommended(f"{ASKED}\n\n{said}\n\n{OTHER}\n")
    assert (line(first.owner), line(first.deadline)) == (owner, deadline)
    assert first.text[: first.tail].strip() == ASKED
    assert first.text.startswith(ASKED)
    assert (second.text, second.stated, second.tail) == (OTHER, (), len(OTHER))


@pytest.mark.parametrize(
    "said",
    [
        "The police: a service under strain",
        "Owner: the trust should name one for each ward before the next winter begins.",
        "When: the nurse called, nobody was in.",
        "Lead: they must do so at once.",
        "Who will know?",
    ],
)
def test_other_lines_stand_for_themselves(said: str) -> None:
    assert stated_in(said, LEXICON) == ()


def test_sentences_behind_a_recommendation_are_set_apart_from_it() -> None:
    (item,) = recommended(f"{ASKED} Lead: Head of Midwifery. By: Easter 2031.\n")
    assert item.text == f"{ASKED} Lead: Head of Midwifery. By: Easter 2031."
    assert (line(item.owner), line(item.deadline)) == ("Lead: Head of Midwifery", "By: Easter 2031")
    assert item.text[item.tail :] == "Lead: Head of Midwifery. By: Easter 2031."


def test_a_bracket_and_a_last_date_are_read_and_stay_in_the_sentence() -> None:
    text = "All wards should keep one book (Lead: Nursing Board; by 31 March 2031)."
    first, second = recommended(f"{text}\n\nThe council should count its beds by September 2031.\n")
    assert (first.text, first.tail) == (text, len(text))
    assert (line(first.owner), line(first.deadline)) == ("Lead: Nursing Board", "by 31 March 2031")
    assert (line(second.deadline), second.tail) == ("by September 2031", len(second.text))


def test_lines_above_go_to_the_recommendation_below_with_their_label() -> None:
    text = "### Recommendation 4\n\nOwner: Harbour Board\n\n" + ASKED
    (item,) = recommended(text + "\n")
    assert (item.label, line(item.owner)) == ("Recommendation 4", "Owner: Harbour Board")
    assert item.text == f"{ASKED} Owner: Harbour Board"


def test_an_owner_below_the_reasons_is_that_of_the_recommendation() -> None:
    text = (
        f"### Recommendation 4\n\n{ASKED}\n\n**Rationale:** {OTHER}\n\n**Owner:** Harbour Board **By when:** May 2031\n"
    )
    asked, because = recommended(text)
    assert (line(asked.owner), line(asked.deadline)) == ("Owner: Harbour Board", "By when: May 2031")
    assert (because.text, because.belongs_to, because.stated) == (OTHER, asked.anchor, ())


def test_lines_stand_above_all_recommendations_or_below_them() -> None:
    above = recommended(f"Owner: Ward Board\n\n{ASKED}\n\nOwner: Council\n\n{OTHER}\n")
    assert [line(item.owner) for item in above] == ["Owner: Ward Board", "Owner: Council"]
    below = recommended(f"{ASKED[:-1]} (within 6 months).\n\n- Lead: Ward Board\n- By: May 2031\n\n{OTHER}\n")
    assert [(line(item.owner), line(item.deadline)) for item in below] == [
        ("Lead: Ward Board", "within 6 months; May 2031"),
        (None, None),
    ]


def test_an_owner_without_a_recommendation_keeps_its_place() -> None:
    assert [item.text for item in recommended("Owner: Harbour Board\n")] == ["Owner: Harbour Board"]


def test_a_caption_that_stands_as_a_heading_is_one_all_the_same() -> None:
    (item,) = recommended(f"### Recommendation 4\n\n{ASKED}\n\n#### Responsible\n\nHead teacher\n")
    assert (line(item.owner), item.text[item.tail :]) == ("Responsible: Head teacher", "Head teacher")


def test_a_second_owner_stands_behind_the_first() -> None:
    items = recommended(f"{ASKED}\n\nOwners:\n\n- Harbour Board\n- Ferry Trust\n")
    assert [line(item.owner) for item in items] == ["Owners: Harbour Board; Ferry Trust"]


def test_a_table_names_numbers_owners_and_deadlines() -> None:
    table = "| No. | Recommendation | Lead | Timescale |\n|---|---|---|---|\n"
    table += f"| 1 | {ASKED} | Trust | May 2031 |\n| 2 | {OTHER} | Council | 3 months |\n"
    items = recommended(table)
    assert [(item.number, line(item.owner), line(item.deadline)) for item in items] == [
        ("1", "Lead: Trust", "Timescale: May 2031"),
        ("2", "Lead: Council", "Timescale: 3 months"),
    ]
    assert [item.text[item.tail :] for item in items] == ["Trust – May 2031", "Council – 3 months"]


def test_findings_have_no_owners() -> None:
    source = Source(
        "a.md",
        (HEAD.replace("Recommendations", "Findings") + ASKED + "\n\nOwner: Trust\n").encode(),
        "text/markdown",
        "0" * 64,
    )
    briefing = place(tidy(read(source, Settings()).value).value).value
    assert [(item.text, item.owner) for item in briefing.sections.findings] == [(ASKED, None), ("Owner: Trust", None)]


def test_an_editors_words_are_read_in_the_same_way() -> None:
    item = owned(Item(f"{ASKED} Owner: Harbour Board. Within 3 months."), LEXICON)
    assert (line(item.owner), line(item.deadline)) == ("Owner: Harbour Board", "Within 3 months")


@given(st.text("ab .:;–()OwnerLdBy3monthsJu20\n", max_size=60))
def test_any_words_give_stretches_inside_them_in_their_order(text: str) -> None:
    pieces = stated_in(text, LEXICON)
    edges = [edge for piece in pieces for edge in piece.value]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
