"""Names of result folders: safe on every system whatever the input is called, and distinct within a run."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from briefkit.files import BESIDE_RESULTS

LONGEST = 80
"""The most bytes of UTF-8 in a stem: Windows allows 260 characters for a whole path."""

_ROOM = 20
"""So many bytes more a name may have that is made of a stem and of something that tells it apart."""
_SUBJECT_WORDS = 6

# Forbidden on Windows, or read by a shell or a web server as something else than a name.
_UNSAFE = re.compile(r'[<>:"/\\|?*$`;%\x00-\x1f\x7f]')
# The reserved device names of Windows, also in front of a dot.
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,8}$")


def safe_stem(name: str) -> str:
    """A folder name for an input's file name: the name without its extension wherever that is safe.

    Control and direction characters, path separators and what Windows forbids become ``_``; blanks and dots at the ends
    and dashes in front go; a name over :data:`LONGEST` bytes is cut and ends in a short hash of the whole name.
    """
    stem = _SUFFIX.sub("", name) or name
    stem = _UNSAFE.sub("_", unicodedata.normalize("NFC", stem))
    stem = "".join(
        char for char in stem if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    stem = stem.strip(" .").lstrip("-. ~")
    stem = _RESERVED.sub(r"\1_", stem) or "document"
    if len(stem.encode()) > LONGEST:
        stem = _cut(stem, name)
    return stem


def _cut(stem: str, name: str) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return stem.encode()[: LONGEST - 9].decode(errors="ignore").rstrip(" .") + f"-{digest}"


def distinct_stems(paths: Iterable[PurePath], others: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """One stem for each path, in their order, no two alike even where capitals do not count.

    The first input of a name has the plain stem; a later one gets its extension where that differs, else its folder or
    a number added. ``others`` are the names that are given away already, each with the extension of its input.
    """
    taken = {_key(name): "" for name in BESIDE_RESULTS} | {_key(name): kind for name, kind in others.items()}
    stems: list[str] = []
    for path in paths:
        extension = extension_of(path)
        is_other_kind = extension != taken.get(_key(safe_stem(path.name)), extension)
        stem = next(stem for stem in _candidates(path, extension if is_other_kind else "") if _key(stem) not in taken)
        taken[_key(stem)] = extension
        stems.append(stem)
    return stems


def part_stem(stem: str, number: int, of: int, subject: str, taken: Iterable[str] = ()) -> str:
    """The folder name of briefing ``number`` from 1 of the ``of`` that the input with the stem ``stem`` holds.

    It begins with the stem and ends in whom or what it is about (``pack-2-child-wren``), cut where the name would get
    too long; a number is added where it is one of ``taken`` (capitals do not count).
    """
    numbered = f"{stem}-{number:0{len(str(of))}d}"
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", subject).encode("ascii", "ignore").decode().lower())
    while words and len(f"{numbered}-{'-'.join(words)}".encode()) > LONGEST + _ROOM:
        words.pop()
    name = "-".join([numbered, *words[:_SUBJECT_WORDS]])
    keys = {_key(one) for one in taken}
    names = itertools.chain([name], (f"{name}-{again}" for again in itertools.count(2)))
    return next(one for one in names if _key(one) not in keys)


def extension_of(path: PurePath) -> str:
    """The extension in small letters, without its dot."""
    return path.suffix.removeprefix(".").lower()


def _key(stem: str) -> str:
    return unicodedata.normalize("NFKC", stem).casefold()


def _candidates(path: PurePath, extension: str) -> Iterable[str]:
    stem = safe_stem(path.name)
    yield stem
    if re.fullmatch(r"[a-z0-9]{1,9}", extension):
        yield f"{stem}-{extension}"
    folder = safe_stem(path.parent.name) if path.parent.name else ""
    if folder and len(f"{stem}-{folder}".encode()) <= LONGEST + _ROOM:
        yield f"{stem}-{folder}"
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
