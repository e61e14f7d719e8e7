"""Writing: sheets as WordprocessingML, their boxes in DrawingML or VML, groups, frames or floating tables."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from posters.sheets import LINE, Box, Layouts, Sheet

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)


class Maker(Layouts):
    """Draws one file and writes it."""

    def write(self, sheet: Sheet, numbered: bool) -> str:
        """The paragraphs of a sheet, its boxes anchored in a shuffled order."""
        boxes = list(sheet.boxes)
        self.random.shuffle(boxes)
        manner = self.random.choice(["page", "page", "margin", "column", "paragraph"])
        dialect = self.random.choice(["both", "both", "drawn", "old"])
        lone = not sheet.flow
        groups = [boxes]
        if lone and len(boxes) > 3 and self.random.random() < 0.5:
            middle = len(boxes) // 2
            groups = [boxes[:middle], boxes[middle:]]
        if lone and self.random.random() < 0.2:
            return self._empty(self._group(boxes, numbered), 1)
        if lone and self.random.random() < 0.12:
            return self._frames(boxes, numbered)
        if lone and self.random.random() < 0.12:
            return self._tables(boxes, numbered)
        if lone:
            made, top = "", self.margin
            for group in groups:
                drawn = "".join(self._drawing(box, manner, dialect, top, sheet.wrap, numbered) for box in group)
                made += self._empty(drawn, 1)
                top += LINE
            return made
        first = "".join(self._drawing(box, manner, dialect, self.margin, sheet.wrap, numbered) for box in boxes)
        anywhere = manner != "paragraph" and self.random.random() < 0.5
        anchor = self.random.randrange(len(sheet.flow)) if anywhere else 0
        return "".join(
            self._flow(name, first if index == anchor else "", sheet.indents) for index, name in enumerate(sheet.flow)
        )

    def _empty(self, drawn: str, count: int) -> str:
        spacing = f'<w:pPr><w:spacing w:before="0" w:after="0" w:line="{int(LINE * 20)}" w:lineRule="exact"/></w:pPr>'
        return f"<w:p>{spacing}{drawn}</w:p>" * count

    def _flow(self, name: str, drawn: str, indents: tuple[float, float]) -> str:
        self._height(name, sum(indents))
        place = f'<w:ind w:left="{int(indents[0] * 20)}" w:right="{int(indents[1] * 20)}"/>' if any(indents) else ""
        line = f'<w:spacing w:before="0" w:after="0" w:line="{int(LINE * 20)}" w:lineRule="exact"/>'
        words = self.texts[name]
        return f"<w:p><w:pPr>{line}{place}</w:pPr>{drawn}<w:r><w:t>{words}</w:t></w:r></w:p>"

    def _content(self, box: Box, numbered: bool) -> str:
        lead = box.number if numbered else ""
        room = max(3, int(box.width * box.height / 900))
        body = self.words(min(room, self.random.randrange(6, 20)))
        size = '<w:rPr><w:sz w:val="16"/></w:rPr>'
        head = (
            f'<w:p><w:r><w:rPr><w:b/><w:sz w:val="18"/></w:rPr><w:t>{lead}{box.name} {self.words(1)}</w:t></w:r></w:p>'
        )
        return f"{head}<w:p><w:r>{size}<w:t>{body}.</w:t></w:r></w:p>"

    def _drawing(self, box: Box, manner: str, dialect: str, paragraph: float, wrap: str, numbered: bool) -> str:
        self.shape += 1
        content = self._content(box, numbered)
        drawn = self._drawn(box, manner, paragraph, wrap, content)
        old = self._old(box, manner, paragraph, wrap, content)
        if dialect == "drawn":
            return f"<w:r>{drawn}</w:r>"
        if dialect == "old":
            return f"<w:r>{old}</w:r>"
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    def _offsets(self, box: Box, manner: str, paragraph: float) -> tuple[str, float, str, float]:
        if manner == "page":
            return "page", box.left, "page", box.top
        if manner == "margin":
            return "margin", box.left - self.margin, "margin", box.top - self.margin
        if manner == "column":
            return "column", box.left - self.margin, "page", box.top
        return "column", box.left - self.margin, "paragraph", box.top - paragraph

    def _anchor(self, box: Box, manner: str, paragraph: float, wrap: str, graphic: str) -> str:
        across, left, down, top = self._offsets(box, manner, paragraph)
        wraps = {"square": '<wp:wrapSquare wrapText="bothSides"/>', "topAndBottom": "<wp:wrapTopAndBottom/>"}
        return (
            f'<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
            f'relativeHeight="{self.shape}" '
            'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="{across}"><wp:posOffset>{int(left * 12700)}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="{down}"><wp:posOffset>{int(top * 12700)}</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{int(box.width * 12700)}" cy="{int(box.height * 12700)}"/>'
            f'<wp:effectExtent l="0" t="0" r="0" b="0"/>{wraps[wrap]}<wp:docPr id="{self.shape}" '
            f'name="Box {self.shape}"/>'
            f"<wp:cNvGraphicFramePr/>{graphic}</wp:anchor></w:drawing>"
        )

    def _shape(self, left: float, top: float, width: float, height: float, content: str) -> str:
        pale, dark = (f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' for colour in ("E8F0F8", "204060"))
        fill = f"{pale}<a:ln>{dark}</a:ln>"
        return (
            "<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>"
            f'<a:off x="{int(left * 12700)}" y="{int(top * 12700)}"/><a:ext cx="{int(width * 12700)}" '
            f'cy="{int(height * 12700)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</wps:spPr>'
            f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        )

    def _drawn(self, box: Box, manner: str, paragraph: float, wrap: str, content: str) -> str:
        uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
        shape = self._shape(0, 0, box.width, box.height, content)
        graphic = f'<a:graphic><a:graphicData uri="{uri}">{shape}</a:graphicData></a:graphic>'
        return self._anchor(box, manner, paragraph, wrap, graphic)

    def _old(self, box: Box, manner: str, paragraph: float, wrap: str, content: str) -> str:
        across, left, down, top = self._offsets(box, manner, paragraph)
        across, down = across.replace("column", "text"), down.replace("paragraph", "text")
        sort = {"square": "square", "topAndBottom": "topAndBottom"}[wrap]
        return (
            f'<w:pict><v:shape id="s{self.shape}" '
            f'style="position:absolute;margin-left:{left:.1f}pt;margin-top:{top:.1f}pt;'
            f"width:{box.width:.1f}pt;height:{box.height:.1f}pt;z-index:{self.shape};visibility:visible;"
            f'mso-position-horizontal-relative:{across};mso-position-vertical-relative:{down}" '
            'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe" fillcolor="#e8f0f8" '
            'strokecolor="#204060">'
            f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox><w10:wrap "
            f'type="{sort}"/></v:shape></w:pict>'
        )

    def _group(self, boxes: list[Box], numbered: bool) -> str:
        self.shape += 1
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right = max(box.left + box.width for box in boxes)
        bottom = max(box.top + box.height for box in boxes)
        scale = self.random.choice([1.0, 2.0])
        inner = "".join(
            self._shape(
                1000 + (box.left - left) * scale,
                (box.top - top) * scale,
                box.width * scale,
                box.height * scale,
                self._content(box, numbered),
            )
            for box in boxes
        )
        wide, high = int((right - left) * 12700), int((bottom - top) * 12700)
        uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
        graphic = (
            f"<a:graphic><a:graphicData "
            f'uri="{uri}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{wide}" cy="{high}"/><a:chOff x="12700000" y="0"/><a:chExt cx="{int(wide * scale)}" '
            f'cy="{int(high * scale)}"/></a:xfrm></wpg:grpSpPr>{inner}</wpg:wgp></a:graphicData></a:graphic>'
        )
        whole = Box("", left, top, right - left, bottom - top)
        return f"<w:r>{self._anchor(whole, 'page', 0, 'square', graphic)}</w:r>"

    def _frames(self, boxes: list[Box], numbered: bool) -> str:
        made = ""
        for box in boxes:
            frame = (
                f'<w:framePr w:w="{int(box.width * 20)}" w:h="{int(box.height * 20)}" w:hRule="exact" '
                f'w:wrap="around" '
                f'w:vAnchor="page" w:hAnchor="page" w:x="{int(box.left * 20)}" w:y="{int(box.top * 20)}"/>'
            )
            content = self._content(box, numbered)
            made += content.replace("<w:p>", f"<w:p><w:pPr>{frame}</w:pPr>")
        return made + self._empty("", 1)

    def _tables(self, boxes: list[Box], numbered: bool) -> str:
        made = ""
        for box in boxes:
            width = int(box.width * 20)
            made += (
                '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="20" w:rightFromText="20" w:vertAnchor="page" '
                'w:horzAnchor="page" '
                f'w:tblpX="{int(box.left * 20)}" w:tblpY="{int(box.top * 20)}"/><w:tblW w:w="{width}" w:type="dxa"/>'
                f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol '
                f'w:w="{width}"/></w:tblGrid><w:tr><w:trPr>'
                f'<w:trHeight w:val="{int(box.height * 20)}"/></w:trPr><w:tc><w:tcPr><w:tcW '
                f'w:w="{width}" w:type="dxa"/>'
                f"</w:tcPr>{self._content(box, numbered)}</w:tc></w:tr></w:tbl>{self._empty('', 1)}"
            )
        return made

    def section(self, columns: int, last: bool) -> str:
        """The properties of a section, in a paragraph of its own unless it is the last."""
        paper = f'<w:pgSz w:w="{int(self.width * 20)}" w:h="{int(self.height * 20)}"'
        paper += ' w:orient="landscape"/>' if self.wide else "/>"
        edge = int(self.margin * 20)
        margins = (
            f'<w:pgMar w:top="{edge}" w:right="{edge}" w:bottom="{edge}" w:left="{edge}" w:header="0" w:footer="0"/>'
        )
        inner = (
            f'<w:sectPr><w:type w:val="nextPage"/>{paper}{margins}<w:cols w:num="{columns}" w:space="360"/></w:sectPr>'
        )
        return inner if last else f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{inner}</w:pPr></w:p>'

    def file(self) -> tuple[bytes, list[Sheet], list[str]]:
        """The bytes of a file of one to three sheets, the sheets, and the names of their layouts."""
        layouts: dict[str, Callable[[], Sheet]] = {
            "columns": self.columns,
            "grid": self.grid,
            "wheel": self.wheel,
            "foot": self.foot,
            "head": self.head,
            "middle": self.middle,
            "sidebar": self.sidebar,
            "text": self.text,
        }
        names = self.random.choices(list(layouts), [4, 2, 2, 3, 3, 2, 3, 1], k=self.random.choice([1, 2, 3]))
        body, sheets = "", []
        for index, name in enumerate(names):
            sheet = layouts[name]()
            numbered = name == "wheel"
            body += self.write(sheet, numbered)
            sheets.append(sheet)
            last = index == len(names) - 1
            body += self.section(sheet.columns, last)
        document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {SPACES}><w:body>{body}</w:body></w:document>'
        return packed(document), sheets, names


def packed(document: str) -> bytes:
    """A Word file with this main part, in Arial of ten points."""
    made = BytesIO()
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName='
        '"/word/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    top, below = (
        f'<Relationships xmlns="{space}"><Relationship Id="r1" Type="{OFFICE}/{kind}" '
        f'Target="{target}"/></Relationships>'
        for kind, target in (("officeDocument", "word/document.xml"), ("styles", "styles.xml"))
    )
    styles = (
        f'<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" '
        f'w:hAnsi="Arial"/><w:sz w:val="20"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults></w:styles>"
    )
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", top)
        archive.writestr("word/document.xml", document)
        archive.writestr("word/_rels/document.xml.rels", below)
        archive.writestr("word/styles.xml", styles)
    return made.getvalue()
