"""The raw parts of a zipped document, fed piece by piece to a parser that expands no entity."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from lzma import LZMAError
from xml.parsers import expat

from briefkit.census.rough import flat_entries, hear_rest, refuse_inner, spoilt_entries

MAX_INFLATED = 64 * 1024 * 1024
"""Bytes of one part after inflation; what lies beyond is not read."""

_SPOILT = (
    *(zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError),
    *(LZMAError, struct.error, OverflowError, IndexError),
)

StartHandler = Callable[[str, dict[str, str]], None]


class Archive:
    """The parts of a zip file, or of a Word document that is one XML file, read with a bound.

    Of what is damaged, as much is heard as there is: see :mod:`briefkit.census.rough`.
    """

    def __init__(self, content: bytes) -> None:
        """``content`` is the whole file. Raises ``zipfile.BadZipFile`` where it is neither."""
        self._content = content
        self._zip: zipfile.ZipFile | None = None
        self._loose = flat_entries(content)
        members = {name: name for name in self._loose}
        if not members:
            try:
                archive = zipfile.ZipFile(BytesIO(content))
                refuse_inner(archive, content)
                self._zip = archive
                members = {name.replace("\\", "/").lstrip("/"): name for name in self._zip.namelist()}
            except _SPOILT as trouble:
                self._loose = spoilt_entries(content, MAX_INFLATED)
                if not self._loose:
                    raise zipfile.BadZipFile(str(trouble)) from trouble
                members = {name: name for name in self._loose}
        self._members = members
        self.names = frozenset(members)
        self.inflated = sum(entry.file_size for entry in self._zip.infolist()) if self._zip else len(content)

    def read(self, name: str) -> bytes:
        """The bytes of the part, as far as they can be read."""
        return b"".join(self._pieces(name)) if name in self.names else b""

    def mentions(self, name: str, word: str) -> bool:
        """Whether the raw bytes of the part hold ``word``, as UTF-8 or UTF-16: far cheaper than parsing the part."""
        if name not in self.names:
            return False
        content = b"".join(self._pieces(name))
        return any(word.encode(kind) in content for kind in ("utf-8", "utf-16-le", "utf-16-be"))

    def parse(self, name: str, handlers: Handlers) -> None:
        """Feed the part ``name`` to ``handlers``; behind the place where it is malformed, roughly."""
        if name not in self.names:
            return
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = handlers.start
        parser.EndElementHandler = handlers.end
        parser.CharacterDataHandler = handlers.characters
        parser.StartNamespaceDeclHandler = handlers.namespace
        # With a default handler expat hands entity references over unexpanded, and ours drops them.
        parser.DefaultHandler = _drop
        try:
            for piece in self._pieces(name):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            at = max(0, parser.ErrorByteIndex)
            parser.buffer_text = False  # hands on what it still holds
            hear_rest(b"".join(self._pieces(name)), at, handlers)

    def _pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece; behind the place where zipfile gives up, from its header on."""
        given = 0
        if self._zip is not None:
            try:
                with self._zip.open(self._members[name]) as stream:
                    while given < MAX_INFLATED and (piece := stream.read(min(MAX_INFLATED - given, 1 << 16))):
                        given += len(piece)
                        yield piece
                return
            except _SPOILT:
                if not self._loose:
                    self._loose = spoilt_entries(self._content, MAX_INFLATED)
        yield self._loose.get(name, b"")[given:]


class Handlers:
    """What hears the elements of a part; names come as ``namespace}local``."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def characters(self, text: str) -> None:
        """Text inside the innermost element."""

    def namespace(self, prefix: str | None, address: str | None) -> None:
        """A prefix is declared."""


def _drop(_: str) -> None:
    return
