"""Scanned PDFs get a text layer by OCRmyPDF and Tesseract, on this machine, where both are installed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from briefkit import files
from briefkit.errors import ToolMissing, UnusableInput
from briefkit.model import Source
from briefkit.tools.probe import OCRMYPDF, TESSERACT, Probe, look, program, system
from briefkit.tools.run import run

SCANNED = ("BK220",)
"""The codes by which the PDF reader says that a file holds pictures of text and no text."""

SECONDS = 100.0
"""About 1.6 seconds a page: some sixty pages."""


def available(probe: Probe = OCRMYPDF) -> bool:
    """Whether text recognition can be done here."""
    return program(probe) is not None and program(TESSERACT) is not None


def recognise(source: Source, *, force: bool = False, probe: Probe = OCRMYPDF, seconds: float = SECONDS) -> Source:
    """A PDF with a text layer on the pages that have none (``force``: on every page, the old layer thrown away).

    Raises :class:`ToolMissing` where OCRmyPDF is not installed and :class:`UnusableInput` where it makes nothing of it.
    """
    recogniser = program(probe)
    if recogniser is None:
        line = probe.install.get(system(), "install OCRmyPDF")
        raise ToolMissing("Text recognition was asked for, and OCRmyPDF is not installed.", f"Install it: {line}")
    with tempfile.TemporaryDirectory(prefix="briefkit-ocr-") as place:
        given, made = Path(place, "given.pdf"), Path(place, "made.pdf")
        given.write_bytes(source.data)
        # Deskewing lost words in our measurements; output-type pdf needs no Ghostscript.
        command: list[str | Path] = [recogniser, "--output-type", "pdf", "--quiet", "--jobs", "1"]
        command += ["--force-ocr" if force else "--skip-text", "-l", "eng", given, made]
        try:
            answer = run(command, seconds, {**os.environ, "OMP_THREAD_LIMIT": "1"})
        except OSError as error:
            raise ToolMissing(
                f"OCRmyPDF cannot be started ({error.strerror or error}).", "Install it again."
            ) from error
        if answer.timed_out:
            raise UnusableInput(
                f"Text recognition did not finish within {seconds:.0f} seconds.",
                "Give the pages of the briefing only, or run OCRmyPDF on the file beforehand.",
                code="BK121",
            )
        if answer.code != 0 or not made.is_file() or not made.read_bytes().startswith(b"%PDF-"):
            raise UnusableInput(
                "Text recognition made nothing of this PDF.",
                "Scan it again at 300 dpi, or ask for the file itself.",
                code="BK120",
            )
        data = made.read_bytes()
    recognised = files.from_bytes(source.name, data, (f"OCRmyPDF {look(probe).version}".strip(), *source.via))
    return Source(recognised.name, recognised.data, recognised.media_type, source.sha256, recognised.via)
