"""The glyphs of a page: character, place and look. Coordinates run from the page's top left."""

from __future__ import annotations

import unicodedata

import msgspec

_BULLETS = frozenset("•·▪●◦‣➢➤✓✔□■►▶❖◆♦⚫○∙⁃")


class Look(msgspec.Struct, frozen=True):
    """How a glyph looks: ``size`` in points as printed, ``colour`` as ``#rrggbb``, ``turned`` where it is not level."""

    font: str
    size: float
    bold: bool
    italic: bool
    colour: str
    hidden: bool = False
    turned: bool = False


class Glyph(msgspec.Struct, gc=False):
    """One character. ``base`` is the bottom of its font box, which all glyphs of one font and size on a line share.

    ``tag`` is its marked-content id (-1: none), ``of`` tells glyphs of one text object from those of another.
    """

    char: str
    x0: float
    top: float
    x1: float
    base: float
    look: Look
    tag: int = -1
    of: int = 0
    link: str | None = None
    raised: bool = False


def readable(code: int, symbol: bool) -> str:
    """The character as text: private-use and symbol bullets as ``•``, ligatures as letters, controls as nothing."""
    if code in {2, 0xFFFE}:
        return LINE_HYPHEN
    if code < 32 or code in {0x7F, 0xFEFF, 0x200B, 0x200C, 0x200D, 0xFFFF}:
        return ""
    char = chr(code)
    if code < 127:
        # In Wingdings a bullet is a letter ("l", "n", "§"); none of its glyphs is a word.
        return char
    if 0xE000 <= code <= 0xF8FF:
        return "•"
    if symbol and char == "§":
        return "•"
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", char)
    if code in {0xA0, 0x2007, 0x202F, 0x2002, 0x2003, 0x2009, 0x3000}:
        return " "
    return char


LINE_HYPHEN = "\u2010"
"""What a hyphen is called while its line is not yet joined with the next: pdfium marks it at line ends."""


def is_bullet(text: str) -> bool:
    """Whether ``text`` is one bullet sign."""
    return len(text) == 1 and text in _BULLETS
