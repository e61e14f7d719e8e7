"""Fidelity: the wording of the briefing, letter by letter, against the source characters it stands for.

The ledger sees that each source character is claimed; this sees that whoever claims it also shows it. Together they
keep the promise that no sentence is invented, reworded or dropped, whatever a pass did in between.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefkit.briefing import Briefing
from briefkit.census import letters
from briefkit.diagnostics import Diagnostic
from briefkit.ledger import source_text
from briefkit.model import Document, Span
from briefkit.tidy.characters import unmangled

_RAISED = re.compile("[⁰¹²³⁴-⁹]+")


def compare_wording(document: Document, briefing: Briefing) -> tuple[Diagnostic, ...]:
    """An error (BK505) for each text of the briefing whose letters are not those of its source characters.

    ``document`` is the reader's own. White space and punctuation may differ, and so may letters that were garbled in
    the source and mended (mojibake). Texts that a person edited stand for no source and are not looked at.
    """
    sources = {block.id: source_text(block) for block in document.blocks}
    places = {block.id: str(block.origin) for block in document.blocks}
    said: list[Diagnostic] = []
    for text, spans in _texts(briefing):
        known = [span for span in spans if span.block in sources]
        source = " ".join(sources[span.block][span.start : span.end] for span in known)
        if not known or _same(text, source):
            continue
        said.append(
            Diagnostic(
                "BK505",
                "error",
                f"The wording differs from the source: “{text[:80]}” stands for “{source[:80]}”.",
                places[known[0].block],
                "Correct it by the source before the briefing is used, and report this fault.",
            )
        )
    return tuple(said)


def _texts(briefing: Briefing) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for _, item in briefing.sections.each():
        if item.origin != "edited":
            yield item.text, item.spans
    for candidate in briefing.candidates:
        yield candidate.text, candidate.spans
    for aside in briefing.set_aside:
        yield aside.text, aside.spans
    for absorbed in briefing.absorbed:
        yield absorbed.text, absorbed.spans


def _same(text: str, source: str) -> bool:
    wanted = (Counter(letters(source)), Counter(letters(unmangled(source))))
    # Word computes the numbers of its notes: a raised number may stand in the text and not in the source.
    return any(Counter(letters(shown)) in wanted for shown in (text, _RAISED.sub("", text)))
