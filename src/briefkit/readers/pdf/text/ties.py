"""The marks of notes in the text tied to the notes."""

from __future__ import annotations

import re

import msgspec

from briefkit.model import Run, Span, TextBlock, slice_runs

_OWN = re.compile(r"^\[?(\d{1,3}|[*†‡§]{1,3})[\].)]?\s+")
_NOTES = frozenset({"footnote", "endnote"})


def tie_notes(blocks: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    """The blocks with the mark of each note taken out as its marker, and its raised marks in the text leading to it.

    A mark means the footnote on its page, else the next note with that mark.
    """
    out = [_marked(block) if block.layer in _NOTES else block for block in blocks]
    notes: dict[str, list[tuple[int, TextBlock]]] = {}
    for number, block in enumerate(out):
        mark = _mark(block)
        if block.layer in _NOTES and mark:
            notes.setdefault(mark, []).append((number, block))
    if not notes:
        return blocks
    for number, block in enumerate(out):
        if block.layer == "body" and any(run.script == "super" for run in block.runs):
            out[number] = msgspec.structs.replace(block, runs=_tied(block, number, notes))
    return tuple(out)


def _mark(block: TextBlock) -> str:
    return "".join(run.text for run in block.marker).strip(" [].)")


def _marked(block: TextBlock) -> TextBlock:
    """A note with its mark taken out of its words."""
    match = _OWN.match(block.text)
    raised = block.runs[0].script == "super" if block.runs else False
    end = match.end() if match else len(block.runs[0].text) if raised else 0
    if not end or end >= len(block.text):
        return block
    # Printed as the mark in the text is, whatever stands around it at the foot of the page ("1.", "[1]").
    head = slice_runs(block.runs, 0, end)
    mark = "".join(run.text for run in head).strip(" [].)")
    span = Span(block.id, head[0].span.start, head[-1].span.end)
    marker = msgspec.structs.replace(head[0], text=f"{mark} ", span=span, script="super", link=None)
    return msgspec.structs.replace(block, runs=slice_runs(block.runs, end), marker=(marker,))


def _tied(block: TextBlock, number: int, notes: dict[str, list[tuple[int, TextBlock]]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for run in block.runs:
        known = notes.get(run.text.strip(" [],")) if run.script == "super" and run.link is None else None
        if known:
            note = _meant(known, number, _page_at(block, run.span.start))
            runs.append(msgspec.structs.replace(run, link=f"#{note.id}"))
        else:
            runs.append(run)
    return tuple(runs)


def _meant(known: list[tuple[int, TextBlock]], number: int, page: int) -> TextBlock:
    here = [note for _, note in known if note.layer == "footnote" and note.origin.page == page]
    after = [note for place, note in known if place > number]
    return (here or after or [known[-1][1]])[0]


def _page_at(block: TextBlock, place: int) -> int:
    """The page on which a character of the source text of a block stands."""
    parts = [name for start, name in block.parts if start <= place]
    return int(parts[-1].rsplit(" ", 1)[1]) if parts else block.origin.page or 0
