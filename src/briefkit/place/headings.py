"""What a heading opens: a section of its own, a theme inside the open section, or two sections at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from briefkit.briefing import SectionName
from briefkit.lexicon import Lexicon, Meaning, fold
from briefkit.tidy.weights import NUMBERED_LABEL

_CONTINUED = re.compile(r"(?i)[\s(–—-]*\b(?:cont(?:inued|\.|’d|'d|d)?)\W*$")
_COMBINED = re.compile(r"\b(?:and|with|&)\b|/")
_THEMED: tuple[SectionName, ...] = ("findings", "learning", "good_practice", "recommendations", "one_thing")


class State(msgspec.Struct, frozen=True):
    """What is open in one container: the section, how it was opened, the theme and the label for the next item.

    ``level`` is the level of the heading that opened the section (0: none did); ``either`` are the sections of a
    combined heading, between which the sentences decide; ``settled`` is false where the section is only inherited;
    ``heading`` is the folded heading that opened the section, so that "Learning (cont.)" on the next page goes on.
    ``case`` is the heading of the case that the sections stand under ("Briefing one: Child Y"), with its level.
    ``own``: the publisher's heading map opened the section; only a strong cue takes a text out of it. ``around`` is
    what a theme with a section of its own in that map stands in: it goes on after it.
    ``unit`` is the heading of the theme, or the row, whose parts belong together ("Finding 2", and the learning below
    it), with its level; ``part`` counts them. ``completes`` says that what comes is a reason of the item before it;
    ``said`` is the folded label inside a paragraph that opened the section.
    """

    section: SectionName | None = None
    why: str = ""
    confidence: float = 0.0
    level: int = 0
    settled: bool = False
    theme: str | None = None
    label: str | None = None
    either: tuple[SectionName, ...] = ()
    heading: str = ""
    case: str | None = None
    case_level: int = 0
    own: bool = False
    around: State | None = None
    unit: str = ""
    unit_level: int = 0
    unit_theme: str | None = None
    part: int = 0
    completes: bool = False
    said: str = ""


class Opening(msgspec.Struct, frozen=True):
    """What a heading did: the state after it, the role of its words in the ledger, where text after a numbered label
    begins, and whether no rule knew the heading."""

    state: State
    role: str
    rest: int = 0
    unknown: bool = False


def above(state: State, level: int) -> State:
    """The state that a heading of this level meets: a theme with a section of its own ends at one that is no deeper."""
    return state.around if state.around is not None and level <= state.level else state


def open_heading(text: str, level: int, state: State, lexicon: Lexicon, names_a_case: Callable[[str], bool]) -> Opening:
    """The state after a heading.

    The order of decision is that of DESIGN.md: the publisher's own heading map, numbered label, exact phrase, slip,
    keyword family, open theme.
    A heading that only names a case (``names_a_case``) tells its story: background.
    A keyword family does not close a section under a heading of a higher level: the words are then a theme in it.
    """
    text = text.strip()
    numbered = NUMBERED_LABEL.match(text)
    if numbered and lexicon.own(text) is None:
        return _open_numbered(text, numbered, level, state, lexicon)
    case = state.case if state.case and level > state.case_level else None
    folded = fold(_CONTINUED.sub("", text))
    if folded and folded == state.heading:
        return Opening(state, "heading")
    known = lexicon.exact(text) or lexicon.slip(text)
    families = () if known else lexicon.families(text)
    deeper = bool(state.level) and level > state.level
    if known is None and families and _weak(deeper, text, state):
        families = ()
    meaning = known or (families[0] if families else None)
    if meaning is not None and meaning.own and meaning.theme:
        return Opening(_open_own_theme(text, level, state, meaning), "theme")
    again = meaning is not None and meaning.section == state.section and state.section in _THEMED and not meaning.own
    if again and (state.settled or not known):
        # "Key messages for schools" under "Learning": more words of the same section are a theme in it.
        return Opening(msgspec.structs.replace(state, theme=text.rstrip(" :"), label=None), "theme")
    if meaning is not None and meaning.section != "metadata":
        either = _either(text, meaning, lexicon)
        return Opening(
            State(
                meaning.section,
                meaning.why,
                meaning.confidence,
                level,
                settled=True,
                theme=case,
                either=either,
                heading=folded,
                case=case,
                case_level=state.case_level if case else 0,
                own=meaning.own,
            ),
            "heading",
        )
    if names_a_case(text) and not (deeper and state.settled):
        why, theme = f"theme ‘{text}’ names a case", text.rstrip(" :")
        opened = State("background", why, 0.65, 0, True, theme, case=theme, case_level=level)
        return Opening(opened, "theme")
    return Opening(_open_theme(text, state, deeper), "theme", unknown=True)


def _open_own_theme(text: str, level: int, state: State, meaning: Meaning) -> State:
    """The state after a theme whose section the publisher's heading map names, whatever it stands in."""
    section = None if meaning.section == "metadata" else meaning.section
    around = msgspec.structs.replace(state, label=None)
    return State(
        section,
        meaning.why,
        meaning.confidence,
        level,
        settled=True,
        theme=text.rstrip(" :"),
        case=state.case,
        case_level=state.case_level,
        own=True,
        around=around,
    )


def _weak(deeper: bool, text: str, state: State) -> bool:
    """Whether the keywords of a heading are too little to leave the open section."""
    words = len(text.split())
    if deeper and state.settled and state.section in (*_THEMED, "background"):
        return True
    return words > 12 and state.section in _THEMED


def _either(text: str, meaning: Meaning, lexicon: Lexicon) -> tuple[SectionName, ...]:
    if meaning.own or not _COMBINED.search(text):
        return ()
    found: list[SectionName] = []
    for half in _COMBINED.split(text):
        section = lexicon.heading(half)
        if section and section.section != "metadata" and section.section not in found:
            found.append(section.section)
    return tuple(found) if len(found) > 1 and meaning.section in found else ()


def _open_theme(text: str, state: State, deeper: bool) -> State:
    theme = text.rstrip(" :")
    if deeper and state.section is not None and state.settled:
        return msgspec.structs.replace(state, theme=theme, label=None)
    if state.section in _THEMED:
        return msgspec.structs.replace(state, theme=theme, label=None, confidence=min(state.confidence, 0.7))
    why = f"theme ‘{theme}’ under no heading that names a section"
    return State("findings", why, 0.6, 0, False, theme, case=state.case, case_level=state.case_level)


def _open_numbered(text: str, numbered: re.Match[str], level: int, state: State, lexicon: Lexicon) -> Opening:
    label = numbered.group(0).rstrip(" :.)–—-")
    word = re.split(r"\s", label)[0]
    meaning = lexicon.label(word) or lexicon.heading(word)
    section, why, confidence = state.section, state.why, state.confidence
    if meaning and meaning.section != "metadata" and word.lower() not in {"theme", "step", "point", "priority"}:
        section, why, confidence = meaning.section, f"heading ‘{label}’", 0.93
    if section in {None, "about", "background", "contact", "resources"}:
        section, why, confidence = "findings", f"numbered theme ‘{label}’", 0.6
    rest = text[numbered.end() :].strip()
    short = bool(rest) and len(rest.split()) <= 10 and not rest.endswith(".")
    theme = f"{label}: {rest}" if short else label
    opened = State(section or "findings", why or f"heading ‘{label}’", confidence or 0.6, level, True, theme, label)
    return Opening(opened, "label", 0 if short or not rest else numbered.end())


def moved(state: State, meaning: Meaning) -> State:
    """The state for one piece of text: the section and reason that were decided for it."""
    if meaning.section == "metadata":
        return state
    changed = msgspec.structs.replace(state, section=meaning.section, why=meaning.why, confidence=meaning.confidence)
    if meaning.section in {"questions", "resources", "contact", "about"} and meaning.section != state.section:
        return msgspec.structs.replace(changed, theme=None, label=None)
    return changed
