"""Links from one place of the document to another: each leads to the item that holds its target, or becomes words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefkit.briefing import Absorbed, Item, Link
from briefkit.diagnostics import Diagnostic
from briefkit.model import Document
from briefkit.place.tray import Sorted, Tray

_HEADS = frozenset({"heading", "section-label", "theme", "label", "lead-in"})
"""Roles of words that stand over items: a link to them leads to the first item below."""


def lead_inward(tray: Tray, document: Document) -> tuple[Diagnostic, ...]:
    """Each ``#block-id`` in the links of the tray's items leads to the item that has the block, which gets an anchor.

    A heading or an introduction stands for the first item below it; a note leads back to the item with its mark. A
    link to what stands in no item (the contents page, a running head, the title) becomes plain words, and BK214 says
    so; one to its own item becomes plain words without a remark.
    """
    placed = tray.placed
    wanted = {link.url[1:] for entry in placed for link in entry.item.links if link.url.startswith("#")}
    if not wanted:
        return ()
    leads = _leads(placed, wanted, tray.absorbed, document)
    backs = _backs(placed, leads, document)
    reached = set(backs.values())
    for number, entry in enumerate(placed):
        reached.update({leads[link.url[1:]] for link in entry.item.links if link.url[1:] in leads} - {number})
    said: list[Diagnostic] = []
    places = {block.id: str(block.origin) for block in document.blocks}
    for number, entry in enumerate(placed):
        links = [Link(_first_word(entry.item), _address(backs[number]))] if number in backs else []
        for link in entry.item.links:
            target = leads.get(link.url[1:]) if link.url.startswith("#") else None
            if not link.url.startswith("#"):
                links.append(link)
            elif target is None:
                said.append(_unled(link, next((places[span.block] for span in entry.item.spans), "")))
            elif target != number:
                links.append(Link(link.text, _address(target)))
        anchor = _address(number)[1:] if number in reached else entry.item.anchor
        item = msgspec.structs.replace(entry.item, links=tuple(links), anchor=anchor)
        placed[number] = msgspec.structs.replace(entry, item=item)
    return tuple(said)


def _address(number: int) -> str:
    return f"#item{number + 1}"


def _leads(placed: list[Sorted], wanted: set[str], absorbed: Iterable[Absorbed], document: Document) -> dict[str, int]:
    """For each block the number of the item that has its first characters, or of the first item that it heads."""
    first: dict[str, tuple[int, int]] = {}
    for number, entry in enumerate(placed):
        for span in entry.item.spans:
            if span.block not in first or span.start < first[span.block][0]:
                first[span.block] = span.start, number
    leads = {block: number for block, (_, number) in first.items()}
    heads = {span.block for one in absorbed if one.role in _HEADS for span in one.spans} & wanted - leads.keys()
    for number, heading in enumerate(document.blocks):
        if heading.id not in heads:
            continue
        for block in document.blocks[number + 1 :]:
            if block.kind == "heading" == heading.kind and block.level <= heading.level:
                break
            if block.id in first:
                leads[heading.id] = first[block.id][1]
                break
    return leads


def _backs(placed: list[Sorted], leads: dict[str, int], document: Document) -> dict[int, int]:
    """For each item that begins with the mark of its note, the first item that has the mark in its text."""
    notes = {block.id for block in document.blocks if block.layer in {"footnote", "endnote"}}
    backs: dict[int, int] = {}
    for number, entry in enumerate(placed):
        for link in entry.item.links:
            block = link.url[1:]
            target = leads.get(block) if block in notes else None
            if target not in {None, number} and _first_word(placed[target].item) == link.text:
                backs.setdefault(target, number)
    return backs


def _first_word(item: Item) -> str:
    return item.text.partition(" ")[0]


def _unled(link: Link, where: str) -> Diagnostic:
    return Diagnostic(
        "BK214",
        "info",
        f"The link ‘{link.text}’ leads to a place of the document that is no part of the briefing; its words are kept.",
        where,
        "Check whether the sentence still makes sense without it.",
    )
