"""The shape of ``briefing.json``, schema version 1, as ``CONTRACT.md`` gives it. :mod:`briefkit.codec` fills it.

The published JSON Schema is generated from these types, so they alone say what is allowed.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from briefkit.briefing import ANCHOR, Link, ReviewType, SourceNote
from briefkit.diagnostics import Diagnostic
from briefkit.ledger import Change, Missing
from briefkit.model import Box, Origin

Count = Annotated[int, Meta(ge=0)]
Anchor = Annotated[
    str, Meta(pattern=ANCHOR, description="the name by which links of the briefing lead here: '#b0012' to 'b0012'")
]
BlockId = Annotated[str, Meta(pattern=r"^\S+$")]
EntryText = Annotated[
    str,
    Meta(
        pattern=r"^\S+ [0-9]+-[0-9]+ (placed|absorbed|furniture|repeated|set_aside|hidden|missing)( |$)",
        description="block, first and last character, fate and detail: 'b0012 0-140 placed learning'",
    ),
]


class Place(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Characters ``start`` to ``end`` of a block of the source. ``page`` and ``bbox`` repeat ``origins`` for the reader
    of the file: points from the top left of the page, rounded to a tenth."""

    block: BlockId
    start: Count
    end: Count
    page: Annotated[int, Meta(ge=1)] | None = None
    bbox: Box | None = None


class WireStated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who owns an item or by when it is due, in the words of the source, and what it prints before them."""

    text: str
    caption: str | None = None
    sources: tuple[Place, ...] = ()


class WireItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One bullet, one paragraph or one part of it, as plain text."""

    text: str
    kind: Literal["paragraph", "bullet", "numbered"] = "paragraph"
    theme: str | None = None
    label: str | None = None
    number: str | None = None
    lead_in: str | None = None
    links: tuple[Link, ...] = ()
    anchor: Anchor | None = None
    belongs_to: (
        Annotated[
            str, Meta(pattern=ANCHOR, description="the anchor of the item that this one completes, in any section")
        ]
        | None
    ) = None
    owner: WireStated | None = None
    deadline: WireStated | None = None
    origin: Literal["source", "suggested", "edited"] = "source"
    why: str = ""
    confidence: Annotated[float, Meta(ge=0, le=1)] = 1.0
    sources: tuple[Place, ...] = ()


class WireSections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sections in the order of the house."""

    background: tuple[WireItem, ...] = ()
    findings: tuple[WireItem, ...] = ()
    good_practice: tuple[WireItem, ...] = ()
    learning: tuple[WireItem, ...] = ()
    recommendations: tuple[WireItem, ...] = ()
    one_thing: tuple[WireItem, ...] = ()
    questions: tuple[WireItem, ...] = ()
    resources: tuple[WireItem, ...] = ()
    contact: tuple[WireItem, ...] = ()
    about: tuple[WireItem, ...] = ()


class WireDate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A date as the document writes it, and what it is the date of."""

    text: str
    role: Literal["publication", "review", "incident", "survey_closing", "other"]
    sources: tuple[Place, ...] = ()


class WireAside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Text that is kept but is no part of the briefing, with the reason."""

    text: str
    reason: str
    sources: tuple[Place, ...] = ()


class WireAbsorbed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Text that did its work elsewhere, as a heading, a label, the title."""

    text: str
    role: str
    sources: tuple[Place, ...] = ()


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in the sections and the minutes that they take at 200 words a minute."""

    words: Count = 0
    minutes: Annotated[float, Meta(ge=0)] = 0.0


class WireLedger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of each letter of the source."""

    source_letters: int = 0
    accounted: int = 0
    by_fate: dict[str, int] = {}
    missing: tuple[Missing, ...] = ()
    changes: tuple[Change, ...] = ()
    twice: tuple[Missing, ...] = ()
    leaked: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()
    entries: tuple[EntryText, ...] = ()


class WireRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A briefing as briefkit writes it."""

    schema_version: Literal[1]
    title: str
    sections: WireSections
    source: SourceNote
    subject: str | None = None
    publisher: str | None = None
    review_type: ReviewType | None = None
    date: str | None = None
    dates: tuple[WireDate, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str = "en-GB"
    one_thing_candidates: tuple[WireItem, ...] = ()
    set_aside: tuple[WireAside, ...] = ()
    absorbed: tuple[WireAbsorbed, ...] = ()
    reading: Reading = Reading()
    ledger: WireLedger = WireLedger()
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: dict[BlockId, Origin] = {}
