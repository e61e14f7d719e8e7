"""Computed list numbers: ``word/numbering.xml`` with its levels, restarts, overrides and style links.

The rules are those of ECMA-376 part 1, 17.9. Lists of one abstract definition count on together, as Word does;
a ``w:startOverride`` starts anew when its list is met for the first time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from briefkit.readers.docx.names import W_VAL, W, is_on, number
from briefkit.readers.docx.opc.xmlparts import leading
from briefkit.readers.docx.styles.symbols import map_symbol

_ABSTRACT, _ABSTRACT_ID, _NUMBER, _NUMBER_ID = (W + name for name in ("abstractNum", "abstractNumId", "num", "numId"))
_LEVEL, _LEVEL_ID = W + "lvl", W + "ilvl"
_SLOT = re.compile(r"%([1-9])")
_NUMBERS = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_PLACES = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Level(NamedTuple):
    """One level of a list: number format, pattern (``%1.%2``), first number, and when it starts again."""

    format: str
    pattern: str
    start: int
    restart: int | None
    legal: bool
    style: str | None


class Marker(NamedTuple):
    """What Word prints in front of a list paragraph; ``depth`` is from 0."""

    text: str
    bullet: bool
    depth: int


class Tally:
    """How far one abstract definition has counted: the number of each level, the list that counted it last, the level
    counted last, and the levels at which an override has taken hold."""

    __slots__ = ("counts", "last", "owners", "restarted")

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}
        self.owners: dict[int, str] = {}
        self.last = -1
        self.restarted: set[int] = set()


class List(NamedTuple):
    """One ``w:num``: the abstract definition it names, the levels with its own put over them, its own first numbers."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """All lists of a document and how far each has counted.

    Word keeps hundreds of definitions of which a document uses a few: a list is read when its first paragraph is.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._links: dict[str, str] = {}
        self._by_style: dict[str, str] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._lists: dict[str, List] = {}
        self._tallies: dict[str, Tally] = {}
        self._met: set[str] = set()
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            for element in root.iterchildren(_ABSTRACT):
                self._add_abstract(element)
            for element in root.iterchildren(_NUMBER):
                self._numbers[element.get(_NUMBER_ID, "")] = element

    def _add_abstract(self, element: etree._Element) -> None:
        key = element.get(_ABSTRACT_ID, "")
        self._abstract[key] = element
        if (link := element.find(W + "numStyleLink")) is not None:
            self._links[key] = link.get(W_VAL, "")
        if (link := element.find(W + "styleLink")) is not None:
            self._by_style[link.get(W_VAL, "")] = key

    def _list(self, list_id: str) -> List | None:
        """The list of that id, read when it is first asked for; ``None`` where there is none."""
        found = self._lists.get(list_id)
        element = self._numbers.get(list_id)
        if found is None and element is not None:
            found = self._lists[list_id] = self._read_list(element)
        return found

    def _read_list(self, element: etree._Element) -> List:
        reference = leading(element, _ABSTRACT_ID)
        key = reference.get(W_VAL, "") if reference is not None else ""
        abstract = self._abstract.get(self._definition(key))
        given = abstract.iterchildren(_LEVEL) if abstract is not None else ()
        levels = {depth_of(level): read_level(level) for level in given}
        starts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            depth = depth_of(override)
            if (level := override.find(_LEVEL)) is not None:
                levels[depth] = read_level(level)
            if (start := override.find(W + "startOverride")) is not None:
                starts[depth] = int(number(start.get(W_VAL), 1))
        return List(key, levels, starts)

    def _definition(self, key: str) -> str:
        style = self._links.get(key)
        return self._by_style.get(style, key) if style is not None else key

    def depth_of_style(self, list_id: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style, or ``None``."""
        entry = self._list(list_id)
        if entry is None:
            return None
        return next((depth for depth, level in entry.levels.items() if level.style == style), None)

    def advance(self, list_id: str, depth: int) -> Marker | None:
        """Counts one paragraph of a list on and gives its marker; ``None`` where the list or level is unknown."""
        entry = self._list(list_id)
        if entry is None:
            return None
        levels = entry.levels
        level = levels.get(depth)
        if level is None:
            return None
        tally = self._tallies.setdefault(entry.definition, Tally())
        self._count(list_id, depth, levels, tally)
        if level.format == "bullet":
            return Marker(level.pattern or "•", True, depth)
        text = _SLOT.sub(lambda slot: self._print(int(slot[1]) - 1, level, levels, tally.counts), level.pattern)
        return Marker(text, False, depth) if text.strip() else None

    def _count(self, list_id: str, depth: int, levels: dict[int, Level], tally: Tally) -> None:
        counts = tally.counts
        if self._restarts(list_id, depth, tally):
            counts[depth] = self._lists[list_id].starts[depth]
            self._restarted.add((list_id, depth))
            tally.restarted.add(depth)
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = levels[depth].start
        for upper in range(depth):
            counts.setdefault(upper, levels[upper].start if upper in levels else 1)
        for lower in [key for key in counts if key > depth]:
            rule = levels[lower].restart if lower in levels else None
            if rule is None or (rule != 0 and depth < rule):
                del counts[lower]
        tally.owners[depth] = list_id
        tally.last = depth
        self._met.add(list_id)

    def _restarts(self, list_id: str, depth: int, tally: Tally) -> bool:
        """Whether a ``w:startOverride`` takes hold at this paragraph.

        Once for each list and level, and only where another list counted the level last. A list that comes back from a
        deeper level which was restarted goes on counting, unless nothing of it was met before: so Word does, though
        17.9.26 does not say it (measured on the numbers of published judgments).
        """
        if depth not in self._lists[list_id].starts or (list_id, depth) in self._restarted:
            return False
        if depth in tally.counts and tally.owners.get(depth) == list_id:
            return False
        returns = tally.last > depth and tally.last in tally.restarted
        return not returns or list_id not in self._met

    def _print(self, slot: int, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        source = levels.get(slot)
        if source is None:
            return ""
        return format_number(counts.get(slot, source.start), "decimal" if level.legal else source.format)


def depth_of(element: etree._Element) -> int:
    """The level that an element names, from 0 to 8."""
    return min(8, max(0, int(number(element.get(_LEVEL_ID)))))


def read_level(element: etree._Element) -> Level:
    """One ``w:lvl``."""

    def value(name: str, default: str = "") -> str:
        child = element.find(W + name)
        return default if child is None else child.get(W_VAL, default)

    sort = value("numFmt", "decimal")
    pattern = value("lvlText")
    if sort == "bullet":
        fonts = element.find(f"{W}rPr/{W}rFonts")
        font = (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""
        pattern = "".join(map_symbol(letter, font) for letter in pattern)
        if not pattern.strip() or pattern == "o":
            pattern = "•" if not pattern.strip() else "◦"
    restart = value("lvlRestart")
    legal = element.find(W + "isLgl")
    return Level(
        sort,
        pattern,
        int(number(value("start", "1"), 1)),
        int(number(restart)) if restart else None,
        legal is not None and is_on(legal.get(W_VAL)),
        value("pStyle") or None,
    )


def format_number(count: int, sort: str) -> str:
    """A list number as Word prints it in the format ``sort`` (``ST_NumberFormat``); formats unknown here as digits."""
    if sort == "none":
        return ""
    if count <= 0 or count > 9999:
        return str(count)
    if sort in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if sort == "upperLetter" else letter
    if sort in {"lowerRoman", "upperRoman"}:
        return roman(count).upper() if sort == "upperRoman" else roman(count)
    if sort == "decimalZero":
        return f"{count:02d}"
    if sort == "ordinal":
        tail = "th" if 10 < count % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{tail}"
    if sort in {"cardinalText", "ordinalText"} and count < 100:
        return in_words(count, sort == "ordinalText").capitalize()
    return str(count)


def in_words(count: int, ordinal: bool) -> str:
    """A number from 1 to 99 in English words; with ``ordinal`` the place in a row (``twenty-first``)."""
    names = _PLACES if ordinal else _NUMBERS
    if count < 20:
        return names[count]
    tens, ones = divmod(count, 10)
    if ones:
        return f"{_TENS[tens]}-{names[ones]}"
    return f"{_TENS[tens][:-1]}ieth" if ordinal else _TENS[tens]


def roman(count: int) -> str:
    """A number from 1 to 9999 in small Roman numerals."""
    text = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text
