"""The PDF reader: from the bytes of a file to a :class:`briefkit.model.Document`."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

import pypdfium2 as pdfium

from briefkit.diagnostics import DAMAGE, Diagnostic, Result
from briefkit.model import Document, Source
from briefkit.readers.pdf.file.opening import open_pdf, whats_beside
from briefkit.readers.pdf.file.redactions import Redactions
from briefkit.readers.pdf.heads.headings import mark_headings
from briefkit.readers.pdf.heads.looks import body_look
from briefkit.readers.pdf.heads.outline import astray, bookmarks_of, depths_of, entries_of
from briefkit.readers.pdf.heads.tagged import mark_tagged, part_tagged, weigh_tags
from briefkit.readers.pdf.order import lay_out
from briefkit.readers.pdf.page.destinations import lead
from briefkit.readers.pdf.page.structure import is_tagged, roles_of
from briefkit.readers.pdf.sheets import Sheet, read_sheets
from briefkit.readers.pdf.text.compose import compose, vocabulary_of
from briefkit.readers.pdf.text.contents import mark_contents
from briefkit.readers.pdf.text.furniture import part_furniture
from briefkit.readers.pdf.text.notes import mark_endnotes, part_notes
from briefkit.readers.pdf.text.repeats import mark_quotes
from briefkit.readers.pdf.text.standing import find_standing, part_standing
from briefkit.readers.pdf.text.ties import tie_notes
from briefkit.readers.pdf.told import (
    has_words,
    refuse_placeholder,
    tell_of_bad_tags,
    tell_of_broken_entries,
    tell_of_cut,
    tell_of_doubles,
    tell_of_lost_pages,
    tell_of_pages,
    tell_of_stray_entries,
    why_nothing,
)
from briefkit.readers.pdf.wordlist import frequency_of

MAX_PAGES = 2000
"""The longest report of the archive has 500 pages; what is longer is a bundle that belongs in parts."""

MAX_SECONDS = 60.0
"""How long pages are read before the rest is given up: half of what a document may take in all."""


_OBJECTS = 100_000
"""Objects that are made before Python looks for some that hold each other: words and lines do not."""


def read(source: Source, password: str | None = None, *, tags: bool = True) -> Result[Document]:
    """The document in ``source``: blocks in reading order with spans, containers, links, bookmarks.

    ``tags`` says whether the structure tree of a tagged PDF and the outline are asked about headings; what they say is
    used where it agrees with the looks. Must not run beside another thread that uses pdfium. Raises
    :class:`UnusableInput` for an empty, damaged or locked file and for a PDF that is pictures only (a scan without
    text).
    """
    with _seldom_collected():
        return _read(source, password, tags)


def _read(source: Source, password: str | None, tags: bool) -> Result[Document]:
    opened = open_pdf(source.data, password)
    document, said = opened.document, opened.said
    try:
        pages = len(document)
        marks = Redactions(opened.content, opened.password)
        sheets = read_sheets(document, min(pages, MAX_PAGES), MAX_SECONDS, opened.layers, marks)
        if tags and is_tagged(document):
            roles = roles_of(opened.content, opened.password, pages)
            for sheet in sheets:
                sheet.roles = roles.get(sheet.number, {})
        refuse_placeholder(sheets, document.get_formtype() > pdfium.raw.FORMTYPE_ACRO_FORM)
        entries = entries_of(document, pages)
        title = _title(document)
        said.extend(whats_beside(document, source.data))
    finally:
        document.close()
    damaged = any(one.code in DAMAGE for one in said)
    said.extend(_look_over(sheets, pages, damaged))
    if any(one.code == "BK225" for one in said):
        said.extend(tell_of_lost_pages(sheets))
    said.extend(tell_of_broken_entries([entry for entry in entries if not entry.page]))
    standing = find_standing(sheets)
    body = body_look([line for sheet in sheets for line in sheet.lines if id(line) not in standing])
    part_furniture(sheets, body.size)
    part_standing(sheets, standing)
    part_notes(sheets, body.size)
    tree = weigh_tags(sheets, body)
    if tree.trust in {"bad", "part"}:
        said.append(tell_of_bad_tags(tree.trust == "part"))
    layout = lay_out(sheets, body.size)
    layout.drafts = part_tagged(layout.drafts, tree)
    mark_tagged(layout.drafts, tree)
    layout.drafts = mark_quotes(layout.drafts, body.size)
    named = depths_of(layout.drafts, entries) if tags else {}
    mark_headings(layout.drafts, body, tree, layout.containers, named)
    said.extend(tell_of_stray_entries(astray(layout.drafts, entries)))
    mark_endnotes(layout.drafts)
    mark_contents(layout.drafts, pages)
    words = vocabulary_of(layout.drafts, frequency_of)
    blocks = tuple(compose(draft, f"b{n:04d}", words) for n, draft in enumerate(layout.drafts, start=1))
    blocks = lead(tie_notes(blocks), {sheet.number: sheet.frame for sheet in sheets})
    made = Document(blocks, tuple(layout.containers), bookmarks=bookmarks_of(entries), title=title, pages=pages)
    return Result(made, tuple(said))


@contextlib.contextmanager
def _seldom_collected() -> Iterator[None]:
    """Lets Python look for circular garbage seldom: with its usual 700 objects that is a sixth of the reading time."""
    usual = gc.get_threshold()
    gc.set_threshold(max(_OBJECTS, usual[0]) if usual[0] else 0, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _title(document: pdfium.PdfDocument) -> str:
    try:
        return str(document.get_metadata_value("Title")).strip()
    except (pdfium.PdfiumError, UnicodeError, KeyError):
        return ""


def _look_over(sheets: list[Sheet], pages: int, damaged: bool) -> list[Diagnostic]:
    """What is to be said about pages without text, hidden text and limits. Raises where no page has text."""
    said = [*tell_of_pages(sheets), *tell_of_doubles(sheets)]
    empty = [sheet for sheet in sheets if not has_words(sheet)]
    if len(empty) == len(sheets):
        raise why_nothing(sheets, damaged)
    if len(sheets) < pages:
        said.append(tell_of_cut(len(sheets), pages))
    return said
