"""Which characters a font tells nothing about: pdfium then hands on the bare code, and that is no letter."""

from __future__ import annotations

from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page.symbols import BULLET

UNKNOWN = "\ufffd"
_TRIED = 3
"""Text objects of a font that are looked at before the font is trusted for the rest of the page."""
_ASKED = 8
"""Characters of such an object that are looked at."""
_NEVER = -1_000_000


class Mapping:
    """The fonts of one page, and whether they tell what their characters are."""

    def __init__(self) -> None:
        self._clean: dict[int, int] = {}

    def turn(self) -> None:
        """Begin a page; an address may come back as another font."""
        self._clean.clear()

    def is_mute(self, text: int, index: int, item: int, font: int) -> bool:
        """Whether a font once told nothing of a character of this page; then all of its characters are to be asked for.

        ``text`` is the address of the text page, ``index`` the first character of the object ``item``.
        """
        clean = self._clean.get(font, 0)
        if clean >= _TRIED:
            return False
        if clean >= 0:
            self._clean[font] = clean + 1
            for place in range(index, index + _ASKED):
                if bindings.text_object(text, place) != item:
                    break
                if bindings.text_unmapped(text, place) == 1:
                    self._clean[font] = _NEVER
                    break
        return self._clean[font] < 0


def told(text: int, start: int, part: str) -> str:
    """``part`` with a replacement character for each bare code; a sign that stands by itself is a bullet."""
    bare = [bindings.text_unmapped(text, start + n) == 1 for n in range(len(part))]
    if not any(bare):
        return part
    if len(part.strip()) == 1:
        return part.replace(part.strip(), BULLET)
    return "".join([UNKNOWN if none else char for char, none in zip(part, bare, strict=True)])
