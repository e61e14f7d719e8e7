"""Footnotes and endnotes: small type at the foot of a column or page or the end of the text, begun by a mark."""

from __future__ import annotations

import re

from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import Shape
from briefkit.readers.pdf.sheets import Sheet
from briefkit.readers.pdf.text.drafts import Draft

_MARK = re.compile(r"^(\[?(\d{1,3})(?!\d)[\].)]?|[*∗†‡§¶]{1,3})\s*(?=\S)")
_ENDED = re.compile(r"[.!?:;…/\d][”’\"')\]]*$")
_NAMED = re.compile(r"(?i)(?:end\s?|foot\s?)?notes?|references?|sources|bibliography")
_STUCK = re.compile(r"[^\s\d][\d*∗†‡§]|^\[?[\d*∗†‡§]| [\d*∗†‡§]{1,3}(?: |$)")
_SMALL = 0.93


def part_notes(sheets: list[Sheet], size: float) -> None:
    """Move the footnotes of each sheet out of its lines. ``size`` is the usual type size in points.

    They are small type at the foot of a column, begun by a mark. The mark must stand high, or be known from the text of
    the page, or a short rule must part the notes from it: a numbered list in small type is no footnote. What goes on
    from the notes of the page before has no mark.
    """
    before: Line | None = None
    due = ""
    marks: set[str] = set()
    for sheet in sheets:
        # A note for which the page had no room stands on the next one.
        late = marks & {due}
        marks = raised_marks(sheet.lines)
        sheet.notes = _notes_of(sheet, size, before, marks | late)
        if sheet.notes:
            numbers = [mark for mark in map(mark_of, sheet.notes) if mark.isdigit()]
            due = str(int(numbers[-1]) + 1) if numbers else ""
            kept = {id(line) for line in sheet.notes}
            sheet.lines = [line for line in sheet.lines if id(line) not in kept]
        before = sheet.notes[-1] if sheet.notes else None


def _notes_of(sheet: Sheet, size: float, before: Line | None, marks: set[str]) -> list[Line]:
    small = [x for x in sheet.lines if x.size <= _SMALL * size and x.top > 0.35 * sheet.frame.height]
    if not small:
        return _full_size_notes(sheet, marks)
    highest = min([line.top for line in small])
    big = [line for line in sheet.lines if line.top > highest and line.size > _SMALL * size]
    low = [n for n in small if not any(b.top > n.top and b.x0 < n.x1 and b.x1 > n.x0 for b in big)]
    notes: list[Line] = []
    for column in _columns(low):
        begin = next((n for n, line in enumerate(column) if _opens_notes(line, marks, sheet)), len(column))
        if begin and before is not None and not notes and _carries_on(before, column, begin, sheet):
            begin = 0
        notes.extend(column[begin:])
    return notes or _full_size_notes(sheet, marks)


def _full_size_notes(sheet: Sheet, marks: set[str]) -> list[Line]:
    """Notes as large as the text: a short rule above them and a mark in the text must both tell of them."""
    low = sorted((x for x in sheet.lines if x.top > 0.5 * sheet.frame.height), key=lambda line: line.top)
    for number, line in enumerate(low):
        match = _MARK.match(line.text)
        if match is not None and match[1].strip(" [].)") in marks and _under_rule(line, sheet):
            return low[number:]
    return []


def raised_marks(lines: list[Line]) -> set[str]:
    """What stands raised in the lines: the marks of notes, and the letters of ordinals."""
    found: set[str] = set()
    for line in lines:
        # A mark follows a word or a stop without a space: of most lines the letters need not be looked at.
        if True not in [word.raised for word in line.words] or not _STUCK.search(line.text):
            continue
        word = ""
        for piece in line.words:
            if word and (piece.spaced or not piece.raised):
                found.add(word)
                word = ""
            if piece.raised:
                word += piece.text
        found.add(word)
    return found - {""}


def is_marked_note(line: Line, sheet: Sheet) -> bool:
    """Whether a line of the sheet begins with a mark that stands raised, there or in the text."""
    match = _MARK.match(line.text)
    if match is None:
        return False
    return line.words[0].raised or match[1].strip(" [].)") in raised_marks(sheet.lines)


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
    match = _MARK.match(line.text)
    if match is None:
        return False
    return line.words[0].raised or _under_rule(line, sheet) or match[1].strip(" [].)") in marks


def _under_rule(line: Line, sheet: Sheet) -> bool:
    """Whether a short rule parts the line from what stands above."""
    return any(
        shape.height < 2
        and 30 < shape.width < 0.6 * sheet.frame.width
        and 0 <= line.top - shape.box[1] < 2 * line.size
        and shape.box[0] < line.x1
        and shape.box[2] > line.x0
        and not _rules_a_table(shape, sheet)
        for shape in sheet.shapes
    )


def _rules_a_table(rule: Shape, sheet: Sheet) -> bool:
    """Whether other rules of the page run over the same width: rows of a table, not one rule above the notes."""
    alike = [
        other
        for other in sheet.shapes
        if other.height < 2 and abs(other.box[0] - rule.box[0]) < 3 and abs(other.box[2] - rule.box[2]) < 3
    ]
    return len(alike) > 2


def _carries_on(before: Line, column: list[Line], count: int, sheet: Sheet) -> bool:
    """Whether the first lines of small type at the foot go on from the last note of the page before."""
    first = column[0]
    if abs(first.size - before.size) > 0.3 or first.look.font != before.look.font:
        return False
    runs_on = not _ENDED.search(before.text) and (first.text[0].islower() or count < len(column))
    return runs_on or (_under_rule(first, sheet) and first.text[0].islower())


def mark_of(line: Line) -> str:
    """The mark that begins a line of notes, without its brackets; empty where none does."""
    match = _MARK.match(line.text)
    return match[1].strip("[].)") if match else ""


def begins_note(line: Line, before: str) -> bool:
    """Whether a line of notes begins one. ``before`` is the mark of the note above it: numbers go up by one."""
    mark = mark_of(line)
    if not mark:
        return False
    if not mark.isdigit() or not before.isdigit() or line.words[0].raised:
        return True
    return int(mark) == int(before) + 1


def mark_endnotes(drafts: list[Draft]) -> None:
    """Drafts in a row that begin with the marks 1, 2, 3 … of the text before them are endnotes.

    Their marks must stand high, or they must stand under a heading that says so.
    """
    known: set[str] = set()
    run: list[Draft] = []
    named = False
    for draft in drafts:
        if draft.aside or not (draft.layer == "body" or (draft.layer == "footnote" and named)):
            continue
        mark = mark_of(draft.lines[0]) if draft.kind in {"paragraph", "numbered"} else ""
        due = str(int(mark_of(run[-1].lines[0])) + 1) if run else "1"
        if mark == due and mark in known and (named or draft.lines[0].words[0].raised):
            run.append(draft)
            continue
        _lay_aside(run)
        run = []
        named = draft.kind == "heading" and bool(_NAMED.fullmatch(draft.text.strip()))
        known |= raised_marks(draft.lines)
    _lay_aside(run)


def _lay_aside(run: list[Draft]) -> None:
    for draft in run:
        draft.layer = "endnote"
        draft.kind, draft.level, draft.mark, draft.marker = "paragraph", 0, "", 0


def notes_in(sheet: Sheet) -> list[list[Line]]:
    """The lines of the notes of a sheet, note by note; the first list may carry on the last note of the page before."""
    notes: list[list[Line]] = []
    mark = ""
    for line in sheet.notes:
        if not notes or begins_note(line, mark):
            notes.append([])
            mark = mark_of(line) or mark
        notes[-1].append(line)
    return notes
