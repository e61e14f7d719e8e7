"""Tidying: small passes over what a reader made, each named for the change that it makes."""

from __future__ import annotations

from collections.abc import Callable

from briefkit.diagnostics import Diagnostic, Result
from briefkit.model import Document
from briefkit.tidy.broken import join_headings
from briefkit.tidy.characters import mend_characters
from briefkit.tidy.furniture import mark_forms, mark_furniture
from briefkit.tidy.headings import find_headings
from briefkit.tidy.levels import level_headings
from briefkit.tidy.lines import split_leads, split_lines
from briefkit.tidy.listlike import find_lists
from briefkit.tidy.lists import take_markers
from briefkit.tidy.markings import mark_markings, part_markings
from briefkit.tidy.misused import demote_sentences
from briefkit.tidy.notes import drop_heading_marks
from briefkit.tidy.references import part_broken_references

Pass = Callable[[Document], Result[Document]]

PASSES: tuple[Pass, ...] = (
    mend_characters,
    part_markings,
    split_lines,
    drop_heading_marks,
    part_broken_references,
    mark_markings,
    mark_furniture,
    mark_forms,
    demote_sentences,
    take_markers,
    find_lists,
    split_leads,
    find_headings,
    join_headings,
    level_headings,
    drop_heading_marks,
)


def tidy(document: Document) -> Result[Document]:
    """The document after all passes, with everything they had to say. No source character leaves its span."""
    said: list[Diagnostic] = []
    for change in PASSES:
        result = change(document)
        document = result.value
        said.extend(result.diagnostics)
    return Result(document, tuple(said))
