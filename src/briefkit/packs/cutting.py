"""A document cut into the parts that were found: each block goes to one, and nothing is left over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import msgspec

from briefkit.model import Document, TextBlock
from briefkit.packs.parts import Pack, Part

_NOTES = frozenset({"footnote", "endnote"})


class Share(msgspec.Struct, frozen=True):
    """What becomes one record: a briefing, and the parts of no briefing that it accounts for.

    ``briefing`` is the document to be placed: its own blocks, and the running heads that stand on every page of the
    file. ``whole`` are the blocks that its ledger accounts for: its own, those of ``matter`` (``others``), and, of the
    first share, the running heads of the file. The blocks of all ``whole`` together are the document's, each once.
    ``seen`` are all of these.
    """

    part: Part
    matter: tuple[Part, ...]
    briefing: Document
    whole: Document
    seen: Document
    others: tuple[TextBlock, ...]


def cut(document: Document, pack: Pack) -> tuple[Share, ...]:
    """One share for each briefing of ``pack``, whose parts were found in ``document`` as it was tidied.

    Parts of no briefing go with the briefing that they precede, those at the end with the last.
    """
    owned = list(zip(document.blocks, _owners(document, pack.parts), strict=True))
    shares: list[Share] = []
    for number, (index, others) in enumerate(_groups(pack)):
        part, counted = pack.parts[index], {index, *others, *([None] if number == 0 else [])}
        shares.append(
            Share(
                part=part,
                matter=tuple(pack.parts[other] for other in others),
                briefing=_of(document, [block for block, owner in owned if owner in (index, None)], part),
                whole=_of(document, [block for block, owner in owned if owner in counted], part),
                seen=_of(document, [block for block, owner in owned if owner in (index, *others, None)], part),
                others=tuple(block for block, owner in owned if owner in others),
            )
        )
    return tuple(shares)


def _groups(pack: Pack) -> list[tuple[int, list[int]]]:
    """Each briefing by its place in the pack, with the other parts that go with it."""
    groups: list[tuple[int, list[int]]] = []
    waiting: list[int] = []
    for index, part in enumerate(pack.parts):
        if part.kind == "briefing":
            groups.append((index, waiting))
            waiting = []
        else:
            waiting.append(index)
    if groups:
        groups[-1][1].extend(waiting)
    return groups


def _owners(document: Document, parts: Sequence[Part]) -> list[int | None]:
    """The part that each block belongs to; ``None`` for running heads of the whole file."""
    firsts = {part.first: index for index, part in enumerate(parts)}
    # In the order of reading a part goes on until the next begins.
    by_order = list(accumulate((firsts.get(block.id, 0) for block in document.blocks), max))
    by_page = _by_page(document, by_order)
    noted = _notes(document, by_order)
    return [_owner(block, order, by_page, noted) for block, order in zip(document.blocks, by_order, strict=True)]


def _owner(block: TextBlock, order: int, by_page: dict[int, int], noted: dict[str, int]) -> int | None:
    running = block.layer in ("header", "footer")
    if running and block.origin.page is None:
        return None
    if block.id in noted:
        return noted[block.id]
    if block.origin.page is not None and (running or block.layer != "body"):
        return by_page.get(block.origin.page, order)
    return order


def _by_page(document: Document, by_order: Sequence[int]) -> dict[int, int]:
    """The part that the text of each page belongs to; where it is shared, the one that begins it."""
    found: dict[int, int] = {}
    for block, order in zip(document.blocks, by_order, strict=True):
        if block.layer == "body" and block.origin.page is not None:
            found.setdefault(block.origin.page, order)
    last = 0
    for page in range(1, max([document.pages or 0, *found]) + 1 if found else 1):
        last = found.setdefault(page, last)
    return found


def _notes(document: Document, by_order: Sequence[int]) -> dict[str, int]:
    """The part of each note by the place of its mark in the text."""
    notes = {block.id for block in document.blocks if block.layer in _NOTES}
    found: dict[str, int] = {}
    for block, order in zip(document.blocks, by_order, strict=True):
        for run in block.runs:
            target = (run.link or "").removeprefix("#")
            if target in notes and block.layer == "body":
                found.setdefault(target, order)
    return found


def _of(document: Document, blocks: Sequence[TextBlock], part: Part) -> Document:
    """The document of some of its blocks. The title in the file's properties may be that of any part: it goes."""
    kept = {block.id for block in blocks}
    held = {container.id: container for container in document.containers}
    wanted: set[str] = set()
    for block in blocks:
        name: str | None = block.container
        while name is not None and name not in wanted and name in held:
            wanted.add(name)
            name = held[name].parent
    first, last = part.pages or (0, 0)
    return msgspec.structs.replace(
        document,
        blocks=tuple(blocks),
        containers=tuple(one for one in document.containers if one.id in wanted or one.kind == "body"),
        figures=tuple(figure for figure in document.figures if figure.after in kept),
        bookmarks=tuple(mark for mark in document.bookmarks if mark.target in kept),
        title="",
        pages=last - first + 1 if part.pages else None,
    )
