"""Printing that several commands share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from briefkit.diagnostics import Diagnostic
from briefkit.errors import BriefkitError, OutputFailed, ToolMissing, UsageError
from briefkit.files import printable

MOST_OF_A_KIND = 6
"""So many remarks on links of one kind are printed for a person."""

_IN_MASSES = frozenset({"BK202", "BK203", "BK214"})
"""A document that was cut out of a longer one has hundreds of these."""


def write_json(value: Any) -> None:
    """Prints a value as JSON on standard output."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def in_words(said: Diagnostic) -> str:
    """A diagnostic as a line: ``warning BK301 (page 2): what is the matter. What to do.``"""
    where = f" ({printable(said.where)})" if said.where else ""
    return f"{said.severity} {said.code}{where}: {printable(in_sentences(said.message, said.note))}"


def in_sentences(*parts: str) -> str:
    """Each part as a sentence of its own: one that ends without a full stop, maybe in a quotation, gets one."""
    return " ".join(part if _ends(part) else f"{part.rstrip()}." for part in parts if part.strip())


def _ends(sentence: str) -> bool:
    return sentence.endswith("\n") or sentence.rstrip("”’\"')] ")[-1:] in {".", "!", "?", "…", ":"}


def say_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Prints diagnostics on standard error, in short."""
    for line in in_short(diagnostics):
        click.echo(line, err=True)


def in_short(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Diagnostics as lines in their order; of many remarks on links the first :data:`MOST_OF_A_KIND` of each code and
    severity, and in one line behind them how many more there are."""
    listed = list(diagnostics)
    kinds = Counter((said.code, said.severity) for said in listed if said.code in _IN_MASSES)
    shown: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for said in listed:
        kind = said.code, said.severity
        shown[kind] += 1
        if shown[kind] <= MOST_OF_A_KIND or kind not in kinds:
            lines.append(in_words(said))
        if shown[kind] == MOST_OF_A_KIND < kinds[kind]:
            more = kinds[kind] - MOST_OF_A_KIND
            lines.append(f"{said.severity} {said.code}: {more} more like this; the JSON has them all.")
    return lines


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Puts the name of the file before the message of an error that leaves the block, where it does not stand there."""
    try:
        yield
    except BriefkitError as error:
        shown = printable(str(path))
        if path.name not in error.message and not isinstance(error, UsageError | OutputFailed | ToolMissing):
            error.message = f"{shown}: {error.message}"
        raise


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines with aligned columns; the last column is not padded."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]) - 1)] if rows else []
    lines = []
    for row in rows:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*padded, row[-1]]).rstrip())
    return "\n".join(lines)
