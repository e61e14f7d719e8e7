"""How central a sentence is and how like another: TF-IDF over the sentences of one document, in plain Python.

The weight of a word is its count in the sentence times the logarithm of how few sentences have it; a sentence is the
unit vector of its words. What is central is near to the sum of all (the centroid), as in Radev et al. (2004).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    "a an and are as at be been being but by can could did do does for from had has have he her him his how i if in "
    "into is it its may might more most no not of on one or other our out over own said she should so some such than "
    "that the their them then there these they this those through to under until up upon was we were what when where "
    "which while who whom whose why will with within without would you your".split()
)
_ENDINGS = re.compile(r"(?:['’]s|ingly|edly|ments?|ings?|ied|ies|ed|es|s|ly)$")
_STEM = 4


def words_of(text: str) -> list[str]:
    """The words of a text that say something, without their endings."""
    return [_stem(word) for word in _WORD.findall(text.casefold()) if word not in _SMALL]


class Vectors:
    """The sentences of a document as vectors. ``central`` gives each its nearness to the whole, 1 for the nearest."""

    def __init__(self, texts: list[str]) -> None:
        """Weighs every text against all of them."""
        counts = [Counter(words_of(text)) for text in texts]
        seen: Counter[str] = Counter()
        for count in counts:
            seen.update(count.keys())
        rarity = {word: math.log((1 + len(texts)) / (1 + number)) + 1 for word, number in seen.items()}
        self.units = [_unit({word: number * rarity[word] for word, number in count.items()}) for count in counts]
        self.holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, unit in enumerate(self.units):
            for word, weight in unit.items():
                self.holders[word].append((at, weight))
        self.central = self._central()

    def nearness(self, at: int) -> dict[int, float]:
        """The cosine of one sentence with every sentence that shares a word with it."""
        near: dict[int, float] = defaultdict(float)
        for word, weight in self.units[at].items():
            for other, others in self.holders[word]:
                near[other] += weight * others
        return near

    def _central(self) -> list[float]:
        centroid = {word: sum(weight for _, weight in held) for word, held in self.holders.items()}
        near = [sum(weight * centroid[word] for word, weight in unit.items()) for unit in self.units]
        most = max(near, default=0.0) or 1.0
        return [each / most for each in near]


def _stem(word: str) -> str:
    stem = _ENDINGS.sub("", word)
    return stem if len(stem) >= _STEM else word


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}
