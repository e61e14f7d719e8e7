"""Which kind of review a document tells of, with its publisher and its nation as context."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.briefing import ReviewType
from briefkit.lexicon import Lexicon, Nation

_SIGNS: dict[Nation, tuple[str, ...]] = {
    "Wales": (
        *("Regional Safeguarding Board", "Regional Safeguarding Children Board", "Regional Safeguarding Adults Board"),
        *("Bwrdd Diogelu", "Cymru", "Welsh Government", "Wales Safeguarding Procedures", "PRUDiC", ".wales", ".cymru"),
    ),
    "Scotland": (
        *(
            "Protection Committee",
            "Protection Partnership",
            "Police Scotland",
            "Scottish Government",
            "GIRFEC",
            ".scot",
        ),
        *(
            "Care Inspectorate",
            "Procurator Fiscal",
            "Children’s Hearing",
            "Children's Hearing",
            "Chief Officers’ Group",
        ),
    ),
    "Northern Ireland": ("Northern Ireland", "SBNI", "Health and Social Care Trust", "PSNI", "Gateway Team"),
}
"""Bodies and addresses that a document of the nation names."""
_GENERIC = frozenset({"PR", "CR", "LR"})


def find_nation(text: str) -> Nation:
    """The nation of whose bodies the text speaks most; empty where it speaks of none (England, the islands)."""
    counts: dict[Nation, int] = {nation: sum(map(text.count, signs)) for nation, signs in _SIGNS.items()}
    nation = max(counts, key=lambda one: counts[one])
    return nation if counts[nation] else ""


def find_review_type(lines: Iterable[str], lexicon: Lexicon, nation: Nation = "") -> ReviewType | None:
    """The kind of review that the earliest line names.

    Of several in one line the first counts, and a mere "case review" or "practice review" only where it stands alone.
    """
    for line in lines:
        found = [review for _, _, review in lexicon.reviews(line, nation)]
        if found:
            return next((review for review in found if review.code not in _GENERIC), found[0])
    return None
