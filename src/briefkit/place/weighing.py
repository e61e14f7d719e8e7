"""Weighing: what wording says, against what the place in the document makes likely.

Each judgement begins with how likely every section is before a word is read: under an open heading, under a heading
that no rule knows, among the texts around it. The diction then weighs the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, Meaning
from briefkit.place.content import COMMON, EXPECTED, in_words, judge, judge_heading
from briefkit.place.headings import State

Shares = dict[SectionName, float]
"""How likely each section is; they sum to 1."""

UNSETTLED, LIKELY = 0.5, 0.44
"""Trust in a section that is only inherited; the least confidence in the text below a heading that opens another."""
SURE, SUREST, WORTH = 0.97, 0.8, 0.8
"""The share from which on wording is believed as far as it ever is; what a smaller one is worth (shares of 0.6 to 0.75
were right on two texts of three)."""
_UNSURE = 0.74
COMBINED, TRUST, FAINT = 0.9, 0.9, 0.01
"""Trust in the sections of a combined heading, and the most in an open one; the least that a text says of a section."""


def under(state: State, early: bool) -> Shares:
    """How likely each section is under the open heading, before a word is read."""
    common = EXPECTED[early]
    if state.section is None:
        return common
    named = state.either or (state.section,)
    trust = COMBINED if state.either else min(TRUST, state.confidence if state.settled else UNSETTLED)
    others = sum(share for section, share in common.items() if section not in named)
    return {
        section: trust / len(named) if section in named else (1 - trust) * share / others
        for section, share in common.items()
    }


def below(heading: str, inherited: Shares, lexicon: Lexicon) -> Shares:
    """How likely each section is below a heading that no rule knows.

    As far as its words name a topic, the text below goes on in the section that is open around it (``inherited``).
    """
    told = judge_heading(heading, lexicon)
    topic = sum(share for section, share in told.items() if section not in inherited)
    return {section: told.get(section, 0.0) + topic * share for section, share in inherited.items()}


def weigh(texts: Sequence[str], before: Shares, lexicon: Lexicon) -> Meaning | None:
    """The likeliest section of texts, with what its share is worth as confidence; ``None`` where no word is known."""
    judged = judge(texts, before, lexicon)
    if not judged:
        return None
    return Meaning(judged[0].section, _trusted(judged[0].share), in_words(judged[0]))


def _trusted(share: float) -> float:
    """The confidence that a share is worth: only a very high one counts as sure (bench/confidence.py)."""
    return SUREST if share >= SURE else min(share * WORTH, _UNSURE)


def among(
    texts: Sequence[str], stays: Sequence[float], start: Shares, anew: dict[SectionName, Shares], lexicon: Lexicon
) -> list[Shares]:
    """How likely each section is for each of several texts by the wording of the texts around it alone.

    ``stays`` is for each text how likely it goes on in the section of the one before it; where it does not, ``anew``
    gives what follows on each section (forward and backward messages of a chain of hidden states, without what the text
    itself says).
    """
    spoken = [heard(text, lexicon) for text in texts]
    before, forward = [], start
    for number, (stay, said) in enumerate(zip(stays, spoken, strict=True)):
        arrived = _moved(forward, stay, anew) if number else start
        before.append(arrived)
        forward = _evened({section: share * said[section] for section, share in arrived.items()})
    after, backward = [], dict.fromkeys(start, 1.0)
    for stay, said in zip(reversed(stays), reversed(spoken), strict=True):
        after.append(backward)
        ahead = {section: share * said[section] for section, share in backward.items()}
        backward = _evened(
            {
                section: stay * share + (1 - stay) * sum(anew[section][to] * more for to, more in ahead.items())
                for section, share in ahead.items()
            }
        )
    return [
        _evened({section: share * later[section] for section, share in earlier.items()})
        for earlier, later in zip(before, reversed(after), strict=True)
    ]


def heard(text: str, lexicon: Lexicon) -> Shares:
    """What a text says by itself of each section, whatever stands around it."""
    told = {one.section: one.share for one in judge((text,), {}, lexicon)}
    return {section: max(told.get(section, 0.0), FAINT) if told else 1.0 for section in COMMON}


def _moved(shares: Shares, stay: float, anew: dict[SectionName, Shares]) -> Shares:
    return {
        section: stay * share + (1 - stay) * sum(more * anew[came][section] for came, more in shares.items())
        for section, share in shares.items()
    }


def _evened(shares: Shares) -> Shares:
    whole = sum(shares.values())
    return {section: share / whole for section, share in shares.items()}
