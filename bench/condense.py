"""How well long reports are condensed to a seven-minute briefing.

python bench/condense.py            the tables
python bench/condense.py --write    puts them into docs/measurements.md

Public reports of ../shared/real: their own summary or key points are taken out of the input and are the reference. All
choose whole sentences of the rest, up to the same number of words; the figure is ROUGE-2 recall (Lin 2004), the part of
the reference's word pairs that was found. "lead" takes the first sentences; "oracle" sees the reference and takes
greedily what adds most: no choice of sentences does much better.

Reports with key statements (bench/long and the case of ../shared): which of them are in the briefing, which of the
recommendations, whether it keeps to the budget, and whether any letter was lost or invented. The statements were marked
when the reports were written; "first look" is what was found when each ran for the first time. Nothing was changed to
suit those of bench/long/held: they are run, and their misses are not read.

Then ways to choose (condense_ways.py), what can't be understood alone (condense_reading.py), and the time it takes.
"""

from __future__ import annotations

import argparse
import heapq
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import msgspec
import yaml
from condense_reading import FAULTS, faults
from condense_ways import WAYS
from make_long import LONG, Report, reports
from score import load_scorer
from written import SHARED, keep, machine, table

from briefkit import files, jobs, pipeline, theme
from briefkit.briefing import SECTIONS, Briefing
from briefkit.codec import dump
from briefkit.condense import condense
from briefkit.condense.arranging import arrange
from briefkit.condense.units import find_units
from briefkit.fidelity import compare_wording
from briefkit.model import Document, TextBlock
from briefkit.place import place
from briefkit.record import Settings
from briefkit.segment import sentences
from briefkit.tidy import tidy

BUDGET = 1400
FIRST_LOOK = LONG / "first-look.yaml"
SUMMARIES = {
    "Children_missing_education_guidance_-_August_2024.pdf": r"Summary",
    "Info_sharing_advice_content_May_2024.pdf": r"The Seven golden rules",
    "Keeping_children_safe_in_education_2025.pdf": r"Summary",
    "adoption_statutory_guidance_2013.pdf": r"Summary",
    "ukia_20220117_en.docx": r"What (?:is the problem|are the policy objectives|policy options)",
    "ukia_20250013_en.docx": r"Summary of (?:proposal|preferred)",
}
"""The heading under which each report sums itself up."""

Bigrams = Counter[tuple[str, str]]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measurements.md")
    parser.add_argument("--misses", action="store_true", help="list the key statements that were not chosen")
    options = parser.parse_args(arguments)
    if not SHARED.is_dir():
        sys.stderr.write("The reports and the scorer are not there: they are looked for in ../shared.\n")
        return 2
    with TemporaryDirectory() as folder:
        cases = list(_cases(Path(folder)))
        parts = (
            _public(),
            _with_keys(cases, misses=options.misses),
            _ways(cases),
            _reading(cases),
            _speed(Path(folder)),
        )
    text = "\n\n".join(parts)
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("condense", "Condensing long reports", f"{text}\n\n{machine()}. `python bench/condense.py`")
    return 0


# ------------------------------------------------------------------------------------------------------ public reports
def _public() -> str:
    rows: list[list[object]] = []
    for name, heading in SUMMARIES.items():
        document = tidy(jobs.read(files.load(SHARED / "real" / name), Settings(ocr="never"))[1].value).value
        reference, rest = _parted(document, heading)
        wanted = _bigrams(" ".join(block.text for block in reference))
        pool = [text for block in rest.blocks if _is_text(block) for text in _sentences(block.text)]
        started = time.process_time()
        placed = place(rest).value
        between = time.process_time()
        made = condense(placed, rest, BUDGET).value
        ended = time.process_time()
        ours = [item.text for _, item in made.sections.each() if item.origin != "suggested"]
        rows.append(
            [
                name,
                sum(len(text.split()) for text in pool),
                sum(len(block.text.split()) for block in reference),
                made.words,
                _recall(wanted, _lead(pool)),
                _recall(wanted, ours),
                _recall(wanted, _oracle(pool, wanted)),
                f"{between - started:.2f} + {ended - between:.2f}",
            ]
        )
    means = [sum(float(str(row[at])) for row in rows) / len(rows) for at in (4, 5, 6)]
    rows.append(["**mean**", "", "", "", *means, ""])
    head = ["report", "words", "reference", "briefing", "lead", "briefkit", "oracle", "place + condense, s CPU"]
    return table(head, rows)


def _parted(document: Document, heading: str) -> tuple[list[TextBlock], Document]:
    """The text below each heading that matches, and the document without it."""
    reference: list[TextBlock] = []
    rest: list[TextBlock] = []
    level = 0
    for block in document.blocks:
        if block.kind == "heading" and block.layer == "body":
            if level and block.level <= level:
                level = 0
            if not level and re.match(heading, block.text):
                level = block.level
        if not level:
            rest.append(block)
        elif _is_text(block):
            reference.append(block)
    return reference, msgspec.structs.replace(document, blocks=tuple(rest))


def _is_text(block: TextBlock) -> bool:
    return block.layer == "body" and not block.aside and block.kind != "heading"


def _sentences(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in sentences(text))


def _bigrams(text: str) -> Bigrams:
    words = re.findall(r"[^\W_]+", text.casefold())
    return Counter(pairwise(words))


def _recall(wanted: Bigrams, texts: list[str]) -> float:
    found: Bigrams = Counter()
    for text in texts:
        found += _bigrams(text)
    return (wanted & found).total() / max(1, wanted.total())


def _lead(pool: list[str]) -> list[str]:
    taken: list[str] = []
    words = 0
    for text in pool:
        words += len(text.split())
        if words > BUDGET:
            break
        taken.append(text)
    return taken


def _oracle(pool: list[str], wanted: Bigrams) -> list[str]:
    left = Counter(wanted)
    shared = [_bigrams(text) & wanted for text in pool]

    def gain(at: int) -> float:
        return (left & shared[at]).total() / (len(pool[at].split()) + 5)

    # A gain only shrinks as others are taken, so that the first of the heap whose gain still holds is the best.
    heap = [(-gain(at), at) for at in range(len(pool)) if shared[at]]
    heapq.heapify(heap)
    taken: list[str] = []
    words = 0
    while heap:
        told, at = heapq.heappop(heap)
        now = gain(at)
        if now <= 0 or words + len(pool[at].split()) > BUDGET:
            continue
        if now < -told:
            heapq.heappush(heap, (-now, at))
            continue
        taken.append(pool[at])
        words += len(pool[at].split())
        left -= left & shared[at]
    return taken


# ------------------------------------------------------------------------------------------ reports with key statements
Case = dict[str, Any]


def _cases(folder: Path) -> Iterator[tuple[str, Path, Case]]:
    """Every report with key statements: whether it was held back, where it is, and what the scorer wants to know.

    Those made from a source are written to ``folder``."""
    answers = [answer for answer in sorted(LONG.glob("*.yaml")) if answer.name != FIRST_LOOK.name]
    for answer in (*answers, *sorted((SHARED / "cases").glob("long-*.yaml"))):
        case: Case = yaml.safe_load(answer.read_text(encoding="utf-8"))
        yield "", answer.parent / case["source_file"], case
    for held in (False, True):
        for report in reports(held=held):
            path = folder / report.file_name
            path.write_bytes(report.make())
            yield "held" if held else "", path, report.case()


def _with_keys(cases: list[tuple[str, Path, Case]], *, misses: bool) -> str:
    scorer = load_scorer(SHARED / "score" / "score.py")
    rows: list[list[object]] = []
    looked: dict[str, float] = yaml.safe_load(FIRST_LOOK.read_text(encoding="utf-8"))
    for held, path, case in cases:
        row, missed = _scored(scorer, path, case)
        rows.append([path.name, held, *row[:2], looked.get(case["id"], ""), *row[2:]])
        if misses and not held:
            sys.stdout.write("".join(f"{path.stem}: {miss}\n" for miss in missed))
    head = [
        "report",
        "",
        "words",
        "briefing",
        "first look",
        "key",
        "key_any",
        "budget",
        "recommendations",
        "letters lost",
        "texts invented",
    ]
    return table(head, rows)


def _scored(scorer: ModuleType, path: Path, case: Case) -> tuple[list[object], list[str]]:
    """What is told of one report, and the key statements that were missed."""
    source, document = jobs.read(files.load(path), Settings(ocr="never"))
    record = pipeline.normalise(source, document, theme.load("house"), budget=min(BUDGET, case["budget_words"]))
    briefing = msgspec.json.decode(dump(record))
    figures, missed = scorer.score(case, briefing)
    advised = {**case, "key_statements": [key for key in case["key_statements"] if key[0] == "recommendations"]}
    whole = pipeline.normalise(source, document, theme.load("house"), budget=0).briefing.words
    row = [
        whole,
        record.briefing.words,
        figures["key"],
        figures["key_any"],
        figures["budget"],
        scorer.score(advised, briefing)[0]["key"],
        record.ledger.source_letters - record.ledger.accounted,
        len(compare_wording(document.value, record.briefing)),
    ]
    return row, missed


# ------------------------------------------------------------------------------------- ways, readability and time
def _ways(cases: list[tuple[str, Path, Case]]) -> str:
    """Ways to choose, on the reports that were not held back: the mean of the key statements and of ROUGE-2."""
    scorer = load_scorer(SHARED / "score" / "score.py")
    keyed = [(*_placed(path), case) for held, path, case in cases if not held]
    public = []
    for name, heading in SUMMARIES.items():
        document = tidy(jobs.read(files.load(SHARED / "real" / name), Settings(ocr="never"))[1].value).value
        reference, rest = _parted(document, heading)
        public.append((place(rest).value, rest, _bigrams(" ".join(block.text for block in reference))))
    rows: list[list[object]] = []
    for name, way in WAYS.items():
        keys = []
        for placed, document, case in keyed:
            budget = min(BUDGET, case["budget_words"])
            made = arrange(placed, found := find_units(placed, document, budget), way(found, budget))
            keys.append(scorer.score(case, {"sections": _plain(made)})[0]["key"])
        recalls = []
        for placed, document, wanted in public:
            made = arrange(placed, found := find_units(placed, document, BUDGET), way(found, BUDGET))
            recalls.append(_recall(wanted, [item.text for _, item in made.sections.each() if item.origin == "source"]))
        rows.append([name, sum(keys) / len(keys), min(keys), sum(recalls) / len(recalls)])
    return table(["chosen", "key, mean", "key, least", "ROUGE-2, mean"], rows)


def _placed(path: Path) -> tuple[Briefing, Document]:
    document = tidy(jobs.read(files.load(path), Settings(ocr="never"))[1].value).value
    return place(document).value, document


def _plain(briefing: Briefing) -> dict[str, list[dict[str, str]]]:
    return {name: [{"text": item.text} for item in briefing.sections.of(name)] for name in SECTIONS}


def _reading(cases: list[tuple[str, Path, Case]]) -> str:
    """What of each briefing can't be understood alone."""
    paths = [*(path for _, path, _ in cases), *(SHARED / "real" / name for name in SUMMARIES)]
    rows: list[list[object]] = []
    for path in paths:
        placed, document = _placed(path)
        budget = BUDGET if placed.words > 2 * BUDGET else placed.words // 2
        found = faults(condense(placed, document, budget).value, document)
        rows.append([path.name, found["items"], *(found[fault] for fault in FAULTS)])
    rows.append(["**all**", *(sum(int(str(row[at])) for row in rows) for at in range(1, len(FAULTS) + 2))])
    return table(["report", "items", *FAULTS], rows)


def _speed(folder: Path) -> str:
    """The CPU time of normalising, the best of three: all of it, the count of the ledger included."""
    swollen = folder / "child-teal, 200 pages.docx"
    swollen.write_bytes(Report(LONG / "child-teal.txt", swell=20).make())
    rows: list[list[object]] = []
    for path, pages in (
        (SHARED / "real" / "Keeping_children_safe_in_education_2025.pdf", 187),
        (SHARED / "real" / "adoption_statutory_guidance_2013.pdf", 244),
        (swollen, 200),
        (SHARED / "cases" / "harrow-baby-k.docx", 2),
        (SHARED / "cases" / "leeds-nai-under-5.pdf", 2),
    ):
        source, read = jobs.read(files.load(path), Settings(ocr="never"))
        times = []
        for _ in range(3):
            started = time.process_time()
            pipeline.normalise(source, read, theme.load("house"))
            times.append(time.process_time() - started)
        rows.append([path.name, pages, len(" ".join(block.text for block in read.value.blocks).split()), min(times)])
        rows[-1].append(f"{100 * min(times) / pages:.2f}" if pages > 2 else "")
    return table(["normalised", "pages", "words", "s CPU", "s CPU for 100 pages"], rows)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
