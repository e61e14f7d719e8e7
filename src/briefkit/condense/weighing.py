"""What speaks for a sentence and against it, each reason with its weight and in words a person understands."""

from __future__ import annotations

import msgspec

from briefkit.briefing import SectionName
from briefkit.condense.cues import Cues
from briefkit.condense.landmarks import Landmark

SHORTEST, SHORT, LONG = 6, 8, 42
"""A paragraph of fewer words than the first says nothing alone; shorter and longer sentences count for less."""

_CENTRAL, _ECHO = 0.73, 0.3
"""What being central and speaking of what the report asks for is worth."""
_FIRST, _LAST = 0.1, 0.1
"""What opening and closing a paragraph is worth."""
_FULL, _FULL_WORDS = 0.42, 24
"""What a sentence of so many words has more than one of none: a short one seldom says a whole thing."""
_UNSURE = 0.3
"""So much of a section's worth has what stands in it by a weak cue only."""
_LISTED = 0.22
"""What speaks for an item of a list of good practice or learning: somebody has condensed already."""
_WORN = 0.8
"""What a sentence loses whose phrases the report uses over and over: the record of a routine."""
_JOINED, _ANNOUNCES, _REFERS, _PRONOUN, _TOO_SHORT, _TOO_LONG = 0.3, 0.6, 0.5, 0.1, 0.25, 0.012


class Weight(msgspec.Struct, frozen=True):
    """The weight of a sentence, and what speaks for it in words."""

    value: float
    reasons: tuple[str, ...] = ()


class Standing(msgspec.Struct, frozen=True):
    """How a sentence stands: its section and landmark, whether it is an item of a list, and the ``first`` or ``last``
    of a paragraph of several sentences; ``joined`` out of several cells of a table, whose heads it lacks;
    ``sure`` that the section is the right one. ``central`` is its nearness to the whole, ``echo`` to what the report
    asks for, ``worn`` the part of its phrases that the report uses over and over (each 0 to 1)."""

    section: SectionName
    landmark: Landmark = "text"
    listed: bool = False
    first: bool = False
    last: bool = False
    joined: bool = False
    sure: bool = True
    central: float = 0.0
    echo: float = 0.0
    worn: float = 0.0


def leans(text: str, cues: Cues) -> bool:
    """Whether a sentence opens so that it needs the one before it ("However, ...", "They ...")."""
    return bool(cues.leaning.match(text)) and not cues.free.match(text)


def weigh(text: str, standing: Standing, cues: Cues) -> Weight:
    """What a sentence is worth, about 0 to 2."""
    section, landmark = standing.section, standing.landmark
    place, kind = cues.places.get(landmark), cues.sections[section]
    worth, told = kind.worth, kind.said
    if section in {"learning", "good_practice"} and not standing.sure:
        worth, told = _UNSURE * worth, ""
    reasons = [(place.said if place else "") or told]
    value = worth + (place.worth if place else 0.0) + _CENTRAL * standing.central + _ECHO * standing.echo
    if standing.central >= 0.6:
        reasons.append("central to the report")
    if standing.echo >= 0.5:
        reasons.append("near to what the report asks for")
    for cue, pattern in cues.cues:
        gain = cue.worth.get(section, cue.worth.get("any", 0.0))
        if gain and pattern.search(text):
            value += gain
            reasons.append(cue.said)
    value += _LISTED * (standing.listed and section in {"good_practice", "learning"})
    if standing.first:
        value += _FIRST
        reasons.append("first of its paragraph")
    elif standing.last:
        value += _LAST
        reasons.append("last of its paragraph")
    number = len(text.split())
    value += _FULL * min(number, _FULL_WORDS) / _FULL_WORDS
    return Weight(
        value - _against(text, number, standing, cues), tuple(dict.fromkeys(said for said in reasons if said))
    )


def _against(text: str, number: int, standing: Standing, cues: Cues) -> float:
    loss = _JOINED * standing.joined + _WORN * standing.worn
    loss += _ANNOUNCES * bool(cues.announces.search(text)) + _REFERS * bool(cues.refers.search(text))
    loss += _PRONOUN * bool(cues.pronoun.match(text))
    return loss + _TOO_SHORT * (number < SHORT) + _TOO_LONG * max(0, number - LONG)
