"""The body of an edited ``briefing.md`` as the marks of :mod:`briefkit.writers.outline`.

CommonMark as people write it: other bullets, soft line breaks, bold for emphasis are all taken as they were meant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz, process

from briefkit.briefing import SECTIONS, SectionName
from briefkit.revise.inline import entry_of, lead_of, plain
from briefkit.writers.outline import HEADINGS, SET_ASIDE, BreakMark, EntryMark, LeadMark, Mark, SectionMark, ThemeMark

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:([-*+•·▪●◦–—])[ \t]+|([•▪●◦])|(\d{1,9}[.)])[ \t]+)(?=\S)")
_COMMENT = re.compile(r"(?<!\\)<!--.*?-->", re.S)
_UNCLOSED = re.compile(r"(?<!\\)<!--")


class Body(NamedTuple):
    """The marks, and what could not be understood, with its line."""

    marks: tuple[Mark, ...]
    problems: tuple[str, ...]


def section_named(words: str) -> SectionName | bool | None:
    """The section of a heading; ``None`` for the part of what was set aside, ``False`` where there is none such."""
    wanted = _folded(words)
    if wanted == _folded(SET_ASIDE):
        return None
    for name in SECTIONS:
        if wanted in {_folded(name), _folded(HEADINGS[name])}:
            return name
    return False


def unknown_section(words: str) -> str:
    """What to say of a heading that names no section."""
    allowed = [*HEADINGS.values(), SET_ASIDE]
    near = process.extractOne(words, allowed, scorer=fuzz.WRatio, score_cutoff=70)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    return f"there is no section {words[:60]!r}{hint}; a section heading is one of: {', '.join(allowed)}"


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.replace("_", " ").casefold()))


def read_marks(text: str, first_line: int) -> Body:
    """The marks of the body; ``first_line`` is the number of its first line in the file."""
    reading = _Reading()
    # Comments are blanked out line by line, so that the numbers of the lines stay right.
    blanked = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    unclosed = _UNCLOSED.search(blanked)
    if unclosed is not None:
        line = first_line + blanked.count("\n", 0, unclosed.start())
        reading.problems.append(f"line {line}: the note that begins with <!-- has no end: write --> behind it")
    for number, words in enumerate(blanked.split("\n"), first_line):
        reading.take(words, number)
    reading.end()
    return Body(tuple(reading.marks), tuple(reading.problems))


class _Reading:
    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.problems: list[str] = []
        self.kind = ""
        self.open = ""
        self.line = 0
        self.started = False

    def take(self, line: str, number: int) -> None:
        heading = _HEADING.match(line)
        if not line.strip():
            self.end()
        elif heading is not None:
            self.end()
            self._heading(len(heading[1]), heading[2] or "", number)
        elif _RULE.match(line):
            self.end()
            self.marks.append(BreakMark())
        elif (item := _ITEM.match(line)) is not None:
            self.end()
            self.kind = "numbered" if item[3] else "bullet"
            self.open, self.line = line[item.end() :], number
        elif self.open:
            self.open = _joined(self.open, line)
        else:
            self.kind, self.open, self.line = "paragraph", line.lstrip(" \t"), number

    def end(self) -> None:
        """Ends the paragraph or item that is open."""
        raw, self.open = self.open.strip(" \t"), ""
        if not raw:
            return
        if not self.started:
            self.problems.append(f"line {self.line}: text stands before the first section heading (## …): {raw[:60]!r}")
            self.started = True
        lead = lead_of(raw) if self.kind == "paragraph" else None
        if lead is not None:
            self.marks.append(LeadMark(lead))
            return
        entry = entry_of(raw)
        if entry.text:
            self.marks.append(
                EntryMark(
                    entry.text,
                    self.kind,
                    entry.label,
                    entry.links,
                    entry.to_confirm,
                    None,
                    entry.anchor,
                    self.line,
                    entry.belongs_to,
                )
            )

    def _heading(self, level: int, raw: str, number: int) -> None:
        raw = raw.strip()
        if not raw:
            return
        if level >= 3:
            labels = bool(re.search(r"(?<!\\)(?:\\\\)*:$", raw))
            self.marks.append(ThemeMark(plain(raw[:-1] if labels else raw), labels))
            return
        self.started = True
        section = section_named(plain(raw))
        if level == 1 and section is False:
            self.problems.append(
                f"line {number}: a heading with one # has no place here: the title stands at the top, as title: …"
            )
        elif section is None or isinstance(section, str):
            self.marks.append(SectionMark(section))
        else:
            self.problems.append(f"line {number}: {unknown_section(plain(raw))}")


def _joined(above: str, line: str) -> str:
    """Two lines of one paragraph: a backslash or two blanks at the end of the first break the line."""
    backslashes = len(above) - len(above.rstrip("\\"))
    if backslashes % 2:
        return f"{above[:-1]}\n{line.strip(' ' + chr(9))}"
    gap = "\n" if above.endswith("  ") else " "
    return f"{above.rstrip(' ' + chr(9))}{gap}{line.strip(' ' + chr(9))}"
