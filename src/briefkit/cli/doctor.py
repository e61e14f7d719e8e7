"""``briefkit doctor``: what is installed, what is missing, and the one line that installs it."""

from __future__ import annotations

import platform

import click

from briefkit import __version__
from briefkit.cli import options
from briefkit.cli.printing import columns, write_json


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@options.debug
def command(as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Show what is installed, what is missing, and the one line that installs it.

    Exit code 4 where something is missing that the usual outputs need, else 0.
    """
    from briefkit import batch, theme
    from briefkit.errors import BriefkitError
    from briefkit.tools.probe import PROBES, look

    findings = [look(probe) for probe in PROBES]
    try:
        style = theme.load("house").name
    except BriefkitError as error:
        style = str(error)
    code = 4 if any(finding.needed and not finding.found for finding in findings) else 0
    bounded = batch.memory_can_be_bounded()
    if as_json:
        write_json(
            {
                "briefkit": __version__,
                "python": platform.python_version(),
                "system": platform.platform(),
                "memory_bounded": bounded,
                "house_style": style,
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
    if not bounded:
        click.echo("Memory: this system holds no bound for a single document; the bound on time still works.")
    return code
