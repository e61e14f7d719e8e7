"""Diction: how the wording of a text tells its section, as weights of words learned from texts of our own.

No heading that a rule knows stands over a good part of what offices write. A linear model over words, pairs of words
and the hints of the lexicon (multinomial logistic regression) then weighs each section. It is small and needs no
library, and every answer can say which words spoke for it. ``bench/train_diction.py`` makes the weights from the
passages and headings in ``bench/wording`` alone, so every real document is one that they have never seen.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Generic, Literal, TypeVar

import msgspec

from briefkit.briefing import SectionName

Label = SectionName | Literal["theme", "metadata"]
"""What wording may speak for: a section, a topic inside any of them, or matter such as keywords that is in none."""
Named = TypeVar("Named", bound=str)

_WORD = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|\w+(?:['’]\w+)*|[?:;!]")
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_STOPPED = re.compile(r"[.?!][”’\"')\]]*$")
_BULLETS = " \t•–—-"
_NEVER = 1e-6
"""The least odds of a section: nothing is beyond what the wording can say."""


class Judged(msgspec.Struct, Generic[Named], frozen=True):
    """How likely a section is (0 to 1; all of a judgement sum to 1); of the likeliest, the words that spoke most."""

    section: Named
    share: float
    words: tuple[str, ...]


class Weights(msgspec.Struct, Generic[Named], frozen=True, forbid_unknown_fields=True):
    """``features`` gives for each feature its rarity (inverse document frequency) and one weight for each section."""

    sections: tuple[Named, ...]
    intercepts: tuple[float, ...]
    features: dict[str, tuple[float, ...]]


class DictionData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``data/diction.json`` as it stands: the weights for running text and those for headings."""

    version: int
    passages: Weights[SectionName]
    headings: Weights[Label]


def features_of(sentence: str) -> list[str]:
    """The features of one sentence: its words, its pairs of words, how it begins and whether it asks or has no stop.

    Names, numbers, years, links and addresses count as such and not as the words they are: whom a review is about tells
    nothing of the section. A word that only begins a sentence keeps its own.

    >>> features_of("Police saw Ada.")
    ['police', 'saw', '<name>', 'police saw', 'saw <name>', '^police', '^police saw']
    """
    sentence = sentence.strip(_BULLETS)
    words = [_feature(match, sentence) for match in _WORD.finditer(sentence)]
    if not words:
        return []
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    found = [*words, *pairs, f"^{words[0]}", *(f"^{pair}" for pair in pairs[:1])]
    if sentence.endswith("?"):
        found.append("<asks>")
    if not _STOPPED.search(sentence):
        found.append("<no stop>")
    return found


def _feature(match: re.Match[str], sentence: str) -> str:
    word = match.group(0)
    small = word.casefold().replace("’", "'")
    if "@" in word:
        return "<mail>"
    if small.startswith(("http:", "https:", "www.")):
        return "<link>"
    if word[0].isdigit():
        return "<year>" if re.fullmatch(r"(?:19|20)\d\d", word) else "<number>"
    if len(word) == 1 and word.isupper() and word not in "AI":
        return "<initial>"
    begins = not match.start() or re.search(r"[.!?:•]\W*$", sentence[: match.start()])
    if word[0].isupper() and not word.isupper() and not begins and small not in _MONTHS:
        return "<name>"
    return small


class Diction(Generic[Named]):
    """The weights, ready to judge."""

    def __init__(self, data: Weights[Named]) -> None:
        """``data`` as parsed. Raises ``ValueError`` where it does not fit itself."""
        size = len(data.sections)
        bad = next((name for name, row in data.features.items() if len(row) != size + 1), None)
        if bad is not None or len(data.intercepts) != size:
            raise ValueError(f"diction: the weights do not fit the sections ({bad or 'intercepts'})")
        self._data = data

    def judge(self, features: Iterable[str], leaning: Mapping[Named, float]) -> tuple[Judged[Named], ...]:
        """The sections from the likeliest on; empty where not one feature is known.

        ``features`` are those of all sentences of a passage together; ``leaning`` multiplies the odds of a section by
        what is known besides the wording (1 where it is not named).
        """
        counts = Counter(features)
        known = {name: row for name in counts if (row := self._data.features.get(name))}
        values = {name: (1.0 + math.log(counts[name])) * row[0] for name, row in known.items()}
        length = math.sqrt(sum(value * value for value in values.values()))
        if not length:
            return ()
        sums = [
            intercept + math.log(max(leaning.get(section, 1.0), _NEVER))
            for section, intercept in zip(self._data.sections, self._data.intercepts, strict=True)
        ]
        for name, row in known.items():
            value = values[name] / length
            for place in range(len(sums)):
                sums[place] += value * row[place + 1]
        highest = max(sums)
        odds = [math.exp(total - highest) for total in sums]
        whole = sum(odds)
        best = sums.index(highest)
        loudest = _loudest([(values[name] * row[best + 1], name) for name, row in known.items()])
        judged = [
            Judged(section, odd / whole, loudest if place == best else ())
            for place, (section, odd) in enumerate(zip(self._data.sections, odds, strict=True))
        ]
        return tuple(sorted(judged, key=lambda one: -one.share))


def _loudest(parts: list[tuple[float, str]]) -> tuple[str, ...]:
    """Up to three words or pairs of words that spoke most for a section."""
    words = [(part, name) for part, name in parts if part > 0 and re.fullmatch(r"[\w' ]+", name)]
    return tuple(name for _, name in sorted(words, key=lambda hit: (-hit[0], hit[1]))[:3])


class Dictions(msgspec.Struct, frozen=True):
    """How running text speaks, and how headings do."""

    passages: Diction[SectionName]
    headings: Diction[Label]


def parse_diction(text: str | bytes) -> Dictions:
    """The diction of a JSON text. Raises ``ValueError`` with what is wrong."""
    try:
        data = msgspec.json.decode(text, type=DictionData)
    except msgspec.DecodeError as error:
        raise ValueError(f"diction: {error}") from error
    return Dictions(Diction(data.passages), Diction(data.headings))


@cache
def load_diction() -> Dictions:
    """The diction that ships with briefkit, read once a process."""
    return parse_diction(resources.files("briefkit.data").joinpath("diction.json").read_bytes())
