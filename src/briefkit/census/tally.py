"""What the census hands on: the plain text of each part of a raw file."""

from __future__ import annotations

import unicodedata

import msgspec


class Tally(msgspec.Struct, frozen=True):
    """The plain text of one part of a raw file, under the same ``part`` key as :class:`briefkit.model.Origin`.

    ``text`` holds what a person would see or what nobody can be sure is hidden; ``hidden_letters`` counts the letters
    of text that nobody sees (vanished; deleted text and comments are not counted at all).
    """

    part: str
    text: str
    hidden_letters: int = 0


class Census(msgspec.Struct, frozen=True):
    """All parts of a raw file. ``note`` says why, where a file could not be counted; there are no tallies then."""

    tallies: tuple[Tally, ...] = ()
    note: str = ""


_ACCENTS = {0x2C6: None, 0x2C7: None}
"""The circumflex and the caron that stand by themselves; Unicode has them among the letters, and no other accent."""


def letters(text: str) -> str:
    """The letters and digits of ``text``: what the census counts and the ledger accounts for.

    Compatibility forms are taken apart first, so a ligature counts as its letters and an accent adds nothing; the
    letters of two texts joined are the letters of both, whatever stands at the seam.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_ACCENTS)
    return "".join(filter(str.isalnum, plain))
