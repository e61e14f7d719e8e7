"""The edge to the disk: which files are meant, what they hold, and results written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import stat
import sys
import tempfile
import time
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from briefkit.errors import OutputFailed, UnusableInput
from briefkit.model import Source
from briefkit.readers.sniff import WORD_XML_MARKS, sniff

LARGEST = 100 * 1024 * 1024
"""The largest file in bytes that is read. Briefings have some hundred kilobytes, long reports some ten megabytes."""

STDIN = Path("-")

STAMP = ".briefkit.json"
"""The file that marks a result folder, see :mod:`briefkit.shelf`."""

ORIGINAL = ".briefkit.original.json"
"""The record as conversion made it, beside a ``briefing.json`` that ``briefkit render`` has brought up to date."""

PUBLISHERS = "publishers.toml"
"""The file of publishers, see :mod:`briefkit.remembered`: no input, wherever it stands."""

BESIDE_RESULTS = ("index.html", "report.csv", "report.json")
"""What stands beside the result folders: it is no input, and no result folder may have its name."""

FINISHED = "a finished briefing: use briefkit render"
"""Why a briefing in a result folder is passed over."""

_FINISHED = re.compile(r"briefing(\.edited(-\d+)?)?\.(pdf|html|json|md|docx)")
_READ = {".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".pdf", ".odt", ".ott", ".rtf", ".htm", ".html", ".xhtml"}
_READ |= {".md", ".markdown", ".mdown", ".txt", ".text", ".pub", ".wps", ".wpd", ".wp", ".odg", ".odp", ""}
_READ |= {".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm", ".ppt", ".pps", ".pot"}
_LITTER = {"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"}
_TEMPORARY = ".briefkit-"


class Found(msgspec.Struct, frozen=True):
    """An input: its path as the person gave it or the walk found it.

    ``passed_over`` says why a file in a folder is listed but not converted (a kind that nobody takes for a briefing).
    """

    path: Path
    passed_over: str = ""

    @property
    def shown(self) -> str:
        """The path as it may be printed: no control or direction character reaches a terminal."""
        return printable(str(self.path))


def printable(text: str) -> str:
    """``text`` with control, direction and unpaired characters written out, so that it cannot disguise itself."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else char
        for char in text
    )


def walk(inputs: Iterable[Path], out: Path | None = None) -> list[Found]:
    """The files meant by ``inputs``, in an order that never changes: as given, folders by name, files before folders.

    Folders are walked, links to folders too, each folder once. Lock files (``~$x``), hidden files and litter of the
    system are left out without a word, and so is whatever stands in ``out`` and every result folder in a folder; of a
    result folder that is given itself the briefings are passed over. A file that is given twice comes once.
    A path that does not exist comes too: :func:`load` says what is wrong with it.
    """
    found: list[Found] = []
    seen_files: set[str] = set()
    seen_folders: set[tuple[int, int]] = set()
    inputs = list(inputs)
    if out is not None and not any(_is_same(given, out) for given in inputs):
        _enter(out, seen_folders)
    for given in inputs:
        for one in _each(given, seen_folders):
            key = os.path.abspath(one.path)  # noqa: PTH100  a link stays a file of its own: it is not resolved
            if key not in seen_files:
                seen_files.add(key)
                found.append(one)
    return found


def _each(given: Path, seen_folders: set[tuple[int, int]]) -> Iterator[Found]:
    if given == STDIN:
        yield Found(given)
    elif given.is_dir():
        yield from _in_folder(given, seen_folders)
    elif not _is_litter(given.name):
        yield Found(given)


def _in_folder(folder: Path, seen_folders: set[tuple[int, int]]) -> Iterator[Found]:
    pending = [folder]
    while pending:
        here = pending.pop()
        if not _enter(here, seen_folders):
            continue
        try:
            entries = sorted(os.scandir(here), key=lambda entry: (entry.name.casefold(), entry.name))
        except OSError:
            yield Found(here)  # load says why
            continue
        folders = []
        is_result = any(entry.name == STAMP for entry in entries)
        is_shelf = any(entry.name == "report.json" for entry in entries)
        for entry in entries:
            if entry.name.startswith(".") or _is_litter(entry.name) or (is_shelf and entry.name in BESIDE_RESULTS):
                continue
            if _leads_to_folder(entry):
                if not Path(entry.path, STAMP).exists():
                    folders.append(Path(entry.path))
            else:
                finished = is_result and _FINISHED.fullmatch(entry.name)
                yield Found(Path(entry.path), FINISHED if finished else _reason_to_pass_over(Path(entry.path)))
        pending.extend(reversed(folders))


def _enter(folder: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether the folder is new; a link back to one already walked ends there."""
    try:
        status = folder.stat()
    except OSError:
        return True
    # Windows gives no inode to some network drives: there the path has to do.
    key = (status.st_dev, status.st_ino or hash(str(folder.resolve())))
    if key in seen:
        return False
    seen.add(key)
    return True


def _is_same(given: Path, out: Path) -> bool:
    try:
        return given.samefile(out)
    except (OSError, ValueError):
        return False


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_litter(name: str) -> bool:
    return name.startswith(("~$", ".~lock.", "._")) or name.lower() in _LITTER or name in {".DS_Store", PUBLISHERS}


def _reason_to_pass_over(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix in _READ or "." not in path.name:
        return ""
    # Word saves documents as XML too; all other XML in a folder is no briefing.
    if suffix == ".xml" and any(mark in head(path, 4096) for mark in WORD_XML_MARKS):
        return ""
    return "not a kind of document that briefkit reads"


def load(path: Path) -> Source:
    """The file as a :class:`Source`. Raises :class:`UnusableInput` with a clear sentence where that cannot be."""
    return from_bytes("standard input" if path == STDIN else path.name, read(path))


def read(path: Path) -> bytes:
    """The bytes of a file or, for ``-``, of standard input. Raises :class:`UnusableInput` where that cannot be."""
    if path == STDIN:
        return _of_bounded_size(sys.stdin.buffer.read(LARGEST + 1))
    try:
        _refuse_special(path.stat())
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:  # a zero byte in the name
        raise UnusableInput("There is no file of this name.", "Check the spelling.", code="BK115") from error
    return _of_bounded_size(data)


def head(path: Path, size: int) -> bytes:
    """The first bytes of a file; empty where it cannot be read (:func:`load` says why) or is standard input."""
    try:
        if path == STDIN or not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as stream:
            return stream.read(size)
    except (OSError, ValueError):
        return b""


def from_bytes(name: str, data: bytes, via: tuple[str, ...] = ()) -> Source:
    """Bytes as a :class:`Source`, its kind found by looking at them. Raises as :func:`briefkit.readers.sniff.sniff`."""
    # A name may hold bytes that are no text (unpaired surrogates); nothing could write it into a result.
    name = name.encode("utf-8", "replace").decode()
    return Source(name, data, sniff(name, data), hashlib.sha256(data).hexdigest(), via)


def digest(path: Path) -> str | None:
    """The SHA-256 of a file, or ``None`` where it cannot be read or is over :data:`LARGEST`."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _of_bounded_size(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise UnusableInput(
            f"The file has more than {LARGEST // 1024 // 1024} MB, which is more than a briefing can have.",
            "Take out pictures, or give the briefing without its annexes.",
            code="BK114",
        )
    return data


def _refuse_special(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnusableInput("This is a folder.", "Give one of the files in it.", code="BK117")
    if not stat.S_ISREG(status.st_mode):
        raise UnusableInput(
            "This is a device or a pipe and no file.", "Save the briefing as a file first.", code="BK117"
        )


def _unreadable(path: Path, error: OSError) -> UnusableInput:
    if path.is_symlink() and not path.exists():
        return UnusableInput(
            "This is a link to a file that is gone or a link to itself.", "Give the file itself.", code="BK115"
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnusableInput("There is no such file.", "Check the folder and the spelling.", code="BK115")
    if isinstance(error, PermissionError):
        next_step = "Close it in other programs, or ask for the right to read it."
        return UnusableInput("The file may not be read.", next_step, code="BK116")
    reason = error.strerror or type(error).__name__
    return UnusableInput(
        f"The file cannot be read ({reason}).", "Copy it to this computer and try again.", code="BK116"
    )


def write_file(path: Path, content: bytes) -> None:
    """Writes a file whole: whoever looks sees the old one or the new one. Raises :class:`OutputFailed`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def write_folder(folder: Path, contents: Mapping[str, bytes], ours: Iterable[str] = ()) -> None:
    """Puts a result folder in its place, whole: a reader sees the old folder or the new one, never half of one.

    ``contents`` are the files by name. Of a folder that stands there already, the files in ``ours`` go; everything else
    in it belongs to the person and moves into the new folder. Raises :class:`OutputFailed`.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists() and not folder.is_dir():
            raise OutputFailed(
                f"A file stands where the folder {printable(folder.name)} must go.", "Move that file away."
            )
        # The name is known before the folder is there: an interrupt at any moment leaves nothing behind.
        temporary = folder.parent / f"{_TEMPORARY}{uuid.uuid4().hex}"
        try:
            temporary.mkdir(0o700)
            temporary.chmod(0o777 & ~_umask())
            for name, content in contents.items():
                (temporary / name).write_bytes(content)
            _swap(temporary, folder, {*contents, *ours})
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _swap(new: Path, folder: Path, ours: set[str]) -> None:
    if not folder.exists():
        new.replace(folder)
        return
    for kept in folder.iterdir():
        if kept.name not in ours:
            _copy(kept, new / kept.name)
    old = new.with_name(new.name + "-old")
    folder.replace(old)
    try:
        new.replace(folder)
    except BaseException:
        old.replace(folder)
        raise
    if old.is_symlink():
        old.unlink()
    else:
        shutil.rmtree(old, ignore_errors=True)


def _copy(kept: Path, target: Path) -> None:
    if kept.is_dir() and not kept.is_symlink():
        shutil.copytree(kept, target, symlinks=True)
    else:
        shutil.copy2(kept, target, follow_symlinks=False)


def sweep(out: Path) -> None:
    """Takes away what an interrupted run left behind in ``out`` more than an hour ago (another run may be at work)."""
    with contextlib.suppress(OSError):
        for left in out.glob(f"{_TEMPORARY}*"):
            if left.name.endswith("-old") or time.time() - left.lstat().st_mtime < 3600:
                continue
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> OutputFailed:
    reason = error.strerror or type(error).__name__
    return OutputFailed(
        f"The result cannot be written to {printable(str(path))} ({reason}).",
        "Close files of it that are open in other programs, check the free space and the right to write there.",
    )
