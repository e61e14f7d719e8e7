"""The outline of a PDF (its bookmarks), and whether each entry leads to a page."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Bookmark, Origin

MAX_ENTRIES = 2000


def bookmarks_of(document: pdfium.PdfDocument, pages: int) -> tuple[Bookmark, ...]:
    """The outline entries in order; one that leads to no page has the state ``broken``. Loops are cut."""
    found: list[Bookmark] = []
    seen: set[int] = set()
    waiting = [raw.FPDFBookmark_GetFirstChild(document.raw, None)]
    while waiting and len(found) < MAX_ENTRIES:
        entry = waiting.pop()
        address = ctypes.cast(entry, ctypes.c_void_p).value if entry else None
        if address is None or address in seen:
            continue
        seen.add(address)
        found.append(_bookmark(document, entry, pages))
        waiting.append(raw.FPDFBookmark_GetNextSibling(document.raw, entry))
        waiting.append(raw.FPDFBookmark_GetFirstChild(document.raw, entry))
    return tuple(found)


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
