"""Sorting: every block of the tidied document into a section, by headings, labels and cues, with a reason each."""

from __future__ import annotations

import re

import msgspec

from briefkit.briefing import Absorbed, Aside, Item, SectionName
from briefkit.lexicon import Lexicon, Meaning, fold
from briefkit.model import Container, Document, Run, Span, TextBlock, slice_runs
from briefkit.place.content import classify
from briefkit.place.front import is_banner
from briefkit.place.headings import Opening, State, open_heading
from briefkit.place.names import names_case
from briefkit.place.one_thing import Sorted
from briefkit.place.parts import Part, part_at_cues, part_at_labels
from briefkit.place.tables import TableShape, shapes_of
from briefkit.place.wording import links_of, spans_of, wording
from briefkit.segment import sentences

_LEAD_IN_WORDS = 24
_BETWEEN_CELLS = " – "
_KEYWORDS, _CONTENTS = "\0keywords", "\0contents"
"""Themes that stand for what follows a heading such as "Keywords" or "Contents"; they reach no item."""
_INTRODUCES = re.compile(
    r"(?i)\b(?:lessons?|learning|briefings?|guides?|reviews?|inquir(?:y|ies)|audits?|practitioners|managers|teams"
    r"|working together|act \d{4}|statutory)\b"
)
_TELLS = re.compile(
    r"\b(?:[Mm]other|[Ff]ather|[Pp]arents?|[Bb]aby|[Ss]ibling|[Dd]aughter|[Ss]on|[Hh]usband|[Ww]ife|[Pp]artner|born|lived"
    r"|died|aged|years? old|months? old|weeks? old|injur\w+|hospital|[Cc]hild [A-Z]\w*|[Mm]rs? [A-Z]|he|she|her|his)\b"
)
_NAMES_A_LIST = re.compile(
    r"(?i)\b(?:issues|findings|themes|lessons|learning|recommendations|actions|questions|strengths|concerns"
    r"|good practice)\b"
)
_LIST_KINDS = ("bullet", "numbered")


def _completes(before: str, text: str) -> bool:
    """Whether the text is the bare address that the item before it announces ("For more information visit:")."""
    return before.endswith(":") and bool(re.match(r"(?i)(?:https?://|www\.)\S+$|\S+@\S+$", text))


def _asks_the_reader(text: str) -> bool:
    """Whether a paragraph is nothing but questions to the team that reads it."""
    asked = [text[start:end] for start, end in sentences(text)]
    return all(re.search(r"\?[”’\"]?$", one) for one in asked) and bool(
        re.search(r"(?i)\b(?:you|your|we|our|us)\b", text)
    )


class Sorter:
    """Walks the blocks in reading order and keeps what is open in each container.

    A heading governs only the blocks of its own container. A container that opens without a heading takes over what
    was open around it, unsettled: cues in its sentences may then decide.
    """

    def __init__(self, document: Document, roles: dict[int, str], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.at = 0
        self.roles = roles
        self.blocks = document.blocks
        self.containers: dict[str, Container] = {container.id: container for container in document.containers}
        self.states: dict[str, State] = {}
        self.latest = State()
        self.columns: dict[tuple[str | None, int | None], State] = {}
        self.rows: dict[tuple[str | None, int | None], State] = {}
        self.tables = shapes_of(document, lexicon)
        self.row_themes: dict[tuple[str | None, int | None], str] = {}
        self.opened: set[SectionName] = set()
        self.list_state: State | None = None
        self.lead_in: str | None = None
        self.prose = "\n".join(block.text for block in document.blocks if block.layer == "body")
        self.placed: list[Sorted] = []
        self.set_aside: list[Aside] = []
        self.absorbed: list[Absorbed] = []
        self.keywords: list[str] = []

    def sort(self) -> None:
        """Sort all blocks; the results stand in ``placed``, ``set_aside``, ``absorbed`` and ``keywords``."""
        for n, block in enumerate(self.blocks):
            self.at = n
            if block.layer == "hidden":
                continue
            if block.marker:
                self._absorb(block.marker, "marker")
            if block.aside:
                self._set_aside(block.runs, block.aside)
            elif n in self.roles:
                self._take_front(block, self.roles[n])
            elif not re.search(r"\w", block.text):
                self._absorb(block.runs, "decoration")
            elif self._in_data_table(n, block):
                continue
            elif block.kind == "heading":
                self._open(block)
            else:
                self._sort_text(n, block)

    # ------------------------------------------------------------------------------------------------ front, headings
    def _take_front(self, block: TextBlock, role: str) -> None:
        if role in {"banner", "series"}:
            # Nothing on the page shows these words, so they are kept in sight and not absorbed.
            self._set_aside(block.runs, role)
        else:
            self._absorb(block.runs, role)

    def _in_data_table(self, n: int, block: TextBlock) -> bool:
        """Deals with captions, themes and records of a data table; answers whether the block is done."""
        cell = self.containers.get(block.container)
        shape = self.tables.get(cell.parent or "") if cell is not None and cell.kind == "cell" else None
        if cell is None or shape is None:
            return False
        if cell.id in shape.captions:
            self._absorb(block.runs, "heading")
        elif shape.records:
            self._place_record(n, cell)
        elif cell.column == shape.theme_column:
            self._absorb(block.runs, "theme")
            self.row_themes[cell.parent, cell.row] = wording(block.runs).rstrip(" :")
        else:
            self._open_column(cell, shape)
            return False
        return True

    def _open_column(self, cell: Container, shape: TableShape) -> None:
        """What governs a cell of a data table: the meaning of its column, and the theme of its row."""
        if cell.id in self.states:
            return
        meaning = shape.columns.get(cell.column or 0)
        state = self._around(cell) or State()
        if meaning is not None and meaning.section != "metadata":
            state = State(meaning.section, f"column {meaning.why}", meaning.confidence, 0, True)
        self.states[cell.id] = msgspec.structs.replace(state, theme=self.row_themes.get((cell.parent, cell.row)))

    def _place_record(self, n: int, cell: Container) -> None:
        """The row of a record table (an action, its owner, its date) as one item, at the first of its blocks."""
        row = [
            block
            for block in self.blocks
            if (other := self.containers.get(block.container)) is not None
            and (other.parent, other.row) == (cell.parent, cell.row)
            and not block.aside
            and block.text.strip()
        ]
        if row[0] is not self.blocks[n]:
            return
        runs: list[Run] = []
        for block in row:
            runs.extend((Run(_BETWEEN_CELLS, Span(block.id, 0, 0)),) if runs else ())
            runs.extend(block.runs)
            if block.marker and block is not row[0]:
                self._absorb(block.marker, "marker")
        outer = self._around(cell) or State()
        state = outer if outer.section is not None else State("recommendations", "table of actions", 0.7, 0, True)
        self._add(row[0], tuple(runs), state.section or "recommendations", state)

    def _open(self, block: TextBlock) -> None:
        self.list_state, self.lead_in = None, None
        if is_banner(block.text) and not self.lexicon.exact(block.text):
            self._set_aside(block.runs, "banner")
            return
        state = self._state(block)
        metadata = self.lexicon.exact(block.text)
        if fold(block.text) == "contents":
            self._absorb(block.runs, "heading")
            self._keep(block, State(theme=_CONTENTS))
            return
        if metadata and metadata.section == "metadata":
            self._absorb(block.runs, "heading")
            self._keep(block, State(section=None, theme=_KEYWORDS))
            return
        opening: Opening = open_heading(block.text, block.level, state, self.lexicon, self._names_a_case)
        if opening.rest:
            self._absorb(slice_runs(block.runs, 0, opening.rest), opening.role)
            self._keep(block, opening.state)
            self._place(block, Part(slice_runs(block.runs, opening.rest)), opening.state)
            return
        if opening.role == "heading" and opening.state.section is not None:
            self.opened.add(opening.state.section)
        self._absorb(block.runs, opening.role)
        self._keep(block, self._judged(block, opening, state))

    def _judged(self, block: TextBlock, opening: Opening, before: State) -> State:
        """The state after a heading that names no section: unless it is a theme, what stands below it decides."""
        state = opening.state
        inside = before.settled and before.level and block.level > before.level
        if not opening.unknown or inside:
            return state
        meaning = classify(self._texts_below(block), self._early(), self.lexicon)
        told_before = meaning is not None and meaning.section == "background" and "background" in self.opened
        if meaning is None or told_before or meaning.section in {state.section, "metadata"}:
            return state
        why = f"heading ‘{state.theme}’ and {meaning.why} below it"
        return msgspec.structs.replace(
            state, section=meaning.section, why=why, confidence=meaning.confidence, settled=True, level=block.level
        )

    def _texts_below(self, heading: TextBlock) -> list[str]:
        texts: list[str] = []
        container = self.containers.get(heading.container)
        governed = {heading.container}
        if container is not None and self._alone(heading) and self._is_bar(container):
            governed.add(self._under_bar(container))
        for block in self.blocks[self.at + 1 :]:
            if block.aside or block.layer != "body" or block.container not in governed:
                continue
            if block.kind == "heading" and block.level <= heading.level:
                break
            if block.kind != "heading":
                parts = part_at_labels(block.runs, self.lexicon)
                texts.extend(wording(part.runs) for part in parts if part.meaning is None and wording(part.runs))
        return texts

    def _early(self) -> bool:
        return not any(entry.section in {"findings", "learning", "recommendations"} for entry in self.placed)

    def _names_a_case(self, heading: str) -> bool:
        return names_case(heading, self.prose)

    def _state(self, block: TextBlock) -> State:
        state = self.states.get(block.container)
        if state is not None:
            return state
        around = self._around(self.containers.get(block.container))
        if around is not None:
            return around
        if self.latest.section in {None, "contact", "resources", "questions", "one_thing", "about"}:
            return State()
        return msgspec.structs.replace(self.latest, settled=False, level=0, confidence=0.55, label=None)

    def _around(self, container: Container | None) -> State | None:
        """What a cell takes over: from the heading cell of its row or column, else from what holds its table."""
        if container is None or container.kind != "cell":
            return None
        row, column = (container.parent, container.row), (container.parent, container.column)
        found = self.rows.get(row) or self.columns.get(column)
        if found is not None:
            return found
        table = self.containers.get(container.parent or "")
        holder = (table.parent if table is not None else None) or "body"
        state = self.states.get(holder) or self._around(self.containers.get(holder)) or self.latest
        return msgspec.structs.replace(state, level=0, label=None)

    def _keep(self, block: TextBlock, state: State) -> None:
        self.states[block.container] = state
        self.latest = state
        container = self.containers.get(block.container)
        if container is not None and container.kind == "cell" and self._alone(block):
            # A cell that holds nothing but a heading governs the cells beside it, else those below it.
            if container.column == 1 and (container.row or 1) > 1:
                self.rows[(container.parent, container.row)] = state
            else:
                self.columns[(container.parent, container.column)] = state
                self.rows.setdefault((container.parent, container.row), state)

        if container is not None and self._alone(block) and self._is_bar(container):
            # A box or a one-cell table that holds nothing but a heading is a heading bar over what follows it.
            self.states[self._under_bar(container)] = state

    def _under_bar(self, container: Container) -> str:
        """The container of the text that a heading bar governs."""
        table = self.containers.get(container.parent or "") if container.kind == "cell" else container
        return (table.parent if table is not None else None) or "body"

    def _is_bar(self, container: Container) -> bool:
        if container.kind != "cell":
            return container.kind == "box"
        return sum(other.parent == container.parent for other in self.containers.values()) == 1

    def _alone(self, block: TextBlock) -> bool:
        return all(b is block or b.kind == "heading" for b in self.blocks if b.container == block.container)

    # ---------------------------------------------------------------------------------------------------- running text
    def _sort_text(self, n: int, block: TextBlock) -> None:
        if block.layer in {"footnote", "endnote"}:
            self._place_note(block)
            return
        state = self._state(block)
        self.states.setdefault(block.container, state)
        in_list = block.kind in _LIST_KINDS
        if not in_list:
            self.list_state, self.lead_in = None, None
        elif self.list_state is not None:
            state = self.list_state
        if state.theme == _CONTENTS:
            self._set_aside(block.runs, "contents")
            return
        if state.theme == _KEYWORDS:
            self._take_keywords(block)
            return
        for part in part_at_labels(block.runs, self.lexicon):
            if part.label:
                state = self._open_label(n, part, state)
            if state.theme == _KEYWORDS:
                continue
            if not wording(part.runs):
                self.list_state = state
                continue
            if self._introduces_list(n, part):
                self._absorb(part.runs, "lead-in")
                self.lead_in = wording(part.runs)
                self.list_state = self._steered(n, self.lead_in, state)
                continue
            self._place(block, part, state)

    def _open_label(self, n: int, part: Part, state: State) -> State:
        block = self.blocks[n]
        self._absorb(part.label, "label")
        meaning = part.meaning
        if meaning is None:
            return msgspec.structs.replace(state, theme=wording(part.label).rstrip(" :"))
        if meaning.section == "metadata":
            if part.runs:
                words = wording(part.runs)
                if re.match(r"(?i)\W*(?:key|tags|themes)", wording(part.label)):
                    self.keywords.extend(k.strip(" .") for k in re.split(r"[,;]", words) if k.strip(" ."))
                    self._absorb(part.runs, "keywords")
                else:
                    self._set_aside(part.runs, "document-details")
            return State(theme=_KEYWORDS)
        theme = None if meaning.section in {"one_thing", "resources", "contact", "about"} else state.theme
        opened = State(meaning.section, meaning.why, meaning.confidence, state.level, True, theme)
        # Alone above a list a label opens its section for the list only; alone above text it acts as a heading.
        alone = not wording(part.runs) and not self._list_follows(n)
        heads = alone or wording(part.label).endswith("?")
        if heads and block.kind not in _LIST_KINDS:
            self.states[block.container] = opened
        return opened

    def _introduces_list(self, n: int, part: Part) -> bool:
        """Whether the part is one short sentence ending in a colon and a list follows in the same container."""
        words = wording(part.runs)
        if not re.search(r":\W*$", words) or len(words.split()) > _LEAD_IN_WORDS or len(sentences(words)) > 1:
            return False
        return self._list_follows(n)

    def _list_follows(self, n: int) -> bool:
        return bool(self._list_below(n))

    def _steered(self, n: int, lead_in: str, state: State) -> State:
        """The state for a list: its introduction may say what the list holds ("Practitioners should:")."""
        meaning = self.lexicon.label(lead_in.rstrip(": "))
        open_to_it = not state.settled or state.section in {None, "about", "background", "contact", "resources"}
        if meaning is None and (open_to_it or _NAMES_A_LIST.search(lead_in)):
            meaning = next(iter(self.lexicon.families(lead_in.rstrip(": "))), None)
        if meaning is None or meaning.section == "metadata":
            return self._steered_by_items(n, lead_in, state)
        return msgspec.structs.replace(
            state, section=meaning.section, why=f"list introduced by ‘{lead_in}’", confidence=meaning.confidence
        )

    def _steered_by_items(self, n: int, lead_in: str, state: State) -> State:
        """An introduced list under "what we learned" of which most items only say what was tells findings."""
        if state.section != "learning":
            return state
        items = self._list_below(n)
        past = sum((cue := self._weak(item)) is None or cue.section == "findings" for item in items)
        if len(items) < 2 or past < 0.75 * len(items):
            return state
        why = f"list introduced by ‘{lead_in}’ whose items say what was"
        return msgspec.structs.replace(state, section="findings", why=why, confidence=0.6)

    def _list_below(self, n: int) -> list[str]:
        items: list[str] = []
        for block in self.blocks[n + 1 :]:
            if block.aside or not block.text.strip():
                continue
            if block.kind not in _LIST_KINDS or block.container != self.blocks[n].container:
                break
            items.append(block.text.strip())
        return items

    def _take_keywords(self, block: TextBlock) -> None:
        words = wording(block.runs)
        if len(words.split()) <= 8 or block.kind in _LIST_KINDS:
            self.keywords.extend(k.strip(" .") for k in re.split(r"[,;]", words) if k.strip(" ."))
            self._absorb(block.runs, "keywords")
            return
        self.states[block.container] = State()
        self._place(block, Part(block.runs), State())

    def _place_note(self, block: TextBlock) -> None:
        self._add(block, block.runs, "resources", State("resources", "footnote", 0.65))

    # -------------------------------------------------------------------------------------------------------- placing
    def _place(self, block: TextBlock, part: Part, state: State) -> None:
        if block.kind in _LIST_KINDS or state.section == "one_thing":
            first = self._overruled(wording(part.runs), state, block.kind in _LIST_KINDS)
            parts: tuple[Part, ...] = (Part(part.runs, meaning=first),)
        else:
            parts = part_at_cues(part.runs, lambda sentence: self._overruled(sentence.strip(), state))
        for piece in parts:
            if not wording(piece.runs):
                continue
            if piece.meaning is not None and piece.meaning.section != "metadata":
                moved = msgspec.structs.replace(
                    state, section=piece.meaning.section, why=piece.meaning.why, confidence=piece.meaning.confidence
                )
                if piece.meaning.section in {"resources", "contact", "about"}:
                    moved = msgspec.structs.replace(moved, theme=None, label=None)
                self._add(block, piece.runs, piece.meaning.section, moved)
            else:
                section, why, confidence = self._decide(wording(piece.runs), state)
                decided = msgspec.structs.replace(state, section=section, why=why, confidence=confidence)
                self._add(block, piece.runs, section, decided)
        if state.label is not None:
            self._keep(block, msgspec.structs.replace(state, label=None))

    def _overruled(self, sentence: str, state: State, in_list: bool = False) -> Meaning | None:
        """The meaning of a strong cue that takes a sentence away from the open section."""
        asks = sentence.endswith("?") and state.section in {"findings", "learning", "recommendations", "good_practice"}
        if in_list and asks:
            return Meaning("questions", 0.7, "list item that is a question")
        meaning = self.lexicon.cue(sentence, "strong")
        if meaning is None and not state.settled:
            meaning = self.lexicon.cue(sentence, "soft")
        if meaning is None or meaning.section == state.section:
            return None
        free = {
            "good_practice": state.section == "findings" or "good_practice" in state.either,
            "about": state.section != "questions",
            "contact": state.section != "questions" or not sentence.endswith("?"),
            "resources": state.section not in {"contact", "about", "questions", "one_thing"},
        }
        return meaning if free.get(meaning.section, False) else None

    def _decide(self, text: str, state: State) -> tuple[SectionName, str, float]:
        """Section, reason and confidence of a piece of text that no label and no strong cue placed."""
        if state.section in {"findings", "learning", "recommendations"} and _asks_the_reader(text):
            return "questions", "the paragraph asks the reader", 0.65
        if state.section is not None and state.settled and not state.either:
            return state.section, state.why, state.confidence
        cues = self._weak_votes(text)
        choice: tuple[SectionName, ...] = state.either or ("findings", "learning", "recommendations", "questions")
        for cue in cues:
            if cue.section in choice and (state.section is not None or cue.section == "questions"):
                return cue.section, f"{state.why}; {cue.why}" if state.why else cue.why, 0.6
        if state.section is not None:
            return state.section, state.why, min(state.confidence, 0.6)
        if _INTRODUCES.search(text) and not _TELLS.search(text) and self._early():
            return "about", "text before any heading that speaks of the review or the briefing", 0.5
        told = classify([text], self._early(), self.lexicon)
        if told is not None and told.section != "metadata":
            return told.section, f"text under no heading; {told.why}", 0.5
        return "background", "text before any heading that names a section", 0.5

    def _weak_votes(self, text: str) -> tuple[Meaning, ...]:
        """Weak cues, the one that most sentences give first."""
        votes: dict[str, int] = {}
        meanings: dict[str, Meaning] = {}
        for start, end in sentences(text):
            meaning = self._weak(text[start:end])
            if meaning is not None:
                votes[meaning.section] = votes.get(meaning.section, 0) + 1
                meanings[meaning.section] = meaning
        return tuple(meanings[section] for section in sorted(votes, key=lambda s: -votes[s]))

    def _weak(self, sentence: str) -> Meaning | None:
        sections = self.lexicon.cues(sentence)
        if {"learning", "findings"} <= sections and re.search(r"\b(?:was|were|had|did)\b", sentence):
            # "should have been" tells what was; "should be" tells what ought to be.
            return Meaning("findings", 0.6, "the sentence says what was")
        return self.lexicon.cue(sentence, "weak")

    def _add(self, block: TextBlock, runs: tuple[Run, ...], section: SectionName, state: State) -> None:
        before = self.placed[-1] if self.placed else None
        if before is not None and before.section == section and _completes(before.item.text, wording(runs)):
            runs = (*before.runs, Run(" ", Span(block.id, 0, 0)), *runs)
            self.placed.pop()
        item = Item(
            text=wording(runs),
            spans=spans_of(runs),
            kind="paragraph" if block.kind == "heading" else block.kind,
            theme=state.theme,
            label=state.label,
            number=wording(block.marker).rstrip() or None if block.kind == "numbered" else None,
            lead_in=self.lead_in if block.kind in _LIST_KINDS else None,
            links=links_of(runs),
            why=state.why,
            confidence=round(state.confidence, 2),
        )
        self.placed.append(Sorted(section, item, runs))

    def _absorb(self, runs: tuple[Run, ...], role: str) -> None:
        self.absorbed.append(Absorbed(wording(runs), role, spans_of(runs)))

    def _set_aside(self, runs: tuple[Run, ...], reason: str) -> None:
        self.set_aside.append(Aside(wording(runs), reason, spans_of(runs)))
