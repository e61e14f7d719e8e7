"""The reader against the census, which counts the same letters by code of its own."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from briefkit.census import count
from briefkit.errors import UnusableInput
from briefkit.model import Document, Source
from briefkit.readers.docx import read
from wordfiles import MEDIA, box, field, p, r, table, word

REPOSITORY = next(parent for parent in Path(__file__).resolve().parents if (parent / "pyproject.toml").exists())
SHARED = REPOSITORY.parent / "shared"


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


def by_part(document: Document) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for block in document.blocks:
        if block.layer != "hidden":
            shown = "".join(run.text for run in (*block.marker, *block.runs) if len(run.span))
            found[block.origin.part] += letters(shown)
    return found


def lacking(source: Source) -> dict[str, Counter[str]]:
    found = by_part(read(source).value)
    gaps = {tally.part: letters(tally.text) - found[tally.part] for tally in count(source).tallies}
    return {part: gap for part, gap in gaps.items() if gap}


def test_a_file_of_every_construct_lacks_nothing() -> None:
    body = (
        p("Title", style="Title")
        + p("- typed item")
        + p("Anchor", box(p("In a box", box(p("in a box"))), (50, 60, 200, 100)))
        + table((p("Cell"), p("1. first") + table((p("nested"),))))
        + p("See ", field(" REF gone \\h ", r("Error! Reference source not found.")), " now")
        + p("<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>", "<w:ins>" + r("inserted") + "</w:ins>")
        + p('<w:r><w:footnoteReference w:id="2"/></w:r>', r("hidden", "<w:vanish/>"), "noted")
    )
    source = word(body, footnotes=f'<w:footnote w:id="2">{p("The note")}</w:footnote>')
    assert not lacking(source)


@pytest.mark.parametrize("folder", ["cases", "real", "hostile"])
def test_the_shared_files_lack_nothing(folder: str) -> None:
    files = sorted((SHARED / folder).glob("*.docx"))
    if not files:
        pytest.skip("../shared is absent")
    for path in files:
        source = Source(path.name, path.read_bytes(), MEDIA, "")
        with nullcontext() if folder != "hostile" else suppress(UnusableInput):
            assert not lacking(source), path.name
