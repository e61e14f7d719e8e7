"""The file of publishers on disk: where it stands, what it holds, and a correction written into it.

It stands where the people who share the work see it: in the folder of their own house style, else beside the output
folder. The folder of the program itself may be read-only, and a folder of one person's home is seen by nobody else.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from briefkit import files, theme
from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import BriefkitError, OutputFailed, UnusableInput
from briefkit.publishers import Publishers
from briefkit.publishers.reading import read_publishers

NOT_REMEMBERED = "BK255"
_TRIES = 5
_LARGEST = 2_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def file_of(house: str, out: Path) -> Path:
    """The file of publishers for a house style (its name or folder, as ``--theme``) and an output folder."""
    folder = Path(out).absolute().parent if theme.is_shipped(house) else Path(house).absolute()
    return folder / files.PUBLISHERS


def load(path: Path) -> Result[Publishers]:
    """What the file at ``path`` says; nothing where there is none. What cannot be used of it is said, never raised."""
    try:
        text = _text(path)
    except BriefkitError as error:
        note = f"{error.next_step} Until then nothing is known of publishers.".strip()
        where = files.printable(str(path))
        return Result((), (Diagnostic(NOT_REMEMBERED, "warning", error.message, where, note),))
    return read_publishers(text or "", files.printable(path.name))


def change(path: Path, changed: Callable[[str], str]) -> bool:
    """Puts ``changed(text)`` in the place of the file's text, whole, and answers whether that made a difference.

    Of two at once the later starts anew. Raises :class:`briefkit.errors.BriefkitError` where the file cannot be read or
    written; it then stays as it is.
    """
    for _ in range(_TRIES):
        before = _bytes(path)
        text = _decoded(before or b"")
        new = changed(text.replace("\r\n", "\n"))
        if new == text.replace("\r\n", "\n"):
            return False
        content = new.replace("\n", "\r\n") if "\r\n" in text else new
        if _bytes(path) == before:
            files.write_file(path.resolve(), content.encode("utf-8"))  # a link stays a link
            return True
    raise OutputFailed("Somebody else writes into the file all the time.", "Try again.")


def _text(path: Path) -> str | None:
    content = _bytes(path)
    return None if content is None else _decoded(content).replace("\r\n", "\n")


def _bytes(path: Path) -> bytes | None:
    if not os.path.lexists(path):
        return None
    content = files.read(path)
    if len(content) > _LARGEST:
        raise UnusableInput("The file is far larger than any file of publishers.", "Look what it is.", code="BK114")
    return content


def _decoded(content: bytes) -> str:
    """The text; Notepad may have saved it in UTF-16 or with a byte order mark."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            with contextlib.suppress(UnicodeDecodeError):
                return content[len(mark) :].decode(encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnusableInput(
            f"The file is not saved as UTF-8 (line {line}).", "Save it again as UTF-8 in an editor.", code="BK240"
        ) from None
