"""Bookmarks: which have a beginning and an end, which are there twice, and which references lead nowhere."""

from __future__ import annotations

from typing import NamedTuple

from briefkit.diagnostics import Diagnostic
from briefkit.model import Bookmark, Origin
from briefkit.readers.docx.drafts import Draft

_WORDS_OWN = frozenset({"_top", "_goback"})
"""Names that Word knows without a bookmark, in small letters."""

_QUOTED, _LONGEST = 4, 60
"""So many words, of no more letters, before a broken reference are quoted, so that a person can look for them."""

_LOOKED_AT = 20
"""So many pieces of text on either side are looked at for them."""


class Reference(NamedTuple):
    """A field (``REF``, ``PAGEREF`` …) or link that points at a bookmark, and where it stands.

    ``pieces`` is how many pieces of the draft were read before it, and ``letters`` how long the last of them was:
    what follows may be joined to it.
    """

    bookmark: str
    sort: str
    part: str
    draft: Draft
    pieces: int
    letters: int = 0
    in_contents: bool = False

    @property
    def origin(self) -> Origin:
        """The place; of what the draft's order settles later, nothing is known yet."""
        return Origin(self.part, self.draft.path)

    @property
    def where(self) -> str:
        """The place in words that can be looked for: the paragraph, and the visible words before the reference."""
        pieces, last = self.draft.pieces, max(self.pieces - 1, 0)
        before, after = "", ""
        if 0 < self.pieces <= len(pieces) and not pieces[last].hidden:
            before, after = pieces[last].text[: self.letters], pieces[last].text[self.letters :]
        for piece in reversed(pieces[max(last - _LOOKED_AT, 0) : last]):
            before = before if piece.hidden else piece.text + before
        for piece in pieces[self.pieces : self.pieces + _LOOKED_AT]:
            after = after if piece.hidden else after + piece.text
        if before.strip():
            return f"{self.origin}, after “{_last(before)}”"
        return f"{self.origin}, at “{_first(after)}”" if after.strip() else str(self.origin)


def _last(text: str) -> str:
    words = " ".join(text.split()[-_QUOTED:])
    return words if len(words) <= _LONGEST else f"…{words[-_LONGEST:]}"


def _first(text: str) -> str:
    words = " ".join(text.split()[:_QUOTED])
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def note_key(sort: str, key: str) -> str:
    """The name under which the marks of a note find it; no bookmark can have it, since XML knows no such letter."""
    return f"\x01{sort} {key}"


class Bookmarks:
    """Gathers the bookmarks and references of all stories while they are read."""

    def __init__(self) -> None:
        self._order: list[tuple[str, str, Origin]] = []
        self._open: dict[tuple[str, str], list[int]] = {}
        self._closed: set[int] = set()
        self._stray: list[tuple[str, Origin]] = []
        self._first: dict[str, int] = {}
        self.references: list[Reference] = []
        self._refused: list[Reference] = []

    def start(self, key: str, name: str, origin: Origin) -> None:
        """A bookmark begins; ``key`` is the id that its end repeats in the same part."""
        index = len(self._order)
        self._order.append((key, name, origin))
        self._open.setdefault((origin.part, key), []).append(index)
        self._first.setdefault(name.casefold(), index)

    def end(self, key: str, origin: Origin) -> None:
        """A bookmark ends."""
        waiting = self._open.get((origin.part, key))
        if waiting:
            self._closed.add(waiting.pop())
        else:
            self._stray.append((key, origin))

    def refer(self, reference: Reference) -> None:
        """Something points at a bookmark."""
        self.references.append(reference)

    def refuse(self, reference: Reference) -> None:
        """A link leads where no reader should follow it. Told at the end, when it is known what is hidden."""
        self._refused.append(reference)

    def has(self, name: str) -> bool:
        """Whether a bookmark of that name begins somewhere; Word does not tell capitals from small letters."""
        return name.casefold() in self._first

    def settle(self, targets: dict[str, str]) -> tuple[tuple[Bookmark, ...], list[Diagnostic]]:
        """All bookmarks with their state, broken references among them, and what to tell the person.

        ``targets`` leads from a bookmark's name in small letters to the id of the block where it begins.
        """
        found, damaged = self._states(targets)
        notes: list[Diagnostic] = []
        if damaged:
            words = "bookmark is" if damaged == 1 else "bookmarks are"
            notes.append(
                Diagnostic("BK205", "info", f"{damaged} {words} left over or doubled; no text depends on them.")
            )
        for reference in self.references:
            if not self.has(reference.bookmark) and reference.bookmark.casefold() not in _WORDS_OWN:
                note = f"a {reference.sort} points at it"
                found.append(Bookmark(reference.bookmark, "broken", reference.origin, None, note))
                notes.append(_broken(reference))
        notes.extend(_refused(reference) for reference in self._refused)
        return tuple(found), notes

    def _states(self, targets: dict[str, str]) -> tuple[list[Bookmark], int]:
        """The bookmarks that are there with their states, and how many are damaged."""
        found: list[Bookmark] = []
        damaged = len(self._stray)
        for index, (_, name, origin) in enumerate(self._order):
            target = targets.get(name.casefold())
            if self._first[name.casefold()] != index:
                note = "a bookmark of this name stands before"
                note += "" if index in self._closed else "; it begins and does not end"
                found.append(Bookmark(name, "duplicate", origin, target, note))
            elif index not in self._closed:
                found.append(Bookmark(name, "unmatched", origin, target, "it begins and does not end"))
            else:
                found.append(Bookmark(name, "ok", origin, target))
                continue
            damaged += 1
        for key, origin in self._stray:
            found.append(Bookmark("", "unmatched", origin, None, f"end {key} has no beginning"))
        return found, damaged


def _refused(reference: Reference) -> Diagnostic:
    return Diagnostic(
        "BK203",
        "warning",
        "A link was left out because it leads to no web page, mail address or telephone; its words are kept.",
        reference.where,
        "Put a web address in its place if the reader needs it.",
    )


def _broken(reference: Reference) -> Diagnostic:
    """What to tell of a reference that leads nowhere; in a table of contents, which no briefing prints, in passing."""
    if reference.in_contents:
        told = "A line of the table of contents leads nowhere"
        step = "Nothing needs to be done: the table of contents is no part of the briefing."
    else:
        told = "A link leads nowhere" if reference.sort == "HYPERLINK" else "A cross-reference leads nowhere"
        step = "Check whether the sentence still makes sense without it."
    return Diagnostic(
        "BK202",
        "info" if reference.in_contents else "warning",
        f"{told}: the bookmark {reference.bookmark} does not exist.",
        reference.where,
        step,
    )
