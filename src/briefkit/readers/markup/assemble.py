"""Blocks put together to a document: ids, markers, containers, bookmarks, and what there is to say about them."""

from __future__ import annotations

from typing import Literal

from briefkit.diagnostics import Diagnostic, Result
from briefkit.model import (
    Bookmark,
    Container,
    ContainerKind,
    Document,
    Kind,
    Layer,
    Origin,
    Run,
    Span,
    TextBlock,
)
from briefkit.readers.markup.inline import Inline, parse_inline

PART = "text"
"""The one part of a text file, under which the census counts its letters too."""


class Assembly:
    """Takes paragraphs in reading order and makes the document of them."""

    def __init__(self, *, markdown: bool) -> None:
        self.markdown = markdown
        self.blocks: list[TextBlock] = []
        self.containers: list[Container] = [Container("body", "body")]
        self.bookmarks: list[Bookmark] = []
        self.dead_links: list[tuple[str, Origin]] = []

    def add(  # noqa: PLR0913
        self,
        kind: Kind,
        text: str,
        line: int,
        *,
        level: int = 0,
        marker: tuple[int, int] = (0, 0),
        layer: Layer = "body",
        container: str = "body",
        evidence: tuple[str, ...] = (),
        before: float | None = None,
    ) -> None:
        """Adds a block with the source text ``text``; ``marker`` are the characters of its bullet or number."""
        name, origin = self._next_id(), Origin(PART, line=line)
        start, end = marker
        front = parse_inline(text[:start], name, markdown=self.markdown) if start else None
        body = parse_inline(text, name, start=end, markdown=self.markdown)
        marks = (Run(text[start:end], Span(name, start, end)),) if end > start else ()
        leading = front.runs if front else ()
        self.blocks.append(
            TextBlock(
                id=name,
                runs=body.runs if marks else (*leading, *body.runs),
                origin=origin,
                container=container,
                layer=layer,
                kind=kind,
                level=level,
                marker=(*leading, *marks) if marks else (),
                evidence=evidence,
                before=None if before is None else float(before),
            )
        )
        for found in (front, body):
            if found is not None:
                self._note(found, name, origin)

    def add_plain(self, text: str, line: int, *, layer: Layer = "body", aside: str = "") -> None:
        """Adds a block without looking for markup in it."""
        name = self._next_id()
        run = Run(text, Span(name, 0, len(text)))
        self.blocks.append(TextBlock(name, (run,), Origin(PART, line=line), layer=layer, aside=aside))

    def add_container(
        self, kind: ContainerKind, name: str, parent: str = "body", row: int | None = None, column: int | None = None
    ) -> str:
        """Adds a container and gives its id back."""
        self.containers.append(Container(name, kind, parent, row=row, column=column))
        return name

    def document(self) -> Result[Document]:
        """The document, and a diagnostic (BK244) that names links which lead nowhere."""
        blocks = tuple(self.blocks)
        document = Document(blocks, tuple(self.containers), bookmarks=tuple(self.bookmarks))
        return Result(document, dead_link_diagnostics(self.dead_links))

    def _next_id(self) -> str:
        return f"b{len(self.blocks) + 1:04d}"

    def _note(self, found: Inline, block: str, origin: Origin) -> None:
        for name in found.bookmarks:
            known = {bookmark.name for bookmark in self.bookmarks}
            state: Literal["ok", "duplicate"] = "duplicate" if name in known else "ok"
            self.bookmarks.append(Bookmark(name, state, origin, target=block))
        self.dead_links.extend((words, origin) for words in found.dead_links)
        for words in found.unseen:
            if any(char.isalnum() for char in words):
                self.add_plain(words, origin.line or 1, layer="hidden")


def dead_link_diagnostics(dead: list[tuple[str, Origin]]) -> tuple[Diagnostic, ...]:
    """One warning (BK244) that names the links which have words and no address that works outside their file."""
    if not dead:
        return ()
    named = ", ".join(f"‘{words[:80]}’" for words, _ in dead[:10])
    more = f" and {len(dead) - 10} more" if len(dead) > 10 else ""
    return (
        Diagnostic(
            "BK244",
            "warning",
            f"{_links(len(dead))} no address that leads anywhere: {named}{more}. The words are kept without a link.",
            "; ".join(dict.fromkeys(str(origin) for _, origin in dead[:10])),
            "Find the addresses in the original document and add them.",
        ),
    )


def _links(count: int) -> str:
    return "A link has" if count == 1 else f"{count} links have"
