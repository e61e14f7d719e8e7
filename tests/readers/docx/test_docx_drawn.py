"""Pictures, diagrams, charts, WordArt and objects: their words once, their alternative texts, nothing that is off."""

from __future__ import annotations

import pytest

from agreement import differences
from briefkit.model import Source
from briefkit.readers.docx import read
from briefkit.readers.docx.charts import printed
from wordfiles import MAIN, box, codes, p, packed, part, r, relations, result_of, word

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
A = f'xmlns:a="{DRAWING}/main"'
C = f'xmlns:c="{DRAWING}/chart" {A}'
DGM = f'xmlns:dgm="{DRAWING}/diagram"'
CX = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
LATER = 'xmlns:cx1="http://schemas.microsoft.com/office/drawing/2015/9/8/chartex"'


def holding(body: str, *parts: tuple[str, str, str]) -> Source:
    """A file with further parts; a part is (kind of its relationship, member, content), its id that member's stem."""
    arrows = [(member.rpartition("/")[2].partition(".")[0], kind, member) for kind, member, _ in parts]
    return packed(
        {
            "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
            MAIN: part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": relations(*arrows),
            **{f"word/{member}": content for _, member, content in parts},
        }
    )


def drawn(inner: str, described: str = 'descr="Alternative"', more: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" {described}>{more}</wp:docPr><a:graphic><a:graphicData>'
        f"{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


PICTURE = '<pic:pic><pic:nvPicPr><pic:cNvPr id="2" name="y"/></pic:nvPicPr><a:blip r:embed="p"/></pic:pic>'


DESCRIBED = PICTURE.replace('name="y"', 'descr="Inner"')


def rich(tag: str, text: str) -> str:
    return f"<c:{tag}><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:{tag}>"


def cache(tag: str, *values: str, code: str = "") -> str:
    points = "".join(f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>' for index, value in enumerate(values))
    form = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    return f"<c:{tag}><c:strRef><c:f>Sheet!A1</c:f><c:strCache>{form}{points}</c:strCache></c:strRef></c:{tag}>"


def chart(series: str, rest: str = "", kind: str = "barChart", axes: str = "<c:catAx/><c:valAx/>") -> str:
    plot = f"<c:plotArea><c:{kind}>{series}</c:{kind}>{axes}</c:plotArea>"
    return f"<c:chartSpace {C}><c:chart>{rest}{plot}</c:chart></c:chartSpace>"


def series(name: str, groups: str, labels: str = "", code: str = "General") -> str:
    return f"<c:ser>{cache('tx', name)}{labels}{groups}{cache('val', '0.43', '25', code=code)}</c:ser>"


GROUPS = cache("cat", "North", "South")
LABELS = '<c:dLbls><c:showVal val="1"/></c:dLbls>'
FILTERED = (
    '<c:extLst><c:ext><c15:filteredBarSeries xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:ser>'
    f"{cache('tx', 'Boys')}<c15:dLbls><a:p><a:r><a:t>Off</a:t></a:r></a:p></c15:dLbls></c15:ser>"
    "</c15:filteredBarSeries></c:ext></c:extLst>"
)
PERCENT = '<c:dLbls><c:numFmt formatCode="0%" sourceLinked="0"/><c:showVal val="1"/></c:dLbls>'
DELETED = '<c:catAx><c:delete val="1"/></c:catAx>'
CUSTOM = (
    '<c:dLbls><c:dLbl><c:tx><c:rich><a:p><a:fld type="VALUE"><a:t>[VALUE]</a:t></a:fld><a:r><a:t> up</a:t></a:r></a:p>'
    "</c:rich></c:tx></c:dLbl></c:dLbls>"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (chart(series("Girls", GROUPS), "<c:legend/>" + rich("title", "Title")), ["Title", "Girls", "North; South"]),
        (chart(series("Girls", GROUPS), rich("title", "Title")), ["Title", "North; South"]),
        (chart(series("Girls", GROUPS)), ["Girls", "North; South"]),
        (chart(series("Girls", GROUPS), '<c:autoTitleDeleted val="1"/>'), ["North; South"]),
        (chart(series("Girls", GROUPS) + series("Boys", GROUPS), "<c:legend/>"), ["Girls; Boys", "North; South"]),
        (chart(series("Girls", GROUPS), rich("title", "T"), axes=DELETED), ["T"]),
        (chart(series("Girls", GROUPS) + FILTERED, "<c:legend/>"), ["Girls", "North; South"]),
        (chart(series("Girls", GROUPS), rich("title", "T") + "<c:legend/>", "pieChart", ""), ["T", "North; South"]),
        (chart(series("Girls", GROUPS), rich("title", "T"), "pieChart", ""), ["T"]),
        (chart(series("Girls", "", LABELS), rich("title", "T")), ["T", "0.43; 25"]),
        (chart(series("Girls", "", PERCENT), rich("title", "T")), ["T", "43%; 2500%"]),
        (chart(series("Girls", "") + LABELS, rich("title", "T")), ["T", "0.43; 25"]),
        (chart(series("Girls", "", LABELS, "mmm yy"), rich("title", "T")), ["T"]),
        (chart(series("Girls", "", CUSTOM), rich("title", "T")), ["T", " up"]),
        (chart(series("Girls", cache("cat", "2019", code="General")), rich("title", "T")), ["T", "2019"]),
        (chart(series("Girls", cache("cat", "43101", code="mmm yy")), rich("title", "T")), ["T"]),
        (chart("", f"<c:title>{cache('tx', 'From a cell')}</c:title>"), ["From a cell"]),
    ],
)
def test_a_chart_has_the_words_that_it_shows(content: str, expected: list[str]) -> None:
    source = holding(p("A", drawn(f'<c:chart {C} r:id="chart1"/>')), ("chart", "charts/chart1.xml", content))
    result = read(source)
    assert sorted(block.text for block in result.value.blocks) == sorted(["A", *expected])
    assert differences(source, result.value) == {}


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("12", "General", "12"),
        ("0.1", "", "0.1"),
        ("1234.5", "#,##0.0", "1,234.5"),
        ("0.256", "0.0%", "25.6%"),
        ("3", "0", "3"),
        ("3", "dd/mm", None),
        ("inf", "0", None),
        ("three", "0", None),
    ],
)
def test_a_number_is_read_as_it_is_printed_or_not_at_all(value: str, code: str, expected: str | None) -> None:
    assert printed(value, code) == expected


def test_a_chart_of_later_years_is_read_and_not_its_fallback() -> None:
    content = (
        f'<cx:chartSpace {CX} {A}><cx:chartData><cx:data><cx:strDim type="cat"><cx:lvl><cx:pt>North</cx:pt><cx:pt>South'
        '</cx:pt></cx:lvl></cx:strDim><cx:numDim type="val"><cx:lvl><cx:pt>43</cx:pt></cx:lvl></cx:numDim></cx:data>'
        "</cx:chartData><cx:chart><cx:title><cx:tx><cx:rich><a:p><a:r><a:t>Title</a:t></a:r></a:p></cx:rich></cx:tx>"
        "</cx:title></cx:chart></cx:chartSpace>"
    )
    choice = drawn(f'<cx:chart {CX} r:id="chartEx1"/>')
    fallback = f"<mc:Fallback>{drawn(PICTURE)}</mc:Fallback>"
    either = (
        f'<mc:AlternateContent {LATER}><mc:Choice Requires="cx1">{choice}</mc:Choice>{fallback}</mc:AlternateContent>'
    )
    source = holding(p("A", f"<w:r>{either}</w:r>"), ("chartEx", "charts/chartEx1.xml", content))
    result = read(source)
    assert [block.text for block in result.value.blocks] == ["A", "Title", "North; South"]
    assert differences(source, result.value) == {}


NODES = (
    f'<dgm:dataModel {DGM} {A}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>'
    + "".join(
        f'<dgm:pt modelId="{key}"{sort}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for key, sort, text in (("1", "", "Second"), ("2", "", "First"), ("3", ' type="pres"', "unseen"))
    )
    + '</dgm:ptLst><dgm:cxnLst><dgm:cxn modelId="8" srcId="0" destId="2" srcOrd="0"/>'
    '<dgm:cxn modelId="9" srcId="0" destId="1" srcOrd="1"/></dgm:cxnLst></dgm:dataModel>'
)
SHAPES = (
    '<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" '
    f"{A}><dsp:sp><dsp:txBody><a:p><a:r><a:t>Drawn</a:t></a:r></a:p></dsp:txBody></dsp:sp></dsp:drawing>"
)
DIAGRAM = drawn(f'<dgm:relIds {DGM} r:dm="data1" r:lo="layout1"/>')


def test_a_diagram_is_read_in_the_order_of_its_nodes_also_inside_a_box_or_a_header() -> None:
    data = ("diagramData", "diagrams/data1.xml", NODES)
    for body in (p("A", DIAGRAM), p(box(p("A", DIAGRAM)))):
        source = holding(body, data, ("diagramDrawing", "diagrams/drawing1.xml", SHAPES))
        result = read(source)
        assert [block.text for block in result.value.blocks] == ["A", "First", "Second"]
        assert differences(source, result.value) == {}


def test_where_the_data_of_a_diagram_is_lost_its_shapes_are_read() -> None:
    source = holding(p("A", DIAGRAM), ("diagramDrawing", "diagrams/drawing1.xml", SHAPES))
    result = read(source)
    assert [block.text for block in result.value.blocks] == ["A", "Drawn"]
    assert differences(source, result.value) == {}


def test_old_wordart_is_read_once_also_inside_a_box() -> None:
    art = '<w:r><w:pict><v:shape alt="Art"><v:textpath string="Curved words"/></v:shape></w:pict></w:r>'
    for body in (p("A", art), p("A", box(p(art)))):
        source = word(body)
        result = read(source)
        assert [block.text for block in result.value.blocks] == ["A", "Curved words"]
        assert differences(source, result.value) == {}


def test_old_wordart_has_the_size_that_its_style_tells() -> None:
    for style, size in (("font-family:Arial;font-size:36pt", 36.0), ("font-size:1pt", None), ("", None)):
        art = f'<w:r><w:pict><v:shape><v:textpath style="{style}" string="Child Ash"/></v:shape></w:pict></w:r>'
        (block,) = read(word(p(art))).value.blocks
        plain = read(word(p(r("Child Ash")))).value.blocks[0].runs[0].size
        assert [run.size for run in block.runs] == [size or plain]


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (drawn(PICTURE), ["Alternative"]),
        (drawn(PICTURE, 'title="Title"'), ["Title"]),
        (drawn(PICTURE, ""), [""]),
        (drawn(PICTURE, 'descr="x" hidden="1"'), []),
        (
            drawn(
                PICTURE,
                'descr="x"',
                '<a:extLst><a:ext><d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" '
                'val="1"/></a:ext></a:extLst>',
            ),
            [],
        ),
        (drawn(f"<wpg:wgp>{DESCRIBED}</wpg:wgp>"), ["Alternative", "Inner"]),
        (drawn(PICTURE).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1), []),
        (f'<w:hyperlink r:id="h">{drawn(PICTURE)}</w:hyperlink>', ["Alternative"]),
        ('<w:r><w:pict><v:shape alt="Old"><v:imagedata r:id="p"/></v:shape></w:pict></w:r>', ["Old"]),
        (box(p("Words", drawn(PICTURE))), ["Alternative"]),
    ],
)
def test_alternative_text(drawing: str, expected: list[str]) -> None:
    assert [figure.alt for figure in result_of(p("A", drawing)).value.figures] == expected


def test_a_shape_that_is_switched_off_hides_its_words() -> None:
    words = f"<w:txbxContent>{p('unseen')}</w:txbxContent>"
    shape = "<wps:wsp>{}<wps:spPr/><wps:txbx>{}</wps:txbx></wps:wsp>"
    off = '<wps:cNvPr id="3" name="z" hidden="1"/>'
    shown = f"<w:txbxContent>{p('seen')}</w:txbxContent>"
    for drawing in (
        drawn(shape.format("", words), 'hidden="1"'),
        drawn(f"<wpg:wgp>{shape.format(off, words)}{shape.format('', shown)}</wpg:wgp>"),
        f'<w:r><w:pict><v:shape style="visibility: hidden"><v:textbox>{words}</v:textbox></v:shape></w:pict></w:r>',
    ):
        source = word(p("A", drawing))
        result = read(source)
        assert "unseen" not in " ".join(block.text for block in result.value.blocks if block.layer != "hidden")
        assert ("seen" in [block.text for block in result.value.blocks]) is ("wgp" in drawing)
        assert differences(source, result.value) == {}


def test_embedded_files_are_said_once_with_the_place_of_the_first() -> None:
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    thing = (
        f'<w:object><v:shape alt="Table"><v:imagedata r:id="p"/></v:shape><o:OLEObject {office} r:id="e"/></w:object>'
    )
    result = result_of(p("A") + p("B", f"<w:r>{thing}</w:r>", thing) + p(r("C")))
    said = [diagnostic for diagnostic in result.diagnostics if diagnostic.code == "BK212"]
    assert [(entry.where, "2 embedded" in entry.message) for entry in said] == [("paragraph 2", True)]
    assert [figure.alt for figure in result.value.figures] == ["Table", "Table"]
    assert "BK212" not in codes(result_of(p("A", drawn(PICTURE))))
