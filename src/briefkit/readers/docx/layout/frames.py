"""Frames (``w:framePr``): paragraphs that stand in a box of their own beside or among the others.

Neighbours with the same frame properties share one frame (ECMA-376 part 1, 17.3.1.11). Frames around paragraphs of a
table only say where the whole table floats, so there they mean nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefkit.readers.docx.drafts import Position
from briefkit.readers.docx.layout.papers import Page
from briefkit.readers.docx.names import W, number

LINE = 20.0
"""About the height of a line, for frames that do not say how high they are."""


BESIDE = 60.0
"""A frame that is moved by less than this many points from the paragraph behind it is read just before it."""


def frame_position(marks: Mapping[str, str], page: Page, lines: int) -> Position:
    """Where a frame stands, in points. ``marks`` are the attributes of ``w:framePr``, ``lines`` its paragraphs."""
    width = number(marks.get(W + "w")) / 20
    height = number(marks.get(W + "h")) / 20 or lines * LINE
    left = _place(
        marks.get(W + "xAlign", ""),
        number(marks.get(W + "x")) / 20,
        (0.0, page.width) if marks.get(W + "hAnchor", "page") == "page" else (page.left, page.width - page.right),
        width,
    )
    anchor = marks.get(W + "vAnchor", "page")
    if anchor == "text":
        top = number(marks.get(W + "y")) / 20
        return Position(left, top, width, height) if abs(top) > BESIDE else Position()
    edges = (0.0, page.height) if anchor == "page" else (page.top, page.height - page.bottom)
    return Position(
        left, _place(marks.get(W + "yAlign", ""), number(marks.get(W + "y")) / 20, edges, height), width, height, True
    )


def _place(align: str, offset: float, edges: tuple[float, float], length: float) -> float:
    start, end = edges
    if align == "center":
        return (start + end - length) / 2
    if align in {"right", "bottom", "outside"}:
        return end - length
    return start if align else start + offset
