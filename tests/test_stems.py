from __future__ import annotations

import unicodedata
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.stems import LONGEST, distinct_stems, safe_stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Learning from Child Wren.docx", "Learning from Child Wren"),
        ("briefing.v1.2.final.docx", "briefing.v1.2.final"),
        ("UPPER.DOCX", "UPPER"),
        ("two  spaces .docx", "two  spaces"),
        ('o\'brien "draft".docx', "o'brien _draft_"),
        ("-v.docx", "v"),
        ("--help.docx", "help"),
        ("line\nbreak.docx", "line_break"),
        ("right\u202eto-left.docx", "rightto-left"),
        ("naïve Ünïcode.docx", "naïve Ünïcode"),
        ("✅ approved.docx", "✅ approved"),
        ("%2e%2e%2fetc.docx", "_2e_2e_2fetc"),
        ("a & $(touch x) `id`; y.docx", "a & _(touch x) _id__ y"),
        ("no extension", "no extension"),
        (".docx", "docx"),
        ("...", "document"),
        ("con.docx", "con_"),
        ("NUL.v2.pdf", "NUL_.v2"),
        ("lpt1", "lpt1_"),
        ("console.pdf", "console"),
        ("2019.07.12 minutes", "2019.07.12 minutes"),
    ],
)
def test_known_names(name: str, stem: str) -> None:
    assert safe_stem(name) == stem


def test_a_long_name_is_cut_and_stays_distinct() -> None:
    one, other = safe_stem("a" * 240 + ".docx"), safe_stem("a" * 239 + "b.docx")
    assert one != other
    assert len(one.encode()) == LONGEST


@given(st.text(min_size=1))
def test_every_stem_is_safe(name: str) -> None:
    stem = safe_stem(name)
    assert stem == safe_stem(name)
    assert 0 < len(stem.encode()) <= LONGEST + 1
    assert not set(stem) & set('<>:"/\\|?*$`;%')
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in stem)
    assert stem[0] not in "-. " or stem == "-"
    assert stem[-1] not in ". "
    assert PurePath(stem).name == stem
    assert stem.casefold().split(".")[0] not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


names = st.text(st.sampled_from("aAbß. -_é/"), min_size=1, max_size=4).map(lambda name: f"x/{name}.docx")


@given(st.lists(names, max_size=12))
def test_stems_are_distinct_and_begin_with_the_plain_stem(paths: list[str]) -> None:
    given_paths = [PurePath(path) for path in paths]
    stems = distinct_stems(given_paths)
    keys = {unicodedata.normalize("NFKC", stem).casefold() for stem in stems}
    assert len(keys) == len(stems)
    assert all(stem.startswith(safe_stem(path.name)) for stem, path in zip(stems, given_paths, strict=True))


def test_what_distinguishes_two_inputs_is_said() -> None:
    paths = [PurePath(path) for path in ("same.docx", "same.pdf", "deep/er/same.docx", "SAME.docx", "index.html.docx")]
    assert distinct_stems(paths) == ["same", "same-pdf", "same-er", "SAME-2", "index.html-docx"]
