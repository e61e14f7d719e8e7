"""Copy-fitting: the type size, the pages and the place of every panel, solved before anything is laid out.

One A4 page where the text fits at 9 pt or more, two where it does not, as many as it takes where two do not hold it.
The size is the largest that keeps the least number of pages. Nothing is cut unless one page is demanded; then whole
items go, and the caller is told which.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from briefkit.writers import layout_long
from briefkit.writers.layout_arrange import Arranger, Band, Placed, settle, total
from briefkit.writers.layout_fonts import Ruler
from briefkit.writers.layout_measure import CEILING, FLOOR, LARGE, Measure, Style, cuts
from briefkit.writers.layout_panels import PanelText
from briefkit.writers.layout_split import shorten

_STEP = 0.1
_AIR = 0.2
"""How airy the setting must at least be above the floor size; at the floor it may be tight."""

_CALLOUT_WHOLE = 250
"""A call-out of so many words is never parted."""
_MORE_THAN_A_PAGE = 1500
"""Words after which no page needs to be looked at further."""
_MANY = 4
"""More pages than this are set in one plain size and nothing is solved."""
_TIGHT, _TIGHT_LOOKS = 10.0, 0.1
"""Up to this size type counts for more than columns that end level: larger type is worth a less even page."""
_FEW_WORDS = 250
_MANY_WORDS = 4000
"""So many words need more pages than that for certain."""
_FULL, _LOOSER = 0.97, 0.6
"""A page filled less than this may be set airier by so much."""
_SMALLER = 1.2
"""So many points are given up for pages that end between panels."""


class Area(msgspec.Struct, frozen=True):
    """The room for panels: its width, its height on the first, a middle and the last page; ``only`` is for one page."""

    width: float
    only: float
    first: float
    middle: float
    last: float

    def height(self, page: int, pages: int) -> float:
        """The height on a page (from 0) of so many."""
        if pages == 1:
            return self.only
        return self.first if page == 0 else self.last if page == pages - 1 else self.middle


class Fit(msgspec.Struct, frozen=True):
    """The solution: the style, and the panels of each page in reading order.

    ``slack`` is by how many points a text may be higher than was counted without harm.
    ``airs`` is how airy each page is set, where a page is airier than the style says because it has the room.
    """

    style: Style
    pages: tuple[tuple[Placed, ...], ...]
    slack: float = 0.0
    airs: tuple[float, ...] = ()

    def style_of(self, page: int) -> Style:
        """The style of a page, from 0."""
        return msgspec.structs.replace(self.style, air=self.airs[page]) if self.airs else self.style


_Panels = tuple[PanelText, ...]


class _Try:
    """One style tried on one sheet of panels."""

    def __init__(self, measure: Measure, area: Area, style: Style) -> None:
        self.area = area
        self.style = style
        self._arranger = Arranger(measure, area.width, style)
        self._tight = Arranger(measure, area.width, style, looks=_TIGHT_LOOKS) if style.size <= _TIGHT else None
        self._parting = Arranger(measure, area.width, style, _TIGHT_LOOKS, runs_on=True) if style.compact else None
        self._parts: dict[tuple[int, int, int], tuple[_Panels, _Panels, _Panels]] = {}

    def _part(self, panels: tuple[PanelText, ...], end: tuple[int, int]) -> tuple[_Panels, _Panels]:
        """:func:`part`, the same objects each time: what was measured of them is remembered by identity."""
        key = (id(panels), *end)
        known = self._parts.get(key)
        if known is None:
            known = self._parts[key] = (panels, *part(panels, *end))
        return known[1:]

    def on_one(self, panels: tuple[PanelText, ...], height: float) -> tuple[Band, ...] | None:
        bands = self._arranger.arrange(panels)
        if self._tight is not None and total(bands) > height:
            bands = self._tight.arrange(panels)
        if self._parting is not None and total(bands) > height:
            bands = self._parting.arrange(panels)
        return bands if total(bands) <= height else None

    def paginate(self, panels: tuple[PanelText, ...], fill: float = 1.0) -> list[tuple[Band, ...]]:
        """The bands of each page, page after page, each but the last filled to a share of its height."""
        made: list[tuple[Band, ...]] = []
        rest = panels
        while True:
            height = self.area.last if made else self.area.only if fill == 1.0 else 0.0
            bands = self.on_one(rest, height)
            if bands is not None or not rest:
                return [*made, bands or ()]
            taken, rest = self._take(rest, self.area.middle if made else self.area.first, fill)
            made.append(taken)

    def between(self, panels: tuple[PanelText, ...]) -> list[tuple[Band, ...]] | None:
        """Two pages that end between panels, filled as evenly as can be; ``None`` where there are none."""
        options = []
        for cut in range(1, len(panels)):
            front, back = self.on_one(panels[:cut], self.area.first), self.on_one(panels[cut:], self.area.last)
            if front is not None and back is not None:
                fills = total(front) / self.area.first, total(back) / self.area.last
                options.append((abs(fills[0] - fills[1]), [front, back]))
        return min(options, key=lambda option: option[0])[1] if options else None

    def _take(
        self, panels: tuple[PanelText, ...], height: float, fill: float
    ) -> tuple[tuple[Band, ...], tuple[PanelText, ...]]:
        """As much of the panels as fills the page, parted between panels where that wastes little, else inside one."""
        ends = _ends(panels)
        fits = [0, len(ends)]  # most ends known to fit, fewest known not to
        while fits[1] - fits[0] > 1:
            middle = (fits[0] + fits[1]) // 2
            half = self._part(panels, ends[middle])
            fitting = self.on_one(half[0], height * fill) is not None
            fits[0 if fitting else 1] = middle
        at = max(fits[0], 1)  # one block always goes, or there would be pages without end
        between = [index for index in range(1, at + 1) if ends[index][1] == 0]
        if between and self._height(panels, ends[between[-1]]) >= 0.8 * self._height(panels, ends[at]):
            at = between[-1]
        before, after = self._part(panels, ends[at])
        return (self._arranger.arrange(before), after)

    def _height(self, panels: tuple[PanelText, ...], end: tuple[int, int]) -> float:
        return total(self._arranger.arrange(self._part(panels, end)[0]))


def _ends(panels: tuple[PanelText, ...]) -> list[tuple[int, int]]:
    """Where a page may end, as (whole panels, blocks of the next), from nothing to everything."""
    ends = [(0, 0)]
    words = 0
    for index, panel in enumerate(panels):
        if panel.tone != "callout" or panel.words > _CALLOUT_WHOLE:
            ends += [(index, cut) for cut in cuts(panel.blocks)]
        ends.append((index + 1, 0))
        words += panel.words
        if words > _MORE_THAN_A_PAGE:
            break
    return ends


def part(panels: tuple[PanelText, ...], whole: int, blocks: int) -> tuple[tuple[PanelText, ...], tuple[PanelText, ...]]:
    """The panels up to an end and from it on; a panel parted inside goes on as "continued"."""
    if blocks == 0:
        return panels[:whole], panels[whole:]
    panel = panels[whole]
    head = msgspec.structs.replace(panel, blocks=panel.blocks[:blocks])
    tail = msgspec.structs.replace(panel, blocks=panel.blocks[blocks:], continued=True)
    return (*panels[:whole], head), (tail, *panels[whole + 1 :])


def fit(panels: tuple[PanelText, ...], ruler: Ruler, area: Area, correction: dict[str, float] | None = None) -> Fit:
    """The panels on the fewest pages at the largest type that keeps them so few.

    ``correction`` says what an earlier layout needed on top of what was counted, in points by section.
    """
    measure = Measure(ruler)
    measure.correction = correction or {}
    panels = shorten(panels, measure, area)
    pages = 0
    if sum(panel.words for panel in panels) <= _MANY_WORDS:
        pages = len(_Try(measure, area, Style(FLOOR, 0.0)).paginate(panels))
    if not 0 < pages <= _MANY:
        heights = (area.first, area.middle, area.last)
        return Fit(layout_long.PLAIN, layout_long.fill(panels, measure, area.width, heights), layout_long.SLACK)

    def holds(size: float, air: float) -> bool:
        return len(_Try(measure, area, Style(size, air)).paginate(panels)) <= pages

    few = sum(panel.words for panel in panels) < _FEW_WORDS
    size = _largest(lambda size: holds(size, _AIR), FLOOR, LARGE if few else CEILING, _STEP)
    if size is None:
        size, low, high = FLOOR, 0.0, _AIR
    else:
        low, high = _AIR, 1.0
    air = _largest(lambda air: holds(size, air), low, high, 0.1) or low
    fitted = _finish(_Try(measure, area, Style(size, air)), panels, even=pages > 1)
    if pages == 1:
        return fitted
    return _loosen(_whole(fitted, panels, measure, area), measure, area)


def squeeze(
    panels: tuple[PanelText, ...], ruler: Ruler, area: Area, correction: dict[str, float] | None = None
) -> Fit | None:
    """The panels on one page in a compact setting, where a panel may run on in the next column; ``None`` if too much.

    The type is no smaller for it: the size is the largest from the floor up to :data:`_TIGHT` that one page holds.
    """
    measure = Measure(ruler)
    measure.correction = correction or {}
    if sum(panel.words for panel in panels) > _MORE_THAN_A_PAGE:
        return None
    panels = shorten(panels, measure, area)

    def holds(size: float, air: float) -> bool:
        return _Try(measure, area, Style(size, air, compact=True)).on_one(panels, area.only) is not None

    if not holds(FLOOR, 0.0):
        return None
    size = _largest(lambda size: holds(size, 0.0), FLOOR, _TIGHT, _STEP) or FLOOR
    air = _largest(lambda air: holds(size, air), 0.0, _AIR, 0.1) or 0.0
    return _finish(_Try(measure, area, Style(size, air, compact=True)), panels, even=False)


def _whole(fitted: Fit, panels: tuple[PanelText, ...], measure: Measure, area: Area) -> Fit:
    """Two pages in slightly smaller type where that spares the reader a panel parted between them."""
    if len(fitted.pages) != 2 or not _parted(fitted):
        return fitted

    def between(size: float, air: float) -> list[tuple[Band, ...]] | None:
        return _Try(measure, area, Style(size, air)).between(panels)

    low = max(FLOOR, round(fitted.style.size - _SMALLER, 1))
    size = _largest(lambda size: between(size, _AIR) is not None, low, fitted.style.size, _STEP)
    if size is None:
        return fitted
    air = _largest(lambda air: between(size, air) is not None, _AIR, 1.0, 0.2) or _AIR
    made = between(size, air)
    assert made is not None  # size and air were chosen because it is there
    return Fit(Style(size, air), tuple(settle(bands, area.height(page, 2)) for page, bands in enumerate(made)))


def _loosen(fitted: Fit, measure: Measure, area: Area) -> Fit:
    """Each page that leaves room at its foot set airier, as far as that still looks like the other pages."""
    pages, airs = [], []
    most = min(round(fitted.style.air + _LOOSER, 1), 1.0)
    for page, placed in enumerate(fitted.pages):
        height = area.height(page, len(fitted.pages))
        panels = tuple(each.panel for each in placed)
        air = fitted.style.air
        bottom = max((each.y + each.height for each in placed), default=height)
        if bottom < _FULL * height:

            def holds(air: float, panels: _Panels = panels, height: float = height) -> bool:
                style = msgspec.structs.replace(fitted.style, air=air)
                return _Try(measure, area, style).on_one(panels, height) is not None

            air = _largest(holds, air, most, 0.1) or air
        if air > fitted.style.air:
            trial = _Try(measure, area, msgspec.structs.replace(fitted.style, air=air))
            pages.append(settle(trial.on_one(panels, height) or (), height))
        else:
            pages.append(placed)
        airs.append(air)
    return Fit(fitted.style, tuple(pages), fitted.slack, tuple(airs))


def _parted(fitted: Fit) -> bool:
    return any(placed.panel.continued for page in fitted.pages for placed in page)


def fits_one(ruler: Ruler, area: Area, compact: bool = False) -> Callable[[tuple[PanelText, ...]], bool]:
    """A test whether panels fit on one page at the floor size."""
    measure = Measure(ruler)
    floor = _Try(measure, area, Style(FLOOR, 0.0, compact))
    return lambda panels: floor.on_one(panels, area.only) is not None


def _finish(trial: _Try, panels: tuple[PanelText, ...], even: bool) -> Fit:
    made = trial.paginate(panels)
    if even:
        made = _even(trial, panels, made)
    heights = [trial.area.height(page, len(made)) for page in range(len(made))]
    return Fit(trial.style, tuple(settle(bands, height) for bands, height in zip(made, heights, strict=True)))


def _even(trial: _Try, panels: tuple[PanelText, ...], made: list[tuple[Band, ...]]) -> list[tuple[Band, ...]]:
    """As many pages, filled as evenly as they can be; a page that ends between panels counts for more."""

    def uneven(pages: list[tuple[Band, ...]]) -> float:
        shares = [total(bands) / trial.area.height(page, len(pages)) for page, bands in enumerate(pages)]
        parted = sum(bands[0].placed[0].panel.continued for bands in pages if bands)
        return max(shares) - min(shares) + 0.3 * parted

    options = [made]
    for step in range(1, 8):
        option = trial.paginate(panels, 1.0 - 0.06 * step)
        if len(option) > len(made):
            break
        options.append(option)
    return min(options, key=uneven)


def _largest(holds: Callable[[float], bool], low: float, high: float, step: float) -> float | None:
    """The largest value of low, low + step … high for which the test holds, by halving; ``None`` where none does."""
    count = round((high - low) / step)
    values = [round(low + step * index, 3) for index in range(count + 1)]
    if holds(values[-1]):
        return values[-1]
    if not holds(values[0]):
        return None
    yes, no = 0, count
    while no - yes > 1:
        middle = (yes + no) // 2
        if holds(values[middle]):
            yes = middle
        else:
            no = middle
    return values[yes]
