from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.errors import UnusableInput
from briefkit.readers import DOCX, ODG, ODP, ODT, PPTX, READERS
from briefkit.readers.sniff import CONVERTED, DOC, PPT, PUBLISHER, WORD_XML, WORDPERFECT, WORKS, sniff
from oldfiles import OLE, ole, ole_without_directory, zipped

WORD = zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.docx", WORD, DOCX),
        ("a.pdf", WORD, DOCX),
        ("a.docx", zipped(**{"[Content_Types].xml": "…wordprocessingml.document.main+xml"}), DOCX),
        ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), ODT),
        ("a.docx", b"%PDF-1.7\n...", "application/pdf"),
        ("a.pdf", b"\xef\xbb\xbf junk \n%PDF-1.4", "application/pdf"),
        ("a.doc", b"{\\rtf1\\ansi text}", "application/rtf"),
        ("a.doc", ole("WordDocument", "1Table"), DOC),
        ("a.doc", ole_without_directory("WordDocument", "1Table"), DOC),
        ("a.doc", ole("WordDocument", inside=("Quill", "PowerPoint Document")), DOC),
        ("a.pub", ole("Quill", "Contents"), PUBLISHER),
        ("a.pub", ole("Objects", "Quill", "Contents", inside=("WordDocument",)), PUBLISHER),
        ("a.pub", ole_without_directory("Quill", "Contents"), PUBLISHER),
        ("a.ppt", ole("Current User", "PowerPoint Document"), PPT),
        ("a.wps", ole("MatOST"), WORKS),
        ("a.wps", ole("CONTENTS", "CompObj"), WORKS),
        ("a.wpd", b"\xffWPC\x95\x06\x00\x00\x01\x0a\x02\x01\x00\x00\x00\x02", WORDPERFECT),
        (
            "a.xml",
            b'<?xml?><w:x xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            WORD_XML,
        ),
        ("a.xml", b'<p:x xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage"/>', DOCX),
        ("a.pptx", zipped(**{"ppt/presentation.xml": "", "[Content_Types].xml": ""}), PPTX),
        ("a.odg", zipped(mimetype="application/vnd.oasis.opendocument.graphics"), ODG),
        ("a.odp", zipped(mimetype="application/vnd.oasis.opendocument.presentation"), ODP),
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
    assert media_type in {*READERS, *CONVERTED}


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "BK110", "empty"),
        (b" \r\n\x00\x00", "BK110", "empty"),
        (zipped(**{"notes.txt": "hello"})[:-9], "BK111", "damaged or incomplete"),
        (b"PK\x05\x06", "BK111", "damaged"),
        (ole("EncryptionInfo", "EncryptedPackage"), "BK112", "password"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text", **{"META-INF/manifest.xml": "<encryption-data/>"}),
         "BK112", "password"),
        (zipped(**{"notes.txt": "hello"}), "BK113", "no Word document"),
        (zipped(**{"xl/workbook.xml": "", "[Content_Types].xml": ""}), "BK113", "Excel"),
        (ole("Workbook"), "BK113", "Excel"),
        (ole("__substg1.0_1000001F", "__nameid_version1.0"), "BK113", "e-mail"),
        (ole("PowerPoint Document", "EncryptedSummary"), "BK112", "password"),
        (b"\xffWPC\x95\x06\x00\x00\x01\x0a\x02\x01\x34\x12\x00\x02", "BK112", "password"),
        (b"\xffWPC\x95\x06\x00\x00\x01\x16\x02\x01\x00\x00\x00\x02", "BK113", "no document"),
        (b"\xffWPC", "BK111", "damaged"),
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


@pytest.mark.parametrize(
    ("name", "content", "program"),
    [
        ("a.docx", ole("EncryptionInfo", "EncryptedPackage"), "in Word"),
        ("A.PPTX", ole("EncryptionInfo", "EncryptedPackage"), "in PowerPoint"),
        ("a.doc", ole("PowerPoint Document", "EncryptedSummary"), "in PowerPoint"),
        ("a.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "in the program that made it"),
        ("a", b"\xffWPC\x95\x06\x00\x00\x01\x0a\x02\x01\x34\x12\x00\x02", "in the program that made it"),
    ],
)
def test_the_password_is_taken_off_where_it_was_put_on(name: str, content: bytes, program: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        sniff(name, content)
    assert f"Open it {program}, " in caught.value.next_step


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
    assert media_type in {*READERS, *CONVERTED} if refused is None else refused.message.endswith(".")
