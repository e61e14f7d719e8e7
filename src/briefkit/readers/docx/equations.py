"""Equations (ECMA-376 part 1, 22.1) on one line, as people type them: ``(a+b)/2``, ``√(x+1)``, ``∑_(i=1)^n i``.

What stands in an equation is read in its own order; brackets and signs that Word only draws are computed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from briefkit.readers.docx.names import DROPPED, M, is_on

if TYPE_CHECKING:
    from briefkit.readers.docx.inline import Inline

Handler = Callable[["Inline", etree._Element], None]

_VAL = M + "val"
_TEXT = M + "t"
_PART = M + "e"
_COMBINING = range(0x300, 0x370)

_SCRIPTS = {M + "sub": "_", M + "sup": "^"}
_SIGNS: dict[str, dict[str, str]] = {
    M + "f": {M + "num": "", M + "den": "/"},
    M + "rad": {M + "deg": "", _PART: "√"},
    M + "sSup": {_PART: "", **_SCRIPTS},
    M + "sSub": {_PART: "", **_SCRIPTS},
    M + "sSubSup": {_PART: "", **_SCRIPTS},
    M + "limLow": {M + "lim": "_"},
    M + "limUpp": {M + "lim": "^"},
    M + "sPre": _SCRIPTS,
    M + "nary": _SCRIPTS,
}
"""The sign before each part of a structure; a part that is named here gets brackets where it is long."""

_SPACED = frozenset({M + "nary", M + "sPre", M + "func"})
"""Structures whose last part stands a little apart."""


def _property(element: etree._Element, name: str, default: str) -> str:
    """The character that a structure's own properties name; an empty one means that none is drawn."""
    found = element.find(f"{element.tag}Pr/{M}{name}")
    return found.get(_VAL, "") if found is not None else default


def _is_long(part: etree._Element) -> bool:
    """Whether a part needs brackets on one line: it is more than one number or one word."""
    shown = (t for t in part.iter(_TEXT) if not any(parent.tag in DROPPED for parent in t.iterancestors()))
    text = "".join(t.text or "" for t in shown).strip()
    return len(text) > 1 and not text.isdigit() and not text.isalpha()


def _bracketed(inline: Inline, part: etree._Element, sign: str) -> None:
    if not len(part):
        return
    long = _is_long(part)
    inline.add(f"{sign}(" if long else sign, computed=True)
    inline.read(part)
    inline.add(")" if long else "", computed=True)


def _structure(inline: Inline, element: etree._Element) -> None:
    signs = _SIGNS.get(element.tag, {})
    if element.tag == M + "nary":
        inline.add(_property(element, "chr", "∫"), computed=True)
    stacked = element.tag == M + "f" and element.find(f"{M}fPr/{M}type[@{_VAL}='noBar']") is not None
    for child in element:
        sign = signs.get(child.tag)
        if sign is not None:
            _bracketed(inline, child, "¦" if stacked and sign == "/" else sign)
        elif child.tag == _PART and element.tag in _SPACED:
            inline.add(" ", computed=True)
            inline.read(child)
        else:
            inline.read_one(child)


def _delimited(inline: Inline, element: etree._Element) -> None:
    inline.add(_property(element, "begChr", "("), computed=True)
    _listed(inline, element, _property(element, "sepChr", "|"))
    inline.add(_property(element, "endChr", ")"), computed=True)


def _listed(inline: Inline, element: etree._Element, sign: str) -> None:
    """Reads parts or rows one after the other with a sign between them."""
    count = 0
    for child in element:
        if child.tag in {_PART, M + "mr"}:
            inline.add(sign if count else "", computed=True)
            count += 1
        if child.tag == M + "mr":
            _listed(inline, child, ", ")
        else:
            inline.read_one(child)


def _lines(inline: Inline, element: etree._Element) -> None:
    _listed(inline, element, "; ")


def _marked(inline: Inline, element: etree._Element) -> None:
    default = {M + "acc": "\u0302", M + "groupChr": "⏟"}.get(element.tag, "¯")
    sign = _property(element, "chr", default)
    behind = bool(sign) and ord(sign[0]) in _COMBINING  # such a sign stands behind the letter that carries it
    for child in element:
        if child.tag == _PART:
            _bracketed(inline, child, "" if behind else sign)
        else:
            inline.read_one(child)
    inline.add(sign if behind else "", computed=True)


def _phantom(inline: Inline, element: etree._Element) -> None:
    shown = element.find(f"{M}phantPr/{M}show")
    if shown is None or is_on(shown.get(_VAL)):
        inline.read(element)
        return
    before, inline.draft.pieces = inline.draft.pieces, []
    inline.read(element)
    inline.draft.pieces = before + [piece._replace(hidden=True) for piece in inline.draft.pieces]


def _paragraph(inline: Inline, element: etree._Element) -> None:
    for child in element:
        if child.tag == M + "oMath" and child.getprevious() is not None and inline.draft.pieces:
            inline.add("\n", computed=True)
        inline.read_one(child)


HANDLERS: dict[object, Handler] = {
    **dict.fromkeys((*_SIGNS, M + "func"), _structure),
    **dict.fromkeys((M + "m", M + "eqArr"), _lines),
    **dict.fromkeys((M + "acc", M + "bar", M + "groupChr"), _marked),
    M + "d": _delimited,
    M + "phant": _phantom,
    M + "oMathPara": _paragraph,
}
"""What is done with each structure of an equation; all others are read through."""
