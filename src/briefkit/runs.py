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
from briefkit.stems import distinct_stems, extension_of, part_stem
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
    folders = shelf.owned(out) if out else {}
    owners = {owner.made_from: owner.stem or name for name, owner in reversed(folders.items())}
    names = {number: owners[place] for number in inputs if (place := shelf.place_of(listed[number].path)) in owners}
    others = {
        taken: extension_of(Path(owner.made_from))
        for name, owner in folders.items()
        if (own := owner.stem or name) in names.values() or Path(owner.made_from).exists()
        for taken in (own, name)
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
    document: what went wrong with it is in its row. An input that was split has a row for each of its briefings, in
    their order.
    """
    tasks, due = list(tasks), list[Task]()
    labels = _Labels(order.out, tasks)
    for task in tasks:
        rows = _without_work(task, order, labels)
        if not rows:
            due.append(task)
        yield from ((task, row) for row in rows)
    old = [task for task in due if conversions.wanted(task.found.path)]
    chunks = list(conversions.chunks([task.found.path for task in old]))
    if not chunks and len(due) < 2:
        yield from _each(due, order, executor, labels, at_once)
        return
    others = [task for task in due if task not in old]
    with tempfile.TemporaryDirectory(prefix="briefkit-run-", ignore_cleanup_errors=True) as folder:
        try:
            yield from _each(others, order, executor, labels, at_once, chunks=chunks, folder=folder)
            yield from _each(old, order, executor, labels, at_once, folder=folder)
        except BaseException:
            # Interrupted: whoever writes into the folder ends before it is removed, or parts of documents would stay.
            executor.shutdown(cancel_futures=True)
            raise


def _each(  # noqa: PLR0913
    tasks: list[Task],
    order: Order,
    executor: Executor,
    labels: _Labels,
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
            yield from ((call.task, row) for row in _finish(call.task, future, order, labels))


class _Chunk(NamedTuple):
    """Old files to be converted by one call. What becomes of it is seen by what lies in the folder afterwards."""

    paths: tuple[Path, ...]
    folder: str


class _Call(NamedTuple):
    """One input to be made a briefing, or why not."""

    task: Task
    job: Job | BriefkitError


class _Labels:
    """Names for the folders of the briefings of a file that was split: none twice, and none of another file's."""

    def __init__(self, out: Path, tasks: Iterable[Task]) -> None:
        self._folders = shelf.owned(out)
        self._given = [*files.BESIDE_RESULTS, *(task.stem for task in tasks if task.stem)]

    def folders_of(self, task: Task) -> list[str]:
        """The folders with one of several briefings of an input, as they stood when the run began."""
        place = shelf.place_of(task.found.path)
        return [name for name, owner in self._folders.items() if owner.stem and owner.made_from == place]

    def give(self, task: Task, made: Made) -> str:
        """The name for the folder of one briefing of an input."""
        part = made.row.part
        if part is None or part.of == 1:
            return task.stem
        place = shelf.place_of(task.found.path)
        foreign = (name for name, owner in self._folders.items() if owner.made_from != place)
        name = part_stem(task.stem, part.number, part.of, made.subject, [*self._given, *foreign])
        self._given.append(name)
        return name


def _without_work(task: Task, order: Order, labels: _Labels) -> tuple[Row, ...]:
    if task.found.passed_over:
        return (Row(task.found.shown, "passed over", message=task.found.passed_over),)
    if order.force or task.found.path == STDIN:
        return ()
    row = shelf.unchanged(order.out / task.stem, task.found.path, order.settings, order.house)
    if row is not None:
        return (msgspec.structs.replace(row, input=task.found.shown, folder=task.stem),)
    if not order.settings.split:
        return ()
    folders = [order.out / name for name in labels.folders_of(task)]
    rows = shelf.unchanged_parts(folders, task.found.path, order.settings, order.house)
    return tuple(msgspec.structs.replace(row, input=task.found.shown) for row in rows)


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


def _finish(task: Task, future: Future[Made | None], order: Order, labels: _Labels) -> list[Row]:
    try:
        made = future.result()
        assert made is not None
    except Exception as error:
        return [failed(task.found.shown, error, debug=order.debug)]
    return [_save(task, each, order, labels) for each in (made, *made.more)]


def _save(task: Task, made: Made, order: Order, labels: _Labels) -> Row:
    if made.row.status == "failed":
        return made.row
    name = labels.give(task, made)
    try:
        stem = "" if name == task.stem else task.stem
        return shelf.save(order.out / name, made, order.settings, order.house, task.found.path, stem=stem)
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
    else 1 where there are errors, and with ``strict`` warnings too; else 0. What was passed over does not count. The
    briefings of an input that was split are one input; its code is their highest.
    """
    rows = [row for row in rows if row.status != "passed over"]
    codes = [_own_code(row, strict) for row in rows if row.part is None]
    split: dict[str, int] = {}
    for row in rows:
        if row.part is not None:
            split[row.input] = max(split.get(row.input, 0), _own_code(row, strict))
    codes += split.values()
    if len(codes) == 1:
        return codes[0]
    if any(code > 1 for code in codes):
        return 7
    return 1 if any(codes) else 0


def _own_code(row: Row, strict: bool) -> int:
    if row.exit_code == 0 and strict and row.warnings:
        return 1
    return row.exit_code
