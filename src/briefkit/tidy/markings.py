"""Protective markings: set aside wherever they stand, each told once, never a word of the briefing."""

from __future__ import annotations

import re

import msgspec

from briefkit.diagnostics import Diagnostic, Result
from briefkit.markings import inside, meaning, strength
from briefkit.model import Document, Run, TextBlock, slice_runs
from briefkit.tidy.runs import strip_runs

ASIDE = "protective-marking"

_MARGINS = frozenset({"header", "footer"})
_LISTED = frozenset({"bullet", "numbered"})
_CAPTION = re.compile(
    r"(?i)(?:(?:protective|security|government security)\s+)?(?:marking|classification)|sensitivity(?:\s+label)?"
)
"""The caption of a cell whose neighbour holds the marking."""
_PARTED = re.compile(r"[\s|•·\u2010-\u2015-]*")
_LINE = 400
_HEAD, _FOOT = 8, 3
"""So many blocks at the head and at the foot of the text may hold a marking beside other words."""


def part_markings(document: Document) -> Result[Document]:
    """A marking that shares a line of a margin, a heading or the first lines with other words gets its own block."""
    edge = _edge(document, _HEAD, _FOOT)
    blocks: list[TextBlock] = []
    for block in document.blocks:
        text = block.text
        line = block.layer in _MARGINS or block.kind == "heading" or (block.id in edge and not text.endswith("."))
        if line and block.layer != "hidden" and len(text) <= _LINE and not strength(text):
            blocks.extend(_parted(block, inside(text)))
        else:
            blocks.append(block)
    return Result(msgspec.structs.replace(document, blocks=tuple(blocks)))


def mark_markings(document: Document) -> Result[Document]:
    """Blocks that are a marking are set aside, with the caption before them; BK301 tells of each marking once."""
    edge = _edge(document, _HEAD // 2, _FOOT - 1)
    boxes = {container.id for container in document.containers if container.kind == "box"}
    blocks = list(document.blocks)
    found: dict[str, list[TextBlock]] = {}
    for number, block in enumerate(blocks):
        if not _is_marking(block, block.id in edge or block.container in boxes):
            continue
        blocks[number] = msgspec.structs.replace(block, aside=ASIDE)
        found.setdefault(" ".join(block.text.split()).casefold(), []).append(block)
        before = blocks[number - 1] if number else None
        if before is not None and not before.aside and _CAPTION.fullmatch(before.text.strip(" :")):
            blocks[number - 1] = msgspec.structs.replace(before, aside=ASIDE)
    said = tuple(_told(marked) for marked in found.values())
    return Result(msgspec.structs.replace(document, blocks=tuple(blocks)), said)


def _edge(document: Document, head: int, foot: int) -> frozenset[str]:
    body = [block.id for block in document.blocks if block.layer == "body" and block.text.strip() and not block.aside]
    return frozenset((*body[:head], *body[-foot:]))


def _is_marking(block: TextBlock, looked_for: bool) -> bool:
    if block.layer == "hidden" or block.aside == ASIDE:
        return block.layer != "hidden"
    strong = strength(block.text)
    if block.layer in _MARGINS or block.aside:
        return bool(strong)
    return block.kind not in _LISTED and (strong == "strong" or (strong == "weak" and looked_for))


def _parted(block: TextBlock, places: tuple[tuple[int, int], ...]) -> list[TextBlock]:
    """The block without its markings and the strokes that part them, and each marking as a block set aside."""
    if not places:
        return [block]
    kept: list[Run] = []
    markings: list[TextBlock] = []
    at = 0
    for start, end in places:
        begin = at + len(block.text[at:start].rstrip(" \t\n|•·-\u2010\u2011\u2012\u2013\u2014\u2015"))
        around = _PARTED.match(block.text, end)
        until = around.end() if around else end
        kept.extend(slice_runs(block.runs, at, begin))
        runs = strip_runs(slice_runs(block.runs, begin, until))
        markings.append(msgspec.structs.replace(block, runs=runs, marker=(), kind="paragraph", aside=ASIDE))
        at = until
    kept.extend(slice_runs(block.runs, at))
    return [msgspec.structs.replace(block, runs=strip_runs(tuple(kept))), *markings]


def _where(block: TextBlock) -> str:
    """The place, and that it is a margin where its own words do not say so."""
    place = str(block.origin)
    return f"page {block.layer}, {place}" if block.layer in _MARGINS and block.layer not in place else place


def _told(marked: list[TextBlock]) -> Diagnostic:
    words = " ".join(marked[0].text.split()).strip(" |•·-\u2010\u2011\u2012\u2013\u2014\u2015")
    asked = meaning(words)
    places = len({str(block.origin) for block in marked})
    more = f" It stands in {places} places." if places > 1 else ""
    return Diagnostic(
        "BK301",
        asked.severity,
        f"The document carries the marking ‘{words}’. It was not printed into the briefing.{more}",
        _where(marked[0]),
        asked.step,
    )
