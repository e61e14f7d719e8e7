"""Fidelity: the wording of the briefing, letter by letter, against the source characters it stands for.

The ledger sees that each source character is claimed; this sees that whoever claims it also shows it, in the order of
the source, and that words taken for a heading of items stand over an item. Together they keep the promise that no
sentence is invented, reworded or dropped, whatever a pass did in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.briefing import Absorbed, Briefing
from briefkit.census import letters
from briefkit.diagnostics import Diagnostic
from briefkit.ledger import source_text
from briefkit.model import Document, Run, Span, TextBlock
from briefkit.place.wording import plain_words
from briefkit.tidy.characters import unmangled

_NUMBER = re.compile(r"\d|^\W*[^\W\d_]{1,4}[.)\]]")
"""A marker that people cite: ``4.``, ``(b)``, ``iv)``. A letter alone is the bullet of a symbol font."""


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


def find_unsaid(document: Document, briefing: Briefing) -> tuple[Diagnostic, ...]:
    """A warning (BK506) for each theme, label, lead-in and number that was absorbed and that no item carries.

    Such words are accounted for and yet stand on no page. White space, case and punctuation may differ. A label that
    only names its section has the role "section-label" and is said by the section; a number may also do its work in
    front of a heading. A computed number stands for no source character and is not looked for.
    """
    places = {block.id: str(block.origin) for block in document.blocks}
    shown, numbers = _words_over_items(briefing), _numbers_by_block(briefing)
    return tuple(
        Diagnostic(
            "BK506",
            "warning",
            f"These words were taken for a {_ROLES[absorbed.role]} and stand on no page: “{absorbed.text[:80]}”.",
            places[absorbed.spans[0].block],
            "Put them into the briefing where the source has them.",
        )
        for absorbed in briefing.absorbed
        if absorbed.role in _ROLES and any(span.block in places for span in absorbed.spans)
        if not (_is_numbered(absorbed, numbers) if absorbed.role in _MARKERS else plain_words(absorbed.text) in shown)
    )


_MARKERS = frozenset({"marker", "number"})
_ROLES = {
    "theme": "theme",
    "label": "label",
    "lead-in": "lead-in",
    "marker": "list number",
    "number": "list number",
}


def _words_over_items(briefing: Briefing) -> str:
    told = {text for _, item in briefing.sections.each() for text in item.words_beside}
    return "\n".join(["  ", *map(plain_words, sorted(told))])


def _numbers_by_block(briefing: Briefing) -> dict[str, str]:
    """What the items of each block say of numbers: their own, and what stands over them or opens their text."""
    numbers: dict[str, str] = {}
    for _, item in briefing.sections.each():
        said = "".join(map(plain_words, filter(None, (item.number, item.theme, item.label, item.lead_in, item.text))))
        for block in {span.block for span in item.spans}:
            numbers[block] = numbers.get(block, "") + said
    return numbers


def _is_numbered(absorbed: Absorbed, numbers: dict[str, str]) -> bool:
    said = numbers.get(absorbed.spans[0].block)
    return said is None or not _NUMBER.search(absorbed.text) or plain_words(absorbed.text) in said


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
            if place < at and not letters(self.text[place:at]):
                yield "", number  # in front of the first word, before white space that was taken off
            elif at <= place <= span.end:
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
