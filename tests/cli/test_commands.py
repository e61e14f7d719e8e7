"""The command line as a person meets it."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefkit import __version__, pipeline
from briefkit.cli import run
from briefkit.cli.app import COMMANDS
from sources import WREN, write

ROOT = Path(__file__).resolve().parents[2]
QUICK = ["--formats", "html,json", "--jobs", "0"]


def convert(*arguments: object) -> int:
    return run(["convert", *QUICK, *map(str, arguments)])


def test_the_reference_is_that_of_the_commands() -> None:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "write_cli_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == module.reference(), "run: python scripts/write_cli_reference.py"
    assert all(f"## briefkit {name}" in written for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "-h"]) == 0
    assert "Usage: briefkit" in capsys.readouterr().out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"briefkit {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["bake"], ["convert"], ["convert", "x", "--pages", "3"], ["convert", "x", "--formats", "rtf"], ["render"], ["-x"]],
)
def test_a_command_that_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    assert run(arguments) == 2


def test_an_unknown_house_style_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md")[0]
    assert convert(path, "-o", tmp_path / "out", "--theme", "nosuch") == 2
    assert "nosuch" in capsys.readouterr().err


def test_a_folder_is_converted_with_plain_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "in", "a.md", "b.md")
    assert convert(tmp_path / "in", "-o", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert said.out.count("converted: ") == 2
    assert "2 briefings converted." in said.out
    assert "\x1b" not in said.out + said.err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"a", "b", "index.html", "report.csv", "report.json"}


def test_failures_go_to_standard_error_and_give_7(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md")[0]
    assert convert(path, tmp_path / "none.md", "-o", tmp_path / "out") == 7
    assert "There is no such file." in capsys.readouterr().err
    assert convert(tmp_path / "none.md", "-o", tmp_path / "out") == 3


def test_an_empty_folder_and_litter_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path, "Thumbs.db")
    assert convert(tmp_path / "in", tmp_path / "Thumbs.db", "-o", tmp_path / "out") == 0


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md")[0]
    assert convert(path, "-o", path) == 2
    assert path.read_text(encoding="utf-8") == WREN


def test_names_like_options_and_commands_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in", "--help.md", "$(touch pwned).md", "[bold]x.md")
    assert convert("in") == 0
    assert not (tmp_path / "pwned").exists()
    assert len(list((tmp_path / "out").glob("*/briefing.html"))) == 3


def test_an_unforeseen_error_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> object:
        raise KeyError("secret")

    monkeypatch.setattr(pipeline, "normalise", broken)
    path = write(tmp_path, "a.md")[0]
    assert convert(path, "-o", tmp_path / "out") == 3
    said = capsys.readouterr().err
    assert "BK199" in said
    assert str(path) in said
    assert "Traceback" not in said
    convert(path, "-o", tmp_path / "out", "--debug")
    assert "Traceback" in capsys.readouterr().err
    assert run(["check", str(path)]) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_extract_lists_blocks_and_bookmarks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md", text=WREN + "\n[bookmark: _Hlk1]More.\n")[0]
    assert run(["extract", str(path)]) == 0
    out = capsys.readouterr().out
    assert "b0001  heading 1  [line 1]  Learning from Child Wren" in out
    assert run(["extract", str(path), "--json"]) == 0
    extracted = json.loads(capsys.readouterr().out)
    assert extracted["source"]["name"] == "a.md"
    assert extracted["document"]["blocks"][0]["runs"]


def test_check_names_what_is_missing_and_shows_the_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md", text="# Learning from Child Wren\n\n## What did we learn?\n\n- Ask more.\n")[0]
    assert run(["check", str(path)]) == 0
    assert run(["check", str(path), "--strict"]) == 1
    out = capsys.readouterr().out
    assert "BK401" in out
    assert "accounted for" in out
    assert run(["check", str(path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["inputs"][0]["ledger"]["source_letters"] > 0


def test_check_takes_a_finished_briefing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md")[0]
    convert(path, "-o", tmp_path / "out")
    capsys.readouterr()
    assert run(["check", str(tmp_path / "out" / "a" / "briefing.json")]) == 0
    assert "Learning from Child Wren" in capsys.readouterr().out


def test_render_makes_the_page_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md")[0]
    convert(path, "-o", tmp_path / "out")
    page = tmp_path / "out" / "a" / "briefing.html"
    page.unlink()
    finished = tmp_path / "out" / "a" / "briefing.json"
    assert run(["render", str(finished), "--formats", "html,json"]) == 0
    assert "Ask one more question" in page.read_text(encoding="utf-8")
    assert "stays as it is" in capsys.readouterr().err


def test_an_edited_markdown_file_is_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "a.md")[0]
    assert convert(path, "-o", tmp_path / "out", "--formats", "html,json,md") == 0
    edited = tmp_path / "out" / "a" / "briefing.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("four months", "five months"), encoding="utf-8")
    assert run(["render", str(edited), "--formats", "html"]) == 0
    assert "five months" in (tmp_path / "out" / "a" / "briefing.html").read_text(encoding="utf-8")
    assert "1 reworded" in capsys.readouterr().out
    assert "five months" in edited.read_text(encoding="utf-8")


def test_render_refuses_what_is_no_briefing(tmp_path: Path) -> None:
    (tmp_path / "briefing.json").write_text("{}")
    assert run(["render", str(tmp_path / "briefing.json")]) == 3
    assert run(["render", str(tmp_path / "x.pdf")]) == 2
    assert run(["render", str(tmp_path / "none.json")]) == 3


def test_doctor_says_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) in (0, 4)
    tools = {tool["name"]: tool for tool in json.loads(capsys.readouterr().out)["tools"]}
    assert {"Pango", "LibreOffice", "Tesseract"} <= set(tools)
    assert all(tool["found"] or tool["install"] for tool in tools.values())
    assert run(["doctor"]) in (0, 4)
    assert "Pango" in capsys.readouterr().out


def briefkit(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefkit", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_standard_input_is_converted(tmp_path: Path) -> None:
    done = briefkit("convert", "-", "-o", str(tmp_path), "--formats", "json", input=WREN.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "standard input" / "briefing.json").is_file()


def test_a_reader_of_the_output_may_go_away() -> None:
    done = subprocess.run(
        f"{sys.executable} -m briefkit doctor --help | true", shell=True, capture_output=True, timeout=60, check=False
    )
    assert b"Traceback" not in done.stderr


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    code = (
        "import sys; from briefkit.cli import run; run(['--version']);"
        "print(sorted({'lxml', 'weasyprint', 'rich', 'pypdfium2', 'msgspec', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("signal", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_whole_results_and_ends_with_130(tmp_path: Path, signal: signal.Signals) -> None:
    write(tmp_path / "in", *(f"{number:03}.md" for number in range(200)))
    command = [sys.executable, "-m", "briefkit", "convert", "in", "--jobs", "1", "--formats", "html,json"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if len(list((tmp_path / "out").glob("[!.]*/briefing.json"))) >= 3:  # no folder that is still being made
            break
        time.sleep(0.01)
    process.send_signal(signal)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Interrupted" in err
    assert b"Traceback" not in err
    folders = list((tmp_path / "out").iterdir())
    assert 3 <= len(folders) < 200
    for folder in folders:
        assert {path.name for path in folder.iterdir()} == {"briefing.html", "briefing.json", ".briefkit.json"}
        json.loads((folder / "briefing.json").read_bytes())
