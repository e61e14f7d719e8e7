"""``briefkit render``: an edited briefing becomes PDF and HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, cast

import click

from briefkit.cli import options
from briefkit.cli.printing import say_diagnostics
from briefkit.record import Format, Settings


@click.command("render")
@click.argument("briefing", metavar="BRIEFING", type=options.INPUT)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Output folder (default: beside BRIEFING).")
@options.theme
@options.pages
@click.option(
    "--formats",
    type=options.FormatList(),
    default="pdf,html",
    show_default=True,
    help="What to make, with commas between: pdf, html, json, md, docx.",
)
@click.option("--strict", is_flag=True, help="End with exit code 1 where there are warnings.")
@options.debug
def command(briefing: Path, out: Path | None, strict: bool, **chosen: Any) -> int:
    """Make PDF and web page of an edited briefing.md, briefing.json or briefing.docx.

    The briefing.json that stands beside an edited briefing.md or briefing.docx says what the source was: sentences are
    matched to it, and what was reworded, added or removed is named. BRIEFING itself is never overwritten.
    """
    from briefkit import files, jobs, theme
    from briefkit.cli.records import revised

    formats = cast(tuple[Format, ...], chosen["formats"])
    settings = Settings(formats=formats, pages=cast(Literal[1, 2], int(chosen["pages"])), theme=chosen["theme"])
    house = theme.load(settings.theme)
    folder = out or (Path() if briefing == files.STDIN else briefing.parent)
    rendered = jobs.render(revised(briefing), house, settings)
    for made, content in rendered.contents.items():
        target = folder / jobs.FILE_NAMES[made]
        if _same(target, briefing):
            click.echo(f"{files.printable(str(target))} was given and stays as it is.", err=True)
            continue
        files.write_file(target, content)
        click.echo(f"written: {files.printable(str(target))}")
    record = rendered.record
    _say_changes(record.ledger.changes)
    say_diagnostics(said for said in record.diagnostics if said.severity != "info")
    code = rendered.exit_code
    warned = any(said.severity == "warning" for said in record.diagnostics)
    return 1 if code == 0 and strict and warned else code


def _same(target: Path, briefing: Path) -> bool:
    return target.exists() and briefing.exists() and target.samefile(briefing)


def _say_changes(changes: tuple[Any, ...]) -> None:
    numbers = {what: sum(change.what == what for change in changes) for what in ("reworded", "added", "removed")}
    said = ", ".join(f"{number} {what}" for what, number in numbers.items() if number)
    if said:
        click.echo(f"Against the source: {said}.")
