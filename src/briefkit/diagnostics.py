"""Diagnostics: a message is a value with a code, a place and a next step; printing it is somebody else's work.

Codes: BK1xx the file, BK2xx reading, BK3xx placing, BK4xx checks, BK5xx the ledger, BK6xx pages and output.
Every code stands in :data:`CODES` with its meaning; a test holds that no other is used.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import msgspec

Severity = Literal["error", "warning", "info"]

T = TypeVar("T")


class Diagnostic(msgspec.Struct, frozen=True):
    """One thing worth telling the person.

    ``message`` is a sentence in office English; ``where`` the place in words (``page 2``); ``note`` the next step.
    """

    code: str
    severity: Severity
    message: str
    where: str = ""
    note: str = ""


class Result(msgspec.Struct, Generic[T], frozen=True):
    """What a station made, and what it has to say about it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


CODES: dict[str, str] = {
    "BK100": "An error that ends a document or the run.",
    "BK101": "The command was given something that cannot be meant.",
    "BK102": "The file cannot be used.",
    "BK103": "A program or library that this job needs is not installed.",
    "BK110": "The file is empty.",
    "BK111": "The file is damaged or incomplete.",
    "BK112": "The file has a password.",
    "BK113": "The file is no document, or of a kind that briefkit does not read.",
    "BK114": "The file is too large.",
    "BK115": "There is no such file.",
    "BK116": "The file may not be or cannot be read.",
    "BK117": "The path leads to a folder or a device and not to a file.",
    "BK118": "No text was found in the file.",
    "BK119": "The file is a briefing that briefkit made, and no source.",
    "BK120": "A conversion before reading (LibreOffice, OCR) made nothing of the file.",
    "BK121": "A conversion before reading (LibreOffice, OCR) did not finish in time.",
    "BK122": "An old Word file was read without LibreOffice.",
    "BK130": "The document took longer than one document may.",
    "BK131": "The document needs more memory than one document may have.",
    "BK132": "The process that worked on the document ended without an answer.",
    "BK133": "The document is nested deeper than any document needs.",
    "BK140": "A result that had been changed by hand was kept beside the new one.",
    "BK141": "The text was recognised (OCR) from pictures of pages.",
    "BK199": "Something went wrong that should not: a fault of briefkit.",
    "BK200": "A part of a Word file is damaged.",
    "BK201": "Hidden text was left out.",
    "BK202": "A cross-reference leads nowhere.",
    "BK203": "A link that no reader should follow was left out; its words are kept.",
    "BK204": "An embedded document was not read.",
    "BK205": "Bookmarks are left over or doubled.",
    "BK206": "The document holds tracked changes.",
    "BK207": "Comments were left out.",
    "BK208": "Tables nest very deep; they were read in turn.",
    "BK209": "Shorthand (entities) in the XML was not expanded.",
    "BK211": "Form fields that nobody filled in were left out.",
    "BK212": "Embedded files or objects are shown as pictures; their words were not read.",
    "BK213": "A part of the text stands in another file, which was not opened.",
    "BK214": "A link leads to no part of the briefing, or elsewhere than its words say; its words are kept.",
    "BK215": "Something of a Word file that holds no text is damaged or missing.",
    "BK216": "A Word file breaks off before its end.",
    "BK217": "Words that are struck out were read like all others.",
    "BK220": "Remarks of reviewers in a PDF were left out.",
    "BK221": "The PDF is a form that only Adobe's programs can show.",
    "BK222": "Fields of a PDF form that nobody sees were left out.",
    "BK223": "Single characters of a page could not be made out.",
    "BK224": "A PDF holds no text that can be read: a scan, drawings, or fonts that do not tell their letters.",
    "BK225": "A damaged PDF was repaired for reading.",
    "BK226": "A page of a PDF is a picture without text.",
    "BK227": "The text layer of a page is not readable as words.",
    "BK228": "A PDF has more pages than are read.",
    "BK229": "A page of a PDF is damaged and could not be read, or not whole.",
    "BK230": "Text of a PDF that nobody sees was left out.",
    "BK231": "Bookmarks of a PDF lead nowhere.",
    "BK232": "The heading tags of a PDF are misused and were ignored.",
    "BK233": "Bookmarks of a PDF lead to a page on which their words do not stand.",
    "BK234": "Words of a PDF are printed twice on one place, and were read once.",
    "BK235": "A page of a PDF has more letters, links or annotations than are read.",
    "BK236": "Words of a page were recognised unsurely (OCR).",
    "BK237": "Part of a page that is a picture looks like text and could not be recognised (OCR).",
    "BK238": "The text of a page that is a picture was not recognised.",
    "BK239": "A PDF carries other files, or a form, that its pages do not show.",
    "BK240": "Characters of a text file could not be read.",
    "BK241": "The file holds binary data and no text.",
    "BK242": "The file holds no text.",
    "BK243": "The file is far longer than any briefing.",
    "BK244": "A link has no address that leads anywhere.",
    "BK245": "A web page or an OpenDocument file is damaged.",
    "BK250": "An edited briefing cannot be taken back as it is.",
    "BK251": "The briefing was edited by hand; the ledger names the changes.",
    "BK252": "An edited briefing could not be compared with its source.",
    "BK253": "A correction is remembered for the publisher’s next document.",
    "BK254": "A line in the file of publishers cannot be used.",
    "BK255": "A correction could not be remembered, or the file of publishers not be read.",
    "BK256": "What is known of the publisher decided where text was placed, or how its name is spelt.",
    "BK260": "Speaker notes of a presentation were set aside.",
    "BK261": "Hidden slides of a presentation were left out.",
    "BK262": "A part of a presentation is damaged.",
    "BK263": "Linked text boxes show the same text; it was taken once.",
    "BK301": "The document carries a protective marking.",
    "BK302": "No title was found.",
    "BK303": "The publisher’s name looks misspelt.",
    "BK310": "Garbled characters were mended.",
    "BK320": "Not sure where a text belongs.",
    "BK330": "A long report was condensed; what was not chosen is set aside.",
    "BK331": "What always stays in a condensed briefing is over the budget by itself.",
    "BK340": "The file holds several briefings.",
    "BK341": "The file holds a briefing and pages that are no part of it.",
    "BK342": "The file may hold several briefings; it is not clear where one ends.",
    "BK401": "A section of the core schema is empty.",
    "BK402": "The one thing is suggested and waits to be confirmed.",
    "BK403": "The briefing has no title.",
    "BK404": "An item was placed with little confidence.",
    "BK501": "Text of the source is missing from the briefing.",
    "BK502": "The same words of the source are used twice.",
    "BK503": "Hidden text of the source stands in the briefing.",
    "BK504": "The letters of the source could not be counted independently.",
    "BK505": "The wording differs from the source.",
    "BK506": "A heading, a label or a number of the source stands over no text of the briefing.",
    "BK601": "The result could not be made or written.",
    "BK602": "The first font of the house lacks a character, so another sets the whole briefing.",
    "BK603": "No font of the house has a character, so its name is printed.",
    "BK604": "One page cannot hold the text, so whole items are left to the web page.",
    "BK605": "The text needs more pages than were allowed.",
    "BK606": "The text is set on two pages.",
    "BK607": "A text of the briefing is missing from the finished PDF.",
    "BK608": "The finished PDF lacks tags, a language, a title or a page.",
    "BK609": "The text of a panel is higher than its panel.",
    "BK610": "A house style cannot be used.",
    "BK611": "A font of the house is not installed.",
    "BK612": "Pango is missing, so no PDF can be made.",
    "BK613": "Colours of a house style are too close to each other to be read.",
    "BK614": "The logo of a house style cannot be used.",
}

DAMAGE = frozenset({"BK200", "BK215", "BK216", "BK225", "BK229"})
"""What says that the file was damaged and yet was read; each marks the briefing (``source.damaged``)."""
