"""What ``data/condensing.toml`` says of headings and sentences of long reports, with one reader."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

from briefkit.briefing import SectionName

Pattern = str | list[str]
"""A regular expression, or a list of its alternatives; a leading ``(?i)`` holds for all of them."""


class Landmarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the headings of the parts of a report begin."""

    summary: Pattern
    conclusion: Pattern
    method: Pattern
    backmatter: Pattern


class Openers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sentences open that lean on others, refer, announce, or say what they are."""

    leaning: Pattern
    free: Pattern
    pronoun: Pattern
    refers: Pattern
    announces: Pattern
    tells_finding: Pattern
    tells_learning: Pattern
    tells_about: Pattern
    tells_lapse: Pattern
    tells_advice: Pattern
    reached: Pattern
    whole: Pattern


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Wording that speaks for a sentence: its worth by section, ``any`` for those not named, and the reason."""

    said: str
    worth: dict[str, float]
    pattern: Pattern


class Worth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What standing in a place or a section is worth, the reason in words (none where it is empty), and of a section
    the share of the budget that it has until all others had theirs."""

    worth: float
    said: str
    share: float = 0.0


class CuesData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    version: int
    landmarks: Landmarks
    openers: Openers
    places: dict[str, Worth]
    sections: dict[SectionName, Worth]
    cues: list[Cue]


class Cues:
    """The patterns of the file, ready to be asked."""

    def __init__(self, contents: CuesData) -> None:
        """Raises ``re.error`` where a pattern is none."""
        heads, openers = contents.landmarks, contents.openers
        self.landmarks = {name: _compile(getattr(heads, name)) for name in Landmarks.__struct_fields__}
        self.leaning, self.free, self.pronoun = map(_compile, (openers.leaning, openers.free, openers.pronoun))
        self.refers, self.announces = _compile(openers.refers), _compile(openers.announces)
        self.tells_finding, self.tells_learning = _compile(openers.tells_finding), _compile(openers.tells_learning)
        self.tells_about = _compile(openers.tells_about)
        self.tells_lapse, self.tells_advice = _compile(openers.tells_lapse), _compile(openers.tells_advice)
        self.reached, self.whole = _compile(openers.reached), _compile(openers.whole)
        self.places, self.sections = contents.places, contents.sections
        self.cues = tuple((cue, _compile(cue.pattern)) for cue in contents.cues)


def parse_cues(text: str) -> Cues:
    """The cues of a TOML text. Raises ``ValueError`` with the place of what is wrong."""
    try:
        return Cues(msgspec.convert(tomllib.loads(text), CuesData))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        raise ValueError(f"condensing: {error}") from error


@cache
def load_cues() -> Cues:
    """The cues that ship with briefkit, read once a process."""
    return parse_cues(resources.files("briefkit.data").joinpath("condensing.toml").read_text(encoding="utf-8"))


def _compile(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(pattern if isinstance(pattern, str) else "|".join(pattern))
