"""Dates as the document writes them, each with what it is the date of. None is guessed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

from briefkit.briefing import DateFound, DateRole
from briefkit.model import Document, TextBlock, slice_runs
from briefkit.place.date_roles import closes_survey, of_another, role_in_line, role_in_text
from briefkit.place.date_words import Written, find_written, find_years
from briefkit.place.publishers import find_publishers
from briefkit.place.wording import spans_of

_STARTS = re.compile(r"(?:(?<=[.!?;|•·])|(?<=\s[–—|]))\s+(?=\W*[A-Z\d©])")
_LABELS = re.compile(
    r"(?i)\b(?:(?:first |last |originally )*(?:publi(?:shed|cation)|updated?|revised|reviewed|issued?|produced|created"
    r"|agreed|approved|circulated)(?: date| on| in| by)?|date(?: of)?(?: publication| issue)?|version|v|edition|page"
    r"|dyddiad|cyhoeddwyd|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?|of|on)\b|[\W\d_]+"
)
_YEAR_CUED = re.compile(
    r"(?i)\b(?:in|since|during|from|until|by|early|late|mid|of|published|updated|issued|version|copyright|©|and|to)"
    r"\W{0,3}$|©[^.]*$"
)
_LAW = re.compile(r"(?:\bAct|\bTogether|\bRegulations|\bOrder|\bMeasure|\bGuidance|\bCode|\bEducation)\W*(?:and\W*)?$")
_SAYS = re.compile(
    r"(?i)\b(?:was|were|is|are|had|has|have|he|she|they|we|will|would|can|could|may|might|should|must|please|ask|did|does)\b"
)
_CREDIT = re.compile(
    r"(?i)\b(?:publi(?:shed|cation)|version|v\d|issued?|dated?|produced|updated|agreed|approved|revised|created|reviewed)\b"
    r"|\blast reviewed\b|©"
)
_LABEL_LINE = re.compile(
    r"(?i)^\W*(?:dates?|published|issued|updated|approved|agreed|created|reviewed|review|incident|version|period|closing)\b"
    r"(?!.*\d)"
)
"""A line that says what the date below it is the date of, as in a form whose cells are lost."""
_LOOKED = re.compile(r"(?i)\b(?:audits?|reviews?|inspections?)\b")
_SENTENCE = 400
"""The most characters of a sentence that are looked at on each side of a date."""
_LABEL_WORDS, _LINE_WORDS, _YEARS_IN_TITLE, _LATE_LINES, _TAIL_WORDS = 6, 18, 12, 3, 4


class Dated(msgspec.Struct, frozen=True):
    """A date with what is needed to choose among several of a role.

    ``rank`` says how surely it is the document's own: 3 a line says so, 2 it stands in the title matter or a running
    head, 1 a sentence tells it, 0 a sentence tells it of another review. ``when`` is its last day as year, month and
    day (0 for what it does not tell).
    """

    found: DateFound
    rank: int
    when: tuple[int, int, int]


class _Around(NamedTuple):
    """The words of the sentence on both sides of a date, the sentence, and what stands before it in the block."""

    before: str
    after: str
    sentence: str
    earlier: str


class _Place(NamedTuple):
    """Where a block stands: the words of its row, the line above it, whether it is no running text.

    ``looked_at`` says that the title speaks of an audit or a review, so that a range is the period of that.
    """

    label: str
    above: str
    line: bool
    looked_at: bool


def find_dates(document: Document, front: Collection[int], lone: Collection[int]) -> tuple[Dated, ...]:
    """The dates of a document in reading order.

    ``front`` are the numbers of the blocks of the title matter, ``lone`` those of other lines that name nothing but the
    publisher, the date or the series. In such a place a date is the publication's where no words say otherwise, and
    a bare year counts as a date.
    """
    labels = _labels(document)
    last = _last_lines(document)
    credited = credit_lines(document)
    body = {n for n in lone if n not in front and _is_body(document.blocks[n])}
    for days in (body - set(last), body & set(last)):
        if len({document.blocks[n].text.strip() for n in days}) > 1:
            lone = set(lone) - days  # a chronology, or by when actions are due: dates alone beside what they date
    # A range that stands alone is the period of an audit, and the issue of a newsletter.
    looked_at = any(_LOOKED.search(document.blocks[n].text) for n in front)
    found: list[Dated] = []
    for n, block in enumerate(document.blocks):
        if block.layer == "hidden" or not re.search(r"\d", block.text):
            continue
        running = block.layer in {"header", "footer"}
        line = n in front or n in lone or running or n in credited
        line = line and len(block.text.split()) <= 2 * _LINE_WORDS
        found.extend(_dates_of(block, _Place(labels.get(n, ""), _above(document.blocks, n), line, looked_at)))
    return tuple(found)


def _is_body(block: TextBlock) -> bool:
    return block.layer == "body" and not block.aside and bool(block.text.strip())


def _last_lines(document: Document) -> list[int]:
    return [n for n, block in enumerate(document.blocks) if _is_body(block)][-_LATE_LINES:]


def credit_lines(document: Document) -> frozenset[int]:
    """The last lines that are no sentence and say when it was published or by whom ("Produced by …, May 2023")."""
    return frozenset(n for n in _last_lines(document) if _credits(document.blocks[n]))


def _credits(block: TextBlock) -> bool:
    text = block.text.strip()
    if block.kind not in {"paragraph", "heading"} or len(text.split()) > _LINE_WORDS or _SAYS.search(text):
        return False
    if _CREDIT.search(text):
        return True
    named = next(iter(find_publishers([(text, 4.0)])), None)
    if named is None or not text.startswith(named[0]):
        return False
    return len(text.removeprefix(named[0]).split()) <= _TAIL_WORDS or bool(find_written(text))


def _above(blocks: tuple[TextBlock, ...], n: int) -> str:
    """The words of the line above, of the same container."""
    return blocks[n - 1].text if n and blocks[n - 1].container == blocks[n].container else ""


def _labels(document: Document) -> dict[int, str]:
    """For each block of a cell the words of the cell to its left, or else of the cell at the head of its column."""
    cells = {container.id: container for container in document.containers if container.kind == "cell"}
    if not cells:
        return {}
    words: dict[tuple[str | None, int | None, int | None], str] = {}
    for block in document.blocks:
        cell = cells.get(block.container)
        if cell is not None:
            place = cell.parent, cell.row, cell.column
            words[place] = f"{words.get(place, '')} {block.text}".strip()
    found: dict[int, str] = {}
    for n, block in enumerate(document.blocks):
        cell = cells.get(block.container)
        if cell is None or not re.search(r"\d", block.text):
            continue
        left = words.get((cell.parent, cell.row, (cell.column or 1) - 1), "")
        head = words.get((cell.parent, 1, cell.column), "") if cell.row != 1 else ""
        found[n] = next((one for one in (left, head) if one and len(one.split()) <= _LABEL_WORDS), "") or "-"
    return found


def _dates_of(block: TextBlock, place: _Place) -> Iterator[Dated]:
    text = block.text
    title = place.line and len(text.split()) <= _YEARS_IN_TITLE
    written = find_written(text)
    years = [one for one in find_years(text, written) if _counts(text, one, title and not written)]
    every = sorted((*written, *years))
    starts = [0, *(match.end() for match in _STARTS.finditer(text))]
    for n, one in enumerate(every):
        role, rank = _judge(one, _around(text, every, n, starts), place, stands_alone(text))
        runs = slice_runs(block.runs, one.start, one.end)
        yield Dated(DateFound(re.sub(r"\s+", " ", text[one.start : one.end]), role, spans_of(runs)), rank, one.when)


def _around(text: str, every: list[Written], n: int, starts: list[int]) -> _Around:
    """The words around the ``n``-th date in its sentence or part of a line, up to the dates beside it.

    ``starts`` is where the sentences and parts begin.
    """
    one = every[n]
    begin = starts[bisect_right(starts, one.start) - 1]
    later = bisect_left(starts, one.end)
    end = starts[later] if later < len(starts) else len(text)
    begin, end = max(begin, one.start - _SENTENCE), min(end, one.end + _SENTENCE)
    previous = every[n - 1].end if n else 0
    before = text[max(begin, previous) : one.start]
    if previous > begin and re.fullmatch(r"\W*(?:and|to|or|until)?\W*", before):
        before = text[begin : one.start]  # "in May and June 2021": the words before the first hold for both
    after = text[one.end : end]
    if n + 1 < len(every) and every[n + 1].start < end:
        # "In May we met the son of Mrs B, who died in March": what follows the comma belongs to the next date.
        upto = text[one.end : every[n + 1].start]
        after = upto.rpartition(",")[0] or upto
    return _Around(before, after, text[begin:end], text[max(begin - _SENTENCE, 0) : begin])


def _judge(one: Written, around: _Around, place: _Place, alone: bool) -> tuple[DateRole, int]:
    """The role of a date and how surely it is the document's own; ``alone`` where its block says little else."""
    before, after = around.before, around.after
    if place.label and alone:
        return role_in_line(place.label, "", "other"), 3
    if alone and _LABEL_LINE.match(place.above) and len(place.above.split()) <= _LABEL_WORDS:
        return role_in_line(place.above, "", "publication" if place.line else "other"), 3
    if one.form not in {"year", "years"} and closes_survey(before, around.sentence, f"{around.earlier} {place.above}"):
        return "survey_closing", 1
    if place.line and (alone or one.form != "partial"):
        credit = bool(_CREDIT.search(before) or _CREDIT.search(after))
        period = _is_period(one, before, alone and not place.looked_at)
        role = role_in_line(before, after, "review" if period and not credit else "publication")
        if one.form == "years" and role == "incident":
            role = "review"  # "Child deaths 2021-22": what was looked at, and no day on which something happened
        return ("other" if one.form == "life" else role), 3 if credit else 2
    role = role_in_text(before, after, around.sentence, one.form in {"range", "years"})
    return role, 0 if role == "review" and of_another(around.sentence) else 1


def _is_period(one: Written, before: str, issue: bool) -> bool:
    """Whether a date of the title matter is a time that was looked at; ``issue`` says that a range would be none."""
    if one.form == "year":
        return bool(re.search(r"(?i)\b(?:in|of|from|during|since|for)\W*$", before))
    return one.form in {"years", "life"} or (one.form == "range" and not issue)


def _counts(text: str, year: Written, line: bool) -> bool:
    """Whether a lone year is a date: in the title matter, or after a word that tells time; never that of a law."""
    before = text[max(year.start - _SENTENCE, 0) : year.start]
    if _LAW.search(before):
        return False
    return line or bool(_YEAR_CUED.search(before))


def stands_alone(text: str) -> bool:
    """Whether a line is a date and little else (``July 2018``, ``Version 2, 3 May 2021``, ``Published on 6 April``)."""
    if len(text) > 80:
        return False
    written = find_written(text)
    if not written:
        return False
    rest = list(text)
    for one in written:
        rest[one.start : one.end] = " " * (one.end - one.start)
    return not _LABELS.sub("", "".join(rest))


def choose_date(dates: Iterable[Dated]) -> str | None:
    """The date of publication as the document writes it, else that of the review, else ``None``.

    A month with a year says more than a bare year; a line of the title matter counts more than a sentence; of several
    the latest counts, for a document that was updated is dated by that.
    """
    for role in ("publication", "review"):
        own = [one for one in dates if one.found.role == role and one.when[0] and one.rank]
        if own:
            return max(own, key=lambda one: (role == "review" or bool(one.when[1]), one.rank, one.when)).found.text
    return None
