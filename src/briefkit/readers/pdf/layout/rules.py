"""Boxes that nobody drew as a box: four rules that meet at their ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from briefkit.model import Box
from briefkit.readers.pdf.layout.areas import with_equal_ends
from briefkit.readers.pdf.page.shapes import Shape

_THIN = 3.0
_NEAR = 4.0
_MAX_RULES = 400
"""Rules of one page that are looked at; a page with more is a drawing."""


def boxes_of_rules(shapes: Iterable[Shape]) -> list[Box]:
    """The areas that rules enclose, each with a rule above, below, left and right whose ends meet.

    Areas of one width that share the rule between them are one: a table of one column is one box.
    """
    level: list[Box] = []
    upright: dict[int, list[Box]] = defaultdict(list)
    for shape in shapes:
        if shape.picture:
            continue
        if shape.height < _THIN and shape.width >= 50:
            level.append(shape.box)
        elif shape.width < _THIN and shape.height >= 12:
            upright[_bin((shape.box[0] + shape.box[2]) / 2)].append(shape.box)
    if len(level) < 2 or len(upright) < 2 or len(level) > _MAX_RULES:
        return []
    found: list[Box] = []
    for run in with_equal_ends(level, _NEAR):
        begin = 0
        for number, (above, below) in enumerate(pairwise(run), start=1):
            if not all(_has_side(upright, x, above[3], below[1]) for x in (above[0], above[2])):
                found.extend(_box(run[begin:number]))
                begin = number
        found.extend(_box(run[begin:]))
    return found


def _bin(x: float) -> int:
    return round(x / _NEAR)


def _has_side(upright: dict[int, list[Box]], x: float, top: float, base: float) -> bool:
    near = (rule for key in (-1, 0, 1) for rule in upright.get(_bin(x) + key, []))
    return any(rule[1] < top + _NEAR and rule[3] > base - _NEAR and abs(rule[0] - x) < 2 * _NEAR for rule in near)


def _box(rules: list[Box]) -> list[Box]:
    if len(rules) < 2 or rules[-1][3] - rules[0][1] < 18:
        return []
    return [(rules[0][0], rules[0][1], rules[0][2], rules[-1][3])]
