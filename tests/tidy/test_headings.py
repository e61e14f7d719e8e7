"""Headings that exist only in looks, and lines that only look like headings, in small Word files."""

from __future__ import annotations

import string

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.model import Container, Document, Origin, TextBlock
from briefkit.readers.docx import read
from briefkit.tidy import tidy, weights
from briefkit.tidy.headings import find_headings
from briefkit.tidy.runs import in_capitals
from documents import block, documents
from wordfiles import box, p, r, table, word

TEXT = "The social worker visited the family at home every week and wrote down what was seen."
MORE = "The school told nobody that the child had been away for most of the summer term."
BODY = p(TEXT) + p(MORE)
BOLD = "<w:b/>"


def size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:g}"/>'


def tidied(body: str, styles: str = "") -> tuple[TextBlock, ...]:
    return tidy(read(word(body, styles=styles)).value).value.blocks


def headings(body: str, styles: str = "") -> list[str]:
    return [block.text for block in tidied(body, styles) if block.kind == "heading"]


@pytest.mark.parametrize(
    ("look", "evidence"),
    [
        (BOLD, "bold line"),
        (size(14), "14 pt against 10 pt"),
        ('<w:u w:val="single"/>', "underlined line"),
        ('<w:color w:val="1F3864"/>', "colour #1f3864"),
        ("<w:caps/>", "capitals"),
        ("<w:smallCaps/>", "capitals"),
        ("<w:i/>", "italic line"),
    ],
)
def test_each_look_is_evidence(look: str, evidence: str) -> None:
    body = p(r("The home visit", look)) + BODY + p(r("The school day", look)) + BODY
    found = [block for block in tidied(body) if block.kind == "heading"]
    assert [block.text for block in found] == ["The home visit", "The school day"]
    assert all(evidence in block.evidence for block in found)


def test_a_character_style_of_a_heading_is_a_look() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H1C"><w:name w:val="Heading 1 Char"/>'
        f"<w:rPr>{BOLD}{size(16)}</w:rPr></w:style>"
    )
    assert headings(p(r("The home visit", '<w:rStyle w:val="H1C"/>')) + BODY, styles=styles) == ["The home visit"]


def test_the_mark_of_a_note_does_not_hide_that_a_line_is_bold() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert headings(p(r("The home visit", BOLD), r("2", raised)) + BODY) == ["The home visit2"]


def test_in_a_document_all_in_bold_bold_type_says_nothing() -> None:
    lines = "".join(p(r(text, BOLD)) for text in (TEXT, "Leaflet for parents,", MORE, TEXT))
    assert headings(lines) == []


@pytest.mark.parametrize(
    "line",
    [
        "Table 3: Children on a plan",
        "Figure 2 – Referrals by month",
        "Source: local data",
        "Review date: to be agreed",
        "Case reference no: AB 12/34",
        "Score = visits × weeks",
        "£1,200 to £1,400",
        "The children's services plan      14",
    ],
)
def test_bold_lines_that_head_nothing(line: str) -> None:
    assert headings(p(r(line, BOLD)) + BODY) == []


def test_the_heads_and_sums_of_a_table_of_figures_are_no_headings() -> None:
    rows = [tuple(p(r(text, BOLD)) for text in ("Area", "Referrals", "Plans"))]
    rows += [tuple(p(text) for text in (area, "120", "14")) for area in ("North Ferndale", "South Ferndale")]
    rows += [tuple(p(r(text, BOLD)) for text in ("Total", "240", "28"))]
    assert headings(p(r("Referrals in the area", BOLD)) + BODY + table(*rows)) == ["Referrals in the area"]


def test_the_first_row_and_the_first_column_of_a_layout_table_are_headings() -> None:
    row = table((p(r("Home visits", BOLD)), p(r("School days", BOLD))), (p(TEXT), p(MORE)))
    assert headings(row) == ["Home visits", "School days"]
    column = table((p(r("Home visits", BOLD)), p(TEXT)), (p(r("School days", BOLD)), p(MORE)))
    assert headings(column) == ["Home visits", "School days"]


def test_a_value_beside_text_is_no_heading() -> None:
    rows = [(p(r(name, BOLD)), p(TEXT), p(r("Neutral", BOLD)) + p("so far")) for name in ("Cost", "Benefit")]
    assert headings(table(*rows)) == ["Cost", "Benefit"]


def test_a_heading_bar_of_one_cell_is_a_heading() -> None:
    assert headings(table((p(r("The home visits", BOLD)),)) + BODY) == ["The home visits"]


def test_an_address_in_bold_is_no_stack_of_headings() -> None:
    address = "".join(p(r(line, BOLD)) for line in ("Learning Team", "Ferndale House", "High Road", "Ferndale"))
    assert headings(p(r("The home visits", BOLD)) + BODY + address + BODY) == ["The home visits"]


def test_of_a_cover_only_the_title_is_a_heading() -> None:
    cover = [("Ferndale Partnership", 12), ("Case 14", 12), ("Hall Lane", 12), ("Learning from Rowan", 24)]
    cover += [("Prepared by the team", 12), ("For all staff", 12), ("Spring edition", 12), ("Home visits", 12)]
    found = headings("".join(p(r(line, BOLD + size(points))) for line, points in cover) + BODY)
    assert "Learning from Rowan" in found
    assert not {"Ferndale Partnership", "Case 14", "Hall Lane", "Prepared by the team"} & set(found)


def test_plain_lines_are_no_headings_where_headings_stand_out() -> None:
    dressed = "".join(p(r(f"The {word} visit", BOLD)) + BODY for word in ("first", "second", "third"))
    assert "Rowan Ashby" not in headings(dressed + p("Rowan Ashby") + BODY + p("Leigh Marsh") + BODY)


def test_a_question_underlined_as_a_whole_heads_its_answer() -> None:
    asked = (
        "Issue one: do the agencies have to tell each other what they know of a family that moves from one area to "
        "another in the middle of an assessment, as the first of them says?"
    )
    assert headings(BODY + p(r(asked, '<w:u w:val="single"/>')) + p(MORE + " " + TEXT)) == [asked]


def test_numbered_lines_in_bold_are_headings_and_items_of_a_list_are_not() -> None:
    body = p(r("1. What did the visitor see?", BOLD)) + BODY + p(r("2. Where was the school?", BOLD)) + BODY
    assert headings(body) == ["What did the visitor see?", "Where was the school?"]
    assert headings(p("1. See the child") + p("2. See the home") + p("3. Write it down")) == []


def test_lines_that_look_like_the_headings_around_them() -> None:
    body = "".join(p(r(f"{word} visits:", BOLD)) + BODY for word in ("Home", "School", "Evening"))
    assert "Notice and evidence." in headings(body + p(r("Notice and evidence.", BOLD)) + BODY)


@pytest.mark.parametrize(
    ("look", "between"),
    [
        (BOLD, ""),
        (BOLD, "<w:r><w:br/></w:r>"),
        (size(16), ""),
        ('<w:color w:val="C00000"/>', ""),
        ('<w:u w:val="single"/>', "<w:r><w:br/></w:r>"),
    ],
)
def test_a_heading_glued_to_its_text_is_parted_with_all_spans(look: str, between: str) -> None:
    blocks = tidied(p(r("The first visit", look), between or r(""), r(TEXT)) + BODY)
    assert [(block.kind, block.text) for block in blocks[:2]] == [("heading", "The first visit"), ("paragraph", TEXT)]
    assert blocks[0].spans[0].start == 0
    assert blocks[1].spans[-1].end == len("The first visit") + bool(between) + len(TEXT)


@pytest.mark.parametrize("label", ["Housing:", "Housing.", "Housing –"])
def test_a_label_that_runs_into_its_text_stays_with_it(label: str) -> None:
    (block, *_) = tidied(p(r(label, BOLD), r(f" {TEXT}")) + BODY)
    assert block.text == f"{label} {TEXT}"


def test_two_halves_of_one_line_are_not_parted() -> None:
    assert "Summary of findings" not in headings(p(r("Summary of findings", BOLD), r(" Option one")) + BODY)


def test_headings_in_a_box_stand_in_one_order_with_those_of_the_body() -> None:
    boxed = p(box(p(r("The home visits", BOLD + size(12))) + BODY))
    body = p(r("The main part", BOLD + size(16))) + BODY + p(r("The school days", BOLD + size(12))) + BODY
    levels = {block.text: block.level for block in tidied(boxed + body) if block.kind == "heading"}
    assert levels == {"The home visits": 2, "The main part": 1, "The school days": 2}


@settings(max_examples=100, deadline=None)
@given(documents())
def test_the_lexicon_is_spared_only_where_its_answer_changes_nothing(given_document: Document) -> None:
    spared = find_headings(given_document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights, "LEAST", -100.0)
        assert find_headings(given_document) == spared


@given(st.text(string.ascii_letters + "ÉßéΣ中 1-"))
def test_capitals_are_nine_letters_of_ten(text: str) -> None:
    letters = [char for char in text if char.isalpha()]
    assert in_capitals(text) == (len(letters) > 4 and sum(char.isupper() for char in letters) > 0.9 * len(letters))


def test_a_bold_number_above_a_list_of_its_own_is_a_heading() -> None:
    def numbered(number: int, text: str, **looks: object) -> TextBlock:
        return block(number, (text, looks), kind="numbered", level=1)

    made = find_headings(
        Document(
            (
                numbered(1, "Recommendations", bold=True),
                numbered(2, "The partnership should audit visits that were announced."),
                numbered(3, "Health should seek the history of fathers in each case."),
            )
        )
    ).value
    assert [b.kind for b in made.blocks] == ["heading", "numbered", "numbered"]


def test_a_panel_beside_long_text_keeps_its_bold_heading() -> None:
    cells = tuple(Container(f"t1.r1c{n}", "cell", "t1", row=1, column=n) for n in (1, 2))
    bold = {"bold": True}
    left = block(1, "The fire was the third in the flat and nobody had asked for a visit by the fire service before.")
    panel = [block(2, ("What to do", bold)), block(3, "Ask for a visit."), block(4, "Tell the landlord.")]
    blocks = [msgspec.structs.replace(left, container="t1.r1c1")]
    blocks += [msgspec.structs.replace(b, container="t1.r1c2") for b in panel]
    document = Document(tuple(blocks), (Container("t1", "table", "body"), *cells))
    assert [b.text for b in find_headings(document).value.blocks if b.kind == "heading"] == ["What to do"]
    value = msgspec.structs.replace(document, blocks=tuple(blocks[:2]))
    assert not [b for b in find_headings(value).value.blocks if b.kind == "heading"]


def test_what_the_reader_of_a_pdf_passed_over_is_no_heading_for_its_looks_alone() -> None:
    def heads(part: str, head: str, below: str) -> list[str]:
        lines = (block(1, TEXT, origin=Origin(part)), block(2, (head, {}), origin=Origin(part)))
        made = find_headings(Document((*lines, block(3, below, origin=Origin(part))))).value.blocks
        return [one.text for one in made if one.kind == "heading"]

    assert heads("text", "FELLTHORPE", "FT9 4XZ") == ["FELLTHORPE"]
    assert heads("page 3", "FELLTHORPE", "FT9 4XZ") == []
    assert heads("page 3", "BACKGROUND", "FT9 4XZ") == ["BACKGROUND"]
    assert heads("page 3", "FELLTHORPE", MORE) == ["FELLTHORPE"]
