from __future__ import annotations

from io import BytesIO

import pikepdf

from briefkit.readers.pdf import read
from paperfiles import body, draw, line, print_html, source

SPRING = (
    "In the spring the school told the partnership that two children had stopped coming, and nobody at home "
    "answered the door when the officer called. The letters that followed were sent to an old address."
)
HEADS = ("What happened", "Why it matters", "What we found", "What to change")
PLAIN = "h1,h2,h3,h4{font:10pt sans-serif;margin:0;bookmark-level:none} p{margin:0 0 8pt}"
BOLD = "b{display:block;font-size:10pt;margin-top:8pt}"


def _heads(content: bytes, *, tags: bool = True) -> list[tuple[str, int]]:
    return [(b.text, b.level) for b in body(read(source(content), tags=tags).value) if b.kind == "heading"]


def _outlined(content: bytes, *entries: tuple[str, int]) -> bytes:
    """The paper with outline entries that lead to pages numbered from 1."""
    with pikepdf.open(BytesIO(content)) as pdf:
        if "/StructTreeRoot" in pdf.Root:
            del pdf.Root.StructTreeRoot
        with pdf.open_outline() as outline:
            outline.root.clear()
            outline.root.extend(pikepdf.OutlineItem(name, page - 1) for name, page in entries)
        room = BytesIO()
        pdf.save(room)
    return room.getvalue()


def test_what_the_outline_names_is_a_heading_of_its_depth() -> None:
    paper = print_html("".join(f"<h2>{head}</h2><p>{SPRING}</p>" for head in HEADS), PLAIN)
    told = _outlined(paper, *((head, 1) for head in HEADS))
    assert _heads(told, tags=False) == []
    assert _heads(told) == [(head, 1) for head in HEADS]
    assert read(source(told)).diagnostics == ()


def test_an_outline_made_of_running_text_makes_no_headings() -> None:
    paper = print_html("".join(f"<h2>{head}</h2><p>{SPRING}</p>" for head in HEADS), PLAIN)
    assert _heads(_outlined(paper, (SPRING, 1), (HEADS[0], 1))) == [(HEADS[0], 1)]


def test_an_outline_entry_for_a_chapter_stands_for_its_number_and_its_name() -> None:
    paper = print_html(f"<p>Chapter 2</p><p style='margin-top:30pt'>Meeting the family</p><p>{SPRING}</p>", PLAIN)
    assert [text for text, _ in _heads(_outlined(paper, ("Chapter 2: Meeting the family", 1)))] == [
        "Chapter 2",
        "Meeting the family",
    ]


def test_outline_entries_that_lead_past_their_words_are_told() -> None:
    pages = "".join(f"<h2>{head}</h2><p style='break-after:page'>{SPRING}</p>" for head in HEADS)
    paper = _outlined(print_html(pages), (HEADS[0], 1), (HEADS[1], 2), (HEADS[2], 3), (HEADS[3], 1))
    said = read(source(paper)).diagnostics
    assert [(d.code, d.where) for d in said] == [("BK233", "page 1")]
    assert HEADS[3] in said[0].message


def test_an_outline_of_other_words_than_the_pages_is_silent() -> None:
    paper = _outlined(print_html(f"<h2>{HEADS[0]}</h2><p>{SPRING}</p>"), ("Front matter", 1), ("Slide one", 1))
    assert read(source(paper)).diagnostics == ()


def test_the_heads_of_a_table_of_values_are_no_headings() -> None:
    rows = "".join(f"<tr><th>{place}</th><td>{n}</td><td>{n + 3}</td></tr>" for n, place in enumerate(("Fell", "Moor")))
    table = f"<table><tr><th>Place</th><th>2031</th><th>Later years</th></tr>{rows}</table>"
    style = "td,th{border:1px solid black;padding:3pt;text-align:left}"
    paper = print_html(f"<h2>{HEADS[0]}</h2><p>{SPRING}</p>{table}<p>{SPRING}</p>", style)
    assert [text for text, _ in _heads(paper)] == [HEADS[0]]


def test_a_cell_beside_running_text_may_head_it() -> None:
    rows = "".join(f"<tr><td><b>{head}</b></td><td>{SPRING}</td></tr>" for head in HEADS)
    paper = print_html(f"<table>{rows}</table>", "td{border:1px solid black;padding:3pt}")
    assert [text for text, _ in _heads(paper)] == list(HEADS)


def test_captions_and_program_code_are_no_headings() -> None:
    parts = (
        f"<h2>{HEADS[0]}</h2><p>{SPRING}</p><b>Table 4: Visits by month</b><p>{SPRING}</p>"
        f"<b style='font-family:monospace;color:#007020'>count visits</b><p>{SPRING}</p>"
        f"<b># count them</b><p>{SPRING}</p>"
    )
    assert [text for text, _ in _heads(print_html(parts, BOLD))] == [HEADS[0]]


def test_numbers_in_front_give_the_level_where_the_looks_are_equal() -> None:
    numbered = ("1 The place", "1.1 Roads", "1.1.1 Snow", "2 The people", "2.1 Families")
    paper = print_html("".join(f"<b>{head}</b><p>{SPRING}</p>" for head in numbered), BOLD)
    levels = [level for _, level in _heads(paper)]
    assert levels == [1, 2, 3, 1, 2]


def test_a_cover_takes_no_levels_from_the_headings() -> None:
    cover = "<h1 style='font-size:40pt'>The long road</h1><h1 style='font-size:24pt'>A report</h1>"
    parts = "".join(f"<h2>{head}</h2><p>{SPRING}</p>" for head in HEADS)
    document = read(
        source(print_html(f"{cover}<h3>Spring 2031</h3><div style='break-before:page'>{parts}</div>"))
    ).value
    heads = [b for b in body(document) if b.kind == "heading"]
    assert [b.level for b in heads if b.text in HEADS] == [2, 2, 2, 2]
    assert "title of the document" in heads[0].evidence
    assert "on the cover" in heads[1].evidence


def test_the_first_of_a_set_of_slides_is_no_cover() -> None:
    def slide(name: str) -> str:
        points = [line(f"• Point {n} of {name}", 60, 420 - 30 * n, 18) for n in range(4)]
        return line(f"The {name}", 60, 480, 30, "B") + "".join(points)

    names = ("harbour", "ferry", "mill")
    assert _heads(draw(*map(slide, names), size=(720, 540))) == [(f"The {name}", 1) for name in names]


def test_a_page_with_text_is_no_cover() -> None:
    parts = "".join(f"<h2>{head}</h2><p>{SPRING}</p>" for head in HEADS)
    heads = [b for b in body(read(source(print_html(parts))).value) if b.kind == "heading"]
    assert not {"title of the document", "on the cover"} & {sign for b in heads for sign in b.evidence}


def test_what_nearly_is_a_heading_is_one_in_the_dress_of_others() -> None:
    gap = 110
    lines = [line(head, 60, 760 - n * gap, 10, "B") for n, head in enumerate(HEADS)]
    for n in range(len(HEADS)):
        lines += [line(part, 60, 760 - n * gap - 14 * (k + 1)) for k, part in enumerate(SPRING.split(", "))]
    # Another bold line follows the fifth at once: by itself too little for a heading.
    lines += [line("Where to turn", 60, 300, 10, "B"), line("Who to ask", 60, 270, 10, "B"), line(SPRING[:70], 60, 250)]
    assert [text for text, _ in _heads(draw("\n".join(lines)))] == [*HEADS, "Where to turn", "Who to ask"]


def test_a_number_in_the_look_of_the_text_does_not_hide_a_heading() -> None:
    style = f"{BOLD} b{{color:#104f75}} b i{{font:10pt sans-serif;color:#000}}"
    parts = "".join(f"<b><i>{n}.</i> {head}</b><p>{SPRING}</p>" for n, head in enumerate(HEADS, start=1))
    assert [text for text, _ in _heads(print_html(parts, style))] == [
        f"{n}. {head}" for n, head in enumerate(HEADS, start=1)
    ]


def test_a_roman_number_is_no_small_letter_that_goes_on() -> None:
    parts = "".join(
        f"<h2>{n}. {head}</h2><p>{SPRING}</p>" for n, head in zip(("i", "ii", "iii", "iv"), HEADS, strict=True)
    )
    assert len(_heads(print_html(parts, "h2{margin-top:20pt}"))) == len(HEADS)


LINKED = "a{color:#2050c0;text-decoration:underline} p{margin:0 0 8pt} .apart{margin-top:28pt}"


def _linked(title: str) -> str:
    return f"<p class='apart'><a href='https://fell.example/reports'>{title}</a></p><p>{SPRING}</p>"


def test_a_link_that_stands_above_its_text_is_its_title() -> None:
    titles = ("Walking to school in the winter months", "A year of visits to the fell villages")
    paper = print_html(f"<p>{SPRING}</p>{''.join(map(_linked, titles))}", LINKED)
    heads = [b for b in body(read(source(paper)).value) if b.kind == "heading"]
    assert [b.text for b in heads] == list(titles)
    assert all("link above its text" in b.evidence for b in heads)


def test_addresses_and_lists_of_links_head_nothing() -> None:
    address = _linked("https://fell.example/a/year/of visits in all villages")
    listed = "".join(
        f"<p class='apart'><a href='https://fell.example/{n}'>A guide for families, part {n}</a></p>" for n in range(4)
    )
    assert _heads(print_html(f"<p>{SPRING}</p>{address}{listed}", LINKED)) == []
