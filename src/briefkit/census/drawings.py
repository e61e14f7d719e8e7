"""Drawings as the census hears them: shapes that are not shown, WordArt, and the parts of diagrams and charts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import partial

from briefkit.census.parts import Handlers
from briefkit.census.story import Start, Story, value_of

_VML = "urn:schemas-microsoft-com:vml}"
_ON = ("1", "true", "on")


def watch(name: str) -> Start | None:
    """What drawings of several makers have in common: a shape that is not shown, WordArt, a diagram or chart."""
    if name.startswith(_VML):
        return _take_art if name.endswith("}textpath") else _hide_shape
    if name.endswith(("}docPr", "}cNvPr", "}anchor")):
        return partial(_hide_drawing, {"docPr": 2, "cNvPr": 1, "anchor": 0}[name.rpartition("}")[2]])
    return _take_drawing if name.endswith(("}relIds", "}chart")) else None


def _hide_shape(story: Story, attributes: dict[str, str]) -> None:
    if "visibility:hidden" in attributes.get("style", "").replace(" ", "").lower():
        story.veil(0, False)


def _take_art(story: Story, attributes: dict[str, str]) -> None:
    story.put("\n")
    story.put(attributes.get("string", ""))


def _hide_drawing(above: int, story: Story, attributes: dict[str, str]) -> None:
    if attributes.get("hidden", "0") in _ON:
        story.veil(above, False)


def _take_drawing(story: Story, attributes: dict[str, str]) -> None:
    identifier = value_of(attributes, "dm") or value_of(attributes, "id")
    if identifier:
        story.refer("drawing", identifier)


_STAND_INS = "VALUE CATEGORYNAME SERIESNAME PERCENTAGE CELLRANGE XVALUE YVALUE".split()


@dataclass
class Drawing(Handlers):
    """The words of a diagram's data, of the shapes drawn from it, or of what is drawn upon a chart.

    Points that only place other points hold none of their own.
    """

    pieces: list[str] = field(default_factory=list)
    taking: bool = False
    placing: bool = False
    computed: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("/diagram}pt"):
            self.placing = attributes.get("type", "node") in ("pres", "parTrans", "sibTrans")
        elif name.endswith("/main}fld"):
            self.computed = attributes.get("type", "").upper() in _STAND_INS
        self.taking = name.endswith("/main}t") and "/drawingml/" in name and not self.placing and not self.computed

    def end(self, name: str) -> None:
        self.taking = False
        if name.endswith("}p"):
            self.pieces.append("\n")
        elif name.endswith("}fld"):
            self.computed = False

    def characters(self, text: str) -> None:
        if self.taking:
            self.pieces.append(text)

    def text(self) -> str:
        """The words."""
        return "".join(self.pieces)


@dataclass
class _Series:
    pie: bool
    name: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    group_format: str | None = None
    values: list[str] = field(default_factory=list)
    value_format: str = "General"
    label_format: str | None = None
    labelled: bool | None = None


@dataclass
class Chart(Drawing):
    """The words that a chart shows: typed ones, names in its legend and on its axes, numbers that stand as labels."""

    path: list[str] = field(default_factory=list)
    series: list[_Series] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    axes: int = 0
    heard: str = ""
    group_labels: tuple[bool | None, str | None] = (None, None)
    waiting: list[_Series] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        local = name.rpartition("}")[2]
        on = attributes.get("val", "1") in _ON
        if self.is_filtered:
            self.taking = False
        elif local == "ser":
            self.series.append(_Series(any(part in _PIES for part in self.path)))
            self.waiting.append(self.series[-1])
        elif local in ("title", "legend") or (local in ("autoTitleDeleted", "showSerName", "showCatName") and on):
            self.flags.add(local)
        elif local in ("catAx", "dateAx", "serAx"):
            self.axes += 1
        elif local == "delete" and on and self.path[-1:] in (["catAx"], ["dateAx"], ["serAx"]):
            self.axes -= 1
        elif self.path[-1:] == ["dLbls"]:
            self._take_label(local, attributes, on)
        self.path.append(local)
        self.heard = ""

    @property
    def is_filtered(self) -> bool:
        """Whether this is inside a series, title or name that a person took out of the picture (``c15:filtered…``)."""
        return any(part.startswith("filtered") for part in self.path)

    def _take_label(self, local: str, attributes: dict[str, str], on: bool) -> None:
        own = attributes.get("formatCode", "") if attributes.get("sourceLinked", "0") not in _ON else None
        if "ser" in self.path and self.series:
            series = self.series[-1]
            if local == "showVal":
                series.labelled = on
            elif local == "numFmt":
                series.label_format = own
            series.labelled = series.labelled or False
        elif local == "showVal":
            self.group_labels = (on, self.group_labels[1])
        elif local == "numFmt":
            self.group_labels = (self.group_labels[0], own)

    def end(self, name: str) -> None:
        super().end(name)
        local = self.path.pop() if self.path else ""
        if self.is_filtered:
            return
        if local in ("v", "formatCode"):
            self._take_value(local)
        elif local.endswith("Chart"):
            for series in self.waiting:
                if series.labelled is None:
                    series.labelled, series.label_format = self.group_labels
            self.waiting, self.group_labels = [], (None, None)

    def _take_value(self, local: str) -> None:
        if "ser" not in self.path:
            if local == "v" and "title" in self.path and "tx" in self.path:
                self.titles.append(self.heard)
            return
        series, inside = self.series[-1], self.path[self.path.index("ser") + 1 : self.path.index("ser") + 2]
        if local == "v":
            {"tx": series.name, "cat": series.groups, "val": series.values}.get(inside[0], []).append(self.heard)
        elif inside == ["cat"]:
            series.group_format = self.heard
        elif inside == ["val"]:
            series.value_format = self.heard

    def characters(self, text: str) -> None:
        super().characters(text)
        self.heard += text

    def text(self) -> str:
        """The words, each name of a category once."""
        pie = any(series.pie for series in self.series)
        legend = "legend" in self.flags
        single = len(self.series) == 1 and not self.flags & {"title", "autoTitleDeleted"}
        words = [*self.pieces, *self.titles]
        if (legend and not pie) or "showSerName" in self.flags or single:
            words += [name for series in self.series for name in series.name]
        if (legend and pie) or "showCatName" in self.flags or (not pie and self.axes > 0):
            groups = (_printed(name, series.group_format) for series in self.series for name in series.groups)
            words += dict.fromkeys(groups)
        for series in self.series:
            if series.labelled:
                code = series.value_format if series.label_format is None else series.label_format
                words += [_printed(value, code) for value in series.values]
        return "\n".join(words)


_PIES = ("pieChart", "pie3DChart", "doughnutChart", "ofPieChart")
_WHOLE = re.compile(r"(#,##)?0(\.0+)?(%?)")


def _printed(value: str, code: str | None) -> str:
    """A number in one of the plain formats, words as they are; empty where the format is not a plain one."""
    if code is None:
        return value
    form = _WHOLE.fullmatch(code or "")
    try:
        amount = float(value)
    except ValueError:
        return ""
    if not math.isfinite(amount):
        return ""
    if code in ("", "General"):
        return f"{amount:.10g}"
    if form is None:
        return ""
    return format(amount * (100 if form[3] else 1), f".{max(0, len(form[2] or '') - 1)}f")


@dataclass
class LaterChart(Drawing):
    """The words of a chart of later years (``cx``): typed ones, and the names of its series and categories."""

    names: dict[str, None] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    heard: str = ""
    kind: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        self.path.append(name.rpartition("}")[2])
        self.heard = ""
        if self.path[-1] == "strDim":
            self.kind = attributes.get("type", "")

    def end(self, name: str) -> None:
        super().end(name)
        local = self.path.pop()
        if local == "pt" and self.kind == "cat" and "strDim" in self.path:
            self.names[self.heard] = None
        elif local == "v" and ("series" in self.path or "title" in self.path):
            self.pieces.append(f"{self.heard}\n")

    def characters(self, text: str) -> None:
        super().characters(text)
        self.heard += text

    def text(self) -> str:
        """The words, each name of a category once."""
        return "".join((*self.pieces, *(f"{name}\n" for name in self.names)))
