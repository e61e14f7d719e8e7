"""Running heads and feet and watermarks of PDFs."""

from __future__ import annotations

import pytest

from paperfiles import draw, line, print_html, read_bytes, texts

_LINE = "Nobody came to the harbour in all the weeks of that long winter, and the boats lay still"
_FILL = "<p>Nobody came to the harbour in all the weeks of that long winter, and the boats lay still.</p>"


def test_a_running_head_that_changes_with_the_chapter_is_no_text() -> None:
    style = "@page{@top-left{content:string(c);font-size:7pt}} h1{string-set:c content();break-before:page}"
    document = read_bytes(print_html(f"<h1>Boats</h1>{_FILL * 9}<h1>Oars</h1>{_FILL * 9}", style))
    assert [text for text in texts(document) if text in {"Boats", "Oars"}] == ["Boats", "Oars"]
    assert [block.text for block in document.blocks if block.layer == "header"] == ["Boats", "Oars"]


def test_the_number_and_title_of_a_single_page_are_furniture() -> None:
    style = "@page{@bottom-left{content:'Boats';font-size:7pt}@bottom-right{content:'1';font-size:7pt}}"
    document = read_bytes(print_html(f"<h1>Boats</h1>{_FILL * 9}", style))
    assert [block.text for block in document.blocks if block.layer == "footer"] == ["Boats", "1"]
    assert texts(document)[0] == "Boats"


@pytest.mark.parametrize("number", ["7-45", "A-3", "- 7 -", "12", "xiv"])
@pytest.mark.parametrize("y", [40, 95])
def test_a_page_number_alone_at_the_foot_of_a_page_is_no_text(number: str, y: int) -> None:
    text = "".join(line(_LINE, 60, 780 - 14 * n) for n in range(47))
    document = read_bytes(draw(text + line(number, 290, y)))
    assert [(block.layer, block.aside) for block in document.blocks[1:]] == [("footer", "page-number")]


def test_a_page_number_larger_than_the_text_is_one() -> None:
    text = "".join(line(_LINE, 60, 780 - 14 * n, 8) for n in range(47))
    document = read_bytes(draw(text + line("45", 290, 50, 12)))
    assert document.blocks[-1].aside == "page-number"


@pytest.mark.parametrize(("number", "x", "size"), [("7-45", 60, 10), ("12", 60, 16), ("12", 290, 30)])
def test_a_number_that_is_large_or_stands_at_the_margin_of_one_page_stays(number: str, x: int, size: int) -> None:
    text = "".join(line(_LINE, 60, 780 - 14 * n) for n in range(47))
    assert number in texts(read_bytes(draw(text + line(number, x, 50, size))))


def test_the_last_row_of_a_column_of_figures_at_the_foot_of_the_page_stays() -> None:
    rows = "".join(line("Ferries", 60, 780 - 14 * n) + line(str(40 + n), 290, 780 - 14 * n) for n in range(49))
    assert not [block for block in read_bytes(draw(rows + line("88", 290, 94))).blocks if block.layer == "footer"]


def test_the_repeated_head_of_a_table_is_part_of_the_table() -> None:
    rows = "".join(f"<tr><td>Boat {n} of the harbour</td><td>{n} oars</td></tr>" for n in range(90))
    style = "td,th{border:1px solid;padding:2pt;font-size:10pt}"
    document = read_bytes(print_html(f"<table><thead><tr><th>Boat</th><th>Oars</th></tr></thead>{rows}</table>", style))
    assert not [block for block in document.blocks if block.layer in {"header", "footer"}]


def test_pale_words_behind_the_text_are_a_watermark() -> None:
    pages = [
        line("COPY", 100, 400, 90, extra="0.9 g") + line(f"The boat number {n} was old and grey.", 60, 420, extra="0 g")
        for n in range(2)
    ]
    document = read_bytes(draw(*pages))
    assert {block.aside for block in document.blocks if block.text == "COPY"} == {"watermark"}
    assert len(texts(document)) == 2


def test_a_small_line_about_the_publisher_on_one_page_stays() -> None:
    foot = (
        "<p style='position:absolute;bottom:0;font-size:7pt'>Published by the Marlby Board, 4 Quay Street, in May.</p>"
    )
    assert any("Quay Street" in text for text in texts(read_bytes(print_html(_FILL * 5 + foot))))


def test_small_pale_words_at_one_place_of_most_pages_are_a_watermark() -> None:
    pages = [
        line("COPY OF THE KEEPER", 200, 400, 10, extra="0.8 g")
        + line(f"The boat number {n} was old and grey.", 60, 600, extra="0 g")
        + line(f"Nobody had seen the keeper of boat {n} since May.", 60, 300)
        for n in range(4)
    ]
    document = read_bytes(draw(*pages))
    assert {block.aside for block in document.blocks if "COPY" in block.text} == {"watermark"}
    assert len(texts(document)) == 8


def test_a_watermark_broken_at_a_hyphen_is_one() -> None:
    def slanted(text: str, x: int, y: int) -> str:
        return f"BT /F 60 Tf 0.85 g 0.7 0.7 -0.7 0.7 {x} {y} Tm ({text}) Tj ET 0 g\n"

    content = slanted("CONFIDEN-", 100, 300) + slanted("TIAL", 150, 250) + line("The boat was old.", 60, 700)
    document = read_bytes(draw(content))
    assert [block.aside for block in document.blocks if block.text.startswith("CONF")] == ["watermark"]
    assert not any(block.text == "TIAL" for block in document.blocks)
