"""OpenDocument drawings and presentations: what LibreOffice makes of a Publisher file, and ``.odg`` and ``.odp``.

A Publisher story that runs on through linked boxes comes with its whole text in each of them: the first stays, the
others are set aside as repeated. Publisher's own frame stands behind each text as an empty outline, and says where the
text stands more truly than the box, which LibreOffice lets grow with its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree

from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import UnusableInput
from briefkit.model import Box, Document, Layer, Source
from briefkit.readers.addresses import is_live
from briefkit.readers.markup.composer import Look
from briefkit.readers.markup.odf import damaged, read_parts
from briefkit.readers.markup.odt_styles import NAMESPACES, Styles, clark, read_styles
from briefkit.readers.slides.sheets import Frame, Paragraph, Sheet, compose

_PART = "text"
_PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
_DRAW = "{" + NAMESPACES["draw"] + "}"
_FLOWING = frozenset({"outline", "subtitle", "text"})
_MARGINS: dict[str, Layer] = {"footer": "footer", "header": "header", "date-time": "footer", "page-number": "footer"}
_BLANKS = {clark("text:s"): " ", clark("text:tab"): "\t", clark("text:line-break"): "\n"}
_UNSEEN = frozenset({clark("office:annotation"), clark("office:annotation-end"), clark("svg:title"), clark("svg:desc")})
_LENGTH = re.compile(r"(-?[\d.]{1,12})(pt|cm|mm|in)?")
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, None: 1.0}
_MOVED = re.compile(r"translate\s*\(\s*(-?[\d.]{1,12}[a-z]{0,2})[\s,]+(-?[\d.]{1,12}[a-z]{0,2})\s*\)")
_LINKED = 12
"""Two boxes of a sheet with the same text of at least so many words are one story that runs on."""


def read_open_drawing(source: Source, password: str | None = None) -> Result[Document]:  # noqa: ARG001
    """A drawing as a document, page by page. Raises :class:`UnusableInput` where it is damaged, locked or empty."""
    content, styles, meta = read_parts(source.data, "drawing")
    body = content.find(".//office:body", NAMESPACES) if content is not None else None
    if content is None or body is None:
        raise damaged("drawing")
    walk = _Walk(read_styles(content, styles), _sizes(styles))
    sheets = [walk.sheet(page, number) for number, page in enumerate(body.iter(clark("draw:page")), 1)]
    linked = sum(_set_linked_aside(sheet) for sheet in sheets)
    title = "" if meta is None else (meta.findtext(".//dc:title", "", NAMESPACES) or "").strip()
    document = compose(sheets, title, walk.styles.language)
    if not document.blocks:
        raise UnusableInput(
            "The file holds no text.", "If its text stands in pictures, ask for a PDF of it.", code="BK242"
        )
    return Result(document, tuple(_sum_up(document, linked)))


class _Walk:
    def __init__(self, styles: Styles, sizes: dict[str, tuple[float, float]]) -> None:
        self.styles, self.sizes = styles, sizes
        self.boxes = self.tables = 0

    def sheet(self, page: etree._Element, number: int) -> Sheet:
        width, height = self.sizes.get(page.get(clark("draw:master-page-name"), ""), (595.3, 841.9))
        self.boxes = self.tables = 0
        sheet = Sheet(number, _PART, width, height, hidden=self._is_hidden(page))
        for element in page:
            if element.tag == _PRESENTATION + "notes":
                for frame in self._frames(element, (0.0, 0.0)):
                    frame.name, frame.aside = "speaker notes", "speaker-notes"
                    sheet.notes.extend(frame.frames or [frame])
            else:
                sheet.frames.extend(self._frame(element, (0.0, 0.0)))
        sheet.pictures += [
            " ".join((alt.text or "").split())
            for alt in page.iter(clark("svg:desc"), clark("svg:title"))
            if (alt.text or "").strip()
        ]
        return sheet

    def _is_hidden(self, page: etree._Element) -> bool:
        style = self.styles.by_name.get(page.get(clark("draw:style-name"), ""))
        properties = style.find("style:drawing-page-properties", NAMESPACES) if style is not None else None
        return properties is not None and properties.get(_PRESENTATION + "visibility") == "hidden"

    def _frames(self, parent: etree._Element, moved: tuple[float, float]) -> Iterator[Frame]:
        for element in parent:
            yield from self._frame(element, moved)

    def _frame(self, element: etree._Element, moved: tuple[float, float]) -> Iterator[Frame]:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        if element.tag in {_DRAW + "g", _DRAW + "a"}:
            yield from self._group(element, moved)
            return
        box = _box(element, moved)
        kind = element.get(_PRESENTATION + "class", "")
        if element.get(_PRESENTATION + "placeholder") == "true":
            return
        for table in element.iterfind(clark("table:table")):
            yield self._table(table, box)
        paragraphs: list[Paragraph] = []
        look = self.styles.apply(
            element.get(clark("draw:text-style-name"), ""),
            self.styles.apply(element.get(_PRESENTATION + "style-name", ""), Look()),
        )
        self._paragraphs(element, look, paragraphs, 0, "")
        if any(paragraph.text.strip() for paragraph in paragraphs):
            self.boxes += 1
            title = kind == "title"
            if title:
                for paragraph in paragraphs:
                    paragraph.kind, paragraph.level, paragraph.computed = "heading", 2, ""
                    paragraph.evidence = ("title of the slide",)
            yield Frame(
                box,
                f"text box {self.boxes}",
                paragraphs,
                first=title,
                flow=kind in _FLOWING,
                layer=_MARGINS.get(kind, "body"),
            )

    def _group(self, element: etree._Element, moved: tuple[float, float]) -> Iterator[Frame]:
        outlines = [
            _box(one, moved) for one in element if one.tag in {_DRAW + "polygon", _DRAW + "path", _DRAW + "rect"}
        ]
        inner = list(self._frames(element, moved))
        if len(inner) == 1 and not inner[0].frames:
            left, top, right, bottom = inner[0].box
            behind = [one for one in outlines if abs(one[0] - left) < 3 and abs(one[1] - top) < 3 and one[3] > one[1]]
            if behind:
                inner[0].box = (left, top, max(right, behind[0][2]), min(bottom, behind[0][3]))
            yield inner[0]
        elif inner:
            yield Frame(inner[0].box, "group", frames=inner)

    def _table(self, table: etree._Element, box: Box) -> Frame:
        self.tables += 1
        frame = Frame(box, f"table {self.tables}")
        for row, line in enumerate(table.iter(clark("table:table-row")), 1):
            for column, cell in enumerate(line.iterfind(clark("table:table-cell")), 1):
                paragraphs: list[Paragraph] = []
                self._paragraphs(cell, Look(), paragraphs, 0, "")
                frame.cells.append((row, column, paragraphs))
        return frame

    def _paragraphs(self, parent: etree._Element, look: Look, made: list[Paragraph], depth: int, style: str) -> None:
        """The paragraphs below an element, those of lists with their bullets or numbers."""
        numbers = count(1)
        for element in parent:
            if element.tag in {clark("text:p"), clark("text:h")}:
                pieces = list(self._pieces(element, self.styles.apply(element.get(clark("text:style-name"), ""), look)))
                made.append(Paragraph(pieces))
            elif element.tag == clark("text:list"):
                own = element.get(clark("text:style-name"), "") or style
                self._paragraphs(element, look, made, depth + 1, own)
            elif element.tag in {clark("text:list-item"), clark("text:list-header")}:
                first = len(made)
                self._paragraphs(element, look, made, depth, style)
                if element.tag == clark("text:list-item") and len(made) > first and not made[first].computed:
                    self._mark(made[first], element, depth, style, next(numbers))
            elif element.tag == clark("draw:text-box"):
                self._paragraphs(element, look, made, depth, style)

    def _mark(self, paragraph: Paragraph, item: etree._Element, depth: int, style: str, number: int) -> None:
        """Gives the first paragraph of an item its bullet or number, where its list style prints one."""
        lists = self.styles.lists.get(style)
        level = (
            next((one for one in lists if one.get(clark("text:level")) == str(depth)), None)
            if lists is not None
            else None
        )
        own = next((one for one in item if one.tag == clark("text:p")), None)
        if level is None or own is None:
            return
        if self.styles.is_numbered(style, depth):
            start = item.get(clark("text:start-value"), "")
            paragraph.kind, paragraph.computed = "numbered", f"{start if start.isdigit() else number}. "
        elif level.tag == clark("text:list-level-style-bullet") and level.get(clark("text:bullet-char"), "").strip():
            paragraph.kind, paragraph.computed = "bullet", "• "
        else:
            return
        paragraph.level = depth

    def _pieces(self, element: etree._Element, look: Look) -> Iterator[tuple[str, Look]]:
        yield _plain(element.text), look
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _UNSEEN:
                pass
            elif child.tag in _BLANKS:
                many = child.get(clark("text:c"), "1")
                times = int(many) if child.tag == clark("text:s") and many.isdigit() and len(many) < 4 else 1
                yield _BLANKS[child.tag] * times, look
            elif child.tag == clark("text:a"):
                address = str(child.get(clark("xlink:href"), "")).strip()
                yield from self._pieces(child, look._replace(link=address if is_live(address) else None))
            else:
                yield from self._pieces(child, self.styles.apply(child.get(clark("text:style-name"), ""), look))
            yield _plain(child.tail), look


def _plain(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _box(element: etree._Element, moved: tuple[float, float]) -> Box:
    width, height = _points(element.get(clark("svg:width"))), _points(element.get(clark("svg:height")))
    left, top = _points(element.get(clark("svg:x"))), _points(element.get(clark("svg:y")))
    shift = _MOVED.search(element.get(clark("draw:transform"), ""))
    if shift:
        left, top = left + _points(shift[1]), top + _points(shift[2])
    left, top = left + moved[0], top + moved[1]
    return (left, top, left + width, top + height)


def _points(length: str | None) -> float:
    match = _LENGTH.fullmatch(length or "")
    try:
        return float(match[1]) * _POINTS[match[2]] if match else 0.0
    except ValueError:
        return 0.0


def _sizes(styles: etree._Element | None) -> dict[str, tuple[float, float]]:
    """Width and height of the pages of each master page."""
    if styles is None:
        return {}
    layouts = {}
    for layout in styles.iter(clark("style:page-layout")):
        properties = layout.find("style:page-layout-properties", NAMESPACES)
        if properties is not None:
            size = _points(properties.get(clark("fo:page-width"))), _points(properties.get(clark("fo:page-height")))
            layouts[layout.get(clark("style:name"), "")] = size
    masters = (
        (one, layouts.get(one.get(clark("style:page-layout-name"), "")))
        for one in styles.iter(clark("style:master-page"))
    )
    return {one.get(clark("style:name"), ""): size for one, size in masters if size and all(size)}


def _set_linked_aside(sheet: Sheet) -> int:
    """Sets aside the boxes of a sheet that repeat a whole story; the number of them."""
    seen: set[str] = set()
    repeated = 0
    for frame in _all(sheet.frames):
        text = " ".join(frame.text.split())
        if len(text.split()) < _LINKED or frame.cells:
            continue
        if text in seen:
            frame.aside = "repeated"
            repeated += 1
        seen.add(text)
    return repeated


def _all(frames: list[Frame]) -> Iterator[Frame]:
    for frame in frames:
        yield from _all(frame.frames) if frame.frames else (frame,)


def _sum_up(document: Document, linked: int) -> Iterator[Diagnostic]:
    hidden = [block for block in document.blocks if block.layer == "hidden"]
    if hidden:
        yield Diagnostic(
            "BK201",
            "warning",
            "The drawing holds text that nobody sees (beside the page, or on a hidden page); it was left out.",
            str(hidden[0].origin),
            "Look for it and delete it before the file is sent on.",
        )
    if linked:
        yield Diagnostic(
            "BK263",
            "info",
            "Text boxes that are linked with each other hold the same text; it was taken once.",
            note="Look where the text runs on in the document if its place matters.",
        )
    if any(block.aside == "speaker-notes" for block in document.blocks):
        yield Diagnostic("BK260", "info", "The presentation holds speaker notes; they were set aside.")
