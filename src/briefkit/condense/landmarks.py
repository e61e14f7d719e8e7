"""Where a piece of a long report stands: in its summary, its conclusions, a box, its apparatus or its plain text."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from briefkit.briefing import Item
from briefkit.model import Document

Landmark = Literal["summary", "conclusion", "box", "apparatus", "note", "text"]

_ORDINAL = re.compile(
    r"(?i)^\W*(?:(?:part|section|chapter)\s+)?(?:\d+(?:\.\d+)*|[ivx]{1,4}(?=[.)])|[a-z](?=[.)]))?[\W_]*"
)
_SUMMARY = re.compile(
    r"(?i)(?:executive )?summary$|executive summary|"
    r"(?:summary of )?(?:the )?(?:key|main|principal|headline) (?:messages|points|findings|lessons|learning)\b|"
    r"overview$|at a glance|headlines?$|in brief$|abstract$"
)
_CONCLUSION = re.compile(
    r"(?i)(?:summary and )?conclusions?\b|concluding |closing (?:remarks|comments)|final (?:remarks|th)"
)
_APPARATUS = re.compile(
    r"(?i)appendi(?:x|ces)\b|annex(?:es)?\b|glossary|abbreviations|acronyms|definitions|terms used|references$|"
    r"bibliography|method(?:s|ology)?\b|how (?:the|this) review was|terms of reference|.*\bterms of reference$|"
    r"acknowledge?ments|(?:abridged |integrated |combined )?chronology|timeline|contents|members(?:hip)?\b"
    r"|panel members|documents |records (?:read|seen)|"
    r"(?:the )?review (?:panel|process|team)|scope\b|.*\baction plan|foreword|document (?:control|history)|versions?\b|"
    r"action plan|about (?:the|this) (?:report|review|document)|sources\b"
)
_LEARNING = re.compile(r"(?i)\b(?:learning|lesson|key message|practice point)")
_HOLDERS = frozenset({"box", "cell"})


class Place(msgspec.Struct, frozen=True):
    """Where a block stands: its number in the document, its landmark, the nearest heading above it, and whether any
    heading above it (``recommended``) speaks of recommendations."""

    number: int
    landmark: Landmark = "text"
    heading: str = ""
    recommended: bool = False


def find_places(document: Document) -> dict[str, Place]:
    """The place of every block of a document by its id. A heading's landmark holds for all below it, the nearest first.

    Headings inside a box or a cell rule only there and open nothing below it.
    """
    held = {container.id for container in document.containers if container.kind in _HOLDERS}
    above: list[tuple[int, str]] = []
    places: dict[str, Place] = {}
    for number, block in enumerate(document.blocks):
        if block.kind == "heading" and block.container not in held:
            while above and above[-1][0] >= block.level:
                above.pop()
            above.append((block.level, _ORDINAL.sub("", block.text)))
        titles = [title for _, title in reversed(above)]
        landmark = "note" if block.layer in {"footnote", "endnote"} else _landmark(titles)
        recommended = any(re.search(r"(?i)\brecommend", title) for title in titles)
        places[block.id] = Place(number, landmark, titles[0] if titles else "", recommended)
    return places


def is_boxed(item: Item, document_holders: dict[str, str]) -> bool:
    """Whether an item stands in a box or a cell of its own whose label or heading speaks of learning."""
    said = " ".join((item.label or "", item.theme or "", item.why))
    return bool(_LEARNING.search(said)) and any(span.block in document_holders for span in item.spans)


def holders(document: Document) -> dict[str, str]:
    """The blocks that stand in boxes and cells, with the id of what holds them."""
    held = {container.id for container in document.containers if container.kind in _HOLDERS}
    return {block.id: block.container for block in document.blocks if block.container in held}


def _landmark(titles: list[str]) -> Landmark:
    for title in titles:
        if _SUMMARY.match(title):
            return "summary"
        if _CONCLUSION.match(title):
            return "conclusion"
        if _APPARATUS.match(title):
            return "apparatus"
    return "text"
