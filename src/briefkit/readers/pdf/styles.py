"""How text objects look: their font, size as printed, weight and colour, asked once an object and not once a letter."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import addressof, c_float, c_int, c_uint, create_string_buffer
from typing import NamedTuple

import msgspec

from briefkit.readers.pdf import bindings
from briefkit.readers.pdf.frame import Frame
from briefkit.readers.pdf.glyphs import Look
from briefkit.readers.pdf.mapped import Mapping
from briefkit.readers.pdf.symbols import face_of

_INVISIBLE_MODES = frozenset((3, 7))
"""Neither filled nor stroked, and for clipping only (ISO 32000-2, table 104)."""
_CLEAR = 13
"""An opacity (of 255) with which no type can be read."""
_FILLED_AND_STROKED = 2


Words = dict[tuple[str, int], tuple[str, Sequence[float]] | None]


class Font(msgspec.Struct, frozen=True):
    """A font by its name without the subset's prefix; ``face`` is the family of symbol fonts it is of, if any."""

    name: str
    bold: bool
    italic: bool
    face: str


class Style(NamedTuple):
    """How a text object looks, its family of symbol fonts, its marked-content id, and the words seen in that look.

    ``words`` holds what characters of some width read as, and the edges of their letters; ``None`` where these
    characters are more than one word. ``mute`` tells that the font does not tell what all of its characters are.
    """

    look: Look
    face: str
    tag: int
    words: Words
    mute: bool = False


NO_STYLE = Style(Look("", 0.0, False, False, "#000000"), "", -1, {})

_MAX_WORDS = 20_000
"""Words that are remembered in one look; in text whose letters are spaced anew in each line none comes again."""


class Styles:
    """The looks of the text objects of one document; looks are remembered over its pages."""

    def __init__(self) -> None:
        self._looks: dict[tuple[object, ...], Look] = {}
        self._words: dict[Look, Words] = {}
        self._fonts: dict[int, Font] = {}
        self._known: dict[tuple[object, ...], tuple[Look, str, Words]] = {}
        self._mapping = Mapping()
        self._frame = Frame(0, 0, 0, 0, 0)
        self._m = (c_float * 6)()
        self._rgba = (c_uint * 4)()
        start = addressof(self._rgba)
        self._places = (addressof(self._m), start, start + 4, start + 8, start + 12)

    def turn_to(self, frame: Frame) -> None:
        """Begin a page. Fonts are freed with their page, so an address may come back as another font."""
        self._fonts.clear()
        self._known.clear()
        self._mapping.turn()
        self._frame = frame

    def of(self, text: int, index: int, item: int) -> Style:
        """The style of a text object.

        ``text`` is the address of the text page, ``index`` its first character, ``item`` the object's own address.
        """
        address = bindings.object_font(item) or 0
        m, *rgba = self._places
        bindings.text_matrix(text, index, m)
        bindings.text_fill(text, index, *rgba)
        size, mode = bindings.text_size(text, index), bindings.object_mode(item)
        key = (address, size, mode, bytes(self._rgba), bytes(self._m)[:16])
        known = self._known.get(key)
        if known is None:
            look, face = self._look(address, size, mode)
            known = self._known[key] = (look, face, self._words_in(look))
        look, face, words = known
        mute = self._mapping.is_mute(text, index, item, address)
        return Style(look, face, bindings.object_mark(item), words, mute)

    def _words_in(self, look: Look) -> Words:
        words = self._words.setdefault(look, {})
        if len(words) > _MAX_WORDS:
            words.clear()
        return words

    def _look(self, address: int, size: float, mode: int) -> tuple[Look, str]:
        font = self._fonts.get(address)
        if font is None:
            font = self._fonts[address] = _describe(address)
        a, b, c, d = self._m[:4]
        red, green, blue, alpha = self._rgba
        printed = round(abs(size) * (c * c + d * d) ** 0.5, 1)
        dx, dy = self._frame.direct(a, b)
        turned = abs(dy) > 0.3 * abs(dx) or dx < 0
        key = (font, printed, red, green, blue, alpha < _CLEAR, mode, turned)
        look = self._looks.get(key)
        if look is None:
            hidden = mode in _INVISIBLE_MODES or alpha < _CLEAR
            bold = font.bold or mode == _FILLED_AND_STROKED
            colour = f"#{red:02x}{green:02x}{blue:02x}"
            look = self._looks[key] = Look(font.name, printed, bold, font.italic, colour, hidden, turned)
        return look, font.face


def _describe(address: int) -> Font:
    if not address:
        return Font("", False, False, "")
    room = create_string_buffer(256)
    bindings.font_name(address, room, 256)
    name = room.value.decode("utf-8", "replace")
    name = name.split("+", 1)[1] if len(name) > 7 and name[6:7] == "+" else name
    low = name.casefold()
    angle = c_int()
    bindings.font_angle(address, addressof(angle))
    flags = bindings.font_flags(address)
    weight = bindings.font_weight(address)
    named = any(word in low for word in ("bold", "black", "heavy", "demi")) or low.endswith(("-bd", ",bd"))
    bold = named or weight >= 600 or bool(flags > 0 and flags & 1 << 18)
    italic = "italic" in low or "oblique" in low or angle.value != 0 or bool(flags > 0 and flags & 1 << 6)
    return Font(name, bold, italic, face_of(name))
