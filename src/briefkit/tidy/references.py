"""The words that a field without its source left in the text ("Error! Reference source not found.")."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from briefkit.diagnostics import Diagnostic, Result
from briefkit.model import Document, Run, TextBlock, slice_runs
from briefkit.tidy.runs import strip_runs

_ERROR = (
    r"Error!\s+(?:Reference source not found|Bookmark not defined|No bookmark name given|Hyperlink reference not valid"
    r"|No text of specified style in document|Unknown document property name|Style not defined"
    r"|Not a valid (?:bookmark self-reference|link|filename|result for table|embedded object|heading level)"
    r"|(?:Filename|Switch argument|Argument|Style name|Property name) not specified|Unknown switch argument"
    r"|No (?:table of contents|table of figures|table of authorities|index) entries found|No sequence specified"
    r"|(?:Document Variable|AutoText entry|Contact) not defined|No document variable supplied|Main document only"
    r"|Cannot open file|Objects cannot be created from editing field codes"
    r"|Use the Home tab to apply [^.]{1,80}? to the text that you want to appear here)"
)
"""What Word prints for a field that it cannot resolve, as its English versions have it."""

_POINTS = r"(?:(?:see|cf|at|in|on|also|page|section|paragraph|para|table|figure|appendix|annex|chapter)\b[.:]?\s*)*"
_BROKEN = re.compile(rf"\s*[(\[]\s*{_POINTS}{_ERROR}\.?\s*[)\]]|\s*{_ERROR}\.?", re.I)
_NO_ENTRIES = re.compile(r"No table of (?:contents|figures) entries found\.?", re.I)
_ELSEWHERE = frozenset({"header", "footer", "hidden"})
_CONTENTS = "table of contents"
_QUOTED, _LONGEST = 4, 60


def part_broken_references(document: Document) -> Result[Document]:
    """Such words are set aside; the sentence around them keeps all others, and its full stop.

    BK202 tells of each with its place, unless the reader told of the reference already.
    """
    told = Counter((mark.origin.part, mark.origin.path) for mark in document.bookmarks if mark.state == "broken")
    blocks: list[TextBlock] = []
    said: list[Diagnostic] = []
    for block in document.blocks:
        hits = [] if block.aside or block.layer in _ELSEWHERE or _CONTENTS in block.evidence else _places(block.text)
        if not hits:
            blocks.append(block)
            continue
        blocks.extend(_without(block, hits))
        for start, _ in hits:
            place = block.origin.part, block.origin.path
            told[place] -= 1
            if told[place] < 0:
                said.append(_lost(block, start))
    return Result(msgspec.structs.replace(document, blocks=tuple(blocks)), tuple(said))


def _places(text: str) -> list[tuple[int, int]]:
    """Where the words of broken fields begin and end. A full stop that ends the author's sentence is not theirs."""
    if _NO_ENTRIES.fullmatch(text.strip()):
        return [(0, len(text))]
    places: list[tuple[int, int]] = []
    if "!" not in text:  # every such message has one: few paragraphs need the search
        return places
    for hit in _BROKEN.finditer(text):
        end = hit.end()
        after = text[end:].lstrip()
        ends_sentence = not after or after[0].isupper() or after[0] in "“\"‘'"
        if hit.group().endswith(".") and ends_sentence and re.search(r"\w\W*$", text[: hit.start()]):
            end -= 1
        places.append((hit.start(), end))
    return places


def _without(block: TextBlock, hits: list[tuple[int, int]]) -> tuple[TextBlock, ...]:
    kept: list[Run] = []
    at = 0
    for start, end in hits:
        kept.extend(slice_runs(block.runs, at, start))
        at = end
    kept.extend(slice_runs(block.runs, at))
    residue = [slice_runs(block.runs, start, end) for start, end in hits]
    asides = [
        msgspec.structs.replace(block, runs=strip_runs(runs), marker=(), kind="paragraph", aside="broken-reference")
        for runs in residue
    ]
    return (msgspec.structs.replace(block, runs=strip_runs(tuple(kept))), *asides)


def _lost(block: TextBlock, start: int) -> Diagnostic:
    before = " ".join(block.text[:start].split()[-_QUOTED:])[-_LONGEST:]
    where = f"{block.origin}, after “{before}”" if before else str(block.origin)
    return Diagnostic(
        "BK202",
        "warning",
        "A cross-reference leads nowhere: Word printed an error in its place, which was set aside.",
        where,
        "Check whether the sentence still makes sense without it.",
    )
