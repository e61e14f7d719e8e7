"""Words that nobody sees, and words that look as if nobody saw them and yet are seen."""

from __future__ import annotations

import dataclasses

from pikepdf import Array, Dictionary, Name, Stream, String

from drawn.made import Construct
from drawn.pen import Paper, lines, noise, rows_of_ink, text

_OPENING = text(60, 760, "The panel met at Avern in March.")
_CLOSING = text(60, 400, "Nothing more was heard from Brolin.")
_SEEN = ("the panel met at Avern in March", "nothing more was heard from Brolin")
_SECRET = "Zarnik wrote a private remark"
_UNSEEN = ("zarnik", "remark")
_MIDDLE = "Fernby offered to help with the children"


def _unseen(says: str, content: str, paper: Paper | None = None, **keys: object) -> Construct:
    """A page on which nobody sees what the manager wrote."""
    paper = paper or Paper()
    paper.page(_OPENING, "q", content, "Q", _CLOSING, **keys)
    return Construct(says, paper.done(), _SEEN, _UNSEEN, told=("BK230",))


def _seen(says: str, content: str, paper: Paper | None = None, **keys: object) -> Construct:
    """A page on which everything is seen."""
    paper = paper or Paper()
    paper.page(_OPENING, "q", content, "Q", _CLOSING, **keys)
    return Construct(says, paper.done(), (_SEEN[0], _MIDDLE.lower(), _SEEN[1]), quiet=True)


def _seen_once(says: str, content: str, paper: Paper | None = None) -> Construct:
    """A page on which everything is seen, and some of it printed twice."""
    return dataclasses.replace(_seen(says, content, paper), quiet=False, told=("BK234",))


def _secret(extra: str = "", size: float = 11, x: float = 60, y: float = 600) -> str:
    return text(x, y, _SECRET, size, extra=extra)


def invisible() -> Construct:
    return _unseen("invisible type (Tr 3)", _secret("3 Tr"))


def clipping_type() -> Construct:
    return _unseen("type that only clips (Tr 7)", _secret("7 Tr"))


def white() -> Construct:
    return _unseen("white on white", "1 1 1 rg " + _secret())


def nearly_white() -> Construct:
    return _unseen("nearly white on white", ".99 .985 .99 rg " + _secret())


def white_by_cmyk() -> Construct:
    return _unseen("white by CMYK", "0 0 0 0 k " + _secret())


def white_on_white_box() -> Construct:
    return _unseen("white on a white box with a frame", "1 g 0 G 50 590 300 30 re B " + _secret())


def in_the_colour_of_its_box() -> Construct:
    return _unseen("dark blue on a box of the same blue", "0 .1 .4 rg 50 590 300 30 re f " + _secret())


def black_on_black() -> Construct:
    return _unseen("black type on a black bar", "0 g 50 590 300 30 re f " + _secret())


def tiny() -> Construct:
    return _unseen("type of half a point", _secret(size=0.5))


def tiny_by_matrix() -> Construct:
    return _unseen("type made tiny by a matrix", ".04 0 0 .04 60 600 cm " + _secret(x=0, y=0))


def transparent() -> Construct:
    paper = Paper()
    return _unseen("type with an opacity of nothing", paper.state("A", ca=0, CA=0) + _secret(), paper)


def nearly_transparent() -> Construct:
    paper = Paper()
    return _unseen("type with an opacity of 2%", paper.state("A", ca=0.02, CA=0.02) + _secret(), paper)


def off_the_page() -> Construct:
    return _unseen("beyond the edge of the page", _secret(x=700))


def above_the_page() -> Construct:
    return _unseen("above the edge of the page", _secret(y=1000))


def out_of_the_crop_box() -> Construct:
    return _unseen("outside of the crop box", _secret(y=300), CropBox=Array([0, 350, 595, 842]))


def clipped_away() -> Construct:
    return _unseen("clipped away", "300 100 50 50 re W n " + _secret())


def clipped_by_nothing() -> Construct:
    return _unseen("clipped by an empty path", "0 0 0 0 re W n " + _secret())


def beneath_a_picture() -> Construct:
    paper = Paper()
    paper.picture("P", noise(20, 10), 20, 10)
    return _unseen("beneath a picture", _secret() + " q 300 0 0 60 50 580 cm /P Do Q", paper)


def beneath_a_black_bar() -> Construct:
    return _unseen("beneath a black bar", _secret() + " 0 g 50 590 300 30 re f")


def beneath_a_white_bar() -> Construct:
    return _unseen("beneath a white bar", _secret() + " 1 g 50 590 300 30 re f")


def beneath_a_thick_line() -> Construct:
    return _unseen("beneath a thick line", _secret() + " 0 G 20 w 50 604 m 350 604 l S")


def beneath_a_form() -> Construct:
    paper = Paper()
    paper.form("X", "0 g 50 590 300 30 re f")
    return _unseen("beneath a bar in a form object", _secret() + " /X Do", paper)


def beneath_many_bars() -> Construct:
    bars = " ".join(f"{50 + 20 * n} 590 20.5 30 re f" for n in range(12))
    return _unseen("beneath bars side by side", f"{_secret()} 0 g {bars}")


def _one_name_covered(says: str, bar: str) -> Construct:
    paper = Paper()
    content = text(60, 600, "Her brother Zarnik stayed at home.") + bar
    paper.page(_OPENING, content, _CLOSING)
    return Construct(
        says, paper.done(), (_SEEN[0], "her brother", "stayed at home", _SEEN[1]), ("zarnik",), told=("BK230",)
    )


def a_name_beneath_a_bar() -> Construct:
    return _one_name_covered("one name of a line beneath a bar", " 0 g 120 596 34 13 re f")


def a_name_beneath_an_annotation() -> Construct:
    paper = Paper()
    content = text(60, 600, "Her brother Zarnik stayed at home.")
    page = paper.page(_OPENING, content, _CLOSING)
    bar = Dictionary(
        Type=Name.Annot, Subtype=Name.Square, Rect=Array([120, 596, 154, 609]), IC=Array([0, 0, 0]), C=Array([0, 0, 0]),
        F=4, AP=Dictionary(N=paper.pdf.make_indirect(_appearance(paper, "0 g 0 0 34 13 re f", 34, 13))),
    )  # fmt: skip
    page.obj.Annots = Array([paper.pdf.make_indirect(bar)])
    return Construct(
        "one name beneath a bar that is an annotation", paper.done(),
        (_SEEN[0], "her brother", "stayed at home", _SEEN[1]), ("zarnik",), told=("BK230",),
    )  # fmt: skip


def _appearance(paper: Paper, content: str, width: float, height: float) -> Stream:
    stream = paper.pdf.make_stream(content.encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    return stream


def beneath_a_clear_bar() -> Construct:
    paper = Paper()
    bar = f" {paper.state('A', ca=0.4)} 1 1 0 rg 50 590 300 30 re f"
    return _seen("seen: beneath a clear yellow bar", text(60, 600, _MIDDLE) + bar, paper)


def beneath_a_multiplied_bar() -> Construct:
    paper = Paper()
    bar = f" {paper.state('A', BM=Name.Multiply)} 1 1 0 rg 50 590 300 30 re f"
    return _seen("seen: beneath a bar that is multiplied", text(60, 600, _MIDDLE) + bar, paper)


def beneath_a_clear_picture() -> Construct:
    paper = Paper()
    paper.picture("M", bytes(200), 20, 10)
    paper.picture("P", noise(20, 10), 20, 10, SMask=paper.resources.XObject["/M"])
    return _seen(
        "seen: beneath a picture that is clear", text(60, 600, _MIDDLE) + " q 300 0 0 60 50 580 cm /P Do Q", paper
    )


def beneath_a_clipped_bar() -> Construct:
    return _seen(
        "seen: a later bar is clipped away", text(60, 600, _MIDDLE) + " q 400 100 50 50 re W n 0 g 50 590 300 30 re f Q"
    )


def beneath_a_frame() -> Construct:
    return _seen("seen: a later frame without filling", text(60, 600, _MIDDLE) + " 0 G 1 w 50 590 300 30 re S")


def underlined_later() -> Construct:
    return _seen("seen: a later line beneath it and one through it", text(60, 600, _MIDDLE) + " 0 g 60 597 240 .8 re f")


def on_a_bar() -> Construct:
    return _seen("seen: white on a dark bar", "0 .1 .4 rg 50 590 300 30 re f 1 g " + text(60, 600, _MIDDLE, 11, "B"))


def on_a_picture() -> Construct:
    paper = Paper()
    paper.picture("P", noise(20, 10), 20, 10)
    return _seen(
        "seen: white on a dark picture", "q 300 0 0 60 50 580 cm /P Do Q 1 g " + text(60, 600, _MIDDLE, 12, "B"), paper
    )


def white_on_a_white_picture() -> Construct:
    paper = Paper()
    paper.picture("P", b"\xff" * 200, 20, 10)
    return _unseen("white on a white picture", "q 300 0 0 60 50 580 cm /P Do Q 1 g " + _secret(), paper)


def on_a_shading() -> Construct:
    paper = Paper()
    run = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0.5]), C1=Array([0, 0.3, 0.3]), N=1)
    paper.resources.Shading = Dictionary(
        S=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([50, 0, 350, 0]), Function=run)
    )
    return _seen(
        "seen: white on a dark shading", "q 50 590 300 30 re W n /S sh Q 1 g " + text(60, 600, _MIDDLE, 11, "B"), paper
    )


def on_a_turned_bar() -> Construct:
    bar = "0 .1 .4 rg q .999 .035 -.035 .999 0 -10 cm 60 580 320 50 re f Q 1 g "
    return _seen("seen: white on a bar that stands aslant", bar + text(80, 602, _MIDDLE, 11, "B"))


def white_with_a_dark_edge() -> Construct:
    return _seen(
        "seen: white letters with a dark edge (Tr 2)", "1 g 0 G .4 w " + text(60, 600, _MIDDLE, 18, "B", "2 Tr")
    )


def edges_only() -> Construct:
    return _seen("seen: letters that are edges only (Tr 1)", "1 g 0 G .3 w " + text(60, 600, _MIDDLE, 12, "B", "1 Tr"))


def clipped_to_its_cell() -> Construct:
    return _seen("seen: clipped to its own cell", "50 590 300 30 re W n " + text(60, 600, _MIDDLE))


def pale_yet_seen() -> Construct:
    return _seen("seen: light grey on white", ".75 g " + text(60, 600, _MIDDLE))


def _layer(on: bool) -> Paper:
    paper = Paper()
    group = paper.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Remarks")))
    paper.resources.Properties["/MC0"] = group
    state = Dictionary(ON=Array([group]) if on else Array([]), OFF=Array([]) if on else Array([group]))
    paper.pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=state)
    return paper


def layer_off() -> Construct:
    return _unseen("on a layer that is switched off", "/OC /MC0 BDC " + _secret() + " EMC", _layer(False))


def layer_on() -> Construct:
    return _seen(
        "seen: on a layer that is switched on", "/OC /MC0 BDC " + text(60, 600, _MIDDLE) + " EMC", _layer(True)
    )


def layer_off_of_a_form() -> Construct:
    paper = _layer(False)
    paper.form("X", _secret(), OC=paper.resources.Properties["/MC0"])
    return _unseen("a form object on a layer that is switched off", "/X Do", paper)


def artifact() -> Construct:
    return _seen("seen: marked as an artifact", "/Artifact BMC " + text(60, 600, _MIDDLE) + " EMC")


def in_a_form() -> Construct:
    paper = Paper()
    paper.form("X", text(60, 600, _MIDDLE))
    return _seen("seen: within a form object", "/X Do", paper)


def in_a_form_of_a_form() -> Construct:
    paper = Paper()
    paper.form("X", text(30, 300, _MIDDLE, 5.5))
    paper.form("Y", "q 2 0 0 2 0 0 cm /X Do Q")
    return _seen("seen: within a form object of a form object", "/Y Do", paper)


def printed_twice() -> Construct:
    return _seen_once("seen once: printed twice on one place", text(60, 600, _MIDDLE) + text(60, 600, _MIDDLE))


def printed_with_an_offset() -> Construct:
    return _seen_once("seen once: printed twice, 0.4 points apart", text(60, 600, _MIDDLE) + text(60.4, 600, _MIDDLE))


def printed_four_times() -> Construct:
    places = ((60, 600), (60.3, 600), (60, 600.3), (60.3, 600.3))
    return _seen_once("seen once: printed four times", "".join(text(x, y, _MIDDLE) for x, y in places))


def with_a_shadow() -> Construct:
    shadow = ".7 g " + text(61.2, 598.8, _MIDDLE, 20) + " 0 g "
    return _seen_once("seen once: with a shadow of a point", shadow + text(60, 600, _MIDDLE, 20))


def with_a_wide_shadow() -> Construct:
    shadow = ".7 g " + text(62.5, 597.5, _MIDDLE, 24) + " 0 .2 .5 rg "
    return _seen_once("seen once: with a shadow of two and a half points", shadow + text(60, 600, _MIDDLE, 24))


def with_a_shadow_behind() -> Construct:
    pieces = _MIDDLE.split(" ")
    at, content = 60.0, ""
    for piece in pieces:
        content += ".7 g " + text(at + 1, 599, piece, 16, "B") + " 0 g " + text(at, 600, piece, 16, "B")
        at += 9.6 * len(piece) + 6
    return _seen_once("seen once: a shadow word by word", content)


def filled_and_edged() -> Construct:
    return _seen_once(
        "seen once: filled, then edged",
        text(60, 600, _MIDDLE) + "0 G .2 w " + text(60, 600, _MIDDLE, extra="1 Tr") + " BT 0 Tr ET",
    )


def letters_twice() -> Construct:
    at, content = 60.0, ""
    for sign in _MIDDLE:
        if sign != " ":
            content += text(at, 600, sign, 11, "Mono") + text(at + 0.3, 600, sign, 11, "Mono")
        at += 6.6
    paper = Paper()
    paper.simple("Mono", {}, BaseFont=Name.Courier)
    return _seen_once("seen once: letter by letter printed twice", content, paper)


def twice_in_other_pieces() -> Construct:
    whole = text(60, 600, _MIDDLE)
    pieces = "BT /F 11 Tf 60 600 Td (Fernby offe) Tj (red to help wi) Tj (th the children) Tj ET"
    return _seen_once("seen once: printed again in other pieces", whole + pieces)


def same_words_twice() -> Construct:
    paper = Paper()
    paper.page(_OPENING, lines(60, 600, "No. No. Not at all.", "No. No. Not at all again."), _CLOSING)
    return Construct(
        "seen: the same words on two lines",
        paper.done(),
        (_SEEN[0], "no . no . not at all . no . no . not at all again", _SEEN[1]),
        quiet=True,
    )


def scan_with_its_words() -> Construct:
    paper = Paper()
    paper.picture("P", rows_of_ink(300, 420), 300, 420)
    content = "q 595 0 0 842 0 0 cm /P Do Q " + lines(
        60, 700, "The visit at Caddow was put off", "until the week after Easter.", extra="3 Tr"
    )
    paper.page(content)
    return Construct(
        "seen: the invisible words of a scan",
        paper.done(),
        ("the visit at caddow was put off until the week after easter",),
    )


def scan_painted_over_its_words() -> Construct:
    paper = Paper()
    paper.picture("P", rows_of_ink(300, 420), 300, 420)
    words = lines(60, 700, "The visit at Caddow was put off", "until the week after Easter.")
    paper.page(words, "q 595 0 0 842 0 0 cm /P Do Q ")
    return Construct(
        "seen: a scan painted over its words",
        paper.done(),
        ("the visit at caddow was put off until the week after easter",),
    )


BUILDERS = (
    invisible, clipping_type, white, nearly_white, white_by_cmyk, white_on_white_box, in_the_colour_of_its_box,
    black_on_black, tiny, tiny_by_matrix, transparent, nearly_transparent, off_the_page, above_the_page,
    out_of_the_crop_box, clipped_away, clipped_by_nothing, beneath_a_picture, beneath_a_black_bar, beneath_a_white_bar,
    beneath_a_thick_line, beneath_a_form, beneath_many_bars, a_name_beneath_a_bar, a_name_beneath_an_annotation,
    beneath_a_clear_bar, beneath_a_multiplied_bar, beneath_a_clear_picture, beneath_a_clipped_bar, beneath_a_frame,
    underlined_later, on_a_bar, on_a_picture, white_on_a_white_picture, on_a_shading, on_a_turned_bar,
    white_with_a_dark_edge, edges_only, clipped_to_its_cell, pale_yet_seen, layer_off, layer_on, layer_off_of_a_form,
    artifact, in_a_form, in_a_form_of_a_form, scan_with_its_words, scan_painted_over_its_words,
)  # fmt: skip
TWICE = (
    printed_twice, printed_with_an_offset, printed_four_times, with_a_shadow, with_a_wide_shadow, with_a_shadow_behind,
    filled_and_edged, letters_twice, twice_in_other_pieces, same_words_twice,
)  # fmt: skip
