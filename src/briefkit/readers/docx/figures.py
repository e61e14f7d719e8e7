"""Pictures, diagrams and charts: their alternative text, and the words that stand in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from briefkit.readers.docx.names import CHART, DGM, PIC, WP, A, R, V, number
from briefkit.readers.docx.package import Package, Relationship


class PartWords(NamedTuple):
    """The lines of text of a diagram or chart, and the part that holds them."""

    part: str
    lines: tuple[str, ...]


def alternative_text(drawing: etree._Element) -> list[str]:
    """The alternative text of the picture in a drawing (empty where the source has none); none, no picture."""
    described = next(drawing.iter(WP + "docPr"), None)
    picture = next(drawing.iter(PIC + "pic", A + "blip", V + "imagedata"), None)
    if described is not None:
        alt = described.get("descr") or described.get("title") or ""
        return [alt.strip()] if alt.strip() or picture is not None else []
    shape = next((element for element in drawing.iter() if element.get("alt")), None)
    if shape is not None:
        return [(shape.get("alt") or "").strip()]
    return [""] if picture is not None else []


def related_texts(package: Package, arrows: dict[str, Relationship], drawing: etree._Element) -> Iterator[PartWords]:
    """The words of a diagram (SmartArt) or chart that a drawing only refers to."""
    for element in drawing.iter(DGM + "relIds", CHART + "chart"):
        is_diagram = element.tag == DGM + "relIds"
        arrow = arrows.get(element.get(R + ("dm" if is_diagram else "id"), ""))
        if arrow is None or arrow.external:
            continue
        root = package.tree(arrow.target)
        if root is None:
            continue
        lines = tuple(diagram_lines(root) if is_diagram else chart_lines(root))
        if lines:
            yield PartWords(package.member(arrow.target) or arrow.target, lines)


def drawn_texts(drawing: etree._Element, part: str) -> Iterator[PartWords]:
    """The words of shapes that hold no Word paragraphs: old WordArt (its words are an attribute) and drawn canvases."""
    lines = [path.get("string", "") for path in drawing.iter(V + "textpath")]
    for body in drawing.iter(A + "txBody"):
        lines += _paragraphs(body)
    lines = [line for line in lines if line.strip()]
    if lines:
        yield PartWords(part, tuple(lines))


def diagram_lines(root: etree._Element) -> Iterator[str]:
    """The paragraphs of a diagram's nodes, in the order of its tree."""
    points = {point.get("modelId", ""): point for point in root.iter(DGM + "pt")}
    below: dict[str, list[tuple[float, str]]] = {}
    for link in root.iter(DGM + "cxn"):
        if link.get("type", "parOf") == "parOf":
            place = (number(link.get("srcOrd")), link.get("destId", ""))
            below.setdefault(link.get("srcId", ""), []).append(place)
    waiting = [key for key, point in points.items() if point.get("type") == "doc"]
    while waiting:  # from the root down, each node before the nodes below it
        key = waiting.pop(0)
        point = points.pop(key, None)
        if point is not None:
            yield from _paragraphs(point)
            waiting = [name for _, name in sorted(below.get(key, []))] + waiting
    for point in points.values():
        if point.get("type", "node") in {"node", "asst"}:
            yield from _paragraphs(point)


def chart_lines(root: etree._Element) -> Iterator[str]:
    """The titles and labels that a person typed into a chart; its figures are no text."""
    yield from _paragraphs(root)


def _paragraphs(parent: etree._Element) -> Iterator[str]:
    for paragraph in parent.iter(A + "p"):
        words = "".join(text.text or "" for text in paragraph.iter(A + "t"))
        if words.strip():
            yield words
