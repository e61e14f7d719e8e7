"""Stories: the blocks of a body, cell, box, note, header or footer, and what stands anchored in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from briefkit.model import Origin
from briefkit.readers.docx.book import Book
from briefkit.readers.docx.boxes import Page, anchor_position, find_shapes, is_off_page, read_page
from briefkit.readers.docx.branches import children, taken_branch
from briefkit.readers.docx.drafts import BoxDraft, Draft, Piece, Place
from briefkit.readers.docx.figures import alternative_text, drawn_texts, related_texts
from briefkit.readers.docx.inline import Inline, is_placeholder
from briefkit.readers.docx.links import Fields
from briefkit.readers.docx.looks import Partial, fill_colour, is_filled, read_paragraph_properties
from briefkit.readers.docx.names import (
    MC_ALTERNATE,
    W_BOOKMARK_END,
    W_BOOKMARK_START,
    W_CELL_PROPERTIES,
    W_P,
    W_PPR,
    W_R,
    W_TBL,
    W_VAL,
    WRAPPERS,
    A,
    M,
    W,
    number,
)
from briefkit.readers.docx.package import Relationship
from briefkit.readers.docx.paragraphs import classify, pass_over
from briefkit.readers.docx.survey import Survey
from briefkit.readers.docx.xmlparts import leading

EMPTY_LINE = 12.0
"""What an empty paragraph counts as, in points of space above the next block."""

_LOOSE = frozenset({W_R, W + "hyperlink", W + "fldSimple", M + "oMath", M + "oMathPara"})
_PASSED = frozenset({W + name for name in ("tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "tblPrEx")})


class Walk:
    """What the stories of one part share: its relationships, its sections, and the page that the walk has reached."""

    def __init__(
        self,
        book: Book,
        part: str,
        survey: Survey,
        arrows: dict[str, Relationship],
    ) -> None:
        self.book = book
        self.part = part
        self.arrows = arrows
        self.unclosed = survey.unclosed
        self.sections = survey.sections
        self.pages = [read_page(section) for section in self.sections] or [Page()]
        self.section = 0
        self.sheet = 0
        self.boxes = 0
        self.backdrop = survey.backdrop
        self.box_backdrop = self.backdrop or survey.paint

    def paint_pages(self) -> None:
        """A header or footer paints something on every page, on which white words of this part may stand."""
        self.backdrop = self.box_backdrop = True

    @property
    def page(self) -> Page:
        """The paper of the section that the walk has reached."""
        return self.pages[min(self.section, len(self.pages) - 1)]

    def end_section(self) -> None:
        """The walk leaves a section; unless the next one goes on upon the same page, a page ends."""
        self.section = min(self.section + 1, len(self.pages) - 1)
        sort = self.sections[self.section].find(W + "type") if self.sections else None
        if sort is None or sort.get(W_VAL) not in {"continuous", "nextColumn"}:
            self.sheet += 1


class Story:
    """Reads the blocks of one container. ``note_number`` is the printed mark where the story is a note."""

    def __init__(self, walk: Walk, place: Place, fields: Fields | None = None, note_number: str = "") -> None:
        self.walk = walk
        self.book = walk.book
        self.place = place
        self.fields = fields or Fields()
        self.note_number = note_number
        self.drafts: list[Draft] = []
        self._paragraphs = 0
        self._tables = 0
        self._space = 0.0
        self._joined: list[Piece] = []
        self._bookmarks: list[str] = []
        self._in_box = place.path.startswith("text box")
        self._is_top = place.layer == "body" and not place.path

    def origin(self, draft: Draft) -> Origin:
        """Where a draft stands."""
        return Origin(self.place.part, draft.path)

    def path(self, last: str) -> str:
        """The words of a place in this story."""
        return f"{self.place.path}, {last}" if self.place.path else last

    def read(self, parent: Iterable[etree._Element]) -> None:
        """Reads the blocks that stand in an element, or come one after the other."""
        for child in parent:
            self._block(child)

    def _block(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == W_P:
            self._paragraph(element)
        elif tag == W_TBL:
            self._table(element)
        elif tag in {W_BOOKMARK_START, W_BOOKMARK_END}:
            self.mark_bookmark(element, None)
        elif tag in _LOOSE:
            self._loose(element)
        elif isinstance(tag, str) and tag not in _PASSED:
            self._other(element)

    def _other(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == W + "sdt":
            if is_placeholder(element):
                self.book.count("placeholder")
            else:
                self.read(element)
        elif tag == MC_ALTERNATE:
            branch = taken_branch(element)
            if branch is not None:
                self.read(branch)
        elif tag == W + "altChunk":
            self.book.remark(
                "BK204",
                "Another document is embedded at this place; its text was not read.",
                self.path(f"after paragraph {self._paragraphs}"),
                "Open the document in Word and save it again: Word takes the embedded text in.",
            )
        elif tag in {W + "del", W + "moveFrom"}:
            for mark in element.iter(W_BOOKMARK_START, W_BOOKMARK_END):
                self.mark_bookmark(mark, None)
        elif len(element):
            self.read(element)

    def _settle_joined(self) -> None:
        """Words that wait for a next paragraph where none comes get one of their own."""
        if self._joined:
            draft = Draft(self.place, self.path(f"paragraph {self._paragraphs}"), pieces=self._joined)
            self._joined = []
            self._keep(draft, {})

    def finish(self) -> list[Draft]:
        """The drafts, once everything is read."""
        self._settle_joined()
        if self._bookmarks and self.drafts:
            self.drafts[-1].bookmarks += self._bookmarks
            self._bookmarks = []
        return self.drafts

    def _paragraph(self, element: etree._Element) -> None:
        self._paragraphs += 1
        if len(element) == 0 and not self._joined:
            self._space += EMPTY_LINE
            return
        properties = leading(element, W_PPR)
        own = read_paragraph_properties(properties)
        draft = self._draft(own)
        if own.get("new_page"):
            self.turn_page(draft)
        Inline(self, draft, self.fields).read(element)
        self._end(draft, own)

    def _loose(self, element: etree._Element) -> None:
        self._paragraphs += 1
        draft = self._draft({})
        Inline(self, draft, self.fields).read_one(element)
        self._end(draft, {})

    def _draft(self, own: Partial) -> Draft:
        style = own.get("style")
        key = style if isinstance(style, str) else None
        draft = Draft(self.place, self.path(f"paragraph {self._paragraphs}"), key, self.book.looks.name(key))
        draft.page = self.walk.sheet
        draft.shaded = bool(own.get("shaded", self.book.looks.paragraph(key).get("shaded")))
        draft.pieces, self._joined = self._joined, []
        return draft

    def _end(self, draft: Draft, own: Partial) -> None:
        if own.get("joined") or own.get("drop_cap"):
            self._joined, draft.pieces = draft.pieces, []
        effective = {**self.book.looks.paragraph(draft.style), **own}
        if draft.pieces or draft.boxes or draft.figures or draft.notes:
            self._keep(draft, effective)
        else:
            self._bookmarks += draft.bookmarks
            if not self._joined and not own.get("joined"):
                self._space += EMPTY_LINE
                pass_over(draft, effective, self.book)
        if own.get("section"):
            self.walk.end_section()

    def _keep(self, draft: Draft, effective: Partial) -> None:
        has_words = bool("".join(piece.text for piece in draft.pieces).strip())
        if has_words:
            classify(draft, effective, self.book)
            draft.bookmarks, self._bookmarks = self._bookmarks + draft.bookmarks, []
        before = effective.get("before")
        draft.before = (before if isinstance(before, float) else 0.0) + self._space
        if self.drafts:
            draft.before += self.drafts[-1].after if self._space == 0 else 0.0
        if has_words:
            after = effective.get("after")
            draft.after = after if isinstance(after, float) else 0.0
            self._space = 0.0
            if self.fields.in_contents:
                draft.evidence.append("table of contents")
        else:
            draft.pieces = []
            self._bookmarks += draft.bookmarks
            draft.bookmarks = []
            self._space += EMPTY_LINE
        self.drafts.append(draft)

    def is_painted(self, draft: Draft) -> bool:
        """Whether white text in a draft may stand on something dark, so that it is seen."""
        behind = self.walk.box_backdrop if self._in_box else self.walk.backdrop
        return self.place.filled or behind or draft.shaded

    def turn_page(self, draft: Draft) -> None:
        """A page ends here by the author's will."""
        if self._is_top:
            self.walk.sheet += 1
            if not draft.visible.strip():
                draft.page = self.walk.sheet

    def mark_bookmark(self, element: etree._Element, draft: Draft | None) -> None:
        """Notes where a bookmark begins or ends; ``draft`` is the paragraph, ``None`` between paragraphs."""
        origin = Origin(self.place.part, draft.path if draft else self.path(f"after paragraph {self._paragraphs}"))
        key = element.get(W + "id", "")
        if element.tag == W_BOOKMARK_END:
            self.book.bookmarks.end(key, origin)
            return
        name = element.get(W + "name", "")
        self.book.bookmarks.start(key, name, origin)
        (draft.bookmarks if draft else self._bookmarks).append(name)

    def draw(self, draft: Draft, drawing: etree._Element, hidden: bool) -> None:
        """Reads a drawing: its text boxes, its alternative text, the words of its diagram or chart."""
        position = anchor_position(drawing, self.walk.page)
        found = False
        for shape in find_shapes(drawing):
            found = True
            at = position
            if at.left is not None and shape.width:
                at = at._replace(
                    left=at.left + shape.left,
                    top=(at.top or 0.0) + shape.top,
                    width=shape.width,
                    height=shape.height,
                )
            box = self._open_box(shape.colour)
            place = self._box_place(box, shape.filled)
            inner = Story(self.walk, place)
            inner.read(shape.content)
            self._add_box(draft, BoxDraft(box, at, inner.finish()), hidden)
        for words in (
            *related_texts(self.book.package, self.walk.arrows, drawing),
            *drawn_texts(drawing, self.place.part),
        ):
            found = True
            box = self._open_box(None)
            place = self._box_place(box, True)._replace(part=words.part)
            lines = [
                Draft(
                    place, f"{place.path}, paragraph {index}", pieces=[Piece(line, Inline(self, draft, Fields()).look)]
                )
                for index, line in enumerate(words.lines, 1)
            ]
            self._add_box(draft, BoxDraft(box, position, lines), hidden)
        if not found or drawing.find(f".//{A}blip") is not None:
            draft.figures += alternative_text(drawing)

    def _open_box(self, colour: str | None) -> str:
        self.walk.boxes += 1
        origin = Origin(self.place.part, self.path(f"text box {self.walk.boxes}"))
        return self.book.contain("box", self.place.container, origin, filled=colour)

    def _box_place(self, container: str, filled: bool) -> Place:
        return self.place._replace(
            container=container, path=f"text box {self.walk.boxes}", filled=filled, table_style=None
        )

    def _add_box(self, draft: Draft, box: BoxDraft, hidden: bool) -> None:
        if hidden or is_off_page(box.position, self.walk.page):
            for inner in box.drafts:
                inner.pieces = [piece._replace(hidden=True) for piece in inner.pieces]
        if box.drafts:
            draft.boxes.append(box)

    def _table(self, table: etree._Element) -> None:
        self._settle_joined()
        self._tables += 1
        path = self.path(f"table {self._tables}")
        key = self.book.contain("table", self.place.container, Origin(self.place.part, path))
        style = table.find(f"{W}tblPr/{W}tblStyle")
        style_key = style.get(W_VAL) if style is not None else None
        painted = self.book.looks.shades_table(style_key) or is_filled(table.find(f"{W}tblPr/{W}shd"))
        place = self.place._replace(
            container=key, path=path, table_style=style_key, filled=self.place.filled or painted
        )
        for index, row in enumerate(self._members(table, W + "tr"), 1):
            self._row(row, index, place)

    def _row(self, row: etree._Element, index: int, table: Place) -> None:
        skipped = row.find(f"{W}trPr/{W}gridBefore")
        column = 1 + (int(number(skipped.get(W_VAL))) if skipped is not None else 0)
        for cell in self._members(row, W + "tc"):
            path = f"{table.path}, row {index}, column {column}"
            properties = leading(cell, W_CELL_PROPERTIES)
            shading = properties.find(W + "shd") if properties is not None else None
            container = self.book.contain_cell(
                table.container, index, column, Origin(table.part, path), fill_colour(shading)
            )
            filled = table.filled or is_filled(shading)
            story = Story(self.walk, table._replace(container=container, path=path, filled=filled), self.fields)
            story._bookmarks, self._bookmarks = self._bookmarks, []  # begun before the table: they lead into it
            story.read(cell)
            self.drafts += story.finish()
            self._bookmarks = story._bookmarks
            span = properties.find(W + "gridSpan") if properties is not None else None
            column += max(1, int(number(span.get(W_VAL), 1))) if span is not None else 1
        self._space = 0.0

    def _members(self, parent: etree._Element, tag: str) -> Iterator[etree._Element]:
        """Rows or cells, also those inside content controls, insertions and alternatives."""
        for child in children(parent):
            if child.tag == tag:
                yield child
            elif child.tag in {W_BOOKMARK_START, W_BOOKMARK_END}:
                self.mark_bookmark(child, None)
            elif child.tag in WRAPPERS or (child.tag == W + "sdt" and not is_placeholder(child)):
                yield from self._members(child, tag)
            elif child.tag in {W_P, W_TBL}:  # malformed, but seen by the reader all the same
                self._block(child)
