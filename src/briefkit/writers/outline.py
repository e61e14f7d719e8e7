"""The order in which a briefing is written down for a person to edit, in Markdown and in Word alike.

An outline is a flat row of marks; :mod:`briefkit.revise` reads the same marks back. A theme holds until the next theme,
break or section. A lead-in holds for the item below it and for the list items that follow that one; a note that stands
between them ends no list.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefkit.briefing import SECTIONS, Briefing, Item, Link, SectionName
from briefkit.record import Record

LONGEST_MARK = 4
"""Characters of the longest mark of a note: ``[12]``."""

HEADINGS: dict[SectionName, str] = {
    "background": "Background",
    "findings": "What was found",
    "good_practice": "Good practice",
    "learning": "Learning",
    "recommendations": "Recommendations",
    "one_thing": "If you do one thing",
    "questions": "Questions for your team",
    "resources": "Find out more",
    "contact": "Contact",
    "about": "About",
}
"""The words of the house for each section."""

SET_ASIDE = "Set aside"
SET_ASIDE_NOTE = "Nothing below is printed. It is kept so that no text of the source is lost; leave it as it is."
UNSHOWN = frozenset({"protective-marking", "file-path"})
"""Reasons whose texts stand in the record alone: no page and no copy shows a marking or a path."""
UP, COMPLETES = "↑", "belongs to"
"""The words and the title of the link from an item to the one that it completes."""
TO_CONFIRM = "(to be confirmed)"
DAMAGED = "yes, text may be missing; write checked here once it was compared with the original"
"""What stands in the field of that name of a briefing made from a damaged file."""
CHECKED = "checked"
OTHERS_NOTE = "Other sentences of the source that could stand here instead:"


class SectionMark(msgspec.Struct, frozen=True):
    """A section begins; ``None`` is the part of texts that were set aside."""

    name: SectionName | None


class ThemeMark(msgspec.Struct, frozen=True):
    """A theme begins. ``labels``: its words are also the label of the first item below it."""

    text: str
    labels: bool = False


class LeadMark(msgspec.Struct, frozen=True):
    """The words that introduce the list below (``Practitioners should:``)."""

    text: str


class BreakMark(msgspec.Struct, frozen=True):
    """A rule: what follows stands under no theme and no lead-in."""


class EntryMark(msgspec.Struct, frozen=True):
    """One item; ``to_confirm`` where it is only proposed; ``number`` as the source prints it.

    In the set-aside part ``label`` is the reason. ``anchor`` is the name by which links lead here, ``belongs_to`` that
    of the item which this one completes.
    """

    text: str
    kind: str = "paragraph"
    label: str | None = None
    links: tuple[Link, ...] = ()
    to_confirm: bool = False
    number: str | None = None
    anchor: str | None = None
    line: int = 0
    belongs_to: str | None = None


class NoteMark(msgspec.Struct, frozen=True):
    """A word to the editor, no part of the briefing."""

    text: str
    listed: tuple[str, ...] = ()


Mark = SectionMark | ThemeMark | LeadMark | BreakMark | EntryMark | NoteMark


def outline(record: Record) -> Iterator[Mark]:
    """The marks of a record, section by section; empty sections are left out, what was set aside comes last."""
    briefing = record.briefing
    for name in SECTIONS:
        items = briefing.sections.of(name)
        if items:
            yield SectionMark(name)
            yield from _section(items)
            if name == "one_thing":
                yield from _others(briefing)
    shown = [aside for aside in briefing.set_aside if aside.reason not in UNSHOWN and aside.text.strip()]
    if shown:
        yield SectionMark(None)
        yield NoteMark(SET_ASIDE_NOTE)
        for aside in shown:
            yield EntryMark(aside.text, "bullet", aside.reason or None)


def _others(briefing: Briefing) -> Iterator[Mark]:
    shown = {item.text for item in briefing.sections.one_thing}
    others = tuple(item.text for item in briefing.candidates if item.text not in shown)
    if others and any(item.origin == "suggested" for item in briefing.sections.one_thing):
        yield NoteMark(OTHERS_NOTE, others)


def is_note(item: Item | EntryMark) -> bool:
    """Whether an item is the note of another one: it begins with a short mark that leads back to that."""
    if item.kind != "paragraph" or item.anchor is None or not item.links:
        return False
    mark = item.links[0]
    return len(mark.text) <= LONGEST_MARK and mark.url.startswith("#") and item.text.startswith(f"{mark.text} ")


def _section(items: tuple[Item, ...]) -> Iterator[Mark]:
    theme: str | None = None
    lead: str | None = None
    for item in items:
        inherited = lead if item.kind != "paragraph" else None
        labelled = False
        if item.theme != theme or (inherited and not item.lead_in):
            theme, inherited, lead = item.theme, None, None
            labelled = theme is not None and item.label == theme
            yield BreakMark() if theme is None else ThemeMark(theme, labelled)
        if item.lead_in and item.lead_in != inherited:
            yield LeadMark(item.lead_in)
        if item.lead_in or not is_note(item):
            lead = item.lead_in if item.kind != "paragraph" else None
        label = None if labelled else item.label
        yield EntryMark(
            _on_lines(item),
            item.kind,
            label,
            item.links,
            item.origin == "suggested",
            item.number,
            item.anchor,
            belongs_to=item.belongs_to,
        )


def _on_lines(item: Item) -> str:
    """The text with its owner and deadline on a line of their own, where they have their captions with them."""
    at = item.tail
    named = item.text[at:].startswith(tuple(one.caption for one in item.stated if one.caption))
    return f"{item.text[: at - 1]}\n{item.text[at:]}" if at and named and item.text[at - 1] == " " else item.text
