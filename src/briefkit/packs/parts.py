"""What is known of a file that holds several briefings: where each part begins, what it is and how that was seen."""

from __future__ import annotations

from typing import Literal

import msgspec

PartKind = Literal["briefing", "matter"]


class Part(msgspec.Struct, frozen=True):
    """A stretch of a document: a briefing of its own, or pages of the pack that belong to none (``matter``).

    ``start`` and ``end`` number its blocks in the tidied document (``end`` is the first that is no more of it);
    ``first`` is the id of the reader's block with which it begins. ``title`` is the line that it is headed by, empty
    where there is none; ``pages`` are its first and last page where the source has pages. ``why`` are the signs that it
    begins there, in words; of the first part there are none.
    """

    start: int
    end: int
    first: str
    kind: PartKind = "briefing"
    title: str = ""
    pages: tuple[int, int] | None = None
    why: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The pages in words: ``page 3``, ``pages 3 to 5``; empty where the source has none."""
        if self.pages is None:
            return ""
        first, last = self.pages
        return f"page {first}" if first == last else f"pages {first} to {last}"


class Unclear(msgspec.Struct, frozen=True):
    """A place where another briefing may begin: its block by number, and in words what stands there."""

    at: int
    text: str


class Pack(msgspec.Struct, frozen=True):
    """A document as one part or several, in its order; together they are all of it.

    ``unsure`` are places where another briefing may begin and no clear boundary was found.
    """

    parts: tuple[Part, ...] = ()
    unsure: tuple[Unclear, ...] = ()

    @property
    def briefings(self) -> tuple[Part, ...]:
        """The parts that are briefings."""
        return tuple(part for part in self.parts if part.kind == "briefing")
