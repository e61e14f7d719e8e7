"""Coloured bars behind headings: no boxes, but looks of the headings that stand on them."""

from __future__ import annotations

from briefkit.readers.pdf.layout.areas import Region, area, within
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import lightness

_MAX_LETTERS = 140


def dissolve_bars(found: list[Region], page: Region, size: float) -> None:
    """A bar behind a heading is no box: its lines go to the text that they head and keep the bar's colour.

    That text is a box flush below the bar, else what lies around both. ``found`` are the areas of the page with their
    lines, of which bars are taken out; ``page`` holds the lines outside of them. ``size`` is the usual type size.
    """
    boxed = [r for r in found if r.kind == "box" and r.lines]
    bars = [r for r in boxed if _is_bar(r, size) or _heads_flow(r, found, page, size)]
    for bar in bars:
        found.remove(bar)
    for bar in bars:
        around = min((o for o in found if within(bar.box, o.box)), key=lambda o: area(o.box), default=page)
        holder = around if _is_title(bar, page, found) else _flush_below(bar, found) or around
        for line in bar.lines:
            line.band = bar.filled
        holder.lines.extend(bar.lines)
        if holder not in (around, page):
            x0, _, x1, base = holder.box
            holder.box = (x0, bar.box[1], x1, base)


def _is_bar(region: Region, size: float) -> bool:
    text = " ".join(line.text for line in region.lines)
    height = region.box[3] - region.box[1]
    tall = height > max(3.2 * size, 1.9 * sum(_row_heights(region.lines))) + 8
    if tall or len(text) > _MAX_LETTERS or region.filled is None:
        return False
    return _is_heading(region.lines, size) or height < 1.7 * size


def _is_heading(lines: list[Line], size: float) -> bool:
    text = " ".join(line.text for line in lines)
    loud = all(
        line.look.bold or line.size > 1.12 * size or lightness(line.look.colour) > 0.75 or line.text.isupper()
        for line in lines
    )
    return loud and not (text.rstrip().endswith((".", ";", ",")) and len(text.split()) > 4)


def _heads_flow(region: Region, found: list[Region], page: Region, size: float) -> bool:
    """Whether a wide box holds nothing but one heading, and the text below it stands in no box."""
    x0, top, x1, base = region.box
    text = " ".join(line.text for line in region.lines)
    if region.filled is None or len(text) > _MAX_LETTERS or len(region.lines) > 3 or x1 - x0 < 1.5 * (base - top):
        return False
    if len({round(line.size) for line in region.lines}) > 1 or not _is_heading(region.lines, size):
        return False
    if any(within(other.box, region.box) for other in found if other is not region and other.lines):
        return False
    around = min(
        (o for o in found if o is not region and within(region.box, o.box)), key=lambda o: area(o.box), default=page
    )
    below = [line for line in around.lines if line.top > base - 2 and line.x0 < x1 and line.x1 > x0]
    first = min(below, key=lambda line: line.top, default=None)
    if first is None or first.top > base + max(5 * size, 0.8 * (base - top)):
        return False
    return not any(_between(region, other, first) for other in found if other not in (region, around))


def _between(region: Region, other: Region, line: Line) -> bool:
    over = other.box[0] < line.x1 and other.box[2] > line.x0
    return bool(other.lines) and over and region.box[3] - 2 < other.box[1] < line.top


def _flush_below(bar: Region, found: list[Region]) -> Region | None:
    """The box of the bar's width whose top edge touches the bar: the bar is its head."""
    x0, top, x1, base = bar.box
    for other in found:
        if other.kind != "box" or not (other.lines or other.regions):
            continue
        level = abs(other.box[0] - x0) < 5 and abs(other.box[2] - x1) < 5
        if level and -6 < other.box[1] - base < 5 and other.box[3] > base + (base - top) / 2:
            return other
    return None


def _is_title(bar: Region, page: Region, found: list[Region]) -> bool:
    """Whether the bar holds the largest type of the page and nothing stands above it."""
    lines = [line for holder in (page, *found) for line in holder.lines]
    largest = max((line.size for line in bar.lines), default=0.0)
    return all(line.size < 0.95 * largest and line.top > bar.box[1] for line in lines)


def _row_heights(lines: list[Line]) -> list[float]:
    return sorted({round(line.top / 3): line.base - line.top for line in lines}.values())
