"""Lists: numbers that Word computes, and marks that somebody typed."""

from __future__ import annotations

from constructs.made import Construct, s
from constructs.package import docx, style
from constructs.pieces import p, r


def level(depth: int, sort: str, text: str, start: int = 1, more: str = "", look: str = "") -> str:
    """A level of a numbering definition."""
    fonts = f"<w:rPr>{look}</w:rPr>" if look else ""
    indent = f'<w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{sort}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{indent}{fonts}</w:lvl>'
    )


def definition(*levels: str, key: int = 0) -> str:
    """An abstract numbering."""
    inner = '<w:multiLevelType w:val="multilevel"/>' + "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>'


def instance(number: int = 1, of: int = 0, overrides: str = "") -> str:
    """A numbering that paragraphs refer to."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(word: str, depth: int = 0, number: int = 1) -> str:
    """A list item."""
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(word, style="ListParagraph", properties=numbered)


def _listed(say: str, numbering: str, *items: tuple[str, int, str], number: int = 1) -> Construct:
    """A list: each item is its word, its depth and the number that Word prints."""
    body = p("avern") + "".join(item(word, depth, number) for word, depth, _ in items) + p("lorrin")
    words = tuple(word for word, _, _ in items)
    return Construct(
        say,
        docx(body, numbering=numbering),
        ("avern", *words, "lorrin"),
        labels=tuple((label, word) for word, _, label in items),
    )


def list_decimal() -> Construct:
    numbering = definition(level(0, "decimal", "%1.")) + instance()
    return _listed("a numbered list", numbering, ("brolin", 0, "1."), ("caddow", 0, "2."), ("dorvel", 0, "3."))


def list_bullets() -> Construct:
    look = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/>'
    numbering = definition(level(0, "bullet", "\uf0b7", look=look), level(1, "bullet", "o")) + instance()
    body = p("avern") + item("brolin") + item("caddow", 1) + item("dorvel") + p("elmsey")
    return Construct(
        "bullets at two levels, from a symbol font",
        docx(body, numbering=numbering),
        ("avern", "brolin", "caddow", "dorvel", "elmsey"),
        bullets=("brolin", "caddow", "dorvel"),
    )


def list_levels() -> Construct:
    numbering = definition(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "%3."))
    items = (
        ("brolin", 0, "1."), ("caddow", 1, "(a)"), ("dorvel", 1, "(b)"), ("elmsey", 2, "i."), ("fernby", 0, "2."),
        ("gorrel", 1, "(a)"),
    )  # fmt: skip
    return _listed("levels: 1., (a), i.; a lower level starts anew", numbering + instance(), *items)


def list_legal() -> Construct:
    numbering = definition(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")) + instance()
    items = (("brolin", 0, "1"), ("caddow", 0, "2"), ("dorvel", 1, "2.1"), ("elmsey", 1, "2.2"))
    return _listed("computed labels like 2.1", numbering, *items)


def list_recommendation() -> Construct:
    numbering = definition(level(0, "decimal", "Recommendation %1:")) + instance()
    items = (("brolin", 0, "Recommendation 1:"), ("caddow", 0, "Recommendation 2:"), ("dorvel", 0, "Recommendation 3:"))
    return _listed("a label with a word: Recommendation 3", numbering, *items)


def list_annex() -> Construct:
    numbering = definition(level(0, "upperRoman", "Annex %1", 4)) + instance()
    return _listed(
        "a Roman label that starts at four: Annex IV", numbering, ("brolin", 0, "Annex IV"), ("caddow", 0, "Annex V")
    )


def list_override() -> Construct:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numbering = definition(level(0, "decimal", "%1.")) + instance() + instance(2, 0, start)
    body = p("avern") + item("brolin") + item("caddow") + p("dorvel") + item("elmsey", 0, 2) + item("fernby", 0, 2)
    return Construct(
        "a list that starts again at seven (override)",
        docx(body, numbering=numbering),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"),
        labels=(("1.", "brolin"), ("2.", "caddow"), ("7.", "elmsey"), ("8.", "fernby")),
    )


def list_interrupted() -> Construct:
    numbering = definition(level(0, "decimal", "%1.")) + instance()
    body = item("avern") + p("brolin") + item("caddow") + p("dorvel") + item("elmsey")
    return Construct(
        "a list that goes on after a paragraph",
        docx(body, numbering=numbering),
        ("avern", "brolin", "caddow", "dorvel", "elmsey"),
        labels=(("1.", "avern"), ("2.", "caddow"), ("3.", "elmsey")),
    )


def list_by_style() -> Construct:
    numbering = definition(level(0, "decimal", "%1)", more='<w:pStyle w:val="Point"/>')) + instance()
    styles = style("Point", "Point", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = p("avern") + p("brolin", style="Point") + p("caddow", style="Point") + p("dorvel")
    return Construct(
        "a number that comes from the style",
        docx(body, numbering=numbering, styles=styles),
        ("avern", "brolin", "caddow", "dorvel"),
        labels=(("1)", "brolin"), ("2)", "caddow")),
    )


def list_style_link() -> Construct:
    linked = '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/><w:numStyleLink w:val="House"/>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/><w:styleLink w:val="House"/>'
        f"{level(0, 'upperLetter', '%1.')}</w:abstractNum>{linked}</w:abstractNum>" + instance(1, 0) + instance(2, 1)
    )
    styles = style("House", "House", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "numbering", "")
    body = p("avern") + item("brolin", 0, 2) + item("caddow", 0, 2) + p("dorvel")
    return Construct(
        "a list style that another definition holds",
        docx(body, numbering=numbering, styles=styles),
        ("avern", "brolin", "caddow", "dorvel"),
        labels=(("A.", "brolin"), ("B.", "caddow")),
    )


def _typed(say: str, *signs: str, look: str = "") -> Construct:
    words = ("brolin", "caddow", "dorvel", "elmsey", "fernby", "gorrel")[: len(signs)]
    marked = [
        p(r(sign, look), "<w:r><w:tab/></w:r>", r(word)) if look else p(f"{sign} {s(word)}")
        for sign, word in zip(signs, words, strict=True)
    ]
    return Construct(say, docx(p("avern") + "".join(marked) + p("lorrin")), ("avern", *words, "lorrin"), bullets=words)


def list_typed_bullets() -> Construct:
    return _typed("bullets typed by hand: • •", "•", "•", "•")


def list_typed_dashes() -> Construct:
    return _typed("dashes typed by hand: - –", "-", "-", "-")


def list_typed_arrows() -> Construct:
    return _typed("arrows typed by hand: ➢", "➢", "➢", "➢")


def list_symbol_bullets() -> Construct:
    return _typed("bullets typed in Wingdings, with a tab", "\uf0d8", "\uf0d8", "\uf0d8",
                  look='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')  # fmt: skip


def list_typed_numbers() -> Construct:
    body = p("avern") + p(f"1) {s('brolin')}") + p(f"2) {s('caddow')}") + p(f"3) {s('dorvel')}") + p("elmsey")
    return Construct(
        "numbers typed by hand",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel", "elmsey"),
        labels=(("1)", "brolin"), ("2)", "caddow"), ("3)", "dorvel")),
    )


def list_deleted_item() -> Construct:
    numbering = definition(level(0, "decimal", "%1.")) + instance()
    tracked = 'w:id="9" w:author="Q. Quillor" w:date="2024-01-01T00:00:00Z"'
    properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del {tracked}/></w:rPr>'
    gone = f"<w:del {tracked}><w:r><w:delText>{s('zarnik')}</w:delText></w:r></w:del>"
    body = item("avern") + p(gone, style="ListParagraph", properties=properties) + item("brolin")
    return Construct(
        "an item whose words and mark were deleted",
        docx(body, numbering=numbering),
        ("avern", "brolin"),
        ("zarnik",),
        labels=(("1.", "avern"), ("2.", "brolin")),
    )


def list_never_restarts() -> Construct:
    again = level(1, "lowerLetter", "%2)", more='<w:lvlRestart w:val="0"/>')
    items = (("brolin", 0, "1."), ("caddow", 1, "a)"), ("dorvel", 0, "2."), ("elmsey", 1, "b)"))
    return _listed("a level that never starts anew", definition(level(0, "decimal", "%1."), again) + instance(), *items)


def list_number_formats() -> Construct:
    sorts = (
        ("decimalZero", "%1.", 3, "03."),
        ("ordinal", "%2", 2, "2nd"),
        ("cardinalText", "Step %3", 1, "Step One"),
        ("ordinalText", "%4", 1, "First"),
        ("upperLetter", "%5.", 28, "BB."),
    )
    levels = (level(depth, sort, text, start) for depth, (sort, text, start, _) in enumerate(sorts))
    words = ("brolin", "caddow", "dorvel", "elmsey", "fernby")
    items = ((word, depth, sorts[depth][3]) for depth, word in enumerate(words))
    return _listed("numbers as 03, 2nd, One, First, BB", definition(*levels) + instance(), *items)


def list_legal_numbers() -> Construct:
    below = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    items = (("brolin", 0, "I."), ("caddow", 0, "II."), ("dorvel", 1, "2.1"))
    numbering = definition(level(0, "upperRoman", "%1."), below) + instance()
    return _listed("a level in plain numbers below a Roman one (isLgl)", numbering, *items)


BUILDERS = (
    list_decimal, list_bullets, list_levels, list_legal, list_recommendation, list_annex, list_override,
    list_interrupted, list_by_style, list_style_link, list_typed_bullets, list_typed_dashes, list_typed_arrows,
    list_symbol_bullets, list_typed_numbers, list_deleted_item, list_never_restarts, list_number_formats,
    list_legal_numbers,
)  # fmt: skip
