"""What a line of text looks like: a bullet, a number, a heading, a rule, a note at the foot."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefkit.model import Kind

# Private-use characters are what is left of Symbol and Wingdings bullets.
_GLYPHS = "•·▪●◦‣■□▫➢➤►▶✓✔❖◆◇○⁃∙\uf000-\uf0ff"
_BULLET = re.compile(rf"(?P<glyph>[-*+–—{_GLYPHS}])(?:[ \t\u00a0]+(?=\S)|$)|(?P<tight>[{_GLYPHS}]+)[ \t\u00a0]*(?=\S)")
# Wingdings letters that converters print as Latin ones: only with a tab or a wide gap after them.
_LETTER_BULLET = re.compile(r"(?P<glyph>[oØ§ü¨])(?:\t+[ \t]*|[ \u00a0]{2,})(?=\S)|(?P<hollow>o) (?=[A-Z‘“'\"])")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)[ \t\u00a0]*(?=\S)|\d{1,2}\.(?:[ \t\u00a0]+(?=\S)|(?=[A-Z‘“]))")
_HEADING = re.compile(r"(?P<hashes>#{1,6})(?:[ \t]+|$)(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"(?:([-*_=])[ \t]*)(?:\1[ \t]*){2,}$|[\u2500-\u257f\u2014]{3,}$")
_UNDERLINE = re.compile(r"(?P<sign>[-=])\1{2,}[ \t]*$".replace(r"\1", "(?P=sign)"))
_NOTE = re.compile(r"(?P<mark>[⁰¹²³⁴-⁹]{1,3})[ \t\u00a0]*(?=\S)|\[\^(?P<name>[^\]\s]{1,40})\]:[ \t]*(?=\S)")
_SIGNS = {"o": 2, "◦": 2, "○": 2, "▪": 3, "▫": 3, "§": 3}


class Mark(NamedTuple):
    """A bullet or number in front of a line: its length with the blanks behind it, and how deep its sign usually is."""

    kind: Kind
    length: int
    sign: str
    depth: int


def list_mark(text: str) -> Mark | None:
    """The bullet or number at the very front of ``text``, or ``None``. A bullet may stand alone on its line."""
    for pattern in (_BULLET, _LETTER_BULLET):
        match = pattern.match(text)
        if match:
            sign = match.group().strip()
            return Mark("bullet", match.end(), sign, _SIGNS.get(sign, 1))
    match = _NUMBER.match(text)
    if match:
        inner = match.group().strip().strip("().")
        sign = "1" if inner.isdigit() else "a"
        return Mark("numbered", match.end(), sign, 1)
    return None


def heading(text: str) -> tuple[int, int, int] | None:
    """Level, start and end of the words of a ``# heading``, or ``None``."""
    match = _HEADING.match(text)
    if match is None:
        return None
    return len(match["hashes"]), match.start("words"), match.end("words")


def is_rule(text: str) -> bool:
    """Whether a line is only a ruler: ``---``, ``* * *``, ``=====``."""
    return bool(_RULE.match(text))


def underline_level(text: str) -> int:
    """1 for a line of ``=``, 2 for a line of ``-`` (setext headings), 0 for all else."""
    match = _UNDERLINE.match(text)
    return 0 if match is None else 1 if match["sign"] == "=" else 2


def note_mark(text: str) -> int:
    """How long the mark of a note at the foot is (``¹ See: …``, ``[^1]: …``), 0 where there is none."""
    match = _NOTE.match(text)
    return match.end() if match else 0


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or a lead-in does."""
    return bool(re.search(r"[.!?:;…][\"'”’)\]*_¹²³⁰⁴-⁹]*\s*$", text))
