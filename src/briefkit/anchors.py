"""Links inside a briefing that still lead somewhere, whatever an editor did to it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefkit.briefing import SECTIONS, Briefing, Item, Link
from briefkit.diagnostics import Diagnostic, Result


def settle_links(briefing: Briefing) -> Result[Briefing]:
    """The briefing with each anchor once and only where a link leads to it; links without a target are plain words.

    Each such link is named (BK214). The second item with an anchor, as when an editor parts an item, loses it. An item
    whose partner is not in the briefing any more stands by itself.
    """
    items = [item for _, item in briefing.sections.each()]
    wanted = {link.url[1:] for item in items for link in item.links if link.url.startswith("#")}
    wanted |= {item.belongs_to for item in items if item.belongs_to}
    anchored = {item.anchor for item in items if item.anchor}
    if not wanted and not anchored:
        return Result(briefing)
    said: list[Diagnostic] = []
    free = anchored & wanted
    sections: dict[str, tuple[Item, ...]] = {}
    for name in SECTIONS:
        settled: list[Item] = []
        for item in briefing.sections.of(name):
            anchor = item.anchor if item.anchor in free else None
            free.discard(anchor)
            said.extend(_dead(item, anchored))
            links = tuple(link for link in item.links if not link.url.startswith("#") or link.url[1:] in anchored)
            lead = item.belongs_to if item.belongs_to in anchored - {item.anchor} else None
            settled.append(msgspec.structs.replace(item, anchor=anchor, links=links, belongs_to=lead))
        sections[name] = tuple(settled)
    sectioned = msgspec.structs.replace(briefing.sections, **sections)
    return Result(msgspec.structs.replace(briefing, sections=sectioned), tuple(said))


def _dead(item: Item, anchored: set[str]) -> Iterator[Diagnostic]:
    dead: list[Link] = [link for link in item.links if link.url.startswith("#") and link.url[1:] not in anchored]
    for link in dead:
        yield Diagnostic(
            "BK214",
            "info",
            f"The link ‘{link.text}’ leads to an item that is not in the briefing any more; its words are kept.",
            "",
            "Check whether the sentence still makes sense without it.",
        )
