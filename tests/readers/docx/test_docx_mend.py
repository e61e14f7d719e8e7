"""Malformed XML: it is made well formed, and no letter of it is lost."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from briefkit.model import Source
from briefkit.readers.docx import read
from briefkit.readers.docx.opc.mend import decode, mend
from wordfiles import MAIN, MEDIA, SPACES, codes, p, packed, part, r, table, word

WORDS = ("First harbour.", "Second lantern.", "Third gravel.")
SOUND = part("document", f"<w:body>{''.join(p(words) for words in WORDS)}{table((p('In a cell.'),))}</w:body>")


def told(text: str | bytes) -> tuple[list[str], list[str]]:
    """The blocks of a file with that main part, and the codes of what is said."""
    members: dict[str, str | bytes] = dict(packed_parts())
    members[MAIN] = text
    result = read(packed(members))
    return [block.text for block in result.value.blocks], codes(result)


def packed_parts() -> dict[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(word(p("x")).data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("before", "after", "blocks"),
    [
        ("Second", "Q & A second", ["First harbour.", "Q & A second lantern.", "Third gravel.", "In a cell."]),
        ("Second", "a < b second", ["First harbour.", "a < b second lantern.", "Third gravel.", "In a cell."]),
        ("Second", "<b>Second</b> &", ["First harbour.", "<b>Second</b> & lantern.", "Third gravel.", "In a cell."]),
        ("Second", "Se\x0bcond", ["First harbour.", "Second lantern.", "Third gravel.", "In a cell."]),
        ("Second", "Se\x00cond", ["First harbour.", "Second lantern.", "Third gravel.", "In a cell."]),
        ("Second", "Second&nbsp;", ["First harbour.", "Second\xa0 lantern.", "Third gravel.", "In a cell."]),
        ("Second", "&nosuch; second", ["First harbour.", "&nosuch; second lantern.", "Third gravel.", "In a cell."]),
        ("Second", "&#0;Second", ["First harbour.", "Second lantern.", "Third gravel.", "In a cell."]),
        ("harbour.</w:t></w:r></w:p>", "harbour.", [*WORDS, "In a cell."]),
        ("harbour.</w:t>", "harbour.", [*WORDS, "In a cell."]),
        ("</w:tc></w:tr></w:tbl>", "", [*WORDS, "In a cell."]),
        ("</w:body></w:document>", "</w:body>", [*WORDS, "In a cell."]),
        ("<w:p><w:r><w:t xml:space=\"preserve\">Second", "<w:t>Second", [*WORDS, "In a cell."]),
        ("<w:p><w:r>", '<w:p w:x="1" w:x="2"><w:r>', [*WORDS, "In a cell."]),
        ("<w:p><w:r>", '<w:p w:x="1><w:r>', [*WORDS, "In a cell."]),
        ("<w:p><w:r>", "</w:tc></w:r><w:p><w:r>", [*WORDS, "In a cell."]),
        ("<w:p><w:r>", "<w:p><w:r><w:rPr><w:b/>", [*WORDS, "In a cell."]),
        ("xmlns:w=", "xmlns:q=", [*WORDS, "In a cell."]),
        ("wordprocessingml/2006", "wordprocessinoml/2006", [*WORDS, "In a cell."]),
        ("xmlns:v=\"urn", "xmlns:v=\"\u00e5 rn", [*WORDS, "In a cell."]),
        ("<w:p><w:r>", '<w:p><w:bookmarkStart w:id="1"><w:r>', [*WORDS, "In a cell."]),
        ("cond", "co</w:p>nd", [*WORDS, "In a cell."]),
    ],
)  # fmt: skip
def test_damage_at_one_place_costs_nothing(before: str, after: str, blocks: list[str]) -> None:
    read_blocks, said = told(SOUND.replace(before, after, 1))
    assert read_blocks == blocks
    assert {"BK200", "BK215"} & set(said)


def test_a_part_that_breaks_off_is_read_to_its_end_and_says_where() -> None:
    result = read(packed({MAIN: SOUND[: SOUND.index(" gravel")]}))
    assert [block.text for block in result.value.blocks] == ["First harbour.", "Second lantern.", "Third"]
    told_of = next(said for said in result.diagnostics if said.code == "BK216")
    assert told_of.severity == "error"
    assert told_of.where == "after paragraph 3"


@pytest.mark.parametrize(
    "written",
    [
        SOUND.replace("UTF-8", "UTF-16").encode(),
        SOUND.encode("utf-16"),
        SOUND.replace("UTF-8", "UTF-16").encode("utf-16-le"),
        SOUND.encode("utf-16-be"),
        b"\xef\xbb\xbf" + SOUND.encode(),
        b"\n \n" + SOUND.encode(),
    ],
)
def test_the_bytes_say_how_they_are_written(written: bytes) -> None:
    blocks, said = told(written)
    assert blocks == [*WORDS, "In a cell."]
    assert "BK200" not in said  # nothing is lost


def test_a_byte_of_an_older_file_is_the_letter_it_was() -> None:
    blocks, said = told(SOUND.encode().replace(b"Second", b"\xa35 Second\x92s"))
    assert blocks[1] == "£5 Second’s lantern."
    assert "BK200" in said


def test_the_same_document_twice_in_a_part_is_read_once() -> None:
    root = SOUND[SOUND.index("<w:document") :]
    assert told(SOUND + root)[0] == [*WORDS, "In a cell."]
    assert told(SOUND + root[: len(root) // 2])[0] == [*WORDS, "In a cell."]


def test_another_root_behind_the_first_is_read_on() -> None:
    root = SOUND[SOUND.index("<w:document") :].replace("First harbour.", "Fourth anchor.")
    assert "Fourth anchor." in told(SOUND + root)[0]


def test_deleted_words_stay_deleted_where_the_paragraph_is_damaged() -> None:
    deleted = f'<w:p><w:del w:id="1"><w:r><w:delText>gone for good</w:delText></w:r></w:p>{p("After it.")}'
    blocks, _ = told(SOUND.replace("<w:tbl>", f"{deleted}<w:tbl>"))
    assert blocks == [*WORDS, "After it.", "In a cell."]


def test_hidden_words_stay_hidden_where_the_property_before_is_not_closed() -> None:
    hidden = "<w:p><w:r><w:rPr><w:b><w:vanish/></w:rPr><w:t>not for anybody</w:t></w:r></w:p>"
    result = read(packed({MAIN: SOUND.replace("<w:tbl>", f"{hidden}<w:tbl>")}))
    assert [block.layer for block in result.value.blocks if "anybody" in block.text] == ["hidden"]


def test_entities_are_not_expanded_while_mending() -> None:
    declared = f'<!DOCTYPE d [<!ENTITY big "boom">]><w:document {SPACES}><w:body>'
    blocks, _ = told(f"{declared}<w:p><w:r><w:t>Before &big; & after.</w:t></w:r></w:p></w:body></w:document>")
    assert blocks == ["Before  & after."]


@pytest.mark.parametrize(
    "evil",
    ["<!--", "<a:b ", "<![CDATA[", "<!DOCTYPE [<!x", "<?", "<a:b c='", "<", "<a:b c=d e='f' ", "&", "</w:x>", "<w:p>"],
)
def test_mending_takes_time_in_line_with_the_size(evil: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        mend(f"<w:document {SPACES}>{evil * times}".encode())
        return time.process_time() - started

    seconds(10)
    assert seconds(20_000) < 20 * seconds(4_000) + 0.5


SPOIL = st.lists(
    st.tuples(
        st.integers(0, len(SOUND)), st.integers(0, 40), st.sampled_from(["", "&", "<", ">", "\0", "</w:p>", '"'])
    ),
    min_size=1,
    max_size=6,
)


@given(SPOIL)
@example([(0, 39, ""), (732, 40, "")])
@example([(0, 39, ""), (747, 40, "<")])
def test_every_letter_between_two_tags_is_there_afterwards(changes: list[tuple[int, int, str]]) -> None:
    text = SOUND
    for at, length, put in changes:
        text = text[:at] + put + text[at + length :]
    mended = mend(text.encode())
    if not mended.content:
        return
    tree = etree.fromstring(mended.content, etree.XMLParser(recover=True))
    kept = re.sub(r"\W", "", "".join(tree.itertext()))
    # Before the first tag that is whole nothing says what are words.
    begun = re.search(r'<\w+:\w+(?: [\w:]+="[^"<>]*")*/?>', text)
    for words in (*WORDS, "In a cell."):
        if begun and f">{words}<" in text[begun.start() :]:
            assert re.sub(r"\W", "", words) in kept


@given(st.binary(max_size=400))
def test_any_bytes_can_be_mended_or_are_nothing(content: bytes) -> None:
    text, _ = decode(content)
    assert isinstance(text, str)
    mend(content)
    mend(b"<w:document>" + content)


def test_what_is_sound_comes_back_with_the_same_words() -> None:
    body = p("A & B ", r("<c>", "<w:b/>"), "é") + table((p("x"), p("y")))
    sound = part("document", f"<w:body>{body}</w:body>").encode()
    assert mend(sound).wounds == 0
    assert "".join(etree.fromstring(mend(sound).content).itertext()) == "".join(etree.fromstring(sound).itertext())
    assert read(Source("x", word(body).data, MEDIA, "")).value.blocks
