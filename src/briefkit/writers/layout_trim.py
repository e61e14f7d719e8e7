"""One page demanded: which items have no room. Whole items go, those that matter least; none is shortened."""

from __future__ import annotations

import msgspec

from briefkit.writers.layout_fit import GIVEN_UP_FIRST, Area, fits_one
from briefkit.writers.layout_fonts import Ruler
from briefkit.writers.layout_panels import Block, PanelText


class Trimmed(msgspec.Struct, frozen=True):
    """The panels that are printed, and by section the blocks that are not."""

    panels: tuple[PanelText, ...]
    left_out: tuple[tuple[str, tuple[Block, ...]], ...] = ()

    @property
    def words(self) -> int:
        """How many words are not printed."""
        return sum(block.words for _, blocks in self.left_out for block in blocks)


def trim(panels: tuple[PanelText, ...], ruler: Ruler, area: Area) -> Trimmed:
    """As many items as one page holds at the floor size, in the order of what matters."""
    fits = fits_one(ruler, area)
    if fits(panels):
        return Trimmed(panels)
    order: list[tuple[str, int]] = [
        (section, item) for section in ("contact", *GIVEN_UP_FIRST) for item in _items(panels, section)
    ]
    low, high = 0, len(order)
    while high - low > 1:
        middle = (low + high) // 2
        if fits(_without(panels, set(order[:middle]))):
            high = middle
        else:
            low = middle
    gone = set(order[:high])
    left_out = tuple(
        (panel.title, tuple(block for block in panel.blocks if (panel.section, block.item) in gone))
        for panel in panels
        if any(section == panel.section for section, _ in gone)
    )
    return Trimmed(_without(panels, gone), left_out)


def _items(panels: tuple[PanelText, ...], section: str) -> list[int]:
    """The items of a section, last first."""
    found = {block.item for panel in panels if panel.section == section for block in panel.blocks}
    return sorted((item for item in found if item is not None), reverse=True)


def _without(panels: tuple[PanelText, ...], gone: set[tuple[str, int]]) -> tuple[PanelText, ...]:
    """The panels without these items, without themes that lead nothing in, without empty panels, numbered anew."""
    kept: list[PanelText] = []
    number = 0
    for panel in panels:
        stay = [block for block in panel.blocks if block.item is None or (panel.section, block.item) not in gone]
        blocks = tuple(
            block
            for at, block in enumerate(stay)
            if block.role != "theme" or (at + 1 < len(stay) and stay[at + 1].role != "theme")
        )
        if blocks:
            number += panel.number is not None
            kept.append(msgspec.structs.replace(panel, blocks=blocks, number=number if panel.number else None))
    return tuple(kept)
