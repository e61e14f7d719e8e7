"""Is everything there that a briefing needs, and is it sure? Codes BK401 to BK404."""

from __future__ import annotations

from briefkit.briefing import CORE, Item, SectionName
from briefkit.diagnostics import Diagnostic
from briefkit.record import Record

UNSURE = 0.6
"""Below this confidence an item is shown to the person for a decision."""

_SHOWN = 60
_IN_WORDS: dict[SectionName, str] = {
    "background": "what happened (background)",
    "findings": "what the review found (findings)",
    "learning": "what to learn from it (learning)",
    "one_thing": "the one thing to do (one thing)",
}


def title(record: Record) -> tuple[Diagnostic, ...]:
    """BK403 where the briefing has no title."""
    if record.briefing.title.strip():
        return ()
    note = "Give the briefing a title in briefing.md and render it again."
    return (Diagnostic("BK403", "warning", "The briefing has no title.", note=note),)


def core_sections(record: Record) -> tuple[Diagnostic, ...]:
    """BK401 for each section of the core schema in which nothing stands."""
    note = "Look whether the source says it under another heading; move the text in briefing.md and render it again."
    return tuple(
        Diagnostic("BK401", "warning", f"Nothing was found on {_IN_WORDS[name]}.", note=note)
        for name in CORE
        if not record.briefing.sections.of(name)
    )


def one_thing(record: Record) -> tuple[Diagnostic, ...]:
    """BK402 where the one thing is a suggestion that nobody has confirmed."""
    suggested = [item for item in record.briefing.sections.one_thing if item.origin == "suggested"]
    note = "Keep it, or choose another sentence in briefing.md, take the mark off and render it again."
    return tuple(
        Diagnostic("BK402", "warning", f"The one thing is a suggestion: “{item.text}”", _place(record, item), note)
        for item in suggested
    )


def unsure_items(record: Record) -> tuple[Diagnostic, ...]:
    """BK404 for each item that was placed with a confidence below :data:`UNSURE`."""
    return tuple(
        Diagnostic(
            "BK404",
            "info",
            f"Does this belong to {name.replace('_', ' ')}? “{_short(item.text)}” (sure to {item.confidence:.0%})",
            _place(record, item),
            f"It was placed there because: {item.why}." if item.why else "",
        )
        for name, item in record.briefing.sections.each()
        if item.origin == "source" and item.confidence < UNSURE
    )


def _place(record: Record, item: Item) -> str:
    origin = next((record.origins[span.block] for span in item.spans if span.block in record.origins), None)
    return str(origin) if origin else ""


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
