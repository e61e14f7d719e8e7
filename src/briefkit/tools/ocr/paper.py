"""A recognised page drawn anew: its words as type in their places, for the reader of PDFs to read like any other page.

The copy is seen by readers only and thrown away afterwards, so the picture itself is left out. Type that is seen, in
its size, weight and colour, tells a reader more than the invisible layer that is usual over scans.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name

from briefkit.tools.ocr.areas import Area
from briefkit.tools.ocr.looks import Box, Piece, Type, settle, usual
from briefkit.tools.ocr.typeface import ADVANCE, ASCENT, DESCENT, font_of_bars

_REGULAR, _BOLD = "BriefkitR", "BriefkitB"
_NAMES = {_REGULAR: "Recognised", _BOLD: "Recognised-Bold"}
"""The fonts by the names under which a page has them; no font of its own has those."""
_RANGES = 100
"""The most ranges that one section of a map may have (Adobe Technical Note 5411)."""


class Page(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A recognised page: its size upright in points, how it was turned, rows of words as measured, what is drawn.

    ``turned`` are quarter turns counter-clockwise, ``slant`` degrees; ``languages`` are those recognised with,
    ``left_out`` what was taken for marks of a picture and no words. ``unread`` are the boxes, in points from the top
    left of the upright page, of marks that look like text and gave no words; ``looked_twice`` is ``False`` where the
    second look, which finds most of those, failed; ``beside`` is ``True`` where the rows stand beside type that stays.
    """

    width: float
    height: float
    turned: int
    slant: float
    rows: tuple[tuple[Piece, ...], ...]
    areas: tuple[Area, ...] = ()
    languages: tuple[str, ...] = ("eng",)
    left_out: tuple[str, ...] = ()
    unread: tuple[Box, ...] = ()
    looked_twice: bool = True
    beside: bool = False


def redraw(content: bytes, password: str | None, pages: Mapping[int, Page]) -> bytes:
    """The PDF with each of ``pages`` (by number from 1) drawn anew, or drawn on beside what is there; all others are as
    they were.

    The copy has no password. Raises ``pikepdf.PdfError`` where the file cannot be opened.
    """
    look = usual(page.rows for page in pages.values())
    with pikepdf.open(BytesIO(content), password=password or "", attempt_recovery=True) as pdf:
        fonts = Dictionary({f"/{key}": _font(pdf, name) for key, name in _NAMES.items()})
        for number, page in pages.items():
            there = pdf.pages[number - 1]
            if page.beside:
                _add(there, page, look, fonts)
            else:
                _redraw(pdf, there, page, look, fonts)
        room = BytesIO()
        pdf.save(room)
    return room.getvalue()


def _redraw(pdf: pikepdf.Pdf, there: pikepdf.Page, page: Page, look: Type, fonts: Dictionary) -> None:
    kept = _links(there) if not page.turned else []
    for key in list(there.obj.keys()):
        if key not in {"/Type", "/Parent"}:
            del there.obj[key]
    there.obj.MediaBox = there.obj.CropBox = Array([0, 0, round(page.width, 2), round(page.height, 2)])
    there.obj.Rotate = 0
    there.obj.Resources = Dictionary(Font=fonts)
    there.obj.Contents = pdf.make_stream(_drawn(page, look))
    if kept:
        there.obj.Annots = Array(kept)


def _add(there: pikepdf.Page, page: Page, look: Type, fonts: Dictionary) -> None:
    """Draws the rows on a page that stays as it is."""
    held = there.resources
    own = Dictionary({key: value for key, value in held.items() if key != "/Font"})
    own.Font = Dictionary({**dict(held.get("/Font", Dictionary()).items()), **dict(fonts.items())})
    there.obj.Resources = own
    left, foot = (float(side) for side in there.cropbox.as_list()[:2])
    there.contents_add(b"q\n", prepend=True)
    there.contents_add(f"\nQ q 1 0 0 1 {left:.2f} {foot:.2f} cm\n".encode("ascii") + _drawn(page, look) + b"\nQ\n")


def _links(there: pikepdf.Page) -> list[pikepdf.Object]:
    """The links of a page whose points are those of the picture: neither turned nor cropped."""
    box = [float(side) for side in there.cropbox.as_list()]
    if _is_turned(there) or abs(box[0]) > 1 or abs(box[1]) > 1:
        return []
    found = there.obj.get("/Annots")
    if not isinstance(found, Array):
        return []
    return [each for each in found if isinstance(each, Dictionary) and each.get("/Subtype") == Name.Link]


def _is_turned(there: pikepdf.Page) -> bool:
    """Whether the page, or the branch of the page tree that it hangs on, is shown turned."""
    node: pikepdf.Object | None = there.obj
    for _ in range(50):
        if not isinstance(node, Dictionary):
            break
        if "/Rotate" in node:
            return node.Rotate != 0
        node = node.get("/Parent")
    return False


def _drawn(page: Page, look: Type) -> bytes:
    parts: list[str] = []
    for area in page.areas:
        x0, top, x1, bottom = area.box
        box = f"{x0:.2f} {page.height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re"
        parts.append(f"{_ink(area.colour).upper()} {box} S" if area.framed else f"{_ink(area.colour)} {box} f")
    for row in page.rows:
        parts.extend(_set(piece, bold, page.height) for piece, bold in settle(row, look))
    return "\n".join(parts).encode("ascii")


def _set(piece: Piece, bold: bool, height: float) -> str:
    """One word, stretched to its width, with a space behind it that no gap can hide.

    Both in one string: pdfium leaves out text of no width, and a space alone has none.
    """
    codes = piece.text.encode("utf-16-be")
    stretched = 100 * max(piece.x1 - piece.x0, 0.1) / (ADVANCE / 1000 * max(piece.size, 0.1) * len(codes) / 2)
    font = _BOLD if bold else _REGULAR
    return (
        f"BT {_ink(piece.colour)} /{font} {piece.size:.1f} Tf {stretched:.2f} Tz "
        f"1 0 0 1 {piece.x0:.2f} {height - piece.base:.2f} Tm <{codes.hex()}0020> Tj ET"
    )


def _ink(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5)) + " rg"


def _font(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """A font of bars whose codes are Unicode and all lead to its one glyph; its name tells its weight."""
    bold = name.endswith("Bold")
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{name}"),
        Flags=4 | (1 << 18 if bold else 0),
        FontBBox=[0, DESCENT, ADVANCE, ASCENT],
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=720,
        StemV=140 if bold else 80,
        FontFile2=pdf.make_stream(font_of_bars()),
    )
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{name}"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(described),
        DW=ADVANCE,
        CIDToGIDMap=pdf.make_stream(bytes(2 * 0x10000)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{name}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(letters)],
            ToUnicode=pdf.make_stream(_to_unicode()),
        )
    )


def _to_unicode() -> bytes:
    """The map from codes to characters: each stands for itself. A range holds one high byte (ISO 32000-2, 9.10.3)."""
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    sections = [ranges[at : at + _RANGES] for at in range(0, len(ranges), _RANGES)]
    listed = "\n".join(f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange" for part in sections)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /Recognised def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{listed}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")
