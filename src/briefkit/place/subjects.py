"""Whom the review is about, as the document itself names them: ``Baby K``, ``Mr and Mrs T``, ``CN18``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefkit.place.names import CODED, NAME, NAMED, NOT_NAMES, PEOPLE, is_person

_Q, _E = "[‘'“\"]?", "[’'”\"]?"
_CODE = rf"(?:[A-Z]{{1,3}}\d{{0,3}}|\d{{1,3}}|{NAME})"
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr)"
_MANY = r"(?:Children|Siblings|Babies|Twins|Adults|Brothers|Sisters|Boys|Girls|Families|Young People|Infants|Cases)"
_AND = r"(?: and | & )"
_GROUP = re.compile(
    rf"\b{_TITLES}{_AND}{_TITLES} {_Q}{_CODE}{_E}(?!\w)"
    rf"|\b(?i:{_MANY}) {_Q}{_CODE}{_E}(?:, {_Q}{_CODE}{_E})*,?{_AND}{_Q}{_CODE}{_E}(?!\w)"
    rf"|\b(?i:{PEOPLE}) {_Q}{_CODE}{_E}(?:, (?:(?i:{PEOPLE}) )?{_Q}{_CODE}{_E})*"
    rf",?{_AND}(?i:{PEOPLE}) {_Q}{_CODE}{_E}(?!\w)"
)
_PSEUDONYM = re.compile(
    rf"\b({NAME}) is (?:used as )?(?:a|the|not (?:his|her|their)) (?:pseudonym|real name)"
    rf"|\b(?:the )?name ({NAME}) (?:is|was|has been)\b|\b(?:called|known as|referred to as|named) [‘“'\"]?"
    rf"({NAME})[’”'\"]?(?: here| in this| for| throughout)|\(({NAME} and {NAME})\)"
    rf"|\b(?:call|calling|called) (?:him|her|them) [‘“'\"]?({NAME})"
    rf"|\b(?:we are calling|(?:whom |who )?we (?:have )?call(?:ed)?|named here|known here as) [‘“'\"]?({NAME})"
)
_PRESENTED = re.compile(
    rf"^(?:(?:Meet|Remember|Remembering|Introducing|Who (?:is|was)) ({NAME})"
    rf"|({NAME})[’'][Ss]? (?:[Ss]tory|[Ll]ife|[Jj]ourney|[Ee]xperiences?|[Vv]oice))[ :?.]*$",
    re.M,
)
_CODE_FIRST = re.compile(r"\s*([A-Z]{2}|[A-Z]{1,3}\d{1,3})\b")
_CODE_LAST = re.compile(r"\b([A-Z]{1,3}\d{1,3})\b|(?<=[:–—-]\s)([A-Z]{2,3})$")
_GUIDANCE = re.compile(r"(?i)\b(?:guides?|guidance|policy|procedures?|toolkit|statutory)\b")
_SEVERAL = re.compile(r"(?i)(?:Babies|Children|Siblings)")
_REFERENCE = re.compile(
    r"\b(?:[A-Z][\w’]+ ){1,4}Review (?:No\.? ?)?\d{1,3}\b(?!/|\d)"
    r"|\b(?:(?:DHR|DARDR|SAR|APR|CPR|SCR|CSPR|LCSPR|RR|SUSR|CMR|LLR|OWHR)|[A-Z]{2,5}(?:SB|SP|SCP|SAB))"
    r"(?: ?(?:No\.? ?|#))? ?\d{1,3}(?:[/-]\d{2,4})?\b"
)
"""The number under which a review is kept, which is all the name that some have: ``DHR 07``, ``APR 3/2022``."""

_CODES_OF_OTHERS = frozenset(
    (
        "AI RR LR TR PR CR SI UK IT GP CE DA MH LD HV SW ED VR CP CPR SCR SAR DHR APR CIN LAC CLA SEN CSE CCE FGM PLO"
    ).split()
)
_NOBODY = re.compile(
    r"(?i)\b(?:digest|thematic|audits?|annual|inspections?|guides?|guidance|policy|procedures?|toolkit|statutory)\b"
)
"""Title matter of a document that is about more than one case."""
_NATIONS = frozenset("England Wales Scotland Ireland Britain Jersey Guernsey".split())
_WITHIN = re.compile(rf"(?<=[a-z,;] )({NAME})\b")
_OFTEN = 3


def find_subject(front: str, text: str, cases: Sequence[str] = ()) -> str | None:
    """The subject named in the title matter ``front``, else in the whole ``text``: ``Baby K``, ``Annie and Beth``.

    ``cases`` are headings that are nothing but the name of a case: two or more of them are the subjects of a digest.
    """
    group = next((found for found in _GROUP.finditer(front) if _names_people(found.group(), text)), None)
    coded = _codes(front, text)
    if group and not (coded and coded[1] < group.start()):
        return re.sub(r"[‘’“”'\"]", "", _plain(group.group()))
    if coded:
        return coded[0]
    named = _name_in_title(front, text)
    if named:
        return named
    if len(cases) > 1:
        return "; ".join(cases)
    told = (next(filter(None, found.groups())) for found in _PSEUDONYM.finditer(f"{front}\n{text}"))
    pseudonym = next((name for name in told if not any(_is_word(one, text) for one in re.findall(NAME, name))), None)
    often = None if _NOBODY.search(front) else _codes(text, text, least=2)
    if often:
        return often[0]
    if pseudonym and not _GUIDANCE.search(front):
        return str(pseudonym)
    reference = _REFERENCE.search(front)
    found = _introduced(f"{front}\n{text}") or (reference.group() if reference else None)
    return found or (None if _NOBODY.search(front) else _spoken_of(text))


def _names_people(group: str, text: str) -> bool:
    """Whether the names of a group are codes, or one of them acts as a person; "Adults Review and …" names nobody."""
    names = [name for name in re.findall(rf"\b{NAME}", group) if not re.fullmatch(rf"(?i){PEOPLE}|{_MANY}|Dr", name)]
    return not any(name.lower() in NOT_NAMES for name in names) and (
        not names or any(is_person(name, text) for name in names)
    )


def _plain(name: str) -> str:
    """A name that is printed in capitals as it is written elsewhere: ``FAMILY T4`` is ``Family T4``."""
    words = [
        word.capitalize() if len(word) > 2 and word.isalpha() and word.isupper() else word for word in name.split()
    ]
    return " ".join(words) if name.isupper() else name


def _codes(text: str, prose: str, least: int = 1) -> tuple[str, int] | None:
    """The code that stands most often in ``text``, and where it stands first.

    "Family Court" is no code: a name behind "Child" or "Mrs" acts as a person in the ``prose``.
    """
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for pattern in (CODED, NAMED):
        for match in pattern.finditer(text):
            who, code = match.group(1), match.group(2)
            if pattern is NAMED and (_SEVERAL.fullmatch(who) or not is_person(code, prose)):
                continue
            if code.lower() in NOT_NAMES or code in _CODES_OF_OTHERS or (pattern is CODED and code.islower()):
                continue
            name = f"{who.capitalize() if who.isupper() or who.islower() else who} {code}"
            counts[name] += 1
            first.setdefault(name, match.start())
    # A mother "Ms D" is named as often as the child whom the review is about: the child comes first.
    named = [name for name, n in counts.most_common() if n >= least]
    named.sort(key=lambda name: bool(re.match(r"(?:Mr|Mrs|Ms|Miss)\b", name)))
    return (named[0], first[named[0]]) if named else None


def _name_in_title(front: str, text: str) -> str | None:
    for line in front.splitlines():
        code = _CODE_FIRST.match(line) or _CODE_LAST.search(line)
        named = code.group(code.lastindex or 0) if code else ""
        if named and named not in _CODES_OF_OTHERS and _is_code(named, text):
            return named
        found = _pair(line, text) or _quoted(line, text) or _alone(line, text)
        if found:
            return found
    return None


def _is_code(code: str, text: str) -> bool:
    """Whether the text uses a code; two mere letters may be any short form, and have to act as a person."""
    return is_person(code, text) if code.isalpha() else len(re.findall(rf"\b{code}\b", text)) >= 2


def _pair(line: str, text: str) -> str | None:
    """Two or more names, or a group of brothers and sisters: "… : Lark and Finch", "the Sparrow siblings"."""
    letters = re.search(r"(?:^|[:–—-]\s|\b(?:of|about|from)\s)([A-Z]) (?:and|&) ([A-Z])$", line.strip())
    if letters and all(len(re.findall(rf"\b{letter}\b", text)) > 1 for letter in letters.groups()):
        return line.strip()[letters.start(1) :]
    several = re.search(rf"(?:^|[:–—-]|\b(?:of|about|from|for)\s)\s*({NAME}(?:, {NAME})*(?: and | & ){NAME})\s*$", line)
    if several and _names_somebody(several.group(1), text):
        return several.group(1)
    lettered = re.search(r"\b([A-Z]{1,2} [Ff]amily)\b", line)
    if lettered and lettered.group(1).split()[0] not in _CODES_OF_OTHERS | {"A"}:
        return lettered.group(1)
    group = re.search(rf"\b({NAME} (?:twins|siblings|brothers|sisters|[Ff]amily))\b", line)
    if group:
        name = group.group(1).split()[0].lower()
        if name not in NOT_NAMES | {"the", "our", "young"} and not re.search(rf"\b{name}\b", text):
            return group.group(1)
    return None


def _names_somebody(names: str, text: str) -> bool:
    """Whether of several names one acts as a person and none is a word that the text writes with a small letter."""
    found = re.findall(NAME, names)
    if any(_is_word(name, text) for name in found):
        return False
    return any(is_person(name, text) for name in found)


def _is_word(name: str, text: str) -> bool:
    """Whether a word with a capital is no name of a person: a nation, or one that mostly has a small letter."""
    small, large = (len(re.findall(rf"\b{re.escape(one)}\b", text)) for one in (name.lower(), name))
    return name in _NATIONS or small > large


def _quoted(line: str, text: str) -> str | None:
    """A name between quotation marks, in capitals or not; or one before a colon or a dash."""
    for match in re.finditer(rf"[“‘\"']({NAME}|[A-Z]{{3,}})[”’\"']", line):
        name = match.group(1).capitalize() if match.group(1).isupper() else match.group(1)
        if is_person(name, text):
            return name
    first = re.match(rf"\s*(?:[A-Z]{{2,6}} )?[‘“'\"]?({NAME})[’”'\"]?\s*[:–-]\s", line)
    return first.group(1) if first and is_person(first.group(1), text) else None


def _alone(line: str, text: str) -> str | None:
    """A name at the end of a line, after a stop, a dash or "of": "Learning from the death of Inês"."""
    line = line.rstrip("*†‡ ")
    letter = re.search(r"(?:[:–—-]|\b(?:of|about|from))\s+[‘“'\"]?([A-Z])[’”'\"]?$", line)
    if letter and len(re.findall(rf"\b{letter.group(1)}\b", text)) >= 3:
        return letter.group(1)
    last = re.search(rf"(?:^|[-–:,]\s*|\b(?:of|about|from|for)\s+)[‘“'\"]?({NAME}|[A-Z]{{3,}})[’”'\"]?$", line)
    if last is None:
        return None
    name = last.group(1)
    if name.isupper():
        name = name.capitalize()
        return name if line.isupper() and is_person(name, text) else None
    return name if is_person(name, text) else None


def _introduced(text: str) -> str | None:
    """Whom a line that says nothing else presents: ‘Sam’s story’, ‘Who was Alan?’, ‘Remember Jamie’."""
    for match in _PRESENTED.finditer(text):
        name = str(match.group(1) or match.group(2))
        if is_person(name, text):
            return name
    return None


def _spoken_of(text: str) -> str | None:
    """The one person whom the text names often by a first name, where no other is named half as often.

    Within a sentence only a name has a capital; that of a place stands behind "in" or "to", that of a person behind
    "told", "about" or "that", or before "was" and "had".
    """
    counts = Counter(match.group(1) for match in _WITHIN.finditer(text))
    likely = [(n, name) for name, n in counts.most_common(6) if n >= _OFTEN and _is_spoken_of(name, text)]
    if not likely or (len(likely) > 1 and likely[1][0] * 2 > likely[0][0]):
        return None
    return likely[0][1]


def _is_spoken_of(name: str, text: str) -> bool:
    if name.lower() in NOT_NAMES or re.search(rf"\b{name.lower()}\b", text):
        return False
    at = re.findall(
        rf"\b(?:in|at|near|across|throughout|into) {name}\b|\b{name} (?:[A-Z]|and [A-Z])|[A-Z]\w+ {name}\b", text
    )
    acts = re.findall(rf"\b(?:told|asked|met|knew|saw|about|that) {name}\b|\b{name}(?:[’']s| was| had)\b", text)
    return len(acts) >= _OFTEN - 1 and not at
