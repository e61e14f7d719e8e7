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


JAMMY = """
case "$*" in
    *libharfbuzz-subset0 | *python3.1[23]-venv) exit 100 ;;
    *" python3") echo "Package: python3"; echo "Version: 3.10.6-1~22.04" ;;
    *) echo "Package: there" ;;
esac
"""


def fakes(folder: Path, **scripts: str) -> None:
    for name, script in scripts.items():
        command = folder / name.replace("_", "-")
        command.unlink(missing_ok=True)
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)


@pytest.mark.parametrize(
    ("lists", "packages"),
    [
        ("exit 100", "python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        (JAMMY, "python3.11 python3.11-venv libpango-1.0-0 libpangoft2-1.0-0"),
    ],
    ids=["unknown", "ubuntu-22.04"],
)
def test_without_the_right_to_install_it_prints_the_line(copy: Path, tmp_path: Path, lists: str, packages: str) -> None:
    shutil.rmtree(copy / ".venv")
    path = bare_path(tmp_path / "bin")
    fakes(tmp_path / "bin", apt_get="exit 100", apt_cache=lists, id="echo 1000")
    done = launch(copy / "briefkit", "--version", cwd=tmp_path, path=path)
    assert done.returncode == 4
    assert done.stderr.endswith(f"Install them with: sudo apt-get update && sudo apt-get install -y {packages}\n")
    assert "installing python3" not in done.stderr


@pytest.mark.parametrize("by", ["root", "sudo"])
def test_with_the_right_to_install_it_installs(copy: Path, tmp_path: Path, by: str) -> None:
    shutil.rmtree(copy / ".venv")
    path = bare_path(tmp_path / "bin")
    log = tmp_path / "log"
    fakes(tmp_path / "bin", apt_get=f'echo "$DEBIAN_FRONTEND $*" >>"{log}"', id=f"echo {0 if by == 'root' else 1000}")
    if by == "sudo":
        fakes(tmp_path / "bin", sudo=f'[ "$1" = -n ] || exit 1; shift; [ "$1" = true ] || echo sudo >>"{log}"; "$@"')
        (tmp_path / "bin" / "true").symlink_to(shutil.which("true") or "/bin/true")
    done = launch(copy / "briefkit", "--version", cwd=tmp_path, path=path)
    assert done.returncode == 4, "the fake brings no Python"
    assert "installing python3 python3-venv" in done.stderr
    update, install = [line for line in log.read_text().splitlines() if line != "sudo"]
    assert update.startswith("noninteractive ")
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends python3 python3-venv")
    assert log.read_text().startswith("sudo" if by == "sudo" else "noninteractive")


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
