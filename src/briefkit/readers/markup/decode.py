"""Bytes of a text file as characters, whatever Notepad, an editor or a converter saved them as."""

from __future__ import annotations

import codecs

from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import UnusableInput

MOST_CHARACTERS = 5_000_000
"""A briefing holds some ten thousand characters, the longest review under two million."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> Result[str]:
    """The characters of a text file, line ends as ``\\n``.

    UTF-8, UTF-16 and UTF-32 are known by their mark or their zero bytes, all else is Windows-1252. Raises
    :class:`UnusableInput` for binary data (BK241), a file without text (BK242) and one that is too long (BK243).
    """
    if len(data) > MOST_CHARACTERS * 4:
        raise _too_long()
    text, said = _decoded(data)
    if len(text) > MOST_CHARACTERS:
        raise _too_long()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = text.replace("\f", "\n").replace("\v", "\n").replace("\x85", "\n")
    _refuse_binary(text)
    if not any(char.isalnum() for char in text):
        raise UnusableInput(
            "The file holds no text.", "Check that the right file was chosen and that it was saved.", code="BK242"
        )
    return Result("".join(char for char in text if char >= " " or char in "\n\t"), said)


def _decoded(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    guess = _wide(data)
    if guess:
        return data.decode(guess, "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        mended = data.decode("utf-8", "replace")
        wrong = mended.count("\ufffd")
        right = sum(char > "\x7f" for char in mended) - wrong
    if right > 2 * wrong:
        return mended, (
            Diagnostic(
                "BK240",
                "warning",
                f"{wrong} damaged characters in the text could not be read.",
                note="Look for the mark \ufffd in the result and compare with the source.",
            ),
        )
    return data.decode("cp1252", "replace").replace("\x81", ""), ()


def _wide(data: bytes) -> str:
    """The name of a two-byte encoding saved without its mark, known by its zero bytes."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < len(head) * 0.02:
        return "utf-16-le"
    if even > len(head) * 0.3 and odd < len(head) * 0.02:
        return "utf-16-be"
    return ""


def _refuse_binary(text: str) -> None:
    controls = sum(char < " " and char not in "\n\t\b\x1b\x02\x1a\x1f\x1e" for char in text)
    if "\x00" in text or controls * 50 > len(text):
        raise UnusableInput(
            "This is no text: the file holds binary data.",
            "Open it in the program that made it and save it as a Word document (.docx) or as a PDF.",
            code="BK241",
        )


def _too_long() -> UnusableInput:
    return UnusableInput(
        "The file is far longer than any briefing or review.", "Check that the right file was chosen.", code="BK243"
    )
