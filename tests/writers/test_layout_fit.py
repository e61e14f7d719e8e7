"""Copy-fitting keeps every word, in order, at nine points or more, on as few pages as will do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefings import MEDIUM, SHORT, items, longer, record
from briefkit import theme
from briefkit.briefing import Briefing, Sections
from briefkit.writers.layout_arrange import Arranger, settle, total
from briefkit.writers.layout_fit import Area, Fit, fit, part, squeeze
from briefkit.writers.layout_fonts import ruler
from briefkit.writers.layout_links import Segment
from briefkit.writers.layout_measure import CEILING, FLOOR, GAP, LARGE, Measure, Style, cuts
from briefkit.writers.layout_panels import Block, PanelText, compose
from briefkit.writers.layout_split import split
from briefkit.writers.layout_trim import trim

HOUSE = theme.load("house")
RULER = ruler(HOUSE.families[0])
AREA = Area(width=537.0, only=655.0, first=668.0, middle=759.0, last=745.0)


def panels(briefing: Briefing) -> tuple[PanelText, ...]:
    return compose(record(briefing), HOUSE).panels


def words(fitted: Fit) -> list[str]:
    blocks = [block for page in fitted.pages for placed in page for column in placed.columns for block in column]
    return " ".join(block.text for block in blocks).split()


def expected(sheet: tuple[PanelText, ...]) -> list[str]:
    return " ".join(block.text for panel in sheet for block in panel.blocks).split()


@pytest.mark.parametrize(
    ("briefing", "pages"), [(SHORT, 1), (MEDIUM, 1), (longer(MEDIUM, 2), 2), (longer(MEDIUM, 8), 4)]
)
def test_as_few_pages_as_will_do(briefing: Briefing, pages: int) -> None:
    sheet = panels(briefing)
    fitted = fit(sheet, RULER, AREA)
    assert len(fitted.pages) == pages
    assert FLOOR <= fitted.style.size <= (LARGE if briefing is SHORT else CEILING)
    assert words(fitted) == expected(sheet)


def test_a_little_text_has_the_largest_type() -> None:
    assert fit(panels(SHORT), RULER, AREA).style.size == LARGE


def test_no_panels_make_one_empty_page() -> None:
    assert fit((), RULER, AREA).pages == ((),)


def test_no_panels_below_a_title_that_fills_the_page_are_no_crash() -> None:
    assert fit((), RULER, replace(AREA, only=-40.0, first=-40.0)).pages == ((),)


def test_columns_end_level_and_boxes_keep_apart() -> None:
    (page,) = fit(panels(MEDIUM), RULER, AREA).pages
    for one in page:
        for other in page:
            if one is other:
                continue
            apart_x = one.x + one.width + GAP <= other.x + 0.01 or other.x + other.width + GAP <= one.x + 0.01
            apart_y = one.y + one.height + GAP <= other.y + 0.01 or other.y + other.height + GAP <= one.y + 0.01
            assert apart_x or apart_y
    assert max(each.y + each.height for each in page) <= AREA.only + 0.01
    call_out = next(each for each in page if each.panel.section == "one_thing")
    bottoms = {round(each.y + each.height, 2) for each in page if each.y < call_out.y}
    assert round(call_out.y - GAP, 2) in bottoms


@settings(max_examples=25, deadline=None)
@given(
    counts=st.lists(st.integers(0, 9), min_size=6, max_size=6),
    length=st.integers(1, 60),
)
def test_whatever_the_sections_hold_nothing_is_lost(counts: list[int], length: int) -> None:
    names = ("background", "findings", "good_practice", "learning", "recommendations", "questions")
    sections = {
        name: items(*(f"{name} {at} " + "word " * length for at in range(count)), theme="Theme" if count % 2 else None)
        for name, count in zip(names, counts, strict=True)
    }
    sheet = panels(Briefing("T", sections=Sections(**sections)))
    fitted = fit(sheet, RULER, AREA)
    assert words(fitted) == expected(sheet)
    assert fitted.style.size >= FLOOR
    for page in fitted.pages:
        for placed in page:
            assert all(column[-1].role != "theme" for column in placed.columns)


def test_a_panel_parted_between_pages_goes_on_as_continued() -> None:
    sheet = panels(MEDIUM)
    before, after = part(sheet, 1, 3)
    assert before[1].blocks + after[0].blocks == sheet[1].blocks
    assert (before[1].continued, after[0].continued) == (False, True)


def test_a_theme_is_never_parted_from_what_it_leads_in() -> None:
    blocks = panels(MEDIUM)[1].blocks
    assert all(blocks[cut - 1].role != "theme" for cut in cuts(blocks))


def test_a_very_long_item_is_parted_between_sentences() -> None:
    text = " ".join(f"The worker wrote sentence {at} in the record." for at in range(120))
    pieces = split(Block("bullet", (Segment(text),), item=0))
    assert " ".join(piece.text for piece in pieces) == text
    assert all(piece.text.endswith(".") for piece in pieces)
    assert [piece.role for piece in pieces][:2] == ["bullet", "paragraph"]


def test_one_endless_word_is_parted_too() -> None:
    pieces = split(Block("paragraph", (Segment("x" * 5000),), item=0))
    assert "".join(piece.text for piece in pieces) == "x" * 5000
    assert len(pieces) > 3


def test_one_page_demanded_keeps_what_matters_most() -> None:
    sheet = panels(longer(MEDIUM, 2))
    trimmed = trim(sheet, RULER, AREA)
    left = {title for title, _ in trimmed.left_out}
    assert left
    assert "What we have learned" not in left
    assert len(fit(trimmed.panels, RULER, AREA).pages) == 1
    kept = sum(panel.words for panel in trimmed.panels)
    assert kept + trimmed.words == sum(panel.words for panel in sheet)
    assert [panel.number for panel in trimmed.panels if panel.number] == list(
        range(1, sum(1 for panel in trimmed.panels if panel.number) + 1)
    )


def test_what_fits_is_not_trimmed() -> None:
    assert trim(panels(MEDIUM), RULER, AREA).left_out == ()


def test_settling_fills_the_page_but_not_without_end() -> None:
    style = Style(CEILING, 1.0)
    bands = Arranger(Measure(RULER), AREA.width, style).arrange(panels(SHORT))
    placed = settle(bands, 5000.0)
    assert total(bands) < max(each.y + each.height for each in placed) < 1.6 * total(bands)


def test_a_correction_makes_room() -> None:
    sheet = panels(MEDIUM)
    plain, more = (fit(sheet, RULER, AREA, off) for off in (None, {"findings": 30.0}))
    assert more.style.size <= plain.style.size
    assert words(more) == words(plain)


def test_wider_text_takes_no_more_lines() -> None:
    measure = Measure(RULER)
    block = panels(replace(MEDIUM))[0].blocks[0]
    lines = [measure.lines(block, width) for width in range(10, 60, 2)]
    assert lines == sorted(lines, reverse=True)


def dense() -> tuple[PanelText, ...]:
    """About 620 words with many themes, in few and very unequal panels."""
    sentence = "The health visitor wrote down what she saw and rang the duty worker. "
    background = items(*(sentence * 3 for _ in range(5)), kind="paragraph")
    findings = tuple(
        each
        for at in range(7)
        for each in items(sentence * 3, kind="paragraph", theme=f"What was seen at visit number {at}")
    )
    sections = Sections(
        background=background,
        findings=findings,
        good_practice=items(sentence * 3, theme="Who asked again"),
        learning=findings[:4] + items(sentence, kind="paragraph"),
        one_thing=items("Ask who lives here and write down every name."),
    )
    return panels(Briefing("T", sections=sections))


def test_a_compact_page_lets_a_panel_run_on_in_the_next_column() -> None:
    sheet = dense()
    heights = range(400, 680, 10)
    height = next(height for height in heights if squeeze(sheet, RULER, replace(AREA, only=height)) is not None)
    assert len(fit(sheet, RULER, replace(AREA, only=height)).pages) == 2
    one = squeeze(sheet, RULER, replace(AREA, only=height))
    assert one is not None
    (page,) = one.pages
    assert words(one) == expected(sheet)
    assert one.style.size >= FLOOR
    assert max(each.y + each.height for each in page) <= height + 0.01
    gone_on = [each.panel for each in page if each.panel.continued]
    assert gone_on
    for tail in gone_on:
        (head,) = (each.panel for each in page if each.panel.section == tail.section and not each.panel.continued)
        assert head.blocks[-1].item != tail.blocks[0].item


def test_columns_of_a_band_end_level_when_a_panel_runs_on() -> None:
    style = Style(FLOOR, 0.0, compact=True)
    sheet = dense()[:4]
    parted, whole = (
        total(Arranger(Measure(RULER), AREA.width, style, 0.1, runs_on=runs_on).arrange(sheet))
        for runs_on in (True, False)
    )
    assert parted <= whole


def test_too_much_is_not_squeezed() -> None:
    assert squeeze(panels(longer(MEDIUM, 2)), RULER, AREA) is None
    assert squeeze(panels(longer(MEDIUM, 8)), RULER, AREA) is None


@pytest.mark.parametrize("last", [520.0, 620.0, 745.0])
def test_a_page_that_leaves_room_is_set_airier(last: float) -> None:
    sheet = panels(replace(MEDIUM, sections=replace(MEDIUM.sections, findings=MEDIUM.sections.findings * 4)))
    area = replace(AREA, last=last)
    fitted = fit(sheet, RULER, area)
    assert len(fitted.pages) == 2
    assert words(fitted) == expected(sheet)
    for page, placed in enumerate(fitted.pages):
        bottom = max(each.y + each.height for each in placed)
        assert bottom <= area.height(page, 2) + 0.01
        assert bottom > 0.85 * area.height(page, 2)
        assert fitted.style_of(page).air >= fitted.style.air
        assert fitted.style_of(page).size == fitted.style.size


@pytest.mark.parametrize("count", range(6, 30))
def test_large_type_does_not_leave_one_word_on_its_last_line(count: int) -> None:
    measure = Measure(RULER)
    block = Block("paragraph", (Segment(" ".join(f"visit{at % 10}" for at in range(count))),))
    width = measure.even(block, 30.0)
    assert 0.69 * 30.0 < width <= 30.0
    assert measure.lines(block, width) == measure.lines(block, 30.0)
    if measure.lines(block, 30.0) == 2:
        assert width < 30.0 or measure.lines(block, 0.95 * 30.0) > 2
