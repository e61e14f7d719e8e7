from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from briefkit import files
from briefkit.errors import OutputFailed, UnusableInput
from briefkit.files import Found, load, printable, walk, write_file, write_folder


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Learning\n\nShare early.\n")


def names(found: list[Found], folder: Path) -> list[str]:
    return [str(one.path.relative_to(folder)) for one in found]


def test_folders_are_walked_in_order_and_litter_is_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "b.md", "A.md", "deep/er/a.md", "deep/z.md", ".hidden.md", ".git/x.md", "~$b.docx")
    touch(tmp_path, "Thumbs.db", ".DS_Store", "desktop.ini", ".~lock.b.odt#", "out/b/briefing.md")
    assert names(walk([tmp_path], tmp_path / "out"), tmp_path) == ["A.md", "b.md", "deep/z.md", "deep/er/a.md"]


def test_what_briefkit_made_is_no_input(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", "old/a/briefing.html", "old/index.html", "old/report.json", "index.html")
    (tmp_path / "old" / "a" / files.STAMP).write_text("{}")
    assert names(walk([tmp_path], tmp_path), tmp_path) == ["a.md", "index.html"]
    assert names(walk([tmp_path / "old" / "a"]), tmp_path) == ["old/a/briefing.html"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", "deep/b.md")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to("itself")
    assert names(walk([tmp_path]), tmp_path) == ["a.md", "itself", "deep/b.md"]


def test_an_input_given_twice_comes_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", "b.md")
    assert names(walk([tmp_path / "b.md", tmp_path, tmp_path / "b.md"]), tmp_path) == ["b.md", "a.md"]


def test_other_kinds_in_a_folder_are_listed_as_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "logo.png", "briefing", "figures.xlsx")
    passed = {one.path.name: bool(one.passed_over) for one in walk([tmp_path])}
    assert passed == {"briefing": False, "figures.xlsx": True, "logo.png": True}
    assert not walk([tmp_path / "logo.png"])[0].passed_over


@pytest.mark.parametrize("space", ["office/word/2003/wordml", "office/2006/xmlPackage"])
def test_of_xml_files_in_a_folder_those_that_word_saved_are_taken(tmp_path: Path, space: str) -> None:
    start = f'<?xml version="1.0"?><w:document xmlns:w="http://schemas.microsoft.com/{space}">'
    (tmp_path / "briefing.XML").write_text(start, encoding="utf-8")
    (tmp_path / "settings.xml").write_text("<settings/>", encoding="utf-8")
    passed = {one.path.name: bool(one.passed_over) for one in walk([tmp_path])}
    assert passed == {"briefing.XML": False, "settings.xml": True}


def test_litter_given_by_name_is_left_out_too(tmp_path: Path) -> None:
    touch(tmp_path, "Thumbs.db")
    assert walk([tmp_path / "Thumbs.db"]) == []


def test_a_file_is_loaded_with_its_kind_and_checksum(tmp_path: Path) -> None:
    touch(tmp_path, "a.md")
    source = load(tmp_path / "a.md")
    assert (source.name, source.media_type, len(source.sha256)) == ("a.md", "text/markdown", 64)
    assert files.digest(tmp_path / "a.md") == source.sha256


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# Learning\n\nShare early.\n")))
    assert load(Path("-")).name == "standard input"


def refusal(path: Path) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        load(path)
    assert caught.value.exit_code == 3
    assert caught.value.next_step
    return caught.value


def test_what_cannot_be_loaded_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "dangling.md").symlink_to("gone.md")
    (tmp_path / "empty.md").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.md")
    assert refusal(tmp_path / "none.md").code == "BK115"
    assert refusal(tmp_path / "empty.md" / "x.md").code == "BK115"
    assert "link" in refusal(tmp_path / "dangling.md").message
    assert "empty" in refusal(tmp_path / "empty.md").message
    assert refusal(tmp_path).code == "BK117"
    assert refusal(tmp_path / "pipe.md").code == "BK117"
    assert refusal(tmp_path / "zero\0byte.md").code == "BK115"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "a.md")
    (tmp_path / "a.md").chmod(0)
    assert refusal(tmp_path / "a.md").code == "BK116"


def test_an_error_of_the_disk_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> object:
        raise PermissionError(13, "Permission denied")

    touch(tmp_path, "a.md")
    monkeypatch.setattr(Path, "open", broken)
    assert refusal(tmp_path / "a.md").code == "BK116"


def test_a_file_over_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.md")
    monkeypatch.setattr(files, "LARGEST", 10)
    assert refusal(tmp_path / "a.md").code == "BK114"


def test_names_cannot_disguise_themselves() -> None:
    assert printable("a\u202excod.exe\n\x1b[31m") == "a\\u202excod.exe\\n\\x1b[31m"
    assert printable("naïve ✅ ŵ") == "naïve ✅ ŵ"


def test_a_result_folder_is_put_in_its_place_whole(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "x"
    write_folder(folder, {"briefing.html": b"1", "briefing.pdf": b"1"})
    (folder / "notes.txt").write_text("mine")
    (folder / "mine").mkdir()
    write_folder(folder, {"briefing.html": b"2"}, ours=["briefing.pdf"])
    assert {path.name for path in folder.iterdir()} == {"briefing.html", "notes.txt", "mine"}
    assert (folder / "briefing.html").read_bytes() == b"2"
    assert [path.name for path in folder.parent.iterdir()] == ["x"]


def test_an_interrupt_just_after_the_folder_was_made_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.mkdir

    def interrupt(self: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        real(self, mode, parents, exist_ok)
        if self.name.startswith(".briefkit-"):
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "mkdir", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out" / "x", {"briefing.html": b"new"})
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("interrupted_at", ["write_bytes", "replace", "chmod"])
def test_an_interrupt_leaves_the_old_result_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interrupted_at: str
) -> None:
    folder = tmp_path / "x"
    write_folder(folder, {"briefing.html": b"old", "briefing.json": b"old"})
    calls = 0
    real = getattr(Path, interrupted_at)

    def interrupt(self: Path, *args: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 2 or interrupted_at == "chmod":
            raise KeyboardInterrupt
        return real(self, *args, **more)

    monkeypatch.setattr(Path, interrupted_at, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_folder(folder, {"briefing.html": b"new", "briefing.json": b"new"})
    monkeypatch.undo()
    assert {path.read_bytes() for path in folder.iterdir()} == {b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_file_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(OutputFailed):
        write_folder(tmp_path / "x", {"briefing.html": b"1"})
    with pytest.raises(OutputFailed) as caught:
        write_file(tmp_path / "x" / "report.csv", b"1")
    assert caught.value.exit_code == 6
    assert (tmp_path / "x").read_text() == "mine"


def test_a_link_in_the_place_of_a_result_is_not_followed(tmp_path: Path) -> None:
    touch(tmp_path, "elsewhere/keep.md")
    (tmp_path / "x").symlink_to("elsewhere")
    write_folder(tmp_path / "x", {"briefing.html": b"1"})
    assert (tmp_path / "elsewhere" / "keep.md").exists()
    assert not (tmp_path / "x").is_symlink()


def test_only_old_leftovers_are_swept(tmp_path: Path) -> None:
    touch(tmp_path, ".briefkit-new/x", ".briefkit-aged/x", ".briefkit-file", "kept/x")
    for name in (".briefkit-aged", ".briefkit-file"):
        os.utime(tmp_path / name, (0, 0))
    files.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".briefkit-new", "kept"}
