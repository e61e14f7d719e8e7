"""Sorting: every block of the tidied document into a section, by headings, labels and cues, with a reason each."""

from __future__ import annotations

import re

import msgspec

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, Meaning, fold
from briefkit.model import Document, Run, TextBlock, slice_runs
from briefkit.place.around import Around
from briefkit.place.banners import is_banner
from briefkit.place.below import Below
from briefkit.place.deciding import Standing, decide, overrule, weak_cue
from briefkit.place.governing import Governing
from briefkit.place.headings import State, above, moved, open_heading
from briefkit.place.names import names_case
from briefkit.place.notes import NOTES, NoteSorter, is_symbol
from briefkit.place.owners import name_owners
from briefkit.place.pairs import pair
from briefkit.place.parts import Part, numbered_labels, part_at_cues, part_at_labels
from briefkit.place.tables import TableSorter
from briefkit.place.themes import announcing, completing, find_themes, in_theme, with_reasons
from briefkit.place.tray import LIST_KINDS, Sorted, Tray, number_of
from briefkit.place.wording import wording
from briefkit.segment import sentences
from briefkit.tidy.runs import is_linked, strip_runs
from briefkit.tidy.weights import NUMBERED_LABEL

_LEAD_IN_WORDS, _KEYWORD_WORDS, _IMPRINT_WORDS = 10, 8, 14
_INTRODUCTION_WORDS, _SEVERAL = 24, 2
_KEYWORDS, _CONTENTS = "\0keywords", "\0contents"
"""Themes that stand for what follows a heading such as "Keywords" or "Contents"; they reach no item."""
_NAMES_A_LIST = re.compile(
    r"(?i)\b(?:issues|findings|themes|lessons|learning|recommendations|actions|questions|strengths|concerns"
    r"|good practice)\b"
)
_OUGHT = re.compile(r"(?i)\b(?:should|must|needs? to|ha(?:ve|s) to|ought to)(?: also| always| now)?\W*$")
"""An introduction of what ought to be done: "Every worker who visits needs to:"."""
_REACHED = re.compile(r"(?i)\w@\w|\bwww\.|\bhttps?:|(?<!\d)(?:\+44|\(?0[1-9])[\d() -]{7,}\d")
"""An address or a telephone number."""
_REASONED: tuple[SectionName, ...] = ("findings", "good_practice", "learning", "recommendations")
"""Sections whose items may be followed by their reasons."""
_PLAIN: tuple[SectionName, ...] = ("one_thing", "resources", "contact", "about")
"""Sections whose items stand for themselves, without the theme they happened to stand under."""


class Sorter:
    """Walks the blocks in reading order; what it makes of them stands in ``tray``."""

    def __init__(self, document: Document, roles: dict[int, str], lexicon: Lexicon) -> None:
        """``roles`` are the blocks of the title matter by their number in ``document.blocks``."""
        self.lexicon = lexicon
        self.roles = roles
        self.blocks = document.blocks
        self.tray = Tray()
        self.governing = Governing(document)
        front = frozenset(document.blocks[n].id for n in roles)
        self.tables = TableSorter(document, lexicon, self.governing, self.tray, front)
        self.notes = NoteSorter(document.blocks, self.tray)
        self.below = Below(document.blocks, self.governing, lexicon)
        self.around = Around(document.blocks, front, lexicon)
        self.opened: set[SectionName] = set()
        self.list_state: State | None = None
        self.lead_in: str | None = None
        self.announced = announcing(document.blocks)
        self.themes = find_themes(document, lexicon)
        self.containers = {block.id: block.container for block in document.blocks}
        self.prose = "\n".join(block.text for block in document.blocks if block.layer == "body")

    def sort(self) -> Tray:
        """Every block sorted."""
        for n, block in enumerate(self.blocks):
            if block.layer == "hidden":
                continue
            if block.marker and not is_symbol(block):
                self.tray.absorb(block.marker, self._role_of_marker(n, block))
            if not self._is_no_text(n, block):
                self._sort(n, block)
        self.tables.complete()
        name_owners(self.tray, self.lexicon)
        pair(self.tray)
        self.tray.settle(self.lexicon)
        return self.tray

    def _role_of_marker(self, n: int, block: TextBlock) -> str:
        """A number that people may cite must stand with its item; one before a heading did its work there."""
        if block.kind == "heading" or block.aside or n in self.roles:
            return "heading-number"
        return "number" if number_of(block) else "marker"

    def _is_no_text(self, n: int, block: TextBlock) -> bool:
        """Deals with what belongs to no section; answers whether the block is done."""
        if block.aside:
            self.tray.lay_aside(block.runs, block.aside)
        elif n in self.roles:
            self._take_front(block, self.roles[n])
        elif not re.search(r"\w", block.text):
            self.tray.absorb(block.runs, "decoration")
        else:
            return self.tables.takes(block)
        return True

    def _sort(self, n: int, block: TextBlock) -> None:
        if block.kind == "heading":
            self._open(n, block)
        elif block.layer in NOTES:
            self.notes.place(block)
        elif n in self.announced:
            self.tray.take_keywords(block.runs)
        elif _is_imprint(block) and not self.governing.in_cell(block):
            self.tray.lay_aside(block.runs, "banner")
        else:
            self._sort_text(n, block)

    def _take_front(self, block: TextBlock, role: str) -> None:
        if role in {"banner", "series"}:
            # Nothing on the page shows these words, so they are kept in sight and not absorbed.
            self.tray.lay_aside(block.runs, role)
        else:
            self.tray.absorb(block.runs, role)

    # -------------------------------------------------------------------------------------------------------- headings
    def _open(self, n: int, block: TextBlock) -> None:
        self.list_state, self.lead_in = None, None
        known = self.lexicon.exact(block.text)
        if is_banner(block.text) and known is None:
            self.tray.lay_aside(block.runs, "banner")
            return
        if known is not None and known.section == "metadata":
            self.tray.absorb(block.runs, "section-label")
            self.governing.keep(block, State(theme=_CONTENTS if fold(block.text) == "contents" else _KEYWORDS))
            return
        before = above(self.governing.state_of(block), block.level)
        if self._can_complete(block, before) and self.lexicon.completes(block.text):
            reasons = completing(before, block.text, block.level)
            if reasons is not None:
                self.tray.absorb(block.runs, "label")
                self.governing.keep(block, reasons)
                return
        opening = open_heading(block.text, block.level, before, self.lexicon, self._names_a_case)
        opening = in_theme(opening, before, n, self.themes, known)
        if opening.rest:
            self.tray.absorb(slice_runs(block.runs, 0, opening.rest), opening.role)
            self.governing.keep(block, opening.state)
            self._place(block, Part(slice_runs(block.runs, opening.rest)), opening.state)
            return
        if opening.role == "heading" and opening.state.section is not None:
            self.opened.add(opening.state.section)
        role = "section-label" if opening.role == "heading" and known is not None else opening.role
        self.tray.absorb(block.runs, role)
        self.governing.keep(block, self.below.judged(n, opening, before, self.tray.early, self.opened))

    def _can_complete(self, block: TextBlock, state: State) -> bool:
        """Whether an item stands right above that reasons may follow: in the open section and in the same container."""
        last = self.tray.placed[-1] if self.tray.placed else None
        return last is not None and last.section == state.section in _REASONED and self._holder(last) == block.container

    def _holder(self, entry: Sorted) -> str | None:
        return self.containers.get(entry.item.spans[-1].block) if entry.item.spans else None

    def _names_a_case(self, heading: str) -> bool:
        return names_case(heading, self.prose)

    # ---------------------------------------------------------------------------------------------------- running text
    def _sort_text(self, n: int, block: TextBlock) -> None:
        state = self.governing.state_of(block)
        self.governing.states.setdefault(block.container, state)
        if block.kind not in LIST_KINDS:
            self.list_state, self.lead_in = None, None
        elif self.list_state is not None:
            state = self.list_state
        if state.theme == _CONTENTS:
            self.tray.lay_aside(block.runs, "contents")
        elif state.theme == _KEYWORDS:
            self._take_keywords(block)
        elif not self._opens_numbered(n, block, state):
            self._sort_parts(n, block, state)

    def _opens_numbered(self, n: int, block: TextBlock, state: State) -> bool:
        """Deals with a paragraph that begins with a numbered label ("Recommendation 1: The trust to …")."""
        cuts = numbered_labels(block.text)
        opening = open_heading(block.text, 0, state, self.lexicon, self._names_a_case) if cuts else None
        if opening is None or (not opening.rest and len(cuts) < _SEVERAL):
            return False
        for (start, rest), (end, _) in zip(cuts, [*cuts[1:], (None, 0)], strict=True):
            label = slice_runs(block.runs, start, rest)
            self.tray.absorb(label, "label")
            opening = open_heading(wording(label), 0, state, self.lexicon, self._names_a_case)
            kept = in_theme(opening, state, n, self.themes).state
            if state.theme and not (
                state.label is None and NUMBERED_LABEL.match(state.theme) and kept.unit == block.id
            ):
                kept = msgspec.structs.replace(kept, theme=state.theme)
            if len(cuts) > 1:
                kept = msgspec.structs.replace(
                    kept, unit=f"{kept.unit} {start}" if kept.unit == block.id else kept.unit
                )
            self._sort_parts(n, block, kept, strip_runs(slice_runs(block.runs, rest, end)))
        return True

    def _sort_parts(self, n: int, block: TextBlock, state: State, rest: tuple[Run, ...] = ()) -> None:
        """Places a paragraph, or the ``rest`` of it behind a numbered label, label by label."""
        reasons = bool(rest) or self._can_complete(block, state)
        for part in part_at_labels(rest or block.runs, self.lexicon, reasons):
            if part.label:
                opened = self._open_label(n, part, state)
                if opened.theme == _KEYWORDS:
                    continue  # the label behind a line of keywords goes on from what stood before it
                state = opened
            if not wording(part.runs):
                self.list_state = state
            elif self._introduces_list(n, part):
                self._introduce(n, part, state)
            else:
                self._place(block, part, state)

    def _introduce(self, n: int, part: Part, state: State) -> None:
        """A short introduction goes with its list; a long one says something of its own and is an item too."""
        words = wording(part.runs)
        self.list_state = self._steered(n, words, state)
        if len(words.split()) <= _LEAD_IN_WORDS:
            self.tray.absorb(part.runs, "lead-in")
            self.lead_in = words
        else:
            self._place(self.blocks[n], part, self.list_state)

    def _open_label(self, n: int, part: Part, state: State) -> State:
        block = self.blocks[n]
        meaning = part.meaning
        words = wording(part.label).rstrip(" :.–—-")
        if self.lexicon.completes(words) and self._can_complete(block, state):
            self.tray.absorb(part.label, "label")
            return with_reasons(state, words, self.tray.placed[-1].item.theme)
        self.tray.absorb(part.label, "theme" if meaning is None or meaning.theme else "section-label")
        if meaning is None:
            # What stands under a label of its own in the story of a case need not be story.
            settled = state.settled and not (state.case and state.section == "background")
            return msgspec.structs.replace(state, theme=wording(part.label).rstrip(" :."), settled=settled)
        if meaning.section == "metadata":
            if re.match(r"(?i)\W*(?:key|tags|themes)", wording(part.label)):
                self.tray.take_keywords(part.runs)
            elif part.runs:
                self.tray.lay_aside(part.runs, "document-details")
            return State(theme=_KEYWORDS)
        theme = None if meaning.section in _PLAIN else state.theme
        if meaning.theme:
            theme = wording(part.label).rstrip(" :.")
        opened = State(
            meaning.section,
            meaning.why,
            meaning.confidence,
            state.level,
            True,
            theme,
            said=fold(words),
            own=meaning.own,
        )
        if state.unit and meaning.section not in _PLAIN:
            opened = msgspec.structs.replace(
                opened, unit=state.unit, part=state.part + (meaning.section != state.section)
            )
        # Alone above a list a label opens its section for the list only; alone above text it acts as a heading.
        alone = not wording(part.runs) and not self._list_below(n)
        heads = alone or wording(part.label).endswith("?")
        if heads and block.kind not in LIST_KINDS:
            self.governing.states[block.container] = opened
        return opened

    def _introduces_list(self, n: int, part: Part) -> bool:
        """Whether the part is one short sentence ending in a colon and a list follows in the same container."""
        words = wording(part.runs)
        if not re.search(r":\W*$", words) or len(words.split()) > _INTRODUCTION_WORDS or len(sentences(words)) > 1:
            return False
        return bool(self._list_below(n))

    def _list_below(self, n: int) -> list[str]:
        items: list[str] = []
        for m in range(n + 1, len(self.blocks)):
            block = self.blocks[m]
            if block.aside or not block.text.strip():
                continue
            if block.kind not in LIST_KINDS or block.container != self.blocks[n].container:
                break
            items.append(block.text.strip())
        return items

    def _steered(self, n: int, lead_in: str, state: State) -> State:
        """The state for a list: its introduction may say what the list holds ("Practitioners should:")."""
        meaning = self.lexicon.label(lead_in.rstrip(": "))
        open_to_it = not state.settled or state.section in {None, "about", "background", "contact", "resources"}
        if meaning is None and (open_to_it or _NAMES_A_LIST.search(lead_in)):
            meaning = next(iter(self.lexicon.families(lead_in.rstrip(": "))), None)
        if meaning is None and _OUGHT.search(lead_in) and state.section in {None, "about", "background", "findings"}:
            meaning = Meaning("learning", 0.75, "")
        if meaning is None or meaning.section == "metadata":
            return self._steered_by_items(n, lead_in, state)
        why = meaning.why if meaning.own else f"list introduced by ‘{lead_in}’"
        return msgspec.structs.replace(
            state, section=meaning.section, why=why, confidence=meaning.confidence, own=meaning.own
        )

    def _steered_by_items(self, n: int, lead_in: str, state: State) -> State:
        """An introduced list under "what we learned" of which most items only say what was tells findings."""
        if state.section != "learning":
            return state
        items = self._list_below(n)
        told = [weak_cue(item, self.lexicon) for item in items]
        past = sum(cue is not None and cue.section == "findings" for cue in told)
        other = sum(cue is not None and cue.section != "findings" for cue in told)
        if len(items) < 2 or past < 0.5 * len(items) or other > 0.25 * len(items):
            return state
        why = f"list introduced by ‘{lead_in}’ whose items say what was"
        return msgspec.structs.replace(state, section="findings", why=why, confidence=0.6)

    def _take_keywords(self, block: TextBlock) -> None:
        if len(block.text.split()) <= _KEYWORD_WORDS or block.kind in LIST_KINDS:
            self.tray.take_keywords(block.runs)
            return
        self.governing.states[block.container] = State()
        self._place(block, Part(block.runs), State())

    # -------------------------------------------------------------------------------------------------------- placing
    def _place(self, block: TextBlock, part: Part, state: State) -> None:
        for piece in self._pieces(block, part, state):
            words = wording(piece.runs)
            if not words:
                continue
            early, last = self.tray.early, self.tray.last
            around = self.around.shares(block, state, early, last) if piece.meaning is None else None
            meaning = piece.meaning or decide(
                words, state, Standing(early, around, block.kind in LIST_KINDS), self.lexicon
            )
            self.tray.place(block, piece.runs, moved(state, meaning), self.lead_in)
        if state.label is not None:
            self._spend_label(block, state)

    def _spend_label(self, block: TextBlock, state: State) -> None:
        """A label stands with the first item below it, and not with those that follow."""
        kept = self.governing.states.get(block.container)
        if kept is not None and kept.label == state.label:
            self.governing.keep(block, msgspec.structs.replace(kept, label=None))
        if self.list_state is not None and self.list_state.label == state.label:
            self.list_state = msgspec.structs.replace(self.list_state, label=None)

    def _pieces(self, block: TextBlock, part: Part, state: State) -> tuple[Part, ...]:
        in_list = block.kind in LIST_KINDS
        if in_list or state.section == "one_thing":
            return (Part(part.runs, meaning=overrule(wording(part.runs), state, self.lexicon, in_list)),)
        return part_at_cues(part.runs, lambda sentence: overrule(sentence.strip(), state, self.lexicon))


def _is_imprint(block: TextBlock) -> bool:
    """Whether a line only names the publisher, the date, the version or the series, and tells nobody whom to ask."""
    linked = is_linked(block.runs) or bool(_REACHED.search(block.text))
    short = block.kind == "paragraph" and len(block.text.split()) <= _IMPRINT_WORDS
    return short and not linked and is_banner(block.text)
