"""Trains the diction (src/briefkit/data/diction.json) on the passages of bench/wording, and says how well it judges.

The passages are our own, written as many fictional offices would write them, each with the section where a careful
editor would put it. Judging is measured by offices left out in turn, and on the statements of ../shared/cases and of
bench/corpus, of which not one is a passage.

    pip install scikit-learn        in an environment of its own; briefkit itself does not need it

python bench/train_diction.py                the figures alone
python bench/train_diction.py --train        writes the weights
python bench/train_diction.py --write        puts the figures into docs/measurements.md
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from written import SHARED, keep, machine, table

from briefkit.diction import Diction, DictionData, Weights
from briefkit.lexicon import load_lexicon
from briefkit.place.content import features, heading_features

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src" / "briefkit" / "data" / "diction.json"
STRENGTH = 10.0
"""The inverse of the regularisation: 3, 10 and 30 were compared by offices left out."""
STRENGTH_OF_HEADINGS = 10.0
LEAST = 0.06
"""A feature of which no weight is larger than this share of the largest of all is not kept."""
FOLDERS = {
    "shared cases": SHARED / "cases",
    **{f"corpus/{part}": HERE / "corpus" / part for part in ("dev", "second", "third", "fourth")},
}
"""Never those that nobody reads who makes rules: they are scored as wholes by bench/score.py."""


class Passage(msgspec.Struct, frozen=True):
    """A passage: the sections that are right, its sentences or bullets, and who wrote it; a heading is one text."""

    right: tuple[str, ...]
    texts: tuple[str, ...]
    office: str


def passages() -> list[Passage]:
    """Every passage of bench/wording."""
    found = []
    for path in sorted((HERE / "wording").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                section, text = line.split("\t")
                found.append(Passage((section,), tuple(text.split(" • ")), path.stem))
    return found


def headings() -> list[Passage]:
    """Every heading of bench/wording/headings."""
    found = []
    for path in sorted((HERE / "wording" / "headings").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                section, text = line.split("\t")
                found.append(Passage(tuple(section.split("|")), (text,), path.stem))
    return found


def statements() -> dict[str, list[Passage]]:
    """The statements of the documents with an answer, those that follow one another in one section together."""
    return {name: list(_grouped(folder)) for name, folder in FOLDERS.items() if folder.is_dir()}


def _grouped(folder: Path) -> Iterator[Passage]:
    for answer in sorted(folder.glob("*.yaml")):
        before: tuple[Any, Any] | None = None
        held: list[str] = []
        for section, text, *theme in yaml.safe_load(answer.read_text(encoding="utf-8")).get("statements") or ():
            here = (section, theme)
            if before is not None and here != before:
                yield Passage(tuple(before[0].split("|")), tuple(held), answer.stem)
                held = []
            before, held = here, [*held, text]
        if before is not None:
            yield Passage(tuple(before[0].split("|")), tuple(held), answer.stem)


Speaking = Callable[[Sequence[str]], list[str]]
"""From the texts of a passage to its features."""


def speaking() -> tuple[Speaking, Speaking]:
    """The features of running text and of headings."""
    lexicon = load_lexicon()
    return (lambda texts: features(texts, lexicon)), (lambda texts: heading_features(texts[0], lexicon))


def fit(known: Iterable[Passage], speak: Speaking, strength: float) -> Weights[Any]:
    """The weights that the passages teach, whole passages and their single sentences alike."""
    told: list[list[str]] = []
    sections: list[str] = []
    for passage in known:
        wholes = [passage.texts, *((one,) for one in passage.texts if len(passage.texts) > 1)]
        told.extend(speak(texts) for texts in wholes)
        sections.extend(passage.right[0] for _ in wholes)
    vectorizer = TfidfVectorizer(analyzer=lambda found: found, min_df=2, sublinear_tf=True)
    model = LogisticRegression(C=strength, max_iter=5000, class_weight="balanced")
    model.fit(vectorizer.fit_transform(told), sections)
    names, rarity, weights = vectorizer.get_feature_names_out(), vectorizer.idf_, model.coef_.T
    floor = LEAST * numpy.abs(weights).max()
    kept = [n for n in range(len(names)) if numpy.abs(weights[n]).max() >= floor]
    return Weights(
        tuple(str(section) for section in model.classes_),
        tuple(round(float(intercept), 3) for intercept in model.intercept_),
        {
            str(names[n]): (round(float(rarity[n]), 2), *(round(float(weight), 2) for weight in weights[n]))
            for n in kept
        },
    )


def judged(diction: Diction[Any], asked: Iterable[Passage], speak: Speaking) -> list[tuple[float, bool]]:
    """For each passage how sure the likeliest section is, and whether it is right."""
    found = []
    for passage in asked:
        answers = diction.judge(speak(passage.texts), {})
        found.append((answers[0].share, answers[0].section in passage.right) if answers else (0.0, False))
    return found


def left_out(known: list[Passage], speak: Speaking, strength: float) -> list[tuple[float, bool]]:
    """The same for the passages themselves, each fifth of the offices judged by what the others teach."""
    offices = sorted({passage.office for passage in known})
    found = []
    for fifth in range(5):
        out = set(offices[fifth::5])
        diction = Diction(fit((passage for passage in known if passage.office not in out), speak, strength))
        found.extend(judged(diction, (passage for passage in known if passage.office in out), speak))
    return found


def main(arguments: list[str]) -> int:
    """Print the figures, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", action="store_true", help="write the weights")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/measurements.md")
    options = parser.parse_args(arguments)
    running, heading = speaking()
    texts, heads = passages(), headings()
    weights = fit(texts, running, STRENGTH)
    data = DictionData(1, weights, fit(heads, heading, STRENGTH_OF_HEADINGS))
    if options.train:
        WEIGHTS.write_text(_written(data), encoding="utf-8")
        return 0
    rows = [_row("passages of other offices", left_out(texts, running, STRENGTH))]
    rows.extend(_row(name, judged(Diction(weights), asked, running)) for name, asked in statements().items())
    rows.append(_row("headings of other offices", left_out(heads, heading, STRENGTH_OF_HEADINGS)))
    text = table(["judged", "texts", "right", "sure (0.75)", "of those right"], rows)
    text = f"{len(texts)} passages and {len(heads)} headings of our own; {len(weights.features)} features.\n\n{text}"
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep("diction", "Sections by wording alone", f"{text}\n\n{machine()}. `python bench/train_diction.py`")
    return 0


def _row(name: str, answers: list[tuple[float, bool]]) -> list[Any]:
    sure = [right for share, right in answers if share >= 0.75]
    right = sum(right for _, right in answers) / max(1, len(answers))
    return [name, len(answers), right, len(sure) / max(1, len(answers)), sum(sure) / max(1, len(sure))]


def _written(data: DictionData) -> str:
    """The weights as JSON, a feature a line, so that a change can be read."""
    return f'{{"version": 1,\n"passages": {_lines(data.passages)},\n"headings": {_lines(data.headings)}}}\n'


def _lines(weights: Weights[Any]) -> str:
    head = json.dumps({"sections": weights.sections, "intercepts": weights.intercepts})[:-1]
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(weights.features.items()))
    return f'{head},\n"features": {{\n{lines}\n}}}}'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
