"""What an edited briefing says, before it is compared with the record it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, cast

import msgspec

from briefkit.briefing import Aside, Item, ReviewType, SectionName
from briefkit.revise.front_matter import Fields
from briefkit.writers.outline import CHECKED, BreakMark, EntryMark, LeadMark, Mark, SectionMark, ThemeMark, is_note

_KIND_OF_REVIEW = re.compile(r"(?P<name>.*\S)\s*\((?P<code>[^()]*)\)", re.S)


CONFIRMED = "confirmed"


class DraftItem(msgspec.Struct, frozen=True):
    """An item as the editor left it; spans and origin are not known yet."""

    section: SectionName
    item: Item
    to_confirm: bool = False


class Draft(msgspec.Struct, frozen=True):
    """The fields of the front matter, the items in order, what stands as set aside, and what is not understood.

    ``damaged`` is ``False`` where the editor compared the briefing with its damaged source, ``None`` where
    nothing is said of it.
    """

    title: str = ""
    subject: str | None = None
    publisher: str | None = None
    review_type: ReviewType | None = None
    date: str | None = None
    keywords: tuple[str, ...] = ()
    language: str = "en-GB"
    source: str = ""
    damaged: bool | None = None
    items: tuple[DraftItem, ...] = ()
    set_aside: tuple[Aside, ...] = ()
    problems: tuple[str, ...] = ()


def draft_of(fields: Fields, marks: Iterable[Mark], problems: tuple[str, ...]) -> Draft:
    """The draft in fields and marks; ``problems`` are those of the reader of the file."""
    items, asides = _items(marks)
    if (_text(fields, "one_thing") or "").strip().casefold() == CONFIRMED:
        # Said in the front matter it counts as much as the mark taken off in the section.
        items = tuple(msgspec.structs.replace(one, to_confirm=False) for one in items)
    keywords = fields.get("keywords", ())
    return Draft(
        title=_text(fields, "title") or "",
        subject=_text(fields, "subject"),
        publisher=_text(fields, "publisher"),
        review_type=_review_type(_text(fields, "review_type")),
        date=_text(fields, "date"),
        keywords=keywords if isinstance(keywords, tuple) else (keywords,),
        language=_text(fields, "language") or "en-GB",
        source=_text(fields, "source") or "",
        damaged=_damaged(_text(fields, "damaged")),
        items=items,
        set_aside=asides,
        problems=problems,
    )


def _text(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value else None


def _damaged(written: str | None) -> bool | None:
    """Whether the editor lets it stand that the file was damaged; ``None`` where nothing is said of it."""
    if written is None:
        return None
    return written.strip().casefold() not in {CHECKED, "no", "false"}


def _review_type(written: str | None) -> ReviewType | None:
    if written is None:
        return None
    match = _KIND_OF_REVIEW.fullmatch(written)
    return ReviewType(match["code"], match["name"]) if match else ReviewType("", written)


def _items(marks: Iterable[Mark]) -> tuple[tuple[DraftItem, ...], tuple[Aside, ...]]:
    items: list[DraftItem] = []
    asides: list[Aside] = []
    section: SectionName | None = None
    theme: str | None = None
    lead: str | None = None
    label: str | None = None
    fresh = False
    for mark in marks:
        if isinstance(mark, SectionMark):
            section, theme, lead, label = mark.name, None, None, None
        elif isinstance(mark, BreakMark):
            theme = lead = label = None
        elif isinstance(mark, ThemeMark):
            theme, lead, label = mark.text, None, mark.text if mark.labels else None
        elif isinstance(mark, LeadMark):
            lead, fresh = mark.text, True
        elif isinstance(mark, EntryMark) and section is None:
            asides.append(Aside(mark.text, mark.label or ""))
        elif isinstance(mark, EntryMark) and section is not None:
            holds = lead if fresh or mark.kind != "paragraph" else None
            kind = cast(Literal["paragraph", "bullet", "numbered"], mark.kind)
            item = Item(
                mark.text,
                kind=kind,
                theme=theme,
                label=mark.label or label,
                lead_in=holds,
                links=mark.links,
                anchor=mark.anchor,
                belongs_to=mark.belongs_to,
            )
            items.append(DraftItem(section, item, mark.to_confirm))
            if fresh or not is_note(mark):
                lead = holds if mark.kind != "paragraph" else None
            fresh, label = False, None
    return tuple(items), tuple(asides)
