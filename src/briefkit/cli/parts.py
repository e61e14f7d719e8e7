"""The parts of a file that holds several briefings, as ``extract`` and ``explain`` show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefkit.files import printable
from briefkit.packs import Pack


def part_lines(pack: Pack) -> Iterator[str]:
    """A line for each part of a file with several: its first block, what it is, its pages, its title and the signs."""
    if len(pack.parts) < 2:
        return
    yield "Parts (briefkit convert --split makes a briefing of each that is one)"
    for part in pack.parts:
        kind = "briefing" if part.kind == "briefing" else "no briefing"
        place = f"  [{part.place}]" if part.place else ""
        why = f" ({'; '.join(part.why)})" if part.why else ""
        yield f"{part.first}  {kind}{place}  {printable(part.title) or 'without a title'}{why}"


def parts_as_json(pack: Pack) -> list[dict[str, Any]]:
    """The same for programs; empty for a single briefing."""
    if len(pack.parts) < 2:
        return []
    return [
        {"first": part.first, "kind": part.kind, "title": part.title, "pages": part.pages, "why": part.why}
        for part in pack.parts
    ]
