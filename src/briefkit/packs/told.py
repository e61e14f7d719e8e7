"""What is said of a file with several briefings, or with one among other pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from briefkit.briefing import OF_NO_BRIEFING, Aside, Briefing
from briefkit.diagnostics import Diagnostic
from briefkit.ledger import source_text
from briefkit.model import Span, TextBlock, merge_spans
from briefkit.packs.cutting import Share
from briefkit.packs.parts import Pack, Part, Unclear

SEVERAL, AMONG_OTHERS, UNCLEAR = "BK340", "BK341", "BK342"
_PAGE = re.compile(r"page (\d+)\b")
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


def tell_unclear(places: Iterable[Unclear]) -> tuple[Diagnostic, ...]:
    """That another briefing may begin at ``places``, and that nothing was parted there."""
    listed = [place.text for place in places]
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


def tell_share(share: Share, pack: Pack) -> tuple[Diagnostic, ...]:
    """What a person should know of one briefing of a file that was split: what was set aside with it, and where another
    may begin inside it."""
    said: list[Diagnostic] = []
    if share.matter:
        said.append(
            Diagnostic(
                AMONG_OTHERS,
                "info",
                f"The file holds other matter, which was set aside with this briefing: {_list(share.matter)}.",
                share.matter[0].place,
                "If it is part of the briefing, run again without --split.",
            )
        )
    first, last = share.part.start, share.part.end
    return (*said, *tell_unclear(place for place in pack.unsure if first <= place.at < last))


def said_of(diagnostics: Iterable[Diagnostic], share: Share) -> tuple[Diagnostic, ...]:
    """What was said of the file as far as it is about one share: all but what is about pages of others."""
    pages = {number for part in (share.part, *share.matter) if part.pages for number in range(*_through(part.pages))}
    return tuple(
        said for said in diagnostics if not pages or not (at := _PAGE.match(said.where)) or int(at.group(1)) in pages
    )


def _through(pages: tuple[int, int]) -> tuple[int, int]:
    return pages[0], pages[1] + 1


def set_aside(briefing: Briefing, others: Iterable[TextBlock]) -> Briefing:
    """The briefing with blocks of no briefing set aside. Hidden text stays out of it."""
    asides = tuple(
        Aside(source_text(block).strip(), OF_NO_BRIEFING, _spans(block)) for block in others if block.layer != "hidden"
    )
    return msgspec.structs.replace(briefing, set_aside=(*briefing.set_aside, *asides)) if asides else briefing


def _spans(block: TextBlock) -> tuple[Span, ...]:
    return merge_spans(sorted(run.span for run in (*block.marker, *block.runs)))


def in_words(part: Part) -> str:
    """A part by its title and its pages: ``“Learning from Baby T” (pages 3 to 4)``."""
    title = part.title if len(part.title) <= _LONGEST_TITLE else f"{part.title[:_LONGEST_TITLE].rstrip()} …"
    quoted = f"‘{title}’" if "“" in title else f"“{title}”"
    named = quoted if title else "text without a title"
    return f"{named} ({part.place})" if part.place else named


def _list(parts: Iterable[Part]) -> str:
    listed = [in_words(part) for part in parts]
    more = len(listed) - _MOST_NAMED
    return ", ".join(listed[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
