"""From words to lines: what stands on one baseline without a gap, with its word spaces found again."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from operator import sub
from statistics import median

import msgspec

from briefkit.model import Box
from briefkit.readers.pdf.page.accents import with_accents
from briefkit.readers.pdf.page.backwards import as_read, from_the_left, holds_backwards
from briefkit.readers.pdf.page.doubles import without_doubles
from briefkit.readers.pdf.page.glyphs import ASLANT, Look, is_bullet
from briefkit.readers.pdf.page.tracked import LEAST, close_up, step_of
from briefkit.readers.pdf.page.words import WIDE, Word

_TRACKED = 0.7
"""Share of wide letter gaps from which a line counts as letter-spaced."""

_SMALL = 0.6
"""The least size of small capitals, as a share of that of large ones."""
_DEPTH, _EVEN = 0.22, 0.08
"""How far font boxes reach below their line, and how far small capitals may be off that of large ones, as shares."""

_LEADER = 4
"""Single dots in a line from which they lead from an entry to its page number."""

_GAP = 0.15
"""The gap that parts words, as a share of the type size, where letters are set without any."""


class Line(msgspec.Struct, gc=False, eq=False):
    """Words on one baseline from left to right; ``band`` is the colour of a bar behind it.

    ``text`` is theirs, with a space where they are spaced. ``dot`` tells that a drawn bullet stands in front of it,
    ``fence`` is the x at which its column ends. ``beside`` marks a label level with its text in the next column,
    ``row`` is top and bottom of the drawn row it has, ``numbered`` the count of characters in front that are a number
    from the margin. ``entry`` tells that it is one of a contents page with its page number, which no gutter parts.
    """

    words: list[Word]
    text: str
    x0: float
    top: float
    x1: float
    base: float
    look: Look
    uniform: bool
    band: str | None = None
    dot: bool = False
    fence: float = 0.0
    beside: bool = False
    row: tuple[float, float] | None = None
    numbered: int = 0
    entry: bool = False

    @property
    def size(self) -> float:
        """The size of most of its glyphs, in points."""
        return self.look.size or self.base - self.top

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (self.x0, self.top, self.x1, self.base)

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.base) / 2

    def x_at(self, place: int) -> float:
        """The left edge of the character at ``place`` in ``text``, which must not be a space."""
        at = 0
        for word in self.words:
            at += word.spaced
            if place < at + len(word.text):
                return word.x0 + word.edges[2 * (place - at)]
            at += len(word.text)
        return self.x1

    def cut(self, start: int, end: int) -> list[Word]:
        """The words of the characters ``start`` up to but without ``end`` of ``text``."""
        found: list[Word] = []
        at = 0
        for word in self.words:
            at += word.spaced
            first, last = max(start - at, 0), min(end - at, len(word.text))
            if first < last:
                found.append(word.cut(first, last))
            at += len(word.text)
        return found


def make_line(words: list[Word], band: str | None = None, dot: bool = False) -> Line:
    """A line of words that know where they are spaced. ``words`` must not be empty."""
    first = words[0]
    if first.spaced:
        first = msgspec.structs.replace(first, spaced=False)
        words = [first, *words[1:]]
    look = first.look
    text = "".join([f" {word.text}" if word.spaced else word.text for word in words])
    main, uniform = words, True
    if True in [word.look is not look or word.raised for word in words]:
        look, main, uniform = _mixed(words)
    return Line(
        words,
        text,
        min([word.x0 for word in words]),
        min([word.top for word in main]),
        max([word.x1 for word in words]),
        max([word.base for word in main]),
        look,
        uniform,
        band,
        dot,
    )


def _mixed(words: list[Word]) -> tuple[Look, list[Word], bool]:
    """Of words in several looks: the look of most letters, the words that tell where the line stands, and whether all
    words with letters look alike but for their font.
    """
    looks = {id(word.look): word.look for word in words}
    letters = dict.fromkeys(looks, 0)
    for word in words:
        letters[id(word.look)] += len(word.text)
    counts: Counter[Look] = Counter()
    for number, one in looks.items():
        counts[one] += letters[number]
    capitals = _large_among_small(words) if len({one.size for one in counts}) > 1 else None
    look = capitals or counts.most_common(1)[0][0]
    # Font boxes differ in depth: only the words of the main font tell.
    fonts = {number for number, one in looks.items() if one.size == look.size and one.font == look.font}
    main = [word for word in words if id(word.look) in fonts and not word.raised] or words
    uniform = len({(one.bold, one.size, one.colour) for one in looks.values()}) == 1
    if not uniform:
        lettered = {id(w.look) for w in words if not w.raised and any(map(str.isalnum, w.text))}
        kinds = {
            (one.bold, one.size if capitals is None else 0, one.colour) for one in map(looks.__getitem__, lettered)
        }
        uniform = len(kinds) <= 1
    return look, main, uniform


def _large_among_small(words: list[Word]) -> Look | None:
    """The look of the large capitals of a line in small capitals that are made of two sizes; else ``None``.

    All its letters are capitals; the large ones begin words, and the small ones go on with at least one of these.
    """
    level = [word for word in words if not word.raised]
    sizes = sorted({word.look.size for word in level})
    if len(sizes) != 2 or sizes[0] < _SMALL * sizes[1]:
        return None
    if not all(char.isupper() for word in level for char in word.text if char.isalpha()):
        return None
    large = sizes[1]
    stands = [word.base - _DEPTH * word.look.size for word in level]
    if max(stands) - min(stands) > _EVEN * large:
        return None  # an index to a sign
    heads = [word for n, word in enumerate(level) if word.look.size == large and (word.spaced or not n)]
    if len(heads) < sum(word.look.size == large for word in level):
        return None
    joined = any(one.look.size == large > two.look.size and not two.spaced for one, two in pairwise(level))
    return heads[0].look if joined else None


def lines_of(words: list[Word]) -> tuple[list[Line], list[Word]]:
    """Lines in the order of the stream, and the words that were printed twice on one place."""
    kept, doubled = without_doubles(words)
    kept = with_accents(kept)
    backwards = holds_backwards(kept)
    lines: list[Line] = []
    run: list[Word] = []
    mixed = False
    last: Word | None = None
    look: Look | None = None
    for word in from_the_left(kept) if backwards else kept:
        if last is not None:
            gap = word.x0 - last.x1
            # Most words stand plainly beside the one before; the others are worth a closer look.
            if word.look is look and -0.7 < gap < look.size and -0.3 < word.base - last.base < 0.3 and not look.turned:
                run.append(word)
                last = word
                continue
            if _follows(last, word, run[0]):
                mixed = mixed or word.look is not look
            else:
                lines.append(_line_of(run, mixed, backwards))
                run, mixed = [], False
        if not run:
            word.spaced = False
        run.append(word)
        last, look = word, word.look
    if run:
        lines.append(_line_of(run, mixed, backwards))
    return lines, doubled


def _line_of(run: list[Word], mixed: bool, backwards: bool) -> Line:
    """The line of words that stand side by side; ``mixed`` tells that they have several looks."""
    words = _spaced(run)
    if mixed:
        words = _raise(words)
    return make_line(as_read(words) if backwards else words)


def _follows(last: Word, word: Word, first: Word) -> bool:
    """Whether ``word`` stands on the line that ``first`` begins and ``last`` ends so far."""
    above, look = last.look, word.look
    if above.turned != look.turned:
        return False
    if look.turned == ASLANT:
        return abs(last.base - word.base) < 3 * look.size
    em = max(above.size, look.size, 1.0)
    if not -0.7 * em < word.x0 - last.x1 < (2.4 if word.spaced else 1.5) * em:
        return False
    if abs(word.base - last.base) < 0.3 * em:
        return True
    # A footnote mark or an ordinal stands higher or lower, in smaller type, but within the line.
    small, line = (word, first) if look.size < above.size else (last, word)
    overlap = min(small.base, line.base) - max(small.top, line.top)
    return small.look.size < 0.95 * line.look.size and overlap > 0.4 * (small.base - small.top)


def _spaced(run: list[Word]) -> list[Word]:
    """The words, spaced where there is a gap; the single spaces of letter-spaced text are taken out."""
    if run[0].look.turned == ASLANT or len(run) == 1:
        return run
    lengths = [len(word.text) for word in run]
    inked, singles = sum(lengths), lengths.count(1)
    solid = run
    if singles >= _LEADER and len(dots := [word for word in run if word.text == "."]) >= _LEADER:
        # The dots of a leader are set apart; the words before it are not.
        solid = [word for word in run if word.text != "."]
        inked -= len(dots)
    may_be_tracked = inked > 3 and len(solid) - 1 >= _TRACKED * (inked - 1)
    if not may_be_tracked and singles < LEAST and False not in [word.spaced for word in run[1:]]:
        return run
    em = max(run[0].look.size, 1.0)
    limit = _GAP * em
    tracked = False
    if may_be_tracked or any(not b.spaced and b.x0 - a.x1 > limit for a, b in pairwise(run)):
        gaps = _gaps_in(solid)
        usual = median(gaps or [0.0])
        limit += max(usual, 0.0)
        tracked = may_be_tracked and usual > WIDE * em and sum(gap > WIDE * em for gap in gaps) >= _TRACKED * len(gaps)
    step = step_of(run) if tracked else 0.0
    for last, word in pairwise(run):
        if step:
            word.spaced = word.x0 - last.x0 > 1.5 * step
        else:
            word.spaced = word.x0 - last.x1 > limit or (word.spaced and not tracked)
    if not tracked and singles >= LEAST:
        close_up(run)
    return run


def _gaps_in(run: list[Word]) -> list[float]:
    """The empty space between each two letters."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    for word in run:
        gaps.extend(map(sub, word.edges[2::2], word.edges[1::2]))
    return gaps


def _raise(words: list[Word]) -> list[Word]:
    """Mark what is smaller and stands higher than its line: footnote marks, ordinals."""
    if len({word.look.size for word in words}) > 1:
        counts: Counter[float] = Counter()
        for word in words:
            counts[word.look.size] += len(word.text)
        main = counts.most_common(1)[0][0]
        floor = max([word.base for word in words if word.look.size == main])
        for word in words:
            size = word.look.size
            # The font box of smaller type ends higher by itself; beyond that it is raised.
            natural = 0.22 * (main - size)
            if size < 0.94 * main and floor - word.base > natural + 0.12 * main:
                word.raised = True
    return words


def join_lines(pieces: list[Line]) -> Line:
    """The pieces of one line from left to right as one, with a space between them."""
    if len(pieces) == 1:
        return pieces[0]
    words = list(pieces[0].words)
    for left, right in pairwise(pieces):
        spaced = right.x0 - left.x1 >= 0.1 * left.size
        words.append(msgspec.structs.replace(right.words[0], spaced=spaced))
        words.extend(right.words[1:])
    band = next((piece.band for piece in pieces if piece.band), None)
    line = make_line(_raise(words), band, pieces[0].dot)
    line.fence = max(piece.fence for piece in pieces)
    return line


def same_row(one: Line, other: Line) -> bool:
    """Whether two pieces stand on one baseline."""
    overlap = min(one.base, other.base) - max(one.top, other.top)
    return overlap > 0.6 * min(one.base - one.top, other.base - other.top)


def only_marker(line: Line) -> bool:
    """Whether the line is nothing but a bullet or a list number."""
    text = line.text.strip()
    if is_bullet(text) or text in {"-", "–", "o", "*"}:
        return True
    core = text.strip("().")
    return len(text) <= 5 and text != core and (core.isdigit() or (len(core) == 1 and core.isalpha()))
