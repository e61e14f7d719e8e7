"""Bullets that are drawn and not printed."""

from __future__ import annotations

from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import Shape


def mark_dots(lines: list[Line], shapes: list[Shape]) -> None:
    """Small filled shapes just left of a line are its bullets: many programs draw bullets instead of printing them."""
    dots = [s for s in shapes if s.fill and 1.2 < s.width < 9 and 1.2 < s.height < 9 and 0.6 < s.width / s.height < 1.7]
    for dot in dots[:500]:
        y = (dot.box[1] + dot.box[3]) / 2
        near = [line for line in lines if line.top - 1 < y < line.base + 1 and 0 < line.x0 - dot.box[2] < 3 * line.size]
        if near:
            min(near, key=lambda line: line.x0).dot = True
