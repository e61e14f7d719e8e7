"""Words printed twice on one place: a cheap way to make bold, or a shadow."""

from __future__ import annotations

from itertools import groupby, pairwise

from briefkit.readers.pdf.page.words import Word

_First = dict[tuple[str, int, int, float], Word]


def without_doubles(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """The words without those that a second text object prints on the same place, and these."""
    again = _printed_again(words)
    if not again:
        return words, []
    first: _First = {}
    # The second print may begin within the first: on the rows of what is known, all is looked at letter by letter.
    rows = {int(word.base) + n for word in words if word.of in again for n in (-1, 0, 1)}
    wholes: dict[tuple[str, float, float, float], int] = {}
    kept: list[Word] = []
    doubled: list[Word] = []
    spaced = False
    for word in words:
        spaced = spaced or word.spaced
        if word.of in again and wholes.setdefault((word.text, word.x0, word.x1, word.base), word.of) != word.of:
            doubled.append(word)  # a page may stand on itself hundreds of times: such words are not cut into letters
            continue
        for number, (twice, part) in enumerate(_parted(word, first) if int(word.base) in rows else [(False, word)]):
            if twice:
                doubled.append(part)
            else:
                # The rest of a word of which the beginning was there before is part of that word.
                part.spaced = part.spaced or (spaced and not number)
                kept.append(part)
                spaced = False
    return kept, doubled


def _parted(word: Word, first: _First) -> list[tuple[bool, Word]]:
    """The word cut where letters that were there before meet others."""
    letters = [word.cut(n, n + 1) for n in range(len(word.text))]
    parts: list[tuple[bool, Word]] = []
    at = 0
    for twice, group in groupby(letters, key=lambda letter: _was_here(first, letter) is not None):
        end = at + len(list(group))
        parts.append((twice, word.cut(at, end)))
        at = end
    return parts


def _printed_again(words: list[Word]) -> set[int]:
    """The text objects whose first letter stands where the same letter began another object."""
    heads = [word for last, word in pairwise(words) if word.of != last.of]
    heads[:0] = words[:1]
    again: set[int] = set()
    # Most pages end here: of each two heads one at least would have to stand in one square with another's.
    if all(len({(int(word.x0 + half), int(word.base + half)) for word in heads}) == len(heads) for half in (0.0, 0.5)):
        return again
    first: _First = {}
    for word in heads:
        twin = _was_here(first, word)
        if twin is not None:
            again.update((twin.of, word.of))
    return again


def _was_here(first: _First, word: Word) -> Word | None:
    """The word of another object whose first letter is on this place, if any; ``first`` remembers all asked for."""
    keys = (_key(word, 0.0), _key(word, 0.5))
    near = max(0.08 * word.look.size, 0.4)
    for key in keys:
        one = first.get(key)
        if one is not None and _same_place(one, word, near):
            return one
    for key in keys:
        first[key] = word
    return None


def _key(word: Word, half: float) -> tuple[str, int, int, float]:
    """Two letters on one place share one of the two keys that ``half`` 0 and 0.5 points give them."""
    return word.text[0], int(word.x0 + half), int(word.base + half), half


def _same_place(one: Word, other: Word, near: float) -> bool:
    return (
        one.of != other.of
        and abs(one.x0 - other.x0) < near
        and abs(one.base - other.base) < near
        and abs(one.x0 + one.edges[1] - other.x0 - other.edges[1]) < 2 * near
    )
