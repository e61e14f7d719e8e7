"""The small Word files of the constructs, printed by LibreOffice: are their words where the constructs say?

python bench/word_printed.py [--only NAME]      wants soffice and pdftotext

Whoever adds a construct looks here whether the file says what it should. What is listed is no error by itself:
LibreOffice prints tracked deletions, prompts and white words, takes in few other documents (altChunk), knows no canvas
and reckons fields anew; down the page the cells of a row and columns side by side come in another order than they are
read; and pdftotext gives letters of the Symbol font and right-to-left words as they stand in the PDF.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from constructs.catalogue import catalogue, write_files
from constructs.made import Construct
from constructs.verdicts import words

SECONDS = 600
_WORD = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</word>')


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="constructs whose name holds this")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as room:
        files = write_files(Path(room) / "in", options.only)
        out, profile = Path(room) / "out", Path(room, "profile").as_uri()
        command = [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(out),
        ]
        subprocess.run([*command, *map(str, files.values())], check=True, capture_output=True, timeout=SECONDS)
        for _, name, construct in catalogue():
            if name in files:
                found = compare(construct, out / f"{name}.pdf")
                sys.stdout.write(f"{name}: {found}\n" if found else "")
    return 0


def compare(construct: Construct, printed: Path) -> str:
    """How the printed words differ from what the construct says; empty where they do not."""
    if not printed.is_file():
        return "not printed"
    places = where(printed)
    lost = [word for word in (*construct.seen, *construct.anywhere) if word not in places]
    shown = [word for word in construct.unseen if word in places]
    there = [word for word in construct.seen if word in places]
    order = sorted(there, key=places.__getitem__)
    said = {"not printed": lost, "printed": shown, "down the page": order if order != there else []}
    return "; ".join(f"{what} {' '.join(which)}" for what, which in said.items() if which)


def where(printed: Path) -> dict[str, tuple[int, float, float]]:
    """Page, top and left of the first place of each word."""
    command = ["pdftotext", "-bbox", str(printed), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    places: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(text.split("<page ")):
        for left, top, held in _WORD.findall(page):
            for word in words(held):
                places.setdefault(word, (number, float(top), float(left)))
    return places


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
