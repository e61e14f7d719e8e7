"""A PDF with its scanned pages recognised: which pages, and everything that the person must know about it.

What was recognised is never passed on as if it had been typed: the pages are named (BK141), words of which the
recogniser was unsure are listed once for each page (BK236), places of a page that look like text and gave no words are
told (BK237), and every page that should have been recognised and was not is named with the reason (BK238).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefkit import pipeline
from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import ToolMissing, UnusableInput
from briefkit.model import Document, Source, TextBlock
from briefkit.readers.pdf.wordlist import frequency_of
from briefkit.record import Settings
from briefkit.tools.ocr import Bounds, Outcome, parts, recognise, tesseract
from briefkit.tools.ocr.looks import Box, Piece
from briefkit.tools.ocr.page import ENGLISH, WELSH
from briefkit.tools.ocr.paper import Page
from briefkit.tools.probe import TESSERACT, Probe, system

SCANNED = "BK224"
"""The code by which the PDF reader says that a file holds pictures of text and no text."""

WITHOUT_TEXT = frozenset({"BK226", "BK227"})
"""The codes by which it says so of a page (``where`` is ``page N``): a picture, a text layer that is no words."""

UNSURE, UNSURE_UNKNOWN = 65, 90
"""Words of which Tesseract is less sure than this (of 100) are listed: any word, and one that is in no word list."""

MOST_LISTED = 15
"""So many words of a page are listed; how many more there are is said."""

_MOST_PLACES = 4

RECOGNISED = "recognised text"
"""What :attr:`Origin.path` says of a block that was recognised: it shows wherever the block's place is told."""

_NO_BOUNDS = Bounds()
_COMPARE = "Compare names, numbers and dates with the original before you publish."


def read(
    source: Source, settings: Settings, bounds: Bounds = _NO_BOUNDS, probe: Probe = TESSERACT
) -> tuple[Source, Result[Document]]:
    """The source as it was read, its scanned pages drawn anew as text, and its document.

    ``settings.ocr``: ``auto`` recognises pages without usable text, ``always`` every page, ``never`` none (and says
    which pages have no text for that). Raises :class:`UnusableInput` where nothing was found, and
    :class:`ToolMissing` where all of it is a scan and Tesseract is not installed.
    """
    if settings.ocr == "always":
        engine = tesseract.engine(probe)
        if engine is None:
            raise _missing("Text recognition was asked for", probe)
        return _recognised(source, settings, recognise(source, engine, None, settings.password, bounds), None)
    try:
        before = pipeline.read(source, settings)
    except UnusableInput as error:
        if error.code != SCANNED:
            raise
        return _scan(source, settings, bounds, probe, error)
    wanted = _pages_without_text(before.diagnostics)
    if not wanted:
        return source, before
    if settings.ocr == "never":
        return source, _told(before, [_not_done(wanted, "it was switched off (--ocr never)", "Allow it: --ocr auto.")])
    engine = tesseract.engine(probe)
    if engine is None:
        return source, _told(before, [_not_done(wanted, "Tesseract is not installed", f"Install it: {_line(probe)}")])
    some = parts.find(before.value, wanted)
    outcome = recognise(source, engine, {n: some.get(n) for n in wanted}, settings.password, bounds)
    return _recognised(source, settings, outcome, before)


def _scan(
    source: Source, settings: Settings, bounds: Bounds, probe: Probe, error: UnusableInput
) -> tuple[Source, Result[Document]]:
    """A file of which the reader says that all of it is a scan."""
    if settings.ocr == "never":
        step = "Leave --ocr never out, or ask for the Word document it was made from."
        raise UnusableInput(f"{error.message} Text recognition was switched off.", step, code=SCANNED) from error
    engine = tesseract.engine(probe)
    if engine is None:
        raise _missing("This PDF is a scan (pictures of pages)", probe) from error
    return _recognised(source, settings, recognise(source, engine, None, settings.password, bounds), None)


def _line(probe: Probe) -> str:
    return probe.install.get(system(), "install Tesseract with the packages of your system")


def _missing(why: str, probe: Probe) -> ToolMissing:
    return ToolMissing(f"{why}, and Tesseract, which recognises text, is not installed.", f"Install it: {_line(probe)}")


def _pages_without_text(said: Iterable[Diagnostic]) -> list[int]:
    places = (re.fullmatch(r"page (\d+)", each.where) for each in said if each.code in WITHOUT_TEXT)
    return sorted({int(place[1]) for place in places if place})


def _recognised(
    source: Source, settings: Settings, outcome: Outcome, before: Result[Document] | None
) -> tuple[Source, Result[Document]]:
    """The document with what was recognised. ``before`` is how it was read without."""
    with_words = {number: page for number, page in outcome.pages.items() if page.rows}
    about = [*_failures(outcome.failed), *_welsh(outcome.pages)]
    if not with_words:
        if before is None:
            raise _nothing_found(outcome)
        blank = [_blank(number) for number in outcome.pages]
        return source, _told(before, [*blank, *about])
    try:
        result = pipeline.read(outcome.source, settings)
    except UnusableInput as error:
        if error.code != SCANNED:
            raise
        raise _nothing_found(outcome) from error
    said = [*_done(with_words, outcome.source.via[0]), *about]
    said += [_listed(number, unsure, page) for number, page in with_words.items() if (unsure := _unsure(page))]
    said += [_passed_over(number, page) for number, page in with_words.items() if page.unread]
    blocks = tuple(_marked(block, with_words) for block in result.value.blocks)
    old = before.value.blocks if before else ()
    settled = {n for n, page in outcome.pages.items() if not page.beside or _stands(n, page, old, blocks)}
    rest = [each for each in result.diagnostics if not _is_settled(each, settled)]
    blank = [_blank(number) for number, page in outcome.pages.items() if not page.rows]
    document = msgspec.structs.replace(result.value, blocks=blocks)
    return outcome.source, Result(document, (*said, *blank, *rest))


def _is_settled(said: Diagnostic, pages: Iterable[int]) -> bool:
    """Whether the reader says of a page that it is a picture of which more is known by now."""
    return said.code in WITHOUT_TEXT and any(said.where == f"page {number}" for number in pages)


def _stands(number: int, page: Page, before: Iterable[TextBlock], after: Iterable[TextBlock]) -> bool:
    """Whether all that was recognised of a part of a page came to its text: a word that the font told rightly after all
    is taken for a double of the one that was left out."""
    old, new = (
        sum(_letters(block.text) for block in blocks if block.origin.page == number and block.layer != "hidden")
        for blocks in (before, after)
    )
    return new >= old + sum(_letters(piece.text) for row in page.rows for piece in row)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _told(result: Result[Document], said: Sequence[Diagnostic]) -> Result[Document]:
    return msgspec.structs.replace(result, diagnostics=(*said, *result.diagnostics))


def _nothing_found(outcome: Outcome) -> UnusableInput:
    """Nothing was recognised on any page: why, if anything went wrong."""
    if outcome.failed:
        number, why = min(outcome.failed.items())
        return UnusableInput(
            f"The pages are pictures, and their text could not be recognised (page {number}: {why}).",
            _next_step(why),
            code="BK121" if "time" in why or "within" in why else "BK120",
        )
    return UnusableInput(
        "The pages are pictures, and text recognition (Tesseract) found no text in them.",
        "Open it and look whether it is the right file; a sharper scan may help.",
        code="BK118",
    )


def _next_step(why: str) -> str:
    if "no time" in why:
        return "Convert it once more: pages that are done are remembered. Or allow more time with --timeout."
    if "English" in why:
        return f"Install it: {tesseract.language_line(ENGLISH)}"
    return "Look at the page in the original; scan it again at 300 dpi, or ask for the file it was made from."


def _done(pages: Mapping[int, Page], by: str) -> list[Diagnostic]:
    turned = [number for number, page in pages.items() if page.turned]
    also = f" {_pages(turned).capitalize()} had to be turned." if turned else ""
    said = []
    for beside in (False, True):
        those = [number for number, page in pages.items() if page.beside is beside]
        if not those:
            continue
        where = "" if len(those) > 1 else f"page {those[0]}"
        message = f"The text of {_pages(those)} was recognised from pictures on this machine ({by}).{also}"
        if beside:
            message = f"A part of {_pages(those)} whose font does not tell its letters was recognised ({by})."
        said.append(Diagnostic("BK141", "warning", message, where, _COMPARE))
    return said


def _pages(numbers: Iterable[int]) -> str:
    """``page 3``, ``pages 1, 3 to 5 and 9``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(a) if a == b else f"{a} to {b}" if b > a + 1 else f"{a}, {b}" for a, b in runs]
    shown = words if len(words) <= MOST_LISTED else [*words[:MOST_LISTED], f"{len(words) - MOST_LISTED} more"]
    listed = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    return f"page {listed}" if len(runs) == 1 and runs[0][0] == runs[0][1] else f"pages {listed}"


def _failures(failed: Mapping[int, str]) -> list[Diagnostic]:
    """One for each reason: a hundred pages for which there was no time are one thing to be told."""
    reasons: dict[str, list[int]] = {}
    for number, why in failed.items():
        reasons.setdefault(why, []).append(number)
    return [_not_done(numbers, why, _next_step(why)) for why, numbers in reasons.items()]


def _not_done(numbers: Sequence[int], why: str, note: str) -> Diagnostic:
    where = f"page {numbers[0]}" if len(numbers) == 1 else ""
    message = f"The text of {_pages(numbers)} was not recognised: {why}. No word of it was read."
    return Diagnostic("BK238", "warning", message, where, note)


def _blank(number: int) -> Diagnostic:
    message = "This page is a picture, and text recognition found no words in it."
    note = "Look at it: if it shows text, a sharper scan may help."
    return Diagnostic("BK238", "info", message, f"page {number}", note)


def _welsh(pages: Mapping[int, Page]) -> list[Diagnostic]:
    from briefkit.tools.ocr.page import seems_welsh

    missing = [n for n, page in pages.items() if WELSH not in page.languages and seems_welsh(_texts(page))]
    if not missing:
        return []
    message = f"{_pages(missing).capitalize()} seems to be in Welsh and was recognised as if it were English."
    where = f"page {missing[0]}" if len(missing) == 1 else ""
    return [Diagnostic("BK238", "warning", message, where, f"Install Welsh: {tesseract.language_line(WELSH)}")]


def _texts(page: Page) -> list[str]:
    return [piece.text for row in page.rows for piece in row]


def _unsure(page: Page) -> list[Piece]:
    """The words of which the recogniser is unsure; single signs are not worth a look."""
    return [piece for row in page.rows for piece in row if is_unsure(piece)]


def is_unsure(piece: Piece) -> bool:
    """Whether a recognised word should be looked at."""
    if piece.sure >= UNSURE_UNKNOWN or not any(char.isalnum() for char in piece.text):
        return False
    if piece.sure < UNSURE:
        return True
    letters = re.sub(r"[^a-z]", "", re.sub(r"['’]s\b", "", piece.text.casefold()))
    return not letters or not frequency_of(letters)


def _quoted(pieces: Sequence[Piece]) -> str:
    """The words, the least sure first, so many as are listed."""
    ranked = list(dict.fromkeys(piece.text[:40] for piece in sorted(pieces, key=lambda piece: piece.sure)))
    more = f" and {len(ranked) - MOST_LISTED} more" if len(ranked) > MOST_LISTED else ""
    return ", ".join(f"“{text}”" for text in ranked[:MOST_LISTED]) + more


def _listed(number: int, unsure: Sequence[Piece], page: Page) -> Diagnostic:
    count = sum(len(row) for row in page.rows)
    message = f"{len(unsure)} of {count} words on this page were recognised unsurely: {_quoted(unsure)}."
    return Diagnostic("BK236", "warning", message, f"page {number}", "Compare them with the original.")


def _passed_over(number: int, page: Page) -> Diagnostic:
    places = list(dict.fromkeys(_place(box, page) for box in page.unread))
    shown = places if len(places) <= _MOST_PLACES else [*places[:_MOST_PLACES], "elsewhere"]
    count = len(page.unread)
    rows = "a row of marks that looks" if count == 1 else f"{count} rows of marks that look"
    message = f"Part of this page could not be read: {rows} like text ({', '.join(shown)})."
    return Diagnostic("BK237", "warning", message, f"page {number}", "Compare it with the original.")


def _place(box: Box, page: Page) -> str:
    """Where a box is on a page, in words: ``at the top on the left``."""
    across, down = (box[0] + box[2]) / 2 / page.width, (box[1] + box[3]) / 2 / page.height
    height = "at the top" if down < 0.2 else "at the foot" if down > 0.8 else "in the middle"
    side = " on the left" if across < 0.35 else " on the right" if across > 0.65 else ""
    return height + side


def _marked(block: TextBlock, pages: Mapping[int, Page]) -> TextBlock:
    """The block with its place told as recognised, where it is."""
    page = pages.get(block.origin.page or 0)
    if page is None or block.origin.path or (page.beside and not _holds_any(block, page)):
        return block
    return msgspec.structs.replace(block, origin=msgspec.structs.replace(block.origin, path=RECOGNISED))


def _holds_any(block: TextBlock, page: Page) -> bool:
    box = block.origin.bbox
    if box is None or block.layer == "hidden":
        return False
    return any(parts.within(piece, box) and piece.text in block.text for row in page.rows for piece in row)
