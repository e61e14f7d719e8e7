"""What holds at a place of an RTF file: the look, the paragraph, the story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from briefkit.model import Layer, Origin
from briefkit.readers.markup.composer import Look, Shape
from briefkit.readers.markup.rtf_tokens import LANGUAGES, Head, code_page

PLAIN = Look()
_SCRIPTS: dict[bytes, Literal["normal", "super", "sub"]] = {b"super": "super", b"sub": "sub", b"nosupersub": "normal"}


@dataclass
class Group:
    """What holds inside one pair of braces."""

    into: str = "text"
    look: Look = PLAIN
    font: int | None = None
    stand_ins: int = 1
    hidden: bool = False
    starred: bool = False
    style: int | None = None
    outline: int = 0
    depth: int = 0
    in_table: bool = False
    before: float | None = None
    layer: Layer = "body"
    container: str = "body"
    opens_story: bool = False
    owner: Field | None = None

    def turn(self, word: bytes, number: int | None, head: Head) -> None:
        """Takes a word that changes how the text after it looks or what its paragraph is; all others are ignored."""
        if not self._turn_look(word, number, head) and not self._turn_paragraph(word, number):
            if word == b"uc":
                self.stand_ins = min(max(number or 0, 0), 8)
            elif word == b"ansicpg":
                head.page = code_page(number)
            elif word == b"deflang":
                head.language = LANGUAGES.get(number or 0, "")

    def _turn_look(self, word: bytes, number: int | None, head: Head) -> bool:
        look, on = self.look, number != 0
        if word == b"plain":
            self.look, self.hidden, self.font = PLAIN._replace(link=look.link), False, None
        elif word == b"b":
            self.look = look._replace(bold=on)
        elif word == b"i":
            self.look = look._replace(italic=on)
        elif word in (b"ul", b"ulnone"):
            self.look = look._replace(underline=on and word == b"ul")
        elif word == b"fs" and number:
            self.look = look._replace(size=number / 2)
        elif word == b"cf":
            self.look = look._replace(colour=head.colour(number))
        elif word in _SCRIPTS:
            self.look = look._replace(script=_SCRIPTS[word] if on else "normal")
        elif word in (b"v", b"deleted"):
            self.hidden = on
        elif word == b"f":
            self.font = number
        else:
            return False
        return True

    def _turn_paragraph(self, word: bytes, number: int | None) -> bool:
        value = number or 0
        if word == b"pard":
            self.style, self.outline, self.depth, self.in_table, self.before = None, 0, 0, False, None
        elif word == b"s":
            self.style = number
        elif word == b"outlinelevel":
            self.outline = value + 1 if value < 9 else 0
        elif word == b"ilvl":
            self.depth = value
        elif word == b"intbl":
            self.in_table = True
        elif word == b"sb":
            self.before = value / 20
        else:
            return False
        return True


@dataclass
class Field:
    """What a field tells Word to do (``HYPERLINK "https://…"``); its result is the text that it shows."""

    instruction: str = ""


@dataclass
class Story:
    """A text that runs beside another: the pieces of its open paragraph, the finished ones that wait for their host."""

    pieces: list[tuple[str, Look]] = field(default_factory=list)
    marker: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    waiting: list[tuple[Story, Shape, Origin]] = field(default_factory=list)
    line: int = 1

    def put(self, text: str, look: Look | None) -> None:
        """Adds text to the open paragraph; without a look it is hidden."""
        if look is None:
            self.unseen.append(text)
        else:
            self.pieces.append((text, look))
