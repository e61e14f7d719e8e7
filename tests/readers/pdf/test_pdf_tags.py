from __future__ import annotations

from briefkit.readers.pdf import read
from briefkit.tidy import tidy
from paperfiles import body, print_html, source

SPRING = (
    "In the spring the school told the partnership that two children had stopped coming, and nobody at home "
    "answered the door when the officer called. The letters that followed were sent to an old address."
)
HEADS = ("What happened", "Why it matters", "What we found", "What was good", "What to change", "Where to turn", "Who")
FAINT = "h2{font-size:10pt;font-weight:normal;font-style:italic;color:#803020;margin:0} p{margin:0}"


def _paper(style: str, *, heading: str = "h2", text: str = "p") -> bytes:
    parts = "".join(f"<{heading}>{head}</{heading}><{text}>{SPRING}</{text}><p>{SPRING}</p>" for head in HEADS)
    return print_html(f"<h1>A tagged paper</h1>{parts}", style, tagged=True)


def _heads(content: bytes, *, tags: bool = True) -> list[tuple[str, int]]:
    document = read(source(content), tags=tags).value
    return [(b.text, b.level) for b in body(document) if b.kind == "heading"]


def test_tagged_headings_are_headings_though_they_hardly_look_it() -> None:
    paper = _paper(FAINT)
    assert len(_heads(paper, tags=False)) < 4
    assert _heads(paper) == [("A tagged paper", 1), *((head, 2) for head in HEADS)]


def test_what_is_tagged_as_text_is_no_heading_where_headings_are_tagged() -> None:
    bold = "".join(f"<h2>{head}</h2><p>{SPRING}</p><p><b>As one worker put it</b></p><p>{SPRING}</p>" for head in HEADS)
    paper = print_html(f"<h1>A tagged paper</h1>{bold}", tagged=True)
    assert ("As one worker put it", 3) in _heads(paper, tags=False)
    assert _heads(paper) == [("A tagged paper", 1), *((head, 2) for head in HEADS)]


def test_a_tagged_heading_is_cut_from_the_text_that_follows_close_by() -> None:
    style = "h2{font-size:10pt;font-weight:normal;text-transform:none;color:#803020;margin:0} p{margin:0} h1{margin:0}"
    assert [text for text, _ in _heads(_paper(style))][1:] == list(HEADS)


def test_heading_tags_on_running_text_are_ignored_and_named() -> None:
    paper = _paper("h3{font-size:10pt;font-weight:normal;margin:8pt 0}", text="h3")
    result = read(source(paper))
    assert [d.code for d in result.diagnostics] == ["BK232"]
    assert [b.text for b in body(result.value) if b.kind == "heading"][1:] == list(HEADS)


def test_untagged_papers_are_silent() -> None:
    assert read(source(print_html(f"<h1>Plain</h1><p>{SPRING}</p>"))).diagnostics == ()


def test_tags_of_a_style_that_is_meant_are_believed_where_others_are_misused() -> None:
    style = "h3{font-size:10pt;font-weight:normal;margin:8pt 0} h2{font-size:10pt;color:#803020;margin:8pt 0}"
    parts = "".join(f"<h2>{head}</h2><h3>{SPRING}</h3><p>{SPRING}</p><p>{SPRING}</p>" for head in HEADS)
    result = read(source(print_html(parts, style, tagged=True)))
    assert [d.code for d in result.diagnostics] == ["BK232"]
    heads = [b for b in body(result.value) if b.kind == "heading"]
    assert [b.text for b in heads] == list(HEADS)
    assert all("tagged heading" in b.evidence for b in heads)


def test_a_heading_that_was_not_tagged_is_one_in_the_dress_of_those_that_were() -> None:
    parts = "".join(f"<h2>{head}</h2><p>{SPRING}</p>" for head in HEADS)
    lost = "<p style='font-size:13pt;font-weight:bold;margin:12pt 0'>Left untagged</p>"
    assert ("Left untagged", 2) in _heads(print_html(f"{parts}{lost}<p>{SPRING}</p>", tagged=True))


def test_what_tags_leave_plain_on_a_cover_heads_nothing_but_for_the_title() -> None:
    big = "<p style='font-size:{}pt;font-weight:bold'>{}</p>"
    cover = big.format(40, "The long road") + big.format(24, "A report") + big.format(22, "Spring 2031")
    parts = "".join(f"<h2>{head}</h2><p>{SPRING}</p>" for head in HEADS)
    paper = print_html(f"{cover}<div style='break-before:page'>{parts}</div>", tagged=True)
    assert [text for text, _ in _heads(paper, tags=False)] == ["The long road", "A report", "Spring 2031", *HEADS]
    assert [text for text, _ in _heads(paper)] == ["The long road", *HEADS]


def test_levels_that_tags_gave_stand_after_tidying() -> None:
    alike = "h1,h2,h3{font-size:14pt;font-weight:bold;margin:12pt 0;text-transform:none}"
    parts = "".join(f"<h{n % 3 + 1}>{head}</h{n % 3 + 1}><p>{SPRING}</p>" for n, head in enumerate(HEADS))
    tidied = tidy(read(source(print_html(parts, alike, tagged=True))).value).value
    assert [b.level for b in tidied.blocks if b.kind == "heading"] == [1, 2, 3, 1, 2, 3, 1]
