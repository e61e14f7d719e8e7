"""PDFs that nobody here made, each read and accounted for: crashes, letters missing or doubled, time.

python bench/pdf_wild.py FOLDER...              every PDF below the folders
python bench/pdf_wild.py FOLDER --every 10      each tenth of them
python bench/pdf_wild.py FOLDER --faults        also prints each file with something amiss

The samples of pdf.js, pdfplumber, pdfminer.six, pypdf, pikepdf, qpdf, pdfbox, Tika, veraPDF and others were read so;
they are not part of this repository. Each is read in a worker process with a bound on time and memory.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from written import keep, machine, table

from briefkit import batch, files, pipeline, theme
from briefkit.errors import BriefkitError
from briefkit.record import Settings

SECONDS, MEGABYTES = 60.0, 1500
Row = tuple[str, str, float, tuple[str, ...]]
"""Folder, how it ended, seconds of work, the codes that were said."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--faults", action="store_true", help="print the files with something amiss")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    paths = [p for folder in options.folders for p in sorted(folder.rglob("*")) if p.suffix.lower() == ".pdf"]
    rows: list[tuple[Path, Row]] = []
    with batch.BoundedExecutor(2, SECONDS, MEGABYTES) as executor:
        for path, future in batch.run_each(executor, look, paths[:: options.every], 4):
            row = _row_of(path, future)
            rows.append((path, row))
            if options.faults and row[1] not in {"document", "refused"}:
                sys.stdout.write(f"{path}: {row[1]} {' '.join(row[3])} {row[2]:.1f} s\n")
                sys.stdout.flush()
    text = report([row for _, row in rows])
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("pdf_wild", "PDF: files of other projects", text)
    return 1 if any(row[1].startswith(("raised", "died", "slow")) for _, row in rows) else 0


def look(path: Path) -> tuple[str, float, tuple[str, ...]]:
    """How the reading of one file ends, the seconds of work, the codes said."""
    started = time.process_time()
    codes: tuple[str, ...] = ()
    try:
        source = files.load(path)
        record = pipeline.normalise(source, pipeline.read(source, Settings()), theme.load("house"))
        codes = tuple(sorted({d.code for d in record.diagnostics if d.code.startswith(("BK2", "BK5"))}))
        lost, twice = len(record.ledger.missing), len(record.ledger.twice)
        end = "letters missing" if lost else "letters doubled" if twice else "document"
    except BriefkitError as error:
        end, codes = "refused", (error.code or "",)
    except MemoryError:
        raise
    except Exception as error:
        end = f"raised {type(error).__name__}: {error}"[:200]
    return end, time.process_time() - started, codes


def _row_of(path: Path, future: Future[Any]) -> Row:
    try:
        end, seconds, codes = future.result()
    except batch.TimeIsUp:
        end, seconds, codes = "slow", SECONDS, ()
    except (batch.MemoryIsUp, batch.WorkerDied) as error:
        end, seconds, codes = f"died: {type(error).__name__}", 0.0, ()
    return path.parent.name, end, seconds, codes


def report(rows: list[Row]) -> str:
    """A row for each folder, and what is told how often."""
    heads = [
        "folder",
        "files",
        "document",
        "refused",
        "letters missing",
        "letters doubled",
        "anything else",
        "slowest, s",
    ]
    lines: list[list[Any]] = []
    for folder in (*dict.fromkeys(row[0] for row in rows), "all"):
        here = [row for row in rows if folder in {row[0], "all"}]
        ends = Counter(row[1] for row in here)
        known = [ends.pop(end, 0) for end in ("document", "refused", "letters missing", "letters doubled")]
        lines.append([folder, len(here), *known, ends.total(), f"{max(row[2] for row in here):.1f}"])
    said = Counter(code for row in rows for code in row[3])
    told = ", ".join(f"{code} {count}" for code, count in sorted(said.items()))
    return f"{table(heads, lines)}\n\nSaid: {told}. {machine()}. `python bench/pdf_wild.py FOLDER`"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
