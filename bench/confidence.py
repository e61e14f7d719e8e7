"""What the confidence of an item is worth: how often items of that confidence stand in a right section.

python bench/confidence.py                ../shared/cases and bench/corpus, statement by statement
python bench/confidence.py --write        puts the table into docs/measurements.md
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from score import CORPUS, HALVES, OFFICE, TEXT, load_scorer
from written import SHARED, convert, keep, machine, table

FLOORS = (0.9, 0.75, 0.6, 0.0)


def main(arguments: list[str]) -> int:
    """Print the table. Returns 2 where the scorer is not there."""
    scorer = SHARED / "score" / "score.py"
    if not scorer.is_file():
        sys.stderr.write("The scorer and the cases are not there: they are looked for in ../shared.\n")
        return 2
    scoring = load_scorer(scorer)
    rows = []
    folders = {"shared cases": SHARED / "cases", **{f"corpus/{part}": CORPUS / part for part in HALVES}}
    for name, folder in folders.items():
        judged = _judged(folder, scoring)
        for floor in FLOORS:
            chosen = [right for confidence, right in judged if confidence >= floor]
            share = len(chosen) / max(1, len(judged))
            rows.append([name, f">= {floor:g}", len(chosen), share, sum(chosen) / max(1, len(chosen))])
    text = table(["documents", "confidence", "statements", "share of all", "in a right section"], rows)
    sys.stdout.write(f"{text}\n")
    if "--write" in arguments:
        keep("confidence", "What the confidence is worth", f"{text}\n\n{machine()}. `python bench/confidence.py`")
    return 0


def _judged(folder: Path, scoring: ModuleType) -> list[tuple[float, bool]]:
    """The confidence of the item that holds each statement, and whether it stands in a right section."""
    sources = sorted(path for path in folder.iterdir() if path.suffix in (*OFFICE, *TEXT))
    judged: list[tuple[float, bool]] = []
    with tempfile.TemporaryDirectory() as made:
        rows = {Path(row["input"]).name: row for row in convert(sources, Path(made), "--formats", "json")}
        for source in sources:
            answer, row = folder / f"{source.stem}.yaml", rows.get(source.name, {})
            if answer.is_file() and row.get("folder"):
                case = yaml.safe_load(answer.read_text(encoding="utf-8"))
                briefing = json.loads((Path(made) / row["folder"] / "briefing.json").read_text(encoding="utf-8"))
                judged.extend(judge_statements(case, briefing, scoring))
    return judged


def judge_statements(case: dict[str, Any], briefing: dict[str, Any], scoring: ModuleType) -> list[tuple[float, bool]]:
    items = [
        (section, scoring.norm(item["text"]), item["confidence"])
        for section, found in briefing["sections"].items()
        for item in found
        if item["origin"] == "source"
    ]
    judged = []
    for sections, text, *_ in case.get("statements", []):
        hits = [
            (s in sections.split("|"), c) for s, words, c in items if scoring.stands_in(scoring.norm(text), words) >= 88
        ]
        if hits:
            right, confidence = max(hits)
            judged.append((confidence, right))
    return judged


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
