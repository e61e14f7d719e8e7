"""Pull quotes and contents pages of PDFs."""

from __future__ import annotations

import pytest

from paperfiles import body, print_html, read_bytes, texts

_TEXT = "The keeper saw the boat leave the harbour in the dark and told nobody of it until the spring."
_FILL = "<p>Nobody came to the harbour in all the weeks of that long winter, and the boats lay still.</p>"


@pytest.mark.parametrize(
    "quote",
    [
        "The keeper saw the boat leave the harbour in the dark",
        "“The keeper saw the boat leave the harbour in the dark and told nobody …”",
        "The keeper saw the boat … and told nobody of it until the spring.",
        "“Told nobody of it until the spring, in the dark.”",
        "THE KEEPER SAW THE BOAT LEAVE THE HARBOUR IN THE DARK.",
    ],
)
def test_a_pull_quote_is_set_aside_where_its_words_stand_in_the_text(quote: str) -> None:
    style = "font-size:15pt;font-style:italic"
    document = read_bytes(print_html(f"<p>{_TEXT}</p>{_FILL * 3}<p style='{style}'>{quote}</p>{_FILL * 3}"))
    repeated = [block.text for block in document.blocks if block.aside == "repeated"]
    assert repeated == ([] if quote.startswith("“Told") else [quote])
    assert _TEXT in texts(document)


def test_a_title_that_the_text_names_stays() -> None:
    title = "What the keeper of the harbour saw that winter"
    named = f"<p>This is the report called {title}, printed in May.</p>"
    document = read_bytes(print_html(f"<h1>{title}</h1>{named}{_FILL}"))
    assert not [block for block in document.blocks if block.aside == "repeated"]


def test_what_a_pull_quote_parts_is_joined() -> None:
    head, rest = "The keeper saw the boat leave the harbour in the dark and", "told nobody of it until the spring."
    columns = f"<p>{_TEXT}</p>{_FILL}<p style='margin:0'>{head}</p>"
    quote = "<p style='font-size:16pt;font-style:italic;margin:9pt 0'>The keeper saw the boat leave the harbour</p>"
    document = read_bytes(print_html(f"{columns}{quote}<p style='margin:0'>{rest}</p>"))
    assert f"{head} {rest}" in texts(document)


@pytest.mark.parametrize("leader", [".", " "])
def test_contents_in_front_of_columns_are_set_aside(leader: str) -> None:
    style = f".t a::after{{content:leader('{leader}') target-counter(attr(href),page)}}"
    style += ".c{columns:2} h2{break-before:page}"
    names = ["The boats of the harbour", "The oars of the boats", "The keeper", "The light"]
    entries = "".join(f"<p><a href='#s{n}'>{name}</a></p>" for n, name in enumerate(names))
    parts = "".join(f"<h2 id=s{n}>{name}</h2><div class=c>{_FILL * 6}</div>" for n, name in enumerate(names))
    document = read_bytes(print_html(f"<div class=t><h2>Contents</h2>{entries}</div>{parts}", style))
    contents = " ".join(block.text for block in document.blocks if block.aside == "contents")
    assert all(name in contents for name in names)
    assert [block.text for block in body(document) if block.kind == "heading"] == names
