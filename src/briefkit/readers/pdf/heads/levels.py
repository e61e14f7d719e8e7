"""Levels of headings: what looks the same stands equally high all over a document."""

from __future__ import annotations

import re
from collections import Counter

from briefkit.readers.pdf.heads.covers import is_on_cover, is_title
from briefkit.readers.pdf.heads.looks import Dress, dress_of
from briefkit.readers.pdf.text.drafts import Draft

DEEPEST = 6
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s")
_ENOUGH = 0.5
"""The share of the headings that the outline must name for its depths to be the levels."""

Rank = tuple[float, float, int]


def level_headings(drafts: list[Draft], tagged: dict[int, int], named: dict[int, int]) -> None:
    """Give each heading a level from 1 to 6.

    Tags say the level of what they are on, else the outline of what it names, where it names at least half; what else
    wears the dress of such headings has the level that most of those have. The rest ranks by looks: bigger is higher,
    in one size a bar, capitals and bold type, and in one dress the number in front (2.1 is below 2). A title stands
    above the rest; what else is on a cover takes part in no ranking.
    """
    headings = [draft for draft in drafts if draft.kind == "heading"]
    body = [draft for draft in headings if not is_on_cover(draft) and not is_title(draft)]
    told = tagged or (named if len(named) >= _ENOUGH * len(body) else {})
    if told:
        _level_told(headings, told, "level by the tags" if tagged else "level by the outline")
        return
    mixed = _mixed(body)
    ranks = sorted({_rank(draft, mixed) for draft in body})
    titled = any(is_title(draft) for draft in headings)
    for draft in headings:
        if is_title(draft):
            draft.level = 1
        elif is_on_cover(draft):
            draft.level = 2
        else:
            draft.level = min(ranks.index(_rank(draft, mixed)) + 1 + titled, DEEPEST)


def _level_told(headings: list[Draft], told: dict[int, int], reason: str) -> None:
    """Levels where tags or the outline say those of most headings; ``reason`` is added to the evidence."""
    worn: dict[Dress, Counter[int]] = {}
    for draft in headings:
        if id(draft) in told:
            worn.setdefault(dress_of(draft.lines[0]), Counter())[told[id(draft)]] += 1
    usual = {dress: counts.most_common(1)[0][0] for dress, counts in worn.items()}
    for draft in headings:
        dress = dress_of(draft.lines[0])
        higher = [level for other, level in usual.items() if other.size > dress.size]
        level = told.get(id(draft)) or usual.get(dress) or (max(higher) + 1 if higher else 1)
        draft.level = min(level, DEEPEST)
        draft.evidence = (*draft.evidence, reason)


def _rank(draft: Draft, mixed: frozenset[Dress]) -> Rank:
    line = draft.lines[0]
    capitals = draft.text.upper() == draft.text
    weight = 2.0 * bool(line.band) + 1.0 * capitals + 1.0 * line.look.bold
    return (-float(round(line.size)), -weight, _depth(draft) if dress_of(line) in mixed else 0)


def _mixed(headings: list[Draft]) -> frozenset[Dress]:
    """The dresses that headings with numbers of different depth wear."""
    depths: dict[Dress, set[int]] = {}
    for draft in headings:
        if _depth(draft):
            depths.setdefault(dress_of(draft.lines[0]), set()).add(_depth(draft))
    return frozenset(dress for dress, found in depths.items() if len(found) > 1)


def _depth(draft: Draft) -> int:
    """How many numbers stand in front: 2 for "2.1"; 0 where there is none."""
    match = _NUMBER.match(draft.text)
    return match[1].count(".") + 1 if match else 0
