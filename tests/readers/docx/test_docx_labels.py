"""Sensitivity labels in the properties of a Word file."""

from __future__ import annotations

import pytest

from briefkit.diagnostics import Diagnostic
from briefkit.readers.docx import read
from wordfiles import MAIN, p, packed, part, relations
from wordfiles import TYPES as CONTENT_TYPES

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
LABEL = "MSIP_Label_defa4170-0d19-0005-0004-bc88714345d2_"


def told(properties: dict[str, str], info: str = "") -> list[Diagnostic]:
    lines = "".join(
        f'<property fmtid="x" pid="{n}" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
        for n, (name, value) in enumerate(properties.items(), 2)
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", MAIN)),
        MAIN: part("document", f"<w:body>{p('Text.')}</w:body>"),
        "docProps/custom.xml": f'<Properties xmlns="{SPACE}" xmlns:vt="{TYPES}">{lines}</Properties>',
    }
    if info:
        members["docMetadata/LabelInfo.xml"] = info
    return list(read(packed(members)).diagnostics)


@pytest.mark.parametrize(
    "properties",
    [
        {f"{LABEL}Enabled": "true", f"{LABEL}Name": "OFFICIAL-SENSITIVE", f"{LABEL}SiteId": "x"},
        {"Protective Marking": "OFFICIAL-SENSITIVE"},
        {"bjDocumentSecurityLabel": "OFFICIAL-SENSITIVE", "Classification": "OFFICIAL-SENSITIVE"},
    ],
)
def test_a_label_is_told_once(properties: dict[str, str]) -> None:
    (said,) = told(properties)
    assert (said.code, said.severity) == ("BK301", "warning")
    assert "‘OFFICIAL-SENSITIVE’" in said.message


def test_the_label_that_every_file_has_is_told_in_passing() -> None:
    (said,) = told({f"{LABEL}Name": "OFFICIAL"})
    assert (said.code, said.severity) == ("BK301", "info")


def test_the_name_of_an_unknown_label_is_not_quoted() -> None:
    (said,) = told({f"{LABEL}Name": "Ms Imaginary only", "Owner": "Ms Imaginary", "Classification": "Ms Imaginary"})
    assert said.code == "BK301"
    assert "Imaginary" not in f"{said.message}{said.where}{said.note}"


def test_a_label_that_is_off_is_none_and_the_newer_part_counts_too() -> None:
    assert told({f"{LABEL}Enabled": "false", f"{LABEL}Name": "OFFICIAL"}) == []
    info = '<c:labelList xmlns:c="urn:x"><c:label id="a" enabled="1" removed="{}"/></c:labelList>'
    assert [said.code for said in told({}, info.format(0))] == ["BK301"]
    assert told({}, info.format(1)) == []
