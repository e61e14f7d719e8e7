"""The reports of a run: ``index.html`` for people, ``report.csv`` for spreadsheets, ``report.json`` for programs."""

from __future__ import annotations

import csv
import importlib.resources
import io
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

import msgspec

from briefkit.briefing import CORE, SECTIONS
from briefkit.diagnostics import Diagnostic
from briefkit.jobs import FILE_NAMES, Row

COLUMNS = (
    "input",
    "status",
    "folder",
    "title",
    "sections",
    "missing_sections",
    "words",
    "pages",
    "errors",
    "warnings",
    "damaged",
    "exit_code",
    "code",
    "message",
    "next_step",
    "part",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

FORMAT_WORDS = {"pdf": "PDF", "html": "web page", "docx": "Word", "md": "Markdown", "json": "JSON"}
"""What each format is called, in the order in which they are offered: first what is read, then what is edited."""

_UNSURE = frozenset({"BK320", "BK404"})

MOST_OF_A_KIND = 6
"""So many warnings of one kind are listed of one input; a document cut out of a longer one has hundreds."""


def missing_sections(row: Row) -> tuple[str, ...]:
    """The sections of the core schema that a converted briefing does not have."""
    if row.status in ("failed", "passed over"):
        return ()
    return tuple(name for name in CORE if not row.sections.get(name))


def in_words(section: str) -> str:
    """A section's name as a person writes it."""
    return section.replace("_", " ")


def write_csv(rows: Sequence[Row]) -> bytes:
    """One line for each input, with a byte order mark so that a spreadsheet reads it as UTF-8.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        values = {
            **msgspec.structs.asdict(row),
            "sections": ", ".join(in_words(name) for name in SECTIONS if row.sections.get(name)),
            "missing_sections": ", ".join(in_words(name) for name in missing_sections(row)),
            "part": str(row.part or ""),
            "damaged": "yes" if row.damaged else "",
            "pages": "" if row.pages is None else row.pages,
        }
        writer.writerow([_cell(values[column]) for column in COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """Guards against formulas (OWASP, CSV injection), also those that begin with the wide form of a sign."""
    if isinstance(value, str) and value.lstrip(" ").startswith(
        ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    ):
        return "'" + value
    return value


def write_json(rows: Sequence[Row], exit_code: int) -> bytes:
    """All rows with their diagnostics, and the exit code of the run."""
    listed = []
    for row in rows:
        one = msgspec.to_builtins(row)
        del one["trace"]
        one["files"] = {name: f"{row.folder}/{FILE_NAMES[name]}" for name in row.formats} if row.folder else {}
        one["missing_sections"] = missing_sections(row)
        listed.append(one)
    report = {"exit_code": exit_code, "summary": summary(rows), "inputs": listed}
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def counted(number: int, word: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def summary(rows: Sequence[Row]) -> str:
    """The run in one sentence: ``12 briefings converted, 3 unchanged, 1 failed.``"""
    counts = Counter(row.status for row in rows)
    parts = []
    if counts["converted"] or not rows:
        parts.append(f"{counted(counts['converted'], 'briefing')} converted")
    parts += [f"{counts[status]} {status}" for status in ("unchanged", "failed", "passed over") if counts[status]]
    return ", ".join(parts) + "."


def write_index(rows: Sequence[Row]) -> bytes:
    """The list of a run as one page without anything from outside, usable by keyboard and screen reader."""
    import jinja2

    template = importlib.resources.files("briefkit.data").joinpath("index.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    page = environment.from_string(template).render(summary=summary(rows), rows=[_line(row) for row in rows])
    return page.encode("utf-8", "replace")


def _line(row: Row) -> dict[str, object]:
    return {
        "input": row.input,
        "part": str(row.part or ""),
        "title": row.title,
        "status": row.status,
        "files": [
            {"href": f"{quote(row.folder)}/{FILE_NAMES[each]}", "word": FORMAT_WORDS[each]}
            for each in sorted(row.formats if row.folder else (), key=list(FORMAT_WORDS).index)
        ],
        "sections": ", ".join(
            f"{in_words(name)} ({row.sections[name]})" for name in SECTIONS if row.sections.get(name)
        ),
        "missing": ", ".join(map(in_words, missing_sections(row))),
        "words": row.words,
        "damaged": row.damaged,
        "pages": row.pages,
        "message": row.message,
        "next_step": row.next_step,
        "warned": _told(row),
        "warnings": warnings(row),
    }


def _told(row: Row) -> str:
    """How much there is to look at: ``3 warnings, 2 unsure``."""
    unsure = sum(said.code in _UNSURE for said in row.diagnostics if said.severity != "warning")
    counts = counted(row.warnings, "warning") if row.warnings else "", f"{unsure} unsure" if unsure else ""
    return ", ".join(filter(None, counts))


def warnings(row: Row) -> list[Diagnostic]:
    """What a person should look at: warnings, and texts of which it is not sure where they belong or how they
    were recognised; of each kind the
    first :data:`MOST_OF_A_KIND`, then how many more there are."""
    listed: dict[str, list[Diagnostic]] = {}
    for said in row.diagnostics:
        if said.severity == "warning" or (said.severity == "info" and said.code in _UNSURE):
            listed.setdefault(said.code, []).append(said)
    for code, alike in listed.items():
        more = len(alike) - MOST_OF_A_KIND
        if more > 0:
            told = Diagnostic(code, alike[0].severity, f"{more} more like this.", note="briefing.json has them all.")
            alike[MOST_OF_A_KIND:] = [told]
    return [said for alike in listed.values() for said in alike]
