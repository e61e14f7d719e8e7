"""``briefkit explain``: what was decided about each block of a source, and why."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefkit.cli import options
from briefkit.cli.printing import naming, say_diagnostics, write_json
from briefkit.files import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefkit.briefing import Briefing
    from briefkit.explain import Decision, Explained
    from briefkit.record import Record

_NARROWEST, _WIDEST = 50, 110
_SURE, _SHORT = 0.75, 60
_MARKS = frozenset({"a bullet", "the number of an item", "the number of a heading"})
"""What every list is full of; the JSON has it."""


@click.command("explain")
@click.argument("file", metavar="FILE", type=options.INPUT)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@options.theme
@options.publishers
@options.ocr
@options.password
@options.debug
def command(file: Path, as_json: bool, **chosen: Any) -> int:
    """Show what was decided about each block of a source, and why.

    FILE is a briefing; - reads standard input. The blocks stand in the order of the source, with the numbers that
    extract gives them. Under each stands the section that its text was placed in, how sure that is and the rule that
    decided; what a heading, a label or the introduction of a list opened; or why text was set aside. What briefkit is
    not sure of is marked with "??". Where the file holds several briefings, their first blocks and titles follow, with
    the signs by which they were told apart. Nothing is written.
    """
    from briefkit import files, jobs, pipeline
    from briefkit.cli.learning import house_of
    from briefkit.cli.parts import part_lines, parts_as_json
    from briefkit.explain import explain
    from briefkit.packs import find_parts
    from briefkit.record import Settings
    from briefkit.tidy import tidy

    settings = Settings(ocr=chosen["ocr"], password=chosen["password"], theme=chosen["theme"])
    house = house_of(settings.theme, Path("out"), chosen["publishers"])
    with naming(file):
        source, result = jobs.read(files.load(file), settings)
        record = pipeline.normalise(source, result, house, password=settings.password)
    tidied = tidy(result.value).value
    blocks, pack = explain(result.value, tidied, record.briefing), find_parts(tidied)
    if as_json:
        write_json(
            {
                "source": {"name": source.name, "media_type": source.media_type, "sha256": source.sha256},
                "title": record.briefing.title,
                "subject": record.briefing.subject,
                "publisher": record.briefing.publisher,
                "review_type": record.briefing.review_type,
                "date": record.briefing.date,
                "blocks": blocks,
                "parts": parts_as_json(pack),
                "diagnostics": record.diagnostics,
            }
        )
        return 0
    _print(record, blocks, tuple(part_lines(pack)))
    return 0


def _print(record: Record, blocks: tuple[Explained, ...], parts: tuple[str, ...]) -> None:
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    for line in _metadata(record.briefing):
        click.echo(_wrapped(line, width, ""))
    for block in blocks:
        level = f" {block.level}" if block.level else ""
        layer = f", {block.layer}" if block.layer != "body" else ""
        told = f" ({', '.join(block.evidence)})" if block.kind == "heading" and block.evidence else ""
        click.echo()
        click.echo(_wrapped(f"{block.block}  {block.kind}{level}{layer}  [{block.where}]{told}", width, ""))
        for decision in block.decisions:
            if decision.why in _MARKS:
                continue
            if decision.text:
                click.echo(_wrapped(decision.text, width, "    "))
            click.echo(_wrapped(_in_words(decision), width, " ?? " if decision.unsure else " -> "))
    for number, line in enumerate(parts):
        click.echo(_wrapped(line, width, "") if number else f"\n{line}")
    click.echo()
    for line in _summary(record.briefing, blocks):
        click.echo(_wrapped(line, width, ""))
    # What is not sure stands in its place above, with its mark.
    say_diagnostics(said for said in record.diagnostics if said.code != "BK320")


def _wrapped(text: str, width: int, lead: str) -> str:
    """The text in lines of at most ``width`` characters, after ``lead``; addresses and long words stay whole."""
    return textwrap.fill(
        printable(text),
        width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _metadata(briefing: Briefing) -> Iterator[str]:
    review = briefing.review_type
    told = {
        "Title": briefing.title,
        "Subject": briefing.subject,
        "Publisher": briefing.publisher,
        "Review": f"{review.name} ({review.code})" if review else None,
        "Date": briefing.date,
    }
    for name, value in told.items():
        yield f"{name}: {value or '(none found)'}"


def _in_words(decision: Decision) -> str:
    if decision.outcome == "placed":
        under = [f"{name} ‘{text}’" for name in ("theme", "label") if (text := getattr(decision, name))]
        if decision.lead_in:
            under.append(f"introduced by ‘{decision.lead_in}’")
        if decision.completes:
            under.append(f"completes ‘{_short(decision.completes)}’")
        under += [f"{name} ‘{text}’" for name in ("owner", "deadline") if (text := getattr(decision, name))]
        sure = f"{decision.confidence:.0%} sure" if decision.confidence is not None else ""
        return f"{_section(decision.section)}, {sure}: {'; '.join([decision.why, *under])}"
    if decision.outcome == "set_aside":
        return f"set aside: {decision.why}"
    if decision.outcome == "continued":
        return decision.why
    opened = ", ".join(f"{_section(name)} ({_items(number)})" for name, number in decision.opened.items())
    return f"{decision.why}; over {opened}" if opened else decision.why


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()} …"


def _section(name: str | None) -> str:
    return (name or "").replace("_", " ")


def _items(number: int) -> str:
    return f"{number} item" if number == 1 else f"{number} items"


def _summary(briefing: Briefing, blocks: tuple[Explained, ...]) -> Iterator[str]:
    placed = [one for block in blocks for one in block.decisions if one.outcome == "placed"]
    sections = Counter(_section(one.section) for one in placed)
    yield f"{_items(len(placed))} placed" + "".join(f", {name} {number}" for name, number in sections.items()) + "."
    sure = sum((one.confidence or 0.0) >= _SURE for one in placed)
    unsure = sum(one.unsure for one in placed)
    yield f"{_items(sure)} sure to {_SURE:.0%} or more; {unsure} marked ?? to be looked at."
    for item in briefing.sections.one_thing:
        if item.origin == "suggested":
            yield f"Proposed as the one thing, for the source names none: ‘{item.text}’ ({item.why})."
