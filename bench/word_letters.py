"""Letters of Word files: what the census sees and the ledger misses, what leaks, what stands twice.

python bench/word_letters.py                      ../shared/cases, ../shared/real, the corpus, the inbox, the constructs
python bench/word_letters.py FOLDER_OR_FILE...
python bench/word_letters.py --write              puts the table into docs/measurements.md

Three figures, each of which should be 0 everywhere. *missing*: letters that the census counted in the raw file and
that the ledger accounts for in no way. *leaked*: letters of deleted, hidden and comment text, found in the raw XML by
code of its own, whose words stand in the page, the Markdown or the JSON although the visible text does not hold them.
*doubled*: letters of words that stand in both branches of an AlternateContent and more often in the document than in
the file without its Fallbacks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from constructs import ours
from constructs.catalogue import catalogue
from constructs.raw import Raw, look_at
from constructs.verdicts import words
from written import ROOT, SHARED, keep, machine, table

from briefkit import pipeline
from briefkit.census import count
from briefkit.errors import BriefkitError
from briefkit.files import load
from briefkit.model import Document, Source

PHRASE = 3
"""Words in a row that tell a hidden text from visible text that has the same words elsewhere."""
HELD = ROOT / "bench" / "corpus" / "held"


class Letters(NamedTuple):
    """The figures of one file; ``unseen`` and ``twins`` are the letters that could have leaked or been doubled."""

    name: str
    seen: int = 0
    missing: int = 0
    unseen: int = 0
    leaked: int = 0
    twins: int = 0
    doubled: int = 0
    note: str = ""


FIGURES = range(1, 7)
"""The places of the figures in :class:`Letters`."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    rows = list(_of_files(options.inputs or [SHARED / "cases", SHARED / "real"]))
    groups: dict[str, list[Letters]] = {}
    if not options.inputs:
        corpus = [path for path in sorted((ROOT / "bench" / "corpus").iterdir()) if path.is_dir() and path != HELD]
        groups["the corpus and the inbox"] = list(_of_files([*corpus, ROOT / "inbox"]))
        groups["the constructs"] = [measure(ours.source_of(construct), name) for _, name, construct in catalogue()]
    total = _together("**together**", [*rows, *chain.from_iterable(groups.values())])
    rows += [*(_together(name, members) for name, members in groups.items()), total]
    head = ["file", "letters", "missing", "unseen", "leaked", "in both branches", "doubled", ""]
    text = f"{table(head, rows)}\n\n{_explained()} {machine()}. `python bench/word_letters.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("word_letters", "Word, letter by letter", text)
    return 1 if total.missing or total.leaked or total.doubled else 0


def _explained() -> str:
    return " ".join((__doc__ or "")[(__doc__ or "").index("Three figures") :].split())


def _of_files(inputs: list[Path]) -> Iterator[Letters]:
    for given in inputs:
        for path in sorted(given.rglob("*.doc[xm]")) if given.is_dir() else [given]:
            yield measure(load(path), path.name)


def _together(name: str, rows: list[Letters]) -> Letters:
    """The sums of several files; the note names those with which something is wrong."""
    seen, missing, unseen, leaked, twins, doubled = (sum(int(row[place]) for row in rows) for place in FIGURES)
    wrong = [f"{row.name}: {row.note}" for row in rows if row.missing or row.note]
    note = "; ".join([f"{len(rows)} files", *wrong])
    return Letters(name, seen, missing, unseen, leaked, twins, doubled, note)


def measure(source: Source, name: str) -> Letters:
    """The figures of one Word file."""
    try:
        result = pipeline.read(source, ours.SETTINGS)
        record = ours.record_of(source)
        outputs = ours.finish(record).outputs
    except BriefkitError as error:
        return Letters(name, note=str(error))
    raw = look_at(source.data)
    visible = words(" ".join(tally.text for tally in count(source).tallies))
    leaks = leaked_in(raw, visible, outputs)
    doubled = doubled_in(raw, result.value)
    return Letters(
        name,
        record.ledger.source_letters,
        ours.missing_letters(record.ledger),
        sum(map(len, map(_letters, raw.unseen))),
        sum(map(len, map(_letters, leaks))),
        sum(map(len, map(_letters, raw.twins))),
        sum(map(len, map(_letters, doubled))),
        "; ".join(leaks + doubled)[:120],
    )


def _letters(text: str) -> str:
    return "".join(words(text))


def leaked_in(raw: Raw, visible: list[str], outputs: dict[str, str]) -> list[str]:
    """Hidden phrases that an output shows and the visible text does not hold."""
    seen = set(_phrases(visible)) | {(word,) for word in visible} | set(pairwise(visible))
    hidden = {phrase for piece in raw.unseen for phrase in _phrases(words(piece))} - seen
    found: set[tuple[str, ...]] = set()
    for content in outputs.values():
        given = words(content)
        shown = set(_phrases(given)) | {(word,) for word in given} | set(pairwise(given))
        found |= hidden & shown
    return [" ".join(phrase) for phrase in sorted(found) if any(map(str.isalpha, phrase))]


def _phrases(given: list[str]) -> Iterator[tuple[str, ...]]:
    """All phrases of that many words; a shorter text is one phrase."""
    if 0 < len(given) < PHRASE:
        yield tuple(given)
    for start in range(len(given) - PHRASE + 1):
        yield tuple(given[start : start + PHRASE])


def doubled_in(raw: Raw, document: Document) -> list[str]:
    """Paragraphs of both branches that stand more often in the document than in the file without its Fallbacks."""
    whole = [words(text) for text in raw.paragraphs]
    # A number that Word computes has an empty span: it stands in no branch.
    runs = [(run for run in (*block.marker, *block.runs) if len(run.span)) for block in document.blocks]
    read = [words("".join(run.text for run in own)) for own in runs]
    phrases = {tuple(words(text)) for text in raw.twins} - {()}
    return [" ".join(phrase) for phrase in sorted(phrases) if _count(phrase, read) > _count(phrase, whole)]


def _count(phrase: tuple[str, ...], texts: list[list[str]]) -> int:
    size = len(phrase)
    return sum(tuple(text[at : at + size]) == phrase for text in texts for at in range(len(text) - size + 1))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
