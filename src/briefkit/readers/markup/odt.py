"""OpenDocument text (LibreOffice Writer): a walk over ``content.xml`` with the looks that its styles give.

The place of a block is ``paragraph N``, counted in the order of the file. Deleted text and comments are left out; what
stands in a hidden paragraph or section is hidden, with its boxes and notes.
"""

from __future__ import annotations

import msgspec
from lxml import etree

from briefkit.diagnostics import Result
from briefkit.errors import UnusableInput
from briefkit.model import Bookmark, Box, Document, Figure, Layer, Origin, Source
from briefkit.readers.addresses import is_live
from briefkit.readers.markup.assemble import dead_link_diagnostics
from briefkit.readers.markup.composer import PART, Composer, Look, Shape
from briefkit.readers.markup.odf import damaged, read_parts
from briefkit.readers.markup.odt_styles import NAMESPACES, Styles, clark, read_styles
from briefkit.readers.rectangles import in_reading_order

_IGNORED = frozenset(
    clark(name)
    for name in (
        "text:tracked-changes office:annotation office:annotation-end office:forms office:scripts text:note-citation "
        "text:sequence-decls text:variable-decls text:user-field-decls text:dde-connection-decls"
    ).split()
)
_PARAGRAPHS = (clark("text:p"), clark("text:h"))
_PAGE_HEIGHT = 841.9
_BLANKS = {clark("text:s"): " ", clark("text:tab"): " ", clark("text:line-break"): "\n"}


def read_odt(source: Source, password: str | None = None) -> Result[Document]:  # noqa: ARG001
    """An OpenDocument text as a document. Raises :class:`UnusableInput` where it is damaged, locked or empty."""
    content, styles, meta = read_parts(source.data, "OpenDocument file")
    body = None if content is None else content.find(".//office:body/office:text", NAMESPACES)
    if content is None or body is None:
        raise damaged("OpenDocument file")
    walk = _Walk(read_styles(content, styles))
    walk.margins(styles, "header")
    walk.children(body, Look(), Shape())
    walk.land()
    walk.margins(styles, "footer")
    composer = walk.composer
    if not composer.blocks:
        raise UnusableInput("The file holds no text.", "Check that the right file was chosen.", code="BK242")
    document = Document(
        tuple(composer.blocks),
        tuple(composer.containers),
        tuple(composer.figures),
        tuple(composer.bookmarks),
        title="" if meta is None else (meta.findtext(".//dc:title", "", NAMESPACES) or "").strip(),
        language=walk.styles.language,
    )
    return Result(document, dead_link_diagnostics(walk.dead_links))


def _says(paragraph: etree._Element) -> bool:
    """Whether a paragraph has words of its own, those of its boxes and notes apart."""
    words = paragraph.xpath(
        "descendant::text()[not(ancestor::draw:*) and not(ancestor::text:note)]", namespaces=NAMESPACES
    )
    return any(text.strip() for text in words)


def _is_hidden_section(element: etree._Element) -> bool:
    """Whether a section is not displayed, or was not when the file was saved."""
    display = element.get(clark("text:display"))
    return display == "none" or (display == "condition" and _is_hidden_now(element))


def _is_hidden_now(field: etree._Element) -> bool:
    """What the condition of a field or section came to; LibreOffice says so only where it is true."""
    return bool(field.get(clark("text:is-hidden")) == "true")


def _is_veiled(paragraph: etree._Element) -> bool:
    """Whether a field in the paragraph itself hides it."""
    fields = paragraph.iter(clark("text:hidden-paragraph"))
    return any(_is_hidden_now(field) and next(field.iterancestors(*_PARAGRAPHS)) is paragraph for field in fields)


class _Walk:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.composer = Composer(collapse=True)
        self.dead_links: list[tuple[str, Origin]] = []
        self.paragraphs = 0
        self.boxes = 0
        self.tables = 0
        self.notes: list[tuple[etree._Element, Layer, str]] = []
        self.frames: list[etree._Element] = []
        self.floating: list[tuple[Box, etree._Element]] = []
        self.marks: list[str] = []
        self.unseen: list[str] = []

    def margins(self, styles: etree._Element | None, which: str) -> None:
        """The running heads or feet of all page styles."""
        if styles is None:
            return
        layer: Layer = "header" if which == "header" else "footer"
        for margin in styles.iterfind(f".//style:{which}", NAMESPACES):
            self.children(margin, Look(), Shape(layer=layer, container="body"))

    def children(self, parent: etree._Element, look: Look, shape: Shape) -> None:
        """The paragraphs, lists, tables and sections below ``parent``."""
        for element in parent:
            self._element(element, look, shape)

    def _element(self, element: etree._Element, look: Look, shape: Shape) -> None:
        tag = element.tag
        if tag in _IGNORED or not isinstance(tag, str):
            return
        if tag in _PARAGRAPHS:
            self._paragraph(element, look, shape)
        elif tag == clark("text:list"):
            self._list(element, look, shape)
        elif tag == clark("table:table"):
            self._table(element, look, shape)
        elif tag == clark("draw:frame") or tag.startswith("{" + NAMESPACES["draw"] + "}"):
            self._frame(element, look, shape)
        elif tag in {clark("text:table-of-content"), clark("text:alphabetical-index")}:
            self.children(element, look, _with(shape, aside="contents"))
        else:
            hidden = tag == clark("text:section") and _is_hidden_section(element)
            self.children(element, look, _with(shape, layer="hidden") if hidden else shape)

    def _paragraph(self, element: etree._Element, look: Look, shape: Shape) -> None:
        self.paragraphs += 1
        place = self.paragraphs
        if self.floating and (_says(element) or self.styles.starts_page(element.get(clark("text:style-name"), ""))):
            self.land()
        style = element.get(clark("text:style-name"), "")
        known = self.styles.paragraph(style)
        frames, notes, marks, unseen = self.frames, self.notes, self.marks, self.unseen
        self.frames, self.notes, self.marks, self.unseen = [], [], [], []
        self._inline(element, self.styles.apply(style, look))
        level = known.level
        if element.tag == clark("text:h"):
            outline = element.get(clark("text:outline-level"), "1")
            level = int(outline) if outline.isdigit() and len(outline) < 3 else 1
        if level and not shape.aside:
            shape = _with(shape, kind="heading", level=level, computed="", evidence=(f"outline level {level}",))
        if self.styles.is_hidden(style) or _is_veiled(element):
            shape = _with(shape, layer="hidden")
        shape = _with(shape, style=known.name, before=known.before)
        name = self.composer.end(shape, self._origin(place))
        for mark in self.marks:
            self._bookmark(mark, name, place)
        for words in self.unseen:
            self.composer.put(words, Look())
            self.composer.end(Shape(layer="hidden"), self._origin(place))
        inner_frames, inner_notes = self.frames, self.notes
        self.frames, self.notes, self.marks, self.unseen = frames, notes, marks, unseen
        self._float(inner_frames, shape)
        for body, layer, number in inner_notes:
            self._note(body, "hidden" if shape.layer == "hidden" else layer, number)

    def _inline(self, element: etree._Element, look: Look) -> None:
        self.composer.put(element.text or "", look)
        for child in element:
            self._piece(child, look)
            self.composer.put(child.tail or "", look)

    def _piece(self, child: etree._Element, look: Look) -> None:
        tag = child.tag
        if tag in _IGNORED or not isinstance(tag, str):
            return
        if tag == clark("text:span"):
            style = child.get(clark("text:style-name"), "")
            if self.styles.is_hidden(style):
                self.unseen.append("".join(child.itertext()))
            else:
                self._inline(child, self.styles.apply(style, look))
        elif tag == clark("text:a"):
            self._inline(child, look._replace(link=self._address(child)))
        elif tag in _BLANKS:
            self.composer.put(_BLANKS[tag], look)
        elif tag == clark("text:note"):
            self._note_mark(child)
        elif tag in {clark("text:bookmark"), clark("text:bookmark-start")}:
            self.marks.append(child.get(clark("text:name"), ""))
        elif tag == clark("text:hidden-text") and _is_hidden_now(child):
            self.unseen.append("".join(child.itertext()))
        elif tag == clark("draw:frame") or tag.startswith("{" + NAMESPACES["draw"] + "}"):
            self.frames.append(child)
        else:
            self._inline(child, look)

    def _note_mark(self, note: etree._Element) -> None:
        number = (note.findtext("text:note-citation", "", NAMESPACES) or "").strip()
        layer: Layer = "endnote" if note.get(clark("text:note-class")) == "endnote" else "footnote"
        body = note.find("text:note-body", NAMESPACES)
        if body is not None:
            self.notes.append((body, layer, number))

    def _note(self, body: etree._Element, layer: Layer, number: str) -> None:
        name = self.composer.add_container("note", f"n{len(self.composer.containers)}", "body")
        shape = Shape(layer=layer, container=name)
        for index, element in enumerate(body):
            self._element(element, Look(), _with(shape, computed=f"{number} " if number and not index else ""))

    def _address(self, link: etree._Element) -> str | None:
        target = str(link.get(clark("xlink:href"), "")).strip()
        if is_live(target):
            return target
        words = " ".join("".join(link.itertext()).split())
        if words and not target.startswith("#"):
            self.dead_links.append((words, self._origin(self.paragraphs)))
        return None

    def _bookmark(self, mark: str, block: str | None, place: int) -> None:
        known = any(bookmark.name == mark for bookmark in self.composer.bookmarks)
        self.composer.bookmarks.append(
            Bookmark(mark, "duplicate" if known else "ok", self._origin(place), target=block)
        )

    def _list(self, element: etree._Element, look: Look, shape: Shape) -> None:
        level = shape.level + 1 if shape.kind in {"bullet", "numbered"} else 1
        style = element.get(clark("text:style-name"), "") or shape.style or ""
        number = 0
        for item in element:
            if item.tag not in {clark("text:list-item"), clark("text:list-header")}:
                # Not by the rules, and seen all the same.
                self._element(item, look, shape)
                continue
            numbered = self.styles.is_numbered(style, level)
            is_item = item.tag == clark("text:list-item")
            number += is_item
            first = True
            for child in item:
                computed = (f"{number}. " if numbered else "• ") if first and is_item else ""
                inner = _with(
                    shape, kind="numbered" if numbered else "bullet", level=level, computed=computed, style=style
                )
                if child.tag != clark("text:list"):
                    first = False
                    inner = inner if computed else _with(inner, kind="paragraph", level=0)
                self._element(child, look, inner)

    def _table(self, element: etree._Element, look: Look, shape: Shape) -> None:
        self.land()
        self.tables += 1
        table = self.composer.add_container("table", f"t{self.tables}", shape.container)
        for row, line in enumerate(element.iter(clark("table:table-row")), 1):
            if next(line.iterancestors(clark("table:table"))) is not element:
                continue
            cells = [cell for cell in line if cell.tag == clark("table:table-cell")]
            for column, cell in enumerate(cells, 1):
                name = self.composer.add_container("cell", f"{table}r{row}c{column}", table, (row, column))
                self.children(cell, look, Shape(container=name, layer=shape.layer))
            for other in line:
                if other.tag == clark("table:covered-table-cell"):
                    # What a merged cell covers nobody sees (ODF 1.3, part 3, 9.1.5).
                    self.children(other, look, Shape(layer="hidden"))
                elif other.tag != clark("table:table-cell"):
                    self._element(other, look, shape)

    def _frame(self, element: etree._Element, look: Look, shape: Shape) -> None:
        for described in element.iterfind("svg:title", NAMESPACES), element.iterfind("svg:desc", NAMESPACES):
            for alt in described:
                self._picture((alt.text or "").strip())
        if element.tag in {clark("svg:title"), clark("svg:desc")}:
            return
        boxes = [box for box in element if box.tag == clark("draw:text-box")]
        if boxes or any(child.tag == clark("text:p") for child in element):
            self.boxes += 1
            name = self.composer.add_container("box", f"x{self.boxes}", "body")
            for box in boxes or [element]:
                self.children(box, look, Shape(container=name, layer=shape.layer))
        for child in element:
            if child.tag != clark("draw:text-box") and child.tag != clark("text:p"):
                self._nested(child, look, shape)

    def _nested(self, child: etree._Element, look: Look, shape: Shape) -> None:
        if isinstance(child.tag, str) and child.tag.startswith("{" + NAMESPACES["draw"] + "}"):
            self._frame(child, look, shape)

    def _float(self, frames: list[etree._Element], shape: Shape) -> None:
        """Boxes of a paragraph that stand in places of their own wait for those of the next, if no words part them."""
        boxes = [self.styles.place(frame) for frame in frames]
        if shape.layer != "body" or any(box is None for box in boxes):
            self.land()
            for frame in frames:
                self._frame(frame, Look(), Shape(layer="hidden" if shape.layer == "hidden" else "body"))
            return
        self.floating += [(box, frame) for box, frame in zip(boxes, frames, strict=True) if box is not None]

    def land(self) -> None:
        """The boxes that wait, in the order in which the eye meets them."""
        while self.floating:  # a box may hold boxes
            floating, self.floating = self.floating, []
            for number in in_reading_order([box for box, _ in floating], _PAGE_HEIGHT):
                self._frame(floating[number][1], Look(), Shape())

    def _picture(self, alt: str) -> None:
        if not alt:
            return
        origin = self._origin(self.paragraphs)
        after = self.composer.blocks[-1].id if self.composer.blocks else None
        self.composer.figures.append(Figure(f"f{len(self.composer.figures) + 1:04d}", alt, origin, after))
        # The description is a letter of the file that nobody sees: hidden, so that it is accounted for.
        self.composer.put(alt, Look())
        self.composer.end(Shape(layer="hidden"), origin)

    def _origin(self, place: int) -> Origin:
        return Origin(PART, path=f"paragraph {place}")


def _with(shape: Shape, **changes: object) -> Shape:
    return msgspec.structs.replace(shape, **changes)
