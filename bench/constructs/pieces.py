"""Runs, paragraphs, tables, boxes and fields as Word writes them."""

from __future__ import annotations

from xml.sax.saxutils import escape

from constructs.made import SENTENCES, s

POINT = 12700
"""A point in the units of DrawingML."""


def r(text: str, look: str = "") -> str:
    """A run; the text of a marker word is its sentence."""
    words = s(text) if text in SENTENCES else text
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; content without a mark-up sign is a plain run, and a marker word is its sentence."""
    inner = "".join(entry if entry.startswith("<") else r(entry) for entry in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{inner}</w:p>"


def ps(*content: str) -> str:
    """A paragraph of its own for each."""
    return "".join(p(entry) for entry in content)


def cell(content: str, properties: str = "", width: int = 3000) -> str:
    """A cell of a table; a marker word is a paragraph with its sentence."""
    inner = content if content.startswith("<") else p(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    """A row; what is no cell yet becomes one."""
    inner = "".join(entry if entry.startswith("<w:tc>") else cell(entry) for entry in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table(*rows: str, columns: int = 2, properties: str = "", lines: bool = True, width: int = 3000) -> str:
    """A table of rows."""
    borders = f"<w:tblBorders>{LINES}</w:tblBorders>" if lines else ""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f'<w:tbl><w:tblPr>{properties}<w:tblW w:w="{width * columns}" w:type="dxa"/>{borders}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def shape(blocks: str, number: int = 1, geometry: str = "rect", tag: str = "wps") -> str:
    """A shape of DrawingML with words in it."""
    size = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{200 * POINT}" cy="{70 * POINT}"/></a:xfrm>'
    return (
        f'<{tag}:wsp><{tag}:cNvPr id="{number + 100}" name="Shape {number}"/><{tag}:cNvSpPr txBox="1"/>'
        f'<{tag}:spPr>{size}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom></{tag}:spPr>'
        f"<{tag}:txbx><w:txbxContent>{blocks}</w:txbxContent></{tag}:txbx><{tag}:bodyPr/></{tag}:wsp>"
    )


def anchored(
    graphic: str, at: tuple[float, float, float, float], number: int = 1, uri: str = "", title: str = "", wrap: str = ""
) -> str:
    """A floating drawing at left, top, width, height on the page, in points."""
    left, top, width, height = (int(value * POINT) for value in at)
    kind = uri or "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
        f'relativeHeight="{251658240 + number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page">'
        f"<wp:posOffset>{left}</wp:posOffset></wp:positionH>"
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f"{wrap or '<wp:wrapTopAndBottom/>'}"
        f'<wp:docPr id="{number}" name="Text Box {number}"{title}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{kind}">{graphic}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )


def inline(graphic: str, uri: str, number: int = 1, title: str = "", size: tuple[int, int] = (200, 100)) -> str:
    """A drawing that stands in the line."""
    width, height = size[0] * POINT, size[1] * POINT
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}"{title}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def vml(blocks: str, at: tuple[float, float, float, float] = (100, 300, 200, 70), number: int = 1) -> str:
    """A text box of the old dialect."""
    left, top, width, height = at
    place = (
        f"position:absolute;margin-left:{left}pt;margin-top:{top}pt;width:{width}pt;height:{height}pt;"
        "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    )
    return (
        f'<w:pict><v:shape id="box{number}" o:spid="_x0000_s{1025 + number}" type="#_x0000_t202" style="{place}">'
        f"<v:textbox><w:txbxContent>{blocks}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def either(choice: str, fallback: str, requires: str = "wps") -> str:
    """A run with both dialects of a drawing."""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def box(blocks: str, at: tuple[float, float, float, float] = (100, 300, 200, 70), number: int = 1) -> str:
    """A text box as Word writes it since 2010: in both dialects, with the same words."""
    return either(anchored(shape(blocks, number), at, number), vml(blocks, at, number))


def mark(sort: str) -> str:
    """A run with a mark of a complex field (``begin``, ``separate``, ``end``)."""
    return f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>'


def instruction(text: str) -> str:
    """A run with what a field is told to do."""
    return f'<w:r><w:instrText xml:space="preserve"> {escape(text)} </w:instrText></w:r>'


def field(told: str, result: str) -> str:
    """A complex field; ``result`` is made of runs."""
    return mark("begin") + instruction(told) + mark("separate") + result + mark("end")


def bookmark(name: str, content: str, key: int = 1) -> str:
    """Content between the ends of a bookmark."""
    return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{key}"/>'


def control(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


TRACKED = 'w:author="Q. Quillor" w:date="2024-01-01T00:00:00Z"'
"""Who made a tracked change; the name belongs into no output."""
