"""Boxes that stand apart from their anchor, and boxes that nobody sees."""

from __future__ import annotations

from constructs.lists import definition, instance, item, level
from constructs.made import Construct, s
from constructs.package import docx
from constructs.pieces import TRACKED, anchored, box, p, ps, shape

LOW = '<w:spacing w:before="600"/>'


def box_banner_anchored_last() -> Construct:
    body = p("brolin", properties=LOW) + p("caddow") + p(box(p("avern"), (72, 30, 400, 40)))
    return Construct(
        "a banner at the top of the page, anchored in the last paragraph", docx(body), ("avern", "brolin", "caddow")
    )


def box_relative_to_paragraph() -> Construct:
    drawn = anchored(shape(p("caddow")), (0, 30, 400, 60))
    for axis in ("H", "V"):
        drawn = drawn.replace(
            f'<wp:position{axis} relativeFrom="page">',
            f'<wp:position{axis} relativeFrom="{"column" if axis == "H" else "paragraph"}">',
        )
    body = p("avern") + p("brolin", f"<w:r>{drawn}</w:r>") + p("dorvel", properties='<w:spacing w:before="1800"/>')
    return Construct("a box placed below its paragraph", docx(body), ("avern", "brolin", "caddow", "dorvel"))


def box_with_numbers_that_go_on() -> Construct:
    numbering = definition(level(0, "decimal", "%1.")) + instance()
    body = item("avern") + p(box(item("brolin"), (72, 118, 400, 60))) + item("caddow")
    return Construct(
        "a numbered list that goes on in a box, its own count",
        docx(body, numbering=numbering),
        ("avern", "brolin", "caddow"),
        labels=(("1.", "avern"),),
    )


def box_hidden_anchor() -> Construct:
    drawn = anchored(shape(p("zarnik")), (72, 130, 400, 60))
    body = p("avern") + p(f"<w:r><w:rPr><w:vanish/></w:rPr>{drawn}</w:r>") + p("brolin")
    return Construct("a box in a hidden run", docx(body), ("avern", "brolin"), ("zarnik",))


def box_switched_off() -> Construct:
    drawn = anchored(shape(p("zarnik")), (72, 130, 400, 60), title=' hidden="1"')
    body = p("avern") + p(f"<w:r>{drawn}</w:r>") + p("brolin")
    return Construct("a box switched off in the selection pane", docx(body), ("avern", "brolin"), ("zarnik",))


def box_in_deletion() -> Construct:
    drawn = anchored(shape(p("zarnik")), (72, 130, 400, 60))
    body = p("avern") + p(f'<w:del w:id="1" {TRACKED}><w:r>{drawn}</w:r></w:del>') + p("brolin")
    return Construct("a box deleted as a tracked change", docx(body), ("avern", "brolin"), ("zarnik",))


def box_at_the_side() -> Construct:
    side = box(ps("dorvel", "elmsey"), (400, 72, 150, 250))
    text = f"{s('avern')} {s('brolin')}"
    return Construct(
        "a box at the side of the text",
        docx(p(text, side) + p("caddow")),
        ("avern", "brolin", "caddow"),
        anywhere=("dorvel", "elmsey"),
    )


BUILDERS = (
    box_banner_anchored_last, box_relative_to_paragraph, box_with_numbers_that_go_on, box_hidden_anchor,
    box_switched_off, box_in_deletion, box_at_the_side,
)  # fmt: skip
