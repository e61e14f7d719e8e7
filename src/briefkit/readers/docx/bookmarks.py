"""Bookmarks: which have a beginning and an end, which are there twice, and which references lead nowhere."""

from __future__ import annotations

from typing import NamedTuple

from briefkit.diagnostics import Diagnostic
from briefkit.model import Bookmark, Origin

_WORDS_OWN = frozenset({"_top", "_GoBack"})


class Reference(NamedTuple):
    """A field or link that points at a bookmark, and where it stands."""

    bookmark: str
    sort: str
    origin: Origin


class Bookmarks:
    """Gathers the bookmarks and references of all stories while they are read."""

    def __init__(self) -> None:
        self._order: list[tuple[str, str, Origin]] = []
        self._open: dict[str, list[int]] = {}
        self._closed: set[int] = set()
        self._stray: list[tuple[str, Origin]] = []
        self._first: dict[str, int] = {}
        self.references: list[Reference] = []

    def start(self, key: str, name: str, origin: Origin) -> None:
        """A bookmark begins; ``key`` is the id that its end repeats."""
        index = len(self._order)
        self._order.append((key, name, origin))
        self._open.setdefault(key, []).append(index)
        self._first.setdefault(name.casefold(), index)

    def end(self, key: str, origin: Origin) -> None:
        """A bookmark ends."""
        waiting = self._open.get(key)
        if waiting:
            self._closed.add(waiting.pop())
        else:
            self._stray.append((key, origin))

    def refer(self, name: str, sort: str, origin: Origin) -> None:
        """Something points at the bookmark ``name``."""
        self.references.append(Reference(name, sort, origin))

    def has(self, name: str) -> bool:
        """Whether a bookmark of that name begins somewhere; Word does not tell capitals from small letters."""
        return name.casefold() in self._first

    def settle(self, targets: dict[str, str]) -> tuple[tuple[Bookmark, ...], list[Diagnostic]]:
        """All bookmarks with their state, broken references among them, and what to tell the person.

        ``targets`` leads from a bookmark's name in small letters to the id of the block where it begins.
        """
        found: list[Bookmark] = []
        damaged = 0
        for index, (_, name, origin) in enumerate(self._order):
            target = targets.get(name.casefold())
            if self._first[name.casefold()] != index:
                found.append(Bookmark(name, "duplicate", origin, target, "a bookmark of this name stands before"))
            elif index not in self._closed:
                found.append(Bookmark(name, "unmatched", origin, target, "it begins and does not end"))
            else:
                found.append(Bookmark(name, "ok", origin, target))
                continue
            damaged += 1
        for key, origin in self._stray:
            found.append(Bookmark("", "unmatched", origin, None, f"end {key} has no beginning"))
        notes: list[Diagnostic] = []
        damaged += len(self._stray)
        if damaged:
            words = "bookmark is" if damaged == 1 else "bookmarks are"
            notes.append(
                Diagnostic("BK205", "info", f"{damaged} {words} left over or doubled; no text depends on them.")
            )
        for reference in self.references:
            if self.has(reference.bookmark) or reference.bookmark in _WORDS_OWN:
                continue
            note = f"a {reference.sort} points at it" if reference.sort else "a link points at it"
            found.append(Bookmark(reference.bookmark, "broken", reference.origin, None, note))
            notes.append(
                Diagnostic(
                    "BK202",
                    "warning",
                    f"A cross-reference leads nowhere: the bookmark {reference.bookmark} does not exist.",
                    str(reference.origin),
                    "Check whether the sentence still makes sense without it.",
                )
            )
        return tuple(found), notes
