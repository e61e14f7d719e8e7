"""A briefing with everything that makes it accountable, and the settings that decide how it is made."""

from __future__ import annotations

from typing import Literal

import msgspec

from briefkit.briefing import Briefing, SourceNote
from briefkit.diagnostics import Diagnostic
from briefkit.ledger import Ledger
from briefkit.model import Origin

Format = Literal["pdf", "html", "json", "md", "docx"]


class Settings(msgspec.Struct, frozen=True):
    """What decides the result, apart from the source: part of the key by which unchanged inputs are skipped.

    ``budget`` is the number of words to which a long report is condensed (0: never), ``None`` what the theme says.
    ``pages`` is the most pages the PDF may have; ``theme`` names a folder under ``templates/`` or is a path. ``split``
    makes a briefing of each that a file holds.
    """

    formats: tuple[Format, ...] = ("pdf", "html", "json", "md")
    pages: Literal[1, 2] = 2
    theme: str = "house"
    ocr: Literal["auto", "always", "never"] = "auto"
    password: str | None = None
    budget: int | None = None
    split: bool = False


class Record(msgspec.Struct, frozen=True):
    """A briefing with everything that makes it accountable; ``briefing.json`` is this, see :mod:`briefkit.codec`.

    ``origins`` gives the place of each block that an item, an aside or an absorbed text refers to.
    """

    briefing: Briefing
    ledger: Ledger
    source: SourceNote
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: dict[str, Origin] = {}
