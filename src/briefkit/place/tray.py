"""The tray: what sorting has made so far: items in their sections, texts set aside, texts absorbed, keywords."""

from __future__ import annotations

import re

import msgspec

from briefkit.briefing import Absorbed, Aside, Item, SectionName
from briefkit.lexicon import Lexicon
from briefkit.model import Run, Span, TextBlock
from briefkit.place.headings import State
from briefkit.place.wording import links_of, plain_words, spans_of, wording

_HEADS = frozenset({"theme", "label", "lead-in", "heading"})
"""Roles whose words must stand with an item; "section-label" names a section and "title" the whole."""
_NUMBER = re.compile(r"\d|^\(?[a-z]{1,4}[.)]", re.I)
_CITED = re.compile(r"^\(?\d{1,3}(?:\.\d{1,3})*[.)]?$|^\(?[a-z]{1,4}[.)]$", re.I)
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)\S+$|\S+@\S+$")
LIST_KINDS = ("bullet", "numbered")


class Sorted(msgspec.Struct, frozen=True):
    """An item with its section and the runs it was made of.

    ``unit``, ``part`` and ``completes`` are those of the state it was placed in; ``said`` is the label that placed it.
    """

    section: SectionName
    item: Item
    runs: tuple[Run, ...]
    unit: str = ""
    part: int = 0
    completes: bool = False
    said: str = ""


class Tray:
    """Collects what the sorter decides; every run that is handed in ends in exactly one of the lists."""

    def __init__(self) -> None:
        """An empty tray."""
        self.placed: list[Sorted] = []
        self.early = True
        # Whether nothing but background and boilerplate was placed yet: a story then comes first.
        self.set_aside: list[Aside] = []
        self.absorbed: list[Absorbed] = []
        self.keywords: list[str] = []

    @property
    def last(self) -> SectionName | None:
        """The section of the item that was placed last."""
        return self.placed[-1].section if self.placed else None

    def place(self, block: TextBlock, runs: tuple[Run, ...], state: State, lead_in: str | None = None) -> None:
        """Place the runs as an item of ``state.section``; a bare address completes the item that announces it."""
        section = state.section or "background"
        self.early = self.early and section not in {"findings", "learning", "recommendations"}
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
            number=number_of(block),
            lead_in=lead_in if block.kind in LIST_KINDS else None,
            links=links_of(runs),
            why=state.why,
            confidence=round(state.confidence, 2),
        )
        self.placed.append(Sorted(section, item, runs, state.unit, state.part, state.completes, state.said))

    def settle(self, lexicon: Lexicon) -> None:
        """Set aside what was taken for a theme, a label, an introduction or a heading and heads nothing after all.

        Such words stand on no page otherwise: captions of empty cells, a heading at the foot of a file. A heading that
        the lexicon knows as a section's own name needs no item, and one whose section holds items did its work.
        """
        items = [entry.item for entry in self.placed]
        told_over = {text for item in items for text in item.words_beside}
        shown = "\n".join(["  ", *map(plain_words, told_over)])
        filled = {entry.section for entry in self.placed}
        kept: list[Absorbed] = []
        for told in self.absorbed:
            if told.role not in _HEADS or _carried(told, shown) or _opened(told, filled, lexicon):
                kept.append(told)
            else:
                self.set_aside.append(Aside(told.text, "heading-without-text", told.spans))
        self.absorbed = kept

    def absorb(self, runs: tuple[Run, ...], role: str) -> None:
        """Keep the runs as text that did its work elsewhere."""
        self.absorbed.append(Absorbed(wording(runs), role, spans_of(runs)))

    def lay_aside(self, runs: tuple[Run, ...], reason: str) -> None:
        """Keep the runs out of the sections, with the reason."""
        self.set_aside.append(Aside(wording(runs), reason, spans_of(runs)))

    def take_keywords(self, runs: tuple[Run, ...]) -> None:
        """Take the runs as a list of keywords between commas or semicolons."""
        self.keywords.extend(word.strip(" .") for word in re.split(r"[,;]", wording(runs)) if word.strip(" ."))
        self.absorb(runs, "keywords")


def number_of(block: TextBlock) -> str | None:
    """The number or letter that the source prints before a block ("4.", "(b)", "10.12"); a bullet is none."""
    marker = wording(block.marker)
    return marker if _NUMBER.search(marker) and (block.kind == "numbered" or _CITED.match(marker)) else None


def _carried(told: Absorbed, shown: str) -> bool:
    """Whether the words of a heading, label or introduction stand with an item."""
    return plain_words(told.text) in shown


def _opened(told: Absorbed, filled: set[SectionName], lexicon: Lexicon) -> bool:
    meaning = lexicon.heading(told.text) if told.role == "heading" else None
    return meaning is not None and meaning.section in filled


def _completes(before: str, text: str) -> bool:
    """Whether the text is the bare address that the item before it announces ("For more information visit:")."""
    return before.endswith(":") and bool(_ADDRESS.match(text))
