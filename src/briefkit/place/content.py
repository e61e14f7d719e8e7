"""What the words of sentences or of a heading say of the section, and how likely each is before a word is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from briefkit.briefing import SectionName
from briefkit.diction import Judged, Label, features_of, load_diction
from briefkit.lexicon import Lexicon, fold
from briefkit.segment import sentences

_LIKELY = 0.5
"""The least share for a choice."""
EARLY: tuple[SectionName, ...] = ("background", "about")
"""What a briefing begins with, and does not end with."""

COMMON: dict[SectionName, float] = {
    "background": 0.17, "findings": 0.23, "good_practice": 0.06, "learning": 0.22, "recommendations": 0.12,
    "questions": 0.05, "resources": 0.05, "contact": 0.03, "about": 0.07,
}  # fmt: skip
"""How common the sections are (statements of all documents with an answer, rounded)."""
_EARLY: dict[SectionName, float] = {
    "background": 2.0,
    "about": 1.6,
    "findings": 0.7,
    "learning": 0.8,
    "recommendations": 0.5,
}
_LATE: dict[SectionName, float] = {"background": 0.6, "about": 0.7}
"""Odds by place: a story comes first, and seldom after what was found and learned."""


def _expected(leaning: Mapping[SectionName, float]) -> dict[SectionName, float]:
    odds = {section: share * leaning.get(section, 1.0) for section, share in COMMON.items()}
    whole = sum(odds.values())
    return {section: odd / whole for section, odd in odds.items()}


EXPECTED = {True: _expected(_EARLY), False: _expected(_LATE)}
"""How likely each section is before a word is read, where only background and boilerplate stand above, or not."""


def features(texts: Iterable[str], lexicon: Lexicon) -> list[str]:
    """What the diction weighs of a passage: the words of its sentences, and what the lexicon hears in each of them."""
    found: list[str] = []
    for text in texts:
        for start, end in sentences(text):
            found.extend(_features_of_sentence(text[start:end].strip(), lexicon))
    return found


@lru_cache(1024)  # a sentence is weighed with the heading above it, with its neighbours, and by itself
def _features_of_sentence(sentence: str, lexicon: Lexicon) -> tuple[str, ...]:
    found = features_of(sentence)
    # A hint of the lexicon stands for many words: it counts as two.
    found.extend(f"<tells {section}>" for section in lexicon.tells(sentence) for _ in range(2))
    strong, weak = lexicon.cue(sentence, "strong"), lexicon.cue(sentence, "weak")
    found.extend([f"<strong {strong.section}>"] if strong is not None else [])
    found.extend([f"<weak {weak.section}>"] if weak is not None else [])
    return tuple(found)


def heading_features(heading: str, lexicon: Lexicon) -> list[str]:
    """What the diction weighs of a heading: its words, parts of its words, and what the lexicon makes of it."""
    folded = fold(heading)
    words = folded.split()
    found = features_of(folded) + (["<asks>"] if heading.rstrip().endswith("?") else [])
    for word in words:
        marked = f" {word} "
        found.extend(f"#{marked[n : n + size]}" for size in (4, 5) for n in range(max(1, len(marked) - size + 1)))
    known = lexicon.exact(heading) or lexicon.slip(heading)
    if known is not None:
        found.extend([f"<phrase {known.section}>"] * 3)
    families = lexicon.families(heading)
    for family in families:
        found.extend([f"<family {family.section}>"] * 2)
    if known is None and not families:
        found.append("<no family>")
    found.append(f"<{min(6, len(words))} words>")
    return found


def judge_heading(heading: str, lexicon: Lexicon) -> dict[Label, float]:
    """How likely the text below a heading is of each section, by the heading's words alone; or of any: a topic."""
    judged = load_diction().headings.judge(heading_features(heading, lexicon), {})
    return {one.section: one.share for one in judged}


def judge(
    texts: Iterable[str], before: Mapping[SectionName, float], lexicon: Lexicon
) -> tuple[Judged[SectionName], ...]:
    """The sections that the wording of the texts speaks for, the likeliest first; empty where it says nothing.

    ``before`` is how likely each section was before a word was read.
    """
    return load_diction().passages.judge(features(texts, lexicon), before)


def spoken_for(texts: Iterable[str], early: bool, lexicon: Lexicon) -> SectionName | None:
    """The section that the wording of the texts speaks for, or ``None`` where it is not plain.

    ``early`` says that no section but background and boilerplate was opened yet: a story then comes first.
    """
    judged = judge(texts, EXPECTED[early], lexicon)
    return judged[0].section if judged and judged[0].share >= _LIKELY else None


def in_words(judged: Judged[SectionName]) -> str:
    """The reason for a judgement, for a reader of the report."""
    words = f" (words: {', '.join(judged.words)})" if judged.words else ""
    return f"what its sentences say{words}"
