"""Ink that the recogniser passed over: marks outside all recognised words that stand in rows as text does.

Small grey type, white type on a band and single words under an underline are those that Tesseract leaves out most.
Rules, frames, fills and what photographs are full of are no such rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from briefkit.tools.ocr.ink import grown, shrunk
from briefkit.tools.ocr.pictures import Picture
from briefkit.tools.ocr.tesseract import PixelBox, Row

_DOT = 0.6
"""Ink is looked for in a copy with a dot for each square of so many points."""

_STROKE = 5.0
"""In points; what is thicker is no stroke of a letter but a fill."""

_CONTRAST = 30
"""From which difference to the paper around it (of 255) a dot is ink: grey type has 60, the noise of JPEG 8."""

_DARK = 120
"""A place whose mean brightness is under this has light ink, any other dark ink."""

_AROUND = 8.0
"""In points: so far around a dot its mean is taken."""

_RULE = 20.0
"""In points; a straight stroke that is longer is a rule or the side of a frame."""

_JOINED = 2.5
"""In points; marks that are no farther apart are of one word."""

_LOWEST, _HIGHEST = 3.0, 36.0
"""How high a row of marks is, in points: from digits of 5 points to a headline of 40."""

_WORD_GAP = 1.6
"""Words of one row are no farther apart than so many times its height."""

_THIN, _FULL = 0.10, 0.62
"""Share of its box that the ink of a row of text has."""

_BEATS = 0.9
"""So many strokes at least are crossed along a row, for each time its height (text has 1.5 to 3)."""

_CLEAR = 0.35
"""How full the strips above and below a row may be, as a share of the row itself: a photograph goes on there."""

_MOST = 60


class Strip(msgspec.Struct, frozen=True):
    """Marks in a row: their box in dots of the picture, and whether they are ``plain`` text or may be something else
    (a sign or two, part of a drawing)."""

    box: PixelBox
    plain: bool


def find(picture: Picture, rows: Sequence[Row]) -> list[Strip]:
    """The rows of marks outside the words of ``rows``, from the top; no more than some dozens."""
    factor = max(round(_DOT * picture.scale), 1)
    dots = picture.scale / factor
    ink = ImageChops.darker(_ink(picture.image.convert("L").reduce(factor), dots), _unread(picture, rows, factor))
    ink = _without_rules(ink, round(_RULE * dots))
    found = [strip for box in _lines(ink, dots) if (strip := _judged(ink, box, dots))]
    found.sort(key=lambda strip: (not strip.plain, strip.box[1]))
    large = ((tuple(side * factor for side in strip.box), strip.plain) for strip in found[:_MOST])
    return sorted((Strip(box, plain) for box, plain in large), key=lambda strip: strip.box[1])  # type: ignore[arg-type]


def _ink(grey: Image.Image, dots: float) -> Image.Image:
    """White where thin strokes are, dark ones on light or light ones on dark (top-hat transforms, Meyer 1979)."""
    wide = round(_STROKE * dots)
    dark = ImageChops.subtract(shrunk(grown(grey, wide), wide), grey)
    light = ImageChops.subtract(grey, grown(shrunk(grey, wide), wide))
    on_light = grey.filter(ImageFilter.BoxBlur(_AROUND * dots)).point([255 * (value >= _DARK) for value in range(256)])
    return Image.composite(dark, light, on_light).point([255 * (value > _CONTRAST) for value in range(256)])


def _unread(picture: Picture, rows: Sequence[Row], factor: int) -> Image.Image:
    """White where no word was recognised, but for the edge of the page, where scanners leave shadows."""
    width, height = (-(-side // factor) for side in picture.image.size)
    free = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(free)
    edge = round(6 * picture.scale / factor)
    pen.rectangle((edge, edge, width - 1 - edge, height - 1 - edge), fill=255)
    for row in rows:
        high = row.box[3] - row.box[1]
        for box in _covered(row, high):
            pen.rectangle(tuple(side // factor for side in box), fill=0)
    return free


def _covered(row: Row, high: int) -> Iterator[PixelBox]:
    """Where the words of a row stand with what belongs to them: marks close by, an underline, gaps between them."""
    near, low = round(0.3 * high), round(0.12 * high)
    for word in row.words:
        x0, top, x1, bottom = word.box
        yield (x0 - near, top - low, x1 + near, bottom + low)
    for one, other in pairwise(row.words):
        if 0 < other.box[0] - one.box[2] < high:
            yield (one.box[2], row.box[1], other.box[0], row.box[3])


def _without_rules(ink: Image.Image, long: int) -> Image.Image:
    half = max(long // 2, 1)
    for wide, high in ((half, 0), (0, half)):
        rules = grown(shrunk(ink, wide, high), wide, high)
        ink = ImageChops.subtract(ink, grown(rules, 1))
    return ink


def _lines(ink: Image.Image, dots: float) -> list[PixelBox]:
    """The boxes of marks that stand beside one another, joined to rows."""
    near = max(round(_JOINED * dots / 2), 1)
    step = max(round(1.2 * dots), 1)
    coarse = grown(ink, near, 0).reduce(step).point([255 * (value > 0) for value in range(256)])
    boxes = []
    for x0, top, x1, bottom in _patches(coarse):
        tight = ink.crop((x0 * step, top * step, x1 * step, bottom * step)).getbbox()
        if tight:
            boxes.append((x0 * step + tight[0], top * step + tight[1], x0 * step + tight[2], top * step + tight[3]))
    return _joined(boxes)


def _patches(coarse: Image.Image) -> Iterator[PixelBox]:
    """The boxes of connected patches of white, corners touching."""
    width, height = coarse.size
    left = {at for at, value in enumerate(coarse.tobytes()) if value}
    around = (-1, 1, -width, width, -width - 1, 1 - width, width - 1, width + 1)
    while left:
        waiting = [left.pop()]
        spots = []
        while waiting:
            here = waiting.pop()
            spots.append(here)
            for there in (here + step for step in around):
                if there in left:
                    left.remove(there)
                    waiting.append(there)
        xs, ys = [spot % width for spot in spots], [spot // width for spot in spots]
        if max(xs) - min(xs) < width - 1:  # marks at both edges are no neighbours
            yield min(xs), min(ys), min(max(xs) + 1, width), min(max(ys) + 1, height)


def _joined(boxes: Iterable[PixelBox]) -> list[PixelBox]:
    rows: list[PixelBox] = []
    for box in sorted(boxes):
        for at, row in enumerate(rows):
            high = max(row[3] - row[1], box[3] - box[1])
            both = min(row[3], box[3]) - max(row[1], box[1])
            smaller = min(row[3] - row[1], box[3] - box[1])
            if both >= 0.6 * smaller and smaller > 0.3 * high and box[0] - row[2] <= _WORD_GAP * high:
                rows[at] = (row[0], min(row[1], box[1]), max(row[2], box[2]), max(row[3], box[3]))
                break
        else:
            rows.append(box)
    return rows


def _judged(ink: Image.Image, box: PixelBox, dots: float) -> Strip | None:
    """Whether the marks in a box are a row of text; ``None`` where they cannot be one."""
    x0, top, x1, bottom = box
    wide, high = x1 - x0, bottom - top
    if not _LOWEST * dots <= high <= _HIGHEST * dots or wide < 0.25 * high:
        return None
    full = _fullness(ink, box)
    if not _THIN <= full <= _FULL + 0.2 * (wide < 2 * high):
        return None
    near = max(round(0.4 * high), 2)
    beside = max(_fullness(ink, (x0, top - near, x1, top - 1)), _fullness(ink, (x0, bottom + 1, x1, bottom + near)))
    if beside > _CLEAR * full:
        return None
    beats = sum(_crossed(ink, x0, x1, top + round(share * high)) for share in (0.4, 0.55, 0.7)) / 3
    return Strip(box, wide >= 4 * high and high <= 20 * dots and beats >= _BEATS * wide / high)


def _fullness(ink: Image.Image, box: PixelBox) -> float:
    x0, top, x1, bottom = max(box[0], 0), max(box[1], 0), min(box[2], ink.width), min(box[3], ink.height)
    if x1 <= x0 or bottom <= top:
        return 0.0
    return ink.crop((x0, top, x1, bottom)).histogram()[255] / ((x1 - x0) * (bottom - top))


def _crossed(ink: Image.Image, x0: int, x1: int, y: int) -> int:
    """How many strokes a level line through the marks meets."""
    values = ink.crop((x0, y, x1, y + 1)).tobytes()
    return sum(b > a for a, b in pairwise(b"\0" + values))
