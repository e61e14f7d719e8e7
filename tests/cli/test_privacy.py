"""Nothing that a Word file knows of people and machines, and nothing that it hides, is in any byte of any output."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefkit.cli import run
from wordfiles import MAIN, OFFICE, SPACES, field, p, packed, part, r, relations

RESULTS = {"briefing.html", "briefing.pdf", "briefing.json", "briefing.md", "briefing.docx"}


class Marks:
    """Strings that no output may hold, each told by where it was put."""

    def __init__(self) -> None:
        self.put: dict[str, str] = {}

    def __call__(self, where: str) -> str:
        word = f"Zqleak{len(self.put):03}x"
        self.put[word] = where
        return word


def fields(m: Marks, where: str, names: str) -> str:
    return "".join(f"<{name}>{m(f'{where} {name}')}</{name.split()[0]}>" for name in names.split(","))


def change(m: Marks, tag: str, inner: str) -> str:
    who = m(f"author of {tag}")
    return f'<w:{tag} w:id="9" w:author="{who}" w:initials="{who}" w:date="2031-01-01T00:00:00Z">{inner}</w:{tag}>'


def body(m: Marks) -> str:
    look = f"<w:b/>{change(m, 'rPrChange', '<w:rPr/>')}"
    frame = f"<w:jc/>{change(m, 'pPrChange', '<w:pPr/>')}"
    deleted = f"<w:r><w:delText>{m('deleted text')}</w:delText></w:r>"
    comment = '<w:commentRangeStart w:id="4"/>' + r("said") + '<w:commentRangeEnd w:id="4"/>'
    picture = (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="{m("picture name")}" descr="A map of the ward"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="C:\\{m("picture path")}.png"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage" r:link="rIdLinked"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    old = (
        f'<w:r><w:pict><v:shape id="{m("shape id")}" o:spid="{m("spid")}" style="width:9pt">'
        f'<v:imagedata r:id="rIdImage" o:title="{m("image title")}"/></v:shape></w:pict></w:r>'
    ).replace("o:", "future:")
    link = (
        f'<w:hyperlink r:id="rIdWeb" w:tooltip="{m("tooltip")}" w:history="1" w:docLocation="{m("docLocation")}" '
        f'w:tgtFrame="{m("frame")}">{r("the guide")}</w:hyperlink>'
    )
    file_link = f'<w:hyperlink r:id="rIdFile" w:tooltip="{m("file tooltip")}">{r("the policy")}</w:hyperlink>'
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{m("alias")}"/><w:tag w:val="{m("tag")}"/>'
        f'<w:dataBinding w:xpath="/{m("xpath")}" w:storeItemID="{{x}}"/></w:sdtPr>'
        f"<w:sdtContent>{r('kept')}</w:sdtContent></w:sdt>"
    )
    blank = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{r('Click here to enter ' + m('placeholder'))}</w:sdtContent></w:sdt>"
    )
    tagged = (
        f'<w:smartTag w:uri="{m("smart tag")}" w:element="x"><w:smartTagPr><w:attr w:name="{m("attr")}"/>'
        f"</w:smartTagPr>{r('tagged words')}</w:smartTag>"
    )
    quoted = field(f' HYPERLINK "https://web.example/" \\o "{m("field tooltip")}" ', r("again"))
    hidden = r(f"{m('hidden words')} ", "<w:vanish/>") + r(m("white words"), '<w:color w:val="FFFFFF"/>')
    unread = field(f' INCLUDETEXT "\\\\\\\\{m("server")}\\\\share\\\\x.docx" ', r("What was read then."))
    return (
        p("Learning from Baby Wren", style="Title")
        + p("Background", style="H")
        + p(r("The nurse rang twice", look), " and it was ", comment, ".", properties=frame)
        + p("It was ", change(m, "ins", r("soon")), change(m, "del", deleted), " told. ", hidden, "Nobody came.")
        + change(m, "moveFromRangeStart", "")
        + p(change(m, "moveFrom", r(m("moved away"))), "So it stayed.")
        + p(picture, old, "See ", link, " or ", file_link, " or ", quoted, ", ", control, blank, tagged, ".")
        + p(unread, field(f" DOCVARIABLE {m('variable name')} ", r("shown")))
        + p(f'<w:permStart w:id="1" w:ed="{m("editor")}"/>', "Learning")
        + p("Practitioners should write down who was in the home.", '<w:permEnd w:id="1"/>')
    )


def members(m: Marks) -> dict[str, str | bytes]:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        + fields(m, "core", "dc:creator,dc:title,dc:subject,dc:description,dc:identifier,cp:keywords,cp:category")
        + fields(m, "core", "cp:lastModifiedBy,cp:contentStatus,cp:version,cp:revision")
        + "</cp:coreProperties>"
    )
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        + fields(m, "app", "Company,Manager,Template,HyperlinkBase,Application,TitlesOfParts")
        + "</Properties>"
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="urn:v">'
        f'<property name="{m("custom name")}"><vt:lpwstr>{m("custom value")}</vt:lpwstr></property>'
        f'<property name="MSIP_Label_a-b_Name"><vt:lpwstr>{m("label name")}</vt:lpwstr></property></Properties>'
    )
    settings = (
        f'<w:attachedTemplate r:id="rIdTemplate"/><w:mailMerge><w:query w:val="SELECT {m("query")}"/>'
        f'<w:dataSource r:id="rIdData"/></w:mailMerge><w:rsids><w:rsid w:val="{m("rsid")}"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="{m("docVar")}" w:val="{m("docVar value")}"/></w:docVars>'
    )
    comments = f'<w:comment w:id="4" w:author="{m("comment author")}">{p(m("comment"))}</w:comment>'
    image = b"\xff\xd8\xff\xe1" + f"Exif {m('EXIF')}".encode()
    exact = relations(
        ("rIdImage", "image", f"media/{m('media name')}.jpeg"),
        ("rIdWeb", "hyperlink", "https://web.example/guide"),
        ("rIdFile", "hyperlink", f"file:///C:/Users/{m('file link')}/policy.docx"),
        ("rIdLinked", "image", f"file:///C:/{m('linked image')}.png"),
        ("rIdC", "comments", "comments.xml"),
        ("rIdS", "settings", "settings.xml"),
        ("rIdT", "styles", "styles.xml"),
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("H", "heading 1"))
    )
    return {
        "_rels/.rels": relations(("rId1", "officeDocument", MAIN), ("rId2", "thumbnail", "docProps/thumbnail.jpeg")),
        MAIN: part("document", f"<w:body>{body(m)}</w:body>"),
        "word/_rels/document.xml.rels": exact,
        "docProps/core.xml": core,
        "docProps/app.xml": app,
        "docProps/custom.xml": custom,
        "docProps/thumbnail.jpeg": image,
        "word/styles.xml": part("styles", styles),
        "word/settings.xml": part("settings", settings),
        "word/_rels/settings.xml.rels": relations(
            ("rIdTemplate", "attachedTemplate", f"file:///{m('template path')}.dotm"),
            ("rIdData", "mailMergeSource", f"file:///{m('data path')}.xlsx"),
        ),
        "word/comments.xml": part("comments", comments),
        "word/people.xml": f'<w15:people xmlns:w15="urn:p"><w15:person w15:author="{m("person")}"/></w15:people>',
        "word/fontTable.xml": part("fonts", f'<w:font w:name="{m("font")}"/>'),
        f"word/media/{m('media file')}.jpeg": image,
        "customXml/item1.xml": f"<data>{m('custom XML')}</data>",
        "word/glossary/document.xml": part("glossaryDocument", p(m("glossary"))),
        "word/vbaProject.bin": m("macro").encode(),
        "word/header1.xml": f"<w:hdr {SPACES}>{p(m('a header that no section has'))}</w:hdr>",
    }


def everything(path: Path) -> Iterator[bytes]:
    """The bytes of a file, unpacked where it is packed."""
    data = path.read_bytes()
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from (name.encode() + archive.read(name) for name in archive.namelist())
    elif data.startswith(b"%PDF"):
        with pikepdf.open(path) as pdf:
            for each in pdf.objects:
                yield each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse(resolved=True)
            yield str(pdf.docinfo).encode()


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[Marks, Path]:
    monkeypatch.chdir(tmp_path)
    marks = Marks()
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, marks(f"the environment's {name}"))
    Path("in.docx").write_bytes(packed(members(marks)).data)
    assert run(["convert", "in.docx", "--jobs", "0", "--formats", "pdf,html,json,md,docx"]) == 0
    told = tmp_path / "told"
    told.mkdir()
    for number, (command, form) in enumerate(itertools.product(("extract", "explain", "check"), ([], ["--json"]))):
        assert run([command, "in.docx", *form]) == 0
        shown = capsys.readouterr()
        (told / f"{number}.txt").write_text(shown.out + shown.err, encoding="utf-8")
    return marks, tmp_path


def test_no_property_no_author_and_no_hidden_word_is_in_any_output(made: tuple[Marks, Path]) -> None:
    marks, folder = made
    files = [
        path for path in itertools.chain((folder / "out").rglob("*"), (folder / "told").iterdir()) if path.is_file()
    ]
    assert {path.name for path in files} >= RESULTS | {"index.html", "report.csv", "report.json"}
    found = set()
    for path in files:
        for content in everything(path):
            for word, where in marks.put.items():
                if any(word.encode(kind) in content for kind in ("utf-8", "utf-16-be", "utf-16-le")):
                    found.add((path.name, where))
            assert str(folder).encode() not in content, path.name
    assert not found


def test_what_is_seen_is_all_there(made: tuple[Marks, Path]) -> None:
    page = (made[1] / "out/in/briefing.html").read_text(encoding="utf-8")
    for words in ("The nurse rang twice", "soon told.", "Nobody came.", "So it stayed.", "the policy", "tagged words"):
        assert words in page
    assert 'href="https://web.example/guide"' in page


def test_the_files_made_name_no_author(made: tuple[Marks, Path]) -> None:
    with zipfile.ZipFile(made[1] / "out/in/briefing.docx") as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    with pikepdf.open(made[1] / "out/in/briefing.pdf") as pdf:
        assert "/Author" not in pdf.docinfo
        assert "dc:creator" not in pdf.open_metadata()


def test_a_path_in_a_footer_is_on_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    marks = Marks()
    parts = members(marks)
    where = r"\\srv07\home\zqname\Wren v2.docx"
    parts["word/footer1.xml"] = f"<w:ftr {SPACES}>{p(where)}{p('OFFICIAL-SENSITIVE')}</w:ftr>"
    arrows = str(parts["word/_rels/document.xml.rels"])
    footer = f'<Relationship Id="rIdF" Type="{OFFICE}/footer" Target="footer1.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = arrows.replace("</Relationships>", footer)
    Path("in.docx").write_bytes(packed(parts).data)
    assert run(["convert", "in.docx", "--jobs", "0", "--formats", "pdf,html,md,docx"]) == 0
    for name in ("pdf", "html", "md", "docx"):
        for content in everything(tmp_path / f"out/in/briefing.{name}"):
            assert b"srv07" not in content
            assert b"zqname" not in content
            assert b"OFFICIAL" not in content
    record = (tmp_path / "out/in/briefing.json").read_text(encoding="utf-8")
    assert '"file-path"' in record
    assert '"BK301"' in record
