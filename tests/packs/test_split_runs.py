"""Splitting over runs: folders that keep their names, results that are skipped, a row for each briefing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefkit import jobs, runs
from briefkit.batch import SerialExecutor
from briefkit.cli.app import briefkit
from briefkit.errors import UnusableInput
from briefkit.files import walk
from briefkit.jobs import Row
from briefkit.record import Record, Settings
from briefkit.stems import LONGEST, part_stem
from briefkit.theme import load
from packtexts import PEOPLE, PUBLISHERS, markdown, pack
from sources import write

SPLIT = Settings(formats=("html", "json"), split=True)
WHOLE = Settings(formats=("html", "json"))


def convert(inputs: list[Path], out: Path, settings: Settings = SPLIT, *, force: bool = False) -> list[Row]:
    order = runs.Order(out, settings, load(settings.theme), force)
    done = runs.convert_all(runs.plan(walk(inputs, out), out), order, SerialExecutor())
    return [row for _, row in sorted(done, key=lambda pair: pair[0].number)]


def folders(rows: list[Row]) -> list[str]:
    return [row.folder for row in rows]


def test_each_briefing_has_a_folder_that_begins_with_the_stem(tmp_path: Path) -> None:
    rows = convert(write(tmp_path, "spring.md", text=pack()), tmp_path / "out")
    assert folders(rows) == ["spring-1-child-wren", "spring-2-mr-adair"]
    assert [str(row.part) for row in rows] == ["briefing 1 of 2", "briefing 2 of 2"]
    made = json.loads((tmp_path / "out" / folders(rows)[1] / "briefing.json").read_text())
    assert made["source"]["name"] == "spring.md"
    assert made["source"]["part"] == {"number": 2, "of": 2, "pages": None}


def test_a_single_briefing_keeps_the_plain_name(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "wren.md", text=markdown(PEOPLE[0], PUBLISHERS[0])), tmp_path / "out"
    (row,) = convert(paths, out)
    assert (row.folder, row.part) == ("wren", None)
    assert [row.status for row in convert(paths, out)] == ["unchanged"]


def test_unchanged_parts_are_skipped_and_a_lost_one_is_made_again(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "spring.md", text=pack()), tmp_path / "out"
    first = convert(paths, out)
    again = convert(paths, out)
    assert [row.status for row in again] == ["unchanged"] * 2
    assert folders(again) == folders(first)
    assert [row.input for row in again] == [str(paths[0])] * 2
    (out / folders(first)[1] / "briefing.html").unlink()
    assert [row.status for row in convert(paths, out)] == ["converted"] * 2
    assert [row.status for row in convert(paths, out, force=True)] == ["converted"] * 2


def test_with_and_without_the_option_are_two_results(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "spring.md", text=pack()), tmp_path / "out"
    assert folders(convert(paths, out, WHOLE)) == ["spring"]
    assert folders(convert(paths, out)) == ["spring-1-child-wren", "spring-2-mr-adair"]
    for settings, number in ((WHOLE, 1), (SPLIT, 2)):
        assert [row.status for row in convert(paths, out, settings)] == ["unchanged"] * number


def test_a_pack_that_changed_is_split_again(tmp_path: Path) -> None:
    paths, out = write(tmp_path, "spring.md", text=pack(3)), tmp_path / "out"
    assert len(convert(paths, out)) == 3
    write(tmp_path, "spring.md", text=pack(2))
    assert [row.status for row in convert(paths, out)] == ["converted"] * 2
    # What the earlier version left there does not count.
    assert [row.status for row in convert(paths, out)] == ["unchanged"] * 2


def test_no_part_takes_the_folder_of_another_input(tmp_path: Path) -> None:
    (pack_path,) = write(tmp_path, "spring.md", text=pack())
    (other,) = write(tmp_path, "spring-1-child-wren.md", text=markdown(PEOPLE[2], PUBLISHERS[2]))
    out = tmp_path / "out"
    rows = convert([pack_path, other], out)
    assert folders(rows) == ["spring-1-child-wren-2", "spring-2-mr-adair", "spring-1-child-wren"]
    assert folders(convert([pack_path, other], out)) == folders(rows)


def test_no_new_input_takes_the_folder_of_a_part(tmp_path: Path) -> None:
    (pack_path,) = write(tmp_path, "spring.md", text=pack())
    out = tmp_path / "out"
    convert([pack_path], out)
    (other,) = write(tmp_path, "spring-1-child-wren.md", text=markdown(PEOPLE[2], PUBLISHERS[2]))
    (row,) = convert([other], out)
    assert row.folder not in ("spring-1-child-wren", "spring-2-mr-adair")
    assert row.folder.startswith("spring-1-child-wren")


def test_a_part_that_fails_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(record: Record, *rest: object) -> jobs.Made:
        if "Adair" in record.briefing.title:
            raise UnusableInput("Too thin.", "Look at it.")
        return real(record, *rest)  # type: ignore[arg-type]

    real = jobs._make
    monkeypatch.setattr(jobs, "_make", make)
    rows = convert(write(tmp_path, "spring.md", text=pack()), tmp_path / "out")
    assert [row.status for row in rows] == ["converted", "failed"]
    assert str(rows[1].part) == "briefing 2 of 2"
    assert runs.exit_code(rows) == 3


def test_the_reports_have_a_line_for_each_and_standard_input_is_split_too(tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["convert", "-", "-o", str(out), "--formats", "json", "--split", "--jobs", "0"]
    done = CliRunner().invoke(briefkit, arguments, input=pack(), standalone_mode=False)
    assert done.return_value == 0
    rows = list(csv.DictReader((out / "report.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["input"], row["part"]) for row in rows] == [
        ("standard input", "briefing 1 of 2"),
        ("standard input", "briefing 2 of 2"),
    ]
    assert all((out / row["folder"] / "briefing.json").is_file() for row in rows)
    assert "briefing 2 of 2" in (out / "index.html").read_text(encoding="utf-8")


def test_extract_and_explain_name_the_parts(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "spring.md", text=pack())
    for command in ("extract", "explain"):
        shown = CliRunner().invoke(briefkit, [command, str(path)], standalone_mode=False).output
        assert "--split makes a briefing of each" in shown
        assert "Learning from a review: Mr Adair" in shown.partition("Parts (")[2]
        told = json.loads(CliRunner().invoke(briefkit, [command, str(path), "--json"], standalone_mode=False).output)
        assert [part["kind"] for part in told["parts"]] == ["briefing", "briefing"]


@pytest.mark.parametrize(
    ("subject", "name"),
    [("Child Wren", "spring-2-child-wren"), ("Zoë & Noor!", "spring-2-zoe-noor"), ("", "spring-2"), ("†", "spring-2")],
)
def test_names_of_parts(subject: str, name: str) -> None:
    assert part_stem("spring", 2, 5, subject) == name


def test_names_of_parts_sort_and_stay_short_and_distinct() -> None:
    assert part_stem("spring", 2, 12, "") == "spring-02"
    assert part_stem("spring", 2, 5, "Wren", ["SPRING-2-WREN"]) == "spring-2-wren-2"
    long = part_stem("s" * LONGEST, 2, 5, "Learning from the death of somebody in a place far away")
    assert long.startswith("s" * LONGEST)
    assert len(long) <= LONGEST + 20
