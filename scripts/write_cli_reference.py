"""Writes docs/cli.md from the commands themselves: python scripts/write_cli_reference.py. A test holds it equal."""

from __future__ import annotations

from pathlib import Path

import click

from briefkit.cli.app import briefkit

TARGET = Path(__file__).resolve().parents[1] / "docs" / "cli.md"

HEAD = """# The commands

Made by `python scripts/write_cli_reference.py` from the commands themselves; edit those, not this page.
Each is also printed by `./briefkit COMMAND --help`.
"""


def reference() -> str:
    """The text of ``docs/cli.md``: the help of the group and of each command."""
    top = click.Context(briefkit, info_name="briefkit", terminal_width=100, **briefkit.context_settings)
    parts = [HEAD, "## briefkit", _fenced(briefkit.get_help(top))]
    for name in briefkit.list_commands(top):
        command = briefkit.get_command(top, name)
        if command is None:
            raise LookupError(name)
        within = click.Context(command, info_name=name, parent=top, terminal_width=100)
        parts += [f"## briefkit {name}", _fenced(command.get_help(within))]
    return "\n".join(parts)


def _fenced(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
