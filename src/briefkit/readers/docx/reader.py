"""The Word reader: from the bytes of a ``.docx`` (``.docm``, ``.dotx``) to a :class:`briefkit.model.Document`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from lxml import etree

from briefkit.diagnostics import Diagnostic, Result
from briefkit.model import Document, Layer, Origin, Source
from briefkit.readers.docx.assemble import Assembly, assemble
from briefkit.readers.docx.body import open_body
from briefkit.readers.docx.book import Book
from briefkit.readers.docx.bookmarks import note_key
from briefkit.readers.docx.drafts import Draft, Place, hide
from briefkit.readers.docx.layout.order import arrange
from briefkit.readers.docx.names import DC, W_VAL, R, W, is_on
from briefkit.readers.docx.opc.damage import broken
from briefkit.readers.docx.opc.labels import read_labels
from briefkit.readers.docx.opc.package import (
    Package,
    Relationship,
    main_part,
    main_relationships,
    open_package,
    refuse_fragment,
)
from briefkit.readers.docx.opc.salvage import LEAST_SHARE
from briefkit.readers.docx.story import Story
from briefkit.readers.docx.styles.looks import Looks
from briefkit.readers.docx.styles.numbering import Numbering
from briefkit.readers.docx.survey import Survey
from briefkit.readers.docx.walk import Walk

SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
"""Notes that hold no words of the document but the line between text and notes."""


def read(source: Source, password: str | None = None) -> Result[Document]:
    """Reads a Word file whole: body, boxes, tables, notes, headers and footers, each visible letter exactly once.

    Order of the blocks: headers, the body (each box where the eye meets it), footnotes in the order of their marks,
    endnotes, footers. Hidden text stands in blocks of the layer ``hidden``. ``password`` is not used: a locked file
    cannot be opened here, and is refused. Nothing outside ``source.data`` is read.

    Raises :class:`UnusableInput` with the reason and the next step where the file holds no Word document.
    """
    del password
    package = open_package(source.data)
    main = main_part(package)
    opened = open_body(package, main)
    if opened is None:
        raise broken()
    if main in package.cut and (package.cut[main] or 0) < LEAST_SHARE:
        refuse_fragment(package.tree(main))
    arrows = main_relationships(package, main)
    styles = related(package, arrows, "styles")
    book = Book(package, Looks(styles), Numbering(related(package, arrows, "numbering")))
    walk = Walk(book, main, opened.survey, arrows)
    # Of a damaged part the sections may be missing that refer to a header: then all are read.
    lossy = any(said.code in {"BK200", "BK216"} for said in package.diagnostics)
    unshown = set() if lossy else unshown_margins(walk.sections, keeps_even_pages(package, arrows), arrows)
    shown = {key: arrow for key, arrow in arrows.items() if key not in unshown}
    headers, footers = margins(package, shown, "header"), margins(package, shown, "footer")
    if any(Survey.of(margin).backdrop for _, margin in (*headers, *footers)):
        walk.paint_pages()
    body = read_part(walk, opened.blocks, Place(main, "body", "body"))
    top, foot = read_margins(book, headers, "header"), read_margins(book, footers, "footer")
    notes = [draft for sort in ("footnote", "endnote") for draft in read_notes(book, arrows, sort)]
    made = assemble([*top, *body, *notes, *foot])
    bookmarks, remarks = book.bookmarks.settle(made.targets)
    document = Document(
        tuple(made.blocks),
        tuple(book.containers),
        tuple(made.figures),
        bookmarks,
        title=read_title(package),
        pages=walk.paper_count,
        language=book.looks.language or read_language(related(package, arrows, "settings")),
    )
    return Result(
        document, (*package.diagnostics, *book.diagnostics, *remarks, *sum_up(book, made), *read_labels(package))
    )


def related(package: Package, arrows: dict[str, Relationship], kind: str) -> etree._Element | None:
    """The root of the part of that kind (``styles``) to which an arrow leads, or ``None``."""
    return package.tree(name_related(arrows, kind))


def name_related(arrows: dict[str, Relationship], kind: str) -> str:
    """The name of the part of that kind to which an arrow leads, else the one that Word gives it."""
    target = next((arrow.target for arrow in arrows.values() if arrow.kind == kind and not arrow.external), None)
    return target or f"word/{kind}.xml"


def read_part(walk: Walk, blocks: Iterable[etree._Element], place: Place) -> list[Draft]:
    """The drafts of a part that is one story, in reading order."""
    story = Story(walk, place)
    story.read(blocks)
    return arrange(story.finish(), walk.pages[0])


def read_notes(book: Book, arrows: dict[str, Relationship], sort: str) -> list[Draft]:
    """The footnotes or endnotes: those with a mark in the order of the marks, then what no mark leads to as hidden."""
    kind = "footnotes" if sort == "footnote" else "endnotes"
    target = next((arrow.target for arrow in arrows.values() if arrow.kind == kind), f"word/{kind}.xml")
    root = book.package.tree(target)
    if root is None:
        return []
    part = book.package.member(target) or target
    walk = Walk(book, part, Survey.of(root), book.package.relationships(part))
    layer: Layer = "footnote" if sort == "footnote" else "endnote"
    notes = {
        element.get(W + "id", ""): element
        for element in root.iter(W + sort)
        if element.get(W + "type", "normal") not in SEPARATORS
    }
    drafts: list[Draft] = []
    done: set[str] = set()
    while pending := [key for found, key in book.note_marks if found == sort and key in notes and key not in done]:
        for key in pending:  # a note may mark another note
            done.add(key)
            made = read_note(walk, notes[key], layer, book.note_marks[sort, key])
            for draft in [draft for draft in made if draft.visible.strip()][:1]:
                draft.bookmarks.append(note_key(sort, book.outer + key))
            drafts += made
    for key, element in notes.items():
        if key not in done:
            drafts += hide(read_note(walk, element, layer, ""))
    return drafts


def read_note(walk: Walk, element: etree._Element, layer: Layer, number: str) -> list[Draft]:
    """One note as a container of its own."""
    path = f"{layer} {number}" if number else f"{layer} without a mark"
    container = walk.book.contain("note", None, Origin(walk.part, path))
    story = Story(walk, Place(walk.part, layer, container, path), note_number=number)
    story.read(element)
    return arrange(story.finish(), walk.page)


def read_margins(book: Book, parts: list[tuple[str, etree._Element]], kind: Literal["header", "footer"]) -> list[Draft]:
    """The headers or footers, each part once, whichever pages show it."""
    drafts: list[Draft] = []
    for index, (part, root) in enumerate(parts, 1):
        path = f"{kind} {index}"
        place = Place(part, kind, book.contain(kind, None, Origin(part, path)), path)
        drafts += read_part(Walk(book, part, Survey.of(root), book.package.relationships(part)), root, place)
    return drafts


def unshown_margins(sections: list[etree._Element], even: bool, arrows: dict[str, Relationship]) -> set[str]:
    """The relationships of headers and footers that no page shows.

    ``even`` says whether the document keeps even pages apart.
    A first-page header shows only where its section has a title page (``w:titlePg``), an even-page one only where the
    document keeps them apart (``w:evenAndOddHeaders``); a section without a reference takes that of the one before.
    Where no section refers to any, the sections may be what is damaged: then all are shown.
    """
    inherited: dict[tuple[object, str], str] = {}
    shown: set[str] = set()
    named: set[str] = set()
    for section in sections:
        for reference in section.iterchildren(W + "headerReference", W + "footerReference"):
            inherited[reference.tag, reference.get(W + "type", "default")] = reference.get(R + "id", "")
        used = {"default": True, "first": is_set(section, "titlePg"), "even": even}
        shown |= {key for (_, sort), key in inherited.items() if used.get(sort, True)}
        named |= set(inherited.values())
    margins = {key for key, arrow in arrows.items() if arrow.kind in {"header", "footer"}}
    return (margins | named) - shown if named else set()


def keeps_even_pages(package: Package, arrows: dict[str, Relationship]) -> bool:
    """Whether the settings give even pages headers of their own; large settings that never say so are not parsed."""
    name, switch = name_related(arrows, "settings"), "evenAndOddHeaders"
    return package.mentions(name, switch) and is_set(package.tree(name), switch)


def is_set(parent: etree._Element | None, name: str) -> bool:
    """Whether a switch stands in an element and is on."""
    switch = parent.find(W + name) if parent is not None else None
    return switch is not None and is_on(switch.get(W_VAL))


def margins(package: Package, arrows: dict[str, Relationship], kind: str) -> list[tuple[str, etree._Element]]:
    """The header or footer parts with their roots, each part once."""
    parts = dict.fromkeys(arrow.target for arrow in arrows.values() if arrow.kind == kind and not arrow.external)
    roots = ((package.member(target) or target, package.tree(target)) for target in parts)
    return [(part, root) for part, root in roots if root is not None]


def read_title(package: Package) -> str:
    """The title in the file's properties; who wrote or saved the file is never read."""
    root = package.tree("docProps/core.xml")
    title = root.find(DC + "title") if root is not None else None
    return " ".join((title.text or "").split()) if title is not None else ""


def read_language(settings: etree._Element | None) -> str:
    """The language that the settings name, where the style sheet names none."""
    language = settings.find(W + "themeFontLang") if settings is not None else None
    return language.get(W_VAL, "") if language is not None else ""


def sum_up(book: Book, made: Assembly) -> list[Diagnostic]:
    """One remark for each sort of thing that was left out or taken in all over the document."""
    found: list[Diagnostic] = []
    hidden = [block for block in made.blocks if block.layer == "hidden"]
    if hidden:
        found.append(
            Diagnostic(
                "BK201",
                "warning",
                "The document holds hidden text; it was left out.",
                str(hidden[0].origin),
                "Show hidden text in Word (Ctrl+Shift+8) and remove it before the document is sent to anybody.",
            )
        )
    tally = book.tally
    if tally["deletion"] or tally["insertion"]:
        found.append(
            Diagnostic(
                "BK206",
                "warning",
                "The document holds tracked changes: insertions were read, deletions were left out.",
                "",
                "Accept or reject all changes in Word if this is not what was agreed.",
            )
        )
    if book.embedded:
        count = len(book.embedded)
        told = "An embedded file or object is" if count == 1 else f"{count} embedded files or objects are"
        found.append(
            Diagnostic(
                "BK212",
                "info",
                f"{told} shown only as a picture; words in it were not read.",
                book.embedded[0],
                "Open it in Word with a double click, and copy what the briefing needs into the document.",
            )
        )
    if book.struck:
        found.append(
            Diagnostic(
                "BK217",
                "warning",
                f"The document holds words that are struck out ({book.struck[0]}); they were read like all others.",
                book.struck[1],
                "Delete them in Word if they are not meant any more.",
            )
        )
    if tally["comment"]:
        found.append(Diagnostic("BK207", "info", "The document holds comments; they were left out."))
    if tally["placeholder"]:
        found.append(
            Diagnostic("BK211", "info", "Form fields that nobody filled in were left out with their instructions.")
        )
    return found
