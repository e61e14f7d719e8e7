"""The outline of a PDF (its bookmarks): whether each entry leads to a page, and what it says about headings."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from typing import Any

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Bookmark, Origin
from briefkit.readers.pdf.text.bare import letters_of
from briefkit.readers.pdf.text.drafts import Draft

MAX_ENTRIES = 2000
_SHORTEST, _LONGEST = 3, 300
"""Letters and digits of an entry that can be looked for on its page."""
_NUMBER = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[A-Za-z][.)]|[ivxIVX]{1,5}[.)])\s+")
_STEPS = (0, -1, 1)
"""Pages by which an entry may lead past its heading: to the foot of the page before, for one."""


class Entry(msgspec.Struct, frozen=True):
    """An outline entry: its words, its page from 1 (0: it leads nowhere), its depth from 1."""

    name: str
    page: int
    depth: int


def entries_of(document: pdfium.PdfDocument, pages: int) -> tuple[Entry, ...]:
    """The outline entries in order. Loops are cut."""
    found: list[Entry] = []
    seen: set[int] = set()
    waiting = [(raw.FPDFBookmark_GetFirstChild(document.raw, None), 1)]
    while waiting and len(found) < MAX_ENTRIES:
        entry, depth = waiting.pop()
        address = ctypes.cast(entry, ctypes.c_void_p).value if entry else None
        if address is None or address in seen:
            continue
        seen.add(address)
        found.append(Entry(" ".join(_title(entry).split())[:_LONGEST], _page(document, entry, pages), depth))
        waiting.append((raw.FPDFBookmark_GetNextSibling(document.raw, entry), depth))
        waiting.append((raw.FPDFBookmark_GetFirstChild(document.raw, entry), depth + 1))
    return tuple(found)


def bookmarks_of(entries: tuple[Entry, ...]) -> tuple[Bookmark, ...]:
    """The entries as bookmarks of the document; one that leads to no page has the state ``broken``."""
    return tuple(
        Bookmark(entry.name, "ok", Origin(f"page {entry.page}", page=entry.page))
        if entry.page
        else Bookmark(entry.name, "broken", Origin("outline"), note="leads to no page of this file")
        for entry in entries
    )


def _page(document: pdfium.PdfDocument, entry: Any, pages: int) -> int:
    target = raw.FPDFBookmark_GetDest(document.raw, entry)
    action = raw.FPDFBookmark_GetAction(entry)
    if not target and action and raw.FPDFAction_GetType(action) == raw.PDFACTION_GOTO:
        target = raw.FPDFAction_GetDest(document.raw, action)
    index = raw.FPDFDest_GetDestPageIndex(document.raw, target) if target else -1
    return index + 1 if 0 <= index < pages else 0


def _title(entry: Any) -> str:
    size = min(raw.FPDFBookmark_GetTitle(entry, None, 0), 4096)
    if size < 2:
        return ""
    room = ctypes.create_string_buffer(size)
    raw.FPDFBookmark_GetTitle(entry, room, size)
    return room.raw[: size - 2].decode("utf-16-le", "replace")


def depths_of(drafts: list[Draft], entries: tuple[Entry, ...]) -> dict[int, int]:
    """The depth in the outline of each draft whose words are those of an entry for its page, by identity.

    An entry may also stand for two drafts, one below the other: a chapter's number and its name.
    """
    if not entries:
        return {}
    named: dict[tuple[int, str], int] = {}
    for entry in entries:
        if entry.page:
            named.setdefault((entry.page, _plain(entry.name)), entry.depth)
    found: dict[int, int] = {}
    open_drafts = [draft for draft in drafts if draft.layer == "body" and not draft.aside]
    near = {page + step for page, _ in named for step in _STEPS}
    words = [_plain(draft.text) if len(draft.lines) < 5 and draft.pages[0] in near else "" for draft in open_drafts]
    for n, draft in enumerate(open_drafts):
        if not words[n]:
            continue
        depth = _depth(named, draft.pages[0], words[n])
        if not depth and _NUMBER.match(draft.text):
            depth = _depth(named, draft.pages[0], _plain(draft.text, False))
        if depth:
            found[id(draft)] = depth
        elif n + 1 < len(words) and words[n + 1]:
            both = _depth(named, draft.pages[0], words[n] + words[n + 1])
            if both:
                found[id(draft)] = found[id(open_drafts[n + 1])] = both
    return found


def _depth(named: dict[tuple[int, str], int], page: int, words: str) -> int:
    for step in _STEPS:
        depth = named.get((page + step, words))
        if depth:
            return depth
    return 0


def astray(drafts: list[Draft], entries: tuple[Entry, ...]) -> list[Entry]:
    """The entries that lead to a page on which their words do not stand, nor on the next or the one before.

    Entries of a file that names nothing as its pages do (numbers only, short forms) are no news: where fewer than half
    of the entries are found, none is given.
    """
    told = [entry for entry in entries if entry.page and len(_plain(entry.name)) >= _SHORTEST]
    # Most entries name headings; the whole text is asked only for the others.
    texts = _texts([draft for draft in drafts if draft.kind == "heading"], told)
    lost = [entry for entry in told if not _stands(texts, entry)]
    texts = _texts(drafts, lost)
    lost = [entry for entry in lost if not _stands(texts, entry)]
    return lost if 2 * len(lost) <= len(told) else []


def _texts(drafts: list[Draft], entries: list[Entry]) -> dict[int, str]:
    """The letters and digits of the drafts page by page, of the pages on and beside which the entries may stand."""
    said: dict[int, list[str]] = {entry.page + step: [] for entry in entries for step in _STEPS}
    for draft in drafts if said else ():
        for line, page in zip(draft.lines, draft.pages, strict=True):
            if page in said:
                said[page].append(line.text)
    return {page: _plain("\n".join(lines), False) for page, lines in said.items()}


def _stands(texts: dict[int, str], entry: Entry) -> bool:
    words = _plain(entry.name)
    return any(words in texts.get(entry.page + step, "") for step in _STEPS)


def _plain(text: str, unnumbered: bool = True) -> str:
    """The letters and digits of ``text`` in small letters, with or without the number in front."""
    text = unicodedata.normalize("NFKC", text)
    return letters_of((unnumbered and _NUMBER.sub("", text)) or text, digits=True)
