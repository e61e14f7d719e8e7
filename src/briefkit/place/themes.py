"""Themes with headings of their own below them: "Bruising" over "What we found" and "What this means for practice".

The headings below such a theme come again under the next one. They open their sections as always; the theme goes on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

import msgspec

from briefkit.lexicon import Lexicon, Meaning, fold
from briefkit.model import Document, TextBlock
from briefkit.place.headings import Opening, State
from briefkit.place.tray import LIST_KINDS
from briefkit.tidy.weights import NUMBERED_LABEL

_THEME_WORDS = 10
_FRONT = 80
"""Blocks within which a list of contents or themes begins."""
_MOST = 0.8
"""So many of the themes of one level have the headings below them, where no level says what stands below what."""
_APART = frozenset({"metadata", "about", "contact", "resources", "one_thing"})
_TURNS = re.compile(
    r"(?i)(?:theme|finding|issue|key line of enquiry|kloe|learning point|lesson|question|practice point)"
)
"""Numbered themes under which recommendations and learning are numbered with them."""


class Themes(msgspec.Struct, frozen=True):
    """The ``blocks`` of a document, and by the number of each ``above``, the theme that goes on over a heading.

    ``labels`` are the headings that are no theme and no section but the label of what completes a numbered theme ("How
    can we enhance practice?").
    """

    blocks: tuple[TextBlock, ...]
    above: dict[int, int] = {}
    labels: frozenset[int] = frozenset()

    @property
    def spanning(self) -> frozenset[int]:
        """The themes that have such headings below them."""
        return frozenset(self.above.values())


class _Below(msgspec.Struct, frozen=True):
    heading: int
    theme: int
    words: str
    section: str
    deeper: bool

    @property
    def known(self) -> bool:
        return bool(self.section)


def find_themes(document: Document, lexicon: Lexicon) -> Themes:
    """The themes of a document that have headings of their own below them, each time the same or on a deeper level."""
    blocks = document.blocks
    headings = [n for n, block in enumerate(blocks) if block.kind == "heading" and not block.aside]
    sections = {n: _section(blocks[n], lexicon) for n in headings}
    known = {n: bool(section) for n, section in sections.items()}
    counted = Counter(fold(blocks[n].text) for n in headings)
    recurring = {n for n in headings if counted[fold(blocks[n].text)] > 1 and not NUMBERED_LABEL.match(blocks[n].text)}
    below = list(_below(blocks, sections, recurring))
    themes = [n for n in headings if not known[n] and n not in recurring and not is_split(blocks, n + 1)]
    levels = Counter((blocks[n].container, blocks[n].level) for n in themes)
    with_words: dict[str, set[int]] = defaultdict(set)
    deeper: dict[int, set[str]] = defaultdict(set)
    for one in below:
        with_words[one.words].add(one.theme)
        if one.deeper and one.known:
            deeper[one.theme].add(one.section)
    several = Counter((blocks[n].container, blocks[n].level) for n, sections in deeper.items() if len(sections) > 1)
    above: dict[int, int] = {}
    labels: set[int] = set()
    for one in below:
        place = blocks[one.theme].container, blocks[one.theme].level
        again = len(with_words[one.words]) > 1 and (one.deeper or len(with_words[one.words]) >= _MOST * levels[place])
        numbered = NUMBERED_LABEL.match(blocks[one.theme].text)
        if one.known and (again or (one.deeper and several[place] > 1 and len(deeper[one.theme]) > 1)):
            above[one.heading] = one.theme
        elif again and numbered and not one.known:
            above[one.heading] = one.theme
            labels.add(one.heading)
    return Themes(blocks, above, frozenset(labels))


def is_split(blocks: tuple[TextBlock, ...], n: int) -> bool:
    """Whether a heading is the words of the bare numbered label that stands right above it: "Theme 2", "Hidden men"."""
    if not 0 < n < len(blocks):
        return False
    label, words = blocks[n - 1], blocks[n]
    bare = NUMBERED_LABEL.fullmatch(label.text.strip().rstrip(" :.)–—-")) is not None
    together = label.kind == words.kind == "heading" and label.container == words.container
    return bare and together and words.level >= label.level and not NUMBERED_LABEL.match(words.text)


def in_theme(opening: Opening, before: State, n: int, themes: Themes, known: Meaning | None = None) -> Opening:
    """What a heading opened, with the theme that goes on above it and the unit whose part it is.

    ``before`` is the state that the heading of block ``n`` found, ``known`` its meaning where it is a known phrase.
    """
    block, state = themes.blocks[n], opening.state
    begun = msgspec.structs.replace(
        state, unit=block.id, unit_level=block.level, unit_theme=state.theme, part=0, completes=False
    )
    if opening.unknown and is_split(themes.blocks, n):
        words = f"{before.theme}: {state.theme}"
        begun = msgspec.structs.replace(begun, theme=words, label=before.label, unit_theme=words)
        return msgspec.structs.replace(opening, state=begun, unknown=False)
    if state.case or before.case:
        return opening  # what stands under the heading of a case is its story and all that came of it, and no pair
    if n in themes.above:
        return _below_theme(opening, before, n, themes, known)
    if opening.role == "label" and _goes_on(before, block, state):
        own = before.unit_theme if state.theme == state.label else state.theme
        begun = _part_of(before, msgspec.structs.replace(state, theme=own), before.part + 1)
    elif opening.role != "label" and n not in themes.spanning:
        deeper = before.unit and block.level > before.unit_level
        begun = _part_of(before if deeper else State(), state, before.part if deeper else 0)
        if deeper and opening.role == "heading" and state.section not in _APART:
            begun = msgspec.structs.replace(begun, theme=before.unit_theme, part=before.part + 1)
    return msgspec.structs.replace(opening, state=begun)


def _below_theme(opening: Opening, before: State, n: int, themes: Themes, known: Meaning | None) -> Opening:
    """What a heading below a theme opened: its section, the label of what completes the theme, or a theme in it."""
    above = themes.blocks[themes.above[n]]
    theme, state = before.unit_theme or before.theme, opening.state
    whole = msgspec.structs.replace(
        before, unit=before.unit or above.id, unit_level=before.unit_level or above.level, unit_theme=theme
    )
    if opening.role == "theme" and known is not None and known.section == state.section:
        # "What we found" under "Finding 2" says nothing more than the theme.
        state, role = msgspec.structs.replace(state, why=known.why, confidence=known.confidence, theme=theme), "heading"
    elif n in themes.labels or (opening.role == "theme" and NUMBERED_LABEL.match(theme or "")):
        words = themes.blocks[n].text.strip().rstrip(" :")
        kept = msgspec.structs.replace(whole, theme=theme, label=words, part=before.part + 1, completes=True)
        return Opening(kept, "label")
    else:
        role = opening.role
        state = state if role == "theme" else msgspec.structs.replace(state, theme=theme)
    return msgspec.structs.replace(opening, state=_part_of(whole, state, before.part + 1), role=role)


def _goes_on(before: State, block: TextBlock, state: State) -> bool:
    """Whether a numbered label belongs to the numbered theme above it."""
    deep = not block.level or block.level >= before.unit_level
    return bool(before.unit) and deep and turns(before.theme, state.label or "")


def completing(before: State, words: str, level: int) -> State | None:
    """The state for the reasons of what stands above a heading of that level, or ``None`` where it stands by itself."""
    if not before.unit and not (before.level and level > before.level):
        return None
    return with_reasons(before, words, before.unit_theme or before.theme)


def with_reasons(before: State, words: str, theme: str | None) -> State:
    """The state for reasons that a heading or a label announces: they stand with the item above, under its theme."""
    label = words.strip().rstrip(" :.–—-")
    why = f"‘{label}’ completes the item above it"
    return msgspec.structs.replace(
        before, theme=theme, label=label, part=before.part + 1, completes=True, why=why, confidence=0.9
    )


def _part_of(before: State, state: State, part: int) -> State:
    return msgspec.structs.replace(
        state, unit=before.unit, unit_level=before.unit_level, unit_theme=before.unit_theme, part=part, completes=False
    )


def turns(before: str | None, label: str) -> bool:
    """Whether a numbered label completes the numbered theme before it: "Finding 2" and then "Recommendation 2"."""
    numbered = NUMBERED_LABEL.match(before or "")
    if numbered is None or not _TURNS.match(numbered.group(0)):
        return False
    return numbered.group(0).partition(" ")[0].casefold() != label.partition(" ")[0].casefold()


def announcing(blocks: tuple[TextBlock, ...]) -> frozenset[int]:
    """The numbers of list items that only announce headings to come: a list of themes or contents at the front.

    Of a list of which most items do, the others are themes too.
    """
    headings = {fold(block.text): n for n, block in enumerate(blocks) if block.kind == "heading"}
    found: set[int] = set()
    for listed, run in groupby(enumerate(blocks), key=lambda numbered: numbered[1].kind in LIST_KINDS):
        items = list(run) if listed else []
        if items and items[0][0] > _FRONT:
            break  # so far down a list tells something, though its items may stand as headings later on
        matched = {n for n, block in items if headings.get(fold(block.text), -1) > n}
        themes = len(matched) > 0.6 * len(items)
        found.update(n for n, b in items if (themes or n in matched) and len(b.text.split()) <= _THEME_WORDS)
    return frozenset(found)


def _section(block: TextBlock, lexicon: Lexicon) -> str:
    """The section of a heading that may come again under each theme; empty for all others."""
    if NUMBERED_LABEL.match(block.text):
        return ""
    meaning = lexicon.heading(block.text)
    return meaning.section if meaning is not None and meaning.section not in _APART else ""


def _below(blocks: tuple[TextBlock, ...], sections: dict[int, str], recurring: set[int]) -> Iterator[_Below]:
    """Each heading that may stand below a theme, with the theme: one of a higher level, else the last of its own."""
    open_themes: dict[str, list[int]] = defaultdict(list)
    for n, section in sections.items():
        block = blocks[n]
        themes = open_themes[block.container]
        if not section and n not in recurring:
            themes[:] = [theme for theme in themes if blocks[theme].level < block.level]
            themes.append(n)
            continue
        themes[:] = [theme for theme in themes if blocks[theme].level <= block.level]
        higher = [theme for theme in themes if blocks[theme].level < block.level]
        if themes:
            yield _Below(n, (higher or themes)[-1], fold(block.text), section, bool(higher))
