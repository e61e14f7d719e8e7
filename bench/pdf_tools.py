"""One other tool over PDFs, in a Python that has it: bench/pdf_rivals.py starts this with that Python.

python pdf_tools.py TOOL FILE.pdf...      a line of JSON a file: file, seconds, Markdown (or why there is none)

The options are those by which each tool's own documents promise the best structure; what reads pictures (OCR) is off,
for every file that is measured is born digital. The first line of JSON gives the version. Nothing but the standard
library and the tool is imported here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

Way = Callable[[str], str]


def _pymupdf() -> Way:
    import pymupdf4llm

    def read(path: str) -> str:
        return str(pymupdf4llm.to_markdown(path, use_ocr=False, header=False, footer=False))

    return read


def _pymupdf_plain() -> Way:
    import pymupdf

    def read(path: str) -> str:
        with pymupdf.open(path) as document:
            return "\n\n".join(page.get_text() for page in document)

    return read


def _markitdown() -> Way:
    from markitdown import MarkItDown

    tool = MarkItDown(enable_plugins=False)
    return lambda path: str(tool.convert(path).text_content)


def _liteparse() -> Way:
    from liteparse import LiteParse

    tool = LiteParse(ocr_enabled=False, output_format="markdown", quiet=True, image_mode="off")
    return lambda path: str(tool.parse(path).text)


def _pdf_oxide() -> Way:
    from pdf_oxide import PdfDocument

    return lambda path: str(PdfDocument(path).to_markdown_all(include_artifacts=False, embed_images=False))


def _pdf_inspector() -> Way:
    from pdf_inspector import process_pdf

    return lambda path: str(process_pdf(path).markdown)


def _opendataloader(*options: str) -> Way:
    import opendataloader_pdf  # noqa: F401  # its command is beside this Python

    command = str(Path(sys.executable).with_name("opendataloader-pdf"))

    def read(path: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            _run(command, "-q", "-f", "markdown", "--image-output", "off", *options, "-o", folder, path)
            return "".join(found.read_text("utf-8") for found in Path(folder).glob("*.md"))

    return read


def _pdftotext(*options: str) -> Way:
    return lambda path: _run("pdftotext", "-enc", "UTF-8", *options, path, "-")


_STRUCTURE = re.compile(r'^\s*(?:(H[1-6]?|P|LI|LBody|TD|TH|TOCI|Caption|BlockQuote|Note)\b.*|"(.*)")$')


def _struct_text(path: str) -> str:
    """poppler's structure tree as Markdown."""
    found: list[str] = []
    for line in _run("pdfinfo", "-enc", "UTF-8", "-struct-text", path).splitlines():
        if match := _STRUCTURE.match(line):
            role = match[1] or ""
            if role:
                found.append("\n\n" + ("#" * int(role[1:] or 1) + " " if role.startswith("H") else ""))
            else:
                found.append(match[2])
    return "".join(found)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=False, timeout=200)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace").strip()[-300:])
    return done.stdout.decode("utf-8", errors="replace")


TOOLS: dict[str, tuple[str, Callable[[], Way]]] = {
    "pymupdf4llm": ("pymupdf", _pymupdf),
    "markitdown": ("markitdown", _markitdown),
    "liteparse": ("liteparse", _liteparse),
    "pdf_oxide": ("pdf_oxide", _pdf_oxide),
    "pdf-inspector": ("pdf-inspector", _pdf_inspector),
    "pdftotext": ("", _pdftotext),
    "pdftotext -layout": ("", lambda: _pdftotext("-layout")),
    "pdftotext -raw": ("", lambda: _pdftotext("-raw")),
    "pdfinfo -struct-text": ("", lambda: _struct_text),
    "opendataloader-pdf": ("opendataloader-pdf", _opendataloader),
    "opendataloader-pdf, tree": ("opendataloader-pdf", lambda: _opendataloader("--use-struct-tree")),
    "pymupdf": ("pymupdf", _pymupdf_plain),
}
"""The package whose version is told, and how the tool reads. The last is for bench/pdf_broken.py alone."""


def main(arguments: list[str]) -> int:
    name, *files = arguments
    package, make = TOOLS[name]
    try:
        way = make()
        told = version(package) if package else _poppler()
    except (ImportError, PackageNotFoundError, OSError) as error:
        _say({"absent": str(error)})
        return 0
    _say({"version": told})
    for path in files:
        started = time.perf_counter()
        try:
            answer: dict[str, object] = {"text": way(path)}
        except Exception as error:  # whatever a tool does is its answer
            answer = {"failed": f"{type(error).__name__}: {error}"[:300]}
        _say({"file": path, "seconds": time.perf_counter() - started, **answer})
    return 0


def _poppler() -> str:
    done = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True, check=False)
    return done.stderr.split("\n")[0].rpartition(" ")[2]


def _say(answer: dict[str, object]) -> None:
    # Tools print where they please, hence a line with a mark of its own.
    sys.stdout.write(f"\n@@{json.dumps(answer)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
