"""Where a sentence of a long report belongs, when the chapter that it stands in or its own words say it plainly.

A briefing of a page is placed heading by heading. In a report the chapters decide: what opens under a box or under a
heading of a lower level does not go on beyond it.
"""

from __future__ import annotations

import msgspec

from briefkit.briefing import SectionName
from briefkit.condense.cues import Cues
from briefkit.condense.landmarks import Place, says_learning
from briefkit.condense.parts import LIST_KINDS, Parted
from briefkit.condense.weighing import leans
from briefkit.lexicon import Lexicon
from briefkit.place.headings import State, open_heading

_BY_CHAPTER = 0.75
"""Above this an item's own place is surer than its chapter."""
_BY_CUE = 0.7
"""How sure it is that a sentence belongs where its own words say."""
_BY_TENSE = 0.6
"""What was placed by tense alone is no surer than this."""
_REACHED: frozenset[SectionName] = frozenset({"contact", "resources"})
_PLAIN: frozenset[SectionName] = frozenset({"background", "findings", "good_practice", "learning", "recommendations"})


class Belonging(msgspec.Struct, frozen=True):
    """The section of a sentence, and why it stands in another than its item was placed in (empty where it does not).

    ``theme`` is the heading below the chapter that it stands under, where the chapter decided."""

    section: SectionName
    why: str = ""
    confidence: float = 1.0
    theme: str | None = None


class Chapters:
    """What the chapters of a report open, each path of headings looked up once."""

    def __init__(self, lexicon: Lexicon, cues: Cues, title: str = "") -> None:
        """``title`` is the first heading of the report, which opens nothing over the chapters below it."""
        self._lexicon, self._cues, self._title = lexicon, cues, title
        self._opened: dict[tuple[tuple[str, int], ...], State] = {(): State()}
        self._telling: dict[tuple[tuple[str, int], ...], Belonging] = {}

    def belongings(self, parted: Parted, place: Place) -> list[Belonging]:
        """Where each sentence of an item belongs; one that leans on the sentence before it goes where that goes."""
        of_item = self._of_item(parted, place)
        if parted.item.kind in LIST_KINDS or parted.item.label or place.held or place.landmark == "box":
            return [of_item] * parted.count
        if place.landmark == "summary":
            return self._told(parted, place, of_item) if of_item.section == "background" else [of_item] * parted.count
        found: list[Belonging] = []
        for at in range(parted.count):
            text = parted.text(at)
            found.append(found[-1] if at and leans(text, self._cues) else self._of_sentence(text, of_item))
        return found

    def _of_item(self, parted: Parted, place: Place) -> Belonging:
        item = parted.item
        stays = Belonging(parted.section, "", item.confidence)
        if place.held or item.label:
            boxed = place.held and parted.section == "findings" and item.confidence <= _BY_TENSE and says_learning(item)
            return Belonging("learning", "the box speaks of learning", _BY_CUE) if boxed else stays
        state = self._state(place.path)
        by_chapter = state.section in _PLAIN and state.settled and not state.either
        if not by_chapter or state.section in {None, parted.section} or not self._yields(parted):
            return stays
        why, sure = f"{state.why}, the chapter of the report", min(state.confidence, _BY_CHAPTER)
        return Belonging(state.section, why, sure, state.theme)

    def _yields(self, parted: Parted) -> bool:
        """Whether an item's own place is weaker than its chapter: inherited, or told by the wording of a sentence."""
        item = parted.item
        if parted.section in _REACHED:
            return item.why.startswith("the sentence ") and not self._cues.reached.search(item.text)
        if item.confidence > _BY_CHAPTER:
            return False
        return parted.section in _PLAIN or (parted.section == "questions" and not item.text.endswith("?"))

    def _state(self, path: tuple[tuple[str, int], ...]) -> State:
        if path not in self._opened:
            text, level = path[-1]
            if len(path) == 1 and text == self._title:
                return State()
            opening = open_heading(text, level, self._state(path[:-1]), self._lexicon, lambda _: False)
            # A title or a chapter that names no section opens none; what stands below it names its own.
            self._opened[path] = opening.state if opening.state.settled else State()
        return self._opened[path]

    def _of_sentence(self, text: str, of_item: Belonging) -> Belonging:
        """A sentence that says in so many words that it is something else than the chapter that it stands in."""
        if of_item.section == "background" and self._cues.tells_about.search(text):
            return Belonging("about", "the sentence says what a review is", _BY_CUE)
        if of_item.section == "background" and self._cues.tells_lapse.search(text):
            return Belonging("findings", "the sentence says what was not done", _BY_CUE)
        if of_item.section == "findings" and self._cues.tells_advice.search(text):
            return Belonging("learning", "the sentence says what to do", _BY_CUE)
        return of_item

    def _told(self, parted: Parted, place: Place, of_item: Belonging) -> list[Belonging]:
        """The sentences of a summary: from the first that says that it tells a finding, or a lesson, on."""
        found: list[Belonging] = []
        now = self._telling.get(place.path, of_item)
        for at in range(parted.count):
            text = parted.text(at)
            if at and leans(text, self._cues):
                found.append(now)
                continue
            if self._cues.tells_learning.search(text):
                now = Belonging("learning", "a sentence of the summary that tells a lesson", _BY_CUE)
            elif self._cues.tells_finding.search(text):
                now = Belonging("findings", "a sentence of the summary that tells what was found", _BY_CUE)
            found.append(now)
        if now.section == "findings":
            self._telling[place.path] = now
        return found
