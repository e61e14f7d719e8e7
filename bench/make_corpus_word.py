"""The small language in which the Word documents of the corpus are written, and how it becomes a document.

One block a line. `T:`, `H1:`, `H2:` real styles; `B:` a bold paragraph; `C 1F4E79 14:` a coloured one of 14 points;
`L:` and `N:` real lists; `Q:` a quotation; `W:` white text; anything else a paragraph as it stands.
`BAR 1F4E79: text` a table of one cell. `{table 30 70}` `{cell DDEEFF}` `{row}` `{/table}`; `{box x y w h fill}`
`{/box}` in millimetres, for which `right_margin: 70` in the head leaves room beside the text; `{cols 2}`; `{header}`
`{/header}`; `{footer}` `{/footer}`; `{pagebreak}`; `{blank}` an empty paragraph.
Inline: **bold**, __italic__, ++inserted++, ~~deleted~~, %%comment%%, ^[footnote].
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from lxml import etree
from make_corpus_truth import Source, unmarked

WHEN = datetime(2024, 1, 15, 9, 0, 0)
INLINE = re.compile(r"(\*\*.+?\*\*|__.+?__|\+\+.+?\+\+|~~.+?~~|%%.+?%%|\^\[[^\]]*\])")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
STYLES = {"T": "Title", "H1": "Heading 1", "H2": "Heading 2", "L": "List Bullet", "N": "List Number", "Q": "Quote"}
LINE = re.compile(r"(T|H1|H2|L|N|Q|B|W|P|BAR [0-9A-F]{6}|C [0-9A-F]{6} \d+): (.*)")


def make(source: Source) -> bytes:
    """The document, the same bytes every time."""
    return _Writer(source).write()


class _Writer:
    def __init__(self, source: Source) -> None:
        self.document: Any = docx.Document()
        self.source = source
        self.notes: list[str] = []
        self.shapes = 0
        self.lines = [line for line in unmarked(source.body).split("\n") if line.strip()]
        self.at = 0
        core = self.document.core_properties
        core.created = core.modified = WHEN
        core.author, core.title = str(source.head.get("author", "")), str(source.head.get("property_title", ""))
        section = self.document.sections[0]
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
        section.page_width, section.page_height = Mm(210), Mm(297)
        if "right_margin" in source.head:
            section.right_margin = Mm(int(source.head["right_margin"]))
        if source.head.get("page") == "landscape":
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = str(source.head.get("font", "Arial")), Pt(11)
        normal.paragraph_format.space_after = Pt(5)

    def write(self) -> bytes:
        self.blocks(self.document, None)
        if self.notes:
            self.keep_notes()
        raw = io.BytesIO()
        self.document.save(raw)
        out = io.BytesIO()
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name))
        return out.getvalue()

    def blocks(self, place: Any, end: str | None) -> None:
        """Writes blocks into a body, a cell, a header, until the line that ends them."""
        while self.at < len(self.lines):
            line = self.lines[self.at].strip()
            if end and (line == end or (end == "{/table}" and (line == "{row}" or line.startswith("{cell")))):
                return
            self.at += 1
            if line.startswith("{"):
                self.command(place, line.strip("{}").split())
            else:
                self.line(place, line)

    def command(self, place: Any, words: list[str]) -> None:
        match words[0]:
            case "table":
                self.table(place, words[1:])
            case "box":
                self.box(place, words[1:])
            case "cols":
                section = self.document.add_section(WD_SECTION.CONTINUOUS)
                columns = section._sectPr.find(qn("w:cols"))
                columns.set(qn("w:num"), words[1])
                columns.set(qn("w:space"), "500")
            case "header" | "footer":
                part = getattr(self.document.sections[0], words[0])
                part.is_linked_to_previous = False
                self.inside(part, f"{{/{words[0]}}}")
            case "pagebreak":
                place.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case "blank":
                place.add_paragraph()
            case _:
                raise ValueError(f"{self.source.id}: {words}")

    def inside(self, place: Any, end: str) -> None:
        self.blocks(place, end)
        self.at += end != "{/table}"
        first = place.paragraphs[0]
        if not first.text and len(place.paragraphs) > 1:
            first._p.getparent().remove(first._p)

    def line(self, place: Any, line: str) -> None:
        found = LINE.fullmatch(line)
        code, text = (found[1], found[2]) if found else ("P", line)
        if code.startswith("BAR"):
            table = self.new_table(place, 1, [100])
            shade(table.cell(0, 0), code.split()[1])
            paragraph = table.cell(0, 0).paragraphs[0]
            self.runs(paragraph, text, bold=True, colour="FFFFFF", size=13)
            return
        paragraph = place.add_paragraph()
        if code in STYLES:
            paragraph.style = self.document.styles[STYLES[code]]
        colour, size = None, None
        if code.startswith("C "):
            colour, size = code.split()[1], int(code.split()[2])
        elif code == "W":
            colour = "FFFFFF"
        self.runs(paragraph, text, bold=code == "B", colour=colour, size=size)

    def runs(
        self, paragraph: Any, text: str, *, bold: bool = False, colour: str | None = None, size: int | None = None
    ) -> None:
        for piece in INLINE.split(text):
            if not piece:
                continue
            if piece.startswith("^["):
                self.note(paragraph, re.sub(r"^[a-z](\|[a-z])*:", "", piece[2:-1]))
            elif piece.startswith("%%"):
                runs = paragraph.runs or [paragraph.add_run("")]
                comment = self.document.add_comment(runs[-1:], piece[2:-2], author="K.R.", initials="KR")
                comment._comment_elm.set(qn("w:date"), "2024-01-15T09:00:00Z")
            elif piece[:2] in ("++", "~~"):
                changed(paragraph, piece[2:-2], inserted=piece[:2] == "++")
            else:
                strong = piece.startswith("**")
                slanted = piece.startswith("__") and len(piece) > 4
                run = paragraph.add_run(piece[2:-2] if strong or slanted else piece)
                run.bold = True if strong or bold else None
                run.italic = True if slanted else None
                if colour:
                    run.font.color.rgb = RGBColor.from_string(colour)
                if size:
                    run.font.size = Pt(size)

    def new_table(self, place: Any, columns: int, widths: list[int]) -> Any:
        full = self.document.sections[-1].page_width - Cm(3.6)
        if hasattr(place, "_tc") or place is not self.document:
            full = int(full * 0.9)
        table = (
            place.add_table(0, columns)
            if place is self.document
            else place.add_table(0, columns, full)
            if not hasattr(place, "_tc")
            else place.add_table(0, columns)
        )
        table.autofit = False
        if "noborder" not in self.source.head.get("look", ""):
            table.style = self.document.styles["Table Grid"]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = int(full * width / sum(widths))
        for cell, width in zip(table.add_row().cells, widths, strict=True):
            cell.width = int(full * width / sum(widths))
        return table

    def table(self, place: Any, words: list[str]) -> None:
        widths = [int(word) for word in words]
        table = self.new_table(place, len(widths), widths)
        row, column = 0, -1
        while (line := self.lines[self.at].strip()) != "{/table}":
            self.at += 1
            if line == "{row}":
                table.add_row()
                row, column = row + 1, -1
                continue
            column += 1
            cell = table.cell(row, column)
            cell.width = table.cell(0, column).width
            fill = line.strip("{}").split()[1:]
            if fill and fill[0].startswith("span"):
                cell = cell.merge(table.cell(row, column + int(fill[0][4:]) - 1))
                column += int(fill.pop(0)[4:]) - 1
            if fill:
                shade(cell, fill[0])
            self.inside(cell, "{/table}")
        self.at += 1

    def box(self, place: Any, words: list[str]) -> None:
        """A text box as Word writes it: a drawing, and the same text again for older readers."""
        x, y, wide, high = (int(word) for word in words[:4])
        fill = words[4] if len(words) > 4 else "FFFFFF"
        start = self.at
        self.inside_box(place, "{/box}")
        inner = self.made
        self.at = start
        self.inside_box(place, "{/box}")
        again = self.made
        self.at += 1
        self.shapes += 1
        n, emu = self.shapes, 36000
        xml = (
            f'<w:r {SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" '
            f'distL="0" distR="0" simplePos="0" relativeHeight="{n}" behindDoc="0" locked="0" layoutInCell="1" '
            f'allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{x * emu}'
            f'</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{y * emu}</wp:posOffset>'
            f'</wp:positionV><wp:extent cx="{wide * emu}" cy="{high * emu}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:wrapNone/><wp:docPr id="{n}" name="Text Box {n}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
            f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide * emu}" cy="{high * emu}"/></a:xfrm><a:prstGeom '
            f'prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill><a:ln w="9525">'
            '<a:solidFill><a:srgbClr val="44546A"/></a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent/>'
            '</wps:txbx><wps:bodyPr lIns="72000" tIns="36000" rIns="72000" bIns="36000"/></wps:wsp></a:graphicData>'
            '</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape type="#_x0000_t202" '
            f'style="position:absolute;margin-left:{x}mm;margin-top:{y}mm;width:{wide}mm;height:{high}mm" '
            f'fillcolor="#{fill}"><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></mc:Fallback>'
            "</mc:AlternateContent></w:r>"
        )
        run = parse_xml(xml)
        for content, blocks in zip(run.iter(f"{{{W}}}txbxContent"), (inner, again), strict=True):
            content.extend(blocks)
        body = self.document.paragraphs
        anchor = body[-1] if self.shapes > 1 and body else place.add_paragraph()
        anchor._p.append(run)

    def inside_box(self, place: Any, end: str) -> None:
        """Writes the blocks of a box at the end of the body and takes them out again."""
        body = self.document.element.body
        before = set(body)
        self.blocks(place, end)
        self.made = [block for block in body if block not in before]
        for block in self.made:
            body.remove(block)

    def note(self, paragraph: Any, text: str) -> None:
        self.notes.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self.notes) + 1))
        run._r.append(mark)

    def keep_notes(self) -> None:
        root = etree.Element(f"{{{W}}}footnotes", nsmap={"w": W})
        for number, kind in ((0, "separator"), (1, "continuationSeparator")):
            note = etree.SubElement(root, f"{{{W}}}footnote", {f"{{{W}}}id": str(number), f"{{{W}}}type": kind})
            run = etree.SubElement(etree.SubElement(note, f"{{{W}}}p"), f"{{{W}}}r")
            etree.SubElement(run, f"{{{W}}}{kind}")
        for number, text in enumerate(self.notes, 2):
            note = etree.SubElement(root, f"{{{W}}}footnote", {f"{{{W}}}id": str(number)})
            paragraph = etree.SubElement(note, f"{{{W}}}p")
            run = etree.SubElement(paragraph, f"{{{W}}}r")
            etree.SubElement(run, f"{{{W}}}footnoteRef")
            run = etree.SubElement(paragraph, f"{{{W}}}r")
            etree.SubElement(run, f"{{{W}}}t").text = " " + text
            run[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), kind, blob, self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def shade(cell: Any, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def changed(paragraph: Any, text: str, *, inserted: bool) -> None:
    change = OxmlElement("w:ins" if inserted else "w:del")
    for key, value in (("id", "90"), ("author", "K.R."), ("date", "2024-01-15T09:00:00Z")):
        change.set(qn(f"w:{key}"), value)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t" if inserted else "w:delText")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    change.append(run)
    paragraph._p.append(change)
