"""A Word copy that a person edited, as marks."""

from __future__ import annotations

from typing import NamedTuple

from briefkit.revise.front_matter import Fields
from briefkit.writers.outline import Mark


class Word(NamedTuple):
    fields: Fields
    marks: tuple[Mark, ...]
    problems: tuple[str, ...]


def read_word(data: bytes) -> Word:
    raise NotImplementedError
