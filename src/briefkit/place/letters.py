"""Letters and memos: what stands above the salutation is no title, and a line below it or after "Re:" is."""

from __future__ import annotations

import re

from briefkit.model import Document, TextBlock
from briefkit.tidy.runs import look_of

SUBJECT = re.compile(r"(?i)^(?:subject|re|title|regarding|topic)\s*:\s*(?=\S+ \S+)")
_SALUTATION = re.compile(r"^(?:Dear|Annwyl)\b.{0,60}$")
_FIRST_BLOCKS, _TITLE_WORDS, _BELOW = 30, 25, 2


def find_letter_title(document: Document) -> tuple[int | None, frozenset[int]]:
    """The number of the line that is a letter's title, and those of the letterhead above its salutation.

    ``None`` and nothing where the document is no letter or says nowhere what it is about.
    """
    blocks = [
        (n, block)
        for n, block in enumerate(document.blocks[:_FIRST_BLOCKS])
        if block.layer == "body" and not block.aside and block.text.strip()
    ]
    greeting = next((at for at, (_, block) in enumerate(blocks) if _SALUTATION.match(block.text.strip())), None)
    if greeting is None:
        return None, frozenset()
    head = frozenset(n for n, block in blocks[:greeting] if len(block.text.split()) <= _TITLE_WORDS)
    above = next((n for n, block in blocks[:greeting] if SUBJECT.match(block.text.strip())), None)
    below = next((n for n, block in blocks[greeting + 1 : greeting + 1 + _BELOW] if _is_titled(block)), None)
    title = below if above is None else above
    return (title, head) if title is not None else (None, frozenset())


def _is_titled(block: TextBlock) -> bool:
    """Whether a line below the salutation says what the letter is about: set apart, or after "Re:"; no sentence."""
    text = block.text.strip()
    if SUBJECT.match(text):
        return True
    apart = block.kind == "heading" or look_of(block.runs)[0]
    return bool(apart) and len(text.split()) <= _TITLE_WORDS and not re.search(r"[.;,]\W*$", text)
