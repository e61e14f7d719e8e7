"""Which drafts look like headings, why, and how high each stands."""

from __future__ import annotations

from collections import Counter

import msgspec

from briefkit.readers.pdf.drafts import Draft
from briefkit.readers.pdf.lines import Line
from briefkit.readers.pdf.shapes import lightness

_MAX_WORDS = 16


class BodyLook(msgspec.Struct, frozen=True):
    """How most of the running text looks."""

    size: float
    bold: bool
    colour: str


def body_look(lines: list[Line]) -> BodyLook:
    """The look of most letters among ``lines``; 10 pt regular black where there are none."""
    sizes: Counter[float] = Counter()
    looks: Counter[tuple[float, bool, str]] = Counter()
    for line in lines:
        count = len(line.glyphs)
        sizes[round(line.size * 2) / 2] += count
        looks[(round(line.size * 2) / 2, line.look.bold, line.look.colour)] += count
    if not sizes:
        return BodyLook(10.0, False, "#000000")
    size = sizes.most_common(1)[0][0]
    _, bold, colour = next(look for look, _ in looks.most_common() if look[0] == size)
    return BodyLook(size, bold, colour)


def mark_headings(drafts: list[Draft], body: BodyLook) -> None:
    """Give drafts that look like headings ``kind="heading"``, their evidence and a level from 1 (largest)."""
    for place, draft in enumerate(drafts):
        if draft.layer != "body" or draft.aside or draft.mark in {"bullet", "dash"}:
            continue
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        evidence = _evidence(draft, body, following)
        if evidence:
            draft.kind = "heading"
            draft.evidence = (*draft.evidence, *evidence)
            if draft.mark == "number":
                draft.marker, draft.mark = 0, ""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    ranks = sorted({_rank(draft) for draft in headings})
    for draft in headings:
        draft.level = min(ranks.index(_rank(draft)) + 1, 6)


def _evidence(draft: Draft, body: BodyLook, following: Draft | None) -> tuple[str, ...]:
    text = draft.text.strip()
    words = text.split()
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 2 or len(words) > _MAX_WORDS + 8 or len(draft.lines) > 4 or not _may_head(draft, text):
        return ()
    first = draft.lines[0]
    size = first.size
    evidence: list[str] = []
    weight = 0.0
    if size >= 1.12 * body.size and size - body.size >= 0.9:
        evidence.append(f"{size:g} pt against {body.size:g} pt body")
        weight += 2.5 if size >= 1.25 * body.size else 1.6
    if all(line.band for line in draft.lines) and first.look.colour != body.colour:
        evidence.append("band behind")
        weight += 2.5
    if not body.bold and all(line.uniform and line.look.bold for line in draft.lines):
        evidence.append("bold line")
        weight += 1.6
    if _coloured(draft, body):
        evidence.append(f"in colour {first.look.colour}")
        weight += 1.0
    if len(letters) > 3 and text.upper() == text:
        evidence.append("capitals")
        weight += 1.0
    if evidence and following is not None and not _same_look(draft, following):
        weight += 0.6
    if evidence and draft.before is not None and draft.before > 0.5 * size:
        weight += 0.3
    weight -= 0.12 * max(len(words) - 10, 0)
    if text.count(",") > 2:
        weight -= 1.0
    if text.endswith(".") and len(words) > 4:
        weight -= 1.5
    return tuple(evidence) if weight >= 1.9 else ()


def _may_head(draft: Draft, text: str) -> bool:
    if text.endswith((",", ";")) or text[0].islower() or draft.lines[0].look.turned:
        return False
    if text.startswith(("“", '"', "‘")) and text.rstrip(".").endswith(("”", '"', "’")):
        return False
    linked = sum(glyph.link is not None for glyph in draft.lines[0].glyphs)
    return linked < 0.5 * len(draft.lines[0].glyphs)


def _coloured(draft: Draft, body: BodyLook) -> bool:
    look = draft.lines[0].look
    if not all(line.uniform for line in draft.lines) or look.colour == body.colour:
        return False
    r, g, b = (int(look.colour[n : n + 2], 16) for n in (1, 3, 5))
    return max(r, g, b) - min(r, g, b) > 24 or lightness(look.colour) > 0.9


def _same_look(one: Draft, other: Draft) -> bool:
    a, b = one.lines[0].look, other.lines[0].look
    return a.size == b.size and a.bold == b.bold and a.colour == b.colour


def _rank(draft: Draft) -> tuple[float, float]:
    line = draft.lines[0]
    capitals = draft.text.upper() == draft.text
    weight = 2.0 * bool(line.band) + 1.0 * capitals + 1.0 * line.look.bold
    return (-float(round(line.size)), -weight)
