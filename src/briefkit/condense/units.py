"""The pieces of a briefing in the order of the source, with what each needs beside it to be understood."""

from __future__ import annotations

import re

import msgspec

from briefkit.briefing import Briefing, SectionName
from briefkit.condense.belonging import Belonging, Chapters
from briefkit.condense.cues import Cues, load_cues
from briefkit.condense.landmarks import Landmark, Place, find_places, holders, is_boxed
from briefkit.condense.parts import LIST_KINDS, Parted, part_items, piece_of
from briefkit.condense.together import Draft, connect
from briefkit.condense.vectors import Vectors, worn
from briefkit.condense.weighing import Standing, Weight, weigh
from briefkit.lexicon import load_lexicon
from briefkit.model import Document, Span

_PROPOSED = 0.1
"""The most that the sentence proposed for the one thing may take of the budget, with what must stand beside it."""
_SURE = 0.6
"""What was placed with no more confidence than this stands in its section by a weak cue."""
_ADVICE = 0.5
"""Actions that nothing calls recommendations, and that take more than this part of the budget, are advice."""
_ASKS: frozenset[SectionName] = frozenset({"recommendations", "learning"})
_SUMS_UP: frozenset[Landmark] = frozenset({"summary", "conclusion", "box"})


class Unit(msgspec.Struct, frozen=True):
    """A sentence or an item that is none: piece ``at`` of the item ``item`` (numbers in :attr:`Units.items`).

    ``needs`` are the units that must be chosen with it, itself among them; ``None`` where it can't be chosen at all.
    ``theme`` is what it is counted under, so that no part of a report has all the room.
    """

    item: int
    at: int
    words: int
    place: Place
    landmark: Landmark
    belongs: Belonging
    theme: str
    kept: bool
    weight: Weight
    needs: frozenset[int] | None

    @property
    def section(self) -> SectionName:
        """Where it stands in the briefing when it is chosen."""
        return self.belongs.section


class Units(msgspec.Struct, frozen=True):
    """All units in the order of the source, the items that they are pieces of, and their vectors."""

    items: tuple[Parted, ...]
    units: tuple[Unit, ...]
    vectors: Vectors
    shares: dict[SectionName, float]


def find_units(briefing: Briefing, document: Document, budget: int) -> Units:
    """Every piece of every item but a suggested one thing, weighed; ``budget`` tells recommendations from advice."""
    cues = load_cues()
    items = part_items(briefing, document)
    drafts = _drafts(items, document, cues)
    texts = [draft.text for draft in drafts]
    vectors = Vectors(texts, [draft.place.heading for draft in drafts])
    connect(drafts, items, cues)
    kept = _kept(drafts, items, briefing, budget)
    echo = vectors.echo(number for number, draft in enumerate(drafts) if _asks(draft))
    used = worn(texts)
    units: list[Unit] = []
    for number, draft in enumerate(drafts):
        parted = items[draft.item]
        weight = Weight(0.0)
        if draft.needs is not None:
            standing = _standing(draft, parted, vectors.central[number], echo[number], used[number])
            weight = weigh(draft.text, standing, cues)
        units.append(
            Unit(
                draft.item,
                draft.at,
                len(draft.text.split()),
                draft.place,
                draft.landmark,
                draft.belongs,
                parted.item.theme or draft.place.heading,
                number in kept,
                weight,
                frozenset(draft.needs) if draft.needs is not None else None,
            )
        )
    shares = {section: worth.share for section, worth in cues.sections.items()}
    return Units(items, tuple(units), vectors, shares)


def _drafts(items: tuple[Parted, ...], document: Document, cues: Cues) -> list[Draft]:
    places, held = find_places(document, cues), holders(document)
    title = next((block.text.strip() for block in document.blocks if block.kind == "heading"), "")
    chapters = Chapters(load_lexicon(), cues, title)
    drafts: list[Draft] = []
    for number, parted in enumerate(items):
        if parted.item.origin == "suggested":
            continue
        place = places.get(parted.item.spans[0].block, Place(0)) if parted.item.spans else Place(0)
        belongs = chapters.belongings(parted, place)
        boxed = belongs[0].section == "learning" and is_boxed(parted.item, held)
        landmark: Landmark = "box" if boxed else place.landmark
        drafts.extend(Draft(number, at, parted.text(at), place, landmark, belongs[at]) for at in range(parted.count))
    drafts.sort(key=lambda draft: (draft.place.number, items[draft.item].item.spans[:1], draft.item, draft.at))
    return drafts


def _asks(draft: Draft) -> bool:
    """Whether a piece says what the report is there for: it sums up, or asks for something."""
    return draft.landmark in _SUMS_UP or (draft.belongs.section in _ASKS and draft.landmark == "text")


def _standing(draft: Draft, parted: Parted, central: float, echo: float, used: float) -> Standing:
    several = parted.count > 1
    return Standing(
        draft.belongs.section,
        draft.landmark,
        listed=parted.item.kind in LIST_KINDS,
        first=several and draft.at == 0,
        last=several and draft.at == parted.count - 1,
        joined=len({span.block for span in parted.item.spans}) > 1,
        sure=_is_sure(draft, parted),
        central=central,
        echo=echo,
        worn=used,
    )


def _is_sure(draft: Draft, parted: Parted) -> bool:
    """Whether a heading, a label or a plain word put a piece where it is; a sentence that tells what somebody did, in
    the midst of the story, may be praise or not."""
    by_cue = parted.item.why.startswith("the sentence tells")
    return draft.landmark == "box" or (draft.belongs.confidence > _SURE and not by_cue)


# ------------------------------------------------------------------------------------------------- what always stays
def _kept(drafts: list[Draft], items: tuple[Parted, ...], briefing: Briefing, budget: int) -> set[int]:
    """Recommendations, the one thing, and the sentence that is proposed for it.

    Where a heading or a label speaks of recommendations, those under it are meant; else all of that section outside
    the apparatus, unless they are so many that they are a handbook's advice and no recommendations.
    """
    of_section = [
        number
        for number, draft in enumerate(drafts)
        if draft.belongs.section == "recommendations" and draft.landmark != "contents"
    ]
    kept = {n for n in of_section if _is_recommended(drafts[n], items[drafts[n].item])}
    if not kept:
        unnamed = {n for n in of_section if drafts[n].landmark not in {"method", "backmatter"}}
        kept = unnamed if sum(len(drafts[n].text.split()) for n in unnamed) <= _ADVICE * budget else set()
    kept |= {n for n, draft in enumerate(drafts) if items[draft.item].section == "one_thing"}
    proposed = {item.text: item.spans for item in briefing.sections.one_thing if item.origin == "suggested"}
    for number in tuple(kept):
        kept |= drafts[number].needs or set()
    for draft in drafts:
        # A proposal that brings a long list with it is no reason to keep the list.
        needs = draft.needs or set()
        if (
            _holds(items[draft.item], draft, proposed)
            and sum(len(drafts[n].text.split()) for n in needs) <= _PROPOSED * budget
        ):
            kept |= needs
    return kept


def _holds(parted: Parted, draft: Draft, proposed: dict[str, tuple[Span, ...]]) -> bool:
    """Whether a piece of an item is a proposed sentence itself, and not one that says the same elsewhere."""
    spans = proposed.get(draft.text)
    return bool(spans) and piece_of(parted, draft.at, draft.at, why="").spans == spans


def _is_recommended(draft: Draft, parted: Parted) -> bool:
    said = " ".join((parted.item.label or "", parted.item.theme or ""))
    return draft.place.recommended or bool(re.search(r"(?i)\brecommend", said))
