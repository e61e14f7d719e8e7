"""Labels that stand upwards or downwards beside their text, and the text before which each of them is read."""

from __future__ import annotations

from briefkit.model import Box
from briefkit.readers.pdf.page.glyphs import ASLANT, LINE_HYPHEN
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import Shape
from briefkit.readers.pdf.text.drafts import Draft

_LABEL_WORDS = 8
_NEAR = 4.0
"""How far a label may be from its text, in its type size."""


def labels_in(lines: list[Line]) -> list[list[Line]]:
    """Turned lines in reading order; those of one label are together."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=_reading):
        last = groups[-1][-1] if groups else None
        if last is not None and _follows(last, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _reading(line: Line) -> tuple[int, float, float]:
    turned = line.look.turned
    if turned == 90:
        return turned, line.x0, -line.base
    if turned == 270:
        return turned, -line.x1, line.top
    return (turned, -line.base, -line.x1) if turned == 180 else (turned, line.top, line.x0)


def _follows(last: Line, line: Line) -> bool:
    """Whether ``line`` is the next line of the same label or slip, or of a watermark that a line end broke."""
    turned = line.look.turned
    if last.look == line.look and last.text.endswith(("-", LINE_HYPHEN)):
        return True
    if turned <= ASLANT or last.look.turned != turned or abs(last.size - line.size) > 0.1 * line.size:
        return False
    one, two = (((b[1], b[0], b[3], b[2]) if turned != 180 else b) for b in (last.box, line.box))
    step = abs((one[1] + one[3]) / 2 - (two[1] + two[3]) / 2)
    return 0.5 * line.size < step < 1.8 * line.size and min(one[2], two[2]) > max(one[0], two[0])


def settle(drafts: list[Draft], start: int, label: Draft, shapes: list[Shape]) -> None:
    """Put a turned label among the ``drafts`` of its page, which begin at ``start``: before the text it stands beside.

    A label above what stands level (the head of a narrow column) comes before that; any other comes last. ``shapes``
    are those of the page: a label is as large as the bar in which it stands.
    """
    place = None
    if label.lines[0].look.turned in {90, 270} and not label.aside and len(label.text.split()) <= _LABEL_WORDS:
        place = _place(drafts, start, label, _bar_of(label.box, shapes))
    if place is None:
        drafts.append(label)
    else:
        label.container = drafts[place].container
        drafts.insert(place, label)


def _place(drafts: list[Draft], start: int, label: Draft, bar: Box) -> int | None:
    near = _NEAR * label.lines[0].size
    for test in (_beside, _below):
        for place in range(start, len(drafts)):
            draft = drafts[place]
            if draft.layer == "body" and not draft.lines[0].look.turned and test(bar, draft.box, near):
                return place
    return None


def _bar_of(label: Box, shapes: list[Shape]) -> Box:
    """The smallest upright bar around a label, or the label's own box."""
    around = [
        shape.box
        for shape in shapes
        if (shape.fill or shape.stroke) and shape.height > shape.width and _within(label, shape.box)
    ]
    return min(around, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=label)


def _within(label: Box, box: Box) -> bool:
    x, y = (label[0] + label[2]) / 2, (label[1] + label[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3] and box[2] - box[0] < 3 * (label[2] - label[0])


def _beside(label: Box, other: Box, near: float) -> bool:
    overlap = min(label[3], other[3]) - max(label[1], other[1])
    gap = max(other[0] - label[2], label[0] - other[2])
    return overlap > 0.3 * min(other[3] - other[1], label[3] - label[1]) and -1 <= gap < near


def _below(label: Box, other: Box, near: float) -> bool:
    return -2 <= other[1] - label[3] < near
