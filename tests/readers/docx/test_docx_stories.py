"""Stories: what is visible stands exactly once and in the order of the eye; what is not, nowhere."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.readers.docx import read
from wordfiles import MAIN, blocks_of, box, codes, field, p, packed, part, r, relations, result_of, table, texts

VANISH = "<w:vanish/>"


def test_a_box_follows_its_anchor_and_is_read_once() -> None:
    blocks = blocks_of(p("Before.") + p("Anchor.", box(p("In the box."))) + p("After."))
    assert [block.text for block in blocks] == ["Before.", "Anchor.", "In the box.", "After."]
    assert blocks[2].container == "box1"
    assert blocks[2].origin.path == "text box 1, paragraph 1"


def test_two_boxes_with_equal_words_both_stay() -> None:
    assert texts(p(box(p("Same.")), box(p("Same.")))) == ["Same.", "Same."]


def test_an_unknown_choice_falls_back() -> None:
    body = (
        '<w:p><mc:AlternateContent><mc:Choice Requires="future"><w:r><w:t>New</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>Old</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert texts(body) == ["Old"]


def test_a_vml_box_alone_is_read() -> None:
    shape = f"<v:shape><v:textbox><w:txbxContent>{p('Vml.')}</w:txbxContent></v:textbox></v:shape>"
    assert texts(p(f"<w:r><w:pict>{shape}</w:pict></w:r>")) == ["Vml."]


def test_boxes_in_boxes_cells_and_headers() -> None:
    body = table((p(box(p("Outer.") + p(box(p("Inner."))))),)) + p("End.")
    blocks = blocks_of(body, header1=p(box(p("Running."))))
    assert [(block.text, block.layer) for block in blocks] == [
        ("Running.", "header"),
        ("Outer.", "body"),
        ("Inner.", "body"),
        ("End.", "body"),
    ]


def test_grouped_boxes_are_ordered_by_their_place_in_the_group() -> None:
    def shape(words: str, left: int) -> str:
        return (
            f'<wps:wsp><wps:spPr><a:xfrm><a:off x="{left}" y="0"/><a:ext cx="1000000" cy="1000000"/></a:xfrm>'
            "</wps:spPr>"
            f"<wps:txbx><w:txbxContent>{p(words)}</w:txbxContent></wps:txbx></wps:wsp>"
        )

    group = (
        '<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9000000" cy="1000000"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="9000000" cy="1000000"/></a:xfrm></wpg:grpSpPr>'
        f"{shape('Right', 5000000)}{shape('Left', 0)}</wpg:wgp>"
    )
    body = (
        "<w:p><w:r><w:drawing><wp:anchor>"
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f"<a:graphic><a:graphicData>{group}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )
    assert texts(body) == ["Left", "Right"]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        # Columns drawn in a muddle: left column down, then the right one.
        (
            {"C": (300, 60, 200, 300), "B": (50, 400, 200, 300), "A": (50, 60, 200, 200), "D": (300, 380, 200, 300)},
            "ABCD",
        ),
        # A grid drawn row by row stays so.
        (
            {"A": (50, 60, 200, 200), "B": (300, 60, 200, 200), "C": (50, 300, 200, 200), "D": (300, 300, 200, 200)},
            "ABCD",
        ),
        # A banner over two columns.
        ({"C": (300, 200, 200, 400), "A": (50, 60, 450, 100), "B": (50, 200, 200, 300)}, "ABC"),
    ],
)
def test_boxes_of_one_page_are_ordered_by_the_eye(
    places: dict[str, tuple[float, float, float, float]], expected: str
) -> None:
    body = "".join(p(box(p(name), at)) for name, at in places.items())
    assert "".join(texts(body)) == expected


def test_a_box_at_the_foot_of_the_page_is_read_last() -> None:
    words = "Plain words that fill a line of the page. " * 3
    body = p(box(p("Foot"), (50, 600, 200, 100))) + "".join(p(f"{index} {words}") for index in range(6))
    assert texts(body)[-1] == "Foot"


def test_a_box_above_its_paragraph_comes_first() -> None:
    drawing = (
        '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>-900000</wp:posOffset></wp:positionV><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{p('Box')}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    assert texts(p("Words", drawing)) == ["Box", "Words"]


def test_cells_are_containers_with_row_and_column() -> None:
    result = result_of(table((p("a"), p("b")), (p("c") + table((p("d"),)), p("e"))))
    containers = {container.id: container for container in result.value.containers}
    assert [block.text for block in result.value.blocks] == list("abcde")
    cell = containers[result.value.blocks[4].container]
    assert (cell.kind, cell.row, cell.column, cell.parent) == ("cell", 2, 2, "table1")
    nested = containers[result.value.blocks[3].container]
    assert containers[nested.parent or ""].parent == "table1.r2c1"


def test_rows_and_cells_in_content_controls_are_read() -> None:
    row = (
        "<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>" + p("Cell.") + "</w:tc></w:sdtContent></w:sdt></w:tr>"
    )
    assert texts(f"<w:tbl>{row}</w:sdtContent></w:sdt></w:tbl>") == ["Cell."]


def test_content_controls_are_read_and_their_placeholders_are_not() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        control.format("", p("Filled."))
        + control.format("<w:showingPlcHdr/>", p("Click here."))
        + p("Name: ", control.format("<w:showingPlcHdr/>", r("Choose.")), control.format("", r("Kept.")))
    )
    result = result_of(body)
    assert [block.text for block in result.value.blocks] == ["Filled.", "Name: Kept."]
    assert "BK211" in codes(result)


def test_tracked_changes_are_read_as_accepted() -> None:
    body = p(
        "Kept ",
        "<w:ins>" + r("added ") + "</w:ins>",
        "<w:del><w:r><w:delText>gone </w:delText></w:r></w:del>",
        "<w:moveTo>" + r("moved") + "</w:moveTo>",
        "<w:moveFrom>" + r("moved") + "</w:moveFrom>",
    )
    result = result_of(body)
    assert [block.text for block in result.value.blocks] == ["Kept added moved"]
    assert "BK206" in codes(result)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert texts(p("One ", properties=mark) + p("sentence.")) == ["One sentence."]


def test_a_drop_cap_joins_its_paragraph() -> None:
    assert texts(p("T", properties='<w:framePr w:dropCap="drop"/>') + p("he family")) == ["The family"]


def test_hidden_text_stands_in_blocks_of_its_own() -> None:
    result = result_of(p("Seen ", r("secret", VANISH), "again."))
    assert [(block.text, block.layer) for block in result.value.blocks] == [
        ("Seen again.", "body"),
        ("secret", "hidden"),
    ]
    assert codes(result).count("BK201") == 1


def test_white_text_is_hidden_unless_something_dark_is_behind_it() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    assert blocks_of(p(r("Ghost", white)))[0].layer == "hidden"
    shaded = p(r("Banner", white), properties='<w:shd w:val="clear" w:fill="1F3864"/>')
    assert blocks_of(shaded)[0].layer == "body"
    cell = "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='004B8D'/></w:tcPr>"
    assert blocks_of(f"{cell}{p(r('Bar', white))}</w:tc></w:tr></w:tbl>")[0].layer == "body"


def test_comments_are_left_out() -> None:
    body = p('<w:commentRangeStart w:id="1"/>', "Said.", '<w:r><w:commentReference w:id="1"/></w:r>')
    result = result_of(body, comments='<w:comment w:id="1" w:author="J. Quill">' + p("Really?") + "</w:comment>")
    assert [block.text for block in result.value.blocks] == ["Said."]
    assert "BK207" in codes(result)
    assert "Quill" not in repr(result)


def test_notes_stand_behind_the_body_and_their_marks_are_raised() -> None:
    body = p("A fact.", '<w:r><w:footnoteReference w:id="7"/></w:r>', " And more.") + p("Last.")
    notes = '<w:footnote w:id="7">' + p("<w:r><w:footnoteRef/></w:r>", " Source.") + "</w:footnote>"
    blocks = blocks_of(body, footnotes=notes)
    assert [block.text for block in blocks] == ["A fact.1 And more.", "Last.", " Source."]
    assert blocks[0].runs[1].script == "super"
    assert len(blocks[0].runs[1].span) == 0
    assert (blocks[2].layer, blocks[2].marker[0].text) == ("footnote", "1")
    assert blocks[2].origin.part == "word/footnotes.xml"


def test_headers_come_first_and_footers_last_each_once() -> None:
    found = [
        (block.text, block.layer)
        for block in blocks_of(p("Body."), header1=p("First."), header2=p("Even."), footer1=p("Foot."))
    ]
    assert found == [("First.", "header"), ("Even.", "header"), ("Body.", "body"), ("Foot.", "footer")]


def test_breaks_tabs_hyphens_and_symbols() -> None:
    run = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:t>e</w:t><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    )
    assert texts(p(run)) == ["a\tb\nc\u2011de→"]


def test_a_page_break_is_no_part_of_the_words() -> None:
    assert texts(p('<w:r><w:br w:type="page"/></w:r>', "Top of page.")) == ["Top of page."]


def test_equations_are_read_as_text() -> None:
    body = p(
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert texts(body) == ["1/4"]


def test_field_instructions_are_left_out_and_results_are_kept() -> None:
    nested = field(" IF x ", r("Shown"))
    assert texts(p("A ", field("DATE", r("May 2024")), " B ", nested)) == ["A May 2024 B Shown"]


def test_arguments_of_nested_fields_are_left_out() -> None:
    body = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>',
        field("REF x", r("argument")),
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("result")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert texts(body) == ["result"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>', "Here.")
    assert texts(body + p("And here.")) == ["Here.", "And here."]


def test_an_embedded_document_is_told() -> None:
    assert codes(result_of(p("Text.") + '<w:altChunk r:id="rId9"/>')) == ["BK204"]


def test_a_part_of_the_file_itself_is_no_embedded_page() -> None:
    deleted = '<w:p><w:del w:id="1"><w:r><w:delText>gone for good</w:delText></w:r></w:del></w:p>'
    result = result_of(deleted + p("Text.") + '<w:altChunk r:id="rId9"/>', (("rId9", "aFChunk", "document.xml"),))
    assert [block.text for block in result.value.blocks] == ["Text."]
    assert "BK204" in codes(result)


def test_a_picture_gives_its_alternative_text() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A logo"/><pic:pic/></wp:inline></w:drawing></w:r>'
    )
    figures = result_of(p("Text.") + p(drawing)).value.figures
    assert [(figure.alt, figure.after) for figure in figures] == [("A logo", "b0001")]


LETTERS = st.text("abcdefghij", min_size=1, max_size=6)


@st.composite
def run_xml(draw: st.DrawFn) -> tuple[str, str]:
    words = draw(LETTERS)
    wrapper = draw(
        st.sampled_from(["", "ins", "smartTag", "hyperlink", "sdt", "del", "vanish", "field", "simple", "choice"])
    )
    if wrapper == "del":
        return f"<w:del><w:r><w:delText>{words}</w:delText></w:r></w:del>", ""
    if wrapper == "vanish":
        return r(words, VANISH), ""
    if wrapper == "sdt":
        return f"<w:sdt><w:sdtContent>{r(words)}</w:sdtContent></w:sdt>", words
    if wrapper == "field":
        return field(" QUOTE zzz ", r(words)), words
    if wrapper == "simple":
        return f'<w:fldSimple w:instr=" QUOTE ">{r(words)}</w:fldSimple>', words
    if wrapper == "choice":
        both = f'<mc:Choice Requires="wps">{r(words)}</mc:Choice><mc:Fallback>{r(words)}</mc:Fallback>'
        return f"<mc:AlternateContent>{both}</mc:AlternateContent>", words
    look = draw(st.sampled_from(["", "<w:b/>", '<w:sz w:val="30"/>']))
    inner = r(words, look)
    return (f"<w:{wrapper}>{inner}</w:{wrapper}>" if wrapper else inner), words


@st.composite
def blocks_xml(draw: st.DrawFn, depth: int = 2) -> tuple[str, str]:
    made, seen = [], []
    for _ in range(draw(st.integers(0, 3))):
        sort = draw(st.sampled_from(["p", "p", "box", "table", "sdt", "list"] if depth else ["p"]))
        if sort in {"p", "list"}:
            runs = draw(st.lists(run_xml(), max_size=4))
            made.append(p(*(xml for xml, _ in runs), properties="<w:keepNext/>" if sort == "list" else ""))
            seen += [words for _, words in runs]
            continue
        inner, words = draw(blocks_xml(depth - 1))
        seen.append(words)
        if sort == "box":
            at = draw(st.none() | st.tuples(*[st.integers(0, 500).map(float)] * 4))
            made.append(p(box(inner, at)))
        elif sort == "table":
            made.append(table((inner, "")))
        else:
            made.append(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
    return "".join(made), "".join(seen)


@settings(max_examples=80, deadline=None)
@given(blocks_xml(3))
def test_every_visible_letter_stands_exactly_once(made: tuple[str, str]) -> None:
    body, words = made
    result = result_of(body)
    shown = "".join(block.text for block in result.value.blocks if block.layer != "hidden")
    assert Counter(shown) == Counter(words)
    containers = {container.id for container in result.value.containers}
    for index, block in enumerate(result.value.blocks, 1):
        assert block.id == f"b{index:04d}"
        assert block.container in containers
        spans = [run.span for run in (*block.marker, *block.runs) if len(run.span)]
        assert spans[0].start == 0
        assert all(first.end == second.start for first, second in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40).filter(lambda text: all(unicodedata.category(c) not in {"Cc", "Cs", "Cn"} for c in text)))
def test_text_is_kept_as_it_is(text: str) -> None:
    blocks = blocks_of(p(r(f"start {text} end")))
    if all(not "\uf000" <= letter <= "\uf0ff" and letter not in "\ufffe\uffff" for letter in text):
        assert blocks[0].text == f"start {text} end"


@pytest.mark.parametrize("look", ['<w:color w:val="FEFEFE"/>', '<w:sz w:val="2"/>'])
def test_text_that_nobody_can_see_is_hidden(look: str) -> None:
    assert blocks_of(p("Seen.", r("Unseen.", look)))[1].layer == "hidden"


def test_white_text_on_a_pale_fill_is_hidden() -> None:
    pale = '<w:shd w:val="clear" w:fill="F2F2F2"/>'
    assert blocks_of(p(r("Ghost", '<w:color w:val="FFFFFF"/>'), properties=pale))[0].layer == "hidden"


def test_a_box_beside_the_paper_is_hidden() -> None:
    blocks = blocks_of(p(box(p("Off."), (900, 10, 100, 100))) + p(box(p("On."), (90, 10, 100, 100))))
    assert {block.text: block.layer for block in blocks} == {"Off.": "hidden", "On.": "body"}


def test_old_wordart_is_read() -> None:
    assert texts(p('<w:r><w:pict><v:shape><v:textpath string="Curly"/></v:shape></w:pict></w:r>')) == ["Curly"]


def test_an_empty_list_paragraph_counts() -> None:
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p("a", properties=number) + p(properties=number) + p("b", properties=number)
    assert [block.marker[0].text for block in blocks_of(body, numbering=numbering)] == ["1.", "3."]


def test_joined_words_do_not_jump_over_a_table() -> None:
    body = p("One", properties="<w:rPr><w:del/></w:rPr>") + table((p("Cell"),)) + p("Two")
    assert texts(body) == ["One", "Cell", "Two"]


def test_the_words_of_a_diagram_are_read_in_the_order_of_its_tree() -> None:
    spaces = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )

    def point(key: str, words: str, sort: str = "node") -> str:
        text = f"<dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t>" if words else ""
        return f'<dgm:pt modelId="{key}" type="{sort}">{text}</dgm:pt>'

    links = "".join(
        f'<dgm:cxn srcId="{above}" destId="{key}" srcOrd="{place}"/>'
        for above, key, place in (("0", "2", 1), ("0", "1", 0), ("1", "3", 0))
    )
    points = point("0", "", "doc") + point("2", "Last") + point("1", "First") + point("3", "Below first")
    diagram = f"<dgm:dataModel {spaces}><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst></dgm:dataModel>"
    drawing = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds r:dm="rId5" '
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    parts: dict[str, str | bytes] = {
        MAIN: part("document", f"<w:body>{p('Before.')}{p(drawing)}</w:body>"),
        "word/_rels/document.xml.rels": relations(("rId5", "diagramData", "diagrams/data1.xml")),
        "word/diagrams/data1.xml": diagram,
    }
    blocks = read(packed(parts)).value.blocks
    assert [block.text for block in blocks] == ["Before.", "First", "Below first", "Last"]
    assert blocks[1].origin.part == "word/diagrams/data1.xml"
