"""Who published the document, as it names itself: partnerships, boards and committees, and a place for want of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

_ORG_WORDS = frozenset(
    (
        "children childrens children’s children's child adult adults adult’s adults’ board partnership partners and & "
        "arrangements executive practice multi-agency multi agency families young people s"
    ).split()
)
_ORG_ENDS = frozenset(("board partnership partners arrangements").split())
_SPELT = ("safeguarding", "partnership", "children", "arrangements", "committee", "community", "protection")
"""Words of names in which a slip of the pen is seen."""
_WELL_SPELT = frozenset(("partnerships", "partners", "communities", "child", "childrens"))
_NO_PLACE = frozenset(
    (
        "local multi-agency the a an our each every their its national regional all both learning from by for of at "
        "new about working briefing and under this inter-agency independent former old with in on to is when your"
    ).split()
)
_PAPERS = re.compile(
    r"(?i)^(?:newsletter|bulletin|magazine|journal|briefing|report|website|members|chairs?|team|guide|on behalf|part"
    r"|work|copyright|publication)s? of (?:the )?"
)
_NO_HEAD = (
    r"(?!(?:Local|The|Each|Every|This|Our|By|From|And|With|Safeguarding|Board|Adults|Children) |Partnership (?:and|&) )"
)
_PLACE = rf"(?:{_NO_HEAD}[A-Z][\w’'-]+,? (?:(?:and|&|of|upon|on|the) )?)"
_MAY_SAFEGUARD = re.compile(r"\bS\w{8,14}")
_MAY_COMMIT = re.compile(r"Protection |Regional |Northern|Diogelu|Panel")
"""What a line must have to be worth a closer look: most have neither."""
_COMMITTEES = re.compile(
    rf"\b({_PLACE}{{1,5}}(?:(?:Child|Adult|Public) (?:Support and )?Protection (?:Committee|Partnership)"
    r"|Regional Safeguarding (?:Children |Adults? )?Board)|Safeguarding Board for Northern Ireland"
    r"|(?:Bwrdd|Partneriaeth) Diogelu(?: Rhanbarthol)?(?: Plant| Oedolion)?"
    r"(?: (?:a[’']?r? |ac |â )?[A-ZŴŶÂÊÎÔÛ][\w’'-]+){1,4}"
    r"|(?:The )?Child Safeguarding Practice Review Panel)"
)
_OTHER_ORGS = re.compile(
    r"\b(NSPCC|NHS England"
    r"|Safer? [A-Z][\w’'-]+(?: (?:and |& )?[A-Z][\w’'-]+){0,2}? (?:Partnership|Board)|Safer [A-Z]\w+"
    rf"|{_PLACE}{{1,4}}"
    r"(?:Community Safety Partnership|Safer Communities Partnership|Safety Partnership"
    r"|(?:[A-Z]\w+ )?(?:Reduction|Prevention) (?:Partnership|Unit)|Domestic (?:Abuse|Violence) (?:Partnership|Board)"
    r"|Child Death Overview Panel|L?SC[PB]|SAB|CSP|CPC|RSB|(?:MAPPA )?Strategic Management Board|Public Services Board"
    r"|Integrated Care (?:Board|Partnership)|(?:University )?Health Board|Health and Social Care (?:Trust|Partnership)"
    r"|(?:NHS )?(?:Foundation )?Trust|Constabulary|Police"
    r"|(?:City |County |Borough |District |Metropolitan Borough |Unitary )?Council))\b"
)
_SHORT_FORM = re.compile(r"(?<= )(?:L?SCP|L?SCB|SAB|CSP|CPC|RSB)$")
_OF_PARTNERSHIPS = frozenset("partnership partnerships scp lscp scb lscb sab safeguarding board council gov".split())
_PUBLIC = frozenset(
    (
        "service publishing education legislation england digital nice cqc local improvement parliament government "
        "statistics access ofsted justice health survey safeguarding reference home office learning partnership "
        "children adults"
    ).split()
)
_OF_BODIES = re.compile(
    r"(?i)safeguard|partnership|(?:^|[.-])\w*(?:scp|scb|sab|csp|board|safer?)\w*[.-]"
    r"|\.(?:gov|nhs|police)\.\w+$|\.gov$|\.(?:wales|cymru|scot|je|gg|im)$"
)
"""Addresses of councils, services and partnerships; any other may be that of a charity or a newspaper."""
_CALLED = r"\b([A-Z][a-z]{3,}) (?i:local )?(?i:case|practice|learning|safeguarding) (?i:reviews?)\b"
_DOMAIN = re.compile(r"(?:@|https?://|www\.)([\w.-]+)")
_REVIEW_WORDS = frozenset(
    (
        "serious significant child adult rapid local this that these other national safeguarding practice learning case"
    ).split()
)
_MISSPELT = 99.0
"""Below this likeness to ‘safeguarding’ (and above 85) the name is taken for a misspelt one and reported."""
_LIKE = 85.0


class Named(NamedTuple):
    """A publisher's name as it stands, whether it looks misspelt, and how it stands misspelt elsewhere."""

    name: str
    misspelt: bool
    slip: str = ""


def find_publishers(lines: Iterable[tuple[str, float]]) -> tuple[tuple[str, bool], ...]:
    """Publishers named in the lines, the likeliest first, each with whether its name looks misspelt.

    ``lines`` are texts with a weight: how much a name counts there (title matter and running heads more than text).
    """
    return tuple((one.name, one.misspelt) for one in _ranked(lines)[0])


def find_publisher(lines: Iterable[tuple[str, float]]) -> Named | None:
    """The likeliest publisher. Of two spellings the right one is taken, and the other is told as its ``slip``."""
    named, counts = _ranked(lines)
    if not named:
        return None
    first = _in_full(named[0], named)
    for other in named[1:]:
        slip = _spelt_otherwise(first, other, counts)
        if slip == first.name:
            return Named(other.name, other.misspelt, slip)
        if slip:
            return Named(first.name, first.misspelt, slip)
    return first


def _in_full(first: Named, named: list[Named]) -> Named:
    """The name in full where the likeliest is a short form of it: ``Fenwick SCP``."""
    short = _SHORT_FORM.search(first.name)
    if short is None:
        return first
    place = first.name[: short.start()].casefold()
    return next((one for one in named if one.name.casefold().startswith(place) and "afeguard" in one.name), first)


def _ranked(lines: Iterable[tuple[str, float]]) -> tuple[list[Named], dict[str, int]]:
    scores: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    shown: dict[str, Named] = {}
    for line, weight in lines:
        named = [*_partnerships(line)]
        if _MAY_COMMIT.search(line):
            named += [(_tidy(match.group(1)), False) for match in _COMMITTEES.finditer(line)]
        if weight > 1:
            # Any council or charity is named in running text; only title matter and running heads make it a publisher.
            named += [(_tidy(match.group(1)), False) for match in _OTHER_ORGS.finditer(line)]
        for name, misspelt in named:
            key = name.casefold()
            scores[key] += weight * _standing(key, misspelt)
            counts[name] += 1
            shown.setdefault(key, Named(name, misspelt))
    ranked = sorted(scores, key=lambda key: (-scores[key], -len(key)))
    return [shown[key] for key in ranked], counts


def _standing(key: str, misspelt: bool) -> float:
    """How much the kind of a body says that it publishes reviews."""
    if misspelt or key == "nspcc" or re.search(r"safeguarding|protection|diogelu", key):
        return 1.0
    return 0.6 if re.search(r"safe|reduction|prevention|mappa", key) else 0.4


def _spelt_otherwise(one: Named, other: Named, counts: dict[str, int]) -> str:
    """Which of two names is a slip of the pen for the other; empty where they are two names."""
    words, others = one.name.casefold().split(), other.name.casefold().split()
    differ = [(a, b) for a, b in zip(words, others, strict=False) if a != b]
    if len(words) != len(others) or len(differ) != 1:
        return ""
    if one.misspelt != other.misspelt and OSA.distance(*differ[0]) <= 3:
        return one.name if one.misspelt else other.name
    a, b = differ[0]
    if min(len(a), len(b)) < 5 or a[0] != b[0] or OSA.distance(a, b) != 1 or {a, b} & _ORG_WORDS:
        return ""
    if counts[one.name] == counts[other.name]:
        return ""
    return min((one.name, other.name), key=lambda name: counts[name])


def _tidy(name: str) -> str:
    return _PAPERS.sub("", name.strip(" ,"))


def _partnerships(line: str) -> Iterator[tuple[str, bool]]:
    if not _MAY_SAFEGUARD.search(line):
        return
    words = line.split()
    for n, word in enumerate(words):
        if not word[:1].isupper() or not 9 < len(word) < 17:
            continue
        likeness = fuzz.ratio(re.sub(r"\W", "", word).casefold(), "safeguarding")
        if likeness < _LIKE:
            continue
        left = _place_before(words, n)
        right = n + 1
        while right < len(words) and _of_name(words[right]):
            right += 1
            if words[right - 1][-1] in ".,;:)":
                break
        taken = words[left:right]
        while taken and taken[0].casefold() in {"and", "&", "of", "the"}:
            taken = taken[1:]
            left += 1
        while taken and re.sub(r"\W", "", taken[-1]).casefold() in {"and", ""}:
            taken = taken[:-1]
        ends = {_meant(re.sub(r"\W", "", w).casefold()) for w in taken}
        if left < n and taken and ends & _ORG_ENDS:
            name = _tidy(" ".join(taken).strip(" .,;:()[]"))
            slips = any(_is_slip(re.sub(r"[^\w’'&-]", "", w).casefold()) for w in words[n + 1 : right])
            yield (_title_case(name) if name.isupper() else name), likeness < _MISSPELT or slips


def _place_before(words: list[str], n: int) -> int:
    """Where the name of the place in front of the word ``n`` begins."""
    left = n
    while (
        left > 0
        and n - left < 7
        and words[left - 1].casefold() not in _ORG_ENDS
        and _names_place(words[left - 1], words[left - 2] if left > 1 else "")
    ):
        left -= 1
    # "Marsh, Holt and Sedgewell": what stands before a comma belongs to the name where the list begins the line.
    first = left
    while first > 0 and re.fullmatch(r"[A-Z][\w’'-]+,?", words[first - 1]) and _lists_places(words, first, n):
        first -= 1
    return first if first == 0 and first < left and words[0].casefold() not in _NO_PLACE else left


def _lists_places(words: list[str], first: int, n: int) -> bool:
    comma = any(word.endswith(",") for word in words[first - 1 : first]) or words[first].endswith(",")
    return comma and any(word in {"and", "&"} for word in words[first:n])


def _of_name(word: str) -> bool:
    bare = re.sub(r"[^\w’'&-]", "", word).casefold()
    return bare in _ORG_WORDS or (word[:1].isupper() and _is_slip(bare))


def _is_slip(bare: str) -> bool:
    """Whether a word is nearly, and not quite, one of the names of partnerships."""
    if len(bare) < 6 or bare in _WELL_SPELT or bare in _ORG_WORDS or bare in _SPELT:
        return False
    return any(fuzz.ratio(bare, word) >= _LIKE for word in _SPELT)


def _meant(bare: str) -> str:
    return next((word for word in _SPELT if _is_slip(bare) and fuzz.ratio(bare, word) >= _LIKE), bare)


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
    domains = [domain for domain in _DOMAIN.findall(text) if _OF_BODIES.search(domain)]
    labels = {label.lower() for domain in domains for label in re.split(r"[.\-_]", domain)}
    for word in capitals:
        if word.lower() in labels and _is_place(word, text):
            return str(word)
    own = _place_of_domains(domains, text)
    if own is not None:
        return own
    for called in re.finditer(_CALLED, text):
        if called.group(1) in capitals and _is_place(called.group(1), text):
            return str(called.group(1))
    council = re.search(r"(?:@|[/.])([a-z]{4,})\.gov\.(?:uk|wales|scot)\b|(?:@|[/.])([a-z]{4,})\.llyw\.cymru\b", text)
    place = (council.group(1) or council.group(2)) if council else ""
    if place and place not in _PUBLIC:
        return _as_written(place, text)
    return _place_within(domains, text)


def _is_place(word: str, text: str) -> bool:
    """Whether a word may be the name of a place: the text never writes it with a small letter but in addresses."""
    low = word.lower()
    if low in _NO_PLACE | _PUBLIC | _REVIEW_WORDS | _OF_PARTNERSHIPS:
        return False
    return not re.search(rf"(?<![@./\w-]){re.escape(low)}(?![@./\w-]\w|[-\w])", text)


def _as_written(label: str, text: str) -> str:
    """The place of a domain as the text writes it: ``eastmoor`` is ``East Moor`` where that stands there."""
    for match in re.finditer(r"(?=\b([A-Z][a-z]+(?: (?:and |on |upon |of )?[A-Z][a-z]+){0,2})\b)", text):
        words = match.group(1).split()
        for count in range(len(words), 0, -1):
            if "".join(words[:count]).lower() == label:
                return " ".join(words[:count])
    return label.capitalize()


def _place_of_domains(domains: list[str], text: str) -> str | None:
    """The place in a partnership's own domain (``bexley-partnership``) where the text writes it as a name."""
    for domain in domains:
        labels = [label.lower() for label in re.split(r"[.\-_]", domain)]
        if not _OF_PARTNERSHIPS & set(labels):
            continue
        for label in labels:
            if (
                len(label) > 3
                and _is_place(label.capitalize(), text)
                and re.search(rf"\b{re.escape(label.capitalize())}\b", text)
            ):
                return label.capitalize()
    return None


def _place_within(domains: list[str], text: str) -> str | None:
    """The place in a domain that joins it to what it is: ``fenwicksafeguarding.org.uk``, ``fenwick-scp.org.uk``."""
    for domain in domains:
        found = re.match(
            r"(?i)(?:[\w-]+\.)*?([a-z]{4,}?)-?(?:safeguarding\w*|l?scps?|l?scb|sab|csp|safeguardingpartnership)\.",
            domain,
        )
        if found and found.group(1).lower() not in _NO_PLACE | _REVIEW_WORDS | _PUBLIC:
            return _as_written(found.group(1).lower(), text)
    return None
