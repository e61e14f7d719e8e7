"""The file of publishers there and back: everything that a person wrote stays, and a bad line costs only itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefkit.briefing import SECTIONS
from briefkit.diagnostics import Result
from briefkit.lexicon import fold
from briefkit.publishers import Line, Publisher, Publishers, key
from briefkit.publishers.reading import read_publishers
from briefkit.publishers.writing import PREFACE, remembered, write_publishers

ROOT = Path(__file__).resolve().parents[2]
NAME = "Otterby Safeguarding Children Partnership"

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
LINES = st.lists(
    st.builds(Line, WORDS.filter(fold), st.sampled_from(SECTIONS), st.booleans()),
    max_size=6,
    unique_by=lambda line: fold(line.heading),
)
DOMAINS = st.lists(st.from_regex(r"[a-z][a-z0-9-]{1,8}\.example", fullmatch=True), max_size=2, unique=True)


@st.composite
def known(draw: st.DrawFn) -> Publishers:
    names = draw(st.lists(WORDS.filter(key), max_size=5, unique_by=key))
    spare = draw(st.lists(WORDS.filter(key), max_size=3, unique_by=key).filter(lambda n: not _common(n, names)))
    others = [tuple(sorted(spare, key=key)) if number == 0 else () for number in range(len(names))]
    entries = [
        Publisher(
            name,
            tuple(sorted(draw(LINES), key=lambda line: fold(line.heading))),
            others[number],
            tuple(sorted(draw(DOMAINS))) if number == 0 else (),
        )
        for number, name in enumerate(names)
    ]
    return tuple(sorted(entries, key=lambda one: key(one.name)))


def _common(some: list[str], others: list[str]) -> bool:
    return bool({key(name) for name in some} & {key(name) for name in others})


@settings(max_examples=300, deadline=None)
@given(known())
@example((Publisher('A "B" \\ Board\n', (Line('What’s "new"\n\t= [x] # no', "learning", theme=True),), ("names",)),))
@example((Publisher("names", (Line("domains", "about"), Line("names", "findings"))),))
@example((Publisher("# A", (Line("]", "about"),) if fold("]") else (), ("\u2028\u200fb\x7f\x85 \U000e0041 c",)),))
def test_what_is_written_is_read_again(publishers: Publishers) -> None:
    text = write_publishers(publishers)
    result = read_publishers(text)
    assert result.diagnostics == ()
    assert result.value == publishers
    assert len(tomllib.loads(text)) == len(publishers)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("[]\"=#\n\\'aA,. é3’“"), max_size=60), LINES)
def test_any_text_is_read_and_keeps_every_line_that_a_person_wrote(text: str, lines: list[Line]) -> None:
    read_publishers(text)
    new = remembered(text, NAME, lines)
    unread = {said.where for said in read_publishers(text).diagnostics}
    kept = iter(new.split("\n"))
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        if not line.strip() or line.startswith("#") or any(f"line {number}," in where for where in unread):
            assert not text.strip() or line in kept
    entry = next(one for one in read_publishers(new).value if key(one.name) == key(NAME))
    assert {(fold(line.heading), line.section, line.theme) for line in lines} <= {
        (fold(line.heading), line.section, line.theme) for line in entry.lines
    }
    assert remembered(new, NAME, lines) == new


def test_a_new_file_explains_itself_and_lines_stand_by_the_alphabet() -> None:
    text = remembered("", NAME, [Line("What we noticed", "learning"), Line("Home visits", "findings", theme=True)])
    text = remembered(text, "Aber SCP", [Line("Y cefndir", "background")], ["Abber SCP"])
    assert text == (
        f'{PREFACE}\n["Aber SCP"]\nnames = ["Abber SCP"]\n"Y cefndir" = "background"\n\n'
        f'["{NAME}"]\n"Home visits" = "findings, theme"\n"What we noticed" = "learning"\n'
    )


def test_a_line_that_is_corrected_again_keeps_what_it_said_and_what_a_person_remarked() -> None:
    text = f'["{NAME}"]\n\'What we noticed\' = "learning" # agreed with Jo\n'
    text = remembered(text, NAME, [Line("What we noticed?", "findings")])
    assert text == f'["{NAME}"]\n\'What we noticed\' = "findings"  # before: learning; agreed with Jo\n'
    text = remembered(text, NAME, [Line("What we noticed", "about")])
    assert text == f'["{NAME}"]\n\'What we noticed\' = "about"  # before: findings; agreed with Jo\n'
    assert remembered(text, NAME, [Line("WHAT WE NOTICED", "about")]) == text


def test_what_a_person_wrote_stays_where_it_stands() -> None:
    mine = (
        f'# ours\n\n["{NAME}"]\n# by hand\n"Zeal" = "lerning"\nnames = ["Otterby SCP"]\n\n\n# the other\n["Zed SCP"]\n'
    )
    text = remembered(mine, "otterby safeguarding children partnership", [Line("Apples", "learning")], ["Oterby SCP"])
    assert text == mine.replace(
        'names = ["Otterby SCP"]\n', 'names = ["Oterby SCP", "Otterby SCP"]\n"Apples" = "learning"\n'
    )
    assert '# new\n["Quay"]\n\n# the other' not in remembered(mine, "Quay", [])
    assert '\n["Quay"]\n\n# the other\n["Zed SCP"]' in remembered(mine, "Quay", [])


def test_the_examples_in_the_documentation_are_true() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    result = read_publishers(example)
    assert result.diagnostics == ()
    [otterby] = result.value
    assert otterby.lines == (Line("Home visits", "findings", theme=True), Line("What we noticed", "learning"))
    explained = re.sub(r" {5,}.*", "", PREFACE.replace("#   ", ""))
    assert read_publishers(explained) == Result((otterby,))
    listed = PREFACE.partition("The sections: ")[2].replace("\n# ", " ").rstrip(".\n")
    assert tuple(listed.split(", ")) == SECTIONS


HEAD = f'["{NAME}"]\n"Good line" = "learning"\n'


@pytest.mark.parametrize(
    ("row", "place", "message", "step"),
    [
        ('"Seen" = "lerning"', "line 3, column 10", "‘lerning’ is no section. Did you mean learning?", "good_practice"),
        ('"Seen" = "xyz"', "line 3, column 10", "‘xyz’ is no section.", "background, findings"),
        ('  "Seen" = "findings, thme"', "line 3, column 12", "‘thme’ is not known.", "theme"),
        ('"Seen" = 3', "line 3, column 10", "‘Seen’ has no section.", '"Seen" = "learning"'),
        ("What we saw = learning", "line 3, column 6", "cannot be read", '"What we saw" = "learning"'),
        ("“What we saw” = “learning”", "line 3, column 1", "cannot be read", '"What we saw" = "learning"'),
        ('"Seen" = "learning', "line 3, column 19", "cannot be read", '"Seen" = "learning"'),
        ("nonsense", "line 3, column 9", "cannot be read", '"…" = "…"'),
        ('Seen.it = "learning"', "line 3, column 1", "full stop", "between"),
        ('"…" = "learning"', "line 3, column 1", "holds no word", "Delete"),
        ('"Good line" = "about"', "line 2, column 1", "twice: line 3 says 'about' and is used", "Delete one"),
        ('domains = ["gov.uk"]', "line 3, column 11", "‘gov.uk’ is no domain of one publisher", "behind the @"),
        ("names = [3]", "line 3, column 9", "names holds no list of words", "names = ["),
        ("[Aber SCP]", "line 3, column 1", "lines below it are not used", '["Aber SCP"]'),
        ('["a"."b"]', "line 3, column 1", "lines below it are not used", "quotation marks"),
        ("[[x]]", "line 3, column 1", "lines below it are not used", "quotation marks"),
    ],
)
def test_a_bad_line_is_named_with_its_place_and_the_others_are_used(
    row: str, place: str, message: str, step: str
) -> None:
    result = read_publishers(f'{HEAD}{row}\n["Zed SCP"]\n"Last" = "about"\n', "p.toml")
    [said] = result.diagnostics
    assert (said.code, said.severity, said.where) == ("BK254", "warning", f"p.toml, {place}")
    assert message in said.message
    assert step in said.note
    assert [len(one.lines) for one in result.value] == [1, 1]
    assert result.value[1].lines == (Line("Last", "about"),)


@pytest.mark.parametrize(
    "row", ['"Seen" = ' + "[" * 5000, '"Seen" = ' + "[" * 5000 + "]" * 5000, "a." * 5000 + "b = {"]
)
def test_a_line_of_thousands_of_brackets_is_told_like_any_other(row: str) -> None:
    result = read_publishers(f'{HEAD}{row}\n["Zed SCP"]\n"Last" = "about"\n', "p.toml")
    [said] = result.diagnostics
    assert said.where.startswith("p.toml, line 3, ")
    assert len(f"{said.message} {said.note}") < 300
    assert result.value[1].lines == (Line("Last", "about"),)
    assert remembered(f"{HEAD}{row}\n", NAME, [Line("New", "about")]).count(row) == 1


def test_lines_below_a_name_that_cannot_be_read_reach_nobody() -> None:
    [otterby] = read_publishers(f'{HEAD}[Aber SCP]\n"Mine" = "about"\n').value
    assert [line.heading for line in otterby.lines] == ["Good line"]
    result = read_publishers('"Mine" = "about"\n')
    assert result.value == ()
    assert "under no publisher" in result.diagnostics[0].message


def test_one_name_or_domain_belongs_to_one_publisher() -> None:
    text = '["A SCP"]\nnames = "X SCP"\ndomains = "a.example"\n["B SCP"]\nnames = ["X scp"]\ndomains = ["@a.example"]\n'
    result = read_publishers(text)
    assert [(one.names, one.domains) for one in result.value] == [(("X SCP",), ("a.example",)), ((), ())]
    assert ["belongs to another publisher" in said.message for said in result.diagnostics] == [True, True]


def test_a_hand_may_write_it_in_other_ways() -> None:
    text = """["Otterby SCP"]   # ours
      "Strong points"="Good practice"
      domains = ["https://www.Otterby.example/briefings", "info@otterby-scp.example"]
      names = [
        "Otterby LSCP",  # of old
        "Otterby Safeguarding",
      ]
    """
    result = read_publishers(text.replace("    ", ""))
    assert result.diagnostics == ()
    assert result.value == (
        Publisher(
            "Otterby SCP",
            (Line("Strong points", "good_practice"),),
            ("Otterby LSCP", "Otterby Safeguarding"),
            ("otterby-scp.example", "otterby.example"),
        ),
    )
