"""A file that is split loses nothing: its parts together are the file, block by block and letter by letter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import docx
import msgspec
from hypothesis import given
from hypothesis import strategies as st

import packtexts
from briefkit import theme
from briefkit.briefing import OF_NO_BRIEFING
from briefkit.census.tally import Census, Tally, letters
from briefkit.diagnostics import Diagnostic, Result
from briefkit.files import load
from briefkit.ledger import account
from briefkit.model import Document, Origin
from briefkit.packs import Pack, Part, cut, find_parts, said_of, share_census
from briefkit.packs.cutting import Share
from briefkit.pipeline import normalise, normalise_parts
from briefkit.place import place
from briefkit.readers import reader_for
from briefkit.record import Record
from documents import block, document
from packtexts import PEOPLE, PUBLISHERS, markdown

HOUSE = theme.load("house")
NEWS = "# Safeguarding Matters\n\nWelcome to our spring issue.\n"
DIARY = "## Dates for your diary\n\nThe learning lunch is on 5 June.\n"


def newsletter() -> str:
    inside = [markdown(*each, level=2) for each in list(zip(PEOPLE, PUBLISHERS, strict=True))[:2]]
    return "\n".join([NEWS, *inside, DIARY])


def split(text: str) -> tuple[Record, ...]:
    source = packtexts.source(text)
    return normalise_parts(source, reader_for(source.media_type)(source, None), HOUSE)


def cut_at(read: Document, *starts: int, matter: int | None = None) -> tuple[Share, ...]:
    """``read`` cut before the blocks with these numbers, as if parts had been found there."""
    begins, ends = (0, *starts), (*starts, len(read.blocks))
    parts = tuple(
        Part(start, end, read.blocks[start].id, "matter" if n == matter else "briefing")
        for n, (start, end) in enumerate(zip(begins, ends, strict=True))
    )
    return cut(read, Pack(parts))


def test_each_briefing_has_its_own_title_subject_and_publisher() -> None:
    first, second = (record.briefing for record in split(packtexts.pack()))
    assert (first.subject, second.subject) == ("Child Wren", "Mr Adair")
    assert (first.publisher, second.publisher) == PUBLISHERS[:2]
    assert "Adair" not in "".join(item.text for _, item in first.sections.each())


def test_the_ledgers_together_are_that_of_the_file() -> None:
    source = packtexts.source(newsletter())
    read = reader_for(source.media_type)(source, None)
    whole, parts = normalise(source, read, HOUSE).ledger, normalise_parts(source, read, HOUSE)
    assert len(parts) == 2
    assert sum(part.ledger.source_letters for part in parts) == whole.source_letters
    assert sum(part.ledger.accounted for part in parts) == whole.accounted == whole.source_letters
    named = Counter(name for part in parts for name in {entry.block for entry in part.ledger.entries})
    assert named == Counter({one.id: 1 for one in read.value.blocks})


def test_what_is_of_no_briefing_is_set_aside_with_the_one_that_it_precedes() -> None:
    first, second = split(newsletter())
    asides = [
        [aside.text for aside in part.briefing.set_aside if aside.reason == OF_NO_BRIEFING] for part in (first, second)
    ]
    assert asides == [
        ["Safeguarding Matters", "Welcome to our spring issue."],
        ["Dates for your diary", "The learning lunch is on 5 June."],
    ]
    told = [said.message for part in (first, second) for said in part.diagnostics if said.code == "BK341"]
    assert [name in message for name, message in zip(("Safeguarding Matters", "Dates"), told, strict=True)] == [
        True
    ] * 2


def test_a_single_briefing_is_the_same_split_or_not() -> None:
    source = packtexts.source(markdown(PEOPLE[0], PUBLISHERS[0]))
    read = reader_for(source.media_type)(source, None)
    assert normalise_parts(source, read, HOUSE) == (normalise(source, read, HOUSE),)


def test_the_record_says_which_part_of_the_file_it_is() -> None:
    assert [str(record.source.part) for record in split(packtexts.pack(3))] == [
        "briefing 1 of 3",
        "briefing 2 of 3",
        "briefing 3 of 3",
    ]


def test_running_heads_of_the_file_are_seen_by_all_and_counted_once() -> None:
    read = document("# One", "Text of one.", "# Two", "Text of two.")
    head = block(5, "Kestrel Bay Safeguarding Children Partnership", layer="header", origin=Origin("word/header1.xml"))
    first, second = cut_at(msgspec.structs.replace(read, blocks=(*read.blocks, head)), 2)
    assert head in first.briefing.blocks
    assert head in second.briefing.blocks
    assert [head in share.whole.blocks for share in (first, second)] == [True, False]


def test_a_header_over_all_pages_is_the_source_of_each(tmp_path: Path) -> None:
    headed = docx.Document()
    headed.sections[0].header.paragraphs[0].text = "Learning from reviews"
    for person, publisher in zip(PEOPLE, PUBLISHERS, strict=True):
        headed.add_heading(f"Learning from a review: {person}", 1)
        headed.add_paragraph(publisher)
        for heading, words in packtexts.sections(person):
            headed.add_heading(heading, 2)
            headed.add_paragraph(words)
    headed.save(str(tmp_path / "pack.docx"))
    source = load(tmp_path / "pack.docx")
    read = reader_for(source.media_type)(source, None)
    records = normalise_parts(source, read, HOUSE)
    assert len(records) == 3
    assert [said.message for record in records for said in record.diagnostics if said.severity == "error"] == []
    assert sum(record.ledger.accounted for record in records) == normalise(source, read, HOUSE).ledger.source_letters


def test_running_heads_of_a_page_go_with_its_text() -> None:
    lines = [block(n, f"Line {n}", origin=Origin(f"page {n}", page=n)) for n in (1, 2)]
    feet = [block(n + 2, f"Foot {n}", layer="footer", origin=Origin(f"page {n}", page=n)) for n in (1, 2)]
    first, second = cut_at(Document((*lines, *feet), pages=2), 1)
    assert [one.text for one in first.whole.blocks] == ["Line 1", "Foot 1"]
    assert [one.text for one in second.whole.blocks] == ["Line 2", "Foot 2"]


def test_a_note_goes_with_its_mark() -> None:
    marked = block(1, "Said so.", ("1", {"link": "#b0003", "script": "super"}))
    note = block(3, "By the panel.", layer="footnote", container="note-1")
    first, second = cut_at(Document((marked, block(2, "Other text."), note)), 1)
    assert [one.text for one in first.whole.blocks] == ["Said so.1", "By the panel."]
    assert [one.text for one in second.whole.blocks] == ["Other text."]


def test_what_was_said_of_a_page_goes_with_it() -> None:
    lines = [block(n, f"Line {n}", origin=Origin(f"page {n}", page=n)) for n in (1, 2)]
    read = Document(tuple(lines), pages=2)
    parts = tuple(Part(n, n + 1, read.blocks[n].id, pages=(n + 1, n + 1)) for n in (0, 1))
    shares = cut(read, Pack(parts))
    of_a_page, of_all = Diagnostic("BK226", "info", "A picture.", "page 2"), Diagnostic("BK225", "info", "Mended.")
    assert [said_of((of_a_page, of_all), share) for share in shares] == [(of_all,), (of_a_page, of_all)]


LINES = st.lists(st.text("ab cé1", min_size=1, max_size=12), min_size=2, max_size=8)


@given(LINES, st.data())
def test_the_census_is_shared_out_to_the_letter(lines: list[str], data: st.DataObject) -> None:
    read = document(*(line if line.strip() else "a" for line in lines))
    starts = sorted(data.draw(st.sets(st.integers(1, len(lines) - 1), max_size=3)))
    counted = data.draw(st.text("ab cé1d", max_size=60))
    census = Census((Tally("text", counted, data.draw(st.integers(0, 5))), Tally("elsewhere", "ab")))
    shares = cut_at(read, *starts)
    censuses = share_census(census, [share.whole for share in shares])
    assert sum((_letters(one) for one in censuses), Counter[str]()) == _letters(census)
    assert sum(tally.hidden_letters for one in censuses for tally in one.tallies) == census.tallies[0].hidden_letters
    nothing = place(Document(())).value
    gap = account(census, read, nothing)
    gaps = [account(one, share.whole, nothing) for one, share in zip(censuses, shares, strict=True)]
    assert sum(one.by_fate["missing"] for one in gaps) == gap.by_fate["missing"]
    assert sum(one.source_letters for one in gaps) == gap.source_letters


def _letters(census: Census) -> Counter[str]:
    return Counter("".join(letters(tally.text) for tally in census.tallies))


@given(st.lists(st.sampled_from([*packtexts.pack(3).split("\n\n"), NEWS, DIARY]), min_size=1, max_size=30))
def test_whatever_is_pasted_together_the_parts_are_all_of_it(pieces: list[str]) -> None:
    source = packtexts.source("\n\n".join(pieces))
    read = reader_for(source.media_type)(source, None)
    records = normalise_parts(source, Result(read.value), HOUSE)
    found = [entry.block for record in records for entry in record.ledger.entries]
    assert set(found) == {one.id for one in read.value.blocks if one.text or one.marker}
    assert sum(record.ledger.by_fate["missing"] for record in records) == 0
    assert all(not record.ledger.twice for record in records)


def test_the_parts_of_a_document_without_briefings_are_none() -> None:
    assert cut(Document(()), find_parts(Document(()))) == ()
