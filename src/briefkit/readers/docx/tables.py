"""Tables: rows and cells wherever they stand, merged cells, and what is left over in cells that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from briefkit.model import Origin
from briefkit.readers.docx.branches import children
from briefkit.readers.docx.drafts import Cell, Place, hide
from briefkit.readers.docx.inline import is_placeholder
from briefkit.readers.docx.layout.anchors import grid_of
from briefkit.readers.docx.names import (
    DROPPED,
    W_BOOKMARK_END,
    W_BOOKMARK_START,
    W_CELL_PROPERTIES,
    W_SDT,
    W_TC,
    W_TR,
    W_VAL,
    W,
    number,
)
from briefkit.readers.docx.opc.xmlparts import leading
from briefkit.readers.docx.styles.looks import fill_colour, is_filled

if TYPE_CHECKING:
    from briefkit.readers.docx.story import Story

_ROW_PROPERTIES = W + "trPr"
_PROPERTIES = frozenset({_ROW_PROPERTIES, W_CELL_PROPERTIES, *(W + name for name in ("tblPr", "tblGrid", "tblPrEx"))})
_PROPERTIES_OF_WRAPPERS = frozenset({W + name for name in ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")})
_BLOCKS = frozenset({W + name for name in ("p", "tbl", "r", "t", "hyperlink", "fldSimple", "altChunk", "subDoc")})

_SPAN, _DOWN, _ACROSS, _SHADING, _DELETED = (W + name for name in ("gridSpan", "vMerge", "hMerge", "shd", "cellDel"))
_SAID = frozenset({_SPAN, _DOWN, _ACROSS, _SHADING, _DELETED})


class _Cell(NamedTuple):
    """What the properties of a cell say; a merge that goes on has the value ``continue``."""

    spans: int = 1
    down: str = ""
    across: str = ""
    shading: etree._Element | None = None
    deleted: bool = False


def _read_cell(cell: etree._Element) -> _Cell:
    properties = leading(cell, W_CELL_PROPERTIES)
    # Most of what stands there are widths and borders: one look at each tag sorts out what matters.
    said = {mark.tag: mark for mark in properties if mark.tag in _SAID} if properties is not None else {}
    if not said:
        return _Cell()
    span, down, across = said.get(_SPAN), said.get(_DOWN), said.get(_ACROSS)
    return _Cell(
        max(1, int(number(span.get(W_VAL), 1))) if span is not None else 1,
        down.get(W_VAL, "continue") if down is not None else "",
        across.get(W_VAL, "continue") if across is not None else "",
        said.get(_SHADING),
        _DELETED in said,
    )


class Table:
    """Reads one table of a story into it."""

    def __init__(self, story: Story, place: Place) -> None:
        self.story = story
        self.place = place
        self._merged: set[int] = set()
        self._grid: list[float] = []

    def read(self, table: etree._Element) -> None:
        """Reads the rows."""
        self._grid = grid_of(table)
        index = 0
        for row, blank in self._members(table, W_TR):
            index += 1
            if blank:
                continue
            properties = leading(row, _ROW_PROPERTIES)
            if properties is not None and properties.find(W + "del") is not None:
                self._drop(row)
            else:
                self._row(row, properties, index)

    def _row(self, row: etree._Element, properties: etree._Element | None, index: int) -> None:
        skipped = properties.find(W + "gridBefore") if properties is not None else None
        column = 1 + (int(number(skipped.get(W_VAL))) if skipped is not None else 0)
        merged, above, across = set[int](), self._merged, False
        leaves = self.story.walk.leaves
        first = deepest = leaves.leaf
        cells = [(row, False)] if row.tag == W_TC else self._members(row, W_TC)
        for cell, blank in cells:
            kept = _read_cell(cell)
            if kept.down:
                merged.add(column)
            # 17.4.84: what is left over in a cell that continues a merged one is not shown.
            goes_on = (kept.down == "continue" and column in above) or (kept.across == "continue" and across)
            across = bool(kept.across)
            if kept.deleted:
                self._drop(cell)
            elif not blank:
                leaves.rewind(first)
                self._cell(cell, kept, (index, column), goes_on)
                deepest = max(deepest, leaves.leaf)
            column += kept.spans
        leaves.rewind(deepest)
        self._merged = merged

    def _cell(self, cell: etree._Element, kept: _Cell, at: tuple[int, int], goes_on: bool) -> None:
        row, column = at
        table = self.place
        path = f"{table.path}, row {row}, column {column}"
        origin = Origin(table.part, path)
        container = self.story.book.contain_cell(table.container, row, column, origin, fill_colour(kept.shading))
        filled = table.filled or is_filled(kept.shading)
        before, across = self._grid[: column - 1], self._grid[column - 1 :][: kept.spans]
        paper = Cell(table.container, row, sum(before), sum(across), table.cell)
        place = table._replace(container=container, path=path, filled=filled, cell=paper)
        with self.story.book.veil(goes_on):
            drafts = self.story.read_inside(cell, place)
        self.story.drafts += hide(drafts) if goes_on else drafts

    def _drop(self, element: etree._Element) -> None:
        """A row or cell whose deletion is tracked: only its bookmarks are noted, which may reach beyond it."""
        self.story.book.count("deletion")
        for mark in element.iter(W_BOOKMARK_START, W_BOOKMARK_END):
            self.story.mark_bookmark(mark, None)

    def _members(self, parent: etree._Element, tag: str, blank: bool = False) -> Iterator[tuple[etree._Element, bool]]:
        """Rows or cells, also those inside content controls, insertions and alternatives; blank: nobody filled it in.

        What else stands there is malformed, but seen by the reader all the same.
        """
        for child in children(parent):
            if child.tag == tag or (child.tag == W_TC and tag == W_TR):
                yield child, blank
            elif child.tag in {W_BOOKMARK_START, W_BOOKMARK_END}:
                self.story.mark_bookmark(child, None)
            elif child.tag in _BLOCKS:
                if not blank:
                    self.story.block(child)
            elif child.tag in DROPPED:
                self._drop(child)
            elif child.tag not in _PROPERTIES and child.tag not in _PROPERTIES_OF_WRAPPERS and len(child):
                unfilled = child.tag == W_SDT and is_placeholder(child)
                if unfilled:
                    self.story.book.count("placeholder")
                yield from self._members(child, tag, blank or unfilled)
