"""Pull quotes: what is printed once more to catch the eye."""

from __future__ import annotations

import re

from briefkit.readers.pdf.text.bare import letters_of
from briefkit.readers.pdf.text.drafts import Draft, may_run_on

_MAX_QUOTES = 80
"""Candidates that are looked at: more of them are no pull quotes, and each is sought in the whole text."""
_SENTENCE = re.compile(r"[.!?…][”’\"')\]]*$")
_CUT = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]")
_FEWEST, _SHORTEST = 6, 24
"""Words that a quote has at least, and letters that are enough to know a passage by."""


def mark_quotes(drafts: list[Draft], size: float) -> list[Draft]:
    """The drafts, those set aside as ``repeated`` that look unlike the text and whose words stand in another draft.

    Capitals, a wrapped word and what was cut out (``…``) do not matter. A line that is no sentence, in quotation marks
    or italics may be a title, which the text may well name. What a quote parted is joined again. ``size`` is the
    usual type size in points.
    """
    body = [draft for draft in drafts if draft.layer == "body" and not draft.aside]
    likely = [draft for draft in body if _may_quote(draft, size)]
    if not likely or len(likely) > _MAX_QUOTES:
        return drafts
    letters = {id(draft): letters_of(draft.text) for draft in body}
    parted: set[int] = set()
    for draft in likely:
        place = next(n for n, one in enumerate(body) if one is draft)
        around = body[max(place - 1, 0) : place] + body[place + 1 : place + 2]
        hosts = [letters[id(one)] for one in body if one is not draft and not one.aside]
        hosts.append("".join(letters[id(one)] for one in around))
        parts = [letters_of(part) for part in _CUT.split(draft.text)]
        if not any(_holds(host, parts, letters[id(draft)]) for host in hosts):
            continue
        draft.aside = "repeated"
        if len(around) == 2 and _was_parted(around[0], around[1], draft):
            above, below = around
            above.lines.extend(below.lines)
            above.pages.extend(below.pages)
            above.ends = below.ends
            parted.add(id(below))
    return [draft for draft in drafts if id(draft) not in parted]


def _may_quote(draft: Draft, size: float) -> bool:
    line = draft.lines[0]
    if draft.kind != "paragraph" or draft.mark or not (line.look.italic or line.size > 1.04 * size):
        return False
    text = draft.text.strip()
    if len(text.split()) < _FEWEST:
        return False
    quoted = text[:1] in "“‘\"'" and text[-1:] in "”’\"'"
    if not (quoted or line.look.italic or _SENTENCE.search(text)):
        return False
    return line.size > 1.1 * size or line.look.italic or (quoted and line.size > 1.04 * size)


def _holds(host: str, parts: list[str], whole: str) -> bool:
    """Whether the parts stand in the host one after the other, and the host is longer."""
    if len(host) <= len(whole) or len(whole) < _SHORTEST:
        return False
    at = 0
    for part in parts:
        found = host.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _was_parted(above: Draft, below: Draft, quote: Draft) -> bool:
    """Whether the quote stood inside a paragraph: what is above it runs on below."""
    home = above.container == below.container == quote.container
    return home and not above.ends and below.text[:1].islower() and not below.mark and may_run_on(above, below)
