"""Errors that end a document or the run. Each knows its exit code and the next step for the person.

Damage inside a document is a :class:`briefkit.diagnostics.Diagnostic` and the line goes on, and so is text that is
unaccounted for; only "this file cannot be used", "a tool is missing" and "the result cannot be written" raise.
"""

from __future__ import annotations


class BriefkitError(Exception):
    """A clear sentence for the person, the next step, and the exit code of ``CONTRACT.md``.

    ``code`` is a diagnostic code of the same meaning, so that reports and logs can name it.
    """

    exit_code = 1
    code = "BK100"

    def __init__(self, message: str, next_step: str = "", *, code: str | None = None) -> None:
        super().__init__(message, next_step)
        self.message = message
        self.next_step = next_step
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        # Raised in a worker process and pickled to its parent: the keyword argument must survive the trip.
        return (_rebuild, (type(self), self.message, self.next_step, self.code))


def _rebuild(kind: type[BriefkitError], message: str, next_step: str, code: str) -> BriefkitError:
    return kind(message, next_step, code=code)


class UsageError(BriefkitError):
    """The command was given something that cannot be meant."""

    exit_code = 2
    code = "BK101"


class UnusableInput(BriefkitError):
    """This file cannot be used: empty, damaged, locked, too big, or no document at all."""

    exit_code = 3
    code = "BK102"


class ToolMissing(BriefkitError):
    """A program or library that this job needs is not installed."""

    exit_code = 4
    code = "BK103"


class OutputFailed(BriefkitError):
    """The result could not be made or written."""

    exit_code = 6
    code = "BK601"
