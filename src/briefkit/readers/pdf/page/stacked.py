"""Words whose letters stand beneath each other: labels up the side of a box."""

from __future__ import annotations

from array import array

import msgspec

from briefkit.readers.pdf.page.lines import Line, make_line
from briefkit.readers.pdf.page.words import Word
from briefkit.readers.pdf.wordlist import COMMON, frequency_of

_LEAST = 4
"""Letters of such a word; the shorter ones are marks in a table, red over amber over green."""
_ALIGNED = 0.3
"""How far the middles of two letters may stand apart, as a share of the size."""
_CLOSEST, _WIDEST = 0.7, 2.2
"""The step from a letter to the next, as shares of the size."""
_EVEN = 0.2
_LEVEL = 0.25
_BESIDE = 6.0
"""How far to the right, in sizes of a letter, a text may begin that goes with that letter alone."""
_BEFORE = 40.0
"""How far to the left a text may end of which the letter is a mark."""


def part_stacked(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without single capitals that make up a word downwards, and such words as turned lines.

    What is no word of the word list stays as it is, and so do letters that begin a row each (an acrostic).
    """
    singles = [line for line in lines if len(line.text) == 1 and line.text.isupper()]
    if len(singles) < _LEAST:
        return lines, []
    labels: list[Line] = []
    gone: set[int] = set()
    for stack in _stacks(singles):
        text = "".join(line.text for line in stack)
        if len(stack) >= _LEAST and frequency_of(text.casefold()) >= COMMON and not _is_acrostic(stack, lines):
            labels.append(_label(text, stack))
            gone.update(map(id, stack))
    return [line for line in lines if id(line) not in gone], labels


def _stacks(singles: list[Line]) -> list[list[Line]]:
    stacks: list[list[Line]] = []
    for line in singles:
        if stacks and _goes_on(stacks[-1], line):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    return stacks


def _goes_on(stack: list[Line], line: Line) -> bool:
    last, size = stack[-1], line.size
    step = line.base - last.base
    if last.look != line.look or not _CLOSEST * size < step < _WIDEST * size:
        return False
    aligned = min(abs(line.x0 - last.x0), abs(line.x0 + line.x1 - last.x0 - last.x1) / 2) < _ALIGNED * size
    return aligned and (len(stack) < 2 or abs(step - (last.base - stack[-2].base)) < _EVEN * step)


def _is_acrostic(stack: list[Line], lines: list[Line]) -> bool:
    """Whether the letters, or all but one of several, have a line of their own beside them."""
    within = [line for line in lines if stack[0].top < line.middle < stack[-1].base and line not in stack]
    rows = sum(any(_goes_with(one, line) for line in within) for one in stack)
    return rows >= len(stack) - (len(stack) > _LEAST)


def _goes_with(letter: Line, line: Line) -> bool:
    """Whether a line is level with a letter that begins it or that marks it behind its end."""
    near = min(abs(letter.middle - line.middle), abs(letter.base - line.base))
    if near >= _LEVEL * min(letter.size, line.size):
        return False
    return 0 < line.x0 - letter.x1 < _BESIDE * letter.size or 0 < letter.x0 - line.x1 < _BEFORE * letter.size


def _label(text: str, stack: list[Line]) -> Line:
    """The word downwards; all of its letters have the place of the word, as those of other turned words have."""
    first = stack[0].words[0]
    x0, x1 = min(line.x0 for line in stack), max(line.x1 for line in stack)
    look = msgspec.structs.replace(first.look, turned=270)
    edges = array("f", [0.0, x1 - x0] * len(text))
    word = Word(text, x0, stack[0].top, x1, stack[-1].base, look, first.tag, first.of, False, edges, first.link)
    return make_line([word])
