"""Pull quotes: a sentence of the text printed once more, large, to catch the eye."""

from __future__ import annotations

import re

from briefkit.readers.pdf.drafts import Draft

_MAX_QUOTES = 80
"""Candidates that are looked at: more of them are no pull quotes, and each is sought in the whole text."""


def mark_quotes(drafts: list[Draft], size: float) -> None:
    """Set drafts aside as ``repeated`` that look unlike the text and whose words stand in the text of another draft.

    ``size`` is the usual type size in points.
    """
    looked = 0
    words = {id(draft): _plain(draft.text) for draft in drafts if draft.layer == "body"}
    for draft in drafts:
        own = words.get(id(draft), "")
        if draft.kind != "paragraph" or draft.aside or len(own.split()) < 6:
            continue
        line = draft.lines[0]
        quoted = draft.text.lstrip()[:1] in "“‘\"'"
        if not (line.size > 1.1 * size or (quoted and line.look.italic)):
            continue
        looked += 1
        if looked > _MAX_QUOTES:
            return
        if any(
            f" {own} " in f" {other} " and len(other) > len(own) for key, other in words.items() if key != id(draft)
        ):
            draft.aside = "repeated"


def mark_contents(drafts: list[Draft]) -> None:
    """Set the entries under a heading "Contents" aside: lines that end in a page number, three at least."""
    for place, draft in enumerate(drafts):
        if draft.layer != "body" or _plain(draft.text) not in _CONTENTS:
            continue
        entries = _entries(drafts[place + 1 :])
        if len(entries) >= 3:
            for entry in (draft, *entries):
                entry.aside = "contents"
                entry.kind = "paragraph"


_CONTENTS = frozenset({"contents", "table of contents", "contents page", "index"})
_ENTRY = re.compile(r"\D.*\s\d{1,3}$|^\d{1,3}$")


def _entries(drafts: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    misses = 0
    for draft in drafts:
        if draft.layer != "body":
            continue
        misses = 0 if _ENTRY.search(draft.text.strip()) else misses + 1
        # An entry may run over two blocks; two lines without a number end the list.
        if misses > 1 or len(draft.text) > 220:
            break
        found.append(draft)
    while found and not _ENTRY.search(found[-1].text.strip()):
        found.pop()
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", re.sub(r"[-\u2010]\s+", "", text.casefold())).strip()
