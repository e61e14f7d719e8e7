"""The picture of a page as it is shown, bounded in size, and how it must be turned to stand upright."""

from __future__ import annotations

import ctypes
import math
from itertools import pairwise

import msgspec
import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import raw

from briefkit.tools.ocr.ink import dots_of

DPI = 250
"""Drawn at this many dots an inch. Between 200 and 300 nothing was gained or lost in measurements, but for time."""

LARGEST = 25_000_000
"""The most dots of a page's picture; a larger sheet (A2 is just within) is drawn coarser: its type is larger too."""

LARGEST_HELD = 800_000_000
"""The most bytes that a picture inside the PDF may take when it is unpacked: an A0 sheet at 600 dpi in black and white
has 70 million, in colour at 300 dpi 420 million."""

_LEAST = 8
"""A page is at least so many dots wide and high."""

_WIDE = 800
"""Dots across of the small copy in which the slant is looked for."""

_SIDEWAYS = 1.3
"""By how much the stripes must be sharper along the page than across it."""

_STEEPEST = 5.0
"""The largest slant in degrees that is looked for; a sheet lies no more askew on a scanner."""


class TooLarge(Exception):
    """A picture in the page would take more memory than a page may have; the argument says how large, in words."""


class Picture(msgspec.Struct, frozen=True):
    """A page as a person holds it upright. ``turned`` and ``slant`` say what was done to the page as it is shown:
    quarter turns counter-clockwise (0 to 3) and then degrees counter-clockwise. ``scale`` is dots a point."""

    image: Image.Image
    scale: float
    turned: int = 0
    slant: float = 0.0

    @property
    def dpi(self) -> int:
        """Dots an inch."""
        return round(72 * self.scale)


def draw(page: pypdfium2.PdfPage) -> Picture:
    """The page as it is shown, in colour, with its annotations. Raises :class:`TooLarge`, or as pdfium does."""
    _refuse_large(page)
    width, height = page.get_size()
    scale = min(DPI / 72, math.sqrt(LARGEST / max(width * height, 1.0)))
    scale = max(scale, _LEAST / max(min(width, height), 0.01))
    if width * height * scale * scale > 2 * LARGEST:
        raise TooLarge("the page is a strip of no use")
    return Picture(page.render(scale=scale).to_pil().convert("RGB"), scale)


def _refuse_large(page: pypdfium2.PdfPage) -> None:
    held = 0
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        about = raw.FPDF_IMAGEOBJ_METADATA()
        if raw.FPDFImageObj_GetImageMetadata(each.raw, page.raw, ctypes.byref(about)):
            held = max(held, about.width * about.height * max(about.bits_per_pixel, 1) // 8)
    if held > LARGEST_HELD:
        raise TooLarge(f"its picture takes {held // 1_000_000} MB")


def turn(picture: Picture, quarters: int) -> Picture:
    """The picture turned by so many quarter turns counter-clockwise."""
    how = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)[quarters % 4]
    if how is None:
        return picture
    turned = (picture.turned + quarters) % 4
    return msgspec.structs.replace(picture, image=picture.image.transpose(how), turned=turned)


def set_level(picture: Picture, least: float = 0.15) -> Picture:
    """The picture with its lines of text running across and level; a slant under ``least`` degrees is left.

    Which way the ink of a page makes the sharpest stripes tells both (Postl 1986, as Leptonica does it). Whether the
    page stands on its head it does not tell.
    """
    ink = _ink(picture.image, _WIDE)
    across, along = _best_slant(ink), _best_slant(ink.transpose(Image.Transpose.ROTATE_90))
    if along[1] > _SIDEWAYS * across[1]:
        picture, ink, across = turn(picture, 1), ink.transpose(Image.Transpose.ROTATE_90), along
    slant = _finely(ink, across[0])
    if abs(slant) < least:
        return picture
    level = picture.image.rotate(slant, Image.Resampling.BICUBIC, fillcolor=_paper(picture.image))
    return msgspec.structs.replace(picture, image=level, slant=slant)


def _best_slant(ink: Image.Image) -> tuple[float, float]:
    """The slant to the nearest half degree and how sharp the stripes then are."""
    angles = [n * 0.5 for n in range(round(-2 * _STEEPEST), round(2 * _STEEPEST) + 1)]
    sharpness, _, angle = max((_sharpness(ink, angle), -abs(angle), angle) for angle in angles)
    return angle, sharpness


def _finely(ink: Image.Image, angle: float) -> float:
    """The slant to a twentieth of a degree, from a first guess; 0.0 where no angle is clearly the best: no lines."""
    if abs(angle) >= _STEEPEST:
        return 0.0
    for step in (0.2, 0.1, 0.05):
        angle = max((_sharpness(ink, each), each) for each in (angle, angle - step, angle + step))[1]
    return round(angle, 2) if _sharpness(ink, angle) > 1.02 * _sharpness(ink, 0.0) else 0.0


def _sharpness(ink: Image.Image, angle: float) -> float:
    return _stripes(ink.rotate(angle, Image.Resampling.BILINEAR) if angle else ink)


def _ink(image: Image.Image, wide: int) -> Image.Image:
    """A small copy in which what is darker or lighter than its surroundings is white, all else black."""
    small = image.convert("L")
    factor = max(1, round(min(small.size) / wide))
    if factor > 1:
        small = small.reduce(factor)
    ink = ImageChops.difference(small, small.filter(ImageFilter.BoxBlur(12))).point(
        [255 * (value > 40) for value in range(256)]
    )
    # Turning blurs: without a blur of its own the picture as it is would always look the sharpest.
    return ink.filter(ImageFilter.BoxBlur(1))


def _stripes(ink: Image.Image) -> float:
    """How sharply rows with ink and rows without follow one another. The margins, where a turn leaves black, count too
    little to matter."""
    rows = ink.convert("F").resize((1, ink.height), Image.Resampling.BOX)
    values: list[float] = dots_of(rows)
    return float(sum((one - other) ** 2 for one, other in pairwise(values)) / max(len(values), 1))


def _paper(image: Image.Image) -> tuple[int, int, int]:
    """The colour of the page's margins, with which corners are filled."""
    small = image.resize((32, 32), Image.Resampling.BOX)
    edge = [small.getpixel((at, side)) for at in range(32) for side in (0, 31)]
    ranked = sorted(edge, key=sum)  # type: ignore[arg-type]
    return ranked[len(ranked) // 2]  # type: ignore[return-value]
