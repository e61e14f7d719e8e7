"""Paper: the size of a page, its margins and the columns in which its text runs, in points."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from briefkit.readers.docx.names import W, number

_GAP = 36.0
"""The space between columns where the section names none, in points (ECMA-376 part 1, 17.6.4)."""

_MOST_COLUMNS = 45
"""Word allows no more columns than this."""


class Page(NamedTuple):
    """The paper and its margins. ``lanes`` are the columns of text as left edge and width; empty where there is one."""

    width: float = 595.3
    height: float = 841.9
    left: float = 72.0
    right: float = 72.0
    top: float = 72.0
    bottom: float = 72.0
    lanes: tuple[tuple[float, float], ...] = ()

    @property
    def columns(self) -> tuple[tuple[float, float], ...]:
        """The columns of text as left edge and width; always one at least."""
        return self.lanes or ((self.left, max(60.0, self.width - self.left - self.right)),)


def read_page(section: etree._Element | None) -> Page:
    """The page of a ``w:sectPr``; A4 with usual margins where it says nothing."""
    page = Page()
    if section is None:
        return page
    size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is not None:
        page = page._replace(
            width=number(size.get(W + "w"), 11906) / 20 or page.width,
            height=number(size.get(W + "h"), 16838) / 20 or page.height,
        )
    if margin is not None:
        page = page._replace(
            left=abs(number(margin.get(W + "left"), 1440)) / 20,
            right=abs(number(margin.get(W + "right"), 1440)) / 20,
            top=abs(number(margin.get(W + "top"), 1440)) / 20,
            bottom=abs(number(margin.get(W + "bottom"), 1440)) / 20,
        )
    return page._replace(lanes=read_lanes(section.find(W + "cols"), page))


def read_lanes(columns: etree._Element | None, page: Page) -> tuple[tuple[float, float], ...]:
    """The columns of a ``w:cols`` on that page, of equal or of their own widths; none where there is but one."""
    if columns is None:
        return ()
    own = columns.findall(W + "col")[:_MOST_COLUMNS]
    lanes: list[tuple[float, float]] = []
    left = page.left
    if len(own) > 1 and columns.get(W + "equalWidth", "1") in {"0", "false"}:
        for column in own:
            width = max(1.0, number(column.get(W + "w")) / 20)
            lanes.append((left, width))
            left += width + number(column.get(W + "space")) / 20
        return tuple(lanes)
    count = min(_MOST_COLUMNS, int(number(columns.get(W + "num"), 1)))
    if count < 2:
        return ()
    gap = number(columns.get(W + "space"), _GAP * 20) / 20
    step = (page.width - page.left - page.right + gap) / count
    return tuple((left + index * step, max(1.0, step - gap)) for index in range(count))
