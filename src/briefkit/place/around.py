"""Around: what the text before and after a block makes likely, where no heading settles its section."""

from __future__ import annotations

from itertools import pairwise

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon
from briefkit.model import TextBlock
from briefkit.place.content import EARLY
from briefkit.place.headings import State
from briefkit.place.tray import LIST_KINDS
from briefkit.place.weighing import Shares, among, under
from briefkit.place.wording import wording

_FAR = 60
"""Blocks that one look ahead takes in: more would cost much in a hostile file and tell little."""
_LIST, _PARAGRAPH, _BEFORE = 0.85, 0.6, 0.3
"""How likely a list item goes on in the section of the item before it, a paragraph in that of the paragraph before,
and the first text under no heading in that of the last text."""
_Open = tuple[SectionName | None, tuple[SectionName, ...]]


class Around:
    """Remembers, stretch by stretch, what the neighbours of each block make likely."""

    def __init__(self, blocks: tuple[TextBlock, ...], front: frozenset[str], lexicon: Lexicon) -> None:
        """``front`` are the ids of blocks of the title matter."""
        self.blocks = blocks
        self.front = front
        self.lexicon = lexicon
        self.found: dict[str, tuple[_Open, Shares]] = {}
        self.numbers = {block.id: n for n, block in enumerate(blocks)}

    def shares(self, block: TextBlock, state: State, early: bool, last: SectionName | None) -> Shares | None:
        """How likely each section is for a block by the texts around it; ``None`` where a heading settles the section.

        ``last`` is the section of the last item, ``early`` whether only background and boilerplate stand above.
        """
        if state.section is not None and state.settled:
            return None
        here: _Open = (state.section, state.either)
        if block.id not in self.found or self.found[block.id][0] != here:
            stretch = self._stretch(self.numbers[block.id])
            stays = [
                _LIST if one.kind in LIST_KINDS and other.kind in LIST_KINDS else _PARAGRAPH
                for one, other in pairwise(stretch)
            ]
            start = under(state, early)
            if state.section is None and last is not None:
                start = {
                    section: (1 - _BEFORE) * share + _BEFORE * (section == last) for section, share in start.items()
                }
            at_first, later = under(state, early=True), under(state, early=False)
            anew = {section: at_first if section in EARLY else later for section in start}
            texts = [wording(other.runs) for other in stretch]
            told = among(texts, [0.0, *stays], start, anew, self.lexicon)
            self.found.update((other.id, (here, shares)) for other, shares in zip(stretch, told, strict=True))
        return self.found[block.id][1]

    def _stretch(self, n: int) -> list[TextBlock]:
        """The block and those after it in its container, up to the next heading there."""
        stretch = [self.blocks[n]]
        for other in self.blocks[n + 1 : n + _FAR]:
            if other.container != stretch[0].container or other.aside or other.layer != "body":
                continue
            if other.kind == "heading":
                break
            if other.id not in self.front and other.text.strip():
                stretch.append(other)
        return stretch
