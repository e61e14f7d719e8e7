"""Twelve pages of prose broken in twenty ways: the share of their words that each reader still gives.

python bench/pdf_broken.py                      briefkit, pdfium, qpdf and poppler (where pdftotext is on the path)
python bench/pdf_broken.py --rivals PYTHON      and MuPDF, from a Python that has pymupdf (BRIEFKIT_RIVALS)
python bench/pdf_broken.py --write              puts the table into docs/measurements.md

The files are those of ``BROKEN`` in bench/pdf_made.py.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pdf_made import BROKEN
from pdf_rivals import ask
from pdf_truth import words_of
from written import keep, machine, table

from briefkit.errors import UnusableInput
from briefkit.model import Source
from briefkit.readers.pdf import read


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", default=os.environ.get("BRIEFKIT_RIVALS", ""), help="a Python that has pymupdf")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    ways: dict[str, Callable[[bytes], str]] = {"pdfium": _by_pdfium, "qpdf, then pdfium": _by_qpdf}
    if shutil.which("pdftotext"):
        ways["poppler"] = lambda content: _by_rival(sys.executable, "pdftotext", content)
    if options.rivals:
        ways["MuPDF"] = lambda content: _by_rival(options.rivals, "pymupdf", content)
    whole = len(words_of(_by_briefkit(BROKEN["sound"]())[0]))
    rows = []
    for name, make in BROKEN.items():
        content = make()
        text, said = _by_briefkit(content)
        shares = [len(words_of(found)) / whole for found in (text, *(way(content) for way in ways.values()))]
        rows.append([name, *shares, said])
    text = table(["broken how", "briefkit", *ways, "briefkit says"], rows)
    text += f"\n\nShare of the words. {machine()}. `python bench/pdf_broken.py --rivals PYTHON`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_broken", "PDF: words had of broken files", text)
    return 0


def _by_briefkit(content: bytes) -> tuple[str, str]:
    try:
        result = read(Source("broken.pdf", content, "application/pdf", ""))
    except UnusableInput as error:
        return "", error.code or ""
    text = "\n".join(block.text for block in result.value.blocks)
    return text, " ".join(sorted({said.code for said in result.diagnostics}))


def _by_pdfium(content: bytes) -> str:
    try:
        with pdfium.PdfDocument(content) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    except pdfium.PdfiumError:
        return ""


def _by_qpdf(content: bytes) -> str:
    room = BytesIO()
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            pdf.save(room)
    except (pikepdf.PdfError, RuntimeError):
        return ""
    return _by_pdfium(room.getvalue())


def _by_rival(python: str, tool: str, content: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broken.pdf"
        path.write_bytes(content)
        return "".join(answer.get("text", "") for answer in ask(python, tool, [path]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
