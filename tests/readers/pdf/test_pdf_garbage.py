from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.readers.pdf.seen.garbage import is_garbage
from briefkit.readers.pdf.seen.unread import tells_words
from paperfiles import draw, line, read_bytes, texts

CLEAN = {
    "english": "The school rang twice in one week and nobody at home picked up the telephone at all.",
    "welsh": "Ffoniodd yr ysgol ddwywaith mewn un wythnos ac nid oedd neb gartref i godi'r ffôn o gwbl.",
    "polish": "Szkoła dzwoniła dwa razy w ciągu tygodnia i nikt w domu nie odebrał telefonu.",
    "somali": "Dugsigu laba jeer ayuu soo wacay hal usbuuc gudihiis qofna guriga kama qaadin taleefanka.",
    "urdu": "اسکول نے ایک ہفتے میں دو بار فون کیا اور گھر پر کسی نے فون نہیں اٹھایا۔",
    "figures": "2019 412 38.2% 1,204 £3,500 17 2020 398 41.0% 1,377 £3,850 22",
    "names": "Zbigniew Krawczyk, Nkechi Mbanefo, Rhys Gwynfryn, Thanh Nguyen, Llyr Pugh",
    "short": "DSL, MASH, LADO, CSPR, MARAC, IDVA, EHCP, CAMHS, S47",
    "heading": "What next?",
    "address": "www.marlowscp.example/7mb mash@marlow.example 01632 960 555",
}
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN)
def test_words_names_and_figures_are_no_garbage(text: str) -> None:
    assert not is_garbage(text)
    assert not is_garbage(" ".join([text] * 20))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 25))
def test_shifted_letters_are_garbage_from_one_line_on(steps: int) -> None:
    table = str.maketrans(ALPHABET, ALPHABET[steps:] + ALPHABET[:steps])
    assert is_garbage(CLEAN["english"].lower().translate(table))


def test_exchanged_letters_are_garbage_nearly_always() -> None:
    text = f"{CLEAN['english']} {CLEAN['english']}".lower()
    mixed = ("".join(random.Random(seed).sample(ALPHABET, 26)) for seed in range(40))
    assert sum(is_garbage(text.translate(str.maketrans(ALPHABET, letters))) for letters in mixed) >= 36


@pytest.mark.parametrize(
    "text",
    [
        "\ufffd\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd \ufffd\ufffd",
        "••••• ••• •••••••• •• ••••",
        "Tne scn0o| r@ng tw!ce 1n 0ne w=ek @nd n0b0dy @t h0me p!cked^up tne te|eph0ne",
        "Th schl rng twc n n wk nd nbdy t hm pckd p th tlphn t ll nd th nghbrs knw nthng",
    ],
)
def test_what_is_no_language_is_garbage(text: str) -> None:
    assert is_garbage(text)


def test_a_font_in_which_most_words_go_over_a_line_end_is_no_garbage() -> None:
    halves = [
        "the gov-",
        "ernment pub-",
        "lished mar-",
        "itime hand-",
        "books which con-",
        "tained sum-",
        "maries, tab-",
    ]
    halves += ["ulated meas-", "urements, trans-", "lated doc-", "uments, and ill-", "ustrated pam-", "phlets, bib-"]
    halves += ["liographies"]
    said = "".join(line(text, 60, 700 - 12 * n, 10, "B") for n, text in enumerate(halves))
    plain = "The children were seen by the nurse and the school at home that week, and nobody had asked."
    said += "".join(line(plain, 60, 500 - 12 * n) for n in range(6))
    assert any("summaries" in text for text in texts(read_bytes(draw(said))))


@pytest.mark.parametrize(
    ("font", "text", "told"),
    [
        ("ABCDEF+CMSY10", "Ep Vdi Vui qj pj", False),
        ("Cambria Math", "Vdi Vui Vdj Vuj", False),
        ("CMTT10", "textheight vspace llncs", False),
        ("Garamond", "\u2208 \u222a \u00d7 \u2203 \u2200 \u222a \u2208", False),
        ("Garamond", "\ue001\ue002 \ue003\ue004\ue005", True),
        ("Garamond", "Wkh fkloguhq zhuh vhhq", True),
    ],
)
def test_formulas_and_program_code_are_not_judged_as_words(font: str, text: str, told: bool) -> None:
    assert tells_words(font, text) is told


NAMES = (
    "Ynysybwl", "Cwmtwrch", "Eglwyswrw", "Hywel ap Rhydderch", "Szczepankowo", "Brzęk", "Grzegorz", "Xaaji Cabdiqaadir",
    "Dhuusamarreeb", "Zulfiqar Chaudhry", "Muzaffargarh", "Quernmore", "Wyre Piddle", "Ulgham", "Qiuyue Xu", "Dvořák",
    "Jhelmby", "Vrakton", "Pwyndal", "Thwyk",
)  # fmt: skip


@pytest.mark.parametrize("form", ["{} and {}", "{}, {}", "The {} family of {}", "{} Road {}"])
def test_headings_that_are_names_are_words(form: str) -> None:
    for one, other in permutations(NAMES, 2):
        heading = form.format(one, other)
        assert not is_garbage(heading, names=True), heading
        assert not is_garbage(heading.upper(), names=True), heading


def test_a_heading_in_another_alphabet_is_none() -> None:
    assert is_garbage("Zm Nodm Bnqotr ne Sgqdd Sqhkkhnm Snjdmr", names=True)
