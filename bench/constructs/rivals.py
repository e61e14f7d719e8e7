"""Runs one of the other tools over a folder of small files, each by its usual call, and prints what it made of them.

PYTHON -m constructs.rivals TOOL FILE...     (in bench/) one line of JSON for each file, as it is done

It runs in the rivals' own Python and needs nothing of the project itself.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from asked import answer

from constructs.readings import BREAK, Reading, from_html, from_markdown

PACKAGES = {
    "python-docx": "python-docx",
    "pandoc": "pypandoc_binary",
    "mammoth": "mammoth",
    "markitdown": "markitdown",
    "docx2python": "docx2python",
    "office_oxide": "office-oxide",
    "docling": "docling-slim",
    "anydoc": "firecrawl-anydoc",
}


def python_docx(path: Path) -> Reading:
    """Paragraphs and tables in the order of the body; a cell that spans several places once."""
    import docx

    reading, texts = Reading(), []

    def walk(container: Any) -> Iterator[str]:
        for block in container.iter_inner_content():
            if hasattr(block, "rows"):
                for line in block.rows:
                    cells = list({id(cell._tc): cell for cell in line.cells}.values())
                    inner = [BREAK.join(walk(cell)) for cell in cells]
                    reading.rows.append(inner)
                    yield from inner
                continue
            name = (block.style.name or "") if block.style is not None else ""
            if name.startswith(("Heading", "Title")):
                reading.headings.append((int(name[-1]) if name[-1].isdigit() else 0, block.text))
            elif name.startswith("List"):
                reading.items.append(("", block.text))
            for link in block.hyperlinks:
                reading.links.append((link.text, link.address or f"#{link.fragment}"))
            yield block.text

    texts = list(walk(docx.Document(str(path))))
    reading.text = BREAK.join(texts)
    return reading


def pandoc(path: Path) -> Reading:
    """The whole of its own document, as JSON."""
    import pypandoc

    from constructs.pandoc_json import from_pandoc

    return from_pandoc(json.loads(pypandoc.convert_file(str(path), "json", format="docx")))


def mammoth(path: Path) -> Reading:
    """Its HTML."""
    import mammoth as tool

    with path.open("rb") as stream:
        return from_html(tool.convert_to_html(stream).value)


def markitdown(path: Path) -> Reading:
    """Its Markdown."""
    from markitdown import MarkItDown

    return from_markdown(MarkItDown().convert(str(path)).text_content)


def docx2python(path: Path) -> Reading:
    """Its text; headings from the same with ``html=True``, rows from its nested lists."""
    from docx2python import docx2python as read

    with read(str(path)) as plain, read(str(path), html=True) as marked:
        text, tables, styled = plain.text, plain.body, marked.text
    reading = from_html(text)
    reading.items = from_markdown(text.replace("\t--", "\t-")).items
    reading.headings = from_html(styled).headings
    for rows in tables:
        cells = [[BREAK.join(map(str, cell)) for cell in line] for line in rows]
        reading.rows += [line for line in cells if len(cells) > 1 or len(line) > 1]
    return reading


def office_oxide(path: Path) -> Reading:
    """Its Markdown."""
    import office_oxide as tool

    with tool.Document.open(str(path)) as document:
        page = document.to_markdown()
    return from_markdown(page)


def anydoc(path: Path) -> Reading:
    """Its Markdown."""
    import anydoc as tool

    return from_markdown(tool.to_markdown(str(path)))


def docling(path: Path) -> Reading:
    """Its Markdown, from its own reader of Word files, which needs no model."""
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    given = InputDocument(path_or_stream=path, format=InputFormat.DOCX, backend=MsWordDocumentBackend)
    document = MsWordDocumentBackend(in_doc=given, path_or_stream=path).convert()
    return from_markdown(document.export_to_markdown())


TOOLS: dict[str, Callable[[Path], Reading]] = {
    "python-docx": python_docx,
    "pandoc": pandoc,
    "mammoth": mammoth,
    "markitdown": markitdown,
    "docx2python": docx2python,
    "office_oxide": office_oxide,
    "docling": docling,
    "anydoc": anydoc,
}


def version(tool: str) -> str:
    """The tool's version; of pandoc its own and not the wheel's."""
    if tool == "pandoc":
        import pypandoc

        return str(pypandoc.get_pandoc_version())
    return importlib.metadata.version(PACKAGES[tool])


def main(arguments: list[str]) -> int:
    """Reads the files with the tool and prints what came of each."""
    return answer(arguments, version, lambda tool, path: asdict(TOOLS[tool](path)))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
