"""The words of a chart as it shows them: titles, names of series and categories, labels; not the figures behind it.

Of the numbers that a chart file keeps only those are read that stand as labels in the picture, and only where their
format is a plain one, so that they are read as they are printed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree

from briefkit.readers.docx.names import CHART, CX, A

CHART_KINDS = frozenset({"chart", "chartEx"})

Line = tuple[str, ...]
"""One line of words; several words of one line are parted by a semicolon."""

_PIES = frozenset({CHART + name for name in ("pieChart", "pie3DChart", "doughnutChart", "ofPieChart")})
_NAME_AXES = (CHART + "catAx", CHART + "dateAx", CHART + "serAx")
_PLAIN_FORMAT = re.compile(r"(?:#,##)?0(?:\.(0{1,10}))?(%)?")
_FILTERED = "{http://schemas.microsoft.com/office/drawing/2012/chart}filtered"
"""What a person took out of the picture and the file still keeps ([MS-ODRAWXML] 2.24.3)."""
_COMPUTED = frozenset({"VALUE", "CATEGORYNAME", "SERIESNAME", "PERCENTAGE", "CELLRANGE", "XVALUE", "YVALUE"})
"""Fields of a label (DrawingML ``a:fld``) in which the file keeps a stand-in such as ``[VALUE]`` instead of words."""


def paragraphs(parent: etree._Element) -> Iterator[str]:
    """The words of each drawn paragraph (``a:p``) inside an element; not of what was filtered out of a chart."""
    for paragraph in parent.iter(A + "p"):
        if any(isinstance(above.tag, str) and above.tag.startswith(_FILTERED) for above in paragraph.iterancestors()):
            continue
        words = "".join(text.text or "" for text in paragraph.iter(A + "t") if not _is_stand_in(text))
        if words.strip():
            yield words


def _is_stand_in(text: etree._Element) -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag == A + "fld" and parent.get("type", "").upper() in _COMPUTED


def chart_lines(root: etree._Element) -> Iterator[Line]:
    """The lines of a chart part, of the usual kind or of that of later years (``cx``)."""
    for words in paragraphs(root):
        yield (words,)
    for names in _later_lines(root) if root.tag == CX + "chartSpace" else _usual_lines(root):
        line = tuple(name for name in names if name.strip())
        if line:
            yield line


def _usual_lines(root: etree._Element) -> Iterator[list[str]]:
    for title in root.iter(CHART + "title"):
        yield _cached(title.find(CHART + "tx"))
    series = list(root.iter(CHART + "ser"))
    is_pie = any(parent.tag in _PIES for one in series if (parent := one.getparent()) is not None)
    legend = next(root.iter(CHART + "legend"), None) is not None
    if _names_series(root, len(series), legend and not is_pie):
        yield [name for one in series for name in _cached(one.find(CHART + "tx"))]
    if _names_categories(root, legend and is_pie, is_pie):
        yield list(dict.fromkeys(name for one in series for name in _categories(one)))
    for one in series:
        yield _labels(one)


def _cached(element: etree._Element | None) -> list[str]:
    return [] if element is None else [value.text or "" for value in element.iter(CHART + "v")]


def _is_on(root: etree._Element, name: str) -> bool:
    return any(flag.get("val", "1") in {"1", "true"} for flag in root.iter(CHART + name))


def _names_series(root: etree._Element, count: int, legend: bool) -> bool:
    """Whether the names of the series are seen: in a legend or in labels, or as the title that a single one gets."""
    untitled = next(root.iter(CHART + "title"), None) is None and not _is_on(root, "autoTitleDeleted")
    return legend or _is_on(root, "showSerName") or (count == 1 and untitled)


def _names_categories(root: etree._Element, legend: bool, is_pie: bool) -> bool:
    if legend or _is_on(root, "showCatName"):
        return True
    return not is_pie and any(not _is_on(axis, "delete") for axis in root.iter(*_NAME_AXES))


def _categories(series: etree._Element) -> list[str]:
    names = series.find(CHART + "cat")
    if names is None:
        return []
    code = next((code.text for code in names.iter(CHART + "formatCode")), None)
    values = _cached(names)
    return values if code is None else [text for value in values if (text := printed(value, code)) is not None]


def _labels(series: etree._Element) -> list[str]:
    labels = series.find(CHART + "dLbls")
    parent = series.getparent()
    if labels is None and parent is not None:
        labels = parent.find(CHART + "dLbls")
    shows = labels.find(CHART + "showVal") if labels is not None else None
    values = series.find(CHART + "val")
    if labels is None or shows is None or shows.get("val", "1") not in {"1", "true"} or values is None:
        return []
    own = labels.find(CHART + "numFmt")
    code = own.get("formatCode", "") if own is not None and own.get("sourceLinked", "0") in {"0", "false"} else None
    if code is None:
        code = next((found.text or "" for found in values.iter(CHART + "formatCode")), "General")
    return [text for value in _cached(values) if (text := printed(value, code)) is not None]


def printed(value: str, code: str) -> str | None:
    """A number as a chart prints it in a plain format (``General``, ``0``, ``#,##0.0``, ``0%``), else ``None``."""
    try:
        amount = float(value)
    except ValueError:
        return None
    if not math.isfinite(amount):
        return None
    if code in {"", "General"}:
        return f"{amount:.10g}"
    form = _PLAIN_FORMAT.fullmatch(code)
    if form is None:
        return None
    places, percent = len(form[1] or ""), form[2] or ""
    return f"{amount * (100 if percent else 1):{',' if ',' in code else ''}.{places}f}{percent}"


def _later_lines(root: etree._Element) -> Iterator[list[str]]:
    for title in root.iter(CX + "title"):
        yield [value.text or "" for value in title.iter(CX + "v")]
    yield [value.text or "" for series in root.iter(CX + "series") for value in series.iter(CX + "v")]
    named = (dimension for dimension in root.iter(CX + "strDim") if dimension.get("type") == "cat")
    yield list(dict.fromkeys(point.text or "" for dimension in named for point in dimension.iter(CX + "pt")))
