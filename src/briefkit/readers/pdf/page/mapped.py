"""Which characters a font tells nothing about: pdfium then hands on the bare code, and that is no letter."""

from __future__ import annotations

from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page.symbols import BULLET

UNKNOWN = "\ufffd"
_BY_ENCODING = frozenset("‘’‚“”„–—…‹›")
"""Signs that pdfium finds by the usual encoding of a font without names: no code has their numbers."""
_ASKED = 2000
"""Characters of a font that are looked at, over the pages of a document, before the font is trusted."""
_TRIED, _AT_FIRST = 3, 8
"""Text objects of a font on each page, and characters of each of these, that are looked at in any case."""
_IDEOGRAPHS = 0x2E80


class Mapping:
    """The fonts of one document by their names, and whether they tell what their characters are."""

    def __init__(self) -> None:
        self._mute: set[str] = set()
        self._left: dict[str, int] = {}
        self._tried: dict[int, int] = {}

    def turn(self) -> None:
        """Begin a page."""
        self._tried.clear()

    def is_mute(self, text: int, index: int, item: int, font: tuple[int, str]) -> bool:
        """Whether a font once told nothing of a character; from then on all of its characters are to be asked for.

        ``text`` is the address of the text page, ``index`` the first character of the object ``item``;
        ``font`` is told by its address, which is good for this page only, and its name.
        """
        address, name = font
        if name in self._mute:
            return True
        left, tried = self._left.get(name, _ASKED), self._tried.get(address, 0)
        if left <= 0 and tried >= _TRIED:
            return False
        first = index + (_AT_FIRST if tried < _TRIED else 0)
        place = index
        for place in range(index, max(first, index + left)):
            if bindings.text_object(text, place) != item:
                break
            if bindings.text_unmapped(text, place) == 1 and (place < first or _is_bare(text, place)):
                self._mute.add(name)
                return True
        self._left[name], self._tried[address] = left - (place - index), tried + 1
        return False


def _is_bare(text: int, place: int) -> bool:
    """Whether a character is likely to be a bare code: those of ideographs are as likely theirs in Unicode."""
    return bool(bindings.text_code(text, place) < _IDEOGRAPHS)


def told(text: int, start: int, part: str) -> str:
    """``part`` with a replacement character for each bare code; a sign that stands by itself is a bullet."""
    bare = [char not in _BY_ENCODING and bindings.text_unmapped(text, start + n) == 1 for n, char in enumerate(part)]
    if not any(bare):
        return part
    if len(part.strip()) == 1:
        return part.replace(part.strip(), BULLET)
    return "".join([UNKNOWN if none else char for char, none in zip(part, bare, strict=True)])
