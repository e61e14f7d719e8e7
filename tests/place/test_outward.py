"""Links that show one address and lead to another."""

from __future__ import annotations

import pytest

from briefkit.briefing import Link
from briefkit.model import Document
from briefkit.place import place
from briefkit.place.outward import leads_elsewhere
from documents import block, document


@pytest.mark.parametrize(
    ("words", "url", "told"),
    [
        ("https://www.ward.example/safe", "https://elsewhere.example/safe", True),
        ("www.ward.example", "https://links.example/?url=ward.example", True),
        ("a@ward.example", "mailto:b@ward.example", True),
        ("www.ward.example/a", "https://ward.example/b", False),
        ("ward.example", "https://www.ward.example/", False),
        ("ward.example", "https://help.ward.example/", False),
        ("A@ward.example", "mailto:a@ward.example?subject=x", False),
        ("a@ward.example", "https://ward.example", False),
        ("our guide", "https://ward.example", False),
        ("St. Mary", "https://ward.example", False),
        ("ward.example", "#item1", False),
    ],
)
def test_what_leads_elsewhere(words: str, url: str, told: bool) -> None:
    assert leads_elsewhere(Link(words, url)) is told


def test_it_is_told_and_the_link_is_kept() -> None:
    shown = block(2, "Read ", ("www.ward.example", {"link": "https://elsewhere.example/x"}), " for more on it.")
    head = document("# Background").blocks
    result = place(Document((*head, shown)))
    items = [item for _, item in result.value.sections.each()]
    assert any(link.url == "https://elsewhere.example/x" for item in items for link in item.links)
    (said,) = [said for said in result.diagnostics if said.code == "BK214"]
    assert "www.ward.example" in said.message
    assert "https://elsewhere.example/x" in said.message
