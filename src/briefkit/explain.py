"""What was decided about each block of a source, and why: the finished briefing read back in the source's order.

Nothing here decides. As the ledger does, it compares the two ends: the blocks that the reader made, and the spans that
the items, the absorbed texts and the texts set aside stand for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from briefkit.briefing import Absorbed, Aside, Briefing, Item, SectionName
from briefkit.model import Document, Span, TextBlock
from briefkit.place import UNSURE

Outcome = Literal["placed", "absorbed", "set_aside", "continued"]

_ROLES = {
    "title": "the title",
    "subtitle": "part of the title",
    "heading": "a heading",
    "section-label": "the name of a section",
    "theme": "a theme",
    "label": "a label",
    "lead-in": "the introduction of a list",
    "caption": "the caption of a table",
    "keywords": "keywords",
    "marker": "a bullet",
    "number": "the number of an item",
    "heading-number": "the number of a heading",
    "decoration": "decoration",
}
_REASONS = {
    "banner": "names the publisher, the series or the date",
    "series": "names the series",
    "contents": "a list of contents",
    "repeated": "stands there twice",
    "document-details": "details of the document",
    "heading-without-text": "a heading whose words stand with no item",
    "over-length": "too long for seven minutes",
    "not-of-this-briefing": "belongs to no briefing",
    "page-header": "running head",
    "page-footer": "running foot",
}


class Decision(msgspec.Struct, frozen=True):
    """What became of the text of a block, or of part of it.

    ``text`` are its words as they were placed, absorbed or set aside, empty where they began in an earlier block
    (``outcome`` is then "continued" and ``why`` names that block). ``opened`` says how many items of which section came
    to stand under a heading, a theme, a label or an introduction. ``confidence`` is 0 to 1, and only placed text has
    one; ``unsure`` marks what goes on the reader's list. ``completes`` is the text of the item it goes with.
    """

    outcome: Outcome
    text: str
    why: str
    section: SectionName | None = None
    confidence: float | None = None
    unsure: bool = False
    theme: str | None = None
    label: str | None = None
    lead_in: str | None = None
    completes: str | None = None
    owner: str | None = None
    deadline: str | None = None
    opened: dict[str, int] = {}


class Explained(msgspec.Struct, frozen=True):
    """A block of the source as the reader made it, and what was decided about it, in the order of its text.

    ``evidence`` says why the block was taken for what it is (``style Heading 2``, ``bold line``).
    """

    block: str
    kind: str
    level: int
    layer: str
    where: str
    evidence: tuple[str, ...]
    decisions: tuple[Decision, ...]


def explain(document: Document, tidied: Document, briefing: Briefing) -> tuple[Explained, ...]:
    """Every block of ``document`` (as read) that somebody can see, with what ``briefing`` made of it.

    ``tidied`` is the same document after tidying, where headings that are told by their look are known as such.
    """
    told = _by_block(_decided(briefing))
    known = _headings(tidied)
    return tuple(
        Explained(
            block=block.id,
            kind=known[block.id].kind if block.id in known else block.kind,
            level=known[block.id].level if block.id in known else block.level,
            layer=block.layer,
            where=str(block.origin),
            evidence=known[block.id].evidence if block.id in known else block.evidence,
            decisions=tuple(told.get(block.id, ())),
        )
        for block in document.blocks
        if block.layer != "hidden"
    )


def _headings(tidied: Document) -> dict[str, TextBlock]:
    """The headings by the source block of their first words."""
    found: dict[str, TextBlock] = {}
    for block in tidied.blocks:
        if block.kind == "heading" and block.spans:
            found.setdefault(block.spans[0].block, block)
    return found


def _decided(briefing: Briefing) -> Iterator[tuple[tuple[Span, ...], Decision]]:
    """Each decision with the source characters that it is about."""
    items = [(name, item) for name, item in briefing.sections.each() if item.origin != "suggested"]
    leads = {item.anchor: item.text for _, item in items if item.anchor}
    for name, item in items:
        yield item.spans, _placed(name, item, leads.get(item.belongs_to or ""))
    for absorbed in briefing.absorbed:
        role = _ROLES.get(absorbed.role, absorbed.role.replace("-", " "))
        yield absorbed.spans, Decision("absorbed", absorbed.text, role, opened=_opened(absorbed, items))
    for aside in briefing.set_aside:
        yield aside.spans, _set_aside(aside)


def _placed(section: SectionName, item: Item, lead: str | None) -> Decision:
    return Decision(
        "placed",
        item.text,
        item.why,
        section=section,
        confidence=item.confidence,
        unsure=item.confidence < UNSURE,
        theme=item.theme,
        label=item.label,
        lead_in=item.lead_in,
        completes=lead,
        owner=item.owner.text if item.owner else None,
        deadline=item.deadline.text if item.deadline else None,
    )


def _set_aside(aside: Aside) -> Decision:
    return Decision("set_aside", aside.text, _REASONS.get(aside.reason, aside.reason.replace("-", " ")))


def _opened(absorbed: Absorbed, items: Iterable[tuple[SectionName, Item]]) -> dict[str, int]:
    """The items that stand where they do because of a heading, or that carry its words as theme, label or lead-in."""
    words = absorbed.text.strip().rstrip(" :.")
    if absorbed.role not in {"heading", "section-label", "theme", "label", "lead-in", "caption"} or not words:
        return {}
    return dict(Counter(section for section, item in items if _stands_under(item, words)))


def _stands_under(item: Item, words: str) -> bool:
    carried = (item.theme, item.label, item.lead_in)
    if any(text and (text.rstrip(" :.") == words or text.startswith(f"{words}:")) for text in carried):
        return True
    # ‘Learning’ is not what ‘Learning points’ opened.
    return re.search(rf"‘{re.escape(words)}[ :.]*[’,]", item.why) is not None


def _by_block(decided: Iterable[tuple[tuple[Span, ...], Decision]]) -> dict[str, list[Decision]]:
    """The decisions of each block in the order of its text; whole in the first of several blocks."""
    found: dict[str, list[tuple[int, Decision]]] = {}
    for spans, decision in decided:
        first: dict[str, int] = {}
        for span in spans:
            first[span.block] = min(span.start, first.get(span.block, span.start))
        for number, (block, start) in enumerate(first.items()):
            whole = decision if number == 0 else _continued(decision, next(iter(first)))
            found.setdefault(block, []).append((start, whole))
    return {block: [one for _, one in sorted(each, key=lambda told: told[0])] for block, each in found.items()}


def _continued(decision: Decision, begun: str) -> Decision:
    return Decision("continued", "", f"goes on from {begun}", section=decision.section)
