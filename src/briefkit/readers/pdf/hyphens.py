"""A word cut at a line end: was the hyphen the word's own, or the wrap's?"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import msgspec

_PREFIXES = frozenset(
    "non self multi inter cross co pre post well ill long short high low face one two three four five six seven eight "
    "nine ten follow step half mid ex anti part full all day year out in up on off re first second third so decision "
    "child family trauma risk evidence person strength problem drug alcohol age e".split()
)


class Vocabulary(msgspec.Struct, frozen=True):
    """The words of the document and ``known``, which tells whether a lower-case word is an English one."""

    words: frozenset[str]
    known: Callable[[str], bool]

    def join(self, head: str, tail: str, soft: bool = False) -> str:
        """``head`` and ``tail`` as one word, with the hyphen where it belongs to the word.

        ``head`` is what stands before the hyphen, ``tail`` the rest, both with whatever punctuation sticks to them.
        """
        left = re.split(r"[^\w'’-]", head)[-1].casefold()
        right = re.split(r"[^\w-]", tail)[0].casefold()
        return head + tail if soft or self._is_one(left, right) else f"{head}-{tail}"

    def _is_one(self, left: str, right: str) -> bool:
        if not left.isalpha() or not right.split("-", maxsplit=1)[0].isalpha():
            return False
        first = right.split("-", maxsplit=1)[0]
        whole = left + first
        if f"{left}-{right}" in self.words or f"{left}-{first}" in self.words:
            return False
        if whole in self.words:
            return True
        if left in _PREFIXES and self.known(first):
            return left in {"re", "in", "on", "out", "up", "inter", "all"} and self.known(whole)
        if self.known(whole):
            return True
        return not (self.known(left) and self.known(first) and len(left) > 2 and len(first) > 2)


@cache
def _listed() -> frozenset[str]:
    # Loaded only when the document's own words do not decide: the list takes a fraction of a second.
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en", distance=1).word_frequency.words())


def is_english(word: str) -> bool:
    """Whether ``word`` (lower case) stands in the word list; British ``-ise`` and ``-our`` forms count too."""
    listed = _listed()
    if word in listed:
        return True
    for british, other in (("ise", "ize"), ("isa", "iza"), ("ising", "izing"), ("our", "or"), ("lled", "led")):
        if british in word and word.replace(british, other) in listed:
            return True
    return False
