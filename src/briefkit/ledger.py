"""The ledger: what became of each character of the source, computed from spans and never reported by a stage.

Two comparisons. The spans of the finished briefing against the blocks of the reader give every character of every
block one fate. The letters that the census counted against the letters of the reader's blocks show what the reader
itself has missed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Literal

import msgspec

from briefkit.briefing import Aside, Briefing, Item
from briefkit.census.tally import Census, letters
from briefkit.diagnostics import Diagnostic
from briefkit.model import Document, Origin, Span, TextBlock

Fate = Literal["placed", "absorbed", "furniture", "repeated", "set_aside", "hidden", "missing"]

_FURNITURE = frozenset({"page-header", "page-footer", "page-number"})
_LONGEST_QUOTE = 400
_MOST_NAMED = 20
_LONGEST_WORD = 40


class Entry(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` of a block and their fate. The entries of a block tile it: no gap, no overlap.

    ``detail`` is the section, the role or the reason (``learning``, ``heading``, ``page-number``).
    """

    block: str
    start: int
    end: int
    fate: Fate
    detail: str = ""


class Missing(msgspec.Struct, frozen=True):
    """Text that the census saw and nothing accounts for, with its place in words."""

    where: str
    text: str
    letters: int


class Change(msgspec.Struct, frozen=True):
    """What a person did to an item of a converted briefing before it was rendered again.

    ``was_in`` is the section in which a moved item stood before; ``confirmed`` is a suggested one thing that was kept.
    """

    what: Literal["unchanged", "reworded", "added", "removed", "moved", "confirmed"]
    section: str
    before: str = ""
    after: str = ""
    was_in: str = ""


class Ledger(msgspec.Struct, frozen=True):
    """The sum: ``accounted == source_letters`` unless text is missing. Letters are alphanumeric characters.

    ``by_fate`` gives the letters of each fate; its sum is ``source_letters``, plus the letters that the reader found
    and the census did not. ``twice`` is text that two items claim, ``leaked`` hidden text that the briefing shows.
    ``notes`` say what could not be compared.
    """

    source_letters: int = 0
    accounted: int = 0
    by_fate: dict[str, int] = {}
    entries: tuple[Entry, ...] = ()
    missing: tuple[Missing, ...] = ()
    changes: tuple[Change, ...] = ()
    twice: tuple[Missing, ...] = ()
    leaked: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()


_Claim = tuple[Span, Fate, str]
_Mark = tuple[Fate, str]


def account(census: Census, document: Document, briefing: Briefing) -> Ledger:
    """What became of each character.

    ``document`` is the reader's own, before any pass; ``briefing`` may be made from it by any road as long as texts
    keep their spans. A suggested item and the candidates are copies and are not looked at. Where the census could not
    count, the reader's letters stand for the source and a note says so. Raises nothing.
    """
    claims: dict[str, list[_Claim]] = defaultdict(list)
    for claim in _claims(briefing):
        claims[claim[0].block].append(claim)
    sheets = [_Sheet(block, claims.get(block.id, [])) for block in document.blocks]
    by_fate: Counter[str] = Counter()
    for sheet in sheets:
        by_fate.update(sheet.by_fate())
    unread = _compare(census, document, by_fate)
    by_fate["missing"] += sum(gap.letters for gap in unread)
    missing = (*(gap for sheet in sheets for gap in sheet.missing()), *unread)
    source_letters = sum(len(letters(tally.text)) + tally.hidden_letters for tally in census.tallies)
    if not census.tallies:
        source_letters = sum(by_fate.values())
    return Ledger(
        source_letters=source_letters,
        accounted=max(0, source_letters - by_fate["missing"]),
        by_fate=dict(by_fate),
        entries=tuple(entry for sheet in sheets for entry in sheet.entries),
        missing=missing,
        twice=tuple(gap for sheet in sheets for gap in sheet.twice()),
        leaked=tuple(_leaks(document, briefing)),
        notes=(census.note,) if census.note else (),
    )


def unaccounted(ledger: Ledger) -> tuple[Diagnostic, ...]:
    """What the ledger has to say: text missing or hidden text shown (errors), text used twice (warning), no count."""
    said = [
        Diagnostic(
            "BK501",
            "error",
            f"{_count(gap.letters)} of the source are in no part of the briefing: “{_quote(gap.text)}”.",
            gap.where,
            "Look at this place in the source and put the words into the briefing before it is used.",
        )
        for gap in ledger.missing[:_MOST_NAMED]
    ]
    if len(ledger.missing) > _MOST_NAMED:
        rest = sum(gap.letters for gap in ledger.missing[_MOST_NAMED:])
        said.append(
            Diagnostic(
                "BK501",
                "error",
                f"{_count(rest)} are missing at {len(ledger.missing) - _MOST_NAMED} more places.",
                note="The ledger in briefing.json lists every place. Do not use this result before it is complete.",
            )
        )
    for gap in ledger.twice[:_MOST_NAMED]:
        told = f"The same words of the source are used twice: “{_quote(gap.text)}”."
        said.append(Diagnostic("BK502", "warning", told, gap.where, "Take out one of the two."))
    for gap in ledger.leaked[:_MOST_NAMED]:
        # The words themselves are not repeated here: a diagnostic is an output too.
        told = f"{_count(gap.letters)} of text that is hidden in the source stand in the briefing."
        said.append(Diagnostic("BK503", "error", told, gap.where, "Take it out before the briefing is used."))
    for note in ledger.notes:
        step = "Compare the briefing with the source by eye."
        told = f"The letters of the source could not be counted independently. {note}"
        said.append(Diagnostic("BK504", "warning", told, note=step))
    return tuple(said)


def source_text(block: TextBlock) -> str:
    """The text that the reader gave the block, marker first: what spans count in."""
    pieces: list[str] = []
    at = 0
    for run in sorted((*block.marker, *block.runs), key=lambda run: run.span.start):
        if run.span.block == block.id and run.span.end > run.span.start >= at:
            # A reader's run is as long as its span; a hand-made one is padded so that places keep their meaning.
            pieces.append(" " * (run.span.start - at) + run.text.ljust(len(run.span))[: len(run.span)])
            at = run.span.end
    return "".join(pieces)


def _claims(briefing: Briefing) -> Iterator[_Claim]:
    """Who says what it stands for, the first claim first: the sections, what was absorbed, what was set aside."""
    for section, item in briefing.sections.each():
        if item.origin != "suggested":
            yield from ((span, "placed", section) for span in item.spans)
    for absorbed in briefing.absorbed:
        yield from ((span, "absorbed", absorbed.role) for span in absorbed.spans)
    for aside in briefing.set_aside:
        yield from ((span, _fate_of(aside.reason), aside.reason) for span in aside.spans)


def _leaks(document: Document, briefing: Briefing) -> Iterator[Missing]:
    """Words of hidden blocks that stand in an item, a candidate or a text set aside."""
    hidden = {block.id: str(block.origin) for block in document.blocks if block.layer == "hidden"}
    items = [item for _, item in briefing.sections.each()]
    texts: tuple[Item | Aside, ...] = (*items, *briefing.candidates, *briefing.set_aside)
    for text in texts:
        where = next((hidden[span.block] for span in text.spans if span.block in hidden and len(span)), None)
        if where is not None and letters(text.text):
            yield Missing(where, "", len(letters(text.text)))


def _fate_of(reason: str) -> Fate:
    if reason in _FURNITURE:
        return "furniture"
    return "repeated" if reason == "repeated" else "set_aside"


class _Sheet:
    """One block, and the fate of each of its characters."""

    def __init__(self, block: TextBlock, claims: list[_Claim]) -> None:
        self.block = block
        self.text = source_text(block)
        self.doubled: list[tuple[int, int]] = []
        marks: list[_Mark | None] = [None] * len(self.text)
        if block.layer == "hidden":
            marks = [("hidden", "")] * len(self.text)
        else:
            for claim in claims:
                self._mark(marks, claim)
        self.entries = tuple(self._entries(_settle(marks, self.text)))

    def _mark(self, marks: list[_Mark | None], claim: _Claim) -> None:
        span, fate, detail = claim
        start, end = max(0, span.start), min(len(marks), span.end)
        if all(mark is None for mark in marks[start:end]):
            marks[start:end] = [(fate, detail)] * max(0, end - start)
            return
        for at in range(start, end):
            if marks[at] is None:
                marks[at] = (fate, detail)
            elif self.doubled and self.doubled[-1][1] == at:
                self.doubled[-1] = (self.doubled[-1][0], at + 1)
            else:
                self.doubled.append((at, at + 1))

    def _entries(self, marks: list[_Mark]) -> Iterator[Entry]:
        at = 0
        for (fate, detail), same in groupby(marks):
            end = at + sum(1 for _ in same)
            yield Entry(self.block.id, at, end, fate, detail)
            at = end

    def by_fate(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for entry in self.entries:
            counted[entry.fate] += len(letters(self.text[entry.start : entry.end]))
        return counted

    def missing(self) -> tuple[Missing, ...]:
        return self._named((entry.start, entry.end) for entry in self.entries if entry.fate == "missing")

    def twice(self) -> tuple[Missing, ...]:
        return self._named(self.doubled)

    def _named(self, stretches: Iterable[tuple[int, int]]) -> tuple[Missing, ...]:
        pieces = (self.text[start:end] for start, end in stretches)
        where = str(self.block.origin)
        return tuple(Missing(where, piece.strip(), len(letters(piece))) for piece in pieces if letters(piece))


def _settle(marks: list[_Mark | None], text: str) -> list[_Mark]:
    """Unclaimed characters are missing where they hold letters, else they go with their neighbour."""
    settled: list[_Mark] = []
    at = 0
    for mark, same in groupby(marks):
        end = at + sum(1 for _ in same)
        chosen: _Mark
        if mark is not None:
            chosen = mark
        elif letters(text[at:end]):
            chosen = ("missing", "")
        else:
            after = marks[end] if end < len(marks) else None
            chosen = settled[-1] if settled else after or ("absorbed", "no-letters")
        settled.extend([chosen] * (end - at))
        at = end
    return settled


def _compare(census: Census, document: Document, by_fate: Counter[str]) -> list[Missing]:
    """The letters of each part that the census saw and the reader did not.

    Adds to ``by_fate`` the hidden letters that the reader passed over: they are hidden, not missing.
    """
    shown, hidden = reader_texts(document)
    lacking: dict[str, Counter[str]] = {}
    extra: dict[str, Counter[str]] = defaultdict(Counter)
    for tally in census.tallies:
        unseen = hidden.get(tally.part, "")
        unseen_letters = len(letters(unseen))
        by_fate["hidden"] += max(0, tally.hidden_letters - unseen_letters)
        if unseen_letters > tally.hidden_letters:
            # The census cannot see colours: what it took for plain text the reader knows to be hidden.
            shown[tally.part] = f"{shown.get(tally.part, '')}\n{unseen}"
        counted, read = Counter(letters(tally.text)), Counter(letters(shown.get(tally.part, "")))
        lacking[tally.part], extra[tally.part] = counted - read, read - counted
    for one, other in _seams(document):
        for here, there in ((one, other), (other, one)):
            _forgive(lacking.get(here, Counter()), extra[there])
    return [
        Missing(_part_in_words(tally.part), _words_lacking(tally.text, shown.get(tally.part, "")), gap.total())
        for tally in census.tallies
        if (gap := lacking[tally.part])
    ]


def _seams(document: Document) -> Iterator[tuple[str, str]]:
    """The parts between which a block runs on; a word may be broken there and stand whole on one side."""
    for block in document.blocks:
        yield from pairwise(part for _, part in block.parts)


def _forgive(lacking: Counter[str], extra: Counter[str]) -> None:
    """Takes out of both what may be one broken word: a few letters, never a sentence."""
    common = lacking & extra
    if common.total() <= _LONGEST_WORD:
        lacking.subtract(common)
        extra.subtract(common)
        for key in common:
            if not lacking[key]:
                del lacking[key]


def reader_texts(document: Document) -> tuple[dict[str, str], dict[str, str]]:
    """The text of each part as the reader has it: what is shown, and what nobody sees."""
    shown: dict[str, list[str]] = defaultdict(list)
    hidden: dict[str, list[str]] = defaultdict(list)
    for block in document.blocks:
        kept = hidden if block.layer == "hidden" else shown
        text = source_text(block)
        parts = block.parts or ((0, block.origin.part),)
        ends = [*(start for start, _ in parts[1:]), len(text)]
        for (start, part), end in zip(parts, ends, strict=True):
            kept[part].append(text[start:end])
    return (
        {part: "\n".join(texts) for part, texts in shown.items()},
        {part: "\n".join(texts) for part, texts in hidden.items()},
    )


def _words_lacking(counted: str, read: str) -> str:
    """The words of ``counted`` that ``read`` lacks, neighbours together; quoted at most to a few lines."""
    left = Counter(letters(word) for word in read.split())
    runs: list[list[str]] = []
    open_run = False
    for word in counted.split():
        key = letters(word)
        if not key:
            continue
        if left[key] > 0:
            left[key] -= 1
            open_run = False
        elif open_run:
            runs[-1].append(word)
        else:
            runs.append([word])
            open_run = True
    # Words that only break elsewhere ("inter- national") are not lacking, unless nothing else explains the letters.
    squeezed = letters(read)
    kept = [run for run in runs if letters("".join(run)) not in squeezed] or runs
    return _quote(" … ".join(" ".join(run) for run in kept))


def _quote(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_QUOTE else f"{plain[:_LONGEST_QUOTE].rstrip()} …"


def _count(number: int) -> str:
    return "1 letter" if number == 1 else f"{number} letters"


def _part_in_words(part: str) -> str:
    """``page 3`` stays; ``word/header1.xml`` is ``a page header (word/header1.xml)``."""
    name = part.rpartition("/")[2]
    kinds = {"document": "the text", "header": "a page header", "footer": "a page footer"}
    kinds |= {"footnotes": "the footnotes", "endnotes": "the endnotes"}
    kind = next((words for start, words in kinds.items() if name.startswith(start)), None)
    return f"{kind} ({part})" if kind and name.endswith(".xml") else str(Origin(part))
