"""An edited briefing against the record it was made from: what was left alone, reworded, moved, added, taken out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from briefkit.briefing import SECTIONS, Aside, Briefing, Item, SectionName, Sections, SourceNote
from briefkit.diagnostics import Diagnostic
from briefkit.ledger import Change, Ledger
from briefkit.lexicon import load_lexicon
from briefkit.place.owners import owned
from briefkit.record import Record
from briefkit.revise.draft import Draft, DraftItem
from briefkit.revise.inline import bare_links
from briefkit.revise.match import Match, Part, matched
from briefkit.revise.repaint import moved_letters, repainted

REMOVED = "removed by editor"
CHANGES = ("reworded", "added", "removed", "moved", "confirmed")
"""What can be done to an item, in the order in which it is told."""

_UNCOMPARED = "stands there in the edited briefing"
_FIELDS = ("title", "subject", "publisher", "review_type", "date", "keywords", "language")


def compared(draft: Draft, data: bytes, original: Record | None) -> Record:
    """The record of a draft. ``data`` are the bytes it was read from, for the case that there is no ``original``."""
    if original is None:
        return _without_original(draft, data)
    match = matched(draft.items, original.briefing)
    finished = [_item(one, part) for one, part in zip(draft.items, match.parts, strict=True)]
    changes = (*_field_changes(draft, original.briefing), *_item_changes(draft.items, match, finished))
    briefing = msgspec.structs.replace(
        _with_fields(original.briefing, draft),
        sections=_sections((one.section, item) for one, item in zip(draft.items, finished, strict=True)),
        set_aside=(*match.asides_left, *(Aside(gone.text, REMOVED, gone.spans) for _, gone in match.removed)),
    )
    ledger = _ledger(original.ledger, draft.items, finished, match, changes)
    source = original.source
    if draft.damaged is not None:
        source = msgspec.structs.replace(source, damaged=draft.damaged)
    said = (*original.diagnostics, *_summary(changes))
    return msgspec.structs.replace(original, briefing=briefing, ledger=ledger, source=source, diagnostics=said)


def _without_original(draft: Draft, data: bytes) -> Record:
    items = [(one.section, msgspec.structs.replace(_added(one), why=_UNCOMPARED)) for one in draft.items]
    briefing = _with_fields(Briefing(draft.title), draft)
    briefing = msgspec.structs.replace(briefing, sections=_sections(items), set_aside=draft.set_aside)
    name = draft.source or "briefing.md"
    source = SourceNote(name, hashlib.sha256(data).hexdigest(), "text/markdown", damaged=bool(draft.damaged))
    note = Diagnostic(
        "BK252",
        "warning",
        "No briefing.json stood beside the edited briefing: nothing could be compared with the source.",
        note="Keep the briefing.json that briefkit convert made in the folder of the briefing.",
    )
    return Record(briefing, Ledger(), source, (note,))


def _with_fields(briefing: Briefing, draft: Draft) -> Briefing:
    return msgspec.structs.replace(briefing, **{name: getattr(draft, name) for name in _FIELDS})


def _sections(items: Iterable[tuple[SectionName, Item]]) -> Sections:
    lists: dict[str, list[Item]] = {name: [] for name in SECTIONS}
    for section, item in items:
        lists[section].append(item)
    return Sections(**{name: tuple(found) for name, found in lists.items()})


def _item(one: DraftItem, part: Part | None) -> Item:
    """The finished item: spans, origin and reason from what it was matched with, all else as the editor left it."""
    if part is None:
        return _added(one)
    was = part.was
    changed: dict[str, Any] = {"spans": part.spans, "why": was.why, "confidence": was.confidence, "origin": was.origin}
    changed["anchor"] = was.anchor or one.item.anchor
    changed |= {"owner": was.owner, "deadline": was.deadline}
    if was.stated and one.item.text.split() == was.text.split():
        changed["text"] = was.text  # the owner stood on a line of its own to be seen
    if one.item.kind == "numbered":
        changed["number"] = was.number
    if was.origin == "suggested" and not one.to_confirm:
        changed |= {"origin": "source", "why": "confirmed by the editor", "confidence": 1.0}
    elif one.to_confirm and part.is_whole:
        changed |= {"origin": "suggested"}
    elif part.section != one.section:
        changed |= {"why": f"moved by the editor from {part.section.replace('_', ' ')}", "confidence": 1.0}
    if not part.is_whole:
        links = one.item.links or bare_links(one.item.text)
        changed |= {"origin": "edited", "why": "reworded by the editor", "confidence": 1.0, "links": links}
        return _owned(one.section, msgspec.structs.replace(one.item, **changed), was)
    return msgspec.structs.replace(one.item, **changed)


def _owned(section: str, item: Item, was: Item | None = None) -> Item:
    """A new or reworded item with the owner and the deadline that its words name, or that they still hold."""
    read = owned(item, load_lexicon()) if section == "recommendations" else item
    kept = {
        name: old
        for name in ("owner", "deadline")
        if (old := getattr(was, name, None)) is not None and old.text in item.text and getattr(read, name) is None
    }
    return msgspec.structs.replace(read, **kept)


def _added(one: DraftItem) -> Item:
    links = one.item.links or bare_links(one.item.text)
    return _owned(
        one.section, msgspec.structs.replace(one.item, origin="edited", why="added by the editor", links=links)
    )


def _field_changes(draft: Draft, before: Briefing) -> tuple[Change, ...]:
    changes: list[Change] = []
    for name in _FIELDS:
        old, new = getattr(before, name), getattr(draft, name)
        if old != new:
            changes.append(Change(_what(old, new), name, _words(old), _words(new)))
    return tuple(changes)


def _what(old: object, new: object) -> Literal["reworded", "added", "removed"]:
    if old and new:
        return "reworded"
    return "added" if new else "removed"


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(getattr(value, "name", value))


def _item_changes(items: tuple[DraftItem, ...], match: Match, finished: list[Item]) -> tuple[Change, ...]:
    changes: list[Change] = []
    for one, part, item in zip(items, match.parts, finished, strict=True):
        if part is None:
            changes.append(Change("added", one.section, "", item.text))
        elif not part.is_whole:
            changes.append(Change("reworded", one.section, part.was.text, item.text, _was_in(one, part)))
        elif part.was.origin == "suggested":
            changes.append(Change("unchanged" if one.to_confirm else "confirmed", one.section, item.text, item.text))
        else:
            moved = _was_in(one, part)
            changes.append(Change("moved" if moved else "unchanged", one.section, item.text, item.text, moved))
    changes.extend(Change("removed", section, item.text, "") for section, item in match.removed)
    return tuple(changes)


def _was_in(one: DraftItem, part: Part) -> str:
    return "" if part.section == one.section else part.section


def _ledger(
    ledger: Ledger, items: tuple[DraftItem, ...], finished: list[Item], match: Match, changes: tuple[Change, ...]
) -> Ledger:
    entries, by_fate = ledger.entries, dict(ledger.by_fate)
    for one, part, item in zip(items, match.parts, finished, strict=True):
        if part is not None and part.was.origin != "suggested" and (part.section != one.section):
            entries = repainted(entries, item.spans, "placed", one.section)
            if part.section == "set_aside":
                moved_letters(by_fate, "set_aside", "placed", item.text)
    for _, gone in match.removed:
        entries = repainted(entries, gone.spans, "set_aside", REMOVED)
        moved_letters(by_fate, "placed", "set_aside", gone.text)
    return msgspec.structs.replace(ledger, entries=entries, by_fate=by_fate, changes=changes)


def _summary(changes: tuple[Change, ...]) -> tuple[Diagnostic, ...]:
    counts = {what: sum(change.what == what for change in changes) for what in CHANGES}
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    if not told:
        return ()
    message = f"The briefing was edited by hand: {told}. The ledger names each change."
    return (Diagnostic("BK251", "info", message, note="Compare the changes with the source before it is sent."),)
