"""A second look at what the recogniser passed over or read badly: what is taken of it, and what is told as unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import mean

import msgspec

from briefkit.readers.pdf.wordlist import frequency_of
from briefkit.tools.ocr import bullets, overlooked
from briefkit.tools.ocr.overlooked import Strip
from briefkit.tools.ocr.pictures import Picture
from briefkit.tools.ocr.sheet import around, by_place, compose
from briefkit.tools.ocr.tesseract import PixelBox, Row, Unread, Word

_SURE, _SURE_SHARE = 65, 0.7
"""A row is taken where this share of its letters stands in words of which Tesseract is so sure."""

_SHORT, _SURE_SHORT = 3, 80
"""Fewer letters are taken only from so sure a word, and only in line with other words: a page number."""

_DOUBTFUL = 60
"""Rows with a word less sure are looked at again, :data:`_MOST_DOUBTED` of a page."""

_MOST_DOUBTED = 15
_BETTER = 4
"""By how much surer a second reading must be to take the place of the first."""

Read = Callable[[Picture], list[Row]]


class Seconds(msgspec.Struct, frozen=True):
    """The rows of a page after the second look, and the boxes of marks that look like text and are not among them;
    ``done`` is ``False`` where the recogniser failed on them."""

    rows: list[Row]
    unread: tuple[PixelBox, ...]
    done: bool = True


def look(picture: Picture, rows: Sequence[Row], read: Read) -> Seconds:
    """The rows with those that were passed over and doubtful ones read better; ``read`` reads a sheet of rows."""
    strips = overlooked.find(picture, bullets.find(rows, picture.image.convert("L")))
    hosts = [_host(strip, rows) for strip in strips]
    broken = {id(row): row for row in hosts if row is not None}
    doubtful = [*broken.values(), *(row for row in _doubtful(rows) if id(row) not in broken)]
    if not strips and not doubtful:
        return Seconds(list(rows), ())
    whole = [
        around([row.box, *(s.box for s, host in zip(strips, hosts, strict=True) if host is row)]) for row in doubtful
    ]
    sheet, places = compose(picture, [*(strip.box for strip in strips), *whole], rows)
    try:
        found = [_as_one(parts) for parts in by_place(read(sheet), places)]
    except Unread:
        return Seconds(list(rows), tuple(strip.box for strip in strips if strip.plain), done=False)
    better = {
        id(row): again
        for row, again in zip(doubtful, found[len(strips) :], strict=True)
        if again is not None and _is_better(again, row, id(row) in broken)
    }
    made = [better.get(id(row), row) for row in rows]
    unread: list[PixelBox] = []
    signs: list[Row] = []
    for strip, host, again in zip(strips, hosts, found, strict=False):
        if host is not None and id(host) in better:
            continue
        if again is not None and _is_text(again):
            _insert(made, again)
        elif again is not None and _is_number(again):
            signs.append(again)
        elif strip.plain:
            unread.append(strip.box)
    for sign in signs:
        if any(_is_level(sign, row) for row in made):
            _insert(made, sign)
    return Seconds(made, tuple(unread))


def _host(strip: Strip, rows: Sequence[Row]) -> Row | None:
    """The row of which the marks in a strip seem to be a part: in line with it, between its words or close by."""
    x0, top, x1, bottom = strip.box
    for row in rows:
        high = row.box[3] - row.box[1]
        both = min(row.box[3], bottom) - max(row.box[1], top)
        apart = max(row.box[0] - x1, x0 - row.box[2])
        if both >= 0.6 * min(high, bottom - top) and bottom - top <= 1.5 * high and apart <= high:
            return row
    return None


def _doubtful(rows: Sequence[Row]) -> list[Row]:
    def doubt(row: Row) -> int:
        words = [word for word in row.words if _letters(word) > 1]
        return min((0 if "_" in word.text else word.sure for word in words), default=100)

    return sorted((row for row in rows if doubt(row) < _DOUBTFUL), key=doubt)[:_MOST_DOUBTED]


def _as_one(rows: Sequence[Row]) -> Row | None:
    """What was read at one place as one row; ``None`` where words stand over others: that is two rows set tightly."""
    words = tuple(sorted((word for row in rows for word in row.words), key=lambda word: word.box[0]))
    for one, other in pairwise(words):
        if 3 * (one.box[2] - other.box[0]) > min(one.box[2] - one.box[0], other.box[2] - other.box[0]):
            return None
    if len(rows) < 2:
        return rows[0] if rows else None
    longest = max(rows, key=lambda row: row.box[2] - row.box[0])
    box = around([row.box for row in rows])
    return Row(words, box, longest.slope, longest.base_at(box[0]) - box[3])


def _letters(word: Word) -> int:
    return sum(map(str.isalnum, word.text))


def _is_text(row: Row) -> bool:
    letters = sum(map(_letters, row.words))
    sure = sum(_letters(word) for word in row.words if word.sure >= _SURE)
    return letters >= _SHORT and sure >= _SURE_SHARE * letters


def _is_number(row: Row) -> bool:
    """Whether a row is a number, to be taken where it stands in line with words."""
    return len(row.words) == 1 and row.words[0].text.isdigit() and row.words[0].sure >= _SURE_SHORT


def _is_level(one: Row, other: Row) -> bool:
    high = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    both = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return both >= 0.7 * high and high >= 0.6 * max(one.box[3] - one.box[1], other.box[3] - other.box[1])


def _is_better(again: Row, first: Row, broken: bool) -> bool:
    """Whether the second reading of a row is surer of as much text, or of more where some of it was passed over."""
    more = sum(map(_letters, again.words)) - sum(map(_letters, first.words))
    if _known(again) < _known(first):
        return False
    if broken:
        return more > 0 and _sureness(again) >= max(_sureness(first) - 1, _SURE)
    least = min(word.sure for word in again.words) > min(word.sure for word in first.words)
    return more >= -2 and least and _sureness(again) >= _sureness(first) + _BETTER


def _known(row: Row) -> int:
    """How many words are in the word list: Tesseract may be unsure of one that it read well."""
    plain = (re.sub(r"[^a-z]", "", word.text.casefold()) for word in row.words)
    return sum(len(word) > 1 and frequency_of(word) > 0 for word in plain)


def _sureness(row: Row) -> float:
    words = [word for word in row.words if _letters(word)]
    return mean(word.sure for word in words) if words else 0.0


def _insert(rows: list[Row], new: Row) -> None:
    """Puts a row before the first that stands under it, else behind the last that stands over it."""
    middle = (new.box[1] + new.box[3]) / 2

    def shares(row: Row) -> bool:
        return min(row.box[2], new.box[2]) > max(row.box[0], new.box[0])

    under = [at for at, row in enumerate(rows) if shares(row) and row.box[1] > middle]
    over = [at for at, row in enumerate(rows) if shares(row) and row.box[3] < middle]
    rows.insert(under[0] if under else over[-1] + 1 if over else len(rows), new)
