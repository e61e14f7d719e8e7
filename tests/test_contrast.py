"""Contrast as WCAG 2.2 measures it, and the nearest colour that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit import contrast, theme

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "measured"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_ratio_is_that_of_the_standard(one: str, other: str, measured: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(measured, abs=0.005)


@given(COLOURS, COLOURS)
def test_order_does_not_matter_and_the_nearest_can_be_read(one: str, other: str) -> None:
    assert contrast.ratio(one, other) == contrast.ratio(other, one)
    assert contrast.ratio(contrast.nearest(one, other), other) >= contrast.LEAST


@given(COLOURS, COLOURS)
def test_what_can_be_read_stays(one: str, other: str) -> None:
    assert (contrast.nearest(one, other) == one) == (contrast.ratio(one, other) >= contrast.LEAST)


def test_pairs_name_colours_of_a_house() -> None:
    names = set(theme.Colours.__struct_fields__) | {contrast.WHITE}
    assert {name for pair in contrast.PAIRS for name in pair} <= names
