"""Zips that are damaged: what can be read is read and marked, and a fragment is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefkit import pipeline, theme
from briefkit.errors import UnusableInput
from briefkit.files import from_bytes
from briefkit.record import Record, Settings
from wordfiles import MAIN, TYPES, p, part, relations, word

LONG = "".join(
    p(f"Paragraph {number} tells of the lantern, the gravel and number {number * 7919 % 997}.")
    for number in range(1, 41)
)
STYLES = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
LETTER = word(p("Learning", style="Heading1") + LONG, styles=STYLES, header1=p("Northmere"), settings="").data
ALL = 41


def record_of(content: bytes, name: str = "x.docx") -> Record:
    source = from_bytes(name, content)
    return pipeline.normalise(source, pipeline.read(source, Settings()), theme.load("house"))


def text_of(record: Record) -> str:
    briefing = record.briefing
    items = [item.text for _, item in briefing.sections.each()]
    others = [one.text for one in briefing.absorbed] + [one.text for one in briefing.set_aside]
    return "\n".join((*items, *others))


def codes_of(record: Record) -> set[str]:
    return {said.code for said in record.diagnostics}


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def index_at(content: bytes) -> int:
    return content.index(b"PK\x01\x02")


def in_index(content: bytes, offset: int, value: bytes) -> bytes:
    """The content with a field of the main part's entry in the index changed."""
    at = content.index(MAIN.encode(), index_at(content)) - 46 + offset
    return content[:at] + value + content[at + len(value) :]


def in_header(content: bytes, offset: int, value: bytes) -> bytes:
    at = content.index(MAIN.encode()) - 30 + offset
    return content[:at] + value + content[at + len(value) :]


def as_stream(content: bytes) -> bytes:
    """The same zip as a program writes it that cannot go back: sizes behind the data, no index."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.made = b""

        def writable(self) -> bool:
            return True

        def write(self, piece: bytes) -> int:  # type: ignore[override]
            self.made += bytes(piece)
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part_ in parts_of(content).items():
            archive.writestr(name, part_)
    return pipe.made


DAMAGED = {
    "without an index": LETTER[: index_at(LETTER)],
    "an index of rubbish": LETTER[: index_at(LETTER)] + b"\7" * 200,
    "a wrong place of the index": LETTER[:-6] + b"\1\0\0\0" + LETTER[-2:],
    "a wrong place of the part": in_index(LETTER, 42, b"\x10\0\0\0"),
    "a spoilt header": in_header(LETTER, 0, b"XXXX"),
    "a wrong checksum": in_index(in_header(LETTER, 14, b"\1\2\3\4"), 16, b"\1\2\3\4"),
    "a packed size too small": in_index(LETTER, 20, b"\x40\0\0\0"),
    "a size too small": in_index(LETTER, 24, b"\x40\0\0\0"),
    "another name in the index": in_index(LETTER, 46, b"wxyz"),
    "the sign of encryption": in_index(LETTER, 8, b"\1"),
    "an unknown method in the index": in_index(LETTER, 10, b"\x63"),
    "much rubbish behind": LETTER + b"\0\1junk" * 30_000,
    "a stream without an index": as_stream(LETTER)[: index_at(as_stream(LETTER))],
    "stored, without an index": pack(parts_of(LETTER), 0)[: index_at(pack(parts_of(LETTER), 0))],
    "without its list of contents": pack({k: v for k, v in parts_of(LETTER).items() if k != "[Content_Types].xml"}),
    "without its arrows": pack({k: v for k, v in parts_of(LETTER).items() if k != "_rels/.rels"}),
    "without the arrows of its text": pack({k: v for k, v in parts_of(LETTER).items() if "document.xml.rels" not in k}),
    "without its styles": pack({k: v for k, v in parts_of(LETTER).items() if "styles" not in k}),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_all_that_is_there_is_read_and_the_briefing_is_marked(kind: str) -> None:
    record = record_of(DAMAGED[kind])
    text = text_of(record)
    assert sum(f"Paragraph {number} tells" in text for number in range(1, 41)) == ALL - 1
    assert "Northmere" in text
    assert record.source.damaged
    assert not codes_of(record) & {"BK501", "BK504"}


@pytest.mark.parametrize(
    "content",
    [
        LETTER,
        b"HTTP/1.1 200 OK\r\n\r\n" + LETTER,
        b"\0\0junk" + LETTER,
        b"\0\0\0\0" + LETTER[4:],
        LETTER + LETTER,
        LETTER + LETTER[: len(LETTER) // 2],
        LETTER + b"\0" * 400,
        pack({name.replace("/", "\\"): content for name, content in parts_of(LETTER).items()}),
    ],
)
def test_what_only_stands_around_it_does_no_harm(content: bytes) -> None:
    text = text_of(record_of(content))
    assert all(text.count(f"Paragraph {number} tells") == 1 for number in range(1, 41))


@pytest.mark.parametrize("lost", ["_rels/.rels", "both"])
def test_a_text_of_another_name_is_found_without_arrows(lost: str) -> None:
    parts = {("word/text7.xml" if name == MAIN else name): content for name, content in parts_of(LETTER).items()}
    parts["[Content_Types].xml"] = TYPES.replace(MAIN, "word/text7.xml").encode()
    for name in ("_rels/.rels", "[Content_Types].xml")[: 1 + (lost == "both")]:
        del parts[name]
    assert "Paragraph 40 tells" in text_of(record_of(pack(parts)))


def test_a_main_part_that_breaks_off_is_read_and_says_how_much_is_missing() -> None:
    end = LETTER.index(b"PK\x03\x04", LETTER.index(MAIN.encode()))
    begin = LETTER.index(MAIN.encode())
    record = record_of(LETTER[: begin + (end - begin) * 3 // 4])
    assert "Paragraph 12 tells" in text_of(record)
    assert "Paragraph 40 tells" not in text_of(record)
    said = next(said for said in record.diagnostics if said.code == "BK216" and "%" in said.message)
    assert said.severity == "error"
    assert said.where.startswith("after paragraph ")
    assert record.source.damaged
    assert not codes_of(record) & {"BK501", "BK504"}


@pytest.mark.parametrize("share", [0.05, 0.1, 0.15])
def test_a_fragment_is_refused_in_words(share: float) -> None:
    with pytest.raises(UnusableInput) as caught:
        record_of(LETTER[: int(len(LETTER) * share)])
    assert caught.value.code == "BK111"
    assert "damaged or incomplete" in str(caught.value)
    assert caught.value.next_step


def test_lost_text_parts_are_named() -> None:
    arrows = relations(
        ("rId1", "footnotes", "footnotes.xml"), ("rId2", "image", "NULL"), ("rId3", "numbering", "n.xml")
    )
    content = pack({**parts_of(LETTER), "word/_rels/document.xml.rels": arrows.encode()})
    said = {said.code: said.message for said in record_of(content).diagnostics}
    assert "the footnotes" in said["BK200"]
    assert "the lists" in said["BK215"]


def test_a_picture_that_is_not_there_is_no_damage() -> None:
    arrows = relations(("rId2", "image", "NULL"), ("x1", "styles", "styles.xml"))
    content = pack({**parts_of(LETTER), "word/_rels/document.xml.rels": arrows.encode()})
    assert not record_of(content).source.damaged


def test_an_inner_file_is_not_taken_for_the_outer_one() -> None:
    inner = word(p("The inner text must not be read.")).data
    parts = {"word/embeddings/inner.docx": inner, **parts_of(LETTER)}
    content = pack(parts, zipfile.ZIP_STORED)
    text = text_of(record_of(content[: index_at(content[len(inner) + 100 :]) + len(inner) + 100]))
    assert "inner text" not in text
    assert "Paragraph 40 tells" in text


def test_a_locked_zip_still_asks_for_the_password() -> None:
    content = in_index(LETTER, 8, b"\1")
    begin = content.index(MAIN.encode()) + len(MAIN)
    with pytest.raises(UnusableInput) as caught:
        record_of(
            content[:begin] + bytes(byte ^ 0x5A for byte in content[begin : begin + 400]) + content[begin + 400 :]
        )
    assert caught.value.code == "BK112"


def test_text_that_is_lost_in_a_spoilt_stream_is_not_passed_off_as_whole() -> None:
    begin = LETTER.index(MAIN.encode()) + len(MAIN) + 200
    with pytest.raises(UnusableInput) as caught:
        record_of(LETTER[:begin] + b"\xff" * 8 + LETTER[begin + 8 :])
    assert caught.value.code == "BK111"


def test_a_part_of_the_wrong_root_is_not_taken_for_the_text() -> None:
    content = pack({"word/notes.xml": part("styles", "").encode()})
    with pytest.raises(UnusableInput):
        record_of(content)
