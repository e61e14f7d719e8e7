"""Parting a paragraph: at run-in labels ("Learning:"), and at sentences that plainly belong elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from briefkit.lexicon import Lexicon, Meaning, fold
from briefkit.model import Run, slice_runs
from briefkit.segment import sentences
from briefkit.tidy.runs import is_linked, look_of, strip_runs
from briefkit.tidy.weights import NUMBERED_LABEL

_LABEL = re.compile(
    r"[>•\s]*([A-Z“‘'\"][^.:;!?\n]{1,58}?[?…]{0,3})(\s*:\s*|\s*—\s*|\s+[–-]\s+|\s*\.\s+(?=[A-Z])|(?<=[?…])\s+(?=[A-Z]))"
)
_OPEN_QUOTE, _CLOSED_QUOTE = re.compile(r"[“‘\"']"), re.compile(r"[”’\"']$")
_PAIRED = re.compile(r"[^.?!:]{1,90}\s[–—-]\s+[a-z]")
"""The second of two dashes round an aside: "Good practice – such as the call on Sunday – was not shared"."""
_SIDE = frozenset({"contact", "resources", "about", "metadata"})
_NOUNS = frozenset(
    {"learning", "lessons", "strengths", "findings", "finding", "background", "summary", "context", "actions"}
    | {"recommendation", "recommendations", "missed opportunities", "reflection", "questions"}
)
"""Single words that are no sentence where a stop follows them; "Think." and "Remember." are."""
_STOPPED_WORDS = 5
_LABEL_WORDS = 9
_OPENER = 60
"""Characters of a sentence that announces what follows in its paragraph."""


class Part(msgspec.Struct, frozen=True):
    """Part of a paragraph: the label that opens it (if any), what the label means, and the text after it."""

    runs: tuple[Run, ...]
    label: tuple[Run, ...] = ()
    meaning: Meaning | None = None
    unknown_label: bool = False


def part_at_labels(runs: tuple[Run, ...], lexicon: Lexicon, reasons: bool = False) -> tuple[Part, ...]:
    """The paragraph cut at each label that the lexicon knows, and at a bold label with a colon at its head.

    A label counts at the head of a sentence. With a colon, or in another look than its text, any known label counts;
    with a dash or a stop only one that can be no part of a sentence. ``reasons`` says that the paragraph may give the
    reasons of an item above it: the labels of reasons then count too.
    """
    text = "".join(run.text for run in runs)
    cuts: list[tuple[int, int, Meaning | None, bool]] = []
    for start, _ in sentences(text):
        found = _label_at(runs, text, start, lexicon, reasons)
        if found and (not cuts or start >= cuts[-1][1]):
            cuts.append((start, *found))
    if not cuts:
        return (Part(strip_runs(runs)),)
    parts: list[Part] = []
    if text[: cuts[0][0]].strip():
        parts.append(Part(strip_runs(slice_runs(runs, 0, cuts[0][0]))))
    for number, (start, end, meaning, unknown) in enumerate(cuts):
        until = cuts[number + 1][0] if number + 1 < len(cuts) else None
        label, rest = strip_runs(slice_runs(runs, start, end)), strip_runs(slice_runs(runs, end, until))
        parts.append(Part(rest, label, meaning, unknown))
    return tuple(parts)


def numbered_labels(text: str) -> tuple[tuple[int, int], ...]:
    """Where the numbered labels of a paragraph begin and end: the one at its head, and those that count on from it.

    >>> numbered_labels("Lesson 1: Ring first. Lesson 2: Ring again. See Lesson 3: it is short.")
    ((0, 10), (22, 32))
    """
    found: list[tuple[int, int]] = []
    last: tuple[str, int] | None = None
    for start, _ in sentences(text):
        label = NUMBERED_LABEL.match(text[start:])
        counted = re.match(r"(.*?)\s*(\d{1,2})", label[0]) if label else None
        if label is None or (found and (counted is None or not label[0].rstrip().endswith((":", "–", "—")))):
            if not found:
                return ()
            continue
        name = (counted[1].casefold(), int(counted[2])) if counted else ("", 0)
        if found and (last is None or name != (last[0], last[1] + 1)):
            continue
        end = start + label.end() + len(text[start + label.end() :]) - len(text[start + label.end() :].lstrip())
        found.append((start, end))
        last = name
    return tuple(found)


def _label_at(
    runs: tuple[Run, ...], text: str, start: int, lexicon: Lexicon, reasons: bool
) -> tuple[int, Meaning | None, bool] | None:
    match = _LABEL.match(text, start)
    if match is None or len(match.group(1).split()) > _LABEL_WORDS or NUMBERED_LABEL.match(match.group(1)):
        return None
    label, sign = match.group(1), match.group(2).strip()
    if _OPEN_QUOTE.match(label) and not _CLOSED_QUOTE.search(label):
        return None  # the words of somebody else, or a title
    meaning = lexicon.label(label)
    bold = _stands_out(runs, match, len(text))
    at_head = not text[:start].strip()
    if reasons and lexicon.completes(label) and (bold or sign == ":" or (at_head and sign in {"–", "—"})):
        return match.end(), None, True
    if meaning and (sign == ":" or bold or _counts(label, sign, at_head, text[match.end() :], lexicon)):
        return match.end(), meaning, False
    led = sign in {":", "–", "—"} or (sign == "." and len(label.split()) <= 4)
    if bold and led and at_head and not lexicon.caption(label) and len(text) - match.end() > 20:
        return match.end(), None, True
    return None


def _counts(label: str, sign: str, at_head: bool, after: str, lexicon: Lexicon) -> bool:
    """Whether a known label without a colon, in the look of the text around it, is a label and no part of a sentence.

    ``after`` is the text behind its sign.
    """
    folded = fold(label)
    several = " " in folded
    known = lexicon.labels.get(folded) or (lexicon.phrases.get(folded) if several else None)
    plainly = known is not None and known not in _SIDE
    if sign == ".":
        return plainly and len(label.split()) <= _STOPPED_WORDS and (several or (at_head and folded in _NOUNS))
    if not sign:
        return at_head and len(label.split()) > 2
    if _PAIRED.match(after):
        return False
    return (plainly or several) if at_head else plainly and after[:1].isupper()


def _stands_out(runs: tuple[Run, ...], match: re.Match[str], length: int) -> bool:
    """Whether the label is set in another look (bold, italic, underlined, coloured) than the text after it."""
    label = slice_runs(runs, match.start(1), match.end(1))
    after = slice_runs(runs, match.end(), min(match.end() + 20, length))
    if not after or is_linked(label):
        return False
    bold, _, colour, underlined = look_of(label)
    bold_after, _, colour_after, underlined_after = look_of(after)
    italic = all(run.italic for run in label) and not any(run.italic for run in after)
    return (bold and not bold_after) or (underlined and not underlined_after) or italic or colour != colour_after


def part_at_cues(runs: tuple[Run, ...], overrules: Callable[[str], Meaning | None]) -> tuple[Part, ...]:
    """The paragraph cut into runs of sentences that one strong cue puts elsewhere; whole where no cue speaks.

    ``overrules`` gives the meaning that takes a sentence away from its section, or ``None``.
    """
    text = "".join(run.text for run in runs)
    groups: list[tuple[int, Meaning | None]] = []
    opener: Meaning | None = None
    for start, end in sentences(text):
        meaning = overrules(text[start:end]) or opener
        if not groups and meaning is not None and meaning.section == "good_practice" and end - start <= _OPENER:
            # "There was good practice too." announces the sentences after it.
            opener = meaning
        section = meaning.section if meaning else None
        if not groups or section != (groups[-1][1].section if groups[-1][1] else None):
            groups.append((start, meaning))
    if len(groups) <= 1:
        return (Part(strip_runs(runs), meaning=groups[0][1] if groups else None),)
    parts = []
    for number, (start, meaning) in enumerate(groups):
        until = groups[number + 1][0] if number + 1 < len(groups) else None
        parts.append(Part(strip_runs(slice_runs(runs, 0 if number == 0 else start, until)), meaning=meaning))
    return tuple(parts)
