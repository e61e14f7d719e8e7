"""A statement of the file of publishers: a line that names a publisher, or a key with its value, read and written."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from briefkit.briefing import SECTIONS, SectionName
from briefkit.lexicon import fold
from briefkit.publishers import Line, key

KEY = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)\s*=\s*")
"""The key of a line, up to where its value begins."""
_OPEN_LIST = re.compile(r"=\s*\[[^\]]*$")
_LONGEST_LIST = 40
_LAST_OF_PLANE = 0xFFFF


class Statement(msgspec.Struct, frozen=True):
    """A statement of the file: its first line and the line after its last (from 0), its words, and whether it names a
    publisher."""

    first: int
    end: int
    text: str
    is_header: bool


def statements(text: str) -> Iterator[Statement]:
    """The statements of the file in their order; blank lines and comments are none."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        end = at + 1
        if line and not line.startswith("#"):
            if not line.startswith("[") and _OPEN_LIST.search(line):
                end = _end_of_list(lines, at)
            yield Statement(at, end, "\n".join(lines[at:end]), line.startswith("["))
        at = end


def _end_of_list(lines: list[str], at: int) -> int:
    for end in range(at + 1, min(at + _LONGEST_LIST, len(lines)) + 1):
        try:
            _loaded("\n".join(lines[at:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return at + 1


def _loaded(text: str) -> dict[str, Any]:
    """The table that a text of TOML is. Raises ``TOMLDecodeError`` where it is none, or too deep to be anybody's."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("Too many brackets stand in each other") from None


def header_of(statement: Statement) -> str | None:
    """The name in a line such as ``["Otterby SCP"]``; ``None`` where it is none."""
    try:
        table = _loaded(statement.text)
    except tomllib.TOMLDecodeError:
        return None
    [(name, below)] = table.items()
    return name if below == {} and key(name) else None


def pair_of(statement: Statement) -> tuple[str, Any]:
    """The key and the value of a line. Raises ``ValueError`` (TOML's own sentence) where it is no ``"key" = value``."""
    [(name, value)] = _loaded(statement.text).items()
    return name, value


def line_of(name: str, value: object) -> Line | None:
    """The line of a heading map that a key and its value make; ``None`` where they are something else."""
    if not isinstance(value, str) or not fold(name):
        return None
    named, comma, more = value.partition(",")
    section = section_of(named)
    if section is None or (comma and more.strip().casefold() != "theme"):
        return None
    return Line(name, section, bool(comma))


def section_of(written: str) -> SectionName | None:
    """The section of that name, however it is written: ``good_practice``, ``Good practice``."""
    name = re.sub(r"[\s_-]+", "_", written.strip().casefold())
    return next((section for section in SECTIONS if section == name), None)


def value_of(line: Line) -> str:
    """The value that stands behind a heading: ``learning``, ``learning, theme``."""
    return f"{line.section}, theme" if line.theme else line.section


def quoted(text: str) -> str:
    """The text as a string of TOML on one line; what cannot be seen is written out."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp"}:
        return char
    return f"\\u{ord(char):04X}" if ord(char) <= _LAST_OF_PLANE else f"\\U{ord(char):08X}"
