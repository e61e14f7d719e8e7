"""What the signs of symbol fonts mean: their codes are those of letters, and no word may be made of them.

Tables by the fonts' own charts. A sign that is here gets a character that every font has and a screen reader names;
any other sign of such a font is a bullet.
"""

from __future__ import annotations

BULLET = "•"
_FACES = (
    ("wingdings2", "wingdings2"),
    ("wingdings3", "wingdings3"),
    ("wingdings", "wingdings"),
    ("webdings", "webdings"),
    ("dingbats", "dingbats"),
    ("symbol", "symbol"),
)


def face_of(name: str) -> str:
    """The family of symbol fonts that a font's ``name`` tells; empty for any other font."""
    low = name.casefold().replace(" ", "").replace("-", "").replace("_", "")
    if "opensymbol" in low or "segoeuisymbol" in low or "applesymbols" in low or "notosanssymbols" in low:
        return ""  # their characters are those of Unicode
    return next((face for part, face in _FACES if part in low), "")


def meaning(code: int, face: str) -> str | None:
    """What a sign reads as; ``None`` where its character says it already. ``code`` may lie in the private use area."""
    sign = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    if sign in {0x20, 0xA0} or code < 0x20:
        return " "
    if face in _ITS_OWN:
        return _SIGNS[face].get(sign, BULLET) if sign == code or sign in _SIGNS[face] else BULLET
    if face == "dingbats":
        # pdfium knows the names of these; only where a font says nothing is its code left.
        return _DINGBATS.get(code, _DINGBATS_BY_CODE.get(sign, BULLET) if code < 0x100 or sign != code else None)
    if face == "symbol":
        return _SYMBOL.get(sign) if sign != code or code >= 0x80 else None
    return None


_ITS_OWN = frozenset(("wingdings", "wingdings2", "wingdings3", "webdings"))
_TICK, _CROSS, _BOX, _TICKED, _CROSSED = "✓", "✗", "☐", "☑", "☒"
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x29: "☎", 0x2A: "✉", 0x2B: "✉", 0x36: "⌛", 0x3F: "✎", 0x21: "✎",
    0x41: "✌", 0x43: "☝", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹",
    0xA8: _BOX, 0x6F: _BOX, 0x70: _BOX, 0x71: _BOX, 0x72: _BOX, 0xFB: _CROSS, 0xFC: _TICK, 0xFD: _CROSSED,
    0xFE: _TICKED, 0x78: _CROSSED, 0xAB: "★", 0xAC: "★", 0xAD: "★", 0xAE: "★", 0xAF: "★",
    0xD5: "←", 0xD6: "→", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘",
    0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓", 0xEB: "↖", 0xEC: "↗", 0xED: "↙", 0xEE: "↘",
    0xEF: "⇐", 0xF0: "⇒", 0xF1: "⇑", 0xF2: "⇓", 0xF3: "⇔",
    **{0x81 + n: chr(0x2460 + n) for n in range(10)},
    **{0x8C + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x27: "☎", 0x2A: "✉", 0x4F: _CROSS, 0x50: _TICK, 0x51: _CROSSED, 0x52: _TICKED, 0x53: _CROSSED, 0x54: _CROSSED,
    0xA3: _BOX, 0x30: _BOX, 0x32: _BOX,
    **{0x6A + n: chr(0x2460 + n) for n in range(10)},
    **{0x75 + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip
_WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x6A: "↖", 0x6B: "↗", 0x6C: "↙", 0x6D: "↘", 0x6E: "↔", 0x6F: "↕",
    0x21: "←", 0x22: "→", 0x23: "↑", 0x24: "↓", 0x61: "▲", 0x62: "▼",
}  # fmt: skip
_WEBDINGS = {
    0x61: _TICK, 0x72: _CROSS, 0x63: _BOX, 0x67: "■", 0x69: "ℹ", 0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼",
    0x9A: "✉", 0x40: "✉", 0xC8: "☎", 0xC9: "☎", 0x59: "♥", 0x73: "?", 0x6E: BULLET, 0x3D: BULLET,
}  # fmt: skip
_SIGNS = {"wingdings": _WINGDINGS, "wingdings2": _WINGDINGS_2, "wingdings3": _WINGDINGS_3, "webdings": _WEBDINGS}
_DINGBATS = {
    0x2713: _TICK, 0x2714: _TICK, 0x2717: _CROSS, 0x2718: _CROSS, 0x2715: _CROSS, 0x2716: _CROSS,
    0x25CF: BULLET, 0x25A0: "■", 0x274D: BULLET, 0x2751: _BOX, 0x2752: _BOX, 0x2750: _BOX, 0x274F: _BOX,
}  # fmt: skip
_DINGBATS_BY_CODE = {
    0x33: _TICK, 0x34: _TICK, 0x35: _CROSS, 0x36: _CROSS, 0x37: _CROSS, 0x38: _CROSS, 0x6C: BULLET, 0x6E: "■",
    0x6F: _BOX, 0x70: _BOX, 0x71: _BOX, 0x72: _BOX, 0x75: "◆", 0x76: "❖", 0xD5: "→", 0xDC: "→", 0xE4: "➤",
    0x25: "☎", 0x29: "✉", 0x48: "★",
    **{0xAC + n: chr(0x2460 + n) for n in range(10)},
    **{0xB6 + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip
_SYMBOL = {
    0xB7: BULLET, 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xA5: "∞",
    0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xA2: "′", 0xB2: "″", 0xBC: "…", 0xD3: "©", 0xD2: "®", 0xD4: "™",
    0xE3: "©", 0xE2: "®", 0xE4: "™", 0x2D: "−",
}  # fmt: skip
