"""The file of publishers, read line by line: a bad line is named with its place, and all others are used.

It is TOML in which each statement stands on a line of its own (a list may run over several)::

    ["Otterby Safeguarding Children Partnership"]
    domains = ["otterby-scp.example"]
    "What we noticed" = "learning"
    "Home visits" = "findings, theme"
"""

from __future__ import annotations

import re
from typing import Any

from rapidfuzz import process

from briefkit.briefing import SECTIONS
from briefkit.diagnostics import Diagnostic, Result
from briefkit.lexicon import fold
from briefkit.publishers import Publisher, Publishers, key
from briefkit.publishers.statements import (
    KEY,
    Statement,
    header_of,
    line_of,
    pair_of,
    quoted,
    section_of,
    statements,
    value_of,
)

BAD_LINE = "BK254"
_LISTS = ("names", "domains")
_NEAR = 60.0
_LONGEST_SHOWN = 80
"""What a person wrote is repeated in the advice up to so many characters."""
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_QUOTES = " \t\"'“”‘’„«»"
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_SHARED = re.compile(r"(?:(?:gov|org|co|ac|nhs|police|sch|me|ltd|plc|net)\.uk|(?:gov|nhs|llyw)\.(?:wales|scot|cymru))")
"""Domains under which many publishers stand."""


def read_publishers(text: str, name: str = "publishers.toml") -> Result[Publishers]:
    """The publishers in the text of the file ``name``, and a diagnostic (BK254) for each line that cannot be used."""
    reading = _Reading(name)
    for statement in statements(text):
        if statement.is_header:
            reading.head(statement)
        else:
            reading.take(statement)
    return Result(reading.publishers(), tuple(reading.said))


class _Reading:
    def __init__(self, file: str) -> None:
        self.file = file
        self.said: list[Diagnostic] = []
        self.current: str | None = None
        self.found: dict[str, dict[str, Any]] = {}
        self.is_lost = False

    def head(self, statement: Statement) -> None:
        name = header_of(statement)
        self.current, self.is_lost = None, name is None
        if name is None:
            bare = statement.text.strip().strip("[]").strip(_QUOTES)
            self._bad(
                statement.first,
                statement.text.find("[") + 1,
                "The name of a publisher cannot be read, so the lines below it are not used.",
                f"Write the name between quotation marks: [{quoted(_short(bare) or 'Otterby SCP')}]",
            )
            return
        self.current = key(name)
        self.found.setdefault(self.current, {"name": name, "lines": {}, "names": [], "domains": []})

    def take(self, statement: Statement) -> None:
        try:
            name, value = pair_of(statement)
        except ValueError as wrong:
            self._unreadable(statement, str(wrong))
            return
        if self.is_lost:
            return
        if self.current is None:
            self._bad(
                statement.first,
                1,
                "This line stands under no publisher, so it is not used.",
                'Write a line with the name above it: ["Otterby Safeguarding Children Partnership"]',
            )
        elif name in _LISTS and line_of(name, value) is None:
            self._take_list(statement, name, [value] if isinstance(value, str) else value)
        else:
            self._take_heading(statement, name, value)

    def _take_list(self, statement: Statement, name: str, values: object) -> None:
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            self._bad_value(statement, f"{name} holds no list of words.", f'Write it like {name} = ["…", "…"]')
            return
        entry = self.found[self.current or ""]
        for value in values:
            told = _domain(value) if name == "domains" else value
            taken = told and any(other is not entry and self._same(name, told, other) for other in self.found.values())
            if not told:
                self._bad_value(
                    statement,
                    f"‘{value}’ is no domain of one publisher.",
                    "Write what stands behind the @ of its own addresses, for instance otterby-scp.org.uk",
                )
            elif taken:
                self._bad_value(statement, f"‘{value}’ belongs to another publisher already.", "Keep one of the two.")
            elif told not in entry[name]:
                entry[name].append(told)

    @staticmethod
    def _same(kind: str, told: str, other: dict[str, Any]) -> bool:
        if kind == "domains":
            return told in other["domains"]
        return key(told) in {key(each) for each in (other["name"], *other["names"])}

    def _take_heading(self, statement: Statement, name: str, value: object) -> None:
        line = line_of(name, value)
        if line is None:
            self._no_line(statement, name, value)
            return
        lines = self.found[self.current or ""]["lines"]
        before = lines.pop(fold(name), None)
        lines[fold(name)] = (line, statement.first)
        if before is not None and (before[0].section, before[0].theme) != (line.section, line.theme):
            self._bad(
                before[1],
                1,
                f"‘{name}’ stands there twice: line {statement.first + 1} says {value_of(line)!r} and is used.",
                "Delete one of the two.",
            )

    def _no_line(self, statement: Statement, name: str, value: object) -> None:
        sections = f"The sections are {', '.join(SECTIONS)}."
        if isinstance(value, dict):
            self._bad(
                statement.first, 1, "A full stop stands outside of quotation marks.", "Put the heading between them."
            )
        elif not fold(name):
            self._bad(statement.first, 1, f"‘{name}’ holds no word that could be a heading.", "Delete the line.")
        elif not isinstance(value, str):
            self._bad_value(statement, f"‘{name}’ has no section.", f'Write it like "{name}" = "learning". {sections}')
        else:
            named, comma, more = value.partition(",")
            if comma and section_of(named) is not None:
                self._bad_value(statement, f"‘{more.strip()}’ is not known.", "Behind a section may stand only: theme")
                return
            near = process.extractOne(named.strip().casefold(), SECTIONS, score_cutoff=_NEAR)
            meant = f" Did you mean {near[0]}?" if near else ""
            self._bad_value(statement, f"‘{named.strip()}’ is no section.{meant}", sections)

    def _unreadable(self, statement: Statement, wrong: str) -> None:
        place = _AT.search(wrong)
        row, column = (int(place[1]), int(place[2])) if place and place[1] else (1, len(statement.text) + 1)
        named, sign, value = statement.text.strip().partition("=")
        bare = [part.strip().strip(_QUOTES) for part in (named, value.partition("#")[0])]
        told = sign and all(map(_short, bare))
        step = f"Write it like {quoted(bare[0])} = {quoted(bare[1])}" if told else 'Write "…" = "…"'
        self._bad(
            statement.first + row - 1, column, f"This line cannot be read: {_AT.sub('', wrong).rstrip('.')}.", step
        )

    def _bad_value(self, statement: Statement, message: str, note: str) -> None:
        match = KEY.match(statement.text)
        self._bad(statement.first, match.end() + 1 if match else 1, message, note)

    def _bad(self, line: int, column: int, message: str, note: str) -> None:
        where = f"{self.file}, line {line + 1}, column {column}"
        self.said.append(Diagnostic(BAD_LINE, "warning", message, where, note))

    def publishers(self) -> Publishers:
        return tuple(
            Publisher(
                entry["name"],
                tuple(sorted((line for line, _ in entry["lines"].values()), key=lambda line: fold(line.heading))),
                tuple(sorted(entry["names"], key=key)),
                tuple(sorted(entry["domains"])),
            )
            for _, entry in sorted(self.found.items())
        )


def _short(written: str) -> str:
    """What a person wrote, where it is short enough to be repeated."""
    return written if len(written) <= _LONGEST_SHOWN else ""


def _domain(written: str) -> str | None:
    """A domain as it is compared, or ``None`` where it is none or many publishers share it."""
    bare = re.sub(r"^(?:\w+:)?(?://)?(?:.*@)?(?:www\.)?|[/?#].*$", "", written.strip().casefold()).strip(".")
    return bare if _DOMAIN.fullmatch(bare) and not _SHARED.fullmatch(bare) else None
