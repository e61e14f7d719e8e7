"""The glyphs of a page as pdfium sees them: character, place and look. Coordinates run from the page's top left.

pdfium is not thread-safe: nothing here may run beside another thread that uses it.
"""

from __future__ import annotations

import ctypes
import unicodedata
from ctypes import CFUNCTYPE, addressof, c_double, c_float, c_int, c_uint, c_void_p, cast
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf.destinations import place_of
from briefkit.readers.pdf.frame import Frame

MAX_GLYPHS = 60_000
"""Glyphs of one page; a page with more is a drawing made of letters, and the rest of it is not read."""

_BULLETS = frozenset("•·▪●◦‣➢➤✓✔□■►▶❖◆♦⚫○∙⁃")
_SYMBOL_FONTS = ("symbol", "wingding", "webding", "dingbat")
_INVISIBLE_MODE = 3


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


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    """A faster prototype of a pdfium function: plain addresses instead of typed pointers."""
    return CFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


_unicode = _bind(raw.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
_object = _bind(raw.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
_loose_box = _bind(raw.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_matrix = _bind(raw.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
_font_size = _bind(raw.FPDFText_GetFontSize, c_double, c_void_p, c_int)
_fill = _bind(raw.FPDFText_GetFillColor, c_int, c_void_p, c_int, *([c_void_p] * 4))
_font_of = _bind(raw.FPDFTextObj_GetFont, c_void_p, c_void_p)
_mode = _bind(raw.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
_mark = _bind(raw.FPDFPageObj_GetMarkedContentID, c_int, c_void_p)
_font_name = _bind(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, c_void_p, c_void_p, ctypes.c_size_t)
_font_weight = _bind(raw.FPDFFont_GetWeight, c_int, c_void_p)
_font_flags = _bind(raw.FPDFFont_GetFlags, c_int, c_void_p)
_italic_angle = _bind(raw.FPDFFont_GetItalicAngle, c_int, c_void_p, c_void_p)


class _Font(msgspec.Struct, frozen=True):
    name: str
    bold: bool
    italic: bool
    symbol: bool


class GlyphReader:
    """Reads the glyphs of the pages of one document; fonts and looks are remembered over the pages."""

    def __init__(self) -> None:
        self._fonts: dict[int, _Font] = {}
        self._looks: dict[tuple[object, ...], Look] = {}
        self._box = raw.FS_RECTF()
        self._m = raw.FS_MATRIX()
        self._rgba = [c_uint() for _ in range(4)]

    def read(self, page: pdfium.PdfPage, frame: Frame) -> tuple[list[Glyph], int]:
        """The glyphs of ``page`` in the order of its stream, spaces included, and how many could not be decoded."""
        # Fonts are freed with their page, so an address may come back as another font.
        self._fonts.clear()
        handle = raw.FPDFText_LoadPage(page.raw)
        if not handle:
            return [], 0
        try:
            return self._read(cast(handle, c_void_p).value or 0, raw.FPDFText_CountChars(handle), frame)
        finally:
            raw.FPDFText_ClosePage(handle)

    def _read(self, text: int, count: int, frame: Frame) -> tuple[list[Glyph], int]:
        glyphs: list[Glyph] = []
        unknown = 0
        seen: int | None = None
        look, symbol, tag = _NO_LOOK, False, -1
        box, at, place = self._box, addressof(self._box), frame.place
        high = 0
        for index in range(min(count, MAX_GLYPHS)):
            code = _unicode(text, index)
            if 0xD800 <= code < 0xE000:
                high, code = _pair(high, code)
                if not code:
                    continue
            of = _object(text, index)
            if of is None and code <= 32 and code != 2:
                continue
            if of is not None and of != seen:
                seen = of
                look, symbol, tag = self._style(text, index, of, frame)
            unknown += code == 0
            char = _readable(code, symbol)
            if char:
                _loose_box(text, index, at)
                spot = place(box.left, box.bottom, box.right, box.top)
                _add(glyphs, char, spot, (look, tag, of or 0))
        return glyphs, unknown

    def _style(self, text: int, index: int, of: int, frame: Frame) -> tuple[Look, bool, int]:
        address = _font_of(of) or 0
        font = self._fonts.get(address)
        if font is None:
            font = self._fonts[address] = _describe(address)
        _matrix(text, index, addressof(self._m))
        m = self._m
        size = round(abs(_font_size(text, index)) * (m.c * m.c + m.d * m.d) ** 0.5, 1)
        rgba = self._rgba
        _fill(text, index, *(addressof(c) for c in rgba))
        mode = _mode(of)
        dx, dy = frame.direct(m.a, m.b)
        turned = abs(dy) > 0.3 * abs(dx) or dx < 0
        key = (font, size, rgba[0].value, rgba[1].value, rgba[2].value, rgba[3].value == 0, mode, turned)
        look = self._looks.get(key)
        if look is None:
            colour = f"#{rgba[0].value:02x}{rgba[1].value:02x}{rgba[2].value:02x}"
            hidden = mode == _INVISIBLE_MODE or rgba[3].value == 0
            bold = font.bold or mode == 2
            look = self._looks[key] = Look(font.name, size, bold, font.italic, colour, hidden, turned)
        return look, font.symbol, _mark(of)


_NO_LOOK = Look("", 0.0, False, False, "#000000")


def _pair(high: int, code: int) -> tuple[int, int]:
    """Two halves of one character: what to remember, and the whole character or 0 while its second half is missing."""
    if code < 0xDC00:
        return code, 0
    return 0, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0


def _add(glyphs: list[Glyph], char: str, spot: Box, style: tuple[Look, int, int]) -> None:
    """Append the glyph, or one for each letter of a ligature."""
    x0, top, x1, base = spot
    if len(char) > 1:
        step = (x1 - x0) / len(char)
        for n, letter in enumerate(char):
            glyphs.append(Glyph(letter, x0 + n * step, top, x0 + (n + 1) * step, base, *style))
        return
    if glyphs:
        last = glyphs[-1]
        if last.of == style[2] and abs(last.x1 - x1) < 0.01 and x0 < last.x0 + 0.01 and x1 > x0:
            # One ligature, several letters: pdfium gives each of them the whole box.
            x0 = last.x1 = (last.x0 + x1) / 2
    glyphs.append(Glyph(char, x0, top, x1, base, *style))


def _describe(address: int) -> _Font:
    if not address:
        return _Font("", False, False, False)
    room = ctypes.create_string_buffer(256)
    _font_name(address, room, 256)
    name = room.value.decode("utf-8", "replace")
    name = name.split("+", 1)[1] if len(name) > 7 and name[6:7] == "+" else name
    low = name.casefold()
    angle = c_int()
    _italic_angle(address, addressof(angle))
    flags = _font_flags(address)
    weight = _font_weight(address)
    named = any(word in low for word in ("bold", "black", "heavy", "demi")) or low.endswith(("-bd", ",bd"))
    bold = named or weight >= 600 or bool(flags > 0 and flags & 1 << 18)
    italic = "italic" in low or "oblique" in low or angle.value != 0 or bool(flags > 0 and flags & 1 << 6)
    return _Font(name, bold, italic, any(word in low for word in _SYMBOL_FONTS))


def _readable(code: int, symbol: bool) -> str:
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


def link_boxes(page: pdfium.PdfPage, frame: Frame) -> list[tuple[tuple[float, float, float, float], str]]:
    """The boxes of link annotations with a web, mail or telephone address, or a place of the file (``#page …``)."""
    found: list[tuple[tuple[float, float, float, float], str]] = []
    position = c_int(0)
    link = raw.FPDF_LINK()
    rect = raw.FS_RECTF()
    document = page.pdf.raw
    while len(found) < 500 and raw.FPDFLink_Enumerate(page.raw, position, link):
        if not raw.FPDFLink_GetAnnotRect(link, rect):
            continue
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            place = place_of(page.pdf, link)
            if place:
                found.append((_upright(frame, rect), place))
            continue
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        room = ctypes.create_string_buffer(min(size, 4096) + 1)
        raw.FPDFAction_GetURIPath(document, action, room, min(size, 4096))
        address = room.value.decode("utf-8", "replace").strip()
        if address.casefold().startswith(("http://", "https://", "mailto:", "tel:")):
            found.append((_upright(frame, rect), address))
    return found


def _upright(frame: Frame, rect: Any) -> tuple[float, float, float, float]:
    """A rectangle whose corners may be named in any order."""
    xs, ys = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
    return frame.place(xs[0], ys[0], xs[1], ys[1])


def floats(count: int) -> list[c_float]:
    """Fresh C floats to be filled by pdfium."""
    return [c_float() for _ in range(count)]
