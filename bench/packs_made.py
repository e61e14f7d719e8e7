"""Packs for ``bench/packs.py``: several briefings in one file, made of single ones, and pages of no briefing.

Three kinds. *Pages*: PDFs joined page after page, of many publishers. *One house*: briefings printed in one house style
by one hand, one running head over all, page numbers that run on. *Flow*: Word documents pasted one below another.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import msgspec
import pikepdf
from score import CORPUS
from written import ROOT

from briefkit import files, jobs
from briefkit.model import NEW_PAGE, Container, Document, Run, TextBlock
from briefkit.record import Settings
from briefkit.tidy import tidy

PARTS = ("dev", "second", "third")
SEVERAL = {"westmarch-news"}
"""Of the corpus these are packs themselves: a newsletter with two whole briefings. They are in no made pack."""
SECONDS = 600
_OFFICE = (".pdf", ".docx")


class Made(NamedTuple):
    """A pack: its document, and the first block of each piece but the first, with whether that is a briefing.

    ``alone`` are the briefings as they are read by themselves, where the pack holds the same pages.
    """

    name: str
    document: Document
    starts: dict[str, bool]
    briefings: int
    alone: tuple[Document, ...] = ()


class Piece(NamedTuple):
    """A piece of a pack: the bytes of a PDF, and whether it is a briefing."""

    content: bytes
    is_briefing: bool


def ingredients() -> list[Path]:
    """The documents that packs are made of."""
    folders = (ROOT / "inbox", *(CORPUS / part for part in PARTS))
    found = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in _OFFICE]
    return [path for path in found if path.stem not in SEVERAL]


def pdfs(room: Path) -> list[Path]:
    """The ingredients as PDFs: the Word files printed by LibreOffice into ``room`` where it is installed."""
    room.mkdir(parents=True, exist_ok=True)
    found = [path for path in ingredients() if path.suffix == ".pdf"]
    wanted = [path for path in ingredients() if path.suffix == ".docx"]
    missing = [path for path in wanted if not (room / f"{path.stem}.pdf").is_file()]
    if missing:
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(room), *map(str, missing)]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            sys.stderr.write("The Word briefings could not be printed: the packs are made of the PDFs alone.\n")
    return [*found, *(path for path in (room / f"{one.stem}.pdf" for one in wanted) if path.is_file())]


def pdf_packs(papers: Sequence[Path], number: int, seed: int) -> Iterator[Made]:
    """Packs as PDFs, joined as office programs do: page after page. Every second has pages of no briefing."""
    for n in range(number):
        draw = random.Random(f"{seed} pages {n}")
        pieces = [Piece(path.read_bytes(), True) for path in draw.sample(papers, draw.randint(2, 6))]
        yield joined(f"pages-{n}", pieces) if n % 2 else joined(f"junk-{n}", list(_with_junk(draw, pieces)))


def joined(name: str, pieces: Sequence[Piece]) -> Made:
    """The pieces as one PDF, read."""
    pack = pikepdf.new()
    firsts: dict[int, bool] = {}
    for piece in pieces:
        firsts[len(pack.pages) + 1] = piece.is_briefing
        with pikepdf.open(BytesIO(piece.content)) as paper:
            pack.pages.extend(paper.pages)
    room = BytesIO()
    pack.save(room)
    document = _read_bytes(f"{name}.pdf", room.getvalue())
    starts = {_first_of_page(document, page): brief for page, brief in firsts.items() if page > 1}
    briefings = [piece.content for piece in pieces if piece.is_briefing]
    return Made(name, document, starts, len(briefings), tuple(_read_bytes(f"{name}.pdf", one) for one in briefings))


def _read_bytes(name: str, content: bytes) -> Document:
    return jobs.read(files.from_bytes(name, content), Settings(ocr="never"))[1].value


def read(path: Path) -> Document:
    """A file as it is read, without text recognition."""
    return _read_bytes(path.name, path.read_bytes())


def _first_of_page(document: Document, page: int) -> str:
    found = (block.id for block in document.blocks if block.origin.page == page and block.layer == "body")
    return next(found, f"page {page}")


def _with_junk(draw: random.Random, pieces: list[Piece]) -> Iterator[Piece]:
    """Pages of no briefing before the first, after the last, or both; now and then between two."""
    where = draw.choice(("before", "after", "both"))
    if where != "after":
        yield junk(draw)
    for n, piece in enumerate(pieces):
        if n and draw.random() < 0.2:
            yield junk(draw)
        yield piece
    if where != "before":
        yield junk(draw)


_PAGES = {
    "agenda": """<h1>Learning lunch</h1><p>{day} at 12.30, Committee Room {n}</p>
        <table><tr><td>12.30<td>Welcome and introductions<td>Chair<tr><td>12.40<td>Minutes of the last meeting<td>All
        <tr><td>12.50<td>The briefings in this pack<td>Training officer<tr><td>13.20<td>Any other business<td>All
        <tr><td>13.30<td>Close<td>Chair</table>
        <p>Apologies to the business unit. Sandwiches are provided, please say what you cannot eat.</p>""",
    "letter": """<p>{day}</p><p>Dear colleague</p>
        <p>Please find enclosed the briefings that were agreed at the last meeting of the subgroup. We would be grateful
        if you would share them with your staff and return the slip below by the end of the month, so that we can count
        how many people they have reached.</p>
        <p>Copies on paper are to be had from the business unit. Thank you for all that you do.</p>
        <p>Yours sincerely</p><p>Business manager</p>""",
    "form": """<h1>Team action plan</h1>
        <p>Please fill in one sheet for each team and send it to the business unit.</p>
        <table><tr><th>What we will do<th>Who<th>By when<th>Done{rows}</table>
        <p>Signed by the team manager: ............................ Date: ..............</p>""",
    "slides": """<h1>Module {n}</h1><p>Half-day course for new staff</p>
        <h1 class=s>Before we begin</h1><ul><li>Fire exits<li>Phones off, please<li>What is said here stays here</ul>
        <h1 class=s>Timetable</h1><ul><li>Arrival and coffee<li>Group work<li>Feedback in the large group
        <li>Evaluation sheets</ul>""",
}
_ROWS = "<tr><td>&nbsp;<td><td><td>" * 6


def junk(draw: random.Random) -> Piece:
    """A page or some that belong to no briefing, in a look drawn by lot."""
    kind = draw.choice(sorted(_PAGES))
    day = f"{draw.randint(1, 28)} {draw.choice(('March', 'June', 'October'))} 2024"
    text = _PAGES[kind].format(day=day, n=draw.randint(1, 9), rows=_ROWS)
    family, colour = draw.choice(("sans-serif", "serif")), draw.choice(("#000", "#224488", "#770033"))
    paper = "A4 landscape" if kind == "slides" else "A4"
    foot = "@bottom-center{content:'Page ' counter(page);font-size:8pt}" if draw.random() < 0.4 else ""
    style = (
        f"@page{{size:{paper};margin:{draw.choice((15, 20, 25, 30))}mm;{foot}}}"
        f"body{{font:{draw.choice((10, 11, 12, 13))}pt/1.4 {family}}} .s{{break-before:page}}"
        f"h1{{font-size:{draw.choice((16, 20, 26))}pt;color:{colour}}} td,th{{padding:4pt;border:1px solid #888}}"
    )
    return Piece(_print(text, style), False)


def _print(body: str, style: str) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=f"<html lang=en><style>{style}</style><body>{body}</body></html>").write_pdf())


def house_packs(number: int, seed: int) -> Iterator[Made]:
    """Briefings in one house style as one PDF: the looks, the running head and the page numbers tell nothing."""
    documents = {path.stem: tidy(read(path)).value for path in ingredients()}
    for n in range(number):
        draw = random.Random(f"{seed} house {n}")
        chosen = draw.sample(sorted(documents), draw.randint(2, 6))
        new_page = n % 2 == 0
        text = "".join(_in_house_style(documents[name], new_page) for name in chosen)
        style = (
            "@page{size:A4;margin:20mm;@top-left{content:'Learning from reviews'}@bottom-right{content:counter(page)}}"
            f"body{{font:{draw.choice((10, 11, 12))}pt/1.35 sans-serif}} h1{{font-size:20pt}} h2{{font-size:14pt}}"
            "h3{font-size:11.5pt} .new{break-before:page}"
        )
        name = f"house-{n}" if new_page else f"house_running-{n}"
        document = _read_bytes(f"{name}.pdf", _print(text, style))
        titles = [_title(documents[stem]) for stem in chosen]
        yield Made(name, document, dict.fromkeys(_found_in_order(document, titles[1:]), True), len(chosen))


def _title(document: Document) -> str:
    heads = [block for block in document.blocks if block.kind == "heading" and block.layer == "body"]
    return min(heads, key=lambda block: block.level).text.strip() if heads else document.blocks[0].text.strip()


def _in_house_style(document: Document, new_page: bool) -> str:
    title = _title(document)
    told = [f"<h1 class={'new' if new_page else 'on'}>{escape(title)}</h1>"]
    body = [block for block in document.blocks if block.layer == "body" and not block.aside]
    levels = sorted({block.level for block in body if block.kind == "heading" and block.text.strip() != title})
    for block in body:
        text = escape(" ".join(block.text.split()))
        if block.text.strip() == title:
            continue
        if block.kind == "heading":
            depth = 2 + min(levels.index(block.level), 1)
            told.append(f"<h{depth}>{text}</h{depth}>")
        else:
            told.append(f"<ul><li>{text}</ul>" if block.kind == "bullet" else f"<p>{text}</p>")
    return "".join(told)


def _found_in_order(document: Document, titles: Sequence[str]) -> Iterator[str]:
    at = 1
    for title in titles:
        words = "".join(title.split())[:30]
        found = [n for n, block in enumerate(document.blocks) if n >= at and "".join(block.text.split())[:30] == words]
        at = found[0] if found else at
        yield document.blocks[at].id if found else title


def flow_packs(number: int, seed: int) -> Iterator[Made]:
    """Word briefings one after another in one text without pages; in half of them each begins on a new page."""
    documents = {path.stem: read(path) for path in ingredients() if path.suffix == ".docx"}
    for n in range(number):
        draw = random.Random(f"{seed} flow {n}")
        chosen = draw.sample(sorted(documents), draw.randint(2, 6))
        pasted = [documents[name] for name in chosen]
        yield pasted_together(f"flow_pages-{n}" if n % 2 else f"flow-{n}", pasted, bool(n % 2))


def pasted_together(name: str, documents: Sequence[Document], new_pages: bool) -> Made:
    """The documents as one, as if they had been pasted one below another."""
    blocks: list[TextBlock] = []
    containers: list[Container] = [Container("body", "body")]
    starts: dict[str, bool] = {}
    for n, document in enumerate(documents):
        own = [_renamed(block, f"d{n}") for block in document.blocks]
        containers += [
            msgspec.structs.replace(one, id=f"d{n}{one.id}", parent=_named(one.parent, f"d{n}"))
            for one in document.containers
            if one.id != "body"
        ]
        first = next(i for i, block in enumerate(own) if block.layer == "body")
        if new_pages and n:
            own[first] = msgspec.structs.replace(own[first], evidence=(*own[first].evidence, NEW_PAGE))
        if n:
            starts[own[first].id] = True
        blocks += own
    return Made(name, Document(tuple(blocks), tuple(containers)), starts, len(documents))


def _named(container: str | None, lead: str) -> str | None:
    return container if container in (None, "body") else f"{lead}{container}"


def _renamed(block: TextBlock, lead: str) -> TextBlock:
    def own(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(
            msgspec.structs.replace(run, span=msgspec.structs.replace(run.span, block=f"{lead}{run.span.block}"))
            for run in runs
        )

    return msgspec.structs.replace(
        block,
        id=f"{lead}{block.id}",
        runs=own(block.runs),
        marker=own(block.marker),
        container=_named(block.container, lead) or "body",
        origin=msgspec.structs.replace(block.origin, page=None),
    )
