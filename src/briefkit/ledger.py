"""The ledger: what became of each character of the source, computed from spans and never reported by a stage."""

from __future__ import annotations

from typing import Literal

import msgspec

Fate = Literal["placed", "absorbed", "furniture", "repeated", "set_aside", "hidden", "missing"]


class Entry(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` of a block and their fate. The entries of a block tile it: no gap, no overlap.

    ``detail`` is the section, the role or the reason (``learning``, ``heading``, ``page-number``).
    """

    block: str
    start: int
    end: int
    fate: Fate
    detail: str = ""


class Missing(msgspec.Struct, frozen=True):
    """Text that the census saw and nothing accounts for, with its place in words."""

    where: str
    text: str
    letters: int


class Change(msgspec.Struct, frozen=True):
    """What a person did to an item of a converted briefing before it was rendered again."""

    what: Literal["unchanged", "reworded", "added", "removed"]
    section: str
    before: str = ""
    after: str = ""


class Ledger(msgspec.Struct, frozen=True):
    """The sum: ``accounted == source_letters`` unless text is missing. Letters are alphanumeric characters."""

    source_letters: int = 0
    accounted: int = 0
    by_fate: dict[str, int] = {}
    entries: tuple[Entry, ...] = ()
    missing: tuple[Missing, ...] = ()
    changes: tuple[Change, ...] = ()
