"""From a page's own coordinates to points from the top left of the page as it is shown."""

from __future__ import annotations

import msgspec
import pypdfium2 as pdfium

from briefkit.model import Box


class Frame(msgspec.Struct, frozen=True):
    """The shown part of a page in PDF coordinates, and how many degrees it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """The width as shown, in points."""
        return self.right - self.left if self.turn % 180 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """The height as shown, in points."""
        return self.top - self.bottom if self.turn % 180 == 0 else self.right - self.left

    def place(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box in PDF coordinates (origin bottom left) as ``(x0, top, x1, bottom)`` from the top left as shown."""
        if self.turn == 0:
            return (x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        if self.turn == 90:
            return (y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        if self.turn == 180:
            return (self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        return (self.top - y1, self.right - x1, self.top - y0, self.right - x0)

    def place_any(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The same of a rectangle whose corners may be named in any order (ISO 32000-2, 7.9.5)."""
        xs, ys = sorted((left, right)), sorted((bottom, top))
        return self.place(xs[0], ys[0], xs[1], ys[1])

    def turned(self, degrees: int) -> Frame:
        """The frame of the page turned further."""
        return msgspec.structs.replace(self, turn=(self.turn + degrees) % 360)

    def turn_box(self, box: Box, degrees: int) -> Box:
        """Where a box on the page as shown is when the page is turned further."""
        x0, top, x1, base = box
        upright = Frame(0.0, 0.0, self.width, self.height, degrees % 360)
        return upright.place(x0, self.height - base, x1, self.height - top)

    def back(self, box: Box, degrees: int) -> Box:
        """Where a box on the page turned further is on the page as shown."""
        return self.turned(degrees).turn_box(box, 360 - degrees)

    def direct(self, a: float, b: float) -> tuple[float, float]:
        """A direction in PDF coordinates as one on the page as shown (down is positive)."""
        if self.turn == 0:
            return (a, -b)
        if self.turn == 90:
            return (b, a)
        if self.turn == 180:
            return (-a, b)
        return (-b, -a)


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The frame of a page: its crop box, cut to its media box; A4 where the page names nonsense."""
    left, bottom, right, top = page.get_cropbox()
    media = page.get_mediabox()
    left, bottom = max(left, media[0]), max(bottom, media[1])
    right, top = min(right, media[2]), min(top, media[3])
    if right - left < 10 or top - bottom < 10:
        left, bottom, right, top = 0.0, 0.0, 595.0, 842.0
    return Frame(left, bottom, right, top, page.get_rotation() % 360)
