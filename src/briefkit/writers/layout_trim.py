"""One page demanded: which items have no room. Whole items go, those that matter least; none is shortened."""

from __future__ import annotations

import msgspec

from briefkit.writers.layout_fit import Area, fits_one
from briefkit.writers.layout_fonts import Ruler
from briefkit.writers.layout_panels import Block, PanelText

_GIVEN_UP_FIRST = ("about", "resources", "questions", "contact")
_NEEDED = ("background", "good_practice", "findings", "recommendations", "learning")
"""Sections in the order in which they give way; the one thing never does."""
_SECOND_CHANCES = 24
"""So many of the items given up last are tried again on the room that whole items left."""


class Trimmed(msgspec.Struct, frozen=True):
    """The panels that are printed, and by section the blocks that are not."""

    panels: tuple[PanelText, ...]
    left_out: tuple[tuple[str, tuple[Block, ...]], ...] = ()

    @property
    def words(self) -> int:
        """How many words are not printed."""
        return sum(block.words for _, blocks in self.left_out for block in blocks)


def trim(panels: tuple[PanelText, ...], ruler: Ruler, area: Area, compact: bool = False) -> Trimmed:
    """As many items as one page holds at the floor size, in the order of what matters."""
    fits = fits_one(ruler, area, compact)
    if fits(panels):
        return Trimmed(panels)
    order = _order(panels)
    low, high = 0, len(order)
    while high - low > 1:
        middle = (low + high) // 2
        if fits(_without(panels, set(order[:middle]))):
            high = middle
        else:
            low = middle
    gone = set(order[:high])
    for item in reversed(order[:high][-_SECOND_CHANCES:]):
        if fits(_without(panels, gone - {item})):
            gone.discard(item)
    left_out = tuple(
        (panel.title, tuple(block for block in panel.blocks if (panel.section, block.item) in gone))
        for panel in panels
        if any(section == panel.section for section, _ in gone)
    )
    return Trimmed(_without(panels, gone), left_out)


def _order(panels: tuple[PanelText, ...]) -> list[tuple[str, int]]:
    """The items in the order in which they are given up: section by section, from the last item on.

    The first item of each section that a reader needs is kept until nothing else is left.
    """
    plain = [(section, item) for section in _GIVEN_UP_FIRST for item in _items(panels, section)]
    needed = [(section, _items(panels, section)) for section in _NEEDED]
    rest = [(section, item) for section, items in needed for item in items[:-1]]
    firsts = [(section, items[-1]) for section, items in needed if items]
    return plain + rest + firsts


def _items(panels: tuple[PanelText, ...], section: str) -> list[int]:
    """The items of a section, last first."""
    found = {block.item for panel in panels if panel.section == section for block in panel.blocks}
    return sorted((item for item in found if item is not None), reverse=True)


def _without(panels: tuple[PanelText, ...], gone: set[tuple[str, int]]) -> tuple[PanelText, ...]:
    """The panels without these items, without what leads nothing in and without empty panels, numbered anew."""
    kept: list[PanelText] = []
    number = 0
    for panel in panels:
        stay = [block for block in panel.blocks if block.item is None or (panel.section, block.item) not in gone]
        blocks = tuple(block for at, block in enumerate(stay) if not block.leads or _leads_on(stay, at))
        if blocks:
            number += panel.number is not None
            kept.append(msgspec.structs.replace(panel, blocks=blocks, number=number if panel.number else None))
    return tuple(kept)


def _leads_on(blocks: list[Block], at: int) -> bool:
    """Whether an item that the theme or lead-in at a place leads in still follows it."""
    item = next((block.item for block in blocks[at + 1 :] if block.item is not None), None)
    until = blocks[at].until
    return item is not None and (until is None or item <= until)
