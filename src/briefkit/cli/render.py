"""``briefkit render``: an edited briefing becomes PDF and HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, cast

import click

from briefkit.cli import options
from briefkit.cli.changes import say_changes
from briefkit.cli.printing import in_sentences, say_diagnostics
from briefkit.record import Format, Settings


@click.command("render")
@click.argument("briefing", metavar="BRIEFING", type=options.INPUT)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Output folder (default: beside BRIEFING).")
@options.theme
@options.publishers
@click.option(
    "--learn/--no-learn",
    default=True,
    show_default=True,
    help="Remember for the publisher's next document to which section all that stood under a heading was moved.",
)
@options.pages
@click.option(
    "--formats",
    type=options.FormatList(),
    default="pdf,html",
    show_default=True,
    help="What to make, with commas between: pdf, html, json, md, docx. With md or docx, json is always made.",
)
@click.option("--strict", is_flag=True, help="End with exit code 1 where there are warnings.")
@options.debug
def command(briefing: Path, out: Path | None, strict: bool, **chosen: Any) -> int:
    """Make PDF and web page of an edited briefing.md, briefing.json or briefing.docx.

    An edited briefing.md or briefing.docx is compared with the record that convert made (briefing.json, which stands
    beside it): every item that was reworded, added, removed or moved is named with its words before and after.
    briefing.json is brought up to date as well; what convert made is kept hidden beside it and is what the next render
    compares with. BRIEFING itself is never overwritten.

    Where all or most of what stood under a heading, a theme or a label was moved to one section since the last render,
    this is remembered as a line of the publisher's heading map in the file of publishers, and the next convert of a
    document of that publisher places such text there. What was remembered, and where, is said; a line can be changed,
    deleted or written by hand. A single sentence that was moved is not remembered.
    """
    from briefkit import files, jobs, shelf, theme
    from briefkit.cli.learning import file_beside, learn, lessons_of
    from briefkit.cli.records import original_of, revised

    house = theme.load(chosen["theme"])
    record = revised(briefing)
    original = None if briefing.suffix.lower() == ".json" else original_of(briefing)
    formats = options.with_record(cast(tuple[Format, ...], chosen["formats"]), always=original is not None)
    settings = Settings(formats=formats, pages=cast(Literal[1, 2], int(chosen["pages"])), theme=chosen["theme"])
    folder = out or briefing.parent
    lessons = lessons_of(original, record) if original and chosen["learn"] else None
    rendered = jobs.render(record, house, settings)
    contents = {jobs.FILE_NAMES[made]: content for made, content in rendered.contents.items()}
    for name in [name for name in contents if _same(folder / name, briefing)]:
        del contents[name]
        click.echo(f"{files.printable(str(folder / name))} was given and stays as it is.", err=True)
    kept_hidden = {files.ORIGINAL: files.read(original)} if original else {}
    row = jobs.row_of(rendered, jobs.Job(str(briefing), str(briefing), settings)) if original and out is None else None
    kept = shelf.put_back(folder, {**kept_hidden, **contents}, None if rendered.failure else row)
    for name in contents:
        click.echo(f"written: {files.printable(str(folder / name))}")
    record = rendered.record
    say_changes(record.ledger.changes)
    learned = learn(chosen["publishers"] or file_beside(briefing, chosen["theme"]), lessons) if lessons else ()
    for each in learned:
        if each.severity == "info":
            click.echo(in_sentences(files.printable(each.message), files.printable(each.note)))
    said = (*record.diagnostics, *kept, *learned)
    say_diagnostics(each for each in said if each.severity != "info")
    code = rendered.exit_code
    warned = any(each.severity == "warning" for each in said)
    return 1 if code == 0 and strict and warned else code


def _same(target: Path, briefing: Path) -> bool:
    return target.exists() and briefing.exists() and target.samefile(briefing)
