"""Heading styles and bold type on what reads as running text: those blocks are paragraphs again."""

from __future__ import annotations

import re

import msgspec

from briefkit.diagnostics import Result
from briefkit.lexicon import Lexicon, load_lexicon
from briefkit.model import Document, TextBlock
from briefkit.tidy.levels import is_claimed

FEWEST = 4
"""So many blocks in one heading style are needed to say that the style is used for running text."""

LONGEST, LONGEST_CLAIMED = 25, 40
"""Words beyond which a line is no heading: one that only looks like it, and one with a heading style."""

_STOPS = re.compile(r"[.;][”’\"')\]]*$|:-?$")
_FEW_WORDS = 6


def demote_sentences(document: Document) -> Result[Document]:
    """Headings that read as running text become paragraphs again.

    A heading style or bold type is misused for a long block that ends as a sentence, for a line that only
    announces an address ("For more information visit:"), and for all blocks of a style in which a document sets its
    running text: its headings are then those that look like headings.
    """
    lexicon = load_lexicon()
    misused = _misused_styles(document)
    blocks = tuple(
        _demoted(block, why) if (why := _misuse(block, misused, lexicon)) else block for block in document.blocks
    )
    return Result(msgspec.structs.replace(document, blocks=blocks))


def _misuse(block: TextBlock, misused: frozenset[str | None], lexicon: Lexicon) -> str:
    """Why a heading is none, or nothing."""
    if block.kind != "heading":
        return ""
    if is_claimed(block) and block.style in misused:
        return "heading style on running text"
    longest = LONGEST_CLAIMED if is_claimed(block) else LONGEST
    return "reads as running text" if _reads_as_text(block.text, longest) or _announces(block.text, lexicon) else ""


def _demoted(block: TextBlock, reason: str) -> TextBlock:
    kept = tuple(entry for entry in block.evidence if not entry.startswith(("style ", "outline level ")))
    return msgspec.structs.replace(block, kind="paragraph", level=0, evidence=(*kept, reason))


def _misused_styles(document: Document) -> frozenset[str | None]:
    """The heading styles whose blocks mostly are sentences with no text of their own below them."""
    text = [block for block in document.blocks if block.layer == "body" and not block.aside and block.text.strip()]
    sentences: dict[str | None, list[bool]] = {}
    for place, block in enumerate(text):
        below = text[place + 1] if place + 1 < len(text) else None
        if block.kind == "heading" and is_claimed(block):
            sentences.setdefault(block.style, []).append(_is_sentence(block, below))
        elif "heading style on body text" in block.evidence:
            sentences.setdefault(block.style, []).append(True)
    return frozenset(style for style, said in sentences.items() if len(said) >= FEWEST and sum(said) >= 0.4 * len(said))


def _is_sentence(block: TextBlock, below: TextBlock | None) -> bool:
    """Whether a block in a heading style ends as a sentence or announces a list, and heads no text of its own."""
    words = len(block.text.split())
    stops = _STOPS.search(block.text.strip()) and (words > _FEW_WORDS or block.text.rstrip().endswith("."))
    heads = below is not None and below.kind == "paragraph" and len(below.text.split()) > words
    return words > 25 or bool(stops and not heads)


def _reads_as_text(text: str, longest: int) -> bool:
    words = text.split()
    return len(words) > longest or (len(words) > 14 and bool(re.search(r"[.!]\W*$", text)))


def _announces(text: str, lexicon: Lexicon) -> bool:
    text = text.strip()
    return text.endswith(":") and not lexicon.exact(text) and lexicon.cue(text, "strong") is not None
