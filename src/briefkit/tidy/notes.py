"""Marks of notes in headings: a heading means what its words say, whatever note it has."""

from __future__ import annotations

import msgspec

from briefkit.diagnostics import Result
from briefkit.lexicon import load_lexicon
from briefkit.model import Document, Run, TextBlock

_LONGEST = 120


def drop_heading_marks(document: Document) -> Result[Document]:
    """Headings, and lines that the lexicon knows as headings, without the computed marks of their notes.

    "Learning¹" is the heading "Learning"; the note is read all the same, and its mark stands for no source character.
    """
    return Result(msgspec.structs.replace(document, blocks=tuple(_bared(block) for block in document.blocks)))


def _bared(block: TextBlock) -> TextBlock:
    if len(block.runs) < 2 or len(block.text) > _LONGEST or not any(is_note_mark(run) for run in block.runs):
        return block
    runs = tuple(run for run in block.runs if not is_note_mark(run))
    bared = msgspec.structs.replace(block, runs=runs)
    if bared.text.strip() and (block.kind == "heading" or load_lexicon().exact(bared.text) is not None):
        return bared
    return block


def is_note_mark(run: Run) -> bool:
    """Whether a run is the raised number that a reader computed for a note and that leads to it."""
    return run.script == "super" and not len(run.span) and (run.link or "").startswith("#")
