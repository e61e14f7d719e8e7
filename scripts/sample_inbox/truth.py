"""What a careful editor makes of a sample: written beside the words, so that the two cannot drift apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml


@dataclass(frozen=True)
class Said:
    """One statement of a sample: the section or sections (``a|b``) that are right, its words, its theme."""

    sections: str
    text: str
    theme: str | None = None


@dataclass(frozen=True)
class Sample:
    """A made briefing: its file and the editor's answer."""

    name: str
    content: bytes
    meta: dict[str, str | None]
    statements: tuple[Said, ...]
    one_thing: str = "absent"
    hidden: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0]

    def truth(self) -> str:
        """The answer as YAML, in the form that the scorer reads."""
        themes = dict.fromkeys(said.theme for said in self.statements if said.theme)
        answer = {
            "id": self.stem,
            "meta": self.meta,
            "one_thing": self.one_thing,
            "themes": list(themes),
            "must_not_appear": list(self.hidden),
            "statements": [
                [said.sections, said.text, *([said.theme] if said.theme else [])] for said in self.statements
            ],
        }
        lead = (
            "# What a careful editor makes of this sample. Written by scripts/make_samples.py; do not edit by hand.\n"
        )
        answered: str = yaml.safe_dump(answer, allow_unicode=True, sort_keys=False, width=110)
        return lead + answered


@dataclass
class Part:
    """A stretch under one heading: its statements in order."""

    heading: str
    statements: list[Said] = field(default_factory=list)


def part(heading: str, sections: str, *texts: str, theme: str | None = None) -> Part:
    """A part whose statements all belong to the same section and theme."""
    return Part(heading, [Said(sections, text, theme) for text in texts])


def statements_of(parts: Iterable[Part]) -> tuple[Said, ...]:
    """The statements of all parts in order."""
    return tuple(said for one in parts for said in one.statements)
