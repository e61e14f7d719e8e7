"""Text boxes in drawings: which there are, where on the page they stand, and what is painted behind their text.

DrawingML measures in EMU (914,400 an inch), VML in its ``style`` attribute; both come out in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from briefkit.readers.docx.backdrops import is_faint
from briefkit.readers.docx.branches import children
from briefkit.readers.docx.drafts import Position
from briefkit.readers.docx.names import W_TXBX, WP, WPG, WPS, A, V, W, number

EMU = 12_700

_LENGTH = re.compile(r"^(-?\d{0,9}\.?\d{0,9})(pt|in|cm|mm|px|pc)?$")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "px": 0.75, "pc": 12.0, None: 1.0}


class Page(NamedTuple):
    """The paper and its margins, in points."""

    width: float = 595.3
    height: float = 841.9
    left: float = 72.0
    right: float = 72.0
    top: float = 72.0
    bottom: float = 72.0
    columns: int = 1


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

    ``filled`` is ``False`` only where the shape says that nothing is painted in it or that it is white.
    """

    content: etree._Element
    left: float
    top: float
    width: float
    height: float
    filled: bool
    colour: str | None


def read_page(section: etree._Element | None) -> Page:
    """The page of a ``w:sectPr``; A4 with usual margins where it says nothing."""
    if section is None:
        return Page()
    size, margin, columns = section.find(W + "pgSz"), section.find(W + "pgMar"), section.find(W + "cols")
    page = Page()
    if size is not None:
        page = page._replace(
            width=number(size.get(W + "w"), 11906) / 20 or page.width,
            height=number(size.get(W + "h"), 16838) / 20 or page.height,
        )
    if margin is not None:
        page = page._replace(
            left=abs(number(margin.get(W + "left"), 1440)) / 20,
            right=abs(number(margin.get(W + "right"), 1440)) / 20,
            top=abs(number(margin.get(W + "top"), 1440)) / 20,
            bottom=abs(number(margin.get(W + "bottom"), 1440)) / 20,
        )
    if columns is not None:
        page = page._replace(columns=max(1, int(number(columns.get(W + "num"), 1))))
    return page


def find_shapes(drawing: etree._Element) -> Iterator[Shape]:
    """The shapes with text of a ``w:drawing``, ``w:pict`` or ``w:object``, one branch of each alternative."""
    yield from _shapes(drawing, Frame())


def _shapes(parent: etree._Element, frame: Frame) -> Iterator[Shape]:
    for child in children(parent):
        tag = child.tag
        if tag == W_TXBX:
            yield Shape(child, frame.left, frame.top, 0.0, 0.0, True, None)
        elif tag == WPS + "wsp":
            yield from _drawn_shape(child, frame)
        elif tag in {WPG + "wgp", WPG + "grpSp"}:
            yield from _shapes(child, _group_frame(child, frame))
        elif tag == V + "group":
            yield from _shapes(child, _vml_group_frame(child, frame))
        elif isinstance(tag, str) and tag.startswith(V) and child.find(f".//{W_TXBX}") is not None:
            yield from _vml_shape(child, frame)
        else:
            yield from _shapes(child, frame)


def _drawn_shape(shape: etree._Element, frame: Frame) -> Iterator[Shape]:
    contents = [child for box in shape.iterchildren(WPS + "txbx") for child in box.iterchildren(W_TXBX)]
    left, top, width, height = _transform(shape.find(f"{WPS}spPr/{A}xfrm"))
    if not frame.grouped:
        left = top = 0.0
    filled, colour = _fill(shape)
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


def _fill(shape: etree._Element) -> tuple[bool, str | None]:
    properties = shape.find(WPS + "spPr")
    if properties is not None:
        if properties.find(A + "noFill") is not None:
            return False, None
        solid = properties.find(A + "solidFill")
        if solid is not None:
            exact = solid.find(A + "srgbClr")
            value = exact.get("val", "").lower() if exact is not None else ""
            return not is_faint(value), f"#{value}" if len(value) == 6 else None
        if any(properties.find(A + name) is not None for name in ("gradFill", "blipFill", "pattFill", "grpFill")):
            return True, None
    style = shape.find(f"{WPS}style/{A}fillRef")
    return style is not None and style.get("idx", "0") != "0", None


def _vml_style(shape: etree._Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in shape.get("style", "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _length(text: str, default: float = 0.0) -> float:
    match = _LENGTH.match(text)
    try:
        return float(match[1]) * _UNITS[match[2]] if match else default
    except ValueError:
        return default


def _vml_group_frame(group: etree._Element, frame: Frame) -> Frame:
    style = _vml_style(group)
    size, origin = _pair(group.get("coordsize"), 1000.0), _pair(group.get("coordorigin"), 0.0)
    nested = group.getparent() is not None and group.getparent().tag == V + "group"
    left = _length(style.get("left", "0")) if nested else 0.0
    top = _length(style.get("top", "0")) if nested else 0.0
    across = frame.across * _length(style.get("width", "0")) / (size[0] or 1.0)
    down = frame.down * _length(style.get("height", "0")) / (size[1] or 1.0)
    return Frame(
        frame.left + left * frame.across - origin[0] * across,
        frame.top + top * frame.down - origin[1] * down,
        across,
        down,
        True,
    )


def _pair(text: str | None, default: float) -> tuple[float, float]:
    first, _, second = (text or "").partition(",")
    return _length(first.strip(), default), _length(second.strip(), default)


def _vml_shape(shape: etree._Element, frame: Frame) -> Iterator[Shape]:
    style = _vml_style(shape)
    in_group = shape.getparent() is not None and shape.getparent().tag == V + "group"
    left = _length(style.get("left", "0")) if in_group else 0.0
    top = _length(style.get("top", "0")) if in_group else 0.0
    fill = shape.get("fillcolor", "").split(" ")[0].lower()
    empty = shape.get("filled", "t").lower() in {"f", "false"} or fill in {"", "white", "window"} or is_faint(fill)
    for box in shape.iterchildren(V + "textbox"):
        for content in box.iterchildren(W_TXBX):
            yield Shape(
                content,
                frame.left + left * frame.across,
                frame.top + top * frame.down,
                _length(style.get("width", "0")) * frame.across,
                _length(style.get("height", "0")) * frame.down,
                not empty,
                fill if len(fill) == 7 and fill.startswith("#") else None,
            )


def anchor_position(drawing: etree._Element, page: Page) -> Position:
    """Where the whole drawing stands, in points; a :class:`Position` without numbers where it flows with the text."""
    anchor = next(drawing.iterchildren(WP + "anchor"), None)
    if anchor is None:
        return _vml_position(drawing, page) if drawing.tag != W + "drawing" else Position()
    extent = anchor.find(WP + "extent")
    width = number(extent.get("cx")) / EMU if extent is not None else 0.0
    height = number(extent.get("cy")) / EMU if extent is not None else 0.0
    across = _axis(anchor, "positionH")
    down = _axis(anchor, "positionV")
    left, _ = _absolute(across, (page.left, page.width - page.right, page.width), width)
    top, on_page = _absolute(down, (page.top, page.height - page.bottom, page.height), height)
    return Position(left, top, width, height, on_page)


def is_off_page(position: Position, page: Page) -> bool:
    """Whether a box stands wholly beside the paper, where nobody sees it."""
    if not position.on_page or position.left is None or position.top is None or not position.width * position.height:
        return False
    across = -position.width < position.left < page.width
    return not (across and -position.height < position.top < page.height)


def _axis(anchor: etree._Element, name: str) -> tuple[str, str | float]:
    for element in children(anchor):
        if element.tag == WP + name:
            relative = element.get("relativeFrom", "")
            for value in children(element):
                if value.tag == WP + "posOffset":
                    return relative, number((value.text or "").strip()) / EMU
                if value.tag == WP + "align":
                    return relative, (value.text or "").strip()
            return relative, 0.0
    return "", 0.0


def _absolute(axis: tuple[str, str | float], edges: tuple[float, float, float], length: float) -> tuple[float, bool]:
    """The start of a drawing along an axis, and whether that is on the page; ``edges``: near and far margin, paper."""
    relative, value = axis
    near, far, paper = edges
    start, end = {
        "page": (0.0, paper),
        "leftMargin": (0.0, near),
        "topMargin": (0.0, near),
        "rightMargin": (far, paper),
        "bottomMargin": (far, paper),
    }.get(relative, (near, far))
    if relative in {"paragraph", "line"}:
        return (value if isinstance(value, float) else 0.0), False
    if isinstance(value, float):
        return start + value, True
    if value == "center":
        return (start + end - length) / 2, True
    return (end - length if value in {"right", "bottom", "outside"} else start), True


def _vml_position(drawing: etree._Element, page: Page) -> Position:
    shape = next((child for child in children(drawing) if isinstance(child.tag, str) and child.get("style")), None)
    if shape is None:
        return Position()
    style = _vml_style(shape)
    if style.get("position") != "absolute":
        return Position()
    width, height = _length(style.get("width", "0")), _length(style.get("height", "0"))
    left, top = _length(style.get("margin-left", "0")), _length(style.get("margin-top", "0"))
    across = {"text": "column", "char": "column"}.get(
        style.get("mso-position-horizontal-relative", "text"), style.get("mso-position-horizontal-relative", "column")
    )
    down = {"text": "paragraph"}.get(
        style.get("mso-position-vertical-relative", "text"), style.get("mso-position-vertical-relative", "paragraph")
    )
    across_value: str | float = style.get("mso-position-horizontal", "absolute")
    down_value: str | float = style.get("mso-position-vertical", "absolute")
    x, _ = _absolute(
        (across, left if across_value == "absolute" else across_value),
        (page.left, page.width - page.right, page.width),
        width,
    )
    y, on_page = _absolute(
        (down, top if down_value == "absolute" else down_value),
        (page.top, page.height - page.bottom, page.height),
        height,
    )
    return Position(x, y, width, height, on_page)
