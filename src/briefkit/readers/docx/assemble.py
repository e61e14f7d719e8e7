"""From ordered drafts to the document: ids, spans, links to bookmarks, and hidden words in blocks of their own."""

from __future__ import annotations

from typing import cast

import msgspec

from briefkit.model import NEW_PAGE, Figure, Kind, Origin, Run, Span, TextBlock
from briefkit.readers.docx.drafts import Draft, Piece
from briefkit.readers.docx.styles.symbols import is_symbol_font
from briefkit.readers.docx.typed import find_marker


class Assembly(msgspec.Struct):
    """The blocks and figures made so far, and to which block each bookmark leads (names in small letters)."""

    blocks: list[TextBlock] = []
    figures: list[Figure] = []
    targets: dict[str, str] = {}


def assemble(drafts: list[Draft]) -> Assembly:
    """Blocks in the order of ``drafts``; a bookmark of a draft without words leads to the next block of words."""
    made = Assembly()
    waiting: list[str] = []
    sheet = 0
    for draft in drafts:
        waiting += [name.casefold() for name in draft.bookmarks]
        for hidden in (False, True):
            pieces = [piece for piece in draft.pieces if piece.hidden is hidden]
            pieces = trim(pieces) if pieces else pieces
            if not any(piece.text and not piece.text.isspace() for piece in pieces):
                continue
            block = make_block(f"b{len(made.blocks) + 1:04d}", draft, pieces, hidden)
            made.blocks.append(block)
            if not hidden and draft.page > sheet and block.layer == "body":
                made.blocks[-1] = msgspec.structs.replace(block, evidence=(*block.evidence, NEW_PAGE))
                sheet = draft.page
            if not hidden:
                for name in waiting:
                    made.targets.setdefault(name, block.id)
                waiting = []
        for alt in draft.figures:
            after = made.blocks[-1].id if made.blocks else None
            origin = Origin(draft.place.part, draft.path, draft.leaf or None)
            made.figures.append(Figure(f"f{len(made.figures) + 1:03d}", alt, origin, after))
    made.blocks = [point(block, made.targets) for block in made.blocks]
    return made


def trim(pieces: list[Piece]) -> list[Piece]:
    """The pieces without line breaks at either end: a page break is not part of a paragraph's words."""
    while pieces and not pieces[0].text.strip("\n"):
        pieces = pieces[1:]
    while pieces and not pieces[-1].text.strip("\n"):
        pieces = pieces[:-1]
    if pieces and pieces[0].text.startswith("\n"):
        pieces = [pieces[0]._replace(text=pieces[0].text.lstrip("\n")), *pieces[1:]]
    if pieces and pieces[-1].text.endswith("\n"):
        pieces = [*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip("\n"))]
    return pieces


def make_block(key: str, draft: Draft, pieces: list[Piece], hidden: bool) -> TextBlock:
    """One block. ``pieces`` are its words; a typed marker in front is taken off, and its characters keep their span."""
    kind, level = draft.kind, draft.level
    typed = None
    if draft.marker is None and not hidden:
        text = "".join([piece.text for piece in pieces])
        first = next((piece for piece in pieces if piece.text.strip()), None)
        font = first.look.font if first is not None else ""
        alone = first is not None and len(first.text.strip()) == 1
        typed = find_marker(text, is_symbol_font(font) and alone)
    runs = make_runs(key, pieces, 0)
    marker: tuple[Run, ...] = ()
    evidence = list(draft.evidence)
    if typed is not None:
        marker, runs = part_runs(runs, typed.length)
        if kind != "heading":
            kind, level = typed.kind, max(level, 1)
            evidence.append("typed marker")
    elif draft.marker is not None and not hidden:
        marker = (make_run(draft.marker, Span(key, 0, 0)),)
    return TextBlock(
        key,
        runs,
        Origin(draft.place.part, draft.path, draft.leaf or None),
        container=draft.place.container,
        layer="hidden" if hidden else draft.place.layer,
        kind=cast(Kind, kind) if not hidden else "paragraph",
        level=level if not hidden else 0,
        marker=marker,
        evidence=tuple(evidence),
        style=draft.style_name,
        before=draft.before,
    )


def make_runs(key: str, pieces: list[Piece], start: int) -> tuple[Run, ...]:
    """The runs of a block from its pieces, their spans tiling its text from ``start``; computed pieces span nothing."""
    runs: list[Run] = []
    for piece in pieces:
        if not piece.text:
            continue
        end = start if piece.computed else start + len(piece.text)
        runs.append(make_run(piece, Span(key, start, end)))
        start = end
    return tuple(runs)


def make_run(piece: Piece, span: Span) -> Run:
    """One run."""
    bold, italic, underline, size, colour, script, *_ = piece.look
    return Run(piece.text, span, bold, italic, underline, size, colour, script, piece.link)


def part_runs(runs: tuple[Run, ...], length: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs cut after ``length`` characters; only runs with as many characters as their span are cut."""
    front: list[Run] = []
    back: list[Run] = []
    for run in runs:
        if length <= 0:
            back.append(run)
        elif len(run.text) <= length:
            front.append(run)
        else:
            span = run.span
            middle = span.start + length
            front.append(
                msgspec.structs.replace(run, text=run.text[:length], span=Span(span.block, span.start, middle))
            )
            back.append(msgspec.structs.replace(run, text=run.text[length:], span=Span(span.block, middle, span.end)))
        length -= len(run.text)
    return tuple(front), tuple(back)


def point(block: TextBlock, targets: dict[str, str]) -> TextBlock:
    """The block with links to bookmarks turned into links to blocks; those that lead nowhere become plain words."""
    if not any(run.link and run.link.startswith("#") for run in block.runs):
        return block
    runs = tuple(
        msgspec.structs.replace(run, link=f"#{targets[name]}" if (name := run.link[1:].casefold()) in targets else None)
        if run.link and run.link.startswith("#")
        else run
        for run in block.runs
    )
    return msgspec.structs.replace(block, runs=runs)
