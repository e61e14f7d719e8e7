"""The order of boxes: by what the eye sees where the anchors say where the boxes stand, else as the file has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefkit.readers.docx.boxes import Page
from briefkit.readers.docx.drafts import BoxDraft, Draft

SAME_ROW = 18.0
"""Boxes whose tops differ by less than this many points stand in one row."""

ASTRAY = 140.0
"""A box farther than this from where its anchor is estimated to stand is placed by its own place on the page."""

CUTS = 40
"""No page of a person's making needs more cuts within cuts than this."""

TAIL = 0.15
"""A box that would leave less than this share of a page's letters behind it follows them all."""


class Placed(NamedTuple):
    """A box with its bounding box on its page, in points from the page's top left corner."""

    box: BoxDraft
    left: float
    top: float
    right: float
    bottom: float


class Flow(NamedTuple):
    """Where a draft is estimated to stand: its page (breaks before it, pages overflowed since) and its top edge."""

    draft: Draft
    page: tuple[int, int]
    top: float


def arrange(drafts: list[Draft], page: Page) -> list[Draft]:
    """The drafts of a story in reading order, the drafts of boxes among them; ``page`` is the paper of the story.

    A box follows the words of its own anchor paragraph unless it stands above them; one whose place on the page is far
    from its anchor goes where the eye meets it in the estimated flow of that page. Boxes between which no words of the
    story stand are ordered among themselves by :func:`in_reading_order`.
    """
    if not any(draft.boxes for draft in drafts):
        return drafts
    flow = lay_out(drafts, page)
    spread: dict[tuple[int, int], list[int]] = {}
    for index, entry in enumerate(flow):
        if has_words(entry.draft):
            spread.setdefault(entry.page, []).append(index)
    waiting: dict[int, list[tuple[tuple[int, int], Placed]]] = {}
    for index, entry in enumerate(flow):
        for box in entry.draft.boxes:
            placed = place(box, entry.top, page)
            gap = find_gap(flow, index, placed, spread.get(entry.page, []))
            waiting.setdefault(gap, []).append((entry.page, placed))
    ordered: list[Draft] = []
    for index in range(len(flow) + 1):
        ordered += [inner for box in in_page_order(waiting.get(index, [])) for inner in arrange(box.drafts, page)]
        if index < len(flow):
            ordered.append(flow[index].draft)
    return ordered


def lay_out(drafts: list[Draft], page: Page) -> list[Flow]:
    """About where each draft of a story stands, from its type size, its length and the breaks before it."""
    flow: list[Flow] = []
    sheet, overflow, height = -1, 0, page.top
    for draft in drafts:
        if draft.page != sheet:
            sheet, overflow, height = draft.page, 0, page.top
        else:
            height += draft.before or 0.0
        flow.append(Flow(draft, (sheet, overflow), height))
        height += estimate_height(draft, page)
        if height > page.height - page.bottom:
            overflow, height = overflow + 1, page.top
    return flow


def find_gap(flow: list[Flow], anchor: int, placed: Placed, on_page: list[int]) -> int:
    """Before which draft of the flow a box is read: an index into ``flow``, its length for the end.

    ``anchor`` is the index of the draft that anchors the box, ``on_page`` those with words on the same page.
    """
    entry = flow[anchor]
    if not placed.box.position.on_page or abs(placed.top - entry.top) < ASTRAY:
        after = has_words(entry.draft) and not stands_above(placed.box)
        return next_words(flow, anchor + 1 if after else anchor)
    home = entry.draft.place.container
    if not any(flow[index].draft.place.container == home for index in on_page):
        return next_words(flow, anchor)
    below = [index for index in on_page if flow[index].top >= placed.top - SAME_ROW]
    letters = sum(len(flow[index].draft.visible) for index in on_page)
    if sum(len(flow[index].draft.visible) for index in below) > TAIL * letters:
        for index in below:
            if flow[index].draft.place.container == home:
                return index
    return next_words(flow, on_page[-1] + 1)


def has_words(draft: Draft) -> bool:
    """Whether a draft shows anything of its own, its boxes apart."""
    return bool(draft.visible.strip())


def next_words(flow: list[Flow], index: int) -> int:
    """The first draft with words from ``index`` on, so that boxes between which no words stand meet in one gap."""
    while index < len(flow) and not has_words(flow[index].draft):
        index += 1
    return index


def in_page_order(boxes: list[tuple[tuple[int, int], Placed]]) -> list[BoxDraft]:
    """Boxes that meet in one gap: page by page, and on each page as they are read."""
    pages: dict[tuple[int, int], list[Placed]] = {}
    for sheet, placed in boxes:
        pages.setdefault(sheet, []).append(placed)
    return [box for sheet in sorted(pages) for box in in_reading_order(pages[sheet])]


def stands_above(box: BoxDraft) -> bool:
    """Whether a box anchored in a paragraph stands higher than its words."""
    position = box.position
    return position.top is not None and not position.on_page and position.top < -6


def place(box: BoxDraft, paragraph_top: float, page: Page) -> Placed:
    """The box in page coordinates; a box that flows with the text stands where its paragraph is estimated to stand."""
    at = box.position
    left = at.left if at.left is not None else page.left
    top = (at.top or 0.0) + (0.0 if at.on_page else paragraph_top)
    return Placed(box, left, top, left + at.width, top + at.height)


def estimate_height(draft: Draft, page: Page) -> float:
    """About how high a paragraph is, in points: half the type size a letter, lines of 1.2 times the type size.

    Words in table cells count half, since cells stand side by side.
    """
    if not has_words(draft):
        return 0.0
    size = max(piece.look.size or 10.0 for piece in draft.pieces)
    width = max(60.0, (page.width - page.left - page.right) / page.columns)
    lines = sum(1 + int(len(line) * size * 0.5 / width) for line in draft.visible.split("\n"))
    height = lines * size * 1.2
    return height / 2 if draft.place.table_style is not None else height


def in_reading_order(boxes: Sequence[Placed]) -> list[BoxDraft]:
    """Boxes of one page in the order in which they are read.

    The order of the file stands where it is one that an eye can follow (row by row, or column by column): the author
    drew the boxes so. Else: a gap from top to bottom parts columns, left before right; where none passes, a gap across
    the whole width parts what is above from what is below; and so on inside each part.
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


def cut(boxes: list[Placed], depth: int = 0) -> list[Placed]:
    """Boxes by recursive cuts along the gaps between them, at most :data:`CUTS` deep."""
    if len(boxes) < 2:
        return boxes
    if depth == CUTS:
        return by_rows(boxes)
    for low, high in (("left", "right"), ("top", "bottom")):
        groups = split_at_gaps(boxes, low, high)
        if len(groups) > 1:
            return [box for group in groups for box in cut(group, depth + 1)]
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
