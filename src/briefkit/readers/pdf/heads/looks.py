"""How most of the running text looks, and which lines look otherwise."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import lightness


class BodyLook(msgspec.Struct, frozen=True):
    """How most of the running text looks; ``typed`` tells that it is set in a font of one width."""

    size: float
    bold: bool
    colour: str
    typed: bool = False


class Dress(msgspec.Struct, frozen=True):
    """What repeats from one line of a style to the next: the size to half points, weight, colour, bar, capitals."""

    size: float
    bold: bool
    colour: str
    barred: bool
    capitals: bool


def dress_of(line: Line) -> Dress:
    """The dress of a line; of small letters and capitals where it has letters."""
    look = line.look
    return Dress(round(line.size * 2) / 2, look.bold, look.colour, line.band is not None, line.text.isupper())


_TYPED = re.compile(r"(?i)cour|mono|consol|typewriter|cmtt|menlo|lettergothic")


def is_typed(line: Line) -> bool:
    """Whether the line is set in a font of one width, as program code is."""
    return bool(_TYPED.search(line.look.font))


_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.):]?")


def is_uniform(line: Line) -> bool:
    """Whether the line has one look, but for a number in front of it that may be set as the running text is."""
    if line.uniform:
        return True
    words = [word for word in line.words if not word.raised and any(char.isalnum() for char in word.text)]
    if len(words) < 2 or not _NUMBER.fullmatch(words[0].text):
        return False
    return len({(word.look.bold, word.look.size, word.look.colour) for word in words[1:]}) == 1


def is_in_small_capitals(line: Line) -> bool:
    """Whether the line is in capitals of two sizes, those that begin words larger."""
    return line.uniform and line.text.isupper() and len({word.look.size for word in line.words if not word.raised}) == 2


def body_look(lines: list[Line]) -> BodyLook:
    """The look of most letters among ``lines``; 10 pt regular black where there are none."""
    worn: dict[tuple[int, float], tuple[Line, list[int]]] = {}
    for line in lines:
        worn.setdefault((id(line.look), line.size), (line, []))[1].append(len(line.text))
    sizes: Counter[float] = Counter()
    looks: Counter[tuple[float, bool, str]] = Counter()
    typed = 0
    for line, letters in worn.values():
        count = sum(letters)
        typed += count * is_typed(line)
        sizes[round(line.size * 2) / 2] += count
        looks[(round(line.size * 2) / 2, line.look.bold, line.look.colour)] += count
    if not sizes:
        return BodyLook(10.0, False, "#000000")
    size = sizes.most_common(1)[0][0]
    _, bold, colour = next(look for look, _ in looks.most_common() if look[0] == size)
    return BodyLook(size, bold, colour, 2 * typed > sum(sizes.values()))


def stands_out(line: Line, body: BodyLook) -> bool:
    """Whether the line as a whole is larger, bolder, of another colour, in capitals or on a bar."""
    if line.band is not None or line.text.isupper() or line.size >= body.size + 0.9:
        return True
    return is_uniform(line) and ((line.look.bold and not body.bold) or in_colour(line, body))


def in_colour(line: Line, body: BodyLook) -> bool:
    """Whether the line is in a colour that is neither the usual one nor a grey."""
    look = line.look
    if not is_uniform(line) or look.colour == body.colour:
        return False
    r, g, b = (int(look.colour[n : n + 2], 16) for n in (1, 3, 5))
    return max(r, g, b) - min(r, g, b) > 24 or lightness(look.colour) > 0.9
