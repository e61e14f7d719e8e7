"""Runs one of the other tools over small PDFs, each by its usual call, and prints what it made of them.

PYTHON -m drawn.rivals TOOL FILE...     (in bench/) one line of JSON for each file, as it is done

It runs in the rivals' own Python and needs nothing of the project itself.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from asked import answer

PACKAGES = {
    "pymupdf4llm": "pymupdf4llm",
    "markitdown": "markitdown",
    "liteparse": "liteparse",
    "pdf_oxide": "pdf_oxide",
    "pdf-inspector": "pdf_inspector",
    "pdfplumber": "pdfplumber",
}


def pymupdf4llm(path: Path) -> str:
    """Its Markdown."""
    import pymupdf4llm as tool

    return str(tool.to_markdown(str(path)))


def markitdown(path: Path) -> str:
    """Its Markdown."""
    from markitdown import MarkItDown

    return str(MarkItDown().convert(str(path)).text_content)


def liteparse(path: Path) -> str:
    """The text of its pages, without text recognition."""
    from liteparse import LiteParse

    return str(LiteParse(ocr_enabled=False, quiet=True).parse(str(path)).text)


def pdf_oxide(path: Path) -> str:
    """Its Markdown."""
    from pdf_oxide import PdfDocument

    return str(PdfDocument(str(path)).to_markdown_all())


def pdf_inspector(path: Path) -> str:
    """Its Markdown."""
    import pdf_inspector as tool

    return str(tool.process_pdf(str(path)).markdown or "")


def pdfplumber(path: Path) -> str:
    """The text of its pages, with the tolerance that parts words best."""
    import pdfplumber as tool

    with tool.open(path) as document:
        return "\n".join(page.extract_text(x_tolerance_ratio=0.15) or "" for page in document.pages)


def poppler(path: Path) -> str:
    """The text of pdftotext."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True, timeout=60)
    return done.stdout.decode("utf-8", "replace")


TOOLS: dict[str, Callable[[Path], str]] = {
    "pymupdf4llm": pymupdf4llm,
    "markitdown": markitdown,
    "liteparse": liteparse,
    "pdf_oxide": pdf_oxide,
    "pdf-inspector": pdf_inspector,
    "pdfplumber": pdfplumber,
    "poppler": poppler,
}


def version(tool: str) -> str:
    """The tool's version."""
    if tool == "poppler":
        done = subprocess.run(["pdftotext", "-v"], capture_output=True, check=False, text=True)
        return done.stderr.split()[2]
    if importlib.util.find_spec(PACKAGES[tool]) is None:
        raise ModuleNotFoundError(PACKAGES[tool])
    return importlib.metadata.version(PACKAGES[tool])


def main(arguments: list[str]) -> int:
    """Reads the files with the tool and prints what came of each."""
    return answer(arguments, version, lambda tool, path: TOOLS[tool](path))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
