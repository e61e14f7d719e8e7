"""Lines that only say what the paper is: its publisher, its date, its series or its keywords."""

from __future__ import annotations

import re

from briefkit.lexicon import load_lexicon
from briefkit.place.date_words import find_written
from briefkit.place.dates import stands_alone
from briefkit.place.publishers import find_publishers

PAPER_FROM = re.compile(
    r"(?i)\b(?:brief|briefing|bulletin|summary|note|guide|digest|newsletter|report|leaflet|resource)s? "
    r"(?:\w+ ){0,2}?(?:from|by|of|for) (?:the )?"
)
"""What a line says that names the paper and its publisher: "A learning briefing from the … Partnership"."""

_SENTENCE = re.compile(r"\b(?:was|were|had|has|is|he|she|they|we|will|would|can|should|must|to)\b")
SERIES = re.compile(
    r"(?i)^\W*(?:(?:the\s+)?(?:\d{1,2}|one|two|five|seven|ten|fifteen)[ -]?(?:minute|point)s?"
    r"[ -]?(?:briefing|guide|read)s?"
    r"|(?:practice |learning |practitioner )?(?:learning )?"
    r"(?:brief|briefing|bulletin|summary|note|memo|memorandum|newsletter|poster|leaflet)s?"
    r"|learning from (?:case |practice )?reviews?)(?:\s*(?:no\.?|number|#|issue)?\s*\d*)\W*$"
)
"""The name of a series, with or without the number of the paper: no title where there is another line."""

_KEYWORD_LABEL = re.compile(
    r"(?i)^\W*(?:key ?words?|key (?:learning )?themes?|themes?|tags|learning|subjects?)\s*[:—–-]+\s*"
)
_MAIL_HEAD = re.compile(r"(?i)\s*(?:to|cc|bcc|from|sent|distribution|circulation|copies?(?: to)?)\s*:")
"""The head of a message or a memo names people and teams, and no topics."""
_IMPRINT_WORDS = 14


def names_publisher(text: str) -> bool:
    """Whether a line is no sentence and names the publisher: "X Board. Agreed on 9 May 2022.", "A briefing from X"."""
    found = find_publishers([(text, 4.0)])
    if not found or _SENTENCE.search(text):
        return False
    paper = PAPER_FROM.search(text)
    return text.startswith(found[0][0]) or (paper is not None and text.startswith(found[0][0], paper.end()))


def is_banner(text: str) -> bool:
    """Whether a heading anywhere on the page only names the publisher, the date or the series."""
    return role_of(text) in {"date", "publisher", "series"}


def role_of(text: str) -> str:
    """What a line of the title matter is: ``date``, ``publisher``, ``series`` or a mere ``banner``."""
    if stands_alone(text):
        return "date"
    publishers = find_publishers([(text, 1.0)])
    if publishers and (len(publishers[0][0]) > 0.7 * len(text.strip()) or names_publisher(text)):
        return "publisher"
    if len(text.split()) <= _IMPRINT_WORDS and find_written(text) and names_publisher(text):
        return "publisher"
    return "series" if SERIES.match(text) else "banner"


def keywords_of(text: str) -> tuple[str, ...]:
    """The keywords of a line that is a list of them (three or more short phrases between commas or dashes)."""
    if _MAIL_HEAD.match(text):
        return ()
    body = _KEYWORD_LABEL.sub("", text)
    phrases = [phrase.strip(" .;") for phrase in re.split(r"[,;|•—]|\s[–-]\s", body)]
    phrases = [phrase for phrase in phrases if phrase]
    short = all(len(phrase.split()) <= 8 for phrase in phrases)
    named = any(stands_alone(phrase) or load_lexicon().reviews(phrase) for phrase in phrases)
    if len(phrases) < 3 or named or not short or re.search(r"(?i)\b(?:was|were|is|are|the|had)\b", body):
        return ()
    return tuple(phrases)
