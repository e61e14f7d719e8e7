from __future__ import annotations

import pytest

from paperfiles import body, draw, line, print_html, read_bytes, texts

SPRING = (
    "In the spring the school told the partnership that two children had stopped coming, and nobody at home "
    "answered the door when the officer called. The letters that followed were sent to an address that the "
    "family had left."
)
SUMMER = (
    "By the summer a neighbour had spoken to the police three times; each call was closed on its own. A worker who "
    "read all three together saw the pattern at once and asked for a meeting, which took place in the same week."
)


def test_columns_are_read_one_after_the_other_and_paragraphs_run_on() -> None:
    style = "div{columns:2;column-fill:balance;text-align:justify} body{font-size:11pt}"
    paper = print_html(f"<h1>Two columns</h1><div><p>{SPRING}</p><p>{SUMMER}</p><p>{SPRING}</p></div>", style)
    document = read_bytes(paper)
    assert texts(document) == ["Two columns", SPRING, SUMMER, SPRING]
    assert {block.container for block in body(document)} == {"body"}


def test_a_paragraph_runs_on_over_pages_feet_and_notes() -> None:
    style = "@page{size:A5;margin:2cm;@top-center{content:'Marlby Board'}@bottom-center{content:'Page 'counter(page)}}"
    long = " ".join([SPRING, SUMMER] * 4)
    document = read_bytes(print_html(f"<p>{SPRING}</p><p>{long}</p>", style))
    assert texts(document) == [SPRING, long]
    joined = body(document)[1]
    assert [part for _, part in joined.parts] == ["page 1", "page 2"]
    assert {b.text for b in document.blocks if b.layer == "header"} == {"Marlby Board"}
    assert {(b.text, b.aside) for b in document.blocks if b.layer == "footer"} == {
        ("Page 1", "page-number"),
        ("Page 2", "page-number"),
    }


def test_boxes_hold_their_own_text_and_heading_bars_do_not() -> None:
    style = (
        ".box{border:1.5pt solid #704;padding:8pt;margin:10pt 0;width:60%}"
        " h2{background:#024;color:white;padding:5pt} .tint{background:#fde}"
    )
    paper = print_html(
        f"<h2>What happened</h2><p>{SPRING}</p><div class=box><h3>In short</h3><p>{SUMMER}</p></div>"
        f"<div class='box tint'><p>{SPRING}</p><p>{SUMMER}</p></div>",
        style,
    )
    document = read_bytes(paper)
    blocks = body(document)
    assert [b.text for b in blocks] == ["What happened", SPRING, "In short", SUMMER, SPRING, SUMMER]
    kinds = {c.id: c for c in document.containers}
    assert [kinds[b.container].kind for b in blocks] == ["body", "body", "box", "box", "box", "box"]
    assert len({b.container for b in blocks}) == 3
    assert blocks[0].kind == "heading"
    assert "band behind" in blocks[0].evidence
    assert kinds[blocks[4].container].filled == "#ffddee"


def test_side_by_side_boxes_are_read_whole() -> None:
    style = (
        "@page{size:A4 landscape;margin:1cm} .l,.r{position:absolute;top:60pt;width:45%;padding:6pt}"
        " .l,.r{border:1pt solid #063}"
        " .r{right:0}"
    )
    paper = print_html(
        f"<div class=l><h2>Before</h2><p>{SPRING}</p></div><div class=r><h2>After</h2><p>{SUMMER}</p></div>", style
    )
    assert texts(read_bytes(paper)) == ["Before", SPRING, "After", SUMMER]


def test_numbered_boxes_are_read_in_the_order_of_their_numbers() -> None:
    places = {1: (320, 40), 2: (620, 200), 3: (320, 400), 4: (20, 200)}
    boxes = "".join(
        f"<div style='position:absolute;left:{x}pt;top:{y}pt;width:180pt;border:1pt solid black;padding:4pt'>"
        f"<b>{n}. Panel {n}</b><p>What panel {n} says is told here in a line or two of text.</p></div>"
        for n, (x, y) in reversed(places.items())
    )
    document = read_bytes(print_html(boxes, "@page{size:A4 landscape;margin:0}"))
    assert [t for t in texts(document) if "Panel" in t] == [f"{n}. Panel {n}" for n in (1, 2, 3, 4)]


def test_lists_by_printed_drawn_and_numbered_markers() -> None:
    paper = print_html(
        "<ul><li>seek advice early from the team that knows the family best and say so in the record, with the date "
        "and the name of the person<li>write it down<ul><li>in the child’s words</ul></ul><ol><li>Ask.<li>Listen.</ol>"
    )
    blocks = body(read_bytes(paper))
    assert [(b.kind, b.level) for b in blocks] == [
        ("bullet", 1),
        ("bullet", 1),
        ("bullet", 2),
        ("numbered", 1),
        ("numbered", 1),
    ]
    assert blocks[0].text.startswith("seek advice")
    assert blocks[0].text.endswith("the person")
    assert [b.text for b in blocks[3:]] == ["Ask.", "Listen."]


def test_bullets_of_a_symbol_font_become_markers() -> None:
    content = line("\xb7", 50, 700, font="Z") + line("Listen to the child.", 62, 700)
    (block,) = body(read_bytes(draw(content)))
    assert (block.kind, block.text) == ("bullet", "Listen to the child.")


def test_footnotes_stand_apart_and_do_not_split_the_text() -> None:
    note = "<p style='position:absolute;bottom:0;font-size:7pt'>1. Kept in the archive of the Marlby Board.</p>"
    document = read_bytes(print_html(f"<p>{SPRING}<sup>1</sup></p><p>{SUMMER}</p>{note}"))
    notes = [b.text for b in document.blocks if b.layer == "footnote"]
    assert notes == ["Kept in the archive of the Marlby Board."]
    assert len(body(document)) == 2


def test_contents_lists_are_set_aside() -> None:
    rows = "".join(
        f"<p>{name} ........................ {n}</p>" for n, name in enumerate(["Start", "Middle", "End"], 2)
    )
    document = read_bytes(print_html(f"<h1>Contents</h1>{rows}<h1>Start</h1><p>{SPRING}</p>"))
    assert [b.text for b in body(document)] == ["Start", SPRING]


def test_ruled_tables_are_cells() -> None:
    style = "table{border-collapse:collapse} td{border:1pt solid black;padding:3pt;width:120pt}"
    rows = "<tr><td>Who<td>What</tr><tr><td>Police<td>Share the log within a day of the call</tr>"
    document = read_bytes(print_html(f"<p>{SPRING}</p><table>{rows}</table><p>{SUMMER}</p>", style))
    assert texts(document) == [SPRING, "Who", "What", "Police", "Share the log within a day of the call", SUMMER]
    cells = {c.id: (c.row, c.column) for c in document.containers if c.kind == "cell"}
    assert [cells.get(b.container) for b in body(document)] == [None, (1, 1), (1, 2), (2, 1), (2, 2), None]


def test_headings_have_levels_and_bold_sentences_are_text() -> None:
    document = read_bytes(
        print_html(
            f"<h1>Child Juniper</h1><h2>What we learned</h2><p>{SPRING}</p><h2>What to do</h2>"
            f"<p><b>Every worker in the town should know how the meeting is called and who may ask for it.</b></p>"
            f"<p>{SUMMER}</p>"
        )
    )
    assert [(b.kind, b.level) for b in body(document)] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_pull_quotes_are_marked_repeated() -> None:
    quote = SUMMER.split("; ", maxsplit=1)[0]
    document = read_bytes(print_html(f"<p>{SUMMER}</p><p style='font:italic 15pt serif'>“{quote}”</p><p>{SPRING}</p>"))
    assert [b.aside for b in document.blocks] == ["", "repeated", ""]


def test_outline_entries_that_lead_nowhere_are_broken() -> None:
    from io import BytesIO

    import pikepdf

    room = BytesIO()
    with pikepdf.open(BytesIO(draw(line("Only page.", 50, 700)))) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Here", 0))
            outline.root.append(pikepdf.OutlineItem("Nowhere"))
        pdf.save(room)
    document = read_bytes(room.getvalue())
    assert [(mark.name, mark.state) for mark in document.bookmarks] == [("Here", "ok"), ("Nowhere", "broken")]


def test_labels_in_the_margin_stay_with_their_texts() -> None:
    style = "table{table-layout:fixed;width:100%} td{vertical-align:top} td:first-child{width:130pt;font-weight:bold}"
    names = ["What happened", "What we found", "What to do", "Whom to ask"]
    rows = "".join(f"<tr><td>{name}<td>{name[5:]}: {SPRING}</tr>" for name in names)
    expected = [text for name in names for text in (name, f"{name[5:]}: {SPRING}")]
    assert texts(read_bytes(print_html(f"<table>{rows}</table>", style))) == expected


def test_a_level_grid_of_boxes_is_read_row_by_row() -> None:
    places = {"One": (20, 40), "Two": (300, 40), "Three": (20, 240), "Four": (300, 240)}
    boxes = "".join(
        f"<div style='position:absolute;left:{x}pt;top:{y}pt;width:220pt;border:1pt solid black;padding:4pt'>"
        f"<b>{name}</b><p>The {name} box has its own few words in it, over two lines of text or so.</p></div>"
        for name, (x, y) in reversed(places.items())
    )
    document = read_bytes(print_html(boxes, "@page{size:A4;margin:0}"))
    assert texts(document)[::2] == list(places)


def test_each_column_is_measured_by_its_own_leading() -> None:
    tight = f"<p style='line-height:1.1'>{SPRING} {SUMMER} {SPRING} {SUMMER} {SPRING} {SUMMER}</p>"
    wide = f"<p style='line-height:1.8;page-break-before:always'>{SUMMER}</p>"
    assert texts(read_bytes(print_html(tight + wide)))[-1] == SUMMER


def test_a_heading_on_a_deep_bar_stands_in_the_flow_below_it() -> None:
    style = (
        "@page{size:960px 540px;margin:0} h2{margin:0;background:#067;color:white;padding:22pt 30pt;font-size:22pt}"
        " p{margin:12pt 30pt;font-size:15pt}"
    )
    paper = print_html(f"<h2>What we saw</h2><p>{SPRING}</p><p>{SUMMER}</p>", style)
    blocks = body(read_bytes(paper))
    assert [b.text for b in blocks] == ["What we saw", SPRING, SUMMER]
    assert {b.container for b in blocks} == {"body"}
    assert "band behind" in blocks[0].evidence


def test_a_bar_on_top_of_a_box_is_the_head_of_the_box() -> None:
    style = (
        "h2{margin:0;background:#067;color:white;padding:5pt} .box{width:45%;float:left;margin:0 8pt 8pt 0}"
        " .box div{border:1pt solid #067;border-top:none;padding:5pt;height:150pt;background:#eff}"
    )
    panels = "".join(
        f"<div class=box><h2>{head}</h2><div>{words}</div></div>"
        for head, words in (("Then", SPRING), ("Now", SUMMER), ("Soon", SUMMER), ("Later", SPRING))
    )
    document = read_bytes(print_html(f"<h1>A paper in four panels</h1>{panels}", style))
    blocks = body(document)
    assert [b.text for b in blocks][1:] == ["Then", SPRING, "Now", SUMMER, "Soon", SUMMER, "Later", SPRING]
    assert len({b.container for b in blocks[1:]}) == 4
    assert all(a.container == b.container for a, b in zip(blocks[1::2], blocks[2::2], strict=True))


def _poster(columns: int, panels: list[tuple[str, str]], style: str = "") -> bytes:
    cells = [f"<td><h2>{head}</h2><p>{words}</p></td>" for head, words in panels]
    rows = "".join(f"<tr>{''.join(cells[n : n + columns])}</tr>" for n in range(0, len(cells), columns))
    sheet = "@page{size:A4 landscape;margin:1cm} td{vertical-align:top;padding:6pt} h2{margin:0} " + style
    return print_html(f"<h1>What a poster tells</h1><table>{rows}</table>", sheet)


PANELS = [("Then", SPRING), ("Now", SUMMER), ("Soon", SUMMER), ("Later", SPRING), ("After", SPRING), ("Ever", SUMMER)]


@pytest.mark.parametrize(("columns", "count"), [(2, 4), (2, 6), (3, 6), (3, 3), (3, 5), (2, 5)])
@pytest.mark.parametrize("style", ["", "h2{text-align:center}"], ids=["left", "centred"])
def test_panels_without_frames_are_read_panel_by_panel(columns: int, count: int, style: str) -> None:
    panels = PANELS[:count]
    blocks = body(read_bytes(_poster(columns, panels, style)))
    assert [b.text for b in blocks] == ["What a poster tells", *(text for panel in panels for text in panel)]
    assert len({b.container for b in blocks[1:]}) == count
    assert all(a.container == b.container for a, b in zip(blocks[1::2], blocks[2::2], strict=True))


def test_columns_with_headings_that_are_not_level_stay_columns() -> None:
    style = "div{columns:2;text-align:justify} body{font-size:11pt} h2{margin:8pt 0 4pt}"
    text = f"<h2>One</h2><p>{SPRING}</p><p>{SPRING}</p><h2>Two</h2><p>{SUMMER}</p><h2>Three</h2><p>{SPRING}</p>"
    document = read_bytes(print_html(f"<h1>A paper in two columns</h1><div>{text}</div>", style))
    assert texts(document)[1:] == ["One", SPRING, SPRING, "Two", SUMMER, "Three", SPRING]
    assert {b.container for b in body(document)} == {"body"}


ENTRIES = (
    "About this paper",
    "What happened in the spring",
    "Who knew and who did not",
    "What we learned",
    "Next steps",
)


@pytest.mark.parametrize("heading", ["Contents", "In this report", ""])
@pytest.mark.parametrize("joined", [True, False], ids=["lines", "blocks"])
def test_contents_pages_are_set_aside(heading: str, joined: bool) -> None:
    entries = [f"<span>{text}</span><i>{n + 1}</i>" for n, text in enumerate(ENTRIES, start=1)]
    title = f"<h2>{heading}</h2>" if heading else ""
    listed = "<br>".join(entries) if joined else "".join(f"<p>{entry}</p>" for entry in entries)
    chapters = "".join(f"<h2 style='break-before:page'>{text}</h2><p>{SPRING}</p><p>{SUMMER}</p>" for text in ENTRIES)
    style = "span{display:inline-block;width:200pt} i{font-style:normal}"
    document = read_bytes(print_html(f"<h1>A report</h1><p>{SPRING}</p>{title}<div>{listed}</div>{chapters}", style))
    assert texts(document) == ["A report", SPRING, *(part for text in ENTRIES for part in (text, SPRING, SUMMER))]


def test_the_first_line_of_a_wrapped_entry_is_set_aside_with_it() -> None:
    dots = " " + "." * 60
    entries = ["1.1 Foreword" + dots + " 1", "2.1 The law on letters and how", "2.2 England reads it" + dots + " 2"]
    listed = "".join(line(entry, 60, 700 - 18 * n + 6 * (n == 2)) for n, entry in enumerate(entries))
    text = line("The ferry ran twice", 60, 640) + line("on weekdays.", 60, 628)
    document = read_bytes(draw(listed + text))
    assert [block.aside for block in document.blocks] == ["contents"] * 3 + [""]


def test_figures_at_line_ends_are_no_contents() -> None:
    figures = "".join(f"<p>{text} {n}</p>" for n, text in zip((4, 40, 3, 12, 7), ENTRIES, strict=True))
    pages = "".join(f"<h2 style='break-before:page'>{text}</h2><p>{SPRING}</p>" for text in ENTRIES)
    document = read_bytes(print_html(f"<h1>A report</h1>{figures}{pages}"))
    assert len(texts(document)) == 1 + 5 + 10


@pytest.mark.parametrize(("last", "count"), [("justify", 1), ("left", 2)])
def test_a_column_that_ends_on_a_full_stop_at_its_very_edge_runs_on(last: str, count: int) -> None:
    style = (
        f"div{{position:absolute;top:60pt;width:195pt;text-align:justify;text-align-last:{last}}}"
        " .r{left:250pt} body{font-size:11pt}"
    )
    document = read_bytes(print_html(f"<div>{SUMMER}</div><div class=r>{SPRING}</div>", style))
    assert texts(document) == ([f"{SUMMER} {SPRING}"] if count == 1 else [SUMMER, SPRING])


def test_a_table_in_small_type_at_the_foot_holds_no_footnotes() -> None:
    style = (
        "table{border-collapse:collapse;position:absolute;bottom:0;font-size:8pt} td{border-top:0.5pt solid;width:90pt}"
    )
    rows = "".join(f"<tr><td>Marlby Trust<td>{day} April</tr>" for day in (28, 29, 30))
    document = read_bytes(print_html(f"<p>{SPRING}</p><p>{SUMMER}</p><table>{rows}</table>", style))
    assert not [b.text for b in document.blocks if b.layer == "footnote"]
