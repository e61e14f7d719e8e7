"""The order of boxes from their rectangles alone."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from briefkit.model import Box
from briefkit.readers.rectangles import in_reading_order

HEIGHT = 540.0


def order(*boxes: Box, wheel: bool = False) -> list[int]:
    return in_reading_order(boxes, HEIGHT, wheel=wheel)


LEFT_TOP, LEFT_FOOT = (0.0, 100.0, 200.0, 200.0), (0.0, 300.0, 200.0, 400.0)
RIGHT_TOP, RIGHT_FOOT = (300.0, 100.0, 500.0, 200.0), (300.0, 300.0, 500.0, 400.0)
BANNER = (0.0, 0.0, 500.0, 50.0)


def test_the_order_of_the_file_stands_where_an_eye_can_follow_it() -> None:
    assert order(LEFT_TOP, RIGHT_TOP, LEFT_FOOT, RIGHT_FOOT) == [0, 1, 2, 3]
    assert order(LEFT_TOP, LEFT_FOOT, RIGHT_TOP, RIGHT_FOOT) == [0, 1, 2, 3]


def test_boxes_drawn_in_any_order_are_read_in_columns_below_a_banner() -> None:
    assert order(RIGHT_FOOT, LEFT_FOOT, BANNER, RIGHT_TOP, LEFT_TOP) == [2, 4, 1, 3, 0]


def test_boxes_around_a_wheel_are_read_clockwise_from_the_top() -> None:
    ring = [around(position / 7) for position in range(7)]
    drawn = [ring[3], ring[0], ring[5], ring[1], ring[6], ring[2], ring[4]]
    assert order(*drawn, wheel=True) == [1, 3, 5, 0, 6, 2, 4]
    hub = (340.0, 250.0, 380.0, 290.0)
    assert order(ring[1], hub, *ring[2:], ring[0], wheel=True) == [1, 7, 0, 2, 3, 4, 5, 6]


def around(turn: float) -> Box:
    x, y = 360 + 300 * math.sin(2 * math.pi * turn), 270 - 200 * math.cos(2 * math.pi * turn)
    return (x - 60, y - 30, x + 60, y + 30)


def test_two_columns_are_no_wheel_whatever_is_drawn_behind_them() -> None:
    boxes = [LEFT_TOP, LEFT_FOOT, RIGHT_TOP, RIGHT_FOOT]
    assert order(*boxes, wheel=True) == [0, 1, 2, 3]


box = st.tuples(*[st.floats(-1000, 1000, allow_nan=False)] * 4).map(
    lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)


@given(st.lists(box, max_size=12), st.booleans())
def test_each_box_comes_exactly_once(boxes: list[Box], wheel: bool) -> None:
    assert sorted(in_reading_order(boxes, HEIGHT, wheel=wheel)) == list(range(len(boxes)))
