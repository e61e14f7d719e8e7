"""Whom the review is about, who published it and what kind of review it was, as the document itself names them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz

from briefkit.briefing import ReviewType
from briefkit.lexicon import Lexicon

_PEOPLE = (
    r"(?:Baby|Babies|Child|Children|Family|Adult|Young Person|Siblings?|Case|Mr|Mrs|Ms|Miss|Boy|Girl|Infant|Person)"
)
_UP, _LOW = "A-ZÀ-ÖØ-ÞŴŶĆČĐĘŁŃŐŚŠŹŻŽȘȚ", "a-zß-öø-ÿŵŷāăąćčđēęěğīłńňōőřśšťūůűźżžșț"
_NAME = rf"[{_UP}][{_LOW}]+(?:[’'-][{_UP}{_LOW}]+)?"
_CODED = re.compile(rf"\b({_PEOPLE}) +[‘'“\"]?([A-Z]{{1,3}}\d{{0,3}}|\d{{1,3}})[’'”\"]?(?![\w-])", re.I)
_NAMED = re.compile(rf"\b({_PEOPLE}) +[‘'“\"]?([{_UP}][{_LOW}]{{2,}})[’'”\"]?(?!\w)")
_PSEUDONYM = re.compile(
    rf"\b({_NAME}) is (?:used as )?(?:a|the|not (?:his|her|their)) (?:pseudonym|real name)"
    rf"|\b(?:the )?name ({_NAME}) (?:is|was|has been)\b|\b(?:called|known as|referred to as|named) [‘“'\"]?"
    rf"({_NAME})[’”'\"]?(?: here| in this| for| throughout)|\(({_NAME} and {_NAME})\)"
    rf"|\b(?:call|calling|called) (?:him|her|them) [‘“'\"]?({_NAME})"
    rf"|\b(?:we are calling|(?:whom |who )?we (?:have )?call(?:ed)?|named here|known here as) [‘“'\"]?({_NAME})"
)
_NOT_NAMES = frozenset(
    (
        "management conferences summary study studies file files record records history load work worker workers "
        "example examples discussion audit holder notes point one two three safeguarding protection court review "
        "reviews act social health services service board partnership sexual practice need care abuse welfare law "
        "law's line centre centres death deaths looked arrangements support criminal mental plan plans conference "
        "assessment group help nurse members home homes first trust and in of the at on no as to who what how why "
        "is was are"
    ).split()
)
_ORG_WORDS = frozenset(
    (
        "children childrens children’s children's child adult adults adult’s adults’ board partnership partners and & "
        "arrangements executive practice multi-agency multi agency families young people s"
    ).split()
)
_ORG_ENDS = frozenset(("board partnership partners arrangements").split())
_NO_PLACE = frozenset(
    (
        "local multi-agency the a an our each every their its national regional all both learning from by for of at "
        "new about working briefing and under this inter-agency independent former old with in on to is when your"
    ).split()
)
_OTHER_ORGS = re.compile(
    r"\b(NSPCC|Safer [A-Z]\w+(?: Partnership)?|(?:[A-Z]\w+ ){1,3}(?:Community Safety Partnership|Safety Partnership)"
    r"|(?:[A-Z]\w+ ){1,3}(?:City |County |Borough |District )?Council)\b"
)
_CASE_PREFIX = re.compile(
    r"(?i)^\s*(?:briefing|case|review|story|summary|case study)\s*(?:one|two|three|four|five|\d{1,2}|[a-e])?\s*[:–-]\s*"
)
_OF_PARTNERSHIPS = frozenset("partnership partnerships scp lscp scb lscb sab safeguarding board council gov".split())
_COMMITTEES = re.compile(
    r"\b((?!Local |The |Each |Every )(?:[A-Z][\w’'-]+ (?:and |& )?){1,4}"
    r"(?:Child|Adult|Public) Protection (?:Committee|Partnership)"
    r"|(?:[A-Z][\w’'-]+ (?:and |& )?){1,4}Regional Safeguarding Board|Safeguarding Board for Northern Ireland)\b"
)
_DOMAIN = re.compile(r"(?:@|https?://|www\.)([\w.-]+)")
_REVIEW_WORDS = frozenset(
    (
        "serious significant child adult rapid local this that these other national safeguarding practice learning case"
    ).split()
)
_LETTER = re.compile(r"\w")
_PRESENTED = re.compile(
    rf"^(?:(?:Meet|Remember|Remembering|Introducing|Who (?:is|was)) ({_NAME})"
    rf"|({_NAME})[’'][Ss]? (?:[Ss]tory|[Ll]ife|[Jj]ourney|[Ee]xperiences?|[Vv]oice))[ :?.]*$",
    re.M,
)
_ACTS = re.compile(r"[’']s? | (?:was|had|is|has|said|told|lived|died|met|went|did|could)\b|, \d")
_LED_TO = re.compile(r"\b(?:with|and|to|for|about|that|by|of) $")
"""What stands behind the name of a person, and in front of it."""
_MISSPELT = 99.0
"""Below this likeness to ‘safeguarding’ (and above 85) the name is taken for a misspelt one and reported."""


def find_subject(front: str, text: str) -> str | None:
    """The subject named in the title matter ``front``, else in the whole ``text``: ``Baby K``, ``Annie and Beth``."""
    coded = _codes(front) or _codes(text, least=2)
    if coded:
        return coded
    pseudonym = next((next(filter(None, m.groups())) for m in _PSEUDONYM.finditer(f"{front}\n{text}")), None)
    if pseudonym:
        return str(pseudonym)
    return _name_in_title(front, text) or _introduced(f"{front}\n{text}")


def _codes(text: str, least: int = 1) -> str | None:
    counts: Counter[str] = Counter()
    for pattern in (_CODED, _NAMED):
        for match in pattern.finditer(text):
            who, code = match.group(1), match.group(2)
            if code.lower() in _NOT_NAMES or (pattern is _CODED and code.islower()):
                continue
            counts[f"{who.capitalize() if who.isupper() or who.islower() else who} {code}"] += 1
    # A mother "Ms D" is named as often as the child whom the review is about: the child comes first.
    named = [name for name, n in counts.most_common() if n >= least]
    named.sort(key=lambda name: bool(re.match(r"(?:Mr|Mrs|Ms|Miss)\b", name)))
    return named[0] if named else None


def _name_in_title(front: str, text: str) -> str | None:
    for line in front.splitlines():
        match = re.match(r"\s*([A-Z]{2}|[A-Z]{1,3}\d{1,3})\b", line) or re.search(r"\b([A-Z]{1,3}\d{1,3})\b", line)
        if match and len(re.findall(rf"\b{match.group(1)}\b", text)) >= 2:
            return match.group(1)
        first = re.match(rf"\s*[‘“'\"]?({_NAME})[’”'\"]?\s*[:–-]\s", line)
        if first and _is_person(first.group(1), text):
            return first.group(1)
        pair = re.search(rf"[:–-]\s*({_NAME} and {_NAME})\s*$", line)
        if pair and any(_is_person(name, text) for name in pair.group(1).split(" and ")):
            return pair.group(1)
        quoted = re.search(rf"[“‘\"]({_NAME})[”’\"]", line)
        if quoted and _is_person(quoted.group(1), text):
            return quoted.group(1)
        group = re.search(rf"\b({_NAME} (?:twins|siblings|brothers|sisters|[Ff]amily))\b", line)
        if group and group.group(1).split()[0].lower() not in _NOT_NAMES:
            return group.group(1)
        last = re.search(rf"(?:^|[-–:,]\s*|\b(?:of|about|from|for)\s+)[‘“'\"]?({_NAME})[’”'\"]?\s*$", line)
        if last and _is_person(last.group(1), text):
            return last.group(1)
    return None


def _introduced(text: str) -> str | None:
    """Whom a line that says nothing else presents: ‘Sam’s story’, ‘Who was Alan?’, ‘Remember Jamie’."""
    for match in _PRESENTED.finditer(text):
        name = str(match.group(1) or match.group(2))
        if _is_person(name, text):
            return name
    return None


def _is_person(name: str, text: str) -> bool:
    """Whether a word acts as a person in the text: named twice, and once as one who does or owns something."""
    if name.lower() in _NOT_NAMES:
        return False
    named, acts = 0, False
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _LETTER.match(text, max(at - 1, 0), at):
            whole = not _LETTER.match(text, end)
            named += whole
            acts = acts or bool(_ACTS.match(text, end)) or (whole and bool(_LED_TO.search(text[max(at - 7, 0) : at])))
            if acts and named >= 2:
                return True
        at = text.find(name, end)
    return False


def names_case(heading: str, text: str) -> bool:
    """Whether a heading is nothing but the name of a case: ``Child A``, ``Family W``, ``Daryll``, ``Mr and Mrs B``.

    ``text`` is the running text, in which a name is used as one; where it is empty only the form of the heading counts.
    """
    heading = _CASE_PREFIX.sub("", heading).strip(" :‘’“”'\"")
    coded, named = _CODED.fullmatch(heading), _NAMED.fullmatch(heading)
    if coded and coded.group(2).lower() not in _NOT_NAMES:
        return True
    if named and named.group(2).lower() not in _NOT_NAMES:
        # "Child Factors" and "Family Support" are themes: a name is used as one, or the text has it more than once.
        return not text or _is_person(named.group(2), text) or text.count(named.group(0)) > 1
    return bool(re.fullmatch(rf"{_NAME}(?: and {_NAME})?", heading)) and all(
        _is_person(name, text) for name in heading.split(" and ")
    )


def find_publishers(lines: Iterable[tuple[str, float]]) -> tuple[tuple[str, bool], ...]:
    """Publishers named in the lines, the likeliest first, each with whether its name looks misspelt.

    ``lines`` are texts with a weight: how much a name counts there (title matter and running heads more than text).
    """
    scores: dict[str, float] = defaultdict(float)
    shown: dict[str, tuple[str, bool]] = {}
    for line, weight in lines:
        named = [*_partnerships(line), *((match.group(1), False) for match in _COMMITTEES.finditer(line))]
        if weight > 1:
            # Any council or charity is named in running text; only title matter and running heads make it a publisher.
            named += [(match.group(1), False) for match in _OTHER_ORGS.finditer(line)]
        for name, misspelt in named:
            key = name.casefold()
            scores[key] += weight * (
                1.0 if "safeguarding" in key or "protection" in key or misspelt or key == "nspcc" else 0.4
            )
            shown.setdefault(key, (name, misspelt))
    ranked = sorted(scores, key=lambda key: (-scores[key], -len(key)))
    return tuple(shown[key] for key in ranked)


def _partnerships(line: str) -> Iterable[tuple[str, bool]]:
    words = line.split()
    for n, word in enumerate(words):
        bare = re.sub(r"\W", "", word).casefold()
        likeness = fuzz.ratio(bare, "safeguarding")
        if likeness < 85 or not word[:1].isupper():
            continue
        left = n
        while left > 0 and n - left < 7 and _names_place(words[left - 1], words[left - 2] if left > 1 else ""):
            left -= 1
        right = n + 1
        while right < len(words) and re.sub(r"[^\w’'&-]", "", words[right]).casefold() in _ORG_WORDS:
            right += 1
            if words[right - 1][-1] in ".,;:)":
                break
        taken = words[left:right]
        while taken and taken[0].casefold() in {"and", "&", "of"}:
            taken = taken[1:]
            left += 1
        while taken and re.sub(r"\W", "", taken[-1]).casefold() in {"and", ""}:
            taken = taken[:-1]
        ends = {re.sub(r"\W", "", w).casefold() for w in taken}
        if left < n and taken and ends & _ORG_ENDS:
            name = " ".join(taken).strip(" .,;:()[]")
            yield (_title_case(name) if name.isupper() else name), likeness < _MISSPELT


def _names_place(word: str, before: str = "") -> bool:
    if word[-1:] in ".,;:)–—-":
        return False
    if word.casefold() == "the" and before.casefold() in {"and", "&", "of"}:
        return True
    if word.casefold() in {"and", "&", "of", "upon", "on"}:
        return True
    return word[:1].isupper() and word.strip("(“‘\"'").casefold() not in _NO_PLACE


def _title_case(name: str) -> str:
    small = {"and", "of", "the", "upon", "on", "in"}
    words = [word.lower() if word.lower() in small else word.capitalize() for word in name.split()]
    return " ".join(words)


def find_place(text: str) -> str | None:
    """A place that stands in for a publisher's name, or ``None``.

    Either both a web or e-mail domain of the text and its prose name it (``Calderdale``), or the text calls reviews or
    a partnership by it ("other Oxfordshire case reviews"), or a council's domain is all there is.
    """
    capitals = dict.fromkeys(re.findall(r"(?<=[a-z,] )([A-Z][a-z]{3,})\b", text))
    labels = {label.lower() for domain in _DOMAIN.findall(text) for label in re.split(r"[.\-_]", domain)}
    for word in capitals:
        if word.lower() in labels - _NO_PLACE - {"survey", "safeguarding"}:
            return str(word)
    own = _place_of_domains(text)
    if own is not None:
        return own
    called = re.search(r"\b([A-Z][a-z]{3,}) (?:local )?(?:case|practice|learning|safeguarding) reviews?\b", text, re.I)
    if called and called.group(1) in capitals and called.group(1).lower() not in _NO_PLACE | _REVIEW_WORDS:
        return str(called.group(1))
    council = re.search(r"(?:@|[/.])([a-z]{4,})\.gov\.uk\b", text)
    if council and council.group(1) not in {"service", "publishing", "education", "legislation"}:
        return council.group(1).capitalize()
    return None


def _place_of_domains(text: str) -> str | None:
    """The place in a partnership's own domain (``bexley-partnership``) where the text writes it as a name."""
    for domain in _DOMAIN.findall(text):
        labels = [label.lower() for label in re.split(r"[.\-_]", domain)]
        if not _OF_PARTNERSHIPS & set(labels):
            continue
        for label in labels:
            names_one = len(label) > 3 and label not in _OF_PARTNERSHIPS | _NO_PLACE | _REVIEW_WORDS
            if names_one and re.search(rf"\b{re.escape(label.capitalize())}\b", text):
                return label.capitalize()
    return None


def find_review_type(lines: Iterable[str], lexicon: Lexicon) -> ReviewType | None:
    """The kind of review that the earliest line names; of several in one line the one with the longest name."""
    for line in lines:
        found = lexicon.reviews(line)
        if found:
            return max(found, key=lambda hit: len(hit[2].name))[2]
    return None
