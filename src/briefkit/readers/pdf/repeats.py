"""Pull quotes: a sentence of the text printed once more, large, to catch the eye."""

from __future__ import annotations

import re

from briefkit.readers.pdf.drafts import Draft


def mark_quotes(drafts: list[Draft], size: float) -> None:
    """Set drafts aside as ``repeated`` that look unlike the text and whose words stand in the text of another draft.

    ``size`` is the usual type size in points.
    """
    words = {id(draft): _plain(draft.text) for draft in drafts if draft.layer == "body"}
    for draft in drafts:
        own = words.get(id(draft), "")
        if draft.kind != "paragraph" or draft.aside or len(own.split()) < 6:
            continue
        line = draft.lines[0]
        quoted = draft.text.lstrip()[:1] in "“‘\"'"
        if not (line.size > 1.1 * size or (quoted and line.look.italic)):
            continue
        if any(f" {own} " in f" {other} " and len(other) > len(own) for key, other in words.items() if key != id(draft)):
            draft.aside = "repeated"


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", re.sub(r"[-\u2010]\s+", "", text.casefold())).strip()
