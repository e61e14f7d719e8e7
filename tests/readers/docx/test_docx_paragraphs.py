"""Looks, headings, lists and markers, as style sheet and list definitions have them."""

from __future__ import annotations

import pytest

from briefkit.readers.docx.styles.numbering import format_number
from briefkit.readers.docx.styles.symbols import map_symbol
from briefkit.readers.docx.typed import find_marker
from wordfiles import blocks_of, p, r


def style(key: str, name: str, inner: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


@pytest.mark.parametrize(
    ("key", "name", "level"),
    [
        ("Heading1", "heading 1", 1),
        ("berschrift2", "heading 2", 2),
        ("Titre3", "Titre 3", 3),
        ("x", "Überschrift 2", 2),
        ("HouseHeading4", "House Heading 4", 4),
        ("Title", "Title", 1),
        ("SubHead", "Sub-head", 2),
        ("x", "Pennawd 1", 1),
        ("x", "Nagłówek 3", 3),
        ("x", "見出し 2", 2),
        ("x", "Subheading 2", 3),
        ("x", "Titel", 1),
        ("x", "TOC Heading", 2),
    ],
)
def test_heading_styles_by_any_name(key: str, name: str, level: int) -> None:
    (block,) = blocks_of(p("What happened", style=key), styles=style(key, name))
    assert (block.kind, block.level) == ("heading", level)
    assert block.evidence == (f"style {name}",)


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    styles = style("H2", "heading 2") + style("Mine", "Purple line", based_on="H2")
    (block,) = blocks_of(p("What happened", style="Mine"), styles=styles)
    assert (block.kind, block.level) == ("heading", 2)


@pytest.mark.parametrize("name", ["House Paragraph", "Level 1 Body Text", "Table Heading"])
def test_a_style_for_text_is_none_whatever_it_is_based_on(name: str) -> None:
    styles = style("H2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') + style("Mine", name, based_on="H2")
    (block,) = blocks_of(p("What happened", style="Mine"), styles=styles)
    assert (block.kind, block.evidence) == ("paragraph", ())
    (chosen,) = blocks_of(p("What happened", style="Mine", properties='<w:outlineLvl w:val="0"/>'), styles=styles)
    assert (chosen.kind, chosen.level) == ("heading", 1)


@pytest.mark.parametrize("key", ["Heading1", "berschrift2", "Titre3"])
def test_latent_style_ids_without_a_style_sheet(key: str) -> None:
    (block,) = blocks_of(p("What happened", style=key))
    assert (block.kind, block.level) == ("heading", int(key[-1]))


def test_outline_level_nine_is_body_text() -> None:
    assert blocks_of(p("What happened", properties='<w:outlineLvl w:val="9"/>'))[0].kind == "paragraph"


def test_an_outline_level_makes_a_heading() -> None:
    (block,) = blocks_of(p("What happened", properties='<w:outlineLvl w:val="2"/>'))
    assert (block.kind, block.level, block.evidence) == ("heading", 3, ("outline level 3",))


@pytest.mark.parametrize("name", ["Table Heading Text", "Page header", "Header Char"])
def test_names_that_only_sound_like_headings(name: str) -> None:
    assert blocks_of(p("Words", style="x"), styles=style("x", name))[0].kind == "paragraph"


def test_body_text_in_a_heading_style_stays_body_text() -> None:
    words = (
        "Practitioners were asked to look again at the plan and to talk about it with the family before the next visit "
        "was made."
    )
    (block,) = blocks_of(p(words, style="Heading3"))
    assert block.kind == "paragraph"
    assert "heading style on body text" in block.evidence


def test_fake_headings_are_left_to_tidy() -> None:
    (block,) = blocks_of(p(r("Background", '<w:b/><w:sz w:val="28"/><w:color w:val="1F3864"/>')))
    assert block.kind == "paragraph"
    assert (block.runs[0].bold, block.runs[0].size, block.runs[0].colour) == (True, 14.0, "#1f3864")


def test_looks_come_through_the_chain() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="cy-GB"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + style("Base", "Base", "<w:rPr><w:b/><w:i/></w:rPr>")
        + style("Mine", "Mine", '<w:rPr><w:i w:val="0"/><w:sz w:val="30"/></w:rPr>', "Base")
        + '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = p("mine ", r("toggled", '<w:rStyle w:val="Strong"/>'), style="Mine") + p("next")
    first, second = blocks_of(body, styles=styles)
    assert [(run.bold, run.italic, run.size) for run in first.runs] == [
        (True, False, 15.0),
        (False, False, 15.0),
    ]
    assert second.runs[0].size == 11
    assert second.before == 8


def test_a_circle_of_styles_ends() -> None:
    styles = style("A", "A", based_on="B") + style("B", "B", based_on="A")
    assert blocks_of(p("Words", style="A"), styles=styles)[0].text == "Words"


def level(depth: int, sort: str, pattern: str, more: str = "") -> str:
    shape = f'<w:start w:val="1"/><w:numFmt w:val="{sort}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}">{shape}{more}</w:lvl>'


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "lowerRoman", "%1.%2.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')
    + level(1, "bullet", "o")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "decimal", "Recommendation %1:", '<w:pStyle w:val="Rec"/>')
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)


def item(list_id: int, depth: int = 0) -> str:
    return p("Item", properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def markers(body: str, styles: str = "") -> list[str]:
    return ["".join(run.text for run in block.marker) for block in blocks_of(body, numbering=LISTS, styles=styles)]


def test_numbers_are_computed_with_levels_and_restarts() -> None:
    body = item(1) + item(1, 1) + item(1, 1) + item(1, 2) + item(1) + item(1, 1) + item(3) + item(3)
    assert markers(body) == ["1.", "(a)", "(b)", "1.b.i", "2.", "(a)", "1.", "2."]


RESTARTED = LISTS + (
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/>'
    + "".join(f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="1"/></w:lvlOverride>' for depth in range(3))
    + "</w:num>"
)


def numbers(body: str, numbering: str) -> list[str]:
    return ["".join(run.text for run in block.marker) for block in blocks_of(body, numbering=numbering)]


def test_a_list_that_restarted_below_goes_on_above() -> None:
    body = item(1) + item(1) + item(5, 1) + item(5, 1) + item(5) + item(1)
    assert numbers(body, RESTARTED) == ["1.", "2.", "(a)", "(b)", "3.", "4."]


def test_a_restart_takes_hold_once() -> None:
    body = item(1) + item(5) + item(1) + item(5)
    assert numbers(body, RESTARTED) == ["1.", "1.", "2.", "3."]


def test_definitions_that_borrow_a_style_count_for_themselves() -> None:
    borrowed = (
        '<w:abstractNum w:abstractNumId="8"><w:styleLink w:val="House"/>'
        + level(0, "decimal", "%1.")
        + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="House"/></w:abstractNum>'
        '<w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    assert numbers(item(8) + item(8) + item(9) + item(8), borrowed) == ["1.", "2.", "1.", "3."]


def test_computed_numbers_span_nothing_and_bullets_are_bullets() -> None:
    first, second, third = blocks_of(item(1) + item(2) + item(2, 1), numbering=LISTS)
    assert (first.kind, first.level, len(first.marker[0].span)) == ("numbered", 1, 0)
    assert (second.kind, second.marker[0].text) == ("bullet", "•")
    assert (third.kind, third.level) == ("bullet", 2)


def test_a_style_carries_its_list() -> None:
    styles = style("Rec", "Rec", '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>')
    assert markers(p("Act.", style="Rec") + p("Act.", style="Rec"), styles) == [
        "Recommendation 1:",
        "Recommendation 2:",
    ]


def test_a_list_taken_off_by_hand_is_none() -> None:
    styles = style("Rec", "Rec", '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>')
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    assert markers(p("Act.", style="Rec", properties=off), styles) == [""]


@pytest.mark.parametrize(("name", "kind", "depth"), [("List Bullet", "bullet", 1), ("List Number 2", "numbered", 2)])
def test_list_styles_without_a_list_are_lists(name: str, kind: str, depth: int) -> None:
    (block,) = blocks_of(p("Item", style="x"), styles=style("x", name))
    assert (block.kind, block.level) == (kind, depth)


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("• Talk to the child", "• "),
        ("·\tTalk", "·\t"),
        ("- Talk", "- "),
        ("–\tTalk", "–\t"),
        ("o Talk", "o "),
        ("➢Talk", "➢"),
        ("\u200e·\tTalk", "\u200e·\t"),
        ("1. Talk", "1. "),
        ("112.\tTalk", "112.\t"),
        ("1) Talk", "1) "),
        ("(iv) Talk", "(iv) "),
        ("a)\tTalk", "a)\t"),
        ("2.1 Talk", "2.1 "),
        ("a. Talk", "a. "),
        ("iii. Talk", "iii. "),
        ("1.Talk", "1."),
        ("-Talk", "-"),
    ],
)
def test_typed_markers_are_taken_off_with_their_spans(text: str, marker: str) -> None:
    (block,) = blocks_of(p(text))
    assert "".join(run.text for run in block.marker) == marker
    assert block.marker[0].span.start == 0
    assert block.spans[0].start == len(marker)
    assert block.text == text[len(marker) :]


@pytest.mark.parametrize(
    "text",
    [
        "2019 was hard",
        "1.5 million",
        "A. Smith wrote",
        "-5 degrees",
        "on time",
        "I saw",
        "18. ",
        "one - two",
        "e.g. this",
        "c. 1990",
        "p. 12",
        "1.5m people",
        "3.30pm",
        "- - - - -",
    ],
)
def test_what_only_looks_like_a_marker(text: str) -> None:
    assert find_marker(text) is None


def test_a_bullet_in_a_symbol_font() -> None:
    (block,) = blocks_of(p(r("Ø", '<w:rFonts w:ascii="Wingdings"/>'), "\tTalk"))
    assert (block.kind, block.text) == ("bullet", "Talk")


@pytest.mark.parametrize(
    ("count", "sort", "text"),
    [
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (3, "ordinal", "3rd"),
        (12, "ordinal", "12th"),
        (7, "x", "7"),
        (1, "cardinalText", "One"),
        (42, "cardinalText", "Forty-two"),
        (99, "cardinalText", "Ninety-nine"),
        (3, "ordinalText", "Third"),
        (20, "ordinalText", "Twentieth"),
        (41, "ordinalText", "Forty-first"),
        (100, "ordinalText", "100"),
    ],
)
def test_number_formats(count: int, sort: str, text: str) -> None:
    assert format_number(count, sort) == text


def test_symbols() -> None:
    assert map_symbol("\uf0d8", "Wingdings") == "➢"
    assert map_symbol("\uf0b7", "Symbol") == "•"
    assert map_symbol("a", "Calibri") == "a"
