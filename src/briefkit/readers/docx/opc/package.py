"""Opening the package: bounded in size, blind to paths, and clear about what is wrong with it.

Nothing is ever unpacked to disk; a part is found by its name inside the zip and inflated into memory, at most
:data:`PART_LIMIT` bytes of it, so that a small file cannot swell without end.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from lzma import LZMAError
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput
from briefkit.readers.docx.names import PR, W
from briefkit.readers.docx.opc import damage, flat
from briefkit.readers.docx.opc.salvage import FEWEST_WORDS, find_entry, inflate_from, is_of_an_inner_zip, rebuild
from briefkit.readers.docx.opc.xmlparts import parse

PART_LIMIT = 64 * 1024 * 1024
TOTAL_LIMIT = 200 * 1024 * 1024
ENTRY_LIMIT = 10_000
WRITTEN = (".xml", ".rels")
CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN_TYPE = re.compile(r"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macro")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?document\b[^>]{0,8000}wordprocessingml")
_HEAD = 8192
_MARGIN = re.compile(r"(header|footer)\d*\.xml", re.I)
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, OSError, ValueError),
    *(struct.error, OverflowError, IndexError),
)
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

    def __init__(self, archive: zipfile.ZipFile, content: bytes, cut: Mapping[str, float | None] | None = None) -> None:
        """``cut`` are the parts that break off, with the share that is left of each where that is known."""
        self._archive = archive
        self._content = content
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            name = info.filename.replace("\\", "/")  # some programs write them so
            if is_inside(name):
                self._entries[name.lstrip("/")] = info
        self._folded = {name.lower(): name for name in self._entries}
        self._left = TOTAL_LIMIT
        self.cut = dict(cut or {})
        self._spoilt: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    @property
    def size(self) -> int:
        """How many bytes of XML the package says that it holds; a picture of some kilobytes may stand for megabytes."""
        return sum(entry.file_size for name, entry in self._entries.items() if name.lower().endswith(WRITTEN))

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
            rest = self._rest(member, limit)
            if rest is None:
                return None
            content = rest
        except RuntimeError as error:
            rest = self._rest(member, limit)
            if rest is None or not rest.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                raise UnusableInput("This Word file has a password.", TAKE_OFF, code="BK112") from error
            content = rest
        if len(content) > limit:
            raise too_big()
        self._left -= len(content)
        return content

    def mentions(self, name: str, word: str) -> bool:
        """Whether the raw bytes of a part hold ``word``; a part in an encoding of wide characters may hold anything."""
        content = self.read(name) or b""
        return word.encode() in content or b"\0" in content

    def _rest(self, member: str, limit: int) -> bytes | None:
        """What can be inflated of a part that the zip's own reader gave up; what is lost of it is noted."""
        info = self._entries[member]
        entry = inflate_from(self._content, info.header_offset, limit)
        if entry is None or not entry.content:
            entry = find_entry(self._content, info.orig_filename, limit)
        if entry is None or not entry.content:
            entry = inflate_from(self._content, info.header_offset, limit, marked=False)
        if entry is None or not entry.content:
            self.note(damage.damaged(member))
            return None
        if zlib.crc32(entry.content) == info.CRC:
            self.note(damage.mended("its index is wrong in places, but the parts were found"))
        else:
            self.note(damage.damaged(member))
            self._spoilt.add(member)
            if not entry.is_whole:
                self.cut[member] = len(entry.content) / info.file_size if info.file_size else None
        return entry.content

    def note(self, *said: Diagnostic) -> None:
        """Keeps what there is to say about the package, each thing once."""
        self.diagnostics.extend(one for one in said if one not in self.diagnostics)

    def tree(self, name: str) -> etree._Element | None:
        """The root of an XML part, strict names folded, or ``None`` where it is missing or cannot be read at all."""
        content = self.read(name)
        if content is None:
            return None
        return self.parsed(name, content)

    def parsed(self, name: str, content: bytes) -> etree._Element | None:
        """The root of the part ``name`` whose bytes were read before; ``None`` where it cannot be read at all."""
        root, found = parse(content, name, self.share(name))
        self.found(name, found)
        return root

    def share(self, name: str) -> float | None:
        """How much of a part is left that breaks off, where that is known."""
        return self.cut.get(self.member(name) or name)

    def found(self, name: str, said: list[Diagnostic]) -> None:
        """Notes what there is to say about a part; one with a wrong checksum that is malformed too may break off."""
        self.note(*said)
        member = self.member(name) or name
        if member in self._spoilt and said:
            self.cut.setdefault(member, None)

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The arrows that lead from the part ``name`` (empty string: from the package), by their id."""
        folder = posixpath.dirname(name)
        root = self.tree(relations_part(name))
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
    if flat.is_flat(content):
        return open_flat(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGE as error:
        if b"PK\x03\x04" not in content and not content.startswith(b"PK"):
            raise UnusableInput("This is no Word document.", SAVE_AGAIN, code="BK113") from error
        return salvage(content)
    if is_of_an_inner_zip(archive, content):
        return salvage(content)
    package = Package(archive, content)
    if len(archive.infolist()) > ENTRY_LIMIT or package.size > TOTAL_LIMIT:
        raise too_big()
    if find_main(package) is None:
        with contextlib.suppress(UnusableInput):
            return salvage(content)
    if package.member(CONTENT_TYPES) is None or package.member(relations_part("")) is None:
        package.note(damage.mended("its list of contents is missing"))
    return package


def open_flat(content: bytes) -> Package:
    """The package of a Word document that is one XML file."""
    found = flat.to_zip(content)
    if found is None:
        raise damage.broken()
    package = Package(zipfile.ZipFile(io.BytesIO(found[0])), found[0])
    if found[1]:
        package.note(damage.damaged("word/document.xml"))
    return package


def salvage(content: bytes) -> Package:
    """The package of a zip that lost its index. Raises :class:`UnusableInput` where only a fragment of it is left.

    :mod:`briefkit.readers.docx.opc.salvage` says what counts as a fragment.
    """
    rest = rebuild(content, TOTAL_LIMIT)
    if rest is None:
        raise damage.broken()
    package = Package(zipfile.ZipFile(io.BytesIO(rest.content)), rest.content, rest.cut)
    main = find_main(package)
    if main is None:
        raise damage.broken()
    arrows = relations_part(main)
    if package.member(arrows) is None or arrows in rest.cut:
        refuse_fragment(package.tree(main))
    declared = [name for name, _ in declared_parts(package)]
    lost = [name for name in declared if package.member(name) is None]
    if declared and not lost and not rest.cut:
        package.note(damage.mended("its index is missing; all of its parts were found"))
    else:
        package.note(damage.without_index(lost))
    return package


def refuse_fragment(root: etree._Element | None) -> None:
    """Raises :class:`UnusableInput` where a main part holds too few words to be more than a fragment."""
    if (words := count_words(root)) < FEWEST_WORDS:
        raise damage.broken(words)


def count_words(root: etree._Element | None) -> int:
    """How many words stand in a part, without those that are deleted."""
    return sum(len((element.text or "").split()) for element in root.iter(W + "t")) if root is not None else 0


def relations_part(name: str) -> str:
    """The name of the part that holds the arrows of the part ``name`` (empty string: of the package)."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", base + ".rels")


def declared_parts(package: Package) -> list[tuple[str, str]]:
    """The parts that the list of contents names, each with its type; none where the list is missing."""
    root = package.tree(CONTENT_TYPES) if package.member(CONTENT_TYPES) else None
    if root is None:
        return []
    return [
        ((element.get("PartName") or "").lstrip("/"), element.get("ContentType") or "")
        for element in root.iter(_TYPES + "Override")
    ]


def find_main(package: Package) -> str | None:
    """The name of the part that holds the body: by the package's arrows, its usual name, its type, or its root."""
    arrows = package.relationships("")
    for arrow in arrows.values():
        if arrow.kind == "officeDocument" and not arrow.external:
            member = package.member(arrow.target)
            if member is not None and is_word(member, arrows):
                return member
    member = package.member("word/document.xml")
    if member is not None:
        return member
    for name, sort in declared_parts(package):
        if _MAIN_TYPE.search(sort) and (member := package.member(name)) is not None:
            return member
    if any(name.startswith(("xl/", "ppt/", "visio/")) for name in package.names()):
        return None
    parts = [name for name in package.names() if re.fullmatch(r"word/[^/]*\.xml|[^/]*\.xml", name, re.I)]
    return next((name for name in parts if _ROOT.search((package.read(name) or b"")[:_HEAD])), None)


def main_part(package: Package) -> str:
    """The name of the part that holds the body. Raises :class:`UnusableInput` where no Word document is inside."""
    member = find_main(package)
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


def main_relationships(package: Package, main: str) -> dict[str, Relationship]:
    """The arrows of the main part. Where their list is missing, headers and footers are found by their names.

    What they lead to and is not there is noted.
    """
    arrows = package.relationships(main)
    if not arrows and package.member(relations_part(main)) is None:
        folder = posixpath.dirname(main)
        for name in package.names():
            match = _MARGIN.fullmatch(posixpath.basename(name))
            if match and posixpath.dirname(name) == folder:
                arrows[f"by its name: {name}"] = Relationship(match[1].lower(), name, False)
        if arrows or package.mentions(main, " r:id="):
            package.note(damage.mended("the list of what belongs to its text is missing"))
    lost = (arrow for arrow in arrows.values() if not arrow.external and package.member(arrow.target) is None)
    package.note(*damage.lacking(arrow.kind for arrow in lost))
    return arrows


def is_word(member: str, arrows: dict[str, Relationship]) -> bool:
    """Whether the main part is a Word body and no workbook or presentation; a file may name it as it likes."""
    return bool(arrows) and not member.lower().startswith(("xl/", "ppt/", "visio/"))


def is_inside(name: str) -> bool:
    """Whether an entry's name stays inside the package."""
    return not (":" in name or ".." in name.split("/"))


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
