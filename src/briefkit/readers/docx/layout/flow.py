"""The flow: about where on the paper each paragraph of a story stands, so that boxes can be put in among them.

An estimate, made of type sizes, lengths, columns, table cells and the breaks that the file names. Boxes that text runs
around push it down or make it narrower.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from typing import NamedTuple

from briefkit.readers.docx.drafts import BoxDraft, Cell, Draft
from briefkit.readers.docx.layout.papers import Page

LETTER = 0.5
"""The width of a letter of running text, as a share of its type size."""

LEADING = 1.2
"""The height of a line, as a share of its type size."""

NARROWEST = 72.0
"""Word sets no text into a strip beside a box that is narrower than an inch."""

MOST_OBSTACLES = 60
"""Boxes of one page around which text is taken to run; a page with more is no person's making."""

Leaf = tuple[int, int]
"""A page: its number in the file's own count, and how many have run over since."""


class Spot(NamedTuple):
    """Where a draft is estimated to stand: its page, and its edges in points from the page's top left corner.

    ``anchor`` is where its boxes measure from: its top as it were if they did not push it down; ``column`` is the left
    edge of its column or cell.
    """

    draft: Draft
    leaf: Leaf
    left: float
    top: float
    right: float
    bottom: float
    anchor: float
    column: float


class Placed(NamedTuple):
    """A box with its edges on its page, in points from the page's top left corner; ``anchor`` is its paragraph."""

    box: BoxDraft
    anchor: Draft
    leaf: Leaf
    left: float
    top: float
    right: float
    bottom: float


def lay_out(drafts: list[Draft], paper: Page) -> list[Spot]:
    """About where each draft of a story stands; ``paper`` is the page of those that name none.

    Only pages on which boxes are anchored are reckoned: on the others every draft stands at the top left corner.
    """
    pages = frozenset(_page_of(draft) for draft in drafts if draft.boxes)
    spots = _Pen(paper, {}, pages).write(drafts)
    obstacles: dict[Leaf, list[Placed]] = {}
    for spot in spots:
        if not spot.draft.boxes:
            continue
        for placed in place_boxes(spot, paper):
            if placed.box.position.wrap and placed.box.position.on_page:
                obstacles.setdefault(placed.leaf, []).append(placed)
    for standing in obstacles.values():
        standing.sort(key=_by_place)
    return _Pen(paper, obstacles, pages).write(drafts) if obstacles else spots


def _page_of(draft: Draft) -> int:
    """The page on which a draft begins, in the file's own count."""
    return draft.leaf or draft.page


def _by_place(box: Placed) -> tuple[float, ...]:
    """What sorts boxes by where they stand, so that the order in which they were drawn means nothing."""
    return box.top, box.left, box.bottom, box.right


def place_boxes(spot: Spot, paper: Page) -> list[Placed]:
    """The boxes of a draft in page coordinates; those that stand in its line one beside the other."""
    found: list[Placed] = []
    across = 0.0
    for box in spot.draft.boxes:
        at = box.position
        if at.left is None:
            left, top, across = spot.left + across, spot.anchor, across + at.width
        else:
            left = at.left + (spot.column if at.in_column else 0.0)
            top = (at.top or 0.0) + (0.0 if at.on_page else spot.anchor)
        width, height = at.width, at.height or content_height(box, paper)
        found.append(Placed(box, spot.draft, spot.leaf, left, top, left + width, top + height))
    return found


def content_height(box: BoxDraft, paper: Page) -> float:
    """About how high a box is that does not say so, by its words."""
    drafts = [inner for inner in box.drafts if has_words(inner)][:MOST_OBSTACLES]
    width = max(NARROWEST, box.position.width or paper.columns[0][1])
    rows: dict[object, float] = {}
    for inner in drafts:
        cell = inner.place.cell
        beside = max(1.0, width / cell.width) if cell is not None and cell.width else 1.0
        key = (cell.table, cell.row) if cell is not None else None
        rows[key] = rows.get(key, 0.0) + estimate_height(inner, width / beside) / beside
    return sum(rows.values())


def has_words(draft: Draft) -> bool:
    """Whether a draft shows anything of its own, its boxes apart."""
    return any(not piece.hidden and not piece.text.isspace() and piece.text for piece in draft.pieces)


class _Row(NamedTuple):
    """A table row that is being filled: its cell, where the row began, and how far down its cells have come."""

    cell: Cell
    top: float
    bottom: float


class _Pen:
    """The place at which the next paragraph is written; what begins on none of ``pages`` is passed over."""

    def __init__(self, paper: Page, obstacles: dict[Leaf, list[Placed]], pages: frozenset[int]) -> None:
        self.fallback = paper
        self.paper = paper
        self.obstacles = obstacles
        self.pages = pages
        self.leaf: Leaf = (-1, 0)
        self.lane = 0
        self.lane_breaks = 0
        self.top = self.head = paper.top
        self.deepest = paper.top
        self.told = 0.0
        self.rows: list[_Row] = []

    def write(self, drafts: Iterable[Draft]) -> list[Spot]:
        """The drafts, one below the other."""
        return [self._put(draft) if _page_of(draft) in self.pages else self._pass(draft) for draft in drafts]

    def _pass(self, draft: Draft) -> Spot:
        """A draft on a page without boxes: all that the next page goes on from is how many columns have ended."""
        self.leaf, self.lane_breaks = (_page_of(draft), 0), draft.lane
        return Spot(draft, self.leaf, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    def _put(self, draft: Draft) -> Spot:
        paper = draft.paper or self.fallback
        number = _page_of(draft)
        above = draft.above
        if number != self.leaf[0]:
            self._turn((number, 0), paper)
            self.told = above
        elif paper is not self.paper:
            self.top = self.head = max(self.deepest, self.top)  # a section that goes on upon the same page
            self.paper, self.lane, self.lane_breaks = paper, 0, draft.lane
        if draft.lane != self.lane_breaks:
            self.lane_breaks = draft.lane
            self._next_lane(0.0)
        self._enter(draft.place.cell)
        above = max(0.0, above - self.told)
        words = has_words(draft)
        left, width = self._strip(draft)
        column = left - draft.indent[0]
        anchor = self.top + above
        if words:  # what stands above a paragraph without words is told again by the next one
            self.top, self.told = anchor, 0.0
        if draft.boxes:
            self._stand(Spot(draft, self.leaf, left, anchor, left + width, anchor, anchor, column))
        if words:
            left, width = self._avoid(left, width, draft)
            anchor = min(anchor, self.top)
        height = estimate_height(draft, width)
        top = self.top if words else anchor
        right = left + min(width, reach(draft))
        spot = Spot(draft, self.leaf, left, top, right, top + height, anchor, column)
        self._advance(height)
        return spot

    def _stand(self, spot: Spot) -> None:
        """Boxes that move with their paragraph stand in the way of its words and of those that follow."""
        for placed in place_boxes(spot, self.paper):
            if not placed.box.position.on_page and placed.box.position.wrap:
                insort(self.obstacles.setdefault(placed.leaf, []), placed, key=_by_place)

    def _turn(self, leaf: Leaf, paper: Page) -> None:
        self.leaf, self.paper, self.lane = leaf, paper, 0
        self.top = self.head = self.deepest = paper.top
        self.rows = []

    def _advance(self, height: float) -> None:
        self.top += height
        self.deepest = max(self.deepest, self.top)
        over = self.top - (self.paper.height - self.paper.bottom)
        if over > 0 and not self.rows:
            self._next_lane(over)

    def _next_lane(self, over: float) -> None:
        """Text that runs over goes on at the head of the next column, or of the next page."""
        if self.lane + 1 < len(self.paper.columns):
            self.lane, self.top = self.lane + 1, self.head
        else:
            self._turn((self.leaf[0], self.leaf[1] + 1), self.paper)
        self.top += min(over, self.paper.height / 2)

    def _enter(self, cell: Cell | None) -> None:
        """Leaves the rows that are done and begins those that are new; cells of one row begin at one height."""
        chain: list[Cell] = []
        while cell is not None:
            chain.append(cell)
            cell = cell.outer
        chain.reverse()
        kept = 0
        for row, now in zip(self.rows, chain, strict=False):
            if (row.cell.table, row.cell.row) != (now.table, now.row):
                break
            kept += 1
            if row.cell != now:
                break
        while len(self.rows) > kept:
            self._leave()
        if kept and self.rows[-1].cell != chain[kept - 1]:
            row = self.rows[-1]
            self.rows[-1] = _Row(chain[kept - 1], row.top, max(row.bottom, self.top))
            self.top = row.top
        for now in chain[kept:]:
            self.rows.append(_Row(now, self.top, self.top))

    def _leave(self) -> None:
        row = self.rows.pop()
        self.top = max(row.bottom, self.top)
        if not self.rows:
            self._advance(0.0)

    def _strip(self, draft: Draft) -> tuple[float, float]:
        """The left edge and the width that a paragraph has before boxes take of it."""
        columns = self.paper.columns
        left, width = columns[min(self.lane, len(columns) - 1)]
        for row in self.rows:
            left += row.cell.indent
            width = row.cell.width or max(NARROWEST / 2, width - row.cell.indent)
        before, after = draft.indent
        return left + before, max(24.0, width - before - after)

    def _avoid(self, left: float, width: float, draft: Draft) -> tuple[float, float]:
        """The strip that boxes leave to a paragraph; the pen goes down where they leave none."""
        standing = self.obstacles.get(self.leaf, ())[:MOST_OBSTACLES]
        if not standing:
            return left, width
        right = left + width
        wanted, line = min(NARROWEST, width, reach(draft)), line_height(draft)
        for _ in standing:
            low, high = left, right
            pushed = 0.0
            for box in standing:
                if box.top < self.top + line - 2 and box.bottom > self.top + 2 and box.left < high and box.right > low:
                    before, after = box.left - low, high - box.right
                    if box.box.position.wrap == "below" or max(before, after) < wanted:
                        pushed = max(pushed, box.bottom)
                    elif before >= after:
                        high = box.left
                    else:
                        low = box.right
            if not pushed:
                return low, high - low
            self.top = pushed
        return left, width


def estimate_height(draft: Draft, width: float) -> float:
    """About how high a paragraph of that width is, in points; what stands in its line counts."""
    inline = max((box.position.height for box in draft.boxes if box.position.left is None), default=0.0)
    if not has_words(draft):
        return inline
    size = type_size(draft)
    lines = sum(1 + int(len(line) * size * LETTER / width) for line in draft.visible.split("\n"))
    return lines * line_height(draft) + inline


def reach(draft: Draft) -> float:
    """How far the longest line of a paragraph reaches where nothing stops it."""
    if not has_words(draft):
        return 0.0
    visible = draft.visible
    longest = max(len(line.strip()) for line in visible.split("\n")) if "\n" in visible else len(visible.strip())
    return longest * type_size(draft) * LETTER * 0.9


def type_size(draft: Draft) -> float:
    """The largest type in a paragraph with words."""
    return max(piece.look.size or 10.0 for piece in draft.pieces)


def line_height(draft: Draft) -> float:
    """The height of a line of a paragraph with words."""
    return draft.line if draft.line > 0 else type_size(draft) * LEADING * (-draft.line or 1.0)
