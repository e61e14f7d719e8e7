"""The order of boxes: each is put into the running text where the eye meets it, in whatever order they were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefkit.readers.docx.drafts import Draft
from briefkit.readers.docx.layout.flow import Leaf, Placed, Spot, has_words, lay_out, place_boxes
from briefkit.readers.docx.layout.layouts import in_reading_order
from briefkit.readers.docx.layout.papers import Page

SAME_LINE = 8.0
"""Edges that differ by less than this many points are level."""

SURE = 12.0
"""An estimate is taken for certain where it says that something stands this many points higher or lower."""

DRIFT = 0.1
"""How much less certain an estimate becomes, in points for each point from where its reckoning began."""

UNWRAPPED = 10.0
"""A box that pushes no text away was drawn where no text stood: a line that seems to begin behind it stands above."""

AWAY = 0.35
"""What it costs to read a box one paragraph away from its anchor, where a paragraph on its wrong side costs one."""

SAME_ROW = 14.0
"""A paragraph and a box beside it whose tops differ by less than this many points are read from left to right."""

ASIDE = 0.4
"""A pile of boxes lower than this share of the text beside it is an aside to the paragraph that anchors it."""

TAIL = 0.15
"""Text estimated to stand below a box at the foot is taken to end above it where it is less than this share."""

MOST = 400
"""Paragraphs of one page that are compared with a box; a page with more is read by its anchors."""


class Pile(NamedTuple):
    """Boxes that stand one below the other: the edges of all of them."""

    left: float
    top: float
    right: float
    bottom: float


def arrange(drafts: list[Draft], page: Page) -> list[Draft]:
    """The drafts of a story in reading order, the drafts of boxes among them; ``page`` is the paper of the story.

    Boxes between which no words of the story stand are ordered among themselves by :func:`in_reading_order`.
    """
    if not any(draft.boxes for draft in drafts):
        return drafts
    spots = lay_out(drafts, page)
    standing: dict[Leaf, list[tuple[int, Placed]]] = {}
    for index, spot in enumerate(spots):
        if spot.draft.boxes:
            standing.setdefault(spot.leaf, []).extend((index, placed) for placed in place_boxes(spot, page))
    leaves = find_words(spots, frozenset(standing))
    waiting: dict[int, list[Placed]] = {}
    for leaf, boxes in standing.items():
        on_page = leaves.get(leaf, [])
        piles = pile_up([placed for _, placed in boxes])
        for (anchor, placed), pile in zip(boxes, piles, strict=True):
            waiting.setdefault(find_gap(spots, anchor, placed, pile, on_page), []).append(placed)
    ordered: list[Draft] = []
    for index in range(len(spots) + 1):
        for placed in in_page_order(waiting[index]) if index in waiting else ():
            ordered += arrange(placed.box.drafts, inside(placed, page))
        if index < len(spots):
            ordered.append(spots[index].draft)
    return ordered


def find_words(spots: list[Spot], leaves: frozenset[Leaf]) -> dict[Leaf, list[int]]:
    """For each of these pages the spots, by their index, that have words."""
    found: dict[Leaf, list[int]] = {}
    for index, spot in enumerate(spots):
        if spot.leaf in leaves and has_words(spot.draft):
            found.setdefault(spot.leaf, []).append(index)
    return found


def inside(placed: Placed, page: Page) -> Page:
    """The page as the words in a box see it: what is outside of the box is margin."""
    if placed.left == placed.right:
        return page
    right, bottom = max(0.0, page.width - placed.right), max(0.0, page.height - placed.bottom)
    return page._replace(left=placed.left, top=placed.top, right=right, bottom=bottom, lanes=())


def in_page_order(boxes: list[Placed]) -> list[Placed]:
    """Boxes that meet in one gap: page by page, and on each page as they are read."""
    pages: dict[Leaf, list[Placed]] = {}
    for placed in boxes:
        pages.setdefault(placed.leaf, []).append(placed)
    return [placed for leaf in sorted(pages) for placed in in_reading_order(pages[leaf])]


def pile_up(boxes: list[Placed]) -> list[Pile]:
    """For each box the pile that it stands in: boxes of one page that share most of their width."""
    piles: list[Pile] = []
    of_box: dict[int, int] = {}
    for number in sorted(range(len(boxes)), key=lambda at: (boxes[at].left, boxes[at].top)):
        box = boxes[number]
        for index, pile in enumerate(piles[-8:], max(0, len(piles) - 8)):
            shared = min(pile.right, box.right) - max(pile.left, box.left)
            if shared > 0.7 * max(pile.right - pile.left, box.right - box.left):
                edges = zip(pile, (box.left, box.top, box.right, box.bottom), strict=True)
                piles[index] = Pile(*(min(two) if at < 2 else max(two) for at, two in enumerate(edges)))
                of_box[number] = index
                break
        else:
            of_box[number] = len(piles)
            piles.append(Pile(box.left, box.top, box.right, box.bottom))
    return [piles[of_box[number]] for number in range(len(boxes))]


def find_gap(spots: list[Spot], anchor: int, placed: Placed, pile: Pile, on_page: list[int]) -> int:
    """Before which draft of the story a box is read: an index into ``spots``, its length for the end.

    ``anchor`` is the index of the draft that anchors the box, ``pile`` the boxes above and below it, ``on_page`` the
    drafts with words on the same page. Of all gaps the one is taken that goes against the fewest of the things that an
    eye sees (what stands above, what stands to the left), and is nearest to the anchor.
    """
    spot = spots[anchor]
    own = anchor in on_page
    home = next_words(spots, anchor + 1 if own and not leads(spot, placed) else anchor)
    unknown = placed.box.position.left is None or placed.left == placed.right
    if unknown or not on_page or len(on_page) > MOST:
        return home
    column = stands_apart(spots, pile, on_page)
    start = spots[on_page[0]].top if placed.box.position.on_page else spot.anchor
    verdicts = [verdict(spots[index], placed, pile if column else None, start) for index in on_page]
    cost = sum(weight for weight in verdicts if weight > 0)
    anchored = sum(entry < home for entry in on_page)
    gaps: list[tuple[float, int]] = []
    for at in range(len(on_page) + 1):
        index = on_page[at] if at < len(on_page) else next_words(spots, on_page[-1] + 1)
        if may_part(spots, on_page, at, spot):
            gaps.append((cost + AWAY * abs(at - anchored), index))
        if at < len(on_page):
            cost -= verdicts[at]
    if not gaps:
        return home
    best = min(gaps)[1]
    return past_the_tail(spots, best, placed, on_page)


def verdict(spot: Spot, box: Placed, pile: Pile | None, start: float) -> float:
    """How strongly a paragraph comes before a box (above zero) or after it (below zero).

    ``pile`` is the column of boxes that the box belongs to, if it does; ``start`` is where the reckoning began.
    """
    if pile is not None:
        return 1.0 if spot.left + SAME_LINE < pile.left else -1.0
    level = abs(spot.top - box.top) < SAME_ROW
    if spot.right <= box.left + SAME_LINE:  # to the left
        if spot.top >= box.bottom - SAME_LINE:
            return -1.0
        return 1.0 if spot.bottom <= box.top + SAME_LINE or level else 0.0
    if spot.left >= box.right - SAME_LINE:  # to the right
        if spot.bottom <= box.top + SAME_LINE:
            return 0.5
        return -1.0 if spot.top >= box.bottom - SAME_LINE or level else 0.0
    higher = box.top - spot.top + (0.0 if box.box.position.wrap else UNWRAPPED)
    return max(-1.0, min(1.0, higher / (SURE + DRIFT * abs(spot.top - start))))


def stands_apart(spots: list[Spot], pile: Pile, on_page: Sequence[int]) -> bool:
    """Whether the boxes of a pile are a column beside the text of a page, or beside all columns but their own."""
    beside = [spots[index] for index in on_page]
    if any(spot.right > pile.left + SAME_LINE and spot.left < pile.right - SAME_LINE for spot in beside):
        return False
    head, foot = min(spot.top for spot in beside), max(spot.bottom for spot in beside)
    if min(foot, pile.bottom) - max(head, pile.top) < (pile.bottom - pile.top) / 2 and pile.bottom < foot:
        return False
    return pile.bottom - pile.top >= ASIDE * (foot - head)


def may_part(spots: list[Spot], on_page: list[int], at: int, anchor: Spot) -> bool:
    """Whether a box may stand in a gap: never inside a row of a table unless it is anchored there."""
    before = spots[on_page[at - 1]].draft.place if at else None
    after = spots[on_page[at]].draft.place if at < len(on_page) else None
    home = anchor.draft.place
    if home.cell is not None:
        return home.container in {before.container if before else "", after.container if after else ""}
    return (
        before is None
        or after is None
        or before.cell is None
        or after.cell is None
        or before.cell.table != after.cell.table
    )


def past_the_tail(spots: list[Spot], gap: int, placed: Placed, on_page: list[int]) -> int:
    """The gap, or the end of the page where the estimate is all that puts a few last words below a box at the foot."""
    paper = spots[on_page[0]].draft.paper or Page()
    rest = [spots[index] for index in on_page if index >= gap]
    if not rest or not placed.box.position.on_page or placed.top < paper.height / 2:
        return gap
    room = paper.height - paper.bottom - placed.bottom
    letters = sum(len(spots[index].draft.visible) for index in on_page)
    needed = sum(spot.bottom - spot.top for spot in rest)
    if needed > room and sum(len(spot.draft.visible) for spot in rest) < TAIL * letters:
        return next_words(spots, on_page[-1] + 1)
    return gap


def leads(spot: Spot, placed: Placed) -> bool:
    """Whether a box stands above the words of the paragraph that anchors it, or to the left of them."""
    at = placed.box.position
    if at.left is None:
        return False
    if placed.left < placed.right <= spot.left + SAME_LINE:
        return placed.top <= spot.top + SAME_LINE
    return placed.top < spot.top - 6 - (0.0 if at.wrap else UNWRAPPED)


def next_words(spots: list[Spot], index: int) -> int:
    """The first draft with words from ``index`` on, so that boxes between which no words stand meet in one gap."""
    while index < len(spots) and not has_words(spots[index].draft):
        index += 1
    return index
