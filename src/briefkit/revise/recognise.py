"""Is a file a briefing that briefkit made, maybe edited since? Then it is no source: ``briefkit render`` takes it."""

from __future__ import annotations

import io
import zipfile
import zlib

from briefkit.model import Source
from briefkit.revise.front_matter import keys_of
from briefkit.writers.docx import STYLES

_KEYS = {"title", "review_type", "language", "source"}
"""Others write front matter too, with a title and a date; these together only briefkit writes."""

_LOOKED_AT = 65536
_STYLES_AT_MOST = 4 * 1024 * 1024
_OUR_STYLES = tuple(f'"{STYLES[name]}"'.encode() for name in ("labelled", "confirm"))


def is_briefing(source: Source) -> bool:
    """Whether the source is a ``briefing.md``, ``briefing.docx`` or ``briefing.json``, whatever its name."""
    start = source.data[:_LOOKED_AT]
    if start.startswith(b"PK"):
        return _has_our_styles(source.data)
    text = start.decode("utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace").lstrip()
    if text.startswith("{"):
        return '"schema_version"' in text and '"review_type"' in text
    return text.startswith("---") and keys_of(text) >= _KEYS


def _has_our_styles(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/styles.xml").file_size > _STYLES_AT_MOST:
                return False
            styles = archive.read("word/styles.xml")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError, EOFError):
        return False
    return all(name in styles for name in _OUR_STYLES)
