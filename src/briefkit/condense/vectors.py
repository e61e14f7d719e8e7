"""How central a sentence is and how like another: TF-IDF over the sentences of one document, in plain Python.

The weight of a word is its count in the sentence times the logarithm of how few sentences have it; a sentence is the
unit vector of its words. What is central is near to the sum of all (the centroid), as in Radev et al. (2004); here each
chapter counts alike in the sum, so that fifty pages of records do not outweigh five of analysis.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    "a an and are as at be been being but by can could did do does for from had has have he her him his how i if in "
    "into is it its may might more most no not of on one or other our out over own said she should so some such than "
    "that the their them then there these they this those through to under until up upon was we were what when where "
    "which while who whom whose why will with within without would you your".split()
)
_ENDINGS = re.compile(r"(?:['’]s|ingly|edly|ments?|ings?|ied|ies|ed|es|s|ly)$")
_STEM = 4
_PHRASE, _OFTEN = 4, 4
"""So many words make a phrase, and one that so many sentences use is worn."""


class Vectors:
    """The sentences of a document as vectors. ``central`` gives each its nearness to the whole, 1 for the nearest."""

    def __init__(self, texts: Sequence[str], chapters: Sequence[str] = ()) -> None:
        """Weighs every text against all of them; ``chapters`` names the part that each stands in."""
        stems: dict[str, str] = {}
        counts = [Counter(_stemmed(text, stems)) for text in texts]
        seen: Counter[str] = Counter()
        for count in counts:
            seen.update(count.keys())
        rarity = {word: math.log((1 + len(texts)) / (1 + number)) + 1 for word, number in seen.items()}
        self.units = [_unit({word: number * rarity[word] for word, number in count.items()}) for count in counts]
        self.holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, unit in enumerate(self.units):
            for word, weight in unit.items():
                self.holders[word].append((at, weight))
        self.central = self._near(_centroid(self.units, chapters or [""] * len(texts)))

    def nearness(self, at: int) -> dict[int, float]:
        """The cosine of one sentence with every sentence that shares a word with it."""
        near: dict[int, float] = defaultdict(float)
        for word, weight in self.units[at].items():
            for other, others in self.holders[word]:
                near[other] += weight * others
        return near

    def echo(self, asked: Iterable[int]) -> list[float]:
        """How near each sentence is to those numbered ``asked`` together, 1 for the nearest."""
        return self._near(_sum(self.units[number] for number in asked))

    def _near(self, centroid: dict[str, float]) -> list[float]:
        near = [sum([weight * centroid.get(word, 0.0) for word, weight in unit.items()]) for unit in self.units]
        most = max(near, default=0.0) or 1.0
        return [each / most for each in near]


def worn(texts: Sequence[str]) -> list[float]:
    """The part of each text's phrases that many texts use."""
    phrases = [_phrases(text) for text in texts]
    used: Counter[tuple[str, ...]] = Counter()
    for own in phrases:
        used.update(set(own))
    often = {phrase for phrase, number in used.items() if number >= _OFTEN}
    return [sum([phrase in often for phrase in own]) / (len(own) or 1) for own in phrases]


def _phrases(text: str) -> list[tuple[str, ...]]:
    said = text.casefold().split()
    return list(zip(*(said[at:] for at in range(_PHRASE)), strict=False))


def _stemmed(text: str, known: dict[str, str]) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        stem = known.get(word)
        if stem is None:
            stem = known[word] = "" if word in _SMALL else _stem(word)
        if stem:
            found.append(stem)
    return found


def _centroid(units: list[dict[str, float]], chapters: Sequence[str]) -> dict[str, float]:
    parts: dict[str, list[dict[str, float]]] = defaultdict(list)
    for unit, chapter in zip(units, chapters, strict=True):
        parts[chapter].append(unit)
    # The root keeps a chapter of one line from counting as much as the analysis.
    return _sum(
        {word: math.sqrt(len(own)) * weight for word, weight in _unit(_sum(own)).items()} for own in parts.values()
    )


def _sum(units: Iterable[dict[str, float]]) -> dict[str, float]:
    whole: dict[str, float] = defaultdict(float)
    for unit in units:
        for word, weight in unit.items():
            whole[word] += weight
    return whole


def _stem(word: str) -> str:
    stem = _ENDINGS.sub("", word)
    return stem if len(stem) >= _STEM else word


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum([weight * weight for weight in weights.values()])) or 1.0
    return {word: weight / length for word, weight in weights.items()}
