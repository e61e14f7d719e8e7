"""Footnotes, endnotes, comments; page headers and footers."""

from __future__ import annotations

from typing import Any

from constructs.made import Construct, s
from constructs.package import docx
from constructs.pieces import TRACKED, field, p, ps, r, row, table

SEPARATORS = (
    '<w:{sort} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{sort}>'
    '<w:{sort} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{sort}>'
)
RAISED = '<w:vertAlign w:val="superscript"/>'


def notes(sort: str, *words: str) -> str:
    """The inside of the part of footnotes or endnotes."""
    made = SEPARATORS.replace("{sort}", sort)
    for number, word in enumerate(words, 1):
        sign = f"<w:r><w:rPr>{RAISED}</w:rPr><w:{sort}Ref/></w:r>"
        made += f'<w:{sort} w:id="{number}">{p(sign, r(f" {s(word)}"), style="FootnoteText")}</w:{sort}>'
    return made


def reference(sort: str, number: int) -> str:
    """The mark of a note."""
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:{sort}Reference w:id="{number}"/></w:r>'


def _with_mark(sign: str) -> str:
    return p(r("The family had moved to Avern"), sign, r(" before the first visit took place."))


def footnote() -> Construct:
    body = _with_mark(reference("footnote", 1)) + p("brolin")
    return Construct(
        "a footnote", docx(body, footnotes=notes("footnote", "caddow")), ("avern", "brolin"), anywhere=("caddow",),
        marks=("avern",),
    )  # fmt: skip


def footnote_unused() -> Construct:
    body = _with_mark(reference("footnote", 1)) + p("brolin")
    return Construct(
        "a footnote whose mark was taken out", docx(body, footnotes=notes("footnote", "caddow", "zarnik")),
        ("avern", "brolin"), ("zarnik",), anywhere=("caddow",), marks=("avern",),
    )  # fmt: skip


def endnote() -> Construct:
    body = _with_mark(reference("endnote", 1)) + p("brolin")
    return Construct(
        "an endnote", docx(body, endnotes=notes("endnote", "caddow")), ("avern", "brolin"), anywhere=("caddow",),
        marks=("avern",),
    )  # fmt: skip


def footnote_custom_mark() -> Construct:
    sign = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    inside = SEPARATORS.replace("{sort}", "footnote") + f'<w:footnote w:id="1">{p(r("* " + s("caddow")))}</w:footnote>'
    return Construct(
        "a footnote with a mark of its own", docx(_with_mark(sign) + p("brolin"), footnotes=inside),
        ("avern", "brolin"), anywhere=("caddow",),
    )  # fmt: skip


def footnote_in_table() -> Construct:
    first = p(r("The family had moved to Avern"), reference("footnote", 1), r(" before the visit."))
    body = table(row(first, "brolin"), row("caddow", "dorvel"))
    return Construct(
        "a footnote in a cell", docx(body + p("elmsey"), footnotes=notes("footnote", "fernby")),
        ("avern", "brolin", "caddow", "dorvel", "elmsey"), anywhere=("fernby",), marks=("avern",),
    )  # fmt: skip


def comment() -> Construct:
    said = (
        '<w:comment w:id="1" w:author="Q. Quillor" w:date="2024-01-01T00:00:00Z" w:initials="QQ">'
        f"{p('zarnik')}</w:comment>"
    )
    body = p(
        '<w:commentRangeStart w:id="1"/>', r("avern"), '<w:commentRangeEnd w:id="1"/>',
        '<w:r><w:commentReference w:id="1"/></w:r>', r(f" {s('brolin')}"),
    )  # fmt: skip
    return Construct(
        "a comment", docx(body + p("caddow"), comments=said), ("avern", "brolin", "caddow"), ("zarnik", "quillor")
    )


def _headed(
    say: str, section: str, seen: str, unseen: tuple[str, ...] = (), settings: str = "", **parts: Any
) -> Construct:
    body = p("avern") + p(r("brolin"), '<w:r><w:br w:type="page"/></w:r>') + p("caddow")
    return Construct(
        say, docx(body, section=section, settings=settings or "<w:compat/>", **parts), ("avern", "brolin", "caddow"),
        unseen, anywhere=(seen,),
    )  # fmt: skip


def _pointer(sort: str, part: str, where: str = "header") -> str:
    return f'<w:{where}Reference w:type="{sort}" r:id="{part}"/>'


def header_default() -> Construct:
    parts: dict[str, Any] = {"header1": p("Partnership of Gorrel"), "footer1": p(r("Page "), field("PAGE", r("1")))}
    section = _pointer("default", "header1") + _pointer("default", "footer1", "footer")
    return _headed("a page header and a footer with the page's number", section, "gorrel", ("numpages",), **parts)


def header_first() -> Construct:
    section = _pointer("first", "header1") + "<w:titlePg/>"
    return _headed("a header of the first page only", section, "gorrel", header1=p("Partnership of Gorrel"))


def header_first_unused() -> Construct:
    section = _pointer("default", "header1") + _pointer("first", "header2")
    parts: dict[str, Any] = {"header1": p("Partnership of Gorrel"), "header2": p("Partnership of Zarnik")}
    return _headed("a first-page header that is switched off", section, "gorrel", ("zarnik",), **parts)


def header_even() -> Construct:
    section = _pointer("default", "header1") + _pointer("even", "header2")
    parts: dict[str, Any] = {"header1": p("Partnership of Gorrel"), "header2": p("Partnership of Hadrow")}
    made = _headed("a header of even pages", section, "gorrel", settings="<w:evenAndOddHeaders/>", **parts)
    return Construct(made.says, made.content, made.seen, anywhere=("gorrel", "hadrow"))


def two_sections_with_columns() -> Construct:
    columns = '<w:cols w:num="2" w:space="708"/>'
    one = f'<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/>{columns}</w:sectPr>'
    column = '<w:r><w:br w:type="column"/></w:r>'
    body = p("avern") + p("brolin") + p(column, r("caddow")) + p("dorvel", properties=one) + ps("elmsey", "fernby")
    return Construct(
        "two columns, and a section after them",
        docx(body, section='<w:type w:val="continuous"/>'), ("avern", "brolin", "caddow", "dorvel", "elmsey", "fernby"),
    )  # fmt: skip


def footnote_deleted() -> Construct:
    gone = f'<w:del w:id="5" {TRACKED}>{reference("footnote", 1)}</w:del>'
    body = p(r("The family had moved to Avern"), gone, r(" before the first visit took place.")) + p("brolin")
    return Construct(
        "a footnote whose mark is deleted as a tracked change",
        docx(body, footnotes=notes("footnote", "zarnik")),
        ("avern", "brolin"),
        ("zarnik",),
    )


def footnote_and_endnote() -> Construct:
    body = _with_mark(reference("footnote", 1)) + p(r("brolin"), reference("endnote", 1)) + p("caddow")
    return Construct(
        "a footnote and an endnote",
        docx(body, footnotes=notes("footnote", "dorvel"), endnotes=notes("endnote", "elmsey")),
        ("avern", "brolin", "caddow"),
        anywhere=("dorvel", "elmsey"),
        marks=("avern",),
    )


BUILDERS = (
    footnote, footnote_unused, endnote, footnote_custom_mark, footnote_in_table, footnote_deleted,
    footnote_and_endnote, comment, header_default, header_first,
    header_first_unused, header_even, two_sections_with_columns,
)  # fmt: skip
