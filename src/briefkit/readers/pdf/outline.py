"""The outline of a PDF (its bookmarks), and whether each entry leads to a page."""

from __future__ import annotations

import pypdfium2 as pdfium

from briefkit.model import Bookmark, Origin

MAX_ENTRIES = 2000


def bookmarks_of(document: pdfium.PdfDocument, pages: int) -> tuple[Bookmark, ...]:
    """The outline entries in order; one that leads to no page has the state ``broken``. Loops are cut."""
    found: list[Bookmark] = []
    try:
        for entry in document.get_toc(max_depth=8):
            if len(found) >= MAX_ENTRIES:
                break
            found.append(_bookmark(entry, pages))
    except (pdfium.PdfiumError, UnicodeError, ValueError):
        return tuple(found)
    return tuple(found)


def _bookmark(entry: pdfium.PdfBookmark, pages: int) -> Bookmark:
    title = " ".join(entry.get_title().split())[:300]
    target = entry.get_dest()
    index = target.get_index() if target is not None else None
    if index is None or not 0 <= index < pages:
        return Bookmark(title, "broken", Origin("outline"), note="leads to no page of this file")
    return Bookmark(title, "ok", Origin(f"page {index + 1}", page=index + 1))
