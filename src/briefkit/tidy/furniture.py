"""Marking what is on the page but no part of the text: running heads, page numbers, contents, placeholders."""

from __future__ import annotations

import re

import msgspec

from briefkit.diagnostics import Result
from briefkit.model import Document, TextBlock
from briefkit.tidy.grids import Grids
from briefkit.tidy.runs import look_of
from briefkit.tidy.weights import Look, body_look

_PAGE_NUMBER = re.compile(r"(?i)^[-–|\s]*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–|\s]*$")
_PAGE_OF = re.compile(r"(?i)^[-–|\s]*page\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–|\s]*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|\u2026{2,}\s*\d{1,3}$")
_FILE = re.compile(
    r"(?i)(?<!\w)(?:[a-z]:[\\/]|\\\\[\w.$-]+\\|file:/)\S|^\S(?:[^/\n]{0,120}\S)?\.(?:docx?|docm|dotx?|pdf|pub|odt|rtf)$"
)
"""A path or a file's name in a running head: it tells of servers and people and is printed nowhere."""
_PLACEHOLDER = re.compile(
    r"(?i)^(?:click|tap|click or tap)\s+(?:here|or tap here)\s+to\s+(?:enter|add)\b.*$|^choose an item\.?$"
)


def mark_furniture(document: Document) -> Result[Document]:
    """Blocks that are no text of the briefing get the reason in ``aside``."""
    blocks: list[TextBlock] = []
    entries, body = _entries(document), body_look(document)
    boxes = {container.id for container in document.containers if container.kind == "box"}
    for block in document.blocks:
        reason = block.aside or _reason(block)
        if (reason == "panel-number" and block.container in entries) or (
            reason == "page-number" and block.container in boxes and _is_set_big(block, body)
        ):
            reason = ""
        blocks.append(msgspec.structs.replace(block, aside=reason) if reason else block)
    return Result(msgspec.structs.replace(document, blocks=tuple(blocks)))


def mark_forms(document: Document) -> Result[Document]:
    """The captions of a blank form (a table of six or more cells, most of them empty) are set aside as ``form``."""
    held: dict[str, list[TextBlock]] = {}
    for block in document.blocks:
        held.setdefault(block.container, []).append(block)
    forms: set[str] = set()
    inside: dict[str | None, list[str]] = {}
    for container in document.containers:
        inside.setdefault(container.parent, []).append(container.id)
    for table in (container for container in document.containers if container.kind == "table"):
        cells = inside.get(table.id, [])
        full = [cell for cell in cells if any(block.text.strip() for block in held.get(cell, ()))]
        captions = all(len(block.text.split()) <= 8 for cell in full for block in held[cell])
        if len(cells) >= 6 and len(full) <= 0.4 * len(cells) and captions:
            forms.update(full)
    blocks = tuple(
        msgspec.structs.replace(block, aside=block.aside or "form") if block.container in forms else block
        for block in document.blocks
    )
    return Result(msgspec.structs.replace(document, blocks=blocks))


def _is_set_big(block: TextBlock, body: Look) -> bool:
    """Whether a lone number is set far bigger than the text: a figure of a poster, which counts what stands below.

    Single digits so may be the numbers of its panels.
    """
    size = look_of(block.runs)[1]
    return len(block.text.strip()) > 1 and bool(size and body.size and size >= 1.5 * body.size)


def _entries(document: Document) -> frozenset[str]:
    """The cells whose short numbers say something: of tables of figures where they do not just count the rows, and
    of columns that say that they count ("No.")."""
    grids = Grids(document)
    figures = grids.figures
    tables = {container.id: container.parent for container in document.containers if container.id in figures}
    numbers: dict[str | None, list[int]] = {}
    for block in document.blocks:
        text = block.text.strip()
        if block.container in tables and not block.aside and len(text) <= 2 and text.isdecimal():
            numbers.setdefault(tables[block.container], []).append(int(text))
    counting = {table for table, row in numbers.items() if len(row) > 1 and row == [*range(row[0], row[0] + len(row))]}
    return grids.counting | {cell for cell, table in tables.items() if table not in counting}


def _reason(block: TextBlock) -> str:
    text = block.text.strip()
    if block.layer in {"header", "footer"}:
        if _FILE.search(text):
            return "file-path"
        return "page-number" if _PAGE_NUMBER.match(text) else f"page-{block.layer}"
    if _PAGE_NUMBER.match(text):
        if _PAGE_OF.match(text) or (block.kind == "paragraph" and not _in_cell(block)):
            return "page-number"
        if len(text) <= 2:
            return "panel-number"
    if (text[-1:].isdigit() and _LEADERS.search(text)) or _is_contents_line(block, text):
        return "contents"
    if _PLACEHOLDER.match(text):
        return "placeholder"
    return ""


def _is_contents_line(block: TextBlock, text: str) -> bool:
    """Whether a line of Word's table of contents leads to a page or a heading, or to nothing any more."""
    leads = any(run.link and run.link.startswith("#") for run in block.runs) or text[-1:].isdigit()
    return "table of contents" in block.evidence and (leads or "Error!" in text)


def _in_cell(block: TextBlock) -> bool:
    return "cell" in block.container or block.container.startswith("t")
