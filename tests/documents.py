"""Small documents for the tests, written as lines: what a reader would have made of them."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from briefkit.model import Container, Document, Origin, Run, Span, TextBlock

WORDS = st.sampled_from(
    "The review found that practitioners should ask who lives with a baby Learning: Good practice: was not recorded "
    "Background What happened? Recommendation 3 and • - 1. Peter J. e.g. www.fold.example a@b.example “No.” £5 ﬁrst "
    "Error! Reference source not found. LEARNING\n\u200b\u00ad\u00a0 naïve â€™ CONFIDENTIAL Page 2 of 3".split(" ")
)


def run(text: str, block: str, at: int, **looks: object) -> Run:
    return Run(text, Span(block, at, at + len(text)), **looks)  # type: ignore[arg-type]


def block(number: int, *pieces: str | tuple[str, Mapping[str, object]], **fields: object) -> TextBlock:
    """A block ``b0001`` of pieces of text; a piece may be ``(text, looks)``: ``("Learning:", {"bold": True})``."""
    name = f"b{number:04}"
    runs: list[Run] = []
    at = 0
    for piece in pieces:
        text, looks = piece if isinstance(piece, tuple) else (piece, {})
        runs.append(run(text, name, at, **looks))
        at += len(text)
    fields.setdefault("origin", Origin("text", line=number))
    return TextBlock(name, tuple(runs), **fields)  # type: ignore[arg-type]


def document(*lines: str, **fields: object) -> Document:
    """A document of lines: ``# heading``, ``- bullet``, ``*bold line*``, else a paragraph."""
    blocks = []
    for number, line in enumerate(lines, 1):
        if line.startswith("# "):
            blocks.append(block(number, line[2:], kind="heading", level=1))
        elif line.startswith("- "):
            blocks.append(block(number, line[2:], kind="bullet", level=1))
        elif line.startswith("*") and line.endswith("*"):
            blocks.append(block(number, (line[1:-1], {"bold": True, "size": 11.0})))
        else:
            blocks.append(block(number, (line, {"size": 11.0})))
    return Document(tuple(blocks), **fields)  # type: ignore[arg-type]


def letters_of(document: Document) -> set[tuple[str, int]]:
    """Every source character that the spans of the document stand for, markers included."""
    return {
        (run.span.block, place)
        for block in document.blocks
        for run in (*block.marker, *block.runs)
        for place in range(run.span.start, run.span.end)
    }


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of random words in random looks, containers and kinds."""
    blocks = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        pieces: list[str | tuple[str, Mapping[str, object]]] = [
            (" ".join(words) + " ", {"bold": draw(st.booleans()), "size": draw(st.sampled_from([None, 10.0, 14.0]))})
            for words in draw(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=3))
        ]
        kind = draw(st.sampled_from(["paragraph", "paragraph", "heading", "bullet", "numbered"]))
        layer = draw(st.sampled_from(["body", "body", "body", "header", "footnote", "hidden"]))
        container = draw(st.sampled_from(["body", "box1", "cell1"]))
        blocks.append(
            block(number, *pieces, kind=kind, level=int(kind != "paragraph"), layer=layer, container=container)
        )
    containers = (
        Container("body", "body"),
        Container("box1", "box", "body"),
        Container("table1", "table", "body"),
        Container("cell1", "cell", "table1", row=1, column=1),
    )
    return Document(tuple(blocks), containers)
