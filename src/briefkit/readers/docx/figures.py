"""Pictures, diagrams and charts: their alternative text, and the words that stand in parts of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from briefkit.readers.docx.branches import taken_branch
from briefkit.readers.docx.charts import CHART_KINDS, Line, chart_lines, paragraphs
from briefkit.readers.docx.names import (
    ADEC,
    CHART,
    CX,
    DGM,
    MC,
    MC_ALTERNATE,
    PIC,
    W_R,
    W_TXBX,
    WP,
    A,
    O,
    R,
    V,
    W,
    number,
)
from briefkit.readers.docx.opc.package import Package, Relationship

_DIAGRAM = DGM + "relIds"
_CHARTS = (CHART + "chart", CX + "chart")
_DESCRIBED = WP + "docPr"
_ART = V + "textpath"
_BODY = A + "txBody"
_PICTURES = (PIC + "pic", A + "blip", V + "imagedata")
_EMBEDDED = (O + "OLEObject", W + "control")
_NAMED = PIC + "cNvPr"
_SOUGHT = (_DIAGRAM, *_CHARTS, _DESCRIBED, _ART, _BODY, *_PICTURES, *_EMBEDDED, _NAMED)

_FONT_SIZE = re.compile(r"font-size:\s*(\d{1,3}(?:\.\d{1,3})?)pt", re.IGNORECASE)
"""The size of WordArt stands in its style (ISO/IEC 29500 part 4, 14.1.2.23); 1 pt stands for "as big as fits"."""

_RUNS = (W_R, W + "drawing", W + "pict", W + "object")
_ON = frozenset({"1", "true", "on"})

Contents = dict[object, list[etree._Element]]


class PartWords(NamedTuple):
    """The lines of text of a diagram or chart, the part that holds them, and their size in points where it is told."""

    part: str
    lines: tuple[Line, ...]
    size: float | None = None


def contents_of(drawing: etree._Element) -> Contents:
    """What stands in a drawing itself by its name: not what stands in its text boxes or in a branch not taken."""
    found: Contents = defaultdict(list)
    for element in drawing.iter(*_SOUGHT):
        if _is_own(element, drawing):
            found[element.tag].append(element)
    return found


def _is_own(element: etree._Element, drawing: etree._Element) -> bool:
    for parent in element.iterancestors():
        if parent is drawing:
            return True
        if parent.tag == W_TXBX:
            return False
        if parent.tag in {MC + "Choice", MC + "Fallback"}:
            around = parent.getparent()
            if around is not None and around.tag == MC_ALTERNATE and taken_branch(around) is not parent:
                return False
    return True


def is_hidden(drawing: etree._Element, contents: Contents) -> bool:
    """Whether a drawing is switched off in Word's list of objects, so that nobody sees it."""
    marked = (*contents[_DESCRIBED], *drawing.iterchildren(WP + "anchor"))
    return any(element.get("hidden", "0") in _ON for element in marked)


def is_switched_off(content: etree._Element) -> bool:
    """Whether the shape around the text of a box, or a group around that shape, is not shown."""
    for parent in content.iterancestors():
        if parent.tag in _RUNS:
            return False
        if str(parent.tag).startswith(V) and "visibility:hidden" in parent.get("style", "").replace(" ", "").lower():
            return True
        named = parent.find(parent.tag.partition("}")[0] + "}cNvPr") if isinstance(parent.tag, str) else None
        if named is not None and named.get("hidden", "0") in _ON:
            return True
    return False


def has_picture(contents: Contents) -> bool:
    """Whether a drawing shows a picture."""
    return any(contents[name] for name in _PICTURES)


def is_embedded(contents: Contents) -> bool:
    """Whether a drawing is only the picture of another file or of a control, the words of which are not read."""
    return any(contents[name] for name in _EMBEDDED)


def alternative_text(drawing: etree._Element, contents: Contents) -> list[str]:
    """The alternative texts of the pictures in a drawing (empty where the source has none); none, no picture.

    A picture that is marked as decorative tells nothing, so it counts for none.
    """
    described = next(iter(contents[_DESCRIBED]), None)
    if described is not None and _is_decorative(described):
        return []
    named = [] if described is None else [described.get("descr") or described.get("title") or ""]
    named += [element.get("descr") or "" for element in contents[_NAMED] if not _is_decorative(element)]
    if described is None:
        named += [element.get("alt") or "" for element in drawing.iter() if element.get("alt")]
    texts = list(dict.fromkeys(" ".join(text.split()) for text in named if text.strip()))
    return texts or ([""] if has_picture(contents) else [])


def _is_decorative(described: etree._Element) -> bool:
    flag = next(described.iter(ADEC + "decorative"), None) if len(described) else None
    return flag is not None and flag.get("val", "1") not in {"0", "false"}


def related_texts(package: Package, arrows: dict[str, Relationship], contents: Contents) -> Iterator[PartWords]:
    """The words of a diagram (SmartArt) or chart that a drawing only refers to."""
    for element in contents[_DIAGRAM]:
        yield from _diagram_texts(package, arrows, element)
    for name in _CHARTS:
        for element in contents[name]:
            arrow = arrows.get(element.get(R + "id", ""))
            if arrow is not None and arrow.kind in CHART_KINDS and not arrow.external:
                yield from _chart_texts(package, arrow.target)


def _chart_texts(package: Package, target: str) -> Iterator[PartWords]:
    part = package.member(target) or target
    root = package.tree(target)
    lines = tuple(chart_lines(root)) if root is not None else ()
    if lines:
        yield PartWords(part, lines)
    for arrow in package.relationships(part).values() if root is not None else ():
        if arrow.kind == "chartUserShapes" and not arrow.external:  # what a person drew upon the chart
            drawn = package.tree(arrow.target)
            lines = tuple((words,) for words in paragraphs(drawn)) if drawn is not None else ()
            if lines:
                yield PartWords(package.member(arrow.target) or arrow.target, lines)


def _diagram_texts(package: Package, arrows: dict[str, Relationship], element: etree._Element) -> Iterator[PartWords]:
    """The nodes of a diagram, or where its data part is lost, the words of the shapes that Word drew from it."""
    arrow = arrows.get(element.get(R + "dm", ""))
    target = arrow.target if arrow is not None and not arrow.external else ""
    root = package.tree(target) if target else None
    lines = tuple((words,) for words in diagram_lines(root)) if root is not None else ()
    if not lines:
        target = drawn_part(arrows, target)
        root = package.tree(target) if target else None
        lines = tuple((words,) for words in paragraphs(root)) if root is not None else ()
    if lines:
        yield PartWords(package.member(target) or target, lines)


def drawn_part(arrows: dict[str, Relationship], data: str) -> str:
    """The part with the shapes of the diagram whose data part is ``data``; empty where it cannot be told."""
    parts = [arrow.target for arrow in arrows.values() if arrow.kind == "diagramDrawing" and not arrow.external]
    beside = data.replace("data", "drawing")
    return beside if beside in parts else parts[0] if len(parts) == 1 else ""


def drawn_texts(contents: Contents, part: str) -> Iterator[PartWords]:
    """The words of shapes that hold no Word paragraphs: old WordArt (its words are an attribute) and drawn canvases."""
    for path in contents[_ART]:
        if path.get("string", "").strip():
            told = _FONT_SIZE.search(path.get("style", ""))
            size = float(told[1]) if told else 0.0
            yield PartWords(part, ((path.get("string", ""),),), size if size > 1 else None)
    lines = tuple((line,) for body in contents[_BODY] for line in paragraphs(body) if line.strip())
    if lines:
        yield PartWords(part, lines)


def diagram_lines(root: etree._Element) -> Iterator[str]:
    """The paragraphs of a diagram's nodes, in the order of its tree."""
    points = {point.get("modelId", ""): point for point in root.iter(DGM + "pt")}
    below: dict[str, list[tuple[float, str]]] = {}
    for link in root.iter(DGM + "cxn"):
        if link.get("type", "parOf") == "parOf":
            place = (number(link.get("srcOrd")), link.get("destId", ""))
            below.setdefault(link.get("srcId", ""), []).append(place)
    waiting = [key for key, point in points.items() if point.get("type") == "doc"][::-1]
    while waiting:  # from the root down, each node before the nodes below it
        key = waiting.pop()
        point = points.pop(key, None)
        if point is not None:
            yield from paragraphs(point)
            waiting += [name for _, name in sorted(below.get(key, []), reverse=True)]
    for point in points.values():
        if point.get("type", "node") in {"node", "asst"}:
            yield from paragraphs(point)
