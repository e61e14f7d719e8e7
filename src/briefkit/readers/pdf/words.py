"""The words of a page as pdfium sees them: letters of one look side by side. Places are from the page's top left.

pdfium is not thread-safe: nothing here may run beside another thread that uses it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress, islice, pairwise, repeat
from operator import ne

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.readers.pdf import bindings
from briefkit.readers.pdf.frame import Frame
from briefkit.readers.pdf.glyphs import Glyph, Look, readable
from briefkit.readers.pdf.letters import Letters, chars_of, letters_of, make_letters
from briefkit.readers.pdf.styles import Styles

MAX_GLYPHS = 60_000
"""Glyphs of one page; a page with more is a drawing made of letters, and the rest of it is not read."""

WIDE = 0.1
"""The gap between two letters, as a share of their size, that may be the gap between two words."""

_OVERLAP = -0.2
_MADE_UP = "".join(chr(code) for code in range(33) if code != 2)
"""What has no text object: spaces and line ends that pdfium makes up. (A hyphen at a line end has none either.)"""
_NO_LOOK = Look("", 0.0, False, False, "#000000")


class Word(msgspec.Struct, gc=False):
    """Letters of one text object side by side, without a space; several of them can make one printed word.

    ``spaced`` tells that a space stands before it (which at the head of a line says nothing). ``lefts`` and ``rights``
    hold the edges of many letters; those of this word begin at ``at``. The rest is as in :class:`Glyph`.
    """

    text: str
    x0: float
    top: float
    x1: float
    base: float
    look: Look
    tag: int
    of: int
    link: str | None
    raised: bool
    spaced: bool
    lefts: Sequence[float]
    rights: Sequence[float]
    at: int

    def cut(self, start: int, end: int) -> Word:
        """A word of its letters ``start`` up to but without ``end``; within a word nothing is spaced."""
        last = min(end, len(self.text)) - 1
        return msgspec.structs.replace(
            self,
            text=self.text[start:end],
            x0=self.lefts[self.at + start] if start else self.x0,
            x1=self.rights[self.at + last] if last < len(self.text) - 1 else self.x1,
            spaced=self.spaced and not start,
            at=self.at + start,
        )

    def middles(self) -> list[float]:
        """The x of the middle of each letter."""
        upto = self.at + len(self.text)
        edges = zip(self.lefts[self.at : upto], self.rights[self.at : upto], strict=True)
        return [(x0 + x1) / 2 for x0, x1 in edges]

    def glyphs(self) -> list[Glyph]:
        """Its letters, each with its place."""
        rest = (self.look, self.tag, self.of, self.link, self.raised)
        upto = self.at + len(self.text)
        edges = zip(self.text, self.lefts[self.at : upto], self.rights[self.at : upto], strict=True)
        return [Glyph(char, x0, self.top, x1, self.base, *rest) for char, x0, x1 in edges]


def between(last: Word, word: Word) -> tuple[Look, str | None]:
    """Look and address of the space between two words: those of the larger, and an address only where they share it."""
    look = last.look if last.look.size >= word.look.size else word.look
    return look, last.link if last.link == word.link else None


class WordReader:
    """Reads the words of the pages of one document; looks are remembered over the pages."""

    def __init__(self) -> None:
        self._styles = Styles()
        self._tables = (_Table(False), _Table(True))

    def read(self, page: pdfium.PdfPage, frame: Frame) -> tuple[list[Word], int]:
        """The words of ``page`` in the order of its stream, and how many characters could not be decoded."""
        handle = raw.FPDFText_LoadPage(page.raw)
        if not handle:
            return [], 0
        try:
            count = min(raw.FPDFText_CountChars(handle), MAX_GLYPHS)
            return self._read(bindings.address_of(handle), count, frame) if count > 0 else ([], 0)
        finally:
            raw.FPDFText_ClosePage(handle)

    def _read(self, text: int, count: int, frame: Frame) -> tuple[list[Word], int]:
        self._styles.turn_to(frame)
        chars = chars_of(text, count)
        items = list(map(bindings.text_object, repeat(text), range(count)))
        page = letters_of(text, items, frame)
        odd = {char for char in set(chars) if char > "\ud7ff" or len(readable(ord(char), False)) != 1}
        words = _Words()
        unknown = 0
        style = (_NO_LOOK, False, -1)
        seen: int | None = None
        borders = [0, *compress(range(1, count), map(ne, islice(items, 1, None), items)), count]
        for start, end in pairwise(borders):
            item, part = items[start], chars[start:end]
            if item is None:
                if not part.strip(_MADE_UP):
                    continue
                part = part.replace(" ", "\x01")
            elif item != seen:
                seen = item
                style = self._styles.of(text, start, item)
            look, symbol, tag = style
            if item is not None and odd.isdisjoint(part):
                words.add(part.translate(self._tables[symbol]), page, start, (look, tag, item or 0))
                continue
            plain, letters = _spell_out(part, page, start, symbol)
            unknown += part.count("\0")
            words.add(plain, letters, 0, (look, tag, item or 0))
        return words.found, unknown


class _Table(dict[int, str]):
    """What characters read as, for ``str.translate``; filled as they are met."""

    def __init__(self, symbol: bool) -> None:
        super().__init__()
        self._symbol = symbol

    def __missing__(self, code: int) -> str:
        found = self[code] = readable(code, self._symbol)
        return found


def _spell_out(part: str, page: Letters, start: int, symbol: bool) -> tuple[str, Letters]:
    """Characters that read as more or fewer than one letter, with the place of each letter.

    The letters of a ligature share its box; the halves of a character beyond the basic plane are one letter.
    """
    text: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    high = 0
    for index, char in enumerate(part, start):
        code = ord(char)
        if 0xD800 <= code < 0xE000:
            high, code = _pair(high, code)
            if not code:
                continue
        read = readable(code, symbol)
        text.append(read)
        x0, x1 = page.lefts[index], page.rights[index]
        step = (x1 - x0) / max(len(read), 1)
        boxes.extend(
            (x0 + n * step, page.tops[index], x0 + (n + 1) * step, page.bases[index]) for n in range(len(read))
        )
    return "".join(text), make_letters(*([box[n] for box in boxes] for n in range(4)))


def _pair(high: int, code: int) -> tuple[int, int]:
    """Two halves of one character: what to remember, and the whole character or 0 while its second half is missing."""
    if code < 0xDC00:
        return code, 0
    return 0, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0


class _Words:
    """Words as they are found; a space at the end of one object stands before the first word of the next."""

    def __init__(self) -> None:
        self.found: list[Word] = []
        self._spaced = False

    def add(self, text: str, letters: Letters, at: int, style: tuple[Look, int, int]) -> None:
        """The words of an object's ``text``, whose letters begin at ``at``: cut at spaces and at unusual gaps."""
        if not text:
            return
        end = at + len(text)
        em = max(style[0].size, 1.0)
        if letters.is_level(at, end):
            cuts = letters.cuts(at, end, _OVERLAP * em, WIDE * em)
        else:
            # Each letter stands by itself until the line is known.
            cuts = list(range(at + 1, end))
        for number, part in enumerate(text.split(" ")):
            if number:
                self._spaced = True
            if part:
                upto = at + len(part)
                inner = cuts and cuts[bisect_right(cuts, at) : bisect_left(cuts, upto)]
                if inner:
                    for start, stop in pairwise((at, *inner, upto)):
                        self._append(part[start - at : stop - at], letters, start, style)
                else:
                    self._append(part, letters, at, style)
            at += len(part) + 1

    def _append(self, text: str, letters: Letters, at: int, style: tuple[Look, int, int]) -> None:
        look, tag, of = style
        edges = letters.edges
        x1 = letters.rights[at + len(text) - 1]
        top, base = letters.tops[at], letters.bases[at]
        self.found.append(
            Word(text, letters.lefts[at], top, x1, base, look, tag, of, None, False, self._spaced, *edges, at)
        )
        self._spaced = False
