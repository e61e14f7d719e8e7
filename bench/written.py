"""What the benches share: running briefkit as a user does, Markdown tables, and the page that keeps the figures."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "measurements.md"


def convert(inputs: Iterable[Path], out: Path, *options: str) -> list[dict[str, Any]]:
    """Runs ``briefkit convert`` over ``inputs`` and gives the rows of its ``report.json``.

    Raises ``SystemExit`` with what it printed where it left no report.
    """
    command = [sys.executable, "-m", "briefkit", "convert", *map(str, inputs), "-o", str(out), "--force", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    report = out / "report.json"
    if not report.is_file():
        raise SystemExit(f"briefkit convert left no report (exit code {done.returncode}):\n{done.stdout}{done.stderr}")
    rows: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["inputs"]
    return rows


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers with a fraction get three places."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    shown = f"{value:.3f}" if isinstance(value, float) else str(value)
    return shown.replace("|", "\\|").replace("\n", " ")


def machine() -> str:
    """The machine in a few words, without its name."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def keep(name: str, title: str, text: str, page: Path = PAGE) -> None:
    """Puts ``text`` under ``title`` into the page of measurements, in place of what the bench ``name`` wrote before."""
    opening, closing = f"<!-- {name}: written by bench/{name}.py -->", f"<!-- end of {name} -->"
    section = f"{opening}\n## {title}\n\n{text.strip()}\n{closing}"
    known = page.read_text(encoding="utf-8") if page.is_file() else "# Measurements\n"
    if opening in known:
        pattern = re.compile(f"{re.escape(opening)}.*?{re.escape(closing)}", re.DOTALL)
        known = pattern.sub(lambda _: section, known)
    else:
        known = f"{known.rstrip()}\n\n{section}\n"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(known, encoding="utf-8")
