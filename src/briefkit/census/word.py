"""The letters of a Word document, from its raw XML: body, referenced headers and footers, referenced notes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefkit.census.parts import Archive, Handlers
from briefkit.census.story import Story
from briefkit.census.tally import Census, Tally, letters

_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_STYLE_MARKS = ("}style", "}basedOn", "}vanish", "}rPrChange")
_OFF = ("0", "false", "off")


def count_docx(content: bytes) -> Census:
    """The text of each story under the name of its zip member.

    A story that the document does not show is not counted: a first-page header without a title page, a note that
    nothing refers to.
    """
    try:
        archive = Archive(content)
    except zipfile.BadZipFile as trouble:
        return Census(note=f"The Word file could not be opened for counting ({trouble}).")
    main = _main_part(archive)
    relations = _Relations.of(archive, main)
    styles = _Styles()
    if archive.mentions(relations.target("styles", main), "vanish"):
        archive.parse(relations.target("styles", main), styles)
    settings = _SettingsPart()
    archive.parse(relations.target("settings", main), settings)
    vanished = styles.vanished()
    body = Story(vanished)
    archive.parse(main, body)
    tallies = [_tally(main, body)]
    for identifier in body.shown_margins(settings.even_pages):
        part = relations.by_id.get(identifier, ("", ""))[1]
        if part and all(part != tally.part for tally in tallies):
            story = Story(vanished)
            archive.parse(part, story)
            tallies.append(_tally(part, story))
    for kind, referenced in (("footnotes", body.footnotes), ("endnotes", body.endnotes)):
        part = relations.target(kind, main)
        if referenced and part in archive.names:
            story = Story(vanished, frozenset(referenced))
            archive.parse(part, story)
            tallies.append(_tally(part, story))
    tallies.extend(_drawing_tallies(archive, relations, body.drawings))
    return Census(tuple(tallies))


def _drawing_tallies(archive: Archive, relations: _Relations, identifiers: list[str]) -> Iterator[Tally]:
    """The words typed into diagrams and charts, which stand in parts of their own."""
    for part in dict.fromkeys(relations.by_id.get(identifier, ("", ""))[1] for identifier in identifiers):
        drawing = _Drawing()
        archive.parse(part, drawing)
        if "".join(drawing.pieces).strip():
            yield Tally(part, "".join(drawing.pieces))


def _tally(part: str, story: Story) -> Tally:
    shown, hidden = story.texts()
    return Tally(part, shown, len(letters(hidden)))


def _main_part(archive: Archive) -> str:
    relations = _Relations("")
    archive.parse("_rels/.rels", relations)
    return relations.target("officeDocument", "word/document.xml")


@dataclass
class _Relations(Handlers):
    """The relationships of one part: id -> (kind, zip member)."""

    folder: str
    by_id: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive, part: str) -> _Relations:
        folder, name = posixpath.split(part)
        relations = cls(folder)
        archive.parse(posixpath.join(folder, "_rels", f"{name}.rels"), relations)
        return relations

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            member = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
            self.by_id[attributes.get("Id", "")] = (posixpath.basename(attributes.get("Type", "")), member)

    def target(self, kind: str, beside: str) -> str:
        """The member of the kind (``styles``), else the one of that name beside the main part."""
        found = next((member for known, member in self.by_id.values() if known == kind), None)
        if found is not None:
            return found
        return beside if kind == "officeDocument" else posixpath.join(posixpath.dirname(beside), f"{kind}.xml")


@dataclass
class _Styles(Handlers):
    """Which styles hide their text, their own or by the style that they are based on."""

    own: dict[str, bool] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    style: str = ""
    default_paragraph: str = ""
    changes: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        # Word keeps thousands of elements here and four matter, so the others must cost nothing.
        if not name.endswith(_STYLE_MARKS):
            return
        local = name.rpartition("}")[2]
        values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "style":
            self.style = values.get("styleId", "")
        elif local == "basedOn" and self.style:
            self.based_on[self.style] = values.get("val", "")
        elif local == "vanish" and self.style and not self.changes:
            self.own[self.style] = values.get("val", "true") not in _OFF
        elif local == "rPrChange":
            self.changes += 1

    def end(self, name: str) -> None:
        if name.endswith("}style"):
            self.style = ""
        elif name.endswith("}rPrChange"):
            self.changes -= 1

    def vanished(self) -> dict[str, bool]:
        """What each style says of hiding; a style that says nothing is not in it."""
        found: dict[str, bool] = {}
        for style in {*self.own, *self.based_on}:
            seen: set[str] = set()
            at = style
            while at not in self.own and at in self.based_on and at not in seen:
                seen.add(at)
                at = self.based_on[at]
            if at in self.own:
                found[style] = self.own[at]
        return found


@dataclass
class _Drawing(Handlers):
    """The text of a diagram's data or of a chart; points that only place other points hold none of their own."""

    pieces: list[str] = field(default_factory=list)
    taking: bool = False
    placing: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("/diagram}pt"):
            self.placing = attributes.get("type", "node") in ("pres", "parTrans", "sibTrans")
        self.taking = name.endswith("}t") and "/drawingml/" in name and "/diagram}" not in name and not self.placing

    def end(self, name: str) -> None:
        self.taking = False
        if name.endswith("}p"):
            self.pieces.append("\n")

    def characters(self, text: str) -> None:
        if self.taking:
            self.pieces.append(text)


@dataclass
class _SettingsPart(Handlers):
    """Whether even pages have headers of their own."""

    even_pages: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("}evenAndOddHeaders"):
            values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            self.even_pages = values.get("val", "true") not in _OFF
