"""Pairs: what the source says together stays together, also where the partners go to different sections.

A recommendation and its reasons, a finding and its learning, the cells of one row. The partner names the item that it
completes; both keep their places.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from briefkit.briefing import SectionName
from briefkit.place.tray import Sorted, Tray

_ORDER: tuple[SectionName, ...] = ("findings", "learning", "recommendations")
"""What is found comes before what is learned from it, and that before what is asked."""


def pair(tray: Tray) -> None:
    """Links the items of the tray that belong together (:attr:`Item.belongs_to`), and gives the led ones an anchor."""
    leads: dict[int, int] = {}
    first: dict[str, int] = {}
    counted = Counter(
        entry.said
        for entry, before in zip(tray.placed, [None, *tray.placed], strict=False)
        if entry.said and (before is None or before.said != entry.said)
    )
    for at, entry in enumerate(tray.placed):
        lead = _reasoned(tray.placed, at) if entry.completes else None
        if lead is None and entry.unit and entry.section in _ORDER:
            lead = first.setdefault(entry.unit, at)
        if lead is None and entry.said:
            lead = _labelled(tray.placed, at, counted)
        if lead is not None and _completes(tray.placed[lead], entry):
            leads[at] = lead
    for at, lead in leads.items():
        _replace(tray, lead, anchor=f"item{lead + 1}")
        _replace(tray, at, belongs_to=f"item{lead + 1}")


def _replace(tray: Tray, at: int, **changed: str) -> None:
    entry = tray.placed[at]
    tray.placed[at] = msgspec.structs.replace(entry, item=msgspec.structs.replace(entry.item, **changed))


def _reasoned(placed: list[Sorted], at: int) -> int | None:
    """The item above that completes none itself; the first of its part of the unit, which says what was asked."""
    section = placed[at].section
    above = at - 1
    while above >= 0 and placed[above].section == section and placed[above].completes:
        above -= 1
    if above < 0 or placed[above].section != section:
        return None
    unit, part = placed[above].unit, placed[above].part
    while unit and above and (placed[above - 1].unit, placed[above - 1].part) == (unit, part):
        above -= 1
    return above


def _labelled(placed: list[Sorted], at: int, counted: Counter[str]) -> int | None:
    """The item above with another label, where the two labels take turns or stand in one paragraph or theme."""
    entry = placed[at]
    above = at - 1
    while above >= 0 and placed[above].said == entry.said and placed[above].item.theme == entry.item.theme:
        above -= 1
    before = placed[above] if above >= 0 else None
    if before is None or not before.said or before.section not in _ORDER or entry.section not in _ORDER:
        return None
    same_block = {span.block for span in before.item.spans} & {span.block for span in entry.item.spans}
    in_turns = min(counted[before.said], counted[entry.said]) > 1
    together = bool(entry.item.theme) and before.item.theme == entry.item.theme
    if not (same_block or in_turns or together) or before.item.theme != entry.item.theme:
        return None
    while above and placed[above - 1].said == before.said and placed[above - 1].item.theme == before.item.theme:
        above -= 1
    return above


def _completes(lead: Sorted, entry: Sorted) -> bool:
    """Whether an item is the partner of its lead: reasons, or what comes after it in the order of thought."""
    if lead is entry or lead.section not in _ORDER:
        return False
    return entry.completes or _ORDER.index(lead.section) < _ORDER.index(entry.section)
