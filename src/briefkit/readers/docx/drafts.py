"""Drafts: paragraphs and boxes while they are being read, before their order is settled and they get their ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from briefkit.model import Layer
from briefkit.readers.docx.looks import Look


class Piece(NamedTuple):
    """Text in one look. ``link`` is an address, or ``#name`` for a bookmark; a computed piece stands in no ``w:t``."""

    text: str
    look: Look
    link: str | None = None
    hidden: bool = False
    computed: bool = False


class Place(NamedTuple):
    """Where a story stands: part, layer, container, the words of the path, and what is painted behind its text."""

    part: str
    layer: Layer
    container: str
    path: str = ""
    filled: bool = False
    table_style: str | None = None


class Position(NamedTuple):
    """Where a box is anchored, in points. ``left``/``top`` are from the page's top left corner where ``on_page``;
    otherwise ``top`` is from the top of the anchor paragraph. Without numbers the box flows with the text.
    """

    left: float | None = None
    top: float | None = None
    width: float = 0.0
    height: float = 0.0
    on_page: bool = False


@dataclass(slots=True)
class BoxDraft:
    """A text box with its paragraphs, and where it stands."""

    container: str
    position: Position
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A paragraph. ``boxes`` are anchored in it; ``page`` counts the page breaks before it."""

    place: Place
    path: str
    style: str | None = None
    style_name: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    marker: Piece | None = None
    kind: str = "paragraph"
    level: int = 0
    before: float | None = None
    after: float = 0.0
    page: int = 0
    evidence: list[str] = field(default_factory=list)
    boxes: list[BoxDraft] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    shaded: bool = False

    @property
    def visible(self) -> str:
        """The words that a reader sees."""
        return "".join(piece.text for piece in self.pieces if not piece.hidden)


def hide(drafts: list[Draft]) -> list[Draft]:
    """The drafts as text that nobody sees, with all that is anchored in them."""
    for draft in drafts:
        draft.pieces = [piece._replace(hidden=True) for piece in draft.pieces]
        draft.figures = []
        for box in draft.boxes:
            hide(box.drafts)
    return drafts
