"""Fields as the census hears them: whether text is an instruction, and what an instruction itself shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SILENT = ("SET", "ASK", "XE", "TC", "TA", "RD", "PRIVATE")
"""Word shows nothing in the place of these fields (ECMA-376 part 1, 17.16.5)."""

_ON_A_BUTTON = re.compile(r"^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)$", re.IGNORECASE | re.DOTALL)
_OPTION = re.compile(r'\\\*\s*(?:"[^"]*"|[^\s\\]+)|\\[A-Za-z]+\s*-?[0-9]*(?![A-Za-z])')


@dataclass
class Field:
    """A field: its instruction as far as it was heard, and the list of a form field.

    ``in_code`` holds until its result begins. Once it is ``closed``, the text of its instruction is not shown.
    ``begun`` is how many pieces of text came before it.
    """

    begun: int = 0
    code: str = ""
    in_code: bool = True
    closed: bool = False
    entries: list[str] = field(default_factory=list)
    chosen: dict[str, str] = field(default_factory=dict)

    def begin_result(self) -> None:
        """What follows is the result, which some fields have and nobody sees."""
        self.in_code = is_silent(self.code)

    def choice(self) -> str:
        """The entry of a form's list that is shown."""
        value = self.chosen.get("result", self.chosen.get("default", "0"))
        place = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
        return self.entries[place] if 0 <= place < len(self.entries) else ""


def is_silent(code: str) -> bool:
    """Whether a field with this instruction never shows anything."""
    return code.split(maxsplit=1)[:1] != [] and code.split(maxsplit=1)[0].upper() in _SILENT


def drawn(code: str) -> str | None:
    """The words that Word draws from an instruction: those on a button, the terms of a formula; ``None``: none."""
    button = _ON_A_BUTTON.match(code)
    if button is not None:
        return button[1]
    words = code.split(maxsplit=1)
    return _OPTION.sub(" ", words[1]) if len(words) > 1 and words[0].upper() == "EQ" else None
