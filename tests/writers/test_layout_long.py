"""Very long texts keep every word in order, within the page, in time that grows with their length."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefings import MEDIUM, longer, record
from briefkit import theme
from briefkit.writers.layout_arrange import Placed
from briefkit.writers.layout_fit import Area, fit
from briefkit.writers.layout_fonts import ruler
from briefkit.writers.layout_links import Segment
from briefkit.writers.layout_long import PLAIN, SLACK, fill
from briefkit.writers.layout_measure import Measure
from briefkit.writers.layout_panels import Block, PanelText, compose

HOUSE = theme.load("house")
RULER = ruler(HOUSE.families[0])
HEIGHTS = (668.0, 759.0, 700.0)


def panel(section: str, lengths: list[int]) -> PanelText:
    blocks = tuple(
        Block("lead" if length < 0 else "bullet", (Segment(f"{section}{at} " * max(abs(length), 1)),), item=at)
        for at, length in enumerate([*lengths, 1])  # what leads in never ends a panel
    )
    return PanelText(section, section, "plain", blocks)  # type: ignore[arg-type]


def set_blocks(pages: tuple[tuple[Placed, ...], ...]) -> list[str]:
    return [block.text for page in pages for placed in page for column in placed.columns for block in column]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(-3, 90), min_size=1, max_size=60), min_size=1, max_size=4))
def test_every_block_stands_once_in_order_on_a_page_that_holds_it(lengths: list[list[int]]) -> None:
    sections = ("background", "findings", "learning", "questions")
    panels = tuple(panel(section, each) for section, each in zip(sections, lengths, strict=False))
    pages = fill(panels, Measure(RULER), 537.0, HEIGHTS)
    assert set_blocks(pages) == [block.text for each in panels for block in each.blocks]
    for at, page in enumerate(pages):
        room = HEIGHTS[2] if 0 < at == len(pages) - 1 else HEIGHTS[1] if at else HEIGHTS[0]
        assert page[-1].y + page[-1].height <= room
        assert all(column and not column[-1].leads for placed in page[:-1] for column in placed.columns[:1])


def test_many_pages_are_set_plainly_with_room_to_spare() -> None:
    sheet = compose(record(longer(MEDIUM, 16)), HOUSE).panels
    fitted = fit(sheet, RULER, Area(width=537.0, only=655.0, first=668.0, middle=759.0, last=745.0))
    assert fitted.style == PLAIN
    assert fitted.slack == SLACK
    assert len(fitted.pages) > 4
    assert fitted.pages[1][0].panel.continued
