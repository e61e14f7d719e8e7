"""Which drafts look like headings, why, and how high each stands."""

from __future__ import annotations

from briefkit.readers.pdf.drafts import Draft
from briefkit.readers.pdf.looks import BodyLook, in_colour
from briefkit.readers.pdf.tagged import Tags

_MAX_WORDS = 16
_FLOOR = 1.9
"""The sum of weights from which a draft is a heading: bold alone is not enough, bold above other text is."""


def mark_headings(drafts: list[Draft], body: BodyLook, tags: Tags) -> None:
    """Give drafts that are headings ``kind="heading"``, their evidence and a level from 1 (largest).

    The looks decide. Where the tags can be believed, a tagged heading is one too; and where they name at least a third
    of what looks like a heading, the rest is none, but for type that is larger than any tagged heading (a title).
    """
    seen: dict[int, tuple[str, ...]] = {}
    for place, draft in enumerate(drafts):
        if draft.layer != "body" or draft.aside or draft.mark in {"bullet", "dash"}:
            continue
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        evidence = _evidence(draft, body, following)
        if evidence:
            seen[id(draft)] = evidence
    tagged = _tagged(drafts, tags)
    alike = len(tagged.keys() & seen.keys())
    ruled = len(tagged) >= _MANY and alike >= max(len(seen) / 3, 0.8 * len(tagged))
    largest = max((draft.lines[0].size for draft in drafts if id(draft) in tagged), default=0.0)
    for draft in drafts:
        key = id(draft)
        if key in tagged or (key in seen and (not ruled or draft.lines[0].size > largest + 0.5)):
            draft.kind = "heading"
            draft.evidence = (*draft.evidence, *seen.get(key, ()), *(["tagged heading"] if key in tagged else []))
            if draft.mark:
                draft.marker, draft.mark = 0, ""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    ranks = sorted({_rank(draft) for draft in headings})
    for draft in headings:
        by_tag = tagged.get(id(draft), 1) if ruled else 0
        draft.level = by_tag or min(ranks.index(_rank(draft)) + 1, 6)


_MANY = 6
"""Tagged headings from which it is believed that whoever made the file tagged them all."""


def _tagged(drafts: list[Draft], tags: Tags) -> dict[int, int]:
    """The levels of drafts that are tagged as headings, by identity; none where the tags are not believed."""
    if tags.trust != "some":
        return {}
    found = {id(d): tags.level(d) for d in drafts if d.layer == "body" and not d.aside and not d.lines[0].look.turned}
    return {key: level for key, level in found.items() if level}


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
    if all(line.uniform for line in draft.lines) and in_colour(first, body):
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
    words = draft.lines[0].words
    linked = sum(len(word.text) for word in words if word.link is not None)
    return linked < 0.5 * sum(len(word.text) for word in words)


def _same_look(one: Draft, other: Draft) -> bool:
    a, b = one.lines[0].look, other.lines[0].look
    return a.size == b.size and a.bold == b.bold and a.colour == b.colour


def _rank(draft: Draft) -> tuple[float, float]:
    line = draft.lines[0]
    capitals = draft.text.upper() == draft.text
    weight = 2.0 * bool(line.band) + 1.0 * capitals + 1.0 * line.look.bold
    return (-float(round(line.size)), -weight)
