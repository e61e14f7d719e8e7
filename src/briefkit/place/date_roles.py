"""What a date is the date of, by the words around it: publication, review, incident, the closing of a survey.

The words are data (``data/dates.toml``).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from briefkit.briefing import DateRole

_ANOTHER = re.compile(
    r"(?i)\b(?:an?|another|previous|earlier|national|other|that)(?: [\w-]+){0,4}"
    r" (?:reviews?|audits?|inquir\w+|inspections?)\b"
)
_FUTURE = re.compile(
    r"(?i)\b(?:will|shall)\b|\bto (?:hold|review|audit|report|repeat|run|carry|complete|agree|present)\b"
)
_TO_REVIEW = re.compile(r"(?i)^\W*(?:(?:due )?for |to be )?review(?:ed)?(?: date| due)?(?: in| by| on)?\W*$")
_NEAR = 70
"""So many characters before and behind a date are looked at."""


class Cue(msgspec.Struct, frozen=True):
    """Words that give a date its role."""

    role: DateRole
    patterns: list[str]
    text_only: bool = False


class Survey(msgspec.Struct, frozen=True):
    """Words by which a sentence says until when a survey may be answered."""

    answered: list[str]
    closes: list[str]
    task: list[str]


class Patterns(msgspec.Struct, frozen=True):
    """A list of regular expressions."""

    patterns: list[str]


class DateData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``data/dates.toml`` as it stands."""

    version: int
    cues: list[Cue]
    survey: Survey
    this_document: Patterns


_Telling = tuple[DateRole, re.Pattern[str]]


class _Rules(NamedTuple):
    cues: tuple[_Telling, ...]
    answered: re.Pattern[str]
    closes: re.Pattern[str]
    task: re.Pattern[str]
    of_this: re.Pattern[str]
    in_lines: tuple[_Telling, ...]


@cache
def _rules() -> _Rules:
    told = msgspec.convert(
        tomllib.loads(resources.files("briefkit.data").joinpath("dates.toml").read_text(encoding="utf-8")), DateData
    )
    return _Rules(
        tuple((cue.role, _any_of(cue.patterns)) for cue in told.cues),
        _any_of(told.survey.answered),
        _any_of(told.survey.closes),
        _any_of(told.survey.task),
        _any_of(told.this_document.patterns),
        tuple((cue.role, _any_of(cue.patterns)) for cue in told.cues if not cue.text_only),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def role_in_line(before: str, after: str, unless: DateRole) -> DateRole:
    """The role of a date in a line that is no sentence of the running text; ``unless`` where no words tell it."""
    if re.match(r"(?i)\W*(?:last )?reviewed\b", before):
        return "publication"  # in a line of document control it is the paper that was reviewed, or will be
    if _TO_REVIEW.search(before):
        return "other"
    return _nearest(before, after, _rules().in_lines) or unless


def role_in_text(before: str, after: str, sentence: str, period: bool) -> DateRole:
    """The role of a date in running text; ``before`` and ``after`` are the words of its sentence around it.

    ``period`` says that it is a range: of what a review looked at, whatever happened in it. What is published or agreed
    there is often another document: it counts where the sentence speaks of this one.
    """
    if _TO_REVIEW.search(before):
        return "other"
    told = _nearest(before, after, _rules().cues)
    if told == "review" and _FUTURE.search(before):
        return "other"
    if period and told == "incident" and any(role == "review" and p.search(before) for role, p in _rules().cues):
        return "review"
    if told != "publication":
        return told or "other"
    if _rules().of_this.search(sentence):
        return "publication"
    return "review" if re.search(r"(?i)\b(?:agreed|approved|ratified|signed off|endorsed)\b", before) else "other"


def closes_survey(before: str, sentence: str, above: str = "") -> bool:
    """Whether the date is the last day on which a survey or a form may be answered.

    ``before`` are the words of the sentence in front of the date, ``above`` those that stand before the sentence.
    """
    rules = _rules()
    if not rules.closes.search(before) or rules.task.search(sentence):
        return False
    if rules.answered.search(sentence):
        return True
    return bool(re.search(r"(?i)\bclos", before) and rules.answered.search(above))


def of_another(sentence: str) -> bool:
    """Whether the sentence speaks of some other review than the document's own ("a review in 2019 found …")."""
    return bool(_ANOTHER.search(sentence))


def _nearest(before: str, after: str, cues: tuple[_Telling, ...]) -> DateRole | None:
    """The role by the last telling words in front, else by the first behind."""
    hits = [
        ((match.end(), -match.start(), -rank), role)
        for rank, (role, pattern) in enumerate(cues)
        for match in pattern.finditer(before[-_NEAR:])
    ]
    if hits:
        return max(hits, key=lambda hit: hit[0])[1]
    behind = [(found.start(), rank) for rank, (_, p) in enumerate(cues) if (found := p.search(after[:_NEAR]))]
    return cues[min(behind)[1]][0] if behind else None
