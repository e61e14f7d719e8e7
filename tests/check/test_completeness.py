from __future__ import annotations

import msgspec

from briefkit.briefing import Briefing, Item, Sections, SourceNote
from briefkit.check import check
from briefkit.diagnostics import Diagnostic
from briefkit.ledger import Ledger
from briefkit.model import Origin, Span
from briefkit.record import Record

ITEM = Item("Ask one more question.", (Span("b0001", 0, 22),), why="heading ‘One thing’")
WHOLE = Record(
    Briefing("Child Wren", Sections((ITEM,), (ITEM,), learning=(ITEM,), one_thing=(ITEM,))),
    Ledger(),
    SourceNote("a.docx", "0" * 64, "text/plain"),
    origins={"b0001": Origin("text", line=3)},
)


def codes(record: Record) -> list[str]:
    return [said.code for said in check(record)]


def with_sections(**sections: tuple[Item, ...]) -> Record:
    briefing = msgspec.structs.replace(
        WHOLE.briefing, sections=msgspec.structs.replace(WHOLE.briefing.sections, **sections)
    )
    return msgspec.structs.replace(WHOLE, briefing=briefing)


def test_a_whole_briefing_is_fine() -> None:
    assert codes(WHOLE) == []


def test_empty_core_sections_and_an_empty_title_are_named() -> None:
    empty = msgspec.structs.replace(WHOLE, briefing=Briefing(" "))
    assert codes(empty) == ["BK403", "BK401", "BK401", "BK401", "BK401"]


def test_a_suggestion_is_to_be_confirmed() -> None:
    said = check(with_sections(one_thing=(msgspec.structs.replace(ITEM, origin="suggested"),)))
    assert [(each.code, each.where) for each in said] == [("BK402", "line 3")]
    assert ITEM.text in said[0].message


def test_an_unsure_item_is_shown_with_its_reason() -> None:
    said = check(with_sections(findings=(msgspec.structs.replace(ITEM, confidence=0.4),)))
    assert [(each.code, each.severity, each.where) for each in said] == [("BK404", "info", "line 3")]
    assert "heading" in said[0].note


def test_nothing_is_said_twice() -> None:
    unsure = with_sections(findings=(msgspec.structs.replace(ITEM, confidence=0.4),))
    before = (Diagnostic("BK320", "info", "Not sure."), Diagnostic("BK401", "warning", "stale"))
    assert codes(msgspec.structs.replace(unsure, diagnostics=before)) == ["BK320"]
