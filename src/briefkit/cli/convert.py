"""``briefkit convert``: briefings in, results and reports out."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Literal, cast

import click

from briefkit.cli import options
from briefkit.record import Format, Settings


@click.command("convert")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=options.INPUT)
@click.option(
    "-o", "--out", default="out", show_default=True, type=click.Path(path_type=Path), help="The output folder."
)
@options.theme
@options.publishers
@options.pages
@click.option(
    "--formats",
    type=options.FormatList(),
    default="pdf,html,json,md",
    show_default=True,
    help="What to make, with commas between: pdf, html, json, md, docx. With md or docx, json is always made.",
)
@click.option("--jobs", type=click.IntRange(0, 256), help="Documents at once (default: one for each processor core).")
@click.option("--force", is_flag=True, help="Convert again what is unchanged since the last run.")
@click.option(
    "--split",
    is_flag=True,
    help="Make a briefing of each that a file holds, where it is clear where one begins. Other pages are set aside.",
)
@click.option("--strict", is_flag=True, help="End with exit code 1 where there are warnings.")
@options.budget
@options.ocr
@options.password
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="Time for one document.",
)
@click.option(
    "--memory", type=click.IntRange(0), default=2048, show_default=True, metavar="MB", help="Memory for one document."
)
@options.debug
def command(inputs: tuple[Path, ...], out: Path, jobs: int | None, strict: bool, **chosen: Any) -> int:
    """Convert briefings to PDF, web page, JSON and Markdown.

    INPUT is a file or a folder, which is walked with all its folders; - reads standard input. Lock files, hidden files
    and the output folder itself are passed over. Each input gets a folder OUT/NAME; OUT/index.html, report.csv and
    report.json list every input, also those that failed. Inputs that are unchanged since the last run are skipped.
    With --split the briefings of a file get folders OUT/NAME-1-SUBJECT, OUT/NAME-2-SUBJECT and a line each.

    One input: the exit code is its own. Several: 7 where one failed, else 1 where there are errors (with --strict
    warnings too), else 0. --jobs 0 works without worker processes and without bounds on time and memory.
    """
    from briefkit import files, runs
    from briefkit.cli.display import Display
    from briefkit.cli.learning import house_of

    settings = Settings(
        formats=options.with_record(cast(tuple[Format, ...], chosen["formats"])),
        pages=cast(Literal[1, 2], int(chosen["pages"])),
        theme=_theme_for_workers(chosen["theme"]),
        ocr=chosen["ocr"],
        password=chosen["password"],
        budget=chosen["budget"],
        split=chosen["split"],
    )
    house = house_of(settings.theme, out, chosen["publishers"])
    order = runs.Order(out, settings, house, chosen["force"], chosen["debug"], _time(jobs, chosen))
    tasks = runs.plan(files.walk(inputs, out), out)
    if not tasks:
        click.echo("There is nothing to convert: no documents were found.")
        return 0
    _refuse_file_as_folder(out)
    files.sweep(out)
    workers = _workers(jobs, len(tasks))
    rows: dict[int, list[Any]] = {}
    with _one_interrupt(), Display(out, len(tasks)) as display, _executor(workers, chosen) as executor:
        for task, row in runs.convert_all(tasks, order, executor, max(1, 2 * workers)):
            rows.setdefault(task.number, []).append(row)
            display.add(row)
    listed = [row for number in sorted(rows) for row in rows[number]]
    code = runs.exit_code(listed, strict=strict)
    runs.write_reports(out, listed, code)
    display.summarise(listed)
    return code


def _theme_for_workers(name: str) -> str:
    """A path is made absolute, a name stays."""
    return str(Path(name).absolute()) if os.sep in name or "/" in name or name.startswith(".") else name


def _refuse_file_as_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise click.UsageError(f"The output folder {out} is a file. Give another name with -o.")


def _time(jobs: int | None, chosen: dict[str, Any]) -> float:
    """The seconds for one document; without worker processes there is no bound."""
    return 0.0 if jobs == 0 else float(chosen["timeout"])


def _workers(jobs: int | None, tasks: int) -> int:
    if jobs == 0:
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(jobs or cores, tasks))


@contextmanager
def _executor(workers: int, chosen: dict[str, Any]) -> Iterator[Executor]:
    from briefkit import batch

    executor: Executor
    if workers == 0:
        executor = batch.SerialExecutor()
    else:
        executor = batch.BoundedExecutor(workers, chosen["timeout"], chosen["memory"])
    try:
        yield executor
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


@contextmanager
def _one_interrupt() -> Iterator[None]:
    """An order to end (SIGTERM, as a service or a scheduler sends it) is taken like Ctrl-C."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
