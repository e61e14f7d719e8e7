"""The briefing of the chosen sentences: each in the section where it belongs, in the order of the source, under the
heading that it stood under; and what was left out set aside with its source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from briefkit.briefing import OVER_LENGTH, SECTIONS, Absorbed, Aside, Briefing, Item, SectionName, Sections
from briefkit.condense.landmarks import Place
from briefkit.condense.parts import Parted, piece_of, stretches
from briefkit.condense.units import Unit, Units
from briefkit.place.wording import plain_words

_PARAGRAPH_NUMBER = re.compile(r"[\[(]?\d+(?:\.\d+)+[.)\]]?$")
"""4.12: it counts the paragraphs of the report, and stays with its whole text."""
_LIST_NUMBER = re.compile(r"[\[(]?(\d{1,3}|[A-Za-z])[.)\]:]*$")
_HEADS = frozenset({"theme", "label", "lead-in"})
_ABOVE = frozenset({"heading", "section-label"})


def arrange(briefing: Briefing, found: Units, chosen: set[int]) -> Briefing:
    """The briefing with the chosen units alone. Every other unit is set aside with the reason ``over-length``."""
    return _settle(_without(briefing, found, chosen))


class _Placed(msgspec.Struct, frozen=True):
    """An item with its place in the source, and whether its number may be cited: that of a recommendation."""

    item: Item
    block: int = -1
    at: int = 0
    above: Place = Place(0)
    cited: bool = False

    @property
    def place(self) -> tuple[int, int]:
        return self.block, self.at


def _renumbered(pieces: list[_Placed]) -> list[_Placed]:
    """The pieces, bullets in place of the numbers of a list of which some are left out: 1, 2, 5 looks like a loss."""
    runs: list[list[int]] = []
    for at, piece in enumerate(pieces):
        if piece.item.kind != "numbered" or piece.cited:
            runs.append([])
        else:
            if not runs or _count(piece.item.number) == 1:
                runs.append([])
            runs[-1].append(at)
    shown = list(pieces)
    for run in runs:
        if [_count(pieces[at].item.number) for at in run] != list(range(1, len(run) + 1)):
            for at in run:
                bullet = msgspec.structs.replace(pieces[at].item, kind="bullet", number=None)
                shown[at] = msgspec.structs.replace(pieces[at], item=bullet)
    return shown


def _count(number: str | None) -> int:
    """What a list number counts: 3 of "3." and of "(c)"; 0 where it is neither."""
    found = _LIST_NUMBER.match(number or "")
    if not found:
        return 0
    return int(found[1]) if found[1].isdigit() else ord(found[1].lower()) - ord("a") + 1


def _headed(pieces: list[_Placed]) -> Iterator[Item]:
    """The items of a section. What comes behind a theme and stands under none itself has the heading of its chapter,
    for it would be read as part of the theme; a theme of which only the label was kept has its whole heading."""
    themed = False
    for piece in pieces:
        item, above = piece.item, piece.above
        if themed and not item.theme and item.origin == "source" and above.heading:
            item = msgspec.structs.replace(item, theme=above.heading)
        elif item.theme and above.title.startswith(f"{item.theme}:"):
            item = msgspec.structs.replace(item, theme=above.title)
        themed = themed or bool(item.theme)
        yield item


def _without(briefing: Briefing, found: Units, chosen: set[int]) -> Briefing:
    """The chosen pieces in the sections where they belong and the others set aside, both in the order of the source."""
    by_item: dict[int, dict[int, Unit]] = defaultdict(dict)
    taken: dict[int, set[int]] = defaultdict(set)
    for number, unit in enumerate(found.units):
        by_item[unit.item][unit.at] = unit
        if number in chosen:
            taken[unit.item].add(unit.at)
    sections: dict[SectionName, list[_Placed]] = {name: [] for name in SECTIONS}
    moved: list[tuple[SectionName, _Placed]] = []
    asides: list[tuple[int, Aside]] = []
    for number, parted in enumerate(found.items):
        if number not in by_item:
            sections[parted.section].append(_Placed(parted.item))
            continue
        units, kept = by_item[number], taken[number]
        place = units[0].place
        for first, last in _stretches(kept, units):
            item = _piece(parted, units, kept, first, last)
            cited = units[first].kept and units[first].section == "recommendations"
            piece = _Placed(item, place.number, first, place, cited)
            if units[first].section == parted.section:
                sections[parted.section].append(piece)
            else:
                moved.append((units[first].section, piece))
        asides.extend((place.number, _aside(parted, *stretch)) for stretch in stretches(units.keys() - kept))
    for section, piece in moved:
        there = sections[section]
        before = next((at for at, other in enumerate(there) if other.place > piece.place), len(there))
        there.insert(before, piece)
    asides.sort(key=lambda placed: (placed[0], placed[1].spans[:1]))
    return msgspec.structs.replace(
        briefing,
        sections=Sections(**{name: tuple(_headed(_renumbered(pieces))) for name, pieces in sections.items()}),
        set_aside=(*briefing.set_aside, *(aside for _, aside in asides)),
    )


def _stretches(kept: set[int], units: dict[int, Unit]) -> list[tuple[int, int]]:
    """Neighbours that were chosen and belong to one section."""
    names = list(dict.fromkeys(units[at].section for at in sorted(kept)))
    found = [each for name in names for each in stretches(at for at in kept if units[at].section == name)]
    return sorted(found)


def _piece(parted: Parted, units: dict[int, Unit], kept: set[int], first: int, last: int) -> Item:
    """A chosen stretch of an item; the item's number and anchor stand with the first, its lead-in with all."""
    chosen = [units[at] for at in range(first, last + 1)]
    piece = piece_of(parted, first, last, why=_why(parted, chosen))
    if chosen[0].belongs.why:
        belongs = chosen[0].belongs
        piece = msgspec.structs.replace(piece, confidence=belongs.confidence, theme=belongs.theme or piece.theme)
    if piece.label and plain_words(piece.theme or "").startswith(plain_words(piece.label)):
        piece = msgspec.structs.replace(piece, label=None)  # "Theme 1" stands in the theme "Theme 1: Who is at home?"
    if first == min(kept):
        return msgspec.structs.replace(piece, number=None) if _counts(parted.item) and not units[first].kept else piece
    return msgspec.structs.replace(piece, number=None, anchor=None)


def _counts(item: Item) -> bool:
    return item.kind == "paragraph" or bool(item.number and _PARAGRAPH_NUMBER.match(item.number))


def _why(parted: Parted, units: list[Unit]) -> str:
    """The rule that placed the item, and why its sentences were chosen."""
    if any(unit.kept for unit in units):
        reasons = ["always kept"]
    else:
        reasons = list(dict.fromkeys(reason for unit in units for reason in unit.weight.reasons))
    told = f"chosen: {', '.join(reasons)}" if reasons else "chosen: there was room for it"
    return "; ".join(said for said in (parted.item.why, units[0].belongs.why, told) if said)


def _aside(parted: Parted, first: int, last: int) -> Aside:
    item = piece_of(parted, first, last, why="")
    return Aside(item.text, OVER_LENGTH, item.spans)


def _settle(briefing: Briefing) -> Briefing:
    """Themes, labels and introductions over which no item of the briefing is left head the whole text only; and so do
    the numbers of paragraphs."""
    items = [item for _, item in briefing.sections.each()]
    told = {text for item in items for text in item.words_beside}
    shown = "\n".join(["  ", *map(plain_words, sorted(told))])
    themes = {plain_words(item.theme) for item in items if item.theme}
    numbered = {span.block for item in items if item.number for span in item.spans}
    absorbed: list[Absorbed] = []
    for one in briefing.absorbed:
        role = one.role
        if role in _ABOVE and plain_words(one.text) in themes:
            role = "theme"
        elif role in _HEADS and plain_words(one.text) not in shown:
            role = "heading"
        elif role == "number" and not any(span.block in numbered for span in one.spans):
            role = "paragraph-number"
        absorbed.append(Absorbed(one.text, role, one.spans))
    return msgspec.structs.replace(briefing, absorbed=tuple(absorbed))
