"""A word cut at a line end: was the hyphen the word's own, or the wrap's?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import log

import msgspec

_PREFIXES = frozenset(
    "non self multi inter cross co pre post well ill long short high low face one two three four five six seven eight "
    "nine ten follow step half mid ex anti part full all day year out in up on off re first second third so decision "
    "child family trauma risk evidence person strength problem drug alcohol age e".split()
)
_CLOSED = frozenset({"re", "in", "on", "out", "up", "inter", "all"})
"""Those of them that begin as many closed words ("income", "outline")."""
_APART = frozenset("multi non self anti cross well half mid".split())
"""Those that British spelling keeps apart."""
_LITTLE = frozenset("to of the in on by and up at a off out for".split())
"""Words inside compounds ("up-to-date")."""
_BARE, _AFTER_PREFIX = -7.0, -3.0
"""How much rarer (natural logarithm) a whole word may be than its halves where the document hyphenates."""


class Vocabulary(msgspec.Struct, frozen=True):
    """The words of the document, ``frequency``, which tells how common a lower-case word is (0: no word), and whether
    the document ``hyphenates`` at line ends at all: where it does not, each hyphen there is a word's own.
    """

    words: frozenset[str]
    frequency: Callable[[str], int]
    hyphenates: bool = False

    def join(self, head: str, tail: str, soft: bool = False) -> str:
        """``head`` and ``tail`` as one word, with the hyphen where it belongs to the word.

        ``head`` is what stands before the hyphen, ``tail`` the rest, both with whatever punctuation sticks to them.
        """
        left = re.split(r"[^\w'’-]", head)[-1].casefold()
        right = re.split(r"[^\w-]", tail)[0].casefold()
        return head + tail if soft or self._is_one(left, right) else f"{head}-{tail}"

    def _is_one(self, left: str, right: str) -> bool:
        first = right.split("-", maxsplit=1)[0]
        if f"{left}-{right}" in self.words or f"{left}-{first}" in self.words:
            return False
        if left + right in self.words or left + first in self.words:
            return True
        # Of "multi-discip-linary" only what stands around the line end is looked at.
        compound, left = "-" in left, left.rsplit("-", 1)[-1]
        if not left.isalpha() or not first.isalpha():
            return False
        if self.frequency(first) and (left in _APART or (compound and left in _LITTLE)):
            return False
        whole = left + first
        if whole in self.words:
            return True
        if self.hyphenates:
            return self._is_likely(left, first)
        if left in _PREFIXES and self.frequency(first):
            return left in _CLOSED and bool(self.frequency(whole))
        return bool(self.frequency(whole)) or not self._are_words(left, first)

    def _is_likely(self, left: str, right: str) -> bool:
        """Whether the whole is common enough beside its halves to be one word that the wrap cut."""
        whole, before, after = (self.frequency(word) for word in (left + right, left, right))
        if not whole:
            return not (self._are_words(left, right) or (left in _PREFIXES and after))
        if not after or not (before or left in _PREFIXES):
            return True
        expected = 0.8 * log(after) + 0.2 * log(max(before, 1))
        return log(whole) > expected + (_AFTER_PREFIX if left in _PREFIXES else _BARE)

    def _are_words(self, left: str, right: str) -> bool:
        return min(len(left), len(right)) > 2 and bool(self.frequency(left)) and bool(self.frequency(right))


def hyphenates(breaks: Iterable[tuple[str, str]], frequency: Callable[[str], int]) -> bool:
    """Whether one of the line ends surely cuts a word: its halves are no words, and together they are one.

    ``breaks`` are what stands before and after the hyphen at each line end, in small letters.
    """
    for left, right in breaks:
        after = bool(frequency(right)) and len(right) > 2
        halves = after and (left in _PREFIXES or (len(left) > 2 and bool(frequency(left))))
        if not halves and frequency(left + right):
            return True
    return False
