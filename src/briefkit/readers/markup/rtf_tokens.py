"""The tokens of RTF (Rich Text Format 1.9.1) and the tables in its head: fonts, colours, styles."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)|\\"
)
_PAGES = {0: "cp1252", 161: "cp1253", 162: "cp1254", 186: "cp1257", 204: "cp1251", 238: "cp1250", 128: "cp932"}
SYMBOL = "symbol"
"""What stands for the code page of Symbol and Wingdings fonts."""


class Token(NamedTuple):
    """A control word with its number, a sign (``~``, ``*`` …), a byte, plain text or a brace; ``at`` is its place."""

    kind: str
    text: bytes
    number: int | None
    at: int


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens in order; binary data after ``\\bin`` is passed over."""
    at = 0
    while True:
        match = _TOKEN.match(data, at)
        if match is None:
            return
        at = match.end()
        kind = match.lastgroup
        if kind == "number":
            kind = "word"
        if kind is None:
            continue
        number = match["number"]
        value = int(number) if kind == "word" and number is not None else None
        yield Token(kind, match[kind], value, match.start())
        if kind == "word" and match["word"] == b"bin" and value:
            at += max(0, value)


class Head:
    """What the tables in front of the text say."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self.fonts: dict[int, str] = {}
        self.colours: list[str | None] = []
        self.styles: dict[int, tuple[str, int]] = {}
        self.title = ""
        self.language = ""

    def page_of(self, font: int | None) -> str:
        """The code page of a font, or :data:`SYMBOL`."""
        return self.fonts.get(font, self.page) if font is not None else self.page

    def colour(self, number: int | None) -> str | None:
        """The colour of that number as ``#rrggbb``; ``None`` for the automatic one."""
        return self.colours[number] if number is not None and 0 <= number < len(self.colours) else None

    def level(self, style: int | None) -> int:
        """The heading level of a style, 0 for none: by its outline level or its name (``heading 2``)."""
        if style is None or style not in self.styles:
            return 0
        name, level = self.styles[style]
        named = re.match(r"(?i)heading\s+([1-9])\b", name)
        return level or (int(named[1]) if named else 1 if name.lower() == "title" else 0)


def code_page(number: int | None) -> str:
    """The name of a Windows code page, Windows-1252 where Python does not know it."""
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"


def charset_page(number: int | None) -> str:
    """The code page of a font's character set (``\\fcharset``)."""
    return SYMBOL if number == 2 else _PAGES.get(number or 0, "cp1252")


def decoded(raw: bytes, page: str) -> str:
    """Bytes of text in a code page; letters of symbol fonts become private-use characters, as Word shows them."""
    if page == SYMBOL:
        return "".join(chr(0xF000 + byte) if byte > 0x20 else chr(byte) for byte in raw)
    return raw.decode(page, "replace")


LANGUAGES = {2057: "en-GB", 1033: "en-US", 1106: "cy-GB", 6153: "en-IE", 3081: "en-AU"}
