"""The tray: what sorting has made so far: items in their sections, texts set aside, texts absorbed, keywords."""

from __future__ import annotations

import re

import msgspec

from briefkit.briefing import Absorbed, Aside, Item, SectionName
from briefkit.model import Run, Span, TextBlock
from briefkit.place.headings import State
from briefkit.place.wording import links_of, spans_of, wording

_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)\S+$|\S+@\S+$")
LIST_KINDS = ("bullet", "numbered")


class Sorted(msgspec.Struct, frozen=True):
    """An item with its section and the runs it was made of."""

    section: SectionName
    item: Item
    runs: tuple[Run, ...]


class Tray:
    """Collects what the sorter decides; every run that is handed in ends in exactly one of the lists."""

    def __init__(self) -> None:
        """An empty tray."""
        self.placed: list[Sorted] = []
        self.set_aside: list[Aside] = []
        self.absorbed: list[Absorbed] = []
        self.keywords: list[str] = []

    @property
    def early(self) -> bool:
        """Whether nothing but background and boilerplate was placed yet: a story then comes first."""
        return not any(entry.section in {"findings", "learning", "recommendations"} for entry in self.placed)

    def place(self, block: TextBlock, runs: tuple[Run, ...], state: State, lead_in: str | None = None) -> None:
        """Place the runs as an item of ``state.section``; a bare address completes the item that announces it."""
        section = state.section or "background"
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
            lead_in=lead_in if block.kind in LIST_KINDS else None,
            links=links_of(runs),
            why=state.why,
            confidence=round(state.confidence, 2),
        )
        self.placed.append(Sorted(section, item, runs))

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


def _completes(before: str, text: str) -> bool:
    """Whether the text is the bare address that the item before it announces ("For more information visit:")."""
    return before.endswith(":") and bool(_ADDRESS.match(text))
