"""Counting in damaged files: the entries of a spoilt zip, the parts of a flat document, the rest of malformed XML.

Nothing here is shared with the readers' own repair, so that the one can be held against the other.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from briefkit.census.parts import Handlers

_HEADER = re.compile(rb"PK\x03\x04.{4}(..).{4}(....)(....)(....)(..)(..)", re.S)
"""Method, checksum, packed and real size, lengths of name and extra field (APPNOTE 4.3.7)."""
_MOST_ENTRIES = 2000
_FLAT_NAME = re.compile(rb"pkg:name=[\"']/?([^\"'<]+)[\"']")
_FLAT_BEGIN = re.compile(rb"<pkg:(xmlData|binaryData)[^>]*>")
_TAG = re.compile(r"<(/?)(?:([\w.-]+):)?([\w.-]+)((?:\s[^<>]*?)?)(/?)>|<[!?][^>]*+>")
_SAID = re.compile(r"(?<![\w.:-])(?:([\w.-]++):)?([\w.-]++)\s*+=\s*+(?:\"([^\"<]*)\"|'([^'<]*)')")
_SIGNS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_STORIES = frozenset(["txbxContent", "tc", "Choice", "Fallback", "footnote", "endnote", "comment"])
_SMALL = frozenset(["p", "r", "t", "hyperlink", "pPr", "rPr"])
_FARTHEST = 400
_MOST_TAGS = 2_000_000


def spoilt_entries(content: bytes, limit: int) -> dict[str, bytes]:
    """What can be inflated behind each local header of a zip, ``limit`` bytes in all; the fullest of a name counts."""
    found: dict[str, tuple[bool, bytes]] = {}
    at = 0
    for _ in range(_MOST_ENTRIES):
        header = _HEADER.search(content, at)
        if header is None or limit <= 0:
            break
        packed, _ = struct.unpack("<II", header[3] + header[4])
        named, extra = struct.unpack("<HH", header[5] + header[6])
        start = header.end() + named + extra
        name = content[header.end() : header.end() + named].decode("utf-8", "replace").replace("\\", "/").lstrip("/")
        made, whole, end = b"", False, header.end()
        if header[1] == b"\x08\x00":
            made, whole, end = _inflated(memoryview(content)[start:], limit, start)
        elif header[1] == b"\x00\x00":
            made, end = content[start : start + packed], start + packed
            whole = zlib.crc32(made).to_bytes(4, "little") == header[2]
        limit -= len(made)
        if made and (name not in found or (whole and not found[name][0])):
            found[name] = (whole, made)
        at = end if whole else header.start() + 4
    return {name: made for name, (_, made) in found.items()}


def refuse_inner(archive: zipfile.ZipFile, content: bytes) -> None:
    """Raises ``zipfile.BadZipFile`` for the index of a zip that is itself an entry of this file, whose own is lost."""
    said = content.rfind(b"PK\5\6")
    if content[:4] != b"PK\3\4" or said < 0:
        return
    shift = archive.start_dir - int.from_bytes(content[said + 16 : said + 20], "little")
    if shift > 0 and b"PK\5\6" not in content[:shift]:
        raise zipfile.BadZipFile("the index is that of an entry")


def _inflated(stream: memoryview, limit: int, start: int) -> tuple[bytes, bool, int]:
    machine = zlib.decompressobj(-15)
    made = bytearray()
    for at in range(0, len(stream), 4096):
        try:
            made += machine.decompress(stream[at : at + 4096], max(1, limit - len(made)))
        except zlib.error:
            return bytes(made), False, start
        if machine.eof:
            return bytes(made), True, start + at + len(stream[at : at + 4096]) - len(machine.unused_data)
        if len(made) >= limit:
            break
    return bytes(made), False, start


def flat_entries(content: bytes) -> dict[str, bytes]:
    """The parts of a Word document that is one XML file, each as it stands there; empty where it is no such file."""
    if b"office/2006/xmlPackage" not in content[:4096]:
        return {}
    found: dict[str, bytes] = {}
    at = 0
    while (at := content.find(b"<pkg:part ", at)) >= 0 and (end := content.find(b"</pkg:part>", at)) >= 0:
        name, begin = _FLAT_NAME.search(content, at, end), _FLAT_BEGIN.search(content, at, end)
        if name and begin:
            held = content[begin.end() : content.rfind(b"</pkg:", begin.end(), end)].strip()
            with contextlib.suppress(binascii.Error, ValueError):
                found.setdefault(
                    name[1].decode("utf-8", "replace"), held if begin[1] == b"xmlData" else base64.b64decode(held)
                )
        at = end
    return found


def hear_rest(content: bytes, at: int, handlers: Handlers) -> None:
    """Tells ``handlers`` what stands behind the byte ``at`` of malformed XML, of which the parser has told the rest."""
    begun = content.rfind(b"<", 0, at + 1)
    if begun >= 0 and content.find(b">", begun, at) < 0:
        at = begun
    known = _Known()
    known.look(content, at)
    rest = content[at:]
    if not known.open and rest.strip(b"\0 \t\r\n") in content[:at]:
        return  # the same document once more
    text = rest.decode(known.wide or "utf-8", "replace")
    place = 0
    for number, tag in enumerate(_TAG.finditer(text)):
        if number > _MOST_TAGS:
            return
        _say(text[place : tag.start()], handlers)
        place = tag.end()
        if tag[3]:
            known.pass_on(tag, handlers)
    _say(text[place:], handlers)


def _say(text: str, handlers: Handlers) -> None:
    if text:
        handlers.characters(re.sub(r"&(lt|gt|amp|quot|apos);", lambda sign: _SIGNS[sign[1]], text))


class _Known:
    """The elements that are open where the parser gave up, and what the prefixes mean."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.spaces: dict[str, str] = {}
        self.wide = ""

    def look(self, content: bytes, at: int) -> None:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = lambda name, _: self.open.append(name)
        parser.EndElementHandler = lambda _: self.open.pop() if self.open else None
        parser.StartNamespaceDeclHandler = lambda prefix, space: self.spaces.update({prefix or "": space or ""})
        with contextlib.suppress(expat.ExpatError, ValueError, LookupError):
            parser.Parse(content[:at], False)
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.wide = "utf-16-le" if content[:1] == b"\xff" else "utf-16-be"

    def pass_on(self, tag: re.Match[str], handlers: Handlers) -> None:
        ends, prefix, local, said, closed = tag.groups()
        for declared, name, double, single in _SAID.findall(said):
            if declared == "xmlns":
                self.spaces.setdefault(name, double or single)
                handlers.namespace(name, double or single)
        full = self._full(prefix or "", local)
        if ends:
            for _ in range(self._depth_of(full)):
                handlers.end(self.open.pop())
            return
        handlers.start(
            full,
            {
                self._full(declared, name) if declared else name: double or single
                for declared, name, double, single in _SAID.findall(said)
                if declared != "xmlns"
            },
        )
        if closed:
            handlers.end(full)
        else:
            self.open.append(full)

    def _depth_of(self, full: str) -> int:
        """How many open elements end with this one; none where it is not open, or further out than its story."""
        for number, name in enumerate(reversed(self.open[-_FARTHEST:]), 1):
            if name == full:
                return number
            if name.rpartition("}")[2] in _STORIES and full.rpartition("}")[2] in _SMALL:
                break
        return 0

    def _full(self, prefix: str, local: str) -> str:
        space = self.spaces.get(prefix, "")
        return f"{space}}}{local}" if space else local
