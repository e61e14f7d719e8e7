"""Which kind of review a document tells of, with its publisher and its nation as context."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefkit.briefing import ReviewType
from briefkit.lexicon import Lexicon, Nation

_SIGNS: tuple[tuple[Nation, re.Pattern[str]], ...] = (
    (
        "Wales",
        re.compile(
            r"\bRegional Safeguarding (?:Children |Adults? )?Board\b|\bBwrdd Diogelu\b|\bCymru\b|\bWelsh Government\b"
            r"|\bWales Safeguarding Procedures\b|\.(?:wales|cymru)\b|\bPRUDiC\b|\bSocial Services and Well-being\b"
        ),
    ),
    (
        "Scotland",
        re.compile(
            r"\b(?:Child|Adult|Public) (?:Support and )?Protection (?:Committee|Partnership)\b|\bPolice Scotland\b"
            r"|\.scot\b|\bScottish (?:Government|Ministers)\b|\bCare Inspectorate\b|\bProcurator Fiscal\b"
            r"|\bChildren[’']s Hearings?\b|\bGIRFEC\b|\bChief Officers[’']? Group\b"
        ),
    ),
    (
        "Northern Ireland",
        re.compile(
            r"\bNorthern Ireland\b|\bSBNI\b|\bHealth and Social Care Trust\b|\bPSNI\b|\bGateway (?:Team|Service)\b"
        ),
    ),
)
_GENERIC = frozenset({"PR", "CR", "LR"})


def find_nation(text: str) -> Nation:
    """The nation of whose bodies the text speaks most; empty where it speaks of none (England, the islands)."""
    counts = [(len(pattern.findall(text)), nation) for nation, pattern in _SIGNS]
    most, nation = max(counts, key=lambda count: count[0])
    return nation if most else ""


def find_review_type(lines: Iterable[str], lexicon: Lexicon, nation: Nation = "") -> ReviewType | None:
    """The kind of review that the earliest line names.

    Of several in one line the first counts, and a mere "case review" or "practice review" only where it stands alone.
    """
    for line in lines:
        found = [review for _, _, review in lexicon.reviews(line, nation)]
        if found:
            return next((review for review in found if review.code not in _GENERIC), found[0])
    return None
