"""A Word copy that a person edited, as marks: styles, lists and links are read, and what Word's reviewing has inserted.

python-docx opens the package; the text is walked here, because its paragraphs leave insertions out.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from briefkit.briefing import ANCHOR, Link
from briefkit.codec import InvalidBriefing
from briefkit.revise.front_matter import Fields
from briefkit.revise.marks import section_named, unknown_section
from briefkit.writers.docx import BREAK, FIELDS, STYLES
from briefkit.writers.outline import TO_CONFIRM, BreakMark, EntryMark, LeadMark, Mark, SectionMark, ThemeMark

_LARGEST = 80 * 1024 * 1024
_NAMES = {words.casefold(): name for name, words in FIELDS.items()}
_BY_STYLE = {words.casefold(): name for name, words in STYLES.items()}
_LIVE = ("http://", "https://", "mailto:", "tel:")
_GONE = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr"))
_BOXES = frozenset(qn(name) for name in ("w:drawing", "w:pict", "w:object"))


class Word(NamedTuple):
    """The fields of the table at the top, the marks below it, and what could not be understood."""

    fields: Fields
    marks: tuple[Mark, ...]
    problems: tuple[str, ...]


class _Piece(NamedTuple):
    text: str
    style: str
    link: str | None


def read_word(data: bytes) -> Word:
    """The marks of an edited ``briefing.docx``. Raises :class:`InvalidBriefing` where it is no Word document."""
    reading = _opened(data)
    document = reading.document
    for element in document.element.body:
        if element.tag == qn("w:tbl") and not reading.marks and not reading.fields:
            reading.take_fields(element)
        else:
            for paragraph in _paragraphs(element):
                reading.take(paragraph)
    if not reading.fields.get("title"):
        reading.problems.insert(0, "the table at the top: the row Title is missing or empty — field title")
    if next(document.element.body.iter(qn("w:txbxContent")), None) is not None:
        reading.problems.append("a text box stands in the document: move its text into a line of the page")
    return Word(reading.fields, tuple(reading.marks), tuple(reading.problems))


def _opened(data: bytes) -> _Reading:
    step = "Give the briefing.docx that briefkit made, saved by Word as .docx."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > _LARGEST:
            raise InvalidBriefing.of("briefing.docx", ("it unpacks to far more than a briefing holds",), step)
        document = Document(io.BytesIO(data))
        if document.element.body is None:
            raise ValueError("its text is missing")
        return _Reading(document)
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.LxmlError, OSError) as error:
        raise InvalidBriefing.of("briefing.docx", (f"it is no readable Word document ({error})",), step) from error
    except (AttributeError, TypeError, NotImplementedError, RuntimeError, EOFError, zlib.error, struct.error) as error:
        # python-docx takes the order of a package for granted: what its parts lack shows as any of these.
        raise InvalidBriefing.of("briefing.docx", ("it is a damaged Word document",), step) from error


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs at or below an element, without those in text boxes."""
    if element.tag == qn("w:p"):
        yield element
    elif isinstance(element.tag, str) and element.tag not in _BOXES:
        for child in element:
            yield from _paragraphs(child)


def _anchor(paragraph: Any) -> str | None:
    """The first bookmark of a paragraph that can be the target of our links; Word's own begin with a stroke."""
    names = (mark.get(qn("w:name"), "") for mark in paragraph.iter(qn("w:bookmarkStart")))
    return next((name for name in names if re.search(ANCHOR, name)), None)


class _Reading:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.relations = document.part.rels
        self.styles = {style.style_id: style.name.casefold() for style in document.styles if style.name}
        self.fields: Fields = {}
        self.marks: list[Mark] = []
        self.problems: list[str] = []
        self.number = 0

    def take_fields(self, table: Any) -> None:
        for row in table.iter(qn("w:tr")):
            cells = ["".join(piece.text for p in _paragraphs(cell) for piece in self._pieces(p)) for cell in row]
            cells = [cell.strip() for cell, element in zip(cells, row, strict=True) if element.tag == qn("w:tc")]
            if not cells or not cells[0]:
                continue
            name = _NAMES.get(cells[0].strip(": ").casefold())
            if name is None:
                known = ", ".join(FIELDS.values())
                self.problems.append(f"the table at the top: there is no row {cells[0][:40]!r}; rows are {known}")
            elif name in self.fields:
                self.problems.append(f"the table at the top: the row {cells[0]} stands there twice — field {name}")
            else:
                value = cells[1] if len(cells) > 1 else ""
                words = tuple(word.strip() for word in value.split(",") if word.strip())
                self.fields[name] = words if name == "keywords" else value

    def take(self, paragraph: Any) -> None:
        """Takes one paragraph of the body."""
        pieces = [piece for piece in self._pieces(paragraph) if piece.text]
        text = "".join(piece.text for piece in pieces).strip()
        if not text:
            return
        self.number += 1
        style = self._style(paragraph)
        named = _BY_STYLE.get(style, "")
        level = re.fullmatch(r"heading (\d)", style)
        if named == "note":
            return
        if level is not None and level[1] == "1":
            self._section(text)
        elif level is not None or named == "labelled":
            self.marks.append(ThemeMark(text, named == "labelled"))
        elif named == "break" or text == BREAK:
            self.marks.append(BreakMark())
        elif named == "lead":
            self.marks.append(LeadMark(text))
        else:
            self._entry(pieces, self._kind(paragraph, style), _anchor(paragraph))

    def _section(self, text: str) -> None:
        section = section_named(text)
        if section is None or isinstance(section, str):
            self.marks.append(SectionMark(section))
        else:
            self.problems.append(f"heading {text[:60]!r}: {unknown_section(text)}")
            self.marks.append(SectionMark("about"))

    def _entry(self, pieces: list[_Piece], kind: str, anchor: str | None) -> None:
        if not any(isinstance(mark, SectionMark) for mark in self.marks):
            words = "".join(piece.text for piece in pieces).strip()[:60]
            self.problems.append(f"text stands before the first section heading: {words!r}")
            self.marks.append(SectionMark("about"))
        by_style = {name: "".join(p.text for p in pieces if p.style == STYLES[name].casefold()) for name in STYLES}
        ours = {STYLES[name].casefold() for name in ("label", "confirm", "pair")}
        own = [p for p in pieces if p.style not in ours]
        leads = (p.link for p in pieces if p.style == STYLES["pair"].casefold() and p.link)
        lead = next((link[1:] for link in leads if link.startswith("#")), None)
        label = by_style["label"].strip().removesuffix(":").strip() or None
        text = "".join(piece.text for piece in own).strip()
        links = tuple(Link(piece.text, piece.link) for piece in own if piece.link)
        if not text and label:
            text, label = f"{label}:", None
        if text:
            asked = by_style["confirm"].strip().casefold() == TO_CONFIRM
            self.marks.append(EntryMark(text, kind, label, links, asked, None, anchor, self.number, lead))

    def _pieces(self, parent: Any, link: str | None = None) -> Iterator[_Piece]:
        for element in parent:
            tag = element.tag
            if tag in _GONE or tag in _BOXES or not isinstance(tag, str):
                continue
            if tag == qn("w:r"):
                yield _Piece(_run_text(element), self._run_style(element), link)
            elif tag == qn("w:hyperlink"):
                yield from _merged(self._pieces(element, self._target(element) or link))
            else:
                yield from self._pieces(element, link)

    def _target(self, element: Any) -> str | None:
        inward = element.get(qn("w:anchor"), "")
        if re.search(ANCHOR, inward):
            return f"#{inward}"
        relation = self.relations.get(element.get(qn("r:id"), ""))
        if relation is None or not relation.is_external:
            return None
        target = str(relation.target_ref)
        return target if target.lower().startswith(_LIVE) else None

    def _run_style(self, run: Any) -> str:
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        return "" if style is None else self.styles.get(style.get(qn("w:val")), "")

    def _style(self, paragraph: Any) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return "" if style is None else self.styles.get(style.get(qn("w:val")), "")

    def _kind(self, paragraph: Any, style: str) -> str:
        """``bullet`` or ``numbered`` by the list that the paragraph is in, its own or that of its style."""
        if style.startswith("list bullet"):
            return "bullet"
        if style.startswith("list number"):
            return "numbered"
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is None or number.get(qn("w:val")) == "0":
            return "paragraph"
        return "bullet" if self._is_bulleted(number.get(qn("w:val"), "")) else "numbered"

    def _is_bulleted(self, number: str) -> bool:
        try:
            numbering = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return True
        for instance in numbering.iter(qn("w:num")):
            if instance.get(qn("w:numId")) == number:
                abstract = instance.find(qn("w:abstractNumId")).get(qn("w:val"))
                for one in numbering.iter(qn("w:abstractNum")):
                    if one.get(qn("w:abstractNumId")) == abstract:
                        form = one.find(f"{qn('w:lvl')}/{qn('w:numFmt')}")
                        return form is None or bool(form.get(qn("w:val")) == "bullet")
        return True


def _merged(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """The pieces of one link as one: Word cuts runs where it likes."""
    found = list(pieces)
    if found:
        yield _Piece("".join(piece.text for piece in found), found[0].style, found[0].link)


def _run_text(run: Any) -> str:
    words = []
    for element in run:
        if element.tag == qn("w:t"):
            words.append(element.text or "")
        elif element.tag in {qn("w:br"), qn("w:cr")}:
            words.append("\n")
        elif element.tag == qn("w:tab"):
            words.append("\t")
        elif element.tag == qn("w:noBreakHyphen"):
            words.append("-")
    return "".join(words)
