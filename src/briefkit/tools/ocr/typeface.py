"""A font of one letter, a bar as high as a capital, in a TrueType file of some hundred bytes.

What it sets takes the room of the words and leaves a trace on the page, for a reader that looks whether type is seen.
A font that is only named would be replaced by one of the reader's, whose wide letters reach over the gaps between
words.
"""

from __future__ import annotations

import struct

UNITS = 1000
ADVANCE = 500
"""The width of the glyph in thousandths of the size of the type."""

ASCENT, DESCENT = 740, -220
HIGH = 500
_SIDE = 40
"""The empty space on either side of the bar."""


def font_of_bars() -> bytes:
    """The font file: the tables that a font must have (OpenType specification, "Font tables") around one glyph.

    The bar is its four corners ("glyf" table): all on the curve, as steps from one to the next.
    """
    wide = ADVANCE - 2 * _SIDE
    bar = struct.pack(">hhhhhHH4B", 1, _SIDE, 0, ADVANCE - _SIDE, HIGH, 3, 0, *([1] * 4))
    bar += struct.pack(">4h4h", *(_SIDE, 0, wide, 0), *(0, HIGH, 0, -HIGH))
    tables = {
        b"glyf": bar,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, UNITS, 0, 0),
            *(0, DESCENT, ADVANCE, ASCENT, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x00010000, ASCENT, DESCENT, 0, ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, 1
        ),
        b"hmtx": struct.pack(">Hh", ADVANCE, 0),
        b"loca": struct.pack(">HH", 0, len(bar) // 2),
        b"maxp": struct.pack(">I14H", 0x00010000, 1, 4, 1, 0, 0, 2, *([0] * 8)),
    }
    start = 12 + 16 * len(tables)
    listed, content = b"", b""
    for tag, table in sorted(tables.items()):
        padded = table + b"\0" * (-len(table) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        listed += struct.pack(">4sIII", tag, total, start + len(content), len(table))
        content += padded
    return struct.pack(">IHHHH", 0x00010000, len(tables), 64, 2, 16 * len(tables) - 64) + listed + content
