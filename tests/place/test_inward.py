"""Links inside the briefing: from a Word file through the whole line into every output and back."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest

from briefkit import jobs, pipeline
from briefkit.briefing import Item
from briefkit.model import Source
from briefkit.record import Record, Settings
from briefkit.revise import revise
from briefkit.theme import load
from wordfiles import MEDIA, field, p, r, word

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("Title", "Title"), ("H", "heading 1"))
)
BARE = "The home was seen by nobody from any agency in the four weeks before."
TOLD = "Practitioners did not share what they saw with the health visitor."


def to(bookmark: str, words: str) -> str:
    return f'<w:hyperlink w:anchor="{bookmark}">{r(words)}</w:hyperlink>'


def at(name: str, key: int) -> str:
    return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/><w:bookmarkEnd w:id="{key}"/>'


def mark(key: int) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{key}"/></w:r>'


def note(key: int, *lines: str) -> str:
    own = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    first, *rest = lines
    return f'<w:footnote w:id="{key}">{p(own, " " + first)}{"".join(p(line) for line in rest)}</w:footnote>'


def record(body: str, **parts: str) -> Record:
    source = word(p("Learning briefing: Baby Wren", style="Title") + body, (), styles=STYLES, **parts)
    return pipeline.normalise(source, pipeline.read(source, Settings()), load("house"))


def items(made: Record) -> dict[str, Item]:
    return {item.text: item for _, item in made.briefing.sections.each() if item.origin == "source"}


def linked(made: Record) -> list[tuple[str | None, list[tuple[str, str]]]]:
    every = [item for _, item in made.briefing.sections.each()]
    return [(item.anchor, [(link.text, link.url) for link in item.links]) for item in every]


def codes(made: Record) -> list[str]:
    return [said.code for said in made.diagnostics if said.code in {"BK202", "BK214", "BK505"}]


def destinations(paper: pikepdf.Pdf) -> set[str]:
    """The names in a PDF to which its links may lead."""
    if "/Names" not in paper.Root:
        return set()
    known = paper.Root.Names.Dests.Names
    return {str(known[at]) for at in range(0, len(known), 2)}


BODY = (
    p("Background", style="H")
    + p("In 2014 there were 4 visits", mark(2), "; see ", field(" PAGEREF learn \\h ", r("4")), ".")
    + p(BARE, at("bare", 2))
    + p(at("learn", 3), "Learning", style="H")
    + p(TOLD)
    + p("See ", to("BARE", "above"), " and ", field(" REF learn \\h ", r("the learning")), ".")
)
NOTES = note(2, "They were made by two services that kept separate records.", "A second line.") + note(3, "Nobody's.")


def test_links_lead_to_items_and_headings_to_what_stands_below() -> None:
    made = record(BODY, footnotes=NOTES)
    found = items(made)
    bare, told = found[BARE].anchor, found[TOLD].anchor
    assert bare
    assert told
    see = found["See above and the learning."]
    assert [(link.text, link.url) for link in see.links] == [("above", f"#{bare}"), ("the learning", f"#{told}")]
    assert not codes(made)


def test_words_of_a_link_that_stand_earlier_too_are_told_apart() -> None:
    first = next(item for text, item in items(record(BODY, footnotes=NOTES)).items() if text.startswith("In 2014"))
    # "4" would be found in "2014" and in "4 visits".
    assert [link.text for link in first.links] == ["¹", "4"]
    without = record(BODY.replace(mark(2), ""), footnotes=NOTES)
    first = next(item for text, item in items(without).items() if text.startswith("In 2014"))
    assert [link.text for link in first.links] == ["see 4"]


def test_a_note_follows_its_mark_and_both_lead_to_each_other() -> None:
    made = record(BODY, footnotes=NOTES)
    texts = [item.text for item in made.briefing.sections.background]
    start = texts.index("In 2014 there were 4 visits¹; see 4.")
    assert texts[start + 1] == "¹ They were made by two services that kept separate records."
    assert texts[start + 2] == "A second line."
    marked, first = made.briefing.sections.background[start : start + 2]
    assert marked.links[0].url == f"#{first.anchor}"
    assert [(link.text, link.url) for link in first.links] == [("¹", f"#{marked.anchor}")]


def test_an_address_in_a_line_of_its_own_completes_the_note_that_announces_it() -> None:
    notes = note(2, "The protocol of the partnership (2016). Available here:", "https://www.fold.example/protocol")
    made = record(BODY, footnotes=notes + note(3, "A second one."))
    whole = "¹ The protocol of the partnership (2016). Available here: https://www.fold.example/protocol"
    assert whole in [item.text for item in made.briefing.sections.resources]
    assert not made.ledger.missing


def test_a_sign_as_mark_leads_to_its_note_and_back() -> None:
    star = '<w:r><w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    body = p("Background", style="H") + p("Nobody came", star, " that day.")
    made = record(body, footnotes=f'<w:footnote w:id="5">{p("* It was a holiday.")}</w:footnote>')
    first, second = made.briefing.sections.background
    assert (first.text, second.text) == ("Nobody came* that day.", "* It was a holiday.")
    assert first.links[0].url == f"#{second.anchor}"
    assert second.links[0].url == f"#{first.anchor}"
    assert not codes(made)


def test_a_heading_with_a_note_is_the_same_heading_and_its_note_is_kept() -> None:
    body = p("Learning", mark(2), style="H") + p("Staff wrote down who was in the home that day.")
    made = record(body, footnotes=note(2, "This is what the board meant by it."))
    assert [item.text for item in made.briefing.sections.learning] == ["Staff wrote down who was in the home that day."]
    assert [item.text for item in made.briefing.sections.resources] == ["¹ This is what the board meant by it."]
    assert not codes(made)


def test_a_second_mark_of_one_note_leads_to_it_and_the_note_to_the_first() -> None:
    body = p("Background", style="H") + p("One", mark(2), " visit.") + p("And two", mark(2), " more.")
    made = record(body, footnotes=note(2, "As the log of the ward has it."))
    first, noted, second = made.briefing.sections.background
    assert [link.url for link in (*first.links, *second.links)] == [f"#{noted.anchor}"] * 2
    assert [link.url for link in noted.links] == [f"#{first.anchor}"]


def test_ten_notes_find_their_own_marks() -> None:
    body = p("Background", style="H") + "".join(
        p(f"On day {number} the nurse wrote that the baby was well{chr(96 + number)}", mark(number), ".")
        for number in range(1, 13)
    )
    notes = "".join(note(number, f"Note {number} says how the record was kept.") for number in range(1, 13))
    made = record(body, footnotes=notes)
    texts = [item.text for item in made.briefing.sections.background]
    assert len(texts) == 24
    for number in range(1, 13):
        place = next(n for n, text in enumerate(texts) if text.startswith(f"On day {number} "))
        assert f"Note {number} says" in texts[place + 1]
    assert not codes(made)


@pytest.mark.parametrize(
    "target",
    [
        p(at("goal", 9), "Page 1 of 2"),
        p(at("goal", 9), "OFFICIAL - SENSITIVE"),
        p(at("goal", 9), "Click here to enter"),
    ],
)
def test_a_link_to_what_is_on_no_page_becomes_words_and_is_told(target: str) -> None:
    body = p("Background", style="H") + p(BARE) + p("As ", to("goal", "shown there"), ", nobody came.")
    made = record(body + target)
    item = items(made)["As shown there, nobody came."]
    aside = any(one.text in target for one in made.briefing.set_aside)
    assert bool(item.links) is not aside
    assert codes(made) == (["BK214"] if aside else [])


def test_a_link_to_its_own_item_is_plain_words() -> None:
    made = record(p("Background", style="H") + p(at("me", 1), "The nurse, ", to("me", "named here"), ", came twice."))
    assert linked(made)[0] == (None, [])
    assert not codes(made)


def test_every_output_has_the_links_and_edited_ones_bring_them_back() -> None:
    made = record(BODY, footnotes=NOTES)
    out = jobs.render(made, load("house"), Settings(formats=("pdf", "html", "json", "md", "docx"))).contents
    page = out["html"].decode()
    inward = [url for _, links in linked(made) for _, url in links]
    assert len(inward) == 5
    anchors = {url[1:] for url in inward}
    for anchor in anchors:
        assert page.count(f' id="{anchor}"') == 1
    assert sorted(re.findall(r'href="#(item\d+)"', page)) == sorted(url[1:] for url in inward)
    with pikepdf.open(BytesIO(out["pdf"])) as paper:
        names = [str(a.Dest) for sheet in paper.pages for a in sheet.get("/Annots", []) if "/Dest" in a]
        assert set(names) == anchors <= destinations(paper)
        told = [str(a.Contents) for sheet in paper.pages for a in sheet.get("/Annots", []) if "/Dest" in a]
        assert sorted(told) == sorted(words for _, links in linked(made) for words, _ in links)
    for content, media in ((out["md"], "text/markdown"), (out["docx"], MEDIA)):
        for original in (made, None):
            back = revise(Source("briefing", content, media, ""), original)
            assert linked(back) == linked(made)
    assert all(f'"anchor": "{anchor}"'.encode() in out["json"] for anchor in anchors)


def test_a_link_whose_target_an_editor_took_out_becomes_words() -> None:
    made = record(BODY, footnotes=NOTES)
    out = jobs.render(made, load("house"), Settings(formats=("md",))).contents["md"].decode()
    cut = "\n".join(line for line in out.splitlines() if TOLD not in line)
    back = revise(Source("briefing.md", cut.encode(), "text/markdown", ""), made)
    rendered = jobs.render(back, load("house"), Settings(formats=("html",)))
    page = rendered.contents["html"].decode()
    assert set(re.findall(r'href="#(item\d+)"', page)) <= set(re.findall(r'id="(item\d+)"', page))
    assert sum(said.code == "BK214" for said in rendered.record.diagnostics) == 2


def test_one_page_has_no_link_to_what_was_left_out() -> None:
    body = BODY + "".join(p(f"Point {n}: {BARE} {TOLD}") for n in range(80))
    made = record(body + p("Further reading", style="H") + p(at("far", 9), "See the guide of the county."))
    pdf = jobs.render(made, load("house"), Settings(formats=("pdf",), pages=1)).contents["pdf"]
    with pikepdf.open(BytesIO(pdf)) as paper:
        names = {str(a.Dest) for sheet in paper.pages for a in sheet.get("/Annots", []) if "/Dest" in a}
        assert names <= destinations(paper)
