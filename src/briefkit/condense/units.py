"""The pieces of a briefing in the order of the source, with what each needs beside it to be understood."""

from __future__ import annotations

import re

import msgspec

from briefkit.briefing import Briefing, SectionName
from briefkit.condense.landmarks import Landmark, Place, find_places, holders, is_boxed
from briefkit.condense.parts import Parted, links_at, part_items
from briefkit.condense.vectors import Vectors
from briefkit.condense.weighing import REACHED, SHORTEST, Standing, Weight, is_whole, leans, weigh
from briefkit.model import Document

_FARTHEST = 3
"""A sentence that leans on one that leans on one ... is passed over where more than so many must go with it."""
_ENDS_OPEN = re.compile(r":\W*$")
_PROPOSED = 0.1
"""The most that the sentence proposed for the one thing may take of the budget, with what must stand beside it."""
_SURE = 0.6
"""What was placed with no more confidence than this stands in its section by a weak cue."""
_ADVICE = 0.5
"""Actions that nothing calls recommendations, and that take more than this part of the budget, are advice."""
LIST_KINDS = ("bullet", "numbered")


class Unit(msgspec.Struct, frozen=True):
    """A sentence or an item that is none: piece ``at`` of the item ``item`` (numbers in :attr:`Units.items`).

    ``needs`` are the units that must be chosen with it, itself among them; ``None`` where it can't be chosen at all.
    ``theme`` is what it is counted under, so that no part of a report has all the room.
    """

    item: int
    at: int
    section: SectionName
    words: int
    place: Place
    landmark: Landmark
    theme: str
    kept: bool
    weight: Weight
    needs: frozenset[int] | None


class Units(msgspec.Struct, frozen=True):
    """All units in the order of the source, the items that they are pieces of, and their vectors."""

    items: tuple[Parted, ...]
    units: tuple[Unit, ...]
    vectors: Vectors


class _Draft(msgspec.Struct):
    item: int
    at: int
    text: str
    place: Place
    landmark: Landmark
    needs: set[int] | None = None


def find_units(briefing: Briefing, document: Document, budget: int) -> Units:
    """Every piece of every item but a suggested one thing, weighed; ``budget`` tells recommendations from advice."""
    places, held = find_places(document), holders(document)
    items = part_items(briefing, document)
    drafts: list[_Draft] = []
    for number, parted in enumerate(items):
        if parted.item.origin == "suggested":
            continue
        place = places.get(parted.item.spans[0].block, Place(0)) if parted.item.spans else Place(0)
        boxed = parted.section == "learning" and is_boxed(parted.item, held)
        landmark: Landmark = "box" if boxed else place.landmark
        drafts.extend(_Draft(number, at, parted.text(at), place, landmark) for at in range(parted.count))
    drafts.sort(key=lambda draft: (draft.place.number, items[draft.item].item.spans[:1], draft.item, draft.at))
    vectors = Vectors([draft.text for draft in drafts])
    _connect(drafts, items)
    kept = _kept(drafts, items, briefing, budget)
    units = tuple(
        Unit(
            draft.item,
            draft.at,
            items[draft.item].section,
            len(draft.text.split()),
            draft.place,
            draft.landmark,
            items[draft.item].item.theme or draft.place.heading,
            number in kept,
            _weighed(draft, items[draft.item], vectors.central[number]),
            frozenset(draft.needs) if draft.needs is not None else None,
        )
        for number, draft in enumerate(drafts)
    )
    return Units(items, units, vectors)


def _weighed(draft: _Draft, parted: Parted, central: float) -> Weight:
    several = parted.count > 1
    first, last = several and draft.at == 0, several and draft.at == parted.count - 1
    listed = parted.item.kind in LIST_KINDS
    joined = len({span.block for span in parted.item.spans}) > 1
    sure = parted.item.confidence > _SURE
    return weigh(draft.text, Standing(parted.section, draft.landmark, listed, first, last, joined, sure), central)


# ------------------------------------------------------------------------------------------------- what goes together
def _connect(drafts: list[_Draft], items: tuple[Parted, ...]) -> None:
    """Fills ``needs``: the sentence that one leans on, the list that it announces, the note that it refers to."""
    needs: list[set[int] | None] = [set() for _ in drafts]
    for number, draft in enumerate(drafts):
        if not _can_stand(draft, items[draft.item]):
            needs[number] = None
        elif leans(draft.text) and items[draft.item].item.kind not in LIST_KINDS:
            before = number - 1 if draft.at else None
            needs[number] = {before} if before is not None else None
    for group in _lists(drafts, items):
        for number in group:
            needs[number] = (needs[number] or set()) | group - {number}
    _tie_notes(drafts, items, needs)
    for number, draft in enumerate(drafts):
        draft.needs = _closure(number, needs)


def _can_stand(draft: _Draft, parted: Parted) -> bool:
    """Whether a piece says something by itself: a whole sentence, an item of a list, an address."""
    if parted.item.kind in LIST_KINDS or draft.landmark == "box" or REACHED.search(draft.text):
        return True
    return is_whole(draft.text) and len(draft.text.split()) >= SHORTEST


def _lists(drafts: list[_Draft], items: tuple[Parted, ...]) -> list[set[int]]:
    """Sentences that end in a colon with the list below them, where the list does not carry its introduction."""
    groups: list[set[int]] = []
    for number, draft in enumerate(drafts):
        if not _ENDS_OPEN.search(draft.text) or draft.at != items[draft.item].count - 1:
            continue
        group = {number}
        for other in range(number + 1, len(drafts)):
            below = items[drafts[other].item]
            same = below.section == items[draft.item].section
            if below.item.kind not in LIST_KINDS or below.item.lead_in is not None or not same:
                break
            group.add(other)
        groups.append(group)
    return groups


def _tie_notes(drafts: list[_Draft], items: tuple[Parted, ...], needs: list[set[int] | None]) -> None:
    """A sentence with the mark of a note needs the note; a note can't be chosen without its sentence."""
    notes: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        anchor = items[draft.item].item.anchor
        if draft.place.landmark == "note":
            needs[number] = None
            if anchor:
                notes.setdefault(f"#{anchor}", []).append(number)
    if not notes:
        return
    for number, draft in enumerate(drafts):
        needed = needs[number]
        if needed is not None and draft.place.landmark != "note":
            needed.update(note for link in links_at(items[draft.item], draft.at) for note in notes.get(link.url, ()))
    for marked in notes.values():
        for note in marked:
            needs[note] = set(marked) - {note}


def _closure(number: int, needs: list[set[int] | None]) -> set[int] | None:
    found, waiting, steps = {number}, [number], 0
    while waiting:
        wanted = needs[waiting.pop()]
        steps += 1
        if wanted is None:
            return None
        waiting.extend(wanted - found)
        found |= wanted
    lists = len(found) > _FARTHEST and all(len(needs[each] or ()) <= 1 for each in found)
    return None if lists else found


# ------------------------------------------------------------------------------------------------- what always stays
def _kept(drafts: list[_Draft], items: tuple[Parted, ...], briefing: Briefing, budget: int) -> set[int]:
    """Recommendations, the one thing, and the sentence that is proposed for it.

    Where a heading or a label speaks of recommendations, those under it are meant; else all of that section outside
    the apparatus, unless they are so many that they are a handbook's advice and no recommendations.
    """
    of_section = [n for n, draft in enumerate(drafts) if items[draft.item].section == "recommendations"]
    kept = {n for n in of_section if _is_recommended(drafts[n], items[drafts[n].item])}
    if not kept:
        unnamed = {n for n in of_section if drafts[n].landmark != "apparatus"}
        kept = unnamed if sum(len(drafts[n].text.split()) for n in unnamed) <= _ADVICE * budget else set()
    kept |= {n for n, draft in enumerate(drafts) if items[draft.item].section == "one_thing"}
    proposed = {item.text for item in briefing.sections.one_thing if item.origin == "suggested"}
    for number in tuple(kept):
        kept |= drafts[number].needs or set()
    for draft in drafts:
        # A proposal that brings a long list with it is no reason to keep the list.
        needs = draft.needs or set()
        if draft.text in proposed and sum(len(drafts[n].text.split()) for n in needs) <= _PROPOSED * budget:
            kept |= needs
    return kept


def _is_recommended(draft: _Draft, parted: Parted) -> bool:
    said = " ".join((parted.item.label or "", parted.item.theme or ""))
    return draft.place.recommended or bool(re.search(r"(?i)\brecommend", said))
