"""Small briefings for the tests of packs, each with its own title, person and sections."""

from __future__ import annotations

import hashlib

from briefkit.model import Document, Source
from briefkit.readers import reader_for
from briefkit.tidy import tidy

PEOPLE = ("Child Wren", "Mr Adair", "Baby T")
PUBLISHERS = (
    "Kestrel Bay Safeguarding Children Partnership",
    "Wetherholm Safeguarding Adults Board",
    "Port Annick Safeguarding Children Partnership",
)


def sections(person: str) -> list[tuple[str, str]]:
    """The sections of a briefing about ``person``, each with its text."""
    return [
        (
            "Background",
            f"{person} was known to four services. Each of them held a piece of the story and none saw it all.",
        ),
        (
            "What did we find?",
            f"Visits to {person} were recorded as kept although nobody had come to the door on the day.",
        ),
        (
            "What did we learn?",
            f"Ask who else lives in the home of {person}, and write down the answer that you are given.",
        ),
        ("Recommendations", "The partnership should agree one form for referrals and see whether it is used by all."),
        ("Useful links", "The procedures of the partnership stand on its website, with the numbers of the duty teams."),
    ]


def markdown(person: str, publisher: str, *, level: int = 1) -> str:
    """A briefing in Markdown, its title a heading of ``level``."""
    marks = "#" * level
    parts = [f"{marks} Learning from a review: {person}\n\n{publisher}\n"]
    parts += [f"{marks}# {heading}\n\n{text}\n" for heading, text in sections(person)]
    return "\n".join(parts)


def html(person: str, publisher: str) -> str:
    """The body of the same briefing as a web page."""
    text = "".join(f"<h2>{heading}</h2><p>{words}</p>" for heading, words in sections(person))
    return f"<h1>Learning from a review: {person}</h1><p>{publisher}</p>{text}"


def pack(number: int = 2) -> str:
    """``number`` briefings one after another."""
    return "\n".join(markdown(*each) for each in list(zip(PEOPLE, PUBLISHERS, strict=True))[:number])


def source(text: str, name: str = "pack.md") -> Source:
    data = text.encode()
    return Source(name, data, "text/markdown", hashlib.sha256(data).hexdigest())


def read(text: str) -> Document:
    """What the Markdown reader makes of ``text``."""
    return reader_for("text/markdown")(source(text), None).value


def tidied(text: str) -> Document:
    """The same, tidied."""
    return tidy(read(text)).value
