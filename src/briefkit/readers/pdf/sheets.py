"""The pages of a document as sheets: the lines of each, what is drawn on it, what is hidden."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from functools import partial

import msgspec
import pypdfium2 as pdfium

from briefkit.model import Box
from briefkit.readers.pdf.file.redactions import Redactions
from briefkit.readers.pdf.page.annotations import Added, draw_in
from briefkit.readers.pdf.page.dots import mark_dots
from briefkit.readers.pdf.page.frame import Frame, frame_of
from briefkit.readers.pdf.page.initials import with_initials
from briefkit.readers.pdf.page.left_out import look_at, widen
from briefkit.readers.pdf.page.lines import Line, lines_of, make_line
from briefkit.readers.pdf.page.links import link_boxes, link_words
from briefkit.readers.pdf.page.shapes import Shape, drawn_on
from briefkit.readers.pdf.page.stacked import part_stacked
from briefkit.readers.pdf.page.structure import Role
from briefkit.readers.pdf.page.turned import quarter_of, set_level, shown, shown_word
from briefkit.readers.pdf.page.typed import words_of
from briefkit.readers.pdf.page.words import Word, WordReader
from briefkit.readers.pdf.seen.hidden import Seeing
from briefkit.readers.pdf.seen.unread import Fonts, holds_unread_words

_LOOKING, _LOOKING_AT_A_PAGE = 8.0, 0.1
"""Seconds in which the pages of a document are looked at for hidden words: so many, or so many a page."""


class Sheet(msgspec.Struct):
    """One page as read: its lines by where they belong, and what is drawn on it. ``number`` is 1-based.

    ``doubled`` are words that were printed twice on one place; ``overprinted`` tells that pdfium left out some itself.
    ``letters`` is how many characters the page has, read or not; ``links`` how many links were read.
    """

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
    overprinted: bool = False
    unknown: int = 0
    unseen: int = 0
    unsure: int = 0
    letters: int = 0
    links: int = 0
    garbled: bool = False
    pictured: bool = False
    broken: bool = False
    roles: dict[int, Role] = {}
    added: Added = msgspec.field(default_factory=Added)


def read_sheets(
    document: pdfium.PdfDocument, pages: int, seconds: float, layers: bool, redactions: Redactions
) -> list[Sheet]:
    """The first ``pages`` pages as sheets; stops early when ``seconds`` have passed. A page that breaks is empty.

    ``layers`` tells that some layer is switched off; ``redactions`` are the marks of the same file.
    """
    reader = _Reader(layers, max(_LOOKING, _LOOKING_AT_A_PAGE * pages))
    if document.get_formtype():
        # That forms for Adobe's programs (XFA) are not shown whole is said in our own words.
        logging.getLogger("pypdfium2").setLevel(logging.ERROR)
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
            added = draw_in(document, page, frame, partial(redactions.parts, index))
            if added.drawn:
                page.close()
                page = document[index]
            sheet = Sheet(index + 1, frame, [], [], added=added, links=len(links))
            sheets.append(reader.fill(sheet, page, links))
        finally:
            page.close()
    return sheets


class _Reader:
    """Reads the pages of one document; looks, fonts and the time for closer looks are remembered over them."""

    def __init__(self, layers: bool, looking: float) -> None:
        self._words, self._seeing, self._fonts = WordReader(), Seeing(layers, looking), Fonts()

    def fill(self, sheet: Sheet, page: pdfium.PdfPage, links: list[tuple[Box, str]]) -> Sheet:
        """Puts what stands on the page into a sheet of which number, frame and annotations are known."""
        words, sheet.unknown = self._words.read(page, sheet.frame)
        quarter = quarter_of(words)
        if quarter:
            links = [(sheet.frame.turn_box(box, quarter), address) for box, address in links]
            sheet.added.turn(sheet.frame, quarter)
            sheet.frame = sheet.frame.turned(quarter)
            words, sheet.unknown = self._words.read(page, sheet.frame)
        frame, sheet.letters = sheet.frame, self._words.letters
        drawn = drawn_on(page, frame)
        sheet.shapes = drawn.shapes
        words = self._completed(sheet, page, words, drawn.texts.keys())
        words.extend(words_of(sheet.added))
        words = link_words(words, links)
        lines, doubled = _lines_of(words, frame)
        marked = sheet.added.marked
        seen, sheet.hidden, sheet.unsure = self._seeing.part(page, words, lines, drawn, marked)
        if doubled and sheet.hidden:
            # What was printed anew over hidden words is no double of these.
            left = _without(words, sheet.hidden, seen)
            lines, doubled = _lines_of(left, frame)
            seen, hidden, unsure = self._seeing.part(page, words, lines, drawn, marked)
            sheet.hidden, sheet.unsure = [*sheet.hidden, *hidden], sheet.unsure + unsure
        sheet.unseen = sum(any(map(str.isalnum, word)) for line in sheet.hidden for word in line.text.split())
        clean, garbled = self._fonts.part_garbled(seen)
        sheet.garbled = bool(garbled)
        sheet.hidden.extend(garbled)
        sheet.pictured = holds_unread_words(page, frame, clean, sheet.shapes)
        level, labels = part_stacked([line for line in clean if not line.look.turned])
        sheet.lines = with_initials(set_level(level))
        sheet.turned = [*(line for line in clean if line.look.turned), *labels]
        mark_dots(sheet.lines, sheet.shapes)
        sheet.doubled = [make_line(doubled)] if doubled else []
        return sheet

    def _completed(self, sheet: Sheet, page: pdfium.PdfPage, words: list[Word], written: Collection[int]) -> list[Word]:
        """The ``words`` with those that pdfium left out of the text objects (addresses) that are ``written``."""
        items = set(written).difference([word.of for word in words])
        if not items:
            return words
        left_out = look_at(items, written)
        sheet.overprinted = left_out.doubled
        if not left_out.narrow:
            return words
        widen(left_out.narrow)
        again, unknown = self._words.read(page, sheet.frame)
        if left_out.narrow.isdisjoint([word.of for word in again]):
            return words  # they are spaces
        sheet.unknown = unknown
        return again


def _lines_of(words: list[Word], frame: Frame) -> tuple[list[Line], list[Word]]:
    lines, doubled = lines_of(words)
    return shown(lines, frame), [shown_word(word, frame) for word in doubled]


def _without(words: list[Word], hidden: list[Line], seen: list[Line]) -> list[Word]:
    """The words without those of text objects that are hidden altogether."""
    gone = {word.of for line in hidden for word in line.words} - {word.of for line in seen for word in line.words}
    return [word for word in words if word.of not in gone]
