"""The characters of a page: what each reads as, and how it looks."""

from __future__ import annotations

import unicodedata

import msgspec

from briefkit.readers.pdf.page.symbols import BULLET, meaning

BULLETS = "•·▪●◦‣➢➤✓✔□■►▶❖◆♦⚫○∙⁃"
"""Signs that stand before list items; symbol fonts have more, and those are read as the first."""


ASLANT = 1
"""What stands in no line that a quarter of a turn makes level."""


class Look(msgspec.Struct, frozen=True):
    """How a glyph looks: ``size`` in points as printed, ``colour`` as ``#rrggbb``.

    ``turned`` is 0 where it stands level, 90, 180 or 270 for the degrees by which the page must be turned clockwise to
    make it so, or ``ASLANT``.
    """

    font: str
    size: float
    bold: bool
    italic: bool
    colour: str
    hidden: bool = False
    turned: int = 0


def readable(code: int, face: str) -> str:
    """The character as text: signs of symbol fonts by what they mean, ligatures as letters, controls as nothing.

    ``face`` is the family of symbol fonts that the character is of, empty for any other font. Another private sign is a
    bullet, for nobody knows more of it.
    """
    if code in {2, 0xFFFE}:
        return LINE_HYPHEN
    if face:
        said = meaning(code, face)
        if said is not None:
            return said
    if 32 <= code < 127:
        return chr(code)
    if code < 32 or code in _NOTHING:
        return ""
    if 0xE000 <= code <= 0xF8FF:
        return _private(code)
    if code in _SPACES:
        return " "
    char = chr(code)
    if any(first <= code <= last for first, last in _FORMS):
        return unicodedata.normalize("NFKC", char)
    return char


_NOTHING = frozenset((0x7F, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFFFF, *range(0x202A, 0x202F)))
_SPACES = frozenset((0xA0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)))
_FORMS = ((0xFB00, 0xFDFF), (0xFE70, 0xFEFC), (0xFF01, 0xFF9F), (0x1D400, 0x1D7FF))
"""Ligatures, the shapes of Arabic letters, letters of full width, mathematical letters: letters in another dress."""


def _private(code: int) -> str:
    """A character of the private use area that font makers agree on: ligatures, small capitals, old figures."""
    if code in {0xF001, 0xF002}:
        return "fi" if code == 0xF001 else "fl"
    if 0xF730 <= code <= 0xF739 or 0xF761 <= code <= 0xF77A:
        return chr(code - 0xF700)
    return BULLET


LINE_HYPHEN = "\u2010"
"""What a hyphen is called while its line is not yet joined with the next: pdfium marks it at line ends."""


def is_bullet(text: str) -> bool:
    """Whether ``text`` is one bullet sign."""
    return len(text) == 1 and text in BULLETS
