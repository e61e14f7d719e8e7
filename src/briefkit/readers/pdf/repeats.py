"""Pull quotes, printed once more to catch the eye, and contents pages: what says again what stands elsewhere."""

from __future__ import annotations

import re

from briefkit.readers.pdf.drafts import Draft, may_run_on

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
    letters = {id(draft): _letters(draft.text) for draft in body}
    parted: set[int] = set()
    for draft in likely:
        place = next(n for n, one in enumerate(body) if one is draft)
        around = body[max(place - 1, 0) : place] + body[place + 1 : place + 2]
        hosts = [letters[id(one)] for one in body if one is not draft and not one.aside]
        hosts.append("".join(letters[id(one)] for one in around))
        parts = [_letters(part) for part in _CUT.split(draft.text)]
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
    if draft.kind != "paragraph" or draft.mark or len(draft.text.split()) < _FEWEST:
        return False
    line, text = draft.lines[0], draft.text.strip()
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


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold())


def mark_contents(drafts: list[Draft], pages: int) -> None:
    """Set contents pages aside: lines that end in page numbers, three at least under a heading that says so.

    Without such a heading five are needed, with numbers that rise and lie within the ``pages`` of the document.
    """
    done = 0
    for place, draft in enumerate(drafts):
        if draft.layer != "body" or place < done:
            continue
        named = _plain(draft.text) in _CONTENTS
        if not named and (pages < _LONG or not _numbers_of(draft)):
            continue
        entries = _entries(drafts[place + named :])
        numbers = [number for entry in entries for number in _numbers_of(entry)]
        rising = len(numbers) >= 5 and numbers == sorted(numbers) and numbers[0] < numbers[-1] <= pages
        if rising or (named and len(numbers) >= 3):
            done = place + len(entries)
            for entry in (*([draft] if named else []), *entries):
                entry.aside = "contents"
                entry.kind, entry.level = "paragraph", 0


_LONG = 4
"""Pages from which a document may have a contents page that is not called so."""
_CONTENTS = frozenset(
    {"contents", "table of contents", "contents page", "list of contents", "index", "what s inside", "in this issue"}
    | {f"in this {paper}" for paper in ("report", "document", "briefing", "guide", "guidance", "paper", "review")}
)
_ENTRY = re.compile(r"\D.*[\s.]\d{1,3}$|^\d{1,3}$")


def _numbers_of(draft: Draft) -> list[int]:
    """The page numbers at the ends of its lines; empty where fewer than half of its lines end in one."""
    lines = [line.text.strip() for line in draft.lines]
    if not lines[-1][-1:].isdigit():
        return []
    found = [int(re.findall(r"\d+", line)[-1]) for line in lines if line[-1:].isdigit() and _ENTRY.search(line)]
    return found if _ENTRY.search(lines[-1]) and 2 * len(found) >= len(lines) else []


def _entries(drafts: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    misses = 0
    for draft in drafts:
        if draft.layer != "body":
            continue
        entry = bool(_numbers_of(draft))
        misses = 0 if entry else misses + 1
        # An entry may run over two blocks; two without a number end the list.
        if misses > 1 or len(draft.text) > 220 * (len(_numbers_of(draft)) or 1):
            break
        found.append(draft)
    while found and not _numbers_of(found[-1]):
        found.pop()
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", re.sub(r"[-\u2010]\s+", "", text.casefold())).strip()
