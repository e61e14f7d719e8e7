"""What a remembered correction is worth: does a learned line do what the person did, does it help the next document?

Two measurements over the documents of bench/leave_out.py:

1. Every heading, theme, label and introduction of a list with two sentences or more below it is corrected in turn: all
   that it placed is moved to another section of practice (findings, good practice, learning, recommendations). The line
   that is learned is asked when the same document is placed again.
2. Each document of a publisher who has several is placed with what the truth of the publisher's other documents
   teaches, each item moved to the section in which a careful editor has most of its statements. With all rules; with
   those left out that only the publisher's own documents support; and with all left out that know one of its headings,
   as it is with a publisher whose headings nobody has ever met.

python bench/remembered.py                the tables
python bench/remembered.py --write        puts the tables into docs/measurements.md
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import resources
from types import ModuleType
from typing import Any

import msgspec
from leave_out import FOLDERS, Known, Support, read_documents, speaking
from score import load_scorer
from written import SHARED, keep, machine, table

from briefkit import lexicon
from briefkit.briefing import SECTIONS, Briefing, Item, SectionName, Sections
from briefkit.model import Document
from briefkit.place import place
from briefkit.place.deciding import PRACTICE
from briefkit.publishers import Publishers, of_name
from briefkit.publishers.reading import read_publishers
from briefkit.publishers.writing import remembered
from briefkit.revise.lessons import find_lessons
from briefkit.tidy import tidy

WAYS = ("all rules", "words left out", "headings unknown")
_HOLDS = 88
"""So much of a statement must stand in an item (as in bench/confidence.py) for the item to hold it."""
_EXPLAINED = """First table: in each document every heading, theme, label or introduction over two sentences or more is
corrected in turn (all that it placed goes to another of findings, good practice, learning and recommendations), the
line that is learned is kept, and the document is placed again. "Placed as corrected": of the items moved, those that
now stand where they were moved to; "left alone": of all others, those that stand where they stood. What is missing is
text that a strong cue takes to its own section (whom to ask, what a review is, praise). Documents that name no
publisher teach nobody and are left out.

Second table: the documents of publishers with several, those listed to whom something was taught; "lines" is what the
truth of the publisher's other documents teaches, "items" how many items of the document these lines place. "words left
out": as in the table above, without what only the publisher's own documents support. "headings unknown": without every
phrase, label and keyword family that knows one of the publisher's headings, as if nobody had ever met them. Lines help
a publisher who repeats its headings and labels, as a library of abstracts does; the themes of one case seldom come
again."""


def main(arguments: list[str]) -> int:
    """Print the tables. Returns 2 where the scorer is not there."""
    scorer = SHARED / "score" / "score.py"
    if not scorer.is_file():
        sys.stderr.write("The scorer and the cases are not there: they are looked for in ../shared.\n")
        return 2
    documents = read_documents()
    text = f"{_corrections(documents)}\n\n{_next_documents(documents, load_scorer(scorer))}"
    sys.stdout.write(f"{text}\n")
    if "--write" in arguments:
        text = f"{_EXPLAINED}\n\n{text}\n\n{machine()}. `python bench/remembered.py`"
        keep("remembered", "What a remembered correction is worth", text)
    return 0


# --------------------------------------------------------------------------------------- the line does what was done
def _corrections(documents: list[Known]) -> str:
    rows: list[list[object]] = []
    counts = {folder: Counter[str]() for folder in FOLDERS}
    for known in documents:
        tidied = tidy(known.document).value
        before = place(tidied).value
        if before.publisher is not None:
            counts[known.folder]["documents"] += 1
            for now in _corrected_in_turn(before):
                counts[known.folder].update(_again(tidied, before, now))
    for folder, count in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        again, alone = count["again"] / max(1, count["moved"]), count["alone"] / max(1, count["others"])
        rows.append([folder, count["documents"], count["taught"], count["moved"], again, count["others"], alone])
    head = ["documents", "number", "corrections", "items moved", "placed as corrected", "other items", "left alone"]
    return table(head, rows)


def _corrected_in_turn(before: Briefing) -> Iterator[Briefing]:
    """The briefing with all that one heading (as the reasons of the items name it) placed in another section."""
    groups: dict[tuple[SectionName, str], set[int]] = defaultdict(set)
    for section, item in before.sections.each():
        if section in PRACTICE and item.origin == "source":
            for words in {item.why.partition(";")[0], f"theme {item.theme}" if item.theme else ""} - {""}:
                groups[section, words].add(id(item))
    for (section, _), items in groups.items():
        for other in PRACTICE:
            if other != section:
                yield _moved(before, dict.fromkeys(items, other))


def _moved(before: Briefing, places: dict[int, SectionName]) -> Briefing:
    """The briefing with the items (by ``id``) in these sections."""
    lists: dict[str, list[Item]] = {name: [] for name in SECTIONS}
    for section, item in before.sections.each():
        lists[places.get(id(item), section)].append(item)
    return msgspec.structs.replace(before, sections=Sections(**{name: tuple(one) for name, one in lists.items()}))


def _again(tidied: Document, before: Briefing, now: Briefing) -> dict[str, int]:
    """What became of the items where the document is placed again with what the correction teaches."""
    publishers = _taught((), before, now)
    if not publishers:
        return {}
    stood, wanted, got = (_places(one) for one in (before, now, place(tidied, None, publishers).value))
    moved = {point for point in stood if stood[point] != wanted[point]}
    return {
        "taught": 1,
        "moved": len(moved),
        "again": sum(got.get(point) == wanted[point] for point in moved),
        "others": len(stood) - len(moved),
        "alone": sum(got.get(point) == wanted[point] for point in stood if point not in moved),
    }


def _taught(publishers: Publishers, before: Briefing, now: Briefing) -> Publishers:
    """What is known once a correction was taken back, by way of the file as in use."""
    lessons = find_lessons(before, before, now)
    if not lessons or now.publisher is None:
        return publishers
    text = "".join(remembered("", one.name, one.lines) for one in publishers)
    return read_publishers(remembered(text, now.publisher, [lesson.line for lesson in lessons])).value


def _places(briefing: Briefing) -> dict[tuple[str, int], SectionName]:
    return {
        (item.spans[0].block, item.spans[0].start): section
        for section, item in briefing.sections.each()
        if item.origin == "source" and item.spans
    }


# ------------------------------------------------------------------------------------------------- the next document
def _next_documents(documents: list[Known], scoring: ModuleType) -> str:
    contents = msgspec.convert(
        tomllib.loads(resources.files("briefkit.data").joinpath("lexicon.toml").read_text(encoding="utf-8")),
        lexicon.LexiconData,
    )
    support = Support(documents)
    several = Counter(known.publisher for known in documents)
    rows: list[list[object]] = []
    for way in WAYS:
        for publisher in sorted(name for name, count in several.items() if count > 1):
            own = [known for known in documents if known.publisher == publisher]
            with speaking(lexicon.Lexicon(_left(way, publisher, contents, support))):
                rows.extend([way, *row] for row in _of_publisher(own, scoring))
    means: list[list[object]] = []
    for way in WAYS:
        chosen = [row for row in rows if row[0] == way]
        figures = [sum(float(str(row[n])) for row in chosen) / max(1, len(chosen)) for n in range(4, 8)]
        means.append([way, f"**mean of all ({len(chosen)})**", "", "", *figures])
    head = ["rules", "document", "lines", "items", "placed", "with the lines", "core", "with the lines"]
    return table(head, [*(row for row in rows if row[2]), *means])


def _left(way: str, publisher: str, contents: lexicon.LexiconData, support: Support) -> lexicon.LexiconData:
    """The lexicon as it is in one of :data:`WAYS`."""
    if way == WAYS[0]:
        return contents
    if way == WAYS[1]:
        return support.without(publisher, contents, deep=True)[0]
    unheard = Support([])
    # As if nobody else had headings at all: whatever matches one of the publisher's own is then its own.
    unheard.headings = {text: frozenset({publisher}) for text, names in support.headings.items() if publisher in names}
    unheard.sentences = support.sentences
    return unheard.without(publisher, contents, deep=False)[0]


def _of_publisher(own: list[Known], scoring: ModuleType) -> Iterator[list[object]]:
    tidied = {known.name: tidy(known.document).value for known in own}
    made = {name: place(document).value for name, document in tidied.items()}
    for known in own:
        publishers: Publishers = ()
        for other in own:
            if other is not known:
                publishers = _taught(publishers, made[other.name], _by_truth(made[other.name], other.case, scoring))
        asked = of_name(publishers, made[known.name].publisher)
        result = place(tidied[known.name], None, publishers).value
        before, after = (_score(known, one, scoring) for one in (made[known.name], result))
        yield [
            known.name,
            len(asked.lines) if asked else 0,
            sum("heading map of " in item.why for _, item in result.sections.each()),
            before["placed"],
            after["placed"],
            before["core"],
            after["core"],
        ]


def _by_truth(before: Briefing, case: dict[str, Any], scoring: ModuleType) -> Briefing:
    """The briefing with each item in the section that most of the statements in it may stand in."""
    places: dict[int, SectionName] = {}
    for section, item in before.sections.each():
        text = scoring.norm(item.text)
        votes: Counter[str] = Counter()
        for sections, statement, *_ in case["statements"]:
            if scoring.stands_in(scoring.norm(statement), text) >= _HOLDS:
                votes.update(sections.split("|"))
        if votes and votes[section] < max(votes.values()):
            places[id(item)] = next(name for name in SECTIONS if votes[name] == max(votes.values()))
    return _moved(before, places)


def _score(known: Known, briefing: Briefing, scoring: ModuleType) -> dict[str, float]:
    scores: dict[str, float] = scoring.score(known.case, msgspec.to_builtins(briefing))[0]
    return scores


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
