"""Tiny presentations for the tests, written by hand: what is not asked for is not in them. Places are in points."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import count as numbers
from xml.sax.saxutils import escape, quoteattr

from briefkit.census import Census, count
from briefkit.diagnostics import Result
from briefkit.model import Document, Source, TextBlock
from briefkit.readers import PPTX
from briefkit.readers.slides import read_pptx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:future="http://example.org/not-yet"'
)
MAIN = "ppt/presentation.xml"
WIDTH, HEIGHT = 720, 540
_ids = numbers(2)

Place = tuple[float, float, float, float]


def place(box: Place, tag: str = "a:xfrm", inner: str = "", rot: int = 0) -> str:
    """A transform; ``box`` is left, top, width, height in points."""
    x, y, w, h = (round(value * 12700) for value in box)
    turned = f' rot="{rot}"' if rot else ""
    return f'<{tag}{turned}><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>{inner}</{tag}>'


def run(text: str, properties: str = "", inner: str = "") -> str:
    """A run; ``properties`` are attributes of its look (``sz="2400" b="1"``)."""
    return f"<a:r><a:rPr {properties}>{inner}</a:rPr><a:t>{escape(text)}</a:t></a:r>"


def paragraph(text: str, properties: str = "", look: str = "") -> str:
    """A paragraph of one run; ``properties`` is a whole ``a:pPr``."""
    return f"<a:p>{properties}{run(text, look)}</a:p>"


def words(*paragraphs: str, body: str = "", styles: str = "") -> str:
    """A text body; what is no XML becomes a paragraph."""
    made = (one if one.startswith("<") else paragraph(one) for one in paragraphs)
    return f"<p:txBody><a:bodyPr>{body}</a:bodyPr><a:lstStyle>{styles}</a:lstStyle>{''.join(made)}</p:txBody>"


def box(at: Place | None, *paragraphs: str, ph: str = "", hidden: bool = False, shape: str = "", **more: str) -> str:
    """A shape with text; ``ph`` are the attributes of a placeholder, ``shape`` a preset geometry."""
    unseen = ' hidden="1"' if hidden else ""
    held = f"<p:ph {ph}/>" if ph else ""
    look = (place(at) if at else "") + (f'<a:prstGeom prst="{shape}"/>' if shape else "") + more.pop("fill", "")
    text = words(*paragraphs, **more) if paragraphs else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{next(_ids)}" name="x"{unseen}/><p:cNvSpPr/><p:nvPr>{held}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{look}</p:spPr>{text}</p:sp>"
    )


def group(at: Place, inside: Place, *shapes: str, hidden: bool = False) -> str:
    """A group at a place, whose coordinates inside run over another."""
    x, y, w, h = (round(value * 12700) for value in inside)
    inner = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
    unseen = ' hidden="1"' if hidden else ""
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{next(_ids)}" name="g"{unseen}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr>{place(at, inner=inner)}</p:grpSpPr>{''.join(shapes)}</p:grpSp>"
    )


def graphic(at: Place, kind: str, content: str) -> str:
    """A frame that holds a table, a chart or a diagram."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/" + kind
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{next(_ids)}" name="f"/><p:cNvGraphicFramePr/><p:nvPr/>'
        f"</p:nvGraphicFramePr>{place(at, 'p:xfrm')}<a:graphic><a:graphicData uri={quoteattr(space)}>{content}"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell that begins with ``|`` is merged into the one before it."""
    made = ""
    for row in rows:
        made += '<a:tr h="1">'
        for cell in row:
            merged = ' hMerge="1"' if cell.startswith("|") else ""
            body = words(cell.lstrip("|")).replace("p:txBody", "a:txBody")
            made += f"<a:tc{merged}>{body}<a:tcPr/></a:tc>"
        made += "</a:tr>"
    return f"<a:tbl><a:tblGrid/>{made}</a:tbl>"


def picture(alt: str) -> str:
    """A picture without data."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{next(_ids)}" name="p" descr={quoteattr(alt)}/><p:cNvPicPr/><p:nvPr/>'
        f"</p:nvPicPr><p:blipFill/><p:spPr/></p:pic>"
    )


def tree(tag: str, shapes: str, attributes: str = "", after: str = "") -> str:
    """A slide, a layout, a master or a page of notes."""
    head = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"<p:{tag} {SPACES} {attributes}><p:cSld><p:spTree>{head}{shapes}</p:spTree></p:cSld>{after}</p:{tag}>"


def relations(*arrows: tuple[str, str, str]) -> str:
    """A relationships part; an arrow is (id, kind, target), external where the target has a scheme."""
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for key, kind, target in arrows
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


TITLE_MODEL = box((36, 20, 648, 60), "Click to edit", ph='type="title"')
BODY_MODEL = box((36, 100, 648, 400), "Click to edit", ph='type="body" idx="1"')
MASTER_STYLES = (
    "<p:txStyles><p:titleStyle><a:lvl1pPr><a:buNone/><a:defRPr sz='4400' b='1'/></a:lvl1pPr></p:titleStyle>"
    "<p:bodyStyle>"
    "<a:lvl1pPr><a:buChar char='&#8226;'/><a:defRPr sz='2800'/></a:lvl1pPr>"
    "<a:lvl2pPr><a:buChar char='&#8211;'/><a:defRPr sz='2400'/></a:lvl2pPr></p:bodyStyle>"
    "<p:otherStyle/></p:txStyles>"
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t"><a:themeElements>'
    '<a:clrScheme name="t"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:accent1><a:srgbClr val="AA0055"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)


def deck(
    *slides: str,
    layout: str = "",
    master: str = "",
    notes: dict[int, str] | None = None,
    arrows: tuple[tuple[str, str, str], ...] = (),
    parts: dict[str, str] | None = None,
) -> Source:
    """A presentation; a slide is the shapes on it, or a whole part where it begins with ``<p:sld``.

    ``notes`` are spoken with the slide of that number, ``arrows`` lead from every slide, ``parts`` are further members.
    """
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    members = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
        MAIN: f'<p:presentation {SPACES}><p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="{WIDTH * 12700}" '
        f'cy="{HEIGHT * 12700}"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"rId{n}", "slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1)),
        ),
        "ppt/slideLayouts/slideLayout1.xml": tree("sldLayout", TITLE_MODEL + BODY_MODEL + layout),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
            ("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")
        ),
        "ppt/slideMasters/slideMaster1.xml": tree(
            "sldMaster", TITLE_MODEL + BODY_MODEL + master, after=f'<p:clrMap tx1="dk1"/>{MASTER_STYLES}'
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(("rId1", "theme", "../theme/theme1.xml")),
        "ppt/theme/theme1.xml": THEME,
        **(parts or {}),
    }
    for n, shapes in enumerate(slides, 1):
        members[f"ppt/slides/slide{n}.xml"] = shapes if shapes.startswith("<p:sld") else tree("sld", shapes)
        spoken = [("rIdN", "notesSlide", f"../notesSlides/notesSlide{n}.xml")] if n in (notes or {}) else []
        members[f"ppt/slides/_rels/slide{n}.xml.rels"] = relations(
            ("rIdL", "slideLayout", "../slideLayouts/slideLayout1.xml"), *spoken, *arrows
        )
    for n, text in (notes or {}).items():
        shapes = box((0, 0, 9, 9), text, ph='type="body" idx="1"') + box((0, 0, 9, 9), "7", ph='type="sldNum" idx="2"')
        members[f"ppt/notesSlides/notesSlide{n}.xml"] = tree("notes", shapes)
    return packed(members)


def packed(members: dict[str, str]) -> Source:
    """A source whose zip holds just these members."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return Source("briefing.pptx", made.getvalue(), PPTX, "")


def members_of(source: Source) -> dict[str, str]:
    """The members of a presentation, to change one and pack them again."""
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def result_of(source: Source) -> Result[Document]:
    """What the reader makes of it."""
    return read_pptx(source)


def blocks_of(source: Source) -> tuple[TextBlock, ...]:
    """The blocks of a presentation."""
    return result_of(source).value.blocks


def shown(source: Source) -> list[str]:
    """The words of the blocks that somebody sees, in reading order."""
    return [block.text for block in blocks_of(source) if block.layer != "hidden"]


def counted(source: Source) -> Census:
    """What the census counts."""
    return count(source)
