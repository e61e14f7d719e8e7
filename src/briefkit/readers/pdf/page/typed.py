"""Words that stand on a page without a text object: signs for check boxes, what was typed into a remark box."""

from __future__ import annotations

from array import array

from briefkit.model import Box
from briefkit.readers.pdf.page.annotations import Added
from briefkit.readers.pdf.page.glyphs import Look
from briefkit.readers.pdf.page.words import MAX_GLYPHS, Word

TICKED, EMPTY = "☑", "☐"
_USUAL = 10.0


def words_of(added: Added) -> list[Word]:
    """The words that annotations add to a page, each in its place; no more than a page may hold letters."""
    words = [_word(TICKED if ticked else EMPTY, box, min(box[3] - box[1], _USUAL)) for box, ticked in added.boxes]
    for box, text in added.typed:
        if len(words) > MAX_GLYPHS:
            break
        words.extend(_lines(text, box))
    return words


def _lines(text: str, box: Box) -> list[Word]:
    """Words of lines beneath each other, as wide as the box allows."""
    rows = [row.split() for row in text.splitlines() if row.strip()]
    size = min((box[3] - box[1]) / max(len(rows), 1), 1.2 * _USUAL) / 1.2
    found: list[Word] = []
    for number, row in enumerate(rows):
        step = min((box[2] - box[0]) / max(len(" ".join(row)), 1), 0.5 * size)
        x, top = box[0], box[1] + 1.2 * size * number
        for place, word in enumerate(row):
            made = _word(word, (x, top, x + step * len(word), top + size), size)
            made.spaced = place > 0
            found.append(made)
            x += step * (len(word) + 1)
    return found


def _word(text: str, box: Box, size: float) -> Word:
    x0, top, x1, base = box
    step = (x1 - x0) / len(text)
    edges = array("f", [place * step for n in range(len(text)) for place in (n, n + 1)])
    look = Look("", round(size, 1), False, False, "#000000")
    return Word(text, x0, top, x1, base, look, -1, 0, False, edges)
