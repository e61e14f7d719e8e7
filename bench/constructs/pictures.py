"""What stands in pictures: diagrams, charts, WordArt, captions, frames, drop caps, alternative texts, objects."""

from __future__ import annotations

import base64

from constructs.made import Construct, s
from constructs.package import HEAD, OFFICE, docx
from constructs.pieces import anchored, either, field, inline, p, ps, r, shape

DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MICROSOFT = "http://schemas.microsoft.com/office"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _point(number: int, words: str, sort: str = "") -> str:
    kind = f' type="{sort}"' if sort else ""
    said = f"<dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t>" if words else ""
    return f'<dgm:pt modelId="{number}"{kind}><dgm:prSet/><dgm:spPr/>{said}</dgm:pt>'


def _diagram(with_drawing: bool) -> bytes:
    words = ("brolin", "caddow", "dorvel")
    points = _point(1, "", "doc") + "".join(_point(number, s(word)) for number, word in enumerate(words, 2))
    arrows = "".join(
        f'<dgm:cxn modelId="{10 + number}" srcId="1" destId="{number}" srcOrd="{number - 2}" destOrd="0"/>'
        for number in (2, 3, 4)
    )
    drawing = (
        f'<a:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram"><dsp:dataModelExt '
        f'xmlns:dsp="{MICROSOFT}/drawing/2008/diagram" relId="drawing" minVer="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
        "</a:ext></a:extLst>"
    )
    model = (
        f'{HEAD}<dgm:dataModel xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}"><dgm:ptLst>{points}</dgm:ptLst>'
        f"<dgm:cxnLst>{arrows}</dgm:cxnLst><dgm:bg/><dgm:whole/>{drawing if with_drawing else ''}</dgm:dataModel>"
    )
    shapes = "".join(
        f'<dsp:sp modelId="{number}"><dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr><dsp:spPr>'
        f'<a:xfrm><a:off x="0" y="{number * 600000 - 1200000}"/><a:ext cx="5000000" cy="500000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></dsp:spPr><dsp:txBody><a:bodyPr/><a:lstStyle/>'
        f'<a:p><a:r><a:rPr sz="1100"/><a:t>{s(word)}</a:t></a:r></a:p></dsp:txBody></dsp:sp>'
        for number, word in enumerate(words, 2)
    )
    drawn = (
        f'{HEAD}<dsp:drawing xmlns:dgm="{DIAGRAM}" xmlns:dsp="{MICROSOFT}/drawing/2008/diagram" xmlns:a="{DRAWING}">'
        f'<dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/>'
        f"{shapes}</dsp:spTree></dsp:drawing>"
    )
    spaces = f'xmlns:dgm="{DIAGRAM}" xmlns:r="{OFFICE}"'
    graphic = f'<dgm:relIds {spaces} r:dm="data" r:lo="layout" r:qs="quick" r:cs="colours"/>'
    layout = (
        f'{HEAD}<dgm:layoutDef xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}"><dgm:layoutNode name="d"/></dgm:layoutDef>'
    )
    quick = f'{HEAD}<dgm:styleDef xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}" uniqueId="q"/>'
    colours = f'{HEAD}<dgm:colorsDef xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}" uniqueId="c"/>'
    files = {
        "word/diagrams/data1.xml": model,
        "word/diagrams/layout1.xml": layout,
        "word/diagrams/quickStyle1.xml": quick,
        "word/diagrams/colors1.xml": colours,
    }
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagram"
    types = {
        "word/diagrams/data1.xml": f"{kind}Data+xml",
        "word/diagrams/layout1.xml": f"{kind}Layout+xml",
        "word/diagrams/quickStyle1.xml": f"{kind}Style+xml",
        "word/diagrams/colors1.xml": f"{kind}Colors+xml",
    }
    arrow = [
        ("data", "diagramData", "diagrams/data1.xml"),
        ("layout", "diagramLayout", "diagrams/layout1.xml"),
        ("quick", "diagramQuickStyle", "diagrams/quickStyle1.xml"),
        ("colours", "diagramColors", "diagrams/colors1.xml"),
    ]
    if with_drawing:
        files["word/diagrams/drawing1.xml"] = drawn
        types["word/diagrams/drawing1.xml"] = "application/vnd.ms-office.drawingml.diagramDrawing+xml"
        arrow.append(("drawing", f"{MICROSOFT}/2007/relationships/diagramDrawing", "diagrams/drawing1.xml"))
    body = p("avern") + p(f"<w:r>{inline(graphic, DIAGRAM, size=(400, 150))}</w:r>") + p("elmsey")
    return docx(body, tuple(arrow), dict(files), types=types)


def smartart() -> Construct:
    return Construct(
        "SmartArt, with Word's own drawing of it", _diagram(True), ("avern", "brolin", "caddow", "dorvel", "elmsey")
    )


def smartart_without_drawing() -> Construct:
    return Construct(
        "SmartArt without a drawing", _diagram(False), ("avern", "brolin", "elmsey"), anywhere=("caddow", "dorvel")
    )


def chart() -> Construct:
    def words(text: str) -> str:
        return f'<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/>'

    names = "".join(f'<c:pt idx="{n}"><c:v>{w}</c:v></c:pt>' for n, w in enumerate(("Caddow", "Dorvel")))
    series = (
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>'
        '<c:strRef><c:f>S!$B$1</c:f><c:strCache><c:ptCount val="1"/>'
        '<c:pt idx="0"><c:v>Visits to Elmsey</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        "<c:cat><c:strRef>"
        f'<c:f>S!$A$2:$A$3</c:f><c:strCache><c:ptCount val="2"/>{names}</c:strCache></c:strRef></c:cat>'
        '<c:val><c:numRef><c:f>S!$B$2:$B$3</c:f><c:numCache><c:ptCount val="2"/><c:pt idx="0"><c:v>4</c:v></c:pt>'
        '<c:pt idx="1"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>'
    )
    plot = (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
        f'{series}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
    )
    whole = (
        f'{HEAD}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:chart><c:title>{words("Calls by place: Brolin")}'
        f'</c:title><c:plotArea>{plot}</c:plotArea><c:legend><c:legendPos val="r"/></c:legend></c:chart></c:chartSpace>'
    )
    graphic = f'<c:chart xmlns:c="{CHART}" xmlns:r="{OFFICE}" r:id="chart"/>'
    return Construct(
        "a chart: title, series, categories",
        docx(
            p("avern") + p(f"<w:r>{inline(graphic, CHART, size=(400, 200))}</w:r>") + p("fernby"),
            (("chart", "chart", "charts/chart1.xml"),),
            {"word/charts/chart1.xml": whole},
            types={"word/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"},
        ),
        ("avern", "brolin", "fernby"),
        anywhere=("caddow", "dorvel", "elmsey"),
    )


def wordart_old() -> Construct:
    art = (
        '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="art" o:spid="_x0000_s1030" type="#_x0000_t136" '
        'style="width:300pt;height:40pt" fillcolor="#2f5496"><v:textpath style="font-family:&quot;Arial&quot;" '
        'trim="t" fitpath="t" string="Baby Brolin"/></v:shape></w:pict>'
    )
    return Construct(
        "WordArt of Word 2007 (v:textpath)",
        docx(p(f"<w:r>{art}</w:r>") + ps("avern", "caddow")),
        ("brolin", "avern", "caddow"),
    )


def wordart_new() -> Construct:
    warped = shape(p("Baby Brolin")).replace(
        "<wps:bodyPr/>", '<wps:bodyPr><a:prstTxWarp prst="textWave1"><a:avLst/></a:prstTxWarp></wps:bodyPr>'
    )
    body = p(f"<w:r>{anchored(warped, (72, 60, 400, 60))}</w:r>") + ps("avern", "caddow")
    return Construct("WordArt since Word 2010", docx(body), ("brolin", "avern", "caddow"))


def _picture(title: str) -> str:
    graphic = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="badge.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="image"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1270000" cy="1270000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return f"<w:r>{inline(graphic, PICTURE, title=title, size=(100, 100))}</w:r>"


def _with_image(body: str) -> bytes:
    return docx(body, (("image", "image", "media/image1.png"),), {"word/media/image1.png": PIXEL})


def image_alt_text() -> Construct:
    picture = _picture(' descr="A bar with the calls made from Brolin"')
    return Construct(
        "a picture with alternative text", _with_image(p("avern") + p(picture) + p("caddow")),
        ("avern", "caddow"), alternatives=("brolin",),
    )  # fmt: skip


def caption() -> Construct:
    number = field("SEQ Figure \\* ARABIC", r("1"))
    words = p(r("Figure "), number, r(": calls made from Brolin in the spring"), style="Caption")
    return Construct(
        "a caption with its number", docx(p("avern") + words + p("caddow")),
        ("avern", "figure", "1", "brolin", "caddow"), ("seq", "arabic"),
    )  # fmt: skip


def frame() -> Construct:
    framed = (
        '<w:framePr w:w="3000" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="7500" w:y="1"/>'
    )
    body = p("avern") + p("brolin", properties=framed) + p("caddow", properties=framed) + p("dorvel")
    return Construct(
        "a frame (w:framePr) of two paragraphs", docx(body), ("avern", "dorvel"), anywhere=("brolin", "caddow")
    )


def drop_cap() -> Construct:
    cap = '<w:keepNext/><w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'
    body = p(r("A", '<w:sz w:val="96"/>'), properties=cap) + p("vern was where the family had lived until the spring.")
    return Construct("a drop cap in a frame of its own", docx(body + p("brolin")), ("avern", "brolin"))


def embedded_object() -> Construct:
    held = (
        '<w:object w:dxaOrig="1440" w:dyaOrig="1440"><v:shape id="ole" '
        'o:spid="_x0000_i1025" style="width:72pt;height:72pt" '
        'o:ole=""><v:imagedata r:id="image" o:title=""/></v:shape><o:OLEObject Type="Embed" ProgID="Package" '
        'ShapeID="ole" DrawAspect="Icon" ObjectID="_1" r:id="object"/></w:object>'
    )
    arrows = (("image", "image", "media/image1.png"), ("object", "oleObject", "embeddings/oleObject1.bin"))
    files = {"word/media/image1.png": PIXEL, "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 508}
    body = p(r("avern"), f"<w:r>{held}</w:r>", r(f" {s('brolin')}")) + p("caddow")
    return Construct("an embedded object among words", docx(body, arrows, dict(files)), ("avern", "brolin", "caddow"))


def canvas() -> Construct:
    space = f"{MICROSOFT}/word/2010/wordprocessingCanvas"
    shapes = shape(p("brolin"), 1) + shape(p("caddow"), 2).replace('<a:off x="0" y="0"/>', '<a:off x="0" y="1000000"/>')
    graphic = f'<wpc:wpc xmlns:wpc="{space}"><wpc:bg/><wpc:whole/>{shapes}</wpc:wpc>'
    drawn = anchored(graphic, (72, 120, 400, 170), uri=space)
    old = "<w:pict/>"
    choice = either(drawn, old, "wpc").replace("<mc:AlternateContent>", f'<mc:AlternateContent xmlns:wpc="{space}">')
    return Construct(
        "a drawing canvas with two shapes",
        docx(p("avern") + p(choice) + p("dorvel")),
        ("avern", "brolin", "caddow", "dorvel"),
    )


BUILDERS = (
    smartart, smartart_without_drawing, chart, wordart_old, wordart_new, image_alt_text, caption, frame, drop_cap,
    embedded_object, canvas,
)  # fmt: skip
