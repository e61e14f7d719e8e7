"""A wheel: a hub, and boxes around it like the hours of a clock."""

from __future__ import annotations

from collections.abc import Sequence

from briefkit.model import Box
from briefkit.readers.pdf.layout.areas import Item, Region, Stack, box_of, downwards
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.shapes import lightness
from briefkit.readers.rectangles import on_a_wheel

_LEVEL = 12.0
"""Banners whose tops differ by less than this many points stand in one row."""


def around_a_hub(items: Sequence[Item]) -> list[Stack]:
    """What stands above a wheel, its hub, its boxes clockwise from the top, what stands below; empty for anything else.

    The hub stands amid the boxes and looks unlike them; it may be lines without a box.
    """
    boxes = [item for item in items if isinstance(item, Region) and item.kind == "box"]
    order = on_a_wheel([box.box for box in boxes], _LEVEL)
    if not order:
        return []
    wheel = [boxes[number] for number in order]
    rest = [item for item in items if not any(item is box for box in boxes)]
    hub = next((box for box in wheel if is_amid(box.box, [other.box for other in wheel])), None)
    top, base = min(box.box[1] for box in wheel), max(box.box[3] for box in wheel)
    above = [item for item in rest if box_of(item)[3] < top + 4]
    below = [item for item in rest if box_of(item)[1] > base - 4]
    inner = [item for item in rest if not any(item is other for other in (*above, *below))]
    if hub is None:
        if not inner or not all(is_amid(box_of(item), [box.box for box in wheel]) for item in inner):
            return []
        return _stacks(above, [downwards(inner)], wheel, below)
    rim = [box for box in wheel if box is not hub and box.box[2] - box.box[0] < 2 * (hub.box[2] - hub.box[0])]
    if inner or not rim or not _stands_out(hub, rim):
        return []
    return _stacks(above, [[hub]], [box for box in wheel if box is not hub], below)


def _stacks(above: list[Item], hub: list[Stack], rim: list[Region], below: list[Item]) -> list[Stack]:
    boxes: list[Stack] = [[box] for box in rim]
    return [stack for stack in (downwards(above), *hub, *boxes, downwards(below)) if stack]


def is_amid(box: Box, others: Sequence[Box]) -> bool:
    """Whether boxes stand on all four sides of a box."""
    x0, top, x1, base = box
    return (
        any(other[2] <= x0 + 6 for other in others)
        and any(other[0] >= x1 - 6 for other in others)
        and any(other[3] <= top + 6 for other in others)
        and any(other[1] >= base - 6 for other in others)
    )


def _stands_out(hub: Region, rim: list[Region]) -> bool:
    """Whether the hub is darker or lighter than all others, of a colour of its own, or set in larger type."""
    shades = [lightness(box.filled) if box.filled else 1.0 for box in rim]
    shade = lightness(hub.filled) if hub.filled else 1.0
    if all(abs(shade - other) > 0.25 for other in shades):
        return True
    if len({box.filled for box in rim}) == 1 and hub.filled != rim[0].filled:
        return True
    return _largest(hub) > 1.2 * max(_largest(box) for box in rim)


def _largest(region: Region) -> float:
    sizes = [item.size for item in (*region.heads, *region.lines) if isinstance(item, Line)]
    return max([*sizes, *(_largest(inner) for inner in region.regions)], default=0.0)
