"""Paragraphs put together from pieces of text in one look each: for formats that say themselves what is bold."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import msgspec

from briefkit.model import Bookmark, Container, ContainerKind, Figure, Kind, Layer, Origin, Run, Span, TextBlock
from briefkit.readers.markup.shapes import list_mark

PART = "text"
_BLANKS = re.compile(r"[ \t\r\n\u00a0]+")


class Look(NamedTuple):
    """How a piece of text looks; ``size`` in points, ``colour`` as ``#rrggbb``."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float | None = None
    colour: str | None = None
    script: Literal["normal", "super", "sub"] = "normal"
    link: str | None = None


class Shape(msgspec.Struct, frozen=True):
    """What is known of a paragraph beside its text. ``computed`` is a bullet or number that is no text of the file."""

    kind: Kind = "paragraph"
    level: int = 0
    computed: str = ""
    container: str = "body"
    layer: Layer = "body"
    evidence: tuple[str, ...] = ()
    aside: str = ""
    style: str | None = None
    before: float | None = None


class Composer:
    """Takes pieces and paragraph ends in reading order; its lists are the parts of a document."""

    def __init__(self, *, collapse: bool = False) -> None:
        self.collapse = collapse
        self.blocks: list[TextBlock] = []
        self.containers: list[Container] = [Container("body", "body")]
        self.figures: list[Figure] = []
        self.bookmarks: list[Bookmark] = []
        self._pieces: list[tuple[str, Look]] = []
        self._marker: list[str] = []

    def put(self, text: str, look: Look) -> None:
        """Adds text to the paragraph that is being made."""
        if text:
            self._pieces.append((text, look))

    def put_marker(self, text: str) -> None:
        """Adds text that is known to be the typed bullet or number in front of the paragraph."""
        self._marker.append(text)

    @property
    def is_empty(self) -> bool:
        """Whether the paragraph that is being made has no text yet."""
        return not any(text.strip() for text, _ in self._pieces) and not any(text.strip() for text in self._marker)

    def end(self, shape: Shape, origin: Origin) -> str | None:
        """Ends the paragraph and gives the id of its block, or ``None`` where it has no text."""
        pieces = _trimmed(self._pieces, collapse=self.collapse)
        marker = " ".join("".join(self._marker).split())
        self._pieces, self._marker = [], []
        if marker and pieces:
            marker += " "
        if not pieces and not marker:
            return None
        name = f"b{len(self.blocks) + 1:04d}"
        kind, level = shape.kind, shape.level
        if not pieces:
            pieces, marker = [(marker, Look())], ""
        if shape.layer in {"footnote", "endnote"}:
            # The number in front of a note is its mark and makes no list of it.
            pass
        elif marker or shape.computed:
            kind = _listed(kind, marker or shape.computed)
        elif kind in {"paragraph", "bullet", "numbered"}:
            marker, pieces = _typed_marker(pieces)
            kind = _listed(kind, marker) if marker else kind
        if kind in {"bullet", "numbered"}:
            level = max(level, 1)
        self.blocks.append(
            TextBlock(
                id=name,
                runs=_runs(pieces, name, len(marker)),
                origin=origin,
                container=shape.container,
                layer=shape.layer,
                kind=kind,
                level=level,
                marker=_marker_runs(marker, shape.computed, name),
                evidence=shape.evidence,
                aside=shape.aside,
                style=shape.style,
                before=shape.before,
            )
        )
        return name

    def add_container(self, kind: ContainerKind, name: str, parent: str, place: tuple[int, int] | None = None) -> str:
        """Adds a container and gives its id back; ``place`` is row and column of a cell."""
        row, column = place or (None, None)
        self.containers.append(Container(name, kind, parent, row=row, column=column))
        return name


def _listed(kind: Kind, marker: str) -> Kind:
    if kind == "heading":
        return kind
    return (
        "numbered"
        if any(char.isalnum() for char in marker) and marker.strip() not in {"o", "§", "ü", "Ø"}
        else "bullet"
    )


def _trimmed(pieces: list[tuple[str, Look]], *, collapse: bool) -> list[tuple[str, Look]]:
    """The pieces without blanks at either end; ``collapse`` makes one blank of many, as a browser does."""
    kept: list[tuple[str, Look]] = []
    for text, look in pieces:
        words = _BLANKS.sub(" ", text) if collapse and text != "\n" else text
        ends_blank = not kept or kept[-1][0].endswith((" ", "\n"))
        if collapse and ends_blank and words != "\n":
            words = words.lstrip(" ")
        if not kept:
            words = words.lstrip()
        if words:
            kept.append((words, look))
    while kept and not kept[-1][0].rstrip():
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return kept


def _typed_marker(pieces: list[tuple[str, Look]]) -> tuple[str, list[tuple[str, Look]]]:
    text = "".join(words for words, _ in pieces)
    mark = list_mark(text)
    if mark is None or mark.length >= len(text):
        return "", pieces
    left, rest = mark.length, []
    for words, look in pieces:
        if left < len(words):
            rest.append((words[left:], look))
        left = max(0, left - len(words))
    return text[: mark.length], rest


def _marker_runs(typed: str, computed: str, block: str) -> tuple[Run, ...]:
    if typed:
        return (Run(typed, Span(block, 0, len(typed))),)
    return (Run(computed, Span(block, 0, 0)),) if computed else ()


def _runs(pieces: list[tuple[str, Look]], block: str, at: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    last: Look | None = None
    for text, look in pieces:
        span = Span(block, at, at + len(text))
        at = span.end
        if runs and look == last:
            runs[-1] = msgspec.structs.replace(
                runs[-1], text=runs[-1].text + text, span=Span(block, runs[-1].span.start, span.end)
            )
        else:
            runs.append(Run(text, span, *look))
        last = look
    return tuple(runs)
