"""Markers that somebody typed: a bullet, dash or number in front of a paragraph that is a list item in all but name.

Conservative on purpose: a number counts only where a blank or tab and words follow, a letter only with a bracket or
tab.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_INVISIBLE = "\u200e\u200f\u200b\u2060\ufeff"
_BULLETS = "•·●▪■□◦‣⁃∙○◉◆◇❖➢➤►▶▸➔➜→⇒✓✔✗✘☑☒☐★☆❑❒⬧⧫⬥\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
_GAP = rf"[\s{_INVISIBLE}]*"
_BULLET = re.compile(
    rf"{_GAP}(?:[{_BULLETS}]{_GAP}|[-–—*‐‑−¬]{_GAP}\t\s*|[-–—*‐‑−¬][ \u00a0]+|[-–](?=[A-Z][a-z])|o[ \u00a0\t]+)(?=\S)"
)
_SYMBOL_FONT_BULLET = re.compile(r"\s*[·§Øqnlvüàèo¨][\s]*(?=\S)")
_NUMBER = re.compile(
    rf"{_GAP}(?:"
    r"\(?\d{1,3}\)\s+|\d{1,3}\.\s+|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?:\t\s*|[ \u00a0]+(?![a-z\d]))|"
    r"\d{1,3}\t\s*|"
    r"\([a-zA-Z]\)\s+|[a-zA-Z]\)\s+|[a-zA-Z]\.\t\s*|[a-z]\.[ \u00a0]+(?=[^\W\d_])|"
    r"\((?:[ivx]{1,5}|[IVX]{1,5})\)\s+|(?:[ivx]{1,5}|[IVX]{1,5})\)\s+|(?:[ivx]{1,5}|[IVX]{1,5})\.\t\s*|"
    r"[ivx]{2,5}\.[ \u00a0]+|"
    r"\d{1,2}[.)](?=[A-Z][a-z])"
    r")(?=[^\W_]|[‘’“”\"'(\[])"
)

_WORD = re.compile(r"\w")


class TypedMarker(NamedTuple):
    """How many characters in front are the marker, and whether it counts or only points."""

    length: int
    kind: str


def find_marker(text: str, in_symbol_font: bool = False) -> TypedMarker | None:
    """The marker in front of a paragraph's text, or ``None``.

    ``in_symbol_font`` says that the first characters are set in Wingdings or the like, where letters are pictures.
    """
    match = _SYMBOL_FONT_BULLET.match(text) if in_symbol_font else None
    match = match or _BULLET.match(text)
    if match is not None:
        # A line of dashes is a rule and no item.
        return TypedMarker(match.end(), "bullet") if _WORD.search(text, match.end()) else None
    match = _NUMBER.match(text)
    return TypedMarker(match.end(), "numbered") if match is not None else None
