"""Readers of text formats: Markdown, plain text, HTML, OpenDocument and RTF. No outside program is needed.

Each is a pure function ``(source, password=None) -> Result[Document]``; the place of a block is its line in the file
(OpenDocument has no lines: there it is the number of the paragraph). ``password`` is there for the sake of one
interface; none of these formats is read with one.
"""

from __future__ import annotations

from briefkit.readers.markup.lines import read_markdown, read_text
from briefkit.readers.markup.odt import read_odt
from briefkit.readers.markup.rtf import read_rtf
from briefkit.readers.markup.web import read_html

__all__ = ["read_html", "read_markdown", "read_odt", "read_rtf", "read_text"]
