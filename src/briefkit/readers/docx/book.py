"""The book: what all stories of one document share while they are read."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput
from briefkit.model import Container, ContainerKind, Origin
from briefkit.readers.docx.bookmarks import Bookmarks
from briefkit.readers.docx.opc.package import Package
from briefkit.readers.docx.styles.colours import Colours
from briefkit.readers.docx.styles.looks import Looks
from briefkit.readers.docx.styles.numbering import Numbering

ROOM = 200 * 1024 * 1024
"""Bytes that all documents inside a document may have together when unpacked."""


class Book:
    """Style sheet, lists, bookmarks, containers and remarks of one document.

    ``veiled`` holds while something is read that nobody sees: a note that is marked there is not shown either.
    """

    def __init__(self, package: Package, looks: Looks, numbering: Numbering) -> None:
        self.package = package
        self.colours = Colours(package)
        self.looks = looks
        self.numbering = numbering
        self.bookmarks = Bookmarks()
        self.containers: list[Container] = [Container("body", "body")]
        self.diagnostics: list[Diagnostic] = []
        self.struck: tuple[str, str] | None = None
        self.tally: Counter[str] = Counter()
        self.embedded: list[str] = []
        self.note_marks: dict[tuple[str, str], str] = {}
        self.veiled = False
        self.outer = ""
        self.depth = 0
        self._spent = [0]
        self._numbers: Counter[str] = Counter()

    def inside(self, package: Package, looks: Looks, numbering: Numbering, outer: str) -> Book:
        """The book of a document that stands inside this one, in its part ``outer``.

        It has styles, lists and ids of notes of its own; everything else is shared.
        """
        inner = copy.copy(self)
        inner.package, inner.looks, inner.numbering = package, looks, numbering
        inner.outer, inner.depth = outer, self.depth + 1
        inner.note_marks = {}
        return inner

    def spend(self, size: int) -> None:
        """Takes note of the bytes of a document inside. Raises :class:`UnusableInput` where there are too many."""
        self._spent[0] += size
        if self._spent[0] > ROOM:
            raise UnusableInput("The embedded documents are far too big when unpacked.", "", code="BK114")

    def contain(
        self,
        kind: ContainerKind,
        parent: str | None,
        origin: Origin,
        filled: str | None = None,
    ) -> str:
        """Registers a container and gives its id: ``box3``, ``table1``, ``note4``. ``filled`` is its colour."""
        self._numbers[kind] += 1
        key = f"{kind}{self._numbers[kind]}"
        self.containers.append(Container(key, kind, parent, origin, filled=filled))
        return key

    def contain_cell(self, table: str, row: int, column: int, origin: Origin, filled: str | None) -> str:
        """Registers a cell (row and column from 1) of the table of that id and gives its id: ``table1.r2c1``."""
        key = f"{table}.r{row}c{column}"
        self.containers.append(Container(key, "cell", table, origin, row, column, filled))
        return key

    @contextmanager
    def veil(self, hidden: bool) -> Iterator[None]:
        """What is read meanwhile is seen by nobody, if it is ``hidden``."""
        before, self.veiled = self.veiled, self.veiled or hidden
        yield
        self.veiled = before

    def remark(self, code: str, message: str, where: str = "", note: str = "") -> None:
        """Keeps a warning for the person."""
        self.diagnostics.append(Diagnostic(code, "warning", message, where, note))

    def strike(self, words: str, where: str) -> None:
        """Keeps the first words that are struck out and yet seen, with their place."""
        if self.struck is None and words.strip():
            short = " ".join(words.split())
            self.struck = (f"“{short[:40]}{'…' if len(short) > 40 else ''}”", where)

    def count(self, what: str) -> None:
        """Counts something of which only the number will be told."""
        self.tally[what] += 1

    def mark_note(self, sort: str, key: str) -> str:
        """The number that a footnote or endnote gets, in the order in which they are marked."""
        mark = self.note_marks.get((sort, key))
        if mark is None:
            self._numbers[sort] += 1
            mark = self.note_marks[sort, key] = str(self._numbers[sort])
        return mark
