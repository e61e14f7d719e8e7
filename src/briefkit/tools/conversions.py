"""What no reader takes becomes what one does: looked up among what was converted before, else converted now.

In a run with many files, :func:`prepare` converts a handful of old files by one call and leaves the results in the
folder of the run, under the checksum of what was given; :func:`convert` finds them there. A file of which nothing was
left there is converted alone, so that it gets its own time and its own error message.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from briefkit import files
from briefkit.diagnostics import Result
from briefkit.errors import BriefkitError, ToolMissing
from briefkit.model import Source
from briefkit.readers import ole
from briefkit.readers.sniff import CONVERTED, DOC, WORD_XML_MARKS
from briefkit.tools import libreoffice, old_word

AT_ONCE = 20
"""So many files are given to one call: more would not be faster, and one that hangs delays its neighbours."""

_LOOKED_AT = 4096


def wanted(path: Path) -> bool:
    """Whether a file may need a conversion, from its first bytes; where it cannot be read, it needs none."""
    head = files.head(path, _LOOKED_AT)
    return head.startswith((ole.HEAD, b"\xffWPC")) or any(mark in head for mark in WORD_XML_MARKS)


def chunks(paths: Sequence[Path]) -> Iterable[tuple[Path, ...]]:
    """Paths in handfuls, each for one call of :func:`prepare`; a single file is left to its own job."""
    if len(paths) > 1:
        yield from (tuple(paths[at : at + AT_ONCE]) for at in range(0, len(paths), AT_ONCE))


def prepare(paths: Iterable[Path], folder: Path) -> None:
    """Converts the old files among ``paths`` and leaves the results in ``folder``. What fails is passed over here."""
    kinds: dict[str, dict[str, Source]] = {}
    for path in paths:
        with contextlib.suppress(BriefkitError):
            source = files.load(path)
            if source.media_type in CONVERTED:
                kinds.setdefault(source.media_type, {})[source.sha256] = source
    for sources in kinds.values():
        made = libreoffice.convert_many(list(sources.values()), folder)
        for sha256, data in zip(sources, made, strict=True):
            if data is not None:
                files.write_file(folder / sha256, data)


def convert(source: Source, folder: Path | None = None) -> Result[Source]:
    """The source as one that a reader takes; one that needs no conversion is handed back.

    ``folder`` is where :func:`prepare` left its results. Raises :class:`ToolMissing` and ``UnusableInput``.
    """
    if source.media_type not in CONVERTED:
        return Result(source)
    conversion = libreoffice.CONVERSIONS[source.media_type]
    if folder is not None and (folder / source.sha256).is_file():
        data = files.read(folder / source.sha256)
        return Result(libreoffice.rename(source, data, libreoffice.by(conversion.probe)))
    there = folder if folder is not None and folder.is_dir() else None
    try:
        return Result(libreoffice.convert(source, folder=there))
    except ToolMissing as missing:
        if source.media_type != DOC or not old_word.available():
            raise
        if old_word.may_hide(source.data):
            raise ToolMissing(
                "This is an old Word file (.doc) that may hold deleted or hidden text. LibreOffice, which is not "
                "installed, leaves such text out; briefkit’s other reader of .doc does not do so surely.",
                missing.next_step,
            ) from missing
        made = old_word.convert(source)
        note = f"{made.diagnostics[0].note} {missing.next_step}".strip()
        return Result(made.value, (msgspec.structs.replace(made.diagnostics[0], note=note), *made.diagnostics[1:]))
