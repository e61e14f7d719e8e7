"""briefing.json: nothing is lost on the way there and back, and every wrong field is named."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from briefkit.briefing import Briefing, Item, Sections, SourceNote
from briefkit.codec import InvalidBriefing, dump, json_schema, load
from briefkit.ledger import Entry, Ledger
from briefkit.model import Origin, Span
from briefkit.record import Record
from records import RECORDS

SCHEMA = json.loads(json.dumps(json_schema()))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def record() -> Record:
    items = (
        Item(
            "Ask who lives in the home.",
            (Span("b0002", 0, 26),),
            kind="bullet",
            theme="Seeing the whole family",
            label="Learning 1",
            lead_in="Practitioners should:",
            why="heading 'Learning'",
            confidence=0.9,
        ),
    )
    return Record(
        briefing=Briefing("Baby Q", Sections(learning=items), subject="Baby Q"),
        ledger=Ledger(22, 22, {"placed": 22}, entries=(Entry("b0002", 0, 26, "placed", "learning"),)),
        source=SourceNote("baby-q.pdf", "00" * 32, "application/pdf"),
        origins={"b0002": Origin("page 1", page=1, bbox=(10.04, 20.06, 30.0, 40.123))},
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS)
def test_a_record_comes_back_whole_and_fits_the_schema(made: Record) -> None:
    written = dump(made)
    assert load(written) == made
    VALIDATOR.validate(json.loads(written))


def test_the_published_schema_is_the_one_of_the_types() -> None:
    # To accept a change on purpose, write json.dumps(json_schema(), indent=2) into the file.
    published = files("briefkit.data").joinpath("briefing.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == SCHEMA
    VALIDATOR.check_schema(SCHEMA)


def test_the_layout_of_the_file() -> None:
    written = dump(record())
    assert written.endswith(b"}\n")
    assert written.startswith(b'{\n  "schema_version": 1,\n  "title": "Baby Q",')
    made = json.loads(written)
    item = made["sections"]["learning"][0]
    assert item["sources"] == [{"block": "b0002", "start": 0, "end": 26, "page": 1, "bbox": [10.0, 20.1, 30.0, 40.1]}]
    assert made["sections"]["questions"] == []
    assert made["reading"] == {"words": 6, "minutes": 0.0}
    assert made["ledger"]["entries"] == ["b0002 0-26 placed learning"]


def test_a_suggested_one_thing_is_not_counted_twice() -> None:
    item = Item("Ask twice.", origin="suggested")
    made = Record(Briefing("T", Sections(learning=(Item("Ask twice."),), one_thing=(item,))), Ledger(), record().source)
    assert json.loads(dump(made))["reading"]["words"] == 2


def _wrong(change: Any) -> tuple[str, ...]:
    made = json.loads(dump(record()))
    change(made)
    with pytest.raises(InvalidBriefing) as caught:
        load(json.dumps(made).encode())
    assert caught.value.exit_code == 3
    return caught.value.problems


def test_every_wrong_field_is_named_at_once() -> None:
    def change(made: dict[str, Any]) -> None:
        del made["title"]
        made["subject"] = 7
        made["sections"]["learning"][0]["kind"] = "list"
        made["sections"]["learning"][0]["colour"] = "red"
        made["sections"]["learnings"] = []
        made["ledger"]["entries"] = ["b0002 placed"]
        made["review_type"] = {"code": "CSPR"}

    problems = _wrong(change)
    assert [problem.split(":")[0] for problem in problems] == [
        "title",
        "sections.learning[0].kind",
        "sections.learning[0].colour",
        "sections.learnings",
        "subject",
        "review_type.name",
        "ledger.entries[0]",
    ]
    assert "allowed are paragraph, bullet, numbered" in problems[1]
    assert "known are background, findings" in problems[3]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe\x00", b"[" * 5000])
def test_what_is_no_briefing_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InvalidBriefing):
        load(data)


def test_a_newer_version_says_what_to_do() -> None:
    with pytest.raises(InvalidBriefing, match="newer briefkit"):
        load(b'{"schema_version": 2}')


def test_a_file_saved_by_notepad_with_a_mark_is_read() -> None:
    assert load(b"\xef\xbb\xbf" + dump(record())) == record()
