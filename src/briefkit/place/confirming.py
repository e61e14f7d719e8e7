"""Whether the text below a heading bears out what a word in the heading promises."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, Meaning
from briefkit.place.content import spoken_for

_DOUBTED: tuple[SectionName, ...] = ("background", "learning", "recommendations")
"""Sections that a keyword alone does not settle; the words of the others were right whatever stood below them."""
_TO_YOU = re.compile(r"(?i)\b(?:I|you)\b")
_SURE_OF_WORDS, UNCONFIRMED = 0.9, 0.7
"""A heading known as a phrase is at least so sure; a keyword that the text below does not bear out is at most so."""


def confirm(
    meaning: Meaning, heading: str, texts: Callable[[], Iterable[str]], early: bool, lexicon: Lexicon
) -> Meaning:
    """What a heading means once the text below it is heard; ``early`` as for :func:`spoken_for`.

    ``texts`` gives that text, and is asked only where it could make a difference.

    "What should I do?" asks for advice or for the actions of services: the text says which. A keyword that the text
    speaks against stands, and is not sure; one for the background must be borne out, for its words are everywhere.
    """
    if meaning.own:
        return meaning
    to_you = meaning.section == "recommendations" and _TO_YOU.search(heading)
    if meaning.section not in _DOUBTED or (meaning.confidence >= _SURE_OF_WORDS and not to_you):
        return meaning
    says = spoken_for(texts(), early, lexicon)
    if to_you and says == "learning":
        return Meaning("learning", meaning.confidence, f"{meaning.why} and what its sentences say below it")
    borne_out = says == meaning.section or (says is None and meaning.section != "background")
    if borne_out or meaning.confidence >= _SURE_OF_WORDS:
        return meaning
    return msgspec.structs.replace(meaning, confidence=min(meaning.confidence, UNCONFIRMED))
