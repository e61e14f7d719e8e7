"""The numbers that Word computes for its lists, against the numbers of published judgments.

python bench/word_numbers.py FOLDER           FOLDER holds pairs of X.docx and X.xml (Akoma Ntoso)
python bench/word_numbers.py FOLDER --misses  also prints where they differ
python bench/word_numbers.py FOLDER --write   puts the figures into docs/measurements.md

``test/judgments`` of the repository nationalarchives/tna-judgments-parser on GitHub is such a folder: a hundred
judgments of English courts as Word files, and each as it was published. A number that a person cites from a document
must be the number that was printed. Compared are the numbers that stand in no ``w:t`` (Word computes them), in their
order; letters and digits only. Numbers that the publisher left out or moved count against us.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

from written import keep, machine

from briefkit import files
from briefkit.errors import BriefkitError
from briefkit.readers.docx import read

_NUM = re.compile(r"<num\b[^>]*>(.*?)</num>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print where they differ")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/measurements.md")
    options = parser.parse_args(arguments)
    documents = computed = agreed = 0
    for path in sorted(options.folder.glob("*.docx")):
        printed = path.with_suffix(".xml")
        if not printed.is_file():
            continue
        try:
            ours = our_numbers(path)
        except BriefkitError as error:
            sys.stderr.write(f"{path.name}: {error.message}\n")
            continue
        theirs = [number for entry in _NUM.findall(printed.read_text(encoding="utf-8")) if (number := plain(entry))]
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        documents, computed = documents + 1, computed + len(ours)
        agreed += sum(block.size for block in matcher.get_matching_blocks())
        for change, start, end, low, high in matcher.get_opcodes():
            if options.misses and change in {"replace", "delete"}:
                sys.stdout.write(f"{path.name}: {ours[start:end][:8]} where {theirs[low:high][:8]} was printed\n")
    text = (
        f"{documents} judgments, {computed} computed numbers, {agreed} as published "
        f"({agreed / max(computed, 1):.3f}).\n\n"
        f"{machine()}. `python bench/word_numbers.py FOLDER`"
    )
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("word_numbers", "Word: computed numbers against published judgments", text)
    return 0


def our_numbers(path: Path) -> list[str]:
    """The computed markers of the body with a letter or digit in them, in reading order."""
    blocks = read(files.load(path)).value.blocks
    shown = (
        plain("".join(run.text for run in block.marker))
        for block in blocks
        if block.layer == "body" and any(not len(run.span) for run in block.marker)
    )
    return [number for number in shown if number not in {"", "o"}]


def plain(text: str) -> str:
    """Letters and digits of a number, in small letters."""
    return re.sub(r"\W", "", html.unescape(_TAG.sub("", text))).casefold()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
