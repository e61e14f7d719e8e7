"""Dates as the document writes them, each with what it is the date of. None is guessed."""

from __future__ import annotations

import re

from briefkit.briefing import DateFound, DateRole
from briefkit.model import TextBlock, slice_runs
from briefkit.place.wording import spans_of

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\.?,?\s+(?:19|20)\d\d\b"
    r"|\b(?:Spring|Summer|Autumn|Winter)\s+(?:19|20)\d\d\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b"
    r"|\b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PUBLISHED = re.compile(
    r"(?i)\b(?:publi(?:shed|cation)|version|v\d|issued?|dated?|produced|updated|agreed|approved|issue no)\b"
)
_CLOSING = re.compile(r"(?i)\b(?:survey|feedback|questionnaire|closes?|return(?:ed)? by|tell us|complete)\b")
_DATE_WORDS = re.compile(r"(?i)\b(?:publi(?:shed|cation)( date)?|version|date|issued?|updated|produced|v)\b|[\W\d_]+")
_REVIEW = re.compile(r"(?i)\b(?:review(?:s|ed)?|period|audit|search(?:ed)?|scope|commissioned|completed)\b")
_LABELLED = re.compile(
    r"(?i)\b(?:(incident|injur\w+|death|died)"
    r"|((?:review|inquiry)(?: was)? (?:completed|commissioned|began|started)|commissioned))"
    r"(?: was)?(?: on| in| date)?\s*:?\s*$"
)
_YEARS_IN_TITLE = 10


def find_dates(block: TextBlock, front: bool, in_cell: bool = False) -> tuple[DateFound, ...]:
    """The dates of a block. ``front`` says that it stands in the title matter, a running head or foot, or alone.

    In such a place a date is the publication's, and a bare year counts as a date. Alone in a cell of a table
    (``in_cell``) it is that of the row: by when an action is to be done.
    """
    text = block.text
    matches = list(_DATE.finditer(text))
    if front and not matches and len(text.split()) <= _YEARS_IN_TITLE:
        matches = list(_YEAR.finditer(text))
    return tuple(
        DateFound(
            re.sub(r"\s+", " ", match.group(0)),
            _role(text, match, front, in_cell),
            spans_of(slice_runs(block.runs, match.start(), match.end())),
        )
        for match in matches
    )


def stands_alone(text: str) -> bool:
    """Whether a line is a date and little else (``July 2018``, ``Version 2, 3 May 2021``)."""
    rest = _DATE.sub("", text)
    rest = re.sub(
        r"(?i)\b(?:publi(?:shed|cation)( date)?|version|date|issued?|updated|produced|v)\b|[\W\d_]+", "", rest
    )
    return bool(_DATE.search(text)) and not rest


def _role(text: str, match: re.Match[str], front: bool, in_cell: bool) -> DateRole:
    near = text[max(0, match.start() - 60) : match.end() + 20]
    if _CLOSING.search(near) and re.search(r"(?i)\b(?:by|before|until|closes?|on)\b", near):
        return "survey_closing"
    before = text[max(0, match.start() - 40) : match.start()]
    labelled = _LABELLED.search(before)
    if labelled and not _PUBLISHED.search(before[labelled.start() :]):
        return "incident" if labelled.group(1) else "review"
    if front or (not in_cell and stands_alone(text)) or _PUBLISHED.search(near):
        return "publication"
    return "review" if _REVIEW.search(near) else "other"


def choose_date(dates: tuple[DateFound, ...]) -> str | None:
    """The date of publication as the document writes it, or ``None``."""
    published = [date.text for date in dates if date.role == "publication"]
    # A full date says more than a bare year, a month with a year more than a span of years in the title.
    return max(published, key=lambda text: (bool(re.search(_MONTH, text)), len(text)), default=None)
