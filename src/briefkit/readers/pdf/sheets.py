"""The pages of a document as sheets: the lines of each, what is drawn on it, what is hidden."""

from __future__ import annotations

import time

import msgspec
import pypdfium2 as pdfium

from briefkit.model import Box
from briefkit.readers.pdf.annotations import Added, draw_in
from briefkit.readers.pdf.boxes import mark_dots
from briefkit.readers.pdf.frame import Frame, frame_of
from briefkit.readers.pdf.hidden import Seeing
from briefkit.readers.pdf.lines import Line, lines_of, make_line
from briefkit.readers.pdf.links import link_boxes, link_words
from briefkit.readers.pdf.shapes import Shape, shapes_of
from briefkit.readers.pdf.structure import Role, roles_of
from briefkit.readers.pdf.typed import words_of
from briefkit.readers.pdf.unread import Fonts, holds_unread_words
from briefkit.readers.pdf.words import WordReader


class Sheet(msgspec.Struct):
    """One page as read: its lines by where they belong, and what is drawn on it. ``number`` is 1-based."""

    number: int
    frame: Frame
    lines: list[Line]
    shapes: list[Shape]
    hidden: list[Line] = []
    headers: list[Line] = []
    footers: list[Line] = []
    notes: list[Line] = []
    turned: list[Line] = []
    doubled: list[Line] = []
    unknown: int = 0
    unseen: int = 0
    garbled: bool = False
    pictured: bool = False
    broken: bool = False
    roles: dict[int, Role] = {}
    added: Added = msgspec.field(default_factory=Added)


def read_sheets(
    document: pdfium.PdfDocument, pages: int, seconds: float, tags: bool, layers: bool = False
) -> list[Sheet]:
    """The first ``pages`` pages as sheets; stops early when ``seconds`` have passed. A page that breaks is empty.

    With ``tags`` the structure tree of a tagged document is read too.
    """
    reader = _Reader(layers)
    if document.get_formtype():
        document.init_forms()
    sheets: list[Sheet] = []
    started = time.monotonic()
    for index in range(pages):
        if time.monotonic() - started > seconds:
            break
        try:
            page = document[index]
        except pdfium.PdfiumError:
            sheets.append(Sheet(index + 1, Frame(0, 0, 595, 842, 0), [], [], broken=True))
            continue
        try:
            frame = frame_of(page)
            links = link_boxes(page, frame)
            added = draw_in(document, page, frame)
            if added.drawn:
                page.close()
                page = document[index]
            sheet = reader.fill(Sheet(index + 1, frame, [], [], added=added), page, links)
            if tags:
                sheet.roles = roles_of(page)
            sheets.append(sheet)
        finally:
            page.close()
    return sheets


class _Reader:
    """Reads the pages of one document; looks, fonts and the time for closer looks are remembered over them."""

    def __init__(self, layers: bool) -> None:
        self._words, self._seeing, self._fonts = WordReader(), Seeing(layers), Fonts()

    def fill(self, sheet: Sheet, page: pdfium.PdfPage, links: list[tuple[Box, str]]) -> Sheet:
        """Puts what stands on the page into a sheet of which number, frame and annotations are known."""
        frame = sheet.frame
        words, sheet.unknown = self._words.read(page, frame)
        sheet.shapes = shapes_of(page, frame)
        words.extend(words_of(sheet.added))
        lines, doubled = lines_of(link_words(words, links))
        seen, sheet.hidden = self._seeing.part(page, lines, sheet.shapes, frame)
        sheet.unseen = sum(any(map(str.isalnum, word)) for line in sheet.hidden for word in line.text.split())
        clean, garbled = self._fonts.part_garbled(seen)
        sheet.garbled = bool(garbled)
        sheet.hidden.extend(garbled)
        sheet.pictured = holds_unread_words(page, frame, clean, sheet.shapes)
        sheet.lines = [line for line in clean if not line.look.turned]
        sheet.turned = [line for line in clean if line.look.turned]
        mark_dots(sheet.lines, sheet.shapes)
        sheet.doubled = [make_line(doubled)] if doubled else []
        return sheet
