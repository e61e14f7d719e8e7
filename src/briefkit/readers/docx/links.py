"""Links and fields: which address may live on, and what a field's instruction points at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from lxml import etree

from briefkit.readers.docx.names import DROPPED

_SCHEMES = ("http:", "https:", "mailto:", "tel:")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"?|(\\\S)|(\S+)')
_BLANKS = re.compile("\u2002+")
"""What Word shows in the place of a form's empty line."""

_REFERENCES = frozenset({"REF", "PAGEREF", "NOTEREF"})


class Target(NamedTuple):
    """What a field points at: an address, a bookmark, or nothing. ``sort`` is the field's name in capitals."""

    sort: str
    url: str = ""
    bookmark: str = ""


def safe_address(url: str) -> str | None:
    """The address, if a browser may open it without harm (http, https, mailto, tel), else ``None``.

    Control characters are taken out first, since browsers skip them too: ``java\\nscript:`` is a script. Blanks and
    what else no address may hold are written as browsers write them (``%20``).
    """
    url = "".join(letter for letter in url.strip() if letter >= " " and letter != "\x7f")
    url = "".join(quote(letter) if letter.isspace() or letter in '<>"' else letter for letter in url)
    return url if url.lower().startswith(_SCHEMES) and len(url) > url.index(":") + 1 else None


def read_instruction(instruction: str) -> Target:
    """What the instruction of a field (``HYPERLINK "https://..." \\l "part"``, ``REF _Ref1 \\h``) points at."""
    arguments: list[str] = []
    switches: dict[str, str] = {}
    switch = ""
    for quoted, flag, bare in _TOKEN.findall(instruction):
        if flag:
            switch = flag.lower()
            switches[switch] = ""
        elif switch in {"\\l", "\\o", "\\t", "\\s", "\\d", "\\*", "\\#", "\\@"}:
            switches[switch] = quoted or bare
            switch = ""
        else:
            arguments.append(quoted or bare)
    if not arguments:
        return Target("")
    sort = arguments[0].upper()
    first = arguments[1] if len(arguments) > 1 else ""
    if sort == "HYPERLINK":
        place = switches.get("\\l", "")
        if first:
            return Target(sort, url=f"{first}#{place}" if place else first)
        return Target(sort, bookmark=place)
    if sort in _REFERENCES:
        return Target(sort, bookmark=first)
    return Target(sort)


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction so far, whether its result has begun, and the link of that result.

    ``shown`` is what a form field shows where its result ``is_empty`` (one that ``is_blank`` holds an empty line only);
    of a button the instruction itself is shown.
    """

    instruction: str = ""
    in_result: bool = False
    link: str | None = None
    shown: str = ""
    is_button: bool = False
    is_empty: bool = True
    is_blank: bool = False


class Fields:
    """The fields that are open at one place of a story, outermost first."""

    def __init__(self) -> None:
        self.open: list[Field] = []

    @property
    def in_code(self) -> bool:
        """Whether the text here belongs to an instruction and is seen by nobody."""
        return any(not entry.in_result for entry in self.open)

    def admit(self, text: str) -> str:
        """What is seen of text that stands in an open field: nothing of an instruction, of a form's blanks only one.

        The arguments of ``EQ``, which Word draws, are kept with its instruction.
        """
        for entry in reversed(self.open):
            if not entry.in_result:
                if entry.instruction.lstrip()[:2].upper() == "EQ":
                    entry.instruction += text
                return ""
        last = self.open[-1]
        if _BLANKS.fullmatch(text) and last.is_empty and last.instruction.lstrip().upper().startswith("FORMTEXT"):
            text, last.is_blank = "" if last.is_blank else " ", True
            return text
        for entry in self.open:
            entry.is_empty = False
        return text

    @property
    def link(self) -> str | None:
        """The innermost link of the results that the text here belongs to."""
        return next((entry.link for entry in reversed(self.open) if entry.link), None)

    @property
    def in_contents(self) -> bool:
        """Whether the text here is part of a table of contents."""
        return any(entry.instruction.lstrip().upper().startswith("TOC") for entry in self.open)


def is_deleted(element: etree._Element) -> bool:
    """Whether an element stands in a tracked deletion."""
    return any(parent.tag in DROPPED for parent in element.iterancestors())
