"""What can still be read of a damaged zip: single parts past a wrong checksum, the parts of a zip without an index.

Where the line runs between reading and refusing. A file that broke off (its index is gone) is read where its main part
begins whole, and the briefing is marked as made from a damaged file. But half a text that looks whole would be worse
than none: where more than half of the main part itself is gone, or the list of what belongs to it went with the end of
the file, at least :data:`FEWEST_WORDS` words must be left. What is less is a fragment, and the file is refused with a
clear error.

The layout of a zip is that of PKWARE's APPNOTE 4.3.7 (local file header), 4.3.9 (data descriptor), 4.5.3 (zip64).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

FEWEST_WORDS = 150
"""Half a minute's reading. The shortest whole briefings have two or three times as many words."""

LEAST_SHARE = 0.5
"""Of the bytes of the main part, where its size is known."""

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_MARK = b"PK\x03\x04"
_NEXT = (_MARK, b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06")
_END, _END_SIZE = b"PK\x05\x06", 22
_CHUNK = 64 * 1024
_WIDE = 0xFFFFFFFF
_LONGEST_NAME = 1024
MOST_PARTS = 2000


class Entry(NamedTuple):
    """What stands behind a local header: its name, its bytes, whether they are whole, how much of it that is (``None``
    where the header does not say), and where it ends."""

    name: str
    content: bytes
    is_whole: bool
    share: float | None
    end: int


class Salvaged(NamedTuple):
    """A sound zip of what was left, and the share that is left of each part that broke off."""

    content: bytes
    cut: dict[str, float | None]


def inflate_from(content: bytes, offset: int, limit: int, marked: bool = True) -> Entry | None:
    """The entry whose local header stands at ``offset``; the sign of encryption is not believed.

    At most ``limit`` + 1 bytes are inflated. ``None`` where there is no header (its first four bytes count only where
    it must be ``marked``) or a method other than deflate or store.
    """
    head = content[offset : offset + _LOCAL.size]
    if len(head) < _LOCAL.size:
        return None
    mark, _, flags, method, _, _, checksum, packed, size, name_length, extra_length = _LOCAL.unpack(head)
    start = offset + _LOCAL.size + name_length + extra_length
    raw = content[offset + _LOCAL.size : offset + _LOCAL.size + name_length]
    if (marked and mark != _MARK) or name_length > _LONGEST_NAME or len(raw) < name_length:
        return None
    name = raw.decode("utf-8", "replace").replace("\\", "/").lstrip("/")
    said = bool(size) and size != _WIDE
    if method == zipfile.ZIP_STORED:
        stored = _stored(content, start, packed if packed != _WIDE and not flags & 8 else None)
        whole = not flags & 1 and (zlib.crc32(stored) == checksum or (bool(flags & 8) and bool(stored)))
        share = len(stored) / size if said else None
        return Entry(name, stored[: limit + 1], whole, share, start + len(stored))
    if method != zipfile.ZIP_DEFLATED:
        return None
    made, whole, used = _inflate(memoryview(content)[start:], limit)
    return Entry(name, made, whole, min(1.0, len(made) / size) if said else None, start + used)


def _stored(content: bytes, start: int, packed: int | None) -> bytes:
    """The bytes of an entry that is not packed; where its header does not say how many, up to the next header."""
    if packed is not None:
        return content[start : start + packed]
    ends = [at for mark in (b"PK\x07\x08", *_NEXT) if (at := content.find(mark, start)) >= 0]
    return content[start : min(ends, default=len(content))]


def _inflate(stream: memoryview, limit: int) -> tuple[bytes, bool, int]:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    made = bytearray()
    used = 0
    try:
        for at in range(0, len(stream), _CHUNK):
            piece = stream[at : at + _CHUNK]
            made += machine.decompress(piece, limit + 1 - len(made))
            used = at + len(piece) - len(machine.unused_data)
            if machine.eof or len(made) > limit:
                break
    except zlib.error:
        return bytes(made), False, used
    return bytes(made), machine.eof, used


def is_of_an_inner_zip(archive: zipfile.ZipFile, content: bytes) -> bool:
    """Whether the index that was found is one of a zip inside this one, whose own index is lost.

    The inner one begins behind the head of an entry, and no other index ends before it: two files in a row have one.
    """
    end = content.rfind(_END)
    if end < 0 or len(content) < end + _END_SIZE or not content.startswith(_MARK):
        return False
    begin = archive.start_dir - int(struct.unpack_from("<I", content, end + 16)[0])
    return begin > 0 and content.find(_END, 0, begin) < 0


def find_entry(content: bytes, name: str, limit: int) -> Entry | None:
    """The entry of that name, wherever its local header stands: the index may lead to a wrong place."""
    raw = name.encode("utf-8")
    at = content.find(raw)
    while at >= 0:
        entry = inflate_from(content, at - _LOCAL.size, limit) if at >= _LOCAL.size else None
        if entry is not None and entry.name == name:
            return entry
        at = content.find(raw, at + 1)
    return None


def _entries(content: bytes, limit: int) -> Iterator[Entry]:
    """What stands behind each local header, up to ``limit`` bytes in all; inside a whole entry none is looked for."""
    at = content.find(_MARK)
    for _ in range(MOST_PARTS):
        if at < 0:
            return
        entry = inflate_from(content, at, limit)
        end = at + len(_MARK)
        if entry is not None and entry.name:
            limit -= len(entry.content)
            if limit < 0:
                return
            yield entry
            end = max(end, entry.end) if entry.is_whole else end
        at = content.find(_MARK, end)


def rebuild(content: bytes, limit: int) -> Salvaged | None:
    """A sound zip of the parts of one that lost its index; ``None`` where nothing is left.

    ``limit`` bounds the bytes of all parts together. The first whole part of a name counts (a file may stand twice in
    a row); one that breaks off is taken where there is no whole one, and only if it is XML.
    """
    whole: dict[str, bytes] = {}
    cut: dict[str, tuple[bytes, float | None]] = {}
    for entry in _entries(content, limit):
        if entry.is_whole:
            whole.setdefault(entry.name, entry.content)
        elif entry.content and entry.name.lower().endswith((".xml", ".rels")):
            cut.setdefault(entry.name, (entry.content, entry.share))
    broken = {name: found for name, found in cut.items() if name not in whole}
    if not whole and not broken:
        return None
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in (*whole.items(), *((name, found[0]) for name, found in broken.items())):
            archive.writestr(zipfile.ZipInfo(name), part)
    return Salvaged(made.getvalue(), {name: share for name, (_, share) in broken.items()})
