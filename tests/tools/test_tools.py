"""Outside programs replaced by fakes that hang, crash and print rubbish."""

from __future__ import annotations

import os
import stat
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.errors import BriefkitError, ToolMissing, UnusableInput
from briefkit.files import from_bytes
from briefkit.model import Source
from briefkit.readers import DOCX
from briefkit.readers.sniff import DOC
from briefkit.tools import libreoffice, probe
from briefkit.tools.probe import LIBREOFFICE, PROBES, Probe, look
from briefkit.tools.run import run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the fakes are shell scripts")

OLD = Source("old.doc", b"\xd0\xcf\x11\xe0", DOC, "0" * 64)

MISBEHAVIOUR = {
    "crashes": "kill -SEGV $$",
    "fails": "echo 'no such filter' >&2; exit 77",
    "says it is done and makes nothing": "exit 0",
    "prints without end": "yes rubbish | head -c 3000000; exit 1",
    "makes rubbish": 'for last; do :; done; mkdir -p "${last%/*}/made"; echo rubbish >"${last%/*}/made/0001.docx"; '
    'echo rubbish >"$last"',
}


def fake(folder: Path, name: str, script: str, version: str = "1.2.3") -> Probe:
    program = folder / name
    program.write_text(f'#!/bin/sh\nif [ "$1" = --version ]; then echo "Fake {version}"; exit 0; fi\n{script}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Probe(name, "a test", programs=(str(program),), install={"debian": "sudo apt-get install -y fake"})


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    child = tmp_path / "child"
    answer = run(["/bin/sh", "-c", f"sleep 60 & echo $! >{child}; wait"], seconds=0.5)
    assert answer.timed_out
    pid = int(child.read_text())
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _is_alive(pid):
        time.sleep(0.05)
    assert not _is_alive(pid)


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_what_a_program_prints_is_bounded() -> None:
    answer = run(["/bin/sh", "-c", "yes | head -c 1000000; exit 3"], seconds=20)
    assert (answer.code, len(answer.printed)) == (3, 20_000)


@pytest.mark.parametrize("how", MISBEHAVIOUR)
def test_a_misbehaving_libreoffice_ends_in_a_clear_sentence(tmp_path: Path, how: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        libreoffice.convert(OLD, fake(tmp_path, "soffice", MISBEHAVIOUR[how]), seconds=20)
    assert caught.value.code == "BK120"
    assert ".docx" in caught.value.next_step


def test_a_hanging_libreoffice_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="did not finish") as caught:
        libreoffice.convert(OLD, fake(tmp_path, "soffice", "sleep 60"), seconds=0.3)
    assert caught.value.code == "BK121"


def test_a_missing_libreoffice_is_named_with_the_next_step() -> None:
    with pytest.raises(ToolMissing, match="LibreOffice") as caught:
        libreoffice.convert(OLD, Probe("LibreOffice", "x", programs=("no-such-program",)))
    assert caught.value.exit_code == 4
    assert ".docx" in caught.value.next_step


def test_a_libreoffice_that_cannot_be_started_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_text("#!/no/such/interpreter\n")
    broken.chmod(0o755)
    with pytest.raises(ToolMissing, match="cannot be started"):
        libreoffice.convert(OLD, Probe("LibreOffice", "x", programs=(str(broken),)))


def test_a_conversion_keeps_the_checksum_and_says_by_what(tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    _write_docx(made)
    script = f'for last; do :; done; mkdir -p "${{last%/*}}/made"; cp "{made}" "${{last%/*}}/made/0001.docx"'
    source = libreoffice.convert(OLD, fake(tmp_path, "soffice", script, "7.4.7"))
    assert (source.media_type, source.sha256, source.via) == (DOCX, OLD.sha256, ("LibreOffice 7.4.7",))


def _write_docx(path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Ask one more question.")
    document.save(str(path))


@pytest.mark.slow
def test_the_real_libreoffice_reads_an_old_word_file(tmp_path: Path) -> None:
    office = probe.program(LIBREOFFICE)
    if office is None:
        pytest.skip("LibreOffice is not installed")
    _write_docx(tmp_path / "old.docx")
    place = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command: list[str | Path] = [
        office,
        place,
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
        "--outdir",
        tmp_path,
        tmp_path / "old.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    old = from_bytes("old.doc", (tmp_path / "old.doc").read_bytes())
    assert old.media_type == DOC
    made = libreoffice.convert(old)
    assert made.media_type == DOCX
    assert made.via[0].startswith("LibreOffice ")


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("#!/bin/sh\nexit 1\n", "does not work"),
        ("#!/bin/sh\necho rubbish\n", "does not work"),
        ("#!/none\n", "started"),
    ],
)
def test_a_broken_program_is_found_broken(tmp_path: Path, script: str, problem: str) -> None:
    program = tmp_path / "tool"
    program.write_text(script)
    program.chmod(0o755)
    finding = look(Probe("Tool", "a test", programs=(str(program),)))
    assert not finding.found
    assert problem in finding.problem
    assert finding.install


def test_looking_never_raises_and_always_says_what_next() -> None:
    for each in PROBES:
        finding = look(each)
        assert finding.found or (finding.problem and finding.install)
        assert not finding.found or finding.version


@given(st.text(max_size=50))
def test_an_error_of_a_tool_survives_the_trip_between_processes(message: str) -> None:
    import pickle

    error = pickle.loads(pickle.dumps(ToolMissing(message, "next", code="BK120")))
    assert isinstance(error, BriefkitError)
    assert (error.message, error.next_step, error.code) == (message, "next", "BK120")
