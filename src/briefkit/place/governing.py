"""What governs a block: the state that its own box, its row or column, a heading bar or the text around it opened."""

from __future__ import annotations

import msgspec

from briefkit.model import Container, Document, TextBlock
from briefkit.place.headings import State

_CAPTION_WORDS = 8
_Line = tuple[str | None, int | None]


class Governing:
    """The open state of each container of a document, as the blocks are walked in reading order.

    A heading governs only the blocks of its own container. A container that opens without a heading takes over what
    was open around it, unsettled: the wording of its sentences may then decide.
    """

    def __init__(self, document: Document) -> None:
        """Nothing is open at first."""
        self.containers: dict[str, Container] = {container.id: container for container in document.containers}
        self.held: dict[str, list[TextBlock]] = {}
        for block in document.blocks:
            if block.layer != "hidden":  # what nobody sees governs nothing, and stands in no row
                self.held.setdefault(block.container, []).append(block)
        self.children: dict[str | None, list[Container]] = {}
        for container in document.containers:
            self.children.setdefault(container.parent, []).append(container)
        self.in_row: dict[_Line, list[Container]] = {}
        for container in document.containers:
            if container.kind == "cell":
                self.in_row.setdefault((container.parent, container.row), []).append(container)
        self._told_in_row: dict[_Line, list[TextBlock]] = {}
        self._governed: dict[str, frozenset[str]] = {}
        self.states: dict[str, State] = {}
        self.latest = State()
        self.columns: dict[_Line, State] = {}
        self.rows: dict[_Line, State] = {}

    def state_of(self, block: TextBlock) -> State:
        """The state that governs a block."""
        state = self.states.get(block.container)
        if state is not None:
            return state
        around = self.around(self.containers.get(block.container))
        if around is not None:
            return around
        if self.latest.section in {None, "contact", "resources", "questions", "one_thing", "about"}:
            return State()
        return msgspec.structs.replace(self.latest, settled=False, level=0, confidence=0.55, label=None)

    def around(self, container: Container | None) -> State | None:
        """What a cell takes over: from the heading cell of its row or column, else from what holds its table."""
        if container is None or container.kind != "cell":
            return None
        row, column = (container.parent, container.row), (container.parent, container.column)
        found = self.rows.get(row) or self.columns.get(column)
        if found is not None:
            return found
        table = self.containers.get(container.parent or "")
        holder = (table.parent if table is not None else None) or "body"
        state = self.states.get(holder) or self.around(self.containers.get(holder))
        if state is not None:
            return msgspec.structs.replace(state, level=0, label=None)
        return msgspec.structs.replace(self.latest, level=0, label=None, settled=False, confidence=0.5)

    def in_cell(self, block: TextBlock) -> bool:
        """Whether the block stands in a cell of a table, where a lone date or name says something of its row."""
        container = self.containers.get(block.container)
        return container is not None and container.kind == "cell"

    def keep(self, block: TextBlock, state: State) -> None:
        """Make the state govern the block's container, and what a lone heading in it governs besides."""
        self.states[block.container] = state
        self.latest = state
        container = self.containers.get(block.container)
        if container is None or not self._alone(block):
            return
        if container.kind == "cell":
            # A cell that holds nothing but a heading governs the cells beside it; a row of such cells the row below.
            self.columns[(container.parent, container.column)] = state
            if not self._heads_columns(container):
                self.rows[(container.parent, container.row)] = state
        if self._is_bar(container):
            # A box or a one-cell table that holds nothing but a heading is a heading bar over what follows it.
            self.states[self._under_bar(container)] = state

    def _heads_columns(self, cell: Container) -> bool:
        """Whether all filled cells of the row (two or more) hold nothing but one short line."""
        row = [self.held.get(other.id, []) for other in self.in_row.get((cell.parent, cell.row), ())]
        full = [blocks for blocks in row if any(block.text.strip() for block in blocks)]
        return len(full) > 1 and all(
            len(blocks) == 1 and (blocks[0].kind == "heading" or len(blocks[0].text.split()) <= _CAPTION_WORDS)
            for blocks in full
        )

    def row_of(self, cell: Container) -> list[TextBlock]:
        """The blocks in the row of a cell."""
        line = cell.parent, cell.row
        if line not in self._told_in_row:
            cells = self.in_row.get(line, ())
            self._told_in_row[line] = [block for other in cells for block in self.held.get(other.id, ())]
        return self._told_in_row[line]

    def governed(self, heading: TextBlock) -> frozenset[str]:
        """The containers whose blocks a heading governs: its own, and the one under it where it is a heading bar."""
        if heading.id not in self._governed:
            found = {heading.container}
            container = self.containers.get(heading.container)
            if container is not None and self._is_bar(container) and self._alone(heading):
                found.add(self._under_bar(container))
            self._governed[heading.id] = frozenset(found)
        return self._governed[heading.id]

    def _under_bar(self, container: Container) -> str:
        table = self.containers.get(container.parent or "") if container.kind == "cell" else container
        return (table.parent if table is not None else None) or "body"

    def _is_bar(self, container: Container) -> bool:
        if container.kind != "cell":
            return container.kind == "box"
        return len(self.children.get(container.parent, ())) == 1

    def _alone(self, block: TextBlock) -> bool:
        return all(other is block or other.kind == "heading" for other in self.held.get(block.container, ()))
