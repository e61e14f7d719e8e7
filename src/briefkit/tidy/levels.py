"""Levels of headings that agree with their styles and their looks all over a document."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import msgspec

from briefkit.diagnostics import Result
from briefkit.model import Document, TextBlock
from briefkit.tidy.runs import in_capitals, is_italic, look_of, plain_colour

DEEPEST = 6
"""Levels end where those of HTML do."""

CLAIMS = ("style ", "outline level ", "level by the ")
"""How the reasons for a level begin that a file gives, the best first; the last are the tags and outline of a PDF."""

_DECIMAL = re.compile(r"\d+(?:\.\d+)*")


class Rank(NamedTuple):
    """How high looks put a heading, the highest first in sorting: bigger, then capitals, bold, coloured."""

    size: float
    weight: float


class Group(NamedTuple):
    """Headings of one level: the level that their style claims (0: none does), that style, their rank by looks, and
    how many numbers stand in front ("2.1" is below "2")."""

    claimed: int
    style: str | None
    rank: Rank
    depth: int


Place = tuple[float, Rank, int]


def level_headings(document: Document) -> Result[Document]:
    """Heading levels from 1 without gaps; headings that look the same have the same level.

    Styles are believed where the author used them: their order stands, and of two styles of one level the bigger is
    higher. A heading that is only dressed up as one takes the level of the styled headings that look like it; where
    none does it comes below the lowest styled level that looks more important than it. Without styles outline levels
    count, and in a PDF its tags and its outline; without all of these bigger is higher, and in one size capitals, bold,
    underlining and colour lift a heading.
    """
    headings = [block for block in document.blocks if _counts(block)]
    claims = (what for what in CLAIMS if any(_is_claimed_by(block, what) for block in headings))
    trusted = next(claims, CLAIMS[-1])
    groups = [_group(block, trusted) for block in headings]
    order = _order(Counter(groups))
    levels = iter(groups)
    blocks = tuple(
        msgspec.structs.replace(block, level=min(order[next(levels)], DEEPEST)) if _counts(block) else block
        for block in document.blocks
    )
    return Result(msgspec.structs.replace(document, blocks=blocks))


def is_claimed(block: TextBlock) -> bool:
    """Whether a style, an outline level or tags made the block a heading, and not its looks."""
    return any(_is_claimed_by(block, what) for what in CLAIMS)


def _is_claimed_by(block: TextBlock, what: str) -> bool:
    return block.level > 0 and any(reason.startswith(what) for reason in block.evidence)


def _counts(block: TextBlock) -> bool:
    return block.kind == "heading" and not block.aside


def _group(block: TextBlock, trusted: str) -> Group:
    if _is_claimed_by(block, trusted):
        return Group(block.level, block.style, _rank(block), 1)
    number = _DECIMAL.search("".join(run.text for run in block.marker))
    return Group(0, None, _rank(block), number[0].count(".") + 1 if number else 1)


def _order(groups: Counter[Group]) -> dict[Group, int]:
    """The level of each group, from 1; where that makes too many levels, small differences in looks do not count."""
    claims = _places_of_claims(groups)
    places = {group: _place(group, claims) for group in groups}
    for blur in (_without_ornament, _without_weight):
        if len(set(places.values())) > DEEPEST:
            places = {group: blur(place) for group, place in places.items()}
    steps = sorted(set(places.values()))
    return {group: steps.index(place) + 1 for group, place in places.items()}


def _without_ornament(place: Place) -> Place:
    """Bold type and capitals count, underlining, italics and colour do not."""
    return place[0], place[1]._replace(weight=float(round(place[1].weight))), 0


def _without_weight(place: Place) -> Place:
    """Only the size counts."""
    return place[0], place[1]._replace(weight=0.0), 0


def _places_of_claims(groups: Counter[Group]) -> dict[tuple[int, str | None], tuple[float, Rank]]:
    """The place of each styled level in the order, and its usual look: that of most of its headings."""
    looks: dict[tuple[int, str | None], Counter[Rank]] = {}
    for group, count in groups.items():
        if group.claimed:
            looks.setdefault((group.claimed, group.style), Counter())[group.rank] += count
    usual = {key: counts.most_common(1)[0][0] for key, counts in looks.items()}
    sizes: dict[int, list[float]] = {}
    for (level, _), rank in usual.items():
        sizes[level] = sorted({*sizes.get(level, ()), rank.size})
    return {
        key: (key[0] + 0.4 * sizes[key[0]].index(rank.size) / len(sizes[key[0]]), rank) for key, rank in usual.items()
    }


def _place(group: Group, claims: dict[tuple[int, str | None], tuple[float, Rank]]) -> Place:
    """Where a group stands in the order of levels: its claimed level, or half a step below what outranks it."""
    none = Rank(0.0, 0.0)
    if group.claimed:
        return claims[group.claimed, group.style][0], none, 0
    alike = [place for place, rank in claims.values() if rank == group.rank]
    if alike:
        return min(alike), none, 0
    above = [place for place, rank in claims.values() if rank < group.rank]
    return max(above, default=0) + 0.5, group.rank, group.depth


def _rank(block: TextBlock) -> Rank:
    bold, size, colour, underlined = look_of(block.runs)
    if size is None:
        return Rank(float(block.level or DEEPEST + 1), 0.0)
    capitals = in_capitals(block.text) or "all capitals" in block.evidence
    weight = 2.0 * capitals + 1.0 * bold + 0.5 * (plain_colour(colour) is not None)
    return Rank(-round(size), -(weight + 0.25 * underlined - 0.25 * is_italic(block.runs)))
