"""Headings of Word files from looks alone: the same files with and without what their styles are called.

python bench/stripped_headings.py [FILE.docx...]      the Word files of bench/corpus (not held), inbox and ../shared
python bench/stripped_headings.py --write             puts the table into docs/measurements.md

The truth is what the authors themselves marked with heading styles and outline levels. From a copy of each file the
outline levels are taken out and the names of its paragraph styles are made to say nothing; the formatting stays as it
was, so the pages look the same. Of the headings with a style it is counted how many are found by looks, and how often
neighbours compare alike in level. Headings that no style marks are left out: they say nothing here.
"""

from __future__ import annotations

import argparse
import re
import sys
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from lxml import etree
from word_headings import agreement, digest, headings_of, read
from written import ROOT, SHARED, keep, machine, table

from briefkit.errors import BriefkitError
from briefkit.tidy.levels import is_claimed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KEPT = re.compile(r"(?i)list|toc|foot|end|header|normal")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    folders = [*(ROOT / "bench" / "corpus" / part for part in ("dev", "second", "third")), ROOT / "inbox"]
    folders += [SHARED / "real", SHARED / "cases"]
    inputs = options.inputs or [path for folder in folders for path in sorted(folder.glob("*.docx"))]
    rows = [row for path in inputs if (row := _measure(path)) is not None]
    if not rows:
        sys.stdout.write("No file with heading styles.\n")
        return 0
    every = sum(int(str(row[1])) for row in rows)
    found = sum(int(str(row[2])) for row in rows)
    levels = sum(float(str(row[4])) for row in rows) / len(rows)
    rows.append(["all", every, found, found / every, levels])
    head = ["document", "headings with a style", "found by looks", "recall", "levels"]
    text = f"{table(head, rows)}\n\n{machine()}. `python bench/stripped_headings.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("stripped_headings", "Word: styled headings found again by looks alone", text)
    return 0


def _measure(path: Path) -> list[object] | None:
    content = path.read_bytes()
    try:
        truth = [block for block in headings_of(read(content)) if is_claimed(block)]
        rest = list(headings_of(read(stripped(content))))
    except BriefkitError:
        return None
    if not truth:
        return None
    pairs: list[tuple[int, int]] = []
    for block in truth:
        hit = next((other for other in rest if digest(other.text) == digest(block.text)), None)
        if hit is not None:
            rest.remove(hit)
            pairs.append((block.level, hit.level))
    return [path.name, len(truth), len(pairs), len(pairs) / len(truth), agreement(pairwise(pairs))]


def stripped(content: bytes) -> bytes:
    """The file with style names that say nothing and without outline levels."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            target.writestr(member, _bare(member.filename, source.read(member)))
    return made.getvalue()


def _bare(name: str, content: bytes) -> bytes:
    if not name.startswith("word/") or not name.endswith(".xml"):
        return content
    root = etree.fromstring(content)
    for level in list(root.iter(f"{_W}outlineLvl")):
        level.getparent().remove(level)
    if root.tag == f"{_W}styles":
        for number, style in enumerate(root.findall(f"{_W}style")):
            label = style.find(f"{_W}name")
            if (
                label is not None
                and style.get(f"{_W}type") == "paragraph"
                and not _KEPT.match(label.get(f"{_W}val", ""))
            ):
                label.set(f"{_W}val", f"Style{number}")
    return bytes(etree.tostring(root))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
