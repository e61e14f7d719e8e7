"""Links of a page: the boxes of its annotations, and the words on which they lie."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from ctypes import c_int
from itertools import groupby

import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.model import Box
from briefkit.readers.pdf.page.destinations import place_of
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.words import Word

MAX_LINKS = 500


def link_boxes(page: pdfium.PdfPage, frame: Frame) -> list[tuple[Box, str]]:
    """The boxes of link annotations with a web, mail or telephone address, or a place of the file (``#page …``).

    No more than ``MAX_LINKS``.
    """
    found: list[tuple[Box, str]] = []
    position = c_int(0)
    link = raw.FPDF_LINK()
    rect = raw.FS_RECTF()
    document = page.pdf.raw
    while len(found) < MAX_LINKS and raw.FPDFLink_Enumerate(page.raw, position, link):
        if not raw.FPDFLink_GetAnnotRect(link, rect):
            continue
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            place = place_of(page.pdf, link)
            if place:
                found.append((frame.place_any(rect.left, rect.bottom, rect.right, rect.top), place))
            continue
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        room = ctypes.create_string_buffer(min(size, 4096) + 1)
        raw.FPDFAction_GetURIPath(document, action, room, min(size, 4096))
        address = room.value.decode("utf-8", "replace").strip()
        if address.casefold().startswith(("http://", "https://", "mailto:", "tel:")):
            found.append((frame.place_any(rect.left, rect.bottom, rect.right, rect.top), address))
    return found


def link_words(words: list[Word], boxes: list[tuple[Box, str]]) -> list[Word]:
    """The words with the addresses of the boxes in which their letters have their middles; cut where a link ends."""
    if not boxes:
        return words
    by_height = sorted(range(len(words)), key=lambda number: words[number].top + words[number].base)
    heights = [words[number].top + words[number].base for number in by_height]
    parted: dict[int, list[str | None]] = {}
    for (x0, top, x1, base), address in boxes:
        for number in by_height[bisect_left(heights, 2 * top - 2) : bisect_right(heights, 2 * base + 2)]:
            word = words[number]
            if word.x1 < x0 - 1 or word.x0 > x1 + 1:
                continue
            inside = [x0 - 1 <= middle <= x1 + 1 for middle in word.middles()]
            if number not in parted and all(inside):
                word.link = address
            elif any(inside):
                known = parted.get(number) or [word.link] * len(word.text)
                parted[number] = [address if here else one for one, here in zip(known, inside, strict=True)]
    if not parted:
        return words
    return [part for number, word in enumerate(words) for part in _parts(word, parted.get(number))]


def _parts(word: Word, links: list[str | None] | None) -> list[Word]:
    if links is None:
        return [word]
    parts: list[Word] = []
    at = 0
    for link, letters in groupby(links):
        end = at + len(list(letters))
        part = word.cut(at, end)
        part.link = link
        parts.append(part)
        at = end
    return parts
