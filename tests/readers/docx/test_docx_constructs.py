"""A small Word file for each construct (bench/constructs): nothing lost, doubled, misplaced or leaked."""

from __future__ import annotations

import pytest
from constructs import ours
from constructs.catalogue import catalogue
from constructs.made import Construct
from constructs.readings import Reading
from constructs.verdicts import judge, judge_page

CONSTRUCTS = [pytest.param(construct, id=name) for _, name, construct in catalogue()]


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_is_read_and_finished_whole(construct: Construct) -> None:
    source = ours.source_of(construct)
    record = ours.record_of(source)
    assert judge(construct, ours.read(construct)).found == {}
    assert judge_page(construct, ours.finish(record)).found == {}
    assert ours.missing_letters(record.ledger) == 0
    assert record.ledger.leaked == ()
    assert record.ledger.twice == ()


def test_there_are_many_constructs_and_each_has_its_own_name() -> None:
    names = [name for _, name, _ in catalogue()]
    assert len(set(names)) == len(names) >= 170


def test_the_judge_sees_what_is_lost_doubled_misplaced_and_leaked() -> None:
    construct = Construct(
        "words", b"", ("avern", "brolin"), ("zarnik",), headings=("avern",), labels=(("1.", "brolin"),)
    )
    whole = Reading("Avern\n1. Brolin", headings=[(1, "Avern")], items=[("1.", "Brolin")])
    assert judge(construct, whole).found == {}
    assert set(judge(construct, Reading("Brolin Brolin Zarnik")).found) == {"lost", "doubled", "leaked"}
    assert judge(construct, Reading("1. Brolin\nAvern")).found["misplaced"] == [
        "read as brolin avern",
        "no heading: avern",
    ]
    assert str(judge(construct, None, "it fell")) == "refused"
