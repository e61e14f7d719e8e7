"""``briefing.docx``: a plain Word copy to edit, with real headings, lists and links; ``briefkit render`` takes it back.

It has the same outline as the Markdown. What Markdown says with signs, Word says with styles: their names are in
:data:`STYLES` and :mod:`briefkit.revise.word` reads them.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from briefkit.briefing import Briefing, Link
from briefkit.record import Record
from briefkit.writers.outline import (
    DAMAGED,
    HEADINGS,
    SET_ASIDE,
    TO_CONFIRM,
    UP,
    BreakMark,
    EntryMark,
    LeadMark,
    Mark,
    NoteMark,
    SectionMark,
    ThemeMark,
    outline,
)

if TYPE_CHECKING:
    from briefkit.theme import Theme

STYLES = {
    "labelled": "Briefing numbered theme",
    "lead": "Briefing lead-in",
    "break": "Briefing break",
    "note": "Briefing note",
    "label": "Briefing label",
    "confirm": "Briefing to confirm",
    "pair": "Briefing pair",
}
FIELDS = {
    "title": "Title",
    "subject": "Subject",
    "publisher": "Publisher",
    "review_type": "Review type",
    "date": "Date",
    "keywords": "Keywords",
    "language": "Language",
    "source": "Source",
    "damaged": "Damaged",
}
"""The rows of the table at the top, in order."""

GUIDE = "Change words, move or delete lines, then run: briefkit render briefing.docx. Keep the table and the headings."
BREAK = "* * *"
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write(record: Record, theme: Theme) -> bytes:
    """The record as a Word document with the heading colour of the house. Its properties name no author.

    The same record gives the same bytes on every day.
    """
    document = Document()
    _set_up(document, record.briefing, theme.colours.heading)
    _write_fields(document, record)
    document.add_paragraph(GUIDE, STYLES["note"])
    number: Any = None
    for mark in outline(record):
        numbered = isinstance(mark, EntryMark) and mark.kind == "numbered"
        number = (number or _new_numbering(document, mark)) if numbered else None
        _write_mark(document, mark, number)
    made = io.BytesIO()
    document.save(made)
    return _without_dates(made.getvalue())


def _set_up(document: Any, briefing: Briefing, colour: str) -> None:
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = _storable(briefing.title)[:255]
    properties.language = briefing.language
    styles = document.styles
    language = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), briefing.language)
    ink = RGBColor.from_string(colour.lstrip("#").upper())
    for name in ("Heading 1", "Heading 2"):
        styles[name].font.color.rgb = ink
    for name in ("labelled", "lead", "break", "note"):
        styles.add_style(STYLES[name], WD_STYLE_TYPE.PARAGRAPH)
    for name in ("label", "confirm", "pair"):
        styles.add_style(STYLES[name], WD_STYLE_TYPE.CHARACTER)
    styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    styles[STYLES["labelled"]].base_style = styles["Heading 2"]
    for name in ("lead", "break", "note"):
        styles[STYLES[name]].base_style = styles["Normal"]
    styles[STYLES["lead"]].font.italic = True
    styles[STYLES["note"]].font.size = Pt(9)
    styles[STYLES["label"]].font.bold = True
    styles[STYLES["confirm"]].font.italic = True
    styles[STYLES["pair"]].font.color.rgb = ink
    styles["Hyperlink"].font.underline = True
    styles["Hyperlink"].font.color.rgb = ink


def _write_fields(document: Any, record: Record) -> None:
    briefing = record.briefing
    kind = briefing.review_type
    values = {
        "title": briefing.title,
        "subject": briefing.subject or "",
        "publisher": briefing.publisher or "",
        "review_type": "" if kind is None else f"{kind.name} ({kind.code})" if kind.code else kind.name,
        "date": briefing.date or "",
        "keywords": ", ".join(briefing.keywords),
        "language": briefing.language,
        "source": record.source.name,
        "damaged": DAMAGED if record.source.damaged else "",
    }
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for name, words in FIELDS.items():
        if name == "damaged" and not values[name]:
            continue
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(words).bold = True
        cells[1].paragraphs[0].add_run(_storable(values[name]))


def _write_mark(document: Any, mark: Mark, number: Any) -> None:
    if isinstance(mark, SectionMark):
        document.add_paragraph(HEADINGS[mark.name] if mark.name else SET_ASIDE, "Heading 1")
    elif isinstance(mark, ThemeMark):
        document.add_paragraph(_storable(mark.text), STYLES["labelled"] if mark.labels else "Heading 2")
    elif isinstance(mark, LeadMark):
        document.add_paragraph(_storable(mark.text), STYLES["lead"])
    elif isinstance(mark, BreakMark):
        document.add_paragraph(BREAK, STYLES["break"])
    elif isinstance(mark, NoteMark):
        for words in (mark.text, *mark.listed):
            document.add_paragraph(_storable(words), STYLES["note"])
    else:
        style = {"bullet": "List Bullet", "numbered": "List Number"}.get(mark.kind, "Normal")
        paragraph = document.add_paragraph(style=style)
        if number is not None:
            _set_numbering(paragraph, number)
        _write_entry(paragraph, mark)


def _write_entry(paragraph: Paragraph, mark: EntryMark) -> None:
    if mark.anchor:
        _add_bookmark(paragraph, mark.anchor)
    if mark.belongs_to:
        _add_link(paragraph, Link(UP, f"#{mark.belongs_to}"), STYLES["pair"])
        paragraph.add_run(" ", STYLES["pair"])
    if mark.to_confirm:
        paragraph.add_run(f"{TO_CONFIRM} ", STYLES["confirm"])
    if mark.label:
        paragraph.add_run(f"{_storable(mark.label)}: ", STYLES["label"])
    at = 0
    for link in mark.links:
        start = mark.text.find(link.text, at) if link.text.strip() else -1
        if start < 0:
            continue
        _add_text(paragraph, mark.text[at:start])
        _add_link(paragraph, link)
        at = start + len(link.text)
    _add_text(paragraph, mark.text[at:])


def _add_text(paragraph: Paragraph, text: str) -> None:
    if text:
        paragraph.add_run(_storable(text))


def _add_bookmark(paragraph: Paragraph, name: str) -> None:
    """A bookmark at the head of a paragraph, numbered as many as stand before it."""
    number = sum(1 for _ in paragraph.part.element.iter(qn("w:bookmarkStart")))
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), name)
        paragraph._element.append(element)


def _add_link(paragraph: Paragraph, link: Link, style: str = "Hyperlink") -> None:
    element = OxmlElement("w:hyperlink")
    if link.url.startswith("#"):
        element.set(qn("w:anchor"), link.url[1:])
    else:
        relation = paragraph.part.relate_to(_storable(link.url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element.set(qn("r:id"), relation)
    run = paragraph.add_run(_storable(link.text), style)
    element.append(run._element)
    paragraph._element.append(element)


def _new_numbering(document: Any, mark: Mark) -> Any:
    """A list that begins at the number of its first item, else at 1: a new instance of the one of List Number."""
    printed = re.match(r"(?:[^\W\d_]+ ){0,3}([0-9]{1,4})", mark.number or "") if isinstance(mark, EntryMark) else None
    style = document.styles["List Number"].element.find(f".//{qn('w:numId')}")
    numbering = document.part.numbering_part.element
    old = numbering.num_having_numId(int(style.get(qn("w:val"))))
    new = numbering.add_num(old.abstractNumId.val)
    override = new.add_lvlOverride(ilvl=0)
    override.add_startOverride(int(printed[1]) if printed else 1)
    return new.numId


def _set_numbering(paragraph: Paragraph, number: int) -> None:
    numbering = paragraph._element.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = number


def _storable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNSTORABLE.sub("", text)


def _without_dates(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(zipfile.ZipInfo(member.filename, _LONG_AGO), old.read(member), zipfile.ZIP_DEFLATED)
    return made.getvalue()
