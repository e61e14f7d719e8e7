"""Anchors: where on the page a drawing, a table or a frame stands, as its anchor says, in points.

DrawingML measures in EMU (914,400 an inch), VML in its ``style`` attribute, tables and frames in twentieths of a point.
"""

from __future__ import annotations

import re

from lxml import etree

from briefkit.readers.docx.branches import children
from briefkit.readers.docx.drafts import Position
from briefkit.readers.docx.layout.papers import Page
from briefkit.readers.docx.names import W10, W_VAL, WP, WP14, W, number

EMU = 12_700

_LENGTH = re.compile(r"^(-?\d{0,9}\.?\d{0,9})(pt|in|cm|mm|px|pc|emu)?$")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "px": 0.75, "pc": 12.0, "emu": 1 / EMU, None: 1.0}
_FLOWING = frozenset({"paragraph", "line", "text"})
_IN_COLUMN = frozenset({"column", "character"})
_NEAR = frozenset(
    {"leftMargin", "topMargin", "insideMargin", "left-margin-area", "top-margin-area", "inner-margin-area"}
)
_FAR = frozenset(
    {"rightMargin", "bottomMargin", "outsideMargin", "right-margin-area", "bottom-margin-area", "outer-margin-area"}
)
_WRAPS = {"wrapSquare": "around", "wrapTight": "around", "wrapThrough": "around", "wrapTopAndBottom": "below"}


def length(text: str, default: float = 0.0) -> float:
    """A length of VML in points."""
    match = _LENGTH.match(text)
    try:
        return float(match[1]) * _UNITS[match[2]] if match else default
    except ValueError:
        return default


def vml_style(shape: etree._Element) -> dict[str, str]:
    """The ``style`` attribute of a VML element, in small letters."""
    pairs = (part.partition(":") for part in shape.get("style", "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def anchor_position(drawing: etree._Element, page: Page) -> Position:
    """Where the whole drawing stands; a :class:`Position` without ``left`` and ``top`` where it stands in its line."""
    anchor = next(drawing.iterchildren(WP + "anchor"), None)
    if anchor is None:
        return _vml_position(drawing, page) if drawing.tag != W + "drawing" else _inline_position(drawing)
    width, height = _extent(anchor)
    simple = anchor.find(WP + "simplePos")
    if anchor.get("simplePos", "0") in {"1", "true"} and simple is not None:
        left, top = number(simple.get("x")) / EMU, number(simple.get("y")) / EMU
        return Position(left, top, width, height, True, wrap=_wrap(anchor))
    across, down = _axis(anchor, "positionH"), _axis(anchor, "positionV")
    return placed(across, down, width, height, page)._replace(wrap=_wrap(anchor))


def placed(
    across: tuple[str, str | float], down: tuple[str, str | float], width: float, height: float, page: Page
) -> Position:
    """A position from what an anchor says of both axes: what it is relative to, and a distance or an alignment."""
    in_column = across[0] in _IN_COLUMN
    edges = (0.0, page.columns[0][1]) if in_column else (page.left, page.width - page.right)
    left = _absolute(across, (*edges, page.width), width)
    top = _absolute(down, (page.top, page.height - page.bottom, page.height), height)
    return Position(left, top, width, height, down[0] not in _FLOWING, in_column)


def table_position(table: etree._Element, page: Page) -> Position | None:
    """Where a ``w:tbl`` stands that floats (``w:tblpPr``); ``None`` for one that stands in the text."""
    properties = table.find(W + "tblPr")
    place = properties.find(W + "tblpPr") if properties is not None else None
    if place is None or properties is None:
        return None
    width = properties.find(W + "tblW")
    wide = number(width.get(W + "w")) / 20 if width is not None and width.get(W + "type", "dxa") == "dxa" else 0.0
    high = sum(number(row.get(W_VAL)) / 20 for row in table.iterfind(f"{W}tr/{W}trPr/{W}trHeight"))
    wide = wide or sum(grid_of(table)) or page.columns[0][1]
    found = placed(_twips(place, "horzAnchor", "tblpX"), _twips(place, "vertAnchor", "tblpY"), wide, high, page)
    return found._replace(wrap="around")


def grid_of(table: etree._Element) -> list[float]:
    """The widths of the columns of a ``w:tbl``."""
    return [number(column.get(W + "w")) / 20 for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]


def is_off_page(position: Position, page: Page) -> bool:
    """Whether a box stands wholly beside the paper, where nobody sees it."""
    if not position.on_page or position.left is None or position.top is None or not position.width * position.height:
        return False
    left = position.left + (page.left if position.in_column else 0.0)
    across = -position.width < left < page.width
    return not (across and -position.height < position.top < page.height)


def _twips(place: etree._Element, anchor: str, name: str) -> tuple[str, str | float]:
    relative = place.get(W + anchor, "text")
    relative = "column" if relative == "text" and anchor == "horzAnchor" else relative
    align = place.get(W + name + "Spec")
    return relative, align if align and align != "inline" else number(place.get(W + name)) / 20


def _inline_position(drawing: etree._Element) -> Position:
    inline = next(drawing.iterchildren(WP + "inline"), None)
    width, height = _extent(inline) if inline is not None else (0.0, 0.0)
    return Position(width=width, height=height)


def _extent(anchor: etree._Element) -> tuple[float, float]:
    extent = anchor.find(WP + "extent")
    return (number(extent.get("cx")) / EMU, number(extent.get("cy")) / EMU) if extent is not None else (0.0, 0.0)


def _wrap(anchor: etree._Element) -> str:
    if anchor.get("behindDoc", "0") in {"1", "true"}:
        return ""
    return next((_WRAPS[name] for name in _WRAPS if anchor.find(WP + name) is not None), "")


def _axis(anchor: etree._Element, name: str) -> tuple[str, str | float]:
    for element in children(anchor):
        if element.tag == WP + name:
            relative = element.get("relativeFrom", "")
            for value in children(element):
                words = (value.text or "").strip()
                if value.tag == WP + "posOffset":
                    return relative, number(words) / EMU
                if value.tag in {WP14 + "pctPosHOffset", WP14 + "pctPosVOffset"}:
                    return relative, f"{number(words) / 1000}%"
                if value.tag == WP + "align":
                    return relative, words
            return relative, 0.0
    return ("column" if name == "positionH" else "paragraph"), 0.0


def _absolute(axis: tuple[str, str | float], edges: tuple[float, float, float], extent: float) -> float:
    """The start of a drawing along an axis; ``edges``: near and far margin, paper.

    From the page's edge, or from the anchor paragraph where that is what it is relative to. Inside and outside margins
    are taken as on a right-hand page.
    """
    relative, value = axis
    near, far, paper = edges
    if relative in _FLOWING:
        return value if isinstance(value, float) else 0.0
    start, end = near, far
    if relative == "page":
        start, end = 0.0, paper
    elif relative in _NEAR:
        start, end = 0.0, near
    elif relative in _FAR:
        start, end = far, paper
    if isinstance(value, float):
        return start + value
    if value.endswith("%"):
        return start + (end - start) * number(value[:-1]) / 100
    if value == "center":
        return (start + end - extent) / 2
    return end - extent if value in {"right", "bottom", "outside"} else start


def _vml_position(drawing: etree._Element, page: Page) -> Position:
    shape = next((child for child in children(drawing) if child.get("style")), None)
    if shape is None:
        return Position()
    style = vml_style(shape)
    width, height = length(style.get("width", "0")), length(style.get("height", "0"))
    if style.get("position") != "absolute":
        return Position(width=width, height=height)
    found = placed(_vml_axis(style, "horizontal", "left"), _vml_axis(style, "vertical", "top"), width, height, page)
    wrap = shape.find(W10 + "wrap")
    sort = wrap.get("type", "") if wrap is not None else ""
    return found._replace(wrap={"topandbottom": "below", "": ""}.get(sort.lower(), "around"))


def _vml_axis(style: dict[str, str], way: str, side: str) -> tuple[str, str | float]:
    relative = style.get(f"mso-position-{way}-relative", "text")
    relative = {"text": "column", "char": "column"}.get(relative, relative) if way == "horizontal" else relative
    align, percent = style.get(f"mso-position-{way}", "absolute"), number(style.get(f"mso-{side}-percent"))
    if align != "absolute":
        return relative, align
    return relative, f"{percent / 10}%" if percent else length(style.get(f"margin-{side}", "0"))
