"""The launcher: from any folder, by a link, with blanks in its path, without HOME, and where Python is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLAIN_TOOLS = ("bash", "sh", "dirname", "cksum", "cat", "id", "uname", "mkdir", "rm", "sleep", "readlink", "env")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository as the launcher sees it, in a folder with blanks, already installed by a fake."""
    place = tmp_path / "a folder, with blanks"
    (place / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "briefkit", place)
    shutil.copy(ROOT / "pyproject.toml", place)
    python = place / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    python.chmod(0o755)
    return place


def stamp(place: Path) -> None:
    shell = 'printf "%s" "$(cksum <pyproject.toml) $(pwd -P)" >.venv/.briefkit-stamp'
    subprocess.run(["sh", "-c", shell], cwd=place, check=True)


def launch(command: Path, *arguments: str, cwd: Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path or os.environ["PATH"]}
    return subprocess.run(
        [str(command), *arguments],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_run_goes_straight_to_the_command(copy: Path, tmp_path: Path) -> None:
    stamp(copy)
    done = launch(copy / "briefkit", "convert", "in box/", "--force", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "-m|briefkit|convert|in box/|--force|", "")


def test_a_link_to_it_works_from_anywhere(copy: Path, tmp_path: Path) -> None:
    stamp(copy)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "second").symlink_to("../a folder, with blanks/briefkit")
    (tmp_path / "bin" / "first").symlink_to(tmp_path / "bin" / "second")
    assert launch(tmp_path / "bin" / "first", "doctor", cwd=Path("/")).stdout == "-m|briefkit|doctor|"


def bare_path(folder: Path) -> str:
    folder.mkdir()
    for tool in PLAIN_TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    return str(folder)


def test_without_python_it_says_what_to_install(copy: Path, tmp_path: Path) -> None:
    shutil.rmtree(copy / ".venv")
    done = launch(copy / "briefkit", "--version", cwd=tmp_path, path=bare_path(tmp_path / "bin"))
    assert done.returncode == 4
    assert "Python 3.11 or newer" in done.stderr
    assert not (copy / ".venv.lock").exists()


def test_without_the_right_to_install_it_prints_the_line(copy: Path, tmp_path: Path) -> None:
    shutil.rmtree(copy / ".venv")
    path = bare_path(tmp_path / "bin")
    for name, script in (("apt-get", "exit 100"), ("id", "echo 1000")):
        (tmp_path / "bin" / name).unlink(missing_ok=True)
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    done = launch(copy / "briefkit", "--version", cwd=tmp_path, path=path)
    assert done.returncode == 4
    assert "sudo apt-get update && sudo apt-get install -y python3 python3-venv" in done.stderr


def test_a_changed_pyproject_installs_again(copy: Path, tmp_path: Path) -> None:
    stamp(copy)
    with (copy / "pyproject.toml").open("a") as stream:
        stream.write("\n# changed\n")
    done = launch(copy / "briefkit", "--version", cwd=tmp_path)
    assert "installing" in done.stderr
    assert "-m|pip|" in done.stderr
    assert done.stdout == "-m|briefkit|--version|"


def test_the_scripts_can_be_executed() -> None:
    for name in ("briefkit", "check", ".ci/run"):
        assert os.access(ROOT / name, os.X_OK), name
        subprocess.run(["bash", "-n", ROOT / name], check=True)
