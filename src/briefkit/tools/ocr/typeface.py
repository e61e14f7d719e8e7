"""A font that takes room and shows nothing: one empty glyph in a TrueType file of some hundred bytes.

A font that is only named would be replaced by one of the reader's, whose wide letters reach over the gaps between
words.
"""

from __future__ import annotations

import struct

UNITS = 1000
ADVANCE = 500
"""The width of the glyph in thousandths of the size of the type."""

ASCENT, DESCENT = 740, -220


def empty_font() -> bytes:
    """The font file: the tables that a font must have (OpenType specification, "Font tables") around an empty glyph."""
    tables = {
        b"glyf": b"\0" * 4,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, UNITS, 0, 0),
            *(0, DESCENT, ADVANCE, ASCENT, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x00010000, ASCENT, DESCENT, 0, ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, 1
        ),
        b"hmtx": struct.pack(">Hh", ADVANCE, 0),
        b"loca": struct.pack(">HH", 0, 0),
        b"maxp": struct.pack(">I14H", 0x00010000, 1, *([0] * 4), 2, *([0] * 8)),
    }
    start = 12 + 16 * len(tables)
    listed, content = b"", b""
    for tag, table in sorted(tables.items()):
        padded = table + b"\0" * (-len(table) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        listed += struct.pack(">4sIII", tag, total, start + len(content), len(table))
        content += padded
    return struct.pack(">IHHHH", 0x00010000, len(tables), 64, 2, 16 * len(tables) - 64) + listed + content
