"""What a construct is: a small Word file and what a person sees of it; and the sentences that they are made of."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES = {
    "avern": "The family had moved to Avern before the first visit took place.",
    "brolin": "A health visitor from Brolin saw the baby twice in that month.",
    "caddow": "Nobody told the school in Caddow that the plan had ended.",
    "dorvel": "The nursery at Dorvel kept careful notes of every absence.",
    "elmsey": "Police officers called at the flat in Elmsey late in the evening.",
    "fernby": "An aunt who lived near Fernby offered to help with the children.",
    "gorrel": "The housing team in Gorrel wrote three letters without an answer.",
    "hadrow": "Her mother had grown up in Hadrow and knew the area well.",
    "ilshom": "A worker from Ilshom asked how each child spent the weekend.",
    "jarrod": "The surgery in Jarrod sent two reminders about the missed check.",
    "keldon": "Neighbours in Keldon heard shouting through the wall at night.",
    "lorrin": "The youth club at Lorrin closed during the spring of that year.",
    "zarnik": "The officer in Zarnik wrote a private remark about the father.",
    "yobrel": "An early draft blamed the manager at Yobrel for the delay.",
    "xumeth": "Please take the line about Xumeth out before this is sent.",
    "wyvark": "Somebody at Wyvark typed this under the picture by mistake.",
}
"""A sentence for each marker word; by habit those from *a* to *l* are shown and those from *w* to *z* must not be."""


@dataclass(frozen=True)
class Construct:
    """A Word file with one construct in it, and what must be known of its words (all in lower case).

    ``says`` is the construct in a few words. ``seen`` are words in the order in which a person reads them;
    ``anywhere`` are words that are seen too, but stand beside that order (a margin, a note, an alternative text).
    ``alternatives`` are words of a picture's alternative text: known of the document, and on no page without the
    picture.
    ``unseen`` may stand in no output. ``headings`` are words that stand in a heading, ``plain`` words that do not;
    of ``deeper`` the second word's heading is of a lower rank than the first's.
    ``labels`` are pairs of the number that Word prints in front of a list item and a word of the item; ``bullets`` are
    words of items with a bullet. ``links`` are pairs of a linked word and its address (``#name`` within the file);
    ``unlinked`` are words that lead nowhere. ``rows`` are words of one row of a table, each in a cell of its own.
    ``marks`` are words right behind which the mark of a note stands.
    """

    says: str
    content: bytes
    seen: tuple[str, ...]
    unseen: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    deeper: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    bullets: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    unlinked: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    marks: tuple[str, ...] = ()
    suffix: str = ".docx"


def s(word: str) -> str:
    """The sentence of a marker word."""
    return SENTENCES[word]
