"""``briefkit doctor``: what is installed, what is missing, and the one line that installs it."""

from __future__ import annotations

import platform

import click

from briefkit import __version__
from briefkit.cli import options
from briefkit.cli.printing import columns, write_json


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--forget", is_flag=True, help="Remove the pages that text recognition remembers.")
@options.debug
def command(as_json: bool, forget: bool, debug: bool) -> int:  # noqa: ARG001
    """Show what is installed, what is missing, and the one line that installs it.

    Pages of scans that were recognised are remembered for a month in the cache folder of your account, for you alone
    and locked: only who has the very page can read them. The variable BRIEFKIT_CACHE names another folder or says off.
    Exit code 4 where something is missing that the usual outputs need, else 0.
    """
    from briefkit import batch, files, theme
    from briefkit.errors import BriefkitError
    from briefkit.tools.ocr import kept
    from briefkit.tools.probe import PROBES, look

    findings = [look(probe) for probe in PROBES]
    try:
        style = theme.load("house").name
    except BriefkitError as error:
        style = str(error)
    code = 4 if any(finding.needed and not finding.found for finding in findings) else 0
    removed = kept.empty() if forget else 0
    pages, size = kept.survey()
    bounded = batch.memory_can_be_bounded()
    if as_json:
        write_json(
            {
                "briefkit": __version__,
                "python": platform.python_version(),
                "system": platform.platform(),
                "memory_bounded": bounded,
                "house_style": style,
                "remembered_pages": {
                    "folder": str(kept.place() or ""),
                    "pages": pages,
                    "bytes": size,
                    "removed": removed,
                },
                "tools": findings,
                "exit_code": code,
            }
        )
        return code
    click.echo(f"briefkit {__version__}, Python {platform.python_version()}, {platform.platform()}")
    table = [
        ("ok" if one.found else "MISSING" if one.needed else "missing", one.name, one.version, f"for {one.purpose}")
        for one in findings
    ]
    click.echo(columns(table))
    for one in findings:
        if not one.found:
            click.echo(f"{one.name}: {one.problem}. Install it with: {one.install}")
    where = kept.place()
    if forget:
        click.echo(f"Removed what was remembered of recognised pages: {removed}.")
    elif where is None:
        click.echo("Recognised pages are not remembered (BRIEFKIT_CACHE=off).")
    else:
        click.echo(
            f"Recognised pages remembered: {pages} ({size // 1024} KB) in {files.printable(str(where))}; "
            "--forget removes them."
        )
    if not bounded:
        click.echo("Memory: this system holds no bound for a single document; the bound on time still works.")
    return code
