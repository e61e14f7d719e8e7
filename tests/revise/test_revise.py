"""An edited briefing against its record: unchanged, reworded, moved, added, removed; and what is wrong, all at once."""

from __future__ import annotations

import pytest

from briefkit.briefing import Aside, Briefing, Item, Sections, SourceNote, Stated
from briefkit.codec import InvalidBriefing, dump, load
from briefkit.ledger import Entry, Ledger
from briefkit.model import Span
from briefkit.record import Record
from briefkit.revise import read_edited_markdown
from briefkit.writers import markdown

TEXTS = (
    "The health visitor saw the baby twice in March.",
    "Nobody asked who else lived in the flat. The father was not on any record.",
    "Ask who lives in the home at every visit.",
)


def _item(number: int) -> Item:
    return Item(TEXTS[number], (Span(f"b000{number}", 0, len(TEXTS[number])),), why="heading", confidence=0.9)


def record() -> Record:
    sections = Sections(
        background=(_item(0),),
        findings=(_item(1),),
        learning=(_item(2),),
        one_thing=(Item(TEXTS[2], _item(2).spans, origin="suggested"),),
    )
    aside = Aside("Ring the duty desk.", "unplaced", (Span("b0009", 0, 19),))
    entries = (
        Entry("b0000", 0, len(TEXTS[0]), "placed", "background"),
        Entry("b0001", 0, len(TEXTS[1]), "placed", "findings"),
        Entry("b0002", 0, len(TEXTS[2]), "placed", "learning"),
        Entry("b0009", 0, 19, "set_aside", "unplaced"),
    )
    ledger = Ledger(160, 160, {"placed": 144, "set_aside": 16}, entries)
    return Record(Briefing("Baby Q", sections, set_aside=(aside,)), ledger, SourceNote("q.docx", "", "text/plain"))


def edited(*changes: tuple[str, str]) -> Record:
    text = markdown.write(record()).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    made = read_edited_markdown(text.encode(), record())
    assert load(dump(made)) == made
    return made


def test_left_alone_everything_stays() -> None:
    made = edited()
    assert made.briefing == record().briefing
    assert {change.what for change in made.ledger.changes} == {"unchanged"}
    assert made.ledger.entries == record().ledger.entries


def test_a_reworded_item_keeps_its_spans_and_both_wordings() -> None:
    made = edited(("saw the baby twice", "visited the baby two times"))
    item = made.briefing.sections.background[0]
    assert (item.origin, item.spans) == ("edited", _item(0).spans)
    change = next(change for change in made.ledger.changes if change.what == "reworded")
    assert change.before == TEXTS[0]
    assert change.after == item.text


def test_an_added_item_has_no_spans_and_its_address_is_a_link() -> None:
    made = edited((f"\n{TEXTS[0]}", f"\n{TEXTS[0]}\n\nSee https://example.org/a."))
    item = made.briefing.sections.background[1]
    assert (item.origin, item.spans, item.why) == ("edited", (), "added by the editor")
    assert item.links[0].url == "https://example.org/a"


def test_a_removed_item_is_set_aside_and_the_ledger_says_so() -> None:
    made = edited((f"## Background\n\n{TEXTS[0]}\n\n", ""))
    assert made.briefing.sections.background == ()
    assert made.briefing.set_aside[-1] == Aside(TEXTS[0], "removed by editor", _item(0).spans)
    assert made.ledger.entries[0] == Entry("b0000", 0, len(TEXTS[0]), "set_aside", "removed by editor")
    assert sum(made.ledger.by_fate.values()) == sum(record().ledger.by_fate.values())


def test_a_shortened_item_keeps_what_is_left_and_sets_the_rest_aside() -> None:
    first, rest = TEXTS[1].split(". ")
    made = edited((f" {rest}", ""))
    kept = made.briefing.sections.findings[0]
    assert kept.text == f"{first}."
    assert kept.spans == (Span("b0001", 0, len(first) + 1),)
    assert made.briefing.set_aside[-1].text == rest
    assert [entry.fate for entry in made.ledger.entries if entry.block == "b0001"] == ["placed", "set_aside"]


def test_a_split_item_gives_each_piece_its_own_spans() -> None:
    made = edited((". The father", ".\n\nThe father"))
    one, two = made.briefing.sections.findings
    assert one.spans[0].end < two.spans[0].start
    assert {change.what for change in made.ledger.changes} == {"unchanged"}


def test_joined_items_keep_the_spans_of_both() -> None:
    text = markdown.write(record()).decode().replace(f"\n## What was found\n\n{TEXTS[1]}\n", "")
    text = text.replace(TEXTS[0], f"{TEXTS[0]} {TEXTS[1]}")
    item = read_edited_markdown(text.encode(), record()).briefing.sections.background[0]
    assert item.spans == (*_item(0).spans, *_item(1).spans)


def test_a_moved_item_is_unchanged_and_the_ledger_knows_its_new_section() -> None:
    made = edited((f"## What was found\n\n{TEXTS[1]}\n", ""), ("## Learning\n", f"## Learning\n\n{TEXTS[1]}\n"))
    item = made.briefing.sections.learning[0]
    assert (item.origin, item.why) == ("source", "moved by the editor from findings")
    assert made.ledger.entries[1].detail == "learning"


def test_text_that_was_set_aside_can_be_taken_back() -> None:
    made = edited(("## Learning\n", "## Learning\n\nRing the duty desk.\n"))
    item = made.briefing.sections.learning[0]
    assert (item.origin, item.spans) == ("source", (Span("b0009", 0, 19),))
    assert made.briefing.set_aside == ()
    assert made.ledger.entries[-1].fate == "placed"


def test_without_its_mark_the_proposed_sentence_is_confirmed() -> None:
    item = edited(("*(to be confirmed)* ", "")).briefing.sections.one_thing[0]
    assert (item.origin, item.why, item.text) == ("source", "confirmed by the editor", TEXTS[2])


def test_confirming_in_the_front_matter_counts_as_much() -> None:
    item = edited(("one_thing: to be confirmed", "one_thing: confirmed")).briefing.sections.one_thing[0]
    assert (item.origin, item.why, item.text) == ("source", "confirmed by the editor", TEXTS[2])


def test_changed_fields_stand_in_the_ledger() -> None:
    made = edited(("title: Baby Q", "title: Learning: Baby Q"), ("date:", "date: July 2018"))
    assert made.briefing.title == "Learning: Baby Q"
    assert made.briefing.date == "July 2018"
    assert [change.section for change in made.ledger.changes if change.what != "unchanged"] == ["title", "date"]


def test_everything_wrong_is_named_with_its_place() -> None:
    text = (
        '---\ntitle: "Baby\nsubjekt: x\nlanguage: of the law\nkeywords: {a: b}\n---\n\nToo soon.\n\n## Lerning\n\nA.\n'
    )
    with pytest.raises(InvalidBriefing) as caught:
        read_edited_markdown(text.encode())
    title, subject, language, keywords, early, heading = caught.value.problems
    assert title.startswith("line 2, column ")
    assert title.endswith("field title")
    assert subject.startswith("line 3, column 1: is not known")
    assert "line 4, column 11" in language
    assert "line 5, column 11: a list is wanted" in keywords
    assert early.startswith("line 8: text stands before the first section")
    assert "did you mean 'Learning'" in heading
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "text", ["", "no dashes", "---\ntitle: x\n", "---\n---\n", "---\ntitle: x\n---\n<!-- open\n## Learning\n"]
)
def test_a_broken_file_is_refused_in_words(text: str) -> None:
    with pytest.raises(InvalidBriefing):
        read_edited_markdown(text.encode())


def test_notepad_may_save_it_as_it_likes() -> None:
    written = markdown.write(record()).decode()
    for data in (written.replace("\n", "\r\n").encode("utf-8-sig"), written.encode("utf-16")):
        assert read_edited_markdown(data, record()).briefing == record().briefing


def test_people_write_markdown_in_other_ways() -> None:
    text = "---\ntitle: T\n---\n## learning\n* **bold** start\n  goes on\n+ two\n• three\n\n1) first\n\n__Why:__ no\n"
    made = read_edited_markdown(text.encode()).briefing.sections.learning
    assert [(item.text, item.kind) for item in made] == [
        ("bold start goes on", "bullet"),
        ("two", "bullet"),
        ("three", "bullet"),
        ("first", "numbered"),
        ("Why: no", "paragraph"),
    ]


def test_brackets_within_brackets_in_a_field_are_named() -> None:
    with pytest.raises(InvalidBriefing, match="field keywords"):
        read_edited_markdown(f"---\ntitle: T\nkeywords: {'[' * 3000}\n---\n\n## Learning\n\nA.\n".encode())


@pytest.mark.parametrize("value", ["[" * 20_000, "{a: " * 3_000, "!!python/object/apply:os.system [x]", "*bomb"])
def test_front_matter_obeys_no_tag_and_survives_any_depth(value: str) -> None:
    with pytest.raises(InvalidBriefing, match="title"):
        edited(("title: Baby Q", f"title: {value}"))


def test_owners_and_deadlines_outlive_an_edit() -> None:
    asked = "The trust should read every letter aloud."
    owner, deadline = Stated("Ward", "Lead", (Span("b1", 44, 48),)), Stated("May 2031", "When", (Span("b1", 51, 59),))
    item = Item(f"{asked} – Ward – May 2031", (Span("b1", 0, 59),), owner=owner, deadline=deadline)
    before = Record(Briefing("Learning", Sections(recommendations=(item,))), Ledger(), record().source)
    text = markdown.write(before).decode()
    (same,) = read_edited_markdown(text.encode(), before).briefing.sections.recommendations
    assert (same.owner, same.deadline) == (owner, deadline)
    reworded = text.replace("every letter", "each letter").replace("May 2031", "June 2031")
    (other,) = read_edited_markdown(reworded.encode(), before).briefing.sections.recommendations
    assert (other.owner, other.deadline) == (owner, None)
    new = read_edited_markdown(text.replace(" – Ward – May 2031", " Lead: Ward").encode())
    (alone,) = new.briefing.sections.recommendations
    assert alone.owner == Stated("Ward", "Lead")
