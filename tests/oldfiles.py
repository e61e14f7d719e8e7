"""Old files as far as a fake LibreOffice needs them, and that fake: a script that does what the file tells it to do."""

from __future__ import annotations

import stat
import struct
import zipfile
from pathlib import Path

from briefkit.tools.probe import Probe

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOBODY = 0xFFFFFFFF


def ole(*streams: str, inside: tuple[str, ...] = ()) -> bytes:
    """A container whose directory has these streams at its top, and a storage with those ``inside``."""
    names = ["Root Entry", *streams, *(("Storage", *inside) if inside else ())]
    top = 1 + len(streams) + bool(inside)
    entries = bytearray()
    for number, name in enumerate(names):
        coded = name.encode("utf-16-le")
        last = number + 1 in (1, top, len(names))
        child = {0: 1 if len(names) > 1 else _NOBODY, top - 1: top if inside else _NOBODY}.get(number, _NOBODY)
        kind = 5 if number == 0 else 1 if inside and number == top - 1 else 2
        after = _NOBODY if last else number + 1
        entries += struct.pack("<64sHBBIII", coded, len(coded) + 2, kind, 1, _NOBODY, after, child) + bytes(48)
    entries += bytes(-len(entries) % 512)
    sectors = len(entries) // 512
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    header = OLE + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[_NOBODY] * 108)
    return header + struct.pack("<128I", *table, *[_NOBODY] * (128 - len(table))) + bytes(entries) + bytes(4096)


def ole_without_directory(*streams: str) -> bytes:
    """A container of which only the names of streams are left."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams) + bytes(4096)


def old_word(order: str, number: int = 0) -> bytes:
    """An old Word file that tells the fake what to do: ``make``, ``refuse``, ``crash``, ``hang`` or ``half``."""
    return ole("WordDocument", "1Table") + f"\norder={order}\nnumber={number}\n".encode()


def write_docx(path: Path, text: str = "Ask one more question.") -> bytes:
    """A Word file of one paragraph, written by python-docx."""
    import docx

    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path.read_bytes()


def fake_office(folder: Path) -> Probe:
    """A LibreOffice that answers every file with the same Word file and writes down each call into ``calls``."""
    write_docx(folder / "made.docx")
    script = f"""#!/bin/sh
if [ "$1" = --version ]; then echo "LibreOffice 7.4.7"; exit 0; fi
echo "$@" >>"{folder}/calls"
out= past=
for one; do
    case $past in --outdir) out=$one ;; --convert-to) kind=${{one%%:*}} ;; esac
    past=$one
done
mkdir -p "$out"
for one; do
    case $one in */0[0-9][0-9][0-9].*) ;; *) continue ;; esac
    name=${{one##*/}}
    order=$(grep -a '^order=' "$one" | cut -d= -f2)
    case $order in
        crash) kill -SEGV $$ ;;
        hang) sleep 60 ;;
        refuse) continue ;;
        half) head -c 300 "{folder}/made.docx" >"$out/${{name%.*}}.$kind"; kill -SEGV $$ ;;
    esac
    cp "{folder}/made.docx" "$out/${{name%.*}}.$kind"
done
"""
    program = folder / "soffice"
    program.write_text(script)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Probe("LibreOffice", "a test", programs=(str(program),))


def calls(folder: Path) -> list[list[str]]:
    """The names of the files of each call of the fake."""
    path = folder / "calls"
    lines = path.read_text().splitlines() if path.exists() else []
    return [[Path(word).name for word in line.split() if Path(word).name[:1] == "0"] for line in lines]


def zipped(**members: str) -> bytes:
    """A zip file with these members."""
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()
