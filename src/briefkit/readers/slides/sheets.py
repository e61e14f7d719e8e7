"""Sheets of frames with places, as slides and drawings have them, put together to a document.

A reader of a format fills :class:`Sheet` and :class:`Frame`; here frames become units (a caption with the text under
it, a number with its panel), units get their order, and blocks their ids and spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefkit.model import Box, Container, Document, Figure, Kind, Layer, Origin
from briefkit.readers.markup.composer import Composer, Look, Shape
from briefkit.readers.markup.shapes import list_mark
from briefkit.readers.rectangles import in_reading_order

_CAPTION = 12
"""A caption over a text has no more words than this."""

_TOUCH = 14.0
"""A caption stands no more than so many points above its text, a number beside its panel."""

_ALONE = re.compile(r"\s*\d{1,2}\s*")
_NUMBER = re.compile(r"\s*(?:step|stage|part)?\s*(\d{1,2})(?:[.):\s]|$)", re.I)


@dataclass(slots=True)
class Paragraph:
    """A paragraph: pieces of text in one look each. ``computed`` is a bullet or number that is no text of the file."""

    pieces: list[tuple[str, Look]]
    kind: Kind = "paragraph"
    level: int = 0
    computed: str = ""
    evidence: tuple[str, ...] = ()
    before: float | None = None

    @property
    def text(self) -> str:
        """The words."""
        return "".join(text for text, _ in self.pieces)


@dataclass(slots=True)
class Frame:
    """Something with text and a place: a box, a table (``cells`` by row and column), a group of frames.

    ``name`` is what a person calls it (``text box 2``). A ``first`` frame is read before all others (the title), and
    what stands in a ``flow`` frame (the room that a layout has for running text) stands under that title.
    ``layer`` and ``aside`` are as in :class:`briefkit.model.TextBlock`; ``part`` overrides that of the sheet.
    """

    box: Box
    name: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    cells: list[tuple[int, int, list[Paragraph]]] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    first: bool = False
    flow: bool = False
    layer: Layer = "body"
    aside: str = ""
    part: str = ""
    filled: str | None = None

    @property
    def text(self) -> str:
        """The words of the frame itself."""
        inner = (paragraph for _, _, cell in self.cells for paragraph in cell)
        return "\n".join(paragraph.text for paragraph in (*self.paragraphs, *inner))


@dataclass(slots=True)
class Sheet:
    """A slide or a page. ``wheel``: something round is drawn on it. ``hidden``: it is never shown.

    ``notes`` are frames that stand on no sheet (what a speaker says).
    """

    number: int
    part: str
    width: float
    height: float
    frames: list[Frame] = field(default_factory=list)
    notes: list[Frame] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    hidden: bool = False
    wheel: bool = False


def compose(sheets: Iterable[Sheet], title: str = "", language: str = "") -> Document:
    """The document: sheet by sheet, on each first the title, then units in reading order, then what stands at its foot.

    A frame that stands wholly beside its sheet is hidden, as is all of a hidden sheet.
    """
    composer = Composer()
    count = 0
    for sheet in sheets:
        count += 1
        title = ""
        for unit in _units(sheet):
            home = _add(composer, sheet, unit, title if unit[0].first or unit[0].flow else "")
            title = home if unit[0].first else title
        for alt in sheet.pictures:
            after = composer.blocks[-1].id if composer.blocks else None
            origin = Origin(sheet.part, "picture", page=sheet.number)
            composer.figures.append(Figure(f"f{len(composer.figures) + 1:04d}", alt, origin, after))
    return Document(
        tuple(composer.blocks),
        tuple(composer.containers),
        tuple(composer.figures),
        title=title,
        language=language,
        pages=count or None,
    )


def _units(sheet: Sheet) -> list[list[Frame]]:
    """The frames of a sheet as units in reading order; a unit is what stands in one container."""
    frames = [frame for frame in sheet.frames if frame.frames or frame.text.strip()]
    first = [frame for frame in frames if frame.first and frame.layer == "body"]
    margins = [frame for frame in frames if frame.layer != "body"]
    rest = _dissolve([frame for frame in frames if not frame.first and frame.layer == "body"])
    units = [[frame] for frame in first]
    units += [list(unit) for unit in _ordered(rest, sheet)]
    heads = [[frame] for frame in margins if frame.layer == "header"]
    feet = [[frame] for frame in margins if frame.layer != "header"]
    return [*heads, *units, *feet, *([note] for note in sheet.notes if note.text.strip())]


def _ordered(frames: list[Frame], sheet: Sheet) -> Iterator[list[Frame]]:
    """Units by their place, groups in their inside; panels that are numbered follow their numbers."""
    units = _pair(frames)
    boxes = [_around(unit) for unit in units]
    placed = [units[number] for number in in_reading_order(boxes, sheet.height, wheel=sheet.wheel)]
    for unit in _by_numbers(placed):
        if len(unit) == 1 and unit[0].frames:
            yield from _ordered(_dissolve(unit[0].frames), sheet)
        else:
            yield unit


def _dissolve(frames: list[Frame]) -> list[Frame]:
    """The frames with the groups taken apart between whose frames others stand, or that hold everything."""
    kept: list[Frame] = []
    for frame in frames:
        inner = [one for one in frame.frames if one.frames or one.text.strip()]
        if not frame.frames:
            kept.append(frame)
        elif inner and (len(frames) == 1 or len(inner) == 1 or any(_mixes(frame, one) for one in frames)):
            kept.extend(_dissolve(inner))
        elif inner:
            kept.append(frame)
    return kept


def _mixes(group: Frame, other: Frame) -> bool:
    if other is group:
        return False
    box = _around([group])
    x, y = (other.box[0] + other.box[2]) / 2, (other.box[1] + other.box[3]) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]


def _around(unit: list[Frame]) -> Box:
    boxes = [_around(frame.frames) if frame.frames else frame.box for frame in unit]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _pair(frames: list[Frame]) -> list[list[Frame]]:
    """Each frame alone, but a caption with the text right under it and a lone number with the panel it stands at."""
    units = [[frame] for frame in frames]
    for upper in list(units):
        frame = upper[0]
        if len(upper) > 1 or frame.frames or frame.cells:
            continue
        if _ALONE.fullmatch(frame.text):
            partners = [unit for unit in units if unit is not upper and _is_beside(frame.box, _around(unit))]
        elif len(frame.text.split()) <= _CAPTION and all(one.kind == "paragraph" for one in frame.paragraphs):
            partners = [unit for unit in units if unit is not upper and _is_caption(frame, unit)]
        else:
            continue
        if len(partners) == 1 and not partners[0][0].frames:
            if not _ALONE.fullmatch(frame.text) and len(frame.paragraphs) == 1:
                _make_heading(frame.paragraphs[0], "caption over a text")
            partners[0].insert(0, frame)
            units.remove(upper)
    return units


def _is_beside(number: Box, panel: Box) -> bool:
    return all(number[axis] <= panel[axis + 2] + _TOUCH and panel[axis] <= number[axis + 2] + _TOUCH for axis in (0, 1))


def _is_caption(upper: Frame, unit: list[Frame]) -> bool:
    lower = unit[-1]
    headed = len(unit) > 1 and not _ALONE.fullmatch(unit[0].text)
    if lower.frames or lower.cells or headed or len(lower.text.split()) <= _CAPTION:
        return False
    box, below = upper.box, lower.box
    shared = min(box[2], below[2]) - max(box[0], below[0])
    narrower = min(box[2] - box[0], below[2] - below[0])
    if shared < 0.7 * narrower or below[2] - below[0] < 0.6 * (box[2] - box[0]):
        return False
    starts = below[1] - box[3] <= _TOUCH and box[1] <= below[1] + 0.2 * (below[3] - below[1])
    return starts and box[1] < (below[1] + below[3]) / 2 and box[3] < below[3]


def _by_numbers(units: list[list[Frame]]) -> list[list[Frame]]:
    """Panels numbered 1, 2, 3 … take their places in the order of the numbers."""
    numbered = {}
    for at, unit in enumerate(units):
        match = None if unit[0].frames else _NUMBER.match(unit[0].text)
        if match and not unit[0].cells:
            if int(match[1]) in numbered:
                return units
            numbered[int(match[1])] = at
    if len(numbered) < 3 or sorted(numbered) != list(range(1, len(numbered) + 1)):
        return units
    for at in numbered.values():
        _head(next((frame.paragraphs for frame in units[at] if not _ALONE.fullmatch(frame.text)), []))
    slots = sorted(numbered.values())
    moved = list(units)
    for slot, number in zip(slots, sorted(numbered), strict=True):
        moved[slot] = units[numbered[number]]
    return moved


def _head(paragraphs: list[Paragraph]) -> None:
    """The first line of a numbered panel is its heading, where more stands below it."""
    full = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    if len(full) > 1:
        _make_heading(full[0], "first line of a numbered panel")


def _make_heading(paragraph: Paragraph, evidence: str) -> None:
    text = paragraph.text.strip()
    short = 0 < len(text.split()) <= _CAPTION and not text.endswith((".", ",", ";"))
    if paragraph.kind == "paragraph" and short:
        paragraph.kind, paragraph.level, paragraph.evidence = "heading", 3, (evidence,)


def _add(composer: Composer, sheet: Sheet, unit: list[Frame], home: str) -> str:
    """Adds a unit, in the container ``home`` where one is given, and gives back the container that it stands in."""
    if unit[0].layer != "body" or (unit[0].cells and not home):
        home = "body"
    elif not home:
        home = f"x{len(composer.containers)}"
        origin = Origin(unit[0].part or sheet.part, unit[0].name, page=sheet.number, bbox=_around(unit))
        filled = next((frame.filled for frame in unit if frame.filled), None)
        composer.containers.append(Container(home, "box", "body", origin, filled=filled))
    for frame in unit:
        if frame.cells:
            _add_table(composer, sheet, frame, home)
        else:
            _add_paragraphs(composer, sheet, frame, frame.paragraphs, home)
    return home


def _add_table(composer: Composer, sheet: Sheet, frame: Frame, home: str) -> None:
    firsts = [paragraphs[0].text if paragraphs else "" for _, _, paragraphs in frame.cells]
    numbered = [int(match[1]) for match in map(_NUMBER.match, firsts) if match]
    if len(numbered) > 2 and numbered == list(range(1, len(numbered) + 1)):
        for (_, _, paragraphs), text in zip(frame.cells, firsts, strict=True):
            _head(paragraphs if _NUMBER.match(text) else [])
    table = composer.add_container("table", f"t{len(composer.containers)}", home)
    for row, column, paragraphs in frame.cells:
        cell = composer.add_container("cell", f"{table}r{row}c{column}", table, (row, column))
        _add_paragraphs(composer, sheet, frame, paragraphs, cell, inside=f"row {row}, column {column}, ")


def _add_paragraphs(  # noqa: PLR0913
    composer: Composer, sheet: Sheet, frame: Frame, paragraphs: list[Paragraph], home: str, *, inside: str = ""
) -> None:
    layer: Layer = "hidden" if sheet.hidden or _is_off(frame.box, sheet) else frame.layer
    for number, paragraph in enumerate(paragraphs, 1):
        mark = list_mark(paragraph.text.lstrip()) if paragraph.kind == "heading" else None
        left = mark.length + len(paragraph.text) - len(paragraph.text.lstrip()) if mark is not None else 0
        for text, look in paragraph.pieces:
            composer.put_marker(text[:left])
            composer.put(text[left:], look)
            left = max(0, left - len(text))
        shape = Shape(
            kind=paragraph.kind if layer == "body" else "paragraph",
            level=paragraph.level if layer == "body" else 0,
            computed=paragraph.computed if layer == "body" else "",
            container=home,
            layer=layer,
            evidence=paragraph.evidence if layer == "body" else (),
            aside=frame.aside,
            before=paragraph.before,
        )
        path = f"{frame.name}, {inside}paragraph {number}"
        composer.end(shape, Origin(frame.part or sheet.part, path, page=sheet.number, bbox=frame.box))


def _is_off(box: Box, sheet: Sheet) -> bool:
    """Whether a frame stands wholly beside the sheet, where nobody sees it."""
    return box[2] <= 0 or box[3] <= 0 or box[0] >= sheet.width or box[1] >= sheet.height
