from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from briefkit import reports
from briefkit.diagnostics import Diagnostic
from briefkit.jobs import Row

ROWS = [
    Row(
        "in/a.docx",
        "converted",
        "a & b",
        "Child <Wren>",
        {"findings": 2, "learning": 1},
        120,
        1,
        formats=("pdf", "html"),
    ),
    Row("in/100%.docx", "failed", message="The file is empty.", next_step="Fetch it again.", exit_code=3, code="BK110"),
    Row("in/logo.png", "passed over", message="not a kind of document that briefkit reads"),
]


def cells(rows: list[Row]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(reports.write_csv(rows).decode("utf-8-sig"))))


def test_the_csv_has_a_line_for_each_input() -> None:
    head, first, second, _ = cells(ROWS)
    assert tuple(head) == reports.COLUMNS
    assert first[4:6] == ["findings, learning", "background, one thing"]
    assert second[-5:] == ["3", "BK110", "The file is empty.", "Fetch it again.", ""]


@given(st.text(), st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =1", "|x"]))
def test_no_cell_is_a_formula(text: str, start: str) -> None:
    text = text.encode("utf-8", "ignore").decode().replace("\r", "").replace("\0", "")
    stream = reports.write_csv([Row(start + text, "failed", title=start + text)])
    for cell in next(iter(list(csv.reader(io.StringIO(stream.decode("utf-8-sig"), newline="")))[1:])):
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "＝"))


def test_the_page_is_whole_escaped_and_accessible() -> None:
    page = reports.write_index(ROWS).decode()
    tree = html.fromstring(page)
    assert tree.get("lang") == "en-GB"
    assert len(tree.findall(".//tbody/tr")) == 3
    assert "Child <Wren>" in tree.text_content()
    assert [link.get("href") for link in tree.iter("a")] == ["a%20%26%20b/briefing.pdf", "a%20%26%20b/briefing.html"]
    assert all(link.get("aria-label").startswith(link.text) for link in tree.iter("a"))
    assert tree.find(".//caption") is not None
    assert tree.find(".//label").get("for") == tree.find(".//input").get("id")
    assert all(cell.get("scope") for cell in tree.iter("th"))
    # Only names, paths and quotations may break within a word; as cards (narrow screens) the cells stay a table to a
    # screen reader.
    assert re.search(r"\.status, \.number, \.warned \{ white-space: nowrap; \}", page)
    wide = page[: page.index("@media")]
    assert [line.split()[0] for line in wide.splitlines() if "overflow-wrap" in line] == [".name", "li"]
    assert all(cell.get("role") and cell.getparent().get("role") == "row" for cell in tree.iter("th", "td"))
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    assert "{{" not in page


def test_what_there_is_to_look_at_is_listed_with_its_place() -> None:
    many = [Diagnostic("BK202", "warning", f"Reference <{number}> leads nowhere.", "page 2") for number in range(9)]
    said = (
        *many,
        Diagnostic("BK205", "info", "In passing."),
        Diagnostic("BK402", "warning", "Suggested.", note="Keep it?"),
    )
    unsure = Diagnostic("BK320", "info", "Not sure of this.", "page 3")
    rows = [Row("a.docx", "converted", "a", warnings=10, diagnostics=(*said, unsure)), *ROWS]
    page = reports.write_index(rows).decode()
    tree = html.fromstring(page)
    (listed,) = tree.iter("details")
    assert listed.find("summary").text == "10 warnings, 1 unsure"
    lines = [" ".join(line.itertext()) for line in listed.iter("li")]
    assert lines[0] == "Reference <0> leads nowhere. At page 2. "
    assert lines[-3:-1] == ["3 more like this. briefing.json has them all.", "Suggested. Keep it?"]
    assert lines[-1] == "Not sure of this. At page 3. "
    assert len(lines) == reports.MOST_OF_A_KIND + 3
    assert "In passing" not in page


def test_the_files_are_offered_in_the_order_of_their_use() -> None:
    page = reports.write_index([Row("a.docx", "converted", "a", formats=("json", "md", "docx", "html", "pdf"))])
    assert [link.text for link in html.fromstring(page.decode()).iter("a")] == list(reports.FORMAT_WORDS.values())


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "0 briefings converted."),
        (ROWS, "1 briefing converted, 1 failed, 1 passed over."),
        ([Row("a", "unchanged"), Row("b", "unchanged")], "2 unchanged."),
    ],
)
def test_a_run_in_one_sentence(rows: list[Row], sentence: str) -> None:
    assert reports.summary(rows) == sentence


@pytest.mark.parametrize(("number", "told"), [(0, "0 words"), (1, "1 word"), (2, "2 words")])
def test_one_is_not_many(number: int, told: str) -> None:
    assert reports.counted(number, "word") == told
