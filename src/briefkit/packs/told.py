"""What is said of a file with several briefings, or with one among other pages."""

from __future__ import annotations

from collections.abc import Iterable

from briefkit.diagnostics import Diagnostic
from briefkit.packs.parts import Pack, Part

SEVERAL, AMONG_OTHERS, UNCLEAR = "BK340", "BK341", "BK342"
_MOST_NAMED = 12
_LONGEST_TITLE = 80


def tell(pack: Pack) -> tuple[Diagnostic, ...]:
    """What a person should know before the file becomes one briefing, with the next step; nothing for a single one."""
    said: list[Diagnostic] = []
    briefings = pack.briefings
    if len(briefings) > 1:
        said.append(
            Diagnostic(
                SEVERAL,
                "warning",
                f"The file holds {len(briefings)} briefings, and was taken as one: {_list(briefings)}.",
                briefings[1].place,
                "Run again with --split to make a briefing of each.",
            )
        )
    elif len(pack.parts) > 1:
        others = [part for part in pack.parts if part.kind == "matter"]
        said.append(
            Diagnostic(
                AMONG_OTHERS,
                "warning",
                f"Only part of the file is the briefing {in_words(briefings[0])}; this seems to be none of it: "
                f"{_list(others)}.",
                others[0].place,
                "Run again with --split to set it aside.",
            )
        )
    return (*said, *tell_unclear(pack.unsure))


def tell_unclear(places: Iterable[str]) -> tuple[Diagnostic, ...]:
    """That another briefing may begin at ``places``, and that nothing was parted there."""
    listed = list(places)
    if not listed:
        return ()
    named = ", ".join(listed[:_MOST_NAMED])
    return (
        Diagnostic(
            UNCLEAR,
            "warning",
            f"Another briefing may begin at {named}; the signs are not clear enough to part the file there.",
            note="If it is one, save it as a file of its own and convert that.",
        ),
    )


def in_words(part: Part) -> str:
    """A part by its title and its pages: ``“Learning from Baby T” (pages 3 to 4)``."""
    title = part.title if len(part.title) <= _LONGEST_TITLE else f"{part.title[:_LONGEST_TITLE].rstrip()} …"
    named = f"“{title}”" if title else "text without a title"
    return f"{named} ({part.place})" if part.place else named


def _list(parts: Iterable[Part]) -> str:
    listed = [in_words(part) for part in parts]
    more = len(listed) - _MOST_NAMED
    return ", ".join(listed[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
