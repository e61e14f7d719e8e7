"""Draws PDFs by raw content streams; places are in points from the foot of the page."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

A4 = (595, 842)


class Paper:
    """A PDF in the making. /F is Helvetica, /B its bold, /Z Symbol, /D ZapfDingbats; pages share their resources."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        self.pdf = pikepdf.new()
        self.size = size
        self.fonts = Dictionary(F=base("Helvetica"), B=base("Helvetica-Bold"), Z=base("Symbol"), D=base("ZapfDingbats"))
        self.resources = Dictionary(
            Font=self.fonts, ExtGState=Dictionary(), XObject=Dictionary(), Properties=Dictionary(), Pattern=Dictionary()
        )

    def page(self, *pieces: str, **keys: Any) -> pikepdf.Page:
        """A further page with the content ``pieces``; ``keys`` are entries of its dictionary."""
        page = self.pdf.add_blank_page(page_size=self.size)
        page.Resources = self.resources
        page.Contents = self.pdf.make_stream("\n".join(pieces).encode("cp1252"))
        for key, value in keys.items():
            page.obj[f"/{key}"] = value
        return page

    def state(self, name: str, **keys: Any) -> str:
        """An ExtGState, and the operator that sets it."""
        self.resources.ExtGState[f"/{name}"] = Dictionary(**keys)
        return f"/{name} gs "

    def picture(self, name: str, shades: bytes, width: int, height: int, **keys: Any) -> None:
        """A grey picture."""
        stream = Stream(self.pdf, shades)
        stream.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=Name.DeviceGray,
            BitsPerComponent=8, **keys,
        )  # fmt: skip
        self.resources.XObject[f"/{name}"] = self.pdf.make_indirect(stream)

    def form(self, name: str, content: str, **keys: Any) -> Any:
        """A form XObject on the whole page."""
        stream = Stream(self.pdf, content.encode("cp1252"))
        stream.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *self.size]), Resources=self.resources, **keys
        )
        self.resources.XObject[f"/{name}"] = self.pdf.make_indirect(stream)
        return self.resources.XObject[f"/{name}"]

    def coded(self, name: str, signs: str, says: Mapping[str, str] | None, base_font: str = "Made") -> Coded:
        """A composite font without outlines that holds ``signs``; ``says`` is its ToUnicode (``None``: it has none)."""
        codes = {sign: 65 + n for n, sign in enumerate(dict.fromkeys(signs))}
        inner = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(f"/{base_font}"), DW=520,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=self.pdf.make_indirect(_descriptor(base_font)),
        )  # fmt: skip
        self.fonts[f"/{name}"] = self._composite(inner, base_font, codes, says)
        return Coded(name, codes)

    def embedded(self, name: str, signs: str, says: Mapping[str, str] | None) -> Coded:
        """A composite font with the outlines of Lato, whose codes are the numbers of the glyphs in the subset."""
        from fontTools import subset
        from fontTools.ttLib import TTFont

        font = TTFont(str(files("fontpkg_lato") / "files" / "Lato-Regular.ttf"))
        options = subset.Options(layout_features=[], notdef_outline=True, name_IDs=[])
        # The numbers of the whole font, as most programs keep them: they look like other letters.
        options.retain_gids = True
        cutter = subset.Subsetter(options)
        cutter.populate(text=signs)
        cutter.subset(font)
        order, cmap, metrics = font.getGlyphOrder(), font.getBestCmap(), font["hmtx"]
        scale = 1000 / font["head"].unitsPerEm
        del font["cmap"]
        room = BytesIO()
        font.save(room)
        described = _descriptor("ABCDEF+Lato-Regular")
        described.FontFile2 = self.pdf.make_stream(room.getvalue())
        inner = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Lato-Regular"), CIDToGIDMap=Name.Identity,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=self.pdf.make_indirect(described),
            W=Array([0, Array([round(metrics[glyph][0] * scale) for glyph in order])]),
        )  # fmt: skip
        codes = {sign: order.index(cmap[ord(sign)]) for sign in dict.fromkeys(signs)}
        self.fonts[f"/{name}"] = self._composite(inner, "ABCDEF+Lato-Regular", codes, says)
        return Coded(name, codes)

    def _composite(self, inner: Any, base_font: str, codes: dict[str, int], says: Mapping[str, str] | None) -> Any:
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(f"/{base_font}"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([self.pdf.make_indirect(inner)]),
        )  # fmt: skip
        if says is not None:
            font.ToUnicode = self.pdf.make_stream(to_unicode({codes[s]: says.get(s, s) for s in codes}, 4))
        return self.pdf.make_indirect(font)

    def simple(self, name: str, names: Mapping[int, str], says: Mapping[int, str] | None = None, **keys: Any) -> None:
        """A simple font with the glyph ``names`` of some codes and, where given, a ToUnicode."""
        keys.setdefault("BaseFont", Name.Helvetica)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, **keys)
        if names:
            differences = [piece for code, glyph in names.items() for piece in (code, Name(f"/{glyph}"))]
            font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array(differences))
        if says is not None:
            font.ToUnicode = self.pdf.make_stream(to_unicode(dict(says), 2))
        self.fonts[f"/{name}"] = font

    def symbols(self, name: str, face: str, says: Mapping[int, str] | None = None) -> None:
        """A symbol font of Windows, not embedded; ``says`` is its ToUnicode."""
        described = _descriptor(face)
        described.Flags = 4
        font = Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{face}"), FirstChar=32, LastChar=255,
            Widths=Array([800] * 224), FontDescriptor=self.pdf.make_indirect(described),
        )  # fmt: skip
        if says is not None:
            font.ToUnicode = self.pdf.make_stream(to_unicode(dict(says), 2))
        self.fonts[f"/{name}"] = font

    def type3(self, name: str, letters: str, says: Mapping[int, str] | None) -> None:
        """A Type 3 font whose glyphs are strokes without telling names."""
        drawn = {
            f"/a{ord(sign)}": self.pdf.make_stream(b"500 0 0 0 450 700 d1 50 0 60 700 re 50 300 300 60 re f")
            for sign in letters
        }
        first, last = min(map(ord, letters)), max(map(ord, letters))
        differences = Array([piece for sign in letters for piece in (ord(sign), Name(f"/a{ord(sign)}"))])
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 750]), CharProcs=Dictionary(drawn),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=first, LastChar=last,
            Widths=Array([500] * (last - first + 1)), Resources=Dictionary(),
            Encoding=Dictionary(Type=Name.Encoding, Differences=differences),
        )  # fmt: skip
        if says is not None:
            font.ToUnicode = self.pdf.make_stream(to_unicode(dict(says), 2))
        self.fonts[f"/{name}"] = self.pdf.make_indirect(font)

    def done(self) -> bytes:
        """The file."""
        room = BytesIO()
        self.pdf.save(room)
        return room.getvalue()


class Coded:
    """A font whose codes are its own."""

    def __init__(self, name: str, codes: dict[str, int]) -> None:
        self.name, self.codes = name, codes

    def hex(self, text: str) -> str:
        """The text as a string of this font."""
        return f"<{''.join(f'{self.codes[sign]:04x}' for sign in text)}>"

    def without_width(self, paper: Paper, *signs: str) -> None:
        """Let these signs take no room."""
        inner = paper.fonts[f"/{self.name}"].DescendantFonts[0]
        inner.W = Array([piece for sign in signs for piece in (self.codes[sign], Array([0]))])

    def text(self, x: float, y: float, text: str, size: float = 11, extra: str = "") -> str:
        """One line of text."""
        return f"BT {extra} /{self.name} {size} Tf {x} {y} Td {self.hex(text)} Tj ET\n"


def base(name: str) -> Dictionary:
    """One of the fourteen fonts that every viewer has."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"))
    if name.startswith("Helvetica"):
        font.Encoding = Name.WinAnsiEncoding
    return font


def text(  # noqa: PLR0913, PLR0917
    x: float, y: float, words: str, size: float = 11, font: str = "F", extra: str = ""
) -> str:
    """One line of text."""
    return f"BT {extra} /{font} {size} Tf {x} {y} Td ({escaped(words)}) Tj ET\n"


def escaped(words: str) -> str:
    """Words as they stand within a string of a content stream."""
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def lines(x: float, y: float, *words: str, size: float = 11, font: str = "F", extra: str = "") -> str:
    """Lines of text beneath each other."""
    return "\n".join(text(x, y - 1.25 * size * n, line, size, font, extra) for n, line in enumerate(words))


def to_unicode(says: dict[int, str], digits: int) -> bytes:
    """A ToUnicode map."""
    pairs = [f"<{code:0{digits}x}> <{value.encode('utf-16-be').hex()}>" for code, value in says.items()]
    blocks = [pairs[n : n + 100] for n in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def\n"
        f"1 begincodespacerange <{'0' * digits}> <{'f' * digits}> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _descriptor(face: str) -> Dictionary:
    return Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{face}"), Flags=4, FontBBox=Array([0, -250, 1000, 900]),
        ItalicAngle=0, Ascent=900, Descent=-250, CapHeight=700, StemV=80,
    )  # fmt: skip


def noise(width: int, height: int) -> bytes:
    """The shades of a picture that is no single colour, the same each time."""
    return bytes(zlib.crc32(n.to_bytes(4, "big")) & 127 for n in range(width * height))


def rows_of_ink(width: int, height: int) -> bytes:
    """The shades of a scanned page: white paper with rows of dark dots that look like words from afar."""
    grain = noise(width, height)
    return bytes(
        30 if row % 9 < 5 and 20 < n % width < width - 20 and (n // 3 % 7) and shade > 50 else 250
        for n, shade in enumerate(grain)
        for row in (n // width,)
    )
