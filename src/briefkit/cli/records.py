"""Records for the commands that take both sources and finished briefings."""

from __future__ import annotations

from pathlib import Path

import msgspec

from briefkit import codec, files, jobs, pipeline, remembered, theme
from briefkit.check import check
from briefkit.cli.printing import naming
from briefkit.errors import BriefkitError, UsageError
from briefkit.record import Record, Settings
from briefkit.revise import is_briefing

_EDITED = (".md", ".docx")


def record_of(path: Path, settings: Settings) -> Record:
    """The record of a source, of a ``briefing.json``, or of an edited briefing beside its ``briefing.json``."""
    if path.suffix.lower() == ".json" or _is_edited(path):
        return revised(path)
    source = files.load(path)
    if path.suffix.lower() in _EDITED and is_briefing(source):
        return revised(path)
    readable, document = jobs.read(source, settings)
    known = remembered.load(remembered.file_of(settings.theme, Path("out"))).value
    house = msgspec.structs.replace(theme.load(settings.theme), publishers=known)
    return pipeline.normalise(readable, document, house, password=settings.password, budget=settings.budget)


def _is_edited(path: Path) -> bool:
    return path.name.startswith("briefing") and path.suffix.lower() in _EDITED and original_of(path) is not None


def _original(path: Path) -> Path:
    return path.with_name("briefing.json")


def original_of(path: Path) -> Path | None:
    """The record that an edited ``briefing.md`` or ``briefing.docx`` is compared with: what conversion made.

    That is the ``briefing.json`` beside it or, once ``briefkit render`` has brought that one up to date, the copy that
    was kept of it then. ``None`` where there is neither. A copy that is of another source is not looked at.
    """
    there, kept = _original(path), path.with_name(files.ORIGINAL)
    if not there.is_file():
        return kept if kept.is_file() else None
    if not kept.is_file():
        return there
    sources = _source_of(kept), _source_of(there)
    return kept if sources[0] and sources[1] in (sources[0], None) else there


def _source_of(record: Path) -> str | None:
    try:
        return codec.load(files.read(record)).source.sha256
    except BriefkitError:
        return None


def revised(path: Path) -> Record:
    """The record of a ``briefing.json``, ``briefing.md`` or ``briefing.docx`` that a person may have edited.

    Sentences of the last two are matched to the record that conversion made, see :func:`original_of`.
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

    original = original_of(path)
    with naming(original or path):
        before = codec.load(files.read(original)) if original else None
    with naming(path):
        return _as_it_is_now(revise.revise(files.load(path), before))


def _as_it_is_now(record: Record) -> Record:
    """Without what was said of the pages of an earlier rendering (BK6xx), and with the lints asked anew."""
    said = tuple(each for each in record.diagnostics if not each.code.startswith("BK6"))
    record = msgspec.structs.replace(record, diagnostics=said)
    return msgspec.structs.replace(record, diagnostics=check(record))
