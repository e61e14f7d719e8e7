"""The types that every station shares: what was given, what was read, where it stood.

Read this first, then :mod:`briefkit.briefing`, then :mod:`briefkit.pipeline`.

The central idea is *carry spans, derive the ledger*: a reader gives every block an id, and every run
says which characters of which block it stands for. Passes may cut, join and mend runs, but a run never
loses its span; :func:`briefkit.ledger.account` later compares the spans of the finished briefing with the
blocks that the reader made and computes what became of each character.

Measures are PDF points (1/72 inch). A bounding box is ``(x0, top, x1, bottom)`` with its origin at the
top left corner of the page, as a person reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

Layer = Literal["body", "header", "footer", "footnote", "endnote", "hidden"]
"""Where a block stands on the paper. ``hidden`` is text that nobody sees (vanished, white on white, outside the
page): it is counted and named in a diagnostic, and its words never reach any output."""

Kind = Literal["paragraph", "heading", "bullet", "numbered"]

ContainerKind = Literal["body", "box", "table", "cell", "column", "note", "header", "footer"]

Box = tuple[float, float, float, float]

NEW_PAGE = "new page"
"""The evidence of a block with which the author of a text without fixed pages began a new one."""


class Source(msgspec.Struct, frozen=True):
    """A file as it was given: its bytes and how they came here.

    ``name`` is the bare file name (no folder); ``media_type`` is what the bytes are, found by looking at them and
    not at the name; ``via`` names the conversions that already happened (``("libreoffice 24.2",)``), outermost first.
    """

    name: str
    data: bytes
    media_type: str
    sha256: str
    via: tuple[str, ...] = ()


class Origin(msgspec.Struct, frozen=True, gc=False):
    """Where a block stood in its file.

    ``part`` is the unit that the census counts by and is the key on which reader and census must agree:
    the zip member for DOCX (``word/document.xml``), ``page 3`` for PDF (1-based), ``text`` for everything else.
    ``path`` is the place inside the part, in words a person can follow (``paragraph 12``, ``text box 2, paragraph 1``).
    ``page`` and ``line`` are 1-based. ``bbox`` is in points from the top left of the page.
    """

    part: str
    path: str = ""
    page: int | None = None
    bbox: Box | None = None
    line: int | None = None

    def __str__(self) -> str:
        """The place in words, for a diagnostic: ``page 2``, ``line 14``, ``text box 2, paragraph 1``."""
        if self.line is not None:
            return f"line {self.line}"
        if self.page is not None and not self.path:
            return f"page {self.page}"
        if self.page is not None:
            return f"page {self.page}, {self.path}"
        return self.path or self.part


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Characters ``start`` up to but without ``end`` of the text that the reader gave the block ``block``."""

    block: str
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Run(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text in one look, and the source characters it stands for.

    Where nothing was mended ``len(text) == len(span)``. A mended run (mojibake, a joined line-end hyphen, a computed
    list number) has another length; it is never cut in the middle, see :func:`slice_runs`.
    ``size`` is in points, ``colour`` is ``#rrggbb``, ``link`` an absolute address or ``#block-id``.
    """

    text: str
    span: Span
    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float | None = None
    colour: str | None = None
    script: Literal["normal", "super", "sub"] = "normal"
    link: str | None = None


class TextBlock(msgspec.Struct, frozen=True, gc=False):
    """A paragraph, a heading or a list item.

    ``container`` is the id of the box, cell or column it stands in (see :class:`Container`): a heading governs only
    blocks of its own container. ``level`` is the heading's level from 1, or the list item's depth from 1, else 0.
    ``marker`` is the bullet or number in front, taken out of ``runs``; a number that Word computes has an empty span.
    ``evidence`` says in a few words each what made the reader or a pass think so (``style Heading 2``, ``bold line``).
    ``aside`` is empty for text of the briefing; otherwise the reason why it is not (``page-number``, ``contents`` …).
    ``before`` is the empty space above the block in points or blank lines where the source tells, else ``None``.
    ``parts`` names the parts of a block that stands in more than one: where in its source text each ``Origin.part``
    begins, as ``((0, "page 1"), (212, "page 2"))``; empty where ``origin.part`` says it all.
    """

    id: str
    runs: tuple[Run, ...]
    origin: Origin
    container: str = "body"
    layer: Layer = "body"
    kind: Kind = "paragraph"
    level: int = 0
    marker: tuple[Run, ...] = ()
    evidence: tuple[str, ...] = ()
    aside: str = ""
    style: str | None = None
    before: float | None = None
    parts: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        """The words of the block as one string, without its marker."""
        runs = self.runs
        # Asked for a dozen times a block, most of which have one run.
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])

    @property
    def spans(self) -> tuple[Span, ...]:
        """The source characters of the block without its marker; neighbours are joined."""
        return merge_spans(run.span for run in self.runs)


class Container(msgspec.Struct, frozen=True, gc=False):
    """Something that holds blocks: the body, a text box, a table and its cells, a column, a note.

    Tables are containers and not blocks, so that each character lives in exactly one :class:`TextBlock`.
    ``row`` and ``column`` are 1-based and only cells have them. ``filled`` is the background colour, if any.
    """

    id: str
    kind: ContainerKind
    parent: str | None = None
    origin: Origin | None = None
    row: int | None = None
    column: int | None = None
    filled: str | None = None


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A picture: its alternative text as the source has it, and the block it follows (``None``: it comes first)."""

    id: str
    alt: str
    origin: Origin
    after: str | None = None


class Bookmark(msgspec.Struct, frozen=True, gc=False):
    """Word's bookmark, a PDF outline entry or a dumped ``[bookmark: name]``, and whether it leads anywhere."""

    name: str
    state: Literal["ok", "unmatched", "duplicate", "broken"]
    origin: Origin
    target: str | None = None
    note: str = ""


class Document(msgspec.Struct, frozen=True, gc=False):
    """What a reader made of a source: text blocks in the order in which a person reads them.

    ``title`` is the title in the file's properties (often stale: weak evidence). ``pages`` is the number of pages where
    the format has pages. ``language`` is a BCP 47 tag as the file declares it.
    """

    blocks: tuple[TextBlock, ...]
    containers: tuple[Container, ...] = (Container("body", "body"),)
    figures: tuple[Figure, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    title: str = ""
    language: str = ""
    pages: int | None = None


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbouring spans of one block as one span; order is kept, empty spans are left out.

    ``spans`` is any iterable of :class:`Span`. Only spans that touch are joined, so a gap stays a gap.
    """
    merged: list[Span] = []
    for span in spans:
        if span.end <= span.start:
            continue
        if merged and merged[-1].block == span.block and merged[-1].end == span.start:
            merged[-1] = Span(span.block, merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def slice_runs(runs: tuple[Run, ...], start: int, end: int | None = None) -> tuple[Run, ...]:
    """The runs that make characters ``start`` to ``end`` of the joined text, cut where needed, spans kept.

    A mended run (its text and span differ in length) cannot be cut exactly: whoever holds its first visible character
    gets its whole span and the rest an empty one, so that nothing is lost and nothing is counted twice.
    """
    total = sum([len(run.text) for run in runs])
    if end is None:
        end = total
    kept: list[Run] = []
    at = 0
    for run in runs:
        here, there = max(start - at, 0), min(end - at, len(run.text))
        if here < there:
            kept.append(_cut(run, here, there))
        elif not run.text and (start <= at < end or start <= at == end == total):
            kept.append(run)
        at += len(run.text)
    return tuple(kept)


def _cut(run: Run, here: int, there: int) -> Run:
    if here == 0 and there == len(run.text):
        return run
    span = run.span
    text = run.text
    if len(text) == span.end - span.start:
        cut = Span(span.block, span.start + here, span.start + there)
    # Of a mended run the first visible character counts: white space may be trimmed away, and its span with it.
    elif here <= (len(text) - len(text.lstrip()) if text.strip() else 0) < there:
        cut = span
    else:
        cut = Span(span.block, span.end, span.end)
    return msgspec.structs.replace(run, text=text[here:there], span=cut)
