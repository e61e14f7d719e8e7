"""Text boxes in drawings: which there are, where on the page they stand, and what is painted behind their text.

DrawingML measures in EMU (914,400 an inch), VML in its ``style`` attribute; both come out in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from briefkit.readers.docx.branches import children
from briefkit.readers.docx.layout.anchors import EMU, length, vml_style
from briefkit.readers.docx.names import W_TXBX, WPG, WPS, A, V, number
from briefkit.readers.docx.styles.backdrops import is_faint
from briefkit.readers.docx.styles.colours import Colours


class Frame(NamedTuple):
    """A coordinate system inside a drawing: where its origin stands and how its units stretch.

    Outside of groups the anchor alone says where a shape stands, whatever offset the shape itself repeats.
    """

    left: float = 0.0
    top: float = 0.0
    across: float = 1.0
    down: float = 1.0
    grouped: bool = False


class Shape(NamedTuple):
    """A shape with text: the element that holds its blocks, its box inside the drawing, and its fill.

    The box has no extent where the shape is the whole drawing.

    ``filled`` is ``False`` only where the shape says that nothing is painted in it or that it is white.
    """

    content: etree._Element
    left: float
    top: float
    width: float
    height: float
    filled: bool
    colour: str | None


def find_shapes(drawing: etree._Element, colours: Colours) -> Iterator[Shape]:
    """The shapes with text of a ``w:drawing``, ``w:pict`` or ``w:object``, one branch of each alternative."""
    yield from _shapes(drawing, Frame(), colours)


def _shapes(parent: etree._Element, frame: Frame, colours: Colours) -> Iterator[Shape]:
    for child in children(parent):
        tag = child.tag
        if tag == W_TXBX:
            yield Shape(child, frame.left, frame.top, 0.0, 0.0, True, None)
        elif tag == WPS + "wsp":
            yield from _drawn_shape(child, frame, colours)
        elif tag in {WPG + "wgp", WPG + "grpSp"}:
            yield from _shapes(child, _group_frame(child, frame), colours)
        elif tag == V + "group":
            yield from _shapes(child, _vml_group_frame(child, frame), colours)
        elif isinstance(tag, str) and tag.startswith(V) and child.find(f".//{W_TXBX}") is not None:
            yield from _vml_shape(child, frame)
        else:
            yield from _shapes(child, frame, colours)


def _drawn_shape(shape: etree._Element, frame: Frame, colours: Colours) -> Iterator[Shape]:
    contents = [child for box in shape.iterchildren(WPS + "txbx") for child in box.iterchildren(W_TXBX)]
    left, top, width, height = _transform(shape.find(f"{WPS}spPr/{A}xfrm"))
    if not frame.grouped:  # the anchor says where it stands and how large it is
        left = top = width = height = 0.0
    filled, colour = _fill(shape, colours)
    for content in contents:
        yield Shape(
            content,
            frame.left + left * frame.across,
            frame.top + top * frame.down,
            width * frame.across,
            height * frame.down,
            filled,
            colour,
        )


def _transform(xfrm: etree._Element | None) -> tuple[float, float, float, float]:
    if xfrm is None:
        return 0.0, 0.0, 0.0, 0.0
    offset, extent = xfrm.find(A + "off"), xfrm.find(A + "ext")
    left, top = (number(offset.get("x")), number(offset.get("y"))) if offset is not None else (0.0, 0.0)
    width, height = (number(extent.get("cx")), number(extent.get("cy"))) if extent is not None else (0.0, 0.0)
    return left / EMU, top / EMU, width / EMU, height / EMU


def _group_frame(group: etree._Element, frame: Frame) -> Frame:
    xfrm = group.find(f"{WPG}grpSpPr/{A}xfrm")
    if xfrm is None:
        return frame
    left, top, width, height = _transform(xfrm)
    offset, extent = xfrm.find(A + "chOff"), xfrm.find(A + "chExt")
    inner_left, inner_top = (number(offset.get("x")), number(offset.get("y"))) if offset is not None else (0.0, 0.0)
    inner_width = number(extent.get("cx")) / EMU if extent is not None else width
    inner_height = number(extent.get("cy")) / EMU if extent is not None else height
    across = frame.across * (width / inner_width if inner_width else 1.0)
    down = frame.down * (height / inner_height if inner_height else 1.0)
    if group.tag == WPG + "wgp":  # its own offset is that of the anchor
        left = top = 0.0
    return Frame(
        frame.left + left * frame.across - inner_left / EMU * across,
        frame.top + top * frame.down - inner_top / EMU * down,
        across,
        down,
        True,
    )


def _fill(shape: etree._Element, colours: Colours) -> tuple[bool, str | None]:
    """Whether something is painted in a shape on which white could be read, and its colour where it is one."""
    properties = shape.find(WPS + "spPr")
    if properties is not None:
        if properties.find(A + "noFill") is not None:
            return False, None
        solid = properties.find(A + "solidFill")
        if solid is not None:
            return _painted(colours.read(solid))
        if any(properties.find(A + name) is not None for name in ("gradFill", "blipFill", "pattFill", "grpFill")):
            return True, None
    style = shape.find(f"{WPS}style/{A}fillRef")
    if style is None or style.get("idx", "0") == "0":
        return False, None
    return _painted(colours.read(style))


def _painted(colour: str | None) -> tuple[bool, str | None]:
    return (colour is None or not is_faint(colour)), f"#{colour}" if colour is not None else None


def _vml_group_frame(group: etree._Element, frame: Frame) -> Frame:
    style = vml_style(group)
    size, origin = _pair(group.get("coordsize"), 1000.0), _pair(group.get("coordorigin"), 0.0)
    nested = group.getparent() is not None and group.getparent().tag == V + "group"
    left = length(style.get("left", "0")) if nested else 0.0
    top = length(style.get("top", "0")) if nested else 0.0
    across = frame.across * length(style.get("width", "0")) / (size[0] or 1.0)
    down = frame.down * length(style.get("height", "0")) / (size[1] or 1.0)
    return Frame(
        frame.left + left * frame.across - origin[0] * across,
        frame.top + top * frame.down - origin[1] * down,
        across,
        down,
        True,
    )


def _pair(text: str | None, default: float) -> tuple[float, float]:
    first, _, second = (text or "").partition(",")
    return length(first.strip(), default), length(second.strip(), default)


def _vml_shape(shape: etree._Element, frame: Frame) -> Iterator[Shape]:
    style = vml_style(shape)
    in_group = shape.getparent() is not None and shape.getparent().tag == V + "group"
    left = length(style.get("left", "0")) if in_group else 0.0
    top = length(style.get("top", "0")) if in_group else 0.0
    fill = shape.get("fillcolor", "").split(" ")[0].lower()
    empty = shape.get("filled", "t").lower() in {"f", "false"} or fill in {"", "white", "window"} or is_faint(fill)
    for box in shape.iterchildren(V + "textbox"):
        for content in box.iterchildren(W_TXBX):
            yield Shape(
                content,
                frame.left + left * frame.across,
                frame.top + top * frame.down,
                length(style.get("width", "0")) * frame.across,
                length(style.get("height", "0")) * frame.down,
                not empty,
                fill if len(fill) == 7 and fill.startswith("#") else None,
            )
