"""What the tables of a document are for: figures and short entries, or text laid out in rows and columns."""

from __future__ import annotations

import re
from functools import cached_property

from briefkit.model import Container, Document, TextBlock
from briefkit.tidy.runs import look_of

SHORT_CELL = 8
"""Words up to which a cell holds an entry rather than text."""

LONG_CELL = 12
"""Words from which a cell holds running text."""

_FIGURE = re.compile(
    r"[\d£$€%.,()/–—+\s-]*\d[\d£$€%.,()/–—+\s-]*(?:%|[kmb]n?|million|billion)?|n/?a|[-–—]|yes|no", re.I
)


NUMBER_CAPTION = re.compile(
    r"(?i)(?:(?:rec(?:ommendation)?|action|item|row)s? ?)?(?:no\.?|nr\.?|#|№|ref(?:erence)?\.?|number)\s*"
)
"""The caption of a column that counts its rows."""


class Grids:
    """The tables of a document. ``figures`` are the cells of tables of figures: bold entries there head no text;
    ``counting`` are the cells below a caption such as "No.": they say the number of their row."""

    def __init__(self, document: Document) -> None:
        """Weighs each table of ``document`` by the words in its cells."""
        self._held: dict[str, list[TextBlock]] = {}
        for block in document.blocks:
            if block.text.strip() and not block.aside:
                self._held.setdefault(block.container, []).append(block)
        self._counts = {key: [len(block.text.split()) for block in held] for key, held in self._held.items()}
        tables: dict[str, list[Container]] = {}
        for container in document.containers:
            if container.kind == "cell" and container.parent is not None:
                tables.setdefault(container.parent, []).append(container)
        self._holders = {table.id: table.parent or "body" for table in document.containers if table.kind == "table"}
        self._cells = {cell.id: cell for cells in tables.values() for cell in cells}
        self._rows: dict[tuple[str | None, int | None], list[Container]] = {}
        for cell in self._cells.values():
            self._rows.setdefault((cell.parent, cell.row), []).append(cell)
        self.figures = frozenset(
            cell.id
            for cells in tables.values()
            if self._holds_figures(cells)
            for cell in cells
            if self._words(cell) <= LONG_CELL
        )

    @cached_property
    def counting(self) -> frozenset[str]:
        """The cells of the columns that count their rows."""
        captions = ((cell, self._held.get(cell.id, [])) for cell in self._cells.values() if cell.row == 1)
        columns = {
            (cell.parent, cell.column)
            for cell, held in captions
            if len(held) == 1 and NUMBER_CAPTION.fullmatch(held[0].text.strip())
        }
        return frozenset(c.id for c in self._cells.values() if (c.parent, c.column) in columns and c.row != 1)

    def is_value(self, block: TextBlock) -> bool:
        """Whether a block fills a cell to the right of running text in its row: what it says belongs to that text."""
        cell = self._cells.get(block.container)
        if cell is None or (self._held.get(cell.id, [None])[0] is not block and not self._is_all_short(cell)):
            return False
        left = (other for other in self._rows[cell.parent, cell.row] if (other.column or 0) < (cell.column or 0))
        if not self._is_all_short(cell) or self._is_headed(cell):
            return False
        return any(self._words(other) > LONG_CELL for other in left)

    def is_above_table(self, block: TextBlock, below: TextBlock | None) -> bool:
        """Whether the text below a block stands in a table of the block's own container: the block may head it."""
        cell = self._cells.get(below.container) if below is not None else None
        return cell is not None and cell.parent is not None and self._holders.get(cell.parent) == block.container

    def is_above_text(self, block: TextBlock) -> bool:
        """Whether the cell below the block's own, in the same column, holds running text, and no data go on below it:
        the table ends there, or short lines and text take turns in its rows."""
        cell = self._cells.get(block.container)
        if cell is None:
            return False
        row, after = (self._rows.get((cell.parent, (cell.row or 0) + step), []) for step in (1, 2))
        turns = all(self._words(other) <= SHORT_CELL for other in after)
        return turns and any(other.column == cell.column and self._words(other) > SHORT_CELL for other in row)

    def is_apart(self, block: TextBlock, below: TextBlock | None) -> bool:
        """Whether the text below a block stands in another row of the same table."""
        one, other = self._cells.get(block.container), self._cells.get(below.container if below is not None else "")
        return one is not None and other is not None and one.parent == other.parent and one.row != other.row

    def _is_headed(self, cell: Container) -> bool:
        """Whether the first of several lines in a cell is bold and the others are not: a panel with its heading."""
        first, *others = (look_of(block.runs)[0] for block in self._held.get(cell.id, []))
        return first and len(others) > 1 and not any(others)

    def _is_all_short(self, cell: Container) -> bool:
        return all(count <= SHORT_CELL for count in self._counts.get(cell.id, ()))

    def _words(self, cell: Container) -> int:
        return sum(self._counts.get(cell.id, ()))

    def _holds_figures(self, cells: list[Container]) -> bool:
        full = [cell for cell in cells if self._held.get(cell.id)]
        rows, columns = {cell.row for cell in full}, {cell.column for cell in full}
        if len(full) < 6 or len(rows) < 2 or len(columns) < 2:
            return False
        short = sum(self._words(cell) <= SHORT_CELL for cell in full)
        figures = sum(all(_FIGURE.fullmatch(block.text.strip()) for block in self._held[cell.id]) for cell in full)
        if figures >= 0.25 * len(full):
            return short >= 0.7 * len(full)
        return len(rows) > 2 and len(columns) > 2 and short >= 0.9 * len(full)
