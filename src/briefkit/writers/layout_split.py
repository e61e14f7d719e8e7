"""Very long items in smaller blocks, so that a page can end inside them: between sentences, else between words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from briefkit.segment import sentences
from briefkit.writers.layout_links import Segment
from briefkit.writers.layout_measure import FLOOR, PAD_X, Measure, Style
from briefkit.writers.layout_panels import Block, PanelText

if TYPE_CHECKING:
    from briefkit.writers.layout_fit import Area

_LONGEST = 0.4
"""The share of a page above which an item is set as several paragraphs."""
_LETTERS = 700
"""About how many characters such a paragraph has."""


def shorten(panels: tuple[PanelText, ...], measure: Measure, area: Area) -> tuple[PanelText, ...]:
    """The panels with no block higher than a share of a page; all words stay, in their order."""
    room = area.width - 2 * PAD_X
    most = _LONGEST * min(area.only, area.first) / (FLOOR * Style(FLOOR, 0.0).leading)
    return tuple(
        msgspec.structs.replace(
            panel,
            blocks=tuple(
                piece
                for block in panel.blocks
                for piece in (split(block) if measure.lines(block, room / FLOOR) > most else (block,))
            ),
        )
        for panel in panels
    )


def split(block: Block) -> tuple[Block, ...]:
    """The block as several: the first keeps its bullet or number, the others are paragraphs of the same item."""
    text = block.text
    ends: list[int] = []
    start = 0
    for end in _stops(text):
        if end - start >= _LETTERS:
            ends.append(end)
            start = end
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    pieces = []
    start = 0
    for end in ends:
        segments = _slice(block.segments, start, end)
        first = start == 0
        role = block.role if first else "paragraph"
        anchor = block.anchor if first else None
        pieces.append(
            Block(
                role,
                segments,
                block.number if first else None,
                block.item,
                anchor=anchor,
                under=block.under,
                pair=block.pair,
            )
        )
        start = end
    kept = [piece for piece in pieces if piece.text]
    return (*kept[:-1], msgspec.structs.replace(kept[-1], below=block.below)) if kept else ()


def _stops(text: str) -> list[int]:
    """Where a paragraph may end: after a sentence; in one that goes on and on, after a word or anywhere."""
    stops: list[int] = []
    for start, end in sentences(text):
        at = start
        while end - at > 2 * _LETTERS:
            space = text.rfind(" ", at, at + _LETTERS)
            at = space if space > at else at + _LETTERS
            stops.append(at)
        stops.append(end)
    return stops


def _slice(segments: tuple[Segment, ...], start: int, end: int) -> tuple[Segment, ...]:
    kept = []
    at = 0
    for segment in segments:
        here, there = max(start - at, 0), min(end - at, len(segment.text))
        if here < there:
            kept.append(msgspec.structs.replace(segment, text=segment.text[here:there]))
        at += len(segment.text)
    if kept:
        kept[0] = msgspec.structs.replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = msgspec.structs.replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)
