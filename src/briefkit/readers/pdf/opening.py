"""Opening a PDF, and saying in office English why one cannot be used."""

from __future__ import annotations

import logging
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput

MAX_PAGES = 600

_UNLOCK = (
    "Open it with its password, choose Print and then 'Save as PDF', and use that copy; "
    "or give the password with --password."
)
_AGAIN = "Ask for the file again or save it again from the program that made it."


def open_pdf(content: bytes, password: str | None) -> tuple[pdfium.PdfDocument, list[Diagnostic]]:
    """The document, and what had to be repaired. The caller closes it.

    Raises :class:`UnusableInput` for an empty, damaged, locked or mislabelled file and for one without pages.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise UnusableInput("This file is empty.", _AGAIN, code="BK110")
    if b"%PDF-" not in content[:4096]:
        raise UnusableInput("This file is no PDF, whatever its name says.", _AGAIN, code="BK113")
    try:
        document = pdfium.PdfDocument(content, password=password)
    except pdfium.PdfiumError as trouble:
        if "assword" in str(trouble):
            raise _locked(password) from None
        return _repaired(content, password)
    try:
        pages = len(document)
    except pdfium.PdfiumError:
        pages = 0
    if pages < 1:
        document.close()
        return _repaired(content, password)
    return document, []


def _repaired(content: bytes, password: str | None) -> tuple[pdfium.PdfDocument, list[Diagnostic]]:
    """The document after qpdf mended its index; raises where that does not help either."""
    # What qpdf finds amiss is said in our own words.
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with pikepdf.open(BytesIO(content), password=password or "", attempt_recovery=True) as mended:
            if not len(mended.pages):
                raise _damaged()
            room = BytesIO()
            mended.save(room)
        document = pdfium.PdfDocument(room.getvalue())
    except pikepdf.PasswordError:
        raise _locked(password) from None
    except (pikepdf.PdfError, pdfium.PdfiumError, RuntimeError, ValueError, RecursionError):
        raise _damaged() from None
    if len(document) < 1:
        document.close()
        raise _damaged()
    note = "Compare the pages with the original."
    return document, [
        Diagnostic("BK225", "warning", "The PDF was damaged and has been repaired for reading.", "", note)
    ]


def _locked(password: str | None) -> UnusableInput:
    if password:
        return UnusableInput("This PDF is locked, and the password given does not open it.", _UNLOCK, code="BK112")
    return UnusableInput("This PDF is locked with a password.", _UNLOCK, code="BK112")


def _damaged() -> UnusableInput:
    return UnusableInput("This PDF is damaged or incomplete: no page of it can be read.", _AGAIN, code="BK111")
