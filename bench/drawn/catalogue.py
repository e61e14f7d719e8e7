"""All constructs of PDF, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drawn import forms, further, garbled, hidden, letters, symbols, turned
from drawn.made import Construct

GROUPS = {
    "Letters": letters.BUILDERS,
    "Signs": symbols.BUILDERS,
    "Hidden or not": hidden.BUILDERS,
    "Printed twice": hidden.TWICE,
    "No words": garbled.BUILDERS,
    "Fields and remarks": forms.BUILDERS,
    "Turned": turned.BUILDERS,
    "Further kinds": further.BUILDERS,
}
"""The builders by what they are about."""


def catalogue(only: str = "") -> Iterator[tuple[str, str, Construct]]:
    """Each construct whose name holds ``only``, with its group and its name (that of its builder, with hyphens)."""
    for group, builders in GROUPS.items():
        for builder in builders:
            name = builder.__name__.replace("_", "-")
            if only in name:
                yield group, name, builder()


def write_files(folder: Path, only: str = "") -> dict[str, Path]:
    """Writes the small files whose name holds ``only`` into a folder; gives their paths by their names."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for _, name, construct in catalogue(only):
        written[name] = folder / f"{name}.pdf"
        written[name].write_bytes(construct.content)
    return written
