"""Looks are read once for each set of properties: what is kept must be what a fresh reading gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefkit.readers.docx.names import W
from briefkit.readers.docx.styles.looks import Looks, fingerprint, read_run_properties
from wordfiles import p, r, result_of

STYLES = """<w:styles xmlns:w="{}">
 <w:style w:type="paragraph" w:styleId="Loud"><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>
 <w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/><w:i/></w:rPr></w:style>
</w:styles>""".format(W.strip("{}"))

values = st.sampled_from(["", "0", "1", "none", "auto", "FF0000", "ffffff", "24", "superscript", "Strong", "clear"])
attributes = st.dictionaries(st.sampled_from(["val", "fill", "ascii", "hAnsi", "themeColor"]), values, max_size=3)
tags = st.sampled_from(
    [
        "b",
        "i",
        "caps",
        "strike",
        "vanish",
        "u",
        "sz",
        "color",
        "vertAlign",
        "shd",
        "highlight",
        "rFonts",
        "rStyle",
        "lang",
    ]
)
run_properties = st.lists(st.tuples(tags, attributes), max_size=4)


def rpr(children: list[tuple[str, dict[str, str]]]) -> etree._Element:
    root = etree.Element(W + "rPr")
    for tag, given_ in children:
        etree.SubElement(root, W + tag, {W + name: value for name, value in given_.items()})
    return root


@given(st.lists(st.tuples(run_properties, st.sampled_from([None, "Loud"])), max_size=12))
def test_a_look_met_before_is_the_look_that_a_fresh_reading_gives(
    runs: list[tuple[list[tuple[str, dict[str, str]]], str | None]],
) -> None:
    sheet = etree.fromstring(STYLES)
    looks = Looks(sheet)
    for children, style in runs:
        element = rpr(children)
        assert looks.look_of(style, None, element) == Looks(sheet).run(style, None, read_run_properties(element))


def test_what_says_nothing_of_the_look_is_no_part_of_its_fingerprint() -> None:
    assert fingerprint(rpr([("b", {}), ("lang", {"val": "en-GB"})])) == fingerprint(rpr([("b", {})]))


def test_the_fingerprint_tells_attributes_of_the_same_value_apart() -> None:
    assert fingerprint(rpr([("shd", {"fill": "auto"})])) != fingerprint(rpr([("shd", {"val": "auto"})]))


def test_words_that_are_struck_out_are_read_and_told_with_their_place() -> None:
    result = result_of(p("Meet ", r("weekly", "<w:strike/>"), " monthly.") + p(r("Off.", '<w:strike w:val="0"/>')))
    assert [block.text for block in result.value.blocks] == ["Meet weekly monthly.", "Off."]
    (said,) = [said for said in result.diagnostics if said.code == "BK217"]
    assert "“weekly”" in said.message
    assert said.where == "paragraph 1"
