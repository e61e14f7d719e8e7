"""Headings: by style, by outline, by looks alone, and styles that are used for something else."""

from __future__ import annotations

from typing import Any

from constructs.made import Construct, s
from constructs.package import docx, style
from constructs.pieces import cell, p, r, row, table

BOLD = "<w:b/>"
BREAK = "<w:r><w:br/></w:r>"


def _two(first: str, second: str, say: str, **parts: Any) -> Construct:
    """A file with two headings and a paragraph under each."""
    body = first + p("brolin") + p("caddow") + second + p("elmsey") + p("fernby")
    return Construct(
        say,
        docx(body, **parts),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"),
        headings=("avern", "dorvel"),
        plain=("brolin", "caddow", "elmsey", "fernby"),
    )


def heading_styles() -> Construct:
    body = (
        p("Review of Avern", style="Title") + p("What happened in Brolin", style="Heading1") + p("caddow")
        + p("The nursery at Dorvel", style="Heading2") + p("elmsey") + p("Fernby since then", style="Heading1")
        + p("gorrel")
    )  # fmt: skip
    return Construct(
        "heading styles at two levels, and a title",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby", "gorrel"),
        headings=("brolin", "dorvel", "fernby"),
        plain=("caddow", "elmsey", "gorrel"),
        deeper=(("brolin", "dorvel"), ("fernby", "dorvel")),
    )


def heading_custom_style() -> Construct:
    styles = style("PartnershipHead", "Partnership Head", f'<w:rPr>{BOLD}<w:sz w:val="30"/></w:rPr>', based="Heading1")
    first, second = (p(words, style="PartnershipHead") for words in ("What happened in Avern", "Dorvel since then"))
    return _two(first, second, "a style of one's own based on Heading 1", styles=styles)


def heading_localised() -> Construct:
    styles = style("Pennawd1", "Pennawd 1", f'<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr>{BOLD}</w:rPr>')
    first, second = (p(words, style="Pennawd1") for words in ("What happened in Avern", "Dorvel since then"))
    return _two(first, second, "a heading style with a localised name", styles=styles)


def heading_outline_level() -> Construct:
    level = '<w:outlineLvl w:val="1"/>'
    first, second = (p(words, properties=level) for words in ("What happened in Avern", "Dorvel since then"))
    return _two(first, second, "an outline level at the paragraph, and no style")


def heading_bold() -> Construct:
    first, second = (p(r(words, BOLD)) for words in ("What happened in Avern", "Dorvel since then"))
    return _two(first, second, "paragraphs in bold")


def heading_big() -> Construct:
    look = '<w:color w:val="7030A0"/><w:sz w:val="34"/>'
    first, second = (p(r(words, look)) for words in ("What happened in Avern", "Dorvel since then"))
    return _two(first, second, "paragraphs in colour and in larger type")


def heading_underlined() -> Construct:
    look = '<w:b/><w:u w:val="single"/>'
    first, second = (p(r(words, look)) for words in ("What happened in Avern", "Dorvel since then"))
    return _two(first, second, "paragraphs in bold and underlined")


def heading_capitals() -> Construct:
    first, second = (p(r(words, BOLD)) for words in ("WHAT HAPPENED IN AVERN", "DORVEL SINCE THEN"))
    return _two(first, second, "paragraphs in bold capitals")


def heading_glued_by_break() -> Construct:
    body = p(r("What happened in Avern", BOLD), BREAK, r("brolin")) + p(
        r("Dorvel since then", BOLD), BREAK, r("elmsey")
    )
    return Construct(
        "a heading glued to its text by a line break",
        docx(p("caddow") + body),
        ("caddow", "avern", "brolin", "dorvel", "elmsey"),
        headings=("avern", "dorvel"),
        plain=("brolin", "caddow", "elmsey"),
    )


def heading_style_misused() -> Construct:
    long = f"{s('brolin')} {s('caddow')} {s('elmsey')} {s('fernby')}"
    body = p("What happened in Avern", style="Heading1") + p(r(long), style="Heading2") + p("gorrel")
    return Construct(
        "a heading style misused for a paragraph of text",
        docx(body),
        ("avern", "brolin", "caddow", "elmsey", "fernby", "gorrel"),
        headings=("avern",),
        plain=("brolin", "caddow", "fernby", "gorrel"),
    )


def heading_bar() -> Construct:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
    look = '<w:b/><w:color w:val="FFFFFF"/>'
    bars = [
        table(row(cell(p(r(words, look)), shade, 9000)), columns=1)
        for words in ("What happened in Avern", "Dorvel since then")
    ]
    return _two(bars[0], bars[1], "a table of one cell as a heading bar, white on blue")


def heading_first_row() -> Construct:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'
    head = [cell(p(r(words, BOLD)), shade, 4500) for words in ("What happened in Avern", "Dorvel since then")]
    left = p("brolin") + p("caddow")
    right = p("elmsey") + p("fernby")
    body = p("gorrel") + table(row(*head), row(cell(left, "", 4500), cell(right, "", 4500)))
    return Construct(
        "the first row of a layout table as headings",
        docx(body),
        ("gorrel", "avern"),
        anywhere=("brolin", "caddow", "dorvel", "elmsey", "fernby"),
        headings=("avern", "dorvel"),
        plain=("brolin", "caddow", "elmsey", "fernby", "gorrel"),
    )


def heading_character_style() -> Construct:
    styles = style("Emphatic", "Emphatic", f'<w:rPr>{BOLD}<w:sz w:val="32"/></w:rPr>', "character", "")
    look = '<w:rStyle w:val="Emphatic"/>'
    first, second = (p(r(words, look)) for words in ("What happened in Avern", "Dorvel since then"))
    return _two(first, second, "paragraphs made bold and large by a character style", styles=styles)


def heading_numbered_style() -> Construct:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Section"/>'
        '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    inner = f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr>{BOLD}</w:rPr>'
    styles = style("Section", "Section", inner, based="Heading1")
    first, second = (p(words, style="Section") for words in ("What happened in Avern", "Dorvel since then"))
    return _two(first, second, "headings with a number from their style", styles=styles, numbering=numbering)


def heading_glued_by_nothing() -> Construct:
    body = p(r("What happened in Avern", BOLD), r("brolin")) + p(r("Dorvel since then", BOLD), r("elmsey"))
    return Construct(
        "a bold heading glued to its text by nothing",
        docx(p("caddow") + body),
        ("caddow", "dorvel", "elmsey"),
        headings=("dorvel",),
        plain=("elmsey", "caddow"),
    )


def heading_first_column() -> Construct:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>'
    rows = [
        row(cell(p(r(head, BOLD)), shade, 2500), cell(p(first) + p(second), "", 6500))
        for head, first, second in (
            ("What happened in Avern", "brolin", "caddow"),
            ("Dorvel since then", "elmsey", "fernby"),
        )
    ]
    return Construct(
        "the first column of a layout table as headings",
        docx(p("gorrel") + table(*rows)),
        ("gorrel", "avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"),
        headings=("avern", "dorvel"),
        plain=("brolin", "caddow", "elmsey", "fernby", "gorrel"),
    )


def heading_numbers_in_levels() -> Construct:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{depth + 1}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for depth, text in enumerate(("%1", "%1.%2"))
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    chosen = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(
        p(words, style=f"Heading{depth + 1}", properties=chosen.format(depth)) + p(text)
        for words, depth, text in (
            ("What happened in Avern", 0, "brolin"),
            ("The nursery at Caddow", 1, "dorvel"),
            ("The school at Elmsey", 1, "fernby"),
            ("Gorrel since then", 0, "hadrow"),
        )
    )
    return Construct(
        "headings numbered 1, 1.1, 1.2, 2",
        docx(body, numbering=numbering),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby", "gorrel", "hadrow"),
        headings=("avern", "caddow", "elmsey", "gorrel"),
        plain=("brolin", "dorvel", "fernby", "hadrow"),
        deeper=(("avern", "caddow"), ("gorrel", "elmsey")),
        labels=(("1", "avern"), ("1.1", "caddow"), ("1.2", "elmsey"), ("2", "gorrel")),
    )


BUILDERS = (
    heading_styles, heading_custom_style, heading_localised, heading_outline_level, heading_bold, heading_big,
    heading_underlined, heading_capitals, heading_glued_by_break, heading_style_misused, heading_bar,
    heading_first_row, heading_character_style, heading_numbered_style, heading_glued_by_nothing,
    heading_numbers_in_levels, heading_first_column,
)  # fmt: skip
