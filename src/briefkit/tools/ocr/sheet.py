"""Rows of a page on a sheet of their own, enlarged, dark on white: so the recogniser reads what it passed over.

It looks at a page as a whole first: type much smaller or paler than the rest, or white on a band, is taken for part
of a drawing, and a line drawn under words spoils them. On the sheet every row has the same height and contrast, and
there is nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PIL import Image, ImageChops

from briefkit.tools.ocr.ink import grown, shrunk
from briefkit.tools.ocr.pictures import DPI, Picture
from briefkit.tools.ocr.tesseract import PixelBox, Row, Word

_HIGH = 44
"""Dots from top to bottom of a row on the sheet; Tesseract reads capitals of 30 dots best."""

_APART, _MARGIN = 56, 40
_WIDEST = 4000
_LARGER = 6.0
"""Marks are enlarged no more than so many times."""

_ROUND = 0.4
"""So much around a row is on the sheet too, as a share of its height: what was cut off a letter."""

_INK = 150
_LINE, _THICK = 20, 5
"""Dots on the sheet: half the length that a line under words has at least, half the thickness that it has at most."""

_EDGES = frozenset("|_")
"""What the sides of boxes beside words are read as."""

_TAIL = 9
"""Dots on the sheet: half of how far the two ends of a tail are apart where they meet the line under it."""


def around(boxes: Sequence[PixelBox]) -> PixelBox:
    """The box that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


class Place(msgspec.Struct, frozen=True):
    """Where a row is on the sheet: what of the page is shown, the marks in it, how much larger, from which y."""

    box: PixelBox
    marks: PixelBox
    by: float
    y: int

    @property
    def end(self) -> float:
        """Where it ends on the sheet."""
        return self.y + (self.box[3] - self.box[1]) * self.by


def compose(picture: Picture, marks: Sequence[PixelBox], rows: Sequence[Row]) -> tuple[Picture, list[Place]]:
    """The marks in boxes one below the other, and where each is."""
    grey = picture.image.convert("L")
    made: list[Image.Image] = []
    places: list[Place] = []
    y = _APART
    for each in marks:
        x0, top, x1, bottom = each
        near = round(_ROUND * (bottom - top)) + 1
        box = (max(x0 - near, 0), max(top - near, 0), min(x1 + near, grey.width), min(bottom + near, grey.height))
        by = min(_HIGH / max(bottom - top, 1), _LARGER, _WIDEST / (box[2] - box[0]))
        size = (max(round((box[2] - box[0]) * by), 1), max(round((box[3] - box[1]) * by), 1))
        crop = _dark_on_white(_alone(grey, box, each, rows)).resize(size, Image.Resampling.BICUBIC)
        made.append(_without_underline(_without_edges(crop)))
        places.append(Place(box, each, by, y))
        y += size[1] + _APART
    sheet = Image.new("L", (max(each.width for each in made) + 2 * _MARGIN, y), 255)
    for picked, place in zip(made, places, strict=True):
        sheet.paste(picked, (_MARGIN, place.y))
    return Picture(sheet, DPI / 72), places


def _alone(grey: Image.Image, box: PixelBox, marks: PixelBox, rows: Sequence[Row]) -> Image.Image:
    """What is in a box, without what words over and under the marks reach into it."""
    crop = grey.crop(box)
    paper = _paper(crop)
    for word in (word for row in rows for word in row.words):
        x0, top, x1, bottom = word.box
        for upper, lower in ((box[1], min(bottom, marks[1] - 1)), (max(top, marks[3] + 1), box[3])):
            here = (max(x0 - 2, box[0]), max(top, upper), min(x1 + 2, box[2]), min(bottom, lower))
            if here[0] < here[2] and here[1] < here[3]:
                crop.paste(paper, (here[0] - box[0], here[1] - box[1], here[2] - box[0], here[3] - box[1]))
    return crop


def _without_edges(crop: Image.Image) -> Image.Image:
    """The row without what lies beyond the band that it stands on: the ends of the crop that are dark all along."""
    shades = crop.point([255 - value for value in range(256)])
    down = shades.resize((1, crop.height), Image.Resampling.BOX).tobytes()
    across = shades.resize((crop.width, 1), Image.Resampling.BOX).tobytes()
    most = crop.height // 4
    top, bottom, left, right = (_outer(each, most) for each in (down, down[::-1], across, across[::-1]))
    inner = (left, top, max(crop.width - right, left), max(crop.height - bottom, top))
    alone = Image.new("L", crop.size, 255)
    alone.paste(crop.crop(inner), inner[:2])
    return alone


def _outer(shades: bytes, most: int) -> int:
    """How many lines of dots from the end are dark in a row; no more than ``most``."""
    if not shades or shades[0] < 60:
        return 0
    return min(next((at for at, shade in enumerate(shades[:most]) if shade < 12), most) + 2, len(shades))


def _without_underline(crop: Image.Image) -> Image.Image:
    """The row without a line drawn under it, which stays where letters come down to it: their tails end there."""
    room = 2 * _LINE
    ink = Image.new("L", (crop.width + 2 * room, crop.height + 2 * room), 0)
    lower = crop.height // 2
    ink.paste(crop.point([255 * (value < _INK) for value in range(256)]), (room, room))
    lines = grown(shrunk(ink, _LINE, 0), _LINE, 0)
    lines = ImageChops.subtract(lines, grown(shrunk(lines, 0, _THICK), 2, _THICK + 2))
    lines.paste(0, (0, 0, lines.width, room + lower))
    if lines.getbbox() is None:
        return crop
    band = grown(lines, 1, 2)
    over = ImageChops.subtract(ImageChops.offset(band, 0, -1), band)
    tails = grown(ImageChops.darker(ink, over), _TAIL, 0)
    kept = grown(shrunk(tails, _TAIL, 0), 1, 14)
    gone = ImageChops.subtract(band, kept).crop((room, room, room + crop.width, room + crop.height))
    crop.paste(255, (0, 0), gone)
    return crop


def _paper(crop: Image.Image) -> int:
    """The brightness that most of a picture has."""
    counts = crop.histogram()
    return max(range(256), key=lambda value: sum(counts[max(value - 6, 0) : value + 7]))


def _dark_on_white(crop: Image.Image) -> Image.Image:
    """The marks as dark as they can be, and what most of the crop is white."""
    counts = crop.histogram()
    paper = _paper(crop)
    lightest = next(value for value in reversed(range(256)) if counts[value])
    darkest = next(value for value in range(256) if counts[value])
    ink = darkest if paper - darkest >= lightest - paper else lightest
    far = max(abs(ink - paper), 1)
    sign = 1 if ink > paper else -1
    return crop.point([255 - min(max(round(255 * sign * (value - paper) / far), 0), 255) for value in range(256)])


def by_place(found: Sequence[Row], places: Sequence[Place]) -> list[list[Row]]:
    """What was read at each place of the sheet, with boxes as on the page."""
    parts: list[list[Row]] = [[] for _ in places]
    for row in found:
        middle = (row.box[1] + row.box[3]) / 2
        for at, place in enumerate(places):
            if place.y - _APART / 3 <= middle <= place.end + _APART / 3:
                parts[at].append(_placed(row, place))
                break
    return [[row for row in rows if row.words] for rows in parts]


def _placed(row: Row, place: Place) -> Row:
    """A row of the sheet where it stands on the page, without what lies outside the marks and sides of boxes."""
    box, by = place.box, place.by

    def back(there: PixelBox) -> PixelBox:
        across = [min(max(round(box[0] + (x - _MARGIN) / by), 0), box[2]) for x in (there[0], there[2])]
        down = [min(max(round(box[1] + (each - place.y) / by), 0), box[3]) for each in (there[1], there[3])]
        return (across[0], down[0], max(across[1], across[0] + 1), max(down[1], down[0] + 1))

    words = [Word(word.text, back(word.box), word.sure) for word in row.words]
    words = [
        word
        for word in words
        if word.text not in _EDGES and place.marks[0] <= (word.box[0] + word.box[2]) / 2 <= place.marks[2]
    ]
    outer = around([word.box for word in words]) if words else back(row.box)
    foot = box[1] + (row.base_at(row.box[0]) - place.y) / by
    return Row(tuple(words), outer, row.slope, foot - outer[3])
