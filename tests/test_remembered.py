"""The file of publishers on disk: where it stands, and what becomes of it whatever it holds."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest

from briefkit import files, remembered, theme
from briefkit.errors import BriefkitError
from briefkit.publishers import Line, writing

NAME = "Otterby Safeguarding Children Partnership"
TEXT = f'["{NAME}"]\n"Was wir sahen – é" = "learning"\n'


def test_it_stands_beside_the_output_folder_or_in_a_house_style_of_ones_own(tmp_path: Path) -> None:
    assert remembered.file_of("house", tmp_path / "out") == tmp_path / "publishers.toml"
    assert remembered.file_of(str(tmp_path / "style"), tmp_path / "out") == tmp_path / "style" / "publishers.toml"
    assert remembered.file_of("house", Path("out")) == Path.cwd() / "publishers.toml"


def test_it_never_stands_in_the_folder_of_the_program() -> None:
    assert str(theme.shipped()) not in str(remembered.file_of("house", Path("/results/out")))


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_it_is_read_as_any_editor_saves_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "publishers.toml"
    path.write_bytes(content)
    result = remembered.load(path)
    assert result.diagnostics == ()
    assert [line.heading for line in result.value[0].lines] == ["Was wir sahen – é"]


@pytest.mark.parametrize("content", [b"\xe9t\xe9 = 1\n", b"\xff\xfe\x00", b"x" * 2_000_001])
def test_what_is_no_such_file_is_said_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "publishers.toml"
    path.write_bytes(content)
    result = remembered.load(path)
    assert result.value == ()
    assert [said.code for said in result.diagnostics] == ["BK255"]
    with pytest.raises(BriefkitError):
        remembered.change(path, lambda _: "new")
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    assert [said.code for said in remembered.load(tmp_path).diagnostics] == ["BK255"]
    assert remembered.load(tmp_path / "none").diagnostics == ()


def test_the_ends_of_lines_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "publishers.toml"
    path.write_bytes(b'["Otterby SCP"]\r\n"A b" = "about"\r\n')
    new = [Line("C d", "learning")]
    assert remembered.change(path, lambda text: writing.remembered(text, "Otterby SCP", new))
    assert path.read_bytes() == b'["Otterby SCP"]\r\n"A b" = "about"\r\n"C d" = "learning"\r\n'
    assert not remembered.change(path, lambda text: writing.remembered(text, "Otterby SCP", new))


def test_a_link_to_the_file_of_all_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared.toml").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "publishers.toml"
    try:
        path.symlink_to(tmp_path / "shared.toml")
    except OSError:
        pytest.skip("no links here")
    assert remembered.change(path, lambda text: writing.remembered(text, NAME, [Line("New one", "about")]))
    assert path.is_symlink()
    assert "New one" in (tmp_path / "shared.toml").read_text(encoding="utf-8")


def test_of_two_at_once_neither_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "publishers.toml"
    once = [True]

    def meanwhile(text: str) -> str:
        if once.pop() if once else False:
            files.write_file(path, writing.remembered("", NAME, [Line("Other", "about")]).encode())
        return writing.remembered(text, NAME, [Line("Mine", "learning")])

    assert remembered.change(path, meanwhile)
    assert [line.heading for line in remembered.load(path).value[0].lines] == ["Mine", "Other"]


def test_many_at_once_leave_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "publishers.toml"

    def add(number: int) -> None:
        line = Line(f"Heading {number} x", "about")
        with contextlib.suppress(BriefkitError):  # one that comes too often in between gives up and says so
            remembered.change(path, lambda text: writing.remembered(text, NAME, [line]))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result = remembered.load(path)
    assert result.diagnostics == ()
    assert len(result.value) == 1
    assert result.value[0].lines
    assert [entry.name for entry in tmp_path.iterdir()] == ["publishers.toml"]
