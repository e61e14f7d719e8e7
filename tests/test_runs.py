"""A run from inputs to the output folder: skipping, keeping edits, distinct folders, faults, exit codes."""

from __future__ import annotations

import json
from concurrent.futures import Executor
from pathlib import Path

import msgspec
import pytest

from briefkit import files, runs, theme, writers
from briefkit.batch import BoundedExecutor, SerialExecutor, WorkerDied
from briefkit.errors import OutputFailed, ToolMissing
from briefkit.files import walk
from briefkit.jobs import Row, failed
from briefkit.record import Settings
from briefkit.tools.probe import PANGO, look
from sources import WREN, write

QUICK = Settings(formats=("html", "json"))


def convert(
    inputs: list[Path], out: Path, settings: Settings = QUICK, *, force: bool = False, executor: Executor | None = None
) -> list[Row]:
    order = runs.Order(out, settings, theme.load(settings.theme), force)
    done = runs.convert_all(runs.plan(walk(inputs, out), out), order, executor or SerialExecutor())
    return [row for _, row in sorted(done, key=lambda pair: pair[0].number)]


def statuses(rows: list[Row]) -> list[str]:
    return [row.status for row in rows]


def test_an_unchanged_input_is_skipped_and_a_changed_one_is_not(tmp_path: Path) -> None:
    paths, out = write(tmp_path / "inbox", "a.md", "b.md"), tmp_path / "out"
    assert statuses(convert(paths, out)) == ["converted", "converted"]
    write(tmp_path / "inbox", "b.md", text=WREN + "\nMore was learned.\n")
    again = convert(paths, out)
    assert statuses(again) == ["unchanged", "converted"]
    assert again[0].words > 0
    assert again[0].folder == "a"
    assert statuses(convert(paths, out, force=True)) == ["converted", "converted"]


@pytest.mark.parametrize("changed", [{"pages": 1}, {"ocr": "never"}, {"formats": ("html", "json", "md")}])
def test_other_settings_convert_again(tmp_path: Path, changed: dict[str, object]) -> None:
    paths, out = write(tmp_path, "a.md"), tmp_path / "out"
    convert(paths, out)
    assert statuses(convert(paths, out, msgspec.structs.replace(QUICK, **changed))) == ["converted"]


def test_a_result_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "a.md"), tmp_path / "out"
    convert(paths, out)
    (out / "a" / "briefing.html").unlink()
    assert statuses(convert(paths, out)) == ["converted"]
    assert (out / "a" / "briefing.html").is_file()


@pytest.mark.parametrize("rubbish", [b"", b"{}", b"\xff", b"[" * 100_000])
def test_a_stamp_that_cannot_be_read_means_convert_again(tmp_path: Path, rubbish: bytes) -> None:
    paths, out = write(tmp_path, "a.md"), tmp_path / "out"
    convert(paths, out)
    (out / "a" / files.STAMP).write_bytes(rubbish)
    assert statuses(convert(paths, out)) == ["converted"]


def test_an_edited_result_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "a.md"), tmp_path / "out"
    settings = Settings(formats=("html", "json", "md"))
    convert(paths, out, settings)
    (out / "a" / "briefing.md").write_text("edited")
    (out / "a" / "notes.txt").write_text("mine")
    assert statuses(convert(paths, out, settings)) == ["unchanged"]
    row = convert(paths, out, settings, force=True)[0]
    assert (out / "a" / "briefing.edited.md").read_text() == "edited"
    assert (out / "a" / "briefing.md").read_text() != "edited"
    assert (out / "a" / "notes.txt").read_text() == "mine"
    kept = next(said for said in row.diagnostics if said.code == "BK140")
    assert (kept.severity, row.warnings) == ("warning", 1)
    assert kept.message == "briefing.md had been changed by hand; that version was kept as briefing.edited.md."
    convert(paths, out, settings, force=True)
    assert not (out / "a" / "briefing.edited-2.md").exists()


def test_an_edited_result_that_stays_is_not_kept_twice(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "a.md"), tmp_path / "out"
    convert(paths, out, Settings(formats=("html", "json", "md")))
    (out / "a" / "briefing.md").write_text("edited")
    row = convert(paths, out, Settings(formats=("html",)), force=True)[0]
    assert (out / "a" / "briefing.md").read_text() == "edited"
    assert not (out / "a" / "briefing.edited.md").exists()
    assert row.warnings == 0


def test_another_format_of_the_same_input_stays_and_of_a_changed_one_goes(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "a.md"), tmp_path / "out"
    convert(paths, out, Settings(formats=("html",)))
    convert(paths, out, Settings(formats=("json",)))
    assert {path.name for path in (out / "a").iterdir()} == {"briefing.html", "briefing.json", files.STAMP}
    write(tmp_path, "a.md", text=WREN + "\nMore was learned.\n")
    convert(paths, out, Settings(formats=("json",)))
    assert {path.name for path in (out / "a").iterdir()} == {"briefing.json", files.STAMP}


def test_two_inputs_of_one_stem_get_folders_of_their_own(tmp_path: Path) -> None:
    write(tmp_path / "inbox", "same.md", "same.txt", "deep/er/same.md")
    rows = convert([tmp_path / "inbox"], tmp_path / "out")
    assert [row.folder for row in rows] == ["same", "same-txt", "same-er"]
    assert all((tmp_path / "out" / row.folder / "briefing.json").is_file() for row in rows)


def test_a_result_folder_stays_with_the_source_it_was_made_for(tmp_path: Path) -> None:
    paths, out = write(tmp_path / "in", "same.md", "same.txt"), tmp_path / "out"
    assert [row.folder for row in convert(paths[::-1], out)] == ["same-txt", "same"]
    again = convert(paths[::-1], out)
    assert (statuses(again), [row.folder for row in again]) == (["unchanged"] * 2, ["same-txt", "same"])
    assert [row.folder for row in convert(paths[1:], out)] == ["same-txt"]
    other = write(tmp_path / "else", "same.md", text=WREN + "\nMore was learned.\n")
    assert [row.folder for row in convert(other, out)] == ["same-else"]
    assert [row.status for row in convert([*other, *paths], out)] == ["unchanged"] * 3
    assert sorted(path.name for path in out.iterdir()) == ["same", "same-else", "same-txt"]


def test_the_folder_of_a_source_that_is_gone_is_free_again(tmp_path: Path) -> None:
    paths, out = write(tmp_path / "in", "a.md"), tmp_path / "out"
    convert(paths, out)
    paths[0].rename(tmp_path / "a.md")
    assert [row.folder for row in convert([tmp_path / "a.md"], out)] == ["a"]


def test_moved_together_source_and_result_stay_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "x" / "in", "same.md", "same.txt")
    monkeypatch.chdir(tmp_path / "x")
    convert([Path("in/same.txt")], Path("out"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").rename(tmp_path / "y")
    assert [row.folder for row in convert([tmp_path / "y" / "in"], tmp_path / "y" / "out")] == ["same-md", "same"]


def test_one_bad_file_stops_nobody(tmp_path: Path) -> None:
    paths = [*write(tmp_path, "a.md"), tmp_path / "none.md", *write(tmp_path, "z.md")]
    write(tmp_path, "empty.md", text="")
    paths.insert(1, tmp_path / "empty.md")
    with BoundedExecutor(2) as executor:
        rows = convert(paths, tmp_path / "out", executor=executor)
    assert statuses(rows) == ["converted", "failed", "failed", "converted"]
    assert not (tmp_path / "out" / "empty").exists()


def test_the_place_of_a_result_that_is_taken_by_a_file_fails_that_input_only(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "a.md", "b.md"), tmp_path / "out"
    out.mkdir()
    (out / "a").write_text("mine")
    rows = convert(paths, out)
    assert [(row.status, row.exit_code) for row in rows] == [("failed", 6), ("converted", 0)]


def test_an_unforeseen_error_becomes_a_sentence(tmp_path: Path) -> None:
    row = failed("a.md", KeyError("x"))
    assert (row.code, row.exit_code, row.trace) == ("BK199", 3, "")
    assert "report" in row.next_step
    assert "KeyError" in failed("a.md", KeyError("x"), debug=True).trace


def test_a_process_that_died_names_the_memory_that_it_had() -> None:
    bounded = failed("a.pdf", WorkerDied("killed", 150))
    assert (bounded.code, bounded.exit_code) == ("BK132", 3)
    assert "150 MB" in bounded.message
    assert "--memory" in bounded.next_step
    assert "--memory" not in failed("a.pdf", WorkerDied("killed")).next_step


@pytest.mark.parametrize(
    "text", ["# Learning from Child Wren\n", "## What did we learn?\n\n## What happened?\n", "7\n"]
)
def test_a_file_without_text_for_any_section_is_no_briefing(tmp_path: Path, text: str) -> None:
    row = convert(write(tmp_path, "a.md", text=text), tmp_path / "out")[0]
    assert (row.status, row.code, row.exit_code) == ("failed", "BK118", 3)
    assert not (tmp_path / "out" / "a").exists()
    # Text is recognised in PDFs only: the option would be no help with any other file.
    assert "--ocr" not in row.next_step
    assert "as a PDF" in row.next_step


@pytest.mark.parametrize(
    ("error", "code", "number"),
    [
        (ToolMissing("Pango is missing.", "Install it.", code="BK612"), "BK612", 4),
        (OutputFailed("The audit failed.", "Report it."), "BK601", 6),
        (KeyError("x"), "BK199", 6),
    ],
)
def test_without_a_pdf_all_else_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str, number: int
) -> None:
    if not look(PANGO).found:
        pytest.skip("Pango is not installed")

    def fail(*_args: object) -> object:
        raise error

    paths, out = write(tmp_path, "a.md"), tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setitem(writers.WRITERS, "pdf", fail)
        row = convert(paths, out, Settings(formats=("pdf", "html", "json")))[0]
    assert (row.status, row.code, row.exit_code, row.formats) == ("converted", code, number, ("html", "json"))
    assert code in (out / "a" / "briefing.json").read_text()
    again = convert(paths, out, Settings(formats=("pdf", "html", "json")))[0]
    assert (again.status, again.exit_code) == ("converted", 0)


def coded(*codes: int, warnings: int = 0) -> list[Row]:
    return [Row("x", "failed" if code else "converted", exit_code=code, warnings=warnings) for code in codes]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), 0),
        ((0,), 0),
        ((3,), 3),
        ((5,), 5),
        ((0, 0), 0),
        ((0, 3), 7),
        ((3, 3), 7),
        ((0, 5), 7),
        ((0, 1), 1),
        ((1,), 1),
    ],
)
def test_the_exit_code_of_one_is_its_own_and_of_several_a_sum(codes: tuple[int, ...], expected: int) -> None:
    assert runs.exit_code(coded(*codes)) == expected


def test_strict_makes_warnings_count_and_what_is_passed_over_never_does() -> None:
    assert runs.exit_code(coded(0, 0, warnings=1)) == 0
    assert runs.exit_code(coded(0, 0, warnings=1), strict=True) == 1
    assert runs.exit_code([*coded(3), Row("y", "passed over")]) == 3


def test_the_reports_list_every_input(tmp_path: Path) -> None:
    paths, out = [*write(tmp_path, "a.md"), tmp_path / "none.md"], tmp_path / "out"
    rows = convert(paths, out)
    runs.write_reports(out, rows, 7)
    report = json.loads((out / "report.json").read_bytes())
    assert (report["exit_code"], [each["status"] for each in report["inputs"]]) == (7, ["converted", "failed"])
    for file in report["inputs"][0]["files"].values():
        assert (out / file).is_file()
    assert (out / "report.csv").read_text("utf-8-sig").count("\n") == 3
    assert "Learning from Child Wren" in (out / "index.html").read_text()
