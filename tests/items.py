"""Hypothesis strategies for briefings as a person could have written them: hostile characters, valid structure."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from briefkit.briefing import Aside, Briefing, Item, Link, ReviewType, Sections, SourceNote
from briefkit.ledger import Ledger
from briefkit.record import Record
from briefkit.revise.draft import Draft

_TRICKS = (
    "* ** _ __ ` # + > [x](y) ]( <b> <!-- --> &amp; &#42; {{7*7}} {%x%} --- === *** \\ ~~~ | • – : a_b Baby ¹ ŵ “q” . é"
    " https://example.org/a_b?c=1&d=2 a.b@example.org"
).split()
_SPACED = ["## ", "- ", "1. ", "12) ", "• ", "  ", "\u00a0", "(to be confirmed) ", "Set aside", "<!-- x -->"]
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\n")
LINES = st.lists(
    st.one_of(st.sampled_from([*_TRICKS, *_SPACED]), st.text(_CHARACTERS, max_size=5)), min_size=1, max_size=6
).map("".join)
WORDS = LINES.filter(lambda text: any(char.isalnum() for char in text))
TEXTS = st.lists(WORDS, min_size=1, max_size=2).map("\n".join)
URLS = st.sampled_from(
    [
        "https://example.org/",
        "https://example.org/a_(b)?c=1&d=2&amp;x",
        "mailto:team@example.org",
        "tel:+441632960000",
        "https://example.org/a b\\c<d>",
    ]
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    text = draw(TEXTS)
    links = []
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        links.append(Link(text[start : start + draw(st.integers(1, 8))], draw(URLS)))
    if draw(st.booleans()):
        links.append(Link(draw(WORDS), draw(URLS)))
    return Item(
        text,
        kind=draw(st.sampled_from(["paragraph", "bullet", "numbered"])),
        theme=draw(st.none() | st.sampled_from(["Theme one", "Recommendation 1", "Odd: "]) | WORDS),
        label=draw(st.none() | st.sampled_from(["Recommendation 1", "Why"]) | WORDS),
        lead_in=draw(st.none() | st.sampled_from(["Staff should:", "They must:"]) | WORDS),
        links=tuple(links),
        anchor=draw(st.none() | st.sampled_from(["item1", "b0012"])),
        belongs_to=draw(st.none() | st.sampled_from(["item1", "item22"])),
    )


def _sections() -> st.SearchStrategy[Sections]:
    lists: dict[str, Any] = {
        name: st.lists(items(), max_size=2).map(tuple) for name in ("findings", "one_thing", "about")
    }
    return st.builds(Sections, **lists)


_FIELDS = st.none() | LINES.map(str.strip).filter(lambda text: any(char.isalnum() for char in text))
_ASIDES = st.builds(Aside, text=WORDS, reason=st.sampled_from(["page-number", "repeated"]))
BRIEFINGS = st.builds(
    Briefing,
    title=LINES.map(str.strip).filter(lambda text: any(char.isalnum() for char in text)),
    sections=_sections(),
    subject=_FIELDS,
    publisher=_FIELDS,
    review_type=st.none() | st.just(ReviewType("CSPR", "Child Safeguarding Practice Review")),
    date=_FIELDS,
    keywords=st.lists(st.sampled_from(["neglect", "under 1s", "a: b", "yes"]), max_size=3).map(tuple),
    set_aside=st.lists(
        st.builds(Aside, text=WORDS, reason=st.sampled_from(["page-number", "repeated"])), max_size=2
    ).map(tuple),
    language=st.sampled_from(["en-GB", "cy"]),
)


def record_of(briefing: Briefing) -> Record:
    return Record(briefing, Ledger(), SourceNote("baby-q.docx", "00" * 32, "text/plain"))


def essence(seen: Briefing | Draft) -> dict[str, object]:
    """What an editor sees of a briefing: all that must come back as it was."""
    if isinstance(seen, Draft):
        items = tuple((one.section, one.item) for one in seen.items)
    else:
        items = tuple(seen.sections.each())
    return {
        "fields": (seen.title, seen.subject, seen.publisher, seen.review_type, seen.date, seen.keywords, seen.language),
        "set_aside": [(aside.text, aside.reason) for aside in seen.set_aside],
        "items": [
            (
                section,
                item.text,
                item.kind,
                item.theme,
                item.label,
                item.lead_in,
                item.links,
                item.anchor,
                item.belongs_to,
            )
            for section, item in items
        ],
    }
