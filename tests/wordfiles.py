"""Tiny Word files for the tests, written by hand: what is not asked for is not in them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from briefkit.diagnostics import Result
from briefkit.model import Document, Source, TextBlock
from briefkit.readers.docx import read

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:future="http://example.org/not-yet"'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/{MAIN}" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def packed(parts: dict[str, str | bytes], name: str = "briefing.docx") -> Source:
    """A source whose zip holds just these parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in parts.items():
            archive.writestr(member, content)
    return Source(name, made.getvalue(), MEDIA, "")


def relations(*arrows: tuple[str, str, str]) -> str:
    """A relationships part; an arrow is (id, kind, target), external where the target has a scheme."""
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for key, kind, target in arrows
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{lines}</Relationships>'


def part(tag: str, content: str) -> str:
    """An XML part with that root."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {SPACES}>{content}</w:{tag}>'


def word(body: str, arrows: tuple[tuple[str, str, str], ...] = (), **parts: str) -> Source:
    """A Word file with that body; ``parts`` are further parts by their stem (``styles``): what stands in their root."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
        MAIN: part("document", f"<w:body>{body}</w:body>"),
    }
    roots = {"header1": "hdr", "header2": "hdr", "footer1": "ftr"}
    for stem, content in parts.items():
        members[f"word/{stem}.xml"] = part(roots.get(stem, stem), content)
    own = tuple((f"x{stem}", stem.rstrip("12"), f"{stem}.xml") for stem in parts)
    members["word/_rels/document.xml.rels"] = relations(*own, *arrows)
    return packed(members)


def r(text: str, look: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; content without a mark-up sign is a plain run."""
    inner = "".join(entry if entry.startswith("<") else r(entry) for entry in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table; each cell is its blocks."""
    lines = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{lines}</w:tbl>"


def box(blocks: str, at: tuple[float, float, float, float] | None = None, fallback: bool = True) -> str:
    """A run with a text box in both dialects; ``at`` is left, top, width, height on the page in points."""
    place = extent = ""
    if at is not None:
        left, top, width, height = (int(value * 12700) for value in at)
        place = (
            f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        )
        extent = f'<wp:extent cx="{width}" cy="{height}"/>'
    drawn = (
        f"<w:drawing><wp:anchor>{place}{extent}<a:graphic><a:graphicData><wps:wsp><wps:spPr/><wps:txbx>"
        f"<w:txbxContent>{blocks}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{blocks}</w:txbxContent></v:textbox></v:shape></w:pict>"
    other = f"<mc:Fallback>{old}</mc:Fallback>" if fallback else ""
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>{other}</mc:AlternateContent></w:r>'


def field(instruction: str, result: str) -> str:
    """A complex field; ``result`` is made of runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def result_of(body: str, arrows: tuple[tuple[str, str, str], ...] = (), **parts: str) -> Result[Document]:
    """What the reader makes of a file with that body."""
    return read(word(body, arrows, **parts))


def blocks_of(body: str, arrows: tuple[tuple[str, str, str], ...] = (), **parts: str) -> tuple[TextBlock, ...]:
    """The blocks of a file with that body."""
    return result_of(body, arrows, **parts).value.blocks


def texts(body: str, arrows: tuple[tuple[str, str, str], ...] = (), **parts: str) -> list[str]:
    """The words that a reader sees of a file with that body, block by block."""
    return [block.text for block in blocks_of(body, arrows, **parts) if block.layer != "hidden"]


def codes(result: Result[Document]) -> list[str]:
    """The codes of the diagnostics."""
    return [diagnostic.code for diagnostic in result.diagnostics]
