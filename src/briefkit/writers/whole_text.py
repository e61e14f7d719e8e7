"""The whole text of a condensed report in its own order: what the web page shows below the briefing.

What stands in the sections, what was left out for its length and the headings over both are put together again, block
by block of the source, by the places that they have in the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from briefkit.briefing import OVER_LENGTH
from briefkit.model import Span
from briefkit.record import Record

_HEADS = frozenset({"heading", "section-label", "theme", "heading-number"})
_NUMBER = "paragraph-number"
_BULLET = "marker"
_LEADS = frozenset({"label", "lead-in", _NUMBER})


Kind = Literal["heading", "bullet", "paragraph"]


class Passage(msgspec.Struct, frozen=True):
    """One paragraph, heading or bulleted item of the source."""

    text: str
    kind: Kind = "paragraph"


class _Piece(msgspec.Struct, frozen=True, order=True):
    block: int
    start: int
    text: str
    kind: Kind = "paragraph"
    number: bool = False


def whole_text(record: Record) -> tuple[Passage, ...]:
    """The passages of a condensed record; none where nothing was left out for its length.

    Words that an editor added stand in the briefing alone: they have no place in the source.
    """
    if all(aside.reason != OVER_LENGTH for aside in record.briefing.set_aside):
        return ()
    order = {block: number for number, block in enumerate(record.origins)}
    passages: list[Passage] = []
    pieces = sorted(_pieces(record, order))
    told = {piece.block for piece in pieces if not piece.number}
    last = -1
    for piece in pieces:
        if piece.number and piece.block not in told:
            continue  # the number of a line of the contents, which stands elsewhere
        goes_on = passages and piece.block == last and passages[-1].kind == piece.kind
        if goes_on:
            passages[-1] = Passage(f"{passages[-1].text} {piece.text}", piece.kind)
        else:
            passages.append(Passage(piece.text, piece.kind))
        last = piece.block
    return tuple(passages)


def _pieces(record: Record, order: dict[str, int]) -> Iterator[_Piece]:
    briefing = record.briefing
    texts: list[tuple[str, tuple[Span, ...], str]] = [
        (item.text, item.spans, "item") for _, item in briefing.sections.each() if item.origin != "suggested"
    ]
    texts += [(aside.text, aside.spans, aside.reason) for aside in briefing.set_aside if aside.reason == OVER_LENGTH]
    texts += [(one.text, one.spans, one.role) for one in briefing.absorbed if one.role in _HEADS | _LEADS]
    bulleted = {span.block for one in briefing.absorbed if one.role == _BULLET for span in one.spans}
    for text, spans, role in texts:
        words = " ".join(text.split())
        if spans and words and spans[0].block in order:
            kind: Kind = "heading" if role in _HEADS else "bullet" if spans[0].block in bulleted else "paragraph"
            yield _Piece(order[spans[0].block], spans[0].start, words, kind, role == _NUMBER)
