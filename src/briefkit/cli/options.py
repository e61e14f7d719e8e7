"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from briefkit.record import Format

F = TypeVar("F", bound=Callable[..., Any])

FORMATS: tuple[Format, ...] = ("pdf", "html", "json", "md", "docx")


# Whether a file may be read is found out when it is read: one locked file must not stop the others.
INPUT = click.Path(path_type=Path, allow_dash=True, readable=False)


class FormatList(click.ParamType[tuple[Format, ...]]):
    """Formats with commas between them."""

    name = "formats"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Format, ...]:
        """The formats in the order of the house, each once. Fails with a usage error for a format that is not known."""
        if isinstance(value, tuple):
            return value
        asked = [part.strip().lower() for part in str(value).split(",") if part.strip()]
        unknown = [part for part in asked if part not in FORMATS]
        if unknown or not asked:
            self.fail(f"{', '.join(unknown) or 'nothing'} is no format; there are {', '.join(FORMATS)}.", param, ctx)
        return tuple(each for each in FORMATS if each in asked)


def with_record(formats: tuple[Format, ...], *, always: bool = False) -> tuple[Format, ...]:
    """The formats, and the record (JSON) with those that a person may edit: without it nothing could be compared."""
    editable = always or "md" in formats or "docx" in formats
    return tuple(each for each in FORMATS if each in formats or (editable and each == "json"))


def debug(function: F) -> F:
    """Adds ``--debug``, which :func:`briefkit.cli.run` looks for."""
    return click.option("--debug", is_flag=True, help="Show the details of an unexpected error.")(function)


def password(function: F) -> F:
    """Adds ``--password``."""
    return click.option(
        "--password", metavar="TEXT", envvar="BRIEFKIT_PASSWORD", help="The password that opens the PDF."
    )(function)


def theme(function: F) -> F:
    """Adds ``--theme``."""
    return click.option(
        "--theme", default="house", show_default=True, metavar="NAME", help="The house style: its name, or its folder."
    )(function)


def publishers(function: F) -> F:
    """Adds ``--publishers``."""
    return click.option(
        "--publishers",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="What is known of publishers: the headings of their own documents. [default: publishers.toml in the "
        "folder of your own house style, else beside the output folder]",
    )(function)


def pages(function: F) -> F:
    """Adds ``--pages``."""
    return click.option(
        "--pages",
        type=click.Choice(["1", "2"]),
        default="2",
        show_default=True,
        help="1: one page; what has no room on it stays on the web page and is named. "
        "2: front and back; more pages where the text needs them, which is said.",
    )(function)


def budget(function: F) -> F:
    """Adds ``--budget``."""
    return click.option(
        "--budget",
        type=click.IntRange(0),
        metavar="WORDS",
        help="The words to which a long report is condensed, in whole sentences of its own; the web page has them all. "
        "0: nothing is condensed. [default: as the house style says, 1400]",
    )(function)


def ocr(function: F) -> F:
    """Adds ``--ocr``."""
    return click.option(
        "--ocr",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Text recognition for scanned PDFs: on pages without usable text, on every page, or not at all.",
    )(function)
