"""Headings that were broken over two paragraphs, as a converter from PDF leaves them, are one heading again."""

from __future__ import annotations

import re

import msgspec

from briefkit.diagnostics import Result
from briefkit.lexicon import Lexicon, load_lexicon
from briefkit.model import Document, Run, Span, TextBlock
from briefkit.tidy.runs import in_capitals, look_of

GAP, ROOM = 3.0, 6.0
"""Points above the second line up to which it belongs to the first, and above the first so that this says something."""

_ENDED = re.compile(r"[.?!:;][”’\"')\]]*$")
_CARRIER = re.compile(r"(?i)^\W*[a-z]+ ?\W?(?:\d+|[a-z]|[ivx]+)\W*$")


def join_headings(document: Document) -> Result[Document]:
    """Two headings become one where the second goes on with the first.

    Both look the same and stand one below the other, there is room above the first and none between them, the first
    does not end, and the second is no longer than the first. All characters keep their spans.
    """
    lexicon = load_lexicon()
    blocks: list[TextBlock] = []
    moved: dict[str, str] = {}
    for block in document.blocks:
        if blocks and _goes_on(blocks[-1], block, lexicon):
            moved[block.id] = blocks[-1].id
            blocks[-1] = _joined(blocks[-1], block)
        else:
            blocks.append(block)
    if not moved:
        return Result(document)
    return Result(
        msgspec.structs.replace(
            document,
            blocks=tuple(msgspec.structs.replace(block, runs=_led(block.runs, moved)) for block in blocks),
            figures=tuple(
                msgspec.structs.replace(figure, after=moved.get(figure.after or "", figure.after))
                for figure in document.figures
            ),
            bookmarks=tuple(
                msgspec.structs.replace(mark, target=moved.get(mark.target or "", mark.target))
                for mark in document.bookmarks
            ),
        )
    )


def _goes_on(first: TextBlock, second: TextBlock, lexicon: Lexicon) -> bool:
    if first.kind != "heading" or second.kind != "heading" or first.id == second.id:
        return False
    apart = first.container != second.container or first.origin.part != second.origin.part or bool(second.marker)
    if apart or first.aside or second.aside or first.layer != second.layer or first.style != second.style:
        return False
    if (first.before or 0.0) < ROOM or second.before is None or second.before > GAP:
        return False
    return look_of(first.runs) == look_of(second.runs) and _reads_on(first.text.strip(), second.text.strip(), lexicon)


def _reads_on(above: str, below: str, lexicon: Lexicon) -> bool:
    """Whether the words of two lines may be one heading: not "Annex B" above its name, and neither a known heading."""
    if _ENDED.search(above) or _CARRIER.match(above) or in_capitals(above) != in_capitals(below):
        return False
    short = 0 < len(below.split()) <= len(above.split()) and len(below) <= len(above)
    return short and lexicon.exact(above) is None and lexicon.exact(below) is None


def _joined(first: TextBlock, second: TextBlock) -> TextBlock:
    last = first.runs[-1]
    blank = msgspec.structs.replace(last, text=" ", span=Span(last.span.block, last.span.end, last.span.end), link=None)
    return msgspec.structs.replace(first, runs=(*first.runs, blank, *second.runs))


def _led(runs: tuple[Run, ...], moved: dict[str, str]) -> tuple[Run, ...]:
    """The runs with links to a joined heading leading to its first line."""
    return tuple(
        msgspec.structs.replace(run, link=f"#{moved[run.link[1:]]}")
        if run.link and run.link.startswith("#") and run.link[1:] in moved
        else run
        for run in runs
    )
