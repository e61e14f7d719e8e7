"""The census of a file shared out among the parts of it, so that each has a ledger and all of them make the whole.

A part of the raw file (a page, the text of a Word file) in which only one share has blocks is that share's. Where
several have, each gets the letters that the reader found for it; what the reader missed there goes to the last of
them, in whose ledger it is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefkit.census.tally import Census, Tally, letters
from briefkit.ledger import reader_texts
from briefkit.model import Document


def share_census(census: Census, documents: Sequence[Document]) -> tuple[Census, ...]:
    """A census for each of ``documents``, which together are what the reader made of the counted file (at least one).

    The letters of all together are those of ``census``.
    """
    texts = [reader_texts(document) for document in documents]
    shared: list[list[Tally]] = [[] for _ in documents]
    last = 0
    for tally in census.tallies:
        owners = [n for n, (shown, hidden) in enumerate(texts) if tally.part in shown or tally.part in hidden]
        # A page without text goes with the page before it.
        owners = owners or [last]
        last = owners[-1]
        if len(owners) == 1:
            shared[last].append(tally)
            continue
        read = [(texts[n][0].get(tally.part, ""), texts[n][1].get(tally.part, "")) for n in owners]
        for n, share in zip(owners, _shares(tally, read), strict=True):
            shared[n].append(share)
    return tuple(Census(tuple(tallies), census.note) for tallies in shared)


def _shares(tally: Tally, read: Sequence[tuple[str, str]]) -> list[Tally]:
    """The tally of one part of the file for each who has blocks in it, whose shown and hidden texts ``read`` are."""
    left, hidden_left = Counter(letters(tally.text)), tally.hidden_letters
    words = Counter(tally.text.split())
    made: list[Tally] = []
    for shown, hidden in read:
        unseen = min(len(letters(hidden)), hidden_left)
        hidden_left -= unseen
        # What the census takes for plain text and the reader knows to be hidden stands in the count of what is shown.
        text = shown if unseen == len(letters(hidden)) else f"{shown}\n{hidden}"
        mine = Counter(letters(text)) & left
        left -= mine
        words -= Counter(text.split())
        made.append(Tally(tally.part, _with_letters(text, mine), unseen))
    rest = _with_letters(" ".join(words.elements()), left)
    lacking = left - Counter(letters(rest))
    final = made[-1]
    made[-1] = Tally(
        tally.part,
        " ".join([final.text, rest, "".join(lacking.elements())]).strip(),
        final.hidden_letters + hidden_left,
    )
    return made


def _with_letters(text: str, wanted: Counter[str]) -> str:
    """The words of ``text`` as far as their letters are ``wanted``."""
    left = wanted.copy()
    kept: list[str] = []
    for word in text.split():
        its = Counter(letters(word))
        if its <= left:
            kept.append(word)
            left -= its
        else:
            some = its & left
            kept.append("".join(some.elements()))
            left -= some
    return " ".join(kept)
