"""The letters of a presentation, from its raw XML: slides, what their layouts show, notes, charts and diagrams."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from briefkit.census.parts import Archive, Handlers
from briefkit.census.tally import Census, Tally, letters

_SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "pic", "cxnSp"})
_ON = ("1", "true")
_EXTENSIONS = "http://schemas.microsoft.com/office/"


def count_pptx(content: bytes) -> Census:
    """The text of each slide, layout, note, chart and diagram under the name of its zip member."""
    try:
        archive = Archive(content)
    except zipfile.BadZipFile as trouble:
        return Census(note=f"The presentation could not be opened for counting ({trouble}).")
    arrows = _Arrows.of(archive, "")
    main = next((arrows.inside(key) for key, kind in arrows.kinds.items() if kind == "officeDocument"), "")
    listing, links = _Listing(), _Arrows.of(archive, main)
    archive.parse(main, listing)
    tallies: dict[str, Tally] = {}
    for part in (links.inside(key) for key in listing.slides):
        if part and part not in tallies:
            for tally in _count_slide(archive, part, tallies):
                tallies[tally.part] = tally
    return Census(tuple(tallies.values()))


def _count_slide(archive: Archive, part: str, known: dict[str, Tally]) -> Iterator[Tally]:
    slide, links = _Slide(), _Arrows.of(archive, part)
    archive.parse(part, slide)
    yield slide.tally(part)
    for key in slide.drawings:
        drawing = _Drawing()
        archive.parse(links.inside(key), drawing)
        text = "".join(drawing.pieces)
        hidden = slide.hidden or key in slide.hidden_drawings
        yield Tally(links.inside(key), "" if hidden else text, len(letters(text)) if hidden else 0)
    notes = links.first("notesSlide")
    if notes:
        spoken = _Slide(only_body=True, hidden=slide.hidden)
        archive.parse(notes, spoken)
        yield spoken.tally(notes)
    behind, shown = links.first("slideLayout"), slide.shows_master and not slide.hidden
    while behind and shown:
        layer = _Slide(without_placeholders=True)
        archive.parse(behind, layer)
        if behind not in known:
            yield layer.tally(behind)
        shown = layer.shows_master
        behind = _Arrows.of(archive, behind).first("slideMaster")


@dataclass
class _Arrows(Handlers):
    """The relationships of one part: the kind and target of each, and where the part stands."""

    part: str
    kinds: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive, part: str) -> _Arrows:
        arrows = cls(part)
        folder, base = posixpath.split(part)
        archive.parse(posixpath.join(folder, "_rels", f"{base}.rels"), arrows)
        return arrows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("}Relationship") and attributes.get("TargetMode", "").lower() != "external":
            key = attributes.get("Id", "")
            self.kinds.setdefault(key, attributes.get("Type", "").rstrip("/").rpartition("/")[2])
            self.targets.setdefault(key, attributes.get("Target", ""))

    def inside(self, key: str) -> str:
        target = unquote(self.targets.get(key, "").partition("#")[0]).replace("\\", "/")
        if not target:
            return ""
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(self.part), target)).lstrip("/")

    def first(self, kind: str) -> str:
        return next((self.inside(key) for key, known in self.kinds.items() if known == kind), "")


@dataclass
class _Listing(Handlers):
    """The slides in the order of the presentation."""

    slides: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("}sldId"):
            self.slides += [value for key, value in attributes.items() if key.endswith("}id")]


@dataclass
class _Slide(Handlers):
    """One slide, layout or page of notes. ``only_body``: nothing but what stands in a placeholder for running text;
    ``without_placeholders``: nothing that stands in one."""

    only_body: bool = False
    without_placeholders: bool = False
    hidden: bool = False
    shows_master: bool = True
    drawings: list[str] = field(default_factory=list)
    hidden_drawings: set[str] = field(default_factory=set)
    _shown: list[str] = field(default_factory=list)
    _unseen: list[str] = field(default_factory=list)
    _shapes: list[dict[str, bool]] = field(default_factory=list)
    _covered: int = 0
    _skipped: int = 0
    _taken: list[bool] = field(default_factory=list)
    _prefixes: dict[str, str] = field(default_factory=dict)
    _in_text: bool = False

    def namespace(self, prefix: str | None, address: str | None) -> None:
        self._prefixes[prefix or ""] = address or ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        space, _, local = name.rpartition("}")
        if local in {"sld", "sldLayout", "sldMaster"}:
            self.hidden |= local == "sld" and attributes.get("show", "1") not in _ON
            self.shows_master = attributes.get("showMasterSp", "1") in _ON
        elif local in _SHAPES and "presentationml" in space:
            self._shapes.append({"hidden": False, "placeholder": False, "body": False})
        elif local == "cNvPr" and self._shapes:
            self._shapes[-1]["hidden"] |= attributes.get("hidden") in _ON
        elif local == "ph" and self._shapes:
            self._shapes[-1]["placeholder"] = True
            self._shapes[-1]["body"] = attributes.get("type") == "body"
        elif local == "tc":
            self._covered = int(attributes.get("hMerge") in _ON or attributes.get("vMerge") in _ON)
        elif local in {"AlternateContent", "Choice", "Fallback"}:
            self._choose(local, attributes)
        elif local in {"chart", "relIds"}:
            wanted = "}id" if local == "chart" else "}dm"
            keys = [value for key, value in attributes.items() if key.endswith(wanted)]
            if "/2006/" in space or "purl.oclc" in space:
                self.drawings += keys
                self.hidden_drawings |= set(keys) if self._is_hidden() else set()
        self._in_text = not self._skipped and local == "t" and ("drawingml" in space or space.endswith("/math"))

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        space, _, local = name.rpartition("}")
        self._in_text = False
        if local in _SHAPES and "presentationml" in space and self._shapes:
            self._shapes.pop()
        elif local == "AlternateContent" and self._taken:
            self._taken.pop()
        elif local == "tc":
            self._covered = 0
        if local in {"p", "br", "tc"}:
            self._shown.append("\n")

    def characters(self, text: str) -> None:
        if self._in_text and not self._skipped and self._is_wanted():
            (self._unseen if self._is_hidden() else self._shown).append(text)

    def tally(self, part: str) -> Tally:
        return Tally(part, "".join(self._shown), len(letters("".join(self._unseen))))

    def _choose(self, local: str, attributes: dict[str, str]) -> None:
        if local == "AlternateContent":
            self._taken.append(False)
            return
        known = (self._prefixes.get(prefix, "") for prefix in attributes.get("Requires", "").split())
        if not self._taken:
            return
        if self._taken[-1] or (local == "Choice" and not all(space.startswith(_EXTENSIONS) for space in known)):
            self._skipped = 1
        else:
            self._taken[-1] = True

    def _is_wanted(self) -> bool:
        shape = self._shapes[-1] if self._shapes else {}
        if self.only_body:
            return shape.get("body", False)
        return not (self.without_placeholders and shape.get("placeholder", False))

    def _is_hidden(self) -> bool:
        return self.hidden or bool(self._covered) or any(shape["hidden"] for shape in self._shapes)


@dataclass
class _Drawing(Handlers):
    """The words of a chart or a diagram: its texts, the names of series, and the categories, printed once for all."""

    pieces: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _placing: bool = False
    _categories: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("}")
        if local == "pt" and "diagram" in space:
            self._placing = attributes.get("type", "node") in {"pres", "parTrans", "sibTrans"}
        self._categories += local == "cat" and "chart" in space
        self._open.append(local if "chart" in space or "/drawingml/" in space else "")

    def end(self, name: str) -> None:
        if self._open:
            self._open.pop()
        self.pieces.append("\n" if name.endswith(("}p", "}v")) else "")

    def characters(self, text: str) -> None:
        inner = self._open[-1] if self._open else ""
        named = inner == "v" and ("tx" in self._open or ("cat" in self._open and self._categories == 1))
        if (inner == "t" and "p" in self._open and not self._placing) or named:
            self.pieces.append(text)
