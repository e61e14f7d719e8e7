"""From glyphs to lines: what stands on one baseline without a gap, with its word spaces found again."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median

import msgspec

from briefkit.model import Box
from briefkit.readers.pdf.glyphs import Glyph, Look, is_bullet

_TRACKED = 0.7
"""Share of wide letter gaps from which a line counts as letter-spaced."""


class Line(msgspec.Struct, gc=False):
    """Glyphs on one baseline from left to right, word spaces included; ``band`` is the colour of a bar behind it.

    ``dot`` tells that a drawn bullet stands in front of it, ``fence`` is the x at which its column ends.
    ``beside`` marks a label level with its text in the next column, ``row`` is top and bottom of the drawn row it has,
    ``numbered`` the count of glyphs in front that are a number from the margin.
    """

    glyphs: list[Glyph]
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


def make_line(glyphs: list[Glyph], band: str | None = None, dot: bool = False) -> Line:
    """A line of glyphs that already hold their spaces. ``glyphs`` must not be empty."""
    inked = [g for g in glyphs if g.char != " "] or glyphs
    looks = Counter(g.look for g in inked)
    look = looks.most_common(1)[0][0]
    # Font boxes differ in depth: only the glyphs of the main font tell where the line stands.
    main = [g for g in inked if g.look.size == look.size and g.look.font == look.font and not g.raised] or inked
    worded = {(g.look.bold, g.look.size, g.look.colour) for g in inked if g.char.isalnum() and not g.raised}
    return Line(
        glyphs,
        "".join([g.char for g in glyphs]),
        min(g.x0 for g in inked),
        min(g.top for g in main),
        max(g.x1 for g in inked),
        max(g.base for g in main),
        look,
        len(worded) <= 1,
        band,
        dot,
    )


def lines_of(glyphs: list[Glyph]) -> tuple[list[Line], list[Glyph]]:
    """Lines in the order of the stream, and the glyphs that were printed twice on one place."""
    kept, doubled = _without_doubles(glyphs)
    lines: list[Line] = []
    run: list[Glyph] = []
    last: Glyph | None = None
    space = False
    for glyph in kept:
        if glyph.char == " ":
            space = True
            if run:
                run.append(glyph)
            continue
        if last is not None and not _follows(last, glyph, run, space):
            _close(run, lines)
            run = []
        run.append(glyph)
        last, space = glyph, False
    _close(run, lines)
    return lines, doubled


def _without_doubles(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs without those that a second text object prints on the same place (a cheap way to make bold)."""
    again = _printed_again(glyphs)
    if not again:
        return glyphs, []
    first: dict[tuple[str, int, int, int], Glyph] = {}
    kept: list[Glyph] = []
    doubled: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char == " " or glyph.of not in again:
            kept.append(glyph)
        elif _was_here(first, glyph):
            doubled.append(glyph)
        else:
            kept.append(glyph)
    return kept, doubled


def _printed_again(glyphs: list[Glyph]) -> set[int]:
    """The text objects whose first glyph stands where the same glyph began another object."""
    first: dict[tuple[str, int, int, int], Glyph] = {}
    again: set[int] = set()
    last = -1
    for glyph in glyphs:
        if glyph.of == last or glyph.char == " ":
            continue
        last = glyph.of
        twin = _was_here(first, glyph)
        if twin is not None:
            again.update((twin.of, glyph.of))
    return again


def _was_here(first: dict[tuple[str, int, int, int], Glyph], glyph: Glyph) -> Glyph | None:
    """The glyph of another object on this place, if any; ``first`` remembers all that were asked for."""
    keys = (
        (glyph.char, int(glyph.x0), int(glyph.base), 0),
        (glyph.char, int(glyph.x0 + 0.5), int(glyph.base + 0.5), 1),
    )
    near = max(0.08 * glyph.look.size, 0.4)
    for key in keys:
        one = first.get(key)
        if _same_place(one, glyph, near):
            return one
    for key in keys:
        first[key] = glyph
    return None


def _same_place(one: Glyph | None, other: Glyph, near: float) -> bool:
    return (
        one is not None
        and one.of != other.of
        and abs(one.x0 - other.x0) < near
        and abs(one.base - other.base) < near
        and abs(one.x1 - other.x1) < 2 * near
    )


def _follows(last: Glyph, glyph: Glyph, run: list[Glyph], space: bool) -> bool:
    if last.look.turned or glyph.look.turned:
        return last.look.turned == glyph.look.turned and abs(last.base - glyph.base) < 3 * glyph.look.size
    em = max(last.look.size, glyph.look.size, 1.0)
    gap = glyph.x0 - last.x1
    if not -0.7 * em < gap < (2.4 if space else 1.5) * em:
        return False
    if abs(glyph.base - last.base) < 0.3 * em:
        return True
    # A footnote mark or an ordinal stands higher or lower, in smaller type, but within the line.
    small, line = (glyph, run[0]) if glyph.look.size < last.look.size else (last, glyph)
    overlap = min(small.base, line.base) - max(small.top, line.top)
    return small.look.size < 0.95 * line.look.size and overlap > 0.4 * (small.base - small.top)


def _close(run: list[Glyph], lines: list[Line]) -> None:
    while run and run[-1].char == " ":
        run.pop()
    if run:
        lines.append(make_line(_raise(_spaced(run))))


def _spaced(run: list[Glyph]) -> list[Glyph]:
    """The glyphs with one space glyph between words; the single spaces of letter-spaced text are taken out."""
    if run[0].look.turned:
        return run
    inked = [g for g in run if g.char != " "]
    gaps = [b.x0 - a.x1 for a, b in pairwise(inked)]
    if not gaps:
        return inked
    em = max(inked[0].look.size, 1.0)
    usual = 0.0
    tracked = False
    if max(gaps) > 0.1 * em:
        usual = median(gaps)
        wide = sum(gap > 0.1 * em for gap in gaps)
        tracked = len(inked) >= 4 and usual > 0.1 * em and wide >= _TRACKED * len(gaps)
    out: list[Glyph] = []
    typed = False
    last: Glyph | None = None
    for glyph in run:
        if glyph.char == " ":
            typed = True
            continue
        if last is not None:
            gap = glyph.x0 - last.x1
            wide_gap = gap > max(usual, 0.0) + 0.15 * em
            if wide_gap or (typed and not tracked):
                link = last.link if last.link == glyph.link else None
                look = last.look if last.look.size >= glyph.look.size else glyph.look
                out.append(Glyph(" ", last.x1, last.top, glyph.x0, last.base, look, last.tag, last.of, link))
        out.append(glyph)
        last, typed = glyph, False
    return out


def _raise(glyphs: list[Glyph]) -> list[Glyph]:
    """Mark what is smaller and stands higher than its line: footnote marks, ordinals."""
    sizes = {g.look.size for g in glyphs}
    if len(sizes) > 1:
        main = Counter(g.look.size for g in glyphs if g.char != " ").most_common(1)[0][0]
        floor = max((g.base for g in glyphs if g.look.size == main), default=0.0)
        for glyph in glyphs:
            # The font box of smaller type ends higher by itself; beyond that it is raised.
            natural = 0.22 * (main - glyph.look.size)
            if glyph.char != " " and glyph.look.size < 0.94 * main and floor - glyph.base > natural + 0.12 * main:
                glyph.raised = True
    return glyphs


def join_lines(pieces: list[Line]) -> Line:
    """The pieces of one line from left to right as one, with a space between them."""
    if len(pieces) == 1:
        return pieces[0]
    glyphs = list(pieces[0].glyphs)
    for left, right in pairwise(pieces):
        last = left.glyphs[-1]
        if right.x0 - left.x1 >= 0.1 * left.size:
            glyphs.append(Glyph(" ", last.x1, last.top, right.x0, last.base, last.look))
        glyphs.extend(right.glyphs)
    band = next((piece.band for piece in pieces if piece.band), None)
    line = make_line(_raise(glyphs), band, pieces[0].dot)
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
