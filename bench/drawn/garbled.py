"""Fonts and text layers whose characters are no words."""

from __future__ import annotations

import random

from drawn.made import Construct
from drawn.pen import Paper, lines, rows_of_ink, text

_PROSE = (
    "The family had moved to Avern before the first visit took place.",
    "A health visitor from Brolin saw the baby twice in that month and",
    "wrote to the surgery. Nobody told the school in Caddow that the plan",
    "had ended, and the nursery at Dorvel kept careful notes of every absence.",
    "Police officers called at the flat in Elmsey late in the evening.",
    "An aunt who lived near Fernby offered to help with the children, but",
    "the housing team in Gorrel wrote three letters without an answer.",
)
_SIGNS = "".join(sorted(set("".join(_PROSE))))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEPT = ("the meeting heard from every agency", "a second meeting was held in june")


def _garbled(says: str, content: str, paper: Paper, unseen: tuple[str, ...], *seen: str) -> Construct:
    """A garbled page between two clean ones."""
    paper.page(
        lines(60, 760, "The meeting heard from every agency.", "It asked what daily life was like for the children.")
    )
    paper.page(content)
    paper.page(
        lines(60, 760, "A second meeting was held in June.", "It went on for most of the day and closed with a plan.")
    )
    return Construct(says, paper.done(), (_KEPT[0], *seen, _KEPT[1]), unseen, told=("BK227",))


def _told_wrongly(says: str, meaning: dict[str, str], prose: tuple[str, ...] = _PROSE) -> Construct:
    paper = Paper()
    font = paper.embedded("M", _SIGNS, meaning)
    content = "\n".join(font.text(60, 700 - 15 * n, line) for n, line in enumerate(prose))
    given = "".join(meaning.get(sign, sign) for sign in " ".join(prose)).lower().split()
    wrong = tuple(dict.fromkeys(word.strip(".,") for word in given if len(word.strip(".,")) > 3))
    return _garbled(says, content, paper, tuple(word for word in wrong if word.isalnum())[:12])


def _shift(steps: int) -> dict[str, str]:
    return {sign: chr(ord(sign) + steps) for sign in _SIGNS if sign != " "}


def shifted_by_one() -> Construct:
    return _told_wrongly("each letter is the next one", _shift(1))


def shifted_by_one_line() -> Construct:
    return _told_wrongly("each letter is the next one, in a single line", _shift(1), _PROSE[:1])


def shifted_by_29() -> Construct:
    return _told_wrongly("each letter is 29 signs earlier", {s: chr(ord(s) - 29) for s in _SIGNS if ord(s) - 29 > 32})


def shifted_back_with_spaces() -> Construct:
    return _told_wrongly(
        "each sign is three earlier, spaces too", {s: chr(ord(s) - 3 if s != " " else 0x1D) for s in _SIGNS}
    )


def turned_round() -> Construct:
    return _told_wrongly("the alphabet is turned round", dict(zip(_LETTERS, _LETTERS[::-1], strict=True)))


def substituted() -> Construct:
    mixed = random.Random(7).sample(_LETTERS, 26)
    return _told_wrongly("letters are exchanged at random", dict(zip(_LETTERS, mixed, strict=True)))


def vowels_lost() -> Construct:
    return _told_wrongly("all vowels are another sign", dict.fromkeys("aeiou", "�"))


def all_replacement_characters() -> Construct:
    return _told_wrongly("ToUnicode gives replacement characters", {sign: "\ufffd" for sign in _SIGNS if sign != " "})


def all_private_use() -> Construct:
    return _told_wrongly("ToUnicode gives private characters", {s: chr(0xE000 + ord(s)) for s in _SIGNS if s != " "})


def another_script() -> Construct:
    return _told_wrongly(
        "ToUnicode gives characters of far scripts", {s: chr(0x4E00 + 37 * ord(s)) for s in _SIGNS if s != " "}
    )


def _without_map(says: str, prose: tuple[str, ...] = _PROSE) -> Construct:
    paper = Paper()
    font = paper.embedded("M", _SIGNS, None)
    content = "\n".join(font.text(60, 700 - 15 * n, line) for n, line in enumerate(prose))
    given = "".join(chr(font.codes[sign]) for sign in " ".join(prose))
    wrong = tuple(word.lower() for word in given.split() if word.isalnum() and len(word) > 3)
    return _garbled(says, content, paper, wrong[:10])


def codes_without_map() -> Construct:
    return _without_map("a composite font without ToUnicode")


def codes_without_map_in_a_line() -> Construct:
    return _without_map("a composite font without ToUnicode, one line", _PROSE[:1])


def one_font_without_map() -> Construct:
    paper = Paper()
    font = paper.embedded("M", _SIGNS, None)
    content = lines(60, 760, "Every record of the home was read again.", "None of them named the visitor.")
    content += "\n".join(font.text(60, 700 - 15 * n, line) for n, line in enumerate(_PROSE[:3]))
    seen = "every record of the home was read again . none of them named the visitor"
    given = "".join(chr(font.codes[sign]) for sign in " ".join(_PROSE[:3]))
    wrong = tuple(word.lower() for word in given.split() if word.isalnum() and len(word) > 3)
    return _garbled("one of two fonts of a page without ToUnicode", content, paper, wrong[:10], seen)


def one_font_shifted() -> Construct:
    paper = Paper()
    font = paper.embedded("M", _SIGNS, _shift(1))
    content = lines(60, 760, "Every record of the home was read again.", "None of them named the visitor.")
    content += "\n".join(font.text(60, 700 - 15 * n, line) for n, line in enumerate(_PROSE[:3]))
    seen = "every record of the home was read again . none of them named the visitor"
    given = "".join(_shift(1).get(sign, sign) for sign in " ".join(_PROSE[:3])).lower().split()
    return _garbled(
        "one of two fonts of a page with shifted letters",
        content,
        paper,
        tuple(w for w in given if w.isalnum())[:10],
        seen,
    )


def names_that_tell_nothing() -> Construct:
    paper = Paper()
    paper.simple("G", {code: f"g{code}" for code in range(33, 123)})
    coded = ["".join(c if c == " " else chr(122 - (ord(c) % 80)) for c in line) for line in _PROSE]
    content = "\n".join(text(60, 700 - 15 * n, line, 11, "G") for n, line in enumerate(coded))
    wrong = tuple(word.lower() for line in coded for word in line.split() if word.isalnum() and len(word) > 3)
    return _garbled("a simple font whose glyphs have numbers for names", content, paper, wrong[:8])


def type3_unmapped() -> Construct:
    paper = Paper()
    mixed = dict(zip(_LETTERS, random.Random(3).sample(_LETTERS, 26), strict=True))
    paper.type3("T", "".join(sorted(set(_LETTERS))), None)
    prose = ["".join(mixed.get(c, "") if c != " " else " " for c in line.lower()) for line in _PROSE]
    content = "\n".join(
        text(60 + 0, 700 - 15 * n, "".join(c if c != " " else "q" for c in line), 11, "T")
        for n, line in enumerate(prose)
    )
    return _garbled("a Type 3 font without ToUnicode", content, paper, tuple(prose[0].split()[:6]))


def type3_mapped() -> Construct:
    paper = Paper()
    paper.type3("T", "abcdefghijkl", {97 + n: sign for n, sign in enumerate("Notes kpda.x")})
    paper.page(lines(60, 760, "The meeting heard from every agency."), text(60, 700, "abcdefgdhc", 11, "T"))
    return Construct("seen: a Type 3 font with ToUnicode", paper.done(), (_KEPT[0], "notes kept"))


_SOUP = (
    "Il:e  fcmi!y h~d rn0\\/ed tc Av3rn b3f0r= lhe f|rst v!s1t t0ok p1ac'.",
    "^ h*alt]n v1s|tcr fr0rn Br0l|n s^w tne b~by tw!c3 1n th~t rn0nlh :nd",
    "wr0l= lo tn3 surg=ry N0b0dy t0|d tn* sch00| 1n C~dd0w tn~t th= p1^n",
    "}{ad =nd'd, :nd th= nurs3ry ~t D0rv=| k'pt car=fu| n0l=s 0f =v*ry ~bs=nc=",
)


def wrong_recognition() -> Construct:
    paper = Paper()
    paper.picture("P", rows_of_ink(300, 420), 300, 420)
    content = "q 595 0 0 842 0 0 cm /P Do Q " + lines(60, 700, *_SOUP, extra="3 Tr") + " BT 0 Tr ET"
    return _garbled("the words of a scan are symbol soup", content, paper, ("h~d", "rn0nlh", "s^w", "fcmi"))


def scan_with_a_typed_heading() -> Construct:
    paper = Paper()
    paper.picture("P", rows_of_ink(300, 420), 300, 420)
    paper.page(
        lines(60, 760, "The meeting heard from every agency.", "It asked what daily life was like for the children.")
    )
    paper.page("q 595 0 0 842 0 0 cm /P Do Q", text(60, 800, "Appendix 2"), text(290, 20, "2"))
    return Construct("a scanned page with a typed heading and a number", paper.done(), (_KEPT[0],), told=("BK226",))


def scan_without_words() -> Construct:
    paper = Paper()
    paper.picture("P", rows_of_ink(300, 420), 300, 420)
    paper.page(
        lines(60, 760, "The meeting heard from every agency.", "It asked what daily life was like for the children.")
    )
    paper.page("q 595 0 0 842 0 0 cm /P Do Q")
    return Construct("a scanned page without words", paper.done(), (_KEPT[0],), told=("BK226",))


def scan_in_strips() -> Construct:
    paper = Paper()
    paper.picture("P", rows_of_ink(300, 60), 300, 60)
    paper.page(
        lines(60, 760, "The meeting heard from every agency.", "It asked what daily life was like for the children.")
    )
    paper.page(*(f"q 595 0 0 121 0 {120 * n} cm /P Do Q" for n in range(7)), text(290, 20, "2"))
    return Construct("a scanned page in strips with a page number", paper.done(), (_KEPT[0],), told=("BK226",))


def _clean(says: str, *words: str) -> Construct:
    paper = Paper()
    signs = "".join(sorted(set("".join(words))))
    font = paper.coded("M", signs, {})
    paper.page("\n".join(font.text(40, 760 - 16 * n, line, 9) for n, line in enumerate(words)))
    return Construct(says, paper.done(), tuple(line.lower() for line in words), quiet=True)


def figures() -> Construct:
    return _clean(
        "seen: a page of figures", *(f"{1000 + 37 * n} {n * 3.7:.1f}% {n * 11} {2000 + n} 0.{n}5" for n in range(20))
    )


def names() -> Construct:
    people = (
        "Wrzesniewski Zbigniew",
        "Nguyen Thi Huong",
        "Mbeki Ngozi",
        "Szczepanski Krzysztof",
        "Ng Kwok",
        "Rhys Llwyd",
    )
    return _clean("seen: a list of names", *people)


def addresses() -> Construct:
    return _clean(
        "seen: postcodes and addresses",
        "14 Cwm Rd, LL57 4PZ",
        "Flat 3b, 22 Wyke St, HU1 1XX",
        "NN3 6QD",
        "www.nnscp.example/dsl",
        "dsl@nnscp.example",
    )


def shorthand() -> Construct:
    return _clean(
        "seen: abbreviations",
        "DSL, MASH, LADO, CSPR, SAR, DHR, MARAC, IDVA, EHCP, SEND, CAMHS",
        "NHS ICB, GP, HV, SW, IRO, FGC, LAC, CIN, CP, S47, S17",
    )


def somali() -> Construct:
    return _clean(
        "seen: Somali",
        "Carruurtu waxay xaq u leeyihiin inay badbaado ku noolaadaan.",
        "La hadal qof aad ku kalsoon tahay haddii aad walaacsan tahay.",
    )


BUILDERS = (
    shifted_by_one, shifted_by_one_line, shifted_by_29, shifted_back_with_spaces, turned_round, substituted,
    vowels_lost,
    all_replacement_characters, all_private_use, another_script, codes_without_map, codes_without_map_in_a_line,
    one_font_without_map, one_font_shifted, names_that_tell_nothing, type3_unmapped, type3_mapped, wrong_recognition,
    scan_with_a_typed_heading, scan_without_words, scan_in_strips, figures, names, addresses, shorthand, somali,
)  # fmt: skip
