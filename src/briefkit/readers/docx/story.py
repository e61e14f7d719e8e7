"""Stories: the blocks of a body, cell, box, note, header or footer, and what stands anchored in them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from briefkit.errors import UnusableInput
from briefkit.model import Origin
from briefkit.readers.docx.branches import taken_branch
from briefkit.readers.docx.drafts import BoxDraft, Draft, Piece, Place
from briefkit.readers.docx.drawings import Drawing
from briefkit.readers.docx.inline import Inline, is_placeholder
from briefkit.readers.docx.layout.anchors import table_position
from briefkit.readers.docx.layout.frames import frame_position
from briefkit.readers.docx.layout.voids import Void
from briefkit.readers.docx.links import Fields
from briefkit.readers.docx.names import (
    DROPPED,
    MC_ALTERNATE,
    W_BOOKMARK_END,
    W_BOOKMARK_START,
    W_P,
    W_PPR,
    W_R,
    W_T,
    W_TBL,
    W_VAL,
    M,
    R,
    W,
)
from briefkit.readers.docx.opc.xmlparts import leading
from briefkit.readers.docx.paragraphs import classify, is_heading, pass_over
from briefkit.readers.docx.styles.looks import Partial, is_filled, read_paragraph_properties
from briefkit.readers.docx.tables import Table
from briefkit.readers.docx.walk import Walk

EMPTY_LINE = 12.0
"""What an empty paragraph counts as, in points of space above the next block."""

_LOOSE = frozenset({W_R, W_T, W + "hyperlink", W + "fldSimple", M + "oMath", M + "oMathPara"})
_PASSED = frozenset({W + name for name in ("tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "tblPrEx")})


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
        self._void = Void(walk.book.looks)
        self._joined: list[Piece] = []
        self._bookmarks: list[str] = []
        self._in_box = place.path.startswith("text box")
        self._is_top = place.layer == "body" and not place.path
        self._frameless = place.path.rpartition(", ")[2].startswith("column ")
        self._frame: Story | None = None
        self._frame_marks: object = None

    def origin(self, draft: Draft) -> Origin:
        """Where a draft stands."""
        return Origin(self.place.part, draft.path, draft.leaf or None)

    def path(self, last: str) -> str:
        """The words of a place in this story."""
        return f"{self.place.path}, {last}" if self.place.path else last

    def read(self, parent: Iterable[etree._Element]) -> None:
        """Reads the blocks that stand in an element, or come one after the other."""
        for child in parent:
            self.block(child)

    def block(self, element: etree._Element) -> None:
        """Reads one element that stands where a paragraph or table may."""
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
            self._take_in(element)
        elif tag == W + "subDoc":
            self.book.remark(
                "BK213",
                "At this place the text of another file belongs, which briefkit never opens by itself.",
                self.path(f"after paragraph {self._paragraphs}"),
                "Open the document in Word, expand its subdocuments (View > Outline), unlink them and save it again.",
            )
        elif tag in DROPPED:
            for mark in element.iter(W_BOOKMARK_START, W_BOOKMARK_END):
                self.mark_bookmark(mark, None)
        elif len(element):
            self.read(element)

    def _take_in(self, element: etree._Element) -> None:
        """Another document that stands in a part of its own is read in its place."""
        from briefkit.readers.docx.chunks import read_chunk  # not before: few files need the readers of other formats

        self._close_frame()
        self._settle_joined()
        self.walk.chunks += 1
        path = self.path(f"embedded document {self.walk.chunks}")
        arrow = self.walk.arrows.get(element.get(R + "id", ""))
        try:
            if arrow is None or arrow.external:
                raise UnusableInput("The embedded document is missing.", "Ask for the file again.", code="BK111")
            self.drafts += read_chunk(self, arrow.target, path)
        except UnusableInput:
            self.book.remark(
                "BK204",
                "Another document is embedded at this place; its text was not read.",
                self.path(f"after paragraph {self._paragraphs}"),
                "Open the document in Word and save it again: Word takes the embedded text in.",
            )

    def read_inside(self, parent: etree._Element, place: Place) -> list[Draft]:
        """The drafts of what stands in an element at a place of its own (a cell); open fields go on in it."""
        story = Story(self.walk, place, self.fields)
        story._bookmarks, self._bookmarks = self._bookmarks, []  # begun before the table: they lead into it
        story.read(parent)
        drafts = story.finish()
        self._bookmarks = story._bookmarks
        return drafts

    def _table(self, element: etree._Element) -> None:
        self._settle_joined()
        self._close_frame()
        self._tables += 1
        path = self.path(f"table {self._tables}")
        key = self.book.contain("table", self.place.container, Origin(self.place.part, path))
        properties = element.find(W + "tblPr")
        style = properties.find(W + "tblStyle") if properties is not None else None
        style_key = style.get(W_VAL) if style is not None else None
        painted = self.book.looks.shades_table(style_key)
        if properties is not None:
            painted = painted or is_filled(properties.find(W + "shd"))
        filled = self.place.filled or painted
        place = self.place._replace(container=key, path=path, table_style=style_key, filled=filled)
        before, self.drafts = self.drafts, []
        Table(self, place).read(element)
        inside, self.drafts = self.drafts, before
        position = table_position(element, self.walk.page)
        if position is None or not position.on_page or not inside:
            self.drafts += inside
        else:
            self._hold(BoxDraft(key, position, inside), path)
        self._space = 0.0

    def _hold(self, box: BoxDraft, path: str) -> None:
        """A table or frame with a place of its own stands as a box, in a paragraph without words."""
        anchor = Draft(self.place, path, paper=None if self._in_box else self.walk.page, boxes=[box])
        self.walk.leaves.open(anchor)
        self._void.settle(anchor, {}, has_words=False, has_line=False)
        self.drafts.append(anchor)

    def _settle_joined(self) -> None:
        """Words that wait for a next paragraph where none comes get one of their own."""
        if self._joined:
            draft = Draft(self.place, self.path(f"paragraph {self._paragraphs}"), pieces=self._joined)
            self._joined = []
            self._keep(draft, {})

    def finish(self) -> list[Draft]:
        """The drafts, once everything is read."""
        self._close_frame()
        self._settle_joined()
        if self._bookmarks and self.drafts:
            self.drafts[-1].bookmarks += self._bookmarks
            self._bookmarks = []
        return self.drafts

    def _paragraph(self, element: etree._Element) -> None:
        self._paragraphs += 1
        if len(element) == 0 and not self._joined:
            self._space += EMPTY_LINE
            self._void.skip()
            return
        properties = leading(element, W_PPR)
        own = read_paragraph_properties(properties)
        style = own.get("style")
        frame = own.get("frame") or self.book.looks.paragraph(style if isinstance(style, str) else None).get("frame")
        if frame is not None and not self._frameless:
            self._paragraph_in_frame(element, frame)
            return
        if self._frame is not None:
            self._close_frame()
        draft = self._draft(own)
        if own.get("new_page"):
            self.turn_page(draft)
        Inline(self, draft, self.fields).read(element)
        self._end(draft, own)

    def _paragraph_in_frame(self, element: etree._Element, marks: object) -> None:
        """Reads a paragraph into the open frame, where it has the same properties, or into a new one."""
        if self._frame is None or self._frame_marks != marks:
            self._close_frame()
            self.walk.boxes += 1
            path = self.path(f"frame {self.walk.boxes}")
            box = self.book.contain("box", self.place.container, Origin(self.place.part, path))
            place = self.place._replace(container=box, path=path, filled=True, table_style=None)
            self._frame, self._frame_marks = Story(self.walk, place, self.fields), marks
        self._frame.read_framed(element)

    def read_framed(self, element: etree._Element) -> None:
        """Reads a paragraph of the frame that this story is."""
        self._frameless = True
        self.block(element)

    def _close_frame(self) -> None:
        """The open frame stands as a box before what comes next."""
        frame, self._frame = self._frame, None
        drafts = frame.finish() if frame is not None else []
        if frame is not None and drafts:
            marks = dict(self._frame_marks) if isinstance(self._frame_marks, tuple) else {}
            position = frame_position(marks, self.walk.page, len(drafts))
            self._hold(BoxDraft(frame.place.container, position, drafts), frame.place.path)

    def _loose(self, element: etree._Element) -> None:
        self._paragraphs += 1
        draft = self._draft({})
        Inline(self, draft, self.fields).read_one(element)
        self._end(draft, {})

    def _draft(self, own: Partial) -> Draft:
        style = own.get("style")
        key = style if isinstance(style, str) else None
        draft = Draft(self.place, self.path(f"paragraph {self._paragraphs}"), key, self.book.looks.name(key))
        self.walk.leaves.open(draft)
        draft.paper = None if self._in_box else self.walk.page
        draft.shaded = bool(own.get("shaded", self.book.looks.paragraph(key).get("shaded")))
        draft.pieces, self._joined = self._joined, []
        return draft

    def _end(self, draft: Draft, own: Partial) -> None:
        effective = {**self.book.looks.paragraph(draft.style), **own}
        if own.get("joined") or own.get("drop_cap") or (own.get("runs_on") and self._runs_on(draft, effective)):
            self._joined, draft.pieces = draft.pieces, []
        if draft.pieces or draft.boxes or draft.figures or draft.notes:
            self._keep(draft, effective)
        else:
            self._bookmarks += draft.bookmarks
            if not self._joined and not own.get("joined"):
                self._space += EMPTY_LINE
                self._void.skip(effective)
                pass_over(draft, effective, self.book)
        if own.get("section"):
            self.walk.end_section()

    def _runs_on(self, draft: Draft, effective: Partial) -> bool:
        """Whether words go on in the next paragraph since the mark between is hidden; a heading stays one (Word's style
        separator stands between a heading and the text in its line).
        """
        return bool(draft.visible.strip()) and not is_heading(draft, effective, self.book)

    def _keep(self, draft: Draft, effective: Partial) -> None:
        has_words = any(piece.text and not piece.text.isspace() for piece in draft.pieces)
        if has_words:
            classify(draft, effective, self.book)
            draft.bookmarks, self._bookmarks = self._bookmarks + draft.bookmarks, []
        indent, line = effective.get("indent"), effective.get("line")
        draft.indent = indent if isinstance(indent, tuple) else (0.0, 0.0)
        draft.line = line if isinstance(line, float) else 0.0
        self._void.settle(draft, effective, has_words)
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
        self.walk.leaves.close(draft)

    def is_painted(self, draft: Draft) -> bool:
        """Whether white text in a draft may stand on something dark, so that it is seen."""
        behind = self.walk.box_backdrop if self._in_box else self.walk.backdrop
        return self.place.filled or behind or draft.shaded

    def turn_page(self, draft: Draft) -> None:
        """A page ends here by the author's will."""
        if self._is_top:
            self.walk.leaves.force(draft)

    def turn_leaf(self, draft: Draft) -> None:
        """A page ended here when Word last laid the file out."""
        if self.walk.leaves.leaf and self.place.layer == "body" and not self._in_box:
            self.walk.leaves.note(draft)

    def part_columns(self, draft: Draft) -> None:
        """A column ends here by the author's will."""
        if self._is_top:
            self.walk.leaves.part_columns(draft)

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
        """Reads a drawing that is anchored in a draft."""
        Drawing(self, draft).read(drawing, hidden)

    def read_box(self, content: etree._Element, place: Place) -> list[Draft]:
        """The drafts of the text of a box, which has fields of its own."""
        inner = Story(self.walk, place)
        inner.read(content)
        return inner.finish()
