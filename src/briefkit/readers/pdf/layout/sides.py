"""Headings that stand beside their texts: labels in a narrow column, each level with what it is the heading of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import attrgetter, sub

from briefkit.model import Box
from briefkit.readers.pdf.layout.areas import Item, Region, box_of
from briefkit.readers.pdf.page.lines import Line, make_line, same_row
from briefkit.readers.pdf.page.words import Word

_MAX_LABEL = 90
"""Letters of the longest label: what is longer is a note in the margin."""

Row = tuple[list[Item], list[Item]]


def is_loud(line: Line, size: float) -> bool:
    """Whether the line looks like a heading at first sight: one look, bold, large, on a bar or in capitals."""
    if not (line.look.bold or line.size > 1.12 * size or line.band is not None or line.text.isupper()):
        return False
    if not (line.uniform or _is_uniform_text(line)) or line.text.rstrip().endswith((".", ",", ";")):
        return False
    return sum(map(str.isalpha, line.text)) > 2


def _is_uniform_text(line: Line) -> bool:
    """Whether all but the number in front has one look: numbers are often set in a circle, in another colour."""
    first, *rest = line.words
    if not rest or not first.text.strip("().").isdigit():
        return False
    return len({(word.look.bold, word.look.size, word.look.colour) for word in rest}) == 1


def label_rows(left: list[Item], right: list[Item], size: float) -> list[Row]:
    """Labels with the texts beside them, row by row; empty where both sides are columns of text.

    ``size`` is the usual type size in points. Labels are few and short, each level with a line of text, and spread over
    the height of the texts; they stand to the left of the texts or to the right. Labels that are level with the
    beginnings of paragraphs are marked as being ``beside`` their texts.
    """
    for labels, texts in ((left, right), (right, left)):
        rows = _rows_of(labels, texts, size)
        if rows:
            return rows
    return []


def _rows_of(side: list[Item], texts: list[Item], size: float) -> list[Row]:
    labels = sorted((i for i in side if isinstance(i, Line)), key=lambda line: (line.middle, line.x0))
    if len(labels) < 2 or len(labels) != len(side) or not texts or not _are_labels(labels, texts, size):
        return []
    groups = _groups(labels, size)
    strict = _level(groups, texts)
    if len(groups) < (2 if strict and all(is_loud(label, size) for label in labels) else 3):
        return []
    if any(not _is_label(group) for group in groups):
        return []
    for group in groups:
        for label in group:
            label.beside = strict
    return _share_out(groups, texts, size)


def _are_labels(labels: list[Line], texts: list[Item], size: float) -> bool:
    """Whether the one column labels the other: fewer and shorter lines, level with those of the other."""
    lines = [line for item in texts for line in _lines_in(item)]
    loud = all(is_loud(label, size) for label in labels) and sum(is_loud(line, size) for line in lines) < len(lines) / 3
    letters, written = (sum(len(line.text) for line in found) for found in (labels, lines))
    if len(labels) > (1.0 if loud else 0.6) * len(lines) or letters > (0.6 if loud else 0.35) * written:
        return False
    level = sum(bool(label.row) or beside for label, beside in zip(labels, _in_rows(labels, lines), strict=True))
    tops, bases = [box_of(item)[1] for item in texts], [box_of(item)[3] for item in texts]
    spread = labels[-1].base - labels[0].top
    return level >= (0.5 if loud else 0.8) * len(labels) and spread >= (0.3 if loud else 0.5) * (max(bases) - min(tops))


def _in_rows(labels: list[Line], lines: list[Line]) -> list[bool]:
    """Whether each label stands in one row with some line."""
    ordered = sorted(lines, key=lambda line: line.middle)
    middles = [line.middle for line in ordered]
    reach = max((line.base - line.top for line in (*labels, *lines)), default=0.0)
    return [
        any(
            same_row(label, line)
            for line in ordered[
                bisect_left(middles, label.middle - reach) : bisect_right(middles, label.middle + reach)
            ]
        )
        for label in labels
    ]


def _lines_in(item: Item) -> list[Line]:
    if isinstance(item, Line):
        return [item]
    return [*item.lines, *(line for region in item.regions for line in _lines_in(region))]


def _groups(labels: list[Line], size: float) -> list[list[Line]]:
    """The lines of each label: what is set close together, or stands in one drawn row."""
    groups = [[labels[0]]]
    for above, label in pairwise(labels):
        apart = label.base - above.base > 1.7 * max(size, label.size) or abs(above.x0 - label.x0) > above.size
        centred = abs(above.x0 + above.x1 - label.x0 - label.x1) < 3
        if above.row != label.row or (label.row is None and apart and not (centred and not _gap(above, label, size))):
            groups.append([])
        groups[-1].append(label)
    return groups


def _gap(above: Line, label: Line, size: float) -> bool:
    return label.base - above.base > 1.7 * max(size, label.size)


def _is_label(group: list[Line]) -> bool:
    text = " ".join(line.text for line in group).strip()
    sentence = text.endswith(".") and len(text.split()) > 5
    return len(group) <= 5 and len(text) <= _MAX_LABEL and not sentence


def _level(groups: list[list[Line]], texts: list[Item]) -> bool:
    """Whether nearly every label is level with the beginning of a paragraph or box, or one begins in its row."""
    starts = _beginnings(texts)
    level = sum(any(_begins_beside(group[0], start) for start in starts) for group in groups)
    return level >= 0.7 * len(groups)


def _begins_beside(label: Line, start: Line) -> bool:
    if label.row is None:
        return same_row(label, start)
    return label.row[0] - 2 < start.top and start.base < label.row[1] + 2


def _beginnings(texts: list[Item]) -> list[Line]:
    """The lines with which paragraphs begin: after a wider gap, a short line or a full stop; in a box, its first."""
    found = [min(lines, key=lambda line: line.top) for i in texts if isinstance(i, Region) and (lines := _lines_in(i))]
    lines = sorted((i for i in texts if isinstance(i, Line)), key=lambda line: (line.base, line.x0))
    fence = max((line.x1 for line in lines), default=0.0)
    steps = sorted(below.base - above.base for above, below in pairwise(lines) if below.base - above.base > 3)
    usual = steps[len(steps) // 4] if steps else 0.0
    for above, below in pairwise(lines):
        ended = above.text.rstrip().endswith((".", "?", "!", ":")) or above.x1 < fence - 6 * above.size
        if below.base - above.base > 1.2 * usual or ended:
            found.append(below)
    return [*lines[:1], *found]


def _share_out(groups: list[list[Line]], texts: list[Item], size: float) -> list[Row]:
    """Each label with the items that begin level with it or below it and above the next one."""
    tops = [group[0].row[0] - 1 if group[0].row else group[0].top - 0.4 * size for group in groups]
    beside: list[list[Item]] = [[] for _ in range(len(groups) + 1)]
    for item in texts:
        beside[bisect_right(tops, box_of(item)[1])].append(item)
    before = [item for item in beside[0] if box_of(item)[3] < groups[0][0].top - 0.5 * size]
    beside[1].extend(item for item in beside[0] if item not in before)
    rows: list[Row] = [([], before)] if before else []
    rows.extend((list(group), held) for group, held in zip(groups, beside[1:], strict=True))
    return rows


def are_pairs(left: list[Item], right: list[Item], size: float) -> bool:
    """Whether the two columns are names and values, one line each: they are read in rows and head nothing."""
    names = [i for i in left if isinstance(i, Line)]
    values = [i for i in right if isinstance(i, Line)]
    if len(names) != len(left) or len(values) != len(right) or len(values) > 1.3 * len(names):
        return False
    if not all(is_loud(name, size) or name.text.rstrip().endswith(":") for name in names):
        return False
    if sum(is_loud(value, size) for value in values) > 0.5 * len(values):
        return False
    return sum(any(same_row(name, value) for value in values) for name in names) >= 0.8 * len(names)


_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|[•·▪●◦‣➢➤✓✔□■►▶❖◆♦⚫○∙⁃–—*-]")
"""A list marker in front of its item, which no gutter parts from that."""
_LEFT, _RIGHT = attrgetter("x0"), attrgetter("x1")
_WIDE_SPACE = 1.0
"""A space of so many ems, and far wider than the others of its line, may be a gutter even where no look turns."""


def parting_spaces(line: Line, least: float) -> list[tuple[float, float]]:
    """The spaces of a line from ``least`` points on that a gutter may fill: wide, or its look turns there."""
    return [(last.x1, word.x0) for last, word in _partings(line, least)]


def _partings(line: Line, least: float) -> list[tuple[Word, Word]]:
    words = line.words
    if len(words) < 2 or line.entry:
        return []
    # Asked of every line: the loops are the library's.
    spaces = list(map(sub, map(_LEFT, words[1:]), map(_RIGHT, words)))
    if max(spaces) < least:
        return []
    usual = sorted(spaces)[len(spaces) // 2] if len(spaces) > 2 else 0.0
    wide = max(_WIDE_SPACE * line.size, 2.2 * usual, least)
    first = 1 if _MARKER.fullmatch(words[0].text) else 0
    return [
        (last, word)
        for (last, word), space in list(zip(pairwise(words), spaces, strict=True))[first:]
        if word.spaced and space >= least and (space >= wide or last.look != word.look)
    ]


def part_at(item: Item, x0: float, x1: float) -> list[Item]:
    """The item; a line in two parts where a space of it fills the gutter ``x0`` to ``x1``."""
    if isinstance(item, Region) or not item.x0 < x0 < x1 < item.x1:
        return [item]
    for last, word in _partings(item, min(x1 - x0, 0.65 * item.size)):
        if last.x1 < x0 + 1 and word.x0 > x1 - 1:
            return _cut_before(item, word)
    begins = overflow(item, x0, x1)
    return [item] if begins is None else _cut_before(item, begins)


def _cut_before(line: Line, word: Word) -> list[Item]:
    place = next(n for n, other in enumerate(line.words) if other is word)
    return [make_line(line.words[:place], line.band, line.dot), make_line(line.words[place:], line.band)]


def overflow(line: Line, x0: float, x1: float) -> Word | None:
    """The word of a line that begins where the column right of the gutter ``x0`` to ``x1`` begins, if there is one.

    What stands left of it runs over into the gutter and nearly meets it.
    """
    if line.entry or not line.x0 < x0 < x1 < line.x1:
        return None
    spaces = [(word.x0 - last.x1, last, word) for last, word in pairwise(line.words) if word.spaced]
    usual = sorted(space for space, _, _ in spaces)[len(spaces) // 2] if len(spaces) > 2 else 0.3 * line.size
    for space, last, word in spaces:
        if abs(word.x0 - x1) < 1.5 and last.x1 > x0 - 1 and space > max(0.4 * line.size, 1.6 * usual):
            return word
    return None


def give_heads(found: list[Region], size: float) -> None:
    """Boxes that hold a heading each, level with a box of text at their side, become the heads of those boxes.

    ``found`` are the areas of the page with their lines; boxes of headings are taken out where there are two or more.
    """
    boxes = [region for region in found if region.kind == "box" and region.lines]
    labels = [b for b in boxes if _is_label(b.lines) and all(is_loud(line, size) for line in b.lines)]
    pairs: list[tuple[Region, Region]] = []
    for label in labels:
        beside = [b for b in boxes if b not in labels and _side_by_side(label.box, b.box)]
        if len(beside) == 1:
            pairs.append((label, beside[0]))
    if len(pairs) < 2 or len({id(text) for _, text in pairs}) < len(pairs):
        return
    for label, text in pairs:
        found.remove(label)
        text.heads = sorted(label.lines, key=lambda line: line.top)
        for line in text.heads:
            line.band, line.beside = label.filled, True
        x0, top, x1, base = text.box
        text.box = (min(x0, label.box[0]), top, max(x1, label.box[2]), base)


def _side_by_side(one: Box, other: Box) -> bool:
    level = abs(one[1] - other[1]) < 5 and abs(one[3] - other[3]) < 5
    return level and (-3 < other[0] - one[2] < 24 or -3 < one[0] - other[2] < 24)


def open_sides(found: list[Region], page: Region, size: float) -> None:
    """Take the frames off labels that stand beside their texts: the lines go to the page and keep their drawn row.

    ``found`` are the areas of the page with their lines, of which those opened are taken out; ``page`` holds the rest.
    """
    sides: list[list[Region]] = []
    for region in found:
        if region.kind != "box" or not region.lines:
            continue
        column = next((s for s in sides if _one_column(s[0].box, region.box)), None)
        if column is None:
            sides.append([region])
        else:
            column.append(region)
    for column in sides:
        if _may_open(column, found, page, size):
            for region in column:
                found.remove(region)
                page.lines.extend(region.lines)
                for line in region.lines:
                    line.band = region.filled


def _one_column(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) < 4 and abs(one[2] - other[2]) < 4


def _may_open(column: list[Region], found: list[Region], page: Region, size: float) -> bool:
    lines = [line for region in column for line in region.lines]
    x0, x1 = column[0].box[0], column[0].box[2]
    if (
        any(r not in column and _inside(r.box, held.box) for r in found for held in column)
        or x1 - x0 > 0.42 * page.box[2]
    ):
        return False
    top, base = min(line.top for line in lines), max(line.base for line in lines)
    near = [line for line in page.lines if line.base > top - size and line.top < max(base, *(r.box[3] for r in column))]
    left = [line for line in near if line.x1 < x0 + 2]
    right = [line for line in near if line.x0 > x1 - 2]
    for line in lines:
        line.row = _row_of(line, column)
    for texts in (right, left):
        rows = _rows_of(list(lines), list(texts), size) if texts else []
        if len(rows) > 1:
            return True
    for line in lines:
        line.row, line.beside = None, False
    return False


def _inside(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return inner != outer and outer[0] < x < outer[2] and outer[1] < y < outer[3]


def _row_of(line: Line, column: list[Region]) -> tuple[float, float] | None:
    """The drawn row that the line stands in, where each label has a row of its own."""
    parts = [part for region in column for part in (region.parts or [region.box])]
    if len(parts) < 2:
        return None
    return next(((part[1], part[3]) for part in parts if part[1] - 2 <= line.middle <= part[3] + 2), None)
