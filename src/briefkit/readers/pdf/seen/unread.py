"""What of a page is no words: text layers and single fonts that are garbage, and pictures whose words nobody read."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import groupby, pairwise

import pypdfium2 as pdfium

from briefkit.readers.pdf.page.frame import Frame
from briefkit.readers.pdf.page.glyphs import LINE_HYPHEN
from briefkit.readers.pdf.page.lines import Line, make_line
from briefkit.readers.pdf.page.shapes import Shape
from briefkit.readers.pdf.seen.garbage import is_garbage, is_plainly_english
from briefkit.readers.pdf.seen.hidden import pictured

_LEAST = 12
"""Letters of one font on a page from which they are judged apart from the others."""
_NAMES = 120
"""Letters of a font on a page that may all be names, as in its headings."""
_ENOUGH = 400
"""Letters of a font that were words; from then on it is asked only where a page as a whole looks odd."""
_REST = 0.2
"""The share of a garbled page that its other fonts must have for them to be kept."""
_FEW_WORDS = 25
_FULL = 0.6
_ACROSS = 850.0
"""Dots of the longer side of a page that is drawn to be looked at."""
_FOR_FORMULAS = re.compile(r"(?i)math|cour|mono|consol|typewriter|menlo|\b(?:cm(?:sy|mi|ex|tt|ti)|msbm|msam)\d")
"""Fonts of formulas, and those of one width that program code is set in."""
_FEW_LETTERS = 0.2
_UNKNOWN = frozenset({"Co", "Cn", "Cc"})
_HYPHENS = (LINE_HYPHEN, "-", "\u2010", "\u00ad")
_EDGE = 48
"""The difference (of 255) between two neighbouring dots that the edge of a letter makes."""
_INKY = 0.03


class Fonts:
    """The fonts of one document, and which of them have long been found to tell words."""

    def __init__(self) -> None:
        self._trusted: dict[str, int] = {}

    def part_garbled(self, lines: list[Line]) -> tuple[list[Line], list[Line]]:
        """The lines whose characters are words, and those of fonts (of the whole page, maybe) that are garbage."""
        text = " ".join([line.text for line in lines])
        plain = is_plainly_english(text)
        if plain and all(self._trusted.get(line.look.font, 0) > _ENOUGH for line in lines):
            return lines, []
        texts = _by_font(lines)
        whole = not plain and is_garbage(text)
        solid = {name: len(part) - part.count(" ") for name, part in texts.items()}
        bad = {
            name
            for name, part in texts.items()
            if solid[name] >= _LEAST
            and not (plain and self._trusted.get(name, 0) > _ENOUGH)
            and (whole or tells_words(name, part))
            and is_garbage(part, names=not whole and solid[name] < _NAMES)
        }
        for name in texts.keys() - bad:
            self._trusted[name] = self._trusted.get(name, 0) + solid[name]
        left = sum(solid.values()) - sum(solid[name] for name in bad)
        if whole and (not bad or left < max(_LEAST, _REST * sum(solid.values()))):
            return [], lines
        return _parted(lines, bad) if bad else (lines, [])


def tells_words(name: str, text: str) -> bool:
    """Whether a font among others is one for words: formulas and program code read like garbage and are none."""
    letters = sum(map(str.isalnum, text))
    signs = not any(unicodedata.category(sign) in _UNKNOWN for sign in text) and "\ufffd" not in text
    return not _FOR_FORMULAS.search(name) and not (signs and letters < _FEW_LETTERS * len(text))


def _by_font(lines: list[Line]) -> dict[str, str]:
    """The text of each font; a word that goes on in the next line is whole, so that its halves are not judged."""
    fonts: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        for name, words in groupby(line.words, key=lambda word: word.look.font):
            text = "".join([f" {word.text}" if word.spaced else word.text for word in words]).lstrip()
            pieces = fonts[name]
            if pieces and pieces[-1].endswith(_HYPHENS) and text[:1].islower():
                pieces[-1] = pieces[-1][:-1] + text
            else:
                pieces.append(text)
    return {name: " ".join(pieces) for name, pieces in fonts.items()}


def _parted(lines: list[Line], bad: set[str]) -> tuple[list[Line], list[Line]]:
    clean: list[Line] = []
    garbled: list[Line] = []
    for line in lines:
        for away, words in groupby(line.words, key=lambda word: word.look.font in bad):
            part = list(words)
            (garbled if away else clean).append(line if len(part) == len(line.words) else make_line(part))
    return clean, garbled


def holds_unread_words(page: pdfium.PdfPage, frame: Frame, lines: list[Line], shapes: list[Shape]) -> bool:
    """Whether pictures fill the page, few words are on it, and the pictures are as full of edges as writing is."""
    if pictured(shapes, frame) < _FULL or sum(len(line.words) for line in lines) > _FEW_WORDS:
        return False
    return _inkiness(page, frame) > _INKY


def _inkiness(page: pdfium.PdfPage, frame: Frame) -> float:
    """The share of neighbouring dots that differ much: some hundredths of a page of writing, fewer of a photograph."""
    scale = min(_ACROSS / max(frame.width, frame.height, 1.0), 2.0)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        dots, stride, width = bytes(bitmap.buffer), int(bitmap.stride), int(bitmap.width)
        starts = range(0, int(bitmap.height) * stride, 3 * stride)
        rows = [dots[start : start + width] for start in starts]
    finally:
        bitmap.close()
    edges = sum(abs(a - b) > _EDGE for row in rows for a, b in pairwise(row))
    return edges / max(width * len(rows), 1)
