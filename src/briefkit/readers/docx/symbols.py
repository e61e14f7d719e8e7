"""Symbol fonts: what a character of Wingdings or Symbol looks like, as the Unicode character of that look."""

from __future__ import annotations

_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x28: "☎", 0x29: "✆", 0x2A: "✉",
    0x46: "☞", 0x36: "⌛", 0xAB: "★", 0xB6: "★", 0xC4: "➔", 0xF1: "⇧", 0xF2: "⇩",
}  # fmt: skip
_SYMBOL = {
    0xB7: "•", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xDE: "⇒", 0xB0: "°", 0xA2: "′", 0xB2: "″", 0xE0: "◊", 0xD3: "©", 0xD2: "®",
    0xD4: "™", 0xA8: "♦", 0xA7: "♣", 0xA9: "♥", 0xAA: "♠", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x53: "Σ", 0x70: "π",
}  # fmt: skip
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "zapf dingbats", "zapfdingbats", "marlett")


def is_symbol_font(font: str) -> bool:
    """Whether a typeface holds pictures where others hold letters."""
    return font.lower().startswith(_SYMBOL_FONTS)


def map_symbol(character: str, font: str) -> str:
    """The character of the same look in Unicode. ``font`` is the typeface's name.

    A character of the private area without a known look becomes a bullet; everything else stays as it is.
    """
    code = ord(character)
    private = 0xF000 <= code <= 0xF0FF
    if not private and not is_symbol_font(font):
        return character
    low = code - 0xF000 if private else code
    if font.lower().startswith("symbol"):
        return _SYMBOL.get(low, "•" if private else character)
    known = _WINGDINGS.get(low)
    if known is None and private:
        known = _SYMBOL.get(low, "•")
    return known or character
