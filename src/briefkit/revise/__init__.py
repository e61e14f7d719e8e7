"""The way back: a briefing that a person edited in Markdown or in Word becomes a record again.

The text is compared with the record that it was made from: what was left alone keeps its spans, what was reworded
keeps them with the old and the new words side by side in the ledger, what was added has none, and what was taken out
is set aside. Nothing an editor does is lost from sight.
"""

from __future__ import annotations

from briefkit.codec import InvalidBriefing
from briefkit.model import Source
from briefkit.record import Record
from briefkit.revise.compare import compared
from briefkit.revise.draft import Draft, draft_of
from briefkit.revise.front_matter import read_front_matter
from briefkit.revise.marks import read_marks
from briefkit.revise.recognise import is_briefing
from briefkit.revise.word import read_word

__all__ = ["is_briefing", "read_edited_docx", "read_edited_markdown", "revise"]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STEP = "Mend these places and run briefkit render again."


def revise(source: Source, original: Record | None = None) -> Record:
    """The record of an edited ``briefing.md`` or ``briefing.docx``; ``original`` is the record it was made from.

    Raises :class:`briefkit.codec.InvalidBriefing` that names every wrong place at once.
    """
    if source.media_type == _DOCX:
        return read_edited_docx(source.data, original)
    return read_edited_markdown(source.data, original)


def read_edited_markdown(data: bytes, original: Record | None = None) -> Record:
    """As :func:`revise`, for the bytes of a Markdown file in UTF-8 (or in what Notepad saves)."""
    front = read_front_matter(_text(data))
    body = read_marks(front.body, front.first_line)
    return _finished(
        "briefing.md", draft_of(front.fields, body.marks, (*front.problems, *body.problems)), data, original
    )


def read_edited_docx(data: bytes, original: Record | None = None) -> Record:
    """As :func:`revise`, for the bytes of a Word copy."""
    word = read_word(data)
    return _finished("briefing.docx", draft_of(word.fields, word.marks, word.problems), data, original)


def _finished(name: str, draft: Draft, data: bytes, original: Record | None) -> Record:
    if draft.problems:
        raise InvalidBriefing.of(name, draft.problems, _STEP)
    return compared(draft, data, original)


def _text(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _lines(data.decode(encoding, "replace").removeprefix("\ufeff"))
    try:
        return _lines(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(data.decode("cp1252", "replace"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
