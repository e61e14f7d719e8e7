"""Panels on one page: consecutive panels make bands, a band is one wide panel or two columns that end level.

The reading order is kept: bands from top to bottom, in a band the left column and then the right one. Which panels
share a band, where its columns part and how wide they are is solved exactly over all possibilities, with the height
of the page (and a price for what looks worse) to be made least.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from briefkit.writers.layout_measure import GAP, PAD_X, Measure, Setting, Style, cuts, give
from briefkit.writers.layout_panels import Block, PanelText

_SHARES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62)
"""How much of the width the left column may have."""
_WIDE = 14.0
_UNLEVEL = 0.5
_LONG_LINES = 10.0
_LONG_LINE = 8.0
"""Prices in points: a wide panel; a point by which columns differ; a panel of long lines, each of its lines."""
_RUN_ON, _BELOW_THEME = 40.0, 80.0
"""The price of a panel that goes on in the next column; what is added where its items go on without their theme."""
_NARROW, _NARROW_PRICE = 18.0, 30.0
"""Columns narrower than so many ems cost so many points for each em that they lack."""


class Placed(msgspec.Struct, frozen=True):
    """A panel on the page: its box in points from the top left of the area, and its text columns.

    ``natural`` is the height that the text needs; ``give`` is by how much more the box still looks filled.
    """

    panel: PanelText
    x: float
    y: float
    width: float
    height: float
    natural: float
    give: float
    columns: tuple[tuple[Block, ...], ...]


class Band(msgspec.Struct, frozen=True):
    """Panels beside each other: one wide one, or a left and a right column of them.

    ``price`` is for looks; ``gap`` is the space between its panels and below it.
    """

    left: tuple[Placed, ...]
    right: tuple[Placed, ...]
    height: float
    price: float
    gap: float = GAP

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Its panels in reading order."""
        return self.left + self.right


_Panels = tuple[PanelText, ...]
_Maker = Callable[[tuple[PanelText, ...]], Band]


class Arranger:
    """Arranges panels over a width; remembers the settings it has tried for one style.

    ``looks`` is how much of the prices for what looks worse is counted: all of them, or none for the least height.
    ``runs_on`` says whether a panel may be parted between its items, to go on at the top of the next column.
    """

    def __init__(self, measure: Measure, width: float, style: Style, looks: float = 1.0, runs_on: bool = False) -> None:
        self._looks = looks
        self._runs_on = runs_on
        self._gap = style.between
        self._parts: dict[tuple[int, int], tuple[PanelText, PanelText, PanelText]] = {}
        self._measure = measure
        self._width = width
        self._style = style
        # Keyed by identity, which is cheaper than comparing texts; the panel in the value keeps its identity taken.
        self._heights: dict[tuple[int, float], tuple[PanelText, float]] = {}
        self._bands: dict[tuple[int, ...], Band] = {}
        self._arranged: dict[tuple[int, ...], tuple[tuple[PanelText, ...], tuple[Band, ...]]] = {}

    def arrange(self, panels: tuple[PanelText, ...]) -> tuple[Band, ...]:
        """The bands that make the least height and price, in order. Without panels there are none."""
        key = tuple(id(panel) for panel in panels)
        known = self._arranged.get(key)
        if known is None:
            known = self._arranged[key] = (panels, self._solve(panels))
        return known[1]

    def _solve(self, panels: tuple[PanelText, ...]) -> tuple[Band, ...]:
        best: list[tuple[float, tuple[Band, ...]]] = [(0.0, ())]
        for end in range(1, len(panels) + 1):
            options = []
            for start in range(end):
                cost, before = best[start]
                band = self._band(panels[start:end])
                if band is not None:
                    options.append((cost + band.height + self._looks * band.price + self._gap, (*before, band)))
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
        setting = self._measure.setting(panel, self._width, self._style)
        price = 0.0
        if panel.tone in ("plain", "good"):
            two = self._measure.setting(panel, self._width, self._style, columns=2)
            lines = setting.height / (self._style.size * self._style.leading) - 3.0
            price = _LONG_LINES + _LONG_LINE * lines
            if len(two.columns) == 2 and two.height + _WIDE + 0.5 * two.uneven < setting.height + price:
                setting, price = two, _WIDE + 0.5 * two.uneven
        return Band((self._place(panel, 0.0, 0.0, self._width, setting),), (), setting.height, price, self._gap)

    def _place(self, panel: PanelText, x: float, y: float, width: float, setting: Setting) -> Placed:
        room = give(panel, setting.columns, self._style)
        return Placed(panel, x, y, width, setting.height, setting.height, room, setting.columns)

    def _pair(self, panels: tuple[PanelText, ...]) -> Band:
        """Two columns: the panels parted and the width shared so that the higher column is as low as can be."""
        room = self._width - self._gap
        best: tuple[float, _Panels, _Panels, float, float] | None = None
        splits = [(panels[:cut], panels[cut:], 0.0) for cut in range(1, len(panels))]
        if self._runs_on:
            splits += [
                ((*panels[:at], head), (tail, *panels[at + 1 :]), _RUN_ON + _price_of_parting(head, tail))
                for at, panel in enumerate(panels)
                for head, tail in self._partings(panel)
            ]
        for share in _SHARES:
            for first, second, price in splits:
                a = self._stack([self._height(panel, room * share) for panel in first])
                b = self._stack([self._height(panel, room * (1 - share)) for panel in second])
                cost = max(a, b) + self._looks * (price + self._price(a, b, share))
                if best is None or cost < best[0]:
                    best = (cost, first, second, share, price)
        assert best is not None  # two panels or more can be parted
        _, first, second, share, price = best
        left_column = self._column(first, 0.0, room * share)
        right_column = self._column(second, room * share + self._gap, room * (1 - share))
        a, b = _bottom(left_column, self._gap), _bottom(right_column, self._gap)
        return Band(left_column, right_column, max(a, b), price + self._price(a, b, share), self._gap)

    def _partings(self, panel: PanelText) -> list[tuple[PanelText, PanelText]]:
        """The panel parted in two at each place between items, the same objects each time."""
        if panel.tone not in ("plain", "good"):
            return []
        made = []
        for cut in cuts(panel.blocks):
            if panel.blocks[cut - 1].item == panel.blocks[cut].item:
                continue
            key = (id(panel), cut)
            known = self._parts.get(key)
            if known is None:
                head = msgspec.structs.replace(panel, blocks=panel.blocks[:cut])
                tail = msgspec.structs.replace(panel, blocks=panel.blocks[cut:], continued=True)
                known = self._parts[key] = (panel, head, tail)
            made.append(known[1:])
        return made

    def _stack(self, heights: list[float]) -> float:
        return sum(heights) + self._gap * (len(heights) - 1)

    def _price(self, left: float, right: float, share: float) -> float:
        """What two columns of these heights cost in looks: ends that are not level, a width that is not half."""
        narrow = ((self._width - self._gap) * min(share, 1 - share) - 2 * PAD_X) / self._style.size
        return _UNLEVEL * abs(left - right) + 60 * abs(share - 0.5) + _NARROW_PRICE * max(_NARROW - narrow, 0.0)

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
            placed.append(self._place(panel, x, y, width, Setting((panel.blocks,), height)))
            y += height + self._gap
        return tuple(placed)


def _price_of_parting(head: PanelText, tail: PanelText) -> float:
    return _BELOW_THEME if tail.blocks[0].role != "theme" and any(each.leads for each in head.blocks) else 0.0


def total(bands: tuple[Band, ...]) -> float:
    """The height of bands below each other."""
    return sum(band.height for band in bands) + sum(band.gap for band in bands[:-1])


def settle(bands: tuple[Band, ...], height: float) -> tuple[Placed, ...]:
    """The panels with their places on the page: columns end level, and what is left of ``height`` is shared out.

    Panels grow only as far as they still look filled; what is left then stays at the foot of the page.
    """
    gives = [_band_give(band) for band in bands]
    grow = min(max(height - total(bands), 0.0) / (sum(gives) or 1.0), 1.0)
    placed: list[Placed] = []
    y = 0.0
    for band, room in zip(bands, gives, strict=True):
        grown = band.height + grow * room
        for column in (band.left, band.right):
            placed += _level(column, y, grown, band.gap)
        y += grown + band.gap
    return tuple(placed)


def _band_give(band: Band) -> float:
    """By how much the band can be higher: as much as both columns can, and a part of what only one of them can."""
    columns = [column for column in (band.left, band.right) if column]
    rooms = [_bottom(column, band.gap) + sum(each.give for each in column) - band.height for column in columns]
    both = max(min(rooms), 0.0)
    return both + 0.3 * (max(rooms) - both)


def _level(column: tuple[Placed, ...], y: float, height: float, gap: float) -> list[Placed]:
    """The column from ``y`` down, its panels heightened as far as each has room to, until it ends at ``height``."""
    if not column:
        return []
    spare = height - _bottom(column, gap)
    room = sum(each.give for each in column)
    settled = []
    for each in column:
        share = each.give / room if room else 1.0 / len(column)
        grown = each.natural + spare * share
        settled.append(msgspec.structs.replace(each, y=y, height=grown))
        y += grown + gap
    return settled


def _bottom(column: tuple[Placed, ...], gap: float) -> float:
    return sum(each.natural for each in column) + gap * (len(column) - 1)
