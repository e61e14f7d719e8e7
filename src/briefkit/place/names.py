"""Names of people and of cases: their codes, and whether a word is used as the name of somebody."""

from __future__ import annotations

import re

PEOPLE = (
    r"(?:Baby|Babies|Child|Children|Family|Adult|Young Person|Siblings?|Case|Mr|Mrs|Ms|Miss|Boy|Girl|Infant|Person"
    r"|Resident|Patient|Woman|Man|Learner|Pupil|Student)"
)
_UP, _LOW = "A-ZÀ-ÖØ-ÞŴŶĆČĐĘŁŃŐŚŠŹŻŽȘȚ", "a-zß-öø-ÿŵŷāăąćčđēęěğīłńňōőřśšťūůűźżžșț"
NAME = rf"[{_UP}][{_LOW}]+(?:[’'-][{_UP}{_LOW}]+)?"
CODED = re.compile(rf"\b({PEOPLE}) +[‘'“\"]?([A-Z]\.[A-Z]\b\.?|[A-Z]{{1,3}}\d{{0,3}}|\d{{1,3}})[’'”\"]?(?![\w-])", re.I)
NAMED = re.compile(rf"\b({PEOPLE}) +[‘'“\"]?([{_UP}][{_LOW}]{{2,}})[’'”\"]?(?!\w)")
NOT_NAMES = frozenset(
    (
        "management conferences summary study studies file files record records history load work worker workers "
        "example examples discussion audit holder notes point one two three safeguarding protection court review "
        "reviews act social health services service board partnership sexual practice need care abuse welfare law "
        "law's line centre centres death deaths looked arrangements support criminal mental plan plans conference "
        "assessment group help nurse members home homes first trust and in of the at on no as to who what how why "
        "is was are"
    ).split()
)
_CASE_PREFIX = re.compile(
    r"(?i)^\s*(?:briefing|case|review|story|summary|case study)\s*(?:one|two|three|four|five|\d{1,2}|[a-e])?\s*[:–-]\s*"
)
_LETTER = re.compile(r"\w")
_ACTS = re.compile(r"[’']s? | (?:was|had|is|has|said|told|lived|died|met|went|did|could)\b|, \d")
_LED_TO = re.compile(r"\b(?:with|and|to|for|about|that|by|of) $")
"""What stands behind the name of a person, and in front of it."""
_WITHIN = re.compile(r"[a-zà-ÿ,;] $")
"""What stands in front of a word within a sentence, where only a name has a capital."""


def is_person(name: str, text: str) -> bool:
    """Whether a word acts as a person in the text: named twice, and once as one who does or owns something.

    A word that the text writes more often with a small letter than with a capital inside a sentence ("neglect") is no
    name, however often it begins a line.
    """
    if name.lower() in NOT_NAMES:
        return False
    named, acts, within = 0, False, 0
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _LETTER.match(text, max(at - 1, 0), at):
            whole = not _LETTER.match(text, end)
            named += whole
            within += whole and bool(_WITHIN.search(text[max(at - 2, 0) : at]))
            acts = acts or bool(_ACTS.match(text, end)) or (whole and bool(_LED_TO.search(text[max(at - 7, 0) : at])))
        at = text.find(name, end)
    return acts and named >= 2 and len(re.findall(rf"\b{re.escape(name.lower())}\b", text)) <= within


def case_named(heading: str) -> str:
    """The name in a heading that is nothing but the name of a case: ``Briefing two: Mr B`` is about ``Mr B``."""
    return _CASE_PREFIX.sub("", heading).strip(" :‘’“”'\"")


def names_case(heading: str, text: str) -> bool:
    """Whether a heading is nothing but the name of a case: ``Child A``, ``Family W``, ``Daryll``, ``Mr and Mrs B``.

    ``text`` is the running text, in which a name is used as one; where it is empty only the form of the heading counts.
    """
    heading = case_named(heading)
    coded, named = CODED.fullmatch(heading), NAMED.fullmatch(heading)
    if coded and coded.group(2).lower() not in NOT_NAMES:
        return True
    if named and named.group(2).lower() not in NOT_NAMES:
        # "Child Factors" and "Family Support" are themes: a name is used as one, or the text has it more than once.
        return not text or is_person(named.group(2), text) or text.count(named.group(0)) > 1
    return bool(re.fullmatch(rf"{NAME}(?: and {NAME})?", heading)) and all(
        is_person(name, text) for name in heading.split(" and ")
    )
