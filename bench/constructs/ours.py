"""What briefkit makes of a construct: the document that it read and tidied, and the outputs that it writes."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit import pipeline, theme
from briefkit.files import from_bytes
from briefkit.ledger import Ledger
from briefkit.model import Document, Run, Source, TextBlock
from briefkit.record import Record, Settings
from briefkit.tidy import tidy
from constructs.made import Construct
from constructs.readings import BREAK, Reading, from_html
from constructs.verdicts import Finished

SETTINGS = Settings(formats=("html", "json", "md"))


def source_of(construct: Construct) -> Source:
    """The construct as a file that somebody gave."""
    return from_bytes(f"construct{construct.suffix}", construct.content)


def read(construct: Construct) -> Reading:
    """The reading of the tidied document. Raises ``BriefkitError`` where the file is refused."""
    return reading_of(tidy(pipeline.read(source_of(construct), SETTINGS).value).value)


def reading_of(document: Document) -> Reading:
    """The reading of a document: its blocks in their order, markers in front, alternative texts at their places."""
    reading = Reading()
    shown = [block for block in document.blocks if block.layer != "hidden"]
    lines = [_alternatives(document, None)]
    for block in shown:
        marker = _text(block.marker)
        lines += [f"{marker} {block.text}".strip(), _alternatives(document, block.id)]
        if block.kind == "heading" and not block.aside:
            reading.headings.append((block.level, block.text))
        elif block.kind in {"bullet", "numbered"}:
            reading.items.append((marker if block.kind == "numbered" else "", block.text))
        reading.links += [(run.text, run.link) for run in block.runs if run.link]
    reading.text = BREAK.join(lines)
    reading.rows = list(_rows(document, shown))
    return reading


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _alternatives(document: Document, after: str | None) -> str:
    return BREAK.join(figure.alt for figure in document.figures if figure.after == after)


def _rows(document: Document, shown: list[TextBlock]) -> Iterator[list[str]]:
    """The words of the cells of each row, those of boxes and tables within a cell among them."""
    parents = {container.id: container.parent for container in document.containers}
    within: dict[str, list[str]] = {}
    for block in shown:
        home: str | None = block.container
        while home is not None:
            within.setdefault(home, []).append(block.text)
            home = parents.get(home)
    rows: dict[tuple[str | None, int], list[str]] = {}
    for container in document.containers:
        if container.kind == "cell" and container.row is not None:
            line = rows.setdefault((container.parent, container.row), [])
            line.append(BREAK.join(within.get(container.id, ())))
    yield from rows.values()


def record_of(source: Source) -> Record:
    """The finished record of a file."""
    return pipeline.normalise(source, pipeline.read(source, SETTINGS), theme.load("house"))


def finish(record: Record) -> Finished:
    """The outputs of a record as text: page, Markdown, JSON."""
    made = pipeline.render(record, theme.load("house"), SETTINGS).value
    outputs: dict[str, str] = {name: content.decode("utf-8") for name, content in made.items()}
    briefing = record.briefing
    named = [aside.text for aside in briefing.set_aside] + [absorbed.text for absorbed in briefing.absorbed]
    quoted = [item.text for _, item in briefing.sections.each() if item.origin == "suggested"]
    return Finished(outputs, from_html(outputs["html"]).text, BREAK.join(named), BREAK.join(quoted))


def missing_letters(ledger: Ledger) -> int:
    """Letters that the census sees and nothing accounts for."""
    return sum(gap.letters for gap in ledger.missing)
