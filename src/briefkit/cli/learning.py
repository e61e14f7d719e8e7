"""What is known of publishers, for the commands: read by those that place, learned by the one that takes edits back."""

from __future__ import annotations

from pathlib import Path

import msgspec

from briefkit import codec, files, remembered, theme
from briefkit.cli.printing import say_diagnostics
from briefkit.diagnostics import Diagnostic
from briefkit.errors import BriefkitError, UsageError
from briefkit.files import printable
from briefkit.lexicon import fold
from briefkit.publishers import Publisher, Publishers, goes_by, key, of_name, writing
from briefkit.publishers.reading import read_publishers
from briefkit.publishers.statements import quoted, value_of
from briefkit.record import Record
from briefkit.revise.lessons import Lesson, find_lessons, other_spelling
from briefkit.theme import Theme


def house_of(name: str, out: Path, given: Path | None = None) -> Theme:
    """The house style with what is known of publishers, in the file ``given`` or where it stands by custom.

    Lines that cannot be used are printed. Raises :class:`UsageError` where ``given`` is not there.
    """
    house = theme.load(name)
    if given is not None and not given.is_file():
        raise UsageError(f"There is no file {printable(str(given))}.", "Give --publishers a file that is there.")
    known = remembered.load(given or remembered.file_of(name, out))
    say_diagnostics(known.diagnostics)
    return msgspec.structs.replace(house, publishers=known.value)


def file_beside(briefing: Path, house: str) -> Path:
    """The file of publishers of the run that made a briefing: its result folder stands in the output folder."""
    return remembered.file_of(house, briefing.absolute().parent.parent)


class Lessons(msgspec.Struct, frozen=True):
    """What a correction taught: of which publisher, the lines, and a spelling of its name that a person mended.

    ``named`` is the name that the document itself gives its publisher: by it the next document is recognised.
    """

    publisher: str
    named: str
    lines: tuple[Lesson, ...]
    spelling: str | None = None


def lessons_of(original: Path, record: Record) -> Lessons | None:
    """What the edited briefing ``record`` teaches, compared with what conversion made (``original``) and with the
    ``briefing.json`` that was rendered last. ``None`` where it teaches nothing."""
    made = codec.load(files.read(original))
    lines = find_lessons(made.briefing, _rendered_last(original, made).briefing, record.briefing)
    spelling = other_spelling(made.briefing, record.briefing)
    if not lines and not spelling:
        return None
    return Lessons(record.briefing.publisher or "", made.briefing.publisher or "", lines, spelling)


def _rendered_last(original: Path, made: Record) -> Record:
    try:
        last = codec.load(files.read(original.with_name("briefing.json")))
    except BriefkitError:
        return made
    return last if last.source.sha256 == made.source.sha256 else made


def learn(path: Path, lessons: Lessons) -> tuple[Diagnostic, ...]:
    """Writes the lessons into the file of publishers and says what was remembered, or why it was not.

    Nothing is raised: the briefing is rendered, and the lines can be written by hand.
    """
    lines = [lesson.line for lesson in lessons.lines]
    by_hand = "; ".join(f"{quoted(line.heading)} = {quoted(value_of(line))}" for line in lines)
    place, head = printable(str(path)), f"[{quoted(lessons.publisher or 'Name of the publisher')}]"
    note = f"Write by hand into {place}, below {head}: {by_hand or f'names = [{quoted(lessons.spelling or str())}]'}"
    if not key(lessons.publisher):
        why = "This is not remembered, for the briefing does not say who published it."
        return (Diagnostic("BK255", "warning", f"{_told(lessons, None)} {why}", note=note),)
    known: Publisher | None = None
    after: Publishers = ()

    def changed(text: str) -> str:
        nonlocal known, after
        known = of_name(read_publishers(text).value, lessons.publisher)
        names = [lessons.spelling] if lessons.spelling and not (known and goes_by(known, lessons.spelling)) else []
        new = writing.remembered(text, known.name if known else lessons.publisher, lines, names)
        after = read_publishers(new).value
        return new

    try:
        is_new = remembered.change(path, changed)
    except BriefkitError as error:
        why = f"This could not be remembered: {error.message}"
        return (Diagnostic("BK255", "warning", f"{_told(lessons, None)} {why}", note=note),)
    if not is_new:
        return ()
    undo = "To undo it, delete the line, or move the text back and render again."
    message = f"{_told(lessons, known)} It is remembered for the next document, in {place}."
    return (Diagnostic("BK253", "info", f"{message}{_unnamed(lessons, after)}", note=undo),)


def _unnamed(lessons: Lessons, after: Publishers) -> str:
    """What is to be written besides where a document like this one would not be recognised as the publisher's."""
    if of_name(after, lessons.named) == of_name(after, lessons.publisher):
        return ""
    if lessons.named:
        line = f"names = [{quoted(lessons.named)}]"
        return (
            f" The document itself says ‘{lessons.named}’: where that always means this publisher, add the line {line}."
        )
    return ' The document itself does not say whose it is: add the publisher’s own domain, like domains = ["x.org.uk"].'


def _told(lessons: Lessons, known: Publisher | None) -> str:
    """The lessons in a sentence; ``known`` is what the file said before."""
    said = {fold(line.heading): line for line in known.lines} if known else {}
    told = []
    for lesson in lessons.lines:
        line, before = lesson.line, said.get(fold(lesson.line.heading))
        words = f"text under ‘{line.heading}’ belongs to {_words(line.section)}"
        if before is not None and value_of(before) != value_of(line):
            words += f" (until now the file said {_words(value_of(before))}; that is kept as a remark)"
        elif lesson.was != line.section:
            words += f" and not to {_words(lesson.was)}"
        told.append(words)
    if lessons.spelling:
        told.append(f"‘{lessons.spelling}’ is another spelling of its name")
    return f"{lessons.publisher or 'This publisher'}: {', '.join(told)}."


def _words(section: str) -> str:
    return section.replace("_", " ")
