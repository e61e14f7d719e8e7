"""All constructs, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from constructs import boxes, boxes_apart, fields, headings, lists, notes, packages, pictures, runs, tables
from constructs.made import Construct

GROUPS = {
    "Boxes": (*boxes.BUILDERS, *boxes_apart.BUILDERS),
    "Pictures": pictures.BUILDERS,
    "Headings": headings.BUILDERS,
    "Lists": lists.BUILDERS,
    "Tables": tables.BUILDERS,
    "Runs": runs.BUILDERS,
    "Fields and links": fields.BUILDERS,
    "Notes and margins": notes.BUILDERS,
    "Whole files": packages.BUILDERS,
}
"""The builders by what they are about."""


def catalogue() -> Iterator[tuple[str, str, Construct]]:
    """Each construct with its group and its name (that of its builder, with hyphens)."""
    for group, builders in GROUPS.items():
        for builder in builders:
            yield group, builder.__name__.replace("_", "-"), builder()


def write_files(folder: Path, only: str = "") -> dict[str, Path]:
    """Writes the small files whose name holds ``only`` into a folder; gives their paths by their names."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for _, name, construct in catalogue():
        if only in name:
            written[name] = folder / f"{name}{construct.suffix}"
            written[name].write_bytes(construct.content)
    return written
