"""Fields, bookmarks, links and forms."""

from __future__ import annotations

from constructs.made import Construct, s
from constructs.package import docx
from constructs.pieces import bookmark, cell, control, field, instruction, mark, p, r, row, table

WEB = "https://www.example.org/guidance"
ERROR = "Error! Reference source not found."


def field_simple() -> Construct:
    body = p(
        r("The report names "), f'<w:fldSimple w:instr=" DOCPROPERTY Zarnik ">{r("Avern")}</w:fldSimple>', r(" first.")
    )
    return Construct("a simple field", docx(body + p("brolin")), ("avern", "brolin"), ("zarnik", "docproperty"))


def field_complex() -> Construct:
    body = p(r("The report names "), field("DOCPROPERTY Zarnik", r("Avern")), r(" first.")) + p("brolin")
    return Construct("a complex field", docx(body), ("avern", "brolin"), ("zarnik", "docproperty"))


def field_nested() -> Construct:
    inner = field("MERGEFIELD Zarnik", r("Yobrel"))
    told = mark("begin") + instruction("IF") + inner + instruction('= "x" "Xumeth" "Wyvark"') + mark("separate")
    body = p(r("avern"), told, r(" Brolin was named here."), mark("end")) + p("caddow")
    return Construct(
        "a field within the instruction of a field", docx(body), ("avern", "brolin", "caddow"),
        ("zarnik", "yobrel", "xumeth", "wyvark", "mergefield"),
    )  # fmt: skip


def field_across_paragraphs() -> Construct:
    first = p(mark("begin"), instruction("INCLUDETEXT zarnik.docx"), mark("separate"), r("avern"))
    body = first + p("brolin") + p(r("caddow"), mark("end")) + p("dorvel")
    return Construct(
        "a field across paragraphs", docx(body), ("avern", "brolin", "caddow", "dorvel"), ("zarnik", "includetext")
    )


def field_contents() -> Construct:
    def line(word: str, page: str, key: str) -> str:
        return p(f'<w:hyperlink w:anchor="{key}">{r(word)}<w:r><w:tab/></w:r>{r(page)}</w:hyperlink>', style="TOC1")

    contents = (
        p(mark("begin"), instruction('TOC \\o "1-3" \\h'), mark("separate"), style="TOC1")
        + line("The first part of the review", "2", "_Toc1") + line("The second part of the review", "3", "_Toc2")
        + p(mark("end"))
    )  # fmt: skip
    body = (
        contents + p(bookmark("_Toc1", r("What happened in Avern"), 1), style="Heading1") + p("brolin")
        + p(bookmark("_Toc2", r("Dorvel since then"), 2), style="Heading1") + p("elmsey")
    )  # fmt: skip
    return Construct(
        "a table of contents in front of headings", docx(body), ("avern", "brolin", "dorvel", "elmsey"),
        ("hyperlink",), headings=("avern", "dorvel"), plain=("brolin", "elmsey"),
    )  # fmt: skip


def field_without_end() -> Construct:
    body = p(r("avern"), mark("begin"), instruction("REF zarnik"), mark("separate"), r(f" {s('brolin')}")) + p("caddow")
    return Construct("a field that nobody closed", docx(body), ("avern", "brolin", "caddow"), ("zarnik",))


def macro_button() -> Construct:
    body = p(r("avern"), mark("begin"), instruction("MACROBUTTON Zarnik Choose Brolin here"), mark("end")) + p("caddow")
    return Construct(
        "a MACROBUTTON: its last words are what is printed",
        docx(body),
        ("avern", "brolin", "caddow"),
        ("zarnik", "macrobutton"),
    )


def link_web() -> Construct:
    body = p(r("Read "), f'<w:hyperlink r:id="web">{r("the guidance of Avern")}</w:hyperlink>', r(" first.")) + p(
        "brolin"
    )
    return Construct(
        "a link to the web", docx(body, (("web", "hyperlink", WEB),)), ("avern", "brolin"), links=(("avern", WEB),)
    )


def link_by_field() -> Construct:
    linked = field(f'HYPERLINK "{WEB}"', r("the guidance of Avern"))
    return Construct(
        "a link by a field", docx(p(r("Read "), linked, r(" first.")) + p("brolin")), ("avern", "brolin"),
        ("hyperlink",), links=(("avern", WEB),),
    )  # fmt: skip


def link_internal() -> Construct:
    linked = f'<w:hyperlink w:anchor="actions">{r("the actions of Avern")}</w:hyperlink>'
    target = p(bookmark("actions", r("Actions in Brolin")), style="Heading1")
    return Construct(
        "a link within the document", docx(p(r("See "), linked, r(" below.")) + p("caddow") + target + p("dorvel")),
        ("avern", "caddow", "brolin", "dorvel"), links=(("avern", "#actions"),), headings=("brolin",),
    )  # fmt: skip


def link_internal_broken() -> Construct:
    linked = f'<w:hyperlink w:anchor="zarnik">{r("the actions of Avern")}</w:hyperlink>'
    return Construct(
        "a link to a bookmark that is not there", docx(p(r("See "), linked, r(" below.")) + p("brolin")),
        ("avern", "brolin"), unlinked=("avern",),
    )  # fmt: skip


def reference_working() -> Construct:
    body = (
        p(bookmark("_Ref100", r("Avern and its plan")), style="Heading1") + p("brolin")
        + p(r("This was said in "), field("REF _Ref100 \\h", r("Caddow and its plan")), r(" already."))
    )  # fmt: skip
    return Construct(
        "REF to a bookmark",
        docx(body),
        ("avern", "brolin", "caddow"),
        headings=("avern",),
        links=(("caddow", "#_Ref100"),),
    )


def references_broken() -> Construct:
    body = (
        p(r("As said in "), field("REF _Ref9 \\h", r(ERROR, "<w:b/>")), r(" the plan of Avern ended."))
        + p(r("It stands on page "), field("PAGEREF _Ref9 \\h", r("Error! Bookmark not defined.")), r(" for Brolin."))
        + p(r("A note says more "), field("NOTEREF _Ref8 \\h", r("2")), r(" about Caddow."))
    )  # fmt: skip
    return Construct(
        "REF, PAGEREF and NOTEREF to nothing",
        docx(body),
        ("avern", "brolin", "caddow"),
        ("_ref9", "pageref", "noteref"),
    )


def bookmarks_unmatched() -> Construct:
    body = (
        p('<w:bookmarkStart w:id="1" w:name="zarnik"/>', r("avern")) + p(r("brolin"), '<w:bookmarkEnd w:id="7"/>')
        + '<w:bookmarkStart w:id="2" w:name="_GoBack"/><w:bookmarkEnd w:id="2"/>' + p("caddow")
    )  # fmt: skip
    return Construct("bookmarks without an end or a beginning", docx(body), ("avern", "brolin", "caddow"), ("zarnik",))


def bookmarks_crossed() -> Construct:
    body = p(
        '<w:bookmarkStart w:id="1" w:name="zarnik"/>', r("The family had moved to Av"),
        '<w:bookmarkStart w:id="2" w:name="yobrel"/>', r("ern before the visit. "), '<w:bookmarkEnd w:id="1"/>',
        r("brolin"), '<w:bookmarkEnd w:id="2"/>',
    ) + p(bookmark("zarnik", r("caddow"), 3)) + p("dorvel")  # fmt: skip
    return Construct(
        "bookmarks crossed in mid-word, and a name given twice",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel"),
        ("zarnik", "yobrel"),
    )


def bookmark_across_cells() -> Construct:
    first = cell(p('<w:bookmarkStart w:id="1" w:name="zarnik" w:colFirst="0" w:colLast="1"/>', r("avern")))
    body = table(row(first, "brolin"), row("caddow", cell(p(r("dorvel"), '<w:bookmarkEnd w:id="1"/>')))) + p("elmsey")
    return Construct(
        "a bookmark across cells", docx(body), ("avern", "brolin", "caddow", "dorvel", "elmsey"), ("zarnik",)
    )


def _form(inner: str) -> str:
    data = f'<w:ffData><w:name w:val="Zarnik"/><w:enabled/><w:calcOnExit w:val="0"/>{inner}</w:ffData>'
    return f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'


def form_text() -> Construct:
    box = _form('<w:textInput><w:default w:val="Yobrel"/></w:textInput>') + instruction("FORMTEXT") + mark("separate")
    body = p(r("The name of the place is "), box, r("Avern"), mark("end"), r(" as they say.")) + p("brolin")
    return Construct("a form field with typed words", docx(body), ("avern", "brolin"), ("zarnik", "yobrel", "formtext"))


def form_dropdown() -> Construct:
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("Yobrel", "Brolin", "Xumeth"))
    box = _form(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>') + instruction("FORMDROPDOWN") + mark("end")
    body = p("avern") + p(r("The place chosen is "), box, r(" for Caddow.")) + p("dorvel")
    return Construct(
        "a form field with a choice",
        docx(body),
        ("avern", "brolin", "caddow", "dorvel"),
        ("zarnik", "yobrel", "xumeth", "formdropdown"),
    )


def form_checkbox() -> Construct:
    box = (
        _form('<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked/></w:checkBox>')
        + instruction("FORMCHECKBOX")
        + mark("end")
    )
    body = p(box, r(f" {s('avern')}")) + p("brolin")
    return Construct("a form field with a tick", docx(body), ("avern", "brolin"), ("zarnik", "formcheckbox"))


def field_contents_in_control() -> Construct:
    line = p(field('TOC \\o "1-3"', r("The first part of the review") + "<w:r><w:tab/></w:r>" + r("2")), style="TOC1")
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    body = control(line, gallery) + p("What happened in Avern", style="Heading1") + p("brolin")
    return Construct(
        "a table of contents in a content control",
        docx(body),
        ("avern", "brolin"),
        headings=("avern",),
        plain=("brolin",),
    )


def link_by_field_internal() -> Construct:
    linked = field('HYPERLINK \\l "actions"', r("the actions of Avern"))
    target = p(bookmark("actions", r("Actions in Brolin")), style="Heading1")
    return Construct(
        "a link within the document by a field",
        docx(p(r("See "), linked, r(" below.")) + p("caddow") + target + p("dorvel")),
        ("avern", "caddow", "brolin", "dorvel"),
        links=(("avern", "#actions"),),
        headings=("brolin",),
    )


BUILDERS = (
    field_simple, field_complex, field_nested, field_across_paragraphs, field_contents, field_without_end,
    macro_button, link_web, link_by_field, link_internal, link_by_field_internal, field_contents_in_control,
    link_internal_broken, reference_working, references_broken,
    bookmarks_unmatched, bookmarks_crossed, bookmark_across_cells, form_text, form_dropdown, form_checkbox,
)  # fmt: skip
