"""Protective markings of UK public bodies: what they look like, and what they ask of whoever publishes a document.

Sources: Government Security Classifications (2014 and 2023: OFFICIAL, with SENSITIVE and descriptors, SECRET, TOP
SECRET), the Government Protective Marking Scheme before it (NOT PROTECTIVELY MARKED, PROTECT, RESTRICTED,
CONFIDENTIAL), the Traffic Light Protocol (FIRST, version 2.0), and what boards write themselves (DRAFT, EMBARGOED
until …, confidential – not for publication).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_DASH = "[-\u2010-\u2015:/]"
_LABEL = r"""(?: (?: (?:protective|security|government\ security|document)\ )?
    (?: marking | classification | sensitivity(?:\ label)? ) | GSC | GPMS ) \s* [-\u2010-\u2015:] \s*"""
_USE = r"""(?: PUBLICATION
    | (?:ONWARD\ |FURTHER\ |PUBLIC\ |WIDER\ )? (?:CIRCULATION|DISTRIBUTION|TRANSMISSION|RELEASE|SHARING) )"""
_NAMED = rf"""(?:
    (?:UK\ )? OFFICIAL \s* {_DASH}? \s* SENSITIVE
        (?: \s* [-\u2010-\u2015:/\[(]* \s* (?:PERSONAL(?:\ DATA)?|COMMERCIAL|LOCSEN|STAFF)\b [\])]? )*
    | NOT\ PROTECTIVELY\ MARKED
    | TLP \s* [:\ -] \s* (?:RED|AMBER\s*\+\s*STRICT|AMBER|GREEN|WHITE|CLEAR)
    | (?:STRICTLY\ )? NOT\ FOR\ {_USE} (?:\ OR\ {_USE})?
    | (?:STRICTLY\ )? PRIVATE\ (?:AND|&)\ CONFIDENTIAL | STRICTLY\ CONFIDENTIAL | NHS\ CONFIDENTIAL
    | (?:COMMERCIAL|STAFF|POLICE|STRICTLY)\ IN\ CONFIDENCE
    | (?:FOR\ )? INTERNAL\ USE\ ONLY | (?:RESTRICTED|LIMITED)\ (?:CIRCULATION|DISTRIBUTION) )"""
"""Markings that no ordinary line could be taken for."""
_EMBARGO = r"""(?: (?:UNDER\ |STRICT(?:LY)?\ )* EMBARGO(?:ED)? (?:\ (?:UNTIL|TILL)\b|\s*:) (?:\s+[\w:.,/]+){1,12}
    | (?:STRICTLY\ )? EMBARGOED )"""
_WORD = r"""(?: (?:UK\ )?OFFICIAL | TOP\ SECRET | SECRET | RESTRICTED | CONFIDENTIAL | PROTECT | UNCLASSIFIED
    | IN\ CONFIDENCE )"""
_DRAFT = r"""(?: (?:FINAL\ |WORKING\ )? DRAFT (?:\ (?:DOCUMENT|COPY|REPORT))?
    (?: \s* [-\u2010-\u2015:]? \s* (?:V(?:ERSION|ER)?\.?\s*)? \d{1,2}(?:\.\d{1,2})* )?
    (?: \ FOR\ (?:COMMENT|DISCUSSION|CONSULTATION|APPROVAL|REVIEW) )? )"""
_HANDLED = r"""(?:personal|data|commercial|contains?|complete[d]?|publication|circulation|distribution
    |shar(?:e|ed|ing)|police
    |staff|members|recipients?|addressees?|partners|only|eyes|need\ to\ know|handling)"""
_TAIL = rf"""(?: \s* [(\[] [^()\[\]\n]{{1,60}} [)\]]
    | \s* [-\u2010-\u2015:/|,] \s* (?=[^\n]*\b{_HANDLED}\b) (?:[^\s.!?()\[\]]+[^\S\n]+){{0,6}} [^\s.!?()\[\]]+ )"""
"""What may follow a marking: a few words in brackets, or words on how to handle it."""
_ONE = f"(?:{_NAMED}|{_EMBARGO}|{_DRAFT}|{_WORD})"


def _compiled(pattern: str, flags: re.RegexFlag = re.I) -> re.Pattern[str]:
    """A pattern in which a blank between words is any white space."""
    return re.compile(pattern.replace("\\ ", r"\s+"), flags | re.X)


_WHOLE = _compiled(
    rf"^\W* (?:{_LABEL})? (?P<first>{_ONE}) (?: \W+{_ONE} | [^\w.]+(?:WHEN|ONCE)\ COMPLETED? )* (?P<tail>{_TAIL})? \W*$"
)
_STRONG = _compiled(rf"^\W*{_LABEL} | \b(?:{_NAMED}|{_EMBARGO})")
_INSIDE = _compiled(rf"(?<![\w-]) [\[(]? (?:{_NAMED}|OFFICIAL) [\])]? (?![\w-])", re.NOFLAG)
_HARMLESS = re.compile(r"(?i)not\s+protectively|unclassified|tlp\W*(?:white|clear)")

Strength = Literal["", "weak", "strong"]


class Meaning(NamedTuple):
    """What a marking asks: how urgent it is, and the next step."""

    severity: Literal["warning", "info"]
    step: str


def strength(text: str) -> Strength:
    """Whether a whole line is a protective marking: ``strong`` wherever it stands, ``weak`` only where one is looked
    for (a margin, the head or foot of the text), empty where it is none.

    A single word in capitals is strong but for those that are headings too (PROTECT); an ordinary sentence is none.
    """
    if len(text) > 150:
        return ""
    match = _WHOLE.match(text)
    if match is None:
        return ""
    first = match["first"]
    shouted = re.sub(r"v(?=\W*\d)", "", first).isupper()
    named = _STRONG.search(text)
    if match["tail"] and not shouted and not named:
        return ""
    if named:
        return "strong"
    return "strong" if shouted and not re.fullmatch(r"\W*PROTECT\W*", text) else "weak"


def inside(text: str) -> tuple[tuple[int, int], ...]:
    """Where markings in capitals stand in a line of other words, parted from them by a stroke, a dash, a tab, brackets
    or a line break: ``(start, end)`` with the brackets."""
    found = []
    for match in _INSIDE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        bracketed = match.group()[0] in "[(" and match.group()[-1] in "])"
        opens = not before.strip() or re.search(r"(?:[\t\n|•·]|\s[-\u2010-\u2015])\s*$", before)
        closes = not after.strip() or re.match(r"\s*(?:[\t\n|•·]|[-\u2010-\u2015]\s)", after)
        if (opens and closes) or (bracketed and (not before.strip() or not after.strip())):
            found.append(match.span())
    return tuple(found)


def meaning(marking: str) -> Meaning:
    """What a marking asks of whoever publishes the briefing."""
    if re.search(r"(?i)embargo", marking):
        return Meaning("warning", "Do not publish the briefing before the embargo ends.")
    if re.search(r"(?i)\bdraft\b", marking) and not re.search(r"(?i)official|secret|confiden|restrict", marking):
        return Meaning("warning", "Make sure that this is the agreed version.")
    if _HARMLESS.search(marking):
        return Meaning("info", "Nothing needs to be done, if whoever owns the document says the same.")
    return Meaning("warning", "Make sure that this document may be published at all.")
