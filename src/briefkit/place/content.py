"""What a group of sentences is about where no heading names its section: most tell for one, or none is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, Meaning
from briefkit.segment import sentences

SHARE, LEAD = 0.45, 1.25
"""The least share of all that is told, and the least lead over the next section, for a choice."""
LIKELY, PLAIN = 0.65, 0.78
PLAIN_SUM, PLAIN_SHARE = 3.0, 0.8
"""How sure a choice is; and how much must be told, and with how few other voices, for a plain one."""
PRAISE = 1.6
"""The weight of a sentence that a strong cue knows as praise."""

_EARLY: dict[SectionName, float] = {"background": 1.4, "about": 1.3, "learning": 0.9, "findings": 0.8}
_LATE: dict[SectionName, float] = {"background": 0.45, "about": 0.6}


def classify(texts: Iterable[str], early: bool, lexicon: Lexicon) -> Meaning | None:
    """The section that most of the texts' sentences tell for, or ``None`` where they disagree or tell nothing.

    ``early`` says that no section but background and boilerplate was opened yet: a story then comes first.
    """
    sums: dict[SectionName, float] = {}
    for text in texts:
        for start, end in sentences(text):
            told = lexicon.tells(text[start:end])
            praise = lexicon.cue(text[start:end], "strong")
            if praise is not None and praise.section == "good_practice":
                told = {**told, praise.section: PRAISE}
            best = max(told.values(), default=0.0)
            for section, weight in told.items():
                # A sentence speaks with one voice: what it tells most counts whole, the rest a little.
                sums[section] = sums.get(section, 0.0) + (weight if weight == best else 0.3 * weight)
    leaning = _EARLY if early else _LATE
    ranked = sorted(((weight * leaning.get(section, 1.0), section) for section, weight in sums.items()), reverse=True)
    if not ranked:
        return None
    top, section = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    everything = sum(weight for weight, _ in ranked)
    if top < SHARE * everything or top < LEAD * second:
        return None
    plain = top >= PLAIN_SUM and top >= PLAIN_SHARE * everything
    return Meaning(section, PLAIN if plain else LIKELY, "what its sentences say")
