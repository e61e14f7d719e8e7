"""The letters of a Word document, from its raw XML: body, referenced headers and footers, referenced notes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefkit.census.chunks import count_chunk, is_word
from briefkit.census.drawings import Chart, Drawing, LaterChart
from briefkit.census.parts import Archive, Handlers
from briefkit.census.story import Story
from briefkit.census.tally import Census, Tally, letters
from briefkit.census.vanish import Vanish
from briefkit.census.wordml import hear_word

_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_DEEPEST = 3
"""So many documents inside each other are looked at."""

_OFF = ("0", "false", "off")


def count_docx(content: bytes) -> Census:
    """The text of each story under the name of its zip member.

    A story that the document does not show is not counted: a first-page header without a title page. What stands in
    another document that is taken in at a place (``w:altChunk``) is counted under the name of that member.
    """
    try:
        archive = Archive(content)
    except zipfile.BadZipFile as trouble:
        return Census(note=f"The Word file could not be opened for counting ({trouble}).")
    return Census(tuple(_Count(archive, 0, _Room()).tallies()))


class _Count:
    """The count of one Word file, also of one that stands in another (``depth`` tells how deep)."""

    def __init__(self, archive: Archive, depth: int, room: _Room) -> None:
        self.archive = archive
        self.depth = depth
        self.room = room
        self.main = _main_part(archive)
        self.relations = _Relations.of(archive, self.main)
        self.vanish = Vanish()
        styles = self.relations.target("styles", self.main)
        if archive.mentions(styles, "vanish"):
            archive.parse(styles, self.vanish)
        self.heard: dict[str, Story] = {}
        self.found: dict[str, tuple[list[str], list[str]]] = {}

    def tallies(self) -> Iterator[Tally]:
        """One for each part, in the order in which the parts are met."""
        body = self._hear(self.main)
        self._add(self.main, *body.texts())
        margins = [self.relations.by_id.get(key, ("", ""))[1] for key in body.shown_margins(self._even_pages())]
        for part in dict.fromkeys(filter(None, margins)):
            if self.depth == 0 and part not in self.found:
                self._add(part, *self._hear(part).texts())
        self._add_notes()
        for part, story in self.heard.items():
            relations = self.relations if part == self.main else _Relations.of(self.archive, part)
            self._add_drawings(story, relations)
            self._add_chunks(story, relations)
        for part, (shown, hidden) in self.found.items():
            yield Tally(part, "\n".join(shown), len(letters("\n".join(hidden))))

    def _hear(self, part: str) -> Story:
        story = self.heard[part] = hear_word(self.vanish)
        self.archive.parse(part, story)
        return story

    def _add(self, part: str, shown: str, hidden: str = "") -> None:
        texts = self.found.setdefault(part, ([], []))
        texts[0].append(shown)
        texts[1].append(hidden)

    def _even_pages(self) -> bool:
        settings = _SettingsPart()
        self.archive.parse(self.relations.target("settings", self.main), settings)
        return settings.even_pages

    def _add_notes(self) -> None:
        """The footnotes and endnotes; one may mark another."""
        marked = [mark for story in self.heard.values() for mark in story.references]
        notes = {kind: self.relations.target(kind, self.main) for kind in ("footnotes", "endnotes")}
        stories = {kind: self._hear(part) for kind, part in notes.items() if part in self.archive.names}
        wanted: set[tuple[str, str]] = set()
        waiting = [mark for mark in marked if not mark.hidden and not mark.in_code]
        while waiting:
            mark = waiting.pop()
            if mark.sort in stories and (mark.sort, mark.identifier) not in wanted:
                wanted.add((mark.sort, mark.identifier))
                waiting += [
                    other
                    for other in stories[mark.sort].references
                    if other.note == mark.identifier and not other.hidden and not other.in_code
                ]
        for kind, story in stories.items():
            self._add(notes[kind], *story.texts([key for sort, key in wanted if sort == kind]))

    def _add_drawings(self, story: Story, relations: _Relations) -> None:
        """The words typed into diagrams and charts, which stand in parts of their own."""
        drawn = {
            mark.identifier: mark.hidden for mark in story.references if mark.sort == "drawing" and not mark.in_code
        }
        for identifier, hidden in drawn.items():
            kind, part = relations.by_id.get(identifier, ("diagramData", ""))
            for member, words in self._drawing(kind, part, relations):
                if words.strip() and member not in self.found:
                    self._add(member, *(("", words) if hidden else (words, "")))

    def _drawing(self, kind: str, part: str, relations: _Relations) -> Iterator[tuple[str, str]]:
        heard = Chart() if kind == "chart" else LaterChart() if kind == "chartEx" else Drawing()
        self.archive.parse(part, heard)
        if heard.text().strip():
            yield part, heard.text()
        elif kind == "diagramData":
            shapes = [member for known, member in relations.by_id.values() if known == "diagramDrawing"]
            beside = part.replace("data", "drawing")
            drawn = beside if beside in shapes else shapes[0] if len(shapes) == 1 else ""
            heard = Drawing()
            self.archive.parse(drawn, heard)
            yield drawn, heard.text()
        if kind == "chart":
            for known, member in _Relations.of(self.archive, part).by_id.values():
                upon = Drawing()
                if known == "chartUserShapes":
                    self.archive.parse(member, upon)
                    yield member, upon.text()

    def _add_chunks(self, story: Story, relations: _Relations) -> None:
        """The texts of other documents that are taken in, each as often as it is."""
        for mark in story.references:
            part = relations.by_id.get(mark.identifier, ("", ""))[1] if mark.sort == "chunk" else ""
            if part in self.archive.names and not mark.in_code and self.depth < _DEEPEST:
                for shown, hidden in self._chunk(part, self.archive.read(part)):
                    self._add(part, *((shown, hidden) if not mark.hidden else ("", shown + hidden)))

    def _chunk(self, part: str, content: bytes) -> Iterator[tuple[str, str]]:
        self.room.left -= len(content)
        if not is_word(content):
            yield from ((tally.text, "x" * tally.hidden_letters) for tally in count_chunk(part, content))
            return
        try:
            inner = Archive(content)
        except zipfile.BadZipFile:
            return
        self.room.left -= inner.inflated
        if self.room.left > 0:
            for tally in _Count(inner, self.depth + 1, self.room).tallies():
                yield tally.text, "x" * tally.hidden_letters


@dataclass
class _Room:
    """How many bytes may still be inflated of documents that stand in others."""

    left: int = 200 * 1024 * 1024


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
class _SettingsPart(Handlers):
    """Whether even pages have headers of their own."""

    even_pages: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("}evenAndOddHeaders"):
            values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            self.even_pages = values.get("val", "true") not in _OFF
