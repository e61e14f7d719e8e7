"""The walk through the structure tree, on trees made by hand."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from briefkit.readers.pdf.page.structure import Role, roles_of


class _Tree:
    """A file of some empty pages with a tree of elements."""

    def __init__(self, pages: int = 1) -> None:
        self.pdf = pikepdf.new()
        for _ in range(pages):
            self.pdf.add_blank_page()
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.pdf.Root.StructTreeRoot = self.root

    def element(self, kind: str, *kids: Any, page: int | None = 1) -> Any:
        """An element of a type with kids, on a page (from 1)."""
        made = self.pdf.make_indirect(Dictionary(S=Name(f"/{kind}"), K=Array(kids)))
        if page:
            made.Pg = self.pdf.pages[page - 1].obj
        return made

    def roles(self, *tops: Any, pages: int | None = None) -> dict[int, dict[int, Role]]:
        """What is read of the tree with these elements on top."""
        self.root.K = Array(tops)
        room = BytesIO()
        self.pdf.save(room)
        return roles_of(room.getvalue(), None, len(self.pdf.pages) if pages is None else pages)

    def names(self, *tops: Any) -> list[dict[int, str]]:
        """The same by names, page by page."""
        return [{mark: role.name for mark, role in page.items()} for page in self.roles(*tops).values()]


def test_marks_take_the_role_of_the_nearest_block() -> None:
    tree = _Tree()
    section = tree.element("Sect", tree.element("H2", tree.element("Span", 0), 1), tree.element("P", 2), page=None)
    assert tree.names(section) == [{0: "H2", 1: "H2", 2: "P"}]


def test_each_block_has_a_number_of_its_own() -> None:
    tree = _Tree()
    first, second = tree.element("H1", 0, 1), tree.element("H1", 2)
    roles = tree.roles(first, second)[1]
    assert roles[0] == roles[1] != roles[2]
    assert roles[0].level == 1


def test_the_paragraphs_of_a_note_are_the_note() -> None:
    tree = _Tree()
    assert tree.names(tree.element("Note", tree.element("P", 0))) == [{0: "Note"}]


def test_types_of_the_file_are_led_back_to_standard_ones() -> None:
    tree = _Tree()
    tree.root.RoleMap = Dictionary(Kopf=Name.Title2, Title2=Name.H2, Round=Name.About, About=Name.Round)
    assert tree.names(tree.element("Kopf", 0), tree.element("Round", 1)) == [{0: "H2", 1: "P"}]


def test_a_reference_names_page_and_mark_and_a_form_counts_by_itself() -> None:
    tree = _Tree(2)
    there = Dictionary(Type=Name.MCR, Pg=tree.pdf.pages[1].obj, MCID=0)
    drawn = Dictionary(Type=Name.MCR, Stm=tree.pdf.make_stream(b""), MCID=1)
    assert tree.names(tree.element("H3", 0, there, drawn)) == [{0: "H3"}, {0: "H3"}]


def test_an_element_goes_over_pages_and_its_kids_keep_the_page() -> None:
    tree = _Tree(2)
    inner = tree.element("Span", 5, page=None)
    assert tree.names(tree.element("LI", inner, page=2)) == [{}, {5: "LI"}]


def test_a_tree_that_bites_its_tail_ends() -> None:
    tree = _Tree()
    element = tree.element("H1", 0)
    element.K.append(element)
    assert tree.names(element, element) == [{0: "H1"}]


def test_what_is_no_element_is_passed_over() -> None:
    tree = _Tree()
    odd = Array([Dictionary(Type=Name.OBJR), pikepdf.String("words"), Name.Odd])
    assert tree.names(tree.element("P", 0, odd, Dictionary(Type=Name.OBJR), 1.5, 2)) == [{0: "P", 2: "P"}]


def test_other_pages_than_expected_have_no_roles() -> None:
    tree = _Tree()
    assert tree.roles(tree.element("P", 0), pages=2) == {}


def test_no_file_and_no_tree_have_no_roles() -> None:
    assert roles_of(b"no PDF at all", None, 1) == {}
    room = BytesIO()
    bare = pikepdf.new()
    bare.add_blank_page()
    bare.save(room)
    assert roles_of(room.getvalue(), None, 1) == {}
