"""Pages that were recognised before, kept for the next run in the cache folder of the person who runs briefkit.

What is kept of a page is locked with a key made from its picture, and filed under another: whoever finds the folder
and has not the very same page can read nothing in it. The folder is for its owner alone (0700, its files 0600), holds
at most :data:`LARGEST` bytes and nothing older than :data:`DAYS` days. A folder that cannot be written, or that belongs
to somebody else, is not used; nothing here raises.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
import time
import zlib
from pathlib import Path

LARGEST = 64 * 1024 * 1024
"""A page takes five to ten kilobytes: some ten thousand pages."""

DAYS = 30

SWITCH = "BRIEFKIT_CACHE"
"""The environment variable that names another folder, or says ``off``."""

_LARGEST_PAGE = 4 * 1024 * 1024
_SUFFIX = ".page"


def place() -> Path | None:
    """The folder in which recognised pages are kept, whether it exists or not; ``None`` where that is switched off."""
    chosen = os.environ.get(SWITCH, "").strip()
    if chosen.casefold() in {"off", "no", "0", "none"}:
        return None
    if chosen:
        return Path(chosen).absolute() / "recognised"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        beside = home / "Library" / "Caches"
    elif sys.platform == "win32":
        beside = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        beside = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return beside / "briefkit" / "recognised" if beside.is_absolute() else None


def take(key: bytes) -> bytes | None:
    """What was kept under ``key``; ``None`` where nothing was, or where it cannot be read or was changed."""
    folder = place()
    if folder is None or not _is_ours(folder):
        return None
    try:
        with (folder / _name(key)).open("rb") as stream:
            sealed = stream.read(_LARGEST_PAGE + 1)
    except OSError:
        return None
    salt, mark, rest = sealed[:16], sealed[16:48], sealed[48:]
    content = _sealed(rest, key + salt)
    if hashlib.sha256(key + content).digest() != mark:
        return None
    with contextlib.suppress(zlib.error):
        unpacking = zlib.decompressobj()
        unpacked = unpacking.decompress(content, 4 * _LARGEST_PAGE)
        return unpacked if unpacking.eof else None
    return None


def keep(key: bytes, content: bytes) -> None:
    """Keeps ``content`` under ``key``, if that can be done; what is too old or too much goes."""
    folder = place()
    packed = zlib.compress(content)
    if folder is None or len(packed) > _LARGEST_PAGE:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder):
            return
        handle, name = tempfile.mkstemp(prefix=".", suffix=_SUFFIX, dir=folder)  # for its owner alone
        try:
            with os.fdopen(handle, "wb") as stream:
                salt = os.urandom(16)
                stream.write(salt + hashlib.sha256(key + packed).digest() + _sealed(packed, key + salt))
            Path(name).replace(folder / _name(key))
        finally:
            Path(name).unlink(missing_ok=True)
        _tidy(folder)


def survey() -> tuple[int, int]:
    """How many pages are kept, and how many bytes they take."""
    sizes = [size for _, size, _ in _listed(place())]
    return len(sizes), sum(sizes)


def empty() -> int:
    """Removes every page that is kept and returns how many there were."""
    removed = 0
    for _, _, path in _listed(place()):
        with contextlib.suppress(OSError):
            path.unlink()
            removed += 1
    return removed


def _name(key: bytes) -> str:
    return hashlib.sha256(b"name" + key).hexdigest() + _SUFFIX


def _sealed(content: bytes, key: bytes) -> bytes:
    """``content`` under a one-time pad made from the key; the same again opens it."""
    pad = hashlib.shake_256(b"pad" + key).digest(len(content))
    return (int.from_bytes(content) ^ int.from_bytes(pad)).to_bytes(len(content))


def _is_ours(folder: Path) -> bool:
    """Whether the folder is a real one and its owner's alone; one that others may look into is closed to them."""
    try:
        there = folder.lstat()
        if not stat.S_ISDIR(there.st_mode):
            return False
        if os.name == "posix":
            if there.st_uid != os.getuid():
                return False
            if there.st_mode & 0o077:
                folder.chmod(0o700)
    except OSError:
        return False
    return True


def _listed(folder: Path | None) -> list[tuple[float, int, Path]]:
    """Time, size and path of each page that is kept, the oldest first."""
    found = []
    if folder is not None and _is_ours(folder):
        with contextlib.suppress(OSError):
            for entry in os.scandir(folder):
                if entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False):
                    there = entry.stat(follow_symlinks=False)
                    found.append((there.st_mtime, there.st_size, Path(entry.path)))
    return sorted(found)


def _tidy(folder: Path) -> None:
    pages = _listed(folder)
    room = sum(size for _, size, _ in pages) - LARGEST
    too_old = time.time() - DAYS * 24 * 3600
    for written, size, path in pages:
        if written < too_old or room > 0:
            path.unlink(missing_ok=True)
            room -= size
