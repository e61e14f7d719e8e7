"""The raw parts of a zipped document, fed piece by piece to a parser that expands no entity."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

MAX_INFLATED = 64 * 1024 * 1024
"""Bytes of one part after inflation; what lies beyond is not read."""

_DAMAGE = (
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)
"""What a damaged or encrypted member, an unknown compression or an encoding that expat does not know may raise."""

StartHandler = Callable[[str, dict[str, str]], None]


class Archive:
    """A zip file whose parts are read with a bound. A part that is missing or damaged simply ends early."""

    def __init__(self, content: bytes) -> None:
        """``content`` is the whole file. Raises ``zipfile.BadZipFile`` where it is no zip file."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (ValueError, OSError, NotImplementedError, EOFError, OverflowError) as trouble:
            raise zipfile.BadZipFile(str(trouble)) from trouble
        self.names = frozenset(self._zip.namelist())
        self.inflated = sum(entry.file_size for entry in self._zip.infolist())

    def read(self, name: str) -> bytes:
        """The bytes of the part, as far as they can be read."""
        content = b""
        try:
            with self._zip.open(name) as stream:
                while len(content) < MAX_INFLATED and (piece := stream.read(1 << 16)):
                    content += piece
        except _DAMAGE:
            return content
        return content

    def mentions(self, name: str, word: str) -> bool:
        """Whether the raw bytes of the part hold ``word``, as UTF-8 or UTF-16: far cheaper than parsing the part."""
        if name not in self.names:
            return False
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MAX_INFLATED)
        except _DAMAGE:
            return True
        return any(word.encode(kind) in content for kind in ("utf-8", "utf-16-le", "utf-16-be"))

    def parse(self, name: str, handlers: Handlers) -> None:
        """Feed the part ``name`` to ``handlers``, as far as it is well formed."""
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
        left = MAX_INFLATED
        try:
            with self._zip.open(name) as stream:
                while left > 0 and (piece := stream.read(min(left, 1 << 16))):
                    left -= len(piece)
                    parser.Parse(piece, False)
                parser.Parse(b"", True)
        except (expat.ExpatError, *_DAMAGE):
            return


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
