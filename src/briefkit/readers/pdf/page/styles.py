"""How text objects look: their font, size as printed, weight and colour, asked once an object and not once a letter."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from ctypes import addressof, c_float, c_int, create_string_buffer
from itertools import repeat
from math import isfinite
from struct import unpack
from typing import NamedTuple

import msgspec

from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.glyphs import ASLANT, Look
from briefkit.readers.pdf.page.mapped import Mapping
from briefkit.readers.pdf.page.symbols import face_of

_INVISIBLE_MODES = frozenset((3, 7))
"""Neither filled nor stroked, and for clipping only (ISO 32000-2, table 104)."""
_CLEAR = 13
"""An opacity (of 255) with which no type can be read."""
_FILLED_AND_STROKED = 2
_SHALLOW, _LOW, _HANGING = -0.1, 0.6, -0.4
"""Depth and height, as shares of the size, that no font for text has: below their line letters reach by a fifth."""
_SQUARE = 0.03
"""How far from a quarter of a turn type may be, as the tangent of the angle."""


Words = dict[tuple[str, int], tuple[str, Sequence[float]] | None]


class Font(msgspec.Struct, frozen=True):
    """A font by its name without the subset's prefix; ``face`` is the family of symbol fonts it is of, if any.

    ``flat`` tells that its file does not say how high and how deep it is.
    """

    name: str
    bold: bool
    italic: bool
    face: str
    flat: bool = False


class Style(NamedTuple):
    """How a text object looks, its family of symbol fonts, its marked-content id, and the words seen in that look.

    ``words`` holds what characters of some width read as, and the edges of their letters; ``None`` where these
    characters are more than one word. ``mute`` tells that the font does not tell what all of its characters are, and
    ``flat`` that it does not tell how high and how deep it is.
    """

    look: Look
    face: str
    tag: int
    words: Words
    mute: bool = False
    flat: bool = False


NO_STYLE = Style(Look("", 0.0, False, False, "#000000"), "", -1, {})

_MAX_WORDS = 20_000
"""Words that are remembered in one look; in text whose letters are spaced anew in each line none comes again."""


class Styles:
    """The looks of the text objects of one document; looks are remembered over its pages."""

    def __init__(self) -> None:
        self._looks: dict[tuple[object, ...], Look] = {}
        self._words: dict[Look, Words] = {}
        self._fonts: dict[int, Font] = {}
        self._known: dict[tuple[object, ...], tuple[Look, Font, Words]] = {}
        self._mapping = Mapping()
        self._frame = Frame(0, 0, 0, 0, 0)

    def turn_to(self, frame: Frame) -> None:
        """Begin a page. Fonts are freed with their page, so an address may come back as another font."""
        self._fonts.clear()
        self._known.clear()
        self._mapping.turn()
        self._frame = frame

    def of(self, text: int, places: dict[int, int]) -> dict[int, Style]:
        """The styles of text objects by their addresses.

        ``text`` is the address of the text page, ``places`` holds the first character of each object.
        """
        items, indices, count = list(places), places.values(), len(places)
        matrices, fills = create_string_buffer(24 * count), create_string_buffer(16 * count)
        at, red = addressof(matrices), addressof(fills)
        rgba = (range(red + n, red + n + 16 * count, 16) for n in range(0, 16, 4))
        deque(map(bindings.text_matrix, repeat(text), indices, range(at, at + 24 * count, 24)), maxlen=0)
        deque(map(bindings.text_fill, repeat(text), indices, *rgba), maxlen=0)
        linear, filled = matrices.raw, fills.raw
        keys = zip(
            [font or 0 for font in map(bindings.object_font, items)],
            map(bindings.text_size, repeat(text), indices),
            map(bindings.object_mode, items),
            [filled[n : n + 16] for n in range(0, 16 * count, 16)],
            [linear[n : n + 16] for n in range(0, 24 * count, 24)],
            strict=True,
        )
        found: dict[int, Style] = {}
        for (item, index), mark, key in zip(places.items(), map(bindings.object_mark, items), keys, strict=True):
            known = self._known.get(key)
            if known is None:
                look, font = self._look(*key)
                known = self._known[key] = (look, font, self._words_in(look))
            look, font, words = known
            mute = self._mapping.is_mute(text, index, item, (key[0], font.name))
            found[item] = Style(look, font.face, mark, words, mute, font.flat)
        return found

    def _words_in(self, look: Look) -> Words:
        words = self._words.setdefault(look, {})
        if len(words) > _MAX_WORDS:
            words.clear()
        return words

    def _look(self, address: int, size: float, mode: int, rgba: bytes, matrix: bytes) -> tuple[Look, Font]:
        font = self._fonts.get(address)
        if font is None:
            font = self._fonts[address] = _describe(address)
        a, b, c, d = unpack("4f", matrix)
        red, green, blue, alpha = unpack("4I", rgba)
        printed = abs(size) * (c * c + d * d) ** 0.5
        printed = round(printed, 1) if isfinite(printed) else 0.0
        turned = _turned(*self._frame.direct(*((-a, -b) if size < 0 else (a, b))))
        key = (font, printed, red, green, blue, alpha < _CLEAR, mode, turned)
        look = self._looks.get(key)
        if look is None:
            hidden = mode in _INVISIBLE_MODES or alpha < _CLEAR
            bold = font.bold or mode == _FILLED_AND_STROKED
            colour = f"#{red:02x}{green:02x}{blue:02x}"
            look = self._looks[key] = Look(font.name, printed, bold, font.italic, colour, hidden, turned)
        return look, font


def _turned(dx: float, dy: float) -> int:
    """How type that runs in this direction (down is positive) is turned, as :class:`Look` tells it."""
    if dx >= 0 and abs(dy) <= 0.3 * dx:
        return 0
    if abs(dx) <= _SQUARE * abs(dy):
        return 90 if dy < 0 else 270
    return 180 if abs(dy) <= _SQUARE * abs(dx) else ASLANT


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
    return Font(name, bold, italic, face_of(name), _is_flat(address))


def _is_flat(address: int) -> bool:
    """Whether the file does not say how high and how deep the font is: LibreOffice writes 0 for both.

    pdfium then measures what it takes for A and g, and in a part of a font other letters stand where these two are
    looked for. A font that hangs from its line instead of standing on it (of large mathematical signs) is not flat.
    """
    ascent, descent = c_float(), c_float()
    bindings.font_ascent(address, 1.0, addressof(ascent))
    bindings.font_descent(address, 1.0, addressof(descent))
    return descent.value > _SHALLOW or (ascent.value < _LOW and descent.value > _HANGING)
