"""``briefing.json``: the whole record, see :mod:`briefkit.codec`."""

from __future__ import annotations

from briefkit.codec import dump
from briefkit.record import Record


def write(record: Record) -> bytes:
    """The record as UTF-8 JSON of schema version 1."""
    return dump(record)
