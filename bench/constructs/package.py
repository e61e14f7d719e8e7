"""The parts of a Word file around its body: content types, relationships, styles, settings (ECMA-376 parts 1 and 2)."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word" mc:Ignorable="w14 wp14"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="708" w:footer="708" w:gutter="0"/>'
)
_ROOTS = {"header": "hdr", "footer": "ftr"}
_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "bin": "application/vnd.openxmlformats-officedocument.oleObject",
    "html": "text/html",
    "txt": "text/plain",
    "rtf": "application/rtf",
    "docx": f"{WORD}.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def style(key: str, name: str, inner: str = "", sort: str = "paragraph", based: str = "Normal", more: str = "") -> str:
    """A style; ``inner`` is its ``w:pPr`` and ``w:rPr``, ``more`` what stands between its parent and them."""
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{sort}" w:styleId="{key}"><w:name w:val="{name}"/>{basis}{more}{inner}</w:style>'


def _heading(level: int) -> str:
    look = f'<w:rPr><w:b/><w:color w:val="2F5496"/><w:sz w:val="{36 - 4 * level}"/></w:rPr>'
    inner = f'<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>{look}'
    return style(f"Heading{level}", f"heading {level}", inner, more='<w:next w:val="Normal"/><w:qFormat/>')


STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:cs="Liberation Sans"/>'
    '<w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    + "".join(_heading(level) for level in (1, 2, 3))
    + style("Title", "Title", '<w:rPr><w:sz w:val="48"/></w:rPr>')
    + style("ListParagraph", "List Paragraph", '<w:pPr><w:ind w:left="720"/></w:pPr>')
    + style("Caption", "caption", '<w:rPr><w:i/><w:sz w:val="18"/></w:rPr>')
    + style("FootnoteText", "footnote text", '<w:rPr><w:sz w:val="18"/></w:rPr>')
    + style("TOC1", "toc 1")
    + style("Header", "header")
    + style("Footer", "footer")
)
"""What every file of Word has, in a few lines."""


def part(root: str, content: str) -> str:
    """An XML part of WordprocessingML with that root."""
    return f"{HEAD}<w:{root} {SPACES}>{content}</w:{root}>"


def relations(arrows: tuple[tuple[str, str, str], ...]) -> str:
    """A relationships part; an arrow is (id, kind or whole type, target), external where the target has a scheme."""
    lines = "".join(
        f'<Relationship Id="{key}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{escape(target)}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for key, kind, target in arrows
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{lines}</Relationships>'


def content_types(members: dict[str, str], main: str) -> str:
    """The list of what each part is; ``members`` are parts and their types beside those that their endings tell."""
    defaults = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in _TYPES.items())
    named = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in members.items())
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{defaults}'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{named}</Types>'
    )


def members(
    body: str,
    arrows: tuple[tuple[str, str, str], ...] = (),
    files: dict[str, str | bytes] | None = None,
    section: str = "",
    main: str = f"{WORD}.document.main+xml",
    types: dict[str, str] | None = None,
    **parts: str,
) -> dict[str, str | bytes]:
    """The parts of a Word file with that body.

    ``parts`` are further parts by their stem (``numbering``, ``header1``, ``styles``: added to the usual ones): what
    stands in their root. ``files`` are whole parts by their name, ``types`` their content types, ``arrows`` the
    document's other relationships, ``section`` what the last section holds before its page.
    """
    parts = {"settings": "<w:compat/>", **parts, "styles": STYLES + parts.get("styles", "")}
    made: dict[str, str | bytes] = {}
    own: list[tuple[str, str, str]] = []
    known = dict(types or {})
    for stem, content in parts.items():
        kind = stem.rstrip("0123456789")
        made[f"word/{stem}.xml"] = part(_ROOTS.get(kind, kind), content)
        known[f"word/{stem}.xml"] = f"{WORD}.{kind}+xml"
        own.append((stem, kind, f"{stem}.xml"))
    whole = f"<w:body>{body}<w:sectPr>{section}{PAGE}</w:sectPr></w:body>"
    return {
        "[Content_Types].xml": content_types(known, main),
        "_rels/.rels": relations((("rId1", "officeDocument", "word/document.xml"),)),
        "word/document.xml": part("document", whole),
        "word/_rels/document.xml.rels": relations((*own, *arrows)),
        **made,
        **(files or {}),
    }


def zipped(content: dict[str, str | bytes]) -> bytes:
    """The parts as a package; the same parts give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def docx(
    body: str,
    arrows: tuple[tuple[str, str, str], ...] = (),
    files: dict[str, str | bytes] | None = None,
    section: str = "",
    main: str = f"{WORD}.document.main+xml",
    types: dict[str, str] | None = None,
    **parts: str,
) -> bytes:
    """A Word file with that body; see :func:`members`."""
    return zipped(members(body, arrows, files, section, main, types, **parts))
