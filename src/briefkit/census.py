"""The census: what letters a raw file holds, counted by code that shares nothing with the readers.

``account()`` compares it with what the reader made, so that a reader cannot hide what it missed.
"""

from __future__ import annotations

import msgspec


class Tally(msgspec.Struct, frozen=True):
    """The plain text of one part of a raw file, under the same ``part`` key as :class:`briefkit.model.Origin`.

    ``text`` holds what a person would see or what nobody can be sure is hidden; ``hidden_letters`` counts the letters of
    text that nobody sees (vanished, deleted, comments are not counted at all).
    """

    part: str
    text: str
    hidden_letters: int = 0


class Census(msgspec.Struct, frozen=True):
    """All parts of a raw file."""

    tallies: tuple[Tally, ...] = ()
