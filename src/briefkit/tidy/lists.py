"""Bullets typed by hand that a reader left in the text, and list items that lost their neighbours' shape."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from briefkit.diagnostics import Result
from briefkit.model import Document, TextBlock, slice_runs
from briefkit.tidy.runs import strip_runs

_BULLET = re.compile(r"^\s*(?:(?:[•·▪●◦‣➢➤✓✔□■►▶\uf0b7\uf0a7\uf0d8\uf0fc]\s*|[*–—-]\s+|o\s+(?=[A-Z“‘]))\s*)+(?=\S)")
_NOTE_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]?\s+|[⁰¹²³⁴-⁹]{1,2}[.)]?\s*|[*†‡]\s*)(?=\w)")
_PARAGRAPH_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,3})+[.)]?\s*$")
_PARAGRAPH_START = re.compile(r"^\s*\d{1,2}(?:\.\d{1,3})+[.)]?\s+(?=[A-Z“‘])")
_NUMBER = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\([a-z]\)|[a-z]\)|\(?[ivx]{1,4}\))\s+(?=\S)")

_WORD = re.compile(r"\w")


def take_markers(document: Document) -> Result[Document]:
    """Typed bullets and list numbers leave the text and become the block's marker.

    A number counts as a list number only on a block that is no heading and where the word after it goes on as text.
    """
    return Result(msgspec.structs.replace(document, blocks=tuple(_take(block) for block in document.blocks)))


def _take(block: TextBlock) -> TextBlock:
    if block.aside or block.layer in {"header", "footer", "hidden"} or block.kind == "heading":
        return block
    if block.kind == "numbered" and _PARAGRAPH_NUMBER.match("".join(run.text for run in block.marker)):
        # "4.12" counts paragraphs of a report; it is no list.
        block = msgspec.structs.replace(block, kind="paragraph", level=0)
    start = _PARAGRAPH_START.match(block.text) if block.kind == "paragraph" and not block.marker else None
    if start:
        return _parted(block, start.end())
    noted = block.layer in {"footnote", "endnote"}
    if noted and block.marker:
        return block
    note = _NOTE_MARK.match(block.text) if noted else None
    if note and len(block.text) - note.end() >= 2:
        return _parted(block, note.end())
    while True:
        bullet = _BULLET.match(block.text)
        match = bullet or (_NUMBER.match(block.text) if block.kind == "paragraph" else None)
        if match is None or len(block.text) - match.end() < 2 or not _WORD.search(block.text, match.end()):
            return block
        block = _without_marker(block, match.end(), "bullet" if bullet else "numbered")


def _parted(block: TextBlock, end: int) -> TextBlock:
    """The block with its first ``end`` characters as its marker; what it is stays."""
    fields = {"runs": strip_runs(slice_runs(block.runs, end)), "marker": strip_runs(slice_runs(block.runs, 0, end))}
    return msgspec.structs.replace(block, **fields)


def _without_marker(block: TextBlock, end: int, found: Literal["bullet", "numbered"]) -> TextBlock:
    parted = _parted(block, end)
    kind = block.kind if block.kind in {"bullet", "numbered"} else found
    fields = {"marker": (*block.marker, *parted.marker), "kind": kind, "level": block.level or 1}
    return msgspec.structs.replace(parted, **fields)
