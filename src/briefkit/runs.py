"""A run: many inputs into one output folder, each result saved as soon as it is there."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import NamedTuple

import msgspec

from briefkit import batch, files, reports, shelf
from briefkit.errors import BriefkitError
from briefkit.files import STDIN, Found
from briefkit.jobs import Job, Made, Row, convert, failed
from briefkit.record import Settings
from briefkit.stems import distinct_stems, extension_of
from briefkit.theme import Theme
from briefkit.tools import conversions


class Task(msgspec.Struct, frozen=True):
    """An input and the name of its result folder; ``number`` is its place in the report."""

    number: int
    found: Found
    stem: str


class Order(msgspec.Struct, frozen=True):
    """What a run is to do, apart from its inputs; ``seconds`` is the time for one document (0: no bound)."""

    out: Path
    settings: Settings
    house: Theme
    force: bool = False
    debug: bool = False
    seconds: float = 0


def plan(found: Iterable[Found], out: Path | None = None) -> list[Task]:
    """A result folder's name for each input; files that are passed over get none.

    An input keeps the folder in ``out`` that was first made for it, whatever else is given and in which order, and
    takes none that belongs to another file. The others get their names in the order of their paths.
    """
    listed = list(found)
    inputs = [number for number, one in enumerate(listed) if not one.passed_over]
    owners = shelf.owned(out) if out else {}
    names = {number: owners[place] for number in inputs if (place := shelf.place_of(listed[number].path)) in owners}
    others = {
        name: extension_of(Path(place))
        for place, name in owners.items()
        if name in names.values() or Path(place).exists()
    }
    new = sorted((number for number in inputs if number not in names), key=lambda number: _rank(listed[number]))
    stems = distinct_stems([_named(listed[number]) for number in new], others)
    names |= dict(zip(new, stems, strict=True))
    return [Task(number, one, names.get(number, "")) for number, one in enumerate(listed)]


def _named(found: Found) -> Path:
    return found.path if found.path != STDIN else Path("standard input")


def _rank(found: Found) -> tuple[int, str]:
    """Upper folders first, then by name."""
    place = shelf.place_of(found.path)
    return len(Path(place).parts), place


def convert_all(
    tasks: Iterable[Task], order: Order, executor: Executor, at_once: int = 1
) -> Iterator[tuple[Task, Row]]:
    """Converts and saves each input and yields its row as it finishes, in no particular order.

    Old files are converted in handfuls beforehand, while the other inputs are at work; documents share a folder in
    which they agree how many pages are recognised at once. Nothing is raised for a
    document: what went wrong with it is in its row.
    """
    due: list[Task] = []
    for task in tasks:
        row = _without_work(task, order)
        if row is None:
            due.append(task)
        else:
            yield task, row
    old = [task for task in due if conversions.wanted(task.found.path)]
    chunks = list(conversions.chunks([task.found.path for task in old]))
    if not chunks and len(due) < 2:
        yield from _each(due, order, executor, at_once)
        return
    others = [task for task in due if task not in old]
    with tempfile.TemporaryDirectory(prefix="briefkit-run-", ignore_cleanup_errors=True) as folder:
        try:
            yield from _each(others, order, executor, at_once, chunks=chunks, folder=folder)
            yield from _each(old, order, executor, at_once, folder=folder)
        except BaseException:
            # Interrupted: whoever writes into the folder ends before it is removed, or parts of documents would stay.
            executor.shutdown(cancel_futures=True)
            raise


def _each(  # noqa: PLR0913
    tasks: list[Task],
    order: Order,
    executor: Executor,
    at_once: int,
    *,
    chunks: Sequence[tuple[Path, ...]] = (),
    folder: str = "",
) -> Iterator[tuple[Task, Row]]:
    calls: Iterator[_Chunk | _Call] = itertools.chain(
        (_Chunk(paths, folder) for paths in chunks), (_Call(task, _job(task, order, folder)) for task in tasks)
    )
    for call, future in batch.run_each(executor, _work, calls, at_once):
        if isinstance(call, _Call):
            yield call.task, _finish(call.task, future, order)


class _Chunk(NamedTuple):
    """Old files to be converted by one call. What becomes of it is seen by what lies in the folder afterwards."""

    paths: tuple[Path, ...]
    folder: str


class _Call(NamedTuple):
    """One input to be made a briefing, or why not."""

    task: Task
    job: Job | BriefkitError


def _without_work(task: Task, order: Order) -> Row | None:
    if task.found.passed_over:
        return Row(task.found.shown, "passed over", message=task.found.passed_over)
    if order.force or task.found.path == STDIN:
        return None
    row = shelf.unchanged(order.out / task.stem, task.found.path, order.settings, order.house)
    return None if row is None else msgspec.structs.replace(row, input=task.found.shown, folder=task.stem)


def _job(task: Task, order: Order, folder: str) -> Job | BriefkitError:
    if task.found.path != STDIN:
        return Job(
            str(task.found.path),
            task.found.shown,
            order.settings,
            debug=order.debug,
            folder=folder,
            seconds=order.seconds,
            publishers=order.house.publishers,
        )
    try:
        # A worker has no standard input of its own: what comes that way is read here.
        return Job(
            "-",
            "standard input",
            order.settings,
            files.load(STDIN),
            order.debug,
            folder,
            order.seconds,
            order.house.publishers,
        )
    except BriefkitError as error:
        return error


def _work(call: _Chunk | _Call) -> Made | None:
    if isinstance(call, _Chunk):
        conversions.prepare(call.paths, Path(call.folder))
        return None
    if isinstance(call.job, BriefkitError):
        raise call.job
    return convert(call.job)


def _finish(task: Task, future: Future[Made | None], order: Order) -> Row:
    try:
        made = future.result()
        assert made is not None
        if made.row.status == "failed":
            return made.row
        return shelf.save(order.out / task.stem, made, order.settings, order.house, task.found.path)
    except Exception as error:
        return failed(task.found.shown, error, debug=order.debug)


def write_reports(out: Path, rows: list[Row], code: int) -> None:
    """Writes ``index.html``, ``report.csv`` and ``report.json``. Raises :class:`briefkit.errors.OutputFailed`."""
    files.write_file(out / "report.json", reports.write_json(rows, code))
    files.write_file(out / "report.csv", reports.write_csv(rows))
    files.write_file(out / "index.html", reports.write_index(rows))


def exit_code(rows: Iterable[Row], *, strict: bool = False) -> int:
    """The exit code of a run.

    One input: its own code. Several: 7 where one failed, cannot be trusted (text unaccounted for) or lacks an output,
    else 1 where there are errors, and with ``strict`` warnings too; else 0. What was passed over does not count.
    """
    codes = [_own_code(row, strict) for row in rows if row.status != "passed over"]
    if len(codes) == 1:
        return codes[0]
    if any(code > 1 for code in codes):
        return 7
    return 1 if any(codes) else 0


def _own_code(row: Row, strict: bool) -> int:
    if row.exit_code == 0 and strict and row.warnings:
        return 1
    return row.exit_code
