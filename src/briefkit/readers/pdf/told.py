"""What is to be said about a page: hidden words, garbage, unread pictures, remarks. No hidden word is repeated."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.diagnostics import Diagnostic
from briefkit.errors import UnusableInput
from briefkit.readers.pdf.sheets import Sheet

_COMPARE = "Compare with the original; text recognition (OCR) can make its words readable."
_PLACEHOLDER = ("please wait", "if this message is not eventually replaced")


def has_words(sheet: Sheet) -> bool:
    """Whether anything that can be read stands on the page."""
    return any(char.isalnum() for line in (*sheet.lines, *sheet.turned) for char in line.text)


def tell_of(sheet: Sheet) -> Iterator[Diagnostic]:
    """What is to be said about one page."""
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
    unknown = sum(line.text.count("\ufffd") for line in (*sheet.lines, *sheet.turned))
    if unknown:
        message = f"{_count(unknown, 'character')} could not be made out and {_verb(unknown, 'stand')} as “\ufffd”."
        yield Diagnostic("BK223", "warning", message, where, "Look them up in the original.")
    yield from _hidden(sheet, where)
    remarks, unseen = sheet.added.remarks, sheet.added.unseen
    if remarks:
        message = f"{_count(remarks, 'remark')} of reviewers (notes, highlights) {_verb(remarks, 'were')} left out."
        note = "Look whether any of them should have been answered before the paper was sent."
        yield Diagnostic("BK220", "info", message, where, note)
    if unseen:
        message = f"{_count(unseen, 'field')} of the form that nobody sees {_verb(unseen, 'were')} left out."
        yield Diagnostic("BK222", "info", message, where, "Nothing needs doing, unless a field is missing below.")


def _hidden(sheet: Sheet, where: str) -> Iterator[Diagnostic]:
    # The words themselves are not repeated: whoever hid them may have had a reason.
    if not sheet.unseen:
        return
    words = _count(sheet.unseen, "word")
    if sheet.unsure:
        message = f"Text that may be hidden was left out: {words}; there was no time to look at all of them closely."
        yield Diagnostic("BK230", "warning", message, where, "Compare the page with the original.")
        return
    message = f"Text that nobody sees was left out: {words} without a trace on the page (invisible, covered, off it)."
    if sheet.added.marked:
        message = f"Text that nobody sees or that is marked for redaction was left out: {words}."
    note = "Check whether it was meant to be read: select all text of the page to see it."
    yield Diagnostic("BK230", "warning", message, where, note)


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
