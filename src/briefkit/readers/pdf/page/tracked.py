"""Letters set apart: which of the gaps between single capitals part words."""

from __future__ import annotations

from itertools import groupby, pairwise
from statistics import median

from briefkit.readers.pdf.page.words import WIDE, Word
from briefkit.readers.pdf.wordlist import COMMON, frequency_of

LEAST = 4
"""Capitals in succession from which they are letters of a word that is set apart."""

_WIDEST = 1.2
"""The widest gap between two letters of one word, as a share of their size."""
_WIDER = 1.4
"""How many times as wide as the gaps between letters those between words are."""
_EVEN = 0.08
"""How far, as a share of it, a letter may stand from where a fixed step would put it."""
_SINGLE = 0.6
"""The share of letters one step from the one before, where all stand on a fixed step."""


def step_of(run: list[Word]) -> float:
    """The points from a letter to the next where single letters stand on a fixed step, narrow ones too; else 0.

    A space is a step without a letter.
    """
    if any(len(word.text) > 1 for word in run):
        return 0.0
    steps = [word.x0 - last.x0 for last, word in pairwise(run)]
    step = min(steps)
    if step <= 0 or sum(one < 1.5 * step for one in steps) < _SINGLE * len(steps):
        return 0.0
    even = all(abs(one / step - round(one / step)) < _EVEN for one in steps)
    return step if even else 0.0


def close_up(run: list[Word]) -> None:
    """Take out the spaces within capitals that are set apart, in a line of which other words are not.

    These stand farther from the words around them than from each other: single letters in a text do not.
    """
    at = 0
    for capitals, group in groupby(run, key=_is_capital):
        end = at + len(list(group))
        if capitals and end - at >= LEAST:
            _close_up(run, at, end)
        at = end


def _is_capital(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isupper()


def _close_up(run: list[Word], start: int, end: int) -> None:
    gaps = [run[n].x0 - run[n - 1].x1 for n in range(start + 1, end)]
    usual, size = median(gaps), run[start].look.size
    around = [run[n].x0 - run[n - 1].x1 for n in (start, end) if 0 < n < len(run)]
    if not WIDE * size < usual < _WIDEST * size or any(gap < _WIDER * usual for gap in around):
        return
    spaced = [gap > _WIDER * usual for gap in gaps]
    words = "".join(
        [f" {word.text}" if apart else word.text for word, apart in zip(run[start:end], (False, *spaced), strict=True)]
    )
    # Options and grades stand apart as well ("Answer A B C D"), and make no word.
    if all(frequency_of(word) >= COMMON for word in words.casefold().split()):
        for n, apart in enumerate(spaced, start + 1):
            run[n].spaced = apart
