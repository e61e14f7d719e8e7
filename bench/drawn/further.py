"""Further kinds, all written before anybody looked at what the reader made of them."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, String

from drawn.made import Construct
from drawn.pen import Paper, lines, noise, text

_OPENING = text(60, 760, "The panel met at Avern in March.")
_CLOSING = text(60, 400, "Nothing more was heard from Brolin.")
_FIRST, _LAST = "the panel met at Avern in March", "nothing more was heard from Brolin"
_LINE = text(60, 600, "Her brother Zarnik stayed at home.")
_BOX = (120, 596, 154, 609)
"""Where the third word of the line stands."""
_WHOLE = ("A worker from Ilshom asked how each", "child spent the weekend and whether", "anybody came to see them.")
_READ = "a worker from ilshom asked how each child spent the weekend and whether anybody came to see them"


def _covered(says: str, paper: Paper, *content: str, **annotation: Any) -> Construct:
    """A name that is hidden within a line by ``content`` or by an annotation."""
    page = paper.page(_OPENING, _LINE, *content, _CLOSING)
    if annotation:
        keys = {"Type": Name.Annot, "Rect": Array(list(_BOX)), "F": 4, **annotation}
        page.obj.Annots = Array([paper.pdf.make_indirect(Dictionary(**keys))])
    return Construct(says, paper.done(), (_FIRST, "her brother", "stayed at home", _LAST), ("zarnik",), told=("BK230",))


def _kept(says: str, paper: Paper, content: str, *seen: str) -> Construct:
    paper.page(_OPENING, "q", content, "Q", _CLOSING)
    return Construct(says, paper.done(), (_FIRST, *seen, _LAST))


def _appearance(paper: Paper, content: str, **keys: Any) -> Dictionary:
    stream = paper.pdf.make_stream(content.encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 34, 13])
    stream.Resources = Dictionary(**keys)
    return Dictionary(N=paper.pdf.make_indirect(stream))


def marked_for_redaction() -> Construct:
    return _covered("a name marked for redaction that was never applied", Paper(), Subtype=Name.Redact)


def marked_by_quads() -> Construct:
    paper = Paper()
    x0, y0, x1, y1 = _BOX
    return _covered(
        "a mark for redaction whose quad is smaller than its box", paper, Subtype=Name.Redact,
        Rect=Array([55, 380, 160, 612]),
        QuadPoints=Array([x0, y1, x1, y1, x0, y0, x1, y0]), AP=_appearance(paper, ".9 0 0 RG 0 0 34 13 re S"),
    )  # fmt: skip


def black_highlighter() -> Construct:
    paper = Paper()
    x0, y0, x1, y1 = _BOX
    return _covered(
        "a name beneath a black highlighter", paper, Subtype=Name.Highlight, C=Array([0, 0, 0]),
        QuadPoints=Array([x0, y1, x1, y1, x0, y0, x1, y0]),
        AP=_appearance(paper, "0 g 0 0 34 13 re f"),
    )  # fmt: skip


def thick_ink() -> Construct:
    paper = Paper()
    return _covered(
        "a name beneath a thick stroke of ink (annotation)", paper, Subtype=Name.Ink, C=Array([0, 0, 0]),
        InkList=Array([Array([120, 602, 137, 603, 154, 602])]),
        AP=_appearance(paper, "0 G 13 w 0 6 m 17 7 l 34 6 l S"),
    )  # fmt: skip


def note_with_paper() -> Construct:
    paper = Paper()
    look = _appearance(paper, "1 g 0 0 34 13 re f")
    return _covered(
        "a name beneath an empty text box with a white ground", paper, Subtype=Name.FreeText, Contents=String(""),
        DA=String("/Helv 8 Tf"), AP=look,
    )  # fmt: skip


def thick_stroke_of_three_points() -> Construct:
    return _covered(
        "a name beneath a thick stroke of three points", Paper(), "q 0 G 14 w 120 602 m 136 603 l 154 602 l S Q"
    )


def upright_thick_line() -> Construct:
    return _covered("a name beneath a wide upright line", Paper(), "q 0 G 34 w 137 594 m 137 612 l S Q")


def part_of_a_picture() -> Construct:
    paper = Paper()
    paper.picture("P", noise(20, 10), 20, 10)
    return _covered("a name beneath a small picture", paper, "q 34 0 0 15 120 595 cm /P Do Q")


def many_narrow_bars() -> Construct:
    bars = "".join(f"{120 + n} 596 1.2 13 re f " for n in range(34))
    return _covered("a name beneath many narrow bars", Paper(), "q 0 g", bars, "Q")


def white_before_its_ground() -> Construct:
    paper = Paper()
    paper.page(_OPENING, "1 g", text(60, 600, "Zarnik wrote a private remark"), "0 .3 .5 rg 50 590 300 30 re f 0 g",
               _CLOSING)  # fmt: skip
    return Construct(
        "white type, and a coloured ground painted over it", paper.done(), (_FIRST, _LAST), ("zarnik",), told=("BK230",)
    )


def corrected_by_whitening() -> Construct:
    paper = Paper()
    paper.page(_OPENING, _LINE, "1 g 50 590 300 25 re f 0 g", text(60, 600, "Her brother Edrin stayed away."), _CLOSING)
    seen = (_FIRST, "her brother edrin stayed away", _LAST)
    return Construct("a line whitened out and printed anew", paper.done(), seen, ("zarnik",), told=("BK230",))


def masked_softly() -> Construct:
    paper = Paper()
    group = paper.form("G", "0 g 0 0 595 842 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    state = paper.state("A", SMask=Dictionary(S=Name.Luminosity, G=group))
    paper.page(_OPENING, "q", state, text(60, 600, "Zarnik wrote a private remark"), "Q", _CLOSING)
    return Construct("type behind a soft mask that is black", paper.done(), (_FIRST, _LAST), ("zarnik",),
                     told=("BK230",))  # fmt: skip


def letters_of_a_picture() -> Construct:
    paper = Paper()
    paper.picture("P", noise(20, 10), 20, 10)
    content = "BT /B 20 Tf 7 Tr 60 600 Td (Fernby offered to help) Tj ET 400 0 0 60 50 580 cm /P Do"
    return _kept("seen: letters cut out of a dark picture (Tr 7)", paper, content, "fernby offered to help")


def letters_of_a_shading() -> Construct:
    paper = Paper()
    run = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0.5]), C1=Array([0.3, 0, 0]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([50, 0, 350, 0]), Function=run)
    paper.resources.Pattern["/S"] = paper.pdf.make_indirect(Dictionary(PatternType=2, Shading=shading))
    content = "/Pattern cs /S scn " + text(60, 600, "Fernby offered to help", 20, "B")
    return _kept("seen: letters in a pattern of colours", paper, content, "fernby offered to help")


def white_on_a_thick_line() -> Construct:
    content = "0 .2 .4 RG 26 w 50 604 m 350 604 l S 1 g " + text(60, 600, "Fernby offered to help", 12, "B")
    return _kept("seen: white on a band that is a thick line", Paper(), content, "fernby offered to help")


def white_on_a_stencil() -> Construct:
    paper = Paper()
    paper.picture("P", b"\0" * 10, 8, 10, ImageMask=True)
    del paper.resources.XObject["/P"].ColorSpace
    paper.resources.XObject["/P"].BitsPerComponent = 1
    content = "0 .2 .4 rg q 300 0 0 30 50 590 cm /P Do Q 1 g " + text(60, 600, "Fernby offered to help", 12, "B")
    return _kept("seen: white on a stencil", paper, content, "fernby offered to help")


def a_third_clear() -> Construct:
    paper = Paper()
    content = paper.state("A", ca=0.35) + text(60, 600, "Fernby offered to help")
    return _kept("seen: type with an opacity of 35%", paper, content, "fernby offered to help")


def page_of_turned_text() -> Construct:
    paper = Paper()
    words = lines(60, 500, "Timeline of the visits", size=20) + lines(60, 460, *_WHOLE)
    paper.page("q 0 1 -1 0 595 0 cm", words, "Q")
    return Construct("a page of which all text stands upwards", paper.done(), ("timeline of the visits", _READ))


def page_of_text_downwards() -> Construct:
    paper = Paper()
    words = lines(60, 500, "Timeline of the visits", size=20) + lines(60, 460, *_WHOLE)
    paper.page("q 0 -1 1 0 0 842 cm", words, "Q")
    return Construct("a page of which all text stands downwards", paper.done(), ("timeline of the visits", _READ))


def turned_table_with_level_foot() -> Construct:
    paper = Paper()
    cells = "".join(
        text(60 + 180 * n, 480 - 40 * row, word)
        for row, words in enumerate((("Date", "Who came", "What was said"), ("In May", "A nurse", "He was well")))
        for n, word in enumerate(words)
    )
    paper.page("q 0 1 -1 0 595 0 cm", cells, "Q", text(280, 40, "Page 7"))
    return Construct("a turned table on a page with a level foot", paper.done(),
                     ("date", "who came", "what was said", "in may", "a nurse", "he was well"))  # fmt: skip


def turned_heads_of_columns() -> Construct:
    paper = Paper()
    heads = "".join(
        f"BT /B 11 Tf 0 1 -1 0 {210 + 60 * n} 660 Tm ({word}) Tj ET "
        for n, word in enumerate(("Seen alone", "Asked", "Believed"))
    )
    rows = "".join(
        text(60, 640 - 20 * row, name) + "".join(text(205 + 60 * n, 640 - 20 * row, word) for n, word in enumerate(w))
        for row, (name, w) in enumerate((("Caddow", ("yes", "no", "late")), ("Ilshom", ("never", "often", "once"))))
    )
    paper.page(_OPENING, heads, rows, _CLOSING)
    return Construct("columns whose heads stand upwards", paper.done(),
                     (_FIRST, "seen alone", "asked", "believed", "caddow", "ilshom", _LAST))  # fmt: skip


def reply_slip_on_its_head() -> Construct:
    paper = Paper()
    slip = lines(60, 700, "Please bring this slip to the desk", "before the end of the month.")
    paper.page(text(50, 740, "Child Wren"), lines(90, 650, *_WHOLE), "q -1 0 0 -1 595 842 cm", slip, "Q")
    asked = "please bring this slip to the desk before the end of the month"
    return Construct("a slip that stands on its head at the foot", paper.done(), ("child wren", _READ, asked))


def hebrew_with_a_name() -> Construct:
    paper = Paper()
    font = paper.coded("M", "הילד גר עם Wren בבית", {})
    spans = ["בבית"[::-1], " Wren ", "הילד גר עם"[::-1]]
    line = font.text(200, 600, "".join(spans), 14)
    return _kept("Hebrew with a name in Latin letters", paper, line, "הילד גר עם wren בבית")


def urdu_of_two_lines() -> Construct:
    paper = Paper()
    rows = ("ہر بچہ محفوظ رہے اور", "سکول جائے۔")
    font = paper.coded("M", "".join(rows), {})
    content = "".join(font.text(500 - 7.28 * len(row), 600 - 20 * n, row[::-1], 14) for n, row in enumerate(rows))
    return _kept("Urdu of two lines, the second shorter", paper, content, *rows)


def drop_capital_that_is_a_word() -> Construct:
    paper = Paper()
    content = text(60, 582, "A", 36, "B") + text(90, 600, "family that had lived in Caddow") + text(
        90, 586, "for years moved to Ilshom, and"
    ) + text(60, 568, "nobody there knew of them.")  # fmt: skip
    read = "a family that had lived in caddow for years moved to ilshom, and nobody there knew of them"
    return _kept("a drop capital that is a word", paper, content, read)


def accent_before_its_letter() -> Construct:
    paper = Paper()
    paper.simple("T", {1: "acute", 2: "dieresis"}, BaseFont=Name.Helvetica)
    content = (
        "BT /T 11 Tf 60 600 Td (Ren) Tj ET BT /T 11 Tf 81.2 600 Td (\\001) Tj ET BT /T 11 Tf 79.8 600 Td (e) Tj ET "
        "BT /T 11 Tf 89 600 Td (wrote) Tj ET"
    )
    return _kept("an accent drawn before its letter", paper, content, "rené wrote")


def mirrored_by_both() -> Construct:
    content = "BT /F -11 Tf -1 0 0 -1 60 600 Tm (Fernby offered to help) Tj ET"
    return _kept("seen: a negative size in a turned matrix", Paper(), content, "fernby offered to help")


def narrow_and_raised() -> Construct:
    content = "BT /F 11 Tf 60 Tz 60 600 Td (Fernby offered) Tj 3 Ts 140 Tz ( to help) Tj ET"
    return _kept("seen: type made narrow, then wide and raised", Paper(), content, "fernby offered to help")


def tight_letters() -> Construct:
    content = "BT /F 11 Tf -0.9 Tc 60 600 Td (Fernby offered to help) Tj ET"
    return _kept("seen: letters set so tightly that they touch", Paper(), content, "fernby offered to help")


def headings_of_names() -> Construct:
    paper = Paper()
    pieces = [
        text(60, 700 - 60 * n, name, 14, "B") + text(60, 680 - 60 * n, words)
        for n, (name, words) in enumerate((
            ("Ynysybwl and Cwmtwrch", "Two schools took part and wrote to us in June."),
            ("Szczepankowo, Grzegorz", "The family came here when he was four years old."),
            ("Xaaji Cabdiqaadir", "His aunt told the school what she had seen."),
        ))
    ]  # fmt: skip
    paper.page(*pieces)
    return Construct("headings in bold that are names of many tongues", paper.done(),
                     ("ynysybwl and cwmtwrch", "two schools took part", "szczepankowo, grzegorz",
                      "the family came here", "xaaji cabdiqaadir", "his aunt told"))  # fmt: skip


BUILDERS = (
    marked_for_redaction, marked_by_quads, black_highlighter, thick_ink, note_with_paper, thick_stroke_of_three_points,
    upright_thick_line, part_of_a_picture, many_narrow_bars, white_before_its_ground, corrected_by_whitening,
    masked_softly, letters_of_a_picture, letters_of_a_shading, white_on_a_thick_line, white_on_a_stencil, a_third_clear,
    page_of_turned_text, page_of_text_downwards, turned_table_with_level_foot, turned_heads_of_columns,
    reply_slip_on_its_head, hebrew_with_a_name, urdu_of_two_lines, drop_capital_that_is_a_word,
    accent_before_its_letter, mirrored_by_both, narrow_and_raised, tight_letters, headings_of_names,
)  # fmt: skip
