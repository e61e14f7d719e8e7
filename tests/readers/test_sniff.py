from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.errors import UnusableInput
from briefkit.readers import DOCX, ODT, READERS
from briefkit.readers.sniff import DOC, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams) + bytes(4096)


WORD = packed(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.docx", WORD, DOCX),
        ("a.pdf", WORD, DOCX),
        ("a.docx", packed(**{"[Content_Types].xml": "…wordprocessingml.document.main+xml"}), DOCX),
        ("a.odt", packed(mimetype="application/vnd.oasis.opendocument.text"), ODT),
        ("a.docx", b"%PDF-1.7\n...", "application/pdf"),
        ("a.pdf", b"\xef\xbb\xbf junk \n%PDF-1.4", "application/pdf"),
        ("a.doc", b"{\\rtf1\\ansi text}", "application/rtf"),
        ("a.doc", ole("WordDocument", "1Table"), DOC),
        ("a.docx", b"<html><body><p>Learning</p></body></html>", "text/html"),
        ("a", b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''><html>", "text/html"),
        ("a.html", b"<p>a part of a page</p>", "text/html"),
        ("a.md", b"<html> in Markdown", "text/markdown"),
        ("a.txt", b"# not Markdown, says its name", "text/plain"),
        ("notes", b"Some text\n\n## Learning\n", "text/markdown"),
        ("notes", b"Some text\n", "text/plain"),
        ("a.txt", "Dysgu o’r adolygiad".encode("cp1252"), "text/plain"),
        ("a.txt", "Dysgu".encode("utf-16"), "text/plain"),
    ],
)
def test_the_bytes_decide(name: str, content: bytes, media_type: str) -> None:
    assert sniff(name, content) == media_type
    assert media_type in READERS or media_type == DOC


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "BK110", "empty"),
        (b" \r\n\x00\x00", "BK110", "empty"),
        (WORD[: len(WORD) // 3], "BK111", "damaged or incomplete"),
        (b"PK\x05\x06", "BK111", "damaged"),
        (ole("EncryptionInfo", "EncryptedPackage"), "BK112", "password"),
        (packed(mimetype="application/vnd.oasis.opendocument.text", **{"META-INF/manifest.xml": "<encryption-data/>"}),
         "BK112", "password"),
        (packed(**{"notes.txt": "hello"}), "BK113", "no Word document"),
        (packed(**{"ppt/presentation.xml": "", "[Content_Types].xml": ""}), "BK113", "PowerPoint"),
        (packed(**{"xl/workbook.xml": "", "[Content_Types].xml": ""}), "BK113", "Excel"),
        (ole("Quill", "Contents"), "BK113", "Publisher"),
        (ole("Workbook"), "BK113", "Excel"),
        (OLE + bytes(20), "BK111", "damaged"),
        (b"\x89PNG\r\n\x1a\n....", "BK113", "picture"),
        (b"\xff\xd8\xff\xe0....", "BK113", "picture"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "BK113", "no document"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "BK113", "e-mail"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_in_words(content: bytes, code: str, word: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        sniff("a.docx", content)
    assert (caught.value.code, word in caught.value.message) == (code, True)
    assert caught.value.next_step


def test_an_old_word_file_with_a_password_says_so() -> None:
    header = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01"
    locked = OLE + bytes(504) + header + "WordDocument".encode("utf-16-le") + bytes(4096)
    with pytest.raises(UnusableInput, match="password"):
        sniff("a.doc", locked)


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", OLE, b"%PDF-", b"{\\rtf", b"<html", WORD]))
def test_any_bytes_have_a_kind_or_a_clear_refusal(content: bytes, start: bytes) -> None:
    refused = None
    try:
        media_type = sniff("a.docx", start + content)
    except UnusableInput as error:
        refused = error
    assert media_type in READERS or media_type == DOC if refused is None else refused.message.endswith(".")
