"""The characters of a draft as stretches of one look."""

from __future__ import annotations

from bisect import bisect_right

from briefkit.readers.pdf.page.glyphs import Look
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.words import between

Style = tuple[Look, str | None, bool]


class Stretches:
    """The source text of some lines, with a line feed between each two, and how its characters look."""

    def __init__(self, lines: list[Line]) -> None:
        self.source = "\n".join([line.text for line in lines])
        self.starts: list[int] = []
        self._styles: list[Style] = []
        self._last: Style | None = None
        at = 0
        last = None
        for line in lines:
            if last is not None:
                self._put(at, last.look, last.link if last.link == line.words[0].link else None, False)
                at += 1
                last = None
            for word in line.words:
                if word.spaced and last is not None:
                    if word.look is not last.look or word.link != last.link or word.raised or last.raised:
                        self._put(at, *between(last, word), False)
                    at += 1
                if last is None or word.look is not last.look or word.link != last.link or word.raised or last.raised:
                    self._put(at, word.look, word.link, word.raised)
                at += len(word.text)
                last = word

    def _put(self, at: int, look: Look, link: str | None, raised: bool) -> None:
        last = self._last
        if last is not None and last[1] == link and last[2] == raised and _are_alike(look, last[0]):
            return
        self._last = (look, link, raised)
        self.starts.append(at)
        self._styles.append(self._last)

    def style(self, place: int) -> Style:
        """Look, address and whether it stands high, of the character at ``place``."""
        return self._styles[bisect_right(self.starts, place) - 1]

    def within(self, start: int, end: int) -> list[tuple[int, int, Style]]:
        """The stretches from ``start`` up to but without ``end``, each with its own start, end and style."""
        if start >= end:
            return []
        first = bisect_right(self.starts, start) - 1
        upto = bisect_right(self.starts, end - 1)
        edges = [start, *self.starts[first + 1 : upto], end]
        return list(zip(edges, edges[1:], self._styles[first:upto], strict=False))


def _are_alike(one: Look, other: Look) -> bool:
    """Whether nothing that a run tells parts the two."""
    return one is other or (one.bold, one.italic, one.size, one.colour) == (
        other.bold,
        other.italic,
        other.size,
        other.colour,
    )
