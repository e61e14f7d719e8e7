"""Opening the package: bounded in size, blind to paths, and clear about what is wrong with it.

Nothing is ever unpacked to disk; a part is found by its name inside the zip and inflated into memory, at most
:data:`PART_LIMIT` bytes of it, so that a small file cannot swell without end.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput
from briefkit.readers.docx.names import PR
from briefkit.readers.docx.salvage import inflate_from, rebuild
from briefkit.readers.docx.xmlparts import parse

PART_LIMIT = 64 * 1024 * 1024
TOTAL_LIMIT = 200 * 1024 * 1024
ENTRY_LIMIT = 10_000
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error)
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SAVE_AGAIN = "Open it in Word, save it again as a Word document (.docx) and try once more."
SMALLER = "Ask for a smaller copy of the document, or copy its text into a new Word document."
TAKE_OFF = (
    "Open it in Word with the password, choose File > Info > Protect Document > Encrypt with Password, "
    "clear the password, save, and try once more."
)


class Relationship(NamedTuple):
    """One arrow from a part: the last word of its type, where it leads, and whether that is outside the package."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file by name. ``diagnostics`` gathers what was damaged on the way."""

    def __init__(self, archive: zipfile.ZipFile, content: bytes) -> None:
        self._archive = archive
        self._content = content
        self._entries = {info.filename.lstrip("/"): info for info in archive.infolist() if is_inside(info.filename)}
        self._folded = {name.lower(): name for name in self._entries}
        self._left = TOTAL_LIMIT
        self.diagnostics: list[Diagnostic] = []

    @property
    def size(self) -> int:
        """How many bytes the parts have together when unpacked, as the package says itself."""
        return sum(entry.file_size for entry in self._entries.values())

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the zip; entries that climb out of the package are not among them."""
        return tuple(self._entries)

    def member(self, name: str) -> str | None:
        """The name under which the package holds the part ``name`` (case does not count), or ``None``."""
        return self._folded.get(name.lower())

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or ``None`` where it is missing or damaged (which is noted).

        Raises :class:`UnusableInput` where it is larger than a document can be, or locked.
        """
        member = self.member(name)
        if member is None:
            return None
        limit = min(PART_LIMIT, self._left)
        try:
            with self._archive.open(self._entries[member]) as stream:
                content = stream.read(limit + 1)
        except _DAMAGE:
            if damaged(member) not in self.diagnostics:  # a part may be read more than once
                self.diagnostics.append(damaged(member))
            rest = inflate_from(self._content, self._entries[member].header_offset, limit)
            if rest is None or not rest[1]:
                return None
            content = rest[1]
        except RuntimeError as error:
            raise UnusableInput("This Word file has a password.", TAKE_OFF, code="BK112") from error
        if len(content) > limit:
            raise too_big()
        self._left -= len(content)
        return content

    def mentions(self, name: str, word: str) -> bool:
        """Whether the raw bytes of a part hold ``word``; a part in an encoding of wide characters may hold anything."""
        content = self.read(name) or b""
        return word.encode() in content or b"\0" in content

    def tree(self, name: str) -> etree._Element | None:
        """The root of an XML part, strict names folded, or ``None`` where it is missing or cannot be read at all."""
        content = self.read(name)
        if content is None:
            return None
        root, found = parse(content, name)
        self.diagnostics.extend(found)
        return root

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The arrows that lead from the part ``name`` (empty string: from the package), by their id."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", base + ".rels"))
        if root is None:
            return {}
        arrows: dict[str, Relationship] = {}
        for element in root.iter(PR + "Relationship"):
            target = element.get("Target") or ""
            external = (element.get("TargetMode") or "").lower() == "external"
            if not external:
                target = resolve(folder, target)
            kind = (element.get("Type") or "").rstrip("/").rpartition("/")[2]
            arrows.setdefault(element.get("Id") or "", Relationship(kind, target, external))
        return arrows


def open_package(content: bytes) -> Package:
    """The package in ``content``. Raises :class:`UnusableInput` with the reason and the next step if there is none."""
    if not content:
        raise UnusableInput("This file is empty.", "Ask for the document again; nothing was saved in it.", code="BK110")
    if content.startswith(OLE_HEAD):
        raise locked_or_old(content)
    if not content.startswith(b"PK"):
        raise UnusableInput("This is no Word document.", SAVE_AGAIN, code="BK113")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGE as error:
        package = salvage(content)
        if package is None:
            raise broken() from error
        return package
    entries = archive.infolist()
    if len(entries) > ENTRY_LIMIT or sum(info.file_size for info in entries) > TOTAL_LIMIT:
        raise too_big()
    return Package(archive, content)


def salvage(content: bytes) -> Package | None:
    """The package of a zip that lost its index, if nothing else is lost; ``None`` where a text part may be missing."""
    rest = rebuild(content, TOTAL_LIMIT)
    if rest is None:
        return None
    package = Package(zipfile.ZipFile(io.BytesIO(rest)), rest)
    arrows = package.relationships("word/document.xml")
    texts = [arrow for arrow in arrows.values() if not arrow.external and arrow.target.endswith(".xml")]
    if not texts or any(package.member(name) is None for name in ("word/document.xml", *(a.target for a in texts))):
        return None
    package.diagnostics.append(incomplete())
    return package


def main_part(package: Package) -> str:
    """The name of the part that holds the body. Raises :class:`UnusableInput` where no Word document is inside."""
    arrows = package.relationships("")
    for arrow in arrows.values():
        if arrow.kind == "officeDocument" and not arrow.external:
            member = package.member(arrow.target)
            if member is not None and is_word(member, arrows):
                return member
    member = package.member("word/document.xml")
    if member is not None:
        return member
    names = package.names()
    for sort, folder in (("an Excel workbook", "xl/"), ("a PowerPoint presentation", "ppt/")):
        if any(name.startswith(folder) for name in names):
            raise UnusableInput(f"This is no Word document but {sort}.", SAVE_AGAIN, code="BK113")
    if any(name.startswith("word/") for name in names):
        raise UnusableInput(
            "This Word file is damaged or incomplete: its text is missing.", "Ask for the file again.", code="BK111"
        )
    raise UnusableInput("This is no Word document but a zip file with other things in it.", SAVE_AGAIN, code="BK113")


def is_word(member: str, arrows: dict[str, Relationship]) -> bool:
    """Whether the main part is a Word body and no workbook or presentation; a file may name it as it likes."""
    return bool(arrows) and not member.lower().startswith(("xl/", "ppt/", "visio/"))


def is_inside(name: str) -> bool:
    """Whether an entry's name stays inside the package."""
    return not ("\\" in name or ":" in name or ".." in name.split("/"))


def resolve(folder: str, target: str) -> str:
    """The part to which a relationship's target leads, seen from the folder of the part that holds it."""
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def locked_or_old(content: bytes) -> UnusableInput:
    """The error for an OLE container: a locked file of today, or a Word file of before 2007."""
    if any(word.encode("utf-16-le") in content for word in ("EncryptedPackage", "EncryptionInfo", "StrongEncryption")):
        return UnusableInput("This Word file has a password.", TAKE_OFF, code="BK112")
    return UnusableInput(
        "This is a Word file of the old kind (.doc), whatever its name says.", SAVE_AGAIN, code="BK113"
    )


def too_big() -> UnusableInput:
    """The error for a file that swells beyond what a document can be."""
    return UnusableInput("This file is far too big when unpacked.", SMALLER, code="BK114")


def broken() -> UnusableInput:
    """The error for a file of which nothing useful is left."""
    return UnusableInput(
        "This Word file is damaged or incomplete.", "Ask for the file again, or fetch it again.", code="BK111"
    )


def incomplete() -> Diagnostic:
    """The note that a file without an end was read as far as its whole parts go."""
    return Diagnostic(
        "BK200",
        "error",
        "This Word file is damaged or incomplete; the parts that are whole were read.",
        "",
        "Compare the briefing with the document; ask for a whole copy.",
    )


def damaged(member: str) -> Diagnostic:
    """The note that one part could not be read."""
    return Diagnostic(
        "BK200",
        "error",
        "A part of this Word file is damaged; what could be read of it was read.",
        member,
        "Compare the briefing with the document; ask for a whole copy.",
    )
