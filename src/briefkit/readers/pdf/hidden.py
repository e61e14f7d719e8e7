"""Text that nobody sees: invisible, white on white, outside the page. And text layers that are no words."""

from __future__ import annotations

import re

from briefkit.readers.pdf.frame import Frame
from briefkit.readers.pdf.lines import Line
from briefkit.readers.pdf.shapes import Shape, lightness

_PALE = 0.93


def part_hidden(lines: list[Line], shapes: list[Shape], frame: Frame) -> tuple[list[Line], list[Line]]:
    """The lines that a person sees and those that nobody sees.

    Invisible type over a picture that fills the page is the text layer of a scan: what it says can be seen.
    """
    scanned = any(s.picture and s.width * s.height > 0.5 * frame.width * frame.height for s in shapes)
    seen: list[Line] = []
    unseen: list[Line] = []
    for line in lines:
        (unseen if _is_hidden(line, shapes, frame, scanned) else seen).append(line)
    return seen, unseen


def _is_hidden(line: Line, shapes: list[Shape], frame: Frame, scanned: bool) -> bool:
    x, y = (line.x0 + line.x1) / 2, line.middle
    if not (-1 <= x <= frame.width + 1 and -1 <= y <= frame.height + 1):
        return True
    if line.look.hidden:
        return not scanned
    if line.size < 1.5 and line.base - line.top < 1.5:
        return True
    return lightness(line.look.colour) > _PALE and not _backed(x, y, shapes)


def _backed(x: float, y: float, shapes: list[Shape]) -> bool:
    """Whether something darker than white lies at a point, so that pale type on it can be read."""
    for shape in reversed(shapes):
        if shape.box[0] <= x <= shape.box[2] and shape.box[1] <= y <= shape.box[3]:
            if shape.picture:
                return True
            if shape.fill is not None:
                return lightness(shape.fill) < 0.9
    return False


_COMMON = frozenset(
    "the of and to a in is was for that on with as by be are it this from at an were not or their which have had has "
    "you your we they who what how can will child children "
    "y yr a i o yn ar am gan ei eu mae oedd bod nad sydd wedi wrth".split()
)


def is_garbage(text: str, unknown: int) -> bool:
    """Whether a text layer is no language: characters without a meaning, or no common word among very many.

    ``unknown`` is the number of characters that could not be decoded. Said only of long texts, and only with certainty.
    """
    solid = len("".join(text.split()))
    if solid + unknown >= 40 and unknown + text.count("\ufffd") + text.count("•") > 0.5 * (solid + unknown):
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < 60:
        marks = sum(not (c.isspace() or c.isalnum() or c in _PLAIN) for c in text)
        return solid > 120 and marks > 0.5 * solid
    common = sum(map(_COMMON.__contains__, words))
    if common >= 0.01 * len(words):
        return False
    vowels = sum(any(c in "aeiouyŵŷâêîôûáéíóúàèìòùäëïöü" for c in word) for word in words)
    latin = sum(word.isascii() for word in words) > 0.8 * len(words)
    written = [c for c in text.casefold() if c.isalpha()]
    usual = sum(c in "etaoinsr" for c in written)
    strange = vowels < 0.6 * len(words) or usual < 0.53 * len(written)
    return latin and strange


_PLAIN = ".,;:!?'\"‘’“”()[]-–—/&%£•·…"
