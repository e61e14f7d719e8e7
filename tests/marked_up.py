"""Small sources for the readers of text formats, and what must hold of every document they make."""

from __future__ import annotations

from briefkit.model import Document, Source
from briefkit.readers import reader_for


def read(data: bytes | str, media_type: str = "text/plain") -> Document:
    """The document in ``data``; checks that the spans of each block tile its source text."""
    raw = data.encode() if isinstance(data, str) else data
    document = reader_for(media_type)(Source("a", raw, media_type, "")).value
    assert [block.id for block in document.blocks] == [f"b{n:04d}" for n in range(1, len(document.blocks) + 1)]
    holders = {container.id for container in document.containers}
    for block in document.blocks:
        assert block.container in holders
        at = 0
        for run in sorted((*block.marker, *block.runs), key=lambda run: (run.span.start, run.span.end)):
            assert run.span.block == block.id
            assert run.span.start == at
            assert len(run.text) <= len(run.span) or not len(run.span)
            at = run.span.end
    return document


def seen(document: Document) -> list[tuple[str, str]]:
    """Kind (with level) and text of each block; bold words stand in stars."""
    rows = []
    for block in document.blocks:
        kind = block.kind[0] + str(block.level or "") if block.layer == "body" else block.layer
        rows.append((kind, "".join(f"*{run.text}*" if run.bold and run.text else run.text for run in block.runs)))
    return rows
