"""Condensing: a long report brought to the length of a briefing by choosing whole sentences of its own.

Nothing is reworded and nothing is lost: what is not chosen is set aside with the reason ``over-length`` and its
source characters. Recommendations and the one thing always stay.
"""

from __future__ import annotations

from briefkit.briefing import Briefing
from briefkit.condense.arranging import arrange
from briefkit.condense.choosing import choose
from briefkit.condense.units import Units, find_units
from briefkit.diagnostics import Diagnostic, Result
from briefkit.model import Document

TOLERANCE = 1.15
"""So many times the budget a briefing may have before it is condensed: a reader does not notice another minute."""


def condense(briefing: Briefing, document: Document, budget: int) -> Result[Briefing]:
    """The briefing within ``budget`` words, chosen from its own whole sentences; itself where it is short enough.

    ``document`` is the tidied one that the briefing was placed from; a budget of 0 switches condensing off. The order
    of the source is kept inside each section. BK330 says what was done, BK331 that what always stays is too long.
    """
    if budget <= 0 or briefing.words <= TOLERANCE * budget:
        return Result(briefing)
    found = find_units(briefing, document, budget)
    chosen = choose(found, budget)
    if len(chosen) == len(found.units):
        return Result(briefing, _too_long(found, chosen, budget))
    made = arrange(briefing, found, chosen)
    told = Diagnostic(
        "BK330",
        "warning",
        f"The document is long, so the briefing was condensed: {made.words} of its {briefing.words} words are in the "
        "briefing, in whole sentences of the source. The web page has the whole text in its last part, and briefing.md "
        "and briefing.json list what was left out under ‘over-length’.",
        note="Read what was left out and move what must stay in briefing.md, or convert with --budget 0 to keep all.",
    )
    return Result(made, (told, *_too_long(found, chosen, budget)))


def _too_long(found: Units, chosen: set[int], budget: int) -> tuple[Diagnostic, ...]:
    kept = sum(unit.words for unit in found.units if unit.kept)
    words = sum(found.units[number].words for number in chosen)
    if words <= budget:
        return ()
    return (
        Diagnostic(
            "BK331",
            "warning",
            f"The recommendations have {kept} words; they are never shortened, so the briefing has {words} words "
            f"and not {budget}.",
            note="Shorten it in briefing.md where the partnership agrees, and render it again.",
        ),
    )
