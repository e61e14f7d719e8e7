"""A correction of one document is remembered for the next of the same publisher, and for nobody else's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from briefkit import files
from briefkit.cli import run

OTTERBY = "Otterby Safeguarding Children Partnership"
FORMATS = ["--formats", "html,json,md"]

FIRST = f"""# Learning from Baby Wren

{OTTERBY}

## Background

Baby Wren was eight weeks old when she was injured. She lived with her mother and her father.

## Where the lamp falls

- Visits were made in the daytime. The father was never seen.
- The plan was written by one agency alone.
- Nobody asked who slept in the house.

## Trust

- The mother told a nurse. Nothing was written down.
- The school heard of it later.
"""
SECOND = f"""# Learning from Child Rook

{OTTERBY}

## Background

Child Rook was two years old when he was injured. He lived with his mother.

## Where the lamp falls

- The house was cold. Nobody saw the kitchen.
- The plan was not shared with the nursery.

## What stood in the way

- Records were kept in two places. They were not joined.
"""


class Office:
    """A working folder with an inbox and an output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.publishers = folder / "publishers.toml"
        (folder / "inbox").mkdir()

    def put(self, name: str, text: str) -> None:
        (self.folder / "inbox" / name).write_text(text, encoding="utf-8")

    def convert(self, *more: str, formats: list[str] = FORMATS) -> dict[str, str]:
        """The status of each input."""
        inbox, out = str(self.folder / "inbox"), str(self.folder / "out")
        assert run(["convert", inbox, "-o", out, *formats, "--jobs", "0", *more]) == 0
        rows = json.loads((self.folder / "out" / "report.json").read_bytes())["inputs"]
        return {Path(row["input"]).stem: row["status"] for row in rows}

    def record(self, name: str) -> Any:
        return json.loads((self.folder / "out" / name / "briefing.json").read_bytes())

    def stands(self, name: str, words: str) -> tuple[str, str | None]:
        """The section and the theme of the item with these words."""
        [found] = [
            (section, item["theme"])
            for section, items in self.record(name)["sections"].items()
            for item in items
            if words in item["text"] and item["origin"] != "suggested"
        ]
        return found

    def move(self, name: str, heading: str, section: str, *, with_theme: bool = True, least: int = 0) -> None:
        """Moves what stands under a theme (all but the first ``least`` items) to the end of another section."""
        path = self.folder / "out" / name / "briefing.md"
        lines = path.read_text(encoding="utf-8").splitlines()
        start = lines.index(f"### {heading}")
        end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("#")), len(lines))
        head, items = lines[start : start + 2], lines[start + 2 : end]
        stay = [*head, *items[:least]] if least else []
        gone = [*(head if with_theme else []), *items[least:]]
        rest = [*lines[:start], *stay, *lines[end:]]
        at = rest.index(f"## {section}") if f"## {section}" in rest else None
        if at is None:
            rest = [*rest, "", f"## {section}", "", *gone]
        else:
            rest = [*rest[: at + 1], "", *gone, "", *rest[at + 1 :]]
        path.write_text("\n".join(rest) + "\n", encoding="utf-8")

    def render(self, name: str, *more: str) -> int:
        return run(["render", str(self.folder / "out" / name / "briefing.md"), "--formats", "html", *more])

    def lines(self) -> list[str]:
        """The file of publishers without its preface and blank lines."""
        text = self.publishers.read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.put("one.md", FIRST)
    assert made.convert() == {"one": "converted"}
    return made


def test_what_was_corrected_in_one_document_is_right_in_the_next(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.stands("one", "Nobody asked") == ("findings", "Where the lamp falls")
    office.move("one", "Where the lamp falls", "Learning")
    capsys.readouterr()
    assert office.render("one") == 0
    said = capsys.readouterr()
    assert f"{OTTERBY}: text under ‘Where the lamp falls’ belongs to learning and not to findings." in said.out
    assert str(office.publishers) in said.out
    assert "To undo it, delete the line" in said.out
    assert office.lines() == [f'["{OTTERBY}"]', '"Where the lamp falls" = "learning, theme"']
    office.put("two.md", SECOND)
    office.put("three.md", SECOND.replace("Otterby", "Fenmoor"))
    office.put("four.md", SECOND.replace(OTTERBY, ""))
    assert office.convert() == {"four": "converted", "one": "unchanged", "three": "converted", "two": "converted"}
    assert office.stands("two", "Nobody saw") == ("learning", "Where the lamp falls")
    assert office.stands("two", "Records were") == ("findings", "What stood in the way")
    assert office.stands("three", "Nobody saw") == ("findings", "Where the lamp falls")
    assert office.stands("four", "Nobody saw") == ("findings", "Where the lamp falls")
    [item, _] = office.record("two")["sections"]["learning"]
    assert item["why"] == f"heading map of {OTTERBY}: ‘Where the lamp falls’"
    assert item["confidence"] == 0.99
    report = json.loads((office.folder / "out" / "report.json").read_bytes())
    told = {
        Path(row["input"]).stem: said["message"]
        for row in report["inputs"]
        for said in row["diagnostics"]
        if said["code"] == "BK256"
    }
    assert told == {"two": f"Placed by the heading map of {OTTERBY}: ‘Where the lamp falls’ in learning (2 items)."}


def test_explain_names_the_map(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office.move("one", "Where the lamp falls", "Learning")
    assert office.render("one") == 0
    office.put("two.md", SECOND)
    monkeypatch.chdir(office.folder)
    capsys.readouterr()
    assert run(["explain", "inbox/two.md"]) == 0
    assert "heading map of Otterby" in capsys.readouterr().out
    monkeypatch.chdir(office.folder / "inbox")
    assert run(["explain", "two.md"]) == 0
    assert "heading map of Otterby" not in capsys.readouterr().out
    assert run(["explain", "two.md", "--publishers", "../publishers.toml"]) == 0
    assert "heading map of Otterby" in capsys.readouterr().out


def test_a_heading_that_was_not_moved_along_is_the_name_of_the_section(office: Office) -> None:
    office.move("one", "Where the lamp falls", "Learning", with_theme=False)
    assert office.render("one") == 0
    assert office.lines() == [f'["{OTTERBY}"]', '"Where the lamp falls" = "learning"']
    office.put("two.md", SECOND)
    office.convert()
    assert office.stands("two", "Nobody saw") == ("learning", None)


def test_a_single_sentence_teaches_nothing(office: Office) -> None:
    office.move("one", "Where the lamp falls", "Learning", least=2)
    assert office.render("one") == 0
    assert office.stands("one", "Nobody asked")[0] == "learning"
    assert not office.publishers.exists()


def test_moved_back_the_line_is_changed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.move("one", "Where the lamp falls", "Learning")
    assert office.render("one") == 0
    office.move("one", "Where the lamp falls", "What was found")
    capsys.readouterr()
    assert office.render("one") == 0
    assert "until now the file said learning, theme" in capsys.readouterr().out
    assert office.lines()[1:] == ['"Where the lamp falls" = "findings, theme"  # before: learning, theme']
    before = office.publishers.read_bytes()
    assert office.render("one") == 0
    assert office.publishers.read_bytes() == before


def test_the_later_of_two_corrections_counts_and_an_earlier_one_does_not_come_back(office: Office) -> None:
    office.move("one", "Where the lamp falls", "Learning")
    assert office.render("one") == 0
    office.put("two.md", SECOND)
    office.convert()
    office.move("two", "Where the lamp falls", "Recommendations")
    assert office.render("two") == 0
    assert office.lines()[1:] == ['"Where the lamp falls" = "recommendations, theme"  # before: learning, theme']
    path = office.folder / "out" / "one" / "briefing.md"
    path.write_text(path.read_text(encoding="utf-8").replace("daytime", "morning"), encoding="utf-8")
    assert office.render("one") == 0
    assert "recommendations" in office.lines()[1]


def test_what_a_person_has_in_hand_is_not_converted_again_for_a_new_line(office: Office) -> None:
    office.put("two.md", SECOND)
    office.put("three.md", SECOND.replace("Rook", "Jay"))
    office.convert()
    path = office.folder / "out" / "two" / "briefing.md"
    path.write_text(path.read_text(encoding="utf-8").replace("kitchen", "larder"), encoding="utf-8")
    office.move("one", "Where the lamp falls", "Learning")
    assert office.render("one") == 0
    assert office.convert() == {"one": "unchanged", "three": "converted", "two": "unchanged"}
    assert office.convert() == {"one": "unchanged", "three": "unchanged", "two": "unchanged"}
    assert not list(path.parent.glob("*edited*"))


def test_a_line_by_hand_counts_at_once(office: Office) -> None:
    office.publishers.write_text(f'["{OTTERBY}"]\n"where the LAMP falls" = "Good practice"\n', encoding="utf-8")
    assert office.convert() == {"one": "converted"}
    assert office.stands("one", "Nobody asked") == ("good_practice", None)
    office.publishers.unlink()
    assert office.convert() == {"one": "converted"}
    assert office.stands("one", "Nobody asked")[0] == "findings"


def test_a_document_without_a_name_is_known_by_its_address(office: Office) -> None:
    office.publishers.write_text(
        f'["{OTTERBY}"]\ndomains = ["otterby-scp.example"]\n"Where the lamp falls" = "learning"\n', encoding="utf-8"
    )
    nameless = SECOND.replace(OTTERBY, "") + "\n## Contact\n\nWrite to briefings@otterby-scp.example.\n"
    office.put("two.md", nameless)
    office.put("three.md", nameless.replace("## Background", "Fenmoor Safeguarding Adults Board\n\n## Background"))
    office.convert()
    assert office.stands("two", "Nobody saw")[0] == "learning"
    assert office.stands("three", "Nobody saw")[0] == "findings"


def test_another_spelling_of_the_name_is_remembered(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = OTTERBY.replace("Safeguarding", "Safegaurding")
    office.put("two.md", SECOND.replace(OTTERBY, wrong))
    office.convert()
    assert "BK303" in {said["code"] for said in office.record("two")["diagnostics"]}
    path = office.folder / "out" / "two" / "briefing.md"
    path.write_text(path.read_text(encoding="utf-8").replace(f"publisher: {wrong}", f"publisher: {OTTERBY}"), "utf-8")
    assert office.render("two") == 0
    assert f"‘{wrong}’ is another spelling of its name" in capsys.readouterr().out
    assert office.lines() == [f'["{OTTERBY}"]', f'names = ["{wrong}"]']
    office.put("three.md", SECOND.replace(OTTERBY, wrong))
    office.convert()
    made = office.record("three")
    assert made["publisher"] == OTTERBY
    assert {"BK303", "BK256"} & {said["code"] for said in made["diagnostics"]} == {"BK256"}


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("Fenmoor Safeguarding Adults Board", 'names = ["Fenmoor Safeguarding Adults Board"]'),
        ("", 'domains = ["x.org.uk"]'),
    ],
)
def test_a_name_that_the_next_document_will_not_have_is_told(
    office: Office, capsys: pytest.CaptureFixture[str], named: str, told: str
) -> None:
    office.put("two.md", SECOND.replace(OTTERBY, named))
    office.convert()
    office.move("two", "Where the lamp falls", "Learning")
    path = office.folder / "out" / "two" / "briefing.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"publisher: {named}".strip(), f"publisher: {OTTERBY}", 1), "utf-8")
    capsys.readouterr()
    assert office.render("two") == 0
    said = capsys.readouterr().out
    assert f"{OTTERBY}: text under ‘Where the lamp falls’" in said
    assert told in said
    assert office.lines() == [f'["{OTTERBY}"]', '"Where the lamp falls" = "learning, theme"']


def test_without_learning_nothing_is_written(office: Office) -> None:
    office.move("one", "Where the lamp falls", "Learning")
    assert office.render("one", "--no-learn") == 0
    assert not office.publishers.exists()


def test_a_word_copy_teaches_too(office: Office) -> None:
    office.convert("--force", formats=["--formats", "docx,json"])
    path = office.folder / "out" / "one" / "briefing.docx"
    document = docx.Document(str(path))
    body = document.element.body
    paragraphs = list(document.paragraphs)
    start = next(n for n, each in enumerate(paragraphs) if each.text == "Where the lamp falls")
    heading = document.add_paragraph("Learning", style="Heading 1")
    last = heading._p
    for each in paragraphs[start : start + 4]:
        body.remove(each._p)
        last.addnext(each._p)
        last = each._p
    document.save(str(path))
    assert run(["render", str(path), "--formats", "html"]) == 0
    assert office.lines()[1:] == ['"Where the lamp falls" = "learning, theme"']


def test_a_briefing_of_nobody_known_is_not_remembered(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.put("two.md", SECOND.replace(OTTERBY, ""))
    office.convert()
    office.move("two", "Where the lamp falls", "Learning")
    assert office.render("two") == 0
    said = capsys.readouterr().err
    assert "warning BK255" in said
    assert "Write by hand into" in said
    assert '"Where the lamp falls" = "learning, theme"' in said
    assert not office.publishers.exists()


def test_where_nothing_may_be_written_the_line_is_told(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.move("one", "Where the lamp falls", "Learning")
    (office.folder / "locked").write_text("a file and no folder", encoding="utf-8")
    assert office.render("one", "--publishers", str(office.folder / "locked" / "publishers.toml")) == 0
    said = capsys.readouterr().err
    assert "This could not be remembered" in said
    assert '"Where the lamp falls" = "learning, theme"' in said
    assert office.stands("one", "Nobody asked")[0] == "learning"


def test_a_bad_line_is_told_and_the_others_count(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.publishers.write_text(
        f'["{OTTERBY}"]\n"Trust" = "lerning"\n"Where the lamp falls" = "learning"\n', encoding="utf-8"
    )
    capsys.readouterr()
    office.convert()
    said = capsys.readouterr().err
    assert "warning BK254 (publishers.toml, line 2, column 11): ‘lerning’ is no section. Did you mean learning?" in said
    assert office.stands("one", "Nobody asked")[0] == "learning"
    assert office.stands("one", "The school")[0] in {"learning", "findings"}


def test_a_file_that_was_named_and_is_not_there_is_told(office: Office) -> None:
    assert run(["convert", str(office.folder / "inbox"), "--publishers", str(office.folder / "none.toml")]) == 2


def test_a_house_style_of_ones_own_keeps_the_file_beside_it(office: Office) -> None:
    style = office.folder / "style"
    style.mkdir()
    house = Path(__file__).resolve().parents[2] / "templates" / "house" / "theme.toml"
    (style / "theme.toml").write_bytes(house.read_bytes())
    office.convert("--theme", str(style))
    office.move("one", "Where the lamp falls", "Learning")
    assert office.render("one", "--theme", str(style)) == 0
    assert (style / "publishers.toml").is_file()
    assert not office.publishers.exists()
    office.put("two.md", SECOND)
    office.convert("--theme", str(style))
    assert office.stands("two", "Nobody saw")[0] == "learning"


def test_the_file_is_no_input(office: Office) -> None:
    (office.folder / "inbox" / "publishers.toml").write_text("", encoding="utf-8")
    assert [found.path.name for found in files.walk([office.folder / "inbox"])] == ["one.md"]
