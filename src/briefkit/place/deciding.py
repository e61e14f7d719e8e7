"""Deciding by wording: when a sentence leaves the open section, and where text goes that no heading governs."""

from __future__ import annotations

import re

import msgspec

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, Meaning
from briefkit.place.content import spoken_for
from briefkit.place.headings import State
from briefkit.place.weighing import SUREST, Shares, under, weigh
from briefkit.segment import sentences

_TELLS = re.compile(
    r"\b(?:[Mm]other|[Ff]ather|[Pp]arents?|[Bb]aby|[Ss]ibling|[Dd]aughter|[Ss]on|[Hh]usband|[Ww]ife|[Pp]artner|born|lived"
    r"|died|aged|years? old|months? old|weeks? old|injur\w+|hospital|[Cc]hild [A-Z]\w*|[Mm]rs? [A-Z]|he|she|her|his)\b"
)
_ASKS = re.compile(
    r"(?i)^[“‘\"']?(?:what|how|who|whom|whose|when|where|why|which|do|does|did|is|are|am|was|were|can|could|would|will"
    r"|should|have|has|had|if|in|at|for|to|on|and|so|might|may)\b.*\?[”’\"]?$"
)
_GENERAL = re.compile(
    r"(?i)\b(?:when|where|if|whether) (?:a|an|the) (?:child|adult|person|baby)\b|^(?:a|an) (?:child|adult)\b"
)
_HARM = re.compile(
    r"(?i)\b(?:died|was (?:killed|injured|found|born|admitted|hurt)|aged \d|(?:years?|months?|weeks?) old|injur\w+)\b"
)
FIRM, PLAIN = 0.9, 0.52
"""A heading so sure decides alone; the least confidence in a wording that leaves the section of one less sure."""
PRACTICE: tuple[SectionName, ...] = ("findings", "learning", "recommendations", "good_practice")


def overrule(sentence: str, state: State, lexicon: Lexicon, in_list: bool = False) -> Meaning | None:
    """The meaning of a strong cue that takes a sentence away from the open section, or ``None``.

    A soft cue does so only where no heading is open; praise leaves only findings; a question in a list of statements
    is one for the team.
    """
    if in_list and _ASKS.match(sentence) and state.section in PRACTICE and not state.own:
        return Meaning("questions", 0.7, "list item that is a question")
    meaning = lexicon.cue(sentence, "strong")
    if meaning is None and state.either:
        # Under "Findings and learning" each sentence says itself which of the two it is.
        weak = weak_cue(sentence, lexicon)
        return weak if weak is not None and weak.section in state.either else None
    if meaning is None and not state.settled:
        meaning = lexicon.cue(sentence, "soft")
    if meaning is None or meaning.section == state.section:
        return None
    free = {
        "good_practice": state.section == "findings" or "good_practice" in state.either,
        "about": state.section != "questions" or not sentence.endswith("?"),
        "recommendations": state.section in {None, "findings", "background"},
        "contact": state.section != "questions" or not sentence.endswith("?"),
        "resources": state.section not in {"contact", "about", "one_thing"} and not sentence.endswith("?"),
    }
    return meaning if free.get(meaning.section, False) else None


class Standing(msgspec.Struct, frozen=True):
    """Where a text stands: whether only background and boilerplate stand above it (``early``), how likely each section
    is by the text around it, where no heading settles that, and whether it is an item of a list."""

    early: bool
    around: Shares | None = None
    in_list: bool = False


def decide(text: str, state: State, standing: Standing, lexicon: Lexicon) -> Meaning:
    """Section, reason and confidence of a piece of text that no label and no strong cue placed.

    A heading that is known well decides alone; else the wording is weighed against what the open heading makes likely,
    and leaves its section only where it is plain; a list item only where it is as plain as can be, for the items of a
    list are of one kind.
    """
    if state.own and state.section is not None:
        return Meaning(state.section, state.confidence, state.why)
    if state.section in {"findings", "learning", "recommendations"} and _asks_the_reader(text):
        return Meaning("questions", 0.65, "the paragraph asks the reader")
    if state.section == "about" and _tells_the_story(text, lexicon):
        return Meaning("background", 0.6, f"{state.why}; the sentences say who was harmed and how")
    if state.section == "background" and state.settled and _tells_of_the_review(text, lexicon):
        return Meaning("about", 0.6, f"{state.why}; the sentences speak of the review or the briefing")
    if state.section is not None and state.settled and not state.either and state.confidence >= FIRM:
        return Meaning(state.section, state.confidence, state.why)
    told = weigh((text,), standing.around or under(state, standing.early), lexicon)
    if told is None:
        return Meaning(state.section or "background", min(state.confidence or 0.5, 0.6), state.why or "no heading")
    if told.section == state.section:
        return Meaning(told.section, max(state.confidence, told.confidence), state.why)
    plain = SUREST if standing.in_list else PLAIN
    if state.section is not None and state.settled and told.section not in state.either and told.confidence < plain:
        return Meaning(state.section, min(state.confidence, 0.6), state.why)
    return Meaning(told.section, told.confidence, f"{state.why}; {told.why}" if state.why else told.why)


def _tells_the_story(text: str, lexicon: Lexicon) -> bool:
    """Whether text under "About this review" is the case itself and not what a review is."""
    harmed = _HARM.search(text) and re.search(r"\b(?:was|were|had)\b", text)
    told_of_one = bool(harmed) and not _GENERAL.search(text)
    return told_of_one and spoken_for([text], True, lexicon) == "background"


def _tells_of_the_review(text: str, lexicon: Lexicon) -> bool:
    """Whether text under "Introduction" speaks of the review or the briefing and tells nothing of the people."""
    return not _TELLS.search(text) and spoken_for([text], True, lexicon) == "about"


def _asks_the_reader(text: str) -> bool:
    """Whether a paragraph is nothing but questions to the team that reads it."""
    asked = [text[start:end] for start, end in sentences(text)]
    speaks_to_us = re.search(r"(?i)\b(?:you|your|we|our|us)\b", text)
    return bool(speaks_to_us) and all(_ASKS.match(one) for one in asked)


def weak_cue(sentence: str, lexicon: Lexicon) -> Meaning | None:
    """What a sentence says by tense and modality, or ``None``; it breaks ties and overrules nothing."""
    if {"learning", "findings"} <= lexicon.cues(sentence) and re.search(r"\b(?:was|were|had|did)\b", sentence):
        # "should have been" tells what was; "should be" tells what ought to be.
        return Meaning("findings", 0.6, "the sentence says what was")
    return lexicon.cue(sentence, "weak")
