"""How common English words are, by a word list without network."""

from __future__ import annotations

from functools import cache

COMMON = 500
"""The frequency from which an entry of the list is surely a word: ‘overview’ has 626, ‘ragga’ 50."""

_SPELLINGS = tuple(
    pair.split(":")
    for pair in (
        "isation:ization ise:ize isi:izi isa:iza our:or lled:led lling:ling aed:ed yse:yze ysi:yzi ence:ense "
        "entre:enter mme:m olment:ollment"
    ).split()
)
"""British spellings and the other ones, under which the word list may have a word."""


@cache
def _listed() -> dict[str, int]:
    # Loaded only when the document's own words do not decide: the list takes a fraction of a second.
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="en", distance=1).word_frequency.dictionary)


def frequency_of(word: str) -> int:
    """How often ``word`` (lower case) stands in what the word list was made of, in either spelling; 0: no word."""
    listed = _listed()
    others = (word.replace(british, other) for british, other in _SPELLINGS if british in word)
    return listed.get(word, 0) or max((listed.get(other, 0) for other in others), default=0)
