"""Whatever happens to the bytes of a file, its reader gives a document or a clear sentence; the ledger can be drawn."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefkit import pipeline, theme
from briefkit.errors import BriefkitError
from briefkit.files import from_bytes
from briefkit.record import Format, Settings
from paperfiles import draw, line
from sources import WREN
from wordfiles import box, p, table, word

SETTINGS = Settings(formats=("html", "json", "md"))
HOSTILE = (
    b"<script>",
    b"{{ 7*7 }}",
    b"]]>",
    b"\x1b[2J",
    b"\x00",
    b"\xff\xfe",
    b"&#0;",
    b"{\\rtf1",
    b"%PDF-",
    b"PK\x03\x04",
)


@cache
def sound(name: str) -> bytes:
    """A small sound file of that name."""
    if name == "a.docx":
        return word(p("Learning from Child Wren") + table((p("One"), p("Two"))) + p(box(p("In a box")), "Host")).data
    if name == "a.pdf":
        return draw(line("What happened?", 72, 700, 16, "B") + line("Wren was four months old.", 72, 660))
    if name == "a.rtf":
        return (
            rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\title Wren}}\b Background\b0\par A baby\'92s \u233? view.\par}"
        )
    if name == "a.odt":
        return _odt()
    if name == "a.html":
        return (
            b"<html><head><title>Wren</title></head><body><h1>Wren</h1><ul><li>One<li>Two</ul><table><tr><td>x</table>"
        )
    return WREN.encode()


def _odt() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = f'<o:document-content xmlns:o="{space}:office:1.0" xmlns:t="{space}:text:1.0"><o:body><o:text>'
    body += '<t:h t:outline-level="1">Wren</t:h><t:list><t:list-item><t:p>One</t:p></t:list-item></t:list>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", body + "</o:text></o:body></o:document-content>")
    return made.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.rtf", "a.odt", "a.html", "a.md", "a.txt"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(HOSTILE) | st.binary(max_size=8)))
)
def test_spoilt_bytes_give_a_record_or_a_clear_sentence(name: str, places: list[tuple[float, int, bytes]]) -> None:
    content = bytearray(sound(name))
    for share, length, put in places:
        at = int(share * len(content))
        content[at : at + length] = put
    made, error = outcome(name, bytes(content))
    if error is not None:
        assert error.message.rstrip().endswith((".", "!", "?"))
        assert error.next_step
    else:
        assert set(made) == set(SETTINGS.formats)
        assert b"<script>" not in made["html"]


def outcome(name: str, content: bytes) -> tuple[dict[Format, bytes], BriefkitError | None]:
    """The outputs, or the clear sentence; every other exception is raised."""
    house = theme.load("house")
    try:
        source = from_bytes(name, content)
        record = pipeline.normalise(source, pipeline.read(source, SETTINGS), house)
        return pipeline.render(record, house, SETTINGS).value, None
    except BriefkitError as error:
        return {}, error
