"""The words of a page as pdfium sees them: letters of one look side by side. Places are from the page's top left.

Of a word seen before in the same look and width, only the first and the last letter are asked for: the letters between
them stand where they stood. pdfium is not thread-safe: nothing here may run beside another thread that uses it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import compress, islice, pairwise, repeat
from operator import ne
from typing import NamedTuple

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from briefkit.readers.pdf.page import bindings
from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.glyphs import ASLANT, Look, readable
from briefkit.readers.pdf.page.letters import (
    LEVEL,
    Edges,
    Letters,
    boxes_of,
    chars_of,
    is_overlaid,
    part_ligatures,
    stand_on_origins,
)
from briefkit.readers.pdf.page.mapped import UNKNOWN, told
from briefkit.readers.pdf.page.spelling import spell_out, table_of
from briefkit.readers.pdf.page.styles import NO_STYLE, Style, Styles

MAX_GLYPHS = 60_000
"""Glyphs of one page; a page with more is a drawing made of letters, and the rest of it is not read."""

WIDE = 0.1
"""The gap between two letters, as a share of their size, that may be the gap between two words."""

_OVERLAP = -0.2
_SPACES = "".join(filter(lambda char: readable(ord(char), "") == " ", map(chr, range(0x10000))))
_MADE_UP = "".join(chr(code) for code in range(33) if code != 2)
"""What has no text object: spaces and line ends that pdfium makes up. (A hyphen at a line end has none either.)"""

_PART = re.compile(rf"[^{re.escape(_MADE_UP + _SPACES)}]+")
_BACKWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters written from right to left: pdfium turns their order, so the objects of a word's ends say nothing."""

_MIXED = 0.4
"""The share of words made of several text objects from which the letters of a page are read one by one."""

_Ends = tuple[float, float, float, float, float, float]
"""Left, top and base of the first letter; right, top and base of the last."""

_ALIKE = 20
"""Widths of a word that are the same in this part of its size are one width; a space in it would be wider than that."""


class Word(msgspec.Struct, gc=False):
    """Letters of one text object side by side, without a space; several of them can make one printed word.

    ``spaced`` tells that a space stands before it (which at the head of a line says nothing). ``edges`` holds left and
    right of each letter, counted from ``x0``. ``base`` is the bottom of the font box, which all words of one font and
    size on a line share; ``tag`` is the marked-content id (-1: none), ``of`` the number of the text object.
    """

    text: str
    x0: float
    top: float
    x1: float
    base: float
    look: Look
    tag: int
    of: int
    spaced: bool
    edges: Sequence[float]
    link: str | None = None
    raised: bool = False

    def cut(self, start: int, end: int) -> Word:
        """A word of its letters ``start`` up to but without ``end``; within a word nothing is spaced."""
        edges = self.edges[2 * start : 2 * end]
        return msgspec.structs.replace(
            self,
            text=self.text[start:end],
            x0=self.x0 + edges[0] if start else self.x0,
            x1=self.x0 + edges[-1] if end < len(self.text) else self.x1,
            spaced=self.spaced and not start,
            edges=[edge - edges[0] for edge in edges] if start else edges,
        )

    def middles(self) -> list[float]:
        """The x of the middle of each letter."""
        return [self.x0 + (left + right) / 2 for left, right in zip(self.edges[::2], self.edges[1::2], strict=True)]


def between(last: Word, word: Word) -> tuple[Look, str | None]:
    """Look and address of the space between two words: those of the larger, and an address only where they share it."""
    look = last.look if last.look.size >= word.look.size else word.look
    return look, last.link if last.link == word.link else None


class _Part(NamedTuple):
    """Characters between two spaces that are not known to be one word, to be put at ``place`` among the words.

    ``item`` is their text object if they have one and the same.
    """

    start: int
    end: int
    place: int
    spaced: bool
    item: int | None
    style: Style
    key: tuple[str, int]
    box: _Ends

    def may_be_word(self) -> bool:
        _, top, base, _, last_top, last_base = self.box
        level = abs(top - last_top) <= LEVEL and abs(base - last_base) <= LEVEL
        return level and self.item is not None and not self.style.mute and not self.style.look.turned

    def word(self, text: str, edges: Sequence[float]) -> Word:
        x0, top, base, x1, _, _ = self.box
        return Word(text, x0, top, x1, base, self.style.look, self.style.tag, self.item or 0, self.spaced, edges)


class _Asked(NamedTuple):
    """Characters that were asked for one by one: the text object of each, and where they stand."""

    items: list[int | None]
    letters: Letters


class WordReader:
    """Reads the words of the pages of one document; looks and words are remembered over the pages.

    ``letters`` is how many characters the last page had, read or not.
    """

    def __init__(self) -> None:
        self._styles = Styles()
        self.letters = 0

    def read(self, page: pdfium.PdfPage, frame: Frame) -> tuple[list[Word], int]:
        """The words of ``page`` in the order of its stream, and how many characters could not be decoded."""
        handle = raw.FPDFText_LoadPage(page.raw)
        if not handle:
            self.letters = 0
            return [], 0
        try:
            self.letters = raw.FPDFText_CountChars(handle)
            count = min(self.letters, MAX_GLYPHS)
            return _Page(bindings.address_of(handle), count, frame, self._styles).read() if count > 0 else ([], 0)
        finally:
            raw.FPDFText_ClosePage(handle)


@cache
def _is_odd(char: str) -> bool:
    """Whether a character reads as something else than itself or another one character."""
    return char > "\ud7ff" or len(readable(ord(char), "")) != 1


class _Page:
    """A page that is being read; ``text`` is the address of its text page."""

    def __init__(self, text: int, count: int, frame: Frame, styles: Styles) -> None:
        self._text = text
        self._frame = frame
        self._chars = chars_of(text, count)
        self._styles = styles
        styles.turn_to(frame)
        self._style_of: dict[int, Style] = {}
        self._flat: dict[int | None, float] = {}
        self._seen: int | None = None
        self._style = NO_STYLE
        self._spaced = False
        self._found: list[Word] = []
        self._odd = set(filter(_is_odd, set(self._chars)))

    def read(self) -> tuple[list[Word], int]:
        """The words, and how many characters have no meaning."""
        chars = self._chars
        places = list(map(re.Match.span, _PART.finditer(chars)))
        firsts, lasts = [start for start, _ in places], [end - 1 for _, end in places]
        begun = self._objects(firsts)
        # The letters of an object stand side by side: where the next part begins in the same one, this part ends in it.
        last_of = [n for n, (item, other) in enumerate(pairwise([*begun, None])) if item != other or item is None]
        first_of = [0, *(n + 1 for n in last_of)][: len(last_of)]
        self._learn_styles([firsts[n] for n in first_of], [begun[n] for n in first_of])
        ended = begun.copy()
        for n, item in zip(last_of, self._objects([lasts[n] for n in last_of]), strict=True):
            ended[n] = item
        parted = [n for n in last_of if begun[n] != ended[n]]
        self._learn_styles([lasts[n] for n in parted], [ended[n] for n in parted])
        if len(parted) > _MIXED * len(places) or _BACKWARDS.search(chars):
            self._spell(self._ask(range(len(chars))), 0, len(chars), 0)
        else:
            self._read_parts(places, begun, ended)
        unknown = [n for n, char in enumerate(chars) if char == "\0"] if "\0" in chars else []
        return self._found, sum(item is not None for item in self._objects(unknown))

    def _objects(self, places: Sequence[int]) -> list[int | None]:
        return list(map(bindings.text_object, repeat(self._text), places))

    def _learn_styles(self, places: Sequence[int], items: Sequence[int | None]) -> None:
        """Ask how the text objects ``items`` look; each of ``places`` is a character of one of them."""
        new: dict[int, int] = {}
        for place, item in zip(places, items, strict=True):
            if item is not None and item not in self._style_of:
                new.setdefault(item, place)
        if not new:
            return
        styles = self._styles.of(self._text, new)
        self._style_of.update(styles)
        self._flat.update(
            (item, style.look.size) for item, style in styles.items() if style.flat and not style.look.turned
        )

    def _boxes_of(self, places: Sequence[int], items: Sequence[int | None]) -> Edges:
        """The boxes of the characters at ``places``, which are of the objects ``items``."""
        edges = boxes_of(self._text, places, self._frame)
        if self._flat:
            sizes = [self._flat.get(item, 0.0) for item in items]
            stand_on_origins(self._text, places, sizes, edges, self._frame)
        return edges

    def _read_parts(self, places: list[tuple[int, int]], begun: list[int | None], ended: list[int | None]) -> None:
        """Read what stands between spaces, of one object each or of several."""
        chars, found, styles = self._chars, self._found, self._style_of
        before = self._objects([max(start - 1, 0) for start, _ in places])
        lefts, tops, _, bases = self._boxes_of([start for start, _ in places], begun)
        _, last_tops, rights, last_bases = self._boxes_of([end - 1 for _, end in places], ended)
        ends = list(zip(lefts, tops, bases, rights, last_tops, last_bases, strict=True))
        for number in self._overlaid(places, begun, ends):
            before[number] = None
        unlike: list[_Part] = []
        seen, style, memory, unit, done = None, NO_STYLE, NO_STYLE.words, 1.0, 0
        look, tag = style.look, style.tag
        # This is gone through for each word of a document: nothing is called here that can be called for a page.
        for (start, end), item, other, space, box in zip(places, begun, ended, before, ends, strict=True):
            if start == done + 1 and chars[done] == " ":
                spaced = space is not None
            else:
                spaced = start != done and self._has_space(done, start)
            done = end
            if item != seen and item is not None:
                seen, style = item, styles[item]
                look, tag, memory = style.look, style.tag, style.words
                unit = max(look.size, 1.0) / _ALIKE
                if style.mute or look.turned:
                    memory = {}
            x0, top, base, x1, last_top, last_base = box
            key = (chars[start:end], int((x1 - x0) / unit))
            known = memory.get(key)
            if known is not None and item == other and top == last_top and base == last_base:
                found.append(Word(known[0], x0, top, x1, base, look, tag, item or 0, spaced, known[1]))
            else:
                unlike.append(_Part(start, end, len(found), spaced, item if item == other else None, style, key, box))
        self._look_at(unlike)

    def _overlaid(self, places: list[tuple[int, int]], items: list[int | None], ends: list[_Ends]) -> list[int]:
        """The numbers of the parts whose space in front lies under their first letter: it parts no words."""
        close = [n for n, (last, part) in enumerate(pairwise(ends), start=1) if -1 < part[0] - last[3] < 1]
        found: list[int] = []
        for n in close:
            space, item = places[n][0] - 1, items[n]
            em = self._style_of[item].look.size if item is not None else 0.0
            around = self._chars[max(space - 1, 0)] + self._chars[space + 1]
            if not around.isalpha() or places[n - 1][1] != space or abs(ends[n][2] - ends[n - 1][5]) > LEVEL:
                continue
            (left,), _, (right,), _ = self._boxes_of([space], [item])
            if is_overlaid(ends[n - 1][3], left, right, ends[n][0], em):
                found.append(n)
        return found

    def _look_at(self, unlike: list[_Part]) -> None:
        """Put the words of parts that were not known to be one word among those that were found."""
        likely = [part for part in unlike if part.may_be_word()]
        self._learn(list({(id(part.style.words), part.key): part for part in likely}.values()))
        known = {part.start: part.style.words[part.key] for part in likely}
        strange = [part for part in unlike if known.get(part.start) is None]
        asked = self._ask([place for part in strange for place in range(part.start, part.end)])
        found, words = self._found, []
        done = at = 0
        for part in unlike:
            words += found[done : part.place]
            done = part.place
            word = known.get(part.start)
            if word is not None:
                words.append(part.word(*word))
                continue
            self._found, self._seen, self._style, self._spaced = [], None, part.style, part.spaced
            end = at + part.end - part.start
            self._spell(asked, at, end, part.start)
            words += self._found
            at = end
        self._found = words + found[done:]

    def _learn(self, new: list[_Part]) -> None:
        """Remember where the letters of words stand, of those parts that are a word and nothing else."""
        new = [part for part in new if part.key not in part.style.words]
        places = [place for part in new for place in range(part.start, part.end)]
        parts = [number for number, part in enumerate(new) for _ in part.key[0]]
        items = [part.item for part in new for _ in part.key[0]] if self._flat else ()
        letters = part_ligatures(self._boxes_of(places, items), parts)
        at = 0
        for part in new:
            chars, style = part.key[0], part.style
            end = at + len(chars)
            em = max(style.look.size, 1.0)
            whole = self._odd.isdisjoint(chars) and letters.is_level(at, end)
            whole = whole and not letters.cuts(at, end, _OVERLAP * em, WIDE * em)
            style.words[part.key] = (chars.translate(table_of(style.face)), letters.edges(at, end)) if whole else None
            at = end

    def _has_space(self, start: int, end: int) -> bool:
        spaces = [place for place in range(start, end) if self._chars[place] in _SPACES]
        return any(item is not None for item in self._objects(spaces))

    def _ask(self, places: Sequence[int]) -> _Asked:
        """Ask all that there is to know of the characters at ``places``, each by itself."""
        items = self._objects(places)
        self._learn_styles(places, items)
        return _Asked(items, part_ligatures(self._boxes_of(places, items), items))

    def _spell(self, asked: _Asked, at: int, end: int, start: int) -> None:
        """Read the characters from ``start`` on letter by letter, which were ``asked`` as ``at`` to ``end``."""
        items, letters = asked
        borders = compress(range(at + 1, end), map(ne, islice(items, at + 1, end), islice(items, at, None)))
        for first, last in pairwise((at, *borders, end)):
            place = start + first - at
            item, part = items[first], self._chars[place : place + last - first]
            if item is None:
                if not part.strip(_MADE_UP):
                    continue
                part = part.replace(" ", "\x01")
            elif item != self._seen:
                self._seen, self._style = item, self._style_of[item]
            placed, begin = letters, first
            if self._style.look.turned > ASLANT:
                frame = self._frame.turned(self._style.look.turned)
                edges = boxes_of(self._text, range(place, place + last - first), frame)
                placed, begin = part_ligatures(edges, items[first:last]), 0
            if item is not None and self._style.mute:
                part = told(self._text, place, part)
            if item is not None and self._odd.isdisjoint(part) and UNKNOWN not in part:
                self._add(part.translate(table_of(self._style.face)), placed, begin, item)
            else:
                plain, spelt = spell_out(part, placed, begin, self._style.face)
                self._add(plain, spelt, 0, item or 0)

    def _add(self, text: str, letters: Letters, at: int, of: int) -> None:
        """The words of an object's ``text``, whose letters begin at ``at``: cut at spaces and at unusual gaps."""
        if not text:
            return
        first, end = at, at + len(text)
        em = max(self._style.look.size, 1.0)
        if letters.is_level(at, end):
            cuts = letters.cuts(at, end, _OVERLAP * em, WIDE * em)
        else:
            # Each letter stands by itself until the line is known.
            cuts = list(range(at + 1, end))
        for number, part in enumerate(text.split(" ")):
            if number:
                self._spaced = self._spaced or not self._lies_under(text, at - 1 - first, letters, at - 1)
            if part:
                upto = at + len(part)
                inner = cuts and cuts[bisect_right(cuts, at) : bisect_left(cuts, upto)]
                if inner:
                    for start, stop in pairwise((at, *inner, upto)):
                        self._append(part[start - at : stop - at], letters, start, of)
                else:
                    self._append(part, letters, at, of)
            at += len(part) + 1

    def _lies_under(self, text: str, place: int, letters: Letters, at: int) -> bool:
        """Whether the space at ``place`` in ``text`` (``at`` among ``letters``) lies under the letter after it."""
        if not 0 < place < len(text) - 1 or not (text[place - 1] + text[place + 1]).isalpha():
            return False
        last, left = letters.rights[at - 1], letters.lefts[at]
        return is_overlaid(last, left, letters.rights[at], letters.lefts[at + 1], self._style.look.size)

    def _append(self, text: str, letters: Letters, at: int, of: int) -> None:
        end = at + len(text)
        x0, x1, top, base = letters.lefts[at], letters.rights[end - 1], letters.tops[at], letters.bases[at]
        look, tag = self._style.look, self._style.tag
        self._found.append(Word(text, x0, top, x1, base, look, tag, of, self._spaced, letters.edges(at, end)))
        self._spaced = False
