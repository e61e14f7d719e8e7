"""Records for the commands that take both sources and finished briefings."""

from __future__ import annotations

from pathlib import Path

import msgspec

from briefkit import codec, files, jobs, pipeline, theme
from briefkit.check import check
from briefkit.cli.printing import naming
from briefkit.errors import UsageError
from briefkit.record import Record, Settings

_EDITED = (".md", ".docx")


def record_of(path: Path, settings: Settings) -> Record:
    """The record of a source, of a ``briefing.json``, or of an edited briefing beside its ``briefing.json``."""
    if path.suffix.lower() == ".json" or _is_edited(path):
        return revised(path)
    readable, document = jobs.read(files.load(path), settings)
    return pipeline.normalise(readable, document, theme.load(settings.theme))


def _is_edited(path: Path) -> bool:
    return path.name.startswith("briefing") and path.suffix.lower() in _EDITED and _original(path).is_file()


def _original(path: Path) -> Path:
    return path.with_name("briefing.json")


def revised(path: Path) -> Record:
    """The record of a ``briefing.json``, ``briefing.md`` or ``briefing.docx`` that a person may have edited.

    Sentences of the last two are matched to the ``briefing.json`` that stands beside them, where there is one.
    Raises :class:`UsageError` for a file of another kind, and as :mod:`briefkit.codec` and :mod:`briefkit.revise` do.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        with naming(path):
            return _as_it_is_now(codec.load(files.read(path)))
    if suffix not in _EDITED:
        raise UsageError(
            f"{files.printable(path.name)} is no briefing that can be rendered.",
            "Give a briefing.md, briefing.json or briefing.docx that briefkit convert made.",
        )
    from briefkit import revise

    original = _original(path)
    with naming(original):
        before = codec.load(files.read(original)) if original.is_file() else None
    with naming(path):
        return _as_it_is_now(revise.revise(files.load(path), before))


def _as_it_is_now(record: Record) -> Record:
    """Without what was said of the pages of an earlier rendering (BK6xx), and with the lints asked anew."""
    said = tuple(each for each in record.diagnostics if not each.code.startswith("BK6"))
    record = msgspec.structs.replace(record, diagnostics=said)
    return msgspec.structs.replace(record, diagnostics=check(record))
