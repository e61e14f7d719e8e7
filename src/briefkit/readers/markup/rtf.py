"""RTF by a tokenizer of our own: paragraphs, looks, lists, links, notes, tables and text boxes.

Numbers and bullets in front of list items (``\\listtext``) were computed by the program that saved the file: they are
markers without source text. Hidden and deleted text becomes hidden blocks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from briefkit.diagnostics import Result
from briefkit.errors import UnusableInput
from briefkit.model import Bookmark, Document, Layer, Origin, Source
from briefkit.readers.markup.assemble import dead_link_diagnostics
from briefkit.readers.markup.composer import PART, Composer, Look, Shape
from briefkit.readers.markup.decode import MOST_CHARACTERS
from briefkit.readers.markup.rtf_state import Field, Group, Story
from briefkit.readers.markup.rtf_tokens import Head, Token, charset_page, decoded, tokens

_SKIPPED = frozenset(
    b"pict objdata themedata datastore listtable listoverridetable revtbl rsidtbl generator xmlnstbl latentstyles "
    b"colorschememapping sn sv sp nonshppict annotation atnid atnauthor bkmkend tc xe ftnsep ftnsepc ftncn aftnsep "
    b"aftnsepc aftncn pgdsctbl wgrffmtfilter filetbl userprops docvar mmathPr author operator creatim revtim company "
    b"comment".split()
)
_STORIES: dict[bytes, Layer] = {
    **dict.fromkeys((b"header", b"headerl", b"headerr", b"headerf"), "header"),
    **dict.fromkeys((b"footer", b"footerl", b"footerr", b"footerf"), "footer"),
    b"footnote": "footnote",
    b"shptxt": "body",
}
_READ = frozenset((b"shpinst", b"fldinst", b"bkmkstart", b"listtext", b"pntext", b"cs", b"fldrslt", *_STORIES))
_SIGNS = {
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
}
_CHARACTERS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_ENDS = frozenset((b"par", b"cell", b"nestcell", b"row", b"sect", b"page", b"\n", b"\r"))
_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\l\s+)?(?:"([^"]*)"|(\S+))', re.I)
_DEEPEST = 2000


def read_rtf(source: Source, password: str | None = None) -> Result[Document]:  # noqa: ARG001
    """An RTF file as a document. Raises :class:`UnusableInput` where there is no text in it."""
    if len(source.data) > MOST_CHARACTERS * 20:
        raise UnusableInput(
            "The file is far longer than any briefing or review.", "Check that the right file was chosen.", code="BK243"
        )
    walk = _Walk(source.data)
    for token in tokens(source.data):
        walk.take(token)
    walk.finish()
    composer = walk.composer
    if not composer.blocks:
        raise UnusableInput("The file holds no text.", "Check that the right file was chosen.", code="BK242")
    document = Document(
        tuple(composer.blocks),
        tuple(composer.containers),
        bookmarks=tuple(composer.bookmarks),
        title=walk.head.title.strip(),
        language=walk.head.language,
    )
    return Result(document, dead_link_diagnostics(walk.dead_links))


class _Walk:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.composer = Composer()
        self.head = Head()
        self.dead_links: list[tuple[str, Origin]] = []
        self.group = Group()
        self.groups: list[Group] = []
        self.stories = [Story()]
        self.skip = 0
        self.raw = bytearray()
        self.lines = (0, 1)
        self.table: str | None = None
        self.row, self.column, self.count = 1, 1, 0
        self.name = ""
        self.colour = [0, 0, 0]
        self.font = 0

    def take(self, token: Token) -> None:
        """Takes the next token of the file."""
        if token.kind == "byte":
            self._put_byte(int(token.text, 16))
            return
        self._put_raw()
        if token.kind == "brace":
            self._open() if token.text == b"{" else self._close(token)
        elif token.kind == "plain":
            kept = token.text[self.skip :]
            self.skip = max(0, self.skip - len(token.text))
            self._put(decoded(kept, self.head.page_of(self.group.font)), token)
        elif token.kind == "sign":
            self._sign(token)
        else:
            self._word(token)

    def finish(self) -> None:
        """Ends what is still open at the end of the file."""
        self._put_raw()
        end = Token("brace", b"}", None, len(self.data))
        while self.groups:
            self._close(end)
        self._end_paragraph(end)

    def _open(self) -> None:
        self.skip = 0
        self.groups.append(self.group)
        self.group = replace(self.group, starred=False, opens_story=False)
        if len(self.groups) > _DEEPEST:
            raise UnusableInput("The RTF file is damaged: its groups never end.", "Open it in Word and save it anew.")

    def _close(self, token: Token) -> None:
        self.skip = 0
        closing = self.group
        if closing.into == "style":
            self._end_style()
        if closing.opens_story:
            self._end_paragraph(token)
            story = self.stories.pop()
            self.stories[-1].waiting.extend(story.waiting)
        if self.groups:
            outer = self.groups.pop()
            if closing.into == "bookmark" != outer.into and self.name.strip():
                self._bookmark(token)
            self.group = outer

    def _sign(self, token: Token) -> None:
        if token.text == b"*":
            self.group.starred = True
        elif token.text in _ENDS:
            self._end_paragraph(token)
        else:
            self._put(_CHARACTERS.get(token.text, ""), token)

    def _word(self, token: Token) -> None:
        word, number, group = token.text, token.number, self.group
        if word in _SKIPPED or (group.starred and word not in _READ):
            group.into, group.starred = "nothing", False
            return
        group.starred = False
        if group.into == "nothing":
            return
        if word == b"u" and number is not None:
            self._put(chr(number & 0xFFFF), token)
            self.skip = group.stand_ins
        elif word in _SIGNS:
            self._put(_SIGNS[word], token)
        elif word in _ENDS and group.into == "text":
            self._end_paragraph(token)
        elif not self._destination(word, token) and not self._table_word(word, number):
            self.group.turn(word, number, self.head)

    def _destination(self, word: bytes, token: Token) -> bool:
        group = self.group
        names = {
            b"fonttbl": "fonts",
            b"colortbl": "colours",
            b"stylesheet": "style",
            b"info": "info",
            b"title": "title",
            b"listtext": "marker",
            b"pntext": "marker",
            b"bkmkstart": "bookmark",
            b"fldinst": "instruction",
        }
        if word in names:
            group.into = names[word]
            self.name = ""
        elif word == b"field":
            group.owner = Field()
        elif word == b"fldrslt" and group.owner is not None:
            group.look = group.look._replace(link=self._address(group.owner.instruction))
        elif word in _STORIES and group.into == "text":
            self._open_story(word, token)
        else:
            return False
        return True

    def _open_story(self, word: bytes, token: Token) -> None:
        group = self.group
        if group.opens_story or not self.groups:
            return
        group.layer, group.opens_story, group.look = _STORIES[word], True, Look()
        group.in_table = False
        group.style, group.outline = None, 0
        self.stories.append(Story(line=self._line(token)))
        if group.layer == "body":
            group.container = self.composer.add_container("box", f"x{len(self.composer.containers)}", "body")
        elif group.layer == "footnote":
            group.container = self.composer.add_container("note", f"n{len(self.composer.containers)}", "body")

    def _table_word(self, word: bytes, number: int | None) -> bool:
        """Words of the tables in front of the text."""
        into = self.group.into
        if into == "fonts" and word == b"f" and number is not None:
            self.font = number
        elif into == "fonts" and word == b"fcharset":
            self.head.fonts[self.font] = charset_page(number)
        elif into == "colours" and word in (b"red", b"green", b"blue"):
            self.colour[(b"red", b"green", b"blue").index(word)] = (number or 0) & 0xFF
        elif into == "style" and word == b"s" and number is not None:
            self.group.style = number
        elif into == "style" and word == b"outlinelevel":
            self.group.outline = (number or 0) + 1
        else:
            return into in {"fonts", "colours", "style", "info", "title", "bookmark", "instruction"}
        return True

    def _put_byte(self, byte: int) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.raw.append(byte)

    def _put_raw(self) -> None:
        if self.raw:
            raw, self.raw = bytes(self.raw), bytearray()
            self._put(decoded(raw, self.head.page_of(self.group.font)), None)

    def _put(self, text: str, token: Token | None) -> None:
        group, story = self.group, self.stories[-1]
        if not text or group.into == "nothing":
            return
        if group.into == "text":
            if not story.pieces and token is not None:
                story.line = self._line(token)
            story.put(text, None if group.hidden else group.look)
        elif group.into == "marker":
            story.marker.append(text)
        elif group.into == "instruction" and group.owner is not None:
            group.owner.instruction += text
        elif group.into == "title":
            self.head.title += text
        elif group.into in {"style", "bookmark"}:
            self.name += text
        elif group.into == "colours":
            self._end_colours(text.count(";"))

    def _end_colours(self, count: int) -> None:
        for _ in range(count):
            known = "#{:02x}{:02x}{:02x}".format(*self.colour)
            # The first entry is empty: the automatic colour.
            self.head.colours.append(known if self.head.colours else None)
            self.colour = [0, 0, 0]

    def _end_style(self) -> None:
        if self.name.strip("; ") and self.group.style is not None:
            self.head.styles[self.group.style] = (self.name.strip("; "), self.group.outline)
        self.name = ""

    def _address(self, instruction: str) -> str | None:
        match = _HYPERLINK.search(instruction)
        target = (match[1] or match[2] or "").strip() if match else ""
        if re.match(r"(?i)(?:https?://|mailto:|tel:)", target):
            return target
        if match and "\\l" not in instruction:
            self.dead_links.append((target or "?", Origin(PART, line=self.lines[1])))
        return None

    def _bookmark(self, token: Token) -> None:
        name = self.name.strip()
        self.name = ""
        known = any(bookmark.name == name for bookmark in self.composer.bookmarks)
        origin = Origin(PART, line=self._line(token))
        self.composer.bookmarks.append(Bookmark(name, "duplicate" if known else "ok", origin))

    def _line(self, token: Token) -> int:
        at, line = self.lines
        if token.at > at:
            self.lines = (token.at, line + self.data.count(b"\n", at, token.at))
        return self.lines[1]

    def _end_paragraph(self, token: Token) -> None:
        story = self.stories[-1]
        shape, origin = self._shape(story), Origin(PART, line=story.line)
        finished = Story(story.pieces, story.marker, story.unseen, line=story.line)
        story.pieces, story.marker, story.unseen = [], [], []
        if len(self.stories) > 1:
            self.stories[-1].waiting.append((finished, shape, origin))
        else:
            self._emit(finished, shape, origin)
            waiting, story.waiting = story.waiting, []
            for one in waiting:
                self._emit(*one)
        self._move_cell(token.text)

    def _emit(self, story: Story, shape: Shape, origin: Origin) -> None:
        # Both halves of a rare character come as pieces of their own.
        for look, pieces in groupby(story.pieces, key=lambda piece: piece[1]):
            self.composer.put(_whole("".join(text for text, _ in pieces)), look)
        self.composer.end(shape, origin)
        hidden = _whole("".join(story.unseen)).strip()
        if hidden:
            self.composer.put(hidden, Look())
            self.composer.end(Shape(layer="hidden"), origin)

    def _shape(self, story: Story) -> Shape:
        group = self.group
        level = group.outline or self.head.level(group.style)
        computed = _whole("".join(story.marker)).strip()
        style = self.head.styles.get(group.style or 0, ("", 0))[0] if group.style is not None else None
        container = self._cell() if group.in_table and group.layer == "body" else group.container
        layer = group.layer
        if level and layer == "body":
            return Shape("heading", level, computed, container, evidence=(f"style {style or level}",), style=style)
        depth = group.depth + 1 if computed else 0
        return Shape(
            "paragraph", depth, f"{computed} " if computed else "", container, layer, style=style, before=group.before
        )

    def _cell(self) -> str:
        if self.table is None:
            self.count += 1
            self.table = self.composer.add_container("table", f"t{self.count}", "body")
            self.row = self.column = 1
        name = f"{self.table}r{self.row}c{self.column}"
        if all(container.id != name for container in self.composer.containers[-64:]):
            self.composer.add_container("cell", name, self.table, (self.row, self.column))
        return name

    def _move_cell(self, word: bytes) -> None:
        if word in {b"cell", b"nestcell"}:
            self.column += 1
        elif word == b"row":
            self.row, self.column = self.row + 1, 1
        elif word == b"par" and not self.group.in_table:
            self.table = None


def _whole(text: str) -> str:
    """The text with halves of characters (surrogates) put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")
