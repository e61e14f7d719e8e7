"""Where shapes of DrawingML stand, in points: offsets, sizes, quarter turns, and the coordinates of groups."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from briefkit.model import Box

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 12_700
"""English metric units in a point."""

_FARTHEST = 1e7


class Stretch(NamedTuple):
    """A coordinate system inside another: ``x * across + left``, in points."""

    left: float = 0.0
    top: float = 0.0
    across: float = 1.0 / EMU
    down: float = 1.0 / EMU


WHOLE = Stretch()
"""The slide itself."""


def box_of(transform: etree._Element | None, frame: Stretch) -> Box | None:
    """The rectangle of an ``a:xfrm`` or ``p:xfrm``, turned where it lies on its side; ``None`` where there is none."""
    if transform is None or transform.find(A + "off") is None or transform.find(A + "ext") is None:
        return None
    x, y = _pair(transform.find(A + "off"), "x", "y")
    width, height = _pair(transform.find(A + "ext"), "cx", "cy")
    left, top = x * frame.across + frame.left, y * frame.down + frame.top
    right, bottom = left + abs(width * frame.across), top + abs(height * frame.down)
    turned = _number(transform.get("rot")) / 60_000 % 180
    if 45 <= turned < 135:
        middle, centre = (left + right) / 2, (top + bottom) / 2
        across, down = (bottom - top) / 2, (right - left) / 2
        return (middle - across, centre - down, middle + across, centre + down)
    return (left, top, right, bottom)


def stretch_of(transform: etree._Element | None, frame: Stretch) -> Stretch:
    """The coordinates inside a group."""
    if transform is None or transform.find(A + "chOff") is None or transform.find(A + "chExt") is None:
        return frame
    x, y = _pair(transform.find(A + "off"), "x", "y")
    width, height = _pair(transform.find(A + "ext"), "cx", "cy")
    inner_x, inner_y = _pair(transform.find(A + "chOff"), "x", "y")
    inner_width, inner_height = _pair(transform.find(A + "chExt"), "cx", "cy")
    across = frame.across * (width / inner_width if inner_width else 1.0)
    down = frame.down * (height / inner_height if inner_height else 1.0)
    return Stretch(
        frame.left + x * frame.across - inner_x * across, frame.top + y * frame.down - inner_y * down, across, down
    )


def length(element: etree._Element | None, name: str) -> float:
    """A measure in points, 0 where there is none of a sane size."""
    return _number(element.get(name)) / EMU if element is not None else 0.0


def _pair(element: etree._Element | None, one: str, other: str) -> tuple[float, float]:
    if element is None:
        return 0.0, 0.0
    return _number(element.get(one)), _number(element.get(other))


def _number(text: str | None) -> float:
    try:
        value = float(text) if text and len(text) < 16 else 0.0
    except ValueError:
        return 0.0
    return value if abs(value) < _FARTHEST * EMU else 0.0
