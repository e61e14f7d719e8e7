"""Title, subject, publisher, kind of review and dates of made title pages, against what a careful editor says of them.

python bench/title_pages.py               the share of each that is right, for each file of bench/title_pages
python bench/title_pages.py --misses      what is wrong as well
python bench/title_pages.py --write       puts the table into docs/measurements.md
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from written import keep, table

from briefkit.briefing import Briefing
from briefkit.diagnostics import Diagnostic
from briefkit.model import Container, Document, Origin, Run, Span, TextBlock
from briefkit.place import place
from briefkit.tidy import tidy

PAGES = Path(__file__).resolve().parent / "title_pages"
GRIDS = tuple(PAGES / f"{name}.toml" for name in ("first", "second", "third", "fourth"))
FIELDS = ("title", "subject", "publisher", "review", "date", "dates", "misspelt")
_TAG = re.compile(r"(?P<size>\d+)?(?P<looks>[bi]*)")
_BODY = 11.0

_TAILS = {
    "child": """
        h2 | What happened
        p | A health visitor, a nursery and a social worker had each seen that {who} was often cold and tired. None of
        them told the others what they had seen, and the father was not asked about his drinking.
        p | The family had moved twice. Staff who met {who} for the first time did not have the earlier records.
        h2 | What did we find?
        - | Records about {who} were kept in three systems and were not read together.
        - | Visits were made at the same time of day, so the evenings were not known.
        h2 | Learning for practitioners
        - | Ask who lives in the home and who visits it.
        - | Write down what the child says in the child’s own words.
    """,
    "adult": """
        h2 | Background
        p | A housing officer, a district nurse and a GP had each heard that {who} was afraid of a visitor. None of them
        told the others what they had heard, and no assessment was made of what could be decided and what not.
        p | Letters were sent and not answered. Staff wrote that {who} had declined help.
        h2 | Findings
        - | Nobody asked {who} what a good day would look like.
        - | The threshold for a safeguarding enquiry was not understood in the same way by all.
        h2 | Learning
        - | Speak to the person alone.
        - | Record how capacity was assessed, and for which decision.
    """,
    "dhr": """
        h2 | What happened
        p | Friends and a manager at work had each seen that {who} was watched and rang home every hour. The GP treated
        low mood and did not ask about the relationship. Police graded each call by itself.
        h2 | Key findings
        - | Controlling behaviour was seen and was not named.
        - | The risk to {who} grew when the relationship ended.
        h2 | Key learning
        - | Ask about abuse when the partner is not in the room.
        - | Read earlier reports before grading the next.
    """,
    "guide": """
        h2 | What is it?
        p | Families may say what they think that professionals want to hear. Practitioners then see what they hope to
        see, and the child or the adult is no safer than before.
        h2 | What should you look for?
        - | Plans that are agreed to and do not change anything.
        - | Appointments that are kept only on the day before a meeting.
        h2 | What to do
        - | Talk to your manager.
        - | Compare what is said with what is seen.
    """,
    "audit": """
        h2 | Why we looked
        p | Partners wanted to know how well services work together, and read the files of several agencies together.
        h2 | Findings
        - | Plans were clear in most files and were reviewed late in some.
        - | The voice of the person was written down in half of the files.
        h2 | What needs to happen
        - | Managers to look at one file a month with the worker.
        - | Services to share their chronologies.
    """,
}
"""Running text for below a title page. It has no date, no place and no name but the one that is put in."""


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A made title page and what an editor says of it; a field with no wording means that there is none."""

    name: str
    lines: str
    title: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    misspelt: bool = False
    plain: bool = False
    properties: str = ""


class Pages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of made title pages, with what was right at its first run: the share of fields and of whole pages."""

    first_run: tuple[float, float]
    fronts: tuple[Page, ...]


def load_grid(path: Path) -> Pages:
    """The title pages of a file. Raises ``msgspec.ValidationError`` where it says something unknown."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Pages)


def as_document(page: Page) -> Document:
    """What a reader makes of the page: blocks with sizes in points, boxes, cells and running heads."""
    blocks: list[TextBlock] = []
    containers = [Container("body", "body")]
    for number, (tag, text) in enumerate(_lines(page), 1):
        block = _block(number, tag, text, page.plain)
        blocks.append(block)
        if block.container not in {held.id for held in containers}:
            containers.extend(_held(block.container, containers))
    return Document(tuple(blocks), tuple(containers), title=page.properties)


def _lines(page: Page) -> Iterator[tuple[str, str]]:
    for line in page.lines.strip().splitlines():
        if line.startswith("~"):
            kind, _, who = line[1:].partition(" ")
            tail = re.sub(r"\n +(?! |[a-z0-9-]+ \|)", " ", _TAILS.get(kind, "").format(who=who or "the person"))
            yield from (_parted(one.strip()) for one in tail.strip().splitlines())
        else:
            yield _parted(line)


def _parted(line: str) -> tuple[str, str]:
    tag, _, text = line.partition(" | ")
    return tag.strip(), text.strip()


def _block(number: int, tag: str, text: str, plain: bool) -> TextBlock:
    container, layer, kind, level, style = "body", "body", "paragraph", 0, None
    words = tag.split()
    if words[0] in {"head", "foot"}:
        layer = "header" if words.pop(0) == "head" else "footer"
    elif words[0] == "box":
        container = words.pop(0)
    elif words[0] == "cell":
        container = "cell{}x{}".format(*words[1:3])
        words = words[3:]
    look = words[0] if words else ""
    if look[:1] in {"h", "t"}:
        kind, level, style = "heading", int(look[1:] or 1), f"Heading {look[1:]}" if look[0] == "h" else "Title"
    elif look == "-":
        kind, level = "bullet", 1
    found = _TAG.fullmatch(look)
    looks = found["looks"] if found else ""
    size = float(found["size"]) if found and found["size"] else {"t": 26.0, "h": 14.0}.get(look[:1], _BODY)
    name = f"b{number:04}"
    run = Run(
        text,
        Span(name, 0, len(text)),
        bold=not plain and ("b" in looks or kind == "heading"),
        italic=not plain and "i" in looks,
        size=None if plain else size,
    )
    return TextBlock(
        name,
        (run,),
        Origin("text", line=number),
        container=container,
        layer=layer,  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
        level=level,
        style=style,
    )


def _held(name: str, known: list[Container]) -> Iterator[Container]:
    cell = re.fullmatch(r"cell(\d+)x(\d+)", name)
    if cell is None:
        yield Container(name, "box", "body")
        return
    if "table" not in {container.id for container in known}:
        yield Container("table", "table", "body")
    yield Container(name, "cell", "table", row=int(cell[1]), column=int(cell[2]))


def misses(page: Page) -> dict[str, str]:
    """For each field that is wrong what was found."""
    tidied = tidy(as_document(page))
    placed = place(tidied.value)
    found = _found(placed.value, placed.diagnostics)
    wrong: dict[str, str] = {}
    for field in FIELDS:
        wanted, got = getattr(page, field), found[field]
        if field == "misspelt":
            right = wanted == got
        elif field == "dates":
            right = set(wanted) == set(got)
        else:
            right = _plain(got) in {_plain(one) for one in wanted} if wanted else not got
        if not right:
            wrong[field] = f"{got!r}, should be {wanted!r}"
    return wrong


def _found(briefing: Briefing, said: tuple[Diagnostic, ...]) -> dict[str, Any]:
    review = briefing.review_type
    return {
        "title": briefing.title,
        "subject": briefing.subject or "",
        "publisher": briefing.publisher or "",
        "review": review.code + (f":{review.name}" if review.code in {"SCR", "LLR"} else "") if review else "",
        "date": briefing.date or "",
        "dates": tuple((date.text, date.role) for date in briefing.dates),
        "misspelt": any(one.code == "BK303" for one in said),
    }


def _plain(text: object) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", str(text)).casefold()).strip()


def main(arguments: list[str]) -> int:
    """Prints the table, the misses where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list every miss")
    parser.add_argument("--write", action="store_true", help="put the table into docs/measurements.md")
    options = parser.parse_args(arguments)
    rows: list[list[object]] = []
    for path in GRIDS:
        grid = load_grid(path)
        pages = grid.fronts
        wrong = [(page.name, misses(page)) for page in pages]
        shares = [1 - sum(field in found for _, found in wrong) / len(pages) for field in FIELDS]
        whole = sum(not found for _, found in wrong) / len(pages)
        rows.append([path.stem, len(pages), *shares, sum(shares) / len(shares), whole, *grid.first_run])
        if options.misses:
            for name, found in wrong:
                sys.stdout.write("".join(f"{path.stem}: {name}: {field} {what}\n" for field, what in found.items()))
    text = table(["grid", "pages", *FIELDS, "mean", "whole pages", "mean at first run", "whole pages then"], rows)
    sys.stdout.write(f"{text}\n")
    if options.write:
        keep(
            "title_pages",
            "Title, subject, publisher, kind of review and dates",
            f"{text}\n\n`python bench/title_pages.py`",
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
