"""The letters of a PDF: pdfium's plain text of each page."""

from __future__ import annotations

from briefkit.census.tally import Census, Tally


def count_pdf(content: bytes, password: str | None = None) -> Census:
    """The plain text of each page under ``page N``. White or tiny text is in it: pdfium does not look at colours."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content, password=password)
    except (pdfium.PdfiumError, ValueError, TypeError) as trouble:
        return Census(note=f"The PDF could not be opened for counting ({trouble}).")
    try:
        tallies = tuple(Tally(f"page {index + 1}", _page_text(document, index)) for index in range(len(document)))
    finally:
        document.close()
    return Census(tallies)


def _page_text(document: object, index: int) -> str:
    import pypdfium2 as pdfium

    assert isinstance(document, pdfium.PdfDocument)
    try:
        page = document[index]
        try:
            text = page.get_textpage()
            try:
                return str(text.get_text_range(errors="ignore"))
            finally:
                text.close()
        finally:
            page.close()
    except pdfium.PdfiumError:
        return ""
