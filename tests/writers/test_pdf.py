"""The PDF: every text in it, tagged, the same bytes twice, and a word to the person where the text is long."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from briefings import MEDIUM, SHORT, items, longer, record
from briefkit import theme
from briefkit.briefing import Briefing, Item, Link, Sections
from briefkit.diagnostics import Diagnostic
from briefkit.errors import ToolMissing
from briefkit.writers import pdf, pdf_engine
from briefkit.writers.layout_fit import fit
from briefkit.writers.layout_fonts import BASIC, choose, even_out, lacking, pack, ruler, spell_out
from briefkit.writers.layout_frame import frame
from briefkit.writers.layout_panels import compose

HOUSE = theme.load("house")

try:
    import weasyprint as _  # noqa: F401
except OSError:
    pytest.skip("Pango is not installed", allow_module_level=True)


def make(briefing: Briefing, pages: int = 2) -> tuple[bytes, tuple[Diagnostic, ...]]:
    result = pdf.write(record(briefing), HOUSE, pages=pages)
    return result.value, result.diagnostics


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def codes(said: tuple[Diagnostic, ...]) -> list[str]:
    return [each.code for each in said]


def test_one_page_holds_a_usual_briefing_and_there_is_nothing_to_say() -> None:
    data, said = make(MEDIUM)
    (text,) = pages_of(data)
    assert said == ()
    assert [item.text for _, item in MEDIUM.sections.each() if letters(item.text) not in letters(text)] == []


def test_the_panels_are_read_in_their_order() -> None:
    (text,) = pages_of(make(MEDIUM)[0])
    titles = ["Background", "What we found", "Good practice", "What we have learned", "Recommendations",
              "If you do one thing", "Questions for your team", "Find out more"]  # fmt: skip
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_a_long_one_takes_two_pages_and_says_so() -> None:
    data, said = make(longer(MEDIUM, 2))
    assert len(pages_of(data)) == 2
    assert codes(said) == ["BK606"]


def test_a_very_long_one_takes_the_pages_it_needs() -> None:
    data, said = make(longer(MEDIUM, 5))
    assert len(pages_of(data)) > 2
    assert codes(said) == ["BK605"]
    assert "words" in said[0].message


def test_one_page_demanded_tells_what_the_web_page_alone_has() -> None:
    data, said = make(longer(MEDIUM, 2), pages=1)
    (text,) = pages_of(data)
    assert codes(said) == ["BK604"]
    assert "What we found" in said[0].message
    assert "The web page of this briefing has all of it" in text
    assert letters(MEDIUM.sections.one_thing[0].text) in letters(text)


def test_a_suggestion_says_in_words_that_it_waits() -> None:
    (text,) = pages_of(make(SHORT)[0])
    assert "to be confirmed" in text


def test_markup_and_template_code_are_printed_as_typed() -> None:
    nasty = "<script>alert(1)</script> {{ 7*7 }} <img src=file:///etc/passwd> &amp; <style>*{display:none}</style>"
    (text,) = pages_of(make(Briefing(nasty, sections=Sections(background=items(nasty))))[0])
    assert letters(text).count(letters(nasty)) == 2


def test_only_safe_links_are_live() -> None:
    links = (
        Link("one", "https://a.example/x"),
        Link("two", "javascript:alert(1)"),
        Link("three", "file:///etc/passwd"),
    )
    data, _ = make(Briefing("T", sections=Sections(learning=(Item("one two three", links=links),))))
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    raw = pypdfium2.raw
    count = raw.FPDFPage_GetAnnotCount(page.raw)
    document.close()
    assert count == 1


def test_text_that_never_ends_stays_on_its_page() -> None:
    data, said = make(Briefing("T", sections=Sections(background=items("x" * 4000), findings=items("a/" * 900))))
    assert codes(said) == []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(0, text.count_chars(), 7)]
        assert all(left >= 0 and right <= 595.3 and bottom >= 0 for left, bottom, right, _ in boxes)
    document.close()


def test_welsh_changes_the_whole_font_and_says_so() -> None:
    data, said = make(replace(SHORT, language="cy", title="Dysgu am y tŷ a’r dŵr"))
    assert codes(said) == ["BK602"]
    assert "tŷ a’r dŵr" in pages_of(data)[0]
    assert b"Atkinson" not in data


def test_a_sign_that_no_font_has_is_printed_by_its_name() -> None:
    data, said = make(Briefing("T", sections=Sections(background=items("Done ✓ and 😀 kept"))))
    assert "BK603" in codes(said)
    assert "[check mark]" in pages_of(data)[0]


def test_an_empty_briefing_is_still_a_page() -> None:
    data, said = make(Briefing(""))
    assert len(pages_of(data)) == 1
    assert said == ()


def test_the_same_briefing_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = make(MEDIUM)[0]
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert make(MEDIUM)[0] == first


def test_nothing_but_the_fonts_of_the_house_is_ever_loaded() -> None:
    fetcher = pdf_engine._only_own(HOUSE.families[0], None)
    assert fetcher.fetch("house-font:0").read()[:4] == b"\0\1\0\0"
    for url in ("file:///etc/passwd", "https://example.org/", "house-font:9", "data:text/css,x", "house-logo:"):
        with pytest.raises(ValueError, match="load nothing"):
            fetcher.fetch(url)


def test_without_pango_the_person_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf_engine, "_load", missing)
    pdf_engine._weasyprint.cache_clear()
    try:
        with pytest.raises(ToolMissing, match="apt-get install -y libpango") as raised:
            pdf_engine._weasyprint()
    finally:
        pdf_engine._weasyprint.cache_clear()
    assert raised.value.exit_code == 4


def test_the_audit_sees_what_is_missing() -> None:
    data, _ = make(SHORT)
    assert pdf.audit(data, [SHORT.title], 1) == ()
    assert codes(pdf.audit(data, ["words that are not there"], 3)) == ["BK608", "BK607"]


def test_the_audit_sees_a_page_without_tags() -> None:
    bare = pypdfium2.PdfDocument.new()
    bare.new_page(200, 200)
    buffer = BytesIO()
    bare.save(buffer)
    bare.close()
    assert codes(pdf.audit(buffer.getvalue())) == ["BK608", "BK608", "BK608"]


def test_a_font_covers_what_it_says() -> None:
    atkinson, fira = HOUSE.families
    assert lacking(atkinson, BASIC) == frozenset()
    assert lacking(atkinson, "ŵŷ") == {"ŵ", "ŷ"}
    assert lacking(fira, "ŵŷ") == frozenset()
    assert choose(HOUSE.families, "plain")[0] is atkinson
    assert spell_out("a ✓", frozenset("✓")) == "a [check mark]"


def test_spaces_and_hyphens_that_fonts_lack_take_their_common_form() -> None:
    assert even_out("a\u2009b\u2011c\u00add\ufb01\u200b\x00") == "a b-cdfi"


def test_a_packed_font_is_the_same_font() -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(pack(HOUSE.families[0].face().content)))
    assert font.flavor == "woff"
    assert font["name"].getDebugName(1) == "Atkinson Hyperlegible"


def vera() -> list[str]:
    """The command of the validator, or a reason to skip."""
    check = Path(__file__).resolve().parents[2].parent / "shared" / "tools" / "VeraCheck.java"
    jar = os.environ.get("VERAPDF_JAR", "")
    java = shutil.which("java")
    if not java or not check.is_file() or not Path(jar or "/nowhere").is_file():
        pytest.skip("java, ../shared/tools/VeraCheck.java or VERAPDF_JAR is absent")
    return [java, "-cp", jar, str(check)]


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_vera_finds_nothing(tmp_path: Path, flavour: str) -> None:
    command = vera()
    names = []
    for name, briefing in {"short": SHORT, "medium": MEDIUM, "long": longer(MEDIUM, 3)}.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(make(briefing)[0])
        names.append(str(path))
    done = subprocess.run([*command, flavour, *names], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.count("PASS") == len(names), done.stdout


def tags(data: bytes) -> list[str]:
    """The tags of the structure tree in reading order."""
    found: list[str] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node and node.get("/Type") != "/OBJR":
                walk(node.K)

    with pikepdf.open(BytesIO(data)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def test_headings_are_tagged_and_no_level_is_skipped() -> None:
    read = tags(make(longer(MEDIUM, 2))[0])
    levels = [int(tag[2]) for tag in read if tag in ("/H1", "/H2", "/H3")]
    assert levels[:2] == [1, 2]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert {"/L", "/LI", "/Lbl", "/P", "/Link", "/Sect"} <= set(read)
    assert "/Figure" not in read


def test_lead_ins_and_printed_numbers_stand_in_the_pdf() -> None:
    led = tuple(
        Item(f"Point {sign} of our own.", kind="numbered", number=sign, lead_in="Every service will:")
        for sign in ("(b)", "(viii)", "R7", "4.")
    )
    data, said = make(replace(SHORT, sections=replace(SHORT.sections, recommendations=led)))
    (text,) = pages_of(data)
    assert said == ()
    assert text.count("Every service will:") == 1
    assert all(sign in text.replace(f"Point {sign}", "") for sign in ("(b)", "(viii)", "R7", "4."))


def test_trimming_takes_a_lead_in_away_with_its_list() -> None:
    led = tuple(
        Item("Ring the nursery on the same day. " * 90, kind="bullet", lead_in="Every service will:") for _ in range(9)
    )
    rest = replace(MEDIUM.sections, about=led, learning=(*MEDIUM.sections.learning, Item("Stay curious.")))
    data, said = make(replace(MEDIUM, sections=rest), pages=1)
    assert codes(said) == ["BK604"]
    assert "Every service will" not in pages_of(data)[0]


def test_keywords_that_have_no_room_are_left_to_the_web_page() -> None:
    words = tuple(f"keyword of number {at}" for at in range(40))
    data, said = make(replace(MEDIUM, keywords=words))
    (text,) = pages_of(data)
    assert said == ()
    assert "keyword of number 2" in text
    assert "keyword of number 30" not in text
    assert text.count("…") == 1


def test_the_logo_of_the_house_stands_in_the_header_with_its_words() -> None:
    drawing = b'<rect width="90" height="30" fill="#14677f"/>'
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">' + drawing + b"</svg>"
    house = replace(HOUSE, logo=theme.Logo(svg, "image/svg+xml", "Emblem of Northmere", 3.0))
    result = pdf.write(record(MEDIUM), house)
    assert result.diagnostics == ()
    assert result.value != make(MEDIUM)[0]
    with pikepdf.open(BytesIO(result.value)) as document:
        alts = [
            str(thing["/Alt"])
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        ]
    assert alts == ["Emblem of Northmere"]


def test_a_very_long_title_stands_whole_once_and_short_on_later_pages() -> None:
    title = " ".join(f"word{at}" for at in range(150))
    data, _ = make(replace(longer(MEDIUM, 2), title=title))
    pages = pages_of(data)
    assert letters(title) in letters(pages[0])
    assert "word149" not in pages[1]
    assert "word1 " in pages[1]


def test_a_long_address_never_leaves_its_scheme_alone_on_a_line() -> None:
    addresses = [f"{'See ' * at}https://guidance.northmere.example/{'part-of-a-long-path/' * 6}" for at in range(1, 24)]
    data, _ = make(replace(MEDIUM, sections=replace(MEDIUM.sections, resources=items(*addresses))))
    lines = [line.strip() for page in pages_of(data) for line in page.splitlines()]
    assert any("https://g" in line for line in lines)
    assert not [line for line in lines if line.endswith("://")]


def test_a_compact_page_comes_before_a_second_one() -> None:
    house_ruler = ruler(HOUSE.families[0])
    for count in range(1, 30):
        more = items(*(f"Visit {at} was written down by the duty worker on the day." for at in range(count)))
        briefing = replace(MEDIUM, sections=replace(MEDIUM.sections, good_practice=more))
        around, panels = frame(compose(record(briefing), HOUSE), HOUSE, house_ruler)
        if len(fit(panels, house_ruler, around.area).pages) == 2:
            break
    data, said = make(briefing)
    (text,) = pages_of(data)
    assert said == ()
    assert all(letters(item.text) in letters(text) for item in more)


@pytest.mark.parametrize("more", [8, 9, 10])
def test_no_line_ends_after_its_first_word_where_a_link_follows_at_its_edge(more: int) -> None:
    course = "the next course about ferries, harbours, lily ponds and mill races that is held each year in June"
    text = f"For a place on {course} Skelt{'i' * more} write to harbour.training@example.org."
    data, _ = make(Briefing("T", Sections(learning=(Item("Ask."),), contact=(Item(text),))))
    (line,) = [line for line in pages_of(data)[0].splitlines() if line.startswith("For")]
    assert line.startswith("For a place on the next course")
