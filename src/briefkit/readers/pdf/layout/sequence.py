"""Panels that are numbered from 1 without a gap are read in the order of their numbers, wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict

from briefkit.readers.pdf.layout.areas import Item, Region, Stack, box_of
from briefkit.readers.pdf.layout.sides import is_loud
from briefkit.readers.pdf.layout.wheels import is_amid
from briefkit.readers.pdf.page.lines import Line, same_row

_FEWEST = 3
_MOST = 30
_NUMBER = re.compile(r"((?:[^\W\d_]+\s){0,2}|[(#]|no\.?\s?)(\d{1,2})\b(?!\s*-?\s*min|[.,:/]\d|\s*%)", re.IGNORECASE)
_LETTER = re.compile(r"\(?([A-L])(?:[.):](?=\s)|[.):]?$)")

Label = tuple[str, int]
"""What stands before the number ("step", "key learning", "letter" for A, B, C), and the number."""


def label_of(text: str) -> Label | None:
    """The number or letter with which ``text`` begins, if any."""
    text = text.strip()
    found = _NUMBER.match(text)
    if found:
        return found[1].strip(" (#").casefold(), int(found[2])
    letter = _LETTER.match(text)
    return ("letter", ord(letter[1]) - ord("A") + 1) if letter else None


def in_order_of_numbers(stacks: list[Stack], size: float) -> list[Stack]:
    """The stacks with boxes, or else panels without frames, in the order in which they are numbered.

    ``size`` is the usual type size in points. What has no number keeps its place, but a hub amid the boxes comes first.
    """
    boxes = [item for stack in stacks for item in stack if isinstance(item, Region) and item.kind == "box"]
    if len(boxes) >= _FEWEST:
        return _boxes_by_number(stacks, boxes)
    return _texts_by_number(stacks, size)


def _boxes_by_number(stacks: list[Stack], boxes: list[Region]) -> list[Stack]:
    told: dict[str, list[tuple[int, Region]]] = defaultdict(list)
    for box in boxes:
        for form, number in _labels_in(box):
            told[form].append((number, box))
    for pairs in told.values():
        pairs.sort(key=lambda pair: pair[0])
        count = len(pairs)
        if count < max(_FEWEST, 0.6 * len(boxes)) or [number for number, _ in pairs] != list(range(1, count + 1)):
            continue
        numbered = {id(box) for _, box in pairs}
        hub = next(
            (box for box in boxes if id(box) not in numbered and is_amid(box.box, [b.box for _, b in pairs])), None
        )
        in_order: list[Item] = [*([hub] if hub is not None else []), *(box for _, box in pairs)]
        numbered.update({id(hub)} if hub is not None else set())
        queue = iter(in_order)
        return [[next(queue) if id(item) in numbered else item for item in stack] for stack in stacks]
    return stacks


def _labels_in(region: Region) -> list[Label]:
    """The labels at the head of a box: a number that stands alone there, else what its first line begins with."""
    if not region.lines:
        return _labels_in(region.regions[0]) if region.regions else []
    lines = sorted([*region.heads, *region.lines], key=lambda line: (line.top, line.x0))
    first = lines[0]
    near = [line for line in lines[:4] if line.top < first.base or same_row(line, first)]
    alone = [label for line in near if len(line.text.split()) < 3 and (label := _whole_label(line.text)) is not None]
    return alone[:1] or [
        label for line in near[:1] if (label := label_of(line.text) or _letter_apart(line)) is not None
    ]


def _letter_apart(line: Line) -> Label | None:
    """The letter at the head of a line, where its look is unlike that of the words after it."""
    if line.uniform or len(line.words) < 2 or not _LETTER.match(line.words[0].text):
        return None
    first, then = line.words[0].look, line.words[1].look
    apart = first.colour != then.colour or abs(first.size - then.size) > 0.5
    return label_of(line.words[0].text) if apart else None


def _whole_label(text: str) -> Label | None:
    """The label where the text is nothing else: "1", "01.", "Step 1", "B"."""
    label = label_of(text)
    if label is None:
        return None
    if label[0] in {"", "letter"}:
        return label if len(text.strip(" (#.:)")) <= 2 else None
    return label if len(text.split()) == 2 else None


def _texts_by_number(stacks: list[Stack], size: float) -> list[Stack]:
    """The stacks cut at numbered headings, the pieces in the order of the numbers, where that is not theirs already."""
    told: dict[tuple[object, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for at, stack in enumerate(stacks):
        for place, item in enumerate(stack):
            if isinstance(item, Line) and (label := _heading_label(item, size)) is not None:
                look = (label[0], round(item.size), item.look.bold, item.look.colour, item.band)
                told[look].append((label[1], at, place))
    for places in told.values():
        numbers = [number for number, _, _ in places]
        if len(places) < _FEWEST or len(places) > _MOST or sorted(numbers) != list(range(1, len(places) + 1)):
            continue
        if numbers == sorted(numbers):
            return stacks
        return _recut(stacks, places) or stacks
    return stacks


def _heading_label(line: Line, size: float) -> Label | None:
    large = line.size > 1.12 * size
    if not (line.look.bold or large or line.band is not None or line.text.isupper()):
        return _letter_apart(line)
    label = _whole_label(line.text)
    if label is not None and (line.look.bold or large):
        return label
    return (label_of(line.text) if is_loud(line, size) else None) or _letter_apart(line)


def _recut(stacks: list[Stack], places: list[tuple[int, int, int]]) -> list[Stack]:
    """The stacks with the pieces that begin at ``places`` in the order of their numbers; empty where that cannot be."""
    first, last = min(at for _, at, _ in places), max(at for _, at, _ in places)
    pieces: list[tuple[int, Stack]] = []
    before = stacks[:first]
    for at in range(first, last + 1):
        starts = sorted((_row_start(stacks[at], place), number) for number, where, place in places if where == at)
        if not starts or (starts[0][0] > 0 and at > first):
            return []
        if starts[0][0] > 0:
            before = [*before, stacks[at][: starts[0][0]]]
        ends = [start for start, _ in starts[1:]] + [len(stacks[at])]
        pieces.extend((number, stacks[at][start:end]) for (start, number), end in zip(starts, ends, strict=True))
    if any(len(piece) < 2 for _, piece in pieces):
        return []
    return [*before, *(piece for _, piece in sorted(pieces, key=lambda pair: pair[0])), *stacks[last + 1 :]]


def _row_start(stack: Stack, place: int) -> int:
    """Where the row begins in which the label stands: its heading may stand a little higher."""
    label = stack[place]
    while place > 0 and isinstance(label, Line) and _shares_row(stack[place - 1], label):
        place -= 1
    return place


def _shares_row(item: Item, label: Line) -> bool:
    return isinstance(item, Line) and box_of(item)[0] > label.x0 and same_row(item, label)
