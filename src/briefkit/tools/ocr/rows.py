"""Rows as they were printed: one that runs over two columns is parted, and a line under words is no part of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec
from PIL import Image, ImageChops, ImageStat

from briefkit.tools.ocr.sheet import around
from briefkit.tools.ocr.tesseract import Row, Word

_GUTTER = 1.2
"""So many times the height of a row is the least gap between two columns."""

_SAME_START = 0.5
_STARTS = 3
"""So many rows begin where a column begins, to within half their height: wide gaps of justified text are in no line."""

_DRAWN = 0.85
"""Share of the width of a word that a line under it has."""


def part(rows: Sequence[Row]) -> list[Row]:
    """The rows, those parted that run over several columns."""
    starts = [row.words[0].box[0] for row in rows]
    return [each for row in rows for each in _parts(row, starts)]


def _parts(row: Row, starts: Sequence[int]) -> Iterator[Row]:
    high = _high(row)
    begun = 0
    for at, (one, other) in enumerate(pairwise(row.words), 1):
        if other.box[0] - one.box[2] < _GUTTER * high:
            continue
        # A bullet was read in front of few rows only.
        fronts = [word.box[0] for word in row.words[at : at + 1 + (len(other.text) == 1)]]
        if any(sum(abs(start - x0) <= _SAME_START * high for start in starts) >= _STARTS for x0 in fronts):
            yield _of(row, row.words[begun:at])
            begun = at
    yield row if not begun else _of(row, row.words[begun:])


def _high(row: Row) -> float:
    return median(word.box[3] - word.box[1] for word in row.words)


def _of(row: Row, words: tuple[Word, ...]) -> Row:
    box = around([word.box for word in words])
    return Row(words, box, row.slope, row.base_at(box[0]) - box[3])


def without_underline(rows: Sequence[Row], grey: Image.Image) -> list[Row]:
    """The rows, the boxes of underlined words ending where their letters stand."""
    return [_lifted(row, grey) for row in rows]


def _lifted(row: Row, grey: Image.Image) -> Row:
    feet = [_foot(word, grey) for word in row.words]
    found = [foot for foot in feet if foot is not None]
    if not found:
        return row
    words = tuple(
        word if foot is None else msgspec.structs.replace(word, box=(*word.box[:3], foot))
        for word, foot in zip(row.words, feet, strict=True)
    )
    box = around([word.box for word in words])
    return Row(words, box, 0.0, median(found) - box[3])


def _foot(word: Word, grey: Image.Image) -> int | None:
    """Where the letters of an underlined word stand, in dots from the top of the picture."""
    x0, top, x1, bottom = word.box
    wide, high = x1 - x0, bottom - top
    if wide < 0.8 * high or high < 8:
        return None
    crop = grey.crop(word.box)
    if ImageStat.Stat(crop).median[0] < 128:
        crop = ImageChops.invert(crop)
    shades = crop.resize((1, high), Image.Resampling.BOX).tobytes()
    counts = crop.histogram()
    lightest = next(value for value in reversed(range(256)) if counts[value])
    darkest = next(value for value in range(256) if counts[value])
    ink = [(lightest - shade) / max(lightest - darkest, 1) for shade in shades]
    lines = [
        y for y in range(high // 2, high) if ink[y] >= 0.6 * _DRAWN and _is_drawn(crop, y, (lightest + darkest) // 2)
    ]
    if not lines:
        return None
    gap = lines[0]
    while gap > high // 3 and ink[gap - 1] < ink[gap]:
        gap -= 1
    return top + gap


def _is_drawn(crop: Image.Image, y: int, cut: int) -> bool:
    """Whether a line of dots is ink nearly all along."""
    counts = crop.crop((0, y, crop.width, y + 1)).histogram()
    return sum(counts[:cut]) >= _DRAWN * crop.width
