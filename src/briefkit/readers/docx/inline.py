"""Inside a paragraph: runs, fields, links, breaks, symbols, notes and drawings become pieces of text.

One handler for each element that means something, a set of elements that mean nothing to a reader, and for every other
element the rule that what stands inside it is read: nothing visible is lost to a wrapper that nobody has heard of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from lxml import etree

from briefkit.readers.docx import equations, fields
from briefkit.readers.docx.bookmarks import Reference, note_key
from briefkit.readers.docx.branches import taken_branch
from briefkit.readers.docx.drafts import Draft, Piece
from briefkit.readers.docx.links import Fields, safe_address
from briefkit.readers.docx.names import (
    DROPPED,
    MC_ALTERNATE,
    W14,
    W_BOOKMARK_END,
    W_BOOKMARK_START,
    W_P,
    W_PPR,
    W_R,
    W_RENDERED_BREAK,
    W_RPR,
    W_T,
    W_TXBX,
    W_VAL,
    M,
    R,
    W,
    is_on,
)
from briefkit.readers.docx.styles.looks import Look
from briefkit.readers.docx.styles.symbols import map_symbol

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
        W + "annotationRef",
        W + "softHyphen",
        W + "separator",
        W + "continuationSeparator",
        W + "fldData",
        W + "ffData",
        *(M + name for name in ("rPr", "ctrlPr", "fPr", "oMathParaPr")),
    }
)


class Inline:
    """Reads the inside of one paragraph into its draft. ``fields`` are those open in the story, which outlive it."""

    def __init__(self, story: Story, draft: Draft, fields: Fields) -> None:
        self.story = story
        self.draft = draft
        self.fields = fields
        self.link: str | None = None
        self.note: str | None = None
        self.look = self._plain = story.book.looks.run(draft.style, draft.place.table_style, {})

    def read(self, parent: Iterable[etree._Element]) -> None:
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
        if not text:
            return
        if self.fields.open:
            text = self.fields.admit(text)
            if not text:
                return
        look = look or self.look
        hidden = look.hidden or (look.size is not None and look.size <= SMALLEST and not text.isspace())
        if look.colour is not None and look.colour >= _NEARLY_WHITE and not hidden:
            hidden = self._is_white_on_white(look) and not text.isspace()
        if look.struck and not hidden:
            self.story.book.strike(text, str(self.story.origin(self.draft)))
        link = link or self.note or self.link or (self.fields.link if self.fields.open else None)
        pieces = self.draft.pieces
        if pieces and not computed:
            last = pieces[-1]
            same = (last.look is look or last.look == look) and last.link == link and last.hidden == hidden
            if same and not last.computed and len(last.text) < LONGEST_PIECE:
                pieces[-1] = Piece(last.text + text, look, link, hidden)
                return
        pieces.append(Piece(text, look, link, hidden, computed))

    def _is_white_on_white(self, look: Look) -> bool:
        colour = look.colour or ""
        is_white = all(channel >= "f8" for channel in (colour[1:3], colour[3:5], colour[5:7]))
        return is_white and not look.shaded and not self.story.is_painted(self.draft)

    def run(self, element: etree._Element) -> None:
        before = self.look
        children = list(element)  # once: lxml makes each anew whenever it is asked for
        if children and children[0].tag == W_RPR:
            properties = children.pop(0)
        else:
            properties = next((child for child in children if child.tag == W_RPR), None)
        if properties is None:
            self.look = self._plain
        else:
            draft = self.draft
            self.look = self.story.book.looks.look_of(draft.style, draft.place.table_style, properties)
        if len(children) == 1 and children[0].tag == W_T:  # four runs of five
            self.text(children[0])
        else:
            self.read(children)
        self.look, self.note = before, None

    def text(self, element: etree._Element) -> None:
        words = element.text or ""
        if len(element):
            words = _words(element)
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
        elif element.get(W + "type") == "column":
            self.story.part_columns(self.draft)
        self.add("\n")

    def rendered_break(self, _element: etree._Element) -> None:
        self.story.turn_leaf(self.draft)

    def hyphen(self, _element: etree._Element) -> None:
        self.add("\u2011")

    def symbol(self, element: etree._Element) -> None:
        try:
            character = chr(int(element.get(W + "char", ""), 16))
        except (ValueError, OverflowError):
            return
        self.add(map_symbol(character, element.get(W + "font", "")))

    def hyperlink(self, element: etree._Element) -> None:
        before = self.link
        anchor = element.get(W + "anchor", "")
        arrow = self.story.walk.arrows.get(element.get(R + "id", ""))
        if arrow is not None and arrow.external:
            url = arrow.target + (f"#{anchor}" if anchor and "#" not in arrow.target else "")
            self.link = self.address(url)
        elif anchor:
            self.refer(anchor, "HYPERLINK")
            self.link = f"#{anchor}"
        self.read(element)
        self.link = before

    def refer(self, bookmark: str, sort: str) -> None:
        """Notes a reference, unless it stands inside a link to the same bookmark, as in a table of contents."""
        around = {self.link, *(entry.link for entry in self.fields.open)}
        if f"#{bookmark}" not in around:
            self.story.book.bookmarks.refer(self._reference(bookmark, sort))

    def _reference(self, bookmark: str, sort: str) -> Reference:
        """A reference at the place that the walk has reached."""
        pieces = self.draft.pieces
        letters = len(pieces[-1].text) if pieces else 0
        part = self.story.place.part
        return Reference(bookmark, sort, part, self.draft, len(pieces), letters, self.fields.in_contents)

    def address(self, url: str) -> str | None:
        """The address, if a browser may follow it; else what was refused is noted."""
        address = safe_address(url)
        if address is None:
            self.story.book.bookmarks.refuse(self._reference("", "HYPERLINK"))
        return address

    def note_mark(self, element: etree._Element) -> None:
        sort = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        key = element.get(W + "id", "")
        if self.fields.in_code or self.look.hidden or self.story.book.veiled:
            return
        self.draft.notes.append((sort, key))
        mark = self.story.book.mark_note(sort, key)
        if is_on(element.get(W + "customMarkFollows", "0")):
            self.note = f"#{note_key(sort, key)}"  # the rest of the run is the mark
        else:
            self.add(
                mark,
                look=self.look._replace(script="super"),
                computed=True,
                link=f"#{note_key(sort, self.story.book.outer + key)}",
            )

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

    def ruby(self, element: etree._Element) -> None:
        """East Asian text with its reading above: the text, and the reading in brackets behind it."""
        readings = []
        for child in element:
            if child.tag == W + "rt":
                readings.append(child)
            else:
                self.read_one(child)
        for reading in readings:
            self.add("(", computed=True)
            self.read(reading)
            self.add(")", computed=True)

    def nested_block(self, element: etree._Element) -> None:
        """A paragraph or table inside a run, where none may stand: read on lines of its own."""
        for child in (element, None):
            if self.draft.pieces and not self.draft.pieces[-1].text.endswith("\n"):
                self.add("\n", computed=True)
            if child is not None:
                self.read(child)

    def other_document(self, element: etree._Element) -> None:
        self.story.block(element)

    def comment(self, _element: etree._Element) -> None:
        self.story.book.count("comment")


_HANDLERS: dict[object, Callable[[Inline, etree._Element], None]] = {
    W_R: Inline.run,
    W_T: Inline.text,
    M + "r": Inline.run,
    M + "t": Inline.text,
    W + "tab": Inline.tab,
    W + "ptab": Inline.tab,
    W + "br": Inline.line_break,
    W_RENDERED_BREAK: Inline.rendered_break,
    W + "cr": Inline.line_break,
    W + "noBreakHyphen": Inline.hyphen,
    W + "sym": Inline.symbol,
    W + "hyperlink": Inline.hyperlink,
    W + "footnoteReference": Inline.note_mark,
    W + "endnoteReference": Inline.note_mark,
    W + "footnoteRef": Inline.own_note_mark,
    W + "endnoteRef": Inline.own_note_mark,
    W + "sdt": Inline.control,
    W + "ins": Inline.insertion,
    W + "moveTo": Inline.insertion,
    W + "commentReference": Inline.comment,
    W + "commentRangeStart": Inline.comment,
    W + "ruby": Inline.ruby,
    W_P: Inline.nested_block,
    W_TXBX: Inline.nested_block,
    **dict.fromkeys((W + "altChunk", W + "subDoc"), Inline.other_document),
    W + "drawing": Inline.drawing,
    W + "pict": Inline.drawing,
    W + "object": Inline.drawing,
    W_BOOKMARK_START: Inline.bookmark,
    W_BOOKMARK_END: Inline.bookmark,
    MC_ALTERNATE: Inline.alternate,
    **dict.fromkeys(DROPPED, Inline.deletion),
    **fields.HANDLERS,
    **equations.HANDLERS,
}


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control still shows Word's own words ("Click here to enter text"); the sign of a tick box is
    none of them."""
    flag = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return flag is not None and is_on(flag.get(W_VAL)) and control.find(f"{W}sdtPr/{W14}checkbox") is None


def _words(element: etree._Element) -> str:
    """The words of a text element that is not plain: around an entity that was not expanded, and of texts inside it."""
    words = element.text or ""
    for child in element:
        words += (_words(child) if child.tag == W_T else "") + (child.tail or "")
    return words
