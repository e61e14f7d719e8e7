"""How well documents are placed by the rules that other publishers' documents support, each publisher left out in turn.

An entry of the lexicon (a phrase, a label, one alternative of a family, a cue or a tell) is switched off for the
publisher whose documents are the only ones with a heading, a label or a sentence that it matches. The documents are
those of ../shared/cases and of bench/corpus/dev, second and third, the headings besides those of
../shared/headings.csv; a publisher is the place that a file's name begins with.
Two ways of leaving out are measured: whole entries, and down to the single words inside a pattern ("nurse" in a list of
callings). Rules that are code can't be switched off.

python bench/leave_out.py                 the tables
python bench/leave_out.py --misses        every statement that stands in a wrong place with entries left out
python bench/leave_out.py --write         puts the tables into docs/measurements.md
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from types import ModuleType
from typing import Any, TypeVar
from unittest.mock import patch

import msgspec
import patterns
import yaml
from confidence import judge_statements
from score import CORPUS, OFFICE, TEXT, load_scorer
from written import SHARED, keep, machine, table

from briefkit import files, jobs, lexicon
from briefkit.model import Document
from briefkit.place import place
from briefkit.place.parts import part_at_labels
from briefkit.place.wording import wording
from briefkit.record import Settings
from briefkit.segment import sentences
from briefkit.tidy import tidy

FOLDERS = {"shared cases": SHARED / "cases", **{f"corpus/{half}": CORPUS / half for half in ("dev", "second", "third")}}
"""Never bench/corpus/held: what is looked into here is worked on."""
FLOORS = (0.9, 0.75, 0.6, 0.0)
WAYS = ("all rules", "entries left out", "words left out")
_EXPLAINED = """Each document is placed three times: with all rules; without the entries of the lexicon that only
documents of its own publisher support (a phrase, a label, one alternative of a keyword family, a cue or a tell that
matches nothing of any other publisher's headings, labels and sentences); and without such words inside a pattern
besides. "left out" counts what was switched off. Rules that are code, and the names of kinds of review, stay.
`bench/corpus/held` is not among the documents."""
_OTHER_NAMES = {"wscp": "wandsworth"}
_INTRODUCTION_WORDS = 24

Entry = TypeVar("Entry", lexicon.Family, lexicon.Cue, lexicon.Tell)
Texts = dict[str, frozenset[str]]
"""A text (a folded heading, or a sentence) -> the publishers who have it."""


class Known(msgspec.Struct, frozen=True):
    """A document of the bench: where it belongs, what was read, and what a careful editor made of it."""

    folder: str
    name: str
    publisher: str
    document: Document
    case: dict[str, Any]


class Outcome(msgspec.Struct, frozen=True):
    """A document scored: figures, misses, and for each statement how sure its item is and whether it is right."""

    scores: dict[str, float]
    misses: list[str]
    judged: list[tuple[float, bool]]


def main(arguments: list[str]) -> int:
    """Print the tables. Returns 2 where the scorer is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list every miss")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measurements.md")
    options = parser.parse_args(arguments)
    scorer = SHARED / "score" / "score.py"
    if not scorer.is_file():
        sys.stderr.write("The scorer and the cases are not there: they are looked for in ../shared.\n")
        return 2
    documents = read_documents()
    outcomes, dropped = _measure(documents, load_scorer(scorer))
    text = _report(documents, outcomes, dropped)
    sys.stdout.write(f"{text}\n")
    if options.misses:
        for known, outcome in zip(documents, outcomes[WAYS[1]], strict=True):
            sys.stdout.write("".join(f"{known.name}: {miss}\n" for miss in outcome.misses))
        sys.stdout.write(_confusion(outcomes[WAYS[1]]))
    if options.write:
        text = f"{_EXPLAINED}\n\n{text}"
        keep(
            "leave_out",
            "Placing without a publisher's own rules",
            f"{text}\n\n{machine()}. `python bench/leave_out.py`",
        )
    return 0


# ------------------------------------------------------------------------------------------------------------ documents
def read_documents() -> list[Known]:
    """The documents with an answer; of one in several forms the office form."""
    found: list[Known] = []
    for name, folder in FOLDERS.items():
        for answer in sorted(folder.glob("*.yaml")):
            case = yaml.safe_load(answer.read_text(encoding="utf-8"))
            source = next((s for end in (*OFFICE, *TEXT) if (s := answer.with_suffix(end)).is_file()), None)
            if source is not None and "statements" in case:
                read = jobs.read(files.load(source), Settings())[1].value
                found.append(Known(name, source.name, _publisher(source.stem), read, case))
    return found


def _publisher(source: str) -> str:
    """The publisher of a file's name or of an address in headings.csv."""
    if "//" not in source:
        return source.partition("-")[0]
    host = re.sub(r"^\w+://(?:www\.)?|[:/].*$", "", source)
    named = [path.stem.partition("-")[0] for path in sorted((SHARED / "cases").glob("*.yaml"))]
    return next((name for name in named if name in source.casefold()), _OTHER_NAMES.get(host.partition(".")[0], host))


# ------------------------------------------------------------------------------------------------------------- support
class Support:
    """Who supports which entry of the lexicon."""

    def __init__(self, documents: list[Known]) -> None:
        """Collects the headings, labels and sentences of ``documents`` and of headings.csv."""
        headings: dict[str, set[str]] = defaultdict(set)
        said: dict[str, set[str]] = defaultdict(set)
        for known in documents:
            for heading in _headings(known.document):
                headings[lexicon.fold(heading)].add(known.publisher)
            for sentence in _sentences(known.document):
                said[sentence].add(known.publisher)
        listed = SHARED / "headings.csv"
        if listed.is_file():
            with listed.open(encoding="utf-8", newline="") as rows:
                for row in csv.DictReader(rows):
                    headings[lexicon.fold(row["heading"])].add(_publisher(row["source_url"]))
        self.headings: Texts = {text: frozenset(names) for text, names in headings.items()}
        self.sentences: Texts = {text: frozenset(names) for text, names in said.items()}
        self._remembered: dict[tuple[str, bool, bool], tuple[patterns.Group, dict[int, frozenset[str]]]] = {}

    def without(self, publisher: str, contents: lexicon.LexiconData, *, deep: bool) -> tuple[lexicon.LexiconData, int]:
        """The lexicon without what only ``publisher`` supports, and how many entries that were."""
        count = 0

        def phrases(lists: dict[str, list[str]]) -> dict[str, list[str]]:
            nonlocal count
            kept = {
                section: [one for one in listed if self.headings.get(lexicon.fold(one)) != frozenset({publisher})]
                for section, listed in lists.items()
            }
            count += sum(map(len, lists.values())) - sum(map(len, kept.values()))
            return kept

        def pruned(entries: list[Entry], texts: Texts) -> list[Entry]:
            nonlocal count
            kept = []
            for entry in entries:
                tree, support = self._of(entry.pattern, texts, deep=deep)
                out = {choice for choice, names in support.items() if names == frozenset({publisher})}
                count += len(out)
                kept.append(msgspec.structs.replace(entry, pattern=patterns.write(tree, out)))
            return kept

        changed = msgspec.structs.replace(
            contents,
            phrases=phrases(contents.phrases),
            labels=phrases(contents.labels),
            families=pruned(contents.families, self.headings),
            cues=pruned(contents.cues, self.sentences),
            tells=pruned(contents.tells, self.sentences),
        )
        return changed, count

    def _of(
        self, pattern: lexicon.Pattern, texts: Texts, *, deep: bool
    ) -> tuple[patterns.Group, dict[int, frozenset[str]]]:
        """The tree of a pattern, and for each of its choices the publishers with a text that it matches."""
        whole = pattern if isinstance(pattern, str) else "|".join(pattern)
        key = whole, texts is self.headings, deep
        if key not in self._remembered:
            tree = patterns.parse(whole)
            hit = [(text, names) for text, names in texts.items() if re.search(whole, text)]
            support: dict[int, frozenset[str]] = {}
            for choice, rivals in patterns.choices(tree, deep=deep):
                alone = re.compile(patterns.write(tree, rivals))
                support[choice] = frozenset().union(*(names for text, names in hit if alone.search(text)))
            self._remembered[key] = tree, support
        return self._remembered[key]


def _headings(document: Document) -> Iterator[str]:
    """Headings, labels inside paragraphs and introductions of lists, as the full lexicon finds them."""
    full = lexicon.load_lexicon()
    for block in tidy(document).value.blocks:
        if block.layer == "hidden":
            continue
        if block.kind == "heading":
            yield block.text
        for part in part_at_labels(block.runs, full):
            if part.label:
                yield wording(part.label)
            elif len(block.text.split()) <= _INTRODUCTION_WORDS and block.text.rstrip().endswith(":"):
                yield block.text


def _sentences(document: Document) -> Iterator[str]:
    for block in tidy(document).value.blocks:
        if block.layer != "hidden":
            yield from (block.text[start:end] for start, end in sentences(block.text))


# ------------------------------------------------------------------------------------------------------------- scoring
def _measure(documents: list[Known], scoring: ModuleType) -> tuple[dict[str, list[Outcome]], dict[str, list[int]]]:
    """The outcome of each document, and how many entries were left out for it, for each of :data:`WAYS`."""
    contents = msgspec.convert(
        tomllib.loads(resources.files("briefkit.data").joinpath("lexicon.toml").read_text(encoding="utf-8")),
        lexicon.LexiconData,
    )
    support = Support(documents)
    outcomes: dict[str, list[Outcome]] = {way: [] for way in WAYS}
    dropped: dict[str, list[int]] = {way: [] for way in WAYS}
    for known in documents:
        for way, deep in zip(WAYS, (None, False, True), strict=True):
            left, count = (contents, 0) if deep is None else support.without(known.publisher, contents, deep=deep)
            with speaking(lexicon.Lexicon(left)):
                outcomes[way].append(_score(known, scoring))
            dropped[way].append(count)
    return outcomes, dropped


@contextmanager
def speaking(known: lexicon.Lexicon) -> Iterator[None]:
    """While this lasts, everything that asks for the lexicon gets this one."""
    with patch.object(lexicon, "parse_lexicon", lambda _: known):
        lexicon.load_lexicon.cache_clear()
        try:
            yield
        finally:
            lexicon.load_lexicon.cache_clear()


def _score(known: Known, scoring: ModuleType) -> Outcome:
    briefing = msgspec.to_builtins(place(tidy(known.document).value).value)
    score: Callable[..., tuple[dict[str, float], list[str]]] = scoring.score
    scores, misses = score(known.case, briefing)
    return Outcome(scores, misses, judge_statements(known.case, briefing, scoring))


# -------------------------------------------------------------------------------------------------------------- report
def _report(documents: list[Known], outcomes: dict[str, list[Outcome]], dropped: dict[str, list[int]]) -> str:
    head = [
        "document",
        *(f"{key}, {way}" for key in ("placed", "core") for way in WAYS),
        *(f"left out: {w}" for w in ("entries", "words")),
    ]
    rows: list[list[object]] = []
    for n, known in enumerate(documents):
        figures = [outcomes[way][n].scores[key] for key in ("placed", "core") for way in WAYS]
        rows.append([known.name, *figures, *(dropped[way][n] for way in WAYS[1:])])
    for folder in (*FOLDERS, None):
        chosen = [n for n, known in enumerate(documents) if folder in {known.folder, None}]
        if chosen:
            means = [_mean(outcomes[way][n].scores[key] for n in chosen) for key in ("placed", "core") for way in WAYS]
            rows.append([f"**mean of {folder or 'all'} ({len(chosen)})**", *means, "", ""])
    return f"{table(head, rows)}\n\n{_confidence(outcomes)}"


def _confidence(outcomes: dict[str, list[Outcome]]) -> str:
    rows = []
    for way in WAYS:
        judged = [one for outcome in outcomes[way] for one in outcome.judged]
        for floor in FLOORS:
            chosen = [right for confidence, right in judged if confidence >= floor]
            rows.append([way, f">= {floor:g}", len(chosen), len(chosen) / max(1, len(judged)), _mean(chosen)])
    return table(["rules", "confidence", "statements", "share of all", "in a right section"], rows)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / max(1, len(listed))


def _confusion(outcomes: list[Outcome]) -> str:
    """How often which section was taken for which."""
    wrong = Counter(
        m.group()
        for outcome in outcomes
        for miss in outcome.misses
        if (m := re.match(r"in \w+, should be [\w|]+", miss))
    )
    return "".join(f"{count:4d}  {what}\n" for what, count in wrong.most_common())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
