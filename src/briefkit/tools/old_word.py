"""Old Word files (.doc) where LibreOffice is missing: read by office_oxide, and written as a web page for our reader.

office_oxide leaves out most deleted and hidden text, and in a few real files not all of it: a file that shows signs of
either is left to LibreOffice (:func:`may_hide`). Comments come as notes of their own, which are dropped here. It tells
headings by style only, places text boxes by chance and loses drawings: its structure is less sure than LibreOffice's,
and whoever reads the result is told so.
"""

from __future__ import annotations

import re
from html import escape
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from briefkit.diagnostics import Diagnostic, Result
from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.sniff import HTML

_WORD_97 = 0xC1
# sprmCFVanish, set (01) or set against the style (81); sprmCFRMarkDel with its author or its date near it.
_HIDDEN = re.compile(rb"\x3c\x08[\x01\x80\x81]")
_MARK, _WHO = rb"\x00\x08[\x01\x80\x81]", rb"(?:\x63\x48|\x64\x68)"
_DELETED = re.compile(_MARK + rb".{0,40}" + _WHO + rb"|" + _WHO + rb".{0,40}" + _MARK, re.S)

_LIBRARY = "office_oxide"
_DEEPEST = 40
_MARKS = (
    ("bold", "b"),
    ("italic", "i"),
    ("underline", "u"),
    ("superscript", "sup"),
    ("subscript", "sub"),
)

_Node = dict[str, Any]


def available() -> bool:
    """Whether office_oxide is installed; it comes with briefkit where there is a wheel for the system."""
    try:
        import office_oxide  # noqa: F401
    except ImportError:
        return False
    return True


def may_hide(data: bytes) -> bool:
    """Whether an old Word file may hold deleted or hidden text, or is too old to know.

    The signs are the property modifiers of [MS-DOC] 2.6.1 that make text hidden, or mark it deleted by somebody at some
    time, anywhere in the bytes: a picture may hold them by chance, and then a sound file is refused, never the other
    way round. Files of before Word 97 write such marks otherwise.
    """
    start = next((at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5"), None)
    if start is None or int.from_bytes(data[start + 2 : start + 4], "little") < _WORD_97:
        return True
    return _HIDDEN.search(data) is not None or _DELETED.search(data) is not None


def convert(source: Source) -> Result[Source]:
    """An old Word file as a web page, with the word of caution (BK122) that it needs.

    Raises :class:`UnusableInput` where nothing can be made of the file.
    """
    import office_oxide

    try:
        body = _page(_tree(source.data))
    except (office_oxide.OfficeOxideError, ValueError, OSError) as error:
        raise UnusableInput(
            "This is an old Word file (.doc) that could not be read without LibreOffice: it may be damaged.",
            "Open it in Word and save it as .docx.",
            code="BK120",
        ) from error
    if not re.sub(r"<[^>]*>", "", body).strip():
        raise UnusableInput(
            "No text was found in this old Word file (.doc), which was read without LibreOffice.",
            "Open it in Word and look whether it is the right one; if you see text, save it as .docx.",
            code="BK118",
        )
    try:
        tool = f"{_LIBRARY} {version(_LIBRARY.replace('_', '-'))}"
    except PackageNotFoundError:
        tool = _LIBRARY
    page = f"<!DOCTYPE html>\n<html><body>\n{body}</body></html>\n".encode()
    said = Diagnostic(
        "BK122",
        "warning",
        f"This old Word file (.doc) was read without LibreOffice ({tool}): its headings, lists and text boxes are less "
        "sure, and drawings may be missing.",
        note="Compare the briefing with the document.",
    )
    return Result(Source(source.name, page, HTML, source.sha256, (tool, *source.via)), (said,))


def _tree(data: bytes) -> _Node:
    import office_oxide

    document = office_oxide.Document.from_bytes(data, "doc")
    try:
        return document.to_ir()
    finally:
        document.close()


def _page(document: _Node) -> str:
    sections = document.get("sections") or ()
    body = "".join(_blocks(section.get("elements"), 0) for section in sections)
    return f"{_margins(sections, 'header')}{body}{_margins(sections, 'footer')}"


def _margins(sections: Any, kind: str) -> str:
    """The running heads or feet of all sections, each text once: a protective marking may stand there."""
    found = (section.get(f"{page}{kind}") for section in sections for page in ("", "first_page_", "even_page_"))
    made = (_blocks(margin.get("content"), 0) for margin in found if isinstance(margin, dict))
    return "".join(f'<div role="doc-page{kind}">{text}</div>\n' for text in dict.fromkeys(made) if text)


def _blocks(nodes: Any, depth: int) -> str:
    if depth > _DEEPEST:
        raise ValueError("nested deeper than any document")
    return "".join(_block(node, depth + 1) for node in nodes or () if isinstance(node, dict))


def _block(node: _Node, depth: int) -> str:
    """One element of the library's tree. What it does not name is written with all text that it holds."""
    kind = node.get("type")
    content = node.get("content")
    if kind in {"footnote", "endnote"}:
        # Comments come as endnotes whose mark says so: they belong to whoever wrote the document, not to its readers.
        return "" if node.get("marker") == "comment" else _blocks(content, depth)
    if kind == "heading":
        level = min(max(int(node.get("level") or 1), 1), 6)
        return f"<h{level}>{_inline(content)}</h{level}>\n"
    if kind == "paragraph":
        return f"<p>{_inline(content)}</p>\n"
    if kind == "table":
        return f"<table>\n{''.join(_row(row, depth) for row in node.get('rows') or ())}</table>\n"
    if kind == "list":
        tag = "ol" if node.get("ordered") else "ul"
        return f"<{tag}>\n{''.join(_item(item, depth) for item in node.get('items') or ())}</{tag}>\n"
    if kind == "code_block":
        return f"<p>{escape(str(content or node.get('code') or ''))}</p>\n"
    if isinstance(content, list):
        return f"<div>{_blocks(content, depth)}</div>\n" if _holds_blocks(content) else f"<p>{_inline(content)}</p>\n"
    return ""


def _holds_blocks(content: list[Any]) -> bool:
    return any(isinstance(node, dict) and node.get("type") not in {"text", "line_break"} for node in content)


def _row(row: _Node, depth: int) -> str:
    cells = "".join(f"<td>{_blocks(cell.get('content'), depth)}</td>" for cell in row.get("cells") or ())
    return f"<tr>{cells}</tr>\n"


def _item(item: _Node, depth: int) -> str:
    nested = item.get("nested")
    inner = _block({"type": "list", **nested}, depth + 1) if isinstance(nested, dict) and depth < _DEEPEST else ""
    content = item.get("content") or []
    words = _blocks(content, depth) if _holds_blocks(content) else _inline(content)
    return f"<li>{words}{inner}</li>\n"


def _inline(nodes: Any) -> str:
    return "".join(_words(node) for node in nodes or () if isinstance(node, dict))


def _words(node: _Node) -> str:
    if node.get("type") == "line_break":
        return "<br>"
    # What is left of fields and pictures in damaged files are control characters.
    text = escape(re.sub(r"[\x00-\x08\x0b-\x1f]", "", str(node.get("text") or "")))
    if not text:
        return ""
    for key, tag in _MARKS:
        if node.get(key):
            text = f"<{tag}>{text}</{tag}>"
    size = node.get("font_size_half_pt")
    if isinstance(size, int) and 0 < size < 400:
        text = f'<span style="font-size:{size / 2:g}pt">{text}</span>'
    link = node.get("hyperlink")
    return f'<a href="{escape(str(link))}">{text}</a>' if link else text
