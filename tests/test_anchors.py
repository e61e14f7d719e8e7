"""After any edit each link inside the briefing leads to one item, or is plain words and told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.anchors import settle_links
from briefkit.briefing import Briefing, Item, Link, Sections

ANCHORS = st.sampled_from(["item1", "item2", "b0003"])


@st.composite
def linked(draw: st.DrawFn) -> Item:
    links = [Link("see", f"#{name}") for name in draw(st.lists(ANCHORS, max_size=3))]
    return Item("see", links=(*links, Link("web", "https://web.example")), anchor=draw(st.none() | ANCHORS))


@settings(max_examples=80, deadline=None)
@given(st.lists(linked(), max_size=4).map(tuple), st.lists(linked(), max_size=2).map(tuple))
def test_links_and_anchors_settle(findings: tuple[Item, ...], about: tuple[Item, ...]) -> None:
    result = settle_links(Briefing("t", Sections(findings=findings, about=about)))
    items = [item for _, item in result.value.sections.each()]
    anchors = [item.anchor for item in items if item.anchor]
    inward = [link.url[1:] for item in items for link in item.links if link.url.startswith("#")]
    assert len(anchors) == len(set(anchors))
    assert set(inward) == set(anchors)
    before = sum(link.url.startswith("#") for item in (*findings, *about) for link in item.links)
    assert [said.code for said in result.diagnostics] == ["BK214"] * (before - len(inward))
    assert all(item.links[-1].url == "https://web.example" for item in items)
    assert settle_links(result.value).value == result.value
