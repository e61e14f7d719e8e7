"""The reader against the census, which counts the same letters by code of its own."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.census import count
from briefkit.errors import UnusableInput
from briefkit.model import Document, Source
from briefkit.readers.docx import read
from hostiles import write_hostile
from wordfiles import MEDIA, box, field, p, r, table, texts, word

REPOSITORY = next(parent for parent in Path(__file__).resolve().parents if (parent / "pyproject.toml").exists())

_RUNS = st.text(st.sampled_from("abé ﬁ1²-•.\u00ad\u2028<&"), max_size=12).map(r)
_PARAGRAPHS = st.builds(
    lambda runs, style: p(*runs, style=style),
    st.lists(_RUNS | _RUNS.map(lambda run: field(" REF there ", run)), min_size=1, max_size=4),
    st.sampled_from(["", "Heading1", "ListBullet", "Title"]),
)
_PIECES = st.recursive(
    _PARAGRAPHS,
    lambda inner: (
        inner.map(lambda piece: table((piece + p(""), p("beside"))))
        | inner.map(lambda piece: p("Anchor", box(piece, (50, 60, 200, 100))))
        | inner.map(lambda piece: f"<w:sdt><w:sdtContent>{piece}</w:sdtContent></w:sdt>")
    ),
    max_leaves=4,
)
"""Paragraphs, and tables, boxes and controls that hold such pieces."""


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


def by_part(document: Document, *, hidden: bool = False) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for block in document.blocks:
        if (block.layer == "hidden") == hidden:
            shown = "".join(run.text for run in (*block.marker, *block.runs) if len(run.span))
            found[block.origin.part] += letters(shown)
    return found


def lacking(source: Source) -> dict[str, Counter[str]]:
    document = read(source).value
    found = by_part(document)
    # The census sees no colours: white text on white is plain text to it, and hidden to the reader.
    white = by_part(document, hidden=True)
    for tally in count(source).tallies:
        if white[tally.part].total() > tally.hidden_letters:
            found[tally.part] += white[tally.part]
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


@pytest.mark.parametrize("folder", ["inbox", "bench/corpus", "../shared/cases", "../shared/real", "../shared/hostile"])
def test_whole_files_lack_nothing(folder: str) -> None:
    files = sorted((REPOSITORY / folder).rglob("*.docx"))
    if not files:
        pytest.skip(f"{folder} holds no Word file")
    for path in files:
        source = Source(path.name, path.read_bytes(), MEDIA, "")
        with nullcontext() if not folder.endswith("hostile") else suppress(UnusableInput):
            assert not lacking(source), path.name


def test_hostile_files_lack_nothing_or_are_refused(tmp_path: Path) -> None:
    for name in write_hostile(tmp_path / "in"):
        # What holds entities is read in part and says so: the census and the reader both leave the rest out.
        if name.endswith(".docx"):
            source = Source(name, (tmp_path / "in" / name).read_bytes(), MEDIA, "")
            with suppress(UnusableInput):
                assert not lacking(source), name


@given(st.lists(_PIECES, min_size=1, max_size=6).map("".join))
def test_whatever_stands_in_whatever_nothing_is_lacking(body: str) -> None:
    assert not lacking(word(body + p("At the end.")))


@pytest.mark.parametrize(
    ("sort", "switch", "settings", "shown"),
    [
        ("default", "", "", True),
        ("first", "", "", False),
        ("first", '<w:titlePg w:val="0"/>', "", False),
        ("first", "<w:titlePg/>", "", True),
        ("even", "", "", False),
        ("even", "", "<w:evenAndOddHeaders/>", True),
    ],
)
def test_a_header_that_no_page_shows_is_not_read(sort: str, switch: str, settings: str, shown: bool) -> None:
    section = f'<w:sectPr><w:headerReference w:type="{sort}" r:id="xheader1"/>{switch}</w:sectPr>'
    assert texts(p("Body.") + section, header1=p("Top."), settings=settings) == ["Top.", "Body."][not shown :]


def test_a_section_takes_the_first_page_header_of_the_one_before() -> None:
    first = p("One.", properties='<w:sectPr><w:headerReference w:type="first" r:id="xheader1"/></w:sectPr>')
    assert texts(first + p("Two.") + "<w:sectPr><w:titlePg/></w:sectPr>", header1=p("Top.")) == ["Top.", "One.", "Two."]
