"""What a file is, found by looking at its bytes; the name decides only between the formats of plain text."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Set

from briefkit.errors import UnusableInput
from briefkit.readers import DOCX, ODG, ODP, ODT, PPTX, ole
from briefkit.readers.docx.opc.salvage import is_of_an_inner_zip

PDF = "application/pdf"
RTF = "application/rtf"
DOC = "application/msword"
PPT = "application/vnd.ms-powerpoint"
PUBLISHER = "application/vnd.ms-publisher"
WORKS = "application/vnd.ms-works"
WORDPERFECT = "application/vnd.wordperfect"
WORD_XML = "application/vnd.ms-word.xml"
"""Word as one XML file: the format of Word 2003, or the parts of a .docx one after the other."""

CONVERTED = frozenset({DOC, PPT, PUBLISHER, WORKS, WORDPERFECT, WORD_XML})
"""The kinds that no reader takes: they are converted first (:mod:`briefkit.tools.conversions`)."""

HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

_TEXT_BY_SUFFIX = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mdown": MARKDOWN,
    ".txt": TEXT,
    ".text": TEXT,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
}

_PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"\x00\x00\x00\x18ftypheic",
    b"\x00\x00\x00\x1cftypheic",
)

_AS_WORD_OR_PDF = "Save it as a Word document (.docx) or as a PDF and try again."
# (a stream at the top of the OLE container, in small letters; what the file is, as media type)
_OLE_KINDS = (
    ("worddocument", DOC),
    ("quill", PUBLISHER),
    ("powerpoint document", PPT),
    ("matost", WORKS),
    ("contents", WORKS),
)

# (the beginning of the name of such a stream, what the file is, the next step)
_OLE_REFUSED = (
    ("workbook", "This is an Excel workbook.", _AS_WORD_OR_PDF),
    ("__substg1.0_", "This is an e-mail saved from Outlook.", "Open it and save the attached briefing itself."),
    ("__nameid_version1.0", "This is an e-mail saved from Outlook.", "Open it and save the attached briefing itself."),
    ("visiodocument", "This is a Visio drawing.", "In Visio save it as a PDF and use the PDF."),
)

_OLE_LOCKED = frozenset({"encryptedpackage", "encryptioninfo", "encryptedsummary"})
_OLE_NAMES = (*_OLE_LOCKED, *(name for name, _ in _OLE_KINDS[:-1]), *(name for name, _, _ in _OLE_REFUSED))

# (the beginning of a member's name in a zip, what the file is, the next step)
_ZIP_KINDS = (
    ("xl/", "This is an Excel workbook.", _AS_WORD_OR_PDF),
    ("visio/", "This is a Visio drawing.", "In Visio save it as a PDF and use the PDF."),
    (
        "Index/Document.iwa",
        "This is an Apple Pages file.",
        "In Pages choose File > Export To > Word and use that file.",
    ),
)

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_WORD_ENTRY = re.compile(rb"PK\x03\x04.{26}/?(?:word[/\\]|\[Content_Types\]\.xml)", re.S | re.I)
_SPOILT = (
    *(zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(struct.error, OverflowError, IndexError, zlib.error),
)
_HEADING_LINE = re.compile(rb"^#{1,6} \S", re.M)
_LOOKED_AT = 65536
_CONTENT_TYPES_AT_MOST = 1_000_000

_UNLOCK_IN = "Open it in {}, choose File > Info > Protect {} > Encrypt with Password, delete the password, "
_UNLOCK = (
    # (the stream that tells, how the name of such a file ends, what to do)
    ("powerpoint document", (".ppt", ".pps", ".pot"), _UNLOCK_IN.format("PowerPoint", "Presentation")),
    ("worddocument", (".doc", ".dot"), _UNLOCK_IN.format("Word", "Document")),
)
WORD_XML_MARKS = (
    b"schemas.microsoft.com/office/word/2003/wordml",
    b"schemas.microsoft.com/office/2006/xmlPackage",
)
_PDF_OBJECT = re.compile(rb"(?m)^[\x00\t\f ]*\d{1,8}\s+\d{1,5}\s+obj\b")
_OPEN_DOCUMENTS = {b"text": ODT, b"graphics": ODG, b"presentation": ODP}


def sniff(name: str, data: bytes) -> str:
    """The media type of a file: one that a reader takes, or one of :data:`CONVERTED`.

    ``name`` is the bare file name, ``data`` the whole file. Raises :class:`UnusableInput` with a clear sentence and the
    next step for whatever is empty, damaged, locked or no document.
    """
    if not data.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf\xff\xfe"):
        raise _empty(data)
    head = data[:1024]
    if b"%PDF-" in head:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _in_zip(data)
    if head.startswith(ole.HEAD):
        return _in_ole(name, data)
    if head.startswith(b"\xffWPC"):
        return _of_wordperfect(head)
    if head.lstrip().startswith(b"{\\rtf"):
        return RTF
    if _is_zip_in_disguise(data):
        return _in_zip(data)
    if _is_pdf_in_disguise(data):
        return PDF
    _refuse_pictures(head)
    return _of_text(name, data)


def _empty(data: bytes) -> UnusableInput:
    if not data:
        return UnusableInput(
            "The file is empty: it holds no bytes at all.",
            "The copy or download may have failed: fetch the file again.",
            code="BK110",
        )
    return UnusableInput(
        "The file is empty: it holds nothing but blanks.",
        "Ask whoever sent it for the file again.",
        code="BK110",
    )


def _damaged(what: str) -> UnusableInput:
    return UnusableInput(
        f"The file is damaged or incomplete: {what}.",
        "The copy or download may have stopped early: fetch the file again.",
        code="BK111",
    )


def _locked(name: str = "", streams: Set[str] = frozenset()) -> UnusableInput:
    """The error for a file with a password. What is encrypted whole says nothing of its kind but by its name."""
    suffix = name[name.rfind(".") :].casefold()
    ways = [way for stream, _, way in _UNLOCK if stream in streams]
    ways += [way for _, suffixes, way in _UNLOCK if suffix.startswith(suffixes)]
    way = f"{ways[0]}save the file" if ways else "Open it in the program that made it, save it without a password"
    return UnusableInput(
        "The file has a password, so nothing in it can be read.", f"{way} and try again.", code="BK112"
    )


def _no_document(what: str, next_step: str = _AS_WORD_OR_PDF) -> UnusableInput:
    return UnusableInput(what, next_step, code="BK113")


def _in_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if is_of_an_inner_zip(archive, data):
                raise zipfile.BadZipFile("its own index is missing")
            names = archive.namelist()
            mimetype = _member(archive, "mimetype", 200)
            types = _member(archive, "[Content_Types].xml", _CONTENT_TYPES_AT_MOST)
            manifest = _member(archive, "META-INF/manifest.xml", _CONTENT_TYPES_AT_MOST)
    except _SPOILT as error:
        others = ("ppt/", *(start for start, _, _ in _ZIP_KINDS))
        if _WORD_ENTRY.search(data) and not any(_entry_of(start).search(data) for start in others):
            return DOCX  # its reader says whether enough is left of it
        raise _damaged(
            "it starts like a Word, PowerPoint or OpenDocument file, but its end is missing or unreadable"
        ) from error
    open_document = mimetype.removeprefix(b"application/vnd.oasis.opendocument.").partition(b"-")[0].strip()
    if open_document in _OPEN_DOCUMENTS and open_document != mimetype.strip():
        if b"encryption-data" in manifest:
            raise _locked()
        return _OPEN_DOCUMENTS[open_document]
    return _by_names([name.replace("\\", "/") for name in names], types)


def _by_names(names: list[str], types: bytes) -> str:
    """What a zip is by the names of its entries and its list of types."""
    if "word/document.xml" in names:
        return DOCX
    # A presentation may hold a Word document, and its list of types names both.
    if "ppt/presentation.xml" in names:
        return PPTX
    if b"wordprocessingml" in types or b"application/msword" in types:
        return DOCX
    if b"presentationml" in types:
        return PPTX
    if any(name.startswith("word/") for name in names):
        return DOCX  # without its list of contents, and with a text of another name
    for start, what, next_step in _ZIP_KINDS:
        if any(member.startswith(start) for member in names):
            raise _no_document(what, next_step)
    raise _no_document(
        "This is a zip file and no Word document.",
        "Unpack it (right-click > Extract All) and use the briefing that is in it.",
    )


def _entry_of(start: str) -> re.Pattern[bytes]:
    """A local header of a zip whose name begins so (APPNOTE 4.3.7)."""
    return re.compile(rb"PK\x03\x04.{26}" + re.escape(start.encode()), re.S)


def _is_zip_in_disguise(data: bytes) -> bool:
    """Whether binary data is a zip with something in front of it, or one whose first bytes are spoilt."""
    return (b"PK\x03\x04" in data[:_LOOKED_AT] or b"PK\x05\x06" in data[-_LOOKED_AT:]) and _is_binary(data[:_LOOKED_AT])


def _is_pdf_in_disguise(data: bytes) -> bool:
    """Whether much stands before the header of a PDF, or its beginning is lost: other programs show it all the same."""
    head = data[:_LOOKED_AT]
    return bool(_PDF_OBJECT.search(head)) and b"endobj" in data and (b"%PDF-" in head or b"startxref" in data)


def _member(archive: zipfile.ZipFile, name: str, at_most: int) -> bytes:
    """The first ``at_most`` bytes of a member, empty where there is none: a swollen member costs no memory."""
    try:
        member = archive.getinfo(name)
    except KeyError:
        return b""
    try:
        with archive.open(member) as stream:
            return stream.read(at_most)
    except Exception as error:  # zlib.error and the like: damage inside one member
        raise zipfile.BadZipFile(str(error)) from error


def _in_ole(name: str, data: bytes) -> str:
    streams = {stream.casefold() for stream in ole.top_names(data)}
    media_type = _ole_kind(name, data, streams)
    if media_type is None:
        # Where the directory is lost or tells nothing, stream names are looked for anywhere: that survives a container
        # cut short. They are few enough to look for one by one.
        lowered = data.lower()
        streams = {stream for stream in _OLE_NAMES if stream.encode("utf-16-le") in lowered}
        media_type = _ole_kind(name, data, streams)
    if media_type is not None:
        return media_type
    if len(data) < 4096:
        raise _damaged("it starts like an old Office file, but the rest is missing")
    raise _no_document("This is an old Office file, but no document that briefkit knows.")


def _ole_kind(name: str, data: bytes, streams: set[str]) -> str | None:
    """The media type that the names of streams tell, ``None`` where they tell nothing; raises for what is refused."""
    if streams & _OLE_LOCKED:
        raise _locked(name, streams)
    for stream, media_type in _OLE_KINDS:
        if stream in streams:
            if media_type == DOC and _word_file_is_encrypted(data):
                raise _locked(name, streams)
            return media_type
    for start, what, next_step in _OLE_REFUSED:
        if any(stream.startswith(start) for stream in streams):
            raise _no_document(what, next_step)
    return None


def _of_wordperfect(head: bytes) -> str:
    """WordPerfect by its prefix: byte 9 the kind of file (10: a document), bytes 12 and 13 the key of a locked one."""
    if len(head) < 16:
        raise _damaged("it starts like a WordPerfect file, but the rest is missing")
    if head[9] != 10:
        raise _no_document("This is a WordPerfect file, but no document.")
    if head[12:14] != b"\x00\x00":
        raise _locked()
    return WORDPERFECT


def _word_file_is_encrypted(data: bytes) -> bool:
    """Whether an old Word file says so itself: the flag fEncrypted of the FIB ([MS-DOC] 2.5.2), usually at byte 512."""
    header = data[512:524]
    return header[:2] == b"\xec\xa5" and len(header) == 12 and bool(header[11] & 0x01)


def _refuse_pictures(head: bytes) -> None:
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    # "BM" alone may begin a text; a bitmap has four zero bytes after its length.
    is_picture = any(head.startswith(magic) for magic in _PICTURES if magic != b"BM")
    is_bitmap = head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00"
    if is_picture or is_webp or is_bitmap:
        raise _no_document(
            "This is a picture, not a document.",
            "Ask for the briefing itself, or scan it to a PDF with text recognition.",
        )


def _of_text(name: str, data: bytes) -> str:
    head = data[:_LOOKED_AT]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and _is_binary(head):
        raise _no_document("This is no document that briefkit knows: neither Word, PDF nor text.")
    if re.match(rb"(?:[\w-]+:[^\n]*\n)*MIME-Version:", head, re.I):
        raise _no_document(
            "This is an e-mail or a web archive.", "Save the briefing itself as .docx or PDF and try again."
        )
    if b"schemas.microsoft.com/office/2006/xmlPackage" in head:
        return DOCX
    if any(mark in head for mark in WORD_XML_MARKS):
        return WORD_XML
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    named = _TEXT_BY_SUFFIX.get(suffix)
    if named == MARKDOWN:
        return MARKDOWN
    if _HTML_START.match(head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):
        return HTML
    if named is not None:
        return named
    if head.startswith(b"---\n") or _HEADING_LINE.search(head):
        return MARKDOWN
    return TEXT


def _is_binary(head: bytes) -> bool:
    """Whether bytes cannot be text: a zero byte, or more than one in fifty is a control character."""
    if b"\x00" in head:
        return True
    controls = sum(head.count(code) for code in range(32) if code not in (7, 8, 9, 10, 11, 12, 13, 27))
    return controls * 50 > len(head)
