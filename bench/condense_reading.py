"""How a condensed report reads: what was chosen and can't be understood alone, counted by patterns of this bench's own.

Each count is of items of the briefing; recommendations, the one thing and what a label or a box holds are read too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefkit.briefing import Briefing, Item
from briefkit.model import Document, TextBlock

FAULTS = ("connective", "pronoun", "half a sentence", "list without introduction", "introduction alone", "apparatus")

_CONNECTIVE = re.compile(
    r"(?:However|Therefore|Thus|Hence|Also|Moreover|Furthermore|In addition|Similarly|Consequently|As a result|But|And"
    r"|So|Yet|Then|Instead|Nevertheless|Likewise|For (?:example|instance)|By contrast|Conversely|Meanwhile)\b"
)
_PRONOUN = re.compile(r"(?:He|She|They|It|This|These|That|Those|His|Her|Their|Its|Him|Them|Such|Both|Neither|Others)\b")
_NAMED = re.compile(
    r"It is \w+ (?:that|to)\b|It (?:is|was) not \w+ (?:that|to)\b"
    r"|(?:This|These)(?: [\w-]+){0,3} (?:report|review|guidance|guide"
    r"|document|advice|briefing|paper|inquiry|measures?|policy|policies|options?|impact assessment)\b"
    r"|Th(?:at|ose) (?:who|the|with|responsible)\b|Both \w+ and\b|Such (?:a|an)\b"
)
_LIST = ("bullet", "numbered")
_APPARATUS = re.compile(
    r"(?i)\W*(?:\d[\d.]*|[a-z][.)])?\s*(?:appendi|annex|glossary|abbreviations|bibliography|references$|contents"
    r"|terms of reference|(?:review )?panel members|members of the|contributors)"
)


def faults(briefing: Briefing, document: Document) -> Counter[str]:
    """How many items of a briefing have each fault, and how many items there are (``items``)."""
    blocks = {block.id: number for number, block in enumerate(document.blocks)}
    found: Counter[str] = Counter()
    shown = "\n".join(item.text for _, item in briefing.sections.each() if item.origin == "source")
    before: Item | None = None
    for _, item in briefing.sections.each():
        if item.origin != "source" or not item.spans:
            continue
        found["items"] += 1
        number = blocks[item.spans[0].block]
        found.update(_faults(item, before, document.blocks, number, shown))
        before = item
    return found


def _faults(item: Item, before: Item | None, blocks: Sequence[TextBlock], number: int, shown: str) -> Iterator[str]:
    listed = item.kind in _LIST and not item.text.rstrip().endswith(".")
    goes_on = before is not None and bool(before.spans) and before.spans[-1].block == item.spans[0].block
    if not listed and not goes_on:
        if _CONNECTIVE.match(item.text):
            yield "connective"
        elif _PRONOUN.match(item.text) and not _NAMED.match(item.text):
            yield "pronoun"
    if item.kind == "paragraph" and re.match(r"[a-z]", item.text):
        yield "half a sentence"
    introduced = _introduction(blocks, number) if item.kind in _LIST else ""
    if introduced and not item.lead_in and introduced[-60:] not in shown:
        yield "list without introduction"
    if item.text.rstrip().endswith(":") and not _has_items(blocks, number, shown):
        yield "introduction alone"
    if any(_APPARATUS.match(title) for title in _titles(blocks, number)):
        yield "apparatus"


def _introduction(blocks: Sequence[TextBlock], number: int) -> str:
    """The paragraph that ends in a colon right above the list that a block stands in."""
    while number and blocks[number].kind in _LIST:
        number -= 1
    above = blocks[number]
    words = above.text.strip()
    return words if above.kind == "paragraph" and words.endswith(":") else ""


def _has_items(blocks: Sequence[TextBlock], number: int, shown: str) -> bool:
    below = next((block for block in blocks[number + 1 :] if block.layer == "body" and not block.aside), None)
    return below is not None and below.text.strip()[:40] in shown


def _titles(blocks: Sequence[TextBlock], number: int) -> Iterator[str]:
    """The headings above a block, the nearest first."""
    level = 99
    for block in reversed(blocks[:number]):
        if block.kind == "heading" and block.level < level and block.container == "body":
            level = block.level
            yield block.text
