"""List markers: bullets, dashes and numbers at the head of a line, what follows what, and how deep each item lies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Literal, NamedTuple

from briefkit.readers.pdf.page.glyphs import BULLETS
from briefkit.readers.pdf.page.lines import Line, join_lines, same_row

Sort = Literal["", "bullet", "dash", "number"]


class Mark(NamedTuple):
    """A marker: its sort, how many characters it takes, its ``style`` (``(1)``, ``a.``, ``•``) and its number."""

    sort: Sort = ""
    length: int = 0
    style: str = ""
    value: int = 0


NONE = Mark()

_BULLET = re.compile(rf"[{BULLETS}]\s*(?=\S)")
_DASH = re.compile(r"(?:[-–—*]\s+|o\s+(?=[A-Z‘“\"(0-9]))(?=\S)")
_NUMBER = re.compile(r"(?:(\(?)(\d{1,3}|[a-z]|[ivx]{1,5})([.)]))\s+(?=\S)")
_CAPITAL = re.compile(r"(?:(\(?)([A-Z]|[IVX]{1,4})([.)]))\s+(?=\S)")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=\S)|(\d{1,2}(?:\.\d{1,2}){2,3})\.?(?=[A-Za-z])")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_DIGITS = {"i": 1, "v": 5, "x": 10}


def bullet_of(text: str) -> Mark:
    """The bullet sign at the head of ``text``."""
    match = _BULLET.match(text)
    return Mark("bullet", match.end(), text[0]) if match else NONE


def dash_of(text: str) -> Mark:
    """The dash, star or ``o`` at the head of ``text``; whether it is a marker there is for the caller to say."""
    match = _DASH.match(text)
    return Mark("dash", match.end(), text[0]) if match else NONE


def number_of(text: str, before: Mark = NONE) -> Mark:
    """The number, letter or roman number at the head of ``text``, read as going on after ``before`` where it can be.

    A decimal number (2.1) needs a capital behind it unless it stands in a list: "2.1 per cent" is no item.
    """
    match = _DECIMAL.match(text)
    if match:
        follows = text[match.end()].isupper() or text[match.end()] in "‘“" or before.sort == "number"
        return _decimal(match) if follows else NONE
    match = _NUMBER.match(text)
    if not match:
        return NONE
    frame, core = f"{match[1]}#{match[3]}", match[2]
    if core.isdigit():
        return Mark("number", match.end(), frame.replace("#", "1"), int(core))
    return Mark("number", match.end(), *_letters(frame, core, before))


def decimal_of(text: str) -> Mark:
    """The decimal number (2.1) at the head of ``text``, whatever stands behind it: a figure looks just the same."""
    match = _DECIMAL.match(text)
    return _decimal(match) if match else NONE


def _decimal(match: re.Match[str]) -> Mark:
    counts = (match[1] or match[2]).split(".")
    return Mark("number", match.end(), "1." * len(counts), int(counts[-1]))


def capital_of(text: str) -> Mark:
    """The capital letter or roman number in capitals at the head of ``text``; an initial looks just the same."""
    match = _CAPITAL.match(text)
    if not match:
        return NONE
    frame = f"{match[1]}#{match[3]}"
    if len(match[2]) > 1 or match[2] == "I":
        return Mark("number", match.end(), frame.replace("#", "I"), _roman(match[2].lower()))
    return Mark("number", match.end(), frame.replace("#", "A"), ord(match[2]) - 64)


def _letters(frame: str, core: str, before: Mark) -> tuple[str, int]:
    """Style and value of small letters, which may be a roman number: ``i`` after ``h`` is a letter."""
    letter, roman = frame.replace("#", "a"), frame.replace("#", "i")
    if len(core) > 1:
        return roman, _roman(core)
    value = ord(core) - 96
    if core not in _DIGITS or before == Mark("number", before.length, letter, value - 1):
        return letter, value
    follows = before.style == roman and before.value == _roman(core) - 1
    return (roman, _roman(core)) if core == "i" or follows else (letter, value)


def _roman(core: str) -> int:
    if not _ROMAN.fullmatch(core):
        return 0
    values = [_DIGITS[letter] for letter in core]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def join_markers(lines: list[Line]) -> list[Line]:
    """The lines with each marker that stands alone made the head of the text at its right, a few letters away."""
    lone = [line for line in lines if len(line.text) < 7 and _is_lone(line.text.strip())]
    if not lone:
        return lines
    by_height = sorted(lines, key=lambda line: line.middle)
    heights = [line.middle for line in by_height]
    joined: dict[int, Line] = {}
    for marker in lone:
        level = by_height[bisect_left(heights, marker.top) : bisect_right(heights, marker.base)]
        # In large type a figure is no marker of the next one: 2.5 beside 1st, each over its own words.
        reach = marker.x1 + min(3.5 * marker.size, max(70.0, 1.75 * marker.size))
        right = [o for o in level if marker.x1 <= o.x0 < reach and same_row(marker, o)]
        text = min(right, key=lambda line: line.x0, default=None)
        if text is not None and text.look.size < 1.5 * marker.size and id(text) not in joined and text not in lone:
            joined[id(text)] = marker
    done = {id(marker) for marker in joined.values()}
    return [
        join_lines([joined[id(line)], line]) if id(line) in joined else line for line in lines if id(line) not in done
    ]


def _is_lone(text: str) -> bool:
    whole = f"{text} X"
    mark = bullet_of(whole) if bullet_of(whole).sort else dash_of(whole)
    mark = mark if mark.sort else number_of(whole)
    mark = mark if mark.sort else capital_of(whole)
    return bool(mark.sort) and mark.length == len(text) + 1


class Rung(NamedTuple):
    """An item as a step of a list: its marker, where that stands and where its text begins (x from its column)."""

    mark: Mark
    at: float | None
    indent: float
    size: float
    column: int


def depth_of(rungs: list[Rung], item: Rung) -> list[Rung]:
    """The steps that lead to ``item`` and itself last, given those of the item before; their number is its depth."""
    steps = list(rungs)
    if steps and steps[-1].column != item.column:
        # In another column or on another page only the markers tell.
        known = next((n for n in reversed(range(len(steps))) if _goes_on(steps[n].mark, item.mark)), None)
        if known is not None:
            return [*steps[:known], item]
        begins = item.mark.sort != "number" or item.mark.value == 1
        if begins and all(step.mark.style != item.mark.style for step in steps):
            return [*steps, item]
    while steps and not _level(steps[-1], item) and item.indent < steps[-1].indent:
        steps.pop()
    if steps and _level(steps[-1], item):
        steps.pop()
    return [*steps, item]


def _goes_on(before: Mark, mark: Mark) -> bool:
    if before.sort != mark.sort or before.style != mark.style:
        return False
    return mark.sort != "number" or mark.value == before.value + 1


def _level(step: Rung, item: Rung) -> bool:
    """Whether two items stand level: by their markers or, as those may be set to the right, by their text."""
    em = max(item.size, 1.0)
    if step.at is not None and item.at is not None and abs(step.at - item.at) < 0.6 * em:
        return True
    near = 0.3 if step.mark.style != item.mark.style else 0.6
    return abs(step.indent - item.indent) < near * em
