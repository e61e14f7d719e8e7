"""Pull quotes, printed once more to catch the eye, and contents pages: what says again what stands elsewhere."""

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
