"""The command line: thin, fast to start, and never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from briefkit.errors import BriefkitError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and ends the process with the exit code of the contract."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A console that knows no ŵ must not end a run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = run(given)
    except KeyboardInterrupt:
        # While the program is still being loaded, before anything was begun.
        sys.stderr.write("Interrupted.\n")
        code = INTERRUPTED
    sys.exit(code)


def run(given: list[str]) -> int:
    """Runs the command line and returns the exit code."""
    import click

    from briefkit.cli.app import briefkit

    try:
        code = briefkit.main(given, prog_name="briefkit", standalone_mode=False)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What had been finished before stands whole.", err=True)
        code = INTERRUPTED
    except BriefkitError as error:
        # The sentence may quote what a person typed: no control character of it reaches the terminal.
        from briefkit.files import printable

        click.echo("briefkit: " + "\n".join(printable(line) for line in str(error).splitlines()), err=True)
        code = error.exit_code
    except BrokenPipeError:
        # The reader of our output (head, less) went away: nobody is left to tell.
        sys.stdout = None
        code = 0
    except Exception as error:
        code = _apologise(error, debug="--debug" in given)
    return code if isinstance(code, int) else 0


def _apologise(error: Exception, *, debug: bool) -> int:
    import click

    if debug:
        import traceback

        traceback.print_exception(error)
    click.echo(
        f"briefkit: Something went wrong that should not (BK199, {type(error).__name__}). "
        "Please report it with the command you gave; --debug shows the details.",
        err=True,
    )
    return 1
