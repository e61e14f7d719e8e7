"""What speaks for a sentence and against it, each reason with its weight and in words a person understands."""

from __future__ import annotations

import re

import msgspec

from briefkit.briefing import SectionName
from briefkit.condense.landmarks import Landmark
from briefkit.segment import words

DANGLING = re.compile(
    r"(?:[\"'“‘(]\s*)?(?:However|Nevertheless|Nonetheless|Therefore|Thus|Hence|Consequently|Accordingly|Moreover"
    r"|Furthermore|Further|Additionally|Also|Instead|Otherwise|Similarly|Likewise|Conversely|Meanwhile|Then|Yet|But|And"
    r"|Or|Nor|So|Because of this|As a result|As such|In addition|In contrast|In turn|For example|For instance|In fact"
    r"|On the other hand|At the same time|That said|Even so|Still|Again|Finally|Secondly|Thirdly|The (?:former|latter)"
    r"|This|That|These|Those|Such|It|Its|They|Their|Them|He|She|His|Her|Him|Both|Neither|Another|Others"
    r"|None of (?:this|th)"
    r"|One of (?:these|them)|Some of (?:these|them|this)|Here)\b"
)
"""How a sentence opens that leans on the one before it."""
_POINTS_AT_ITSELF = re.compile(
    r"(?:This|These)\s+(?:local\s+|serious\s+|thematic\s+|safeguarding\s+|practice\s+|learning\s+|seven[- ]minute\s+)*"
    r"(?:report|review|briefing|document|guidance|advice|paper|summary|case)\b|It is (?:important|essential|vital)\b"
    r"|That (?:the|no|all|every)\b"
)
"""Openers that lean on nothing: the document itself, and "it" before a clause."""
REFERS = re.compile(
    r"(?i)\b(?:see|in|at|under|from|of|to)\s+(?:the\s+)?(?:sections?|paragraphs?|paras?\.?|chapters?|annex|appendix"
    r"|appendices|tables?|figures?|parts?|pages?)\s+(?:\d|[A-Z]\b)|\((?:see|section|paragraph|para|figure|table)\b"
    r"|\b(?:below|overleaf|as (?:described|set out|noted|stated|mentioned) (?:above|earlier))\b"
    r"|\b(?:section|paragraph|chapter|table|figure|appendix)\s+\d"
)
_TELLS_FINDING = re.compile(
    r"(?i)\b(?:review|panel|author|reviewer|inquiry|audit|analysis) (?:has )?(?:also )?(?:found|concluded|identified)\b"
)
_FOUND = re.compile(
    r"(?i)\b(?:(?:review|panel|author|reviewer|inquiry|audit|partnership|analysis) (?:has )?(?:also )?"
    r"(?:found|concluded?|considers?|identified|established|noted|heard|learned)|missed opportunit"
    r"|key (?:finding|theme)|striking|lesson|no single|above all|most (?:important|significant|striking)"
    r"|in (?:summary|conclusion|short|sum)"
    r"|overall)\b"
)
_LACKED = re.compile(
    r"(?i)\b(?:never|nobody|no one|no (?:agency|professional|record|agreed|clear|evidence|shared)|none|without|not"
    r"|failed|failure|lack(?:ed|ing|s)?|missed|delay(?:ed|s)?|absence|absent|gaps?|lost|unaware|unknown|too late"
    r"|turned (?:down|away)|instead of|rather than|although|overlooked|unclear|inconsisten\w+)\b"
)
_SHOULD = re.compile(r"(?i)\b(?:should|must|needs? to|has to|have to|essential|vital|crucial|require[ds]?|important)\b")
_LED_TO = re.compile(
    r"(?i)\b(?:because|led to|as a result|meant that|so that|depended on|the effect|consequence|why)\b"
)
_HAPPENED = re.compile(
    r"(?i)\b(?:died|death|killed|injur(?:y|ies|ed)|fractures?|bruis(?:e|es|ing)|abus(?:e|ed)|assault(?:ed)?"
    r"|neglect(?:ed)?|admitted|hospital|was born|(?:months|weeks|years) old|aged|lived with|lives with"
    r"|moved (?:home|in)|convicted|arrested"
    r"|in care)\b"
)
REACHED = re.compile(r"(?i)\w@\w|\bwww\.|\bhttps?:|(?<!\d)(?:\+44|\(?0[1-9])[\d() -]{7,}\d")
"""An address or a telephone number."""
_ANNOUNCES = re.compile(
    r"(?i)\b(?:(?:this|the) (?:report|section|chapter|part|review|document|annex|appendix) (?:sets? out|describes"
    r"|considers|makes|covers|contains|begins|is (?:organised|structured))|(?:is|are) (?:set out|described|listed|given"
    r"|quoted|printed|summarised) (?:here|below|in|above)|for example|for instance|would like to thank|is grateful"
    r"|(?:the|this) (?:review|report|panel|reviewer) (?:also )?"
    r"(?:looked at|covers|covered|considered|examines|aims|has tried)"
    r"|^(?:It|They) considered"
    r"|was (?:commissioned|appointed)|terms of reference|follows?\b\W*$|other things)\b"
)
_WHOLE = re.compile(r"[.!?…][\"'”’»)\]]*[⁰¹²³⁴-⁹\d]{0,3}$")
SHORTEST, SHORT, LONG = 6, 8, 42

_BY_LANDMARK: dict[Landmark, tuple[float, str]] = {
    "summary": (0.3, "in the summary of the source"),
    "conclusion": (0.1, "in the conclusions of the source"),
    "box": (0.8, "a learning point"),
    "apparatus": (-0.6, ""),
    "note": (-0.6, ""),
    "text": (0.0, ""),
}
_BY_SECTION: dict[SectionName, tuple[float, str]] = {
    "background": (0.1, ""),
    "findings": (0.3, ""),
    "learning": (0.3, "learning"),
    "good_practice": (0.4, "good practice"),
    "questions": (0.85, "a question for teams"),
    "contact": (0.5, "whom to ask"),
    "recommendations": (0.0, "an action"),
    "resources": (-0.2, ""),
    "about": (0.1, ""),
}
_CENTRAL, _MISSING, _FIRST, _LAST = 0.75, 0.25, 0.1, 0.1
"""What being central, saying what was missing, opening or closing a paragraph is worth."""
_UNSURE = 0.3
"""So much of a section's worth has what stands in it by a weak cue only."""
_LISTED = 0.3
"""What speaks for an item of a list of good practice or learning: somebody has condensed already."""


class Weight(msgspec.Struct, frozen=True):
    """The weight of a sentence, and what speaks for it in words."""

    value: float
    reasons: tuple[str, ...] = ()


def leans(text: str) -> bool:
    """Whether a sentence opens so that it needs the one before it ("However, ...", "They ...")."""
    return bool(DANGLING.match(text)) and not _POINTS_AT_ITSELF.match(text)


def tells_finding(text: str) -> bool:
    """Whether a sentence says in so many words that it tells what the review found."""
    return bool(_TELLS_FINDING.search(text))


def is_whole(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_WHOLE.search(text))


class Standing(msgspec.Struct, frozen=True):
    """How a sentence stands: its section and landmark, whether it is an item of a list, and the ``first`` or ``last``
    of a paragraph of several sentences; ``joined`` out of several cells of a table, whose heads it lacks;
    ``sure`` that the section is the right one."""

    section: SectionName
    landmark: Landmark = "text"
    listed: bool = False
    first: bool = False
    last: bool = False
    joined: bool = False
    sure: bool = True


def weigh(text: str, standing: Standing, central: float) -> Weight:
    """What a sentence is worth, about 0 to 2. ``central`` is its nearness to the whole, 0 to 1."""
    section, landmark = standing.section, standing.landmark
    place, told = _BY_LANDMARK[landmark]
    kind, kind_told = _BY_SECTION.get(section, (0.0, ""))
    if section in {"learning", "good_practice"} and not standing.sure:
        kind, kind_told = _UNSURE * kind, ""
    reasons = [told or kind_told]
    value = _CENTRAL * central + place + kind
    if central >= 0.6:
        reasons.append("central to the report")
    cues = (
        (_HAPPENED, 0.2 if section == "background" else 0.0, "says what happened"),
        (REACHED, 0.4 if section in {"contact", "resources"} else 0.0, "has an address"),
        (_FOUND, 0.2, "says what was found"),
        (_LACKED, _MISSING if section == "findings" else 0.0, "says what was missing"),
        (_SHOULD, 0.15 if section in {"learning", "recommendations"} else 0.05, "says what should be done"),
        (_LED_TO, 0.08, "says why"),
    )
    for cue, worth, said in cues:
        if worth and cue.search(text):
            value += worth
            reasons.append(said)
    value += _LISTED * (standing.listed and section in {"good_practice", "learning"})
    if standing.first:
        value += _FIRST
        reasons.append("first of its paragraph")
    elif standing.last:
        value += _LAST
        reasons.append("last of its paragraph")
    value -= 0.3 * standing.joined
    value -= 0.35 * bool(_ANNOUNCES.search(text)) + 0.5 * bool(REFERS.search(text))
    number = words(text)
    value -= 0.25 * (number < SHORT) + 0.012 * max(0, number - LONG)
    return Weight(value, tuple(dict.fromkeys(reason for reason in reasons if reason)))
