"""Small sources for the tests of the edge."""

from __future__ import annotations

from pathlib import Path

WREN = """# Learning from Child Wren

Kestrel Bay Safeguarding Children Partnership

## What happened?

Wren was four months old when a health visitor saw a bruise.

## What did we find?

- Services did not share what they knew about the family.

## What did we learn?

- Ask who else lives in the home.

## If you do one thing

Ask one more question.
"""


def write(folder: Path, *names: str, text: str = WREN) -> list[Path]:
    """Writes the same briefing under each name and returns the paths."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return paths
