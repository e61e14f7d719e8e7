"""Text boxes and shapes: both dialects, nested, grouped, chained, in cells and margins, drawn out of order."""

from __future__ import annotations

from constructs.made import Construct
from constructs.package import docx
from constructs.pieces import POINT, anchored, box, cell, either, p, ps, r, row, shape, table, vml

GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
OPEN = "<wp:wrapNone/>"


def box_drawingml() -> Construct:
    body = p("avern") + p(f"<w:r>{anchored(shape(ps('brolin', 'caddow')), (72, 100, 400, 70))}</w:r>") + p("dorvel")
    return Construct("a text box of DrawingML", docx(body), ("avern", "brolin", "caddow", "dorvel"))


def box_vml() -> Construct:
    body = (
        p("avern")
        + p(f"<w:r>{vml(ps('brolin', 'caddow'), (72, 100, 400, 70))}</w:r>")
        + p("dorvel", properties='<w:spacing w:before="2400"/>')
    )
    return Construct("a text box of VML", docx(body), ("avern", "brolin", "caddow", "dorvel"))


def box_both() -> Construct:
    body = p("avern") + p(box(ps("brolin", "caddow"), (72, 100, 400, 70))) + p("dorvel")
    return Construct(
        "a text box in both dialects (AlternateContent)", docx(body), ("avern", "brolin", "caddow", "dorvel")
    )


def box_choice_differs() -> Construct:
    old = vml(ps("brolin", "zarnik"), (72, 100, 400, 70))
    body = p("avern") + p(either(anchored(shape(ps("brolin", "caddow")), (72, 100, 400, 70)), old)) + p("dorvel")
    return Construct(
        "AlternateContent whose Fallback was left behind with older words",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel"),
        ("zarnik",),
    )


def box_equal_words() -> Construct:
    first = box(p("Please ring the duty desk at Brolin."), (72, 100, 400, 40), 1)
    second = box(p("Please ring the duty desk at Caddow."), (72, 142, 400, 40), 2)
    body = p("avern") + p(first + second) + p("dorvel")
    return Construct("two boxes with nearly the same words", docx(body), ("avern", "brolin", "caddow", "dorvel"))


def box_nested() -> Construct:
    inner = f"<w:r>{vml(ps('caddow'), (90, 130, 300, 40), 2)}</w:r>"
    blocks = p("brolin") + p(inner) + p("dorvel")
    old = vml(blocks, (72, 100, 400, 200))
    body = p("avern") + p(either(anchored(shape(blocks), (72, 100, 400, 200)), old)) + p("elmsey")
    return Construct("a text box within a text box", docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey"))


def box_grouped() -> Construct:
    members = "".join(
        shape(p(word), number).replace(
            '<a:off x="0" y="0"/>', f'<a:off x="{210 * POINT * column}" y="{80 * POINT * line}"/>'
        )
        for number, (word, column, line) in enumerate(
            (("brolin", 0, 0), ("caddow", 1, 0), ("dorvel", 0, 1), ("elmsey", 1, 1)), 1
        )
    )
    extent = f'<a:ext cx="{410 * POINT}" cy="{150 * POINT}"/>'
    child = extent.replace("a:ext", "a:chExt")
    frame = f'<a:xfrm><a:off x="0" y="0"/>{extent}<a:chOff x="0" y="0"/>{child}</a:xfrm>'
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{frame}</wpg:grpSpPr>{members}</wpg:wgp>"
    body = p("avern") + p(f"<w:r>{anchored(group, (72, 100, 410, 150), uri=GROUP)}</w:r>") + p("fernby")
    return Construct(
        "a group of four shapes with words",
        docx(body),
        ("avern", "brolin", "fernby"),
        anywhere=("caddow", "dorvel", "elmsey"),
    )


def box_in_cell() -> Construct:
    inner = p("brolin") + p(box(p("caddow"), (80, 140, 150, 60)))
    body = p("avern") + table(row(cell(inner), "dorvel"), row("elmsey", "fernby"))
    return Construct("a text box in a cell", docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"))


def box_in_header() -> Construct:
    header = p("Partnership of Gorrel", box(p("brolin"), (72, 20, 400, 40)))
    return Construct(
        "a text box in the page header",
        docx(ps("avern", "caddow"), section='<w:headerReference w:type="default" r:id="header1"/>', header1=header),
        ("avern", "caddow"),
        anywhere=("brolin", "gorrel"),
    )


def box_out_of_drawing_order() -> Construct:
    places = (("dorvel", 380.0), ("brolin", 140.0), ("elmsey", 500.0), ("caddow", 260.0))
    boxes = "".join(box(p(word), (72, top, 400, 80), number) for number, (word, top) in enumerate(places, 1))
    body = p("avern") + p(boxes)
    return Construct(
        "boxes drawn in another order than they stand on the page",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel", "elmsey"),
    )


def box_two_columns() -> Construct:
    places = (
        ("fernby", 330, 250, 90), ("brolin", 60, 140, 80), ("elmsey", 330, 140, 100), ("caddow", 60, 230, 80),
        ("gorrel", 330, 350, 60), ("dorvel", 60, 320, 90),
    )  # fmt: skip
    boxes = "".join(
        box(p(word), (left, top, 220, height), number) for number, (word, left, top, height) in enumerate(places, 1)
    )
    return Construct(
        "two columns of boxes, read top to bottom",
        docx(p("avern") + p(boxes)),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby", "gorrel"),
    )


def box_empty_anchor() -> Construct:
    body = p("avern") + p(box(p("brolin"), (72, 100, 400, 60))) + p("") + p("caddow")
    return Construct("a box anchored in an empty paragraph", docx(body), ("avern", "brolin", "caddow"))


def box_anchored_in_words() -> Construct:
    anchor = p(r("avern "), box(p("caddow"), (72, 160, 400, 60)), r("brolin"))
    words = anchor.replace("avern ", "The family had moved to Avern before the first visit took place. ")
    return Construct(
        "a box anchored in the middle of a paragraph with words",
        docx(words + p("dorvel")),
        ("avern", "brolin", "dorvel"),
        anywhere=("caddow",),
    )


def box_chain() -> Construct:
    first = shape(ps("brolin", "caddow", "dorvel", "elmsey"), 1).replace("<wps:txbx>", '<wps:txbx id="1">')
    second = shape("", 2).replace(
        "<wps:txbx><w:txbxContent></w:txbxContent></wps:txbx>", '<wps:linkedTxbx id="1" seq="1"/>'
    )
    places = ((72.0, 100.0, 200.0, 70.0), (300.0, 100.0, 200.0, 70.0))
    boxes = "".join(
        f"<w:r>{anchored(graphic, at, number)}</w:r>"
        for number, (graphic, at) in enumerate(zip((first, second), places, strict=True), 1)
    )
    return Construct(
        "a chain of linked boxes",
        docx(p("avern") + p(boxes) + p("fernby")),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"),
    )


def box_shape_with_words() -> Construct:
    shaped = anchored(shape(p("brolin"), geometry="roundRect"), (72, 100, 400, 70))
    arrow = anchored(shape(p("caddow"), 2, geometry="rightArrow"), (72, 172, 400, 90), 2)
    body = p("avern") + p(f"<w:r>{shaped}</w:r><w:r>{arrow}</w:r>") + p("dorvel")
    return Construct("words in a rounded shape and in an arrow", docx(body), ("avern", "brolin", "caddow", "dorvel"))


def box_inline() -> Construct:
    old = anchored(shape(p("brolin")), (0, 0, 400, 70))
    start, end = old.index("<wp:anchor"), old.index("<wp:extent")
    drawn = old[:start] + '<wp:inline distT="0" distB="0" distL="0" distR="0">' + old[end:]
    drawn = drawn.replace("<wp:wrapTopAndBottom/>", "").replace("</wp:anchor>", "</wp:inline>")
    return Construct(
        "a text box in line with the words",
        docx(p("avern") + p(f"<w:r>{drawn}</w:r>") + p("caddow")),
        ("avern", "brolin", "caddow"),
    )


def box_with_table() -> Construct:
    blocks = p("brolin") + table(row("caddow", "dorvel")) + p("")
    body = p("avern") + p(box(blocks, (72, 100, 450, 160))) + p("elmsey")
    return Construct("a table in a text box", docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey"))


def box_vml_group() -> Construct:
    def member(word: str, top: int, number: int) -> str:
        return (
            f'<v:rect id="member{number}" style="position:absolute;left:0;top:{top};width:4000;height:800">'
            f"<v:textbox><w:txbxContent>{p(word)}</w:txbxContent></v:textbox></v:rect>"
        )

    style = "position:absolute;margin-left:72pt;margin-top:130pt;width:400pt;height:200pt"
    place = f'style="{style};mso-position-horizontal-relative:page;mso-position-vertical-relative:page"'
    group = f'<v:group id="g" {place} coordorigin="0,0" coordsize="4000,2000">{{}}</v:group>'
    pict = f"<w:pict>{group.format(member('caddow', 1000, 2) + member('brolin', 0, 1))}</w:pict>"
    body = p("avern") + p(f"<w:r>{pict}</w:r>") + p("dorvel", properties='<w:spacing w:before="5000"/>')
    return Construct(
        "a group of VML, drawn from the bottom to the top", docx(body), ("avern", "brolin", "caddow", "dorvel")
    )


def box_aligned() -> Construct:
    def aligned(word: str, side: str, number: int) -> str:
        drawn = anchored(shape(p(word), number), (0, 100, 210, 120), number)
        old = '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset>'
        new = f'<wp:positionH relativeFrom="margin"><wp:align>{side}</wp:align>'
        return f"<w:r>{drawn.replace(old, new)}</w:r>"

    body = p("avern") + p(aligned("caddow", "right", 1) + aligned("brolin", "left", 2)) + p("dorvel")
    return Construct(
        "two boxes aligned to the margins, the right one drawn first",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel"),
    )


def box_filled() -> Construct:
    white = r("brolin", '<w:color w:val="FFFFFF"/>')
    filled = shape(p(white)).replace("</wps:spPr>", '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></wps:spPr>')
    body = p("avern") + p(f"<w:r>{anchored(filled, (72, 100, 400, 70))}</w:r>") + p("caddow")
    return Construct("white words in a dark box", docx(body), ("avern", "brolin", "caddow"))


BUILDERS = (
    box_drawingml, box_vml, box_both, box_choice_differs, box_equal_words, box_nested, box_grouped, box_in_cell,
    box_in_header, box_out_of_drawing_order, box_two_columns, box_empty_anchor, box_anchored_in_words, box_chain,
    box_shape_with_words, box_inline, box_with_table, box_vml_group, box_aligned, box_filled,
)  # fmt: skip
