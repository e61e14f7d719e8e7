"""Footnotes and endnotes: a note that cites is a resource, one that explains goes where its mark stands."""

from __future__ import annotations

import re

from briefkit.model import Run, Span, TextBlock
from briefkit.place.headings import State
from briefkit.place.tray import Sorted, Tray
from briefkit.place.wording import raise_digits

NOTES = frozenset({"footnote", "endnote"})
"""The layers whose blocks are notes."""

_CITES = re.compile(
    r"(?i)https?://|www\.|^\W*see\b|\((?:19|20)\d\d\)|\b(?:19|20)\d\d\W*$|\b(?:guid(?:ance|eline)|act \d{4}|pp?\.)\b"
)
_SYMBOL = re.compile(r"[*†‡§¶#]{1,3}")
_RAISED = "⁰¹²³⁴-⁹"


class NoteSorter:
    """Places notes, each with its mark in front where the document prints one that is no text of its own."""

    def __init__(self, blocks: tuple[TextBlock, ...], tray: Tray) -> None:
        """``blocks`` are those of the document, ``tray`` takes the notes."""
        self.tray = tray
        self.ids = frozenset(block.id for block in blocks if block.layer in NOTES)
        self.last: tuple[str, Sorted] | None = None

    def place(self, block: TextBlock) -> None:
        """Places one paragraph of a note; further ones follow the first, wherever that went."""
        raised = raise_digits(re.sub(r"\D", "", "".join(run.text for run in block.marker)))
        marked = self._marked(block, raised)
        runs_on = self.last is not None and not block.marker and block.container == self.last[0] != "body"
        if runs_on and self.last is not None:
            marked = self.last[1]
            state = State(marked.section, marked.item.why, marked.item.confidence, theme=marked.item.theme)
        elif _CITES.search(block.text) or marked is None:
            marked, state = None, State("resources", "footnote", 0.65)
        else:
            why = f"footnote {raised} of {marked.section.replace('_', ' ')}"
            state = State(marked.section, why, 0.6, theme=marked.item.theme)
        count = len(self.tray.placed)
        self.tray.place(block, _with_mark(block), state)
        note = self.tray.placed[-1]
        # A bare address may have completed the item before it: then nothing new is there to be moved.
        if marked is not None and len(self.tray.placed) > count:
            self.tray.placed.insert(self._behind(marked), self.tray.placed.pop())
        self.last = block.container, note

    def _marked(self, block: TextBlock, raised: str) -> Sorted | None:
        """The item whose text has the mark of a note: by its link, else the last one with that number raised."""
        address = f"#{block.id}"
        for entry in self.tray.placed:
            if any(link.url == address for link in entry.item.links):
                return entry
        number = re.compile(f"(?<![{_RAISED}]){raised}(?![{_RAISED}])")
        return next((entry for entry in reversed(self.tray.placed) if raised and number.search(entry.item.text)), None)

    def _behind(self, marked: Sorted) -> int:
        """The place behind an item and the notes that follow it already."""
        at = self.tray.placed.index(marked) + 1
        while at < len(self.tray.placed) - 1:
            if not self.ids & {span.block for span in self.tray.placed[at].item.spans}:
                break
            at += 1
        return at


def is_symbol(block: TextBlock) -> bool:
    """Whether the mark of a note is a typed sign (``*``, ``†``) or printed high, and so is a part of its words."""
    if block.layer not in NOTES or not block.marker:
        return False
    printed = all(run.script == "super" and len(run.span) for run in block.marker)
    return printed or _SYMBOL.fullmatch("".join(run.text for run in block.marker).strip()) is not None


def _with_mark(block: TextBlock) -> tuple[Run, ...]:
    """The words of a note behind its mark, where that is a sign or was computed: else it is accounted for elsewhere."""
    if is_symbol(block):
        return (*block.marker, *block.runs)
    computed = tuple(run for run in block.marker if run.text.strip() and not len(run.span))
    return (*computed, Run(" ", Span(block.id, 0, 0)), *block.runs) if computed else block.runs
