"""Running heads and feet, page numbers and footnotes: what stands at the edges of the pages."""

from __future__ import annotations

import re
from collections import Counter

from briefkit.readers.pdf.glyphs import Glyph
from briefkit.readers.pdf.lines import Line, same_row
from briefkit.readers.pdf.shapes import Shape
from briefkit.readers.pdf.sheets import Sheet

_PAGE_NUMBER = re.compile(r"(?i)^[-–|\s]*(?:page|p\.?)?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?[-–|\s]*$|^[ivxl]{1,6}$")
_PAGE_OF = re.compile(r"(?i)\bpage\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?$|\b\d{1,3}\s*\|\s*page\b|\bp\s*a\s*g\s*e\b")
_NOTE_MARK = re.compile(r"^(?:\[?\d{1,3}[\].]?|[*†‡§])\s*(?=\S)")
_HEAD, _FOOT = 0.12, 0.88


def part_furniture(sheets: list[Sheet], size: float) -> None:
    """Move running heads and feet and page numbers of each sheet out of its lines. ``size`` is the usual type size."""
    heads = Counter(key for sheet in sheets for key in {_key(line) for line in _edge_lines(sheet, size, True)})
    feet = Counter(key for sheet in sheets for key in {_key(line) for line in _edge_lines(sheet, size, False)})
    for sheet in sheets:
        for top, counts, kept in ((True, heads, sheet.headers), (False, feet, sheet.footers)):
            for line in _outermost(_edge_lines(sheet, size, top), sheet, counts, len(sheets), top):
                kept.append(line)
                sheet.lines.remove(line)
            kept.sort(key=lambda line: (round(line.base / 4), line.x0))


def _key(line: Line) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.casefold()).strip()


def _edge_lines(sheet: Sheet, size: float, top: bool) -> list[Line]:
    height = sheet.frame.height
    found = [
        line
        for line in sheet.lines
        if (line.base < _HEAD * height if top else line.top > _FOOT * height) and line.size < 1.16 * size + 0.5
    ]
    return sorted(found, key=lambda line: line.base, reverse=not top)


def _outermost(lines: list[Line], sheet: Sheet, counts: Counter[str], pages: int, top: bool) -> list[Line]:
    """The lines from the edge inwards, as long as they repeat over the pages or are page numbers."""
    found: list[Line] = []
    outer = [line for line in sheet.lines if line not in lines]
    for line in lines:
        beyond = [o for o in outer if (o.base < line.top if top else o.top > line.base)]
        if beyond:
            break
        repeated = (
            pages > 1 and counts[_key(line)] >= min(max(2, pages // 8), 4) and any(c.isalpha() for c in _key(line))
        )
        numbered = _PAGE_NUMBER.match(line.text) or _PAGE_OF.search(line.text)
        beside = any(same_row(line, other) for other in found) and line.size < 9.6 and len(line.text) < 90
        if numbered and not repeated and not _PAGE_OF.search(line.text):
            # A bare number that shares its row with other words is the end of a contents line or a cell.
            numbered = None if _has_company(line, sheet, counts, pages) else numbered
        if repeated or numbered or beside:
            found.append(line)
        elif not any(same_row(line, other) for other in lines if other is not line):
            break
    return found


def _has_company(line: Line, sheet: Sheet, counts: Counter[str], pages: int) -> bool:
    return any(
        other is not line and same_row(line, other) and not (pages > 1 and counts[_key(other)] > 1)
        for other in sheet.lines
    )


def part_notes(sheet: Sheet, size: float) -> None:
    """Move the footnotes of a sheet out of its lines: small type at the foot of a column, begun by a mark.

    The mark must stand high, or be known from the text of the page, or a short rule must part the notes from it:
    a numbered list in small type is no footnote.
    """
    small = [x for x in sheet.lines if x.size <= 0.93 * size and x.top > 0.35 * sheet.frame.height]
    if not small:
        return
    big = [line for line in sheet.lines if line.size > 0.93 * size]
    low = [n for n in small if not any(b.top > n.top and b.x0 < n.x1 and b.x1 > n.x0 for b in big)]
    marks = {"".join(g.char for g in x.glyphs if g.raised) for x in sheet.lines if any(g.raised for g in x.glyphs)}
    notes: list[Line] = []
    for column in _columns(low):
        while column and not _opens_notes(column[0], marks, sheet):
            column.pop(0)
        notes.extend(column)
    kept = {id(line) for line in notes}
    sheet.notes = notes
    sheet.lines = [line for line in sheet.lines if id(line) not in kept]


def _columns(lines: list[Line]) -> list[list[Line]]:
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (round(line.base / 3), line.x0)):
        home = next((c for c in columns if any(o.x0 < line.x1 + 12 and o.x1 > line.x0 - 12 for o in c)), None)
        if home is None:
            columns.append([line])
        else:
            home.append(line)
    return columns


def _opens_notes(line: Line, marks: set[str], sheet: Sheet) -> bool:
    match = _NOTE_MARK.match(line.text)
    if line.glyphs[0].raised:
        return True
    if match is None:
        return False
    mark = match[0].strip(" [].")
    ruled = any(
        s.height < 2
        and 30 < s.width < 0.6 * sheet.frame.width
        and 0 <= line.top - s.box[1] < 2 * line.size
        and s.box[0] < line.x1
        and s.box[2] > line.x0
        and not _rules_a_table(s, sheet)
        for s in sheet.shapes
    )
    return ruled or any(mark in known for known in marks)


def _rules_a_table(rule: Shape, sheet: Sheet) -> bool:
    """Whether other rules of the page run over the same width: rows of a table, not one rule above the notes."""
    alike = [
        other
        for other in sheet.shapes
        if other.height < 2 and abs(other.box[0] - rule.box[0]) < 3 and abs(other.box[2] - rule.box[2]) < 3
    ]
    return len(alike) > 2


def _begins_note(line: Line) -> bool:
    first: Glyph = line.glyphs[0]
    return first.raised or bool(_NOTE_MARK.match(line.text))


def begins_note(line: Line) -> bool:
    """Whether a line at the page foot begins a footnote."""
    return _begins_note(line)


def is_page_number(text: str) -> bool:
    """Whether the words are a page number and nothing else."""
    return bool(_PAGE_NUMBER.match(text.strip()))
