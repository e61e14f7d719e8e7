"""Very long texts: one plain size, panels over the whole width below each other, each in two text columns.

Nothing is solved here. A page is filled from the top with as many blocks as its two columns hold, so that the work
grows with the length of the text and not faster.
"""

from __future__ import annotations

import msgspec

from briefkit.writers.layout_arrange import Placed
from briefkit.writers.layout_measure import GAP, Measure, Setting, Style, cuts
from briefkit.writers.layout_panels import PanelText

PLAIN = Style(10.0, 0.4)
SLACK = 14.0
"""Points kept free at the foot of each panel: so much a text may need on top of what was counted."""
_LEAST = 110.0
"""A page with less room than this begins no further panel."""

_Page = tuple[Placed, ...]


def fill(
    panels: tuple[PanelText, ...], measure: Measure, width: float, heights: tuple[float, ...]
) -> tuple[_Page, ...]:
    """The pages of panels at a width. ``heights`` are those of the first, a middle and the last page, in points."""
    first, middle, last = heights
    pages: list[_Page] = []
    rest = panels
    while rest:
        page, rest = _page(rest, measure, width, middle if pages else first)
        if not rest and _bottom(page) > last:
            page, rest = _page(tuple(each.panel for each in page), measure, width, last)
        pages.append(page)
    return tuple(pages)


def _page(
    panels: tuple[PanelText, ...], measure: Measure, width: float, height: float
) -> tuple[_Page, tuple[PanelText, ...]]:
    """One page filled from the top, and the panels that are left."""
    placed: list[Placed] = []
    rest = panels
    while rest:
        y = _bottom(tuple(placed)) + GAP if placed else 0.0
        if placed and height - y < _LEAST:
            break
        end, setting = _most(rest[0], measure, width, height - y)
        if placed and setting.height > height - y:
            break
        head, tail = _part(rest[0], end)
        placed.append(Placed(head, 0.0, y, width, setting.height, setting.height, 0.0, setting.columns))
        rest = (*tail, *rest[1:])
        if tail:
            break
    return tuple(placed), rest


def _most(panel: PanelText, measure: Measure, width: float, room: float) -> tuple[int, Setting]:
    """How many blocks of the panel the room holds, at least as many as cannot be parted, and how they are set."""
    lines = int(2 * room / (PLAIN.size * PLAIN.leading)) + 2
    ends = cuts(panel.blocks[: lines + 1])
    if len(panel.blocks) <= lines + 1:
        ends.append(len(panel.blocks))
    ends = ends or [len(panel.blocks)]
    low, high = 0, len(ends)  # the first end always fits, or there would be pages without end
    while high - low > 1:
        middle = (low + high) // 2
        if _set(_part(panel, ends[middle])[0], measure, width).height <= room:
            low = middle
        else:
            high = middle
    return ends[low], _set(_part(panel, ends[low])[0], measure, width)


def _set(panel: PanelText, measure: Measure, width: float) -> Setting:
    columns = 2 if panel.tone in ("plain", "good") else 1
    setting = measure.setting(panel, width, PLAIN, columns)
    return msgspec.structs.replace(setting, height=setting.height + SLACK)


def _part(panel: PanelText, end: int) -> tuple[PanelText, tuple[PanelText, ...]]:
    """The panel up to a block, and the rest of it if there is any, which goes on as "continued"."""
    if end >= len(panel.blocks):
        return panel, ()
    head = msgspec.structs.replace(panel, blocks=panel.blocks[:end])
    return head, (msgspec.structs.replace(panel, blocks=panel.blocks[end:], continued=True),)


def _bottom(page: _Page) -> float:
    return page[-1].y + page[-1].height if page else 0.0
