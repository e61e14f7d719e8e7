"""PowerPoint presentations: python-pptx opens the cleaned package and knows slides, layouts and masters; the shapes of
a slide are walked here, so that alternatives, groups, diagrams and charts lose no word and each has its place."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from briefkit.diagnostics import Diagnostic, Result
from briefkit.model import Box, Document, Layer, Source
from briefkit.readers.addresses import is_live
from briefkit.readers.slides.drawn import chart_paragraphs, diagram_paragraphs
from briefkit.readers.slides.package import Cleaned, broken
from briefkit.readers.slides.places import WHOLE, Stretch, box_of, length, stretch_of
from briefkit.readers.slides.sheets import Frame, Sheet, compose
from briefkit.readers.slides.words import A, Colours, R, Styles, branches, read_colour, read_paragraphs

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_TITLES = frozenset({"title", "ctrTitle"})
_FLOWING = frozenset({"body", "obj", "subTitle"})
_MARGINS: dict[str, Layer] = {"dt": "footer", "ftr": "footer", "sldNum": "footer", "hdr": "header"}
_ROUND = frozenset({"ellipse", "donut", "pie", "blockArc", "chord", "arc", "circularArrow", "pieWedge", "wheel"})
_WHEEL = 0.2
"""What is round and at least so high, as a share of the slide, may be the hub or the rim of a wheel."""

_ON = frozenset({"1", "true"})
_MASTER_STYLE = {"title": "titleStyle", "ctrTitle": "titleStyle", None: "otherStyle"}


def read_pptx(source: Source, password: str | None = None) -> Result[Document]:  # noqa: ARG001
    """A presentation as a document: slide by slide, on each what stands on it in the order in which it is read.

    Hidden slides, hidden shapes and text beside the slide are hidden text; speaker notes are set aside; comments are
    left out. Raises :class:`UnusableInput` where the file holds no presentation.
    """
    import pptx
    from pptx.exc import PythonPptxError

    package = Cleaned(source.data)
    try:
        presentation = pptx.Presentation(io.BytesIO(package.data))
        deck = _Deck(presentation, package)
        document = compose(deck.sheets(), title="")
    except (PythonPptxError, KeyError, AttributeError, ValueError, TypeError, etree.LxmlError) as error:
        # python-pptx takes for granted what a schema promises and a damaged file does not hold.
        raise broken() from error
    return Result(document, (*package.diagnostics, *deck.diagnostics, *_sum_up(document, package, deck)))


class _Deck:
    """A presentation while it is read."""

    def __init__(self, presentation: Any, package: Cleaned) -> None:
        self.presentation = presentation
        self.package = package
        self.diagnostics: list[Diagnostic] = []
        size = presentation.part._element.find(P + "sldSz")
        self.width = length(size, "cx") or 720.0
        self.height = length(size, "cy") or 540.0
        self.defaults = presentation.part._element.find(P + "defaultTextStyle")
        self.backgrounds: set[str] = set()
        self.hidden_slides: list[int] = []
        self.has_notes = False

    def sheets(self) -> Iterator[Sheet]:
        """The slides in the order in which they are shown."""
        listed = self.presentation.part._element.find(P + "sldIdLst")
        for number, entry in enumerate(listed if listed is not None else (), 1):
            try:
                slide = self.presentation.part.related_slide(entry.get(R + "id"))
            except KeyError:
                continue
            yield _Slide(self, slide, number).sheet()


class _Slide:
    """One slide while it is read."""

    def __init__(self, deck: _Deck, slide: Any, number: int) -> None:
        self.deck, self.slide, self.number = deck, slide, number
        self.element = slide._element
        self.part = slide.part
        self.layout = _related(self.part, "slideLayout")
        self.master = _related(self.layout, "slideMaster") if self.layout is not None else None
        self.colours = _theme_colours(self.master)
        self.boxes = self.tables = self.drawings = 0
        self.made = Sheet(number, _name(self.part), deck.width, deck.height)

    def sheet(self) -> Sheet:
        """The slide with its frames and notes."""
        made = self.made
        made.hidden = self.element.get("show") in {"0", "false"}
        if made.hidden:
            self.deck.hidden_slides.append(self.number)
        made.frames += self._backgrounds()
        made.frames += self._shapes(self.element.find(f"{P}cSld/{P}spTree"), WHOLE, False)
        made.notes += self._notes()
        return made

    def _backgrounds(self) -> Iterator[Frame]:
        """Words that layout and master show on the slide (a protective marking, a name): running heads and feet.

        They are read once, with the first slide that shows them.
        """
        layer = self.element
        for part in (self.layout, self.master):
            if part is None or layer.get("showMasterSp", "1") not in _ON or self.made.hidden:
                return
            layer = part._element
            if _name(part) in self.deck.backgrounds:
                continue
            self.deck.backgrounds.add(_name(part))
            for frame in self._shapes(layer.find(f"{P}cSld/{P}spTree"), WHOLE, False, part=part):
                yield from self._as_margin(frame, _name(part))

    def _as_margin(self, frame: Frame, part: str) -> Iterator[Frame]:
        for inner in frame.frames:
            yield from self._as_margin(inner, part)
        if not frame.frames:
            upper = (frame.box[1] + frame.box[3]) / 2 < self.deck.height / 2
            frame.layer = frame.layer if frame.layer == "hidden" else "header" if upper else "footer"
            frame.part = frame.part or part
            yield frame

    def _shapes(self, tree: etree._Element | None, frame: Stretch, hidden: bool, part: Any = None) -> Iterator[Frame]:
        """The frames below a shape tree; ``part`` is the layout or master that is read, ``None`` for the slide."""
        for shape in branches(tree) if tree is not None else ():
            properties = next((one.find(P + "cNvPr") for one in shape if one.tag.startswith(P + "nv")), None)
            unseen = hidden or (properties is not None and properties.get("hidden") in _ON)
            if shape.tag == P + "sp":
                yield from self._text_shape(shape, frame, unseen, part)
            elif shape.tag == P + "grpSp":
                yield from self._group(shape, frame, unseen, part)
            elif shape.tag == P + "graphicFrame":
                yield from self._graphic(shape, frame, unseen, part)
            elif shape.tag == P + "pic" and part is None and not unseen and properties is not None:
                self.made.pictures.append(" ".join((properties.get("descr") or "").split()))

    def _group(self, shape: etree._Element, frame: Stretch, hidden: bool, part: Any) -> Iterator[Frame]:
        inner = list(self._shapes(shape, stretch_of(shape.find(f"{P}grpSpPr/{A}xfrm"), frame), hidden, part))
        seen = [one for one in inner if one.layer == "body"]
        yield from (one for one in inner if one.layer != "body")
        if seen:
            yield Frame(box_of(shape.find(f"{P}grpSpPr/{A}xfrm"), frame) or seen[0].box, "group", frames=seen)

    def _text_shape(self, shape: etree._Element, frame: Stretch, hidden: bool, part: Any) -> Iterator[Frame]:
        placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if part is not None and placeholder is not None:
            return  # what a layout asks for is not what a slide says
        models = self._models(placeholder)
        box = self._box(shape, models, frame)
        look = shape.find(P + "spPr")
        geometry = look.find(A + "prstGeom") if look is not None else None
        if geometry is not None and geometry.get("prst") in _ROUND and box[3] - box[1] > _WHEEL * self.deck.height:
            self.made.wheel = True
        body = shape.find(P + "txBody")
        kind = placeholder.get("type", "obj") if placeholder is not None else None
        paragraphs = read_paragraphs(body, self._styles(body, models, kind, part))
        if not any(paragraph.text.strip() for paragraph in paragraphs):
            return
        self.boxes += 1
        title = kind in _TITLES and not hidden
        if title:
            for paragraph in paragraphs:
                paragraph.kind, paragraph.computed = "heading", ""
                paragraph.level, paragraph.evidence = (1 if kind == "ctrTitle" else 2), ("title of the slide",)
        layer: Layer = "hidden" if hidden else _MARGINS.get(kind or "", "body")
        name = "title" if title else f"text box {self.boxes}"
        filled = read_colour(look.find(A + "solidFill"), self.colours) if look is not None else None
        flow = kind in _FLOWING and not hidden
        yield Frame(box, name, paragraphs, first=title, flow=flow, layer=layer, filled=filled)

    def _graphic(self, shape: etree._Element, frame: Stretch, hidden: bool, part: Any) -> Iterator[Frame]:
        box = box_of(shape.find(P + "xfrm"), frame) or (0.0, 0.0, self.deck.width, self.deck.height)
        data = shape.find(f"{A}graphic/{A}graphicData")
        layer: Layer = "hidden" if hidden else "body"
        for child in branches(data) if data is not None else ():
            owner = part or self.part
            if child.tag == A + "tbl":
                yield from self._table(child, box, layer, part)
            elif child.tag == _CHART:
                yield from self._drawn(owner, child.get(R + "id", ""), "chart", box, layer)
            elif child.tag == _DIAGRAM:
                yield from self._drawn(owner, child.get(R + "dm", ""), "diagram", box, layer)

    def _table(self, table: etree._Element, box: Box, layer: Layer, part: Any) -> Iterator[Frame]:
        self.tables += 1
        name = f"table {self.tables}"
        made, covered = Frame(box, name, layer=layer), Frame(box, name, layer="hidden")
        for row, line in enumerate(table.iterfind(A + "tr"), 1):
            for column, cell in enumerate(line.iterfind(A + "tc"), 1):
                body = cell.find(A + "txBody")
                paragraphs = read_paragraphs(body, self._styles(body, [], None, part))
                merged = cell.get("hMerge") in _ON or cell.get("vMerge") in _ON
                (covered if merged else made).cells.append((row, column, paragraphs))
        if layer == "hidden":
            made.paragraphs, made.cells = [one for _, _, cell in made.cells for one in cell], []
        covered.paragraphs, covered.cells = [one for _, _, cell in covered.cells for one in cell], []
        yield from (one for one in (made, covered) if one.text.strip())

    def _drawn(self, owner: Any, key: str, kind: str, box: Box, layer: Layer) -> Iterator[Frame]:
        """The words of a chart or a diagram, which stand in a part of their own."""
        try:
            part = owner.related_part(key)
        except KeyError:
            return
        self.drawings += 1
        root = etree.fromstring(part.blob)
        paragraphs = chart_paragraphs(root) if kind == "chart" else diagram_paragraphs(root)
        if paragraphs:
            yield Frame(box, f"{kind} {self.drawings}", paragraphs, layer=layer, part=_name(part))

    def _notes(self) -> Iterator[Frame]:
        notes = _related(self.part, "notesSlide")
        tree = notes._element.find(f"{P}cSld/{P}spTree") if notes is not None else None
        for shape in tree.iter(P + "sp") if tree is not None else ():
            placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if placeholder is None or placeholder.get("type") != "body":
                continue
            body = shape.find(P + "txBody")
            paragraphs = read_paragraphs(body, Styles([], self.colours, lambda _key: None))
            if any(paragraph.text.strip() for paragraph in paragraphs):
                self.deck.has_notes = True
                box = (0.0, 0.0, self.deck.width, self.deck.height)
                yield Frame(box, "speaker notes", paragraphs, aside="speaker-notes", part=_name(notes))

    def _models(self, placeholder: etree._Element | None) -> list[etree._Element]:
        """The shapes of layout and master that a placeholder takes after, the nearest first."""
        if placeholder is None:
            return []
        kind, index = placeholder.get("type", "obj"), placeholder.get("idx", "0")
        found = []
        for part in (self.layout, self.master):
            model = _model(part, kind, index, by_index=part is self.layout) if part is not None else None
            if model is not None:
                found.append(model)
                kind = model.find(f"{P}nvSpPr/{P}nvPr/{P}ph").get("type", kind)
        return found

    def _box(self, shape: etree._Element, models: list[etree._Element], frame: Stretch) -> Box:
        own = box_of(shape.find(f"{P}spPr/{A}xfrm"), frame)
        if own is not None:
            return own
        taken = (box_of(model.find(f"{P}spPr/{A}xfrm"), WHOLE) for model in models)
        return next((box for box in taken if box is not None), (0.0, 0.0, self.deck.width, self.deck.height))

    def _styles(self, body: etree._Element | None, models: list[etree._Element], kind: str | None, part: Any) -> Styles:
        own = body.find(A + "lstStyle") if body is not None else None
        levels = [own, *(model.find(f"{P}txBody/{A}lstStyle") for model in models)]
        if self.master is not None:
            named = _MASTER_STYLE.get(kind, "bodyStyle")
            levels.append(self.master._element.find(f"{P}txStyles/{P}{named}"))
        levels.append(self.deck.defaults)
        owner = part or self.part
        return Styles(levels, self.colours, lambda key: _address(owner, key))


def _related(part: Any, kind: str) -> Any:
    """The part at the end of an arrow of that kind, or ``None``."""
    found = (arrow.target_part for arrow in part.rels.values() if arrow.reltype.endswith(f"/{kind}"))
    return next(found, None)


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _address(part: Any, key: str) -> str | None:
    arrow = part.rels.get(key) if key else None
    address = arrow.target_ref if arrow is not None and arrow.is_external else ""
    return address if is_live(address) else None


def _model(part: Any, kind: str, index: str, *, by_index: bool) -> etree._Element | None:
    """The placeholder of a layout with that index, of a master with that kind (a body where it has none of its own)."""
    held = [
        (shape, one)
        for shape in part._element.iter(P + "sp")
        if (one := shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")) is not None
    ]
    kinds = [kind, *({"ctrTitle": ["title"], "subTitle": ["body"], "obj": ["body"]}.get(kind, []))]
    if by_index:
        same = [shape for shape, one in held if one.get("idx", "0") == index and one.get("type", "obj") in kinds]
        same += [shape for shape, one in held if index != "0" and one.get("idx", "0") == index]
        if same:
            return same[0]
    return next((shape for wanted in kinds for shape, one in held if one.get("type", "obj") == wanted), None)


def _theme_colours(master: Any) -> Colours:
    """The colours of the master's theme by all the names that a slide has for them."""
    theme = _related(master, "theme") if master is not None else None
    if theme is None:
        return {}
    root = etree.fromstring(theme.blob)
    colours: Colours = {}
    scheme = root.find(f"{A}themeElements/{A}clrScheme")
    for entry in scheme if scheme is not None else ():
        for value in entry:
            shown = value.get("lastClr") or value.get("val") or ""
            if len(shown) == 6 and shown.isalnum():
                colours[etree.QName(entry).localname] = f"#{shown.lower()}"
    mapped = master._element.find(P + "clrMap")
    for name, target in (mapped.attrib if mapped is not None else {}).items():
        if target in colours:
            colours[name] = colours[target]
    return colours


def _sum_up(document: Document, package: Cleaned, deck: _Deck) -> Iterator[Diagnostic]:
    """One remark for each sort of thing that was left out or set aside."""
    hidden = [block for block in document.blocks if block.layer == "hidden"]
    if deck.hidden_slides:
        listed = ", ".join(str(number) for number in deck.hidden_slides[:20])
        yield Diagnostic(
            "BK261",
            "warning",
            "Slides that are hidden in the presentation were left out.",
            f"page {listed}",
            "Show them in PowerPoint (right-click > Hide Slide) if they belong to the briefing.",
        )
    elif hidden:
        yield Diagnostic(
            "BK201",
            "warning",
            "The presentation holds hidden text (hidden shapes, or text beside a slide); it was left out.",
            str(hidden[0].origin),
            "Look for it in PowerPoint (Home > Arrange > Selection Pane) and delete it before the file is sent on.",
        )
    if deck.has_notes:
        yield Diagnostic("BK260", "info", "The presentation holds speaker notes; they were set aside.")
    if package.has_comments:
        yield Diagnostic("BK207", "info", "The presentation holds comments; they were left out.")
    if package.embedded:
        yield Diagnostic(
            "BK204",
            "info",
            "The presentation holds an embedded file (a workbook, a document); it was not read.",
            note="If it belongs to the briefing, save it and give it as a file of its own.",
        )
