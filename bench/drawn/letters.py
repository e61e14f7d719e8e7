"""Letters: ligatures, spaced and small capitals, raised and lowered signs, accents, other scripts, odd characters."""

from __future__ import annotations

import unicodedata

from pikepdf import Name

from drawn.made import Construct
from drawn.pen import Paper, lines, text

_OPENING = text(60, 760, "The panel met at Avern in March.")
_CLOSING = text(60, 500, "Nothing more was heard from Brolin.")
_SEEN = ("the panel met at Avern in March", "nothing more was heard from Brolin")


def _between(
    says: str, content: str, *seen: str, paper: Paper | None = None, unseen: tuple[str, ...] = ()
) -> Construct:
    paper = paper or Paper()
    paper.page(_OPENING, content, _CLOSING)
    return Construct(says, paper.done(), (_SEEN[0], *seen, _SEEN[1]), unseen)


def _coded(
    says: str, signs: str, meaning: dict[str, str], seen: str, line: str = "", **more: tuple[str, ...]
) -> Construct:
    paper = Paper()
    font = paper.coded("M", signs, meaning)
    return _between(says, font.text(60, 650, line or signs), seen, paper=paper, **more)


def ligature_by_name() -> Construct:
    paper = Paper()
    paper.simple("L", {65: "fi", 66: "fl", 67: "f_f_i", 68: "n", 69: "d", 70: "a", 71: "t", 72: "o", 73: "c", 74: "e"})
    return _between(
        "ligatures by the names of their glyphs",
        text(60, 650, "ADE BFG HCIJ", 11, "L"),
        "find flat office",
        paper=paper,
    )


def ligature_of_two_letters() -> Construct:
    return _coded("one glyph that ToUnicode calls “fi”", "1nd 2at", {"1": "fi", "2": "fl"}, "find flat", "1nd 2at")


def ligature_character() -> Construct:
    return _coded("ToUnicode gives the character ﬁ", "1nd o2ce", {"1": "ﬁ", "2": "ﬃ"}, "find office", "1nd o2ce")


def ligature_in_private_use() -> Construct:
    meaning = {"1": "\uf001", "2": "\uf002"}
    return _coded("ToUnicode gives ligatures of the private use area", "1nd o2at", meaning, "find oflat", "1nd o2at")


def small_capitals_in_private_use() -> Construct:
    meaning = {s: chr(0xF700 + ord(s)) for s in "hild2"}
    return _coded("small capitals and old figures of the private use area", "Child 2", meaning, "child 2")


def spaced_by_spaces() -> Construct:
    return _between("capitals typed apart", text(60, 650, "L E A R N I N G   P O I N T S", 14, "B"), "learning points")


def spaced_by_setting() -> Construct:
    return _between(
        "capitals set apart (Tc)", text(60, 650, "LEARNING POINTS", 14, "B", "5 Tc") + " BT 0 Tc ET", "learning points"
    )


def spaced_widely_by_setting() -> Construct:
    content = text(60, 650, "LEARNING POINTS", 14, "B", "9 Tc") + " BT 0 Tc ET"
    return _between("capitals set very far apart (Tc)", content, "learning points")


def spaced_by_kerning() -> Construct:
    shown = " ".join(f"({sign}) -400" for sign in "LEARNING")
    return _between(
        "capitals set apart by kerning", f"BT /B 14 Tf 60 650 Td [{shown} -700 (POINTS)] TJ ET", "learning points"
    )


def spaced_letter_by_letter() -> Construct:
    content = "\n".join(
        text(60 + 16 * n, 650, sign, 14, "B") for n, sign in enumerate("LEARNING POINTS") if sign != " "
    )
    return _between("capitals placed one by one", content, "learning points")


def spaced_running_text() -> Construct:
    content = text(60, 650, "A careful reader follows every word of this line.", 10, extra="2 Tc") + " BT 0 Tc ET"
    return _between("running text set apart (Tc)", content, "a careful reader follows every word of this line")


def spaces_by_kerning() -> Construct:
    content = "BT /F 11 Tf 60 650 Td [(A) -280 (nurse) -280 (called) -280 (twice)] TJ ET"
    return _between("word spaces by kerning alone", content, "a nurse called twice")


def spaces_that_overlap() -> Construct:
    content = "BT /F 11 Tf 60 650 Td [(A nurse ) 250 (called) -270 ( twice)] TJ ET"
    return _between("a space taken back by kerning", content, "a nurse", "twice")


def small_capitals() -> Construct:
    content = "BT /F 14 Tf 60 650 Td (C) Tj /F 10 Tf (HILD ) Tj /F 14 Tf (P) Tj /F 10 Tf (ROTECTION) Tj ET"
    return _between("small capitals: two sizes in one word", content, "child protection")


def raised_ordinal() -> Construct:
    content = "BT /F 11 Tf 60 650 Td (On the 21) Tj 5 Ts /F 7 Tf (st) Tj 0 Ts /F 11 Tf ( of May) Tj ET"
    return _between("a raised ordinal", content, "on the 21st of may")


def lowered_figure() -> Construct:
    content = "BT /F 11 Tf 60 650 Td (Tests of H) Tj -3 Ts /F 7 Tf (2) Tj 0 Ts /F 11 Tf (O were clear) Tj ET"
    return _between("a lowered figure", content, "tests of h2o were clear")


def drop_capital() -> Construct:
    content = text(60, 630, "T", 42, "B") + lines(
        92, 650, "his family had lived in Caddow for", "some years before the first call."
    )
    return _between(
        "an initial over two lines", content, "this family had lived in caddow for some years before the first call"
    )


def mathematical_letters() -> Construct:
    bold = {s: chr(0x1D400 + ord(s) - 65) if s.isupper() else chr(0x1D41A + ord(s) - 97) for s in "Kept"}
    return _coded("mathematical bold letters instead of a bold font", "Kept", bold, "kept")


def fullwidth_letters() -> Construct:
    return _coded("full-width letters", "KEPT", {s: chr(ord(s) + 0xFEE0) for s in "KEPT"}, "kept")


def combining_accents() -> Construct:
    meaning = {"1": "\u0301", "2": "\u0302"}
    return _coded("accents as marks of their own behind the letter", "Rene1 gw2", meaning, "rené gŵ", "Rene1 gw2")


def accent_drawn_over() -> Construct:
    paper = Paper()
    paper.simple("L", {65: "acute"})
    content = "BT /F 11 Tf 60 650 Td (Mr Ren) Tj /L 11 Tf [(A) 550] TJ /F 11 Tf [(e) -300 (wrote)] TJ ET"
    return _between("a spacing accent drawn over the next letter", content, "mr rené wrote", paper=paper)


def welsh() -> Construct:
    words = "Roedd y gŵr yn y tŷ gyda'r plant ac â'r fam"
    return _coded("Welsh ŵ and ŷ", words, {}, words)


def polish_and_romanian() -> Construct:
    words = "Żółta łódź și copiii țării"
    return _coded("Polish and Romanian letters", words, {}, words)


def soft_hyphen() -> Construct:
    return _coded("a soft hyphen within a word", "safe1guarding", {"1": "\u00ad"}, "safeguarding")


def soft_hyphen_at_line_end() -> Construct:
    paper = Paper()
    font = paper.coded("M", "Plans for safe1guarding children", {"1": "\u00ad"})
    content = font.text(60, 650, "Plans for safe1") + font.text(60, 637, "guarding children")
    return _between("a soft hyphen at the end of a line", content, "plans for safeguarding children", paper=paper)


def unbreaking_hyphen() -> Construct:
    return _coded("a non-breaking hyphen", "multi1agency", {"1": "\u2011"}, "multi-agency")


def marks_without_width() -> Construct:
    meaning = {"1": "\u200b", "2": "\ufeff", "3": "\u2060", "4": "\u200d"}
    paper = Paper()
    line = "ke1pt ev2ery wo3rd no4ted"
    font = paper.coded("M", line, meaning)
    font.without_width(paper, *meaning)
    return _between("marks without width within words", font.text(60, 650, line), "kept every word noted", paper=paper)


def spaces_of_all_widths() -> Construct:
    meaning = {"1": "\u00a0", "2": "\u2003", "3": "\u2009", "4": "\u202f"}
    return _coded("spaces of all widths", "kept1every2word3and4line", meaning, "kept every word and line")


def mojibake() -> Construct:
    paper = Paper()
    font = paper.coded("M", "The child1s plan", {"1": "â€™"})
    return _between("mojibake by ToUnicode", font.text(60, 650, "The child1s plan"), "the child's plan", paper=paper)


_URDU = "بچوں کی حفاظت سب کی ذمہ داری ہے"


def _right_to_left(order: str, line: str, size: float = 14) -> tuple[Paper, str]:
    """Letters each 0.52 em wide from the right edge; in the stream in reading order or as they stand on the paper."""
    paper = Paper()
    font = paper.coded("M", line, {})
    placed = [(500 - 0.52 * size * (n + 1), sign) for n, sign in enumerate(line)]
    if order == "visual":
        placed.reverse()
    if order == "strings":
        return paper, font.text(500 - 0.52 * size * len(line), 650, line[::-1], size)
    return paper, "\n".join(font.text(x, 650, sign, size) for x, sign in placed)


def urdu_in_reading_order() -> Construct:
    paper, content = _right_to_left("logical", _URDU)
    return _between("Urdu, letter by letter from the right", content, _URDU, paper=paper)


def urdu_as_it_stands() -> Construct:
    paper, content = _right_to_left("visual", _URDU)
    return _between("Urdu, letter by letter from the left", content, _URDU, paper=paper)


def urdu_in_one_string() -> Construct:
    paper, content = _right_to_left("strings", _URDU)
    return _between("Urdu, one string from the left (as most programs write it)", content, _URDU, paper=paper)


def arabic_shapes() -> Construct:
    """Each letter by its contextual form, as Word's older exports wrote them."""
    shapes = "ﺍﻟﻄﻔﻞ ﻓﻲ ﺍﻟﺒﻴﺖ"
    paper, content = _right_to_left("strings", shapes)
    return _between("Arabic by its contextual forms", content, unicodedata.normalize("NFKC", shapes), paper=paper)


def arabic_with_figures() -> Construct:
    paper = Paper()
    font = paper.coded("M", "اتصل على 0800 1234 الآن", {})
    spans = ["الآن"[::-1], " ", "0800 1234", " ", "على"[::-1], " ", "اتصل"[::-1]]
    return _between(
        "Arabic with a telephone number",
        font.text(200, 650, "".join(spans), 14),
        "اتصل على 0800 1234 الآن",
        paper=paper,
    )


def lines_from_the_foot() -> Construct:
    words = ["one sister lived", "with her aunt and", "came home at", "weekends only."]
    content = "\n".join(text(60, 650 - 14 * n, line) for n, line in reversed(list(enumerate(words))))
    return _between("a text layer whose lines come from the foot", content, " ".join(words)[:-1])


def words_from_the_right() -> Construct:
    pieces = [(60, "One"), (84, "sister"), (118, "lived"), (146, "here.")]
    content = "\n".join(text(x, 650, word) for x, word in reversed(pieces))
    return _between("a text layer whose words come from the right", content, "one sister lived here")


def letters_from_the_right() -> Construct:
    from_left, at = [], 60.0
    for sign in "NOTES KEPT":
        if sign != " ":
            from_left.append(text(at, 650, sign, 12, "Mono"))
        at += 7.2
    paper = Paper()
    paper.simple("Mono", {}, BaseFont=Name.Courier)
    return _between(
        "a text layer whose letters come from the right", "\n".join(from_left[::-1]), "notes kept", paper=paper
    )


def said_by_actual_text() -> Construct:
    meaning = {s: chr(0xE100 + n) for n, s in enumerate("abcdef")}
    paper = Paper()
    font = paper.coded("M", "abcdef", meaning)
    content = "/Span <</ActualText (carers)>> BDC " + font.text(60, 650, "abcdef") + " EMC"
    return _between("ActualText where the glyphs say nothing", content, "carers", paper=paper)


def actual_text_of_a_hyphen() -> Construct:
    content = (
        text(60, 650, "Help was of") + " /Span <</ActualText <FEFF00AD>>> BDC " + text(117, 650, "-") + " EMC "
        + text(60, 636, "fered to the aunt.")
    )  # fmt: skip
    return _between("ActualText that tells a soft hyphen", content, "help was offered to the aunt")


BUILDERS = (
    ligature_by_name, ligature_of_two_letters, ligature_character, ligature_in_private_use,
    small_capitals_in_private_use, spaced_by_spaces, spaced_by_setting, spaced_widely_by_setting, spaced_by_kerning,
    spaced_letter_by_letter, spaced_running_text, spaces_by_kerning, small_capitals, raised_ordinal,
    lowered_figure, drop_capital, mathematical_letters, fullwidth_letters, combining_accents, accent_drawn_over, welsh,
    polish_and_romanian, soft_hyphen, soft_hyphen_at_line_end, unbreaking_hyphen, marks_without_width,
    spaces_of_all_widths, mojibake, urdu_in_reading_order, urdu_as_it_stands, urdu_in_one_string, arabic_shapes,
    arabic_with_figures, lines_from_the_foot, words_from_the_right, letters_from_the_right, said_by_actual_text,
    actual_text_of_a_hyphen,
)  # fmt: skip
