"""Which drafts look like headings, why, and how high each stands."""

from __future__ import annotations

from collections import Counter

import msgspec

from briefkit.readers.pdf.drafts import Draft
from briefkit.readers.pdf.lines import Line
from briefkit.readers.pdf.shapes import lightness

_MAX_WORDS = 16
_FLOOR = 1.9
"""The sum of weights from which a draft is a heading: bold alone is not enough, bold above other text is."""


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
    """What makes the draft a heading, in words; empty where that is not enough."""
    text = draft.text.strip()
    words = text.split()
    letters = sum(char.isalpha() for char in text)
    if letters < 2 or len(words) > _MAX_WORDS + 8 or len(draft.lines) > 4 or not _may_head(draft, text):
        return ()
    signs = _signs(draft, body, text)
    if not signs:
        return ()
    weight = sum(worth for worth, _ in signs)
    if following is not None and not _same_look(draft, following):
        weight += 0.6
    if draft.before is not None and draft.before > 0.5 * draft.lines[0].size:
        weight += 0.3
    weight -= 0.12 * max(len(words) - 10, 0) + 1.0 * (text.count(",") > 2)
    if text.endswith(".") and len(words) > 4:
        weight -= 1.5
    return tuple(sign for _, sign in signs) if weight >= _FLOOR else ()


def _signs(draft: Draft, body: BodyLook, text: str) -> list[tuple[float, str]]:
    """Each way in which the draft stands out from the running text, with its weight."""
    first = draft.lines[0]
    size = first.size
    signs: list[tuple[float, str]] = []
    if size >= 1.12 * body.size and size - body.size >= 0.9:
        signs.append((2.5 if size >= 1.25 * body.size else 1.6, f"{size:g} pt against {body.size:g} pt body"))
    if all(line.band for line in draft.lines) and first.look.colour != body.colour:
        signs.append((2.5, "band behind"))
    if not body.bold and all(line.uniform and line.look.bold for line in draft.lines):
        signs.append((1.6, "bold line"))
    if _coloured(draft, body):
        signs.append((1.0, f"in colour {first.look.colour}"))
    if text.upper() == text and sum(char.isalpha() for char in text) > 3:
        signs.append((1.0, "capitals"))
    if all(line.beside for line in draft.lines) and not any(char.isdigit() for char in text):
        signs.append((2.0, "beside its text"))
    return signs


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
