"""Notes of PDFs tied to their marks, and links inside the file."""

from __future__ import annotations

from briefkit.model import Document, TextBlock
from paperfiles import draw, line, print_html, read_bytes

_LONG = "The boat was old and grey and so was its owner, of whom nobody knew anything but the name."
_NOTED = (
    "<style>.n{float:footnote;font-size:8pt}.n::footnote-call{font-size:6pt;vertical-align:super;line-height:0}</style>"
)


def _notes(document: Document) -> list[TextBlock]:
    return [block for block in document.blocks if block.layer in {"footnote", "endnote"}]


def _ties(document: Document) -> list[tuple[str, str]]:
    known = {block.id: block.text for block in document.blocks}
    return [
        (run.text, known[run.link[1:]])
        for block in document.blocks
        for run in block.runs
        if run.link and run.link.startswith("#")
    ]


def test_a_mark_leads_to_its_note_and_the_note_has_its_mark() -> None:
    one, two = "<span class=n>See the log of 1987.</span>", "<span class=n>Kept at Marlby.</span>"
    document = read_bytes(print_html(f"{_NOTED}<p>The boat{one} was old.{two}</p><p>{_LONG}</p>"))
    assert _ties(document) == [("1", "See the log of 1987."), ("2", "Kept at Marlby.")]
    assert ["".join(run.text for run in note.marker).strip() for note in _notes(document)] == ["1", "2"]


def test_a_year_at_the_head_of_a_line_begins_no_note() -> None:
    text = line("The boat was old and grey and so was its owner.", 60, 700) + line("1", 283, 704, 6)
    text += line(_LONG, 60, 650)
    foot = line("1 First told in the harbour log of the year", 60, 90, 8) + line("1987 by the keeper.", 60, 80, 8)
    document = read_bytes(draw(text + foot))
    assert [note.text for note in _notes(document)] == ["First told in the harbour log of the year 1987 by the keeper."]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    text = line("The boat was old and grey and so was its owner.", 60, 700) + line("1", 283, 704, 6)
    foot = line("1 First told in the harbour log and then by", 60, 90, 8)
    more = line("Others came to see the boat in the years after.", 60, 700) + line("2", 283, 704, 6)
    rest = line("the keeper of the light.", 60, 90, 8) + line("2 Four of them.", 60, 80, 8)
    document = read_bytes(draw(text + foot, more + rest))
    told = "First told in the harbour log and then by the keeper of the light."
    assert [note.text for note in _notes(document)] == [told, "Four of them."]
    assert _ties(document) == [("1", told), ("2", "Four of them.")]


def test_notes_at_the_end_of_the_text_are_endnotes() -> None:
    marks = "<p>The boat<sup>1</sup> was old.<sup>2</sup></p>"
    notes = "<p style='font-size:8pt'><sup>1</sup> See the log.</p><p style='font-size:8pt'><sup>2</sup> Kept here.</p>"
    fill = "<p>Nobody came to the harbour in all the weeks of that long winter.</p>" * 30
    document = read_bytes(print_html(f"{marks}{fill}<h2>Notes</h2>{notes}"))
    assert [note.layer for note in _notes(document)] == ["endnote", "endnote"]
    assert _ties(document) == [("1", "See the log."), ("2", "Kept here.")]


def test_a_link_inside_the_file_leads_to_the_heading_there() -> None:
    fill = "<p>Nobody came to the harbour in all the weeks of that long winter.</p>" * 60
    document = read_bytes(
        print_html(f"<p>More <a href='#end'>further down</a> below.</p>{fill}<h2 id=end>The end</h2>")
    )
    assert _ties(document) == [("further down", "The end")]


def test_an_address_over_three_lines_is_whole_and_its_full_stop_no_part_of_the_link() -> None:
    address = "https://harbour.example/boats/and/oars/1987/the-log-of-the-keeper"
    broken = address.replace("/", "/<wbr>")
    document = read_bytes(print_html(f"<p style='width:9em'>It is at <a href='{address}'>{broken}</a>.</p>"))
    block = next(block for block in document.blocks if "harbour" in block.text)
    assert block.text == f"It is at {address}."
    assert "".join(run.text for run in block.runs if run.link) == address


def test_notes_as_large_as_the_text_need_a_rule_and_a_mark() -> None:
    text = line("The boat was old and grey and so was its owner.", 60, 700) + line("1", 283, 704, 6)
    text += line(_LONG, 60, 650)
    foot = line("1 Kept at Marlby by the harbour master.", 60, 90)
    ruled = read_bytes(draw(text + "60 104 120 0.7 re f\n" + foot))
    assert [note.text for note in _notes(ruled)] == ["Kept at Marlby by the harbour master."]
    assert not _notes(read_bytes(draw(text + foot)))


def test_notes_at_one_place_of_each_page_are_no_running_feet() -> None:
    pages = [
        line("The boat was old and grey and so was its owner.", 60, 700)
        + line(str(n), 283, 704, 6)
        + line(_LONG, 60, 650)
        + line(f"{n} Kept at {place} by the harbour master.", 60, 60, 8)
        for n, place in enumerate(("Marlby", "Ousham", "Kelwick", "Tarn"), start=1)
    ]
    assert len(_notes(read_bytes(draw(*pages)))) == 4
