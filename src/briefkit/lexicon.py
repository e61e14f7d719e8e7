"""The lexicon: what a heading, a label inside a paragraph or a sentence means, as data with one reader.

The order of decision is in ``place``; here each question has one answer with a confidence and a reason in words:
exact phrase, slip of the pen (:mod:`rapidfuzz` ratio of at least 85, measured: none wrong), keyword family.
"""

from __future__ import annotations

import copy
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

import msgspec
from rapidfuzz import fuzz, process

from briefkit.briefing import SECTIONS, ReviewType, SectionName

SectionOrMetadata = SectionName | Literal["metadata"]
Pattern = str | list[str]
"""A regular expression, or a list of its alternatives; a leading ``(?i)`` holds for all of them."""
Strength = Literal["strong", "soft", "weak"]
Nation = Literal["", "England", "Wales", "Scotland", "Northern Ireland"]
CaptionRole = Literal["owner", "deadline"]
_SECTIONS = (*SECTIONS, "metadata")

OWN, EXACT, SLIP_FLOOR = 0.99, 0.97, 85.0
"""Confidence of a line in a publisher's own heading map, and of an exact phrase; the least similarity (0 to 100) at
which a slip of the pen is forgiven."""


class Meaning(msgspec.Struct, frozen=True):
    """What a text means: a section, how sure that is (0 to 1) and why, in words.

    ``own``: a publisher's heading map says so; ``theme``: its words stay above the items as their theme.
    """

    section: SectionOrMetadata
    confidence: float
    why: str
    own: bool = False
    theme: bool = False


class Family(msgspec.Struct, frozen=True):
    """Headings told by their keywords."""

    section: SectionOrMetadata
    confidence: float
    pattern: Pattern


class Cue(msgspec.Struct, frozen=True):
    """Sentences told by their wording.

    A strong cue may split a paragraph, a soft one only where no heading is open; a weak one breaks ties.
    """

    section: SectionName
    strength: Strength
    why: str
    pattern: Pattern


class Tell(msgspec.Struct, frozen=True):
    """What the wording of a sentence tells where no heading names a section; what it is worth is learned."""

    section: SectionName
    pattern: Pattern


class ReviewPattern(msgspec.Struct, frozen=True):
    """A kind of review and how it is written; with a ``nation`` only documents of that nation mean it so."""

    code: str
    name: str
    pattern: Pattern
    nation: Nation = ""


class Caption(msgspec.Struct, frozen=True):
    """What is printed before the owner or the deadline of an action, told by its whole folded words."""

    role: CaptionRole
    pattern: Pattern


class LexiconData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``data/lexicon.toml`` as it stands."""

    version: int
    phrases: dict[str, list[str]]
    families: list[Family]
    labels: dict[str, list[str]]
    cues: list[Cue]
    tells: list[Tell]
    reviews: list[ReviewPattern]
    captions: list[Caption]
    completing: list[str]


_SMALL = re.compile(r"\b(the|a|an|our|your|this|these|some|so)\b")
_NUMBERING = re.compile(
    r"^\s*(?:(?:step|part|section|point|theme|panel)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])\s*[.):–-]\s*"
    r"|^\s*(?:step|part|section|panel)?\s*\d{1,2}(?:\.\d{1,2})+\s+|^\s*\d{1,2}\s+(?=[A-Z])",
    re.I,
)


@lru_cache(2048)
def fold(text: str) -> str:
    """A heading as the lexicon compares it: lower case, without numbering, brackets, quotes, small words.

    >>> fold("3. What did the review find?")
    'what did review find'
    """
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"\([^)]*\)", " ", _NUMBERING.sub("", text, count=1)).casefold()
    text = re.sub(r"[’'‘`]", "", text.replace("&", " and ").replace("seven minute", "7 minute"))
    text = re.sub(r"[\W_]+", " ", text)
    return re.sub(r"\s+", " ", _SMALL.sub(" ", text)).strip()


_LABEL_TAIL = re.compile(r"\s(?:\d{1,2}|includes?|including|included|are|were|is|was|identified|found)$")


_LABEL_HEAD = re.compile(
    r"(?!.*\b(?:of|for|from|on|to|in|no|not|was|were|is|are|had|has|have|asked|raised|gave|took|made|found|drew|came)\b)"
    r"(?:\w+ ){1,3}"
    r"(recommendations?|lessons?|learning|findings?|actions?|strengths?|questions?)"
)
"""A label that says with its last word what follows: "Summary recommendations", "Wider system learning"."""


class Lexicon:
    """The checked lexicon, ready to answer."""

    def __init__(self, contents: LexiconData) -> None:
        """``contents`` as parsed. Raises ``ValueError`` for an unknown section, a double phrase or a bad pattern."""
        self.phrases = _index(contents.phrases)
        self._shapes = _by_shape(self.phrases)
        self._own: dict[str, tuple[SectionName, bool]] = {}
        self._own_labels: dict[str, str] = {}
        self._whose = ""
        self.labels = _index(contents.labels)
        self._families = [(f, _compile(f.pattern)) for f in contents.families]
        self._cues = [(c, _compile(c.pattern)) for c in contents.cues]
        self._tells = [(t, _compile(t.pattern)) for t in contents.tells]
        self._remembered_cue = lru_cache(2048)(self._find_cue)
        self.completing = frozenset(map(fold, contents.completing))
        self._captions = [(c.role, _compile(c.pattern)) for c in contents.captions]
        self._reviews = [(ReviewType(r.code, r.name), _compile(r.pattern), r.nation) for r in contents.reviews]

    def with_headings(self, headings: Iterable[tuple[str, SectionName]]) -> Lexicon:
        """This lexicon with a publisher's own headings, which come before all others."""
        own = {fold(heading): section for heading, section in headings}
        if not own:
            return self
        extended = copy.copy(self)
        extended.phrases = {**self.phrases, **own}
        extended._shapes = _by_shape(extended.phrases)
        return extended

    def with_map(self, whose: str, lines: Iterable[tuple[str, SectionName, bool]]) -> Lexicon:
        """This lexicon with the heading map of the publisher ``whose``, which comes before all others.

        ``lines`` are headings with the section that each opens, and whether its words stay as a theme.
        """
        own = {fold(heading): (section, theme) for heading, section, theme in lines if fold(heading)}
        if not own:
            return self
        extended = copy.copy(self)
        extended.phrases = {**self.phrases, **{folded: section for folded, (section, _) in own.items()}}
        extended._shapes = _by_shape(extended.phrases)
        extended._own, extended._whose = own, whose
        extended._own_labels = {_LABEL_TAIL.sub("", folded): folded for folded in own}
        return extended

    def own(self, heading: str) -> Meaning | None:
        """The meaning of a heading or label that stands in the publisher's own heading map, folded."""
        folded = fold(heading)
        return self._own_meaning(heading, folded, OWN) if folded in self._own else None

    def _own_meaning(self, heading: str, folded: str, confidence: float, read_as: str = "") -> Meaning:
        section, theme = self._own[folded]
        why = f"heading map of {self._whose}: ‘{heading.strip()}’{read_as}"
        return Meaning(section, confidence, why, own=True, theme=theme)

    def exact(self, heading: str) -> Meaning | None:
        """The meaning of a heading that stands in the lexicon word for word, folded."""
        own = self.own(heading)
        if own is not None:
            return own
        section = self.phrases.get(fold(heading))
        return Meaning(section, EXACT, f"heading ‘{heading.strip()}’") if section else None

    def slip(self, heading: str) -> Meaning | None:
        """The meaning of a heading that is a known one but for a slip of the pen."""
        folded = fold(heading)
        if len(folded) < 6:
            return None
        # Few headings have the length and the words of a known one: only then is it worth while to compare them all.
        words = len(folded.split())
        if not any(self._is_near(folded, len(folded) + more, words) for more in (-1, 0, 1)):
            return None
        hit = process.extractOne(folded, self.phrases.keys(), scorer=fuzz.ratio, score_cutoff=SLIP_FLOOR)
        if hit is None or abs(len(hit[0]) - len(folded)) > 1 or len(hit[0].split()) != words:
            return None
        if _differ_in_time(folded, hit[0]):
            return None
        if hit[0] in self._own:
            return self._own_meaning(heading, hit[0], 0.9, f", read as ‘{hit[0]}’")
        return Meaning(self.phrases[hit[0]], 0.9, f"heading ‘{heading.strip()}’, read as ‘{hit[0]}’")

    def _is_near(self, folded: str, length: int, words: int) -> bool:
        alike = self._shapes.get((length, words), [])
        return process.extractOne(folded, alike, scorer=fuzz.ratio, score_cutoff=SLIP_FLOOR) is not None

    def families(self, heading: str) -> tuple[Meaning, ...]:
        """Every family that the heading belongs to, the strongest first."""
        folded = fold(heading)
        found = [(f, m) for f, pattern in self._families if (m := pattern.search(folded))]
        if {"learning", "recommendations"} <= {f.section for f, _ in found}:
            # "Key learning and practice improvements", "Actions from the learning event": what is named first counts.
            found.sort(key=lambda hit: hit[1].start())
        return tuple(
            Meaning(f.section, f.confidence, f"heading ‘{heading.strip()}’ (the words ‘{m.group(0).strip()}’)")
            for f, m in found
        )

    def heading(self, heading: str) -> Meaning | None:
        """The meaning of a heading: exact phrase, else slip, else the strongest family, else ``None`` (a theme)."""
        known = self.exact(heading) or self.slip(heading)
        if known:
            return known
        families = self.families(heading)
        return families[0] if families else None

    def label(self, label: str) -> Meaning | None:
        """The meaning of a label inside a paragraph (``Learning:``), or ``None`` where the words are no known label."""
        whole = fold(label)
        folded = _LABEL_TAIL.sub("", whole)
        if folded in self._own_labels:
            return self.own(label) or self._own_meaning(label, self._own_labels[folded], 0.95)
        known = [index[words] for words in (whole, folded) for index in (self.labels, self.phrases) if words in index]
        section = known[0] if known else None
        if section:
            return Meaning(section, 0.95, f"label ‘{label.strip()}’")
        head = _LABEL_HEAD.fullmatch(folded)
        section = self.labels.get(head.group(1)) if head else None
        return Meaning(section, 0.85, f"label ‘{label.strip()}’ (its last word)") if section else None

    def completes(self, words: str) -> bool:
        """Whether a heading or a label announces the reasons of what stands above it ("Rationale", "Why?")."""
        return fold(words) in self.completing

    def caption(self, words: str) -> CaptionRole | None:
        """What stands behind words such as "Lead agency" or "By when", or ``None`` where they are no such caption."""
        folded = fold(words)
        return next((role for role, pattern in self._captions if pattern.fullmatch(folded)), None) if folded else None

    def cue(self, sentence: str, strength: Strength) -> Meaning | None:
        """The first cue of that strength in a sentence; remembered, for a sentence is asked about more than once."""
        return self._remembered_cue(sentence, strength)

    def _find_cue(self, sentence: str, strength: Strength) -> Meaning | None:
        for cue, pattern in self._cues:
            if cue.strength == strength and pattern.search(sentence):
                confidence = {"strong": 0.85, "soft": 0.75, "weak": 0.6}[strength]
                return Meaning(cue.section, confidence, f"the sentence {cue.why}")
        return None

    def cues(self, sentence: str) -> frozenset[SectionName]:
        """The sections that any cue of any strength points to."""
        return frozenset(cue.section for cue, pattern in self._cues if pattern.search(sentence))

    def tells(self, sentence: str) -> tuple[SectionName, ...]:
        """The sections that a sentence tells for, each once, in the order of the lexicon."""
        return tuple(dict.fromkeys(tell.section for tell, pattern in self._tells if pattern.search(sentence)))

    def reviews(self, text: str, nation: Nation = "") -> tuple[tuple[int, int, ReviewType], ...]:
        """Every kind of review that the text names, with start and end; of overlapping names the first listed.

        ``nation`` is where the document comes from, as far as that is known: it decides what a short form means.
        """
        found: list[tuple[int, int, ReviewType]] = []
        for review, pattern, only in self._reviews:
            if only and only != nation:
                continue
            for match in pattern.finditer(text):
                if not any(start < match.end() and match.start() < end for start, end, _ in found):
                    found.append((match.start(), match.end(), review))
        return tuple(sorted(found, key=lambda hit: hit[0]))


def _differ_in_time(one: str, other: str) -> bool:
    """Whether a word of one heading tells what was and its fellow what is: "what good looked like", "… looks like"."""
    pairs = zip(one.split(), other.split(), strict=True)
    return any(a != b and a.endswith("ed") != b.endswith("ed") for a, b in pairs)


def _compile(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(pattern if isinstance(pattern, str) else "|".join(pattern))


def _by_shape(phrases: Iterable[str]) -> dict[tuple[int, int], list[str]]:
    """The phrases by their number of characters and of words."""
    shapes: dict[tuple[int, int], list[str]] = {}
    for phrase in phrases:
        shapes.setdefault((len(phrase), len(phrase.split())), []).append(phrase)
    return shapes


def _index(lists: dict[str, list[str]]) -> dict[str, SectionOrMetadata]:
    index: dict[str, SectionOrMetadata] = {}
    for section, phrases in lists.items():
        if section not in _SECTIONS:
            raise ValueError(f"lexicon: ‘{section}’ is no section; the sections are {', '.join(_SECTIONS)}")
        for phrase in phrases:
            folded = fold(phrase)
            if index.setdefault(folded, section) != section:  # type: ignore[arg-type]
                raise ValueError(f"lexicon: ‘{phrase}’ stands under both ‘{index[folded]}’ and ‘{section}’")
    return index


def parse_lexicon(text: str) -> Lexicon:
    """The lexicon of a TOML text. Raises ``ValueError`` with the place of what is wrong."""
    try:
        return Lexicon(msgspec.convert(tomllib.loads(text), LexiconData))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        raise ValueError(f"lexicon: {error}") from error


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships with briefkit, read once a process."""
    return parse_lexicon(resources.files("briefkit.data").joinpath("lexicon.toml").read_text(encoding="utf-8"))
