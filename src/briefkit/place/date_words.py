"""How dates are written in British and Welsh documents: single dates, months, seasons, financial years and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_MONTHS = (
    ("january", "jan", "ionawr"),
    ("february", "feb", "chwefror"),
    ("march", "mar", "mawrth"),
    ("april", "apr", "ebrill"),
    ("may", "mai"),
    ("june", "jun", "mehefin"),
    ("july", "jul", "gorffennaf"),
    ("august", "aug", "awst"),
    ("september", "sept", "sep", "medi"),
    ("october", "oct", "hydref"),
    ("november", "nov", "tachwedd"),
    ("december", "dec", "rhagfyr"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_SEASONS = {"winter": 1, "gaeaf": 1, "spring": 4, "gwanwyn": 4, "summer": 7, "haf": 7, "autumn": 10}
_NAMES = sorted((name.capitalize() for name in _NUMBER_OF), key=len, reverse=True)
_SHORT_NAMES = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
_MONTH = "(?:" + "|".join(rf"{name}\b{'[.]?' if name.lower() in _SHORT_NAMES else ''}" for name in _NAMES) + ")"
_CAPITAL_MONTH = "(?:" + "|".join(names[0].upper() for names in _MONTHS) + r")\b"
_ANY_MONTH = f"(?:{_MONTH}|{_CAPITAL_MONTH})"
_DAY = r"(?<![\d.])(?<!\d/)(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:\s+of)?"
_YEAR = r"(?:19|20)\d\d\b"
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|Gwanwyn|Haf|Gaeaf|SPRING|SUMMER|AUTUMN|WINTER)"
_TO = r"(?:\s*[-–—]\s*|\s+(?:to|until|and|i|hyd)\s+)"
_BETWEEN = r"(?:\s*[-–—/]\s*|\s+(?:to|until|i|hyd)\s+)"
_NO_REFERENCE = r"(?<![\d./-])(?<![A-Z]\s)(?<![A-Z])"
"""Behind capitals a pair of numbers is the reference of a case: ``CPR 03/2022``."""

_FORMS = re.compile(
    # At most characters no date begins: one look tells, before each form is tried.
    r"\b(?=[\dA-JMNOQRSTWasw])(?:"
    + "|".join(
        (
            # Ranges, from the longest: "1 March 2021 to 30 June 2022", "6 to 10 March 2023", "January to June 2024".
            rf"(?P<range>\b{_DAY}\s+{_ANY_MONTH},?(?:\s+{_YEAR})?{_BETWEEN}{_DAY}\s+{_ANY_MONTH},?\s+{_YEAR}"
            rf"|\b{_DAY}{_BETWEEN}{_DAY}\s+{_ANY_MONTH},?\s+{_YEAR}"
            rf"|\b{_ANY_MONTH}(?:,?\s+{_YEAR})?{_BETWEEN}{_ANY_MONTH},?\s+{_YEAR}"
            rf"|(?<=etween )\b{_ANY_MONTH}(?:,?\s+{_YEAR})?{_TO}{_ANY_MONTH},?\s+{_YEAR})",
            rf"(?P<day>\b{_DAY}\s+{_ANY_MONTH},?\s+{_YEAR})",
            rf"(?P<month>\b{_ANY_MONTH},?\s+{_YEAR})",
            rf"(?P<short>\b(?:{_DAY}[\s-]+)?{_SHORT_MONTH}\.?(?:(?:-|\s*[’'])[0-3]\d\b"
            r"|\s+[0-3]\d\b(?=\s*(?:$|[|,.;:)\]–]|[Pp]age\b|[Vv]\d))))",
            rf"(?P<season>\b{_SEASON}(?:\s*/\s*{_SEASON})?(?:\s+[Tt]erm)?,?\s+{_YEAR}(?:\s?/\s?\d\d\b)?)",
            rf"(?P<quarter>\bQ(?:uarter )?[1-4],?\s+{_YEAR}(?:\s?/\s?\d\d\b)?)",
            rf"(?P<iso>{_NO_REFERENCE}\b{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)",
            r"(?P<figures>(?<![\d./-])\b(?:0?[1-9]|[12]\d|3[01])(?P<by>[./-])(?:0?[1-9]|1[0-2])(?P=by)"
            r"(?:(?:19|20)\d\d|\d\d)(?![\d./-]\d|\d))",
            rf"(?P<pair>{_NO_REFERENCE}\b(?:0[1-9]|1[0-2])[/.](?:19|20)\d\d\b)",
            rf"(?P<partial>\b{_DAY}\s+{_ANY_MONTH})",
            rf"(?P<years>{_NO_REFERENCE}\b(?P<from>(?:19|20)\d\d)\s?(?P<till>[-–/]|to|and)\s?(?P<to>(?:19|20)\d\d|\d\d)\b"
            r"(?![-/]\d))",
        )
    )
    + ")"
)
_LONE_YEAR = re.compile(rf"(?<![\d/.,£-])(?<![A-Z][/-])\b{_YEAR}(?![/.-]\d|,\d)(?<!\(\d{{4}}(?=\)))")
"""A year between brackets belongs to a book or a law."""
_DIGIT = re.compile(r"\d")
_AFTER_NUMBERED = re.compile(r"(?i)\b(version|vers?|v|issue|number|no|edition|volume|vol|part|page)\.?\s*$")
_FINAL = re.compile(r"(?i)\b(?:final|this|latest|current|revised) version\s*$")
_LEADING_DAY = re.compile(rf"{_DAY}[\s-]+")
_NEAR = 30
"""So many characters before a number are looked at for what it numbers."""
_SPAN_YEARS, _TERM_YEARS = 25, 10
"""Two years further apart are no span; two dates further apart are those of a life."""


class Written(NamedTuple):
    """A date as it is written: from where to where in the text, its form, and the last day it may mean as y, m, d.

    The form is ``range``, ``years``, ``year``, ``life`` (a range too long for a review), ``partial`` (no year) or
    ``date``.
    """

    start: int
    end: int
    form: str
    when: tuple[int, int, int]


def find_written(text: str) -> list[Written]:
    """The dates of a text in order. A lone year is none here; see :func:`find_years`."""
    return list(_remembered(text)) if _DIGIT.search(text) else []


@lru_cache(512)
def _remembered(text: str) -> tuple[Written, ...]:
    """The dates of a text that several stations ask about."""
    return tuple(_find(text))


def _find(text: str) -> Iterator[Written]:
    at = 0
    while True:
        match = _FORMS.search(text, at)
        if match is None:
            return
        form, start, at = str(match.lastgroup), match.start(), match.end()
        if form in {"by", "from", "till", "to"}:
            form = "figures" if match["figures"] else "years"
        if form == "years" and not _is_span(match):
            at = match.start("from") + 4
            continue
        day = _LEADING_DAY.match(text, start)
        if day is not None and form in {"day", "short", "partial"} and _is_number(text, start, day.group()):
            if form == "partial":
                continue
            start = day.end()  # "Version 2 May 2022": the number belongs to the word before it
        words = text[start:at]
        kind = "life" if form == "range" and _lasts(words) > _TERM_YEARS else _FORM_OF.get(form, "date")
        yield Written(start, at, kind, _when(words))


_FORM_OF = {"range": "range", "years": "years", "partial": "partial"}


def _is_number(text: str, start: int, day: str) -> bool:
    """Whether the number at ``start`` is that of the word before it, "Version 2" or "Issue 14", and no day."""
    word = _AFTER_NUMBERED.search(text, max(start - _NEAR, 0), start)
    if word is None or not day.strip(" -").isdigit():
        return False
    return not word.group(1).lower().startswith("v") or (
        int(day.strip(" -")) < 10 and not _FINAL.search(text, max(start - _NEAR, 0), start)
    )


def _lasts(text: str) -> int:
    years = [int(year) for year in re.findall(_YEAR, text)]
    return max(years) - min(years)


def _is_span(match: re.Match[str]) -> bool:
    """Whether two years are a span of years (2019/20, 2017-2021) and no reference (2020-02)."""
    begin, end = int(match["from"]), match["to"]
    until = int(end) if len(end) == 4 else begin - begin % 100 + int(end)
    if match["till"] == "and" and not match.string[: match.start()].endswith("etween "):
        return False
    if match["till"] == "/":
        return until == begin + 1
    return begin < until <= begin + _SPAN_YEARS


def find_years(text: str, written: Iterable[Written]) -> list[Written]:
    """The years that stand alone in a text: not those of its dates ``written``, nor of a reference (``CPR 3/2022``)."""
    taken = {place for one in written for place in range(one.start, one.end)}
    return [
        Written(match.start(), match.end(), "year", (int(match.group()), 0, 0))
        for match in _LONE_YEAR.finditer(text)
        if match.start() not in taken
    ]


def _when(text: str) -> tuple[int, int, int]:
    """Year, month and day of the last date in ``text``, 0 for what it does not tell: to put dates in order only."""
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", text)]
    names = [_NUMBER_OF[name] for name in re.findall(r"[a-z]+", text.casefold()) if name in _NUMBER_OF]
    seasons = [_SEASONS[name] for name in re.findall(r"[a-z]+", text.casefold()) if name in _SEASONS]
    numbers = [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)]
    if names or seasons:
        short = re.search(r"[’'\s-](\d\d)$", text)
        year = years[-1] if years else 2000 + int(short[1]) if short else 0
        day = numbers[-1] if names and numbers and not (short and len(numbers) == 1) else 0
        return year, names[-1] if names else seasons[-1], day
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return int(text[:4]), int(text[5:7]), int(text[8:])
    if re.fullmatch(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}", text):
        day, month, year = (int(part) for part in re.split(r"[./-]", text))
        return year if year > 99 else 2000 + year, month, day
    if re.fullmatch(r"\d\d[/.]\d{4}", text):
        return int(text[3:]), int(text[:2]), 0
    return max(years, default=0), 0, 0
