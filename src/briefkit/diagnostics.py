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

    ``message`` is a sentence in office English; ``where`` is the place in words (``page 2``); ``note`` is the next step.
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
    "BK240": "Characters of a text file could not be read.",
    "BK241": "The file holds binary data and no text.",
    "BK242": "The file holds no text.",
    "BK243": "The file is far longer than any briefing.",
    "BK244": "A link has no address that leads anywhere.",
    "BK501": "Text of the source is missing from the briefing.",
    "BK502": "The same words of the source are used twice.",
    "BK503": "Hidden text of the source stands in the briefing.",
    "BK504": "The letters of the source could not be counted independently.",
}
