"""Old files converted many at once: one call, and a file that stops LibreOffice costs its own result only."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from briefkit import files, jobs, runs, theme
from briefkit.batch import SerialExecutor
from briefkit.errors import ToolMissing
from briefkit.files import from_bytes, walk
from briefkit.model import Source
from briefkit.readers import DOCX
from briefkit.readers.sniff import CONVERTED, DOC, PUBLISHER
from briefkit.record import Settings
from briefkit.tools import conversions, libreoffice, old_word, probe
from briefkit.tools.probe import Probe, program
from oldfiles import calls, fake_office, ole
from oldfiles import old_word as old_word_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the fakes are shell scripts")

NONE = Probe("LibreOffice", "a test", programs=("no-such-program",))


def sources(*orders: str) -> list[Source]:
    return [from_bytes(f"{order}.doc", old_word_file(order, n)) for n, order in enumerate(orders)]


def made(folder: Path, *orders: str, seconds: float = 20.0) -> list[bool]:
    office = fake_office(folder)
    results = libreoffice.convert_many(sources(*orders), folder, office, seconds)
    return [result is not None for result in results]


def test_many_files_take_one_call(tmp_path: Path) -> None:
    assert made(tmp_path, *["make"] * 7) == [True] * 7
    assert calls(tmp_path) == [[f"000{n}.doc" for n in range(1, 8)]]


@pytest.mark.parametrize("how", ["crash", "half", "hang"])
def test_a_file_that_stops_libreoffice_costs_its_own_result_only(tmp_path: Path, how: str) -> None:
    assert made(tmp_path, "make", how, "make", how, seconds=0.5) == [True, False, True, False]
    assert [len(names) for names in calls(tmp_path)] == [4, 2]


def test_a_file_that_is_refused_delays_nobody(tmp_path: Path) -> None:
    assert made(tmp_path, "refuse", "make", "refuse", "make") == [False, True, False, True]
    assert len(calls(tmp_path)) == 1


def test_a_crash_behind_a_refusal_is_blamed_on_the_file_behind_the_last_result(tmp_path: Path) -> None:
    """What was refused on the way cannot be told from what crashed: it waits for its own turn, and nobody else does."""
    assert made(tmp_path, "make", "refuse", "crash", "make") == [True, False, False, True]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    office = fake_office(tmp_path)
    libreoffice.convert_many(sources("make", "crash"), folder, office)
    libreoffice.convert(sources("make")[0], office, folder=folder)
    assert list(folder.iterdir()) == []


def test_without_libreoffice_nothing_is_made_and_nothing_raised(tmp_path: Path) -> None:
    assert libreoffice.convert_many(sources("make", "make"), tmp_path, NONE) == [None, None]


@pytest.mark.parametrize("media_type", sorted(CONVERTED))
def test_each_kind_says_what_it_is_and_what_to_do_without_libreoffice(media_type: str) -> None:
    source = Source("a", b"", media_type, "0" * 64)
    with pytest.raises(ToolMissing) as caught:
        libreoffice.convert(source, NONE)
    conversion = libreoffice.CONVERSIONS[media_type]
    assert conversion.what in caught.value.message
    assert caught.value.next_step.startswith("Open it in ")


def convert(folder: Path, inputs: list[Path], monkeypatch: pytest.MonkeyPatch, office: Probe) -> list[jobs.Row]:
    replaced = {
        kind: msgspec.structs.replace(conversion, probe=office) for kind, conversion in libreoffice.CONVERSIONS.items()
    }
    monkeypatch.setattr(libreoffice, "CONVERSIONS", replaced)
    order = runs.Order(folder / "out", Settings(formats=("json",)), theme.load("house"))
    done = runs.convert_all(runs.plan(walk(inputs)), order, SerialExecutor())
    return [row for _, row in sorted(done, key=lambda pair: pair[0].number)]


def test_a_run_converts_its_old_files_by_one_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for n in range(6):
        (inbox / f"{n}.doc").write_bytes(old_word_file("crash" if n == 2 else "make", n))
    (inbox / "copy.doc").write_bytes(old_word_file("make", 0))
    (inbox / "text.txt").write_text("Findings\n\nNobody asked.\n")
    rows = convert(tmp_path, [inbox], monkeypatch, fake_office(tmp_path))
    failed = [row for row in rows if row.status == "failed"]
    assert [(Path(row.input).name, row.code) for row in failed] == [("2.doc", "BK120")]
    assert len(rows) == 8
    # One call for six files (a copy is the same file), one for those behind the crash, and the culprit alone.
    assert [len(names) for names in calls(tmp_path)] == [6, 3, 1]


def test_one_old_file_is_converted_by_its_own_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = tmp_path / "one.doc"
    one.write_bytes(old_word_file("make"))
    assert [row.status for row in convert(tmp_path, [one], monkeypatch, fake_office(tmp_path))] == ["converted"]
    assert calls(tmp_path) == [["0001.doc"]]


def test_what_was_prepared_is_taken_and_keeps_the_checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = fake_office(tmp_path)
    monkeypatch.setitem(
        libreoffice.CONVERSIONS, DOC, msgspec.structs.replace(libreoffice.CONVERSIONS[DOC], probe=office)
    )
    path, folder = tmp_path / "a.doc", tmp_path / "run"
    path.write_bytes(old_word_file("make"))
    folder.mkdir()
    conversions.prepare([path, tmp_path / "gone.doc"], folder)
    given = files.load(path)
    result = conversions.convert(given, folder)
    assert (result.value.media_type, result.value.sha256) == (DOCX, given.sha256)
    assert result.value.via == ("LibreOffice 7.4.7",)
    assert len(calls(tmp_path)) == 1


def test_only_what_may_be_an_old_file_waits_for_libreoffice(tmp_path: Path) -> None:
    for name, content in {
        "a.doc": ole("WordDocument"),
        "b.wpd": b"\xffWPC12",
        "c.txt": b"text",
        "d.pdf": b"%PDF",
    }.items():
        (tmp_path / name).write_bytes(content)
    assert [path.name for path in sorted(tmp_path.iterdir()) if conversions.wanted(path)] == ["a.doc", "b.wpd"]
    assert not conversions.wanted(tmp_path / "gone")
    assert not conversions.wanted(tmp_path)


def test_a_part_of_libreoffice_that_is_missing_is_found_missing(tmp_path: Path) -> None:
    office = tmp_path / "program" / "soffice"
    registry = tmp_path / "share" / "registry"
    office.parent.mkdir()
    registry.mkdir(parents=True)
    office.write_text("#!/bin/sh\n")
    office.chmod(0o755)
    parts = {part: Probe("LibreOffice", "x", programs=(str(office),), part=part) for part in ("writer", "draw")}
    assert all(program(parts[part]) for part in parts), "no folder of settings: nothing is known"
    (registry / "main.xcd").touch()
    (registry / "writer.xcd").touch()
    assert program(parts["writer"]) == office
    assert program(parts["draw"]) is None


@pytest.mark.slow
def test_the_real_libreoffice_takes_many_files_at_once(tmp_path: Path) -> None:
    office = program(probe.LIBREOFFICE)
    if office is None:
        pytest.skip("LibreOffice is not installed")
    rich = rb"{\rtf1\ansi Ask one more question.\par}"
    # LibreOffice looks at the bytes and not at the name: what matters here is the call.
    given = [Source(f"{n}.doc", rich + b" " * n, DOC, str(n)) for n in range(3)]
    results = libreoffice.convert_many(given, tmp_path)
    assert all(result is not None and result.startswith(b"PK") for result in results)
    assert list(tmp_path.iterdir()) == []


def test_a_publisher_file_without_draw_is_not_given_to_another_reader() -> None:
    """Only old Word files have a second reader."""
    assert old_word.available() in {True, False}
    if program(probe.LIBREOFFICE_DRAW) is not None:
        pytest.skip("LibreOffice Draw is installed")
    with pytest.raises(ToolMissing, match="Publisher"):
        conversions.convert(Source("a.pub", ole("Quill"), PUBLISHER, "0"))
