"""Constructs inside constructs: each visible word once, no hidden word anywhere, and the census says the same."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from agreement import differences, shown_text
from briefkit.model import Source
from briefkit.pipeline import normalise, render
from briefkit.readers.docx import read
from briefkit.record import Settings
from briefkit.theme import load
from wordfiles import MAIN, box, field, p, packed, part, r, relations

HIDDEN, PLACEHOLDER = "<w:vanish/>", "<w:showingPlcHdr/>"
MOVES = '<w:moveFromRangeStart w:id="1"/>', '<w:moveFromRangeEnd w:id="1"/>'


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


class Maker:
    """Draws a file; remembers which words are seen and which are not."""

    def __init__(self, seed: int) -> None:
        self.choose = random.Random(seed).randrange
        self.seen: list[str] = []
        self.unseen: list[str] = []
        self.notes: list[str] = []
        self.chunks: list[str] = []
        self.left = 40

    def word(self, shown: bool) -> str:
        number = len(self.seen) + len(self.unseen)
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")
        made = f"{'visibly' if shown else 'secretly'}{letters}"
        (self.seen if shown else self.unseen).append(made)
        return made

    def blocks(self, depth: int, shown: bool) -> str:
        return "".join(self.block(depth, shown) for _ in range(1 + self.choose(3)))

    def inlines(self, depth: int, shown: bool) -> str:
        return "".join(self.inline(depth, shown) for _ in range(1 + self.choose(3)))

    def run(self, shown: bool, look: str = "") -> str:
        return r(f" {self.word(shown)} ", look)

    def block(self, depth: int, shown: bool) -> str:
        self.left -= 1
        makers = (self._paragraph, self._paragraph, self._table, self._merged, self._wrapped, self._unseen, self._apart)
        return makers[self.choose(len(makers) if depth and self.left > 0 else 1)](depth - 1, shown)

    def _paragraph(self, depth: int, shown: bool) -> str:
        return p(self.inlines(max(0, depth), shown))

    def _table(self, depth: int, shown: bool) -> str:
        cells = [f"<w:tc>{self.blocks(depth, shown)}</w:tc>" for _ in range(1 + self.choose(2))]
        gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{self.blocks(depth, False)}</w:tc></w:tr>"
        lost = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{self.blocks(depth, False)}</w:tc>" if self.choose(2) else ""
        row = f"<w:tr>{''.join(cells)}{lost}</w:tr>"
        wrapped = (row, control("", row), f"<w:ins>{row}</w:ins>", f'<w:customXml w:element="x">{row}</w:customXml>')
        return f"<w:tbl><w:tblPr/>{wrapped[self.choose(4)]}{gone if self.choose(2) else ''}</w:tbl>"

    def _merged(self, depth: int, shown: bool) -> str:
        top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{self.blocks(depth, shown)}</w:tc>'
        under = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{self.blocks(depth, False)}</w:tc>"
        beside = f"<w:tc>{self.blocks(depth, shown)}</w:tc>"
        return f"<w:tbl><w:tr>{top}</w:tr><w:tr>{under}{beside}</w:tr></w:tbl>"

    def _wrapped(self, depth: int, shown: bool) -> str:
        inner = self.blocks(depth, shown)
        other = self.blocks(0, False) if self.choose(2) else ""
        choice = f'<mc:Choice Requires="wps">{inner}</mc:Choice><mc:Fallback>{other}</mc:Fallback>'
        return (
            control("", inner),
            f"<w:ins>{inner}</w:ins>",
            f'<w:customXml w:element="x">{inner}</w:customXml>',
            f"<mc:AlternateContent>{choice}</mc:AlternateContent>",
            f"<future:wrap>{inner}</future:wrap>",
        )[self.choose(5) if not other else 3]

    def _unseen(self, depth: int, shown: bool) -> str:
        inner = self.blocks(depth, False)
        seen = p(self.run(shown))
        return (
            control(PLACEHOLDER, inner) + seen,
            f"<w:del>{inner}</w:del>" + seen,
            f"{MOVES[0]}<w:moveFrom>{inner}</w:moveFrom>{MOVES[1]}" + seen,
        )[self.choose(3)]

    def _apart(self, depth: int, shown: bool) -> str:
        sort = self.choose(3)
        if sort == 0:
            frame = '<w:framePr w:w="3000" w:hAnchor="page" w:vAnchor="page" w:x="900" w:y="900"/>'
            return p(self.inlines(depth, shown), properties=frame)
        if sort == 1:
            mark = "<w:rPr><w:vanish/></w:rPr>"
            return p(self.inlines(depth, shown), properties=mark) + p(self.run(shown))
        self.chunks.append(f"<p>{self.word(shown)} <b hidden>{self.word(False)}</b></p><!-- {self.word(False)} -->")
        return f'<w:altChunk r:id="chunk{len(self.chunks)}"/>'

    def inline(self, depth: int, shown: bool) -> str:
        self.left -= 1
        makers = (self._plain, self._tracked, self._in_field, self._drawn, self._form, self._around, self._note)
        further = (self._formula, self._broken)
        every = (*makers, *further)
        return every[self.choose(len(every) if depth and self.left > 0 else 1)](depth - 1, shown)

    def _plain(self, _depth: int, shown: bool) -> str:
        return self.run(shown) + (self.run(False, HIDDEN) if self.choose(2) else "")

    def _tracked(self, depth: int, shown: bool) -> str:
        return f"<w:ins>{self.inlines(depth, shown)}</w:ins><w:del>{self.inlines(depth, False)}</w:del>"

    def _in_field(self, depth: int, shown: bool) -> str:
        result = self.inlines(depth, shown)
        code = f"</w:instrText></w:r>{self.inlines(depth, False)}<w:r><w:instrText>"
        asked = field("IF 1 ", result).replace(
            "</w:instrText></w:r>", f'{self.word(False)} "{code}"</w:instrText></w:r>', 1
        )
        return (
            field(f'QUOTE "{self.word(False)}"', result),
            asked,
            f'<w:fldSimple w:instr="DOCPROPERTY {self.word(False)}">{result}</w:fldSimple>',
        )[self.choose(3)]

    def _drawn(self, depth: int, shown: bool) -> str:
        if self.choose(3) == 0:
            return self._old_shape(depth, shown)
        if self.choose(3) == 0:
            inner = box(self.blocks(depth, False), fallback=False)
            return inner.replace("<a:graphic>", '<wp:docPr id="1" hidden="1"/><a:graphic>', 1)
        if self.choose(3) == 0:
            return box(self.blocks(depth, False), fallback=False).replace("<w:r>", f"<w:r><w:rPr>{HIDDEN}</w:rPr>", 1)
        return box(self.blocks(depth, shown))

    def _old_shape(self, depth: int, shown: bool) -> str:
        blocks = self.blocks(depth, shown)
        unseen = f"<v:textbox><w:txbxContent>{self.blocks(depth, False)}</w:txbxContent></v:textbox>"
        return (
            f"<w:r><w:pict><v:group><v:shape><v:textbox><w:txbxContent>{blocks}</w:txbxContent></v:textbox></v:shape>"
            f'<v:shape><v:textpath string="{self.word(shown)}"/></v:shape>'
            f'<v:shape style="position:absolute;visibility:hidden">{unseen}</v:shape></v:group></w:pict></w:r>'
        )

    def _formula(self, depth: int, shown: bool) -> str:
        over, under, unseen = (f"<m:r><m:t>{self.word(part)}</m:t></m:r>" for part in (shown, shown, False))
        phantom = f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>{unseen}</m:e></m:phant>'
        kept = f"<w:ins>{self.inlines(depth, shown)}</w:ins><w:del>{self.inlines(depth, False)}</w:del>"
        return f"<m:oMath><m:f><m:num>{over}</m:num><m:den>{under}{phantom}{kept}</m:den></m:f></m:oMath>"

    def _broken(self, depth: int, shown: bool) -> str:
        """Elements where none of their kind may stand."""
        run, cell = self.run(shown), f"<w:tbl><w:tr><w:tc>{p(self.run(shown))}</w:tc></w:tr></w:tbl>"
        text = f"<w:t>{self.word(shown)} </w:t>"
        nested = f"<w:r><w:t>{self.word(shown)} {text}</w:t></w:r>"
        return f"{nested}<w:r><w:p>{run}</w:p></w:r><w:r>{cell}</w:r>"

    def _form(self, _depth: int, shown: bool) -> str:
        other = self.word(False)
        entries = f'<w:listEntry w:val="{other}"/><w:listEntry w:val="{self.word(shown)}"/>'
        chosen = (
            f'<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        press = f"MACROBUTTON {self.word(False)} {self.word(shown)}"
        return (
            f"<w:r>{chosen}</w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>{end}"
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{press}</w:instrText></w:r>{end}'
        )

    def _around(self, depth: int, shown: bool) -> str:
        inner = self.inlines(depth, shown)
        return (
            f'<w:hyperlink r:id="web">{inner}</w:hyperlink>',
            f'<w:smartTag w:element="x">{inner}</w:smartTag>',
            control("", inner),
            f'<w:bdo w:val="rtl">{inner}</w:bdo>',
            control(PLACEHOLDER, self.inlines(depth, False)) + inner,
            f"<future:run>{inner}</future:run>",
        )[self.choose(6)]

    def _note(self, depth: int, shown: bool) -> str:
        key = len(self.notes) + 2
        self.notes.append("")
        self.notes[key - 2] = f'<w:footnote w:id="{key}">{p(self.inlines(depth, shown))}</w:footnote>'
        return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'

    def source(self) -> Source:
        body = self.blocks(4, True)
        comments = f'<w:comment w:id="1" w:author="{self.word(False)}">{p(self.run(False))}</w:comment>'
        arrows = [("web", "hyperlink", "https://example.org/"), ("n", "footnotes", "footnotes.xml")]
        arrows += [(f"chunk{number}", "aFChunk", f"c{number}.html") for number, _ in enumerate(self.chunks, 1)]
        return packed(
            {
                "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
                MAIN: part("document", f"<w:body>{body}</w:body>"),
                "word/_rels/document.xml.rels": relations(*arrows),
                "word/_rels/footnotes.xml.rels": relations(*arrows),
                "word/footnotes.xml": part("footnotes", "".join(self.notes)),
                "word/comments.xml": part("comments", comments),
                **{f"word/c{number}.html": page for number, page in enumerate(self.chunks, 1)},
            }
        )


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_each_visible_word_is_read_once_and_no_hidden_one_gets_anywhere(seed: int) -> None:
    maker = Maker(seed)
    source = maker.source()
    result = read(source)
    text = shown_text(result.value)
    assert {word: text.count(word) for word in maker.seen if text.count(word) != 1} == {}
    assert [word for word in maker.unseen if word in text] == []
    assert differences(source, result.value) == {}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9))
def test_no_hidden_word_stands_in_an_output(seed: int) -> None:
    maker = Maker(seed)
    source = maker.source()
    theme = load("house")
    record = normalise(source, read(source), theme)
    made = render(record, theme, Settings(formats=("json", "html", "md"))).value
    said = b"".join(made.values()).decode()
    assert [word for word in maker.unseen if word in said] == []
    assert record.ledger.missing == ()
    assert [word for word in maker.seen if word not in made["json"].decode()] == []
