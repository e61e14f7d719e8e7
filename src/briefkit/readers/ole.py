"""The directory of an OLE container ([MS-CFB]): which streams stand at its top, where a file says what it is.

Only the names are read. A Publisher file may hold a Word document inside, and a Word file a drawing: what stands deeper
than the top says nothing of the file itself.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_MOST_ENTRIES = 20_000
_NONE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA


def top_names(data: bytes) -> frozenset[str]:
    """The names of the streams and storages at the top of the container; empty where its directory cannot be read."""
    try:
        entries = list(_entries(data))
        return frozenset(_beside(entries, _child(entries[0]))) if entries else frozenset()
    except (struct.error, IndexError):
        return frozenset()


def _entries(data: bytes) -> Iterator[bytes]:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in {512, 4096}:
        return
    table = _allocation(data, size)
    sector = struct.unpack_from("<I", data, 48)[0]
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(seen) * size < _MOST_ENTRIES * _ENTRY:
        seen.add(sector)
        start = (sector + 1) * size
        for at in range(start, start + size, _ENTRY):
            entry = data[at : at + _ENTRY]
            if len(entry) == _ENTRY:
                yield entry
        sector = table.get(sector, _NONE)


def _allocation(data: bytes, size: int) -> dict[int, int]:
    """Which sector follows which, as far as the first 109 sectors of the table say (some seven megabytes) and on."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    each = size // 4
    for _ in range(min(count, 1024)):
        if following >= _LAST_SECTOR or (following + 2) * size > len(data):
            break
        *more, following = struct.unpack_from(f"<{each}I", data, (following + 1) * size)
        sectors += more
    table: dict[int, int] = {}
    for number, sector in enumerate(sectors):
        start = (sector + 1) * size
        if sector < _LAST_SECTOR and start + size <= len(data):
            table.update(enumerate(struct.unpack_from(f"<{each}I", data, start), number * each))
    return table


def _child(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 76)[0])


def _beside(entries: list[bytes], first: int) -> Iterator[str]:
    """The names of an entry and of all its siblings, which form a tree of their own."""
    waiting, seen = [first], set[int]()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        length = struct.unpack_from("<H", entry, 64)[0]
        yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        waiting += struct.unpack_from("<II", entry, 68)
