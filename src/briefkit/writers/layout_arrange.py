"""Panels on one page: consecutive panels make bands, a band is one wide panel or two columns that end level.

The reading order is kept: bands from top to bottom, in a band the left column and then the right one. Which panels
share a band, where its columns part and how wide they are is solved exactly over all possibilities, with the height
of the page (and a price for what looks worse) to be made least.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from briefkit.writers.layout_measure import Measure, Style
from briefkit.writers.layout_panels import Block, PanelText

GAP = 8.5
"""Between panels, both ways."""
_SHARES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62)
"""How much of the width the left column may have."""
_MOST_GROWTH = 0.3
"""By how much panels may be higher than their text to fill a page; what is left stays at the foot of the page."""
_WIDE = 14.0
_LONG_LINES = 24.0


class Placed(msgspec.Struct, frozen=True):
    """A panel on the page: its box in points from the top left of the area, and its text columns.

    ``natural`` is the height that the text needs; the box may be higher.
    """

    panel: PanelText
    x: float
    y: float
    width: float
    height: float
    natural: float
    columns: tuple[tuple[Block, ...], ...]


class Band(msgspec.Struct, frozen=True):
    """Panels beside each other: one wide one, or a left and a right column of them. ``price`` is for looks."""

    left: tuple[Placed, ...]
    right: tuple[Placed, ...]
    height: float
    price: float

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Its panels in reading order."""
        return self.left + self.right


_Maker = Callable[[tuple[PanelText, ...]], Band]


class Arranger:
    """Arranges panels over a width; remembers the settings it has tried for one style."""

    def __init__(self, measure: Measure, width: float, style: Style) -> None:
        self._measure = measure
        self._width = width
        self._style = style
        # Keyed by identity, which is cheaper than comparing texts; the panel in the value keeps its identity taken.
        self._heights: dict[tuple[int, float], tuple[PanelText, float]] = {}
        self._bands: dict[tuple[int, ...], Band] = {}

    def arrange(self, panels: tuple[PanelText, ...]) -> tuple[Band, ...]:
        """The bands that make the least height and price, in order. Without panels there are none."""
        best: list[tuple[float, tuple[Band, ...]]] = [(0.0, ())]
        for end in range(1, len(panels) + 1):
            options = []
            for start in range(end):
                cost, before = best[start]
                band = self._band(panels[start:end])
                if band is not None:
                    options.append((cost + band.height + band.price + GAP, (*before, band)))
            best.append(min(options, key=lambda option: option[0]))
        return best[-1][1]

    def _band(self, panels: tuple[PanelText, ...]) -> Band | None:
        if len(panels) == 1:
            return self._remember(panels, self._wide)
        if any(panel.tone == "callout" for panel in panels) or len(panels) > 6:
            return None
        return self._remember(panels, self._pair)

    def _remember(self, panels: tuple[PanelText, ...], make: _Maker) -> Band:
        key = tuple(id(panel) for panel in panels)
        band = self._bands.get(key)
        if band is None:
            band = self._bands[key] = make(panels)
        return band

    def _wide(self, panels: tuple[PanelText, ...]) -> Band:
        """One panel over the whole width; its text in two columns unless it is the call-out or short."""
        panel = panels[0]
        one = self._measure.setting(panel, self._width, self._style)
        two = self._measure.setting(panel, self._width, self._style, columns=2)
        price, setting = 0.0, one
        if panel.tone in ("plain", "good"):
            setting = two if len(two.columns) == 2 else one
            price = _WIDE if setting is two else _LONG_LINES
        placed = Placed(panel, 0.0, 0.0, self._width, setting.height, setting.height, setting.columns)
        return Band((placed,), (), setting.height, price)

    def _pair(self, panels: tuple[PanelText, ...]) -> Band:
        """Two columns: the panels parted and the width shared so that the higher column is as low as can be."""
        room = self._width - GAP
        best: tuple[float, int, float] | None = None
        for share in _SHARES:
            left = [self._height(panel, room * share) for panel in panels]
            right = [self._height(panel, room * (1 - share)) for panel in panels]
            for cut in range(1, len(panels)):
                a, b = _stack(left[:cut]), _stack(right[cut:])
                cost = max(a, b) + 0.35 * abs(a - b) + 60 * abs(share - 0.5)
                if best is None or cost < best[0]:
                    best = (cost, cut, share)
        assert best is not None  # two panels or more can be parted
        _, cut, share = best
        left_column = self._column(panels[:cut], 0.0, room * share)
        right_column = self._column(panels[cut:], room * share + GAP, room * (1 - share))
        a, b = _bottom(left_column), _bottom(right_column)
        return Band(left_column, right_column, max(a, b), 0.35 * abs(a - b) + 60 * abs(share - 0.5))

    def _height(self, panel: PanelText, width: float) -> float:
        key = (id(panel), width)
        known = self._heights.get(key)
        if known is None:
            known = self._heights[key] = (panel, self._measure.setting(panel, width, self._style).height)
        return known[1]

    def _column(self, panels: tuple[PanelText, ...], x: float, width: float) -> tuple[Placed, ...]:
        placed: list[Placed] = []
        y = 0.0
        for panel in panels:
            height = self._height(panel, width)
            placed.append(Placed(panel, x, y, width, height, height, (panel.blocks,)))
            y += height + GAP
        return tuple(placed)


def total(bands: tuple[Band, ...]) -> float:
    """The height of bands below each other."""
    return sum(band.height for band in bands) + GAP * max(len(bands) - 1, 0)


def settle(bands: tuple[Band, ...], height: float) -> tuple[Placed, ...]:
    """The panels with their places on the page: columns end level, and what is left of ``height`` is shared out."""
    flexible = sum(band.height for band in bands if not _fixed(band)) or 1.0
    spare = min(max(height - total(bands), 0.0), _MOST_GROWTH * flexible)
    placed: list[Placed] = []
    y = 0.0
    for band in bands:
        grown = band.height + (0.0 if _fixed(band) else spare * band.height / flexible)
        for column in (band.left, band.right):
            placed += _level(column, y, grown)
        y += grown + GAP
    return tuple(placed)


def _fixed(band: Band) -> bool:
    return len(band.placed) == 1 and band.placed[0].panel.tone in ("callout", "small")


def _level(column: tuple[Placed, ...], y: float, height: float) -> list[Placed]:
    """The column from ``y`` down, its panels heightened in proportion to their text until it ends at ``height``."""
    if not column:
        return []
    spare = height - _bottom(column)
    text = sum(each.natural for each in column)
    settled = []
    for each in column:
        grown = each.natural + spare * each.natural / text
        settled.append(msgspec.structs.replace(each, y=y, height=grown))
        y += grown + GAP
    return settled


def _stack(heights: list[float]) -> float:
    return sum(heights) + GAP * (len(heights) - 1)


def _bottom(column: tuple[Placed, ...]) -> float:
    return _stack([each.natural for each in column])
