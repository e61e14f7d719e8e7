"""What stands in bold in the cells of a table: the heads of its columns and rows, or headings of text."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.model import Container
from briefkit.readers.pdf.text.drafts import Draft

_TEXT = 20
"""Words from which a cell holds running text, so that what stands beside or above it may be its heading."""


def heads_of_cells(drafts: list[Draft], held: Iterable[Container]) -> frozenset[int]:
    """The drafts, by identity, that fill a cell of a table alone and have no running text beside them in its row.

    They name a column, a row or a value. A short cell beside one with running text may be its heading, and so may a
    line above other text in one cell.
    """
    cells = {container.id: container for container in held if container.kind == "cell"}
    if not cells:
        return frozenset()
    inside: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.container in cells and draft.layer == "body":
            inside.setdefault(draft.container, []).append(draft)
    rows: dict[tuple[str | None, int | None], list[str]] = {}
    for name, cell in cells.items():
        rows.setdefault((cell.parent, cell.row), []).append(name)
    words = {name: sum(len(draft.text.split()) for draft in inside.get(name, ())) for name in cells}
    lone: set[int] = set()
    for names in rows.values():
        if len(names) < 2 or max(words[name] for name in names) >= _TEXT:
            continue
        lone.update(id(inside[name][0]) for name in names if len(inside.get(name, ())) == 1)
    return frozenset(lone)
