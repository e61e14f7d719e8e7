"""The pages of a document as sheets: the lines of each, what is drawn on it, what is hidden."""

from __future__ import annotations

import time

import msgspec
import pypdfium2 as pdfium

from briefkit.readers.pdf.boxes import mark_dots
from briefkit.readers.pdf.frame import Frame, frame_of
from briefkit.readers.pdf.hidden import part_hidden
from briefkit.readers.pdf.lines import Line, lines_of, make_line
from briefkit.readers.pdf.links import link_boxes, link_words
from briefkit.readers.pdf.shapes import Shape, shapes_of
from briefkit.readers.pdf.structure import Role, roles_of
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
    broken: bool = False
    roles: dict[int, Role] = {}


def read_sheets(document: pdfium.PdfDocument, pages: int, seconds: float, tags: bool) -> list[Sheet]:
    """The first ``pages`` pages as sheets; stops early when ``seconds`` have passed. A page that breaks is empty.

    With ``tags`` the structure tree of a tagged document is read too.
    """
    reader = WordReader()
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
            sheet = _read_sheet(page, index + 1, reader)
            if tags:
                sheet.roles = roles_of(page)
            sheets.append(sheet)
        finally:
            page.close()
    return sheets


def _read_sheet(page: pdfium.PdfPage, number: int, reader: WordReader) -> Sheet:
    frame = frame_of(page)
    words, unknown = reader.read(page, frame)
    shapes = shapes_of(page, frame)
    lines, doubled = lines_of(link_words(words, link_boxes(page, frame)))
    seen, unseen = part_hidden(lines, shapes, frame)
    level = [line for line in seen if not line.look.turned]
    turned = [line for line in seen if line.look.turned]
    mark_dots(level, shapes)
    doubles = [make_line(doubled)] if doubled else []
    return Sheet(number, frame, level, shapes, unseen, turned=turned, doubled=doubles, unknown=unknown)
