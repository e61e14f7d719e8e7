"""Scanned PDFs get a text layer on this machine: by OCRmyPDF where it is installed, else by Tesseract page by page."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from briefkit import files
from briefkit.errors import ToolMissing, UnusableInput
from briefkit.model import Source
from briefkit.tools.probe import OCRMYPDF, TESSERACT, Probe, look, program, system
from briefkit.tools.run import Finished, run

SCANNED = ("BK224",)
"""The codes by which the PDF reader says that a file holds pictures of text and no text."""

SECONDS = 100.0
"""About 1.6 seconds a page: some sixty pages."""

_DPI = 300
_LARGEST_PAGE = 6000
"""The most pixels of a page's longer side; a poster is drawn smaller, so that no page eats the memory."""


def available(ocrmypdf: Probe = OCRMYPDF, tesseract: Probe = TESSERACT) -> bool:
    """Whether text recognition can be done here."""
    return program(tesseract) is not None or program(ocrmypdf) is not None


def recognise(
    source: Source,
    *,
    force: bool = False,
    ocrmypdf: Probe = OCRMYPDF,
    tesseract: Probe = TESSERACT,
    seconds: float = SECONDS,
) -> Source:
    """A PDF with a text layer on the pages that have none (``force``: on every page, the old layer thrown away).

    Raises :class:`ToolMissing` where neither program is installed and :class:`UnusableInput` where they make nothing of
    the file or not in time.
    """
    whole, by_page = program(ocrmypdf), program(tesseract)
    if whole is None and by_page is None:
        line = tesseract.install.get(system(), "install Tesseract")
        raise ToolMissing("Text recognition was asked for, and Tesseract is not installed.", f"Install it: {line}")
    with tempfile.TemporaryDirectory(prefix="briefkit-ocr-") as place:
        given = Path(place, "given.pdf")
        given.write_bytes(source.data)
        if whole is not None:
            content, by = _by_ocrmypdf(whole, given, force, seconds), f"OCRmyPDF {look(ocrmypdf).version}"
        else:
            assert by_page is not None
            content, by = _by_tesseract(by_page, given, seconds), f"Tesseract {look(tesseract).version}"
    made = files.from_bytes(source.name, content, (by.strip(), *source.via))
    # The checksum stays that of the file the person gave: it is what a later run compares.
    return Source(made.name, made.data, made.media_type, source.sha256, made.via)


def _by_ocrmypdf(recogniser: Path, given: Path, force: bool, seconds: float) -> bytes:
    made = given.with_name("made.pdf")
    # Deskewing lost words in our measurements; output-type pdf needs no Ghostscript.
    command: list[str | Path] = [recogniser, "--output-type", "pdf", "--quiet", "--jobs", "1", "-l", "eng"]
    command += ["--force-ocr" if force else "--skip-text", given, made]
    return _result(_call(command, seconds), made)


def _by_tesseract(recogniser: Path, given: Path, seconds: float) -> bytes:
    import io

    import pikepdf
    import pypdfium2

    until = time.monotonic() + seconds
    made = pikepdf.Pdf.new()
    try:
        pages = pypdfium2.PdfDocument(given)
    except pypdfium2.PdfiumError as error:
        raise _nothing_made() from error
    try:
        for number in range(len(pages)):
            picture, target = given.with_name(f"{number}.png"), given.with_name(f"{number}")
            _draw(pages[number], picture)
            command: list[str | Path] = [recogniser, picture, target, "-l", "eng", "--dpi", str(_DPI), "pdf"]
            page = _result(_call(command, max(until - time.monotonic(), 0.01)), target.with_name(f"{number}.pdf"))
            with pikepdf.open(io.BytesIO(page)) as single:
                made.pages.extend(single.pages)
            picture.unlink()
    except (pypdfium2.PdfiumError, pikepdf.PdfError) as error:
        raise _nothing_made() from error
    finally:
        pages.close()
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _draw(page: object, picture: Path) -> None:
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = min(_DPI / 72, _LARGEST_PAGE / max(width, height, 1))
    page.render(scale=scale, grayscale=True).to_pil().save(picture, dpi=(scale * 72,) * 2)  # type: ignore[attr-defined]


def _call(command: list[str | Path], seconds: float) -> Finished:
    try:
        answer = run(command, seconds, {**os.environ, "OMP_THREAD_LIMIT": "1"})
    except OSError as error:
        reason = error.strerror or error
        raise ToolMissing(f"{Path(command[0]).stem} cannot be started ({reason}).", "Install it again.") from error
    if answer.timed_out:
        raise UnusableInput(
            "Text recognition did not finish in time.",
            "Give the pages of the briefing only, or put the file through text recognition beforehand.",
            code="BK121",
        )
    return answer


def _result(answer: Finished, made: Path) -> bytes:
    if answer.code != 0 or not made.is_file() or made.stat().st_size > files.LARGEST:
        raise _nothing_made()
    content = made.read_bytes()
    if not content.startswith(b"%PDF-"):
        raise _nothing_made()
    return content


def _nothing_made() -> UnusableInput:
    return UnusableInput(
        "Text recognition made nothing of this PDF.",
        "Scan it again at 300 dpi, or ask for the file itself.",
        code="BK120",
    )
