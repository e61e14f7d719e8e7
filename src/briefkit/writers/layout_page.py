"""From a solved layout to the boxes that the page template writes down. Measures are points from the top left."""

from __future__ import annotations

import msgspec

from briefkit.writers import layout_measure
from briefkit.writers.layout_arrange import Placed
from briefkit.writers.layout_fit import Fit
from briefkit.writers.layout_frame import Frame
from briefkit.writers.layout_markup import group
from briefkit.writers.layout_measure import Measure, Style
from briefkit.writers.layout_panels import Block, PanelText

_BORDER = 0.7


class GroupBox(msgspec.Struct, frozen=True):
    """Blocks of one list, one lead-in or one paragraph, with the space above each in points.

    ``indent`` is how far its text stands in, in ems.
    """

    role: str
    blocks: tuple[Block, ...]
    above: tuple[float, ...]
    indent: float


class ColumnBox(msgspec.Struct, frozen=True):
    """A text column: its style, its groups, and the height that was counted for it."""

    style: str
    height: float
    groups: tuple[GroupBox, ...]


class PanelBox(msgspec.Struct, frozen=True):
    """A panel on its page."""

    panel: PanelText
    left: float
    top: float
    width: float
    height: float
    head_style: str
    columns: tuple[ColumnBox, ...]


class PageBoxes(msgspec.Struct, frozen=True):
    """A page: its panels in reading order and the height of its footer."""

    boxes: tuple[PanelBox, ...]
    foot: float


def page_boxes(fitted: Fit, around: Frame, measure: Measure) -> tuple[PageBoxes, ...]:
    """The pages of a solved layout within their frame."""
    pages = []
    for index, placed in enumerate(fitted.pages):
        top = (around.head if index else around.band) + around.space
        foot = around.last_foot if index == len(fitted.pages) - 1 else around.foot
        boxes = tuple(_panel_box(each, (around.margin, top), fitted.style_of(index), measure) for each in placed)
        pages.append(PageBoxes(boxes, round(foot, 2)))
    return tuple(pages)


def _panel_box(placed: Placed, corner: tuple[float, float], style: Style, measure: Measure) -> PanelBox:
    panel = placed.panel
    inner = placed.width - 2 * layout_measure.PAD_X
    head = measure.head_height(panel, inner, style)
    indent = layout_measure.BADGE + layout_measure.BADGE_GAP if panel.number else 0.0
    lift = max(layout_measure.BADGE - layout_measure.head_size(panel, style) * layout_measure.HEAD_LEADING, 0.0) / 2
    if not panel.number:
        lift = 0.0
    pad = layout_measure.pad_y(panel, style)
    head_style = (
        f"top:{pad - _BORDER:.2f}pt;width:{inner - indent:.2f}pt;padding-left:{indent:.2f}pt;"
        f"padding-top:{lift:.2f}pt;font-size:{layout_measure.head_size(panel, style):.2f}pt"
    )
    count = len(placed.columns)
    width = inner if count == 1 else (inner - layout_measure.INNER_GAP) / 2
    spare = placed.height - placed.natural
    columns = []
    for index, blocks in enumerate(placed.columns):
        left = layout_measure.PAD_X + index * (width + layout_measure.INNER_GAP) - _BORDER
        columns.append(_column_box(placed, blocks, (left, pad + head - _BORDER, width), style, measure, spare))
    return PanelBox(
        panel,
        round(corner[0] + placed.x, 2),
        round(corner[1] + placed.y, 2),
        round(placed.width, 2),
        round(placed.height, 2),
        head_style,
        tuple(columns),
    )


def _column_box(  # noqa: PLR0913, PLR0917 - the column, its place, and what it is measured with
    placed: Placed,
    blocks: tuple[Block, ...],
    place: tuple[float, float, float],
    style: Style,
    measure: Measure,
    spare: float,
) -> ColumnBox:
    left, top, width = place
    panel = placed.panel
    size = layout_measure.text_size(panel, style)
    natural = measure.column_height(panel, blocks, width, style)
    shares = layout_measure.shares(blocks)
    gaps = sum(shares)
    extra = min(spare / gaps, layout_measure.MOST_EXTRA * size) if gaps else 0.0
    above = [layout_measure.space_above(blocks, at, style) * size + extra * share for at, share in enumerate(shares)]
    if panel.tone == "callout" and len(blocks) == 1:
        width = measure.even(blocks[0], width / size - layout_measure.indent(blocks[0])) * size
        width += layout_measure.indent(blocks[0]) * size
    css = (
        f"left:{left:.2f}pt;top:{top:.2f}pt;width:{width:.2f}pt;font-size:{size:.2f}pt;line-height:{style.leading:.3f}"
    )
    groups = []
    at = 0
    for each in group(blocks):
        spaces = tuple(round(space, 2) for space in above[at : at + len(each.blocks)])
        groups.append(GroupBox(each.role, each.blocks, spaces, round(layout_measure.indent(each.blocks[0]), 3)))
        at += len(each.blocks)
    return ColumnBox(css, round(natural + extra * gaps, 2), tuple(groups))
