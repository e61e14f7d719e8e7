"""Which drafts look like headings, why, and how high each stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from briefkit.model import Container
from briefkit.readers.pdf.heads.cells import heads_of_cells
from briefkit.readers.pdf.heads.covers import is_on_cover, mark_cover
from briefkit.readers.pdf.heads.levels import level_headings
from briefkit.readers.pdf.heads.looks import (
    BodyLook,
    Dress,
    dress_of,
    in_colour,
    is_in_small_capitals,
    is_typed,
    is_uniform,
)
from briefkit.readers.pdf.heads.tagged import Tags
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.text.drafts import Draft

_MAX_WORDS, _LONGEST = 16, 32
"""Words of a phrase that an outline may name, and of the longest heading; each beyond the tenth counts against one."""
_FLOOR = 1.9
"""The sum of weights from which a draft is a heading: bold alone is not enough, bold above other text is."""
_NEARLY, _SISTERS = 1.2, 3
"""The sum of weights that is enough where so many headings wear the same dress."""
_CAPTION = re.compile(r"(?i)(?:table|figure|fig\.|chart|map|source)\s*(?:[A-Z]?\d+(?:\.\d+)*|:)(?:[\s.:–—-]|$)")
_MANY = 6
"""Tagged headings from which it is believed that whoever made the file tagged them all."""
_TITLED = 15
"""Words of a paragraph from which the link above it may be its title."""
_RARE = 0.25
"""The share of a dress from which tags on it are no slip: what else wears it is a heading that somebody forgot."""


class Weight(msgspec.Struct, frozen=True):
    """How much speaks for a heading, and what, in words."""

    sum: float
    signs: tuple[str, ...]


_NOTHING = Weight(0.0, ())


def mark_headings(
    drafts: list[Draft],
    body: BodyLook,
    tags: Tags,
    held: Iterable[Container] = (),
    outline: dict[int, int] | None = None,
) -> None:
    """Give drafts that are headings ``kind="heading"``, their evidence and a level from 1 (largest).

    The looks decide. Where the tags can be believed, a tagged heading is one too; and where they name at least a third
    of what looks like a heading, what looks like one in a dress that is hardly ever tagged is none, but for type that
    is larger than any tagged heading (a title). ``held`` are the containers (in the cells of a table of figures what is
    bold is no heading), ``outline`` the depths of drafts that the outline names.
    """
    seen = _seen(drafts, body, heads_of_cells(drafts, held))
    named = _named(drafts, seen, outline or {})
    tagged = _tagged(drafts, tags)
    alike = len(tagged.keys() & seen.keys())
    ruled = tags.trust == "some" and len(tagged) >= _MANY and alike >= max(len(seen) / 3, 0.8 * len(tagged))
    untagged = _untagged(drafts, seen, tagged) if ruled else frozenset()
    for draft in drafts:
        key = id(draft)
        by_looks = key in seen and dress_of(draft.lines[0]) not in untagged
        if key in tagged or key in named or by_looks:
            signs = seen[key].signs if key in seen else ()
            draft.kind = "heading"
            told = (("tagged heading", key in tagged), ("in the outline", key in named))
            draft.evidence = (*draft.evidence, *signs, *(sign for sign, holds in told if holds))
            if draft.mark:
                draft.marker, draft.mark = 0, ""
    mark_cover(drafts)
    if ruled:
        _leave_plain(drafts, tagged, named)
    level_headings(drafts, tagged if ruled else {}, named)


def _leave_plain(drafts: list[Draft], tagged: dict[int, int], named: dict[int, int]) -> None:
    """What stands on the cover beside the title (publisher, date) heads nothing unless tags or outline say so."""
    for draft in drafts:
        if draft.kind == "heading" and is_on_cover(draft) and id(draft) not in tagged and id(draft) not in named:
            draft.kind = "paragraph"


def _seen(drafts: list[Draft], body: BodyLook, cells: frozenset[int]) -> dict[int, Weight]:
    """What looks like a heading, by identity. A dress that makes many headings helps what nearly is one."""
    weights: dict[int, Weight] = {}
    for draft, following in pairwise((*drafts, None)):
        if draft is None or draft.layer != "body" or draft.aside or draft.mark in {"bullet", "dash"}:
            continue
        if id(draft) not in cells:
            weight = _weigh(draft, body, following)
            if weight.signs and weight.sum >= _NEARLY:
                weights[id(draft)] = weight
    sure = Counter(dress_of(draft.lines[0]) for draft in drafts if _is_sure(weights.get(id(draft))))
    seen: dict[int, Weight] = {}
    for draft in drafts:
        found = weights.get(id(draft))
        if found is None:
            continue
        if found.sum >= _FLOOR:
            seen[id(draft)] = found
        elif sure[dress_of(draft.lines[0])] >= _SISTERS:
            seen[id(draft)] = Weight(found.sum, (*found.signs, "looks like other headings"))
    return seen


def _is_sure(weight: Weight | None) -> bool:
    return weight is not None and weight.sum >= _FLOOR


def _named(drafts: list[Draft], seen: dict[int, Weight], outline: dict[int, int]) -> dict[int, int]:
    """What the outline names without the running text in it: programs make outlines from misused heading styles too."""
    by_name = {id(draft): draft for draft in drafts if id(draft) in outline}
    meant = {key for key, draft in by_name.items() if key in seen or _is_phrase(draft.text.strip())}
    return {key: depth for key, depth in outline.items() if key in meant}


def _is_phrase(text: str) -> bool:
    return len(text.split()) <= _MAX_WORDS and not text.endswith((".", ";", ",")) and not text[0].islower()


def _tagged(drafts: list[Draft], tags: Tags) -> dict[int, int]:
    """The levels of drafts that are tagged as headings, by identity; none where the tags are not believed."""
    found = {id(d): tags.level(d) for d in drafts if d.layer == "body" and not d.aside and not d.lines[0].look.turned}
    return {key: level for key, level in found.items() if level}


def _untagged(drafts: list[Draft], seen: dict[int, Weight], tagged: dict[int, int]) -> frozenset[Dress]:
    """The dresses that look like headings and are hardly ever tagged, but for those larger than any tagged heading."""
    largest = max((draft.lines[0].size for draft in drafts if id(draft) in tagged), default=0.0)
    worn = Counter(dress_of(draft.lines[0]) for draft in drafts if id(draft) in seen)
    named = Counter(dress_of(draft.lines[0]) for draft in drafts if id(draft) in seen and id(draft) in tagged)
    return frozenset(
        dress for dress, count in worn.items() if dress.size <= largest + 0.5 and named[dress] < _RARE * count
    )


def _weigh(draft: Draft, body: BodyLook, following: Draft | None) -> Weight:
    """What speaks for the draft as a heading; nothing where it cannot be one."""
    if len(draft.lines) > 4 or _is_quiet(draft.lines[0], body):
        return _NOTHING
    text = draft.text.strip()
    words = text.split()
    if len(words) > _LONGEST or sum(map(str.isalpha, text)) < 2:
        return _NOTHING
    if not _may_head(draft, text, body):
        return _NOTHING
    signs = _signs(draft, body, text)
    if _is_link(draft):
        if not _titles(draft, words, following):
            return _NOTHING
        signs.append((0.7, "link above its text"))
    weight = sum(worth for worth, _ in signs)
    if following is not None and not _same_look(draft, following):
        weight += 0.6
    if draft.before is not None and draft.before > 0.5 * draft.lines[0].size:
        weight += 0.3
    weight -= 0.12 * max(len(words) - 10, 0) + 1.0 * (text.count(",") > 2)
    if text.endswith(".") and len(words) > 4:
        weight -= 1.5
    return Weight(weight, tuple(sign for _, sign in signs))


def _is_quiet(line: Line, body: BodyLook) -> bool:
    """Whether the first line of a draft tells at once that no sign of a heading is there."""
    look = line.look
    if line.band or line.beside or line.words[0].link is not None or line.text.upper() == line.text:
        return False
    return look.colour == body.colour and not (look.bold and not body.bold) and line.size < 1.12 * body.size


def _signs(draft: Draft, body: BodyLook, text: str) -> list[tuple[float, str]]:
    """Each way in which the draft stands out from the running text, with its weight."""
    first = draft.lines[0]
    size = first.size
    signs: list[tuple[float, str]] = []
    if size >= 1.12 * body.size and size - body.size >= 0.9:
        signs.append((2.5 if size >= 1.25 * body.size else 1.6, f"{size:g} pt against {body.size:g} pt body"))
    if all(line.band for line in draft.lines) and first.look.colour != body.colour:
        signs.append((2.5, "band behind"))
    if not body.bold and all(is_uniform(line) and line.look.bold for line in draft.lines):
        signs.append((1.6, "bold line"))
    if all(is_uniform(line) for line in draft.lines) and in_colour(first, body):
        signs.append((1.0, f"in colour {first.look.colour}"))
    if text.upper() == text and sum(char.isalpha() for char in text) > 3:
        signs.append((1.0, "capitals"))
        if all(is_in_small_capitals(line) for line in draft.lines):
            signs.append((1.0, "small capitals"))
    if all(line.beside for line in draft.lines) and not any(char.isdigit() for char in text):
        signs.append((2.0, "beside its text"))
    return signs


def _may_head(draft: Draft, text: str, body: BodyLook) -> bool:
    """Whether a draft could be a heading for its words: no part of a sentence, quotation, caption, link or code."""
    words = draft.text[draft.marker :].strip()
    if text.endswith((",", ";")) or words[:1].islower() or draft.lines[0].look.turned:
        return False
    if text.startswith(("“", '"', "‘")) and text.rstrip(".").endswith(("”", '"', "’")):
        return False
    if _CAPTION.match(text) or (text[0] == "(" and text.endswith(")")) or text[0] in "#/*=<>{[&+$%":
        return False
    return body.typed or not all(is_typed(line) for line in draft.lines)


def _is_link(draft: Draft) -> bool:
    """Whether most of the first line is a link."""
    pieces = draft.lines[0].words
    linked = sum(len(word.text) for word in pieces if word.link is not None)
    return linked >= 0.5 * sum(len(word.text) for word in pieces)


def _titles(draft: Draft, words: list[str], following: Draft | None) -> bool:
    """Whether a link is the title of the paragraph below it: a phrase on lines of its own, nearer to it than to others.

    A link at the end of a text and the entries of a list of links are none.
    """
    if following is None or draft.mark or following.mark or not 3 <= len(words) <= _MAX_WORDS:
        return False
    if draft.container != following.container or draft.pages[-1] != following.pages[0]:
        return False
    if any(word.link is None for line in draft.lines for word in line.words) or words[-1].endswith((".", ":")):
        return False
    if any("/" in word or "@" in word for word in words) or _is_link(following):
        return False
    near = draft.before is None or draft.before > 1.5 * max(following.before or 0.0, 0.0)
    even = abs(draft.lines[0].x0 - following.lines[0].x0) < 3
    return near and even and len(following.text.split()) >= _TITLED


def _same_look(one: Draft, other: Draft) -> bool:
    a, b = one.lines[0].look, other.lines[0].look
    return a.size == b.size and a.bold == b.bold and a.colour == b.colour
