"""Dates as the document writes them, each with what it is the date of. None is guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

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
    r"(?i)\b(?:publi(?:shed|cation)|version|v\d|issued?|dated?|produced|updated|agreed|approved|revised)\b"
    r"|\blast reviewed\b|©"
)
_LABEL_WORDS, _LINE_WORDS, _YEARS_IN_TITLE, _LATE_LINES = 6, 18, 12, 3


class Dated(msgspec.Struct, frozen=True):
    """A date with what is needed to choose among several of a role.

    ``rank`` says how surely it is the document's own: 3 a line says so, 2 it stands in the title matter or a running
    head, 1 a sentence tells it, 0 a sentence tells it of another review. ``when`` is its last day as year, month and
    day (0 for what it does not tell).
    """

    found: DateFound
    rank: int
    when: tuple[int, int, int]


def find_dates(document: Document, front: Collection[int], lone: Collection[int]) -> tuple[Dated, ...]:
    """The dates of a document in reading order.

    ``front`` are the numbers of the blocks of the title matter, ``lone`` those of other lines that name nothing but the
    publisher, the date or the series. In such a place a date is the publication's where no words say otherwise, and
    a bare year counts as a date.
    """
    labels = _labels(document)
    last = _last_lines(document)
    credited = credit_lines(document)
    days = {n for n in lone if n not in front and n not in last and _is_body(document.blocks[n])}
    if len(days) > 1:
        lone = set(lone) - days  # a chronology: dates alone over what happened on them
    found: list[Dated] = []
    for n, block in enumerate(document.blocks):
        if block.layer == "hidden" or not re.search(r"\d", block.text):
            continue
        running = block.layer in {"header", "footer"}
        line = n in front or n in lone or running or n in credited
        found.extend(_dates_of(block, labels.get(n, ""), line, _above(document.blocks, n)))
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
    named = next(iter(find_publishers([(text, 4.0)])), None)
    return bool(_CREDIT.search(text)) or (named is not None and text.startswith(named[0]))


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


def _dates_of(block: TextBlock, label: str, line: bool, above: str) -> Iterator[Dated]:
    text = block.text
    short = len(text.split()) <= _YEARS_IN_TITLE
    written = find_written(text)
    years = [one for one in find_years(text, written) if _counts(text, one, line and short and not written)]
    previous = 0
    for one in sorted((*written, *years)):
        begin, end = _sentence(text, one)
        before, after = text[max(begin, previous) : one.start], text[one.end : end]
        if previous > begin and re.fullmatch(r"\W*(?:and|to|or|until)?\W*", text[previous : one.start]):
            before = text[begin : one.start]  # "in May and June 2021": the words before the first hold for both
        previous = one.end
        role, rank = _judge(text, one, (before, after), (label, above), line)
        runs = slice_runs(block.runs, one.start, one.end)
        yield Dated(DateFound(re.sub(r"\s+", " ", text[one.start : one.end]), role, spans_of(runs)), rank, one.when)


def _judge(
    text: str, one: Written, around: tuple[str, str], beside: tuple[str, str], line: bool
) -> tuple[DateRole, int]:
    """The role of a date and how surely it is the document's own.

    ``around`` are the words of its sentence on both sides, ``beside`` those of its row and of the line above.
    """
    before, after = around
    label, above = beside
    begin, end = _sentence(text, one)
    if label and stands_alone(text):
        return role_in_line(label, "", "other"), 3
    if one.form not in {"year", "years"} and closes_survey(before, text[begin:end], f"{text[:begin]} {above}"):
        return "survey_closing", 1
    credit = bool(_CREDIT.search(before) or _CREDIT.search(after))
    if line and len(text.split()) <= 2 * _LINE_WORDS and not (one.form == "partial" and not stands_alone(text)):
        alone = stands_alone(text)
        within = one.form == "year" and bool(re.search(r"(?i)\b(?:in|of|from|during|since|for)\W*$", before))
        period = one.form in {"years", "life"} or within or (one.form == "range" and not alone)
        role = role_in_line(before, after, "review" if period and not credit else "publication")
        if period and role == "incident":
            role = "review"  # "Child deaths 2021-22": what was looked at, and no day on which something happened
        return ("other" if one.form == "life" else role), 3 if credit else 2
    role = role_in_text(before, after, text[begin:end], one.form in {"range", "years"})
    return role, 0 if role == "review" and of_another(text[begin:end]) else 1


def _counts(text: str, year: Written, line: bool) -> bool:
    """Whether a lone year is a date: in the title matter, or after a word that tells time; never that of a law."""
    before = text[: year.start]
    if _LAW.search(before):
        return False
    return line or bool(_YEAR_CUED.search(before))


def _sentence(text: str, one: Written) -> tuple[int, int]:
    """Where the sentence, or the part of a line between bars, begins and ends that has the date."""
    begin, end = 0, len(text)
    for match in _STARTS.finditer(text):
        if match.end() <= one.start:
            begin = match.end()
        elif match.start() >= one.end:
            end = match.start()
            break
    return begin, end


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
