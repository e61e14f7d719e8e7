"""Levels: styles before looks, the same look the same level, no gaps, no more than six."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.model import Document, Run, Span, TextBlock
from briefkit.tidy.levels import level_headings
from documents import block


def heading(n: int, points: float = 12.0, style: str = "", level: int = 0, **look: object) -> TextBlock:
    evidence = (f"style {style}",) if style else ("bold line",)
    made = block(n, ("Heading", {"size": points, **look}), kind="heading", level=level, evidence=evidence)
    return made if not style else _styled(made, style)


def _styled(made: TextBlock, style: str) -> TextBlock:
    return msgspec.structs.replace(made, style=style)


def levels(*headings: TextBlock) -> list[int]:
    return [made.level for made in level_headings(Document(headings)).value.blocks]


def test_styles_are_believed_before_looks() -> None:
    assert levels(heading(1, 12, "heading 1", 1), heading(2, 16, "heading 2", 2)) == [1, 2]


def test_a_heading_in_looks_takes_the_level_of_the_style_that_looks_like_it() -> None:
    styled = heading(1, 18, "heading 1", 1), heading(2, 14, "heading 2", 2, bold=True)
    assert levels(*styled, heading(3, 14, bold=True), heading(4, 12, bold=True)) == [1, 2, 2, 3]


def test_of_two_styles_of_one_level_the_bigger_is_higher() -> None:
    assert levels(heading(1, 26, "Title", 1), heading(2, 14, "heading 1", 1), heading(3, 12, "heading 2", 2)) == [
        1,
        2,
        3,
    ]


def test_a_level_that_nobody_uses_leaves_no_gap() -> None:
    assert levels(heading(1, 16, "heading 1", 1), heading(2, 12, "heading 4", 4)) == [1, 2]


def test_in_one_size_capitals_bold_underlining_and_italics_are_told_apart() -> None:
    looks: tuple[dict[str, Any], ...] = (
        {"bold": True, "underline": True},
        {"bold": True},
        {"bold": True, "italic": True},
    )
    assert levels(*(heading(n, 12, **look) for n, look in enumerate(looks, 1))) == [1, 2, 3]


def test_a_longer_number_is_a_lower_level() -> None:
    def numbered(n: int, number: str) -> TextBlock:
        marker = (Run(number, Span(f"b{n}", 0, 0)),)
        return msgspec.structs.replace(heading(n, 12, bold=True), marker=marker)

    assert levels(numbered(1, "2."), numbered(2, "2.1"), numbered(3, "2.1.1"), numbered(4, "3.")) == [1, 2, 3, 1]


def test_too_many_looks_are_told_apart_by_size_alone() -> None:
    many = [heading(n, 20 - n // 2, bold=bool(n % 2)) for n in range(12)]
    found = levels(*many)
    assert max(found) <= 6
    assert all(one <= other for one, other in pairwise(found))


LOOKS = st.tuples(st.integers(8, 30), st.booleans(), st.booleans(), st.integers(0, 4))


@settings(max_examples=80, deadline=None)
@given(st.lists(LOOKS, min_size=1, max_size=20))
def test_levels_have_no_gaps_and_follow_looks(looks: list[tuple[int, bool, bool, int]]) -> None:
    made = [
        heading(n, points, f"heading {level}" if level else "", level, bold=bold, underline=underlined)
        for n, (points, bold, underlined, level) in enumerate(looks, 1)
    ]
    found = levels(*made)
    assert set(found) == set(range(1, max(found) + 1))
    by_look: dict[tuple[int, bool, bool, int], set[int]] = {}
    for look, level in zip(looks, found, strict=True):
        by_look.setdefault(look, set()).add(level)
    assert all(len(seen) == 1 for seen in by_look.values())
