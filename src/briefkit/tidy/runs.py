"""Cutting and mending the runs of a block without losing a span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import msgspec

from briefkit.model import Run, Span, TextBlock, slice_runs

WORDED = re.compile(r"\w")
_SMALL_LETTERS = re.compile("[a-z]+")
_STRIDE = 32
"""So many characters are compared at once before the first that differs is looked for."""

_A_WHILE = 6
_STEPS = sorted(
    ((old, new) for old in range(5) for new in range(5) if old or new),
    key=lambda step: (step[0] != step[1], max(step), -sum(step)),
)
"""How many characters may be exchanged for how many at one place: first as many for as many, and the fewest first."""


def substitute(runs: tuple[Run, ...], start: int, end: int, text: str) -> tuple[Run, ...]:
    """The runs with characters ``start`` to ``end`` replaced by ``text``; the new run stands for the same source."""
    before, middle, after = slice_runs(runs, 0, start), slice_runs(runs, start, end), slice_runs(runs, end)
    if not middle:
        return runs
    mended: list[Run] = []
    for run in middle:
        last = mended[-1] if mended else None
        if last is not None and last.span.block == run.span.block and last.span.end == run.span.start:
            span = Span(last.span.block, last.span.start, run.span.end)
            mended[-1] = msgspec.structs.replace(last, span=span)
        else:
            mended.append(msgspec.structs.replace(run, text="" if mended else text))
    return (*before, *mended, *after)


def remap(runs: tuple[Run, ...], wanted: str) -> tuple[Run, ...]:
    """The runs with the text ``wanted``: only what differs becomes a mended run, so the rest can still be cut."""
    text = "".join(run.text for run in runs)
    made: list[Run] = []
    for what, start, end, there, until in _changes(text, wanted):
        if what == "insert":
            near = made[-1] if made else runs[0]
            at = near.span.end if made else near.span.start
            made.append(msgspec.structs.replace(near, text=wanted[there:until], span=Span(near.span.block, at, at)))
            continue
        part = slice_runs(runs, start, end)
        made.extend(part if what == "equal" else substitute(part, 0, end - start, wanted[there:until]))
    return tuple(made) or runs


def _changes(text: str, wanted: str) -> Sequence[tuple[str, int, int, int, int]]:
    """What leads from ``text`` to ``wanted``, as ``SequenceMatcher.get_opcodes`` tells it.

    Mending exchanges, drops or adds a few characters at a time: after each such place both go on alike, and to walk
    along both finds it. Only where they do not is it worth a search for the longest matches, whose time grows with the
    square of the length (it took half the time of tidying).
    """
    made: list[tuple[str, int, int, int, int]] = []
    at = there = 0
    while True:
        same = _common(text, at, wanted, there)
        if same:
            made.append(("equal", at, at + same, there, there + same))
            at, there = at + same, there + same
        if at == len(text) and there == len(wanted):
            return made
        step = next((step for step in _STEPS if _goes_on(text, at + step[0], wanted, there + step[1])), None)
        if step is None:
            return SequenceMatcher(None, text, wanted, autojunk=False).get_opcodes()
        kind = "insert" if not step[0] else "delete" if not step[1] else "replace"
        made.append((kind, at, at + step[0], there, there + step[1]))
        at, there = at + step[0], there + step[1]


def _common(text: str, at: int, wanted: str, there: int) -> int:
    most, same = min(len(text) - at, len(wanted) - there), 0
    while text[at + same : at + same + _STRIDE] == wanted[there + same : there + same + _STRIDE] and same < most:
        same += _STRIDE
    return next((n for n in range(same, most) if text[at + n] != wanted[there + n]), most)


def _goes_on(text: str, at: int, wanted: str, there: int) -> bool:
    """Whether both texts go on alike for a while, or end, at these places."""
    if at > len(text) or there > len(wanted):
        return False
    return text[at : at + _A_WHILE] == wanted[there : there + _A_WHILE]


def strip_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without white space at either end; runs that only stand for absorbed source text are all kept."""
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    if text and not text[0].isspace() and not text[-1].isspace():
        return runs
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end <= start:
        return tuple(msgspec.structs.replace(run, text="") for run in runs if not run.text or len(run.span))
    kept = slice_runs(runs, start, end)
    lost = [run for run in runs if not run.text and run not in kept]
    # A blank that was mended stands for letters ("Â" and a no-break space): both stay accounted for, together.
    front_edge = slice_runs(runs, 0, start) if start else ()
    back_edge = slice_runs(runs, end) if end < len(text) else ()
    edges = [run for run in (*front_edge, *back_edge) if run.text and len(run.span)]
    if not lost and all(len(run.text) == len(run.span) for run in edges):
        return kept
    absorbed = [*lost, *(msgspec.structs.replace(run, text="") for run in edges)]
    # What stood in front stays in front: it belongs to the first part when the block is cut.
    first = kept[0].span.start
    front = [run for run in absorbed if run.span.end <= first]
    return (*front, *kept, *(run for run in absorbed if run.span.end > first))


def cut(block: TextBlock, *places: int) -> tuple[TextBlock, ...]:
    """The block cut before each character place; parts without any text are joined to their neighbour.

    The first part keeps the marker. All parts keep id, origin, container and looks.
    """
    edges = [0, *sorted(set(places)), len(block.text)]
    parts: list[TextBlock] = []
    for number, (start, end) in enumerate(pairwise(edges)):
        last = number == len(edges) - 2
        runs = slice_runs(block.runs, start, None if last else end)
        if not runs:
            continue
        fields = {"runs": strip_runs(runs)}
        parts.append(msgspec.structs.replace(block, **fields) if not parts else _tail(block, fields["runs"]))
    return tuple(parts) or (block,)


def _tail(block: TextBlock, runs: tuple[Run, ...]) -> TextBlock:
    return msgspec.structs.replace(block, runs=runs, marker=(), before=0.0)


def look_of(runs: tuple[Run, ...]) -> tuple[bool, float | None, str | None, bool]:
    """Whether all words are bold, the size of most letters in points, their colour, whether all are underlined.

    Marks of notes (raised digits) say nothing of the line that they stand on.
    """
    worded = [run for run in runs if WORDED.search(run.text)]
    worded = [run for run in worded if run.script == "normal"] or worded
    if not worded:
        return False, None, None, False
    main = max(worded, key=lambda run: len(run.text))
    return all(r.bold for r in worded), main.size, main.colour, all(r.underline for r in worded)


def is_linked(runs: tuple[Run, ...]) -> bool:
    """Whether words are a link; the raised mark that leads to a note is none."""
    return any(run.link and run.script != "super" for run in runs)


def is_italic(runs: tuple[Run, ...]) -> bool:
    """Whether all words are in italics."""
    worded = [run for run in runs if WORDED.search(run.text)]
    return bool(worded) and all(run.italic for run in worded)


def plain_colour(colour: str | None) -> str | None:
    """The colour of a run, ``None`` for black: the automatic colour is black too."""
    return None if colour in {None, "auto", "#000000"} else colour


def in_capitals(text: str) -> bool:
    """Whether a line of more than four letters is set in capitals."""
    if len(_SMALL_LETTERS.sub("", text)) <= 0.9 * len(text):
        return False  # nearly every line: a tenth of it or more are small letters
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 4 and sum(char.isupper() for char in letters) > 0.9 * len(letters)
