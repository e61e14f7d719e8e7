"""Which units make the briefing: greedily the one worth most that says something new, until the budget is spent.

Maximal marginal relevance (Carbonell and Goldstein 1998): what is like something chosen already counts for less. No
section and no theme takes all the room: shares hold until everything else had its turn.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict

from briefkit.briefing import SectionName
from briefkit.condense.units import Units

_NEW = 0.57
"""How much what a unit is worth counts against how like it is to what was chosen."""
_CROWDED = 0.04
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
        self._needing: dict[int, list[int]] = defaultdict(list)
        for number, unit in enumerate(self.units):
            for each in unit.needs or ():
                if each != number:
                    self._needing[each].append(number)

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
        """Chooses what is worth most until nothing more fits under the limit and within the shares.

        What a unit is worth only falls while others are chosen, so that the first of the heap whose worth still holds
        is the best; it rises for those that need something chosen now, and they are put in again.
        """
        open_to = (number for number in range(len(self.units)) if self._is_open(number))
        heap = [(-self._worth(number), number) for number in open_to]
        heapq.heapify(heap)
        while heap:
            told, number = heapq.heappop(heap)
            # What does not fit now never will: words and likeness only grow.
            if not self._is_open(number) or not self._fits(number, limit, shares):
                continue
            now = -self._worth(number)
            if now > told:
                heapq.heappush(heap, (now, number))
                continue
            needed = set(self._needed(number))
            self.take(needed)
            for other in sorted({other for each in needed for other in self._needing.get(each, ())}):
                if self._is_open(other):
                    heapq.heappush(heap, (-self._worth(other), other))

    def _is_open(self, number: int) -> bool:
        unit = self.units[number]
        return number not in self.chosen and unit.needs is not None and unit.landmark != "note"

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
