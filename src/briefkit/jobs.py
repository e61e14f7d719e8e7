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
from briefkit.briefing import SECTIONS
from briefkit.check import check
from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import BriefkitError, ToolMissing, UnusableInput
from briefkit.model import Document, Source
from briefkit.readers.sniff import DOC, PDF
from briefkit.record import Format, Record, Settings

Status = Literal["converted", "unchanged", "failed", "passed over"]

CRASHED = "BK199"
_TOOL_MISSING = {"BK103", "BK612"}
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
    no result; ``sections`` the number of items by section; ``pages`` those of the PDF made; ``code`` and ``message``
    say why it failed; ``exit_code`` is the contract's for this input alone; ``trace`` is for whoever mends briefkit.
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
    exit_code: int = 0
    code: str = ""
    message: str = ""
    next_step: str = ""
    formats: tuple[Format, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0
    trace: str = ""


class Job(msgspec.Struct, frozen=True):
    """An input to convert. ``source`` is there where the input is no file (standard input)."""

    path: str
    shown: str
    settings: Settings
    source: Source | None = None
    debug: bool = False


class Made(msgspec.Struct, frozen=True):
    """The row of an input, the bytes of its results by file name, and the source's checksum."""

    row: Row
    contents: dict[str, bytes] = {}
    sha256: str = ""


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
    row = msgspec.structs.replace(made.row, seconds=round(time.monotonic() - started, 2))
    return msgspec.structs.replace(made, row=row)


def _convert(source: Source, job: Job) -> Made:
    house = theme.load(job.settings.theme)
    readable, document = read(source, job.settings)
    _refuse_without_text(document)
    record = pipeline.normalise(readable, document, house)
    record = msgspec.structs.replace(record, diagnostics=check(record))
    record, contents = render(record, house, job.settings)
    return Made(
        row_of(record, contents, job), {FILE_NAMES[made]: data for made, data in contents.items()}, source.sha256
    )


def _refuse_without_text(document: Result[Document]) -> None:
    """Raises :class:`UnusableInput` where nothing was read: an empty briefing would look like a result."""
    if any(block.layer != "hidden" and block.text.strip() for block in document.value.blocks):
        return
    reasons = " ".join(said.message for said in document.diagnostics if said.severity != "info")
    raise UnusableInput(
        f"No text was found in the file. {reasons}".strip(),
        "Open it and look whether it is the right one; if you see text, save it under a new name and try again.",
        code="BK118",
    )


def read(source: Source, settings: Settings) -> tuple[Source, Result[Document]]:
    """The source as it was read, after the conversions that it needed, and its document.

    Raises :class:`UnusableInput`, or :class:`ToolMissing` where a conversion's program is not there.
    """
    if source.media_type == DOC:
        from briefkit.tools.libreoffice import to_docx

        source = to_docx(source)
    if source.media_type != PDF or settings.ocr == "never":
        return source, pipeline.read(source, settings)
    from briefkit.tools import ocr

    if settings.ocr == "always":
        return _read_recognised(ocr.recognise(source, force=True), settings)
    try:
        return source, pipeline.read(source, settings)
    except UnusableInput as error:
        if error.code not in ocr.SCANNED or not ocr.available():
            raise
    return _read_recognised(ocr.recognise(source), settings)


def _read_recognised(source: Source, settings: Settings) -> tuple[Source, Result[Document]]:
    """What stands in pictures of text, with the word of caution that it needs."""
    result = pipeline.read(source, settings)
    said = Diagnostic(
        "BK141",
        "warning",
        f"The pages are pictures; their text was recognised on this machine ({source.via[0]}).",
        note="Compare names, numbers and dates with the original before you publish.",
    )
    return source, msgspec.structs.replace(result, diagnostics=(said, *result.diagnostics))


def render(record: Record, house: theme.Theme, settings: Settings) -> tuple[Record, dict[Format, bytes]]:
    """The record in each format asked for. Without Pango all but the PDF are made, and a diagnostic says so."""
    try:
        result = pipeline.render(record, house, settings)
    except ToolMissing as error:
        others = tuple(wanted for wanted in settings.formats if wanted != "pdf")
        if not others or "pdf" not in settings.formats:
            raise
        said = Diagnostic(error.code, "error", error.message, note=error.next_step)
        record = msgspec.structs.replace(record, diagnostics=(*record.diagnostics, said))
        result = pipeline.render(record, house, msgspec.structs.replace(settings, formats=others))
    record = msgspec.structs.replace(record, diagnostics=(*record.diagnostics, *result.diagnostics))
    return record, result.value


def row_of(record: Record, contents: dict[Format, bytes], job: Job) -> Row:
    """The row of a briefing that was made."""
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
        exit_code=exit_code(record),
        code=first.code if first else "",
        message=first.message if first else "",
        next_step=first.note if first else "",
        formats=tuple(contents),
        diagnostics=record.diagnostics,
    )


def exit_code(record: Record) -> int:
    """The contract's exit code for a briefing that was made: 5 text missing, 4 a tool missing, 1 errors, else 0."""
    codes = {each.code for each in record.diagnostics if each.severity == "error"}
    if record.ledger.missing or "BK501" in codes:
        return 5
    if codes & _TOOL_MISSING:
        return 4
    return 1 if codes else 0


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
        message = "The process that read the file ended without an answer."
        return _row(shown, "BK132", 3, message, "It is probably damaged: save it under a new name and try again.")
    if isinstance(error, RecursionError):
        message = "The file holds things within things, deeper than any document needs."
        return _row(shown, "BK133", 3, message, "Copy its text into a new document and use that.")
    row = _row(shown, CRASHED, 3, f"Something went wrong that should not ({type(error).__name__}).", NEXT_STEP_CRASH)
    return msgspec.structs.replace(row, trace=_trace(error)) if debug else row


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
