"""Turned, cropped and scaled pages; turned words beside level ones."""

from __future__ import annotations

from pikepdf import Array

from drawn.made import Construct
from drawn.pen import Paper, lines, text

_LINES = ("A worker from Ilshom asked how each", "child spent the weekend and whether", "anybody came to see them.")
_READ = "a worker from ilshom asked how each child spent the weekend and whether anybody came to see them"


def label_upwards() -> Construct:
    paper = Paper()
    bar = "0 .2 .4 rg 50 560 26 110 re f 1 g BT /B 12 Tf 0 1 -1 0 68 575 Tm (Background) Tj ET 0 g"
    paper.page(text(50, 740, "Child Wren"), bar, lines(90, 650, *_LINES))
    return Construct(
        "a label that stands upwards in a bar beside its text", paper.done(), ("child wren", "background", _READ)
    )


def label_downwards() -> Construct:
    paper = Paper()
    bar = "0 .2 .4 rg 50 560 26 110 re f 1 g BT /B 12 Tf 0 -1 1 0 58 660 Tm (Background) Tj ET 0 g"
    paper.page(text(50, 740, "Child Wren"), bar, lines(90, 650, *_LINES))
    return Construct(
        "a label that stands downwards in a bar beside its text", paper.done(), ("child wren", "background", _READ)
    )


def two_labels() -> Construct:
    paper = Paper()
    content = [text(50, 740, "Child Wren")]
    for n, (label, words) in enumerate((("Finding", _LINES[0]), ("Learning", "Ask the same question twice."))):
        y = 600 - 150 * n
        content.append(f"0 .2 .4 rg 50 {y} 26 100 re f 1 g BT /B 12 Tf 0 1 -1 0 68 {y + 10} Tm ({label}) Tj ET 0 g")
        content.append(text(90, y + 80, words))
    paper.page(*content)
    seen = ("child wren", "finding", _LINES[0].lower(), "learning", "ask the same question twice")
    return Construct("two labels in bars beside their texts", paper.done(), seen)


def label_of_two_lines() -> Construct:
    paper = Paper()
    bar = "BT /B 12 Tf 0 1 -1 0 58 575 Tm (What went) Tj ET BT /B 12 Tf 0 1 -1 0 73 575 Tm (well here) Tj ET"
    paper.page(text(50, 740, "Child Wren"), bar, lines(100, 650, *_LINES))
    return Construct("a turned label of two lines", paper.done(), ("child wren", "what went well here", _READ))


def label_of_separate_words() -> Construct:
    paper = Paper()
    bar = "BT /B 12 Tf 0 1 -1 0 68 560 Tm (What) Tj ET BT /B 12 Tf 0 1 -1 0 68 596 Tm (happened) Tj ET"
    paper.page(text(50, 740, "Child Wren"), bar, lines(100, 650, *_LINES))
    return Construct(
        "a turned label whose words are placed one by one", paper.done(), ("child wren", "what happened", _READ)
    )


def stacked_letters() -> Construct:
    paper = Paper()
    stack = "\n".join(text(58, 660 - 14 * n, sign, 12, "B") for n, sign in enumerate("FACTS"))
    paper.page(text(50, 740, "Child Wren"), stack, lines(100, 650, *_LINES))
    return Construct("a label of letters beneath each other", paper.done(), ("child wren", _READ), anywhere=("facts",))


def aslant() -> Construct:
    paper = Paper()
    paper.page(text(50, 740, "Child Wren"), "q .98 .17 -.17 .98 140 500 cm", lines(0, 100, *_LINES), "Q")
    return Construct("a text that stands aslant by ten degrees", paper.done(), ("child wren", _READ))


def slightly_aslant() -> Construct:
    paper = Paper()
    paper.page(text(50, 740, "Child Wren"), "q .9998 .02 -.02 .9998 20 500 cm", lines(40, 100, *_LINES), "Q")
    return Construct("a text that stands aslant by one degree", paper.done(), ("child wren", _READ))


def upside_down() -> Construct:
    paper = Paper()
    paper.page(text(50, 740, "Child Wren"), "q -1 0 0 -1 500 600 cm", lines(40, 100, *_LINES), "Q")
    return Construct("a text that stands on its head", paper.done(), ("child wren", _READ))


def watermark() -> Construct:
    paper = Paper()
    mark = "q .9 g BT /B 80 Tf .7 .7 -.7 .7 120 250 Tm (DRAFT) Tj ET Q"
    paper.page(mark, text(50, 740, "Child Wren"), lines(90, 650, *_LINES))
    return Construct("a watermark across the page", paper.done(), ("child wren", _READ))


def _page(says: str, before: str = "", **keys: object) -> Construct:
    paper = Paper()
    paper.page(before, text(50, 740, "Child Wren"), lines(90, 650, *_LINES), **keys)
    return Construct(says, paper.done(), ("child wren", _READ))


def page_turned_right() -> Construct:
    return _page("a page turned by a quarter", "0 1 -1 0 595 0 cm 1 0 0 1 0 -200 cm", Rotate=90)


def page_turned_over() -> Construct:
    return _page("a page turned by a half", "-1 0 0 -1 595 842 cm", Rotate=180)


def page_turned_left() -> Construct:
    return _page("a page turned by three quarters", "0 -1 1 0 0 842 cm 1 0 0 1 0 -200 cm", Rotate=270)


def page_turned_by_mistake() -> Construct:
    return _page("a page whose words all stand upwards", Rotate=90)


def page_cropped() -> Construct:
    return _page("a cropped page", CropBox=Array([20, 400, 580, 800]))


def page_away_from_zero() -> Construct:
    return _page(
        "a page whose corner is far from zero", "1 0 0 1 -2000 3000 cm", MediaBox=Array([-2000, 3000, -1405, 3842])
    )


def page_with_big_units() -> Construct:
    return _page("a page with units of two points", UserUnit=2)


def page_with_small_numbers() -> Construct:
    return _page("a page drawn in hundredths", ".01 0 0 .01 0 0 cm 100 0 0 100 0 0 cm")


def page_upside_down_by_matrix() -> Construct:
    paper = Paper()
    flipped = "\n".join(f"BT /F 11 Tf 1 0 0 -1 90 {192 + 14 * n} Tm ({line}) Tj ET" for n, line in enumerate(_LINES))
    paper.page("1 0 0 -1 0 842 cm", "BT /F 11 Tf 1 0 0 -1 50 102 Tm (Child Wren) Tj ET", flipped)
    return Construct("a page whose y runs downwards", paper.done(), ("child wren", _READ))


def mixed_sizes() -> Construct:
    paper = Paper()
    paper.page(text(50, 740, "Child Wren"), lines(90, 650, *_LINES))
    wide = paper.page("0 -1 1 0 0 595 cm 1 0 0 1 0 0 cm", MediaBox=Array([0, 0, 842, 595]))
    wide.obj.Contents = paper.pdf.make_stream(text(60, 500, "The timeline stands on a wide page.").encode())
    return Construct("pages of two sizes", paper.done(), ("child wren", _READ, "the timeline stands on a wide page"))


BUILDERS = (
    label_upwards, label_downwards, two_labels, label_of_two_lines, label_of_separate_words, stacked_letters, aslant,
    slightly_aslant, upside_down, watermark, page_turned_right, page_turned_over, page_turned_left,
    page_turned_by_mistake, page_cropped, page_away_from_zero, page_with_big_units, page_with_small_numbers,
    page_upside_down_by_matrix, mixed_sizes,
)  # fmt: skip
