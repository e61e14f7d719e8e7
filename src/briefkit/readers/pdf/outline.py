"""The outline of a PDF (its bookmarks), and whether each entry leads to a page."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefkit.model import Bookmark, Origin

MAX_ENTRIES = 2000
_DEPTH = 10


def bookmarks_of(document: pdfium.PdfDocument, pages: int) -> tuple[Bookmark, ...]:
    """The outline entries in order; one that leads to no page has the state ``broken``. Loops are cut."""
    found: list[Bookmark] = []
    _walk(document, raw.FPDFBookmark_GetFirstChild(document.raw, None), pages, found, set(), 0)
    return tuple(found)


def _walk(
    document: pdfium.PdfDocument, entry: Any, pages: int, found: list[Bookmark], seen: set[int], depth: int
) -> None:  # noqa: PLR0913
    while entry and len(found) < MAX_ENTRIES:
        address = ctypes.cast(entry, ctypes.c_void_p).value or 0
        if address in seen:
            return
        seen.add(address)
        found.append(_bookmark(document, entry, pages))
        if depth < _DEPTH:
            _walk(document, raw.FPDFBookmark_GetFirstChild(document.raw, entry), pages, found, seen, depth + 1)
        entry = raw.FPDFBookmark_GetNextSibling(document.raw, entry)


def _bookmark(document: pdfium.PdfDocument, entry: Any, pages: int) -> Bookmark:
    title = " ".join(_title(entry).split())[:300]
    target = raw.FPDFBookmark_GetDest(document.raw, entry)
    action = raw.FPDFBookmark_GetAction(entry)
    if not target and action and raw.FPDFAction_GetType(action) == raw.PDFACTION_GOTO:
        target = raw.FPDFAction_GetDest(document.raw, action)
    index = raw.FPDFDest_GetDestPageIndex(document.raw, target) if target else -1
    if not 0 <= index < pages:
        return Bookmark(title, "broken", Origin("outline"), note="leads to no page of this file")
    return Bookmark(title, "ok", Origin(f"page {index + 1}", page=index + 1))


def _title(entry: Any) -> str:
    size = min(raw.FPDFBookmark_GetTitle(entry, None, 0), 4096)
    if size < 2:
        return ""
    room = ctypes.create_string_buffer(size)
    raw.FPDFBookmark_GetTitle(entry, room, size)
    return room.raw[: size - 2].decode("utf-16-le", "replace")
