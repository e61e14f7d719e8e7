"""What a reader and the census make of one source: that they agree says more than either alone."""

from __future__ import annotations

from collections import Counter, defaultdict

from briefkit.census import count, letters
from briefkit.ledger import source_text
from briefkit.model import Document, Source


def shown_text(document: Document) -> str:
    """All that a reader of the document sees, block by block."""
    return "\n".join(source_text(block) for block in document.blocks if block.layer != "hidden")


def differences(source: Source, document: Document) -> dict[str, str]:
    """For each part where they differ, the letters of the reader alone and those of the census alone."""
    read: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for block in document.blocks:
        read[block.origin.part][block.layer == "hidden"].append(source_text(block))
    counted = {tally.part: tally for tally in count(source).tallies}
    found: dict[str, str] = {}
    for part in {*read, *counted}:
        shown, hidden = ("\n".join(texts) for texts in read[part])
        tally = counted.get(part)
        ours, theirs = Counter(letters(shown)), Counter(letters(tally.text if tally else ""))
        if ours != theirs:
            found[part] = f"{''.join((ours - theirs).elements())} | {''.join((theirs - ours).elements())}"
        elif len(letters(hidden)) != (tally.hidden_letters if tally else 0):
            found[part] = f"hidden: {hidden} | {tally.hidden_letters if tally else 0}"
    return found
