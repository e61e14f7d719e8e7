"""Signs of symbol fonts: bullets, arrows, ticks and boxes, whose codes are letters elsewhere."""

from __future__ import annotations

from pikepdf import Name

from drawn.made import Construct
from drawn.pen import Paper, text

_ITEMS = ("Visits were missed.", "Nobody rang back.", "Notes were late.")


def _list(  # noqa: PLR0913, PLR0917
    says: str, face: str, sign: int, unseen: tuple[str, ...], meant: str = "", shown: str = "own"
) -> Construct:
    """Three items behind a sign; ``shown`` is what ToUnicode says: nothing, the letter itself, or private use."""
    paper = Paper()
    says_what = {"none": None, "own": {sign: chr(sign)}, "private": {sign: chr(0xF000 + sign)}}[shown]
    paper.symbols("W", face, says_what)
    items = [
        f"BT /W 11 Tf 60 {650 - 20 * n} Td <{sign:02x}> Tj ET {text(78, 650 - 20 * n, item)}"
        for n, item in enumerate(_ITEMS)
    ]
    paper.page(text(60, 700, "What the panel of Dorvel saw:"), *items)
    seen = [f"{meant} {item[:-1]}".strip() for item in _ITEMS]
    return Construct(says, paper.done(), ("what the panel of dorvel saw", *seen), unseen)


def wingdings_dot() -> Construct:
    return _list("Wingdings dot, in ToUnicode “l”", "Wingdings-Regular", 0x6C, ("l",))


def wingdings_dot_unmapped() -> Construct:
    return _list("Wingdings dot without ToUnicode", "Wingdings-Regular", 0x6C, ("l",), shown="none")


def wingdings_square() -> Construct:
    return _list("Wingdings square, in ToUnicode “n”", "ABCDEF+Wingdings", 0x6E, ("n",))


def wingdings_small_square() -> Construct:
    return _list("Wingdings small square, in ToUnicode “§”", "Wingdings", 0xA7, ("§",))


def wingdings_arrow() -> Construct:
    return _list("Wingdings arrowhead, in ToUnicode “Ø”", "Wingdings", 0xD8, ("ø",))


def wingdings_plain_arrow() -> Construct:
    return _list("Wingdings arrow, in ToUnicode “à”", "Wingdings", 0xE0, ("à",), "→")


def wingdings_tick() -> Construct:
    return _list("Wingdings tick, in ToUnicode “ü”", "Wingdings", 0xFC, ("ü",), "✓")


def wingdings_cross() -> Construct:
    return _list("Wingdings cross, in ToUnicode “û”", "Wingdings", 0xFB, ("û",), "✗")


def wingdings_tick_private() -> Construct:
    return _list("Wingdings tick in the private use area", "Wingdings", 0xFC, ("\uf0fc",), "✓", "private")


def wingdings_box() -> Construct:
    return _list("Wingdings empty box in the private use area", "Wingdings", 0xA8, ("\uf0a8",), "☐", "private")


def wingdings_ticked_box() -> Construct:
    return _list("Wingdings ticked box, in ToUnicode “þ”", "Wingdings", 0xFE, ("þ",), "☑")


def wingdings_crossed_box() -> Construct:
    return _list("Wingdings crossed box, in ToUnicode “ý”", "Wingdings", 0xFD, ("ý",), "☒")


def wingdings2_tick() -> Construct:
    return _list("Wingdings 2 tick, in ToUnicode “P”", "Wingdings2", 0x50, ("p",), "✓")


def wingdings2_ticked_box() -> Construct:
    return _list("Wingdings 2 ticked box, in ToUnicode “R”", "Wingdings2", 0x52, ("r",), "☑")


def wingdings3_arrowhead() -> Construct:
    return _list("Wingdings 3 arrowhead, in ToUnicode “}”", "Wingdings3", 0x7D, ("}",))


def webdings_tick() -> Construct:
    return _list("Webdings tick, in ToUnicode “a”", "Webdings", 0x61, ("a",), "✓")


def webdings_cross() -> Construct:
    return _list("Webdings cross, in ToUnicode “r”", "Webdings", 0x72, ("r",), "✗")


def webdings_arrow() -> Construct:
    return _list("Webdings arrow, in ToUnicode “4”", "Webdings", 0x34, ("4",))


def wingdings_telephone() -> Construct:
    return _list("Wingdings telephone, in ToUnicode “(”", "Wingdings", 0x28, ("(",), "☎")


def wingdings_face() -> Construct:
    return _list("Wingdings smile, in ToUnicode “J”", "Wingdings", 0x4A, ("j",), "☺")


def symbol_bullet() -> Construct:
    paper = Paper()
    items = [
        f"BT /Z 11 Tf 60 {650 - 20 * n} Td <b7> Tj ET {text(78, 650 - 20 * n, item)}" for n, item in enumerate(_ITEMS)
    ]
    paper.page(text(60, 700, "What the panel of Dorvel saw:"), *items)
    return Construct("Symbol bullet", paper.done(), ("what the panel of dorvel saw", *(item[:-1] for item in _ITEMS)))


def symbol_private_bullet() -> Construct:
    return _list("Symbol bullet in the private use area", "SymbolMT", 0xB7, ("\uf0b7",), shown="private")


def symbol_signs() -> Construct:
    paper = Paper()
    paper.page(
        text(60, 700, "Under 5s"),
        "BT /F 11 Tf 60 650 Td (Weight ) Tj /Z 11 Tf <b3> Tj /F 11 Tf ( 4 kg ) Tj",
        "/Z 11 Tf <ae> Tj /F 11 Tf ( home) Tj ET",
    )
    return Construct("Symbol ≥ and →", paper.done(), ("under 5s", "weight ≥ 4 kg → home"))


def greek_by_symbol() -> Construct:
    paper = Paper()
    paper.page(text(60, 700, "Group"), "BT /Z 11 Tf 60 650 Td (a b) Tj ET")
    return Construct("Greek letters by Symbol", paper.done(), ("group", "α β"), ("a b",))


def dingbats_tick() -> Construct:
    paper = Paper()
    items = [text(60, 650 - 20 * n, "4", 11, "D") + text(78, 650 - 20 * n, item) for n, item in enumerate(_ITEMS)]
    paper.page(text(60, 700, "What the panel of Dorvel saw:"), *items)
    return Construct(
        "ZapfDingbats tick",
        paper.done(),
        ("what the panel of dorvel saw", *(f"✓ {item[:-1]}" for item in _ITEMS)),
        ("4",),
    )


def dingbats_square() -> Construct:
    paper = Paper()
    items = [text(60, 650 - 20 * n, "n", 11, "D") + text(78, 650 - 20 * n, item) for n, item in enumerate(_ITEMS)]
    paper.page(text(60, 700, "What the panel of Dorvel saw:"), *items)
    return Construct(
        "ZapfDingbats square", paper.done(), ("what the panel of dorvel saw", *(item[:-1] for item in _ITEMS)), ("n",)
    )


def bullet_by_letter_o() -> Construct:
    paper = Paper()
    paper.simple("C", {}, BaseFont=Name.Courier)
    items = [text(60, 650 - 20 * n, "o", 11, "C") + text(78, 650 - 20 * n, item) for n, item in enumerate(_ITEMS)]
    paper.page(text(60, 700, "What the panel of Dorvel saw:"), *items)
    return Construct(
        "Word's hollow bullet: an o in Courier New",
        paper.done(),
        ("what the panel of dorvel saw", *(item[:-1] for item in _ITEMS)),
    )


def icon_font() -> Construct:
    paper = Paper()
    font = paper.coded("I", "abc", {"a": "\uf095", "b": "\uf0e0", "c": "\ue80f"}, "FontAwesome")
    paper.page(
        text(60, 700, "Write to us:"),
        font.text(60, 660, "a"),
        text(80, 660, "01632 960 100"),
        font.text(60, 640, "b"),
        text(80, 640, "help at elmsey"),
    )
    return Construct(
        "signs of an icon font", paper.done(), ("write to us", "01632 960 100", "help at elmsey"), ("\uf095", "\uf0e0")
    )


BUILDERS = (
    wingdings_dot, wingdings_dot_unmapped, wingdings_square, wingdings_small_square, wingdings_arrow,
    wingdings_plain_arrow, wingdings_tick, wingdings_cross, wingdings_tick_private, wingdings_box, wingdings_ticked_box,
    wingdings_crossed_box, wingdings2_tick, wingdings2_ticked_box, wingdings3_arrowhead, webdings_tick, webdings_cross,
    webdings_arrow, wingdings_telephone, wingdings_face, symbol_bullet, symbol_private_bullet, symbol_signs,
    greek_by_symbol, dingbats_tick, dingbats_square, bullet_by_letter_o, icon_font,
)  # fmt: skip
