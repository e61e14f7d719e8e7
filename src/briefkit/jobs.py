"""One input from its path to the bytes of its results, and the row that says what became of it.

:func:`convert` is what a worker process runs. It opens the input and writes nothing: the bytes go back to the parent,
which alone writes, so that an interrupt leaves whole results only and a worker may stand on another machine.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Literal

import msgspec

from briefkit import batch, files, pipeline, theme
from briefkit.briefing import SECTIONS, PartNote
from briefkit.check import check
from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import BriefkitError, OutputFailed, UnusableInput
from briefkit.model import Document, Source
from briefkit.publishers import Publishers
from briefkit.readers.sniff import CONVERTED, PDF
from briefkit.record import Format, Record, Settings

Status = Literal["converted", "unchanged", "failed", "passed over"]

_SHARE_OF_RECOGNITION = 0.7
"""So much of a document's time may go by until its last page is recognised; the rest is for all that follows."""

CRASHED = "BK199"
UNACCOUNTED = 5
"""The exit code where text of the source stands nowhere in the result: the result must not be trusted."""
NEXT_STEP_CRASH = "This is a fault of briefkit: please report it with the name of the file and the output of --debug."

FILE_NAMES: dict[Format, str] = {
    "pdf": "briefing.pdf",
    "html": "briefing.html",
    "json": "briefing.json",
    "md": "briefing.md",
    "docx": "briefing.docx",
}


class Row(msgspec.Struct, frozen=True):
    """What became of one input: a line of ``report.csv``, and an object of ``report.json``.

    ``input`` is the path as given; ``folder`` the result folder's name inside the output folder, empty where there is
    no result; ``sections`` the number of items by section; ``pages`` those of the PDF made; ``damaged`` says that the
    input was damaged and was read as far as it could be; ``code`` and ``message`` say why it failed; ``exit_code`` is
    the contract's for this input alone; ``trace`` is for whoever mends briefkit. ``part`` says which part of the input
    it is, where that was split.
    """

    input: str
    status: Status
    folder: str = ""
    title: str = ""
    sections: dict[str, int] = {}
    words: int = 0
    pages: int | None = None
    errors: int = 0
    warnings: int = 0
    damaged: bool = False
    exit_code: int = 0
    code: str = ""
    message: str = ""
    next_step: str = ""
    formats: tuple[Format, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0
    trace: str = ""
    part: PartNote | None = None


class Job(msgspec.Struct, frozen=True):
    """An input to convert. ``source`` is there where the input is no file (standard input); ``folder`` is where a run
    keeps what it converted beforehand (:mod:`briefkit.tools.conversions`), ``seconds`` how long it may take (0: no
    bound), ``publishers`` what is known of single publishers."""

    path: str
    shown: str
    settings: Settings
    source: Source | None = None
    debug: bool = False
    folder: str = ""
    seconds: float = 0
    publishers: Publishers = ()


class Made(msgspec.Struct, frozen=True):
    """The row of an input, the bytes of its results by file name, the source's checksum, and its publisher's name.

    ``subject`` is whom or what the briefing is about, in the words of its title. ``more`` are the other briefings of an
    input that was split.
    """

    row: Row
    contents: dict[str, bytes] = {}
    sha256: str = ""
    publisher: str = ""
    subject: str = ""
    more: tuple[Made, ...] = ()


def convert(job: Job) -> Made:
    """Converts one input; whatever goes wrong is in the row. Only ``MemoryError`` is raised: the executor names it."""
    started = time.monotonic()
    try:
        source = job.source or files.load(Path(job.path))
        made = _convert(source, job)
    except MemoryError:
        raise
    except Exception as error:
        made = Made(failed(job.shown, error, debug=job.debug))
    seconds = round(time.monotonic() - started, 2)
    return msgspec.structs.replace(
        made,
        row=msgspec.structs.replace(made.row, seconds=seconds),
        more=tuple(
            msgspec.structs.replace(other, row=msgspec.structs.replace(other.row, seconds=seconds))
            for other in made.more
        ),
    )


def _convert(source: Source, job: Job) -> Made:
    house = msgspec.structs.replace(theme.load(job.settings.theme), publishers=job.publishers)
    refuse_finished(source)
    readable, document = read(source, job.settings, Path(job.folder) if job.folder else None, job.seconds)
    _refuse_without_text(document, readable.media_type)
    settings = job.settings
    normalise = pipeline.normalise_parts if settings.split else _normalise_whole
    records = normalise(readable, document, house, password=settings.password, budget=settings.budget)
    if len(records) == 1:
        return _make(records[0], house, job, source.sha256)
    first, *more = (_make_part(record, house, job, source.sha256) for record in records)
    return msgspec.structs.replace(first, more=tuple(more))


def _normalise_whole(
    source: Source, document: Result[Document], house: theme.Theme, *, password: str | None, budget: int | None
) -> tuple[Record, ...]:
    return (pipeline.normalise(source, document, house, password=password, budget=budget),)


def _make_part(record: Record, house: theme.Theme, job: Job, sha256: str) -> Made:
    """One briefing of several; what goes wrong with it costs itself alone."""
    try:
        return _make(record, house, job, sha256)
    except MemoryError:
        raise
    except Exception as error:
        row = failed(job.shown, error, debug=job.debug)
        return Made(msgspec.structs.replace(row, part=record.source.part), sha256=sha256)


def _make(record: Record, house: theme.Theme, job: Job, sha256: str) -> Made:
    _refuse_without_items(record)
    record = _with_heading_told(record, house)
    record = msgspec.structs.replace(record, diagnostics=check(record))
    rendered = render(record, house, job.settings)
    named = {FILE_NAMES[made]: content for made, content in rendered.contents.items()}
    briefing = record.briefing
    return Made(row_of(rendered, job), named, sha256, briefing.publisher or "", briefing.subject or briefing.title)


def refuse_finished(source: Source) -> None:
    """Raises :class:`UnusableInput` for a finished briefing: taken as a source it would lose what its editor did."""
    from briefkit.revise import is_briefing

    if is_briefing(source):
        raise UnusableInput(
            "This is a briefing that briefkit made, maybe edited since, and no source.",
            "Use briefkit render with it; give briefkit convert the document that it was made from.",
            code="BK119",
        )


def _refuse_without_text(document: Result[Document], media_type: str) -> None:
    """Raises :class:`UnusableInput` where nothing was read: an empty briefing would look like a result."""
    if any(block.layer != "hidden" and block.text.strip() for block in document.value.blocks):
        return
    reasons = " ".join(said.message for said in document.diagnostics if said.severity != "info")
    raise UnusableInput(
        f"No text was found in the file. {reasons}".strip(),
        f"Open it and look whether it is the right one; if you see text, {_as_pdf(media_type)}.",
        code="BK118",
    )


def _refuse_without_items(record: Record) -> None:
    """Raises :class:`UnusableInput` where there is text and none of it stands in a section (a title, page numbers)."""
    briefing = record.briefing
    if any(item.text.strip() for _, item in briefing.sections.each()):
        return
    there = [briefing.title, *(one.text for one in briefing.absorbed), *(one.text for one in briefing.set_aside)]
    found = next((" ".join(text.split()) for text in there if text.strip()), "")
    only = f" It holds little more than “{found[:60]}{'…' if len(found) > 60 else ''}”." if found else ""
    raise UnusableInput(
        f"No text was found in the file that could stand in a briefing.{only}",
        f"Open it and look: if its text stands in pictures, {_as_pdf(record.source.media_type)}.",
        code="BK118",
    )


def _as_pdf(media_type: str) -> str:
    """What helps where text stands in pictures: it is recognised in PDFs only."""
    return "give the original or try --ocr always" if media_type == PDF else "save it as a PDF and convert that"


def _with_heading_told(record: Record, house: theme.Theme) -> Record:
    """Where no title was found, what stands in its place on the pages is said with it (BK302)."""
    if record.briefing.title.strip():
        return record
    instead = f"Until then the pages are headed “{house.words.untitled}”."
    told = (
        msgspec.structs.replace(said, note=f"{said.note} {instead}".strip()) if said.code == "BK302" else said
        for said in record.diagnostics
    )
    return msgspec.structs.replace(record, diagnostics=tuple(told))


def read(
    source: Source, settings: Settings, folder: Path | None = None, seconds: float = 0
) -> tuple[Source, Result[Document]]:
    """The source as it was read, after the conversions that it needed, and its document.

    ``folder`` is where a run keeps what it converted beforehand, ``seconds`` how long the document may take (0: as long
    as it takes). Raises :class:`UnusableInput`, or ``ToolMissing`` where a conversion's program is not there.
    """
    if source.media_type == PDF:
        from briefkit.tools import ocr
        from briefkit.tools.ocr import reading

        until = time.monotonic() + _SHARE_OF_RECOGNITION * seconds if seconds else None
        return reading.read(source, settings, ocr.Bounds(folder, until))
    if source.media_type not in CONVERTED:
        return source, pipeline.read(source, settings)
    from briefkit.tools import conversions

    converted = conversions.convert(source, folder)
    result = pipeline.read(converted.value, settings)
    return converted.value, msgspec.structs.replace(result, diagnostics=(*converted.diagnostics, *result.diagnostics))


class Rendered(msgspec.Struct, frozen=True):
    """The record with what was said of its pages, the bytes of each format, and why there is no PDF (``None``: there
    is one, or none was asked for)."""

    record: Record
    contents: dict[Format, bytes]
    failure: BriefkitError | None = None

    @property
    def exit_code(self) -> int:
        """The contract's exit code: that of the failure, else 5 where text is missing, 1 where there are errors."""
        codes = {said.code for said in self.record.diagnostics if said.severity == "error"}
        if self.failure is not None:
            return self.failure.exit_code
        return UNACCOUNTED if self.record.ledger.missing or "BK501" in codes else min(len(codes), 1)


def render(record: Record, house: theme.Theme, settings: Settings) -> Rendered:
    """The record in each format asked for.

    Where the PDF cannot be made (no Pango, a failed audit, a fault) all else is, and a diagnostic says so.
    """
    try:
        result = pipeline.render(record, house, settings)
    except (MemoryError, UnusableInput):
        raise
    except Exception as error:
        others = tuple(wanted for wanted in settings.formats if wanted != "pdf")
        if not others or "pdf" not in settings.formats:
            raise
        failure = error if isinstance(error, BriefkitError) else _faulty_pdf(error)
        said = Diagnostic(failure.code, "error", failure.message, note=failure.next_step)
        record = msgspec.structs.replace(record, diagnostics=(*record.diagnostics, said))
        rest = render(record, house, msgspec.structs.replace(settings, formats=others))
        return msgspec.structs.replace(rest, failure=failure)
    record = msgspec.structs.replace(record, diagnostics=(*record.diagnostics, *result.diagnostics))
    return Rendered(record, result.value)


def _faulty_pdf(error: Exception) -> OutputFailed:
    return OutputFailed(f"The PDF could not be made ({type(error).__name__}).", NEXT_STEP_CRASH, code=CRASHED)


def row_of(rendered: Rendered, job: Job) -> Row:
    """The row of a briefing that was made."""
    record, contents = rendered.record, rendered.contents
    by_section = {name: len(record.briefing.sections.of(name)) for name in SECTIONS}
    errors = [each for each in record.diagnostics if each.severity == "error"]
    first = errors[0] if errors else None
    return Row(
        input=job.shown,
        status="converted",
        title=record.briefing.title,
        sections={name: number for name, number in by_section.items() if number},
        words=record.briefing.words,
        pages=page_count(contents["pdf"]) if "pdf" in contents else None,
        errors=len(errors),
        warnings=sum(each.severity == "warning" for each in record.diagnostics),
        damaged=record.source.damaged,
        exit_code=rendered.exit_code,
        code=first.code if first else "",
        message=first.message if first else "",
        next_step=first.note if first else "",
        formats=tuple(contents),
        diagnostics=record.diagnostics,
        part=record.source.part,
    )


def page_count(pdf: bytes) -> int | None:
    """How many pages a PDF of our own has."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return None
    try:
        return len(document)
    finally:
        document.close()


def failed(shown: str, error: BaseException, *, debug: bool = False) -> Row:
    """The row of an input that came to nothing. An error that nobody foresaw gets a sentence of its own and BK199."""
    if isinstance(error, BriefkitError):
        return _row(shown, error.code, error.exit_code, error.message, error.next_step)
    if isinstance(error, batch.TimeIsUp):
        message = "The file took longer than one document may and was given up."
        return _row(shown, "BK130", 3, message, "Give a shorter version of it, or allow more with --timeout.")
    if isinstance(error, batch.MemoryIsUp | MemoryError):
        message = "The file needs more memory than one document may have and was given up."
        return _row(shown, "BK131", 3, message, "It may be damaged; if it is sound, allow more with --memory.")
    if isinstance(error, batch.WorkerDied):
        return _row(shown, "BK132", 3, *_of_a_death(error))
    if isinstance(error, RecursionError):
        message = "The file holds things within things, deeper than any document needs."
        return _row(shown, "BK133", 3, message, "Copy its text into a new document and use that.")
    row = _row(shown, CRASHED, 3, f"Something went wrong that should not ({type(error).__name__}).", NEXT_STEP_CRASH)
    return msgspec.structs.replace(row, trace=_trace(error)) if debug else row


def _of_a_death(error: batch.WorkerDied) -> tuple[str, str]:
    """What is known of it and what to do. Lack of memory and damage end a process alike: both are named."""
    if not error.megabytes:
        message = "The process that read the file ended without an answer."
        return message, "It is probably damaged: save it under a new name and try again."
    return (
        f"The process that read the file ended without an answer; it may take no more than {error.megabytes} MB.",
        f"If the file is large, allow more with --memory (for example --memory {2 * max(error.megabytes, 1024)}); "
        "else it is probably damaged: save it under a new name and try again.",
    )


def _row(shown: str, code: str, number: int, message: str, next_step: str) -> Row:
    said = Diagnostic(code, "error", message, note=next_step)
    return Row(
        input=shown,
        status="failed",
        errors=1,
        exit_code=number,
        code=code,
        message=message,
        next_step=next_step,
        diagnostics=(said,),
    )


def _trace(error: BaseException) -> str:
    import traceback

    return "".join(traceback.format_exception(error))
