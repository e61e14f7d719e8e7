"""The group of commands. Each stands in a module of its own that is imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from briefkit import __version__

COMMANDS = ("convert", "extract", "explain", "render", "check", "doctor")

EXIT_CODES = """\b
Exit codes:
  0  done
  1  findings: errors, with --strict warnings too
  2  the command was not understood
  3  the input cannot be used
  4  a needed tool is missing
  5  text of the source is unaccounted for
  6  the output could not be made or written
  7  some inputs of several failed (3 to 6); report.csv says which
  130  interrupted: what was finished stands whole
"""


class CommandsByName(click.Group):
    """Finds a command's module by its name, so that ``briefkit --version`` waits for none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, or ``None``."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"briefkit.cli.{cmd_name}").command
        return command


@click.group(
    cls=CommandsByName,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, prog_name="briefkit", message="%(prog)s %(version)s")
def briefkit() -> None:
    """Turns learning briefings (Word, PDF, text) into accessible 7-minute briefings.

    Nothing is invented, nothing is lost, nothing leaves this machine.
    """
