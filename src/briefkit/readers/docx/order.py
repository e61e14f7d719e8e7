"""The order of boxes: by what the eye sees where the anchors say where the boxes stand, else as the file has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefkit.readers.docx.boxes import Page
from briefkit.readers.docx.drafts import BoxDraft, Draft

SAME_ROW = 18.0
"""Boxes whose tops differ by less than this many points stand in one row."""


class Placed(NamedTuple):
    """A box with its bounding box in one coordinate system, in points."""

    box: BoxDraft
    left: float
    top: float
    right: float
    bottom: float


def arrange(drafts: list[Draft], page: Page) -> list[Draft]:
    """The drafts of a story in reading order, the drafts of boxes among them; ``page`` is the paper of the story.

    Boxes with a place on the page are ordered together with the other boxes of that page where no words of the story
    stand between their anchors; boxes anchored in one paragraph are always ordered together. A box follows the words
    of its own anchor paragraph unless it stands above them.
    """
    ordered: list[Draft] = []
    waiting: list[Placed] = []
    sheet = -1
    height = 0.0

    def settle() -> None:
        for box in in_reading_order(waiting):
            ordered.extend(arrange(box.drafts, page))
        waiting.clear()

    for draft in drafts:
        height += draft.before or 0.0
        if draft.page != sheet:
            settle()
            sheet, height = draft.page, page.top
        above = [place(box, height, page) for box in draft.boxes if stands_above(box, draft)]
        below = [place(box, height, page) for box in draft.boxes if not stands_above(box, draft)]
        waiting.extend(above)
        if draft.pieces:
            settle()
            ordered.append(draft)
            height += estimate_height(draft, page)
        elif draft.figures or draft.notes or draft.bookmarks:
            ordered.append(draft)
        waiting.extend(below)
    settle()
    return ordered


def stands_above(box: BoxDraft, draft: Draft) -> bool:
    """Whether a box anchored in a paragraph stands higher than its words."""
    position = box.position
    return position.top is not None and not position.on_page and position.top < -6 and bool(draft.pieces)


def place(box: BoxDraft, paragraph_top: float, page: Page) -> Placed:
    """The box in page coordinates; a box that flows with the text stands where its paragraph is estimated to stand."""
    at = box.position
    left = at.left if at.left is not None else page.left
    top = (at.top or 0.0) + (0.0 if at.on_page else paragraph_top)
    return Placed(box, left, top, left + at.width, top + at.height)


def estimate_height(draft: Draft, page: Page) -> float:
    """About how high a paragraph is, in points: half the type size a letter, lines of 1.2 times the type size."""
    size = max((piece.look.size or 10.0 for piece in draft.pieces), default=10.0)
    width = max(60.0, (page.width - page.left - page.right) / page.columns)
    lines = sum(1 + int(len(line) * size * 0.5 / width) for line in draft.visible.split("\n"))
    return lines * size * 1.2 + draft.after


def in_reading_order(boxes: Sequence[Placed]) -> list[BoxDraft]:
    """Boxes of one page in the order in which they are read.

    The order of the file stands where it is one that an eye can follow (row by row, or column by column): the author
    drew the boxes so. Else: a gap across the whole width parts what is above from what is below; a gap from top to
    bottom parts columns; left before right, then top before bottom.
    """
    boxes = list(boxes)
    if len(boxes) < 2 or any(box.box.position.left is None for box in boxes):
        return [box.box for box in boxes]
    columns = cut(boxes)
    if boxes not in (columns, by_rows(boxes)):
        boxes = columns
    return [box.box for box in boxes]


def by_rows(boxes: list[Placed]) -> list[Placed]:
    """Row by row from the top, each from the left; boxes whose tops nearly agree share a row."""
    rows: list[list[Placed]] = []
    for box in sorted(boxes, key=lambda entry: entry.top):
        if rows and box.top - rows[-1][0].top < SAME_ROW:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row, key=lambda entry: entry.left)]


def cut(boxes: list[Placed]) -> list[Placed]:
    """Boxes by recursive cuts along the gaps between them."""
    if len(boxes) < 2:
        return boxes
    for low, high in (("top", "bottom"), ("left", "right")):
        groups = split_at_gaps(boxes, low, high)
        if len(groups) > 1:
            return [box for group in groups for box in cut(group)]
    return by_rows(boxes)


def split_at_gaps(boxes: list[Placed], low: str, high: str) -> list[list[Placed]]:
    """The boxes in groups between which a straight line passes, in the axis's order; small overlaps are forgiven."""
    groups: list[list[Placed]] = []
    reach = float("-inf")
    for box in sorted(boxes, key=lambda entry: float(getattr(entry, low))):
        start, end = float(getattr(box, low)), float(getattr(box, high))
        if groups and start < reach - min(6.0, (end - start) / 4):
            groups[-1].append(box)
        else:
            groups.append([box])
        reach = max(reach, end)
    return groups
