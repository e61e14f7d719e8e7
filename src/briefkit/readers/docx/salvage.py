"""What can still be read of a damaged zip: single parts past a wrong checksum, whole parts without an index.

The layout of a zip is that of PKWARE's APPNOTE 4.3.7 (local file header).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_MARK = b"PK\x03\x04"
_CHUNK = 64 * 1024
MOST_PARTS = 500


def inflate_from(content: bytes, offset: int, limit: int) -> tuple[str, bytes, bool] | None:
    """The name of the entry whose local header stands at ``offset``, its bytes, and whether they are whole.

    At most ``limit`` + 1 bytes are inflated. ``None`` where there is no header or a method other than deflate or store.
    """
    head = content[offset : offset + _LOCAL.size]
    if len(head) < _LOCAL.size:
        return None
    mark, _, flags, method, _, _, _, packed, _, name_length, extra_length = _LOCAL.unpack(head)
    start = offset + _LOCAL.size + name_length + extra_length
    name = content[offset + _LOCAL.size : offset + _LOCAL.size + name_length].decode("utf-8", "replace")
    if mark != _MARK or flags & 1:
        return None
    if method == zipfile.ZIP_STORED and not flags & 8:
        found = content[start : start + packed]
        return name, found[: limit + 1], len(found) == packed
    if method != zipfile.ZIP_DEFLATED:
        return None
    return name, *_inflate(memoryview(content)[start:], limit)


def _inflate(stream: memoryview, limit: int) -> tuple[bytes, bool]:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    made = bytearray()
    try:
        for at in range(0, len(stream), _CHUNK):
            made += machine.decompress(stream[at : at + _CHUNK], limit + 1 - len(made))
            if machine.eof or len(made) > limit:
                break
    except zlib.error:
        return bytes(made), False
    return bytes(made), machine.eof


def rebuild(content: bytes, limit: int) -> bytes | None:
    """A sound zip of the whole parts of one that lost its index; ``None`` where no whole part is left.

    ``limit`` bounds the bytes of all parts together. A part that breaks off is not taken: half a text that looks whole
    would be worse than none.
    """
    made = io.BytesIO()
    left, count = limit, 0
    with zipfile.ZipFile(made, "w") as archive:
        at = content.find(_MARK)
        while at >= 0 and left > 0 and count < MOST_PARTS:
            entry = inflate_from(content, at, left)
            if entry is not None and entry[2] and len(entry[1]) <= left and entry[0] not in archive.NameToInfo:
                archive.writestr(zipfile.ZipInfo(entry[0]), entry[1])
                left -= len(entry[1])
                count += 1
            at = content.find(_MARK, at + 4)
    return made.getvalue() if count else None
