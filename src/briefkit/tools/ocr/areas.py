"""What is drawn on a page besides its words: filled boxes and bars, frames. Found in a small copy of the picture.

Boxes tell a reader which words belong together, bars which line is a heading, and white type is seen only on what is
darker than paper.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator

import msgspec
from PIL import Image, ImageChops, ImageFilter

from briefkit.tools.ocr.ink import dots_of
from briefkit.tools.ocr.looks import Box
from briefkit.tools.ocr.pictures import Picture

_DOT = 2.0
"""The small copy has a dot for each square of so many points."""

_MOST_DOTS = 400_000

_OFF_PAPER = 14
"""From which difference in red, green or blue (of 255) a dot is no paper: pale boxes have 18, the noise of JPEG 8."""

_ALIKE = 26
"""Neighbours that differ by no more are of one fill."""

_LEAST_WIDE, _LEAST_HIGH = 50.0, 10.0
"""In points; smaller fills are letters, bullets and logos."""

_FULL = 0.55
"""Share of its box that a fill must have: the words on it are holes in it."""

_CLOSED = 0.85
"""Share of each side of a frame that must be drawn."""

_MOST = 80


class Area(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A box in points from the top left of the upright page: filled with ``colour`` (``#rrggbb``), or framed in it."""

    box: Box
    colour: str
    framed: bool = False


_Spot = tuple[int, int]
_Colour = tuple[int, ...]


def find(picture: Picture) -> tuple[Area, ...]:
    """Fills and frames, the largest first; no more than some dozens."""
    factor = max(round(_DOT * picture.scale), 1)
    small = picture.image.reduce(factor)
    if small.width * small.height > _MOST_DOTS:
        return ()
    points = factor / picture.scale
    paper = _paper(small)
    found = [*_fills(small, paper, points, picture.image), *_frames(small, paper, points)]
    found.sort(key=lambda area: (area.box[0] - area.box[2]) * (area.box[3] - area.box[1]))
    return tuple(found[:_MOST])


def _paper(small: Image.Image) -> _Colour:
    """The commonest colour of the page, to sixteen steps of each part, as the mean of its dots."""
    sample = dots_of(small.reduce(3))
    seen = Counter((red >> 4, green >> 4, blue >> 4) for red, green, blue in sample)
    common = seen.most_common(1)[0][0]
    alike = [dot for dot in sample if tuple(part >> 4 for part in dot) == common]
    return tuple(sum(dot[axis] for dot in alike) // len(alike) for axis in range(3))


def _apart(image: Image.Image, colour: _Colour) -> Image.Image:
    """How much each dot differs from ``colour``, in the part in which it differs most (grey, 0 to 255)."""
    red, green, blue = ImageChops.difference(image, Image.new("RGB", image.size, colour)).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _off(small: Image.Image, paper: _Colour, least: int) -> list[bool]:
    return [value > least for value in _apart(small, paper).tobytes()]


def _fills(small: Image.Image, paper: _Colour, points: float, image: Image.Image) -> Iterator[Area]:
    # The dots of words on a fill are smoothed away as far as they are thin.
    smooth = small.filter(ImageFilter.MedianFilter(3))
    dots = dots_of(smooth)
    for spots in _patches(small.size, _off(smooth, paper, _OFF_PAPER), dots):
        if len(spots) * points * points < _FULL * _LEAST_WIDE * _LEAST_HIGH:
            continue
        box = _around(spots, small.width)
        wide, high = box[2] - box[0], box[3] - box[1]
        if wide * points < _LEAST_WIDE or high * points < _LEAST_HIGH or len(spots) < _FULL * wide * high:
            continue
        mean = tuple(sum(dots[spot][axis] for spot in spots) // len(spots) for axis in range(3))
        factor = image.width / small.width
        close = image.crop([round(side * factor) for side in box])  # type: ignore[arg-type]
        if _is_even(close.reduce(2), mean):
            yield Area((box[0] * points, box[1] * points, box[2] * points, box[3] * points), _written(mean))


def _is_even(close: Image.Image, colour: _Colour) -> bool:
    """Whether a fill has its colour seen closely too: close by, the grey of heavy type is black and white."""
    counts = _apart(close, colour).histogram()
    return sum(counts[:_ALIKE]) >= 0.5 * sum(counts)


def _written(colour: _Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def _patches(size: _Spot, open_: list[bool], dots: list[_Colour] | None) -> Iterator[list[int]]:
    """The connected patches of what is ``open_``: of one fill where ``dots`` are given, else with corners touching."""
    width, height = size
    seen = [not each for each in open_]
    across = (-1, 1, -width, width) if dots else (-1, 1, -width, width, -width - 1, 1 - width, width - 1, width + 1)
    for start in range(width * height):
        if seen[start]:
            continue
        seen[start] = True
        spots, waiting = [start], deque([start])
        while waiting:
            here = waiting.popleft()
            x = here % width
            for step in across:
                there = here + step
                if not 0 <= there < width * height or seen[there] or abs(there % width - x) > 1:
                    continue
                if dots and any(abs(a - b) > _ALIKE for a, b in zip(dots[here], dots[there], strict=True)):
                    continue
                seen[there] = True
                spots.append(there)
                waiting.append(there)
        yield spots


def _around(spots: Iterable[int], width: int) -> tuple[int, int, int, int]:
    xs, ys = zip(*((spot % width, spot // width) for spot in spots), strict=True)
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def _frames(small: Image.Image, paper: _Colour, points: float) -> Iterator[Area]:
    for spots in _patches(small.size, _off(small, paper, 2 * _OFF_PAPER), None):
        if len(spots) * points < 2 * _LEAST_WIDE:
            continue
        x0, top, x1, bottom = _around(spots, small.width)
        wide, high = x1 - x0, bottom - top
        if wide * points < _LEAST_WIDE or high * points < 2 * _LEAST_HIGH or len(spots) > _FULL * wide * high:
            continue
        there = {(spot % small.width, spot // small.width) for spot in spots}
        if _is_closed(there, (x0, top, x1 - 1, bottom - 1)):
            colour = min((small.getpixel((spot % small.width, spot // small.width)) for spot in spots), key=sum)  # type: ignore[arg-type]
            yield Area((x0 * points, top * points, x1 * points, bottom * points), _written(colour), True)  # type: ignore[arg-type]


def _is_closed(spots: set[_Spot], box: tuple[int, int, int, int]) -> bool:
    """Whether the patch runs along all four sides of its box, a dot or two within it; corners may be round."""
    x0, top, x1, bottom = box

    def drawn(lines: list[list[_Spot]]) -> bool:
        sides = zip(*lines, strict=True)
        return sum(any(spot in spots for spot in spots_) for spots_ in sides) >= _CLOSED * len(lines[0])

    across, down = range(x0, x1 + 1), range(top, bottom + 1)
    return all(
        drawn(lines)
        for lines in (
            [[(x, top + n) for x in across] for n in range(3)],
            [[(x, bottom - n) for x in across] for n in range(3)],
            [[(x0 + n, y) for y in down] for n in range(3)],
            [[(x1 - n, y) for y in down] for n in range(3)],
        )
    )
