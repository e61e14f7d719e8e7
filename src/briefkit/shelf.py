"""The output folder: what is unchanged since the last run, results put in their place, a person's edits kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from briefkit import __version__, files
from briefkit.diagnostics import Diagnostic
from briefkit.jobs import FILE_NAMES, Made, Row
from briefkit.publishers import mark_of
from briefkit.record import Settings
from briefkit.theme import Theme

_EDITABLE = ("briefing.md", "briefing.docx", "briefing.json")
T = TypeVar("T")

KEPT = "BK140"
_STAMP_AT_MOST = 50_000_000


class Stamp(msgspec.Struct, frozen=True):
    """What a result folder was made from: ``key`` (see :func:`key_of`), each file's SHA-256, and its row.

    ``made_from`` is the source's path as seen from the output folder, so that both can be moved together; empty for
    standard input. ``stem`` is the source's own stem where the folder holds one of several briefings of it.
    ``publisher`` is the publisher's name in the briefing, ``known`` the mark of what was known of that publisher (see
    :func:`briefkit.publishers.mark_of`).
    """

    key: str
    files: dict[str, str]
    row: Row
    made_from: str = ""
    publisher: str = ""
    known: str = ""
    stem: str = ""


class Owner(msgspec.Struct, frozen=True):
    """To which source a result folder belongs: see :class:`Stamp`. ``made_from`` is its path as :func:`place_of`."""

    made_from: str = ""
    stem: str = ""


def owned(out: Path) -> dict[str, Owner]:
    """The result folders in ``out`` that belong to a source, by their names in order."""
    owners: dict[str, Owner] = {}
    try:
        folders = sorted(entry.name for entry in os.scandir(out) if entry.is_dir())
    except OSError:
        return {}
    for name in folders:
        stamp = _decoded(out / name, Owner)
        if stamp and stamp.made_from:
            owners[name] = Owner(place_of(out / stamp.made_from), stamp.stem)
    return owners


def place_of(path: Path) -> str:
    """A path so that two that lead to one file are equal as strings; links are not followed."""
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100  a link stays a file of its own


def _from(out: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, out)).as_posix()
    except ValueError:  # another drive of Windows
        return place_of(path)


def key_of(sha256: str, settings: Settings, house: Theme) -> str:
    """The key by which an input is unchanged: its content, the settings that decide the text, version and house style.

    The formats are no part of it: whether they are all there is asked of the folder. A password decides nothing but
    whether the file opens, and belongs into no file. What is known of publishers is asked of the one concerned only.
    """
    deciding = msgspec.structs.replace(settings, formats=(), password=None)
    parts = (sha256, __version__, deciding, msgspec.structs.replace(house, publishers=()))
    return hashlib.sha256(msgspec.msgpack.encode(parts, order="deterministic")).hexdigest()


def stamp_of(folder: Path) -> Stamp | None:
    """The stamp of a result folder; ``None`` where there is none or it cannot be read."""
    return _decoded(folder, Stamp)


def _decoded(folder: Path, kind: type[T]) -> T | None:
    path = folder / files.STAMP
    try:
        if path.stat().st_size > _STAMP_AT_MOST:
            return None
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None


def unchanged(folder: Path, path: Path, settings: Settings, house: Theme) -> Row | None:
    """The row of the last run, where the same input, settings and version made what still stands in ``folder``.

    A line learned since of its publisher makes a result anew, unless a person has taken it in hand: what was corrected
    in one briefing must not push aside what was corrected in another.
    """
    stamp = stamp_of(folder)
    if stamp is None:
        return None
    wanted = [FILE_NAMES[each] for each in settings.formats]
    if any(name not in stamp.files or not (folder / name).is_file() for name in wanted):
        return None
    sha256 = files.digest(path)
    if sha256 is None or key_of(sha256, settings, house) != stamp.key:
        return None
    if mark_of(house.publishers, stamp.publisher) != stamp.known and not _in_hand(folder, stamp):
        return None
    return msgspec.structs.replace(stamp.row, status="unchanged", seconds=0.0)


def _in_hand(folder: Path, stamp: Stamp) -> bool:
    """Whether a person has edited a file of the result since it was made, rendered again or not."""
    return (folder / files.ORIGINAL).is_file() or bool(_edited(folder, stamp, {}))


def unchanged_parts(folders: Sequence[Path], path: Path, settings: Settings, house: Theme) -> tuple[Row, ...]:
    """The rows of the last run of a source that was split, in their order; none where one of its briefings is missing.

    ``folders`` are those that belong to it; what an earlier version of it left there does not count.
    """
    found: dict[int, Row] = {}
    for folder in folders:
        row = unchanged(folder, path, settings, house)
        if row is not None and row.part is not None:
            found.setdefault(row.part.number, msgspec.structs.replace(row, folder=folder.name))
    wanted = {row.part.of for row in found.values() if row.part is not None}
    return tuple(found[n] for n in sorted(found)) if wanted == {len(found)} else ()


def save(folder: Path, made: Made, settings: Settings, house: Theme, path: Path, *, stem: str = "") -> Row:  # noqa: PLR0913
    """Puts the results of the input at ``path`` into ``folder`` and returns its row, with what was kept of before.

    ``stem`` is the input's own where the folder is for one of several briefings of it.
    A file that a person has changed since is kept beside the new one (``briefing.edited.md``). A format that was made
    from the same input before and was not asked for now stays. Raises :class:`briefkit.errors.OutputFailed`.
    """
    before = stamp_of(folder)
    key = key_of(made.sha256, settings, house)
    contents = dict(made.contents)
    marks = {name: _digest(content) for name, content in made.contents.items()}
    still_true = _still_true(folder, before, key, marks)
    edited = {old: new for old, new in _edited(folder, before, contents).items() if old not in still_true}
    for old, new in edited.items():
        contents[new] = (folder / old).read_bytes()
    row = msgspec.structs.replace(
        made.row,
        folder=folder.name,
        warnings=made.row.warnings + len(edited),
        diagnostics=(*made.row.diagnostics, *(_kept(*names) for names in edited.items())),
    )
    made_from = "" if path == files.STDIN else _from(folder.parent, path)
    known = mark_of(house.publishers, made.publisher)
    stamp = Stamp(key, {**still_true, **marks}, row, made_from, made.publisher, known, stem)
    contents[files.STAMP] = _encoded(stamp)
    ours = set(FILE_NAMES.values()) - set(still_true)
    if FILE_NAMES["json"] in ours:
        ours.add(files.ORIGINAL)
    files.write_folder(folder, contents, ours)
    return row


def put_back(folder: Path, contents: Mapping[str, bytes], row: Row | None = None) -> tuple[Diagnostic, ...]:
    """Writes what was rendered from an edited briefing into ``folder`` and returns what was kept of it before.

    In a result folder a file that a person has changed since briefkit wrote it is kept beside the new one, and the
    stamp learns what stands there now: the next conversion must not take it for a person's work. ``row`` is
    what the next run lists of the folder while its input is unchanged. Raises :class:`briefkit.errors.OutputFailed`.
    """
    stamp = stamp_of(folder)
    edited = _edited(folder, stamp, contents) if stamp else {}
    kept = {old: new for old, new in edited.items() if old in contents}
    for old, new in kept.items():
        files.write_file(folder / new, files.read(folder / old))
    for name, content in contents.items():
        files.write_file(folder / name, content)
    if stamp:
        marks = {name: _digest(content) for name, content in contents.items() if name in FILE_NAMES.values()}
        marked = msgspec.structs.replace(stamp, files={**stamp.files, **marks}, row=_joined(stamp.row, row))
        files.write_file(folder / files.STAMP, _encoded(marked))
    return tuple(_kept(*names) for names in kept.items())


def _joined(before: Row, now: Row | None) -> Row:
    """The row of a rendered briefing, with what only its conversion knows."""
    if now is None:
        return before
    formats = tuple(name for name in FILE_NAMES if name in before.formats or name in now.formats)
    pages = before.pages if now.pages is None else now.pages
    return msgspec.structs.replace(now, input=before.input, folder=before.folder, formats=formats, pages=pages)


def _encoded(stamp: Stamp) -> bytes:
    return msgspec.json.format(msgspec.json.encode(stamp), indent=1)


def _edited(folder: Path, before: Stamp | None, contents: Mapping[str, bytes]) -> dict[str, str]:
    """The names of files that a person changed, each with the name under which it will be kept."""
    edited: dict[str, str] = {}
    for name in _EDITABLE:
        there = files.digest(folder / name)
        made = before.files.get(name) if before else None
        new = _digest(contents[name]) if name in contents else None
        if there is not None and there not in (made, new):
            edited[name] = _free_name(folder, name)
    return edited


def _free_name(folder: Path, name: str) -> str:
    stem, _, extension = name.partition(".")
    candidate, number = f"{stem}.edited.{extension}", 2
    while (folder / candidate).exists():
        candidate, number = f"{stem}.edited-{number}.{extension}", number + 1
    return candidate


def _kept(old: str, new: str) -> Diagnostic:
    return Diagnostic(
        KEPT,
        "warning",
        f"{old} had been changed by hand; that version was kept as {new}.",
        note="Carry over what is still wanted, then render it again.",
    )


def _still_true(folder: Path, before: Stamp | None, key: str, marks: Mapping[str, str]) -> dict[str, str]:
    """Formats made from the same input earlier and not made now: they stay."""
    if before is None or before.key != key:
        return {}
    return {name: mark for name, mark in before.files.items() if name not in marks and (folder / name).is_file()}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
