"""The Word briefings of the cases and of the corpus, printed to PDF: how much worse is the print read than the file?

python bench/printed.py                   wants soffice (LibreOffice Writer)
python bench/printed.py --misses          every statement that stands in a wrong place as well
python bench/printed.py --out DIR         keeps the prints and the results there
python bench/printed.py --write           puts the table into docs/measurements.md

The answers were made for the Word files by a careful editor and know nothing of the prints; the prints are made by
LibreOffice without tags, so that only looks and places tell what is what. Anything by which the print scores lower is
lost in reading the PDF (or in LibreOffice's layout of it: look at the print first).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from score import CORPUS, load_scorer, score_sources
from written import SHARED, keep, machine, table

PARTS = ("dev", "second", "third")
FIGURES = ("placed", "core", "kept", "clean", "order", "themes", "whole")
SECONDS = 600
_UNTAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list every miss of the prints")
    parser.add_argument("--out", type=Path, help="keep the prints and the results in this folder")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    scorer = SHARED / "score" / "score.py"
    if not scorer.is_file():
        sys.stderr.write("The scorer and the cases are not there: they are looked for in ../shared.\n")
        return 2
    score = load_scorer(scorer).score
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as made:
        out = options.out or Path(made)
        for folder in (SHARED / "cases", *(CORPUS / part for part in PARTS)):
            given = [path for path in sorted(folder.glob("*.docx")) if path.with_suffix(".yaml").is_file()]
            if not given:
                continue
            prints = _print(given, out / folder.name / "prints")
            as_word = score_sources(score, given, folder, out / folder.name / "word")
            as_pdf = score_sources(score, prints, folder, out / folder.name / "pdf")
            for path in given:
                word, _ = as_word.get(path.name, ({}, []))
                figures, misses = as_pdf.get(f"{path.stem}.pdf", ({}, ["not printed"]))
                if "key" in word:
                    continue
                rows.append([path.stem, *(figures.get(name, 0.0) - word.get(name, 0.0) for name in FIGURES)])
                if options.misses:
                    sys.stdout.write("".join(f"{path.stem}: {miss}\n" for miss in misses))
    means = [sum(float(str(row[n])) for row in rows) / max(len(rows), 1) for n in range(1, len(FIGURES) + 1)]
    text = table(["print less Word file", *FIGURES], [*rows, ["**mean**", *means]])
    text += f"\n\n{machine()}. `python bench/printed.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("printed", "PDF: Word briefings printed", text)
    return 0


def _print(given: list[Path], to: Path) -> list[Path]:
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", _UNTAGGED, "--outdir", str(to), *map(str, given)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return sorted(to.glob("*.pdf"))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
