"""Other documents that Word takes in at a place (``w:altChunk``): web pages, plain text, RTF and Word files.

ECMA-376 part 1, 17.17.2.1. What Word would take in when it opens the file is read here, in its place and with the
reader of its own format; bounded in depth and size, since a chunk may be a package that holds a chunk.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from typing import TYPE_CHECKING

import msgspec

from briefkit.errors import UnusableInput
from briefkit.model import Document, Origin, Run, Source, TextBlock
from briefkit.readers import reader_for
from briefkit.readers.docx.body import open_body
from briefkit.readers.docx.drafts import Draft, Piece, Place, hide
from briefkit.readers.docx.opc.package import main_part, open_package
from briefkit.readers.docx.reader import read_notes, read_part, related
from briefkit.readers.docx.styles.looks import Look, Looks
from briefkit.readers.docx.styles.numbering import Numbering

if TYPE_CHECKING:
    from briefkit.readers.docx.book import Book
    from briefkit.readers.docx.story import Story

DEEPEST = 3
"""So many documents inside each other are read; Word itself writes none."""

_HTML, _TEXT, _RTF = "text/html", "text/plain", "application/rtf"
_MAIL_LINES = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_NAMES_CHARSET = re.compile(rb"<meta[^>]{0,300}charset", re.IGNORECASE)
_WORD_IN_XML = (
    *(b"/office/2006/xmlPackage", b"/office/word/2003/wordml"),
    *(b"schemas.openxmlformats.org/", b"purl.oclc.org/ooxml/"),
)
"""A single part of a Word file is no web page: its tags say what is deleted or a comment."""
_NO_TEXT = "BK242"


def read_chunk(story: Story, target: str, path: str) -> list[Draft]:
    """The drafts of the document in the part ``target``, at ``path``.

    Raises :class:`UnusableInput` where it cannot be read. Every draft has the zip member as its part, whatever stands
    inside that member.
    """
    book = story.book
    content = book.package.read(target) if book.depth < DEEPEST else None
    if not content:
        raise UnusableInput("The embedded document is missing.", "Ask for the file again.", code="BK111")
    place = story.place._replace(part=book.outer or book.package.member(target) or target, path=path)
    is_package = content.startswith(b"PK")
    drafts = _word(book, content, place) if is_package else _text(book, target, content, place)
    for draft in drafts:
        draft.page += story.walk.leaves.sheet
        draft.leaf = story.walk.leaves.leaf
    return drafts


def _word(book: Book, content: bytes, place: Place) -> list[Draft]:
    from briefkit.readers.docx.walk import Walk

    package = open_package(content)
    book.spend(len(content) + package.size)
    main = main_part(package)
    opened = open_body(package, main)
    if opened is None:
        raise UnusableInput("The embedded document is damaged.", "Ask for the file again.", code="BK111")
    arrows = package.relationships(main)
    numbering = Numbering(related(package, arrows, "numbering"))
    inner = book.inside(package, Looks(related(package, arrows, "styles")), numbering, place.part)
    drafts = read_part(Walk(inner, place.part, opened.survey, arrows), opened.blocks, place)
    for sort in ("footnote", "endnote"):
        drafts += read_notes(inner, arrows, sort)
    book.diagnostics += package.diagnostics
    for draft in drafts:
        draft.place = draft.place._replace(part=place.part)
        draft.boxes = []  # they stand among the drafts, each where the eye meets it
    return drafts


def _text(book: Book, name: str, content: bytes, place: Place) -> list[Draft]:
    book.spend(len(content))
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if any(mark in head.replace(b"\0", b"") for mark in _WORD_IN_XML):
        raise UnusableInput("The embedded document is Word's own XML.", "Save it again in Word.", code="BK113")
    if head.startswith(b"{\\rtf"):
        sort = _RTF
    elif _MAIL_LINES.match(head):
        sort, content = _HTML, _page_of(content)
    elif not name.lower().endswith(".txt") and (head.lstrip(b"\xff\xfe\0").startswith(b"<")):
        sort = _HTML
    else:
        sort = _TEXT
    try:
        result = reader_for(sort)(Source(name, content, sort, ""))
    except UnusableInput as trouble:
        if trouble.code == _NO_TEXT:
            return []
        raise
    book.diagnostics += [
        msgspec.structs.replace(said, where=f"{place.path}, {said.where}" if said.where else place.path)
        for said in result.diagnostics
    ]
    return _drafts(book, result.value, place)


def _page_of(content: bytes) -> bytes:
    """The page of a web archive (MHTML, RFC 2557): its first part of the type ``text/html``."""
    try:
        for part in message_from_bytes(content).walk():
            page = part.get_payload(decode=True) if part.get_content_type() == _HTML else None
            if isinstance(page, bytes):
                charset = part.get_content_charset()
                if charset and not _NAMES_CHARSET.search(page[:4096]):
                    page = page.decode(charset, "replace").encode()
                return page
    except (MessageError, LookupError, ValueError):
        return b""
    return b""


def _drafts(book: Book, document: Document, place: Place) -> list[Draft]:
    """The blocks of a document of another format as drafts of this one; its headers and footers are not taken in."""
    names = {"body": place.container}
    for container in document.containers:
        parent = names.get(container.parent or "body", place.container)
        origin = Origin(place.part, place.path)
        if container.kind == "cell":
            row, column = container.row or 1, container.column or 1
            names[container.id] = book.contain_cell(parent, row, column, origin, container.filled)
        elif container.id != "body":
            names[container.id] = book.contain(container.kind, parent, origin, container.filled)
    drafts: dict[str, Draft] = {}
    for block in document.blocks:
        if block.layer not in {"header", "footer"}:
            drafts[block.id] = _draft(block, place._replace(container=names.get(block.container, place.container)))
    for figure in document.figures:
        if figure.after in drafts:
            drafts[figure.after].figures.append(figure.alt)
    return list(drafts.values())


def _draft(block: TextBlock, place: Place) -> Draft:
    if block.layer in {"footnote", "endnote"}:
        place = place._replace(layer=block.layer)
    made = Draft(place, f"{place.path}, {block.origin}", None, block.style, kind=block.kind, level=block.level)
    typed = any(len(run.span) for run in block.marker)
    made.pieces = [_piece(run) for run in (*(block.marker if typed else ()), *block.runs)]
    if block.marker and not typed:
        made.marker = _piece(block.marker[0])._replace(computed=True)
    made.evidence = list(block.evidence)
    made.before = block.before
    return hide([made])[0] if block.layer == "hidden" else made


def _piece(run: Run) -> Piece:
    look = Look(run.bold, run.italic, run.underline, run.size, run.colour, run.script)
    link = run.link if run.link and not run.link.startswith("#") else None
    return Piece(run.text, look, link, computed=not len(run.span))
