"""Scans for the tests: PDFs whose pages are pictures, and recognisers that are shell scripts."""

from __future__ import annotations

import io
import stat
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from briefkit.files import from_bytes
from briefkit.model import Source
from briefkit.tools.probe import Probe

SENTENCE = "Ask one more question at every visit."
INSTALL = "sudo apt-get install -y fake"


def picture(*lines: str, size: tuple[int, int] = (1600, 400), turned: int = 0) -> Image.Image:
    """A grey picture with lines of text, turned counter-clockwise by ``turned`` degrees."""
    drawn = Image.new("L", size, 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(drawn).text((80, 150 + 90 * number), line, fill=0, font=ImageFont.load_default(60))
    return drawn.rotate(turned, expand=True, fillcolor=255)


def scan(*pages: Image.Image) -> Source:
    """A PDF of pictures, at 200 dots an inch."""
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return from_bytes("scan.pdf", stream.getvalue())


def hocr(*words: tuple[str, int], at: int = 190) -> str:
    """Tesseract's answer: one line of words over the first line of a :func:`picture`, each with how sure it is."""
    step = 1800 // max(len(words), 1)
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {90 + step * n} {at} {75 + step * (n + 1)} {at + 90}; x_wconf {sure}'>"
        f"{text}</span> "
        for n, (text, sure) in enumerate(words)
    )
    box = f"bbox 90 {at} {75 + step * max(len(words), 1)} {at + 90}; baseline 0 -18"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<div class='ocr_page' title='bbox 0 0 2000 500'><span class='ocr_line' title='{box}'>{spans}</span></div>"
        "</body></html>"
    )


def answering(answer: str) -> str:
    """The part of a script that gives ``answer``."""
    return f"cat >\"$2.hocr\" <<'END'\n{answer}\nEND\n"


def recogniser(folder: Path, script: str, languages: str = "eng osd", version: str = "1.2.3") -> Probe:
    """A probe for a fake Tesseract; each call is counted by a file in ``folder/calls``."""
    program = folder / "tesseract"
    calls = folder / "calls"
    calls.mkdir(exist_ok=True)
    program.write_text(
        f'#!/bin/sh\nif [ "$1" = --version ]; then echo "tesseract {version}"; exit 0; fi\n'
        f'if [ "$1" = --list-langs ]; then echo "List of languages:"; printf "%s\\n" {languages}; exit 0; fi\n'
        f'mktemp "{calls}/XXXXXX" >/dev/null\n{script}\n',
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Probe("Tesseract", "a test", programs=(str(program),), install={"debian": INSTALL})


def calls(folder: Path) -> int:
    """How often the fake of ``folder`` was called."""
    return len(list((folder / "calls").iterdir()))
