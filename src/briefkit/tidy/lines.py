"""Splitting what was glued: hard line breaks, a heading that shares its paragraph with the text below it."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from briefkit.diagnostics import Result
from briefkit.lexicon import load_lexicon
from briefkit.model import Document, Run, TextBlock, slice_runs
from briefkit.tidy.runs import WORDED, cut, look_of, plain_colour, remap

_LIST_START = re.compile(r"\s*(?:[•·▪●◦‣➢➤✓✔*–-]|o\s|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_TERMINAL = re.compile(r"[.!?:;…][”’\"')\]]*\s*$")
_GLUE = re.compile(r"[a-z)’?!](?=[A-Z])")
"""The last letter before a place where two words meet without a space."""


def split_lines(document: Document) -> Result[Document]:
    """Each hard line break inside a paragraph either parts two blocks or becomes a space."""
    return _each(document, _split_lines)


def split_leads(document: Document) -> Result[Document]:
    """A heading in another look at the head of a paragraph, and glued known headings, become blocks of their own."""
    return _each(document, _split_lead)


def _each(document: Document, split: Callable[[TextBlock], tuple[TextBlock, ...]]) -> Result[Document]:
    blocks: list[TextBlock] = []
    for block in document.blocks:
        if block.aside or block.layer in {"header", "footer", "hidden"}:
            blocks.append(block)
        else:
            blocks.extend(split(block))
    return Result(msgspec.structs.replace(document, blocks=tuple(blocks)))


def _split_lines(block: TextBlock) -> tuple[TextBlock, ...]:
    text = block.text
    if "\n" not in text:
        return (block,)
    breaks = [match.start() for match in re.finditer(r"\n", text)]
    places = [place for place in breaks if _parts(block, text, place)]
    pieces = cut(block, *places)
    joined = (msgspec.structs.replace(p, runs=remap(p.runs, re.sub(r"[ ]*\n[ ]*", " ", p.text))) for p in pieces)
    return tuple(
        p if p.text.strip() and not _goes_on(p, n) else msgspec.structs.replace(p, kind="paragraph", level=0)
        for n, p in enumerate(joined)
    )


def _goes_on(part: TextBlock, n: int) -> bool:
    """Whether a part is a further line of a numbered item: it has no number, and none may be made for it."""
    return n > 0 and part.kind == "numbered" and not _LIST_START.match(part.text)


def _parts(block: TextBlock, text: str, place: int) -> bool:
    """Whether the line break at ``place`` parts two blocks: another look, a list item, or a finished sentence."""
    above, below = text[:place].rsplit("\n", 1)[-1].strip(), text[place:].lstrip("\n").split("\n", 1)[0].strip()
    if not above or not below:
        return not text[:place].strip() or not text[place:].strip() or "\n\n" in text[place - 1 : place + 2]
    if _LIST_START.match(below):
        return True
    start = place - len(text[:place].rsplit("\n", 1)[-1])
    end = place + 1 + len(text[place + 1 :].split("\n", 1)[0])
    bold_above, bold_below = _bold(block, start, place), _bold(block, place, end)
    if bold_above != bold_below:
        return True
    if bold_above:
        return False
    return bool(_TERMINAL.search(above)) or (len(above) < 60 and below[:1].isupper())


def _bold(block: TextBlock, start: int, end: int) -> bool:
    return look_of(slice_runs(block.runs, start, end))[0]


def _split_lead(block: TextBlock) -> tuple[TextBlock, ...]:
    place = _glued(block) or (_lead(block) if block.kind == "paragraph" else 0)
    if not place:
        return (block,)
    first, *rest = cut(block, place)
    if not rest:
        return (block,)
    known = load_lexicon().exact(first.text)
    if known is None and load_lexicon().exact(rest[0].text):
        evidence = (*rest[0].evidence, "known heading glued to the end of a line")
        heading = msgspec.structs.replace(rest[0], kind="heading", evidence=evidence)
        return (first, heading, *rest[1:])
    evidence = (*first.evidence, "heading in front of its text")
    heading = msgspec.structs.replace(first, kind="heading", evidence=evidence)
    return (heading, *(msgspec.structs.replace(r, kind="paragraph", level=0) for r in rest))


def _lead(block: TextBlock) -> int:
    """Where the text begins after a lead in another look that is a heading and no run-in label, or 0."""
    first = next((run for run in block.runs if WORDED.search(run.text)), None)
    if first is None or len(block.runs) == 1:
        return 0
    at = 0
    other = None
    for run in block.runs:
        if WORDED.search(run.text) and _is_plainer(run, first):
            other = run
            break
        at += len(run.text)
    lead, rest = block.text[:at].strip(), block.text[at:].lstrip()
    if other is None or not lead or not _is_running_text(rest) or re.search(r"[:;,.–—-]$", lead):
        return 0
    if block.text[at - 1].isalnum() and block.text[at].isalnum() and not _GLUE.match(block.text, at - 1):
        return 0  # a letter set low or high inside a word
    if load_lexicon().exact(lead):
        return at
    asks = bool(re.search(r"[?…]$", lead))
    fits = len(lead.split()) <= 10 and lead[:1].isupper() and rest[:1].isupper() and not _LINKED.search(rest[:25])
    # Only bold type and size are looks of a heading in running text; colour and underlining must touch the text.
    sure = first.bold or _is_bigger(first, other) or bool(_GLUE.match(block.text, at - 1))
    return at if fits and sure and (asks or len(lead.split()) >= 2) else 0


def _is_plainer(run: Run, lead: Run) -> bool:
    """Whether a run looks less like a heading than the one at the head of its paragraph."""
    if lead.bold:
        return not run.bold
    return (
        _is_bigger(lead, run)
        or (lead.underline and not run.underline and not lead.link)
        or (plain_colour(lead.colour) is not None and lead.colour != run.colour and not lead.link)
    )


def _is_bigger(one: Run, other: Run) -> bool:
    return one.size is not None and other.size is not None and one.size >= other.size + 2


def _is_running_text(text: str) -> bool:
    """Whether what follows a lead is text, and not the other half of one line ("Summary: **Analysis** Option 2")."""
    words = len(text.split())
    return words >= 5 or (words >= 3 and bool(_TERMINAL.search(text)))


_LINKED = re.compile(r"^(?:[A-Z]{2,}\b|I\b)")


def _glued(block: TextBlock) -> int:
    """Where a known heading meets other text without a space (``…Assessing RiskBackground``), or 0."""
    text = block.text
    for match in _GLUE.finditer(text):
        left, right = text[: match.end()], text[match.end() :]
        if len(left.split()) <= 6 and len(right.split()) > 3 and load_lexicon().exact(left):
            return match.end()
        if len(right.split()) <= 6 and len(left.split()) > 1 and load_lexicon().exact(right):
            return match.end()
    return 0
