"""Items in their sentences: what may be chosen or left, each with the source characters it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from briefkit.briefing import Briefing, Item, Link, SectionName
from briefkit.model import Document, Run, slice_runs
from briefkit.place.wording import spans_of, wording
from briefkit.segment import sentences

LIST_KINDS = ("bullet", "numbered")
_DOTTED = re.compile(r"[\[(]?\d+(?:\.\d+)+[.)\]]?$")
_PLAIN = re.compile(r"[\[(]?(\d{1,4})[.)\]]?$")
_RUN = 30
"""A run of so many numbers without a gap counts paragraphs: no list is that long."""


class Parted(msgspec.Struct, frozen=True):
    """An item with the runs it was made of and its sentences as ``(start, end)`` in the text of the runs.

    Where the item was put together from several places its runs are not known: it is one piece, with no ``runs``.
    """

    section: SectionName
    item: Item
    runs: tuple[Run, ...] = ()
    cuts: tuple[tuple[int, int], ...] = ()

    @property
    def count(self) -> int:
        """How many pieces can be chosen by themselves."""
        return max(1, len(self.cuts))

    def text(self, at: int) -> str:
        """The words of one piece."""
        return self.item.text if len(self.cuts) < 2 else wording(slice_runs(self.runs, *self.cuts[at]))


def part_items(briefing: Briefing, document: Document) -> tuple[Parted, ...]:
    """Every item of the briefing in its sentences, section by section. Nothing is left out and nothing stands twice.

    A paragraph whose number counts the paragraphs of the report is one, and no item of a list.
    """
    runs = {block.id: block.runs for block in document.blocks}
    counted = _counted(document)
    return tuple(_parted(section, _uncounted(item, counted), runs) for section, item in briefing.sections.each())


def _uncounted(item: Item, counted: frozenset[str]) -> Item:
    if item.kind != "numbered" or not item.spans or item.spans[0].block not in counted:
        return item
    return msgspec.structs.replace(item, kind="paragraph", lead_in=None)


def _counted(document: Document) -> frozenset[str]:
    """The blocks whose numbers count the paragraphs of the whole report: dotted ("4.12"), or a long run that goes on
    over headings ("133.")."""
    found: set[str] = set()
    run: list[str] = []
    last = 0
    for block in document.blocks:
        marker = "".join(each.text for each in block.marker).strip()
        if block.kind != "numbered" or not marker:
            continue
        if _DOTTED.match(marker):
            found.add(block.id)
            continue
        number = _PLAIN.match(marker)
        if not number:
            continue
        if int(number[1]) != last + 1:
            found.update(run if len(run) >= _RUN else ())
            run = []
        last = int(number[1])
        run.append(block.id)
    return frozenset(found | set(run if len(run) >= _RUN else ()))


def piece_of(parted: Parted, first: int, last: int, *, why: str) -> Item:
    """The sentences ``first`` to ``last`` of an item as an item of their own, in its place under its theme.

    Its number and anchor stay with the first sentence; each link with the sentence that has its words.
    """
    item = parted.item
    if first == 0 and last == parted.count - 1:
        return msgspec.structs.replace(item, why=why)
    runs = slice_runs(parted.runs, parted.cuts[first][0], parted.cuts[last][1])
    links: tuple[Link, ...] = ()
    if item.links:
        ends = _ends(parted)
        start = ends[first - 1] if first else 0
        links = tuple(link for at, link in _placed(item) if start <= at < ends[last])
    return msgspec.structs.replace(item, text=wording(runs), spans=spans_of(runs), links=links, why=why)


def links_at(parted: Parted, at: int) -> Iterator[Link]:
    """The links whose words stand in one piece of an item."""
    if len(parted.cuts) < 2 or not parted.item.links:
        yield from parted.item.links
        return
    ends = _ends(parted)
    start = ends[at - 1] if at else 0
    yield from (link for place, link in _placed(parted.item) if start <= place < ends[at])


def stretches(chosen: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring numbers, ``(first, last)`` each, in order."""
    found: list[tuple[int, int]] = []
    for number in sorted(chosen):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _parted(section: SectionName, item: Item, runs: dict[str, tuple[Run, ...]]) -> Parted:
    if item.origin != "source" or len({span.block for span in item.spans}) != 1:
        return Parted(section, item)
    own = _within(runs.get(item.spans[0].block, ()), item)
    if wording(own) != item.text or spans_of(own) != item.spans:
        return Parted(section, item)
    return Parted(section, item, own, _cuts(own, item))


def _within(own: tuple[Run, ...], item: Item) -> tuple[Run, ...]:
    """The runs of a block that make the item, without what belongs to its neighbours in the block."""
    kept: list[Run] = []
    for run in own:
        for span in item.spans:
            start, end = max(run.span.start, span.start), min(run.span.end, span.end)
            if start == run.span.start and end == run.span.end:
                kept.append(run)
                break
            if start < end and len(run.text) == len(run.span):
                kept.extend(slice_runs((run,), start - run.span.start, end - run.span.start))
    return tuple(kept)


def _cuts(runs: tuple[Run, ...], item: Item) -> tuple[tuple[int, int], ...]:
    """The sentences of the runs; those are taken together between which a mended run or a link runs on."""
    text = "".join(run.text for run in runs)
    solid = [(at, at + len(run.text)) for at, run in _places(runs) if len(run.text) != len(run.span)]
    joined: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if joined and any(a < start and joined[-1][1] < b for a, b in solid):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(_unlinked(runs, joined, item) if item.links else joined)


def _unlinked(runs: tuple[Run, ...], cuts: list[tuple[int, int]], item: Item) -> Iterator[tuple[int, int]]:
    """The sentences, those taken together over whose end the words of a link run; all where a link is not found."""
    placed = list(_placed(item))
    if len(placed) != len(item.links):
        yield cuts[0][0], cuts[-1][1]
        return
    start, at = cuts[0][0], 0
    for number, (first, end) in enumerate(cuts):
        at += len(wording(slice_runs(runs, first, end))) + bool(number)
        if number < len(cuts) - 1 and any(place < at < place + len(link.text) for place, link in placed):
            continue
        yield start, end
        start = cuts[number + 1][0] if number < len(cuts) - 1 else end


def _places(runs: tuple[Run, ...]) -> Iterator[tuple[int, Run]]:
    at = 0
    for run in runs:
        yield at, run
        at += len(run.text)


def _ends(parted: Parted) -> list[int]:
    """Where in the item's text each piece ends, the white space behind it included."""
    ends: list[int] = []
    at = 0
    for number in range(len(parted.cuts)):
        words = parted.text(number)
        at = parted.item.text.find(words, at) + len(words)
        ends.append(at)
    return [*ends[:-1], len(parted.item.text) + 1]


def _placed(item: Item) -> Iterator[tuple[int, Link]]:
    """The links with the place of their words in the text, each looked for from the end of the one before."""
    at = 0
    for link in item.links:
        found = item.text.find(link.text, at)
        if found < 0:
            return
        yield found, link
        at = found + len(link.text)
