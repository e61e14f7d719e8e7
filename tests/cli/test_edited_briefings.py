"""Edited briefings in render, check and convert: nothing that a person did is lost or taken for a source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefkit import codec, files
from briefkit.cli import run
from briefkit.cli.changes import in_lines
from briefkit.ledger import Change
from sources import WREN, write

UNDECIDED = WREN[: WREN.index("## If you do one thing")].replace(
    "- Ask who else", "- Always ask who cares for the child at night.\n- Ask who else"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A result folder whose one thing is only suggested."""
    path = write(tmp_path / "in", "a.md", text=UNDECIDED)[0]
    assert run(["convert", str(path), "-o", str(tmp_path / "out"), "--formats", "html,json,md", "--jobs", "0"]) == 0
    return tmp_path / "out" / "a"


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def render(path: Path, *more: str) -> int:
    return run(["render", str(path), "--formats", "html", *more])


def record(folder: Path) -> Any:
    return json.loads((folder / "briefing.json").read_bytes())


def changes(folder: Path) -> list[str]:
    return [change["what"] for change in record(folder)["ledger"]["changes"] if change["what"] != "unchanged"]


def test_render_brings_the_record_up_to_date(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "BK402" in {said["code"] for said in record(folder)["diagnostics"]}
    edit(folder / "briefing.md", ("*(to be confirmed)* ", ""), ("four months", "five months"))
    assert render(folder / "briefing.md") == 0
    made = record(folder)
    assert changes(folder) == ["reworded", "confirmed"]
    assert "five months" in made["sections"]["background"][0]["text"]
    assert not {"BK401", "BK402"} & {said["code"] for said in made["diagnostics"]}
    capsys.readouterr()
    assert run(["check", str(folder / "briefing.json"), "--strict"]) == 0
    assert "BK4" not in capsys.readouterr().out


def test_every_render_compares_with_what_conversion_made(folder: Path) -> None:
    made = (folder / "briefing.json").read_bytes()
    edit(folder / "briefing.md", ("four months", "five months"))
    for _ in range(2):
        assert render(folder / "briefing.md") == 0
        assert changes(folder) == ["reworded"]
        assert (folder / files.ORIGINAL).read_bytes() == made
    edit(folder / "briefing.md", ("five months", "four months"))
    assert render(folder / "briefing.md") == 0
    assert changes(folder) == []
    before, now = codec.load(made).briefing, codec.load((folder / "briefing.json").read_bytes()).briefing
    assert now == before


def test_the_list_knows_what_was_rendered(folder: Path, tmp_path: Path) -> None:
    edit(folder / "briefing.md", ("*(to be confirmed)* ", ""), ("title: Learning", "title: What we learned"))
    assert render(folder / "briefing.md") == 0
    arguments = ["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--formats", "html,json,md"]
    assert run([*arguments, "--jobs", "0"]) == 0
    [row] = json.loads((tmp_path / "out" / "report.json").read_bytes())["inputs"]
    assert (row["status"], row["title"], row["warnings"]) == ("unchanged", "What we learned from Child Wren", 0)
    assert (row["input"], row["formats"]) == (str(tmp_path / "in" / "a.md"), ["html", "json", "md"])


def test_rendered_elsewhere_the_comparison_goes_along(folder: Path, tmp_path: Path) -> None:
    edit(folder / "briefing.md", ("four months", "five months"))
    made = (folder / "briefing.json").read_bytes()
    assert render(folder / "briefing.md", "-o", str(tmp_path / "elsewhere")) == 0
    assert (folder / "briefing.json").read_bytes() == made
    assert changes(tmp_path / "elsewhere") == ["reworded"]
    (tmp_path / "elsewhere" / "briefing.md").write_bytes((folder / "briefing.md").read_bytes())
    assert render(tmp_path / "elsewhere" / "briefing.md") == 0
    assert changes(tmp_path / "elsewhere") == ["reworded"]


def test_a_new_conversion_is_compared_with_from_then_on(folder: Path, tmp_path: Path) -> None:
    edit(folder / "briefing.md", ("four months", "five months"))
    assert render(folder / "briefing.md") == 0
    arguments = ["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--formats", "html,json,md"]
    assert run([*arguments, "--jobs", "0", "--force"]) == 0
    assert not (folder / files.ORIGINAL).exists()
    assert changes(folder) == []
    # The record was brought up to date by render and not by a person.
    assert {path.name for path in folder.glob("*edited*")} == {"briefing.edited.md"}
    assert render(folder / "briefing.md") == 0
    assert changes(folder) == []


def test_a_kept_record_of_another_source_is_not_compared_with(folder: Path, tmp_path: Path) -> None:
    edit(folder / "briefing.md", ("four months", "five months"))
    assert render(folder / "briefing.md") == 0
    other = write(tmp_path / "in", "b.md", text=UNDECIDED + "\nMore was learned.\n")[0]
    assert run(["convert", str(other), "-o", str(tmp_path / "two"), "--formats", "json,md", "--jobs", "0"]) == 0
    for name in ("briefing.md", "briefing.json"):
        (folder / name).write_bytes((tmp_path / "two" / "b" / name).read_bytes())
    assert render(folder / "briefing.md") == 0
    assert changes(folder) == []


def test_a_record_changed_by_hand_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder / "briefing.json", ("four months", "six months"))
    assert render(folder / "briefing.json") == 0
    assert "six months" in (folder / "briefing.html").read_text(encoding="utf-8")
    assert render(folder / "briefing.md") == 0
    assert "six months" in (folder / "briefing.edited.json").read_text(encoding="utf-8")
    assert "BK140" in capsys.readouterr().err


def test_converting_over_edits_says_where_they_are(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder / "briefing.md", ("four months", "five months"))
    arguments = ["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--formats", "json,md", "--jobs", "0"]
    assert run([*arguments, "--force"]) == 0
    assert "warning BK140: briefing.md had been changed by hand" in capsys.readouterr().err
    assert run(arguments) == 0
    assert "BK140" not in capsys.readouterr().err


def test_each_change_is_printed_with_before_and_after(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved = "- Services did not share what they knew about the family.\n"
    edit(
        folder / "briefing.md",
        ("four months", "five months"),
        (moved, ""),
        ("- Ask who else", f"{moved}- Write down what you see.\n- Ask who else"),
        ("*(to be confirmed)* ", ""),
    )
    capsys.readouterr()
    assert render(folder / "briefing.md") == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "Against the source: 1 reworded, 1 added, 1 moved, 1 confirmed." in lines
    at = lines.index("reworded (background): “Wren was four months old when a health visitor saw a bruise.”")
    assert lines[at + 1] == "is now: “Wren was five months old when a health visitor saw a bruise.”"
    assert "added (learning): “Write down what you see.”" in lines
    assert "moved (from findings to learning): “Services did not share what they knew about the family.”" in lines


def test_a_word_copy_brings_its_record_along(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md")[0]
    arguments = ["convert", str(path), "-o", str(tmp_path / "out"), "--formats", "docx,html", "--jobs", "0"]
    assert run(arguments) == 0
    assert (tmp_path / "out" / "a" / "briefing.json").is_file()
    capsys.readouterr()
    assert render(tmp_path / "out" / "a" / "briefing.docx") == 0
    assert "Against the source" not in capsys.readouterr().out
    assert run(arguments) == 0
    assert "1 unchanged" in capsys.readouterr().out


def test_without_its_record_a_briefing_is_compared_with_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "briefing.json").unlink()
    capsys.readouterr()
    assert render(folder / "briefing.md") == 0
    said = capsys.readouterr()
    assert "BK252: No briefing.json stood beside the edited briefing: nothing could be compared" in said.err
    assert "Against the source" not in said.out
    assert not (folder / "briefing.json").exists()


def test_a_missing_title_is_told_until_it_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = UNDECIDED.replace("# Learning from Child Wren\n\nKestrel Bay Safeguarding Children Partnership\n\n", "")
    path = write(tmp_path / "in", "a.md", text=text.replace("## ", "**").replace("?\n", "?**\n"))[0]
    assert run(["convert", str(path), "-o", str(tmp_path / "out"), "--formats", "md", "--jobs", "0"]) == 0
    said = capsys.readouterr().err
    assert "BK302: No title was found" in said
    assert "the pages are headed “Briefing”" in said
    edited = tmp_path / "out" / "a" / "briefing.md"
    edit(edited, ("title: ''", "title: Learning from Child Wren"))
    assert render(edited) == 0
    assert "BK302" not in capsys.readouterr().err


def test_long_texts_are_shown_where_they_differ() -> None:
    start = "The practitioners of all agencies met every week to talk about the family and its many needs. " * 3
    change = Change("reworded", "good_practice", f"{start}It went well.", f"{start}It went badly in the end.")
    before, after = in_lines(change)
    assert before.startswith("reworded (good practice): “… ")
    assert before.endswith("It went well.”")
    assert after.endswith("It went badly in the end.”")
    assert max(len(before), len(after)) < 140


def test_convert_leaves_a_finished_briefing_to_render(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "briefing.md").read_bytes()
    out = ["-o", str(tmp_path / "again"), "--jobs", "0", "--formats", "json"]
    assert run(["convert", str(folder / "briefing.md"), *out]) == 3
    assert "Use briefkit render" in capsys.readouterr().err
    assert run(["convert", str(folder), *out]) == 0
    assert "briefing.md (a finished briefing: use briefkit render)" in capsys.readouterr().out
    write(tmp_path / "mixed", "c.md")
    (tmp_path / "mixed" / "d.md").write_bytes(before)
    assert run(["convert", str(tmp_path / "mixed"), *out]) == 7
    assert "(BK119)" in capsys.readouterr().err
    assert (folder / "briefing.md").read_bytes() == before


def test_check_takes_a_result_folder_and_a_renamed_briefing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder / "briefing.md", ("*(to be confirmed)* ", ""))
    capsys.readouterr()
    assert run(["check", str(folder), "--strict"]) == 0
    assert capsys.readouterr().out.count("letters of the source") == 1
    (folder / "briefing.md").rename(folder / "wren.md")
    assert run(["check", str(folder / "wren.md"), "--strict"]) == 0
