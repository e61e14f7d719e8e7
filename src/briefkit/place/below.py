"""What stands below a heading, and what it says of a heading that no rule knows or that only a keyword told."""

from __future__ import annotations

import msgspec

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, Meaning
from briefkit.model import TextBlock
from briefkit.place.confirming import confirm
from briefkit.place.content import EARLY
from briefkit.place.deciding import PRACTICE
from briefkit.place.governing import Governing
from briefkit.place.headings import Opening, State, moved
from briefkit.place.parts import part_at_labels
from briefkit.place.weighing import LIKELY, below, under, weigh
from briefkit.place.wording import wording

SAYS_SO = 0.5
"""How likely its own words must make a section for a heading inside another section to open it."""
PLAIN_LATE = 0.64
"""The least confidence in what belongs to the front of a briefing where findings or learning stand above it."""


class Below:
    """Judges headings by the text that they govern."""

    def __init__(self, blocks: tuple[TextBlock, ...], governing: Governing, lexicon: Lexicon) -> None:
        """``blocks`` of the whole document; ``governing`` says which containers a heading governs."""
        self.blocks = blocks
        self.governing = governing
        self.lexicon = lexicon

    def judged(self, n: int, opening: Opening, before: State, early: bool, opened: set[SectionName]) -> State:
        """The state after the heading that is block ``n``.

        ``before`` is the state above it, ``early`` whether only background and boilerplate stand there, ``opened`` what
        headings have opened so far. The words of a heading that no rule knows are weighed with the text below it; one
        that a keyword told is compared with that text.
        """
        if not opening.unknown:
            return self._confirmed(n, opening.state, before, early) if opening.role == "heading" else opening.state
        heading, state = self.blocks[n], opening.state
        likely = below(heading.text, under(state, early), self.lexicon)
        meaning = weigh(self.texts(n), likely, self.lexicon)
        if meaning is None or meaning.section in {state.section, "metadata"} or meaning.confidence < LIKELY:
            return state
        told_by_map = state.own and meaning.section in PRACTICE
        told_before = meaning.section == "background" and "background" in opened and not early
        inside = before.settled and before.level and heading.level > before.level
        of_the_front = meaning.section in EARLY
        says_so = not of_the_front and likely[meaning.section] >= SAYS_SO
        late = of_the_front and not early and meaning.confidence < PLAIN_LATE
        if told_by_map or told_before or late or (inside and not says_so):
            return state
        return msgspec.structs.replace(
            state,
            section=meaning.section,
            why=f"heading ‘{state.theme}’ and {meaning.why} below it",
            confidence=meaning.confidence,
            settled=True,
            level=heading.level,
            theme=state.case or state.theme,
            own=False,
        )

    def _confirmed(self, n: int, state: State, before: State, early: bool) -> State:
        """The state after a heading that names a section, compared with what stands below it."""
        if state.section is None or state is before:
            return state
        named = Meaning(state.section, state.confidence, state.why)
        return moved(state, confirm(named, self.blocks[n].text, lambda: self.texts(n), early, self.lexicon))

    def texts(self, n: int) -> list[str]:
        """What stands below the heading that is block ``n``, without the parts that a label of its own places."""
        heading = self.blocks[n]
        governed = self.governing.governed(heading)
        texts: list[str] = []
        for m in range(n + 1, len(self.blocks)):
            block = self.blocks[m]
            if block.aside or block.layer != "body":
                continue
            if block.kind == "heading" and self._ends(block, heading, governed):
                break
            if block.container not in governed:
                continue
            if block.kind != "heading":
                parts = part_at_labels(block.runs, self.lexicon)
                texts.extend(wording(part.runs) for part in parts if part.meaning is None and wording(part.runs))
        return texts

    def _ends(self, other: TextBlock, heading: TextBlock, governed: frozenset[str]) -> bool:
        """Whether what stands below a heading ends at another: at one of its level, or one that names a section."""
        if len(governed) == 1 and not self.governing.governed(other) & governed:
            return False
        if other.level <= heading.level:
            return True
        known = self.lexicon.heading(other.text)
        return known is not None and known.section != "metadata"
