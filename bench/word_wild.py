"""Any folder of Word files: does the line hold, and do other readers see words that briefkit does not?

python bench/word_wild.py FOLDER                      every Word file below FOLDER, briefkit alone
python bench/word_wild.py FOLDER --rivals PYTHON      and the words of four others in that Python (BRIEFKIT_RIVALS)
python bench/word_wild.py FOLDER --most 20            how many files are listed with their words
python bench/word_wild.py FOLDER --write              puts the table into docs/measurements.md

The census counts what the file holds, but it was written by the same people as the reader. Here others are the judges:
a word is *unseen* where two of the four show it more often than briefkit does (hidden blocks apart), and *more* where
briefkit shows it more often than each of them. Neither is an error by itself: the others print what content controls
ask for and glue the marks of notes to words, and leave out boxes and headers. Each word is a thing to look into.
Files of one name in several folders are compared once. Good folders are the test files of other projects (apache/poi,
apache/tika, plutext/docx4j, and the judgments of nationalarchives/tna-judgments-parser).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from asked import Answers, ask
from written import keep, machine, table

from briefkit import files, pipeline, theme
from briefkit.errors import BriefkitError
from briefkit.model import Document, Run
from briefkit.record import Settings

JUDGES = ("pandoc", "office_oxide", "anydoc", "docx2python")
ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
_WORD = re.compile(r"[^\W_]{3,}")
_ADDRESS = re.compile(r"(?:https?|mailto|file):\S+|www\.\S+|data:[^\s)]*")
_NOTE = re.compile(r"\[\^?\d+\]|----(?:foot|end)note\d+----")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060"), None)


class Wild(NamedTuple):
    """How the line ended with one file. ``document`` is ``None`` where it was refused, with the reason in ``end``."""

    path: Path
    document: Document | None
    end: str
    missing: int
    seconds: float


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rivals", default=os.environ.get("BRIEFKIT_RIVALS", ""), help="a Python with the other tools")
    parser.add_argument("--most", type=int, default=40, help="how many files are listed with their words")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    paths = sorted(path for path in options.folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    found = [read(path) for path in paths]
    text = report(found)
    if options.rivals:
        asked = {wild.path.name: wild.path for wild in found if wild.document is not None}
        answers = [ask(options.rivals, "constructs.rivals", tool, asked) for tool in JUDGES]
        text += f"\n\n{compare(found, [answer for answer in answers if answer.version], options.most)}"
    text += f"\n\n{machine()}. `python bench/word_wild.py FOLDER`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("word_wild", "Word: files from other projects", text)
    return 0


def read(path: Path) -> Wild:
    """Reads one file and draws up its ledger; a traceback would be a finding and is not caught."""
    started = time.perf_counter()
    try:
        source = files.load(path)
        result = pipeline.read(source, Settings())
        record = pipeline.normalise(source, result, theme.load("house"))
    except BriefkitError as error:
        return Wild(path, None, f"{error.code} {error.message}", 0, time.perf_counter() - started)
    told = sum(said.code in {"BK501", "BK504"} and said.severity == "error" for said in record.diagnostics)
    missing = len(record.ledger.missing) or told
    return Wild(path, result.value, "read", missing, time.perf_counter() - started)


def report(found: list[Wild]) -> str:
    """How many were read, how many letters no ledger accounts for, and why the others were refused."""
    ends = Counter(wild.end if wild.document is None else "read" for wild in found)
    rows: list[list[object]] = [[end, count] for end, count in ends.most_common()]
    missing = [wild for wild in found if wild.missing]
    slowest = max(found, key=lambda wild: wild.seconds, default=None)
    lines = [table(["how it ended", "files"], rows), ""]
    lines.append(f"Files with letters that the ledger does not account for: {len(missing)}.")
    lines += [f"- {wild.path.name}: {wild.missing}" for wild in missing]
    if slowest is not None:
        lines.append(f"The slowest took {slowest.seconds:.1f} s ({slowest.path.name}).")
    return "\n".join(lines)


def compare(found: list[Wild], judges: list[Answers], most: int) -> str:
    """The words that two judges see and briefkit does not, and those that briefkit alone sees."""
    rows: list[tuple[int, int, int, str, str]] = []
    together = 0
    for wild in found:
        seen = [words(answer.made[wild.path.name]["text"]) for answer in judges if wild.path.name in answer.made]
        if wild.document is None or len(seen) < 2:
            continue
        ours = our_words(wild.document)
        together += ours.total()
        unseen: Counter[str] = Counter()
        for word in {word for each in seen for word in each}:
            shown_by_two = sorted((each[word] for each in seen), reverse=True)[1]
            if shown_by_two > ours[word]:
                unseen[word] = shown_by_two - ours[word]
        more = sum(max(0, count - max(each[name] for each in seen)) for name, count in ours.items())
        shown = ", ".join(f"{word} {count}" for word, count in unseen.most_common(6))
        rows.append((unseen.total(), more, ours.total(), wild.path.name, shown))
    rows.sort(reverse=True)
    head = ["document", "words", "unseen", "more"]
    listed = [[name[-60:], total, unseen, more] for unseen, more, total, name, _ in rows[:most] if unseen]
    for count, extra, _, name, shown in rows[:most]:
        if count:
            sys.stderr.write(f"{name[-60:]}: unseen {count} ({shown}), more {extra}\n")
    tools = ", ".join(f"{tool} {answer.version}" for tool, answer in zip(JUDGES, judges, strict=False))
    return (
        f"Against {tools}: {len(rows)} files with {together} words; unseen {sum(row[0] for row in rows)}, "
        f"more {sum(row[1] for row in rows)}.\n\n{table(head, listed)}"
    )


def our_words(document: Document) -> Counter[str]:
    """The words of all blocks that are seen, with their markers; the mark of a note parts words."""
    lines = []
    for block in document.blocks:
        if block.layer == "hidden":
            continue
        lines.append("".join(run.text for run in block.marker))
        lines.append("".join(f" {run.text} " if _is_mark(run) else run.text for run in block.runs))
    lines += [figure.alt for figure in document.figures]
    return words("\n".join(lines))


def _is_mark(run: Run) -> bool:
    return run.script == "super" and run.text.strip().isdigit()


def words(text: str) -> Counter[str]:
    """The words of three letters and more in small letters; addresses and marks of notes left out."""
    text = _NOTE.sub(" ", _ADDRESS.sub(" ", text)).translate(_UNSEEN).replace("\\", "")
    return Counter(_WORD.findall(text.casefold().replace("\u2011", "-")))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
