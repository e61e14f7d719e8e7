"""From lines to drafts of blocks: which lines belong to one paragraph, heading or list item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from briefkit.model import Box, Kind, Layer
from briefkit.readers.pdf.page.glyphs import LINE_HYPHEN
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.words import Word
from briefkit.readers.pdf.text.marks import (
    NONE,
    Mark,
    Sort,
    bullet_of,
    capital_of,
    dash_of,
    decimal_of,
    number_of,
)

TERMINAL = re.compile(r"[.!?:;…][”’\"')\]]*[\d*†]{0,3}$")
_SENTENCE_END = re.compile(r"[.!?:;…][”’\"')\]]*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$|_{4,}\s*\d{1,4}$")


class Draft(msgspec.Struct):
    """A block in the making: its lines with the page of each, and what is known of it so far.

    ``marker`` is the number of characters at its head that are a list marker. ``starts`` and ``ends`` tell whether it
    is the first or last of its column, where text may run on. ``indent`` is the x of its text;
    ``sign`` is the marker as such.
    """

    lines: list[Line]
    pages: list[int]
    container: str = "body"
    layer: Layer = "body"
    kind: Kind = "paragraph"
    level: int = 0
    marker: int = 0
    mark: Sort = ""
    starts: bool = False
    ends: bool = False
    indent: float = 0.0
    sign: Mark = NONE
    aside: str = ""
    evidence: tuple[str, ...] = ()
    before: float | None = None

    @property
    def text(self) -> str:
        """The words with their marker; lines are parted by a space."""
        return " ".join([line.text for line in self.lines])

    @property
    def box(self) -> Box:
        """What its lines in the first of its columns cover."""
        lines = self.lines
        if len(lines) == 1:
            return lines[0].box
        last = next((n for n, (one, two) in enumerate(pairwise(lines), start=1) if two.top < one.top - one.size), None)
        turn = next((n for n, page in enumerate(self.pages) if page != self.pages[0]), None)
        lines = lines[: min(last or len(lines), turn or len(lines))]
        return (
            min([line.x0 for line in lines]),
            min([line.top for line in lines]),
            max([line.x1 for line in lines]),
            max([line.base for line in lines]),
        )


def draft_lines(lines: list[Line], page: int, container: str, leading: dict[float, float]) -> list[Draft]:
    """The drafts of the lines of one column, from top to bottom.

    ``leading`` holds the usual distance of baselines in points for a type size (see :func:`leading_of`).
    """
    # Tables and notes are often set tighter in the same size, so the column's own measure comes first.
    leading = {**leading, **leading_of([lines], least=2)}
    letters = _lettered(lines)
    drafts: list[Draft] = []
    for line in lines:
        last = drafts[-1] if drafts else None
        mark = _mark_of(line, last, letters)
        if last is None or mark.sort or _parts(last, line, leading):
            before = line.base - last.lines[-1].base - line.size * 1.2 if last else None
            drafts.append(_begin(line, page, container, mark))
            drafts[-1].before = before
        else:
            last.lines.append(line)
            last.pages.append(page)
    if drafts:
        drafts[0].starts = drafts[-1].ends = True
    return drafts


def _begin(line: Line, page: int, container: str, sign: Mark) -> Draft:
    mark, length = sign.sort, sign.length
    indent = line.x_at(length) if 0 < length < len(line.text) else line.x0
    kind: Kind = "numbered" if mark == "number" else "bullet" if mark else "paragraph"
    draft = Draft([line], [page], container, "body", kind, 1 if mark else 0, length, mark, indent=indent, sign=sign)
    if line.dot:
        draft.evidence = ("drawn bullet",)
    return draft


def leading_of(stacks: list[list[Line]], least: int = 1) -> dict[float, float]:
    """The usual distance of baselines for each type size (rounded to half points).

    It is measured where a line begins with a small letter, so where the text surely runs on, ``least`` times or more.
    """
    seen: dict[float, list[float]] = {}
    for lines in stacks:
        for above, below in pairwise(lines):
            if not below.text[0].islower() or above.look.bold != below.look.bold:
                continue
            step, size = below.base - above.base, below.size
            if abs(above.size - size) < 0.6 and 0.8 * size < step < 2.4 * size:
                seen.setdefault(half(size), []).append(step)
    return {size: sorted(steps)[len(steps) // 3] for size, steps in seen.items() if len(steps) >= least}


def half(size: float) -> float:
    """A type size rounded to half points."""
    return round(size * 2) / 2


def _lettered(lines: list[Line]) -> set[tuple[str, int, int]]:
    """Style, number and place of what may be markers, capital letters or 2.1, in units of four points."""
    found = [(capital_of(line.text), line) for line in lines if _may_be_letter(line.text)]
    found += [(decimal_of(line.text), line) for line in lines if line.text[:1].isdigit()]
    return {(mark.style, mark.value, round(line.x0 / 4)) for mark, line in found if mark.sort}


def _may_be_letter(text: str) -> bool:
    """Whether a capital letter or roman number in capitals, with a full stop or bracket, may stand at the head."""
    head = text[:6]
    return ("." in head or ")" in head) and text[:3].strip("(")[:1].isupper()


def _is_plain(text: str) -> bool:
    """Whether the text begins with a word, so that no marker of any sort stands at its head."""
    head = text[:6]
    return head[:2].isalpha() and "." not in head and ")" not in head


def _mark_of(line: Line, last: Draft | None, letters: set[tuple[str, int, int]]) -> Mark:
    text = line.text
    if not line.dot and not line.numbered and _is_plain(text):
        return NONE
    if line.dot:
        return Mark("bullet", 0, "drawn")
    if line.numbered:
        found = re.search(r"\d+", text[: line.numbered])
        return Mark("number", line.numbered, "1.", int(found[0]) if found else 0)
    bullet = bullet_of(text)
    if bullet.sort or _symbol_bullet(line):
        return bullet if bullet.sort else Mark("bullet", 2, text[0])
    dash = dash_of(text)
    if dash.sort and (_may_begin(line, last, "dash") or _stands_off(line)):
        return dash
    number = number_of(text, last.sign if last is not None else NONE)
    if number.sort and (_may_begin(line, last, "number") or _stands_off(line)):
        return number
    capital = decimal_of(text) if text[:1].isdigit() else capital_of(text)
    if capital.sort and _is_lettered(capital, line, letters) and _may_begin(line, last, "number"):
        return capital
    return NONE


def _is_lettered(mark: Mark, line: Line, letters: set[tuple[str, int, int]]) -> bool:
    """Whether the letter before or after it stands at another line of the column, at the same place: no initial."""
    place = round(line.x0 / 4)
    return any((mark.style, mark.value + way, place + off) in letters for way in (1, -1) for off in (0, 1, -1))


def _symbol_bullet(line: Line) -> bool:
    """A bullet that calls itself a letter: one of a symbol font, or an "o" that stands well before its text."""
    if line.text[1:2] != " ":
        return False
    first, then = line.words[:2]
    font = first.look.font.casefold()
    if "wingding" in font or "symbol" in font:
        return True
    apart = then.x0 - first.x1 > 0.55 * line.size or first.look.font != then.look.font
    return first.text == "o" and apart


def _may_begin(line: Line, last: Draft | None, mark: Sort) -> bool:
    """Whether a dash or number at the head of a line can be a marker and is not just the sentence going on."""
    if last is None or last.mark == mark:
        return True
    above = last.lines[-1]
    if _is_ended(above.text) or above.text.rstrip().endswith((",", "and")):
        return True
    gap = line.base - above.base
    return gap > 1.5 * line.size or above.fence - above.x1 > 6 * line.size or last.mark != ""


def _stands_off(line: Line) -> bool:
    """Whether the first word stands off from the next one as no other word of the line does: it is a marker."""
    gaps = [word.x0 - before.x1 for before, word in pairwise(line.words) if word.spaced]
    usual = max(gaps[1:], default=0.5 * line.size)
    return bool(gaps) and gaps[0] > max(0.8 * line.size, 2.5 * usual)


def _parts(last: Draft, line: Line, leading: dict[float, float]) -> bool:
    """Whether ``line`` begins a new block and does not carry on ``last``."""
    above = last.lines[-1]
    em = max(line.size, 1.0)
    if above.entry or is_contents(above.text) or above.look.turned != line.look.turned:
        return True
    if (above.band is None) != (line.band is None):
        return True
    if line.words[0].raised and last.lines[0].words[0].raised:
        # Notes below each other: each begins with its mark.
        return True
    step = line.base - above.base
    if step < -0.5 * em or step > _limit(last, line, leading):
        return True
    if _looks_part(last, above, line):
        return True
    return _shape_parts(last, above, line, em)


def _limit(last: Draft, line: Line, leading: dict[float, float]) -> float:
    if len(last.lines) > 1:
        own = last.lines[-1].base - last.lines[-2].base
        if own > 0:
            return 1.2 * own + 0.6
    usual = leading.get(half(line.size), 1.35 * line.size)
    if line.size > 1.2 * last.lines[-1].size:
        usual = min(usual, 1.4 * line.size)
    return 1.22 * usual + 0.6


def _looks_part(last: Draft, above: Line, line: Line) -> bool:
    one, other = _edge(reversed(above.words)), _edge(line.words)
    if one.look is other.look:
        return False
    bigger = max(one.look.size, other.look.size)
    if bigger and abs(one.look.size - other.look.size) > 0.09 * bigger:
        return True
    if one.look.bold == other.look.bold and one.look.colour == other.look.colour:
        return False
    ended = _is_ended(above.text) or _is_short(above, line)
    if one.look.bold == other.look.bold:
        # Another colour alone is a link as often as a heading.
        return ended and (above.uniform or line.uniform)
    if all(piece.uniform and _same_style(_edge(piece.words), one) for piece in last.lines):
        return True
    return line.uniform and ended


def _same_style(one: Word, other: Word) -> bool:
    return one.look.bold == other.look.bold and one.look.colour == other.look.colour


def _edge(words: Iterable[Word]) -> Word:
    """The first word with a letter of full size, else the first; there must be one."""
    first: Word | None = None
    for word in words:
        if not word.raised and (word.text.isalnum() or any(map(str.isalnum, word.text))):
            return word
        first = first or word
    assert first is not None
    return first


def _is_ended(text: str) -> bool:
    """Whether the text ends with a sentence; what ends in a letter does not."""
    return not text[-1:].isalpha() and bool(_SENTENCE_END.search(text))


def _is_closed(text: str) -> bool:
    """Whether the text ends with a sentence, the mark of a note behind it aside."""
    return not text[-1:].isalpha() and bool(TERMINAL.search(text))


def _shape_parts(last: Draft, above: Line, line: Line, em: float) -> bool:
    begins = _begins_anew(line)
    ended = _is_closed(above.text)
    if last.mark:
        hanging = len(last.lines) > 1 and abs(above.x0 - last.indent) < 0.8 * em
        if line.x0 < last.indent - 0.9 * em and (hanging or (begins and (ended or _is_short(above, line)))):
            return True
    elif len(last.lines) > 1 or _centred(above, line):
        indented = line.x0 > above.x0 + 0.8 * em
        if indented and not _centred(above, line) and begins and ended:
            return True
    elif line.x0 > above.x0 + 0.9 * em and begins and ended and not _centred(above, line):
        return True
    if not _is_short(above, line) or not begins:
        return False
    if ended:
        return True
    loud = above.uniform and (above.look.bold or above.band is not None)
    return not loud and not _centred(above, line) and above.x1 - above.x0 < 0.6 * (above.fence - above.x0)


def _begins_anew(line: Line) -> bool:
    first = line.text.lstrip(" “‘\"'([")[:1]
    return first.isupper() or first.isdigit() or not first.isalpha()


def _is_short(above: Line, line: Line) -> bool:
    """Whether the first word of ``line`` would have stood on the line above: that line was ended on purpose."""
    word = line.x0
    for number, piece in enumerate(line.words):
        if piece.spaced and number:
            break
        word = piece.x1
    return above.x1 + (word - line.x0) + 0.8 * line.size < above.fence


def _centred(above: Line, line: Line) -> bool:
    return abs((above.x0 + above.x1) - (line.x0 + line.x1)) < 3 and abs(above.x0 - line.x0) > 3


def may_run_on(last: Draft, following: Draft) -> bool:
    """Whether ``following``, at the head of the next column or page, carries on ``last`` at the foot of this one."""
    if "heading" in {last.kind, following.kind} or following.mark or following.aside or last.aside:
        return False
    above, line = last.lines[-1], following.lines[0]
    one, other = _edge(reversed(above.words)), _edge(line.words)
    if abs(one.look.size - other.look.size) > 0.06 * max(one.look.size, 1.0) or line.band or above.band:
        return False
    if one.look.bold != other.look.bold and line.uniform and all(piece.uniform for piece in last.lines):
        return False
    text = above.text.rstrip()
    if text.endswith((LINE_HYPHEN, "-", ",")):
        return True
    first = line.text.lstrip("“‘\"'([")[:1]
    if first.islower() and text.endswith((";", ":", "…")) and not last.mark:
        return True
    if TERMINAL.search(text):
        return _is_block_set(last)
    if first.islower():
        return True
    # A line alone is as likely a title, whose column ends where it ends.
    full = above.fence - above.x1 < 3 * above.size and above.x1 - above.x0 > 12 * above.size
    return full and len(last.lines) > 1


def _is_block_set(draft: Draft) -> bool:
    """Whether each line of justified text reaches the edge of its column, the last one too: so it is not the last.

    That a paragraph ends exactly there is rare; that a sentence does is common.
    """
    lines = draft.lines
    return len(lines) > 2 and all(abs(line.fence - line.x1) < 1.2 for line in lines) and not draft.lines[-1].band


def is_contents(text: str) -> bool:
    """Whether a line ends in dot leaders and a page number."""
    return text[-1:].isdigit() and bool(_LEADERS.search(text))
