"""Ways to choose the sentences of a long report, beside the one that briefkit takes.

All get the same units with the same weights, and choose whole groups that belong together within the same budget;
what always stays is chosen first. They are compared on the reports that the weights were set on, and on no other.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable

from briefkit.condense.choosing import FLOOR, choose
from briefkit.condense.units import Units

Way = Callable[[Units, int], set[int]]
_ALIKE = 0.75


class _Pool:
    """What is chosen, and what still fits."""

    def __init__(self, found: Units, budget: int) -> None:
        self.found, self.chosen, self.words = found, set[int](), 0
        self.likeness: dict[int, float] = defaultdict(float)
        self.take({number for number, unit in enumerate(found.units) if unit.kept})
        self.limit = max(budget, self.words + int(FLOOR * budget))

    def open(self) -> list[int]:
        units = enumerate(self.found.units)
        return [n for n, unit in units if n not in self.chosen and unit.needs is not None and unit.landmark != "note"]

    def needed(self, number: int) -> set[int]:
        return set(self.found.units[number].needs or ()) - self.chosen

    def cost(self, number: int) -> int:
        return sum(self.found.units[each].words for each in self.needed(number))

    def fits(self, number: int) -> bool:
        return self.likeness[number] <= _ALIKE and self.words + self.cost(number) <= self.limit

    def take(self, numbers: set[int]) -> None:
        for number in sorted(numbers):
            self.chosen.add(number)
            self.words += self.found.units[number].words
            for other, near in self.found.vectors.nearness(number).items():
                self.likeness[other] = max(self.likeness[other], near)


def _ranked(key: Callable[[Units, int], float]) -> Way:
    def way(found: Units, budget: int) -> set[int]:
        pool = _Pool(found, budget)
        for number in sorted(pool.open(), key=lambda number: (-key(found, number), number)):
            if pool.fits(number):
                pool.take(pool.needed(number))
        return pool.chosen

    return way


def _by_chapters(found: Units, budget: int) -> set[int]:
    """Each chapter in turn gives its best sentence, until nothing fits."""
    pool = _Pool(found, budget)
    chapters: dict[str, list[int]] = defaultdict(list)
    for number in sorted(pool.open(), key=lambda number: found.units[number].weight.value):
        chapters[found.units[number].theme].append(number)
    while any(chapters.values()):
        for best in chapters.values():
            while best:
                number = best.pop()
                if number not in pool.chosen and pool.fits(number):
                    pool.take(pool.needed(number))
                    break
    return pool.chosen


class _Covering(_Pool):
    """A pool that knows how much of each word of the report the chosen have."""

    def __init__(self, found: Units, budget: int) -> None:
        self.whole: dict[str, float] = defaultdict(float)
        self.covered: dict[str, float] = defaultdict(float)
        for vector in found.vectors.units:
            for word, weight in vector.items():
                self.whole[word] += weight
        self.scale = sum(map(math.sqrt, self.whole.values())) / 100
        super().__init__(found, budget)

    def take(self, numbers: set[int]) -> None:
        super().take(numbers)
        for word, weight in self.words_of(numbers).items():
            self.covered[word] += weight

    def words_of(self, numbers: set[int]) -> dict[str, float]:
        words: dict[str, float] = defaultdict(float)
        for number in numbers:
            for word, weight in self.found.vectors.units[number].items():
                words[word] += weight * math.sqrt(self.found.units[number].words)
        return words

    def gain(self, number: int) -> float:
        needed = self.needed(number)
        more = sum(
            math.sqrt(self.whole[word]) * (math.sqrt(self.covered[word] + weight) - math.sqrt(self.covered[word]))
            for word, weight in self.words_of(needed).items()
        )
        units = self.found.units
        worth = sum(units[each].weight.value * units[each].words for each in needed) / 20
        return (0.95 * worth + 0.05 * more / self.scale) / max(1, self.cost(number))


def _coverage(found: Units, budget: int) -> set[int]:
    """A submodular function of what is covered (Lin and Bilmes 2011): each word of the report counts by the root of
    how much of it the chosen have, added to what they are worth; the gain is divided by the words that it costs."""
    pool = _Covering(found, budget)
    heap = [(-pool.gain(number), number) for number in pool.open()]
    heapq.heapify(heap)
    while heap:
        told, number = heapq.heappop(heap)
        if number in pool.chosen or not pool.fits(number):
            continue
        now = -pool.gain(number)
        if now > told + 1e-9:
            heapq.heappush(heap, (now, number))
            continue
        pool.take(pool.needed(number))
    return pool.chosen


WAYS: dict[str, Way] = {
    "the first sentences": _ranked(lambda _, number: -number),
    "the most central": _ranked(lambda found, number: found.vectors.central[number]),
    "the weightiest": _ranked(lambda found, number: found.units[number].weight.value),
    "a turn for each chapter": _by_chapters,
    "coverage (submodular)": _coverage,
    "**worth less likeness, with shares (taken)**": choose,
}
