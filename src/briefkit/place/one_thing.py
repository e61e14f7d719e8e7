"""Candidates for "if you do one thing": verbatim sentences of the briefing, ranked, never invented."""

from __future__ import annotations

import re

from briefkit.briefing import Item, SectionName
from briefkit.model import slice_runs
from briefkit.place.tray import Sorted
from briefkit.place.wording import spans_of, wording
from briefkit.segment import sentences

CANDIDATES = 3
_IMPERATIVE = re.compile(
    r"(?:Always |Never |Please )?"
    r"(?:Ask|Be|Check|Consider|Record|Write|Talk|Speak|Listen|Look|Think|Use|Make|Find|Share|Challenge|"
    r"Escalate|Read|Agree|Treat|Describe|Avoid|Keep|Refer|Know|Ring|Test|Tell|Take|Seek|Follow|Ensure|Understand|"
    r"Explore|Do not|Don[’']t|Remember|See|Name|Trust|Notice|Call|Visit|Involve|Include|Plan|Review)\b"
)
_DUTY = re.compile(r"\b(?:must|should|need to|needs to|have to|has to|is essential|is vital)\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|been)\b")
_SERVICE = re.compile(
    r"^(?:The |That |All |Each )?(?:[\w’'&-]+ ){0,5}"
    r"(?:partnership|board|trust|council|agenc(?:y|ies)|services?|scp|organisations?)\b",
    re.I,
)
_DANGLING = re.compile(
    r"^(?:However|This|These|That|Those|It|They|He|She|But|And|So|Also|Therefore|Consequently|For example|In addition"
    r"|Such|Further|Furthermore|Moreover|Both|Another|Its|Their|Then)\b"
)
_REFERS = re.compile(
    r"(?:Please )?(?:See|Read|Refer to|Use|Follow)\b.*\b(?:chapters?|sections?|paragraphs?|annex|appendix|pages?"
    r"|part \w+|tables?|guidance|guidelines?|advice|website|links?)\b|.*(?:\bwww\.| \| )"
)
"""It sends the reader somewhere else, and is nothing to do by itself."""
_BY_SECTION: dict[SectionName, float] = {"learning": 2.0, "recommendations": 1.0, "findings": 0.0}


def propose(placed: tuple[Sorted, ...]) -> tuple[Item, ...]:
    """Up to three sentences that could stand as the one thing, the likeliest first, each with its reason.

    Each is a whole sentence of the source, marked ``suggested``; its spans are those of the sentence.
    """
    ranked: list[tuple[float, int, Item]] = []
    seen: set[str] = set()
    for order, entry in enumerate(placed):
        if entry.section not in _BY_SECTION:
            continue
        text = "".join(run.text for run in entry.runs)
        if entry.item.owner is not None or entry.item.deadline is not None:
            continue  # who acts and by when stand in the item too, and are nothing to pin up
        for start, end in sentences(text):
            runs = slice_runs(entry.runs, start, end)
            words = wording(runs)
            weight, why = _weigh(words, entry.section)
            if weight > 0 and words.casefold() not in seen:
                seen.add(words.casefold())
                item = Item(words, spans_of(runs), origin="suggested", why=why, confidence=0.3)
                ranked.append((-weight, order, item))
    return tuple(item for _, _, item in sorted(ranked, key=lambda hit: hit[:2])[:CANDIDATES])


def _weigh(sentence: str, section: SectionName) -> tuple[float, str]:
    count = len(sentence.split())
    alone = not _DANGLING.match(sentence) and not _REFERS.match(sentence)
    if not 5 <= count <= 40 or not alone or sentence.endswith("?") or "http" in sentence:
        return 0.0, ""
    reasons = []
    weight = _BY_SECTION[section] - 1.5 * bool(_SERVICE.match(sentence)) - 2.0 * bool(_PAST.search(sentence))
    if _IMPERATIVE.match(sentence):
        weight += 2.5
        reasons.append("says what to do")
    if _DUTY.search(sentence):
        weight += 1.5
        reasons.append("says what must be done")
    if not reasons:
        return 0.0, ""
    if 8 <= count <= 25:
        weight += 1.0
        reasons.append("is short")
    where = {"learning": "the learning", "recommendations": "the recommendations", "findings": "the findings"}[section]
    return weight, f"proposed: a sentence from {where} that {' and '.join(reasons)}"
