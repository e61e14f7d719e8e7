"""Makes the five fictional briefings of ``inbox/`` and the editor's answers in ``tests/samples/``.

    python scripts/make_samples.py            writes both folders
    python scripts/make_samples.py --check    says which files differ from what would be written (exit code 1)

The same library versions and fonts (Liberation Sans and Serif) give the same bytes on every run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sample_inbox import pdf_columns, pdf_footnotes, pdf_poster, word_bold, word_boxes

ROOT = Path(__file__).resolve().parent.parent
SHAPES = (word_boxes, word_bold, pdf_columns, pdf_poster, pdf_footnotes)


def files() -> dict[Path, bytes]:
    """Every file of the sample inbox and its answers: path from the root -> content."""
    made: dict[Path, bytes] = {}
    for shape in SHAPES:
        sample = shape.make()
        made[Path("inbox", sample.name)] = sample.content
        made[Path("tests", "samples", f"{sample.stem}.yaml")] = sample.truth().encode()
    return made


def main(arguments: list[str]) -> int:
    differing = 0
    for path, content in files().items():
        place = ROOT / path
        if place.is_file() and place.read_bytes() == content:
            continue
        differing += 1
        if "--check" in arguments:
            sys.stdout.write(f"differs: {path}\n")
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
            sys.stdout.write(f"written: {path}\n")
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
