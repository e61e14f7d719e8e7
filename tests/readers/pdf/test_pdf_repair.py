"""Damaged, locked and swollen PDFs: what is still had of them, and what is said."""

from __future__ import annotations

import random
import re
import unicodedata
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from briefkit import pipeline, theme
from briefkit.diagnostics import DAMAGE
from briefkit.errors import UnusableInput
from briefkit.readers.pdf import read
from briefkit.readers.pdf.file.repair import best_of, letters_in, look_at_index
from briefkit.readers.pdf.file.salvage import salvage
from briefkit.readers.pdf.file.streams import survey
from paperfiles import draw, line, read_bytes, source, texts

PAGES = 6


def sentence(number: int) -> str:
    return f"Part {number} says what the nursery saw and whom it told."


def paper(**options: object) -> bytes:
    room = BytesIO()
    with pikepdf.open(BytesIO(draw(*(line(sentence(n), 50, 700) for n in range(1, PAGES + 1))))) as pdf:
        pdf.save(room, **options)  # type: ignore[arg-type]
    return room.getvalue()


def locked(user: str, revision: int, **options: object) -> bytes:
    aes = revision >= 5
    lock = pikepdf.Encryption(owner="owner", user=user, R=revision, aes=aes, metadata=aes, **options)  # type: ignore[arg-type]
    return paper(encryption=lock)


def codes(content: bytes) -> set[str]:
    return {said.code for said in read(source(content)).diagnostics}


ALL = [sentence(number) for number in range(1, PAGES + 1)]


@pytest.mark.parametrize("revision", [2, 3, 6])
def test_an_empty_password_opens_and_a_real_one_is_asked_for(revision: int) -> None:
    assert texts(read_bytes(locked("", revision))) == ALL
    content = locked("pässwörd", revision)
    with pytest.raises(UnusableInput) as caught:
        read(source(content))
    assert caught.value.code == "BK112"
    for form in ("NFC", "NFD"):
        assert texts(read(source(content), unicodedata.normalize(form, "pässwörd")).value) == ALL


def test_a_password_in_the_old_spelling_opens() -> None:
    assert texts(read(source(locked("5 € a day", 3)), "5 € a day").value) == ALL


def test_a_file_that_may_not_be_copied_from_is_read() -> None:
    nothing = pikepdf.Permissions(*[False] * len(pikepdf.Permissions()))
    assert texts(read_bytes(locked("", 6, allow=nothing))) == ALL


def test_a_lock_by_certificates_is_named() -> None:
    content = paper(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    lock = b"<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 2/Length 128/Recipients[(x)]>>"
    content = content.replace(b"trailer <<", b"trailer << /Encrypt " + lock, 1)
    with pytest.raises(UnusableInput, match="certificates") as caught:
        read(source(content))
    assert caught.value.code == "BK112"


def test_the_letters_of_a_locked_file_are_counted_too() -> None:
    found = source(locked("let me in", 6))
    record = pipeline.normalise(found, read(found, "let me in"), theme.load("house"), password="let me in")
    assert not [said for said in record.diagnostics if said.code.startswith("BK5") and said.severity == "error"]
    assert record.ledger.source_letters > 100


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: re.sub(rb"startxref\s+\d+", b"startxref\n7", content),
        lambda content: content[: content.rfind(b"xref\n0 ")],
        lambda content: re.sub(rb"/Count \d+", b"/Count 2", content),
        lambda content: re.sub(rb"/Count \d+", b"/Count 99", content),
        lambda content: content.replace(b"/Pages ", b"/Pgaes "),
        lambda content: re.sub(rb"/Kids \[ ", b"/Kids [ %b 0 R " % re.findall(rb"/Pages (\d+)", content)[0], content),
    ],
    ids=["index astray", "no index", "count too small", "count too large", "no pages", "circle"],
)
def test_every_page_of_a_broken_file_is_read_and_it_is_marked(spoil: object) -> None:
    content = spoil(paper(object_stream_mode=pikepdf.ObjectStreamMode.disable))  # type: ignore[operator]
    result = read(source(content))
    assert texts(result.value) == ALL
    assert result.value.pages == PAGES
    assert [said.code for said in result.diagnostics] == ["BK225"]
    assert "BK225" in DAMAGE


def test_what_stands_around_a_file_is_no_damage() -> None:
    mail = b"Received: by the morning post\r\n" * 100
    result = read(source(mail + paper() + b"\0junk\n" * 500))
    assert texts(result.value) == ALL
    assert not result.diagnostics


@pytest.mark.parametrize("linearize", [False, True])
def test_a_download_that_broke_off_keeps_the_pages_before_the_break(linearize: bool) -> None:
    content = paper(linearize=linearize, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    place = [match.start() for match in re.finditer(rb"endstream", content)][-2]
    result = read(source(content[:place]))
    assert set(texts(result.value)) < set(ALL)
    assert len(texts(result.value)) >= PAGES - 2
    assert "BK225" in {said.code for said in result.diagnostics}


def test_pages_in_object_streams_are_salvaged() -> None:
    content = paper(object_stream_mode=pikepdf.ObjectStreamMode.generate)
    broken = content[: content.rfind(b"/XRef") - 20]
    mended = salvage(broken)
    assert mended is not None
    with pdfium.PdfDocument(mended) as document:
        assert len(document) == PAGES
    assert texts(read_bytes(broken)) == ALL


def test_nothing_is_salvaged_from_a_locked_file_or_one_without_pages() -> None:
    assert salvage(locked("", 6)) is None
    assert salvage(b"%PDF-1.4\n1 0 obj\n<</Type/Pages/Kids[]>>\nendobj\n") is None


def test_pages_emptied_by_damage_are_told_by_number() -> None:
    content = paper(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(BytesIO(content)) as pdf:
        numbers = [page.Contents.objgen[0] for page in pdf.pages]
    for number in numbers[2:4]:
        content = re.sub(rb"\n%d 0 obj.*?endobj" % number, b"\n", content, flags=re.DOTALL)
    result = read(source(re.sub(rb"startxref\s+\d+", b"startxref\n7", content)))
    assert texts(result.value) == ALL[:2] + ALL[4:]
    assert [said.message[:34] for said in result.diagnostics if said.code == "BK229"] == [
        "Nothing stands on pages 3-4; as th"
    ]


def test_a_page_with_a_damaged_stream_is_told_by_number() -> None:
    content = paper(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = [match.end() for match in re.finditer(rb">>\s*stream\r?\n", content)][1]
    spoilt = bytearray(content)
    spoilt[start + 12 : start + 16] = b"\xff\xff\xff\xff"
    said = [one for one in read(source(bytes(spoilt))).diagnostics if one.code == "BK229"]
    assert [one.where for one in said] == ["page 2"]


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        (lambda page: page, "This page is damaged and could not be read."),
        (lambda page: page.Contents, "Nothing stands on page 2; as the file is damaged, what stood there may be lost."),
        (lambda page: page.Resources, ""),
        (lambda page: page.Resources.Font.F, ""),
        (lambda page: page.Resources.XObject.Words, ""),
        (lambda page: page.Resources.XObject.Words.Resources.Font.F, ""),
    ],
    ids=["page", "contents", "resources", "font", "form", "font of a form"],
)
def test_what_is_zeros_where_a_sound_index_leads_is_told(lost: Callable[[Any], Any], told: str) -> None:
    room = BytesIO()
    with pikepdf.open(BytesIO(paper())) as pdf:
        page: Any = pdf.pages[1].obj
        form: Any = pdf.make_stream(line("Said in a form.", 50, 600).encode(), Subtype=Name.Form, BBox=[0, 0, 595, 842])
        fonts = [Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica) for _ in range(2)]
        form.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(fonts[0])))
        resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(fonts[1])), XObject=Dictionary(Words=form))
        page.Resources = pdf.make_indirect(resources)
        page.Contents.write(page.Contents.read_bytes() + b" /Words Do")
        pdf.save(room, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = room.getvalue()
    assert codes(content) == set()
    with pikepdf.open(BytesIO(content)) as pdf:
        number = lost(pdf.pages[1].obj).objgen[0]
    found = re.search(rb"(?<!\d)%d 0 obj.*?endobj" % number, content, re.S)
    assert found
    said = read(source(content[: found.start()] + bytes(len(found[0])) + content[found.end() :])).diagnostics
    assert [one.code for one in said] == ["BK225"] + ["BK229"] * bool(told)
    assert told in said[-1].message


@given(seed=st.integers(0, 2**32), damage=st.integers(1, 60))
@example(seed=3276, damage=7)  # pdfium loses a page of it when it goes through the pages for the third time
@settings(max_examples=60, deadline=None)
def test_a_spoilt_file_never_loses_letters_that_pdfium_had(seed: int, damage: int) -> None:
    chance = random.Random(seed)
    spoilt = bytearray(paper())
    for _ in range(damage):
        spoilt[chance.randrange(20, len(spoilt))] = chance.randrange(256)
    content = bytes(spoilt)
    try:
        plain = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        plain = None
    letters = letters_in(pdfium.PdfDocument(content)) if plain else 0
    best = best_of(content, None, plain, look_at_index(content, None).pages)
    assert letters_in(best) >= letters
    if best is not None:
        best.close()


def packed(content: bytes, filters: str = "/FlateDecode") -> bytes:
    with pikepdf.open(BytesIO(draw(line(ALL[0], 50, 700)))) as pdf:
        stream = pdf.make_stream(b"")
        stream.write(content, filter=Array([pikepdf.Name(f"/{name}") for name in filters.split("/")[1:]]))
        pdf.pages[0].Contents = Array([pdf.pages[0].Contents, stream])
        room = BytesIO()
        pdf.save(room, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return room.getvalue()


@pytest.mark.parametrize("layers", [1, 2])
def test_a_stream_that_swells_is_refused_before_it_does(layers: int) -> None:
    bomb = b" " * 40_000_000
    for _ in range(layers):
        bomb = zlib.compress(bomb, 9)
    content = packed(bomb, "/FlateDecode" * layers)
    assert len(content) < 100_000
    with pytest.raises(UnusableInput) as caught:
        read(source(content))
    assert caught.value.code == "BK114"


def test_a_large_picture_is_no_bomb() -> None:
    assert not survey(
        b"1 0 obj\n<</Subtype/Image/Filter/FlateDecode>>stream\n" + zlib.compress(bytes(40_000_000))
    ).swollen


def test_an_open_last_block_is_no_damage() -> None:
    packer = zlib.compressobj()
    content = packer.compress(b"BT ET ") + packer.flush(zlib.Z_SYNC_FLUSH)
    assert codes(packed(content)) == set()


def nested(levels: int, times: int) -> bytes:
    with pikepdf.open(BytesIO(draw("/X Do " + line(ALL[0], 50, 700)))) as pdf:
        kind = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 9, 9])}
        form = pdf.make_stream(b"q Q", **kind)
        for _ in range(levels):
            form = pdf.make_stream(b"/X Do " * times, Resources=Dictionary(XObject=Dictionary(X=form)), **kind)
        pdf.pages[0].Resources.XObject = Dictionary(X=form)
        room = BytesIO()
        pdf.save(room)
    return room.getvalue()


def test_forms_that_draw_each_other_without_end_are_refused() -> None:
    with pytest.raises(UnusableInput) as caught:
        read(source(nested(30, 2)))
    assert caught.value.code == "BK114"
    assert texts(read_bytes(nested(3, 4))) == ALL[:1]


def test_files_inside_the_file_are_told() -> None:
    room = BytesIO()
    with pikepdf.open(BytesIO(paper())) as pdf:
        for number in range(7):
            pdf.attachments[f"Annex {number}.docx"] = b"words"
        pdf.save(room)
    said = [one for one in read(source(room.getvalue())).diagnostics if one.code == "BK239"]
    assert len(said) == 1
    assert "“Annex 0.docx”" in said[0].message
    assert "and 2 more" in said[0].message


def test_a_form_of_adobes_kind_is_told() -> None:
    room = BytesIO()
    with pikepdf.open(BytesIO(paper())) as pdf:
        packet = pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=pikepdf.String("x")))
        pdf.Root.AcroForm = Dictionary(XFA=packet, Fields=Array([field]))
        pdf.save(room)
    assert "BK239" in codes(room.getvalue())


def test_a_limit_says_which_pages_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.readers.pdf.reader.MAX_PAGES", 4)
    result = read(source(paper()))
    assert texts(result.value) == ALL[:4]
    assert [one.message for one in result.diagnostics] == [
        "Only the first 4 of 6 pages were read: pages 5 to 6 are missing."
    ]


def test_a_stream_named_again_and_again_is_refused() -> None:
    with pikepdf.open(BytesIO(draw(line(ALL[0], 50, 700) * 200))) as pdf:
        pdf.pages[0].Contents = Array([pdf.pages[0].Contents] * 2000)
        room = BytesIO()
        pdf.save(room)
    with pytest.raises(UnusableInput) as caught:
        read(source(room.getvalue()))
    assert caught.value.code == "BK114"


def test_many_streams_without_an_end_take_no_longer_than_one() -> None:
    """Each of them has the end of the last: were the file gone through for each, this would not come to an end."""
    head = b"<</Subtype/Form>>stream\n"
    looked = survey(b"%PDF-1.4\n" + b"7 0 obj" + head * 100_000 + b"/A Do endstream endobj\n")
    assert not looked.swollen
    assert max(looked.forms.values()) == 1
    assert survey(head * 100_000).forms == {0: 0}


def test_an_object_that_lacks_its_end_ends_where_the_next_one_begins() -> None:
    content = b"%PDF-1.4\n" + b"1 0 obj <</Type/Pages/Kids[]>> " * 50_000 + b"2 0 obj <</Type/Page>> endobj\n"
    saved = salvage(content)
    assert saved is not None
    assert b"/Kids[2 0 R]" in saved[len(content) :]


@pytest.mark.parametrize("listed", [b"", b"x y ", b"7 "])
def test_an_object_stream_whose_list_is_damaged_gives_nothing(listed: bytes) -> None:
    packed = listed + b"<</Type/Page>>"
    head = b"<</Type/ObjStm/N 2/First %d/Length %d>>" % (len(listed), len(packed))
    assert salvage(b"%PDF-1.7\n4 0 obj" + head + b"stream\n" + packed + b"\nendstream\nendobj\n", own_tree=True) is None


def test_a_sound_file_is_opened_once_by_each_library(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    by_qpdf, by_pdfium = pikepdf.open, pdfium.PdfDocument

    def open_by_qpdf(*arguments: Any, **options: Any) -> pikepdf.Pdf:
        opened.append("qpdf")
        return by_qpdf(*arguments, **options)

    def open_by_pdfium(*arguments: Any, **options: Any) -> pdfium.PdfDocument:
        opened.append("pdfium")
        return by_pdfium(*arguments, **options)

    content = paper(object_stream_mode=pikepdf.ObjectStreamMode.generate)
    monkeypatch.setattr(pikepdf, "open", open_by_qpdf)
    monkeypatch.setattr(pdfium, "PdfDocument", open_by_pdfium)
    assert texts(read_bytes(content)) == ALL
    assert sorted(opened) == ["pdfium", "qpdf"]


@pytest.mark.parametrize(
    ("state", "hides"),
    [({}, False), ({"OFF": Array([])}, False), ({"BaseState": Name.OFF}, True), ({"BaseState": Name.ON}, False)],
)
def test_layers_that_are_switched_off_are_known_from_the_index(state: dict[str, Any], hides: bool) -> None:
    room = BytesIO()
    with pikepdf.open(BytesIO(paper())) as pdf:
        pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(**state))
        pdf.save(room)
    assert look_at_index(room.getvalue(), None).layers is hides


@pytest.mark.parametrize("packing", ["no", "compress"])
def test_contents_are_weighed_with_the_forms_they_draw_again_and_again(packing: str) -> None:
    with pikepdf.open(BytesIO(draw(line(ALL[0], 50, 700)))) as pdf:
        page: Any = pdf.pages[0].obj
        form = pdf.make_stream(b" " * 100_000, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        page.Resources.XObject = Dictionary(Again=form)
        page.Contents = Array([pdf.make_stream(b"/Again Do ")] * 300)
        room = BytesIO()
        pdf.save(room, compress_streams=packing == "compress")
    with pytest.raises(UnusableInput) as caught:
        read(source(room.getvalue()))
    assert caught.value.code == "BK114"
