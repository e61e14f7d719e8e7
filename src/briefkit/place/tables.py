"""Data tables: what the headings of the columns and the first cell of a row say about the cells they govern.

Layout tables need none of this: their cells hold headings of their own. A table counts as a data table where its first
row holds nothing but short captions and at least one row of text stands below.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from briefkit.lexicon import Lexicon, Meaning
from briefkit.model import Container, Document, Run, Span, TextBlock
from briefkit.place.confirming import confirm
from briefkit.place.governing import Governing
from briefkit.place.headings import State
from briefkit.place.owners import BETWEEN, add, name
from briefkit.place.tray import Tray
from briefkit.place.weighing import LIKELY, SUREST, under, weigh
from briefkit.place.weighing import below as heads
from briefkit.place.wording import wording
from briefkit.tidy.grids import NUMBER_CAPTION, Grids

_CAPTION_WORDS, _THEME_WORDS = 9, 12
_THEME_CAPTION = re.compile(
    r"(?i)^(?:key )?(?:themes?|areas?|topics?|issues?|subjects?|headings?|domains?|no\.?|#|\d*)$"
)
_RECORD_CAPTION = re.compile(
    r"(?i)\b(?:who|whom|owners?|leads?|led by|responsib\w+|agenc(?:y|ies)|when|by when|date|deadline|timescales?"
    r"|due|status|progress|rag|outcome|evidence|completed?)\b"
)
_NUMBER = re.compile(r"[A-Za-z]{0,3}\s?\d{1,3}(?:\.\d{1,3})*[.)]?")

_TOLD = frozenset({"background", "findings", "good_practice"})
"""What rows with people and dates may tell; advice in them is an action."""
_ACTIONS = 0.7
"""How sure it is that rows with people and dates are actions, before a word of them is read."""


class Column(msgspec.Struct, frozen=True):
    """What the cells of a column say of the action in their row, and its caption."""

    role: Literal["number", "owner", "deadline"]
    caption: str


class TableShape(msgspec.Struct, frozen=True):
    """A data table: the meaning of each column (1-based), the column that holds the theme of a row, and its captions.

    ``records`` says that each row is one record (an action with its owner and date) and reads as one item.
    ``stated`` are the columns that say the number, the owner or the deadline of what the row asks for, ``reasons``
    those with the reasons of the recommendation to their left; ``paired``: what stands in one row belongs together.
    ``told`` is what records tell, where they are no actions: a table of dates tells a story as well.
    """

    columns: dict[int, Meaning | None]
    captions: frozenset[str]
    theme_column: int | None = None
    records: bool = False
    stated: dict[int, Column] = {}
    reasons: dict[int, str] = {}
    paired: bool = False
    told: Meaning | None = None

    @property
    def asks(self) -> bool:
        """Whether a column holds recommendations."""
        return any(meaning is not None and meaning.section == "recommendations" for meaning in self.columns.values())


def shapes_of(document: Document, figures: frozenset[str], lexicon: Lexicon) -> dict[str, TableShape]:
    """The data tables of a document by container id; ``figures`` are the cells of tables of figures."""
    held: dict[str, list[TextBlock]] = {}
    for block in document.blocks:
        if block.text.strip() and not block.aside and block.layer != "hidden":
            held.setdefault(block.container, []).append(block)
    tables: dict[str, list[Container]] = {table.id: [] for table in document.containers if table.kind == "table"}
    for container in document.containers:
        if container.parent in tables:
            tables[container.parent].append(container)
    shapes = {}
    for table, cells in tables.items():
        shape = _shape(cells, held, lexicon)
        if shape is None and figures.issuperset(cell.id for cell in cells if held.get(cell.id)):
            # Without captions that say more, each row of figures (its captions too) reads as one item.
            shape = TableShape({}, frozenset(), records=True)
        if shape is not None:
            shapes[table] = shape
    return shapes


def _shape(cells: list[Container], held: dict[str, list[TextBlock]], lexicon: Lexicon) -> TableShape | None:
    head = [cell for cell in cells if cell.row == 1]
    below = [cell for cell in cells if (cell.row or 1) > 1 and held.get(cell.id)]
    captions = {cell.column or 1: _caption(held.get(cell.id, [])) for cell in head}
    if (
        _heads_again(below, held)
        or len(head) < 2
        or len(below) < 2
        or not all(caption is not None for caption in captions.values())
    ):
        return None
    named = {
        column: _meaning(caption or "", [cell for cell in below if cell.column == column], held, lexicon)
        for column, caption in captions.items()
    }
    records = sum(bool(_RECORD_CAPTION.search(caption or "")) for caption in captions.values())
    if records == 0 and not any(named.values()):
        return None
    is_record = records > 0 and records >= len(head) / 2
    return TableShape(
        named,
        frozenset(cell.id for cell in head),
        None if records else _theme_column(captions, below, held),
        is_record,
        _stated(captions, below, held, lexicon),
        _reasons(captions, named, lexicon),
        len({cell.row for cell in below}) > 1,
        _told(named, below, held, lexicon) if is_record else None,
    )


def _told(
    named: dict[int, Meaning | None], below: list[Container], held: dict[str, list[TextBlock]], lexicon: Lexicon
) -> Meaning | None:
    """What the records of a table tell: what a column says, else what most of their words do; ``None``: actions."""
    said = [meaning for meaning in named.values() if meaning is not None]
    if said:
        return said[0] if said[0].section in _TOLD else None
    actions = under(State("recommendations", confidence=_ACTIONS, settled=True), early=False)
    told = weigh([block.text for cell in below for block in held[cell.id]], actions, lexicon)
    return told if told is not None and told.section in _TOLD and told.confidence >= LIKELY else None


def _reasons(captions: dict[int, str | None], named: dict[int, Meaning | None], lexicon: Lexicon) -> dict[int, str]:
    asked = [
        column for column, meaning in named.items() if meaning is not None and meaning.section == "recommendations"
    ]
    return {
        column: (caption or "").strip(" :?")
        for column, caption in captions.items()
        if asked and column > min(asked) and lexicon.completes(caption or "")
    }


def _stated(
    captions: dict[int, str | None], below: list[Container], held: dict[str, list[TextBlock]], lexicon: Lexicon
) -> dict[int, Column]:
    stated: dict[int, Column] = {}
    for column, caption in captions.items():
        cells = [" ".join(block.text for block in held[cell.id]).strip() for cell in below if cell.column == column]
        role = lexicon.caption(caption or "")
        if role is not None:
            stated[column] = Column(role, (caption or "").strip(" :?"))
        elif NUMBER_CAPTION.fullmatch(caption or "") and cells and all(map(_NUMBER.fullmatch, cells)):
            stated[column] = Column("number", "")
    return stated if len(stated) < len(captions) else {}


def _heads_again(below: list[Container], held: dict[str, list[TextBlock]]) -> bool:
    """Whether a later row holds nothing but headings: a layout table in which headings and text take turns."""
    rows: dict[int | None, list[TextBlock]] = {}
    for cell in below:
        rows.setdefault(cell.row, []).extend(held[cell.id])
    return any(len(blocks) > 1 and all(block.kind == "heading" for block in blocks) for blocks in rows.values())


def _caption(blocks: list[TextBlock]) -> str | None:
    """The caption in a cell of the first row: empty, or one short line that is no sentence; else ``None``."""
    if not blocks:
        return ""
    text = blocks[0].text.strip()
    short = len(blocks) == 1 and len(text.split()) <= _CAPTION_WORDS and not re.search(r"[.,;]$", text)
    return text if short or NUMBER_CAPTION.fullmatch(text) else None


def _meaning(
    caption: str, below: list[Container], held: dict[str, list[TextBlock]], lexicon: Lexicon
) -> Meaning | None:
    short = all(_is_theme(block.text) for cell in below for block in held[cell.id])
    meaning = None if _THEME_CAPTION.match(caption) and (short or not caption) else _named(caption, lexicon)
    if meaning is None and caption and not short:
        return _by_wording(caption, [block.text for cell in below for block in held[cell.id]], lexicon)
    if meaning is None or meaning.section == "metadata":
        return None
    return confirm(meaning, caption, lambda: [block.text for cell in below for block in held[cell.id]], False, lexicon)


def _by_wording(caption: str, texts: list[str], lexicon: Lexicon) -> Meaning | None:
    """What a caption that no rule knows heads, by its words and those below it; ``None`` where that is not plain."""
    told = weigh(texts, heads(caption, under(State(), early=False), lexicon), lexicon)
    if told is None or told.confidence < SUREST:
        return None
    return msgspec.structs.replace(told, why=f"‘{caption}’ and {told.why} below it")


def _named(caption: str, lexicon: Lexicon) -> Meaning | None:
    return lexicon.heading(caption) or (lexicon.label(caption) if caption else None)


def _is_theme(text: str) -> bool:
    """Whether the words of a cell are a theme and no sentence."""
    return len(text.split()) <= _THEME_WORDS and not re.search(r"[.!?]$", text.strip())


def _theme_column(
    captions: dict[int, str | None], below: list[Container], held: dict[str, list[TextBlock]]
) -> int | None:
    first = [cell for cell in below if cell.column == 1]
    short = all(len(held[cell.id]) == 1 for cell in first) and (
        sum(_is_theme(held[cell.id][0].text) for cell in first) > 0.5 * len(first)
        and all(len(held[cell.id][0].text.split()) <= _THEME_WORDS for cell in first)
    )
    named = _THEME_CAPTION.match(captions.get(1) or "")
    return 1 if first and short and (named or len(captions) > 2) else None


class TableSorter:
    """Sorts what stands in data tables: captions, themes of rows, records, and cells that a column governs."""

    def __init__(
        self, document: Document, lexicon: Lexicon, governing: Governing, tray: Tray, front: frozenset[str]
    ) -> None:
        """The tables of ``document``; what is decided goes to ``governing`` and ``tray``.

        ``front`` are the ids of the blocks that are title matter: they are no part of the row that they stand in.
        """
        self.front = front
        grids = Grids(document)
        self.shapes = shapes_of(document, grids.figures, lexicon)
        self.counting = grids.counting
        self.governing = governing
        self.tray = tray
        self.themes: dict[tuple[str | None, int | None], str] = {}
        self.stated: list[tuple[TextBlock, Container, Column]] = []

    def takes(self, block: TextBlock) -> bool:
        """Whether the block is a caption, a theme or part of a record and is done with; a plain cell is only opened."""
        cell = self.governing.containers.get(block.container)
        shape = self.shapes.get(cell.parent or "") if cell is not None and cell.kind == "cell" else None
        if cell is None or shape is None:
            if block.container in self.counting:
                self.tray.lay_aside(block.runs, "panel-number")
            return block.container in self.counting
        if cell.id in shape.captions:
            self.tray.absorb(block.runs, "caption")
        elif self._stands_apart(cell, shape):
            self.stated.append((block, cell, shape.stated[cell.column or 0]))
        elif shape.records:
            self._place_record(block, cell)
        elif cell.column == shape.theme_column:
            self.tray.absorb(block.runs, "theme")
            self.themes[cell.parent, cell.row] = wording(block.runs).rstrip(" :")
        elif self._spans_its_row(block, cell):
            self.tray.absorb(block.runs, "theme")
            self._theme_rows_below(cell, wording(block.runs).rstrip(" :"))
        else:
            self._open_column(cell, shape)
            return False
        return True

    def _spans_its_row(self, block: TextBlock, cell: Container) -> bool:
        """Whether the block is all that stands in its row, a short line: a theme over the rows below."""
        row, text = self.governing.row_of(cell), block.text.strip()
        alone = len(row) == 1 and row[0] is block
        return alone and len(text.split()) <= _THEME_WORDS and not re.search(r"[.;?!]$", text)

    def _theme_rows_below(self, cell: Container, theme: str) -> None:
        last = max((sibling.row or 0 for sibling in self.governing.children.get(cell.parent, ())), default=0)
        for row in range((cell.row or 0) + 1, last + 1):
            self.themes[cell.parent, row] = theme

    def _open_column(self, cell: Container, shape: TableShape) -> None:
        """What governs a cell of a data table: the meaning of its column, and the theme of its row."""
        if cell.id in self.governing.states:
            return
        meaning = shape.columns.get(cell.column or 0)
        state = self.governing.around(cell) or State()
        if meaning is not None and meaning.section != "metadata":
            state = State(meaning.section, f"column {meaning.why}", meaning.confidence, 0, True)
        theme = self.themes.get((cell.parent, cell.row))
        reasons = shape.reasons.get(cell.column or 0)
        if reasons is not None:
            state = State("recommendations", f"column ‘{reasons}’", 0.9, 0, True, label=reasons, completes=True)
        row = f"{cell.parent} {cell.row}" if shape.paired else ""
        kept = msgspec.structs.replace(state, theme=theme, unit=row, part=cell.column or 0)
        self.governing.states[cell.id] = kept

    def _place_record(self, block: TextBlock, cell: Container) -> None:
        """The row of a record table (an action, its owner, its date) as one item, at the first of its blocks."""
        told = (other for other in self.governing.row_of(cell) if self._is_told(other) and not self._counts(other))
        if next(told, None) is not block:
            return
        row = [block, *told]
        state = self._state_of_record(cell)
        runs: list[Run] = []
        for other in row:
            runs.extend((Run(BETWEEN, Span(other.id, 0, 0)),) if runs else ())
            runs.extend(other.runs)
        self.tray.place(block, tuple(runs), state)
        for other in row:
            column = self._column(other)
            if column is not None and column.role != "number" and state.section == "recommendations":
                entry = self.tray.placed[-1]
                item = name(entry.item, column.role, other.runs, column.caption)
                self.tray.placed[-1] = msgspec.structs.replace(entry, item=item)

    def _state_of_record(self, cell: Container) -> State:
        outer = self.governing.around(cell) or State()
        if outer.section is not None:
            return outer
        told = self.shapes[cell.parent or ""].told
        if told is not None and told.section != "metadata":
            return State(told.section, f"table: {told.why}", told.confidence, 0, True)
        return State("recommendations", "table of actions", _ACTIONS, 0, True)

    def _stands_apart(self, cell: Container, shape: TableShape) -> bool:
        """Whether a cell tells something of another item of its row: a number, or who and when outside a record."""
        column = shape.stated.get(cell.column or 0)
        return column is not None and (column.role == "number" or (shape.asks and not shape.records))

    def _column(self, block: TextBlock) -> Column | None:
        """What the column of a cell says of the action in its row."""
        cell = self.governing.containers[block.container]
        return self.shapes[cell.parent or ""].stated.get(cell.column or 0)

    def _counts(self, block: TextBlock) -> bool:
        column = self._column(block)
        return column is not None and column.role == "number"

    def complete(self) -> None:
        """Gives the first item of each row its number, its owner and its deadline; a row of nothing else is an item."""
        rows: dict[str, tuple[str | None, int | None]] = {}
        for cell in {(cell.parent, cell.row): cell for _, cell, _ in self.stated}.values():
            rows.update((other.id, (cell.parent, cell.row)) for other in self.governing.row_of(cell))
        first: dict[tuple[str | None, int | None], int] = {}
        for at, entry in enumerate(self.tray.placed):
            row = rows.get(entry.item.spans[0].block) if entry.item.spans else None
            if row is not None:
                first.setdefault(row, at)
        for block, cell, column in self.stated:
            place = first.get((cell.parent, cell.row))
            if column.role == "number":
                self._number(block, place)
            elif place is None:
                self.tray.place(block, block.runs, self._state_of_record(cell))
            else:
                self.tray.placed[place] = add(self.tray.placed[place], column.role, block.runs, column.caption)

    def _number(self, block: TextBlock, place: int | None) -> None:
        if place is None:
            self.tray.lay_aside(block.runs, "panel-number")
            return
        entry = self.tray.placed[place]
        item = msgspec.structs.replace(entry.item, number=wording(block.runs), kind="numbered")
        self.tray.placed[place] = msgspec.structs.replace(entry, item=item)
        self.tray.absorb(block.runs, "number")

    def _is_told(self, block: TextBlock) -> bool:
        """Whether a block comes to the table at all: not set aside, hidden, decoration or title matter."""
        seen = not block.aside and block.layer != "hidden" and block.id not in self.front
        return seen and re.search(r"\w", block.text) is not None
