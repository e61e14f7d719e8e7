"""Inside a paragraph: runs, fields, links, breaks, symbols, notes and drawings become pieces of text.

One handler for each element that means something, a set of elements that mean nothing to a reader, and for every other
element the rule that what stands inside it is read: nothing visible is lost to a wrapper that nobody has heard of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from briefkit.readers.docx.bookmarks import Reference, note_key
from briefkit.readers.docx.branches import taken_branch
from briefkit.readers.docx.drafts import Draft, Piece
from briefkit.readers.docx.links import Field, Fields, read_instruction, safe_address
from briefkit.readers.docx.looks import Look
from briefkit.readers.docx.names import (
    DROPPED,
    MC_ALTERNATE,
    W_BOOKMARK_END,
    W_BOOKMARK_START,
    W_FLDCHAR,
    W_PPR,
    W_R,
    W_RPR,
    W_T,
    W_VAL,
    M,
    R,
    W,
    is_on,
)
from briefkit.readers.docx.symbols import map_symbol
from briefkit.readers.docx.xmlparts import leading

if TYPE_CHECKING:
    from briefkit.readers.docx.story import Story

LONGEST_PIECE = 4000
"""Pieces are not joined beyond this, so that a paragraph of a million runs costs no quadratic time."""

SMALLEST = 1.0
"""Letters of this size in points, the least that Word knows, are not meant to be seen."""

_NEARLY_WHITE = "#f8"
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_LINE_END = re.compile(r"[ \t]*[\r\n]\s*")

IGNORED = frozenset(
    {
        W_PPR,
        W_RPR,
        W + "sdtPr",
        W + "sdtEndPr",
        W + "smartTagPr",
        W + "customXmlPr",
        W + "proofErr",
        W + "delText",
        W + "delInstrText",
        W + "commentReference",
        W + "annotationRef",
        W + "softHyphen",
        W + "separator",
        W + "continuationSeparator",
        W + "fldData",
        W + "ffData",
        M + "rPr",
        M + "ctrlPr",
        M + "fPr",
        M + "oMathParaPr",
    }
)


class Inline:
    """Reads the inside of one paragraph into its draft. ``fields`` are those open in the story, which outlive it."""

    def __init__(self, story: Story, draft: Draft, fields: Fields) -> None:
        self.story = story
        self.draft = draft
        self.fields = fields
        self.link: str | None = None
        self.look = self._plain = story.book.looks.run(draft.style, draft.place.table_style, {})

    def read(self, parent: etree._Element) -> None:
        """Reads what stands inside an element."""
        for child in parent:
            tag = child.tag
            handler = _HANDLERS.get(tag)
            if handler is not None:
                handler(self, child)
            elif isinstance(tag, str) and tag not in IGNORED and len(child):
                self.read(child)

    def read_one(self, element: etree._Element) -> None:
        """Reads one element that stands where a paragraph should."""
        handler = _HANDLERS.get(element.tag)
        if handler is not None:
            handler(self, element)
        elif element.tag not in IGNORED:
            self.read(element)

    def add(self, text: str, *, look: Look | None = None, computed: bool = False, link: str | None = None) -> None:
        """Adds text in the present look, joined to the piece before it where both look the same."""
        if not text or (self.fields.open and self.fields.in_code):
            return
        look = look or self.look
        hidden = look.hidden or (look.size is not None and look.size <= SMALLEST and not text.isspace())
        if look.colour is not None and look.colour >= _NEARLY_WHITE and not hidden:
            hidden = self._is_white_on_white(look) and not text.isspace()
        link = link or self.link or (self.fields.link if self.fields.open else None)
        pieces = self.draft.pieces
        if pieces and not computed:
            last = pieces[-1]
            same = (
                (last.look is look or last.look == look)
                and last.link == link
                and last.hidden == hidden
                and not last.computed
            )
            if same and len(last.text) < LONGEST_PIECE:
                pieces[-1] = Piece(last.text + text, look, link, hidden)
                return
        pieces.append(Piece(text, look, link, hidden, computed))

    def _is_white_on_white(self, look: Look) -> bool:
        colour = look.colour or ""
        is_white = all(channel >= "f8" for channel in (colour[1:3], colour[3:5], colour[5:7]))
        return is_white and not look.shaded and not self.story.is_painted(self.draft)

    def run(self, element: etree._Element) -> None:
        before = self.look
        self.look = self._look_of(element)
        self.read(element)
        self.look = before

    def _look_of(self, run: etree._Element) -> Look:
        properties = leading(run, W_RPR)
        if properties is None:
            return self._plain
        return self.story.book.looks.look_of(self.draft.style, self.draft.place.table_style, properties)

    def text(self, element: etree._Element) -> None:
        words = element.text or ""
        if len(element):  # an entity that was not expanded: what stands around it is kept
            words += "".join(child.tail or "" for child in element)
        if "\n" in words or "\r" in words:  # line ends of the XML file are blanks to a reader
            words = _LINE_END.sub(" ", words)
        if not words.isascii() and _PRIVATE.search(words):
            words = _PRIVATE.sub(lambda match: map_symbol(match[0], self.look.font), words)
        self.add(words)

    def tab(self, _element: etree._Element) -> None:
        self.add("\t")

    def line_break(self, element: etree._Element) -> None:
        if element.get(W + "type") == "page":
            self.story.turn_page(self.draft)
        self.add("\n")

    def hyphen(self, _element: etree._Element) -> None:
        self.add("\u2011")

    def symbol(self, element: etree._Element) -> None:
        try:
            character = chr(int(element.get(W + "char", ""), 16))
        except (ValueError, OverflowError):
            return
        self.add(map_symbol(character, element.get(W + "font", "")))

    def field_mark(self, element: etree._Element) -> None:
        sort = element.get(W + "fldCharType")
        stack = self.fields.open
        if sort == "begin":
            if element not in self.story.walk.unclosed:
                stack.append(Field())
        elif sort == "separate" and stack:
            self._settle(stack[-1])
            stack[-1].in_result = True
        elif sort == "end" and stack:
            if not stack[-1].in_result:
                self._settle(stack[-1])
            stack.pop()

    def instruction(self, element: etree._Element) -> None:
        stack = self.fields.open
        if stack and not stack[-1].in_result:
            stack[-1].instruction += element.text or ""

    def simple_field(self, element: etree._Element) -> None:
        entry = Field(element.get(W + "instr", ""))
        self._settle(entry)
        entry.in_result = True
        self.fields.open.append(entry)
        self.read(element)
        if self.fields.open and self.fields.open[-1] is entry:
            self.fields.open.pop()

    def _settle(self, entry: Field) -> None:
        target = read_instruction(entry.instruction)
        if target.bookmark:
            self._refer(target.bookmark, target.sort)
            entry.link = f"#{target.bookmark}"
        elif target.url:
            entry.link = self._address(target.url)

    def hyperlink(self, element: etree._Element) -> None:
        before = self.link
        anchor = element.get(W + "anchor", "")
        arrow = self.story.walk.arrows.get(element.get(R + "id", ""))
        if arrow is not None and arrow.external:
            url = arrow.target + (f"#{anchor}" if anchor and "#" not in arrow.target else "")
            self.link = self._address(url)
        elif anchor:
            self._refer(anchor, "HYPERLINK")
            self.link = f"#{anchor}"
        self.read(element)
        self.link = before

    def _refer(self, bookmark: str, sort: str) -> None:
        """Notes a reference, unless it stands inside a link to the same bookmark, as in a table of contents."""
        around = {self.link, *(entry.link for entry in self.fields.open)}
        if f"#{bookmark}" not in around:
            self.story.book.bookmarks.refer(self._reference(bookmark, sort))

    def _reference(self, bookmark: str, sort: str) -> Reference:
        """A reference at the place that the walk has reached."""
        part, pieces = self.story.place.part, len(self.draft.pieces)
        return Reference(bookmark, sort, part, self.draft, pieces, self.fields.in_contents)

    def _address(self, url: str) -> str | None:
        address = safe_address(url)
        if address is None:
            self.story.book.bookmarks.refuse(self._reference("", "HYPERLINK"))
        return address

    def note_mark(self, element: etree._Element) -> None:
        sort = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        key = element.get(W + "id", "")
        if self.fields.in_code or self.look.hidden:
            return
        self.draft.notes.append((sort, key))
        mark = self.story.book.mark_note(sort, key)
        if not is_on(element.get(W + "customMarkFollows", "0")):
            self.add(mark, look=self.look._replace(script="super"), computed=True, link=f"#{note_key(sort, key)}")

    def own_note_mark(self, _element: etree._Element) -> None:
        mark = self.story.note_number
        if mark and self.draft.marker is None:
            self.draft.marker = Piece(mark, self.look._replace(script="super"), computed=True)

    def control(self, element: etree._Element) -> None:
        if is_placeholder(element):
            self.story.book.count("placeholder")
        else:
            self.read(element)

    def deletion(self, element: etree._Element) -> None:
        self.story.book.count("deletion")
        for mark in element.iter(W_BOOKMARK_START, W_BOOKMARK_END):
            self.bookmark(mark)

    def insertion(self, element: etree._Element) -> None:
        self.story.book.count("insertion")
        self.read(element)

    def alternate(self, element: etree._Element) -> None:
        branch = taken_branch(element)
        if branch is not None:
            self.read(branch)

    def drawing(self, element: etree._Element) -> None:
        if not self.fields.in_code:
            self.story.draw(self.draft, element, self.look.hidden)

    def bookmark(self, element: etree._Element) -> None:
        self.story.mark_bookmark(element, self.draft)

    def fraction(self, element: etree._Element) -> None:
        for index, part in enumerate(child for child in element if child.tag in {M + "num", M + "den"}):
            if index:
                self.add("/", computed=True)
            self.read(part)

    def raised(self, element: etree._Element) -> None:
        before = self.look
        self.look = before._replace(script="super" if element.tag == M + "sup" else "sub")
        self.read(element)
        self.look = before

    def comment(self, _element: etree._Element) -> None:
        self.story.book.count("comment")


_HANDLERS: dict[object, Callable[[Inline, etree._Element], None]] = {
    W_R: Inline.run,
    W_T: Inline.text,
    M + "r": Inline.run,
    M + "t": Inline.text,
    M + "f": Inline.fraction,
    M + "sup": Inline.raised,
    M + "sub": Inline.raised,
    W + "tab": Inline.tab,
    W + "ptab": Inline.tab,
    W + "br": Inline.line_break,
    W + "cr": Inline.line_break,
    W + "noBreakHyphen": Inline.hyphen,
    W + "sym": Inline.symbol,
    W_FLDCHAR: Inline.field_mark,
    W + "instrText": Inline.instruction,
    W + "fldSimple": Inline.simple_field,
    W + "hyperlink": Inline.hyperlink,
    W + "footnoteReference": Inline.note_mark,
    W + "endnoteReference": Inline.note_mark,
    W + "footnoteRef": Inline.own_note_mark,
    W + "endnoteRef": Inline.own_note_mark,
    W + "sdt": Inline.control,
    W + "ins": Inline.insertion,
    W + "moveTo": Inline.insertion,
    W + "commentRangeStart": Inline.comment,
    W + "drawing": Inline.drawing,
    W + "pict": Inline.drawing,
    W + "object": Inline.drawing,
    W_BOOKMARK_START: Inline.bookmark,
    W_BOOKMARK_END: Inline.bookmark,
    MC_ALTERNATE: Inline.alternate,
    **dict.fromkeys(DROPPED, Inline.deletion),
}


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control still shows Word's own words ("Click here to enter text")."""
    flag = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return flag is not None and is_on(flag.get(W_VAL))
