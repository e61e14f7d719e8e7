"""Kept, lost, doubled, misplaced, leaked or refused: what a reading is worth. Rules: see ``word_constructs.py``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from constructs.made import Construct
from constructs.readings import Reading

VERDICTS = ("kept", "lost", "doubled", "misplaced", "leaked", "refused")


@dataclass(frozen=True)
class Finished:
    """Our finished outputs as text, by format, and the words of the page.

    ``left_out`` are the words that the briefing names as set aside or absorbed, ``quoted`` those of which the page has
    a second copy on purpose: the one thing that is suggested in the document's own words.
    """

    outputs: dict[str, str]
    page: str
    left_out: str
    quoted: str


_TYPED = re.compile(r"\s*[^\w\s\ue000-\uf8ff]{1,2}\s")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_IGNORED = {ord(sign): None for sign in "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff"}


def words(text: str) -> list[str]:
    """The words and numbers of a text in lower case; soft hyphens and direction marks do not part a word."""
    return _WORD.findall(unicodedata.normalize("NFKC", text.translate(_IGNORED)).lower())


@dataclass
class Judgement:
    """The verdicts on one reading (without any: kept) and what led to them."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def blame(self, verdict: str, why: str) -> None:
        """Adds a verdict and its reason."""
        self.found.setdefault(verdict, []).append(why)

    def __str__(self) -> str:
        """For a cell of the table: ``kept``, or ``lost 2, leaked``."""
        parts = [f"{name} {len(why)}" if len(why) > 1 else name for name, why in self.found.items()]
        return ", ".join(parts) or "kept"

    def details(self) -> str:
        """All reasons in one line."""
        return "; ".join(f"{name}: {', '.join(why)}" for name, why in self.found.items())


def judge(construct: Construct, reading: Reading | None, why: str = "") -> Judgement:
    """The verdicts on what a tool made of a construct; ``None`` where it made nothing, and ``why``."""
    judgement = Judgement()
    if reading is None:
        judgement.blame("refused", why or "no answer")
        return judgement
    given = words(reading.text)
    judge_words(construct, given, judgement)
    kept = [word for word in construct.seen if word in given]
    places = [given.index(word) for word in kept]
    if places != sorted(places):
        judgement.blame("misplaced", f"read as {' '.join(sorted(kept, key=given.index))}")
    for reason in _structure(construct, reading, given):
        judgement.blame("misplaced", reason)
    for label, word in construct.labels:
        _label(label, word, reading, judgement)
    return judgement


def judge_words(construct: Construct, given: list[str], judgement: Judgement) -> None:
    """What was lost, doubled or leaked."""
    for word in (*construct.seen, *construct.anywhere, *construct.alternatives):
        count = given.count(word)
        if count == 0:
            judgement.blame("lost", word)
        elif count > 1 and len(word) > 2:
            judgement.blame("doubled", word)
    for word in construct.unseen:
        if word in given:
            judgement.blame("leaked", word)


def _structure(construct: Construct, reading: Reading, given: list[str]) -> Iterator[str]:
    levels = {word: level for level, text in reading.headings for word in words(text)}
    yield from (f"no heading: {word}" for word in construct.headings if word in given and word not in levels)
    yield from (f"a heading: {word}" for word in construct.plain if word in levels)
    for upper, lower in construct.deeper:
        if upper in levels and lower in levels and levels[upper] >= levels[lower]:
            yield f"ranks of {upper} and {lower}"
    listed = {word for _, text in reading.items for word in words(text)}
    listed |= {word for line in reading.text.split("\n") if _TYPED.match(line) for word in words(line)}
    yield from (f"no item: {word}" for word in construct.bullets if word in given and word not in listed)
    targets = {word: address for text, address in reading.links for word in words(text)}
    for word, address in construct.links:
        if word in given and not _same_address(address, targets.get(word, "")):
            yield f"no link: {word}"
    yield from (f"a link: {word}" for word in construct.unlinked if targets.get(word))
    rows = [[set(words(cell)) for cell in row] for row in reading.rows]
    for wanted in construct.rows:
        if all(word in given for word in wanted) and not any(_is_row(wanted, row) for row in rows):
            yield f"no row: {' '.join(wanted)}"
    for word in construct.marks:
        if word in given and given[given.index(word) + 1 : given.index(word) + 2] == ["before"]:
            yield f"no mark behind {word}"


def _same_address(wanted: str, got: str) -> bool:
    """Whether a link leads there; within a file any anchor will do, since tools give names of their own."""
    return got.startswith("#") if wanted.startswith("#") else got.rstrip("/") == wanted.rstrip("/")


def _is_row(wanted: tuple[str, ...], row: list[set[str]]) -> bool:
    places = [next((place for place, cell in enumerate(row) if word in cell), -1) for word in wanted]
    return -1 not in places and len(set(places)) == len(places)


def _label(label: str, word: str, reading: Reading, judgement: Judgement) -> None:
    """The number of an item: as the tool states it, or as words in front of the item's own."""
    wanted = words(label)
    stated = [words(sign) for sign, text in reading.items if word in words(text)]
    if wanted in stated:
        return
    line = next((words(line) for line in reading.text.split("\n") if word in words(line)), [])
    if line[: len(wanted)] == wanted:
        return
    given = words(reading.text)
    if word not in given:
        return
    if any(stated):
        judgement.blame("misplaced", f"{label} printed as {' '.join(next(filter(None, stated)))}")
    else:
        judgement.blame("lost", label)


def judge_page(construct: Construct, finished: Finished) -> Judgement:
    """The verdicts on our outputs: words on the page, words that it names as left out, leaks in any output."""
    judgement = Judgement()
    shown, left_out, quoted = words(finished.page), words(finished.left_out), words(finished.quoted)
    for word in (*construct.seen, *construct.anywhere):
        if word not in shown and word not in left_out:
            judgement.blame("lost", word)
        elif shown.count(word) - quoted.count(word) > 1 and len(word) > 2:
            judgement.blame("doubled", word)
    for sort, content in finished.outputs.items():
        given = set(words(content))
        for word in construct.unseen:
            if word in given:
                judgement.blame("leaked", f"{word} ({sort})")
    return judgement
