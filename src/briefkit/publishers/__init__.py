"""What is known of publishers beyond the lexicon: the headings of their own documents, and the names they go by.

A person writes it by hand, or ``briefkit render`` learns it from a correction; :mod:`briefkit.publishers.reading` and
:mod:`briefkit.publishers.writing` are the way from its file and back. Here is whose entry a document gets. Nothing may
pass from one publisher to another: where it is not plain who published a document, no entry is used.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

import msgspec
from rapidfuzz import fuzz

from briefkit.briefing import SectionName

_SLIP_FLOOR = 85.0
_OF_ORGANISATIONS = frozenset(
    (
        "safeguarding child children childrens adult adults board boards partnership partnerships partners committee "
        "arrangements executive practice multi agency families family young people council protection trust service "
        "services society regional"
    ).split()
)
"""Words in which a slip of the pen is forgiven. Not in the name of a place: Hertfordshire is not Herefordshire."""


class Line(msgspec.Struct, frozen=True):
    """One line of a heading map: a heading as it is written, the section that it opens.

    ``theme``: the words stay above their items as a theme; else they are the section's own name and are not printed.
    """

    heading: str
    section: SectionName
    theme: bool = False


class Publisher(msgspec.Struct, frozen=True):
    """What is known of one publisher: its heading map, other spellings of its name, its e-mail and web domains."""

    name: str
    lines: tuple[Line, ...] = ()
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


Publishers = tuple[Publisher, ...]


def key(name: str) -> str:
    """A publisher's name as it is compared.

    >>> key("The Children’s Board, Otterby & Fen")
    'childrens board otterby and fen'
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    text = re.sub(r"[\W_]+", " ", re.sub(r"[’'‘`]", "", text))
    return " ".join(word for word in text.split() if word != "the")


def of_name(publishers: Publishers, name: str | None) -> Publisher | None:
    """The entry of a publisher that a document names: by its name, by another spelling, or but for a slip of the pen.

    ``None`` where there is none, or where a slip could mean either of two.
    """
    wanted = key(name or "")
    if not wanted:
        return None
    for one in publishers:
        if key(one.name) == wanted:
            return one
    for one in publishers:
        if goes_by(one, name):
            return one
    near = [one for one in publishers if any(is_slip(wanted, key(each)) for each in (one.name, *one.names))]
    return near[0] if len(near) == 1 else None


def goes_by(one: Publisher, name: str | None) -> bool:
    """Whether a person wrote down that this publisher goes by that name as well."""
    return key(name or "") in {key(other) for other in one.names} - {""}


def is_slip(one: str, another: str) -> bool:
    """Whether two names (as :func:`key`) are the same but for slips in words that organisations have in common."""
    pairs = list(zip(one.split(), another.split(), strict=False))
    if len(one.split()) != len(another.split()):
        return False
    return all(
        word == other or (bool({word, other} & _OF_ORGANISATIONS) and fuzz.ratio(word, other) >= _SLIP_FLOOR)
        for word, other in pairs
    )


def of_domains(publishers: Publishers, domains: Iterable[str]) -> Publisher | None:
    """The one entry whose e-mail or web domain is among these (``news.otterby.example`` is part of
    ``otterby.example``); ``None`` where there is none or more than one."""
    told = {domain.casefold().strip(".") for domain in domains}
    hits = [
        one
        for one in publishers
        if any(domain == own or domain.endswith(f".{own}") for domain in told for own in one.domains)
    ]
    return hits[0] if len(hits) == 1 else None


def mark_of(publishers: Publishers, name: str | None) -> str:
    """A short mark of all that could decide about a document of that publisher; empty where nothing could.

    It differs once a line that concerns the document has changed, and only then.
    """
    known = of_name(publishers, name)
    concerned = (known,) if known is not None else tuple(one for one in publishers if one.domains)
    if not concerned:
        return ""
    return hashlib.sha256(msgspec.json.encode(concerned)).hexdigest()[:16]
