from __future__ import annotations

import pytest

from paperfiles import body, draw, line, print_html, read_bytes, texts

ROWS = (
    (
        "Why it matters",
        "The school told the partnership that two children had stopped coming, and nobody at home "
        "answered the door when the officer called. The letters that followed were sent to an old address.",
    ),
    (
        "What we found",
        "By the summer a neighbour had spoken to the police three times, and each call was closed on its "
        "own. A worker who read all three together saw the pattern at once.",
    ),
    (
        "What to do now",
        "Read the whole history before a visit, and write down who was seen and who was not. Ask the "
        "neighbours what they have noticed, and tell the school what you find.",
    ),
    (
        "Where to turn",
        "The duty desk answers at all hours of the day and will find the right person for the question "
        "that is asked, even where it is not yet a worry that has a name.",
    ),
)
EXPECTED = [text for row in ROWS for text in row]


def _grid(columns: str, label: str = "", text: str = "", turn: bool = False) -> bytes:
    cells = []
    for head, words in ROWS:
        pair = [f"<td class=l>{head}</td>", f"<td class=t>{words}</td>"]
        cells.append("<tr>" + "".join(reversed(pair) if turn else pair) + "</tr>")
    style = (
        "table{border-collapse:collapse} td{vertical-align:top;padding:6pt} body{font-size:11pt}"
        f" .l{{width:{columns};{label}}} .t{{{text}}}"
    )
    return print_html(f"<h1>A short briefing</h1><table>{''.join(cells)}</table>", style)


@pytest.mark.parametrize(
    ("label", "text", "turn"),
    [
        ("font-weight:bold", "", False),
        ("font-weight:bold;background:#ddd", "", False),
        ("font-weight:bold;background:#024;color:white;border-bottom:4pt solid white", "", False),
        ("background:#ddd", "", False),
        ("font-weight:bold;background:#ddd;vertical-align:middle", "", False),
        ("font-weight:bold", "", True),
    ],
    ids=["borderless", "sidebar", "boxes", "plain", "middle", "right"],
)
def test_headings_beside_their_texts_are_read_row_by_row(label: str, text: str, turn: bool) -> None:
    document = read_bytes(_grid("110pt", label, text, turn))
    assert texts(document) == ["A short briefing", *EXPECTED]
    assert len({block.container for block in body(document)}) == 1
    assert [b.text for b in body(document) if b.kind == "heading"][1:] == [head for head, _ in ROWS]


def test_a_sidebar_of_its_own_stays_a_box() -> None:
    style = ".side{position:absolute;left:0;top:60pt;width:110pt;background:#ddd;padding:5pt} .main{margin-left:150pt}"
    side = "<div class=side><p>Helpline</p><p>Open all day, on every day of the year, also at night.</p></div>"
    main = "".join(f"<p>{words}</p>" for _, words in ROWS)
    document = read_bytes(print_html(f"<h1>A short briefing</h1>{side}<div class=main>{main}</div>", style))
    boxed = [b.text for b in body(document) if b.container != "body"]
    assert boxed == ["Helpline", "Open all day, on every day of the year, also at night."]


@pytest.mark.parametrize("align", ["top", "middle"])
def test_numbers_in_circles_head_their_texts(align: str) -> None:
    rows = "".join(
        f"<tr><td><span class=n>{n}</span></td><td class=t><b>{head}</b><br>{words}</td></tr>"
        for n, (head, words) in enumerate(ROWS, start=1)
    )
    style = (
        f"td{{vertical-align:{align};padding:6pt}} body{{font-size:11pt}}"
        " .n{background:#024;color:white;border-radius:12pt;padding:4pt 8pt;font-size:14pt;font-weight:bold}"
    )
    blocks = body(read_bytes(print_html(f"<h1>A short briefing</h1><table>{rows}</table>", style)))
    heads = [b for b in blocks if b.kind == "heading"][1:]
    assert [b.text for b in heads] == [f"{n} {head}" for n, (head, _) in enumerate(ROWS, start=1)]
    assert [b.text for b in blocks if b.kind != "heading"] == [words for _, words in ROWS]


def test_a_box_with_a_heading_beside_a_box_of_text_is_its_head() -> None:
    style = (
        "table{border-spacing:4pt} td{padding:6pt;vertical-align:middle} .t{background:#eef}"
        " .l{background:#024;color:#fff;font-weight:bold;width:90pt}"
    )
    rows = "".join(f"<tr><td class=l>{head}</td><td class=t>{words}</td></tr>" for head, words in ROWS)
    blocks = body(read_bytes(print_html(f"<h1>A short briefing</h1><table>{rows}</table>", style)))
    assert [b.text for b in blocks][1:] == EXPECTED
    assert all(b.kind == "heading" for b in blocks[1::2])
    assert all(one.container == other.container for one, other in zip(blocks[1::2], blocks[2::2], strict=True))
    assert len({b.container for b in blocks}) == 5


def test_large_figures_side_by_side_stand_each_over_the_words_that_they_count() -> None:
    said = line("The harbour in numbers, as the board of the town counted them in May.", 60, 780)
    for x, figure, what in ((70, "2.5", "boats"), (250, "1st", "ferry"), (430, "~70%", "sailors")):
        said += line(figure, x, 700, 45, "B") + line(what, x, 670, 14, "B")
        said += line(f"came to the {what} pier", x, 650, 9) + line("in the spring of 2031", x, 638, 9)
    document = read_bytes(draw(said))
    told = " ".join(texts(document))
    places = [told.index(word) for word in ("2.5", "boats pier", "1st", "ferry pier", "~70%", "sailors pier")]
    assert places == sorted(places)


def test_words_below_a_large_figure_are_a_line_of_their_own() -> None:
    document = read_bytes(
        draw(line("1,186 days", 66, 600, 25) + line("New oars", 60, 592, 9) + line("Boats.", 60, 500))
    )
    assert texts(document)[:2] == ["1,186 days", "New oars"]
