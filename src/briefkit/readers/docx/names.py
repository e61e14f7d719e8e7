"""The names of WordprocessingML and its neighbours, in the transitional spelling to which every part is folded."""

from __future__ import annotations

import re
from functools import lru_cache

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WP14 = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
W10 = "{urn:schemas-microsoft-com:office:word}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix under which the format knows it
PR = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"

W_VAL = W + "val"
W_P = W + "p"
W_PPR = W + "pPr"
W_R = W + "r"
W_RENDERED_BREAK = W + "lastRenderedPageBreak"
W_RPR = W + "rPr"
W_T = W + "t"
W_TBL = W + "tbl"
W_TC = W + "tc"
W_TR = W + "tr"
W_SDT = W + "sdt"
W_TXBX = W + "txbxContent"
W_FLDCHAR = W + "fldChar"
W_SECTION = W + "sectPr"
W_CELL_PROPERTIES = W + "tcPr"
W_BOOKMARK_START = W + "bookmarkStart"
W_BOOKMARK_END = W + "bookmarkEnd"
MC_ALTERNATE = MC + "AlternateContent"

DROPPED = frozenset({W + "del", W + "moveFrom", W14 + "conflictDel"})
"""Tracked deletions: nobody should read what stands in them."""


_MEASURE = re.compile(r"([-+]?\d{1,9}(?:\.\d{0,9})?)(pt|in|cm|mm|pc|pi)?")
_UNITS = {None: 1.0, "pt": 20.0, "in": 1440.0, "cm": 566.93, "mm": 56.693, "pc": 240.0, "pi": 240.0}


@lru_cache(4096)
def number(text: str | None, default: float = 0.0) -> float:
    """A measure as a number; strict files write a unit behind it (``12pt``): then in twentieths of a point.

    Returns ``default`` where there is no number of a sane size.
    """
    if not text:
        return default
    match = _MEASURE.fullmatch(text.strip())
    return float(match[1]) * _UNITS[match[2]] if match else default


def is_on(text: str | None) -> bool:
    """Whether an on/off property is on; the bare element means on."""
    return text is None or text.lower() not in {"0", "false", "off", "none"}
