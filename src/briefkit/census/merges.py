"""Merged cells of a Word table as the census hears them, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Merges:
    """Which columns the row above merges downwards, and where the present row has come to.

    Word does not show what is left over in a cell that continues a merged one (ECMA-376 part 1, 17.4.84); a cell that
    continues none begins a merge of its own.
    """

    style: str = ""
    column: int = 0
    above: set[int] = field(default_factory=set)
    own: set[int] = field(default_factory=set)
    spans: int = 1
    across: bool = False
    was_across: bool = False

    def begin_row(self) -> None:
        """A row begins."""
        self.column, self.was_across = 0, False
        self.own = set()

    def end_row(self) -> None:
        """A row ends."""
        self.above = self.own

    def begin_cell(self) -> None:
        """A cell begins."""
        self.spans, self.across = 1, False

    def end_cell(self) -> None:
        """A cell ends."""
        self.column += self.spans
        self.was_across = self.across

    def take(self, local: str, value: str | None) -> bool:
        """A mark of the cell or row: ``gridBefore``, ``gridSpan``, ``vMerge`` or ``hMerge``.

        Tells whether the cell continues another one.
        """
        if local == "gridBefore":
            self.column += _count(value, 0)
        elif local == "gridSpan":
            self.spans = max(1, _count(value, 1))
        elif local == "vMerge":
            self.own.add(self.column)
            return value != "restart" and self.column in self.above
        elif local == "hMerge":
            self.across = True
            return value != "restart" and self.was_across
        return False


def _count(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 5 else default
