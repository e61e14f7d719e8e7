"""Fidelity: the wording of the briefing, letter by letter, against the source characters it stands for.

The ledger sees that each source character is claimed; this sees that whoever claims it also shows it, in the order of
the source. Together they keep the promise that no sentence is invented, reworded or dropped, whatever a pass did in
between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.briefing import Briefing
from briefkit.census import letters
from briefkit.diagnostics import Diagnostic
from briefkit.ledger import source_text
from briefkit.model import Document, Run, Span, TextBlock
from briefkit.tidy.characters import unmangled


def compare_wording(document: Document, briefing: Briefing) -> tuple[Diagnostic, ...]:
    """An error (BK505) for each text of the briefing whose letters are not those of its source characters, in order.

    ``document`` is the reader's own. The letters of a text must be the letters of its spans, one span after the other;
    white space and punctuation may differ, and so may letters that were garbled in the source and mended (mojibake).
    A number that the reader computed (of a note, of a list item) may stand where the reader put it, or be kept by
    itself. Any other text without spans stands for nothing and is an error too; only what a person edited is theirs.
    """
    sheets = {block.id: _Sheet(block) for block in document.blocks}
    computed = {number for sheet in sheets.values() for _, number in sheet.computed}
    said: list[Diagnostic] = []
    for text, spans in _texts(briefing):
        known = [span for span in spans if span.block in sheets]
        source = " ".join(sheets[span.block].text[span.start : span.end] for span in known)
        shown = letters(text)
        if shown == letters(source) or (_is_mended(shown, known, source, sheets) if known else shown in computed):
            continue
        said.append(
            Diagnostic(
                "BK505",
                "error",
                f"The wording differs from the source: “{text[:80]}” stands for “{source[:80]}”."
                if known
                else f"The source does not say this: “{text[:80]}”.",
                str(sheets[known[0].block].block.origin) if known else "",
                "Correct it by the source before the briefing is used, and report this fault.",
            )
        )
    return tuple(said)


class _Sheet:
    """A block of the reader, its source text, and the numbers it computed: ``(place in the text, letters)``."""

    def __init__(self, block: TextBlock) -> None:
        self.block = block
        self.text = source_text(block)
        runs: tuple[Run, ...] = (*block.marker, *block.runs)
        self.computed = [(run.span.start, letters(run.text)) for run in runs if not len(run.span) and letters(run.text)]

    def pieces(self, span: Span) -> Iterator[tuple[str, str]]:
        """The characters of the span between computed numbers, each with the number that may follow it."""
        at = span.start
        for place, number in self.computed:
            if at <= place <= span.end:
                yield self.text[at:place], number
                at = place
        yield self.text[at : span.end], ""


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
    for date in briefing.dates:
        yield date.text, date.spans


def _is_mended(shown: str, spans: list[Span], source: str, sheets: dict[str, _Sheet]) -> bool:
    """Whether the letters shown are the source's with garbled ones mended and computed numbers in their places."""
    if shown == letters(unmangled(source)):
        return True
    pattern = ""
    for span in spans:
        for piece, number in sheets[span.block].pieces(span):
            plain, mended = letters(piece), letters(unmangled(piece))
            pattern += re.escape(plain) if plain == mended else f"(?:{re.escape(plain)}|{re.escape(mended)})"
            pattern += f"(?:{re.escape(number)})?" if number else ""
    return re.fullmatch(pattern, shown) is not None
