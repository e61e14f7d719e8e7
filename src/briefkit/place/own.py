"""A publisher's own heading map: whose is asked for a document, and what it decided in a briefing."""

from __future__ import annotations

import re
from collections import Counter

from briefkit.briefing import Briefing
from briefkit.diagnostics import Diagnostic
from briefkit.lexicon import Lexicon
from briefkit.model import Document
from briefkit.publishers import Publisher, Publishers, goes_by, key, of_domains, of_name

_DOMAIN = re.compile(r"(?i)(?:@|https?://|\bwww\.)([a-z0-9-]+(?:\.[a-z0-9-]+)+)")


def find_own(document: Document, named: str | None, publishers: Publishers) -> Publisher | None:
    """The entry of the publisher whom the document names (``named``) or, where it names none that is known, whose
    e-mail and web addresses stand in it.

    A document that names somebody with an entry, or a whole organisation without one, is never taken for another's.
    """
    if not publishers:
        return None
    known = of_name(publishers, named)
    if known is not None or _is_organisation(named):
        return known
    return of_domains(publishers, _domains(document))


def _is_organisation(named: str | None) -> bool:
    """Whether the name found is more than a place that stands in for one ("Otterby"; "NSPCC" is no place)."""
    return named is not None and (named.isupper() or len(key(named).split()) > 1)


def _domains(document: Document) -> set[str]:
    texts = (
        f"{run.text} {run.link or ''}" for block in document.blocks if block.layer != "hidden" for run in block.runs
    )
    return {match.group(1) for text in texts for match in _DOMAIN.finditer(text)}


def with_own(lexicon: Lexicon, own: Publisher | None) -> Lexicon:
    """The lexicon with a publisher's heading map; itself where there is none."""
    if own is None or not own.lines:
        return lexicon
    return lexicon.with_map(own.name, ((line.heading, line.section, line.theme) for line in own.lines))


def tell_own(briefing: Briefing, own: Publisher | None, named: str | None) -> tuple[Diagnostic, ...]:
    """BK256 for what an entry decided: the headings that its map placed, and a name that is spelt otherwise there."""
    if own is None:
        return ()
    said: list[str] = []
    if goes_by(own, named):
        said.append(f"The document says ‘{named}’ for ‘{own.name}’.")
    start = f"heading map of {own.name}: "
    placed = [
        (match.group(1), name)
        for name, item in briefing.sections.each()
        if start in item.why and item.origin == "source"
        if (match := re.match(r"(‘.*?’)(?:, read as|;|$)", item.why.partition(start)[2]))
    ]
    if placed:
        told = ", ".join(
            f"{heading} in {section.replace('_', ' ')} ({count} item{'s' * (count > 1)})"
            for (heading, section), count in Counter(placed).items()
        )
        said.append(f"Placed by the heading map of {own.name}: {told}.")
    if not said:
        return ()
    return (Diagnostic("BK256", "info", " ".join(said), note="Change or delete the line in the file of publishers."),)
