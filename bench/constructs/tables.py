"""Tables: of data, for layout, merged, nested, hidden in part, placed on the page."""

from __future__ import annotations

from constructs.made import Construct, s
from constructs.package import docx
from constructs.pieces import cell, p, ps, r, row, table


def table_data() -> Construct:
    rows = (("Place", "Visits"), ("Avern", "14"), ("Brolin", "27"), ("Caddow", "31"))
    head = row(*(cell(p(r(word, "<w:b/>"))) for word in rows[0]), properties="<w:tblHeader/>")
    body = p("dorvel") + table(head, *(row(*entry) for entry in rows[1:])) + p("elmsey")
    return Construct(
        "a table of data",
        docx(body),
        ("dorvel", "place", "visits", "avern", "14", "brolin", "27", "caddow", "31", "elmsey"),
        rows=(("place", "visits"), ("avern", "14"), ("brolin", "27"), ("caddow", "31")),
    )


def table_merged_across() -> Construct:
    wide = cell("avern", '<w:gridSpan w:val="2"/>', 6000)
    body = table(row(wide), row("brolin", "caddow")) + p("dorvel")
    return Construct("cells merged across", docx(body), ("avern", "brolin", "caddow", "dorvel"))


def table_merged_down() -> Construct:
    rows = (
        row(cell("avern", '<w:vMerge w:val="restart"/>'), "brolin"),
        row(cell("<w:p/>", "<w:vMerge/>"), "caddow"),
        row("dorvel", "elmsey"),
    )
    return Construct("cells merged down", docx(table(*rows)), ("avern", "brolin", "caddow", "dorvel", "elmsey"))


def table_merge_leftovers() -> Construct:
    rows = (
        row(cell("avern", '<w:vMerge w:val="restart"/>'), "brolin"),
        row(cell("zarnik", "<w:vMerge/>"), "caddow"),
        row("dorvel", "elmsey"),
    )
    return Construct(
        "words left over in a cell that is merged into the one above",
        docx(table(*rows)),
        ("avern", "brolin", "caddow", "dorvel", "elmsey"),
        ("zarnik",),
    )


def table_nested() -> Construct:
    inner = p("brolin") + table(row(cell("caddow", "", 2000), cell("dorvel", "", 2000)), width=2000) + p("elmsey")
    body = table(row(cell(p("avern")), cell(inner, "", 5000)), row("fernby", "gorrel")) + p("hadrow")
    return Construct(
        "a table within a cell",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby", "gorrel", "hadrow"),
    )


def table_one_cell() -> Construct:
    body = p("avern") + table(row(cell(ps("brolin", "caddow"), "", 9000)), columns=1) + p("dorvel")
    return Construct("a box made of a table of one cell", docx(body), ("avern", "brolin", "caddow", "dorvel"))


def table_two_columns() -> Construct:
    left, right = cell(ps("brolin", "caddow", "dorvel")), cell(ps("elmsey", "fernby", "gorrel"))
    body = p("avern") + table(row(left, right), lines=False) + p("hadrow")
    return Construct(
        "two columns made of a table",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby", "gorrel", "hadrow"),
    )


def table_hidden_row() -> Construct:
    hidden = row(
        cell(p(r("zarnik", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>")),
        cell(p(r("yobrel", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>")),
        properties="<w:hidden/>",
    )
    body = table(row("avern", "brolin"), hidden, row("caddow", "dorvel"))
    return Construct("a hidden row", docx(body), ("avern", "brolin", "caddow", "dorvel"), ("zarnik", "yobrel"))


def table_deleted_row() -> Construct:
    tracked = 'w:id="5" w:author="Q. Quillor" w:date="2024-01-01T00:00:00Z"'
    gone = "".join(
        cell(p(f"<w:del {tracked}><w:r><w:delText>{s(word)}</w:delText></w:r></w:del>"))
        for word in ("zarnik", "yobrel")
    )
    rows = (row("avern", "brolin"), f"<w:tr><w:trPr><w:del {tracked}/></w:trPr>{gone}</w:tr>", row("caddow", "dorvel"))
    return Construct(
        "a row deleted as a tracked change", docx(table(*rows)), ("avern", "brolin", "caddow", "dorvel"),
        ("zarnik", "yobrel"),
    )  # fmt: skip


def table_positioned() -> Construct:
    place = (
        '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="300"/>'
    )
    body = p("avern") + table(row("brolin", "caddow"), properties=place) + p("dorvel") + p("elmsey")
    return Construct(
        "a table that floats on the page", docx(body), ("avern", "dorvel", "elmsey"), anywhere=("brolin", "caddow")
    )


def table_gaps() -> Construct:
    before = '<w:gridBefore w:val="1"/><w:wBefore w:w="3000" w:type="dxa"/>'
    body = table(row("avern", "brolin"), row("caddow", properties=before), row("dorvel", "elmsey"))
    return Construct(
        "a row that begins one column later", docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey")
    )


def table_list_in_cell() -> Construct:
    dotted = [p(f"• {s(word)}") for word in ("brolin", "caddow")]
    body = table(row(cell(p("avern") + "".join(dotted)), "dorvel")) + p("elmsey")
    return Construct(
        "a list in a cell", docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey"), bullets=("brolin", "caddow")
    )


def table_inserted_row() -> Construct:
    tracked = 'w:id="5" w:author="Q. Quillor" w:date="2024-01-01T00:00:00Z"'
    new = "".join(cell(p(f"<w:ins {tracked}>{r(word)}</w:ins>")) for word in ("caddow", "dorvel"))
    rows = (row("avern", "brolin"), f"<w:tr><w:trPr><w:ins {tracked}/></w:trPr>{new}</w:tr>", row("elmsey", "fernby"))
    return Construct(
        "a row inserted as a tracked change",
        docx(table(*rows)),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"),
        ("quillor",),
    )


def table_three_columns() -> Construct:
    columns = [cell(ps(*words)) for words in (("brolin", "caddow"), ("dorvel", "elmsey"), ("fernby", "gorrel"))]
    body = p("avern") + table(row(*columns), columns=3, lines=False) + p("hadrow")
    return Construct(
        "three columns made of a table",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby", "gorrel", "hadrow"),
    )


BUILDERS = (
    table_data, table_merged_across, table_merged_down, table_merge_leftovers, table_nested, table_one_cell,
    table_two_columns, table_hidden_row, table_deleted_row, table_positioned, table_gaps, table_list_in_cell,
    table_inserted_row, table_three_columns,
)  # fmt: skip
