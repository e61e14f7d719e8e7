"""Every document at hand, to all outputs: what became of it, how long it took, how many letters are missing.

python bench/real.py                      ../shared/cases, ../shared/real and the sample inbox
python bench/real.py FOLDER_OR_FILE...
python bench/real.py --write              puts the table into docs/measurements.md
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from written import ROOT, SHARED, convert, keep, machine, table


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = [SHARED / "cases", SHARED / "real", ROOT / "inbox"]
    parser.add_argument("inputs", nargs="*", type=Path, default=[folder for folder in known if folder.is_dir()])
    parser.add_argument("--jobs", default="1", help="documents at once (more than one disturbs the times)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        rows = convert(options.inputs, Path(made), "--jobs", options.jobs)
        lines = [_line(row, Path(made)) for row in rows if _is_document(row)]
    text = table(["document", "status", "exit code", "seconds", "pages", "letters", "missing", "says"], lines)
    slowest = max((float(line[3]) for line in lines), default=0.0)
    whole = sum(line[1] == "converted" and line[6] == 0 for line in lines)
    text += (
        f"\n\n{len(lines)} documents, {whole} of them converted with every letter accounted for; the slowest took "
        f"{slowest:.1f} s. {machine()}. `python bench/real.py`"
    )
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("real", "Real documents", text)
    return 0


def _is_document(row: dict[str, Any]) -> bool:
    """Whether the row is of a document: a folder's own README is none."""
    return row["status"] != "passed over" and not Path(row["input"]).name.startswith("README")


def _line(row: dict[str, Any], out: Path) -> list[Any]:
    made = out / row["folder"] / "briefing.json"
    letters, missing = "", ""
    if row["folder"] and made.is_file():
        ledger = json.loads(made.read_text(encoding="utf-8"))["ledger"]
        letters, missing = ledger["source_letters"], ledger["source_letters"] - ledger["accounted"]
    name = Path(row["input"]).name
    seconds = f"{row['seconds']:.2f}"
    return [name, row["status"], row["exit_code"], seconds, row["pages"] or "", letters, missing, row["message"][:90]]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
