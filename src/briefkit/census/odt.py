"""The letters of an OpenDocument text, from its raw XML."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field

from briefkit.census.parts import Archive, Handlers
from briefkit.census.tally import Census, Tally

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_UNSEEN = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}note-citation"}
    | {f"{_OFFICE}scripts", f"{_OFFICE}forms", f"{_TEXT}sequence-decls", f"{_TEXT}variable-decls"}
)
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")


def count_odt(content: bytes) -> Census:
    """The text of the body under ``text``."""
    try:
        archive = Archive(content)
    except zipfile.BadZipFile as trouble:
        return Census(note=f"The OpenDocument file could not be opened for counting ({trouble}).")
    body = _Body()
    archive.parse("content.xml", body)
    return Census((Tally("text", "".join(body.pieces)),))


@dataclass
class _Body(Handlers):
    pieces: list[str] = field(default_factory=list)
    paragraphs: int = 0
    skipped: int = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if self.skipped or name in _UNSEEN:
            self.skipped += 1
        elif name in _PARAGRAPHS:
            self.paragraphs += 1
            self.pieces.append("\n")
        elif name in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            self.pieces.append(" ")

    def end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif name in _PARAGRAPHS:
            self.paragraphs -= 1
            self.pieces.append("\n")

    def characters(self, text: str) -> None:
        if self.paragraphs > 0 and not self.skipped:
            self.pieces.append(text)
