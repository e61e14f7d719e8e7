"""The words of charts and diagrams, which stand in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefkit.readers.markup.composer import Look
from briefkit.readers.slides.sheets import Paragraph

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_PLACES_OTHERS = frozenset({"pres", "parTrans", "sibTrans"})
_DEEPEST = 50


def chart_paragraphs(root: etree._Element) -> list[Paragraph]:
    """What a chart prints in words: titles, the names of its series, and its categories, which all series share."""
    lines = [_joined(element, A + "t") for element in root.iter(A + "p")]
    lines += [_joined(element, C + "v") for element in root.iter(C + "tx")]
    categories = next(root.iter(C + "cat"), None)
    if categories is not None:
        lines += [value.text or "" for value in categories.iter(C + "v")]
    return [Paragraph([(line, Look())]) for line in lines if line.strip()]


def diagram_paragraphs(root: etree._Element) -> list[Paragraph]:
    """The points of a diagram (SmartArt) from the top of its tree down, each where its place among its siblings is."""
    points = {
        point.get("modelId", ""): point
        for point in root.iter(DGM + "pt")
        if point.get("type", "node") not in _PLACES_OTHERS
    }
    below: dict[str, list[tuple[int, str]]] = {}
    for arrow in root.iter(DGM + "cxn"):
        if arrow.get("type", "parOf") == "parOf":
            order = arrow.get("srcOrd", "0")
            place = int(order) if order.isdigit() and len(order) < 9 else 0
            below.setdefault(arrow.get("srcId", ""), []).append((place, arrow.get("destId", "")))
    made: list[Paragraph] = []
    done: set[str] = set()

    def walk(name: str, depth: int) -> None:
        if name in done or name not in points or depth > _DEEPEST:
            return
        done.add(name)
        made.extend(_paragraphs(points[name]))
        for _, inner in sorted(below.get(name, ())):
            walk(inner, depth + 1)

    tops = [name for name, point in points.items() if point.get("type") == "doc"]
    for name in (*tops, *points):
        walk(name, 0)
    return made


def _paragraphs(point: etree._Element) -> Iterator[Paragraph]:
    for element in point.iter(A + "p"):
        text = _joined(element, A + "t")
        if text.strip():
            yield Paragraph([(text, Look())])


def _joined(element: etree._Element, tag: str) -> str:
    return "".join(one.text or "" for one in element.iter(tag))
