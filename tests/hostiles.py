"""A folder of small files that attack or are broken, made anew: what each is, and what may become of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf

from paperfiles import draw, line
from wordfiles import MAIN, SPACES, field, p, packed, part, r, relations, table, word

CONVERTS, FAILS, EITHER = "converts safely", "clear error", "clear error or converts safely"

TYPED = ("<b onmouseover=alert(1)>Child T</b>", "{{ title }} {# note #} {%- raw %}", "</div> and &nbsp; with")
"""Text that looks like mark-up and templates, and must stand in every output as it was typed."""

_LINES = (
    ("Background", "In March a child was taken to hospital from a flat above the harbour."),
    ("Findings", "Nobody asked who else lived there. The review found that visits were not written down."),
    ("Learning", "Practitioners should ask who lives with a child. The answer should be recorded each time."),
    ("Contact", "Write to board@fold.example for the full report."),
)
_BODY = p("Learning from Child Quill", style="Title") + "".join(
    p(head, style="Heading1") + p(words) for head, words in _LINES
)
_ROOMS = 600
_MEGABYTE = 1_000_000


def write_hostile(folder: Path) -> dict[str, str]:
    """Writes the files into ``folder`` and answers what may become of each, by its name."""
    folder.mkdir()
    for name, (make, _) in _FILES.items():
        (folder / name).write_bytes(make())
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    return {name: allowed for name, (_, allowed) in _FILES.items()}


def _letter() -> bytes:
    return word(_BODY).data


def _paper() -> bytes:
    shown, at = line("Learning from Child Quill", 60, 780, 20, "B"), 740
    for head, words in _LINES:
        shown += line(head, 60, at, 14, "B") + line(words, 60, at - 24)
        at -= 60
    return draw(shown)


def _zip_of_text() -> bytes:
    return packed({"notes.txt": "nothing for Word in here"}).data


def _office_container(*streams: str) -> bytes:
    """The head of an OLE container whose folder names these streams."""
    names = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names).ljust(4096, b"\0")


def _paper_with_password() -> bytes:
    room = BytesIO()
    with pikepdf.open(BytesIO(_paper())) as pdf:
        pdf.save(room, encryption=pikepdf.Encryption(user="quill", owner="quill"))
    return room.getvalue()


def _paper_with_lost_index() -> bytes:
    room = BytesIO()
    with pikepdf.open(BytesIO(_paper())) as pdf:
        pdf.save(room, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return room.getvalue().replace(b"startxref\n", b"startxref\n9", 1)


def _pages_in_a_circle() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>endobj\n"
        b"3 0 obj<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
    )


def _swollen() -> bytes:
    room = BytesIO()
    head, foot = part("document", "<w:body><w:p><w:r><w:t>|</w:t></w:r></w:p></w:body>").split("|")
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("_rels/.rels", relations(("rId1", "officeDocument", MAIN)))
        with archive.open(MAIN, "w", force_zip64=True) as stream:
            stream.write(head.encode())
            for _ in range(_ROOMS):
                stream.write(b"a" * _MEGABYTE)
            stream.write(foot.encode())
    return room.getvalue()


def _with_doctype(declared: str, body: str) -> bytes:
    text = f'<?xml version="1.0"?><!DOCTYPE d [{declared}]><w:document {SPACES}><w:body>{body}</w:body></w:document>'
    return packed({"_rels/.rels": relations(("rId1", "officeDocument", MAIN)), MAIN: text}).data


def _one_entity_often() -> bytes:
    used = "".join("<w:p><w:r><w:t>&long;</w:t></w:r></w:p>" for _ in range(20_000))
    return _with_doctype(f'<!ENTITY long "{"bang " * 2_000}">', p("Before.") + used)


def _entities_in_entities() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _with_doctype(f'<!ENTITY l0 "lol">{levels}', "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")


def _entity_from_disk() -> bytes:
    return _with_doctype(
        '<!ENTITY out SYSTEM "file:///etc/passwd">', p("Before.") + "<w:p><w:r><w:t>&out;</w:t></w:r></w:p>"
    )


def _climbing_out() -> bytes:
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
        MAIN: part("document", f"<w:body>{_BODY}</w:body>"),
        "../../outside.txt": "out",
        "/outside.txt": "out",
        "..\\outside.txt": "out",
    }
    return packed(parts).data


def _tables_in_tables() -> bytes:
    inner = p("In the middle.")
    for _ in range(120):
        inner = table((inner + p(""),))
    return word(p("Before.") + inner).data


def _links_to_script() -> bytes:
    linked = field(' HYPERLINK "javascript:alert(1)" ', r("press here"))
    by_arrow = f'<w:hyperlink r:id="rIdS">{r("or here")}</w:hyperlink>'
    body = _BODY + p("To read more, ", linked) + p("To read less, ", by_arrow)
    return word(body, (("rIdS", "hyperlink", "javascript:alert(2)"),)).data


_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "ordinary.docx": (_letter, CONVERTS),
    "ordinary.pdf": (_paper, CONVERTS),
    "cut-short.docx": (lambda: _letter()[: len(_letter()) // 3], FAILS),
    "cut-short.pdf": (lambda: _paper()[: len(_paper()) // 2], FAILS),
    "just-a-zip.docx": (_zip_of_text, FAILS),
    "web-page.docx": (lambda: b"<html><body><h1>Not a letter</h1><p>A page.</p></body></html>", EITHER),
    "paper.docx": (_paper, EITHER),
    "letter.pdf": (_letter, EITHER),
    "nothing.pdf": (lambda: b"", FAILS),
    "noise.docx": (lambda: bytes(range(256)) * 40, FAILS),
    "locked.docx": (lambda: _office_container("Root Entry", "EncryptionInfo", "EncryptedPackage"), FAILS),
    "locked.pdf": (_paper_with_password, FAILS),
    "swollen.docx": (_swollen, FAILS),
    "entities.docx": (_one_entity_often, EITHER),
    "entities-in-entities.docx": (_entities_in_entities, EITHER),
    "entity-from-disk.docx": (_entity_from_disk, EITHER),
    "climbing-out.docx": (_climbing_out, CONVERTS),
    "empty-lines.docx": (
        lambda: word(p("The first line says this.") + "<w:p/>" * 30_000 + p("The last one that.")).data,
        CONVERTS,
    ),
    "tables-in-tables.docx": (_tables_in_tables, EITHER),
    "parent-loop.pdf": (_pages_in_a_circle, FAILS),
    "lost-index.pdf": (_paper_with_lost_index, EITHER),
    "field-link.docx": (_links_to_script, CONVERTS),
    "markup-text.docx": (lambda: word(_BODY + "".join(p(r(typed)) for typed in TYPED)).data, CONVERTS),
}

NAMES = (
    "two  spaces .docx",
    'o\'quill "draft".docx',
    "-f.docx",
    "--version.docx",
    "✅ agreed.docx",
    "naïve Ünïcode.docx",
    "semi;colon & $(touch pwned) `id`.docx",
    "%2e%2e%2fout.docx",
    "b" * 240 + ".docx",
    "line\nbreak.docx",
    "right\u202eto-left.docx",
    "CON.docx",
    "SHOUTED.DOCX",
    "same.docx",
    "deep/er/same.docx",
)
"""Names that people and machines give, each of an ordinary file."""


def write_names(folder: str) -> None:
    """Writes an ordinary file under each of :data:`NAMES`, litter, a link to nothing and one in a circle."""
    content = _letter()
    for name in (*NAMES, "~$tter.docx", ".hidden.docx", "Thumbs.db", ".DS_Store", "desktop.ini"):
        (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
        (Path(folder) / name).write_bytes(content)
    (Path(folder) / "dangling.docx").symlink_to("gone.docx")
    (Path(folder) / "loop").symlink_to(".")
