"""How well scans are read: pictures are made of born-digital PDFs, and the whole line is run on both.

python bench/pdf_ocr.py                    the PDF cases of ../shared as scans: 170 dpi, slightly turned, blurred
python bench/pdf_ocr.py --grid             two of them in many ways: 120 to 300 dpi, 0 to 3 degrees, blur,
                                           JPEG, turned; some ten minutes
python bench/pdf_ocr.py --ocrmypdf PATH    OCRmyPDF on the first copies beside it
python bench/pdf_ocr.py --write            puts the tables into docs/measurements.md

Words are those that can be seen in the born-digital file as the reader reads it, compared as bags of words of each
file. Of the words that are wrong, some are on the list of unsure words; of that list, some are wrong: both shares are
given. Seconds are by the clock, cores how many were busy; "again" is the second time, from what is remembered.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import yaml
from PIL import Image, ImageFilter
from score import load_scorer
from written import SHARED, keep, machine, table

from briefkit import codec, files, jobs, pipeline, theme
from briefkit.diagnostics import Result
from briefkit.model import Document, Source
from briefkit.record import Settings
from briefkit.tools.ocr import reading, recognise, tesseract
from briefkit.tools.probe import TESSERACT

TWO = ("sandwell-rs", "calderdale-rapid-time")


class Copy(NamedTuple):
    """How a page is made a picture: dots an inch, degrees askew, blur in dots, JPEG quality, quarter turns."""

    dpi: int = 170
    askew: float = 0.6
    blur: float = 0.6
    quality: int = 70
    turned: int = 0

    def __str__(self) -> str:
        turned = f", turned {90 * self.turned}°" if self.turned else ""
        return f"{self.dpi} dpi, {self.askew:g}°, blur {self.blur:g}, JPEG {self.quality}{turned}"


GRID = (
    *(Copy(dpi=dpi) for dpi in (120, 150, 170, 200, 300)),
    *(Copy(askew=askew) for askew in (0.0, -1.0, 2.0, 3.0)),
    *(Copy(blur=blur) for blur in (0.0, 1.2)),
    *(Copy(quality=quality) for quality in (30, 95)),
    *(Copy(turned=turned) for turned in (1, 2, 3)),
)


class Measured(NamedTuple):
    """What one copy came to. ``wrong``, ``unsure`` and ``both`` count words; seconds are for the whole file."""

    true: int
    read: int
    right: int
    wrong: int
    unsure: int
    both: int
    placed: float | None
    pages: int
    seconds: float
    busy: float
    again: float


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", help="names of cases without their suffix")
    parser.add_argument("--grid", action="store_true", help="many kinds of copies of two cases")
    parser.add_argument("--ocrmypdf", type=Path, help="the program OCRmyPDF, to be measured beside it")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measurements.md")
    options = parser.parse_args(arguments)
    cases = [
        path for path in sorted((SHARED / "cases").glob("*.pdf")) if not options.cases or path.stem in options.cases
    ]
    if not cases or tesseract.engine(TESSERACT) is None:
        sys.stdout.write("../shared or Tesseract is absent: nothing is measured.\n")
        return 0
    texts = [_by_case(cases)]
    if options.grid:
        texts.append(_by_kind([path for path in cases if path.stem in TWO]))
    if options.ocrmypdf:
        texts.append(_rival(options.ocrmypdf, cases))
    text = "\n\n".join(texts) + f"\n\n{machine()}. `python bench/pdf_ocr.py --grid --ocrmypdf PATH`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_ocr", "PDF: scans", text)
    return 0


_HEAD = (
    "words", "word recall", "word precision", "placed", "born-digital", "wrong words listed", "listed words wrong",
    "seconds a page", "cores", "again, a page",
)  # fmt: skip


def _by_case(cases: Sequence[Path]) -> str:
    rows: list[list[object]] = []
    for path in cases:
        original = _Original(path)
        rows.append([path.name, *_cells(_measure(original, Copy()), original.placed)])
        sys.stderr.write(f"{rows[-1]}\n")
    return f"Copies: {Copy()}.\n\n" + table(["document", *_HEAD], rows)


def _by_kind(cases: Sequence[Path]) -> str:
    originals = [_Original(path) for path in cases]
    rows: list[list[object]] = []
    for kind in GRID:
        made = [_measure(original, kind) for original in originals]
        placed = sum(original.placed or 0 for original in originals) / len(originals)
        rows.append([str(kind), *_cells(_together(made), placed)])
        sys.stderr.write(f"{rows[-1]}\n")
    return f"Of {' and '.join(path.name for path in cases)}.\n\n" + table(["copy", *_HEAD], rows)


def _together(made: Sequence[Measured]) -> Measured:
    sums = [sum(getattr(one, name) or 0 for one in made) for name in Measured._fields]
    return Measured(*sums)._replace(placed=sum(one.placed or 0 for one in made) / len(made))


def _cells(one: Measured, placed: float | None) -> list[object]:
    return [
        one.true,
        one.right / max(one.true, 1),
        one.right / max(one.read, 1),
        "" if one.placed is None else one.placed,
        "" if placed is None else placed,
        one.both / max(one.wrong, 1),
        one.both / max(one.unsure, 1),
        f"{one.seconds / one.pages:.2f}",
        f"{one.busy / max(one.seconds, 0.01):.1f}",
        f"{one.again / one.pages:.2f}",
    ]


class _Original:
    """A born-digital case: its words as they can be seen, and what it scores."""

    def __init__(self, path: Path) -> None:
        self.path = path
        answer = path.with_suffix(".yaml")
        self.case: dict[str, Any] | None = (
            yaml.safe_load(answer.read_text(encoding="utf-8")) if answer.is_file() else None
        )
        source, result = jobs.read(files.load(path), Settings())
        self.words = words_of(result.value)
        self.placed = self.score(source, result)

    def score(self, source: Source, result: Result[Document]) -> float | None:
        if self.case is None:
            return None
        record = pipeline.normalise(source, result, theme.load("house"))
        scorer = load_scorer(SHARED / "score" / "score.py")
        return float(scorer.score(self.case, json.loads(codec.dump(record)))[0]["placed"])


def words_of(document: Document) -> list[str]:
    """The words that can be seen, in reading order, without marks."""
    return words_in(" ".join(block.text for block in document.blocks if block.layer != "hidden"))


def words_in(text: str) -> list[str]:
    """Words in small letters without marks."""
    plain = re.sub(r"[‘’'`\"“”*_<>\[\]()]", "", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"[\W_]+", " ", plain).split()


def draw_copy(content: bytes, kind: Copy) -> bytes:
    """A PDF of pictures of the pages of another."""
    document = pdfium.PdfDocument(content)
    pages = []
    for number in range(len(document)):
        page = document[number].render(scale=kind.dpi / 72).to_pil().convert("RGB")
        page = page.rotate(kind.askew, Image.Resampling.BICUBIC, fillcolor="white")
        page = page.filter(ImageFilter.GaussianBlur(kind.blur))
        pages.append(page.rotate(90 * kind.turned, expand=True))
    room = io.BytesIO()
    pages[0].save(room, "PDF", resolution=kind.dpi, save_all=True, append_images=pages[1:], quality=kind.quality)
    return room.getvalue()


def _measure(original: _Original, kind: Copy) -> Measured:
    copy = files.from_bytes(original.path.name, draw_copy(original.path.read_bytes(), kind))
    engine = tesseract.engine(TESSERACT)
    assert engine is not None
    with tempfile.TemporaryDirectory() as cache:
        os.environ["BRIEFKIT_CACHE"] = cache
        (source, result), seconds, busy = _timed(copy)
        (_, _), again, _ = _timed(copy)
        pages = recognise(copy, engine).pages
    true, read = Counter(original.words), Counter(words_of(result.value))
    wrong, unsure, both = _listed(true, (row for page in pages.values() for row in page.rows))
    placed = original.score(source, result)
    right = (true & read).total()
    return Measured(true.total(), read.total(), right, wrong, unsure, both, placed, len(pages), seconds, busy, again)


def _timed(copy: Source) -> tuple[tuple[Source, Result[Document]], float, float]:
    before, started = _spent(), time.perf_counter()
    result = jobs.read(copy, Settings(ocr="auto"))
    return result, time.perf_counter() - started, _spent() - before


def _spent() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _listed(true: Counter[str], rows: Iterable[Sequence[Any]]) -> tuple[int, int, int]:
    """How many recognised words are wrong, how many unsure, how many both. Halves at line ends are no words."""
    left = Counter(true)
    wrong = unsure = both = 0
    cut = False
    for row in rows:
        whole = row[1:] if cut else row
        cut = bool(row) and row[-1].text.endswith(("-", "‐"))
        for piece in whole[:-1] if cut else whole:
            parts = words_in(piece.text)
            is_wrong = any(left[part] <= 0 for part in parts)
            left.subtract(parts)
            is_unsure = reading.is_unsure(piece)
            wrong, unsure, both = wrong + is_wrong, unsure + is_unsure, both + (is_wrong and is_unsure)
    return wrong, unsure, both


def _rival(program: Path, cases: Sequence[Path]) -> str:
    """OCRmyPDF on the same copies: its words as pdfium tells them, and the time that the processor was busy."""
    rows: list[list[object]] = []
    for options in (("--deskew",), ()):
        true = read = right = pages = 0
        busy = 0.0
        for path in cases:
            with tempfile.TemporaryDirectory() as place:
                given, made = Path(place, "given.pdf"), Path(place, "made.pdf")
                given.write_bytes(draw_copy(path.read_bytes(), Copy()))
                command = [program, "--output-type", "pdf", "--quiet", "-l", "eng", *options, given, made]
                spent = _spent()
                subprocess.run(command, check=True, capture_output=True)
                busy += _spent() - spent
                document = pdfium.PdfDocument(made.read_bytes())
                text = " ".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
            want = Counter(_Original(path).words)
            got = Counter(words_in(re.sub(r"[-\ufffe\x02]\s*\r?\n", "", text)))
            true, read, right = true + want.total(), read + got.total(), right + (want & got).total()
            pages += len(document)
        rows.append([" ".join(("OCRmyPDF", *options)), right / true, right / max(read, 1), f"{busy / pages:.2f}"])
    return table(["the same copies by", "word recall", "word precision", "busy seconds a page"], rows)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
