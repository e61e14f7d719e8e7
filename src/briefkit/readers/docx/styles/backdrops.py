"""Backdrops: whether something is painted on which white text could be read.

In doubt there is: text wrongly called hidden is lost to the reader, text wrongly called visible is only shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from briefkit.readers.docx.names import PIC, WPS, A, V, W

FAINT = 1.35
"""A contrast with white below this cannot be read; WCAG asks for 4.5."""

VML_SHAPES = (V + "rect", V + "roundrect", V + "shape", V + "oval")
"""The shapes of VML that may be painted."""

_PAINT = ("solidFill", "gradFill", "blipFill", "pattFill")


def is_faint(colour: str) -> bool:
    """Whether a colour (``rrggbb``, a ``#`` in front or not) can hardly be told from white.

    The contrast is that of WCAG 2.2, the relative luminance of sRGB.
    """
    digits = colour.lstrip("#")
    try:
        channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    except ValueError:
        return False
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05) < FAINT


def has_backdrop(
    root: etree._Element,
    anchors: Iterable[etree._Element],
    drawn: Iterable[etree._Element],
    old: Iterable[etree._Element],
) -> bool:
    """Whether a part paints something behind its flowing text: a page colour, a picture, a shape without words.

    ``anchors`` are the ``wp:anchor`` in ``root``, ``drawn`` its ``wps:wsp``, ``old`` its shapes of VML.
    """
    if root.tag == W + "background" or root.find(W + "background") is not None:
        return True
    for anchor in anchors:
        if anchor.get("behindDoc", "0") in {"1", "true"} or next(anchor.iter(PIC + "pic"), None) is not None:
            return True
    if any(_is_painted(shape) for shape in drawn if shape.find(WPS + "txbx") is None):
        return True
    return any(shape.get("fillcolor") is not None for shape in old if shape.find(V + "textbox") is None)


def has_floating_paint(drawn: Iterable[etree._Element]) -> bool:
    """Whether any shape of a part is painted, so that a box without a colour of its own may stand upon it."""
    return any(_is_painted(shape) for shape in drawn)


def _is_painted(shape: etree._Element) -> bool:
    properties = shape.find(WPS + "spPr")
    if properties is None:
        return False
    solid = properties.find(f"{A}solidFill/{A}srgbClr")
    if solid is not None:
        return not is_faint(solid.get("val", ""))
    scheme = properties.find(f"{A}solidFill/{A}schemeClr")
    if scheme is not None and not len(scheme) and scheme.get("val") in {"bg1", "lt1"}:
        return False  # the white of nearly every theme
    return any(properties.find(A + name) is not None for name in _PAINT)
