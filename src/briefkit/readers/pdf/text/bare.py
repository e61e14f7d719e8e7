"""The letters of a text and nothing else, to find its words again wherever and however they are printed."""

from __future__ import annotations

import re

_COMMON = "‘’“”–—…•\u2010"
"""What keeps most text from being plain ASCII, which is far quicker to sift."""
_LETTERS, _SIGNS = re.compile(r"[\W\d_]+"), re.compile(r"[\W_]+")
_LETTERS_TABLE = {code: None for code in range(128) if not chr(code).isalpha()}
_SIGNS_TABLE = {code: None for code in range(128) if not chr(code).isalnum()}


def letters_of(text: str, *, digits: bool = False) -> str:
    """The letters of ``text`` in small letters, with ``digits`` its digits too."""
    for sign in _COMMON:
        text = text.replace(sign, "")
    if text.isascii():
        return text.translate(_SIGNS_TABLE if digits else _LETTERS_TABLE).lower()
    return (_SIGNS if digits else _LETTERS).sub("", text.casefold())
