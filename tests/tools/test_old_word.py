"""Old Word files without LibreOffice: the library's tree as a web page, comments dropped, and a word of caution."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefkit import jobs
from briefkit.errors import ToolMissing, UnusableInput
from briefkit.model import Source
from briefkit.readers.sniff import DOC, PPT
from briefkit.record import Settings
from briefkit.tools import conversions, libreoffice, old_word
from oldfiles import old_word as old_word_file

pytestmark = pytest.mark.skipif(not old_word.available(), reason="office_oxide is not installed")

GIVEN = Source("old.doc", b"\xd0\xcf\x11\xe0", DOC, "f" * 64)
TREE = {
    "sections": [
        {
            "header": {"content": [{"type": "paragraph", "content": [{"type": "text", "text": "OFFICIAL\0"}]}]},
            "footer": {"content": [{"type": "paragraph", "content": [{"type": "text", "text": "Page 1 of 2"}]}]},
            "first_page_footer": {
                "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Page 1 of 2"}]}]
            },
            "elements": [
                {"type": "heading", "level": 2, "content": [{"type": "text", "text": "What we found <1>"}]},
                {
                    "type": "paragraph",
                    "content": [
                        {"type": "text", "text": "Ask ", "bold": True, "font_size_half_pt": 24},
                        {"type": "line_break"},
                        {"type": "text", "text": "here", "hyperlink": "https://example.org/?a=1&b=2"},
                    ],
                },
                {"type": "list", "ordered": True, "items": [
                    {"content": [{"type": "text", "text": "One"}], "nested": {"items": [
                        {"content": [{"type": "paragraph", "content": [{"type": "text", "text": "Deeper"}]}]}]}}]},
                {"type": "table", "rows": [{"cells": [
                    {"content": [{"type": "paragraph", "content": [{"type": "text", "text": "Cell"}]}]}]}]},
                {"type": "text_box", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "In a box"}]}]},
                {"type": "endnote", "marker": "comment", "author": "Somebody", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "SECRET"}]}]},
                {"type": "footnote", "marker": "footnote", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "A note"}]}]},
                {"type": "thematic_break"},
                {"type": "something new", "content": [{"type": "text", "text": "still read"}]},
            ]
        }
    ]
}  # fmt: skip


class Document:
    """What office_oxide gives for a file."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.tree = tree

    def close(self) -> None:
        """As the library's own."""

    def to_ir(self) -> dict[str, Any]:
        return self.tree


def read_tree(monkeypatch: pytest.MonkeyPatch, tree: dict[str, Any]) -> Source:
    import office_oxide

    opened = type("Opened", (), {"from_bytes": staticmethod(lambda _data, _kind: Document(tree))})
    monkeypatch.setattr(office_oxide, "Document", opened)
    return old_word.convert(GIVEN).value


def test_the_tree_becomes_blocks_and_comments_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    source = read_tree(monkeypatch, TREE)
    blocks = jobs.read(source, Settings())[1].value.blocks
    assert [(block.text, block.layer) for block in (blocks[0], blocks[-1])] == [
        ("OFFICIAL", "header"),
        ("Page 1 of 2", "footer"),
    ]
    blocks = tuple(block for block in blocks if block.layer == "body")
    assert [block.text for block in blocks] == [
        "What we found <1>", "Ask \nhere", "One", "Deeper", "Cell", "In a box", "A note", "still read",
    ]  # fmt: skip
    assert [block.kind for block in blocks][:4] == ["heading", "paragraph", "numbered", "bullet"]
    assert (blocks[1].runs[0].bold, blocks[1].runs[-1].link) == (True, "https://example.org/?a=1&b=2")
    assert b"SECRET" not in source.data
    assert b"Somebody" not in source.data
    assert (source.sha256, source.via[0][:12]) == (GIVEN.sha256, "office_oxide")


def test_a_tree_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    tree: dict[str, Any] = {"type": "text_box", "content": []}
    tree["content"].append(tree)
    with pytest.raises(UnusableInput):
        read_tree(monkeypatch, {"sections": [{"elements": [tree]}]})


def test_a_file_of_drawings_alone_is_called_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableInput, match=r"No text .* old Word file") as caught:
        read_tree(monkeypatch, {"sections": [{"elements": [{"type": "paragraph", "content": []}]}]})
    assert "Word" in caught.value.next_step


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), old_word_file("make")])
def test_what_it_cannot_read_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnusableInput, match="without LibreOffice"):
        old_word.convert(Source("old.doc", data, DOC, "0"))


def test_it_stands_in_where_libreoffice_is_missing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> Source:
        raise ToolMissing("LibreOffice is not installed.", "Install it.")

    monkeypatch.setattr(libreoffice, "convert", missing)
    monkeypatch.setattr(old_word, "_tree", lambda _data: TREE)
    result = conversions.convert(msgspec.structs.replace(GIVEN, data=CLEAN))
    assert result.value.media_type == "text/html"
    assert [said.code for said in result.diagnostics] == ["BK122"]
    assert "Install it." in result.diagnostics[0].note
    with pytest.raises(ToolMissing):
        conversions.convert(Source("a.ppt", b"", PPT, "0"))
    with pytest.raises(ToolMissing, match="deleted or hidden"):
        conversions.convert(GIVEN)


CLEAN = bytes(512) + b"\xec\xa5\xc1\x00" + bytes(508) + b"Ask one more question."


@pytest.mark.parametrize(
    ("sign", "hides"),
    [
        (b"\x3c\x08\x01", True),
        (b"\x3c\x08\x81", True),
        (b"\x3c\x08\x00", False),
        (b"\x00\x08\x81\x63\x48\x01\x00\x64\x68", True),
        (b"\x00\x08\x01\x42\x2a\x01\x64\x68", True),
        (b"\x63\x48\x01\x00\x00\x08\x01", True),
        (b"\x00\x08\x01" + bytes(100) + b"\x63\x48", False),
        (b"\x01\x08\x81\x04\x48\x01\x00\x05\x68", False),
    ],
)
def test_a_file_with_signs_of_deleted_or_hidden_text_is_left_to_libreoffice(sign: bytes, hides: bool) -> None:
    assert old_word.may_hide(CLEAN) is False
    assert old_word.may_hide(CLEAN + sign) is hides


def test_a_file_of_before_word_97_may_hide_anything() -> None:
    assert old_word.may_hide(CLEAN.replace(b"\xec\xa5\xc1", b"\xec\xa5\x68"))
    assert old_word.may_hide(bytes(4096))


@pytest.mark.slow
def test_deleted_and_hidden_text_and_comments_stay_out_of_a_real_file(tmp_path: Path) -> None:
    """The file is made by LibreOffice from a Word file that holds one of each."""
    import subprocess

    import docx
    from lxml import etree

    from briefkit.tools.probe import LIBREOFFICE, program
    from wordfiles import SPACES

    office = program(LIBREOFFICE)
    if office is None:
        pytest.skip("LibreOffice is not installed")
    body = (
        f'<w:p {SPACES}><w:r><w:t xml:space="preserve">Shown </w:t></w:r>'
        '<w:del w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>DELETED</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A" w:date="2020-01-01T00:00:00Z"><w:r><w:t>added</w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN</w:t></w:r></w:p>"
    )
    document = docx.Document()
    document.element.body.insert(0, etree.fromstring(body))
    document.save(str(tmp_path / "old.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run([office, profile, *options, tmp_path / "old.docx"], check=True, capture_output=True, timeout=120)
    data = (tmp_path / "old.doc").read_bytes()
    assert old_word.may_hide(data)
    made = old_word.convert(Source("old.doc", data, DOC, "0")).value
    assert b"Shown added" in made.data
    assert b"DELETED" not in made.data
    assert b"HIDDEN" not in made.data
