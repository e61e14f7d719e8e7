"""Whether words can be seen: a word whose removal changes nothing on the paper is not.

The page is drawn twice, with the words in question and without them, and the two pictures are compared where the words
stand. So it does not matter what hides a word: a bar painted over it, its own colour, a clip, a layer that is off.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.words import Word

_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_TELLING = 18
"""The least difference (of 255) in one colour of one dot that a reader could notice: light grey on white."""
_DOTS = 14.0
"""Dots that the smallest of the words is high when drawn."""
_ENOUGH = 0.16
"""The share of its columns of dots that must show of a word: a bar drawn by hand may leave an edge of it open."""
_MOST_DOTS, _MOST_OF_BUSY = 3_000_000, 1_000_000
"""How many dots are drawn of a page, and of one on which more than ``_BUSY`` objects are: A4 at a scale of 1.4."""
_BUSY = 10_000
_CHANNELS = 4


class Sight:
    """Looks at the pages of one document for as many seconds as it is given in all."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._view: _View | None = None

    def unseen(
        self, page: pdfium.PdfPage, frame: Frame, words: list[Word], others: Iterable[int] = (), painted: int = 0
    ) -> set[int] | None:
        """The ``id`` of each of the ``words`` that nobody sees; ``None`` where the time is used up.

        The text objects at the addresses ``others`` are taken away together with the words. ``painted`` is about how
        many things are painted on the page. The page is as it was before when this returns. Places are in points from
        the top left of the page as shown.
        """
        if self._left <= 0:
            return None
        started = time.monotonic()
        try:
            return self._compare(page, frame, words, others, _MOST_OF_BUSY if painted > _BUSY else _MOST_DOTS)
        finally:
            self._left -= time.monotonic() - started

    def _compare(
        self, page: pdfium.PdfPage, frame: Frame, words: list[Word], others: Iterable[int], dots: int
    ) -> set[int]:
        boxes = {id(word): _within(word, frame) for word in words}
        shown = [box for box in boxes.values() if box is not None]
        if not shown:
            return set(boxes)
        area = (min(b[0] for b in shown), min(b[1] for b in shown), max(b[2] for b in shown), max(b[3] for b in shown))
        size = min(word.look.size or 10.0 for word in words)
        view = self._view
        if view is None or not view.serves(page, frame, area, size):
            view = self._view = _View(page, frame, area, size, dots)
        modes = [(item, raw.FPDFTextObj_GetTextRenderMode(item)) for item in _objects(words, others)]
        try:
            for item, _ in modes:
                raw.FPDFTextObj_SetTextRenderMode(item, _INVISIBLE)
            after = view.draw()
        finally:
            for item, mode in modes:
                raw.FPDFTextObj_SetTextRenderMode(item, mode)
        return {key for key, box in boxes.items() if box is None or not view.differ(after, box)}


def _objects(words: Iterable[Word], others: Iterable[int]) -> list[raw.FPDF_PAGEOBJECT]:
    addresses = {word.of for word in words if word.of > 0}.union(others)
    return [raw.cast(address, raw.FPDF_PAGEOBJECT) for address in addresses]


def _within(word: Word, frame: Frame) -> Box | None:
    """The part of a word's box on the page; ``None`` where there is none."""
    x0, x1 = max(word.x0, 0.0), min(word.x1, frame.width)
    top, base = max(word.top, 0.0), min(word.base, frame.height)
    return (x0, top, x1, base) if x1 > x0 and base > top else None


class _View:
    """A part of a page, large enough drawn for type of the given size, and how it looks as it is."""

    def __init__(self, page: pdfium.PdfPage, frame: Frame, area: Box, size: float, dots: int) -> None:
        self._page, self._frame, self._area, self._size = page, frame, area, size
        self._x, self._y = area[0] - 1, area[1] - 1
        width, height = area[2] - self._x + 1, area[3] - self._y + 1
        fitting = (dots / max(width * height, 1.0)) ** 0.5
        self._scale = max(min(_DOTS / max(size, 0.5), 4.0, fitting), 0.05)
        self._width, self._height = int(width * self._scale) + 1, int(height * self._scale) + 1
        self._before = self.draw()

    def serves(self, page: pdfium.PdfPage, frame: Frame, area: Box, size: float) -> bool:
        """Whether this part, of the same page, is large enough for other words too."""
        own = self._area
        within = own[0] <= area[0] and own[1] <= area[1] and area[2] <= own[2] and area[3] <= own[3]
        return page is self._page and frame == self._frame and within and self._size <= size

    def draw(self) -> bytes:
        """The dots, row by row, four bytes each."""
        bitmap = raw.FPDFBitmap_CreateEx(self._width, self._height, raw.FPDFBitmap_BGRx, None, 0)
        if not bitmap:
            raise MemoryError("no room for the picture of a page")
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, self._width, self._height, 0xFFFFFFFF)
            size = (round(self._frame.width * self._scale), round(self._frame.height * self._scale))
            corner = (round(-self._x * self._scale), round(-self._y * self._scale))
            quarters = (self._frame.turn - self._page.get_rotation()) // 90 % 4
            raw.FPDF_RenderPageBitmap(bitmap, self._page.raw, *corner, *size, quarters, 0)
            start = raw.FPDFBitmap_GetBuffer(bitmap)
            count = raw.FPDFBitmap_GetStride(bitmap) * self._height
            return bytes((raw.c_ubyte * count).from_address(raw.cast(start, raw.c_void_p).value))
        finally:
            raw.FPDFBitmap_Destroy(bitmap)

    def differ(self, other: bytes, box: Box) -> bool:
        """Whether a reader could tell a picture from that before within a box, and not at its very edge alone."""
        one = self._before
        stride = len(one) // self._height
        left = max(int((box[0] - self._x) * self._scale), 0)
        right = min(int((box[2] - self._x) * self._scale) + 1, self._width)
        enough = max((right - left) * _ENOUGH, 1)
        columns: set[int] = set()
        for row in range(int((box[1] - self._y) * self._scale), int((box[3] - self._y) * self._scale) + 1):
            start = row * stride
            a, b = (picture[start + left * _CHANNELS : start + right * _CHANNELS] for picture in (one, other))
            if a != b:
                columns.update(
                    n // _CHANNELS for n, (p, q) in enumerate(zip(a, b, strict=True)) if abs(p - q) >= _TELLING
                )
                if len(columns) > enough:
                    return True
        return False
