"""Which reader reads .doc, .rtf and .odt best: the same Word files, saved in each format by LibreOffice.

python bench/formats.py                       briefkit's own ways
python bench/formats.py --rivals PYTHON       and pandoc and anydoc, from that Python (BRIEFKIT_RIVALS)
python bench/formats.py FILE.docx ...         other Word files than those of ../shared/cases and bench/corpus/dev
python bench/formats.py --write               puts the tables into docs/measurements.md
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from rapidfuzz.distance import LCSseq
from written import keep, machine, table

from briefkit import files
from briefkit.errors import BriefkitError
from briefkit.model import Document, Source
from briefkit.readers import reader_for
from briefkit.tidy import tidy
from briefkit.tools import libreoffice, old_word
from briefkit.tools.probe import LIBREOFFICE, look, program
from briefkit.tools.run import run

ROOT = Path(__file__).resolve().parents[1]
FORMATS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}
RULES = """Each Word file of `../shared/cases` and `bench/corpus/dev` was saved in the format by LibreOffice and read in
each way; what briefkit reads in the Word file itself stands for the truth. **recall** and **precision** are of
words, **order** is the longest common sequence of words as a share of the longer text, **headings** and **list
items** the share of those (F1, by their words) that both have, all after tidying, which finds those that only looks
or typed marks tell.
**leaked** counts the deleted, hidden and commented words of one more file that reached the text, of six. Where a
way gives Markdown or HTML, our reader of that reads it. Seconds are for one file; through LibreOffice all files go
in one call, as in a run."""
LEAKS = ("Deletedbravo", "Hiddendelta", "Wholehidden", "Commentindia", "Commenterkilo", "Authorlima")

_RIVAL = """
import json, sys, time
tool, *paths = sys.argv[1:]
def convert(path):
    if tool == "anydoc":
        import anydoc
        return anydoc.to_markdown(path)
    import subprocess, pypandoc
    command = [pypandoc.get_pandoc_path(), "-t", "html", path]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout
for path in paths:
    start = time.perf_counter()
    try:
        text = convert(path)
    except Exception as error:
        text = ""
    print(json.dumps([path, time.perf_counter() - start, text]))
"""


@dataclass
class Way:
    """What one way made of all files: texts by name, seconds for one file."""

    documents: dict[str, Document] = field(default_factory=dict)
    seconds: float = 0.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rivals", default=os.environ.get("BRIEFKIT_RIVALS", ""), help="a Python with the other tools")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measurements.md")
    options = parser.parse_args(arguments)
    if program(LIBREOFFICE) is None:
        print("LibreOffice is not installed.")
        return 4
    given = options.files or [
        *sorted((ROOT.parent / "shared" / "cases").glob("*.docx")),
        *sorted((ROOT / "bench" / "corpus" / "dev").glob("*.docx")),
    ]
    with tempfile.TemporaryDirectory(prefix="briefkit-bench-") as folder:
        place = Path(folder)
        made = _originals(given, place / "word")
        truth = {path.stem: _read(files.load(path)) for path in made}
        rows = []
        for kind in FORMATS:
            saved = _saved(made, kind, place)
            for name, way in _ways(kind, saved, place, options.rivals).items():
                rows.append((f".{kind}", name, *_judged(truth, way)))
    headers = ("format", "way", "recall", "precision", "order", "headings", "list items", "leaked", "seconds")
    text = (
        f"{RULES}\n\n{table(headers, rows)}\n\n{len(given)} files. LibreOffice {look(LIBREOFFICE).version}. "
        f"{machine()}. `python bench/formats.py --rivals PYTHON`"
    )
    print(text)
    if options.write:
        keep("formats", "Readers of old Word, RTF and OpenDocument", text)
    return 0


def _originals(given: Iterable[Path], folder: Path) -> list[Path]:
    """The Word files under short names, and the one with words that nobody should see."""
    folder.mkdir()
    made = []
    for path in given:
        copy = folder / f"{path.stem}.docx"
        copy.write_bytes(path.read_bytes())
        made.append(copy)
    leaking = folder / "leaking.docx"
    _write_leaking(leaking)
    return [*made, leaking]


def _write_leaking(path: Path) -> None:
    import docx
    from lxml import etree

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def element(xml: str) -> etree._Element:
        return etree.fromstring(xml.replace("<w:p>", f'<w:p xmlns:w="{space}">', 1))

    def hidden(words: str) -> str:
        return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{words}</w:t></w:r>"

    document = docx.Document()
    changed = document.add_paragraph("Nobody asked. ")
    deleted = (
        '<w:p><w:del w:id="91" w:author="Authorlima" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>Deletedbravo '
        f"</w:delText></w:r></w:del>{hidden('Hiddendelta')}</w:p>"
    )
    for child in element(deleted):
        changed._p.append(child)
    document.element.body.insert(
        1, element(f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{hidden('Wholehidden')}</w:p>")
    )
    commented = document.add_paragraph("Somebody should have.")
    document.add_comment(commented.runs, text="Commentindia", author="Commenterkilo", initials="CK")
    document.save(str(path))


def _saved(given: Sequence[Path], kind: str, place: Path) -> list[Path]:
    office = program(LIBREOFFICE)
    assert office is not None
    profile = f"-env:UserInstallation={(place / 'saving').as_uri()}"
    run([office, profile, "--headless", "--convert-to", FORMATS[kind], "--outdir", place / kind, *given], 600)
    return sorted((place / kind).glob(f"*.{kind}"))


def _ways(kind: str, saved: list[Path], place: Path, rivals: str) -> dict[str, Way]:
    ways = {"LibreOffice, then briefkit’s reader of Word": _through_libreoffice(kind, saved, place)}
    if kind == "doc":
        ways["office_oxide, then briefkit’s reader of HTML"] = _each(
            saved, lambda path: _read(old_word.convert(files.load(path)).value)
        )
    else:
        ways["briefkit’s own reader"] = _each(saved, lambda path: _read(files.load(path)))
    for tool in ("anydoc", "pandoc") if rivals else ():
        if (tool, kind) != ("pandoc", "doc"):
            ways[f"{tool}, then briefkit’s reader"] = _by_rival(tool, saved, rivals)
    return {name: way for name, way in ways.items() if way.documents}


def _each(saved: list[Path], read: Callable[[Path], Document]) -> Way:
    way = Way()
    for path in saved:
        start = time.perf_counter()
        try:
            way.documents[path.stem] = read(path)
        except BriefkitError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
        way.seconds += (time.perf_counter() - start) / len(saved)
    return way


def _through_libreoffice(kind: str, saved: list[Path], place: Path) -> Way:
    """LibreOffice looks at the bytes: what it is told of the suffix does not matter here."""
    media_type = next(iter(libreoffice.CONVERSIONS))
    sources = [Source(path.name, path.read_bytes(), media_type, path.stem) for path in saved]
    start = time.perf_counter()
    converted = libreoffice.convert_many(sources, place)
    way = Way()
    for source, data in zip(sources, converted, strict=True):
        if data is not None:
            way.documents[source.sha256] = _read(libreoffice.rename(source, data, kind))
    way.seconds = (time.perf_counter() - start) / len(saved)
    return way


def _by_rival(tool: str, saved: list[Path], python: str) -> Way:
    answer = subprocess.run([python, "-c", _RIVAL, tool, *map(str, saved)], capture_output=True, text=True, check=False)
    way = Way()
    for line in answer.stdout.splitlines():
        path, seconds, text = json.loads(line)
        way.seconds += seconds / len(saved)
        if text.strip():
            name = "a.md" if tool == "anydoc" else "a.html"
            way.documents[Path(path).stem] = _read(files.from_bytes(name, text.encode()))
    return way


def _read(source: Source) -> Document:
    return tidy(reader_for(source.media_type)(source).value).value


def _judged(truth: dict[str, Document], way: Way) -> tuple[str, ...]:
    names = [name for name in truth if name != "leaking"]
    pairs = [(truth[name], way.documents.get(name, Document(()))) for name in names]
    overlaps = [(_words(one), _words(other)) for one, other in pairs]
    shared = [(Counter(one) & Counter(other)).total() for one, other in overlaps]
    figures = (
        mean(both / max(1, len(one)) for both, (one, _) in zip(shared, overlaps, strict=True)),
        mean(both / max(1, len(other)) for both, (_, other) in zip(shared, overlaps, strict=True)),
        mean(LCSseq.normalized_similarity(one, other) for one, other in overlaps),
        _stated(pairs, ("heading",)),
        _stated(pairs, ("bullet", "numbered")),
    )
    leaking = " ".join(_words(way.documents.get("leaking", Document(()))))
    leaked = sum(word.lower() in leaking for word in LEAKS) if "leaking" in way.documents else None
    return (
        *(f"{figure:.3f}" for figure in figures),
        "refused" if leaked is None else str(leaked),
        f"{way.seconds:.3f}",
    )


def _words(document: Document) -> list[str]:
    """The words that somebody sees; an address in front of which its words stand is no word."""
    seen = (block.text for block in document.blocks if block.layer not in {"hidden", "header", "footer"})
    return re.findall(r"[^\W_]+", " ".join(seen).lower())


def _stated(pairs: Iterable[tuple[Document, Document]], kinds: tuple[str, ...]) -> float:
    """The share of blocks of these kinds, by their words, that both documents have (F1)."""
    found = wanted = both = 0
    for one, other in pairs:
        here, there = (
            Counter(
                " ".join(re.findall(r"[^\W_]+", block.text.lower())) for block in document.blocks if block.kind in kinds
            )
            for document in (one, other)
        )
        wanted, found, both = wanted + here.total(), found + there.total(), both + (here & there).total()
    return 2 * both / max(1, wanted + found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
