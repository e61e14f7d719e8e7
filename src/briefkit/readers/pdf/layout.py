"""The sheets of a document as drafts of blocks in reading order, and the containers they stand in."""

from __future__ import annotations

import msgspec

from briefkit.model import Box, Container, Origin
from briefkit.readers.pdf.areas import Region, Stack
from briefkit.readers.pdf.boxes import region_page
from briefkit.readers.pdf.drafts import Draft, draft_lines, is_contents, leading_of, may_run_on
from briefkit.readers.pdf.furniture import begins_note, is_page_number
from briefkit.readers.pdf.lines import Line
from briefkit.readers.pdf.regions import arrange
from briefkit.readers.pdf.sheets import Sheet


class Place(msgspec.Struct, frozen=True):
    """Where lines are laid out: the page, the container, the usual leading by type size, the usual type size."""

    page: int
    container: str
    leading: dict[float, float]
    size: float
    height: float


class Layout(msgspec.Struct):
    """The drafts in reading order, the containers they stand in, and a count for naming more of them."""

    drafts: list[Draft] = []
    containers: list[Container] = []
    named: int = 0
    last: tuple[int, Box, str | None, str] | None = None

    def name(self, kind: str) -> str:
        """A fresh container id."""
        self.named += 1
        return f"{kind}-{self.named}"


def lay_out(sheets: list[Sheet], size: float) -> Layout:
    """All sheets as drafts in reading order. ``size`` is the usual type size in points."""
    layout = Layout([], [Container("body", "body")])
    regions = [region_page(sheet.lines, sheet.shapes, sheet.frame, size) for sheet in sheets]
    arranged = [arrange([*region.lines, *region.regions], size) for region in regions]
    leading = leading_of([lines for stacks in arranged for stack in stacks for lines in _stretches(stack)])
    for sheet, stacks in zip(sheets, arranged, strict=True):
        _furnish(layout, sheet.headers, sheet, "header")
        for stack in stacks:
            _draft_stack(layout, stack, Place(sheet.number, "body", leading, size, sheet.frame.height))
        _turn(layout, sheet)
        _note(layout, sheet)
        _furnish(layout, sheet.footers, sheet, "footer")
        _hide(layout, sheet)
    layout.drafts = _run_on(layout.drafts)
    return layout


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
    stacks = arrange([*region.lines, *region.regions], place.size)
    origin = Origin(f"page {place.page}", page=place.page, bbox=region.box)
    if region.kind.startswith("cell"):
        table = _table(layout, region, place.page, place.container)
        name = layout.name("cell")
        cell = Container(name, "cell", table, origin, region.row, region.column, region.filled)
        layout.containers.append(cell)
    else:
        name = _carried(layout, region, place)
        if not name:
            name = layout.name("box")
            layout.containers.append(Container(name, "box", place.container, origin, filled=region.filled))
        low = region.box[3] > 0.75 * place.height
        layout.last = (place.page, region.box, region.filled, name) if low else None
    own = leading_of([lines for stack in stacks for lines in _stretches(stack)])
    inner = {**place.leading, **{key: min(step, place.leading.get(key, step)) for key, step in own.items()}}
    heads = draft_lines(region.heads, place.page, name, inner)
    for draft in heads:
        draft.starts = draft.ends = False
    layout.drafts.extend(heads)
    for stack in stacks:
        _draft_stack(layout, stack, Place(place.page, name, inner, place.size, place.height))


def _carried(layout: Layout, region: Region, place: Place) -> str:
    """The container of the box at the foot of the page before, where this one at the head of the page carries it on."""
    if layout.last is None or region.box[1] > 0.25 * place.height:
        return ""
    page, box, filled, name = layout.last
    level = abs(box[0] - region.box[0]) < 4 and abs(box[2] - region.box[2]) < 4
    return name if page + 1 == place.page and filled == region.filled and level else ""


def _table(layout: Layout, region: Region, page: int, parent: str) -> str:
    name = f"table-{page}-{region.kind.split()[-1]}"
    if not any(container.id == name for container in layout.containers[-200:]):
        layout.containers.append(Container(name, "table", parent, Origin(f"page {page}", page=page)))
    return name


def _furnish(layout: Layout, lines: list[Line], sheet: Sheet, layer: str) -> None:
    if lines and not any(container.id == layer for container in layout.containers):
        layout.containers.append(Container(layer, "header" if layer == "header" else "footer"))
    for line in lines:
        draft = Draft([line], [sheet.number], layer, "header" if layer == "header" else "footer")
        draft.aside = "page-number" if is_page_number(line.text) else f"page-{layer}"
        layout.drafts.append(draft)


def _note(layout: Layout, sheet: Sheet) -> None:
    notes: list[list[Line]] = []
    for line in sheet.notes:
        if begins_note(line) or not notes:
            notes.append([])
        notes[-1].append(line)
    for lines in notes:
        name = layout.name("note")
        layout.containers.append(Container(name, "note", None, Origin(f"page {sheet.number}", page=sheet.number)))
        draft = Draft(lines, [sheet.number] * len(lines), name, "footnote")
        layout.drafts.append(draft)


def _turn(layout: Layout, sheet: Sheet) -> None:
    for line in sheet.turned:
        draft = Draft([line], [sheet.number], "body")
        draft.aside = "watermark" if line.size > 24 and len(line.text) < 60 else ""
        layout.drafts.append(draft)


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
        draft.aside = draft.aside or ("contents" if is_contents(draft.text) else "")
        before = last.get(draft.container)
        if before is not None and before.ends and draft.starts and may_run_on(before, draft):
            before.lines.extend(draft.lines)
            before.pages.extend(draft.pages)
            before.ends = draft.ends
            continue
        last[draft.container] = draft
        out.append(draft)
    return out
