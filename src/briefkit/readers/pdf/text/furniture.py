"""Running heads and feet, page numbers and watermarks: what stands at the edges of the pages or behind their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from briefkit.markings import strength
from briefkit.readers.pdf.page.lines import Line, same_row
from briefkit.readers.pdf.page.shapes import lightness
from briefkit.readers.pdf.sheets import Sheet
from briefkit.readers.pdf.text.notes import is_marked_note

_BARE_NUMBER = re.compile(
    r"(?i)^[-–|\s]*(?:page|p\.?)?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?[-–|\s]*$|^\W*[ivxl]{1,6}\W*$"
)
_PAGE_NUMBER = re.compile(rf"{_BARE_NUMBER.pattern}|^(?:\d{{1,2}}|[A-Za-z])\s?[-–]\s?\d{{1,3}}$")
_PAGE_OF = re.compile(r"(?i)\bpage\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?$|\b\d{1,3}\s*\|\s*page\b|\bp\s*a\s*g\s*e\b")
_TITLE_LIKE = re.compile(r"(?i)(?!.*(?:www|©|\bpublished\b|\bcontact\b))[^\d@.?!;]{6,70}")
"""What may stand in the margin of a single page and tells nothing that one would miss: no date, address or sentence."""
_NUMBERS = re.compile(r"\d+|\b[ivxl]+\b")
_HEAD, _FOOT, _WIDER = 0.12, 0.88, 0.06
"""Shares of the height: the zones of heads and feet, and by how much those of page numbers are wider."""
_NEAR = 0.25
"""The share of the page in which the rows of an edge and the next one are found on most pages."""
_LONGEST = 100
_PALE, _WHITE = 0.7, 0.97


class _Edge(msgspec.Struct):
    """The head or the foot of one page: its rows from the edge inwards, and how far each is from the next row."""

    sheet: Sheet
    rows: list[list[Line]]
    gaps: list[float]


def part_furniture(sheets: list[Sheet], size: float) -> None:
    """Move running heads and feet, page numbers and watermarks of each sheet out of its lines.

    ``size`` is the usual type size in points.
    """
    _part_watermarks(sheets, size)
    _part_sides(sheets)
    known = _titles(sheets)
    for top in (True, False):
        edges = [_edge(sheet, size, top) for sheet in sheets]
        clear = {(_key(row[0]), _slot(row, top)) for edge in edges for row in _outer_rows(edge, size)}
        counts = Counter(key for edge in edges for key in {_key(line) for row in edge.rows for line in row})
        slots = Counter(slot for edge in edges for slot in {_slot(row, top) for row in _outer_rows(edge, size)})
        for edge in edges:
            kept = edge.sheet.headers if top else edge.sheet.footers
            taken = _furniture(edge, _Signs(counts, slots, clear, known, len(sheets), size, top))
            if taken:
                done = {id(line) for line in taken}
                kept.extend(sorted(taken, key=lambda line: (round(line.base / 4), line.x0)))
                edge.sheet.lines = [line for line in edge.sheet.lines if id(line) not in done]


class _Signs(msgspec.Struct, frozen=True):
    """What the whole document tells of one of its edges: how often words and places repeat, what its titles are.

    ``clear`` are the words and places of what stands clear of the text on some page.
    """

    counts: Counter[str]
    slots: Counter[tuple[object, ...]]
    clear: set[tuple[str, tuple[object, ...]]]
    titles: dict[str, float]
    pages: int
    size: float
    top: bool


def _key(line: Line) -> str:
    return _key_of(line.text)


@lru_cache(maxsize=4096)
def _key_of(text: str) -> str:
    return _NUMBERS.sub("#", text.casefold()).strip()


def _titles(sheets: list[Sheet]) -> dict[str, float]:
    """The lines of the document as plain words, with the largest size in which each is printed."""
    found: dict[str, float] = {}
    for sheet in sheets:
        for line in sheet.lines:
            text = line.text
            if len(text) < _LONGEST:
                key = text.casefold()
                look = line.look
                size = (look.size or line.size) + 0.1 * look.bold
                if size > found.get(key, 0.0):
                    found[key] = size
    return found


def _edge(sheet: Sheet, size: float, top: bool) -> _Edge:
    """The rows within the head or foot zone, the outermost first, as far as nothing larger stands outside them."""
    height = sheet.frame.height
    rows: list[list[Line]] = []
    for line in _inwards(sheet, top):
        if rows and any(same_row(line, other) for other in rows[-1][:3]):
            rows[-1].append(line)
            continue
        if not _is_placed(line, height, top):
            # One row more, to know how far the last of the zone is from the text.
            rows.append([line])
            break
        rows.append([line])
    gaps = [_gap(one, other, top) for one, other in pairwise(rows)]
    inside = [row for row in rows if all(_in_zone(line, height, size, top) for line in row)]
    count = next((n for n, row in enumerate(rows) if row not in inside), len(rows))
    return _Edge(sheet, rows[:count], [*gaps, height][:count])


def _inwards(sheet: Sheet, top: bool) -> Iterator[Line]:
    """The lines by their middles from the edge of the page inwards; the far ones are put in order when asked for."""
    cut = 2 * (_NEAR if top else 1 - _NEAR) * sheet.frame.height
    for near in (True, False):
        lines = [line for line in sheet.lines if ((line.top + line.base < cut) == top) == near]
        yield from sorted(lines, key=_twice_the_middle, reverse=not top)


def _twice_the_middle(line: Line) -> float:
    return line.top + line.base


def _is_placed(line: Line, height: float, top: bool) -> bool:
    """Whether a line stands in the zone; that of page numbers is wider."""
    return _is_in(0.0, line, height, top) or (_is_in(_WIDER, line, height, top) and is_page_number(line.text))


def _is_in(wider: float, line: Line, height: float, top: bool) -> bool:
    """Whether a line stands in the zone at that edge of the page, or in one that is so much wider."""
    return line.base < (_HEAD + wider) * height if top else line.top > (_FOOT - wider) * height


def _is_usual(line: Line, size: float) -> bool:
    """Whether a line is about as large as the text, or smaller."""
    return line.size < 1.16 * size + 0.5


def _in_zone(line: Line, height: float, size: float, top: bool) -> bool:
    if not _is_placed(line, height, top):
        return False
    return _is_usual(line, size) or (line.size < 1.6 * size and is_page_number(line.text))


def _gap(outer: list[Line], inner: list[Line], top: bool) -> float:
    if top:
        return min(line.top for line in inner) - max(line.base for line in outer)
    return min(line.top for line in outer) - max(line.base for line in inner)


def _outer_rows(edge: _Edge, size: float) -> list[list[Line]]:
    """The outermost row, and the next ones up to the first gap that parts them from the text; none without a gap."""
    for number, gap in enumerate(edge.gaps[:3]):
        if gap > size:
            return edge.rows[: number + 1]
    return []


def _slot(row: list[Line], top: bool) -> tuple[object, ...]:
    """Where a row stands and how it looks, alike on all pages that have the same running head."""
    first = row[0]
    return (round((first.base if top else first.top) / 2), round(first.size * 2), first.look.font, first.look.colour)


def _furniture(edge: _Edge, signs: _Signs) -> list[Line]:
    """The lines from the edge inwards, as long as they repeat over the pages, are page numbers or stand beside such."""
    outer = {id(line) for row in _outer_rows(edge, signs.size) for line in row}
    found: list[Line] = []
    for number, row in enumerate(edge.rows):
        alone = id(row[0]) in outer
        sure = [line for line in row if _is_sure(line, row, (edge, signs), alone)]
        if not sure and alone and number and _runs_on(edge.rows[number - 1], row, found):
            sure = row
        if not sure:
            break
        found.extend(line for line in row if line in sure or (line.size < 9.6 and len(line.text) < 90))
        if not all(line in found for line in row):
            break
    return found


def _is_sure(line: Line, row: list[Line], known: tuple[_Edge, _Signs], alone: bool) -> bool:
    """Whether a line at the edge is furniture; ``alone`` tells that its row stands clear of the text."""
    edge, signs = known
    if _PAGE_OF.search(line.text):
        return True
    if _repeats(line, signs):
        # The rows of a table repeat too: cells side by side or figures, close to the text and as large.
        tabular = len(row) > 1 or "#" in _key(line) or _between_rules(line, edge.sheet)
        apart = alone or (_key(row[0]), _slot(row, signs.top)) in signs.clear
        return apart or not tabular or _small(row, signs.size)
    if _PAGE_NUMBER.match(line.text):
        return _is_number(line, row, known, alone)
    if not alone or len(line.text) >= _LONGEST:
        return False
    if strength(line.text):
        return True
    small = _small([line], signs.size)
    if small and signs.titles.get(line.text.casefold(), 0.0) > line.size + 0.05:
        return True
    if small and signs.pages == 1 and _TITLE_LIKE.fullmatch(line.text):
        return True
    steady = signs.slots[_slot(row, signs.top)]
    return small and steady >= 3 and steady > signs.pages // 3 and not is_marked_note(row[0], edge.sheet)


def _is_number(line: Line, row: list[Line], known: tuple[_Edge, _Signs], alone: bool) -> bool:
    """Whether what reads as a page number is one."""
    edge, signs = known
    # A bare number that shares its row with other words is the end of a contents line or a cell.
    others = [other for other in row if other is not line and not _repeats(other, signs)]
    frame = edge.sheet.frame
    near = _is_in(0.0, line, frame.height, signs.top)
    if near and _is_usual(line, signs.size) and _BARE_NUMBER.match(line.text):
        return not others or (alone and _small([*others, line], signs.size))
    # One that is large, far from the edge or has the chapter before it is one alone in the middle, or on most pages.
    middle = abs(line.x0 + line.x1 - frame.width) < 0.06 * frame.width
    return alone and len(row) == 1 and (middle or signs.slots[_slot(row, signs.top)] > max(2, signs.pages // 2))


def _between_rules(line: Line, sheet: Sheet) -> bool:
    """Whether a rule runs just above and another just below the line: a cell."""
    flat = [shape.box for shape in sheet.shapes if shape.height < 3 and shape.width > 30]
    rules = [box for box in flat if box[0] < line.x1 and box[2] > line.x0]
    over = any(-2 < line.top - box[3] < line.size for box in rules)
    return over and any(-2 < box[1] - line.base < line.size for box in rules)


def _small(lines: list[Line], size: float) -> bool:
    return all(line.size <= 0.95 * size for line in lines)


def _repeats(line: Line, signs: _Signs) -> bool:
    key = _key(line)
    enough = signs.counts[key] >= min(max(2, signs.pages // 8), 4)
    return signs.pages > 1 and enough and any(char.isalpha() for char in key)


def _runs_on(above: list[Line], row: list[Line], found: list[Line]) -> bool:
    """Whether a row is the second line of words in the margin that were found before."""
    near = [o for o in above if any(o is f for f in found) and o.look == row[0].look]
    return len(row) == 1 and any(_step(one, row[0]) < 1.5 * row[0].size for one in near)


def _step(one: Line, other: Line) -> float:
    return abs(one.base - other.base)


def _part_watermarks(sheets: list[Sheet], size: float) -> None:
    """Large pale words under the text or on every page go to the turned lines, where watermarks are."""
    colours = {line.look.colour for sheet in sheets for line in sheet.lines}
    colours = {colour for colour in colours if lightness(colour) > _PALE}
    if not colours:
        return
    light = [[line for line in sheet.lines if line.look.colour in colours] for sheet in sheets]
    counts = Counter(line.text for lines in light for line in lines if _is_pale(line, size))
    stamps = Counter(_stamp(line) for lines in light for line in lines if _may_be_stamp(line))
    for sheet, lines in zip(sheets, light, strict=True):
        stamped = [line for line in lines if _may_be_stamp(line) and stamps[_stamp(line)] >= _often(sheets)]
        gone = {id(line) for line in stamped}
        if stamped:
            sheet.turned.extend(stamped)
            sheet.lines = [line for line in sheet.lines if id(line) not in gone]
        for line in [line for line in lines if id(line) not in gone and _is_pale(line, size)]:
            x0, top, x1, base = line.box
            over = sum(o.x0 < x1 and o.x1 > x0 and top < o.middle < base for o in sheet.lines if o is not line)
            if counts[line.text] > 1 or over > 1:
                sheet.lines.remove(line)
                sheet.turned.append(line)


def _part_sides(sheets: list[Sheet]) -> None:
    """Words up the side of the pages, alike on most of them, are running heads."""
    counts = Counter(_key(line) for sheet in sheets for line in sheet.turned if not _may_be_stamp(line))
    for sheet in sheets:
        rest: list[Line] = []
        for line in sheet.turned:
            (sheet.headers if line.size <= 24 and counts[_key(line)] >= _often(sheets) else rest).append(line)
        sheet.turned = rest


def _often(sheets: list[Sheet]) -> int:
    """On how many pages something stands that stands on most of them."""
    return max(3, (2 * len(sheets)) // 3)


def _may_be_stamp(line: Line) -> bool:
    """Whether a line is pale; white type stands on something dark and is no stamp."""
    return _PALE < lightness(line.look.colour) < _WHITE and len(line.text) < 60


def _stamp(line: Line) -> tuple[str, int, int]:
    """Words and place of a watermark, which are the same on all its pages."""
    return (line.text, round(line.x0 / 4), round(line.middle / 4))


def _is_pale(line: Line, size: float) -> bool:
    return line.size > max(2.5 * size, 24.0) and len(line.text) < 60 and lightness(line.look.colour) > _PALE


def is_page_number(text: str) -> bool:
    """Whether the words are a page number and nothing else."""
    return bool(_PAGE_NUMBER.match(text.strip()))
