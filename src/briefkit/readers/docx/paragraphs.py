"""What a paragraph is, as its style, outline level and list tell: heading, bullet, numbered item or plain paragraph.

Headings that are only dressed up as such (a bold line) are not decided here; the looks of the runs are kept for that.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefkit.readers.docx.book import Book
from briefkit.readers.docx.drafts import Draft, Piece
from briefkit.readers.docx.styles.looks import Partial
from briefkit.readers.docx.styles.numbering import Marker

FOR_TEXT = -1
"""The level of a style whose name says that it is for no headings."""

BODY_WORDS = 20
"""A heading longer than this that ends like a sentence is body text in the wrong style."""

_HEADING = re.compile(
    r"(?<![a-z])(?:(sub)[ -]?)?(?:heading|head|überschrift|ueberschrift|berschrift|titre|títol|título|titulo|ttulo"
    r"|titolo|titlu|kop|kopf|nagłówek|nagwek|nadpis|rubrik|overskrift|otsikko|címsor|cmsor|naslov|başlık|balk|pennawd|penawd"
    r"|ceannteideal|antraštė|virsraksts|pealkiri|izenburua|επικεφαλίδα|заголовок|заглавие|标题|標題|見出し|제목|عنوان|כותרת"
    r"|h(?=[1-6]\b))"
    r"s?[ _(-]*([1-9])?(?![a-z])",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:para(?:graph)?s?|text|body|quot(?:e|ation)s?|bullets?|list|notes?|normal|caption|address|signature)(?![a-z])",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(
    r"\b(?:contents|table|figure|running|header|page|column|char|under|below|after)\b|\btoc ?\d", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?:(?!sub|table|figure|chart)[\w-]+ )?title(?: ?\d)?|titel|titre|título|titulo|titolo|teitl|rubrik|tytuł|otsikko",
    re.IGNORECASE,
)
_SUB = re.compile(r"(?<![a-z])sub", re.IGNORECASE)
_LIST = re.compile(r"^list ?(bullet|number)(?: ?([2-9]))?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;][”’\"')\]]*\s*$")
_TWO_SENTENCES = re.compile(r"\w[.!?]\s+[A-Z]")


def classify(draft: Draft, effective: Partial, book: Book) -> None:
    """Settles kind, level, marker and evidence of a draft with words. ``effective`` are its paragraph properties."""
    if draft.shaded:
        draft.evidence.append("shaded")
    level = _heading_level(draft, effective, book)
    marker, is_list = _list_marker(draft, effective, book)
    if marker is not None and marker.text:
        look = next((piece.look for piece in draft.pieces), None)
        if look is not None:
            draft.marker = Piece(marker.text, look._replace(script="normal"), computed=True)
    if level and is_body_text(draft.visible):
        draft.evidence.append("heading style on body text")
        level = 0
    if level:
        draft.kind, draft.level = "heading", level
    elif is_list and marker is not None:
        draft.kind, draft.level = ("bullet" if marker.bullet else "numbered"), marker.depth + 1
        draft.evidence.append("list")
    if all(piece.look.caps for piece in draft.pieces if piece.text.strip()):
        draft.evidence.append("all capitals")


def is_heading(draft: Draft, effective: Partial, book: Book) -> bool:
    """Whether the style or outline level of a draft makes it a heading; nothing is settled by that."""
    return bool(_heading_level(Draft(draft.place, draft.path, draft.style, draft.style_name), effective, book))


def pass_over(draft: Draft, effective: Partial, book: Book) -> None:
    """Counts an empty list paragraph: Word prints a number for it, so the next one has the number after."""
    if effective.get("list") not in {None, "0"}:
        _list_marker(draft, effective, book)


def _heading_level(draft: Draft, effective: Partial, book: Book) -> int:
    names = [style.name for style in book.looks.chain(draft.style)] or [draft.style or ""]
    outline = effective.get("outline")
    depth = outline + 1 if isinstance(outline, int) and 0 <= outline <= 8 else 0
    for name in names:
        level = level_of_name(name)
        if level is None:
            continue
        if level != FOR_TEXT:
            draft.evidence.append(f"style {draft.style_name}")
            return level or depth or 2
        if depth and outline == book.looks.paragraph(draft.style).get("outline"):
            return 0  # body text whose style is based on a heading ("Level 1 Paragraph" on "Heading 2")
        break
    if depth:
        draft.evidence.append(f"outline level {depth}")
    return depth


@lru_cache(1024)
def level_of_name(name: str) -> int | None:
    """The level of the headings that a style of that name is for: 0 where it tells none, ``None`` where the name tells
    nothing, ``FOR_TEXT`` where the style is for other text, whatever it is based on.
    """
    if _TITLE.fullmatch(name):
        return 1
    if _NO_HEADING.search(name):
        return FOR_TEXT
    match = _HEADING.search(name)
    if match is not None:
        return int(match[2]) + bool(match[1] or _SUB.search(name)) if match[2] else 0
    return FOR_TEXT if _BODY.search(name) else None


def _list_marker(draft: Draft, effective: Partial, book: Book) -> tuple[Marker | None, bool]:
    list_id, depth = effective.get("list"), effective.get("depth")
    if isinstance(list_id, str) and list_id != "0":
        if not isinstance(depth, int):
            depth = None
        if depth is None and draft.style is not None:
            depth = book.numbering.depth_of_style(list_id, draft.style)
        marker = book.numbering.advance(list_id, depth or 0)
        if marker is not None:
            return marker, True
    if list_id == "0":
        return None, False
    match = _LIST.match(draft.style_name or "")
    if match is None:
        return None, False
    bullet = match[1].lower() == "bullet"
    return Marker("•" if bullet else "", bullet, int(match[2] or 1) - 1), True


def is_body_text(text: str) -> bool:
    """Whether words in a heading style are plainly body text: long and ending like a sentence, or two sentences."""
    if not _SENTENCE_END.search(text):
        return False
    words = len(text.split())
    return words > BODY_WORDS or (words >= BODY_WORDS // 2 and bool(_TWO_SENTENCES.search(text)))
