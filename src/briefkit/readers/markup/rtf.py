"""RTF (not yet)."""

from __future__ import annotations

from briefkit.diagnostics import Result
from briefkit.errors import UnusableInput
from briefkit.model import Document, Source


def read_rtf(source: Source, password: str | None = None) -> Result[Document]:
    raise UnusableInput("RTF cannot be read yet.")
