"""What a person sees of a run: a progress bar and a table on a terminal, plain lines otherwise."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import click

from briefkit import reports
from briefkit.cli.printing import in_sentences, in_words
from briefkit.files import printable
from briefkit.jobs import Row

if TYPE_CHECKING:
    from rich.progress import Progress


_ALWAYS_SAID = {"BK140", "BK302", "BK340", "BK341", "BK342"}
"""What is printed where all other warnings are only counted: a person's own work, what all see first, several briefings
in one file."""


def on_terminal() -> bool:
    """Whether a person watches: the output is a terminal, and one that can move its cursor."""
    return sys.stdout.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Display:
    """Shows rows as they come and sums them up. Rows that failed go to standard error."""

    def __init__(self, out: Path, total: int) -> None:
        self._out = out
        self._total = total
        self._progress: Progress | None = None

    def __enter__(self) -> Display:
        if on_terminal():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._progress.add_task("Converting", total=self._total)
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def add(self, row: Row) -> None:
        """One more input is done, or one more briefing of it."""
        if self._progress is not None and (row.part is None or row.part.number == 1):
            self._progress.advance(self._progress.task_ids[0])
        if row.status == "failed":
            self._say_failed(row)
        elif self._progress is None:
            click.echo(f"{row.status}: {_named(row)}{self._outcome(row)}")
        if row.status == "converted":
            for said in row.diagnostics:
                if said.code in _ALWAYS_SAID:
                    self._say(f"  {in_words(said)}")

    def _say_failed(self, row: Row) -> None:
        self._say(f"failed: {_named(row)}: {_said(row)}")
        if row.trace:
            self._say(row.trace)

    def _say(self, line: str) -> None:
        """A line on standard error, above the progress bar where there is one."""
        if self._progress is not None:
            self._progress.stop()
        click.echo(line, err=True)
        if self._progress is not None:
            self._progress.start()

    def _outcome(self, row: Row) -> str:
        if not row.folder:
            return f" ({printable(row.message)})" if row.message else ""
        facts = [reports.counted(row.words, "word")]
        if row.pages is not None:
            facts.append(reports.counted(row.pages, "page"))
        if row.warnings:
            facts.append(reports.counted(row.warnings, "warning"))
        said = f"\n  {_said(row)}" if row.message else ""
        return f" -> {printable(str(self._out / row.folder))} ({', '.join(facts)}){said}"

    def summarise(self, rows: Sequence[Row]) -> None:
        """The table (terminal only), the run in one sentence, and where to look."""
        if on_terminal():
            _print_table(rows)
        click.echo(reports.summary(rows))
        click.echo(f"The list is {printable(str(self._out / 'index.html'))}.")


def _named(row: Row) -> str:
    """The input, and which part of it: ``pack.pdf (briefing 2 of 5, pages 3 to 4)``."""
    return f"{row.input} ({row.part})" if row.part is not None else row.input


def _said(row: Row) -> str:
    """What was said of an input; it may quote the document, so no control character of it reaches the terminal."""
    return printable(f"{in_sentences(row.message, row.next_step)} ({row.code})")


def _print_table(rows: Sequence[Row]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, expand=True)
    table.add_column("File", overflow="fold", ratio=3)
    table.add_column("Status")
    table.add_column("Sections", justify="right")
    table.add_column("Words", justify="right")
    table.add_column("Pages", justify="right")
    table.add_column("To look at", overflow="fold", ratio=4)
    looks = {"failed": "bold red", "converted": "green"}
    for row in rows:
        absent = reports.missing_sections(row)
        remark = row.message or ("not found: " + ", ".join(map(reports.in_words, absent)) if absent else "")
        if not remark and row.warnings:
            remark = reports.counted(row.warnings, "warning")
        # Text, not str: square brackets in a name are no markup.
        table.add_row(
            Text(_named(row)),
            Text(row.status, looks.get(row.status, "")),
            str(len(row.sections) or ""),
            str(row.words or ""),
            str(row.pages or ""),
            Text(printable(remark)),
        )
    Console().print(table)
