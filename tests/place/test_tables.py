"""Data tables: what records and columns tell where no caption that a rule knows says it."""

from __future__ import annotations

from briefkit.briefing import Briefing
from briefkit.model import Container, Document
from briefkit.place import place
from briefkit.tidy import tidy
from documents import block


def table(*rows: tuple[str, ...]) -> Briefing:
    title = block(1, "Learning from the Osprey House review", kind="heading", level=1)
    cells = [
        block(10 * r + c, text, container=f"t1.r{r}c{c}")
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    ]
    grid = [Container("t1", "table", "body")] + [
        Container(f"t1.r{r}c{c}", "cell", "t1", row=r, column=c)
        for r in range(1, len(rows) + 1)
        for c in range(1, len(rows[0]) + 1)
    ]
    return place(tidy(Document((title, *cells), tuple(grid))).value).value


def test_a_table_of_dates_and_people_may_tell_a_story() -> None:
    briefing = table(
        ("Date", "Event", "Who was there"),
        ("3 May", "Mr Finch was found on the floor of his flat and taken to hospital.", "Ambulance"),
        ("9 May", "He went home and died there two days later, aged 81.", "District nurse"),
    )
    assert len(briefing.sections.background) == 2
    assert not briefing.sections.recommendations


def test_a_caption_says_what_the_records_below_it_tell() -> None:
    briefing = table(
        ("Date", "What happened", "Who knew"),
        ("May", "The bin burned.", "Neighbour"),
        ("June", "A new bin came.", "Landlord"),
    )
    assert len(briefing.sections.background) == 2


def test_rows_with_people_and_dates_are_actions_where_their_words_do_not_speak_against_it() -> None:
    briefing = table(
        ("What", "Who", "By when"),
        ("Agree a protocol on keys", "Housing", "May 2031"),
        ("Audit forty files", "Police", "June 2031"),
    )
    assert len(briefing.sections.recommendations) == 2


def test_a_column_that_no_rule_knows_is_told_by_its_words_and_those_below() -> None:
    briefing = table(
        ("People told us", "What we do differently now"),
        ("I was asked the same things six times.", "The Board has set up one assessment, and will audit it in May."),
        ("No one rang me when the carer was ill.", "The agency has introduced a call the same day for every visit."),
    )
    assert [item.text.split()[:2] for item in briefing.sections.recommendations] == [
        ["The", "Board"],
        ["The", "agency"],
    ]
