from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefkit.census import count
from briefkit.model import Document, TextBlock
from briefkit.readers.pdf import read
from briefkit.readers.pdf.text.hyphens import Vocabulary, hyphenates
from briefkit.readers.pdf.wordlist import frequency_of
from paperfiles import body, draw, line, print_html, read_bytes, source, texts


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKD", text)))


def whole(document: Document) -> Counter[str]:
    runs = [run for block in document.blocks for run in (*block.marker, *block.runs)]
    return letters("".join(run.text for run in runs))


def tiles(block: TextBlock) -> bool:
    at = 0
    for run in (*block.marker, *block.runs):
        if run.span.block != block.id or run.span.start != at:
            return False
        at = run.span.end
    return True


WORDS = st.lists(
    st.sampled_from("the child was seen twice in March by her health-visitor, who wrote 12 notes (all kept).".split()),
    min_size=1,
    max_size=60,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["", "body{columns:2}", "p{text-align:justify}"]))
def test_nothing_is_lost_and_nothing_counted_twice(paragraphs: list[list[str]], style: str) -> None:
    paper = source(print_html("".join(f"<p>{' '.join(words)}</p>" for words in paragraphs), style))
    document = read(paper).value
    counted = sum((letters(tally.text) for tally in count(paper).tallies), Counter())
    assert whole(document) == counted
    assert all(tiles(block) for block in document.blocks)


def test_looks_links_and_marks_are_kept() -> None:
    text = "<p>Plain <b>bold</b> <i>slanted</i> <a href='https://a.example/x'>the guide</a> noted<sup>3</sup> here.</p>"
    (block,) = body(read_bytes(print_html(text)))
    assert block.text == "Plain bold slanted the guide noted3 here."
    assert [r.text.strip() for r in block.runs if r.bold] == ["bold"]
    assert [r.text.strip() for r in block.runs if r.italic] == ["slanted"]
    assert [(r.text.strip(), r.link) for r in block.runs if r.link] == [("the guide", "https://a.example/x")]
    assert [r.text for r in block.runs if r.script == "super"] == ["3"]


def test_scripted_links_lose_their_address_and_keep_their_words() -> None:
    (block,) = body(read_bytes(print_html("<p>See <a href='javascript:alert(1)'>the form</a> today.</p>")))
    assert block.text == "See the form today."
    assert not any(run.link for run in block.runs)


@pytest.mark.parametrize("style", ["letter-spacing:3pt", "letter-spacing:.35em;text-transform:uppercase"])
def test_letter_spaced_headings_are_words_again(style: str) -> None:
    document = read_bytes(print_html(f"<h2 style='{style}'>Learning for all</h2><p>We met twice in the spring.</p>"))
    assert document.blocks[0].text.casefold() == "learning for all"
    assert document.blocks[0].kind == "heading"


def test_letters_typed_apart_are_words_again() -> None:
    (block,) = body(read_bytes(draw(line("L E A R N I N G   P O I N T S", 50, 700, 14))))
    assert block.text == "LEARNING POINTS"


def test_overprinted_bold_is_read_once() -> None:
    result = read(source(draw(line("Key messages", 50, 700) + line("Key messages", 50.3, 700))))
    assert texts(result.value) == ["Key messages"]


def test_double_letters_are_no_overprint() -> None:
    assert texts(read_bytes(print_html("<p>All staff offer effective coffee in the office.</p>"))) == [
        "All staff offer effective coffee in the office."
    ]


def test_hidden_text_is_kept_apart_and_named() -> None:
    content = (
        line("Seen by all.", 50, 700)
        + "1 1 1 rg " + line("white on white", 50, 650)
        + "0 g " + line("nobody sees me", 50, 600, extra="3 Tr") + line("beyond the edge", 900, 500, extra="0 Tr")
        + "0 0 0.4 rg 40 390 300 40 re f 1 1 1 rg " + line("On a dark bar", 50, 400, 14, "B")
    )  # fmt: skip
    result = read(source(draw(content)))
    assert sorted(texts(result.value)) == ["On a dark bar", "Seen by all."]
    hidden = {block.text for block in result.value.blocks if block.layer == "hidden"}
    assert hidden == {"white on white", "nobody sees me", "beyond the edge"}
    assert [d.code for d in result.diagnostics] == ["BK230"]


def test_a_wrapped_word_is_mended_and_a_compound_keeps_its_hyphen() -> None:
    content = "".join(
        line(text, 50, 700 - 12 * n)
        for n, text in enumerate(["The health visitor had grave con-", "cerns which a multi-", "agency meeting heard."])
    )
    (block,) = body(read_bytes(draw(content)))
    assert block.text == "The health visitor had grave concerns which a multi-agency meeting heard."
    assert tiles(block)


@pytest.mark.parametrize(
    ("head", "tail", "joined"),
    [
        ("sub", "stance", "substance"),
        ("multi", "agency", "multi-agency"),
        ("decision", "making", "decision-making"),
        ("organi", "sation,", "organisation,"),
        ("safe", "guarding", "safeguarding"),
        ("non", "mobile", "non-mobile"),
        ("chil", "dren’s", "children’s"),
        ("short", "term", "short-term"),
    ],
)
def test_line_end_hyphens(head: str, tail: str, joined: str) -> None:
    assert Vocabulary(frozenset(), frequency_of).join(head, tail) == joined


def test_the_documents_own_spelling_decides_first() -> None:
    assert Vocabulary(frozenset({"wrong-doing"}), frequency_of).join("wrong", "doing") == "wrong-doing"


def test_an_address_broken_over_lines_is_one_word() -> None:
    content = line("Read more at https://www.partnership.example/", 50, 700) + line(
        "learning/spring-2024 today.", 50, 688
    )
    (block,) = body(read_bytes(draw(content)))
    assert block.text == "Read more at https://www.partnership.example/learning/spring-2024 today."


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_as_they_are_shown(turn: int) -> None:
    matrix = {90: "0 1 -1 0 595 0 cm", 180: "-1 0 0 -1 595 842 cm", 270: "0 -1 1 0 0 842 cm"}[turn]
    content = f"q {matrix} " + line("First of all.", 50, 500) + line("Then the rest followed later.", 50, 400) + "Q"
    assert texts(read_bytes(draw(content, rotate=turn))) == ["First of all.", "Then the rest followed later."]


def test_of_a_compound_only_what_stands_around_the_line_end_is_joined() -> None:
    words = Vocabulary(frozenset(), frequency_of)
    assert words.join("multi-discip", "linary") == "multi-disciplinary"
    assert words.join("up-to", "date") == "up-to-date"


@pytest.mark.parametrize(
    ("breaks", "hyphenated"),
    [
        ([("recog", "nised")], True),
        ([("hand", "held"), ("multi", "agency")], False),
        ([("neigh", "bourhood"), ("case", "load")], True),
        ([], False),
    ],
)
def test_a_document_hyphenates_where_a_line_end_surely_cuts_a_word(
    breaks: list[tuple[str, str]], hyphenated: bool
) -> None:
    assert hyphenates(breaks, frequency_of) is hyphenated
