"""One story of a Word document as a stream: what of it is shown, what is hidden, what is only an instruction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from briefkit.census.fields import Field
from briefkit.census.merges import Merges
from briefkit.census.parts import Handlers
from briefkit.census.vanish import Vanish

Start = Callable[["Story", dict[str, str]], None]
"""What is done where an element begins, with its attributes."""


class Reference(NamedTuple):
    """Something that a story refers to: ``sort`` (``footnotes``, ``drawing`` …), its id, and the note it stands in."""

    sort: str
    identifier: str
    note: str
    hidden: bool
    codes: tuple[Field, ...]

    @property
    def in_code(self) -> bool:
        """Whether it stands in an instruction of a field, where it means nothing."""
        return any(code.closed for code in self.codes)


class Piece(NamedTuple):
    """Text, whether it is hidden, the fields whose instruction it belongs to, and the note it stands in."""

    text: str
    hidden: bool
    codes: tuple[Field, ...]
    note: str


@dataclass
class Run:
    """What an open run looks like: its own style and those around it; ``vanish`` is what it says itself."""

    paragraph: str
    table: str
    style: str = ""
    vanish: bool | None = None


@dataclass
class Control:
    """An open content control."""

    placeholder: bool = False
    tick_box: bool = False


@dataclass
class Story(Handlers):
    """Hears one part.

    ``vanish`` tells which styles hide; ``starts`` and ``ends`` say what elements mean, by their names. A start has a
    short name for the stack of open elements and what is to be done, if anything; ``strange`` tells that of an element
    that is not in the table.
    """

    vanish: Vanish
    starts: dict[str, tuple[str, Start | None]]
    ends: dict[str, Callable[[Story], None]]
    strange: Callable[[str], Start | None]
    references: list[Reference] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)
    skipped: int = 0
    taking: int = 0
    coding: bool = False
    paragraphs: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    codes: tuple[Field, ...] = ()
    simple: list[Field] = field(default_factory=list)
    branches: list[bool] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    tables: list[Merges] = field(default_factory=list)
    veils: list[tuple[int, bool]] = field(default_factory=list)
    note: str = ""
    separators: set[str] = field(default_factory=set)
    prefixes: dict[str, str] = field(default_factory=dict)
    sections: list[tuple[dict[str, str], bool]] = field(default_factory=list)

    def namespace(self, prefix: str | None, address: str | None) -> None:
        self.prefixes[prefix or ""] = address or ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.skipped:
            self.skipped += 1
            return
        known = self.starts.get(name)
        if known is None:
            known = self.starts[name] = ("", self.strange(name))
        key, begin = known
        if begin is not None:
            begin(self, attributes)
        if not self.skipped:
            self.elements.append(key)

    def end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        if self.elements:
            self.elements.pop()
        finish = self.ends.get(name)
        if finish is not None:
            finish(self)
        while self.veils and len(self.elements) <= self.veils[-1][0]:
            self.veils.pop()

    def characters(self, text: str) -> None:
        if self.skipped:
            return
        if self.taking:
            self.put(text)
        elif self.coding and self.fields and self.fields[-1].in_code:
            self.fields[-1].code += text

    def put(self, text: str) -> None:
        """Text that stands at this place."""
        if text and not self.is_gone():
            self.pieces.append(Piece(text, self.is_hidden(), self.codes, self.note))

    def refer(self, sort: str, identifier: str) -> None:
        """At this place something is referred to."""
        if not self.is_gone():
            self.references.append(Reference(sort, identifier, self.note, self.is_hidden(), self.codes))

    def veil(self, above: int, gone: bool) -> None:
        """Hides what is still to come in an open element, ``above`` steps over the one that begins.

        ``gone`` is for what nobody would call text of the document, not even hidden.
        """
        self.veils.append((max(0, len(self.elements) - above), gone))

    def above(self, steps: int) -> str:
        """The short name of an open element."""
        return self.elements[-steps] if len(self.elements) >= steps else ""

    def table_style(self) -> str:
        """The style of the table around this place."""
        return self.tables[-1].style if self.tables else ""

    def is_gone(self) -> bool:
        """Whether nothing at this place is text of the document."""
        return bool(self.veils) and any(gone for _, gone in self.veils)

    def is_hidden(self) -> bool:
        """Whether text at this place is hidden."""
        if self.veils:
            return True
        for run in self.runs:
            if run.vanish or (
                run.vanish is None and self.vanish and self.vanish.hides(run.paragraph, run.style, run.table)
            ):
                return True
        if self.runs or not self.vanish or not self.paragraphs:
            return False
        return self.vanish.hides(self.paragraphs[-1], "", self.table_style())

    def has_words(self, since: int) -> bool:
        """Whether any text came since so many pieces were there."""
        return any(piece.text.strip() for piece in self.pieces[since:])

    def texts(self, notes: Iterable[str] | None = None) -> tuple[str, str]:
        """What is shown and what is hidden. Text inside a field's instruction is neither, once the field is closed.

        ``notes`` are the ids of the notes that a mark leads to, in a part of notes; the others are hidden.
        """
        shown: list[str] = []
        hidden: list[str] = []
        wanted = None if notes is None else {*notes, ""}
        for piece in self.pieces:
            if not any(code.closed for code in piece.codes) and piece.note not in self.separators:
                unseen = piece.hidden or (wanted is not None and piece.note not in wanted)
                (hidden if unseen else shown).append(piece.text)
        return "".join(shown), "".join(hidden)

    def shown_margins(self, even_pages: bool) -> tuple[str, ...]:
        """The relationship ids of the headers and footers that some page shows, each once, in order.

        A section without a reference of its own takes that of the section before; a first-page header shows only
        where the section has a title page, an even-page one only where the document keeps them apart.
        """
        current: dict[str, str] = {}
        shown: dict[str, None] = {}
        for references, title_page in self.sections:
            current.update(references)
            for key, identifier in current.items():
                kind = key.partition(" ")[2]
                if kind == "default" or (kind == "first" and title_page) or (kind == "even" and even_pages):
                    shown[identifier] = None
        return tuple(shown)


def value_of(attributes: dict[str, str], local: str, default: str | None = None) -> str | None:
    """The attribute of that local name in whatever namespace."""
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == local), default)
