"""Markdown and plain text, line by line: briefings written by hand and text dumps of other converters.

Pandoc would lose the lines, and it takes a dump at its word: ``1. 2018``, half-broken bold and a bullet ``·`` are
meant otherwise than they are written. What a line is, is decided from its shape; whether lines belong together is
decided for the document as a whole (see :func:`is_wrapped`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from briefkit.diagnostics import Result
from briefkit.model import Document, Source
from briefkit.readers.markup.assemble import Assembly
from briefkit.readers.markup.decode import decode
from briefkit.readers.markup.shapes import (
    Mark,
    ends_sentence,
    heading,
    is_rule,
    list_mark,
    note_mark,
    underline_level,
)

_TAB = 4
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[A-Za-z_][\w -]*:.*\n|[ \t#-].*\n|\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_TOKEN = re.compile(r"(?:\[bookmark:[^\]\n]{0,200}\]\s*)+$")
_LEADING_TOKEN = re.compile(r"(?:\[bookmark:[^\]\n]{0,200}\]\s*)+")
_DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_CELL_END = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"(?:`{3,}|~{3,})")


class Line(NamedTuple):
    """A line without its outer blanks: its number from 1, its indent in columns, the blank lines before it."""

    number: int
    indent: int
    text: str
    blank: int
    hard: bool = False


def read_markdown(source: Source, password: str | None = None) -> Result[Document]:  # noqa: ARG001
    """Markdown as a document; what is half broken is read as it was meant. Raises :class:`UnusableInput`."""
    return _read(source, markdown=True)


def read_text(source: Source, password: str | None = None) -> Result[Document]:  # noqa: ARG001
    """Plain text as a document; ``**bold**`` and links of text dumps count, a single star does not."""
    return _read(source, markdown=False)


def _read(source: Source, *, markdown: bool) -> Result[Document]:
    decoded = decode(source.data)
    text = decoded.value
    assembly = Assembly(markdown=markdown)
    front = _FRONT_MATTER.match(text) if markdown else None
    if front is not None:
        _take_front_matter(front.group(), assembly)
    skipped = front.end() if front is not None else 0
    lines = _lines(_blank_comments(text, skipped, assembly) if markdown else text, skipped)
    _Walk(lines, assembly, markdown=markdown, wrapped=is_wrapped(lines)).take_all()
    built = assembly.document()
    return Result(built.value, (*decoded.diagnostics, *built.diagnostics))


def _take_front_matter(front: str, assembly: Assembly) -> None:
    for number, text in enumerate(front.splitlines(), 1):
        if text.strip() and text.strip() not in {"---", "..."}:
            assembly.add_plain(text.strip(), number, aside="front-matter")


def _blank_comments(text: str, start: int, assembly: Assembly) -> str:
    """The text with comments that fill whole lines blanked out; their words are kept as hidden blocks."""
    parts, at = [], 0
    for match in _COMMENT.finditer(text, start):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        line_end = len(text) if line_end < 0 else line_end
        if text[line_start : match.start()].strip() or text[match.end() : line_end].strip():
            continue
        number = text.count("\n", 0, match.start()) + 1
        words = match.group()[4:-3].strip()
        if words:
            assembly.add_plain(words, number, layer="hidden")
        parts.append(text[at : match.start()])
        parts.append("\n" * match.group().count("\n"))
        at = match.end()
    return "".join(parts) + text[at:]


def _lines(text: str, skipped: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    blank = 0
    for number, raw in enumerate(text[skipped:].split("\n"), text.count("\n", 0, skipped) + 1):
        stripped = raw.strip()
        if not stripped:
            blank += 1
            continue
        indent = len(raw.expandtabs(_TAB)) - len(raw.expandtabs(_TAB).lstrip())
        lines.append(Line(number, indent, stripped, blank, hard=raw.endswith("  ")))
        blank = 0
    return tuple(lines)


def is_wrapped(lines: tuple[Line, ...]) -> bool:
    """Whether the lines of a document were broken at a fixed width, so that they must be joined to paragraphs.

    Then no line is much longer than the rest, and most lines that are followed by another could not have taken its
    first word. A dump of Word (each line a paragraph) has lines of any length.
    """
    pairs = [
        (one, two)
        for one, two in pairwise(lines)
        if not two.blank and not _starts_anew(two.text) and heading(one.text) is None
    ]
    lengths = sorted(line.indent + len(line.text) for line in lines if " " in line.text)
    if len(pairs) < 3 or not lengths or lengths[-1] > 160:
        return False
    width = lengths[-1]
    broken = sum(_is_full(one, two, width) or two.text[:1].islower() for one, two in pairs)
    return broken * 2 > len(pairs)


def _is_full(one: Line, two: Line, width: int) -> bool:
    return one.indent + len(one.text) + 1 + len(two.text.split(" ", 1)[0]) > width * 0.92


def _starts_anew(text: str) -> bool:
    return (
        list_mark(text) is not None
        or heading(text) is not None
        or is_rule(text)
        or note_mark(text) > 0
        or bool(_LEADING_TOKEN.match(text))
        or text[0] in "|>"
    )


class _Walk:
    """Goes down the lines once and hands finished paragraphs to the assembly."""

    def __init__(self, lines: tuple[Line, ...], assembly: Assembly, *, markdown: bool, wrapped: bool) -> None:
        self.lines = lines
        self.assembly = assembly
        self.markdown = markdown
        self.wrapped = wrapped
        self.width = max((line.indent + len(line.text) for line in lines), default=0)
        self.at = 0
        self.fenced = False
        self.carried = ""
        self.depths: list[tuple[int, str]] = []
        self.tables = 0

    def take_all(self) -> None:
        while self.at < len(self.lines):
            self._take_one()
        if self.carried:
            self.assembly.add("paragraph", self.carried, self.lines[-1].number)

    def _take_one(self) -> None:
        line = self.lines[self.at]
        if self.markdown and _FENCE.match(line.text):
            self.fenced = not self.fenced
            self.at += 1
            return
        text = self.carried + line.text
        lead = _LEADING_TOKEN.match(text)
        skip = lead.end() if lead else 0
        if skip == len(text):
            self.carried = text
            self.at += 1
            return
        self.carried = ""
        if self.markdown and not self.fenced and text.startswith(">"):
            text = text.lstrip("> \t")
            skip = 0
        body = text[skip:]
        if not body:
            self.at += 1
            return
        title = heading(body) if not self.fenced else None
        mark = list_mark(body)
        if title is not None:
            self._take_heading(line, text, skip, title)
        elif self._is_table():
            self._take_table()
        elif is_rule(body):
            self.at += 1
        elif note_mark(body):
            self._take_paragraph(line, text, "footnote", note_mark(body), skip)
        elif mark is not None:
            self._take_item(line, text, mark, skip)
        else:
            self._take_paragraph(line, text, "paragraph", 0, skip)

    def _take_heading(self, line: Line, text: str, skip: int, title: tuple[int, int, int]) -> None:
        level, start, end = title
        self.at += 1
        words = text[:skip] + text[skip + start : skip + end]
        if words.strip():
            self.depths.clear()
            signs = "#" * level
            self.assembly.add(
                "heading", words, line.number, level=level, evidence=(f"heading mark {signs}",), before=line.blank
            )

    def _take_item(self, line: Line, text: str, mark: Mark, skip: int) -> None:
        parts, last = [text], line
        self.at += 1
        if skip + mark.length == len(text):
            if self.at == len(self.lines) or _starts_anew(self.lines[self.at].text):
                return
            # A bullet that a converter left alone on its line belongs to the next one.
            last = self.lines[self.at]
            parts = [f"{text} {last.text}"]
            mark = mark._replace(length=mark.length + 1)
            self.at += 1
        joined = self._join(parts, last, item=line)
        level = self._depth(line, mark)
        self.assembly.add(
            mark.kind, joined, line.number, level=level, marker=(skip, skip + mark.length), before=line.blank
        )

    def _depth(self, line: Line, mark: Mark) -> int:
        """The depth of an item, from 1: by its indent, and by its sign where all items begin in one column."""
        while self.depths and line.indent < self.depths[-1][0] - 1:
            self.depths.pop()
        signs = [sign for _, sign in self.depths]
        if mark.sign in signs and line.indent <= self.depths[signs.index(mark.sign)][0] + 1:
            del self.depths[signs.index(mark.sign) + 1 :]
        elif not self.depths or line.indent > self.depths[-1][0] + 1 or mark.depth > 1:
            self.depths.append((line.indent, mark.sign))
        elif len(self.depths) == 1:
            self.depths = [(line.indent, mark.sign)]
        return len(self.depths)

    def _take_paragraph(self, line: Line, text: str, what: str, marker: int, skip: int) -> None:
        self.at += 1
        if not (line.indent and self.depths):
            self.depths.clear()
        level = self._underlined(line)
        if level and what == "paragraph":
            self.assembly.add(
                "heading", text, line.number, level=level, evidence=("underlined with signs",), before=line.blank
            )
            return
        joined = self._join([text], line, item=None)
        self.assembly.add(
            "paragraph",
            joined,
            line.number,
            layer="footnote" if what == "footnote" else "body",
            marker=(skip, skip + marker),
            before=line.blank,
        )

    def _underlined(self, line: Line) -> int:
        if self.at == len(self.lines) or self.lines[self.at].blank:
            return 0
        below = self.lines[self.at].text
        level = underline_level(below)
        alike = self.markdown or abs(len(below) - len(line.text)) <= max(3, len(line.text) // 4)
        if not level or not alike or len(line.text) > 120:
            return 0
        self.at += 1
        return level

    def _join(self, parts: list[str], last: Line, item: Line | None) -> str:
        """The paragraph that begins with ``parts``, with the following lines that belong to it."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            between = self._between(last, line, item)
            if between is None or self._is_table() or (self.markdown and _FENCE.match(line.text)):
                break
            parts.extend((between, line.text))
            last = line
            self.at += 1
        return "".join(parts)

    def _between(self, last: Line, line: Line, item: Line | None) -> str | None:
        """What joins two lines to one paragraph: a blank, a line break, nothing; ``None`` parts them."""
        if line.blank or _starts_anew(line.text) or self.fenced:
            return None
        if self._next_is_underline():
            return None
        hyphen = bool(re.search(r"[^\W\d_]-$", last.text)) and line.text[:1].islower()
        space = "" if hyphen else " "
        if self.wrapped:
            full = _is_full(last, line, self.width) or line.text[:1].islower()
            return space if full else "\n" if self.markdown and not item else None
        if item is not None:
            continues = line.indent > item.indent or self.markdown
            return space if continues and (line.text[:1].islower() or not ends_sentence(last.text)) else None
        if not self.markdown:
            return None
        return "\n" if last.hard or last.text.endswith("\\") or not line.text[:1].islower() else space

    def _next_is_underline(self) -> bool:
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        return following is not None and not following.blank and underline_level(following.text) > 0

    def _is_table(self) -> bool:
        if not self.markdown or self.at + 1 >= len(self.lines):
            return False
        head, below = self.lines[self.at], self.lines[self.at + 1]
        return "|" in head.text and "|" in below.text and not below.blank and bool(_DELIMITER_ROW.match(below.text))

    def _take_table(self) -> None:
        self.tables += 1
        table = self.assembly.add_container("table", f"t{self.tables}")
        row = 0
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if "|" not in line.text or (row and line.blank):
                break
            self.at += 1
            if _DELIMITER_ROW.match(line.text):
                continue
            row += 1
            for column, cell in enumerate(_CELL_END.split(line.text.strip("|")), 1):
                if cell.strip():
                    holder = self.assembly.add_container("cell", f"{table}r{row}c{column}", table, row, column)
                    self.assembly.add("paragraph", cell.strip(), line.number, container=holder)
