"""Whether text layers that are no words are told from clean ones: false alarms and misses, by length.

python bench/pdf_garbage.py [--seed N] [--show]     --show lists some of what was judged wrongly
python bench/pdf_garbage.py --write                 puts the table into docs/measurements.md

Clean texts in some twenty languages, lists of names, addresses, figures, references and the briefings of our corpus are
cut to a line, three lines, a paragraph and a page; each is judged as it is (a *false alarm* where it is called garbage)
and spoilt in each of the ways of `bench/garbled/spoilt.py` (a *miss* where it is not). Only Latin texts are spoilt by
exchanged and shifted letters. What was misread by a tenth can still be read and may be called either.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator

from garbled.clean import LANGUAGES, SORTS
from garbled.spoilt import WAYS
from written import ROOT, keep, machine, table

from briefkit.readers.pdf.seen.garbage import is_garbage

LENGTHS = {"a line": 70, "three lines": 220, "a paragraph": 600, "a page": 2400}
_LATIN = [name for name, text in LANGUAGES.items() if sum("a" <= c.casefold() <= "ž" for c in text) > 0.5 * len(text)]
_SPOILABLE = {"capitals"}


def main(arguments: list[str]) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=20, help="cuts of each text")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    figures: dict[tuple[str, str], list[bool]] = defaultdict(list)
    wrong: list[str] = []
    for length, size in LENGTHS.items():
        for sort, text in _texts(chance, size, options.rounds):
            called = is_garbage(text)
            figures[f"clean: {sort}", length].append(called)
            if called:
                wrong.append(f"false alarm, {sort}, {length}: {text[:90]}")
            if sort not in _LATIN and sort not in _SPOILABLE and sort != "our briefings":
                continue
            for way, spoil in WAYS.items():
                spoilt = spoil(text, chance)
                called = is_garbage(spoilt)
                who = "English" if sort in {"English", "our briefings"} else "other languages"
                figures[f"{way}: {who}", length].append(called)
                if not called and way != "misread 10%":
                    wrong.append(f"miss, {way}, {sort}, {length}: {spoilt[:90]}")
    names = list(dict.fromkeys(name for name, _ in figures))
    rows = [[name, *(_share(figures.get((name, length), [])) for length in LENGTHS)] for name in names]
    made = f"Seed {options.seed}. {machine()}. `python bench/pdf_garbage.py`"
    text = f"{_explained()}\n\n{table(['called garbage', *LENGTHS], rows)}\n\n{made}"
    sys.stdout.write(f"{text}\n")
    if options.show:
        random.Random(2).shuffle(wrong)
        wrong.sort(key=lambda one: one.startswith("miss"))
        sys.stdout.write("\n".join([*wrong[:60], *wrong[-60:], ""]))
    if options.write:
        keep("pdf_garbage", "PDF: text layers that are no words", text)
    return 0


def _texts(chance: random.Random, size: int, rounds: int) -> Iterator[tuple[str, str]]:
    """Cuts of each text, of about ``size`` characters; short texts are repeated to make a page."""
    briefings = _briefings()
    for sort, text in [*LANGUAGES.items(), *SORTS.items(), ("our briefings", briefings)]:
        words = text.split(" ")
        for _ in range(rounds * (4 if sort == "our briefings" else 1)):
            start = chance.randrange(len(words))
            cut: list[str] = []
            while sum(map(len, cut)) + len(cut) < size:
                cut.append(words[(start + len(cut)) % len(words)])
            yield sort, " ".join(cut)


def _briefings() -> str:
    folder = ROOT / "bench" / "corpus"
    found = [
        path.read_text(encoding="utf-8")
        for part in ("dev", "second", "third")
        for path in sorted((folder / part).glob("*.yaml"))
    ]
    return " ".join(re.sub(r"^\s*[\w-]+:|[\"{}\[\]]", " ", "\n".join(found), flags=re.MULTILINE).split())


def _share(called: list[bool]) -> str:
    return f"{sum(called) / len(called):.1%}" if called else ""


def _explained() -> str:
    return " ".join((__doc__ or "")[(__doc__ or "").index("Clean texts") :].split())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
