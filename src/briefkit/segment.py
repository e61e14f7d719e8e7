"""Where sentences begin and end. No character is changed, and a block is cut, never joined.

The rules are our own and made for British casework prose: letters that stand for people (``Baby K. He``), law
(``s.47``, ``CN v. X``), note marks after the stop (``guideline.¹ Staff``) and lost spaces (``arranged.The``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_STOP = re.compile(r"[.?!…]+[\"'”’»)\]]*")
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]+|\[\d{1,3}\]|[*†‡]{1,3}(?=\s)|(?<=[^\W\d_]\.)\d{1,2}(?=\s+[^\W\d_])")
_OPENERS = "\"'“‘«([*_•·▪●◦–—-"
_SPACE = re.compile(r"\s+")
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(f"[{_BREAKS}]")
_LINE_ENDED = re.compile(r"[.?!…:;][\"'”’»)\]]*[⁰¹²³⁴-⁹]*$")
_NEW_ITEM = re.compile(r"[•·▪●◦‣■□➢✓*–—-]\s|[(]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s")
_INLINE_BULLET = re.compile(r"(?<=\s)[•▪●◦‣■](?=\s)")
_INLINE_LETTER = re.compile(r"\s+\((?:[a-h]|[ivx]{1,4}|\d{1,2})\)\s+[A-Z]")
_ITEM_NUMBER = re.compile(r"[\s•·▪●◦*_-]*[(]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,4})[.)]+$")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+$")
_WORD = re.compile(r"[^\W\d_]+")
_NAME_INSIDE = re.compile(r"[^\W\d_][A-Z]")
"""A name that begins small and goes on with a capital: ``eCINS``, ``iPads``."""
_ASIDES = (("(", ")"), ("“", "”"))
_GLUED = re.compile(r"[^\W\d_][^\W\d_]|[AI]\s")


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER_LAST = _set(
    "dr mr mrs ms mx prof rev revd sgt insp supt cllr hon sir lt capt maj messrs e.g i.e eg ie vs v cf viz n.b p.s "
    "approx ca incl excl"
)
_BEFORE_NUMBER = _set(
    "no nos col cols para paras p pp s ss fig figs art arts reg regs sec sect ch chs vol vols ed cl sch ref app tel "
    "ext jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues weds thur thurs fri rec recs cls ss r rr "
    "hr hrs min mins ft lb lbs oz"
)
_SELDOM_LAST = _set("st ltd co inc jr sr al ave rd dept gov cf bros plc")
_LABELS = _set(
    "baby child children adult family mother father mum dad sibling brother sister case person people patient boy girl "
    "man woman male female teenager infant resident practitioner worker school home appendix annex part table section "
    "category grade group level option plan victim perpetrator subject carer partner twin hepatitis vitamin and"
)
_STARTERS = _set(
    "a after all although an and another any are as at because before both but by could did do does during each every "
    "following for from had has have having he her his how however i if in is it its many more most neither no none "
    "not now of on once one only or other our several she should since so some such that the their then there these "
    "they this those through to under until was we were what when where whether which while who why with within would "
    "you your professionals practitioners staff agencies"
)
_ADDRESS_MARKS = ("://", "@", "www.")
_ADDRESS_ENDS = _set("uk com org gov net nhs ac co eu int info wales scot pdf doc docx xls xlsx ppt pptx txt")


@lru_cache(512)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The ``(start, end)`` character offsets of the sentences of ``text``, in order.

    They are disjoint, hold every character that is not white space, and have no white space at either end.
    ``text`` is one block; a line break ends a sentence only where the line was finished or a new item begins. What was
    found is remembered, for labels, cues and sections ask for the same block one after the other.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for cut in [*_cuts(text), len(text)]:
        piece = text[start:cut]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            found.append((start + lead, start + len(piece.rstrip())))
        start = cut
    return tuple(found)


def words(text: str) -> int:
    """How many words ``text`` has: pieces between white space that hold a letter or a digit."""
    return sum(any(mark.isalnum() for mark in piece) for piece in text.split())


def _cuts(text: str) -> list[int]:
    cuts: set[int] = set()
    if _BREAK.search(text):
        cuts.update(line.end() for line in _SPACE.finditer(text) if _ends_line(text, line))
    cuts.update(bullet.start() for bullet in _INLINE_BULLET.finditer(text))
    addresses = _addresses(text)
    opened, last = sorted(cuts), 0
    chosen: list[int] = []
    position = 0
    for stop in _STOP.finditer(text):
        while position < len(opened) and opened[position] <= stop.start():
            last = max(last, opened[position])
            position += 1
        end = stop.end()
        if note := _NOTE.match(text, end):
            end = note.end()
        if _is_boundary(text, last, stop.start(), end, addresses):
            chosen.append(end)
            last = end
    return sorted(cuts.union(chosen))


def _ends_line(text: str, line: re.Match[str]) -> bool:
    breaks = sum(mark in _BREAKS for mark in line.group().replace("\r\n", "\n"))
    if breaks == 0:
        return False
    before = text[max(0, line.start() - 8) : line.start()]
    return breaks > 1 or bool(_LINE_ENDED.search(before)) or bool(_NEW_ITEM.match(text, line.end()))


def _is_boundary(text: str, last: int, stop: int, end: int, addresses: frozenset[int]) -> bool:
    """Whether the stop at ``stop``, whose closing marks reach to ``end``, closes the sentence begun at ``last``."""
    if end >= len(text) or (stop - last < 16 and _ITEM_NUMBER.match(text[last : stop + 1])):
        return False
    if not text[end].isspace():
        return _is_glued(text, stop, end, addresses) and not _is_abbreviation(text, stop, end)
    follower = _follower(text, end)
    goes_on = not follower or (follower[0].islower() and not _NAME_INSIDE.match(follower))
    if goes_on and not _INLINE_LETTER.match(text, end):
        return False
    return not _in_aside(text, last, stop, end) and not _is_abbreviation(text, stop, end)


def _is_glued(text: str, stop: int, end: int, addresses: frozenset[int]) -> bool:
    """A lost space, ``arranged.The``: small letter or digit, stop, capital, small letter; never in an address."""
    if stop == 0 or stop in addresses or not (text[stop - 1].islower() or text[stop - 1].isdigit()):
        return False
    if text[stop] == "…" or not text[end].isupper() or not _GLUED.match(text, end) or text[end + 1].isupper():
        return False
    word = _WORD.match(text, end)
    return word is None or word.group().casefold() not in _ADDRESS_ENDS


def _is_abbreviation(text: str, stop: int, end: int) -> bool:
    if text[stop] != ".":
        return False
    found = _WORD_BEFORE.search(text, max(0, stop - 24), stop)
    if found is None:
        return False
    word, follower = found.group().casefold(), _follower(text, end)
    next_word = follower.casefold()
    if word in _NEVER_LAST:
        return True
    if word in _BEFORE_NUMBER and (follower[:1].isdigit() or text[stop + 1 : stop + 2].isdigit()):
        return True
    if word in _SELDOM_LAST:
        return next_word not in _STARTERS
    initials = found.group().isupper() and (len(word) == 1 or "." in word)
    if not initials or next_word in _STARTERS:
        return False
    before = _WORD_BEFORE.search(text[max(0, found.start() - 24) : found.start()].rstrip())
    return len(word) > 1 or before is None or before.group().casefold() not in _LABELS


def _follower(text: str, end: int) -> str:
    """The first word or digit after ``end``, past white space and opening marks; empty where there is none."""
    at = end
    while at < len(text) and at < end + 40 and (text[at].isspace() or text[at] in _OPENERS):
        at += 1
    if at < len(text) and text[at].isdigit():
        return text[at]
    word = _WORD.match(text, at, at + 40)
    return word.group() if word else ""


def _in_aside(text: str, last: int, stop: int, end: int) -> bool:
    """Inside an aside or a quotation that closes soon: ``(seen twice. No injury) and``, ``“Mum out. Dad in.” It is``.

    A sentence that was taken from the middle of a quotation would lack one of its marks.
    """
    head, tail = text[max(last, stop - 200) : end], text[end : end + 200]
    for opening, closing in _ASIDES:
        closes, reopens = tail.find(closing), tail.find(opening)
        if head.count(opening) > head.count(closing) and closes >= 0 and (reopens < 0 or closes < reopens):
            return True
    return False


def _addresses(text: str) -> frozenset[int]:
    """The places of the stops that stand inside a web address or an e-mail address."""
    inside: set[int] = set()
    if not any(mark in text for mark in _ADDRESS_MARKS):
        return frozenset()
    for token in _tokens(text):
        if any(mark in token.group() for mark in _ADDRESS_MARKS):
            inside.update(range(token.start(), token.end()))
    return frozenset(inside)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", text)
