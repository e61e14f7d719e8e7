"""Kept, lost, doubled, misplaced, leaked, untold or refused: what a reading of a PDF is worth."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from constructs.verdicts import Judgement

from drawn.made import Construct

VERDICTS = ("kept", "lost", "doubled", "misplaced", "leaked", "untold", "refused")
_PIECE = re.compile(r"[^\W_]+|[^\w\s]")
_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’ʼ", "'"), **dict.fromkeys("‐‑–", "-"), "✔": "✓", "✘": "✗", "⁎": "*"}
    | {"◻": "☐", "□": "☐", "■": "•", "🗹": "☑", "☒": "☒"}
    | {ord(sign): None for sign in "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069"}
)


def pieces(text: str) -> list[str]:
    """Words and signs in lower case. Compatibility characters stay: a reader must make letters of them."""
    return _PIECE.findall(unicodedata.normalize("NFC", text.translate(_ALIKE)).lower())


def judge(construct: Construct, text: str | None, codes: Iterable[str] | None = None, why: str = "") -> Judgement:
    """The verdicts on the text that a tool gave (``None``: it refused); ``codes`` are what briefkit said besides."""
    judgement = Judgement()
    if text is None:
        judgement.blame("refused", why or "no answer")
        return judgement
    given = pieces(text)
    _judge_seen(construct, given, judgement)
    for phrase in construct.unseen:
        sign = len(phrase) == 1 and not phrase.isalnum()
        if _places(given, pieces(phrase) or [phrase]) or (sign and phrase in text):
            judgement.blame("leaked", phrase)
    if codes is not None:
        said = set(codes)
        for code in construct.told:
            if code not in said:
                judgement.blame("untold", code)
        if construct.quiet and said:
            judgement.blame("untold", f"said {' '.join(sorted(said))} for nothing")
    return judgement


def _judge_seen(construct: Construct, given: list[str], judgement: Judgement) -> None:
    found: list[int] = []
    for phrase in (*construct.seen, *construct.anywhere):
        places = _places(given, pieces(phrase))
        if not places:
            judgement.blame("lost", phrase)
        elif len(places) > 1 and len(phrase) > 3:
            judgement.blame("doubled", phrase)
        elif phrase in construct.seen:
            found.append(places[0])
    if found != sorted(found):
        judgement.blame("misplaced", f"at {found}")


def _places(given: list[str], wanted: list[str]) -> list[int]:
    size = len(wanted)
    return [at for at in range(len(given) - size + 1) if given[at : at + size] == wanted]
