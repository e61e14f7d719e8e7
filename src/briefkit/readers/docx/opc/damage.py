"""What there is to say about a damaged Word file: what is lost, and where to look for it.

Three codes: BK216 the file breaks off, BK200 a part that holds text is damaged or missing, BK215 only something
else was damaged or missing (the list of contents, the styles). Each marks the briefing as made from a damaged file
(:data:`briefkit.diagnostics.DAMAGE`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput

COMPARE = "Compare the briefing with the document; ask for a whole copy."
_TEXT = {
    "header": "a page header",
    "footer": "a page footer",
    "footnotes": "the footnotes",
    "endnotes": "the endnotes",
    "diagramData": "the text of a diagram",
    "chart": "a chart",
}
_LOOKS = {
    "styles": "the styles (headings may not be recognised, text that a style hides may show)",
    "numbering": "the lists (numbers may be missing)",
}
_LOOKS_ONLY = re.compile(
    r"(?:.*/)?(?:styles\w*|numbering|settings|webSettings|fontTable|theme\d*|\[Content_Types\])\.xml|docProps/.*|_rels/.*",
    re.I,
)


def holds_text(name: str) -> bool:
    """Whether a part may hold words of the document, and not only looks or properties."""
    return not _LOOKS_ONLY.fullmatch(name)


def damaged(name: str, paragraphs: int | None = None) -> Diagnostic:
    """The note that one part could not be read whole; ``paragraphs`` stand before the place that is damaged."""
    if not holds_text(name):
        said = "A part of this Word file that holds no text is damaged: headings and lists may not be recognised."
        return Diagnostic("BK215", "warning", said, name, "Compare the headings and lists with the document.")
    where = name if paragraphs is None else f"{_place(name)}{_after(paragraphs)}"
    said = "A part of this Word file is damaged; what could be read of it was read."
    return Diagnostic("BK200", "error", said, where, COMPARE)


def cut_off(name: str, paragraphs: int, share: float | None) -> Diagnostic:
    """The note that a part breaks off behind so many paragraphs; ``share`` is how much of it is left, where known."""
    if not holds_text(name):
        return damaged(name)
    lost = ""
    if share is not None and share < 1:
        lost = f" About {max(1, min(99, round(100 * (1 - share))))} % of it is missing."
    said = f"This Word file breaks off: the rest of its text is missing.{lost}"
    return Diagnostic("BK216", "error", said, f"{_place(name)}{_after(paragraphs)}", COMPARE)


def without_index(paths: Iterable[str]) -> Diagnostic:
    """The note that a file without an end was read as far as its parts go; ``paths`` are the parts known to be lost."""
    lost = sorted({words for path in paths if (words := _kind_in_words(path))})
    named = f" Missing: {', '.join(lost)}." if lost else ""
    said = f"This Word file is damaged or incomplete: its end is missing. What is left of it was read.{named}"
    return Diagnostic("BK216", "error", said, "", COMPARE)


def lacking(kinds: Iterable[str]) -> list[Diagnostic]:
    """What to say where arrows of these kinds lead to parts that are not there; pictures and fonts are not missed."""
    kinds = sorted(set(kinds))
    said = []
    if texts := [_TEXT[kind] for kind in kinds if kind in _TEXT]:
        told = f"Parts of this Word file are missing, and the text in them: {', '.join(texts)}."
        said.append(Diagnostic("BK200", "error", told, "", COMPARE))
    if looks := [_LOOKS[kind] for kind in kinds if kind in _LOOKS]:
        told = f"Parts of this Word file are missing: {', '.join(looks)}."
        said.append(Diagnostic("BK215", "warning", told, "", "Compare the headings and lists with the document."))
    return said


def mended(what: str) -> Diagnostic:
    """The note that something which holds no text was damaged or missing, and was done without."""
    return Diagnostic("BK215", "warning", f"This Word file is damaged: {what}.", "", COMPARE)


def broken(words: int | None = None) -> UnusableInput:
    """The error for a file of which nothing useful is left, or only so many words."""
    left = "" if words is None else f": it breaks off, and only {words or 'no'} words of its text are left"
    return UnusableInput(
        f"This Word file is damaged or incomplete{left}.", "Ask for the file again, or fetch it again.", code="BK111"
    )


def _after(paragraphs: int) -> str:
    return f"after paragraph {paragraphs}" if paragraphs else "from its beginning"


def _place(name: str) -> str:
    words = _kind_in_words(name)
    return f"{words}, " if words else "" if posixpath.basename(name).startswith("document") else f"{name}, "


def _kind_in_words(path: str) -> str:
    """``word/header2.xml`` in words; empty where its name says nothing."""
    stem = re.sub(r"\d*\.xml$", "", posixpath.basename(path))
    return _TEXT.get(stem) or _LOOKS.get(stem) or ("the text of a diagram" if "/diagrams/data" in path else "")
