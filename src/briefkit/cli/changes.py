"""What a person changed in a briefing, as lines for the terminal: before and after, shortened to where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from briefkit.files import printable
from briefkit.ledger import Change
from briefkit.revise.compare import CHANGES

_WIDTH = 100
_BEFORE_DIFFERENCE = 30


def say_changes(changes: Iterable[Change]) -> None:
    """Prints each change and, above them, how many there are of each kind; nothing where there is none."""
    listed = [change for what in CHANGES for change in changes if change.what == what]
    if not listed:
        return
    counts = {what: sum(change.what == what for change in listed) for what in CHANGES}
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    click.echo(f"Against the source: {told}.")
    for change in listed:
        for line in in_lines(change):
            click.echo(f"  {printable(line)}")


def in_lines(change: Change) -> Iterator[str]:
    """One line for a change, two where words became others."""
    where = _in_words(change.section)
    if change.was_in:
        where = f"from {_in_words(change.was_in)} to {where}"
    if change.what != "reworded":
        yield f"{change.what} ({where}): {_quoted(change.after or change.before)}"
        return
    differs = next(
        (at for at, pair in enumerate(zip(change.before, change.after, strict=False)) if pair[0] != pair[1]), 0
    )
    yield f"reworded ({where}): {_quoted(change.before, differs)}"
    yield f"  is now: {_quoted(change.after, differs)}"


def _in_words(section: str) -> str:
    return section.replace("_", " ")


def _quoted(text: str, differs: int = 0) -> str:
    """The words around ``differs``, cut between words, on one line."""
    start = 0
    if len(text) > _WIDTH and differs > _BEFORE_DIFFERENCE:
        start = text.find(" ", min(differs - _BEFORE_DIFFERENCE, len(text) - _WIDTH)) + 1
    end = len(text)
    if end - start > _WIDTH:
        end = max(text.rfind(" ", start, start + _WIDTH), start + _WIDTH // 2)
    shown = " ".join(text[start:end].split())
    return f"“{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}”"
