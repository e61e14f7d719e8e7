"""Drafts: paragraphs and boxes while they are being read, before their order is settled and they get their ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from briefkit.model import Layer
from briefkit.readers.docx.layout.papers import Page
from briefkit.readers.docx.styles.looks import Look


class Piece(NamedTuple):
    """Text in one look. ``link`` is an address, or ``#name`` for a bookmark; a computed piece stands in no ``w:t``."""

    text: str
    look: Look
    link: str | None = None
    hidden: bool = False
    computed: bool = False


class Cell(NamedTuple):
    """A table cell on the paper: its table and row, how far in it begins, its width (0: unknown), and what holds it."""

    table: str
    row: int
    indent: float = 0.0
    width: float = 0.0
    outer: Cell | None = None


class Place(NamedTuple):
    """Where a story stands: part, layer, container, the words of the path, and what is painted behind its text."""

    part: str
    layer: Layer
    container: str
    path: str = ""
    filled: bool = False
    table_style: str | None = None
    cell: Cell | None = None


class Position(NamedTuple):
    """Where a box stands, in points.

    ``top`` is from the top of the page where ``on_page``, else from the top of the anchor paragraph. ``left`` is from
    the left of the page, or, where ``in_column``, of the column or cell in which the anchor stands. Without both the
    box stands in its line. ``wrap`` says what text does where the box stands: it runs ``around``, goes on ``below``, or
    takes no notice (empty).
    """

    left: float | None = None
    top: float | None = None
    width: float = 0.0
    height: float = 0.0
    on_page: bool = False
    in_column: bool = False
    wrap: str = ""


@dataclass(slots=True)
class BoxDraft:
    """A text box with its paragraphs, and where it stands."""

    container: str
    position: Position
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A paragraph. ``boxes`` are anchored in it; ``above`` is the space between it and the words before it, in points.

    ``page`` counts the page breaks that the author put before it, ``leaf`` is the page on which Word found it when it
    last laid the file out (0: the file does not say), ``lane`` counts the column breaks before it. ``indent`` is how
    much narrower than its column it is, left and right; ``line`` the height of a line in points, or below zero a share
    of the type's own (0: not said).
    """

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
    above: float = 0.0
    page: int = 0
    leaf: int = 0
    lane: int = 0
    indent: tuple[float, float] = (0.0, 0.0)
    line: float = 0.0
    paper: Page | None = None
    evidence: list[str] = field(default_factory=list)
    boxes: list[BoxDraft] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    shaded: bool = False

    @property
    def visible(self) -> str:
        """The words that a reader sees."""
        return "".join([piece.text for piece in self.pieces if not piece.hidden])


def hide(drafts: list[Draft]) -> list[Draft]:
    """The drafts as text that nobody sees, with all that is anchored in them."""
    for draft in drafts:
        draft.pieces = [piece._replace(hidden=True) for piece in draft.pieces]
        draft.figures = []
        for box in draft.boxes:
            hide(box.drafts)
    return drafts
