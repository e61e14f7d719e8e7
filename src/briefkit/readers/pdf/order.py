"""The sheets of a document as drafts of blocks in reading order, and the containers they stand in."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from briefkit.model import Box, Container, Origin
from briefkit.readers.pdf.layout.areas import Region, Stack
from briefkit.readers.pdf.layout.boxes import region_page
from briefkit.readers.pdf.layout.regions import arrange
from briefkit.readers.pdf.layout.tables import alike_columns, columns_of, tables_in
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.sheets import Sheet
from briefkit.readers.pdf.text.contents import join_page_numbers
from briefkit.readers.pdf.text.depths import deepen
from briefkit.readers.pdf.text.drafts import TERMINAL, Draft, draft_lines, is_contents, leading_of, may_run_on
from briefkit.readers.pdf.text.furniture import is_page_number
from briefkit.readers.pdf.text.labels import labels_in, settle
from briefkit.readers.pdf.text.marks import join_markers
from briefkit.readers.pdf.text.notes import mark_of, notes_in

_LOW, _HIGH = 0.75, 0.25
"""Shares of a page's height: what ends below the first may go on in what begins above the second on the next page."""


class Place(msgspec.Struct, frozen=True):
    """Where lines are laid out: the page, the container, the usual leading by type size, the usual type size."""

    page: int
    container: str
    leading: dict[float, float]
    size: float
    height: float


class Carried(msgspec.Struct, frozen=True):
    """A table at the foot of a page or column: the edges of its columns, its container, its rows so far, its head.

    ``cells`` are the containers of its last row by column.
    """

    page: int
    edges: list[float]
    name: str
    rows: int
    head: str
    cells: dict[int, str]


class Layout(msgspec.Struct):
    """The drafts in reading order, the containers they stand in, and a count for naming more of them."""

    drafts: list[Draft] = []
    containers: list[Container] = []
    named: int = 0
    last: tuple[int, Box, str | None, str] | None = None
    note: Draft | None = None
    table: Carried | None = None

    def name(self, kind: str) -> str:
        """A fresh container id."""
        self.named += 1
        return f"{kind}-{self.named}"


def lay_out(sheets: list[Sheet], size: float) -> Layout:
    """All sheets as drafts in reading order. ``size`` is the usual type size in points."""
    layout = Layout([], [Container("body", "body")])
    regions = _regions(sheets, size)
    arranged = [arrange([*region.lines, *region.regions], size) for region in regions]
    leading = leading_of([lines for stacks in arranged for stack in stacks for lines in _stretches(stack)])
    for sheet, stacks in zip(sheets, arranged, strict=True):
        _furnish(layout, sheet.headers, sheet, "header")
        start = len(layout.drafts)
        for stack in stacks:
            _draft_stack(layout, stack, Place(sheet.number, "body", leading, size, sheet.frame.height))
        _turn(layout, sheet, start)
        _note(layout, sheet)
        _furnish(layout, sheet.footers, sheet, "footer")
        _hide(layout, sheet)
    layout.drafts = _run_on(layout.drafts)
    deepen(layout.drafts)
    return layout


def _regions(sheets: list[Sheet], size: float) -> list[Region]:
    """The areas of each page; a page knows of the table at the foot of the one before."""
    regions: list[Region] = []
    carried: list[float] | None = None
    for sheet in sheets:
        region = region_page(join_markers(join_page_numbers(sheet.lines)), sheet.shapes, sheet.frame, size, carried)
        regions.append(region)
        last = max(tables_in(region), key=lambda table: table.box[3], default=None)
        carried = columns_of(last) if last is not None and last.box[3] > _LOW * sheet.frame.height else None
    return regions


def _stretches(stack: Stack) -> list[list[Line]]:
    """The lines of a stack between its boxes."""
    out: list[list[Line]] = [[]]
    for item in stack:
        if isinstance(item, Region):
            out.append([])
        else:
            out[-1].append(item)
    return [lines for lines in out if lines]


def _draft_stack(layout: Layout, stack: Stack, place: Place) -> None:
    lines: list[Line] = []
    for item in stack:
        if isinstance(item, Line):
            lines.append(item)
            continue
        layout.drafts.extend(draft_lines(lines, place.page, place.container, place.leading))
        lines = []
        _draft_region(layout, item, place)
    layout.drafts.extend(draft_lines(lines, place.page, place.container, place.leading))


def _draft_region(layout: Layout, region: Region, place: Place) -> None:
    if region.kind == "table":
        _draft_table(layout, region, place)
        return
    name = _carried(layout, region, place)
    if not name:
        name = layout.name("box")
        origin = Origin(f"page {place.page}", page=place.page, bbox=region.box)
        layout.containers.append(Container(name, "box", place.container, origin, filled=region.filled))
    low = region.box[3] > _LOW * place.height
    layout.last = (place.page, region.box, region.filled, name) if low else None
    _draft_inside(layout, region, name, place)


def _draft_inside(layout: Layout, region: Region, name: str, place: Place) -> None:
    """What stands in a box or cell whose container is ``name``."""
    stacks = arrange([*region.lines, *region.regions], place.size)
    _fence_in(stacks, region.box)
    own = leading_of([lines for stack in stacks for lines in _stretches(stack)])
    inner = {**place.leading, **{key: min(step, place.leading.get(key, step)) for key, step in own.items()}}
    heads = draft_lines(region.heads, place.page, name, inner)
    for draft in heads:
        draft.starts = draft.ends = False
    layout.drafts.extend(heads)
    for stack in stacks:
        _draft_stack(layout, stack, Place(place.page, name, inner, place.size, place.height))


def _fence_in(stacks: list[Stack], box: Box) -> None:
    """Let the last column of a box or cell end at its right edge, less the room that it has at its left."""
    columns = [[line for line in stack if isinstance(line, Line)] for stack in stacks]
    lines = [line for column in columns for line in column]
    if not lines:
        return
    edge = box[2] - max(min(line.x0 for line in lines) - box[0], 0.0)
    begins = max(line.x0 for line in lines)
    for column in columns:
        reach = max((line.x1 for line in column), default=0.0)
        if reach > begins:
            for line in column:
                line.fence = max(line.fence, edge)


def _carried(layout: Layout, region: Region, place: Place) -> str:
    """The container of the box at the foot of the page before, where this one at the head of the page carries it on."""
    if layout.last is None or region.box[1] > _HIGH * place.height:
        return ""
    page, box, filled, name = layout.last
    level = abs(box[0] - region.box[0]) < 4 and abs(box[2] - region.box[2]) < 4
    return name if page + 1 == place.page and filled == region.filled and level else ""


def _draft_table(layout: Layout, table: Region, place: Place) -> None:
    """The cells of a table row by row; one that carries on the table of the column before goes on counting its rows.

    The head that is printed once more above them is set aside as ``repeated``. A row that was broken between the pages
    goes on in the cells that it has.
    """
    edges, head = columns_of(table), _head_of(table)
    before = layout.table if table.box[1] < _HIGH * place.height else None
    if before is not None and not _carries_on(before, edges, place):
        before = None
    name = before.name if before is not None else _new_table(layout, table, place)
    again = before is not None and before.head == head
    begun = before.cells if before is not None and _is_broken(layout, table, 1 + again, before) else {}
    rows = (before.rows if before is not None else 0) - again - bool(begun)
    homes: dict[int, dict[int, str]] = defaultdict(dict)
    for cell in table.regions:
        repeats = again and cell.row == 1
        row = 1 if repeats else cell.row + rows
        home = begun.get(cell.column) if cell.row == 1 + again else None
        homes[row][cell.column] = home = home or _new_cell(layout, cell, name, row, place)
        first = len(layout.drafts)
        _draft_inside(layout, cell, home, place)
        if repeats:
            for draft in layout.drafts[first:]:
                draft.aside = draft.aside or "repeated"
    count = rows + max(cell.row for cell in table.regions)
    head = before.head if before is not None else head
    last = homes[count] if count != rows + 1 + again else {**begun, **homes[count]}
    low = table.box[3] > _LOW * place.height
    layout.table = Carried(place.page, edges, name, count, head, last) if low else None


def _new_table(layout: Layout, table: Region, place: Place) -> str:
    """The name of a fresh container for a table."""
    name = layout.name("table")
    origin = Origin(f"page {place.page}", page=place.page, bbox=table.box)
    layout.containers.append(Container(name, "table", place.container, origin))
    return name


def _new_cell(layout: Layout, cell: Region, table: str, row: int, place: Place) -> str:
    """The name of a fresh container for a cell."""
    name = layout.name("cell")
    origin = Origin(f"page {place.page}", page=place.page, bbox=cell.box)
    layout.containers.append(Container(name, "cell", table, origin, row, cell.column, cell.filled))
    return name


def _is_broken(layout: Layout, table: Region, first: int, before: Carried) -> bool:
    """Whether the row ``first`` of a table that carries on another is the rest of the last row of that.

    Some cell of it goes on in the middle of a sentence, or its first cell is empty while that of the last row was not.
    """
    here = {cell.column: cell for cell in table.regions if cell.row == first and cell.lines}
    if not here or not all(column in before.cells for column in here):
        return False
    for column, cell in here.items():
        text = min(cell.lines, key=lambda line: (line.top, line.x0)).text
        said = next((d.text for d in reversed(layout.drafts) if d.container == before.cells[column]), "")
        if text[:1].islower() and said and not TERMINAL.search(said.rstrip()):
            return True
    base = max(cell.box[3] for cell in here.values())
    empty = any(abs(box[3] - base) < 3 and abs(box[0] - table.box[0]) < 3 for box in table.parts)
    return empty and 1 not in here and 1 in before.cells


def _head_of(table: Region) -> str:
    """The words of the first row."""
    return " | ".join(" ".join(line.text for line in cell.lines) for cell in table.regions if cell.row == 1)


def _carries_on(before: Carried, edges: list[float], place: Place) -> bool:
    """Whether a table at the head of a page or column has the columns of the one at the foot of that before."""
    here = [edge - edges[0] for edge in edges]
    there = [edge - before.edges[0] for edge in before.edges]
    if before.page == place.page:
        return edges[0] > before.edges[-1] - 3 and alike_columns(there, here)
    return before.page + 1 == place.page and alike_columns(there, here)


def _furnish(layout: Layout, lines: list[Line], sheet: Sheet, layer: str) -> None:
    if lines and not any(container.id == layer for container in layout.containers):
        layout.containers.append(Container(layer, "header" if layer == "header" else "footer"))
    for line in lines:
        draft = Draft([line], [sheet.number], layer, "header" if layer == "header" else "footer")
        draft.aside = "page-number" if is_page_number(line.text) else f"page-{layer}"
        layout.drafts.append(draft)


def _note(layout: Layout, sheet: Sheet) -> None:
    for number, lines in enumerate(notes_in(sheet)):
        before = layout.note
        if not number and not mark_of(lines[0]) and before is not None:
            before.lines.extend(lines)
            before.pages.extend([sheet.number] * len(lines))
            continue
        name = layout.name("note")
        layout.containers.append(Container(name, "note", None, Origin(f"page {sheet.number}", page=sheet.number)))
        layout.note = Draft(lines, [sheet.number] * len(lines), name, "footnote")
        layout.drafts.append(layout.note)


def _turn(layout: Layout, sheet: Sheet, start: int) -> None:
    for lines in labels_in(sheet.turned):
        draft = Draft(lines, [sheet.number] * len(lines), "body")
        large = lines[0].size > 24 or not lines[0].look.turned
        draft.aside = "watermark" if large and len(draft.text) < 60 else ""
        settle(layout.drafts, start, draft, sheet.shapes)


def _hide(layout: Layout, sheet: Sheet) -> None:
    for line in (*sheet.hidden, *sheet.doubled):
        layout.drafts.append(Draft([line], [sheet.number], "body", "hidden"))


def _run_on(drafts: list[Draft]) -> list[Draft]:
    """Join what runs on in the next column or page of the same flow; what stood between keeps its place after it."""
    out: list[Draft] = []
    last: dict[str, Draft] = {}
    for draft in drafts:
        if draft.layer != "body" or draft.lines[0].look.turned:
            out.append(draft)
            continue
        if not draft.aside and draft.lines[-1].text[-1:].isdigit() and is_contents(draft.text):
            draft.aside = "contents"
        before = last.get(draft.container)
        if before is not None and before.ends and draft.starts and may_run_on(before, draft):
            before.lines.extend(draft.lines)
            before.pages.extend(draft.pages)
            before.ends = draft.ends
            continue
        last[draft.container] = draft
        out.append(draft)
    return out
