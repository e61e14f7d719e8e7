"""Drawings: their text boxes, their pictures' alternative text, the words of their diagrams, charts and WordArt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from briefkit.model import Origin
from briefkit.readers.docx.drafts import BoxDraft, Draft, Piece, Place, Position, hide
from briefkit.readers.docx.figures import (
    PartWords,
    alternative_text,
    contents_of,
    drawn_texts,
    has_picture,
    is_embedded,
    is_hidden,
    is_switched_off,
    related_texts,
)
from briefkit.readers.docx.layout.anchors import anchor_position, is_off_page
from briefkit.readers.docx.layout.boxes import find_shapes

if TYPE_CHECKING:
    from briefkit.readers.docx.story import Story


class Drawing:
    """Reads what stands in a drawing into the draft that anchors it."""

    def __init__(self, story: Story, draft: Draft) -> None:
        self.story = story
        self.draft = draft

    def read(self, drawing: etree._Element, hidden: bool) -> None:
        """Reads a ``w:drawing``, ``w:pict`` or ``w:object``; ``hidden``: its run is hidden."""
        story, draft = self.story, self.draft
        position = anchor_position(drawing, story.walk.page)
        contents = contents_of(drawing)
        hidden = hidden or is_hidden(drawing, contents)
        found = False
        for shape in find_shapes(drawing, story.book.colours):
            found = True
            at = position
            if at.left is not None and shape.width:
                at = at._replace(
                    left=at.left + shape.left,
                    top=(at.top or 0.0) + shape.top,
                    width=shape.width,
                    height=shape.height,
                )
            box = self._open(shape.colour)
            unseen = hidden or is_switched_off(shape.content) or is_off_page(at, story.walk.page)
            with story.book.veil(unseen):
                drafts = story.read_box(shape.content, self._place(box, shape.filled))
            self._add(BoxDraft(box, at, drafts), unseen)
        for words in (
            *related_texts(story.book.package, story.walk.arrows, contents),
            *drawn_texts(contents, story.place.part),
        ):
            found = True
            self._add(self._write(words, position), hidden or is_off_page(position, story.walk.page))
        if is_embedded(contents):
            story.book.embedded.append(str(story.origin(draft)))
        if not hidden and (not found or has_picture(contents)):
            draft.figures += alternative_text(drawing, contents)

    def _write(self, words: PartWords, position: Position) -> BoxDraft:
        """A box of words that stand in no Word paragraph: each line is one, its words parted by semicolons."""
        story = self.story
        look = story.book.looks.run(self.draft.style, self.draft.place.table_style, {})
        look = look._replace(size=words.size or look.size)
        box = self._open(None)
        place = self._place(box, True)._replace(part=words.part)
        made = BoxDraft(box, position)
        for index, line in enumerate(words.lines, 1):
            pieces = [Piece(word, look) for word in line]
            for at in range(len(pieces) - 1, 0, -1):
                pieces.insert(at, Piece("; ", look, computed=True))
            made.drafts.append(Draft(place, f"{place.path}, paragraph {index}", pieces=pieces))
        return made

    def _open(self, colour: str | None) -> str:
        story = self.story
        story.walk.boxes += 1
        origin = Origin(story.place.part, story.path(f"text box {story.walk.boxes}"))
        return story.book.contain("box", story.place.container, origin, filled=colour)

    def _place(self, container: str, filled: bool) -> Place:
        path = f"text box {self.story.walk.boxes}"
        return self.story.place._replace(container=container, path=path, filled=filled, table_style=None, cell=None)

    def _add(self, box: BoxDraft, hidden: bool) -> None:
        if hidden:
            hide(box.drafts)
        if box.drafts:
            self.draft.boxes.append(box)
