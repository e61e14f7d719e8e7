"""``briefkit extract``: what was read, block by block, with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from briefkit.cli import options
from briefkit.cli.printing import naming, say_diagnostics, write_json
from briefkit.files import printable
from briefkit.model import Container, Document, Run, TextBlock
from briefkit.record import Settings


@click.command("extract")
@click.argument("file", metavar="FILE", type=options.INPUT)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@options.ocr
@options.password
@options.debug
def command(file: Path, as_json: bool, **chosen: Any) -> int:
    """Show what was read: blocks in reading order, with their place.

    FILE is a briefing; - reads standard input. Each line gives the number of the block, its kind, its place, the box,
    cell or note it stands in, and its words, unless nobody sees them in the document; after them come Word's bookmarks
    or the PDF's outline, and whether they lead anywhere. Where the file holds several briefings, their first blocks
    and titles follow. Of many remarks on links the first are printed; --json has them all.
    """
    from briefkit import files, jobs
    from briefkit.cli.parts import part_lines, parts_as_json
    from briefkit.packs import find_parts
    from briefkit.tidy import tidy

    settings = Settings(ocr=chosen["ocr"], password=chosen["password"])
    with naming(file):
        source, result = jobs.read(files.load(file), settings)
    document = _without_hidden(result.value)
    pack = find_parts(tidy(result.value).value)
    if as_json:
        write_json(
            {
                "source": {
                    "name": source.name,
                    "media_type": source.media_type,
                    "sha256": source.sha256,
                    "via": source.via,
                },
                "document": document,
                "parts": parts_as_json(pack),
                "diagnostics": result.diagnostics,
            }
        )
        return 0
    _print(document)
    for number, line in enumerate(part_lines(pack)):
        click.echo(line if number else f"\n{line}")
    say_diagnostics(result.diagnostics)
    return 0


def _without_hidden(document: Document) -> Document:
    """The document without the words that nobody sees in it: those of hidden blocks, whose spans still tell how many
    there are, and the title in the file's properties."""
    blocks = tuple(
        msgspec.structs.replace(block, runs=_silent(block.runs), marker=_silent(block.marker))
        if block.layer == "hidden"
        else block
        for block in document.blocks
    )
    return msgspec.structs.replace(document, blocks=blocks, title="")


def _silent(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(msgspec.structs.replace(run, text="", link=None) for run in runs)


def _print(document: Document) -> None:
    held = {container.id: container for container in document.containers}
    for block in document.blocks:
        marker = "".join(run.text for run in block.marker).strip()
        words = f"{marker} {block.text}".strip()
        if block.layer == "hidden":
            words = f"({sum(map(len, block.spans))} characters that nobody sees in the document)"
        click.echo(f"{block.id}  {_kind(block)}  {_place(block, held)}  {printable(words)}")
    if document.bookmarks:
        click.echo("\nBookmarks")
    for bookmark in document.bookmarks:
        target = f" -> {bookmark.target}" if bookmark.target else ""
        note = f" ({printable(bookmark.note)})" if bookmark.note else ""
        click.echo(f"{printable(bookmark.name)}  {bookmark.state}{target}  [{printable(str(bookmark.origin))}]{note}")
    for figure in document.figures:
        alternative = printable(figure.alt) or "without alternative text"
        click.echo(f"\nPicture {figure.id} [{printable(str(figure.origin))}]: {alternative}")


def _kind(block: TextBlock) -> str:
    level = f" {block.level}" if block.level else ""
    aside = f", {block.aside}" if block.aside else ""
    layer = f", {block.layer}" if block.layer != "body" else ""
    return f"{block.kind}{level}{layer}{aside}"


def _place(block: TextBlock, held: dict[str, Container]) -> str:
    container = held.get(block.container)
    inside = "" if container is None or container.kind == "body" else f" in {container.kind} {container.id}"
    return f"[{printable(str(block.origin))}{inside}]"
