"""Mending characters: mojibake, invisible marks, odd spaces. Words are never changed."""

from __future__ import annotations

import re
import unicodedata

import ftfy
import msgspec

from briefkit.diagnostics import Diagnostic, Result
from briefkit.model import Document, TextBlock
from briefkit.tidy.runs import remap, strip_runs

# Measured in DESIGN.md: 7 of 7 mojibake lines mended, none of 1,036 clean ones touched.
_MOJIBAKE = ftfy.TextFixerConfig(uncurl_quotes=False, unescape_html=False, fix_line_breaks=False, normalization=None)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u0002\ufffe]")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")
_CLEAN = re.compile("[\x20-\x7e\n£‘’“”–—…]*")
_SPACED = re.compile("[\x20-\x7e\n£‘’“”–—…\t\u00a0\u200b\u202f]*")
_DOUBTFUL = re.compile("[‘’“”–—…\u00a0]£")
"""Characters that never make mojibake with each other: no bytes of theirs are UTF-8 in any code page that ftfy tries,
but for those of a pound sign behind a quote or dash.

Most paragraphs hold nothing else, and to ask ftfy about each took longer than reading the file.
"""


def mend_characters(document: Document) -> Result[Document]:
    """The document without mojibake, invisible marks and odd spaces (BK310 names each place of mojibake)."""
    said: list[Diagnostic] = []
    blocks = tuple(_mend(block, said) for block in document.blocks)
    return Result(msgspec.structs.replace(document, blocks=blocks), tuple(said))


def unmangled(text: str) -> str:
    """The text with mojibake mended (``â€™`` is ``’``); quotes stay curled, words stay as they are."""
    return ftfy.fix_text(text, _MOJIBAKE)


def _mend(block: TextBlock, said: list[Diagnostic]) -> TextBlock:
    text = block.text
    doubtful = "£" in text and _DOUBTFUL.search(text)
    if not doubtful and _CLEAN.fullmatch(text):
        return _stripped(block)
    wanted = text if not doubtful and _SPACED.fullmatch(text) else unmangled(text)
    if wanted != text and _letters(wanted) != _letters(unicodedata.normalize("NFKC", text)):
        said.append(
            Diagnostic(
                "BK310",
                "info",
                "Garbled characters were mended (a file saved in the wrong encoding).",
                str(block.origin),
                "Compare the sentence with the source.",
            )
        )
    wanted = unicodedata.normalize("NFC", _ODD_SPACE.sub(" ", _INVISIBLE.sub("", wanted)))
    if wanted != text:
        block = msgspec.structs.replace(block, runs=remap(block.runs, wanted))
    return _stripped(block)


def _stripped(block: TextBlock) -> TextBlock:
    runs = strip_runs(block.runs)
    return block if runs is block.runs else msgspec.structs.replace(block, runs=runs)


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
