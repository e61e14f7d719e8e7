"""The web page: everything, as typed, in one file that asks for nothing."""

from __future__ import annotations

import itertools
import re

from lxml import html as parser
from msgspec.structs import replace

from briefings import MEDIUM, SHORT, items, longer, record
from briefkit import theme
from briefkit.briefing import Aside, Briefing, Item, Link, Sections
from briefkit.writers import html

HOUSE = theme.load("house")


def page(briefing: Briefing) -> str:
    return html.write(record(briefing), HOUSE).decode("utf-8")


def text_of(source: str) -> str:
    body = parser.fromstring(source).find("body")
    assert body is not None
    return " ".join(str(body.text_content()).split())


def test_every_item_stands_in_it_whole() -> None:
    briefing = longer(MEDIUM, 4)
    text = text_of(page(briefing))
    assert [item.text for _, item in briefing.sections.each() if item.text not in text] == []


def test_it_asks_for_nothing() -> None:
    source = page(MEDIUM)
    assert "default-src &#39;none&#39;" in source or "default-src 'none'" in source
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|base|form)\b", source)
    assert not re.search(r"url\((?!data:font/woff;base64,)", source)
    assert len(source) < 200_000


def test_text_comes_out_as_typed() -> None:
    nasty = "<script>alert(1)</script> {{ 7*7 }} {% raw %} </style><b>&amp;"
    briefing = Briefing(
        nasty, publisher=nasty, sections=Sections(background=items(nasty, theme=nasty, label=f"{nasty} 1"))
    )
    source = page(briefing)
    assert text_of(source).count(nasty) == 5
    assert "<script>" not in source
    assert "49" not in text_of(source)


def test_dangerous_links_are_plain_text() -> None:
    item = Item("Press here", links=(Link("here", "javascript:alert(1)"),))
    assert "javascript" not in page(Briefing("T", sections=Sections(learning=(item,))))


def test_it_has_the_landmarks_and_one_first_heading() -> None:
    tree = parser.fromstring(page(MEDIUM))
    for landmark in ("header", "main", "footer", "aside"):
        assert len(tree.findall(f".//{landmark}")) == 1
    assert len(tree.findall(".//h1")) == 1
    assert tree.get("lang") == "en-GB"
    assert tree.find(".//a[@class='skip']").get("href") == f"#{tree.find('.//main').get('id')}"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_what_was_set_aside_is_there_with_its_reason() -> None:
    asides = (Aside("Draft – do not share", "page-header"), Aside("An odd remark", "unplaced"), Aside(" ", "repeated"))
    text = text_of(page(replace(SHORT, set_aside=asides)))
    assert "What was left out" in text
    assert "page header" in text
    assert "An odd remark" in text
    assert "repeated" not in text


def test_nothing_set_aside_leaves_no_empty_box() -> None:
    assert "<aside" not in page(SHORT)


def test_a_suggestion_is_marked_in_words() -> None:
    assert "to be confirmed" in text_of(page(SHORT))


def test_the_language_chooses_the_words_and_the_font() -> None:
    source = page(replace(SHORT, language="cy", title="Dysgu am y tŷ a’r dŵr"))
    assert "Cefndir" in source
    assert parser.fromstring(source).get("lang") == "cy"


def test_the_same_briefing_gives_the_same_page() -> None:
    assert page(MEDIUM) == page(MEDIUM)


def test_an_empty_briefing_is_still_a_page() -> None:
    assert "<h1>Briefing</h1>" in page(Briefing(""))


def test_signs_that_no_encoding_holds_do_no_harm() -> None:
    assert "a" in page(Briefing("T", sections=Sections(background=items("a \ud800 \x00 b \uffff"))))


def test_lead_ins_and_printed_numbers_stand_in_the_page() -> None:
    led = tuple(Item(f"Point {n}.", kind="numbered", number=n, lead_in="All will:") for n in ("(b)", "(c)", "7."))
    page = html.write(record(replace(SHORT, sections=replace(SHORT.sections, learning=led))), HOUSE).decode()
    assert page.count('<p class="lead">All will:</p>') == 1
    assert "list-style-type:'\\000028b\\000029\\0000a0'" in page
    assert '<ol start="7"' in page


def test_the_logo_travels_inside_the_page_with_its_words() -> None:
    house = replace(HOUSE, logo=theme.Logo(b"<svg/>", "image/svg+xml", 'Emblem of "Northmere"', 3.0))
    source = html.write(record(MEDIUM), house).decode()
    (image,) = parser.fromstring(source).iter("img")
    assert image.get("alt") == 'Emblem of "Northmere"'
    assert image.get("src") == house.logo.address if house.logo else None


def test_a_long_text_has_a_list_of_its_sections_and_one_column() -> None:
    assert "<nav" not in page(MEDIUM)
    source = page(longer(MEDIUM, 8))
    assert '<main id="briefing" tabindex="-1" class="lengthy">' in source
    tree = parser.fromstring(source)
    targets = [link.get("href", "")[1:] for nav in tree.iter("nav") for link in nav.iter("a")]
    assert targets == [each.get("aria-labelledby") for each in tree.iter("section")]
    assert all(len(tree.xpath(f"//*[@id='{each}']")) == 1 for each in targets)
