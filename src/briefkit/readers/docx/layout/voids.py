"""Voids: how much empty space stands between the words of a story, in points, empty paragraphs included."""

from __future__ import annotations

from briefkit.readers.docx.drafts import Draft
from briefkit.readers.docx.layout.flow import LEADING
from briefkit.readers.docx.styles.looks import Looks, Partial


class Void:
    """The space since the last words of a story, as paragraphs are added to it."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._after = 0.0
        self._height = 0.0
        self._started = False

    def skip(self, effective: Partial | None = None) -> None:
        """A paragraph without words; ``effective`` are its properties, none for one that has none of its own."""
        if effective is None:
            effective = self._looks.paragraph(None)
        line, size = _length(effective, "line"), self._looks.usual_size
        height = line if line > 0 else size * LEADING * (-line or 1.0)
        self._height += _length(effective, "before") + height + _length(effective, "after")

    def settle(self, draft: Draft, effective: Partial, has_words: bool, has_line: bool = True) -> None:
        """A paragraph that is kept: notes the space above it, and begins anew where it has words.

        ``has_line`` is false for what stands in no line at all, such as a table with a place of its own.
        """
        draft.above = _length(effective, "before") + (self._after if self._started else 0.0) + self._height
        if has_words:
            self._after, self._height, self._started = _length(effective, "after"), 0.0, True
        elif has_line:
            self.skip(effective)


def _length(properties: Partial, name: str) -> float:
    value = properties.get(name)
    return value if isinstance(value, float) else 0.0
