"""Inputs that are no briefings: the sentence names the file, and nothing reaches the terminal unescaped."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefkit.cli import run
from sources import WREN, write
from wordfiles import p, word


@pytest.mark.parametrize("command", ["extract", "render", "check"])
def test_the_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    broken = tmp_path / "briefing.docx"
    broken.write_bytes(word(p("Words")).data[:60])
    assert run([command, str(broken)]) == 3
    printed = capsys.readouterr()
    assert "briefing.docx" in printed.out + printed.err


def test_render_says_which_of_two_files_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "briefing.md")
    (tmp_path / "briefing.json").write_text("{", encoding="utf-8")
    assert run(["render", str(tmp_path / "briefing.md")]) == 3
    assert "briefing.json" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be read")
def test_a_file_that_may_not_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    good, locked = write(tmp_path, "good.md", "locked.md")
    locked.chmod(0)
    assert (
        run(["convert", str(good), str(locked), "-o", str(tmp_path / "out"), "--formats", "json", "--jobs", "0"]) == 7
    )
    assert (tmp_path / "out" / "good" / "briefing.json").is_file()


def test_no_escape_sequence_reaches_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hostile = tmp_path / "a.md"
    hostile.write_text(WREN.replace("Wren", "Wren \x1b[2J\u202e"), encoding="utf-8")
    parts = tmp_path / "b.docx"
    parts.write_bytes(word(p("Words") + p("\u202eafter \u2066x"), (("r9", "header", "he\u202eader.xml"),)).data)
    with zipfile.ZipFile(parts, "a") as archive:
        archive.writestr("word/he\u202eader.xml", "<broken")
    for file in (hostile, parts):
        run(["extract", str(file)])
        run(["check", str(file)])
        run(["convert", str(file), "-o", str(tmp_path / "out"), "--formats", "json,html,md", "--jobs", "0"])
    printed = capfd.readouterr()
    assert not {"\x1b", "\u202e", "\u2066"} & set(printed.out + printed.err)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "briefing.md")
    command = [sys.executable, "-m", "briefkit", "render", str(tmp_path / "briefing.md")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert "pipe" in done.stderr
