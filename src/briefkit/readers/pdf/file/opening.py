"""Opening a PDF, and saying in office English why one cannot be used."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput
from briefkit.readers.pdf.file.repair import Index, best_of, look_at_index, most_drawn, pages_with, unlocked
from briefkit.readers.pdf.file.streams import Survey, survey

_UNLOCK = (
    "Open it with its password, choose Print and then 'Save as PDF', and use that copy; "
    "or give the password with --password."
)
_AGAIN = "Ask for the file again or save it again from the program that made it."
_COMPARE = "Compare the pages with the original."
_HEADER = 64 * 1024
"""How much may stand before the file's beginning: mail programs and portals put their own lines there."""
_BEGINNING = b"%PDF-1.7\n"
_OBJECT = re.compile(rb"(?<!\d)\d{1,8}\s+\d{1,5}\s+obj\b")
HEAVIEST = 16 * 1024 * 1024
"""What the contents of one page may come to, in bytes, where it names many streams."""
_MOST_DRAWN = 20_000
"""How many forms one form may come to with all that it draws. The busiest of 1,803 files of other projects has 224."""


class Opened(NamedTuple):
    """A document that is open, what is to be said of the file, and whether some layer of it is switched off.

    ``content`` is the file without what stands around it, or without its lock, ``password`` what opens that.
    """

    document: pdfium.PdfDocument
    said: list[Diagnostic]
    layers: bool
    content: bytes
    password: str | None


def open_pdf(content: bytes, password: str | None) -> Opened:
    """The document, and what had to be repaired. The caller closes it.

    A file with an empty user password opens, whatever its permissions say: to read it aloud or to make it accessible
    is no copying (ISO 32000-1, table 22, bit 10). Raises :class:`UnusableInput` for an empty, damaged, locked, swollen
    or mislabelled file and for one without pages.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise UnusableInput("This file is empty.", _AGAIN, code="BK110")
    start = content.find(b"%PDF-", 0, _HEADER)
    if start < 0:
        if not _OBJECT.search(content[:_HEADER]) or b"endobj" not in content:
            raise UnusableInput("This file is no PDF, whatever its name says.", _AGAIN, code="BK113")
        # The beginning is lost. pdfium opens nothing without it; with a new one it looks for the objects.
        content, start = _BEGINNING + content, 0
    content = _without_surroundings(content, start)
    looked = survey(content)
    if looked.swollen:
        raise _swollen()
    document, content, password = _first(content, password)
    index = look_at_index(content, password, looked.sizes)
    if index.heaviest > HEAVIEST or (
        _multiplies(looked) and most_drawn(content, password, looked.forms, _MOST_DRAWN) > _MOST_DRAWN
    ):
        if document is not None:
            document.close()
        raise _swollen()
    document, said = _sound(document, content, password, index)
    if looked.broken and b"/Encrypt" not in content:
        said.extend(_spoilt(number) for number in pages_with(content, password, looked.broken))
    return Opened(document, said, index.layers, content, password)


def _sound(
    document: pdfium.PdfDocument | None, content: bytes, password: str | None, index: Index
) -> tuple[pdfium.PdfDocument, list[Diagnostic]]:
    """``document`` where its index is sound, else the best that can be had of the file, and a word of that."""
    pages = len(document) if document else 0
    if document is not None and pages and index.sound and index.pages in {None, pages}:
        return document, []
    best = best_of(content, password, document, index.pages)
    if best is None:
        raise _damaged()
    message = "The PDF was damaged and has been repaired for reading."
    return best, [Diagnostic("BK225", "warning", message, "", _COMPARE)]


def _without_surroundings(content: bytes, start: int) -> bytes:
    """``content`` without much that stands before or after it: the libraries look at 1,024 bytes of each only."""
    end = content.rfind(b"%%EOF") + len(b"%%EOF")
    if end < start or len(content) - end < 1000 or b"obj" in content[end:]:
        end = len(content)
    return content[start if start > 1000 else 0 : end]


def _first(content: bytes, password: str | None) -> tuple[pdfium.PdfDocument | None, bytes, str | None]:
    """The document as pdfium opens it (``None``: it is damaged), the bytes it was opened from, the password in use.

    Raises :class:`UnusableInput` where it is locked.
    """
    trouble: pdfium.PdfiumError | None = None
    for candidate in _spellings(password):
        try:
            return pdfium.PdfDocument(content, password=candidate), content, candidate
        except pdfium.PdfiumError as error:
            trouble = trouble or error
            if error.err_code != raw.FPDF_ERR_PASSWORD:
                break
    assert trouble is not None
    if trouble.err_code not in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return None, content, password
    if b"/Adobe.PubSec" in content:
        raise UnusableInput(
            "This PDF is locked for certain people by their certificates.",
            "Ask one of them to open it, to choose Print and then 'Save as PDF', and use that copy.",
            code="BK112",
        )
    for candidate in _spellings(password):
        plain = unlocked(content, candidate)
        if plain is not None:
            with contextlib.suppress(pdfium.PdfiumError):
                return pdfium.PdfDocument(plain), plain, None
    raise _locked(password)


def _spellings(password: str | None) -> Iterator[str | None]:
    """The password as it was typed, and as other keyboards and programs put its accents together."""
    if not password or password.isascii():
        yield password
        return
    yield from dict.fromkeys([password, *(unicodedata.normalize(form, password) for form in ("NFC", "NFKC", "NFD"))])


def _multiplies(looked: Survey) -> bool:
    """Whether forms within forms could come to too much, were each to draw nothing but the next one."""
    drawn = 1
    for times in looked.forms.values():
        drawn *= max(times, 1)
        if drawn > _MOST_DRAWN:
            return True
    return False


def whats_beside(document: pdfium.PdfDocument, content: bytes) -> list[Diagnostic]:
    """What the file carries that stands on no page: other files, and a form that only Adobe's programs draw."""
    said: list[Diagnostic] = []
    names = _attached(document)
    if names or b"/FileAttachment" in content:
        shown = ", ".join(f"“{name[:60]}”" for name in names[:5])
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        message = f"The PDF carries other files, which were not read{': ' if shown else ''}{shown}{more}."
        note = "Open the PDF, save those files out of it and convert each that belongs to the briefing."
        said.append(Diagnostic("BK239", "warning", message, "", note))
    if raw.FPDF_GetFormType(document.raw) in {raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND}:
        message = "The PDF is a form of a kind (XFA) that only Adobe's programs show whole; its plain pages were read."
        note = "Open it in Adobe Reader and look whether all is there; if not, print it to a new PDF and use that."
        said.append(Diagnostic("BK239", "warning", message, "", note))
    return said


def _attached(document: pdfium.PdfDocument) -> list[str]:
    with contextlib.suppress(pdfium.PdfiumError):
        return [document.get_attachment(number).get_name() for number in range(min(document.count_attachments(), 1000))]
    return []


def _spoilt(number: int) -> Diagnostic:
    message = "This page is damaged, and part of what stands on it may be missing or wrong."
    return Diagnostic("BK229", "warning", message, f"page {number}", "Compare it with the original.")


def _locked(password: str | None) -> UnusableInput:
    if password:
        return UnusableInput("This PDF is locked, and the password given does not open it.", _UNLOCK, code="BK112")
    return UnusableInput("This PDF is locked with a password.", _UNLOCK, code="BK112")


def _swollen() -> UnusableInput:
    return UnusableInput(
        "This PDF is small but unpacks to more than any briefing holds; it may be made to harm.",
        "Open it and look whether it is the right one; then choose Print and 'Save as PDF', and use that copy.",
        code="BK114",
    )


def _damaged() -> UnusableInput:
    return UnusableInput("This PDF is damaged or incomplete: no page of it can be read.", _AGAIN, code="BK111")
