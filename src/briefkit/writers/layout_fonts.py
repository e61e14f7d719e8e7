"""Which font sets a briefing, how wide its words are, and the part of it that a web page carries along.

A briefing is set in one family. Where the house's first font lacks a character (Welsh ``ŵ``, Greek), the whole
document changes to the first that has it; a character that no font of the house has is printed as its name.
"""

from __future__ import annotations

import base64
import functools
import struct
import unicodedata
import zlib

import uharfbuzz as hb

from briefkit.diagnostics import Diagnostic
from briefkit.theme import Face, Family

_SAME = str.maketrans(
    {
        "\u2000": " ", "\u2001": " ", "\u2002": " ", "\u2003": " ", "\u2004": " ", "\u2005": " ", "\u2006": " ",
        "\u2007": "\u00a0", "\u2008": " ", "\u2009": " ", "\u200a": " ", "\u202f": "\u00a0", "\u205f": " ",
        "\u3000": " ",
        "\u2010": "-", "\u2011": "-", "\u2212": "−", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "",
        "\u2060": "",
        "\ufeff": "", "\ufe0e": "", "\ufe0f": "", "\ufb01": "fi", "\ufb02": "fl", "\ufb00": "ff", "\ufb03": "ffi",
        "\ufb04": "ffl", "●": "•", "▪": "•", "■": "•",
    }
)  # fmt: skip
"""Characters that a font may lack and that another stands for without loss: spaces, hyphens, ligatures, dots."""

BASIC = "".join(chr(code) for code in range(0x20, 0x7F)) + "£€§°·×½¼¾éèêëáàâäôöóòûüúùîïíìçñÉÂÔ–—‘’“”…•†‡©®™−\u00a0"
"""What a web page's fonts hold at least, so that one cut serves most briefings."""


@functools.lru_cache(maxsize=16)
def _coverage(face: Face) -> frozenset[int]:
    return frozenset(hb.Face(face.content).unicodes)


def covers(family: Family, text: str) -> bool:
    """Whether regular and bold of the family have every character of the text."""
    return not lacking(family, text)


def lacking(family: Family, text: str) -> frozenset[str]:
    """The characters of the text that the family's regular or bold face has not."""
    wanted = {char for char in text if char not in "\n\t"}
    held = _coverage(family.face()) & _coverage(family.face(bold=True))
    return frozenset(char for char in wanted if ord(char) not in held)


def choose(families: tuple[Family, ...], text: str) -> tuple[Family, frozenset[str], tuple[Diagnostic, ...]]:
    """The first family that holds all of the text, else the one that lacks least; what it lacks; what to say of it.

    ``text`` must have gone through :func:`even_out`.
    """
    lacks = [lacking(family, text) for family in families]
    best = min(range(len(families)), key=lambda index: (len(lacks[index]), index))
    said = []
    if best:
        named = " ".join(sorted(lacks[0])[:8])
        said.append(
            Diagnostic(
                "BK602",
                "info",
                f"{families[0].name} has no {named}, so the whole briefing is set in {families[best].name}.",
            )
        )
    if lacks[best]:
        named = ", ".join(f"{char_name(char)} (U+{ord(char):04X})" for char in sorted(lacks[best])[:8])
        said.append(
            Diagnostic(
                "BK603",
                "warning",
                f"No font of the house has: {named}. The PDF prints the name of the sign in its place.",
                note="Write it in words, or name a font that has it in the theme's fonts.families.",
            )
        )
    return families[best], lacks[best], tuple(said)


def even_out(text: str) -> str:
    """The text with the spaces, hyphens and ligatures that fonts lack in their common form; control characters go."""
    text = unicodedata.normalize("NFC", text.translate(_SAME))
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def spell_out(text: str, lacks: frozenset[str]) -> str:
    """The text with each character of ``lacks`` as its name in square brackets."""
    if not lacks or lacks.isdisjoint(text):
        return text
    return "".join(f"[{char_name(char)}]" if char in lacks else char for char in text)


def char_name(char: str) -> str:
    """The name of a character in small letters; its code where it has none."""
    return unicodedata.name(char, f"sign U+{ord(char):04X}").lower()


class Ruler:
    """Measures words in a family, in ems (1.0 is the type size); remembers what it has measured."""

    def __init__(self, family: Family) -> None:
        self._fonts = {bold: hb.Font(hb.Face(family.face(bold).content)) for bold in (False, True)}
        self._upem = {bold: font.face.upem for bold, font in self._fonts.items()}
        self._known: dict[tuple[str, bool], float] = {}

    def width(self, text: str, bold: bool = False) -> float:
        """How wide the text is in ems, set in one line, kerned."""
        key = (text, bold)
        known = self._known.get(key)
        if known is None:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            hb.shape(self._fonts[bold], buffer)
            known = sum(glyph.x_advance for glyph in buffer.glyph_positions) / self._upem[bold]
            self._known[key] = known
        return known


@functools.lru_cache(maxsize=4)
def ruler(family: Family) -> Ruler:
    """The ruler of a family, one for the process."""
    return Ruler(family)


@functools.lru_cache(maxsize=32)
def inline(face: Face, text: str) -> str:
    """The face with the characters of the text and the basic ones only, as a WOFF ``data:`` address."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(ord(char) for char in {*text, *BASIC})
    wanted.flags = hb.SubsetFlags.NO_HINTING
    cut = hb.subset(hb.Face(face.content), wanted).blob.data
    return "data:font/woff;base64," + base64.b64encode(pack(cut)).decode("ascii")


def pack(font: bytes) -> bytes:
    """A TrueType file as WOFF 1.0 (https://www.w3.org/TR/WOFF/): each table deflated, nothing else changed."""
    flavour, count = struct.unpack(">4sH", font[:6])
    tables = [struct.unpack(">4sIII", font[12 + 16 * at : 28 + 16 * at]) for at in range(count)]
    offset = 44 + 20 * count
    directory, body = b"", b""
    for tag, checksum, start, length in tables:
        raw = font[start : start + length]
        packed = min(zlib.compress(raw, 9), raw, key=len)
        directory += struct.pack(">4sIIII", tag, offset + len(body), len(packed), length, checksum)
        body += packed + b"\0" * (-len(packed) % 4)
    whole = 12 + 16 * count + sum((length + 3) & ~3 for *_, length in tables)
    head = struct.pack(">4s4sIHHIHHIIIII", b"wOFF", flavour, offset + len(body), count, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return head + directory + body
