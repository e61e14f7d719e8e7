"""Whole files of another kind: strict, macros, templates, missing parts; parts within parts; later additions."""

from __future__ import annotations

from constructs.made import Construct, s
from constructs.package import OFFICE, STRICT_OFFICE, WORD, docx, members, part, relations, zipped
from constructs.pieces import TRACKED, p, ps, r, row, table

CHUNK = f"{OFFICE}/aFChunk"


def strict() -> Construct:
    made = members(p("What happened in Avern", style="Heading1") + p("brolin") + table(row("caddow", "dorvel")))
    swaps = (
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (OFFICE, STRICT_OFFICE),
        ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math",
        ),
    )
    for name, content in made.items():
        text = str(content)
        for old, new in swaps:
            text = text.replace(old, new)
        made[name] = text.replace("<w:document ", '<w:document w:conformance="strict" ')
    return Construct(
        "strict OOXML", zipped(made), ("avern", "brolin", "caddow", "dorvel"), headings=("avern",), plain=("brolin",)
    )


def macros() -> Construct:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    arrows = (("vba", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),)
    files: dict[str, str | bytes] = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Zarnik" + bytes(600)}
    types = {"word/vbaProject.bin": "application/vnd.ms-office.vbaProject"}
    content = docx(ps("avern", "brolin"), arrows, files, main=kind, types=types)
    return Construct("a file with macros (.docm)", content, ("avern", "brolin"), ("zarnik",), suffix=".docm")


def template() -> Construct:
    content = docx(ps("avern", "brolin"), main=f"{WORD}.template.main+xml")
    return Construct("a template (.dotx)", content, ("avern", "brolin"), suffix=".dotx")


def _without(say: str, *names: str) -> Construct:
    made = members(p("avern") + p("brolin") + table(row("caddow", "dorvel")))
    for name in names:
        del made[name]
    return Construct(say, zipped(made), ("avern", "brolin", "caddow", "dorvel"))


def missing_styles() -> Construct:
    return _without("the styles are missing", "word/styles.xml")


def missing_relationships() -> Construct:
    return _without("the document's relationships are missing", "word/_rels/document.xml.rels")


def missing_content_types() -> Construct:
    return _without("the list of content types is missing", "[Content_Types].xml")


def missing_numbering() -> Construct:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    body = p("avern") + p("brolin", properties=numbered) + p("caddow", properties=numbered)
    return Construct("the numbering is missing", docx(body), ("avern", "brolin", "caddow"))


def main_part_elsewhere() -> Construct:
    made = members(ps("avern", "brolin"))
    made["word/document2.xml"] = made.pop("word/document.xml")
    made["word/_rels/document2.xml.rels"] = made.pop("word/_rels/document.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        made[name] = str(made[name]).replace("word/document.xml", "word/document2.xml")
    return Construct("the body stands in a part of another name", zipped(made), ("avern", "brolin"))


def _chunk(name: str, content: str | bytes, say: str, unseen: tuple[str, ...] = ()) -> Construct:
    body = p("avern") + '<w:altChunk r:id="chunk"/>' + p("dorvel")
    made = docx(body, (("chunk", CHUNK, name),), {f"word/{name}": content})
    return Construct(say, made, ("avern", "brolin", "caddow", "dorvel"), unseen)


def chunk_html() -> Construct:
    inner = f"<p>{s('brolin')}</p><p><b>{s('caddow')}</b></p>"
    head = "<title>Zarnik</title><style>.xumeth {color: red}</style>"
    page = f"<html><head>{head}</head><body>{inner}<!-- Yobrel --></body></html>"
    return _chunk(
        "chunk.html", page, "another document within this one: HTML (altChunk)", ("zarnik", "yobrel", "xumeth")
    )


def chunk_text() -> Construct:
    return _chunk("chunk.txt", f"{s('brolin')}\r\n{s('caddow')}\r\n", "another document within this one: plain text")


def chunk_rtf() -> Construct:
    return _chunk(
        "chunk.rtf", f"{{\\rtf1\\ansi {s('brolin')}\\par {s('caddow')}\\par}}", "another document within this one: RTF"
    )


def chunk_docx() -> Construct:
    gone = f'<w:del w:id="1" {TRACKED}><w:r><w:delText>{s("zarnik")}</w:delText></w:r></w:del>'
    inner = docx(p("brolin") + p(r("caddow"), gone))
    return _chunk("chunk.docx", inner, "another document within this one: Word", ("zarnik",))


def unknown_wrapper() -> Construct:
    space = 'xmlns:later="urn:example:later"'
    body = (
        f"<later:band {space}>{p('avern')}</later:band>"
        + p(f"<later:span {space}>{r('brolin')}</later:span>")
        + p("caddow")
    )
    return Construct("unknown elements around paragraphs and runs", docx(body), ("avern", "brolin", "caddow"))


def future_namespace() -> Construct:
    extra = f'<later:note xmlns:later="urn:example:later"><later:text>{s("zarnik")}</later:text></later:note>'
    made = members(p("avern") + p(f"<w:r>{extra}</w:r>", r("brolin")) + p("caddow"))
    main = str(made["word/document.xml"])
    made["word/document.xml"] = main.replace(
        'mc:Ignorable="w14 wp14"', 'xmlns:later="urn:example:later" mc:Ignorable="w14 wp14 later"'
    )
    return Construct(
        "words in a namespace that may be ignored (mc:Ignorable)",
        zipped(made),
        ("avern", "brolin", "caddow"),
        ("zarnik",),
    )


def future_choice() -> Construct:
    choice = (
        '<mc:AlternateContent xmlns:later="urn:example:later"><mc:Choice Requires="later"><later:r><later:t>'
        f"{s('zarnik')}</later:t></later:r></mc:Choice><mc:Fallback>{r('brolin')}</mc:Fallback></mc:AlternateContent>"
    )
    return Construct(
        "AlternateContent that asks for something later: the Fallback is seen",
        docx(p("avern") + p(choice) + p("caddow")), ("avern", "brolin", "caddow"), ("zarnik",),
    )  # fmt: skip


def properties() -> Construct:
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    core = (
        f'<?xml version="1.0"?><cp:coreProperties xmlns:cp="{space}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Zarnik Yobrel</dc:creator>'
        "<cp:lastModifiedBy>Xumeth Wyvark</cp:lastModifiedBy></cp:coreProperties>"
    )
    made = members(
        ps("avern", "brolin"), types={"docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
    )
    made["docProps/core.xml"] = core
    made["_rels/.rels"] = relations(
        (
            ("rId1", "officeDocument", "word/document.xml"),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        )
    )
    return Construct(
        "names in the document's properties",
        zipped(made),
        ("avern", "brolin"),
        ("zarnik", "yobrel", "xumeth", "wyvark"),
    )


def glossary() -> Construct:
    kind = f"{WORD}.document.glossary+xml"
    inner = (
        '<w:docParts><w:docPart><w:docPartPr><w:name w:val="x"/></w:docPartPr>'
        f"<w:docPartBody>{p('zarnik')}</w:docPartBody></w:docPart></w:docParts>"
    )
    made = docx(
        ps("avern", "brolin"), (("glossary", "glossaryDocument", "glossary/document.xml"),),
        {"word/glossary/document.xml": part("glossaryDocument", inner)}, types={"word/glossary/document.xml": kind},
    )  # fmt: skip
    return Construct("building blocks kept in the file", made, ("avern", "brolin"), ("zarnik",))


def utf16() -> Construct:
    made = members(p("avern") + p("brolin") + table(row("caddow", "dorvel")))
    main = str(made["word/document.xml"]).replace('encoding="UTF-8"', 'encoding="UTF-16"')
    made["word/document.xml"] = main.encode("utf-16")
    return Construct("the body in UTF-16", zipped(made), ("avern", "brolin", "caddow", "dorvel"))


def absolute_targets() -> Construct:
    made = members(
        p("avern") + p("brolin"),
        section='<w:headerReference w:type="default" r:id="header1"/>',
        header1=p("Partnership of Gorrel"),
    )
    arrows = str(made["word/_rels/document.xml.rels"])
    made["word/_rels/document.xml.rels"] = arrows.replace('Target="', 'Target="/word/')
    made["_rels/.rels"] = str(made["_rels/.rels"]).replace('Target="', 'Target="/')
    return Construct(
        "parts named from the root of the package", zipped(made), ("avern", "brolin"), anywhere=("gorrel",)
    )


def fallback_missing() -> Construct:
    choice = (
        '<mc:AlternateContent xmlns:later="urn:example:later"><mc:Choice Requires="later"><later:r><later:t>'
        f"{s('zarnik')}</later:t></later:r></mc:Choice></mc:AlternateContent>"
    )
    body = p("avern") + p(choice, r("brolin")) + p("caddow")
    return Construct(
        "AlternateContent that asks for something later, without a Fallback",
        docx(body),
        ("avern", "brolin", "caddow"),
        ("zarnik",),
    )


BUILDERS = (
    strict, macros, template, missing_styles, missing_relationships, missing_content_types, missing_numbering,
    main_part_elsewhere, chunk_html, chunk_text, chunk_rtf, chunk_docx, unknown_wrapper, future_namespace,
    future_choice, properties, glossary, utf16, absolute_targets, fallback_missing,
)  # fmt: skip
