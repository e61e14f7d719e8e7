"""What is to be said about a page or the file: hidden words, garbage, pictures, damage. No hidden word is repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput
from briefkit.readers.pdf.heads.outline import Entry
from briefkit.readers.pdf.page.annotations import MAX_ANNOTATIONS
from briefkit.readers.pdf.page.lines import Line
from briefkit.readers.pdf.page.links import MAX_LINKS
from briefkit.readers.pdf.page.words import MAX_GLYPHS
from briefkit.readers.pdf.sheets import Sheet

_COMPARE = "Compare with the original; text recognition (OCR) can make its words readable."
_SELECT = "Check whether it was meant to be read: select all text of the page to see it."
_PLACEHOLDER = ("please wait", "if this message is not eventually replaced")


def has_words(sheet: Sheet) -> bool:
    """Whether anything that can be read stands on the page."""
    return any(char.isalnum() for line in (*sheet.lines, *sheet.turned) for char in line.text)


def _of_one(sheet: Sheet) -> Iterator[Diagnostic]:
    """What is to be said of one page and never together with others: text recognition asks by such pages."""
    where = f"page {sheet.number}"
    bare = not has_words(sheet)
    if sheet.broken and bare:
        message = "This page is damaged and could not be read."
        yield Diagnostic("BK229", "warning", message, where, _COMPARE)
        return
    if sheet.garbled:
        message = "The text layer of this page is not readable as words."
        if not bare:
            message = "Part of the text of this page is in a font that does not tell its letters; it was left out."
        yield Diagnostic("BK227", "warning", message, where, _COMPARE)
    elif bare and sheet.shapes:
        message = "This page is a picture without text; no word of it was read."
        yield Diagnostic("BK226", "warning", message, where, _COMPARE)
    elif sheet.pictured:
        count = sum(len(line.text.split()) for line in (*sheet.lines, *sheet.turned))
        message = (
            f"This page is a picture with only {_count(count, 'word')} of text; what the picture says was not read."
        )
        yield Diagnostic("BK226", "warning", message, where, _COMPARE)
    yield from _bounded(sheet, where)


def tell_of_pages(sheets: list[Sheet]) -> list[Diagnostic]:
    """What is to be said of all pages, in their order; what is alike on pages in succession is said once of them."""
    found = [(sheet.number, said) for sheet in sheets for said in _of_one(sheet)]
    for telling in _COUNTED:
        for kind, run in _runs((sheet.number, *telling(sheet)) for sheet in sheets):
            found.append(
                (run[0][0], _SAYINGS[kind](sum(count for _, count in run), _stretch([page for page, _ in run])))
            )
    found.sort(key=itemgetter(0))
    return [said for _, said in found]


def _runs(counted: Iterable[tuple[int, str, int]]) -> list[tuple[str, list[tuple[int, int]]]]:
    """Pages in succession of one kind, with what each counts; those without any are left out."""
    runs: list[tuple[str, list[tuple[int, int]]]] = []
    for page, kind, count in counted:
        if not count:
            continue
        if runs and runs[-1][0] == kind and runs[-1][1][-1][0] == page - 1:
            runs[-1][1].append((page, count))
        else:
            runs.append((kind, [(page, count)]))
    return runs


def _stretch(numbers: list[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {numbers[0]} to {numbers[-1]}"


def _unknown(sheet: Sheet) -> tuple[str, int]:
    return "unknown", sum(line.text.count("\ufffd") for line in (*sheet.lines, *sheet.turned))


def _hidden(sheet: Sheet) -> tuple[str, int]:
    return "unsure" if sheet.unsure else "marked" if sheet.added.marked else "hidden", sheet.unseen


def _remarks(sheet: Sheet) -> tuple[str, int]:
    return "remarks", sheet.added.remarks


def _fields(sheet: Sheet) -> tuple[str, int]:
    return "fields", sheet.added.unseen


_COUNTED = (_unknown, _hidden, _remarks, _fields)
"""What is told with its count: of what kind it is on a page, and how much of it is there."""


def _say_unknown(count: int, where: str) -> Diagnostic:
    message = f"{_count(count, 'character')} could not be made out and {_verb(count, 'stand')} as “\ufffd”."
    return Diagnostic("BK223", "warning", message, where, "Look them up in the original.")


def _say_unsure(count: int, where: str) -> Diagnostic:
    # The words themselves are not repeated: whoever hid them may have had a reason.
    words = _count(count, "word")
    message = f"Text that may be hidden was left out: {words}; there was no time to look at all of them closely."
    return Diagnostic("BK230", "warning", message, where, "Compare the page with the original.")


def _say_hidden(count: int, where: str) -> Diagnostic:
    words = _count(count, "word")
    message = f"Text that nobody sees was left out: {words} without a trace on the page (invisible, covered, off it)."
    return Diagnostic("BK230", "warning", message, where, _SELECT)


def _say_marked(count: int, where: str) -> Diagnostic:
    message = f"Text that nobody sees or that is marked for redaction was left out: {_count(count, 'word')}."
    return Diagnostic("BK230", "warning", message, where, _SELECT)


def _say_remarks(count: int, where: str) -> Diagnostic:
    message = f"{_count(count, 'remark')} of reviewers (notes, highlights) {_verb(count, 'were')} left out."
    note = "Look whether any of them should have been answered before the paper was sent."
    return Diagnostic("BK220", "info", message, where, note)


def _say_fields(count: int, where: str) -> Diagnostic:
    message = f"{_count(count, 'field')} of the form that nobody sees {_verb(count, 'were')} left out."
    return Diagnostic("BK222", "info", message, where, "Nothing needs doing, unless a field is missing below.")


_SAYINGS: dict[str, Callable[[int, str], Diagnostic]] = {
    "unknown": _say_unknown,
    "unsure": _say_unsure,
    "hidden": _say_hidden,
    "marked": _say_marked,
    "remarks": _say_remarks,
    "fields": _say_fields,
}


def tell_of_doubles(sheets: list[Sheet]) -> list[Diagnostic]:
    """What is to be said of words that are printed twice on one place: once for the document."""
    pages = [sheet.number for sheet in sheets if sheet.overprinted or any(map(_has_letters, sheet.doubled))]
    if not pages:
        return []
    where = _stretch(pages) if len(pages) == 1 else f"pages {_ranges(pages)}"
    message = "Words that are printed twice on one place, to look bold or as a shadow, were read once."
    return [Diagnostic("BK234", "info", message, where, "Nothing needs doing.")]


def _has_letters(line: Line) -> bool:
    return any(map(str.isalnum, line.text))


def _bounded(sheet: Sheet, where: str) -> Iterator[Diagnostic]:
    if sheet.letters > MAX_GLYPHS:
        message = f"This page has {sheet.letters:,} characters; only the first {MAX_GLYPHS:,} were read."
        yield Diagnostic("BK235", "warning", message, where, "Look whether the page is what it should be.")
    if sheet.links >= MAX_LINKS:
        message = f"This page has many links; only the first {MAX_LINKS} were read, the words of all of them."
        yield Diagnostic("BK235", "info", message, where, "Nothing needs doing, unless an address is missing below.")
    if sheet.added.beyond:
        message = f"This page has many fields and annotations; only the first {MAX_ANNOTATIONS:,} were looked at."
        yield Diagnostic("BK235", "warning", message, where, "Compare the page with the original.")


def refuse_placeholder(sheets: list[Sheet], is_xfa: bool) -> None:
    """Raises :class:`UnusableInput` for a form (XFA) whose pages only say that they cannot show it."""
    if not is_xfa or len(sheets) > 2:
        return
    text = " ".join(line.text for sheet in sheets for line in sheet.lines).casefold()
    if any(words in text for words in _PLACEHOLDER):
        raise UnusableInput(
            "This PDF is a form that only Adobe's programs can show (XFA); to all others it says “Please wait”.",
            "Open it in Adobe Reader, choose Print and then 'Save as PDF', and use that copy.",
            code="BK221",
        )


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _verb(number: int, many: str) -> str:
    """The verb as it stands behind so many: ``many`` is its plural."""
    if number != 1:
        return many
    return "was" if many == "were" else f"{many}s"


def tell_of_lost_pages(sheets: list[Sheet]) -> list[Diagnostic]:
    """What is to be said of the pages of a damaged file on which nothing stands (any more)."""
    bare = [s.number for s in sheets if not (s.lines or s.turned or s.hidden or s.shapes or s.broken)]
    if not bare:
        return []
    which = f"page{'s' if len(bare) > 1 else ''} {_ranges(bare)}"
    message = f"Nothing stands on {which}; as the file is damaged, what stood there may be lost."
    where = f"page {bare[0]}"
    return [Diagnostic("BK229", "warning", message, where, "Compare with the original; ask for the file again.")]


def _ranges(numbers: list[int]) -> str:
    """``2-5, 7`` for rising numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def tell_of_cut(read: int, pages: int) -> Diagnostic:
    """What is to be said where only the first ``read`` of ``pages`` pages were read."""
    left = f"page {pages} is" if pages == read + 1 else f"pages {read + 1:,} to {pages:,} are"
    message = f"Only the first {read:,} of {pages:,} pages were read: {left} missing."
    return Diagnostic("BK228", "warning", message, "", "Split the file into smaller ones and convert each.")


def why_nothing(sheets: list[Sheet], damaged: bool) -> UnusableInput:
    """Why no page holds text: its text is no words or hidden, it is a scan, it is blank, or what is left of damage."""
    if any(sheet.garbled for sheet in sheets):
        message = "This PDF holds no text that can be read: its fonts do not tell which letters they print."
    elif any(shape.picture for sheet in sheets for shape in sheet.shapes):
        message = "This PDF holds no text that can be read: it is a scan (pictures of pages)."
    elif any(sheet.hidden for sheet in sheets):
        message = "This PDF holds no text that can be seen: all of its words are hidden."
    elif any(sheet.shapes for sheet in sheets):
        message = "This PDF holds drawings only and no text that can be read."
    else:
        note = "Ask for the file again or save it again from the program that made it."
        if damaged or any(sheet.broken for sheet in sheets):
            return UnusableInput("This PDF is damaged or incomplete: its pages are empty.", note, code="BK111")
        what = "its only page is blank" if len(sheets) == 1 else f"all {len(sheets)} pages are blank"
        return UnusableInput(f"This PDF is empty: {what}.", note, code="BK118")
    note = "Put it through text recognition (OCR) first, or ask for the Word document it was made from."
    return UnusableInput(message, note, code="BK224")


def tell_of_bad_tags(partly: bool) -> Diagnostic:
    """What is to be said of heading tags that were ignored, all or (``partly``) many of them."""
    message = "The PDF's own marks for headings are on running text; headings were found by their looks instead."
    if partly:
        message = "Many of the PDF's own marks for headings are on running text; those were ignored."
    return Diagnostic("BK232", "info", message, "", "Nothing needs doing, unless a heading is missing below.")


def tell_of_broken_entries(entries: list[Entry]) -> list[Diagnostic]:
    """What is to be said of bookmarks that lead to no page."""
    if not entries:
        return []
    name = entries[0].name[:60]
    message = f"{len(entries)} of the PDF's bookmarks lead nowhere, the first of them “{name}”."
    if len(entries) == 1:
        message = f"One of the PDF's bookmarks leads nowhere: “{name}”."
    return [Diagnostic("BK231", "info", message, "", "Nothing needs doing; the text is unaffected.")]


def tell_of_stray_entries(entries: list[Entry]) -> list[Diagnostic]:
    """What is to be said of bookmarks that lead to a page without their words."""
    if not entries:
        return []
    first = entries[0]
    message = (
        f"{len(entries)} of the PDF's bookmarks lead to a page on which their words do not stand, "
        f"the first of them “{first.name[:60]}”."
    )
    if len(entries) == 1:
        message = f"One of the PDF's bookmarks leads to a page on which its words do not stand: “{first.name[:60]}”."
    return [Diagnostic("BK233", "info", message, f"page {first.page}", "Nothing needs doing; the text is unaffected.")]
