"""Word with text boxes (DrawingML with its VML copy) and bookmarks that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from sample_inbox.packing import pack_word
from sample_inbox.truth import Part, Sample, part, statements_of

TITLE = "Asleep on the sofa: safer sleep when home keeps changing"
PUBLISHER = "Tarnwick and Orlsea Safeguarding Children Partnership"
STRAPLINE = "7-minute briefing: Local Child Safeguarding Practice Review, Baby Linnet, March 2025"

STORY = part(
    "What happened to Baby Linnet",
    "background",
    "Baby Linnet was nine weeks old when she died while sleeping beside her father on a borrowed sofa.",
    "The family had moved three times since her birth and was staying with friends that week.",
    "Her parents loved her, kept her warm and fed, and asked for help with housing more than once.",
    "We thank them for telling us, in their own words, what those weeks were like.",
    "The review looked at the time from the booking visit to the morning of her death, and at how twelve services "
    "kept in touch with a family on the move.",
)
PRAISE = part(
    "What worked well",
    "good_practice",
    "The community midwife drew a sleep plan with both parents and left them a copy in Portuguese.",
    "A hostel night worker noticed that the cot had not arrived and rang the health visiting duty line.",
    "The housing officer photographed the sofa, said plainly that it worried her, and asked the parents what they "
    "would need to feel safe that night.",
    "After Linnet died, one named nurse stayed in touch with the family for a year.",
)
HOUSING = Part(
    "Sleep advice did not follow the family",
    [
        *part(
            "",
            "findings|learning",
            "Safer sleep was discussed at birth, in a room with a cot, and never again after the family moved.",
            "Each new address reached some services within days and others not at all.",
            theme="Sleep advice did not follow the family",
        ).statements,
        *part(
            "",
            "learning",
            "Every change of address should prompt a fresh look at where the baby sleeps, day and night.",
            theme="Sleep advice did not follow the family",
        ).statements,
    ],
)
FATHER = Part(
    "Fathers and friends were out of sight",
    [
        *part(
            "",
            "findings|learning",
            "Linnet’s father worked nights and looked after her by day, yet no record mentions a talk with him.",
            "Nobody asked whose sofa it was or who else stayed in the flat.",
            theme="Fathers and friends were out of sight",
        ).statements,
        *part(
            "",
            "learning",
            "Practitioners should offer safer sleep advice to each person who settles the baby, including hosts.",
            theme="Fathers and friends were out of sight",
        ).statements,
    ],
)
TIRED = Part(
    "Out-of-routine nights",
    [
        *part(
            "",
            "findings|learning",
            "The review heard that tired parents knew the advice but had no plan for a night away from the cot.",
            theme="Out-of-routine nights",
        ).statements,
        *part(
            "",
            "learning",
            "Practitioners should rehearse the unplanned night: what will you do if you are out, unwell or exhausted?",
            "A travel cot lent the same day does more than a leaflet sent the next week.",
            theme="Out-of-routine nights",
        ).statements,
    ],
)
THEMES = (HOUSING, FATHER, TIRED)
QUESTIONS = part(
    "Questions for your team",
    "questions",
    "When did you last ask to see where a baby sleeps, and what did you do if the answer was a sofa?",
    "How would a night worker in your area reach a health visitor before morning?",
    "Which families on your list moved this month, and who has told whom?",
)
MORE = part(
    "Find out more",
    "resources",
    "Tarnwick safer sleep pathway and lending library: https://tarnwick-orlsea.example/safer-sleep",
    "Moving home with a baby, a checklist for every service",
)
CONTACT = part(
    "Talk to us",
    "contact",
    "If this briefing has upset you, or you would like a team session on it, write to "
    "learning@tarnwick-orlsea.example or call 01632 960144.",
)

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_BOX = """<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="114300" distL="114300" distR="114300" simplePos="0" relativeHeight="{number}" behindDoc="0"
 locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>
<wp:docPr id="{number}" name="Text Box {number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>
<a:ln w="9525"><a:solidFill><a:srgbClr val="44606B"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>
<wps:bodyPr lIns="91440" tIns="72000" rIns="91440" bIns="45720"/></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:shape id="box{number}" type="#_x0000_t202" style="position:absolute;margin-left:{left_pt}pt;margin-top:0;\
width:{width_pt}pt;height:{height_pt}pt;z-index:{number}" fillcolor="#{fill}"><v:textbox>
<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
_POINT = 12700


@dataclass(frozen=True)
class _Place:
    """Where a box stands in its paragraph's line, in points, and its colour."""

    number: int
    left: int
    width: int
    height: int
    fill: str


def make() -> Sample:
    """The file and the editor's answer."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Pt(56)
    section.top_margin = section.bottom_margin = Pt(48)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10.5)
    document.add_paragraph(PUBLISHER).runs[0].bold = True
    title = document.add_heading(TITLE, level=1)
    _mark(title, '<w:bookmarkStart {spaces} w:id="1" w:name="_Hlk90210"/>')
    document.add_paragraph(STRAPLINE)
    first = document.add_paragraph()
    _box(first, STORY, _Place(1, 0, 235, 268, "E8F1F4"))
    _box(first, PRAISE, _Place(2, 247, 236, 268, "E9F3E6"))
    document.add_heading("What we learned", level=1)
    for theme in THEMES:
        _theme(document, theme)
    second = document.add_paragraph()
    _mark(second, '<w:bookmarkEnd {spaces} w:id="77"/>')
    _box(second, QUESTIONS, _Place(3, 0, 235, 172, "FFF6DC"))
    _box(second, MORE, _Place(4, 247, 236, 172, "F1ECF6"))
    document.add_heading(CONTACT.heading, level=2)
    last = document.add_paragraph(CONTACT.statements[0].text)
    _mark(last, '<w:bookmarkStart {spaces} w:id="5" w:name="_GoBack"/>')
    _mark(last, '<w:bookmarkEnd {spaces} w:id="5"/>')
    content = pack_word(document, "Briefing template v2")
    parts = (STORY, PRAISE, *THEMES, QUESTIONS, MORE, CONTACT)
    meta: dict[str, str | None] = {
        "title": TITLE,
        "subject": "Baby Linnet",
        "publisher": PUBLISHER,
        "review_type": "Local Child Safeguarding Practice Review",
        "date": "March 2025",
    }
    return Sample("tarnwick-baby-linnet.docx", content, meta, statements_of(parts))


def _theme(document: Any, theme: Part) -> None:
    heading = document.add_heading(theme.heading, level=2)
    _mark(heading, '<w:bookmarkStart {spaces} w:id="9" w:name="_Toc400"/>')
    for said in theme.statements:
        paragraph = document.add_paragraph(said.text)
        paragraph.paragraph_format.space_after = Pt(4)
    if theme is TIRED:
        # A cross-reference whose target went with an earlier draft; Word still shows the words it last had.
        _reference(paragraph, "_Ref55501", " (see Fathers and friends above)")


def _mark(paragraph: Any, xml: str) -> None:
    paragraph._p.append(parse_xml(xml.format(spaces=_SPACES)))


def _reference(paragraph: Any, target: str, shown: str) -> None:
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> REF {target} \\h </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f'<w:t xml:space="preserve">{shown}</w:t>',
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {_SPACES}>{inner}</w:r>"))


def _box(paragraph: Any, content: Part, place: _Place) -> None:
    number, left, width, height = place.number, place.left, place.width, place.height
    inner = _line(content.heading, "<w:rPr><w:b/><w:sz w:val='24'/></w:rPr>")
    inner += "".join(_line(said.text) for said in content.statements)
    xml = _BOX.format(
        spaces=_SPACES,
        number=number,
        left=left * _POINT,
        left_pt=left,
        width=width * _POINT,
        width_pt=width,
        height=height * _POINT,
        height_pt=height,
        fill=place.fill,
        content=inner,
    )
    paragraph._p.append(parse_xml(xml))


def _line(text: str, look: str = "") -> str:
    spacing = '<w:pPr><w:spacing w:before="0" w:after="80"/></w:pPr>'
    return f"<w:p>{spacing}<w:r>{look}<w:t>{escape(text, quote=False)}</w:t></w:r></w:p>"
