"""How well briefings are read and placed, against what a careful editor made of the same documents.

python bench/score.py                     ../shared/cases, the sample inbox, and the corpus in its parts
python bench/score.py --misses            every statement that stands in a wrong place as well (not held, unread)
python bench/score.py --out DIR           keeps the results there
python bench/score.py --write             puts the tables into docs/measurements.md
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import yaml
from written import ROOT, SHARED, convert, keep, machine, table

CORPUS = ROOT / "bench" / "corpus"
HALVES = ("dev", "second", "third", "fourth", "unread", "held")
SHOWN = ("dev", "second", "third", "fourth")
"""Those whose misses may be looked at."""
FIVE = ("harrow-baby-k", "oxfordshire-rapid-review", "calderdale-rapid-time", "sandwell-rs", "dorset-s22")
OFFICE, TEXT = (".docx", ".pdf"), (".txt", ".md")
Scores = dict[str, float]
Scored = dict[str, tuple[Scores, list[str]]]
"""File name -> its figures and its misses."""


def main(arguments: list[str]) -> int:
    options = _options().parse_args(arguments)
    scorer = SHARED / "score" / "score.py"
    if not scorer.is_file():
        sys.stderr.write("The scorer and the cases are not there: they are looked for in ../shared.\n")
        return 2
    score: Callable[..., tuple[Scores, list[str]]] = load_scorer(scorer).score
    with tempfile.TemporaryDirectory() as made:
        out = options.out or Path(made)
        cases = score_sources(score, _sources(SHARED / "cases"), SHARED / "cases", out / "cases")
        samples = score_sources(score, _sources(ROOT / "inbox"), ROOT / "tests" / "samples", out / "samples")
        halves = {half: score_sources(score, _sources(CORPUS / half), CORPUS / half, out / half) for half in HALVES}
    text = _report(cases, samples, halves)
    sys.stdout.write(f"{text}\n")
    if options.misses:
        shown = cases | samples
        for half in SHOWN:
            shown |= halves[half]
        for name, (_, misses) in shown.items():
            sys.stdout.write("".join(f"{name}: {miss}\n" for miss in misses))
    if options.write:
        keep("score", "Reading and placing", f"{text}\n\n{machine()}. `python bench/score.py`")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="keep the results in this folder")
    parser.add_argument("--misses", action="store_true", help="list every miss")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measurements.md")
    return parser


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module of its own."""
    made = importlib.util.spec_from_file_location("scorer", path)
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


def _sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (*OFFICE, *TEXT))


def score_sources(
    score: Callable[..., tuple[Scores, list[str]]], sources: list[Path], answers: Path, out: Path
) -> Scored:
    """The figures of every source that has an answer ``<stem>.yaml``; one that failed to convert scores nothing."""
    found: Scored = {}
    rows = {Path(row["input"]).name: row for row in convert(sources, out, "--formats", "json")}
    for source in sources:
        answer = answers / f"{source.stem}.yaml"
        row = rows.get(source.name, {})
        if not answer.is_file():
            continue
        made = out / row.get("folder", "") / "briefing.json"
        if not row.get("folder") or not made.is_file():
            found[source.name] = ({}, [f"not converted: {row.get('message', 'no row in the report')}"])
            continue
        case = yaml.safe_load(answer.read_text(encoding="utf-8"))
        found[source.name] = score(case, json.loads(made.read_text(encoding="utf-8")))
    return found


def _report(cases: Scored, samples: Scored, halves: dict[str, Scored]) -> str:
    short = {name: figures for name, (figures, _) in cases.items() if "key" not in figures}
    long = {name: figures for name, (figures, _) in cases.items() if "key" in figures}
    made = {name: figures for name, (figures, _) in samples.items()}
    chosen = {name for name in short if Path(name).stem in FIVE}
    means = {
        "mean of the five documents": [short[name] for name in sorted(chosen) if Path(name).suffix in OFFICE],
        "mean of their text forms": [short[name] for name in sorted(chosen) if Path(name).suffix in TEXT],
        "mean of the other cases": [figures for name, figures in short.items() if name not in chosen],
        "mean of the sample inbox": list(made.values()),
    }
    means |= {
        f"mean of corpus/{half} ({len(scored)})": [figures for figures, _ in scored.values()]
        for half, scored in halves.items()
    }
    blocks = [_figures(short | made, means)]
    if long:
        blocks.append(_figures(long, {}))
    failed = [name for name, figures in (short | long | made).items() if not figures]
    if failed:
        blocks.append(f"Not converted: {', '.join(failed)}.")
    return "\n\n".join(blocks)


def _figures(scored: dict[str, Scores], means: dict[str, list[Scores]]) -> str:
    keys = list(dict.fromkeys(key for figures in scored.values() for key in figures))
    rows: list[list[object]] = [
        [name, *(figures.get(key, "") for key in keys)] for name, figures in scored.items() if figures
    ]
    rows += [[f"**{name}**", *_mean(figures, keys)] for name, figures in means.items() if any(figures)]
    return table(["document", *keys], rows)


def _mean(scored: list[Scores], keys: Iterable[str]) -> list[float]:
    """The mean of each figure; a document that was not converted counts as nought."""
    return [sum(figures.get(key, 0.0) for figures in scored) / len(scored) for key in keys]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
