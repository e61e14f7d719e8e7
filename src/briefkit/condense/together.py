"""What must be chosen together: a sentence with the one that it leans on, a list with its introduction, its notes."""

from __future__ import annotations

import re

import msgspec

from briefkit.condense.belonging import Belonging
from briefkit.condense.cues import Cues
from briefkit.condense.landmarks import Landmark, Place
from briefkit.condense.parts import LIST_KINDS, Parted, links_at
from briefkit.condense.weighing import SHORTEST, leans

_FARTHEST = 3
"""A sentence that leans on one that leans on one ... is passed over where more than so many must go with it."""
_MOST_TOGETHER = 200
"""What must go with more pieces than this is longer than a briefing, and is passed over."""
_ENDS_OPEN = re.compile(r":\W*$")
_BEGINS = re.compile(r"[\"'“‘(\[]*[^\W_a-z]")
"""A sentence begins with a capital or a number; a small letter goes on from the page before."""
_INTACT = 120
"""The most words of a list whose items are no sentences, for it to be taken whole or not at all."""
_WITH_ADDRESS = 4
"""An address with fewer words than this does not say whose it is."""
_NEVER: frozenset[Landmark] = frozenset({"backmatter", "contents"})


class Draft(msgspec.Struct):
    """A piece of an item before it is weighed: ``needs`` are the numbers of all that must be chosen with it."""

    item: int
    at: int
    text: str
    place: Place
    landmark: Landmark
    belongs: Belonging
    needs: set[int] | None = None


def connect(drafts: list[Draft], items: tuple[Parted, ...], cues: Cues) -> None:
    """Fills ``needs``: the sentence that one leans on, the list that it announces, the note that it refers to."""
    needs: list[set[int] | None] = [set() for _ in drafts]
    groups, parted_from = _announced(drafts, items)
    introduced = set().union(*groups) | _headed(drafts, items)
    for number, draft in enumerate(drafts):
        if not _can_stand(draft, items[draft.item], number in introduced, cues):
            needs[number] = None
        elif leans(draft.text, cues) and not _completes(draft, items[draft.item], cues):
            needs[number] = {number - 1} if draft.at else None
    for number in parted_from:
        if not (cues.whole.search(drafts[number].text) and _BEGINS.match(drafts[number].text)):
            needs[number] = None
    for group in (*groups, *_intact(drafts, items, cues)):
        # An introduction without its list, or with a list that can't be shown, can't be shown either.
        broken = len(group) == 1 or any(needs[number] is None for number in group)
        lead = min(group)
        for number in group:
            # Each needs the first and the first needs all: that says the same as each needing each, in fewer words.
            needs[number] = (
                None if broken else (needs[number] or set()) | (group - {lead} if number == lead else {lead})
            )
    _tie_notes(drafts, items, needs)
    for number, draft in enumerate(drafts):
        draft.needs = _closure(number, needs)


def _completes(draft: Draft, parted: Parted, cues: Cues) -> bool:
    """Whether a piece is the item of a list that goes on from its introduction and is no sentence by itself."""
    return parted.item.kind in LIST_KINDS and not cues.whole.search(draft.text)


def _can_stand(draft: Draft, parted: Parted, introduced: bool, cues: Cues) -> bool:
    """Whether a piece says something by itself: a whole sentence, an item of a list that is a sentence or has an
    introduction, whom to ask at which address."""
    if draft.at == 0 and draft.place.runs_on:
        return False
    addressed = cues.reached.search(draft.text)
    if draft.landmark in _NEVER and not (addressed and draft.belongs.section == "contact"):
        return False
    lead_in = parted.item.lead_in
    if lead_in and (not _BEGINS.match(lead_in) or leans(lead_in, cues)):
        return False
    listed = parted.item.kind in LIST_KINDS
    if draft.landmark == "box" or (listed and (introduced or lead_in)):
        return True
    if not _BEGINS.match(draft.text):
        return False
    number = len(draft.text.split())
    if addressed:
        return number >= _WITH_ADDRESS
    if listed:
        return True
    return number >= SHORTEST and bool(cues.whole.search(draft.text) or _ENDS_OPEN.search(draft.text))


def _announced(drafts: list[Draft], items: tuple[Parted, ...]) -> tuple[list[set[int]], set[int]]:
    """Sentences that end in a colon with the list below them, where the list does not carry its introduction; and the
    items that stand in another section than the sentence that announces them."""
    groups: list[set[int]] = []
    elsewhere: set[int] = set()
    for number, draft in enumerate(drafts):
        if not _announces(draft, items):
            continue
        group = {number}
        for other in range(number + 1, len(drafts)):
            below = items[drafts[other].item].item
            if below.kind not in LIST_KINDS or below.lead_in is not None:
                break
            same = drafts[other].belongs.section == draft.belongs.section
            (group if same else elsewhere).add(other)
            if same and _announces(drafts[other], items):
                break  # what stands below that item is its own list, and goes with it
        groups.append(group)
    return groups, elsewhere


def _announces(draft: Draft, items: tuple[Parted, ...]) -> bool:
    return _ENDS_OPEN.search(draft.text) is not None and draft.at == items[draft.item].count - 1


def _headed(drafts: list[Draft], items: tuple[Parted, ...]) -> set[int]:
    """The items of lists that stand right under a heading or a label: it introduces them, and is shown with them."""
    said = {span.block for parted in items for span in parted.item.spans}
    return {
        number
        for number, draft in enumerate(drafts)
        if items[draft.item].item.kind in LIST_KINDS and draft.place.above and draft.place.above not in said
    }


def _intact(drafts: list[Draft], items: tuple[Parted, ...], cues: Cues) -> list[set[int]]:
    """Short lists under one introduction whose items are no sentences: the items complete it together."""
    groups: list[set[int]] = []
    for number, draft in enumerate(drafts):
        lead_in = items[draft.item].item.lead_in
        if not lead_in or items[draft.item].item.kind not in LIST_KINDS:
            continue
        before = items[drafts[number - 1].item].item if number else None
        if groups and before is not None and before.lead_in == lead_in and number - 1 in groups[-1]:
            groups[-1].add(number)
        else:
            groups.append({number})
    return [group for group in groups if len(group) > 1 and _is_intact([drafts[number].text for number in group], cues)]


def _is_intact(texts: list[str], cues: Cues) -> bool:
    return sum(len(text.split()) for text in texts) <= _INTACT and not all(cues.whole.search(text) for text in texts)


def _tie_notes(drafts: list[Draft], items: tuple[Parted, ...], needs: list[set[int] | None]) -> None:
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
    found, waiting = {number}, [number]
    while waiting:
        wanted = needs[waiting.pop()]
        if wanted is None:
            return None
        waiting.extend(wanted - found)
        found |= wanted
        if len(found) > _MOST_TOGETHER:
            return None
    chain = len(found) > _FARTHEST and all(len(needs[each] or ()) <= 1 for each in found)
    return None if chain else found
