"""Presentations: what stands on a slide is read once, in order; what nobody sees stays out; the count agrees."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.census import letters
from briefkit.errors import BriefkitError, UnusableInput
from briefkit.model import Source
from briefkit.pipeline import normalise
from briefkit.readers import PPTX
from briefkit.readers.slides import read_pptx
from briefkit.theme import load
from briefkit.tidy import tidy
from slidefiles import (
    MAIN,
    blocks_of,
    box,
    counted,
    deck,
    graphic,
    group,
    members_of,
    packed,
    paragraph,
    picture,
    relations,
    result_of,
    run,
    shown,
    table,
    tree,
)

ALL = (0, 0, 300, 100)


def balance(source: Source) -> None:
    """Reader and census see the same letters, part by part, shown and hidden."""
    read: dict[str, int] = {}
    for block in blocks_of(source):
        computed = sum(len(letters(run.text)) for run in block.marker if not len(run.span))
        text = "".join(run.text for run in (*block.marker, *block.runs))
        read[block.origin.part] = read.get(block.origin.part, 0) + len(letters(text)) - computed
    seen = {tally.part: len(letters(tally.text)) + tally.hidden_letters for tally in counted(source).tallies}
    assert {part: number for part, number in seen.items() if number} == read


def codes(source: Source) -> list[str]:
    return [said.code for said in result_of(source).diagnostics]


def test_slides_come_in_the_order_of_the_presentation_and_the_title_first() -> None:
    first = box((36, 300, 600, 50), "What was found.") + box(None, "Learning from Wren", ph='type="title"')
    source = deck(first, box(ALL, "Second slide."))
    assert shown(source) == ["Learning from Wren", "What was found.", "Second slide."]
    title = blocks_of(source)[0]
    assert (title.kind, title.level, title.origin.page) == ("heading", 2, 1)
    assert title.runs[0].bold
    assert title.runs[0].size == 44
    assert str(blocks_of(source)[2].origin) == "page 2, text box 1, paragraph 1"
    assert result_of(source).value.pages == 2
    balance(source)


def test_bullets_come_from_the_master_levels_and_numbers_are_computed() -> None:
    numbered = '<a:pPr><a:buAutoNum type="{}"/></a:pPr>'
    deeper, plain = '<a:pPr lvl="1"/>', "<a:pPr><a:buNone/></a:pPr>"
    points = box(None, "One.", paragraph("Deeper.", deeper), paragraph("Plain.", plain), ph='type="body" idx="1"')
    steps = [paragraph(f"Step {n}", numbered.format("arabicPeriod")) for n in "ab"]
    source = deck(points + box((0, 510, 300, 20), *steps, paragraph("Then", numbered.format("romanLcParenR"))))
    blocks = blocks_of(source)
    assert [(block.kind, block.level) for block in blocks[:3]] == [("bullet", 1), ("bullet", 2), ("paragraph", 0)]
    assert blocks[1].runs[0].size == 24
    assert ["".join(mark.text for mark in block.marker).strip() for block in blocks[3:]] == ["1.", "2.", "iii)"]
    balance(source)


def test_a_typed_bullet_is_taken_off_and_stays_a_letter_of_the_source() -> None:
    source = deck(box(ALL, "• Ask who else lives in the home.", "1. Listen."))
    assert [block.kind for block in blocks_of(source)] == ["bullet", "numbered"]
    balance(source)


def test_runs_breaks_fields_links_and_looks() -> None:
    link = '<a:hlinkClick r:id="rIdW"/>'
    source = deck(
        box(
            ALL,
            "<a:p>"
            + run("Saf", 'b="1"')
            + run("eguarding", 'b="1" sz="2000"')
            + "<a:br/>"
            + run("at ", 'baseline="30000"', '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>')
            + '<a:fld id="{1}" type="datetime"><a:rPr/><a:t>May</a:t></a:fld>'
            + run(" here", "", link)
            + "</a:p>",
        ),
        arrows=(("rIdW", "hyperlink", "https://www.example.org/a"), ("rIdF", "hyperlink", "file:///etc/passwd")),
    )
    (block,) = blocks_of(source)
    assert block.text == "Safeguarding\nat May here"
    assert [run.size for run in block.runs][:2] == [18, 20]
    assert [run.script for run in block.runs][3] == "super"
    assert [run.colour for run in block.runs][3] == "#aa0055"
    assert [run.link for run in block.runs][-1] == "https://www.example.org/a"
    balance(source)


def test_text_shrunk_to_fit_counts_as_small_as_it_is_printed() -> None:
    source = deck(box(ALL, "Small.", body='<a:normAutofit fontScale="50000"/>'))
    assert blocks_of(source)[0].runs[0].size == 9


def test_tables_are_containers_and_covered_cells_hidden() -> None:
    source = deck(graphic(ALL, "table", table(("Theme", "|covered"), ("Voice", "Ask the child."))))
    result = result_of(source).value
    assert [container.kind for container in result.containers[1:]].count("cell") == 3
    assert shown(source) == ["Theme", "Voice", "Ask the child."]
    assert [block.text for block in result.blocks if block.layer == "hidden"] == ["covered"]
    balance(source)


CHART = (
    "<c:chartSpace {}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Visits a year</a:t></a:r></a:p></c:rich></c:tx>"
    "</c:title><c:plotArea><c:barChart>"
    "<c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>Planned</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    "<c:cat><c:strRef><c:strCache><c:pt><c:v>Spring</c:v></c:pt></c:strCache></c:strRef></c:cat>"
    "<c:val><c:numRef><c:numCache><c:pt><c:v>17</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"
    "<c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>Made</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    "<c:cat><c:strRef><c:strCache><c:pt><c:v>Spring</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser>"
    "</c:barChart></c:plotArea></c:chart></c:chartSpace>"
)
DIAGRAM = (
    "<dgm:dataModel {}><dgm:ptLst>"
    '<dgm:pt modelId="3"><dgm:t><a:p><a:r><a:t>Second</a:t></a:r></a:p></dgm:t></dgm:pt>'
    '<dgm:pt modelId="0" type="doc"/>'
    '<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>First</a:t></a:r></a:p></dgm:t></dgm:pt>'
    '<dgm:pt modelId="4" type="pres"><dgm:t><a:p><a:r><a:t>placing</a:t></a:r></a:p></dgm:t></dgm:pt>'
    '</dgm:ptLst><dgm:cxnLst><dgm:cxn srcId="0" destId="3" srcOrd="1"/><dgm:cxn srcId="0" destId="2" srcOrd="0"/>'
    "</dgm:cxnLst></dgm:dataModel>"
)


def test_charts_and_diagrams_say_what_they_print_each_thing_once() -> None:
    from slidefiles import SPACES

    source = deck(
        graphic((0, 0, 300, 200), "chart", '<c:chart r:id="rIdC"/>')
        + graphic((0, 250, 300, 200), "diagram", '<dgm:relIds r:dm="rIdD"/>'),
        arrows=(("rIdC", "chart", "../charts/chart1.xml"), ("rIdD", "diagramData", "../diagrams/data1.xml")),
        parts={"ppt/charts/chart1.xml": CHART.format(SPACES), "ppt/diagrams/data1.xml": DIAGRAM.format(SPACES)},
    )
    assert shown(source) == ["Visits a year", "Planned", "Made", "Spring", "First", "Second"]
    assert {block.origin.part for block in blocks_of(source)} == {"ppt/charts/chart1.xml", "ppt/diagrams/data1.xml"}
    balance(source)


def test_one_branch_of_each_alternative_is_read() -> None:
    def alternative(requires: str) -> str:
        formula = "<a14:m><m:oMath><m:r><m:t>x = 1</m:t></m:r></m:oMath></a14:m>"
        return (
            f'<mc:AlternateContent><mc:Choice Requires="{requires}">{box(ALL, f"<a:p>{formula}</a:p>")}</mc:Choice>'
            f"<mc:Fallback>{box(ALL, 'a picture of it')}</mc:Fallback></mc:AlternateContent>"
        )

    for requires, expected in (("a14", "x = 1"), ("future", "a picture of it")):
        source = deck(alternative(requires))
        assert shown(source) == [expected]
        balance(source)


def test_what_is_hidden_is_no_text_of_the_briefing() -> None:
    slide = (
        box((0, 0, 300, 100), "Shown.")
        + box((0, 200, 300, 100), "Hidden shape.", hidden=True)
        + group((0, 300, 100, 100), (0, 0, 100, 100), box((0, 0, 50, 50), "Hidden group."), hidden=True)
        + box((-400, 0, 300, 100), "Beside the slide.")
    )
    source = deck(slide, tree("sld", box(ALL, "Hidden slide."), 'show="0"'))
    assert shown(source) == ["Shown."]
    assert len([block for block in blocks_of(source) if block.layer == "hidden"]) == 4
    assert "BK261" in codes(source)
    assert codes(deck(slide)) == ["BK201"]
    record = normalise(source, result_of(source), load("house"))
    assert (record.ledger.missing, record.ledger.leaked) == ((), ())
    assert record.ledger.by_fate["hidden"] == len(letters("Hidden shape.Hidden group.Beside the slide.Hidden slide."))


def test_speaker_notes_are_set_aside_and_their_page_numbers_left_out() -> None:
    source = deck(box(ALL, "On the slide."), notes={1: "Say this slowly."})
    noted = [block for block in blocks_of(source) if block.aside == "speaker-notes"]
    assert [(block.text, block.origin.part) for block in noted] == [
        ("Say this slowly.", "ppt/notesSlides/notesSlide1.xml")
    ]
    assert codes(source) == ["BK260"]
    balance(source)


def test_footers_are_furniture_and_a_marking_on_the_master_is_reported() -> None:
    source = deck(
        box(ALL, "Words.") + box((600, 500, 50, 20), "3", ph='type="sldNum" idx="12"'),
        box(ALL, "More words."),
        master=box((200, 520, 300, 20), "OFFICIAL - SENSITIVE"),
        layout=box((200, 0, 300, 20), "Kestrel Bay"),
    )
    tidied = tidy(result_of(source).value)
    assert [(block.text, block.aside) for block in tidied.value.blocks if block.aside] == [
        ("Kestrel Bay", "page-header"),
        ("OFFICIAL - SENSITIVE", "protective-marking"),
        ("3", "page-number"),
    ]
    assert "BK301" in [said.code for said in tidied.diagnostics]
    assert all("Click to edit" not in block.text for block in tidied.value.blocks)
    balance(source)


def test_a_slide_that_hides_its_master_does_not_show_its_words() -> None:
    source = deck(tree("sld", box(ALL, "Words."), 'showMasterSp="0"'), master=box(ALL, "On the master."))
    assert shown(source) == ["Words."]
    balance(source)


def test_columns_of_boxes_and_a_caption_with_its_text() -> None:
    long = "Nobody asked what the dog was afraid of and nobody wrote down who lived in the home at all."
    slide = (
        box((400, 330, 250, 100), f"Right foot. {long}")
        + box((400, 300, 250, 26), "Learning")
        + box((30, 130, 250, 150), f"Left. {long}")
        + box((30, 100, 250, 28), "Background")
        + box((400, 130, 250, 150), f"Right top. {long}")
        + box((400, 100, 250, 28), "Findings")
    )
    source = deck(slide)
    texts = [text.split(".")[0] for text in shown(source)]
    assert texts == ["Background", "Left", "Findings", "Right top", "Learning", "Right foot"]
    blocks = blocks_of(source)
    assert blocks[0].container == blocks[1].container != blocks[2].container
    balance(source)


def test_numbered_panels_follow_their_numbers_and_their_first_lines_are_headings() -> None:
    slide = box((400, 100, 200, 80), "1. Background", "A home.") + box((30, 100, 200, 80), "3. Learning", "Ask.")
    source = deck(slide + box((400, 300, 200, 80), "2. Why it matters", "It does."))
    assert [block.text for block in blocks_of(source) if block.kind == "heading"] == [
        "Background",
        "Why it matters",
        "Learning",
    ]
    assert ["".join(run.text for run in block.marker) for block in blocks_of(source)][::2] == ["1. ", "2. ", "3. "]
    balance(source)
    cells = graphic(ALL, "table", table(("1. Background", "2. Findings"), ("3. Learning", "4. Next")))
    assert [block.kind for block in blocks_of(deck(cells))] == ["numbered"] * 4, "nothing stands below them"


def test_a_number_in_a_circle_of_its_own_goes_with_its_panel() -> None:
    slide = box((420, 100, 200, 80), "Findings. Nobody asked.") + box((30, 100, 200, 80), "Learning. Ask.")
    slide += box((400, 100, 18, 18), "1") + box((10, 100, 18, 18), "2") + box((10, 300, 18, 18), "3")
    source = deck(slide + box((30, 300, 200, 80), "Next. Tell somebody."))
    assert shown(source) == ["1", "Findings. Nobody asked.", "2", "Learning. Ask.", "3", "Next. Tell somebody."]
    balance(source)


def test_what_fills_a_layout_stands_under_the_title_of_its_slide_and_other_boxes_alone() -> None:
    body = box(None, "Nobody asked.", ph='type="body" idx="1"')
    source = deck(box((30, 450, 100, 30), "Beside.") + body + box(None, "Findings", ph='type="title"'))
    title, *rest = blocks_of(source)
    assert {block.text: block.container == title.container for block in rest} == {
        "Nobody asked.": True,
        "Beside.": False,
    }


def test_panels_around_a_wheel_are_read_clockwise_below_the_title() -> None:
    import math

    slide = box((10, 0, 600, 40), "Learning from Wren") + box((300, 230, 120, 120), "Wren", shape="ellipse")
    for n in (3, 0, 5, 1, 6, 2, 4):
        x, y = 360 + 290 * math.sin(2 * math.pi * n / 7), 290 - 190 * math.cos(2 * math.pi * n / 7)
        slide += box((x - 60, y - 40, 120, 80), f"Panel {'abcdefg'[n]}.")
    assert shown(deck(slide)) == ["Learning from Wren", "Wren", *(f"Panel {letter}." for letter in "abcdefg")]


def test_a_group_is_read_together_unless_others_stand_within_it() -> None:
    left = box((0, 0, 100, 50), "Left one.") + box((0, 300, 100, 50), "Left two.")
    grouped = group((0, 100, 100, 350), (0, 0, 100, 350), left)
    source = deck(box((200, 100, 100, 50), "Right one.") + grouped + box((200, 400, 100, 50), "Right two."))
    assert shown(source) == ["Left one.", "Left two.", "Right one.", "Right two."]
    inside = deck(grouped + box((0, 250, 100, 50), "Between."))
    assert shown(inside) == ["Left one.", "Between.", "Left two."]


def test_pictures_keep_their_alternative_text() -> None:
    figures = result_of(deck(box(ALL, "Words.") + picture("A door with a bell"))).value.figures
    assert [figure.alt for figure in figures] == ["A door with a bell"]


def test_strict_names_are_folded_and_a_show_is_a_presentation() -> None:
    members = members_of(deck(box(None, "Learning from Wren", ph='type="title"')))
    strict = {
        name: text.replace("http://schemas.openxmlformats.org/presentationml/2006/", "http://purl.oclc.org/ooxml/presentationml/")
        .replace("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name, text in members.items()
    }  # fmt: skip
    source = packed(strict)
    assert shown(source) == ["Learning from Wren"]
    balance(source)


def test_a_damaged_slide_costs_itself_only() -> None:
    members = members_of(deck(box(ALL, "One."), box(ALL, "Two."), box(ALL, "Three.")))
    members["ppt/slides/slide2.xml"] = "not XML at all"
    source = packed(members)
    assert shown(source) == ["One.", "Three."]
    assert "BK262" in codes(source)
    del members["ppt/slides/slide2.xml"]
    assert shown(packed(members)) == ["One.", "Three."]


@pytest.mark.parametrize("gone", ["ppt/slideLayouts/slideLayout1.xml", "ppt/theme/theme1.xml", "[Content_Types].xml"])
def test_a_missing_part_is_survived(gone: str) -> None:
    members = members_of(deck(box(None, "Learning", ph='type="title"') + box(ALL, "Words.")))
    del members[gone]
    assert shown(packed(members)) == ["Learning", "Words."]


def test_entities_are_not_expanded() -> None:
    members = members_of(deck(box(ALL, "Words.")))
    slide = members["ppt/slides/slide1.xml"].replace("Words.", "Words.&a;&b;")
    head = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    members["ppt/slides/slide1.xml"] = head + slide
    source = packed(members)
    assert shown(source) == ["Words."]


def test_a_swollen_part_is_refused() -> None:
    members = members_of(deck(box(ALL, "Words.")))
    members["ppt/slides/slide1.xml"] = members["ppt/slides/slide1.xml"].replace("Words.", "a" * 70_000_000)
    with pytest.raises(UnusableInput) as caught:
        result_of(packed(members))
    assert caught.value.code == "BK114"


def test_pictures_and_macros_are_never_unpacked() -> None:
    """A picture of any size costs nothing: arrows to what holds no words are not followed."""
    members = members_of(deck(box(ALL, "Words."), arrows=(("rIdI", "image", "../media/i.png"),)))
    source = packed(members)
    data = io.BytesIO(source.data)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/i.png", bytes(100_000_000))
    assert shown(Source("a.pptx", data.getvalue(), PPTX, "")) == ["Words."]


def test_what_is_no_presentation_is_refused_in_words() -> None:
    members = {"_rels/.rels": relations(("rId1", "officeDocument", MAIN))}
    for source in (packed(members), Source("a.pptx", b"PK\x03\x04", PPTX, "")):
        with pytest.raises(UnusableInput) as caught:
            read_pptx(source)
        assert caught.value.code == "BK111"


BIG = deck(
    box(None, "Title", ph='type="title"')
    + graphic(ALL, "table", table(("a", "b")))
    + group(ALL, ALL, box(ALL, "inside")),
    notes={1: "note"},
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_mutation_is_read_or_refused(data: st.DataObject) -> None:
    members = members_of(BIG)
    name = data.draw(st.sampled_from(sorted(members)))
    text = members[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    members[name] = text[:start] + data.draw(st.text(max_size=8)) + text[end:]
    try:
        result_of(packed({key: value.encode("utf-8", "replace").decode() for key, value in members.items()}))
    except BriefkitError as error:
        assert error.message.endswith(".")  # noqa: PT017
