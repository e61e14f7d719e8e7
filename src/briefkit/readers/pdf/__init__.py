"""The PDF reader: what stands on the pages, in the order in which a person reads it."""

from __future__ import annotations

import pypdfium2 as pdfium

from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import UnusableInput
from briefkit.model import Document, Source
from briefkit.readers.pdf.compose import compose, vocabulary_of
from briefkit.readers.pdf.contents import mark_contents
from briefkit.readers.pdf.destinations import lead
from briefkit.readers.pdf.furniture import part_furniture
from briefkit.readers.pdf.headings import mark_headings
from briefkit.readers.pdf.hyphens import frequency_of
from briefkit.readers.pdf.layers import has_hidden_layers
from briefkit.readers.pdf.layout import lay_out
from briefkit.readers.pdf.looks import body_look
from briefkit.readers.pdf.notes import mark_endnotes, part_notes
from briefkit.readers.pdf.opening import open_pdf, whats_beside
from briefkit.readers.pdf.outline import Entry, astray, bookmarks_of, depths_of, entries_of
from briefkit.readers.pdf.repeats import mark_quotes
from briefkit.readers.pdf.sheets import Sheet, read_sheets
from briefkit.readers.pdf.standing import find_standing, part_standing
from briefkit.readers.pdf.structure import is_tagged
from briefkit.readers.pdf.tagged import mark_tagged, part_tagged, weigh_tags
from briefkit.readers.pdf.ties import tie_notes
from briefkit.readers.pdf.told import has_words, refuse_placeholder, tell_of

MAX_PAGES = 2000
"""The longest report of the archive has 500 pages; what is longer is a bundle that belongs in parts."""

MAX_SECONDS = 60.0
"""How long pages are read before the rest is given up: half of what a document may take in all."""


def read(source: Source, password: str | None = None, *, tags: bool = True) -> Result[Document]:
    """The document in ``source``: blocks in reading order with spans, containers, links, bookmarks.

    ``tags`` says whether the structure tree of a tagged PDF and the outline are asked about headings; what they say is
    used where it agrees with the looks. Must not run beside another thread that uses pdfium. Raises
    :class:`UnusableInput` for an empty, damaged or locked file and for a PDF that is pictures only (a scan without
    text).
    """
    document, said = open_pdf(source.data, password)
    try:
        pages = len(document)
        layers = has_hidden_layers(source.data, password)
        sheets = read_sheets(document, min(pages, MAX_PAGES), MAX_SECONDS, tags and is_tagged(document), layers)
        refuse_placeholder(sheets, document.get_formtype() > pdfium.raw.FORMTYPE_ACRO_FORM)
        entries = entries_of(document, pages)
        title = _title(document)
        said.extend(whats_beside(document, source.data))
    finally:
        document.close()
    said.extend(_look_over(sheets, pages))
    if any(one.code == "BK225" for one in said):
        said.extend(_lost(sheets))
    said.extend(_broken_entries([entry for entry in entries if not entry.page]))
    standing = find_standing(sheets)
    body = body_look([line for sheet in sheets for line in sheet.lines if id(line) not in standing])
    part_furniture(sheets, body.size)
    part_standing(sheets, standing)
    part_notes(sheets, body.size)
    tree = weigh_tags(sheets, body)
    if tree.trust in {"bad", "part"}:
        said.append(_bad_tags(tree.trust == "part"))
    layout = lay_out(sheets, body.size)
    layout.drafts = part_tagged(layout.drafts, tree)
    mark_tagged(layout.drafts, tree)
    layout.drafts = mark_quotes(layout.drafts, body.size)
    named = depths_of(layout.drafts, entries) if tags else {}
    mark_headings(layout.drafts, body, tree, layout.containers, named)
    said.extend(_stray_entries(astray(layout.drafts, entries)))
    mark_endnotes(layout.drafts)
    mark_contents(layout.drafts, pages)
    words = vocabulary_of(layout.drafts, frequency_of)
    blocks = tuple(compose(draft, f"b{n:04d}", words) for n, draft in enumerate(layout.drafts, start=1))
    blocks = lead(tie_notes(blocks), {sheet.number: sheet.frame for sheet in sheets})
    made = Document(blocks, tuple(layout.containers), bookmarks=bookmarks_of(entries), title=title, pages=pages)
    return Result(made, tuple(said))


def _title(document: pdfium.PdfDocument) -> str:
    try:
        return str(document.get_metadata_value("Title")).strip()
    except (pdfium.PdfiumError, UnicodeError, KeyError):
        return ""


def _look_over(sheets: list[Sheet], pages: int) -> list[Diagnostic]:
    """What is to be said about pages without text, hidden text and limits. Raises where no page has text."""
    said = [one for sheet in sheets for one in tell_of(sheet)]
    empty = [sheet for sheet in sheets if not has_words(sheet)]
    if len(empty) == len(sheets):
        raise _nothing(sheets)
    if len(sheets) < pages:
        said.append(_cut(len(sheets), pages))
    return said


def _lost(sheets: list[Sheet]) -> list[Diagnostic]:
    """What is to be said of the pages of a damaged file on which nothing stands (any more)."""
    bare = [s.number for s in sheets if not (s.lines or s.turned or s.hidden or s.shapes or s.broken)]
    if not bare:
        return []
    which = f"page{'s' if len(bare) > 1 else ''} {_ranges(bare)}"
    message = f"Nothing stands on {which}; as the file is damaged, what stood there may be lost."
    where = f"page {bare[0]}"
    return [Diagnostic("BK229", "warning", message, where, "Compare with the original; ask for the file again.")]


def _ranges(numbers: list[int]) -> str:
    """``2-5, 7`` for rising numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _cut(read: int, pages: int) -> Diagnostic:
    left = f"page {pages} is" if pages == read + 1 else f"pages {read + 1:,} to {pages:,} are"
    message = f"Only the first {read:,} of {pages:,} pages were read: {left} missing."
    return Diagnostic("BK228", "warning", message, "", "Split the file into smaller ones and convert each.")


def _nothing(sheets: list[Sheet]) -> UnusableInput:
    """Why no page holds text: its text is no words or hidden, it is a scan, or what is left of a damaged file."""
    if any(sheet.garbled for sheet in sheets):
        message = "This PDF holds no text that can be read: its fonts do not tell which letters they print."
    elif any(shape.picture for sheet in sheets for shape in sheet.shapes):
        message = "This PDF holds no text that can be read: it is a scan (pictures of pages)."
    elif any(sheet.hidden for sheet in sheets):
        message = "This PDF holds no text that can be seen: all of its words are hidden."
    elif any(sheet.shapes for sheet in sheets):
        message = "This PDF holds drawings only and no text that can be read."
    else:
        message = "This PDF is damaged or incomplete: its pages are empty."
        return UnusableInput(
            message, "Ask for the file again or save it again from the program that made it.", code="BK111"
        )
    note = "Put it through text recognition (OCR) first, or ask for the Word document it was made from."
    return UnusableInput(message, note, code="BK224")


def _bad_tags(partly: bool) -> Diagnostic:
    message = "The PDF's own marks for headings are on running text; headings were found by their looks instead."
    if partly:
        message = "Many of the PDF's own marks for headings are on running text; those were ignored."
    return Diagnostic("BK232", "info", message, "", "Nothing needs doing, unless a heading is missing below.")


def _broken_entries(entries: list[Entry]) -> list[Diagnostic]:
    if not entries:
        return []
    name = entries[0].name[:60]
    message = f"{len(entries)} of the PDF's bookmarks lead nowhere, the first of them “{name}”."
    if len(entries) == 1:
        message = f"One of the PDF's bookmarks leads nowhere: “{name}”."
    return [Diagnostic("BK231", "info", message, "", "Nothing needs doing; the text is unaffected.")]


def _stray_entries(entries: list[Entry]) -> list[Diagnostic]:
    if not entries:
        return []
    first = entries[0]
    message = (
        f"{len(entries)} of the PDF's bookmarks lead to a page on which their words do not stand, "
        f"the first of them “{first.name[:60]}”."
    )
    if len(entries) == 1:
        message = f"One of the PDF's bookmarks leads to a page on which its words do not stand: “{first.name[:60]}”."
    return [Diagnostic("BK233", "info", message, f"page {first.page}", "Nothing needs doing; the text is unaffected.")]
