"""Texts of other formats that a Word file takes in at a place (``w:altChunk``): web pages, plain text, RTF."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError

from briefkit.census.markup import count_html, count_rtf, count_text
from briefkit.census.tally import Tally

_WORD_XML = re.compile(
    rb"/office/2006/xmlPackage|/office/word/2003/wordml|schemas\.openxmlformats\.org/|purl\.oclc\.org/ooxml/"
)
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


def is_word(content: bytes) -> bool:
    """Whether the bytes are a zip file, of which only Word files may be taken in."""
    return content.startswith(b"PK")


def count_chunk(name: str, content: bytes) -> tuple[Tally, ...]:
    """What a person sees of a text that is taken in. ``name`` is its zip member; its ending tells plain text."""
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _WORD_XML.search(head.replace(b"\0", b"")):
        return ()
    if head.startswith(b"{\\rtf"):
        return count_rtf(content).tallies
    if _MAIL.match(head):
        return count_html(_page_of(content)).tallies
    if not name.lower().endswith(".txt") and head.lstrip(b"\xff\xfe\0").startswith(b"<"):
        return count_html(content).tallies
    return count_text(content).tallies


def _page_of(content: bytes) -> bytes:
    """The web page inside a web archive (MHTML, RFC 2557): the first part of the type ``text/html``."""
    try:
        for part in message_from_bytes(content).walk():
            page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
            if isinstance(page, bytes):
                return page
    except (MessageError, LookupError, ValueError):
        return b""
    return b""
