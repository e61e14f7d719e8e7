"""Long fictional reports with key statements, made from small sources (`bench/long/*.txt`, `bench/long/held/*.txt`).

python bench/make_long.py FOLDER    writes every report there, to look at

A source has a head (`kind: docx` or `pdf`, `budget`, `publisher`, `grammar`), a line `---` and one block a line:
`#`, `##`, `###` headings; `- ` bullets; `1. ` numbers; `| a | b |` rows of a table; `:::box Head` ... `:::` a box;
`!number 4` numbers the paragraphs that follow 4.1, 4.2 ... (`!number 0` ends it); `@contents` the table of contents;
`@fill 5 rule` five paragraphs, `@rows 9 rule` nine more rows, `@table 9 rule Head|Head` a table of nine rows made by a
rule of the grammar: the padding of records that every such report has. `{f: A sentence.}` marks a key statement and the
section where it belongs, marked when the text was written; the marks are not in the report.
"""

from __future__ import annotations

import io
import random
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.shared import Pt

LONG = Path(__file__).resolve().parent / "long"
SECTIONS = {
    "a": "about",
    "b": "background",
    "c": "contact",
    "f": "findings",
    "g": "good_practice",
    "l": "learning",
    "q": "questions",
    "r": "recommendations",
    "s": "resources",
}
_MARK = re.compile(r"\{([a-z]{1,2}): ([^{}]*)\}")
_SLOT = re.compile(r"\{(\w+)\}")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_COMMON = {
    "record": [
        "{whom} {did} {about} {at}. {more}",
        "{whom} {did} {about} {at}. {more} {also}",
        "{at_first}, {whom_low} {did} {about}. {also}",
    ],
    "whom": ["The duty officer", "A senior nurse", "The reception team", "A trainee", "An agency worker", "The clerk"],
    "whom_low": [
        "the manager on call",
        "a second worker",
        "the night team",
        "a student",
        "the area office",
        "the clinic",
    ],
    "did": [
        "wrote",
        "rang",
        "left a message",
        "sent a form",
        "asked a colleague",
        "made a note",
        "e-mailed",
        "called in",
    ],
    "about": [
        "about the date of the next appointment",
        "about a prescription",
        "about a lost key",
        "about the change of address",
        "about the cost of a taxi",
        "about the waiting list",
        "about a letter that had come back",
        "about the name on the file",
        "about the heating",
        "about a missing signature",
    ],
    "at": [
        "on the {nth} of the month",
        "at {hour} o’clock",
        "in the {nth} week",
        "before the end of the shift",
        "after {hour}",
    ],
    "at_first": ["On the {nth}", "In the {nth} week", "At {hour} in the afternoon", "During the {nth} month"],
    "nth": ["second", "third", "fourth", "fifth", "sixth", "seventh", "ninth", "tenth", "eleventh", "twelfth"],
    "hour": ["two", "three", "four", "five", "nine", "ten", "eleven"],
    "more": [
        "An answer came after {nth_days} days.",
        "The reply was filed.",
        "The line was engaged, and the call was made again at {hour}.",
        "A copy of it is at page {page} of the bundle.",
        "This was usual at the time.",
        "They were told to try again after {hour}.",
        "It was noted in the day book, which ran to {page} pages.",
        "However, the system was down until {hour}.",
    ],
    "also": [
        "The file has a second entry for the same day, made at {hour}.",
        "Nothing more was written until the {nth} of the month.",
        "A manager saw the entry {nth_days} days later.",
        "The {nth} line of the form is blank.",
        "It is set out in the table at page {page}.",
        "He was not at work on the {nth}.",
        "She had been in post for {nth_days} months.",
    ],
    "nth_days": ["three", "four", "five", "eight", "nine", "twelve", "sixteen", "twenty"],
    "page": [str(number) for number in range(112, 460, 13)],
}
"""Lines that any file of records could have; they say nothing about anybody."""

Block = tuple[str, str]
"""A kind (``h1``, ``p``, ``li``, ``row`` ...) and its words."""


class Report:
    """A report: its head, its blocks, and its key statements as ``(sections, text)`` in the order of the text."""

    def __init__(self, source: Path, swell: int = 1) -> None:
        """Reads and expands a source, with ``swell`` times its padding."""
        head, _, body = source.read_text(encoding="utf-8").partition("\n---\n")
        self.name = source.stem
        self.head: dict[str, Any] = yaml.safe_load(head)
        self.keys = [
            ("|".join(SECTIONS[letter] for letter in letters), _BOLD.sub(r"\1", text))
            for letters, text in _MARK.findall(body)
        ]
        self._swell = swell
        self._chance = random.Random(self.name)
        self._left: dict[str, list[str]] = {}
        self._grammar = {**_COMMON, **self.head["grammar"]}
        self.blocks = list(_numbered(self._blocks(_MARK.sub(r"\2", body))))

    @property
    def file_name(self) -> str:
        """What the report is called as a file."""
        return f"{self.name}.{self.head['kind']}"

    def case(self) -> dict[str, Any]:
        """What the scorer wants to know."""
        return {
            "id": self.name,
            "budget_words": self.head["budget"],
            "key_statements": [[sections, text] for sections, text in self.keys],
        }

    def make(self) -> bytes:
        """The report as a Word document or a PDF."""
        return _word(self) if self.head["kind"] == "docx" else _paper(self)

    def _blocks(self, body: str) -> Iterator[Block]:
        for line in body.splitlines():
            order, _, rest = line.partition(" ")
            if order == "@contents":
                yield from (("toc", found) for found in re.findall(r"(?m)^##{1,2} (.+)$", body))
            elif order in {"@fill", "@rows", "@table"}:
                yield from self._padding(order, *rest.split(" ", 2))
            elif line.startswith("#"):
                yield f"h{len(order)}", rest
            elif line.startswith("- "):
                yield "li", rest
            elif re.match(r"\d+\. ", line):
                yield "num", line
            elif line.startswith("|"):
                yield "row", line
            elif line.startswith((":::", "!")):
                yield order, rest
            elif line.strip():
                yield "p", line

    def _padding(self, order: str, number: str, rule: str, heads: str = "") -> Iterator[Block]:
        """Paragraphs, each with one of the common records behind it, or rows of a table."""
        if heads:
            yield "row", f"| {' | '.join(heads.split('|'))} |"
        for _ in range(int(number) * self._swell):
            if order != "@fill":
                yield "row", f"| {self._told(rule)} |"
                continue
            for each in (rule, "record", rule, "record"):
                yield "p", self._told(each)

    def _told(self, rule: str) -> str:
        return " ".join(self._say(rule).split())

    def _say(self, rule: str) -> str:
        """One line of a rule, every choice used once before any is used again."""
        if not self._left.get(rule):
            self._left[rule] = self._chance.sample(self._grammar[rule], len(self._grammar[rule]))
        return _SLOT.sub(lambda found: self._say(found[1]), self._left[rule].pop())


def reports(*, held: bool) -> list[Report]:
    """The reports that rules may be improved on, or those that were held back."""
    folder = LONG / "held" if held else LONG
    return [Report(source) for source in sorted(folder.glob("*.txt"))]


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    section = count = 0
    boxed = False
    for kind, text in blocks:
        if kind == "!number":
            section, count = int(text), 0
            continue
        boxed = kind == ":::box" or (boxed and kind != ":::")
        if section and kind == "h2":
            section = 0
        if section and kind == "p" and not boxed and not text.startswith(("**", "Recommendation ")):
            count += 1
            yield kind, f"{section}.{count} {text}"
        else:
            yield kind, text


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("| ").split(" | ")]


# ------------------------------------------------------------------------------------------------------ as a document
def _word(report: Report) -> bytes:
    made: Any = docx.Document()
    made.styles["Normal"].font.size = Pt(11)
    made.sections[0].header.paragraphs[0].text = str(report.head["publisher"])
    holder, table = made, None
    for kind, text in report.blocks:
        if kind == "row":
            cells = _cells(text)
            if table is None or len(table.columns) != len(cells):
                table = made.add_table(rows=0, cols=len(cells))
                table.style = "Table Grid"
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
            continue
        table = None
        if kind == ":::box":
            box = made.add_table(rows=1, cols=1)
            box.style = "Table Grid"
            holder = box.rows[0].cells[0]
            holder.paragraphs[0].add_run(text).bold = True
        elif kind == ":::":
            holder = made
            made.add_paragraph()
        elif kind in {"h1", "h2", "h3"}:
            if kind == "h2":
                made.add_page_break()
            made.add_heading(text, int(kind[1]) - 1)
        elif kind == "toc":
            made.add_paragraph(f"{text}\t{len(text)}")
        else:
            _add_runs(holder.add_paragraph(style="List Bullet" if kind == "li" else None), text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add_runs(paragraph: Any, text: str) -> None:
    for number, part in enumerate(_BOLD.split(text)):
        paragraph.add_run(part).bold = bool(number % 2)


# --------------------------------------------------------------------------------------------------------- as a print
_STYLE = """
@page { size: A4; margin: 2.4cm; @top-left { content: "%s"; font-size: 8pt }
        @bottom-center { content: counter(page); font-size: 8pt } }
body { font-family: sans-serif; font-size: 11pt; line-height: 1.5 }
h2 { break-before: page } table { border-collapse: collapse; width: 100%% } td { border: 1px solid #555; padding: 3pt }
.box { border: 1px solid #555; background: #e4ecf4; padding: 6pt; margin: 8pt 0 }
.box p { margin: 0 } .toc { margin: 2pt 0 }
"""


def _paper(report: Report) -> bytes:
    import weasyprint

    parts: list[str] = []
    before = ""
    for kind, text in report.blocks:
        if before == "row" and kind != "row":
            parts.append("</table>")
        if before == "li" and kind != "li":
            parts.append("</ul>")
        words = _BOLD.sub(r"<b>\1</b>", escape(text))
        if kind == "row":
            cells = "".join(f"<td>{cell}</td>" for cell in _cells(words))
            parts.append(f"{'' if before == 'row' else '<table>'}<tr>{cells}</tr>")
        elif kind == "li":
            parts.append(f"{'' if before == 'li' else '<ul>'}<li>{words}</li>")
        elif kind == ":::box":
            parts.append(f'<div class="box"><p><b>{words}</b></p>')
        elif kind == ":::":
            parts.append("</div>")
        elif kind == "toc":
            parts.append(f'<p class="toc">{words} {"." * 40} {len(text)}</p>')
        else:
            tag = kind if kind[0] == "h" else "p"
            parts.append(f"<{tag}>{words}</{tag}>")
        before = kind
    html = f"<style>{_STYLE % escape(str(report.head['publisher']))}</style>{''.join(parts)}"
    made: bytes = weasyprint.HTML(string=html).write_pdf()
    return made


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for report in (*reports(held=False), *reports(held=True)):
        (folder / report.file_name).write_bytes(report.make())
        words = sum(len(text.split()) for _, text in report.blocks)
        sys.stdout.write(f"{report.file_name}: {words} words, {len(report.keys)} key statements\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
