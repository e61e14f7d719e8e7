"""Several briefings in one file are seen, a single one never taken for several."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import packtexts
from briefkit import theme
from briefkit.files import load
from briefkit.lexicon import fold, load_lexicon
from briefkit.model import NEW_PAGE, Container, Document
from briefkit.packs import Pack, find_parts, tell
from briefkit.packs.outline import Outline
from briefkit.packs.parts import Unclear
from briefkit.pipeline import normalise
from briefkit.readers import reader_for
from briefkit.tidy import tidy
from packtexts import PEOPLE, PUBLISHERS, markdown, pack, tidied
from paperfiles import print_html, read_bytes

INBOX = Path(__file__).resolve().parents[2] / "inbox"
LETTER = """<p>4 June 2024</p><p>Dear colleague</p><p>Please find the paper that we spoke of at the last meeting. We
would be grateful if you would share it with your staff and tell us by the end of the month how many have read it, and
what they made of it. Copies are to be had from the office.</p><p>Yours sincerely</p>"""


def kinds(found: Pack) -> list[str]:
    return [part.kind for part in found.parts]


def titles(found: Pack) -> list[str]:
    return [part.title for part in found.briefings]


def test_a_heading_over_text_is_found_between_two_places() -> None:
    document = tidied(pack(2) + "\n## Background\n\n## Background\n")
    outline = Outline(document, load_lexicon())
    first, second, *bare = [n for n, block in enumerate(document.blocks) if block.text == "Background"]
    assert len(bare) == 2
    words, end = fold("Background"), len(document.blocks)
    assert outline.over_text(words, 0, end) == first
    assert outline.over_text(words, first + 1, end) == second
    assert outline.over_text(words, first + 1, second) is None
    assert outline.over_text(words, second + 1, end) is None
    assert outline.over_text("none", 0, end) is None


def printed(*pages: str, style: str = "") -> Document:
    body = "".join(f"<section>{page}</section>" for page in pages)
    return tidy(read_bytes(print_html(body, f"section{{break-before:page}}{style}"))).value


@pytest.mark.parametrize("number", [2, 3])
def test_each_title_over_sections_that_begin_anew_is_a_briefing(number: int) -> None:
    found = find_parts(tidied(pack(number)))
    assert kinds(found) == ["briefing"] * number
    assert titles(found) == [f"Learning from a review: {person}" for person in PEOPLE[:number]]
    assert found.unsure == ()


def test_the_parts_are_the_whole_document() -> None:
    document = tidied(pack(3))
    parts = find_parts(document).parts
    assert [parts[0].start, *(part.end for part in parts)] == [*(part.start for part in parts), len(document.blocks)]
    assert all(part.why for part in parts[1:])


def test_a_single_briefing_is_one() -> None:
    found = find_parts(tidied(markdown(PEOPLE[0], PUBLISHERS[0])))
    assert kinds(found) == ["briefing"]
    assert tell(found) == ()


def test_cases_under_one_learning_are_one_briefing() -> None:
    cases = [
        f"## {person}\n\n### Background\n\n{person} lived alone for many years, in a house at the end of the lane.\n\n"
        f"### What did we find?\n\nNobody asked {person} a second time. The plan was not read by those who came.\n\n"
        f"### What happens next?\n\nThe board should look at its forms again, and ask whether they are read at all.\n"
        for person in PEOPLE[:2]
    ]
    shared = "## Key learning from both reviews\n\nAsk again, write it down, and tell those who come after you.\n"
    found = find_parts(tidied("\n".join(["# A digest of two reviews\n", *cases, shared])))
    assert kinds(found) == ["briefing"]
    assert tell(found) == ()


def test_chapters_with_the_same_headings_are_one_report() -> None:
    chapters = [
        f"## Theme {n}: {name}\n\n### Background\n\nThis theme came up in all of the interviews that were held.\n\n"
        f"### What did we find?\n\nIt was known to all and nobody had said so in writing before the review began.\n\n"
        f"### Learning\n\nSay so in writing, at once, to the person who can do something about it.\n"
        for n, name in enumerate(("Bruises", "Moves of home", "Fathers"), 1)
    ]
    report = ["# Review of practice\n\nThe review was asked for by the board.\n", *chapters]
    assert kinds(find_parts(tidied("\n".join(report)))) == ["briefing"]


def on_new_pages(document: Document) -> Document:
    """The document with each heading of the first level on a new page, as Word has it."""
    blocks = tuple(
        msgspec.structs.replace(block, evidence=(*block.evidence, NEW_PAGE)) if block.level == 1 else block
        for block in document.blocks
    )
    return msgspec.structs.replace(document, blocks=blocks)


def test_chapters_on_new_pages_that_name_nobody_are_one_report() -> None:
    chapters = [
        f"# {name}\n\n## Background\n\nThis was asked of all who took part, and most of them had something to say.\n\n"
        f"## What did we {name.lower()}?\n\nThere was less of it than there had been when the work was first begun.\n\n"
        f"## Recommendations\n\nThe {name.lower()} should be looked at again when another year has gone by.\n"
        for name in ("Count", "Measure", "Weigh")
    ]
    assert kinds(find_parts(on_new_pages(tidied("\n".join(chapters))))) == ["briefing"]


def test_briefings_on_new_pages_are_told_apart() -> None:
    assert kinds(find_parts(on_new_pages(tidied(pack(3))))) == ["briefing"] * 3


def test_a_short_briefing_of_another_person_is_no_other_matter() -> None:
    short = (
        "# Learning from a review: Mrs Cole\n\n## Background\n\nMrs Cole lived alone and was 84 when she fell.\n\n"
        "## What did we find?\n\nNobody asked Mrs Cole who else had a key to her door.\n\n"
        "## What did we learn?\n\nAsk each person who comes and goes, and write down what Mrs Cole and others say.\n"
    )
    found = find_parts(on_new_pages(tidied(f"{pack(2)}\n{short}")))
    assert kinds(found) == ["briefing"] * 3


@pytest.mark.parametrize(("numbered", "parts"), [(False, 2), (True, 1)])
def test_paragraphs_that_are_numbered_on_are_of_one_text(numbered: bool, parts: int) -> None:
    chapters = (
        ("Child Wren at school", "Background", "What did we find?", "Recommendations"),
        ("Child Robin at home", "What happened?", "Key findings", "Next steps"),
    )
    words = "It had been so since Wren was small and Robin had no bed, long before anybody there wrote it down."
    lines = [line for title, *heads in chapters for line in (f"# {title}", *(f"## {head}" for head in heads))]
    count = iter(range(1, 100))
    text = "\n\n".join(
        f"{line}\n\n{f'{next(count)}. ' if numbered else ''}{words} {words}" if line.startswith("##") else line
        for line in lines
    )
    assert len(find_parts(tidied(text)).parts) == parts


def test_what_stands_above_and_below_the_briefings_of_a_newsletter_is_of_neither() -> None:
    inside = [markdown(*each, level=2) for each in list(zip(PEOPLE, PUBLISHERS, strict=True))[:2]]
    news = ["# Safeguarding Matters\n\nWelcome to our spring issue.\n", *inside, "## Dates for your diary\n\n5 June.\n"]
    found = find_parts(tidied("\n".join(news)))
    assert kinds(found) == ["matter", "briefing", "briefing", "matter"]


def test_the_last_section_of_a_briefing_without_levels_stays_with_it() -> None:
    flat = pack(2).replace("## ", "# ")
    assert kinds(find_parts(tidied(flat))) == ["briefing"] * 2


def test_a_letter_before_a_briefing_is_no_part_of_it() -> None:
    paper = packtexts.html(PEOPLE[0], PUBLISHERS[0])
    document = printed(LETTER, paper, style="h1,h2{color:#224488} section:first-child{font-size:12pt;margin-left:2cm}")
    found = find_parts(document)
    assert kinds(found) == ["matter", "briefing"]
    assert [part.pages for part in found.parts] == [(1, 1), (2, 2)]
    (said,) = tell(found)
    assert (said.code, said.severity, said.where) == ("BK341", "warning", "page 1")
    assert "(page 2)" in said.message


def test_a_second_page_in_the_same_look_goes_on() -> None:
    paper = packtexts.html(PEOPLE[0], PUBLISHERS[0])
    more = "<h2>Questions for your team</h2><p>Who else would you have asked, and when would you have asked them?</p>"
    assert kinds(find_parts(printed(paper, more))) == ["briefing"]


def test_briefings_of_one_house_are_told_apart_though_their_pages_are_numbered_on() -> None:
    papers = [packtexts.html(*each) for each in zip(PEOPLE, PUBLISHERS, strict=True)]
    style = "@page{@top-left{content:'Learning from reviews'}@bottom-right{content:counter(page)}}"
    found = find_parts(printed(*papers, style=style))
    assert [part.pages for part in found.parts] == [(1, 1), (2, 2), (3, 3)]


def test_the_warning_names_each_with_its_pages_and_the_next_step() -> None:
    papers = [packtexts.html(*each) for each in list(zip(PEOPLE, PUBLISHERS, strict=True))[:2]]
    (said,) = tell(find_parts(printed(*papers)))
    assert (said.code, said.severity) == ("BK340", "warning")
    for told in ("2 briefings", "Child Wren” (page 1)", "Mr Adair” (page 2)"):
        assert told in said.message
    assert "--split" in said.note


def test_a_place_that_is_not_clear_is_told_and_nothing_is_cut() -> None:
    (said,) = tell(Pack(unsure=(Unclear(3, "“Mr Adair” (page 3)"),)))
    assert said.code == "BK342"
    assert "“Mr Adair” (page 3)" in said.message


def test_no_box_or_table_is_torn() -> None:
    document = tidied(pack(2))
    blocks = tuple(msgspec.structs.replace(block, container="box-1") for block in document.blocks)
    boxed = msgspec.structs.replace(document, blocks=blocks, containers=(Container("box-1", "box"),))
    found = find_parts(boxed)
    assert kinds(found) == ["briefing"]
    assert [said.code for said in tell(found)] == ["BK342"]


def test_the_record_says_that_the_file_holds_several() -> None:
    source = packtexts.source(pack())
    record = normalise(source, reader_for(source.media_type)(source, None), theme.load("house"))
    assert [said.code for said in record.diagnostics if said.code.startswith("BK34")] == ["BK340"]


@pytest.mark.parametrize("path", sorted(INBOX.iterdir()), ids=lambda path: path.stem)
def test_no_sample_is_taken_for_several(path: Path) -> None:
    source = load(path)
    assert tell(find_parts(tidy(reader_for(source.media_type)(source, None).value).value)) == ()


def test_a_document_without_text_has_no_parts() -> None:
    assert find_parts(Document(())) == Pack()
