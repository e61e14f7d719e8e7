"""A Word document that is one XML file is read like any other."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from briefkit import pipeline, theme
from briefkit.errors import UnusableInput
from briefkit.files import from_bytes
from briefkit.readers import DOCX
from briefkit.record import Record, Settings
from wordfiles import p, word

STYLES = '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="heading 1"/></w:style>'


def flat(content: bytes, picture: bytes = b"\x89PNG") -> bytes:
    """The parts of a Word file as one XML file, as Word saves it."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            tree = text[text.index("?>") + 2 :]
            parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{tree}</pkg:xmlData></pkg:part>')
    packed = base64.encodebytes(picture).decode()
    parts.append(f'<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>{packed}</pkg:binaryData></pkg:part>')
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    return f"{head}<pkg:package {space}>{''.join(parts)}</pkg:package>".encode()


LETTER = flat(word(p("A heading", style="x") + p("Wren & her brother."), styles=STYLES).data)


def record_of(content: bytes) -> Record:
    source = from_bytes("saved.xml", content)
    assert source.media_type == DOCX
    return pipeline.normalise(source, pipeline.read(source, Settings()), theme.load("house"))


def test_every_letter_is_read_and_counted() -> None:
    record = record_of(LETTER)
    blocks = pipeline.read(from_bytes("saved.xml", LETTER), Settings()).value.blocks
    assert [block.text for block in blocks] == ["A heading", "Wren & her brother."]
    assert blocks[0].kind == "heading"
    assert record.ledger.source_letters == record.ledger.accounted == len("AheadingWrenherbrother")
    assert not record.source.damaged


def test_a_damaged_one_is_mended_and_marked() -> None:
    record = record_of(LETTER.replace(b"Wren &amp; her", b"Wren & her"))
    assert record.source.damaged
    assert record.ledger.missing == ()


@pytest.mark.parametrize(
    "end", [b"", b"<pkg:part", b"<pkg:part pkg:name='/a.xml'><pkg:xmlData/></pkg:part></pkg:package>"]
)
def test_one_without_parts_is_refused(end: bytes) -> None:
    begin = b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    with pytest.raises(UnusableInput) as caught:
        record_of(begin + end)
    assert caught.value.next_step
