"""Where a piece of a long report stands: in its summary, its conclusions, a box, its apparatus or its plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from briefkit.briefing import Item
from briefkit.condense.cues import Cues
from briefkit.condense.parts import LIST_KINDS
from briefkit.lexicon import fold
from briefkit.model import Document, TextBlock

Landmark = Literal["summary", "conclusion", "box", "method", "backmatter", "contents", "note", "table", "text"]

_ORDINAL = re.compile(
    r"(?i)^\W*(?:(?:part|section|chapter)\s+(?:\d+(?:\.\d+)*|[ivx]{1,4}|[a-z]|one|two|three|four|five|six|seven)\b"
    r"|\d+(?:\.\d+)*|[ivx]{1,4}(?=[.)])|[a-z](?=[.)]))?[\W_]*"
)
_PAGE = re.compile(r"[\s.…·_-]*\s\d{1,3}$")
_LEARNING = re.compile(r"(?i)\b(?:learning|lesson|key message|practice point)")
_RECOMMENDS = re.compile(r"(?i)\brecommend")
_MIDST = re.compile(r"(?:[^\W_]|,)\s*$")
_LINE, _ROWS, _COLUMNS = 8, 8, 3
_DOTS = 160
"""So much longer than the longest heading a line of contents may be, with its dots and its page number."""
_HOLDERS = frozenset({"box", "cell"})
_LANDMARKS: tuple[Landmark, ...] = ("summary", "conclusion", "method", "backmatter")


class Place(msgspec.Struct, frozen=True):
    """Where a block stands: its number in the document, its landmark, the headings above it with their levels, the
    nearest last, and whether any of them (``recommended``) speaks of recommendations. ``held`` in a box or a cell;
    ``runs_on`` from a block above that ends in the midst of a sentence; ``above`` is the nearest block above it that is
    no item of a list."""

    number: int
    landmark: Landmark = "text"
    path: tuple[tuple[str, int], ...] = ()
    recommended: bool = False
    held: bool = False
    runs_on: bool = False
    above: str = ""

    @property
    def title(self) -> str:
        """The nearest heading as it stands; empty where none stands above."""
        return self.path[-1][0] if self.path else ""

    @property
    def heading(self) -> str:
        """The nearest heading, without its number."""
        return _ORDINAL.sub("", self.title)


def find_places(document: Document, cues: Cues) -> dict[str, Place]:
    """The place of every block of a document by its id. A heading's landmark holds for all below it, the nearest first.

    Headings inside a box or a cell rule only there and open nothing below it. The lines of a table of contents are told
    by the headings that they repeat.
    """
    held = {container.id for container in document.containers if container.kind in _HOLDERS}
    listed, tabled = _contents(document), _tabled(document)
    broken: dict[str, bool] = {}
    last: dict[str, str] = {}
    above: list[tuple[str, int]] = []
    landmark: Landmark = "text"
    recommended = False
    places: dict[str, Place] = {}
    for number, block in enumerate(document.blocks):
        inside = block.container in held
        if block.kind == "heading" and not inside and block.id not in listed:
            while above and above[-1][1] >= block.level:
                above.pop()
            above.append((block.text.strip(), block.level))
            titles = [_ORDINAL.sub("", title) for title, _ in reversed(above)]
            landmark = _landmark(titles, cues)
            recommended = any(_RECOMMENDS.search(title) for title in titles)
        own = landmark
        if block.id in listed:
            own = "contents"
        elif block.layer in {"footnote", "endnote"}:
            own = "note"
        elif own == "text" and block.container in tabled:
            own = "table"
        runs_on = broken.get(block.container, False) and block.kind == "paragraph"
        places[block.id] = Place(
            number, own, tuple(above), recommended and own != "contents", inside, runs_on, last.get(block.container, "")
        )
        if not block.aside and block.layer == "body":
            if block.kind not in LIST_KINDS:
                last[block.container] = block.id
            broken[block.container] = block.kind in {"paragraph", "numbered"} and _is_broken(block.text)
    return places


def _is_broken(text: str) -> bool:
    """Whether a text ends in the midst of a sentence, as at the foot of a page; a short line may be a heading."""
    return len(text.split()) >= _LINE and bool(_MIDST.search(text))


def _tabled(document: Document) -> frozenset[str]:
    """The cells of tables of data: many rows of three columns or more."""
    cells = [container for container in document.containers if container.kind == "cell"]
    rows: dict[str | None, set[int | None]] = {}
    columns: dict[str | None, set[int | None]] = {}
    for cell in cells:
        rows.setdefault(cell.parent, set()).add(cell.row)
        columns.setdefault(cell.parent, set()).add(cell.column)
    return frozenset(
        cell.id for cell in cells if len(rows[cell.parent]) >= _ROWS and len(columns[cell.parent]) >= _COLUMNS
    )


def _contents(document: Document) -> frozenset[str]:
    """The blocks that repeat a heading below them, with a page number or among others that do."""
    heads = {
        fold(_ORDINAL.sub("", block.text)): number
        for number, block in enumerate(document.blocks)
        if block.kind == "heading"
    }
    found: set[str] = set()
    bare: list[TextBlock] = []
    longest = max((len(block.text) for block in document.blocks if block.kind == "heading"), default=0)
    for number, block in enumerate(document.blocks):
        lines = [line for line in block.text.splitlines() if line.strip()]
        if lines and all(len(line) <= longest + _DOTS and _announced(line, heads, number) for line in lines):
            if all(_PAGE.search(line) for line in lines):
                found.add(block.id)
            else:
                bare.append(block)
    if len(bare) + len(found) > 2 and found:
        found |= {block.id for block in bare if block.kind != "heading"}
    return frozenset(found)


def _announced(line: str, heads: dict[str, int], number: int) -> bool:
    cut = _PAGE.sub("", line)
    return any(heads.get(fold(_ORDINAL.sub("", text)), -1) > number for text in (cut, line))


def says_learning(item: Item) -> bool:
    """Whether the label, the theme or the heading that an item was placed by speaks of learning."""
    return bool(_LEARNING.search(" ".join((item.label or "", item.theme or "", item.why))))


def is_boxed(item: Item, document_holders: dict[str, str]) -> bool:
    """Whether an item stands in a box or a cell of its own whose label or heading speaks of learning."""
    return says_learning(item) and any(span.block in document_holders for span in item.spans)


def holders(document: Document) -> dict[str, str]:
    """The blocks that stand in boxes and cells, with the id of what holds them."""
    held = {container.id for container in document.containers if container.kind in _HOLDERS}
    return {block.id: block.container for block in document.blocks if block.container in held}


def _landmark(titles: list[str], cues: Cues) -> Landmark:
    """The landmark of the nearest heading that is one; what stands in the back matter is back matter throughout."""
    found = list(_landmarks(titles, cues))
    if any(_RECOMMENDS.search(title) for title in titles):
        found = [name for name in found if name != "backmatter"]
    if "backmatter" in found:
        return "backmatter"
    return found[0] if found else "text"


def _landmarks(titles: list[str], cues: Cues) -> Iterator[Landmark]:
    for title in titles:
        yield from (name for name in _LANDMARKS if cues.landmarks[name].match(title))
