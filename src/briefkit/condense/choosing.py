"""Which units make the briefing: greedily the one worth most that says something new, until the budget is spent.

Maximal marginal relevance (Carbonell and Goldstein 1998): what is like something chosen already counts for less. No
section and no theme takes all the room: shares hold until everything else had its turn.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from briefkit.briefing import SectionName
from briefkit.condense.units import Units

_NEW = 0.53
"""How much what a unit is worth counts against how like it is to what was chosen."""
_CROWDED = 0.08
"""What each unit chosen under the same theme takes from the worth of the next, where a report goes theme by theme."""
_THEMED: frozenset[SectionName] = frozenset({"background", "findings"})
_ALIKE = 0.75
"""Nearer than this to something chosen, a sentence says the same again."""
FLOOR = 0.25
"""The part of the budget that the other sections of the core have at least, whatever the recommendations need."""


def choose(found: Units, budget: int) -> set[int]:
    """The numbers of the chosen units. What is kept always stands; all else fits within ``budget`` words.

    Where what is kept leaves less than :data:`FLOOR` of the budget, so much is chosen beside it nevertheless, for a
    briefing that does not say what happened is none.
    """
    chooser = _Chooser(found)
    chooser.take({number for number, unit in enumerate(found.units) if unit.kept})
    limit = max(budget, chooser.words + int(FLOOR * budget))
    chooser.fill(limit, {section: share * budget for section, share in found.shares.items()})
    chooser.fill(limit, {})
    return chooser.chosen


class _Chooser:
    def __init__(self, found: Units) -> None:
        self.units, self.vectors = found.units, found.vectors
        self.chosen: set[int] = set()
        self.words = 0
        self.by_section: Counter[SectionName] = Counter()
        self.by_theme: Counter[tuple[SectionName, str]] = Counter()
        self.likeness: dict[int, float] = defaultdict(float)

    def take(self, numbers: set[int]) -> None:
        """Chooses units."""
        for number in sorted(numbers - self.chosen):
            unit = self.units[number]
            self.chosen.add(number)
            self.words += unit.words
            self.by_section[unit.section] += 0 if unit.kept else unit.words
            self.by_theme[unit.section, unit.theme] += 1
            for other, near in self.vectors.nearness(number).items():
                self.likeness[other] = max(self.likeness[other], near)

    def fill(self, limit: int, shares: dict[SectionName, float]) -> None:
        """Chooses what is worth most until nothing more fits under the limit and within the shares."""
        open_to = [
            number
            for number, unit in enumerate(self.units)
            if number not in self.chosen and unit.needs is not None and unit.landmark != "note"
        ]
        while open_to:
            # What does not fit now never will: words and likeness only grow.
            open_to = [number for number in open_to if self._fits(number, limit, shares)]
            if not open_to:
                return
            taken = max(open_to, key=lambda number: (self._worth(number), -number))
            self.take(set(self.units[taken].needs or ()))
            open_to = [number for number in open_to if number not in self.chosen]

    def _needed(self, number: int) -> frozenset[int]:
        """What must be chosen with a unit and was not yet, itself first of all."""
        needs = self.units[number].needs or frozenset()
        return needs if len(needs) == 1 else needs - self.chosen

    def _fits(self, number: int, limit: int, shares: dict[SectionName, float]) -> bool:
        cost = sum([self.units[each].words for each in self._needed(number)])
        if self.words + cost > limit or self.likeness[number] > _ALIKE:
            return False
        section = self.units[number].section
        return section not in shares or self.by_section[section] + cost <= shares[section]

    def _is_themed(self, number: int) -> bool:
        return self.units[number].section in _THEMED and self.units[number].landmark == "text"

    def _value(self, number: int) -> float:
        """What a unit and those that must go with it are worth a word."""
        needed = self._needed(number)
        if len(needed) == 1:
            return self.units[number].weight.value
        new = [self.units[each] for each in needed]
        return sum([each.weight.value * each.words for each in new]) / (sum([each.words for each in new]) or 1)

    def _worth(self, number: int) -> float:
        """What a unit and those that must go with it are worth, less what they repeat."""
        unit = self.units[number]
        crowd = _CROWDED * self.by_theme[unit.section, unit.theme] if self._is_themed(number) else 0.0
        return _NEW * (self._value(number) - crowd) - (1 - _NEW) * self.likeness[number]
