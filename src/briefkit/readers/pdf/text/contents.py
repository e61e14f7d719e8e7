"""Contents pages: entries that end in the numbers of pages."""

from __future__ import annotations

import re

from briefkit.readers.pdf.page.lines import Line, join_lines, same_row
from briefkit.readers.pdf.text.drafts import Draft, is_contents


def join_page_numbers(lines: list[Line]) -> list[Line]:
    """The lines of a page with each page number of its contents joined to the entry at its left.

    The numbers are set to one right edge below a line that says "Contents", three at least, and never go down.
    """
    heads = [line for line in lines if _is_named(line.text)]
    if not heads:
        return lines
    top = min(line.base for line in heads)
    numbers = sorted((line for line in lines if _is_number(line) and line.top > top), key=lambda line: line.middle)
    joined: dict[int, Line] = {}
    for edge in {round(line.x1) for line in numbers}:
        column = [line for line in numbers if abs(line.x1 - edge) < 2]
        values = [int(line.text) for line in column]
        if len(values) < 3 or values != sorted(values):
            continue
        for number in column:
            left = [o for o in lines if o.x1 < number.x0 and not _is_number(o) and same_row(number, o)]
            entry = max(left, key=lambda line: line.x1, default=None)
            if entry is not None:
                joined[id(entry)] = number
    done = {id(number) for number in joined.values()}
    return [_entry(line, joined[id(line)]) if id(line) in joined else line for line in lines if id(line) not in done]


def _entry(line: Line, number: Line) -> Line:
    joined = join_lines([line, number])
    joined.entry = True
    return joined


def _is_number(line: Line) -> bool:
    return len(line.text) < 4 and line.text.isascii() and line.text.isdigit()


def mark_contents(drafts: list[Draft], pages: int) -> None:
    """Set contents pages aside: lines that end in page numbers, three at least under a heading that says so.

    Without such a heading five are needed, with numbers that rise and lie within the ``pages`` of the document.
    """
    done = 0
    for place, draft in enumerate(drafts):
        if draft.layer != "body" or place < done:
            continue
        named = len(draft.lines) <= _NAME_LINES and _is_named(draft.text)
        if not named and (pages < _LONG or not _numbers_of(draft)):
            continue
        entries = _entries(drafts[place + named :])
        numbers = [number for entry in entries for number in _numbers_of(entry)]
        rising = len(numbers) >= 5 and numbers == sorted(numbers) and numbers[0] < numbers[-1] <= pages
        if rising or (named and len(numbers) >= 3):
            done = place + len(entries)
            for entry in (*([draft] if named else []), *entries):
                entry.aside = "contents"
                entry.kind, entry.level = "paragraph", 0
    _mark_wrapped(drafts)


def _mark_wrapped(drafts: list[Draft]) -> None:
    """Set the first line of an entry aside whose dots stand on the next, between two entries or below one."""
    entries = [draft.aside == "contents" for draft in drafts]
    for number in range(1, len(drafts) - 1):
        draft, below = drafts[number], drafts[number + 1]
        if entries[number + 1] and entries[number - 1] and not entries[number] and _begins_entry(draft, below):
            draft.aside, draft.kind, draft.level = "contents", "paragraph", 0


def _begins_entry(draft: Draft, below: Draft) -> bool:
    """Whether a draft of one or two lines stands above an entry with dots, as close and in the same look."""
    above, line = draft.lines[-1], below.lines[0]
    if draft.layer != "body" or draft.aside or draft.container != below.container or draft.pages[-1] != below.pages[0]:
        return False
    close = 0 < line.base - above.base < 1.5 * line.size and abs(line.size - above.size) < 0.3
    alike = above.look.bold == line.look.bold and above.look.colour == line.look.colour
    return len(draft.lines) < 3 and close and alike and is_contents(below.text) and not _ENDED.search(above.text)


_LONG = 4
"""Pages from which a document may have a contents page that is not called so."""
_CONTENTS = frozenset(
    {"contents", "table of contents", "contents page", "list of contents", "index", "what s inside", "in this issue"}
    | {f"in this {paper}" for paper in ("report", "document", "briefing", "guide", "guidance", "paper", "review")}
)
_NAME_LINES, _LONGEST_NAME = 3, 40
"""Lines and characters, those that frame it aside, of the longest such name, however it is spaced."""
_FRAME = " .…·_-–—|:"
_CUT, _OTHER = re.compile(r"[-\u2010]\s+"), re.compile(r"[\W_]+")
_ENDED = re.compile(r"[.!?:;]\W*$")
_ENTRY = re.compile(r"\D.*[\s.]\d{1,3}$|^\d{1,3}$")


def _numbers_of(draft: Draft) -> list[int]:
    """The page numbers at the ends of its lines; empty where fewer than half of its lines end in one."""
    if not draft.lines[-1].text.rstrip()[-1:].isdigit():
        return []
    lines = [line.text.strip() for line in draft.lines]
    found = [int(re.findall(r"\d+", line)[-1]) for line in lines if line[-1:].isdigit() and _ENTRY.search(line)]
    return found if _ENTRY.search(lines[-1]) and 2 * len(found) >= len(lines) else []


def _entries(drafts: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    misses = 0
    for draft in drafts:
        if draft.layer != "body":
            continue
        numbers = _numbers_of(draft)
        misses = 0 if numbers else misses + 1
        # An entry may run over two blocks; two without a number end the list.
        if misses > 1 or len(draft.text) > 220 * (len(numbers) or 1):
            break
        found.append(draft)
    while found and not _numbers_of(found[-1]):
        found.pop()
    return found


def _is_named(text: str) -> bool:
    """Whether the words are a heading of contents."""
    if len(text) > _LONGEST_NAME and len(text.strip(_FRAME)) > _LONGEST_NAME:
        return False
    return _OTHER.sub(" ", _CUT.sub("", text.casefold())).strip() in _CONTENTS
