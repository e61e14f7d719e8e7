"""``briefkit explain`` as a person and as a program meet it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefkit.cli import run
from sources import WREN, write

UNTOLD = "It was a quiet street with a shop at each end, and most of the houses had been let for years.\n"


def test_each_block_has_its_section_its_rule_and_how_sure_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "a.md")[0]
    assert run(["explain", str(path)]) == 0
    said = capsys.readouterr()
    assert "Title: Learning from Child Wren" in said.out
    assert "b0003  heading 2  [line 5]" in said.out
    assert " -> the name of a section; over background (1 item)" in said.out
    assert " -> findings, 97% sure: heading ‘What did we find?’" in said.out
    assert "\n ?? " not in said.out
    assert "\x1b" not in said.out + said.err
    story, heading = said.out.index("Wren was four months old"), said.out.index("What did we find?")
    assert story < heading


def test_lines_fit_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.md", text=WREN + "\n" + "Nobody asked who lived there. " * 20)[0]
    monkeypatch.setenv("COLUMNS", "60")
    assert run(["explain", str(path)]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 60


def test_what_is_unsure_is_marked_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md", text=UNTOLD)[0]
    assert run(["explain", str(path)]) == 0
    out = capsys.readouterr().out
    assert re.search(r" \?\? \w+, [1-5]\d% sure: ", out)
    assert "1 marked ?? to be looked at." in out
    assert "Title: (none found)" in out


def test_the_json_has_every_block_and_decision(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md")[0]
    assert run(["explain", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["source"]["name"] == "a.md"
    assert told["title"] == "Learning from Child Wren"
    assert [one["block"] for one in told["blocks"]] == [f"b{number:04}" for number in range(1, 11)]
    finding = next(one for one in told["blocks"] if one["decisions"][-1].get("section") == "findings")["decisions"][-1]
    assert finding["text"] == "Services did not share what they knew about the family."
    assert finding["outcome"] == "placed"
    assert finding["confidence"] == 0.97


def test_a_heading_of_the_house_style_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md")[0]
    assert run(["explain", str(path), "--theme", "nosuch"]) == 2
    assert "nosuch" in capsys.readouterr().err


def test_bad_input_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    for path in (tmp_path / "none.docx", broken):
        assert run(["explain", str(path)]) == 3
        said = capsys.readouterr()
        assert path.name in said.err
        assert "Traceback" not in said.err
        assert not said.out
    assert run(["explain"]) == 2


def test_control_characters_of_a_source_reach_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md", text="# Findings\n\nNobody \x1b[31masked.\n")[0]
    assert run(["explain", str(path)]) == 0
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
