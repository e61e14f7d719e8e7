"""What is written as Markdown is read back as it was, whatever characters stand in it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from briefkit.briefing import Briefing, Item, Link, Sections
from briefkit.revise import read_edited_markdown
from briefkit.revise.draft import Draft, draft_of
from briefkit.revise.front_matter import read_front_matter
from briefkit.revise.marks import read_marks
from briefkit.writers import markdown
from items import BRIEFINGS, essence, record_of


def drafted(written: bytes) -> Draft:
    front = read_front_matter(written.decode())
    body = read_marks(front.body, front.first_line)
    return draft_of(front.fields, body.marks, (*front.problems, *body.problems))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(BRIEFINGS)
def test_everything_an_editor_sees_comes_back(briefing: Briefing) -> None:
    written = markdown.write(record_of(briefing))
    draft = drafted(written)
    assert draft.problems == ()
    assert essence(draft) == essence(briefing)
    again = read_edited_markdown(written, record_of(briefing))
    assert essence(again.briefing) == essence(briefing)
    assert {change.what for change in again.ledger.changes} <= {"unchanged"}


def test_a_note_between_two_items_of_a_list_comes_back_and_ends_no_list() -> None:
    a = Item("Ask.¹", kind="bullet", lead_in="Staff should:", links=(Link("¹", "#item2"),), anchor="item1")
    note = Item("¹ Said twice.", anchor="item2", links=(Link("¹", "#item1"),))
    b = Item("Tell.", kind="bullet", lead_in="Staff should:")
    briefing = Briefing("Baby Q", Sections(learning=(a, note, b, Item("Done."))))
    written = markdown.write(record_of(briefing))
    assert written.decode().count("Staff should:") == 1
    assert essence(drafted(written)) == essence(briefing)
