"""Pictures in white and black or in grey, with what is light or dark in them made thicker or thinner (Serra 1982).

What leaves a picture on one side comes in on the other: whoever minds leaves a margin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PIL import Image, ImageChops


def dots_of(image: Image.Image) -> list[Any]:
    """The value of each dot, row by row: a number, or one for each colour. Pillow 13 has another name for it."""
    read = getattr(image, "get_flattened_data", image.getdata)
    return list(read())


def grown(image: Image.Image, wide: int, high: int | None = None) -> Image.Image:
    """Each dot as the lightest within ``wide`` dots to either side and ``high`` (``wide``) up and down."""
    return _spread(image, wide, wide if high is None else high, ImageChops.lighter)


def shrunk(image: Image.Image, wide: int, high: int | None = None) -> Image.Image:
    """Each dot as the darkest within ``wide`` dots to either side and ``high`` (``wide``) up and down."""
    return _spread(image, wide, wide if high is None else high, ImageChops.darker)


def _spread(
    image: Image.Image, wide: int, high: int, chosen: Callable[[Image.Image, Image.Image], Image.Image]
) -> Image.Image:
    """In doubling steps, one direction after the other: a window of 40 dots takes six steps."""
    for reach, axis in ((2 * wide, 0), (2 * high, 1)):
        done = 0
        while done < reach:
            step = min(done + 1, reach - done)
            image = chosen(image, _shifted(image, step, axis))
            done += step
        image = _shifted(image, -(reach // 2), axis)
    return image


def _shifted(image: Image.Image, step: int, axis: int) -> Image.Image:
    return ImageChops.offset(image, step, 0) if axis == 0 else ImageChops.offset(image, 0, step)
