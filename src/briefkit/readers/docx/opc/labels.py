"""Sensitivity labels in a Word file's properties: reported, and no word of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefkit.diagnostics import Diagnostic
from briefkit.markings import meaning, strength
from briefkit.readers.docx.opc.package import Package

_PURVIEW = re.compile(r"MSIP_Label_([0-9A-Fa-f-]{1,64})_(Name|Enabled)")
"""Microsoft Purview writes its labels as properties of these names (Microsoft Information Protection SDK, metadata)."""
_OTHERS = frozenset(
    "classification securityclassification documentclassification governmentsecurityclassification protectivemarking "
    "gsc gpms sensitivity sensitivitylabel bjdocumentsecuritylabel titusclassification".split()
)
"""Names, in small letters only, under which other tools and boards write a marking."""


def read_labels(package: Package) -> list[Diagnostic]:
    """BK301 for each sensitivity label or marking in the custom properties. A label's name is told only where it is a
    known marking: other properties may hold names of people."""
    properties = package.tree("docProps/custom.xml")
    named = dict(_properties(properties)) if properties is not None else {}
    labels: dict[str, dict[str, str]] = {}
    words: list[str] = []
    for name, value in named.items():
        purview = _PURVIEW.fullmatch(name)
        if purview is not None:
            labels.setdefault(purview[1], {})[purview[2]] = value
        elif re.sub(r"[^a-z]", "", name.casefold()) in _OTHERS and strength(value):
            words.append(value)
    words += [each.get("Name", "") for each in labels.values() if each.get("Enabled", "true").casefold() != "false"]
    if not words and _is_labelled(package.tree("docMetadata/LabelInfo.xml")):
        words.append("")
    return [_told(word if strength(word) else "") for word in dict.fromkeys(words)]


def _properties(root: etree._Element) -> Iterator[tuple[str, str]]:
    for entry in root:
        if isinstance(entry.tag, str) and entry.tag.endswith("}property"):
            value = next((child.text or "" for child in entry if isinstance(child.tag, str)), "")
            yield entry.get("name", ""), " ".join(value.split())


def _is_labelled(root: etree._Element | None) -> bool:
    """Whether the newer part for labels, which holds no names, has one that is on."""
    if root is None:
        return False
    marks = (each for each in root.iter() if isinstance(each.tag, str) and each.tag.endswith("}label"))
    return any(each.get("enabled") in {"1", "true"} and each.get("removed") not in {"1", "true"} for each in marks)


def _told(words: str) -> Diagnostic:
    asked = meaning(words)
    label = f"the sensitivity label ‘{words}’" if words else "a sensitivity label, whose name Word shows"
    return Diagnostic(
        "BK301",
        # Offices label every file OFFICIAL without a thought: it is no warning where the page does not say it.
        "info" if words.casefold() == "official" else asked.severity,
        f"The file carries {label}. It was not printed into the briefing.",
        "the file’s properties",
        asked.step,
    )
