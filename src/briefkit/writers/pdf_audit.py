"""A look at the finished PDF with other eyes: is everything in it, is it tagged, has it a language and a title?"""

from __future__ import annotations

from collections.abc import Iterable

import pypdfium2
import pypdfium2.raw as pdfium

from briefkit.diagnostics import Diagnostic


def audit(data: bytes, expected: Iterable[str] = (), pages: int | None = None) -> tuple[Diagnostic, ...]:
    """What is wrong with a PDF: nothing, if all is well.

    ``expected`` are the texts that must stand in it (only letters and digits are compared);
    ``pages`` is how many pages it must have.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        found = "".join(_letters(_page_text(document, index)) for index in range(len(document)))
        said = list(_frame(document, pages))
    finally:
        document.close()
    for text in expected:
        if _letters(text) not in found:
            said.append(
                Diagnostic(
                    "BK607",
                    "error",
                    f"This text does not stand in the PDF as it should: “{_short(text)}”",
                    note="Use the web page for now, and report this document as a fault.",
                )
            )
    return tuple(said)


def _frame(document: pypdfium2.PdfDocument, pages: int | None) -> Iterable[Diagnostic]:
    if pages is not None and len(document) != pages:
        yield Diagnostic("BK608", "error", f"The PDF has {len(document)} pages; {pages} were laid out.")
    if not pdfium.FPDFCatalog_IsTagged(document.raw):
        yield Diagnostic("BK608", "error", "The PDF has no tags, so screen readers cannot follow it.")
    if not document.get_metadata_value("Title"):
        yield Diagnostic("BK608", "error", "The PDF does not name its title.")
    if b"/Lang" not in _catalog_language(document):
        yield Diagnostic("BK608", "error", "The PDF does not name its language.")


def _catalog_language(document: pypdfium2.PdfDocument) -> bytes:
    length = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    return b"/Lang" if length > 2 else b""


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def _letters(text: str) -> str:
    """Letters and digits only: spaces, hyphens at line ends and marks are no part of the comparison."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87]}…"
